"""Small figures: nothing hidden can be solved from what is shown (G22, section 12.3)."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.rules.suppression import (
    TOTAL,
    Mark,
    Released,
    Table,
    difference_findings,
    several_states,
    suppress,
    suppress_list,
)

XSI = Table(rows=("XSI",), columns=("women", "men"), counts={("XSI", "women"): 2, ("XSI", "men"): 9})


def possible(released: Released, place: tuple[str, str], highest: int) -> set[int]:
    """Every number at a place that fits what is shown, found by trying all tables: an oracle that knows no flows."""
    n = released.threshold
    cells = [(row, column) for row in released.rows for column in released.columns]

    def choices(at: tuple[str, str]) -> range:
        value = released.shown[at]
        if value is Mark.HELD:
            return range(n, highest + n)
        if value is Mark.SMALL:
            return range(0 if not released.small.isdisjoint(at) else 1, n)
        return range(value, value + 1)

    found = set()
    for numbers in product(*map(choices, cells)):
        table = Table(rows=released.rows, columns=released.columns, counts=dict(zip(cells, numbers, strict=True)))
        totals = [at for at in table.places() if TOTAL in at]
        # a hidden total has no upper bound but the sum itself
        if all(table.count(at) in choices(at) or _held_above(released, table, at) for at in totals):
            found.add(table.count(place))
    return found


def _held_above(released: Released, table: Table, at: tuple[str, str]) -> bool:
    return released.shown[at] is Mark.HELD and table.count(at) >= released.threshold


@st.composite
def small_tables(draw: st.DrawFn) -> Table:
    rows = ("XKA", "XSI")[: draw(st.integers(1, 2))]
    columns = ("women", "men", "unknown")[: draw(st.integers(1, 3 if len(rows) == 1 else 2))]
    counts = {at: draw(st.integers(0, 6)) for at in product(rows, columns)}
    small = draw(st.sets(st.sampled_from(rows), max_size=1))
    return Table(rows=rows, columns=columns, counts=counts, small=frozenset(small))


@given(small_tables())
def test_no_hidden_number_can_be_solved_from_rows_columns_and_totals(table: Table) -> None:
    released = suppress(table, 3)
    for place, value in released.shown.items():
        if isinstance(value, Mark):
            assert len(possible(released, place, 7)) > 1
        else:
            assert value == table.count(place)


@given(small_tables())
def test_no_cell_of_one_or_two_persons_is_ever_shown(table: Table) -> None:
    assert all(not (isinstance(v, int) and 0 < v < 3) for v in suppress(table, 3).shown.values())


def test_S23_two_women_are_shown_as_fewer_than_five_and_cannot_be_subtracted_from_the_total() -> None:
    """S23, G22."""
    released = suppress(XSI)
    assert released.text(("XSI", "women")) == "<5"
    assert released.text(("XSI", "men")) == "*" or released.text(("XSI", TOTAL)) == "*"
    assert len(possible(released, ("XSI", "women"), 12)) > 1


def test_S23_a_later_table_with_one_person_more_is_caught_by_the_ledger_of_releases() -> None:
    """S23, G22."""
    earlier = suppress(XSI)
    later = suppress(Table(rows=XSI.rows, columns=XSI.columns, counts={**XSI.counts, ("XSI", "women"): 3}))
    findings = difference_findings(earlier, later)
    assert [f.rule for f in findings] == ["G22"]
    assert difference_findings(earlier, earlier) == ()


def test_zero_is_shown_unless_the_row_is_a_known_small_group() -> None:
    counts = {("XSI", "women"): 0, ("XSI", "men"): 30, ("XKA", "women"): 20, ("XKA", "men"): 25}
    plain = suppress(Table(rows=("XSI", "XKA"), columns=("women", "men"), counts=counts))
    assert plain.text(("XSI", "women")) == "0"
    known = suppress(Table(rows=("XSI", "XKA"), columns=("women", "men"), counts=counts, small=frozenset({"XSI"})))
    assert known.text(("XSI", "women")) == "<5"


def test_a_base_under_twenty_shows_no_percentage() -> None:
    counts = {("XKA", "women"): 8, ("XKA", "men"): 9, ("XSI", "women"): 30, ("XSI", "men"): 10}
    released = suppress(Table(rows=("XKA", "XSI"), columns=("women", "men"), counts=counts))
    assert released.percent(("XKA", "women"), ("XKA", TOTAL)) is None
    assert released.percent(("XSI", "women"), ("XSI", TOTAL)) == 75
    assert suppress(XSI).percent(("XSI", "women"), ("XSI", TOTAL)) is None


def test_a_threshold_below_three_counts_as_three() -> None:
    assert suppress(XSI, 1).text(("XSI", "women")) == "<3"


def test_a_list_hides_a_second_number_so_that_the_total_does_not_give_the_small_one_away() -> None:
    shown = suppress_list({"XKA": 40, "XME": 9, "XSI": 2})
    assert shown["XSI"] == "<5"
    assert shown["XME"] == "*"
    assert (shown["XKA"], shown[TOTAL]) == ("40", "51")


def test_a_state_with_few_omitted_persons_is_never_named_alone() -> None:
    assert several_states({"XKA": 12, "XME": 7, "XSI": 2}) == {"XKA": "12", TOTAL: "9"}
    assert several_states({"XSI": 2}) == {TOTAL: "<5"}
    assert several_states({"XSI": 2, "XOR": 1}) == {TOTAL: "<5"}
    assert several_states({"XKA": 12}) == {"XKA": "12"}


def test_a_table_in_which_nothing_more_can_be_hidden_still_gives_nothing_away() -> None:
    lonely = suppress(Table(rows=("XSI",), columns=("women",), counts={("XSI", "women"): 1}))
    assert set(lonely.shown.values()) <= {Mark.SMALL, Mark.HELD}
