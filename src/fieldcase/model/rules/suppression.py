"""Small figures (domain reference, section 12.3; G22): no table, chart or drill-down lets a few persons be counted out.

Cells of 1 to n−1 persons show “<n”; further cells are held back until nothing hidden can be solved from what is shown.
What a reader can solve is decided exactly, not by a rule of thumb: a table with its totals is a network of flows, and a
hidden cell is solvable when no other whole numbers within the published bounds fit all rows, columns and totals.
The module refuses nothing and never shows a number that it was not given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import product

import msgspec

from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action, Role, may
from fieldcase.model.words import _

TOTAL = ""
"""The name of the total row and of the total column."""

Place = tuple[str, str]


class Mark(StrEnum):
    """What stands in a cell whose number is not shown."""

    SMALL = "small"
    """1 … n−1 persons, printed “<n”; in a known small group also 0."""
    HELD = "held"
    """At least n persons, held back so that a small cell cannot be computed."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of persons by row and column; what is missing is zero. `small` names rows and columns that are known small
    groups, in which a zero would tell something about everybody (“none of the three lawyers”)."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[Place, int]
    small: frozenset[str] = frozenset()

    def places(self) -> Iterator[Place]:
        """Every cell and total, the grand total last."""
        for row in (*self.rows, TOTAL):
            for column in (*self.columns, TOTAL):
                yield row, column

    def count(self, place: Place) -> int:
        """The true number at a cell or a total."""
        row, column = place
        rows = self.rows if row == TOTAL else (row,)
        columns = self.columns if column == TOTAL else (column,)
        return sum(self.counts.get((r, c), 0) for r in rows for c in columns)


class Released(msgspec.Struct, frozen=True, kw_only=True):
    """What may be shown: a number or a mark at every place of the table; `threshold` is the n that was used."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    shown: Mapping[Place, int | Mark]
    small: frozenset[str]
    threshold: int

    def text(self, place: Place) -> str:
        """What is printed at a place: the number, “<5”, or a star where a number is held back."""
        value = self.shown[place]
        if value is Mark.SMALL:
            return f"<{self.threshold}"
        return "*" if value is Mark.HELD else str(value)

    def percent(self, place: Place, of: Place, *, smallest_base: int = 20) -> int | None:
        """A whole percentage, or None where either number is hidden or the base is under 20 (section 12.3)."""
        part, base = self.shown[place], self.shown[of]
        if isinstance(part, Mark) or isinstance(base, Mark) or base < smallest_base:
            return None
        return round(100 * part / base)


def suppress(table: Table, threshold: int = 5) -> Released:
    """G22: the table as it may be shown. Primary marks first, then further cells, smallest non-zero first, until no
    hidden number can be solved; where cells do not suffice the totals go too.

    `threshold` is n, at least 3 ([CFG 5]); a smaller one counts as 3.
    """
    n = max(threshold, 3)
    counts = {place: table.count(place) for place in table.places()}
    shown: dict[Place, int | Mark] = {
        place: Mark.SMALL if _primary(table, place, count, n) else count for place, count in counts.items()
    }
    while solved := next(_solvable(table, counts, shown, n), None):
        hide = min(_candidates(table, counts, shown, solved), default=None)
        if hide is None:
            shown = {place: Mark.HELD for place in counts}
            break
        shown |= dict.fromkeys(_same_number(table, hide[-1]), Mark.HELD)
    return Released(rows=table.rows, columns=table.columns, shown=shown, small=table.small, threshold=n)


def suppress_list(counts: Mapping[str, int], threshold: int = 5) -> Mapping[str, str]:
    """G22 for a list with its total: what is printed for each label and, under `TOTAL`, for the sum."""
    table = Table(rows=tuple(counts), columns=("n",), counts={(label, "n"): count for label, count in counts.items()})
    released = suppress(table, threshold)
    return {label: released.text((label, TOTAL)) for label in (*counts, TOTAL)}


def several_states(omitted: Mapping[str, int], threshold: int = 5) -> Mapping[str, str]:
    """“Omitted for protection” by State: a State with 1 to n−1 omitted persons is counted under “several States” (key
    `TOTAL`), never alone: with one such State the next smallest joins it; where none can, the sum shows “<n”."""
    n = max(threshold, 3)
    counted = {state: count for state, count in omitted.items() if count > 0}
    pooled = {state for state, count in counted.items() if count < n}
    rest = sorted((count, state) for state, count in counted.items() if state not in pooled)
    while pooled and rest and (len(pooled) == 1 or sum(counted[state] for state in pooled) < n):
        pooled.add(rest.pop(0)[1])
    shown = {state: str(count) for count, state in rest}
    if pooled:
        together = sum(counted[state] for state in pooled)
        shown[TOTAL] = str(together) if together >= n and len(pooled) > 1 else f"<{n}"
    return shown


def difference_findings(earlier: Released, later: Released) -> tuple[Finding, ...]:
    """G22: two tables of one population released at different times. A number shown in both that moved by fewer than n
    persons tells who was added: the later table waits."""
    n = max(earlier.threshold, later.threshold)
    moved = [
        place
        for place, before in earlier.shown.items()
        if not isinstance(before, Mark)
        and not isinstance(after := later.shown.get(place, before), Mark)
        and 0 < abs(after - before) < n
    ]
    if not moved:
        return ()
    return (
        Finding(
            rule="G22",
            sentence=_(
                "Beside the table released before, this one shows {count} changes of fewer than {n} persons."
            ).format(n=n, count=len(moved)),
            remedy=_("Release it later, or with wider groups."),
        ),
    )


def drill_down(roles: Collection[str]) -> tuple[Finding, ...]:
    """G22, S34: whoever may not read cases sees suppressed figures and never the cases behind them; `roles` are the
    seat's."""
    if may((role for role in Role if role in roles), Action.READ_CASE):
        return ()
    return (
        Finding(
            rule="G22",
            sentence=_("Your role sees figures, not the cases behind them."),
            remedy=_("Ask a case officer."),
        ),
    )


def _primary(table: Table, place: Place, count: int, n: int) -> bool:
    known_group = place[0] in table.small or place[1] in table.small
    return 0 < count < n or (count == 0 and known_group)


def _same_number(table: Table, place: Place) -> Iterator[Place]:
    """The place and, in a table of one row or one column, its total: both print one number."""
    row, column = place
    rows = (row, TOTAL) if len(table.rows) == 1 else (row,)
    columns = (column, TOTAL) if len(table.columns) == 1 else (column,)
    if len(table.rows) == 1 and row == TOTAL:
        rows = (TOTAL, table.rows[0])
    if len(table.columns) == 1 and column == TOTAL:
        columns = (TOTAL, table.columns[0])
    return product(rows, columns)


def _candidates(
    table: Table, counts: Mapping[Place, int], shown: Mapping[Place, int | Mark], solved: Place
) -> Iterator[tuple[int, int, int, Place]]:
    """What may be hidden next: cells beside the solved one, then cells elsewhere, then totals, then the grand total."""
    ends = set(_ends(solved))
    for place, count in counts.items():
        if isinstance(shown[place], Mark) or count == 0:
            continue
        totals = (place[0] == TOTAL) + (place[1] == TOTAL)
        beside = not ends.isdisjoint(_ends(place))
        yield (0 if beside else 1) if totals == 0 else (1 if beside else 2), totals, count, place


def _solvable(table: Table, counts: Mapping[Place, int], shown: Mapping[Place, int | Mark], n: int) -> Iterator[Place]:
    """The hidden places whose number follows from what is shown: neither one more nor one fewer fits anywhere."""
    arcs: dict[str, list[tuple[str, Place]]] = {}
    moves: dict[Place, tuple[bool, bool]] = {}
    for place, mark in shown.items():
        if not isinstance(mark, Mark):
            continue
        known_group = place[0] in table.small or place[1] in table.small
        low, high = (n, None) if mark is Mark.HELD else (0 if known_group else 1, n - 1)
        up, down = high is None or counts[place] < high, counts[place] > low
        moves[place] = up, down
        start, end = _ends(place)
        if up:
            arcs.setdefault(start, []).append((end, place))
        if down:
            arcs.setdefault(end, []).append((start, place))
    for place, (up, down) in moves.items():
        start, end = _ends(place)
        if not ((up and _reaches(arcs, end, start, place)) or (down and _reaches(arcs, start, end, place))):
            yield place


def _ends(place: Place) -> tuple[str, str]:
    """A round of flows: the grand total splits into row totals, these into cells, cells gather in column totals."""
    row, column = place
    if TOTAL not in place:
        return f"row {row}", f"column {column}"
    if column != TOTAL:
        return f"column {column}", "all columns"
    return ("all rows", f"row {row}") if row != TOTAL else ("all columns", "all rows")


def _reaches(arcs: Mapping[str, Iterable[tuple[str, Place]]], start: str, goal: str, without: Place) -> bool:
    seen, open_ = {start}, [start]
    while open_:
        node = open_.pop()
        if node == goal:
            return True
        for onward, place in arcs.get(node, ()):
            if place != without and onward not in seen:
                seen.add(onward)
                open_.append(onward)
    return False
