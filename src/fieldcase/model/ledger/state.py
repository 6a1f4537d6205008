"""The state of one record, drawn from its labels and from as many of its values as are held.

Rules 1 to 4, 7, 10, 13 and 17 of docs/formats/ledger.md; what a transition's status is, `transitions.py` says.
Everything here is computed from what is given and kept nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Any

import msgspec

from fieldcase.model.ledger.entries import NEVER_WITHHELD, BrokenEntry, Key, Label, Ref, covered, path_of, sha, text
from fieldcase.model.ledger.judging import Judgement
from fieldcase.model.ledger.rules import Decided, FoldRules
from fieldcase.model.ledger.shelf import Held

UNKNOWN = "?"
"""The field of a value that nobody here can place (rule 3)."""


class Head(msgspec.Struct, frozen=True):
    """A value that nothing replaced. `why` is empty when it can be read, else withheld | erased | misplaced; `path` is
    the field it stands in, `?` where nobody here knows it."""

    ref: Ref
    value: Any
    why: str = ""
    path: str = UNKNOWN

    def __repr__(self) -> str:
        return f"Head({self.ref.hex()[:12]}, {self.why or 'readable'})"


class Why(StrEnum):
    """Why a decision does not hold (rule 12)."""

    LACKING = "lacking"
    CHANGED = "changed"
    HIDDEN = "hidden"
    RESTRICTED = "restricted"
    OWN = "own"
    GROUND = "ground"
    NOTHING = "nothing"
    ADDED = "added"
    INCOMPLETE = "incomplete"
    APART = "apart"


class Void(msgspec.Struct, frozen=True):
    """One reason why a decision does not hold, and the value concerned (empty for `nothing`).

    lacking: it rests on an entry that is not here; changed: on a value that is no longer alone in its field; hidden:
    on a deleted record; restricted: on a restrictive record with unknown or cut parts; own: on a value that its
    author wrote or helped to write; ground: on a decision that does not hold; nothing: on nothing of its record;
    added: this head of its record is not among its grounds; incomplete: this value of its record is lacking; apart:
    it is one of several decisions made apart.
    """

    why: Why
    ref: Ref = b""


class RecordState(msgspec.Struct, kw_only=True):
    """What a record is, as far as the entries held can tell.

    `fields`: heads by path, highest first, several where people must decide, `?` for values of an unknown field;
    `ghosts`: values cut by a revocation or against a role, which nobody replaced; `missing`: replaced values whose
    label is not here; `hidden`: deleted; `level`: of restrictive kinds; `status`: of transitions, `open` where none
    holds, and then `void` says why; `at` the transition that counts.
    """

    kind: str
    record: bytes
    fields: dict[str, list[Head]]
    ghosts: list[Head]
    missing: list[Ref]
    hidden: bool = False
    level: str | None = None
    status: str | None = None
    at: Ref | None = None
    void: tuple[Void, ...] = ()

    def heads(self) -> list[Head]:
        """The heads of all fields."""
        return [head for heads in self.fields.values() for head in heads]

    def digest(self) -> bytes:
        """SHA-256 of the record's JSON (section 7)."""
        fields = [[path, _said(self.fields[path])] for path in sorted(self.fields)]
        missing = [ref.hex() for ref in self.missing]
        return sha(_json([fields, _said(self.ghosts), missing, self.hidden, self.level, self.status]))


class Row(msgspec.Struct, frozen=True, gc=False):
    """One value of the record drawn. `order`: its label's count."""

    order: int
    ref: Ref
    replaces: tuple[Ref, ...]
    value: bytes | None
    held: Held
    label: Label

    def __repr__(self) -> str:
        return f"Row({self.ref.hex()[:12]}, order={self.order})"


_json = msgspec.json.Encoder().encode
_order = attrgetter("order", "ref")
_NOWHERE: frozenset[str] = frozenset()


def _said(heads: Iterable[Head]) -> list[list[str]]:
    return [[head.ref.hex(), head.why] for head in heads]


def draw(
    key: Key, held: Sequence[Held], counts: Callable[[Held], bool], judgement: Judgement, rules: FoldRules
) -> RecordState:
    """Draw a record from its entries (chains whole, labels held). `counts` is asked only of those that decide.

    Whether it is hidden, and its status, depend on other kinds of the record: `hide` and `transitions.status`.
    """
    rows = _rows(held)
    ordered = sorted(rows.values(), key=_order)
    gone = _replaced(rows, ordered, counts)
    state = RecordState(kind=key[0], record=key[1], fields={}, ghosts=[], missing=[])
    where: dict[Ref, frozenset[str]] = {}
    for row in ordered:
        above = _above(row, where) if row.replaces else _NOWHERE
        if row.ref in gone:
            where[row.ref] = above or _own(key[1], row, path_of(row.value) if row.value else None, judgement)
            continue
        path, value, why = _read(key, row, above, judgement, rules)
        stands = where[row.ref] = above or _own(key[1], row, path, judgement)
        for field in stands if len(stands) == 1 else sorted(stands) or (UNKNOWN,):
            head = Head(row.ref, value, why, field)
            if not counts(row.held):
                state.ghosts.append(head)
                break
            state.fields.setdefault(field, []).append(head)
    for heads in (*state.fields.values(), state.ghosts):
        heads.reverse()
    if lacking := gone - rows.keys():
        settled = (one.label.knows for one in held if one.label and one.label.knows and counts(one))
        state.missing = sorted(lacking.difference(*settled))
    if decided := rules.restrictive(key[0]):
        state.level = _level(state, decided, where)
    return state


def _above(row: Row, where: Mapping[Ref, frozenset[str]]) -> frozenset[str]:
    """The fields of what a value replaces, as far as they are known."""
    if len(row.replaces) == 1:
        return where.get(row.replaces[0], _NOWHERE)
    return _NOWHERE.union(*(where.get(ref, _NOWHERE) for ref in row.replaces))


def _own(record: bytes, row: Row, path: str | None, judgement: Judgement) -> frozenset[str]:
    """The field that a value says itself, or that an erasure in force gives for it."""
    path = path or judgement.listed.get((record, row.ref))
    return frozenset((path,)) if path else _NOWHERE


def _rows(held: Iterable[Held]) -> dict[Ref, Row]:
    rows = {}
    for one in held:
        label = one.label
        assert label is not None
        for position, (value, (_hash, replaces)) in enumerate(zip(one.values, label.values, strict=True)):
            ref = one.id + position.to_bytes(2, "big")
            rows[ref] = Row(label.count, ref, replaces, value, one, label)
    return rows


def _replaced(rows: Mapping[Ref, Row], ordered: Sequence[Row], counts: Callable[[Held], bool]) -> set[Ref]:
    """All that counting values name, and what those name in turn, counted or not (rule 2).

    Through cut values too: who built on one had seen what it replaced (rule 10). Latest first, so that most values
    are replaced before anybody asks whether they count: what is replaced has told already what it replaces.
    """
    gone: set[Ref] = set()
    for row in reversed(ordered):
        if not row.replaces or row.ref in gone or not counts(row.held):
            continue
        todo = list(row.replaces)
        while todo:
            ref = todo.pop()
            if ref not in gone:
                gone.add(ref)
                if below := rows.get(ref):
                    todo += below.replaces
    return gone


def _read(
    key: Key, row: Row, above: frozenset[str], judgement: Judgement, rules: FoldRules
) -> tuple[str | None, Any, str]:
    """The path a value says, if it can be read; the value; and why it cannot be read."""
    if row.value is None:
        scopes = judgement.scopes(key[1], row.label.knows)
        erased = bool(scopes) and (not above or any(covered(path, scopes) for path in above))
        return None, None, "erased" if erased else "withheld"
    try:
        path, value = text(row.value)
    except BrokenEntry:
        return path_of(row.value), None, "misplaced"
    if (above and above != {path}) or rules.misplaced(key[0], key[1], path, value):
        return path, None, "misplaced"
    return path, value, ""


def _level(state: RecordState, decided: Decided, where: Mapping[Ref, frozenset[str]]) -> str:
    """Most restrictive of all heads; what cannot be read, or was cut, restricts too."""
    path = decided.path
    heads = [head for field, heads in state.fields.items() if not path or field in (path, UNKNOWN) for head in heads]
    heads += [head for head in state.ghosts if not path or not where[head.ref] or path in where[head.ref]]
    said = [decided.said(head.value) if not head.why else None for head in heads]
    levels = [level for level in said if level is not None]
    if state.missing or not levels or len(levels) != len(said):
        return decided.order[0]
    return min(levels, key=decided.order.index)


def hide(state: RecordState, deletion: RecordState | None, names: Mapping[bytes, Held], rules: FoldRules) -> None:
    """Mark the record hidden where every head's entry is named by a deletion that stands (rule 13).

    `deletion` is the drawing of the deletions of the same record, `names` their entries by id.
    """
    if deletion is None or state.kind in NEVER_WITHHELD:
        return
    deleted = {
        named
        for head in deletion.heads()
        if head.value is not False and (label := names[head.ref[:32]].label) is not None
        for named in label.rests_on
    }
    entries = {head.ref[:32] for head in state.heads()}
    state.hidden = bool(entries) and entries <= deleted
    if state.hidden and (decided := rules.restrictive(state.kind)):
        state.level = decided.order[0]


def left(label: Label, values: Sequence[bytes | None], judgement: Judgement) -> tuple[bytes | None, ...]:
    """The values that the erasures in force leave of an entry (rule 7)."""
    if label.kind in NEVER_WITHHELD or not (scopes := judgement.scopes(label.record, label.knows)):
        return tuple(values)
    return tuple(None if value is None or _taken(value, scopes) else value for value in values)


def _taken(value: bytes, scopes: list[tuple[str, ...] | None]) -> bool:
    path = path_of(value)
    return None in scopes if path is None else covered(path, scopes)
