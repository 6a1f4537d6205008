"""Pages of lists: filters, order, totals; and that what is typed is only ever a value."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.ledger.state import Head
from fieldcase.model.refusal import UnknownField
from fieldcase.vault.database import open_database
from fieldcase.vault.views.lists import Among, Compare, Filter, ListQuery, Order, page
from fieldcase.vault.views.shown import Mark
from fieldcase.vault.views.tables import Views
from tests.unit.vault.views_kinds import KINDS, a_matter, a_state, an_id

STATES = ("XKA", "XME", "XOR")


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    path: Path = tmp_path_factory.mktemp("lists") / "ledger.db"
    connection = open_database(path, bytes(range(32)), vault=bytes(16), create=True)
    views = Views(connection, KINDS, (Room.CASE,), FoldRules.of(KINDS))
    views.prepare()
    views.refresh(
        a_matter(
            n,
            country=STATES[n % 3],
            people=n if n % 2 else None,
            happened="2025-03" if n < 30 else "2025-05-04/2025-06-10",
            **({"profiles__lawyer": "lawyer"} if n % 10 == 0 else {}),
        )
        for n in range(60)
    )
    views.refresh([a_matter(60, country=[Head(bytes(34), "XKA"), Head(bytes(34), "XME")])])
    said = {"machine": "work", "record": an_id(5), "to": "closed"}
    views.refresh([a_state("transition", 99, {"status": said}, status="closed")])
    hidden = a_matter(61)
    hidden.hidden = True
    views.refresh([hidden, *(a_state("note", 100 + n, {"case": an_id(n % 2), "text": "x"}) for n in range(5))])
    yield views
    connection.close()


def numbers(
    views: Views, *filters: Filter, order: tuple[Order, ...] = (), kind: str = "matter", **more: int
) -> list[int]:
    found = page(views, ListQuery(kind=kind, filters=filters, order=order, limit=more.get("limit", 100)))
    assert found.total >= len(found.rows)
    return [int(row.id, 16) for row in found.rows]


def test_without_an_order_the_newest_here_come_first_and_hidden_ones_not_at_all(views: Views) -> None:
    first = page(views, ListQuery(kind="matter", limit=3))
    assert [int(row.id, 16) for row in first.rows] == [60, 59, 58]
    assert first.total == 61
    assert page(views, ListQuery(kind="matter", limit=0, hidden=True)).total == 62


def test_pages_follow_one_another_without_gap_or_repetition(views: Views) -> None:
    order = (Order("country"), Order("received", falling=True))
    found = [page(views, ListQuery(kind="matter", order=order, limit=7, offset=at)) for at in range(0, 70, 7)]
    ids = [row.id for one in found for row in one.rows]
    assert len(ids) == len(set(ids)) == 61
    keys = [(row.columns["country"], row.columns["received"]) for one in found for row in one.rows]
    assert keys == sorted(sorted(keys, key=lambda k: k[1], reverse=True), key=lambda k: k[0])


def test_rows_carry_their_columns_as_the_field_says(views: Views) -> None:
    row = page(views, ListQuery(kind="matter", filters=(Filter("number", Compare.IS, "KAL/03-0010"),))).rows[0]
    assert row.columns["profiles"] == ("lawyer",)
    assert row.columns["people"] is None
    assert row.columns["happened"] == "2025-03"
    assert set(row.columns) == {"number", "title", "received", "happened", "country", "people", "profiles"}


def test_filters(views: Views) -> None:
    assert len(numbers(views, Filter("country", Compare.IS, "XME"))) == 20
    assert len(numbers(views, Filter("country", Compare.NOT, "XME"))) == 41
    assert len(numbers(views, Filter("country", Compare.ANY, ("XME", "XOR")))) == 40
    assert numbers(views, Filter("country", Compare.ANY, ())) == []
    assert len(numbers(views, Filter("people", Compare.EMPTY))) == 31
    assert len(numbers(views, Filter("people", Compare.FILLED))) == 30
    assert numbers(views, Filter("people", Compare.FROM, 57)) == [59, 57]
    assert numbers(views, Filter("people", Compare.UNTIL, 3)) == [3, 1]
    assert numbers(views, Filter("profiles", Compare.IS, "lawyer")) == [50, 40, 30, 20, 10, 0]
    assert numbers(views, Filter("profiles", Compare.IS, "law")) == []
    assert len(numbers(views, Filter("profiles", Compare.NOT, "lawyer"))) == 55
    assert numbers(views, Filter("number", Compare.CONTAINS, "03-001")) == list(range(19, 9, -1))
    assert numbers(views, Filter("id", Compare.IS, an_id(3))) == [3]


def test_dates_that_are_not_exact_count_when_they_may_lie_in_the_range(views: Views) -> None:
    assert len(numbers(views, Filter("happened", Compare.FROM, "2025-06-01"))) == 30
    assert len(numbers(views, Filter("happened", Compare.UNTIL, "2025-03-10"))) == 30
    assert (
        len(
            numbers(
                views, Filter("happened", Compare.FROM, "2025-03-20"), Filter("happened", Compare.UNTIL, "2025-05-03")
            )
        )
        == 30
    )
    assert numbers(views, order=(Order("happened"), Order("id")))[:2] == [60, 0]


def test_a_last_day_includes_its_instants(views: Views) -> None:
    until = Filter("received", Compare.UNTIL, "2025-03-02")
    assert set(numbers(views, until)) == {n for n in range(61) if n % 28 in (0, 1)}


def test_conflicts_can_be_listed(views: Views) -> None:
    found = page(views, ListQuery(kind="matter", filters=(Filter("", Compare.MARKED, Mark.CONFLICT),)))
    assert [(int(row.id, 16), row.marks) for row in found.rows] == [(60, (Mark.CONFLICT,))]


def test_a_computed_status_filters_sorts_and_is_shown(views: Views) -> None:
    found = page(views, ListQuery(kind="matter", filters=(Filter("status:work", Compare.IS, "closed"),)))
    assert [(int(row.id, 16), row.statuses) for row in found.rows] == [(5, {"work": "closed"})]
    assert numbers(views, order=(Order("status:work", falling=True),))[0] == 5
    assert len(numbers(views, Filter("status:work", Compare.EMPTY))) == 60


def test_records_of_one_case(views: Views) -> None:
    assert numbers(views, Filter("case", Compare.IS, an_id(0)), kind="note") == [104, 102, 100]
    assert page(views, ListQuery(kind="note", limit=1)).rows[0].case == an_id(0)


def test_a_kind_that_has_nothing_here_is_an_empty_page(views: Views) -> None:
    assert page(views, ListQuery(kind="source")).rows == ()


@pytest.mark.parametrize("field", ["nonsense", "summary", "_hidden", '"; DROP TABLE records; --', "due", "case"])
def test_a_field_that_is_no_column_is_refused_by_name(views: Views, field: str) -> None:
    for query in (
        ListQuery(kind="matter", filters=(Filter(field, Compare.IS, "x"),)),
        ListQuery(kind="matter", order=(Order(field),)),
    ):
        with pytest.raises(UnknownField):
            page(views, query)


@pytest.mark.security
@pytest.mark.parametrize("typed", ["'", '"', "%", "_", "\\", "' OR 1=1 --", "\0", "x'00'"])
def test_what_is_typed_is_never_more_than_a_value(views: Views, typed: str) -> None:
    for test in (Compare.IS, Compare.CONTAINS):
        assert numbers(views, Filter("number", test, typed)) == []
    assert numbers(views, Filter(f"status:{typed}", Compare.IS, "closed")) == []


def test_rows_are_found_by_what_another_kind_says_of_them(views: Views) -> None:
    noted = Among("note", "case", (Filter("case", Compare.FILLED),))
    assert numbers(views, Filter("id", Compare.AMONG, noted)) == [1, 0]
    rest = page(views, ListQuery(kind="matter", filters=(Filter("id", Compare.NOT_AMONG, noted),), limit=1))
    assert rest.total == 59
    one = Among("note", "case", (Filter("case", Compare.IS, an_id(1)),))
    assert numbers(views, Filter("country", Compare.IS, "XME"), Filter("id", Compare.AMONG, one)) == [1]
    assert numbers(views, Filter("id", Compare.AMONG, Among("nothing", "case"))) == []
    either = (one, Among("note", "case", (Filter("case", Compare.IS, an_id(0)),)))
    assert numbers(views, Filter("id", Compare.AMONG, either)) == [1, 0]


def test_rows_carry_the_statuses_that_are_asked_for(views: Views) -> None:
    found = page(
        views, ListQuery(kind="matter", filters=(Filter("id", Compare.ANY, (an_id(5), an_id(6))),), statuses=("work",))
    )
    assert {int(row.id, 16): row.statuses for row in found.rows} == {5: {"work": "closed"}, 6: {}}
    assert page(views, ListQuery(kind="matter", statuses=("work",), limit=1)).total == 61


def test_not_takes_several_values(views: Views) -> None:
    found = numbers(views, Filter("country", Compare.NOT, ("XKA", "XME")))
    assert found
    assert all(number % 3 == 2 for number in found)
