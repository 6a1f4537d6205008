"""The assistant of an import on the training register: columns, texts, what is to settle; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.office import resources
from fieldcase.office.importing.apply import import_file
from fieldcase.office.importing.assistant import assist, with_column, with_order, with_value
from fieldcase.office.importing.mapping import write_mapping
from fieldcase.office.importing.undo import imports
from fieldcase.office.session import Session
from tests.laptops import Clock, an_office

FILE = "kalindra-allegations.xlsx"
SMALL = (
    "Case no,Date of incident,Type of act,Summary\n1,2025-03-04,harrasment online,Told\n2,03/04/2025,Travel ban,Told\n"
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    made = an_office(tmp_path_factory.mktemp("office"), Clock())
    yield made
    made.close()


def test_the_training_register_shows_its_columns_and_how_many_rows_would_come_in(session: Session) -> None:
    data, mapping = resources.read(f"training/{FILE}"), resources.read("training/mapping-kalindra.json")
    told = assist(session, data, file=FILE, mapping=mapping)
    assert (told.plan.rows_total, told.fresh, len(told.plan.problems)) == (209, 198, 221)
    assert told.known == 0
    assert told.sealable > 0
    assert {one.field for one in told.columns} >= {"Act.type", "Case.summary"}
    assert all(one.vocabulary for one in told.values)
    assert told.fields["Act.type"].startswith("Act: ")
    assert not imports(session)


def test_a_column_can_feed_another_field_or_none(session: Session) -> None:
    told = assist(session, SMALL.encode(), file="small.csv")
    where = next(one for one in told.columns if one.field == "Act.type")
    without = with_column(told.mapping, where.table, where.name, "")
    again = assist(session, SMALL.encode(), file="small.csv", mapping=write_mapping(without))
    assert next(one for one in again.columns if one.name == where.name).field == ""
    back = with_column(without, where.table, where.name, "Act.type")
    assert write_mapping(back) != write_mapping(without)


def test_a_text_without_a_term_is_asked_once_with_the_nearest_and_one_answer_clears_its_cells(session: Session) -> None:
    told = assist(session, SMALL.encode(), file="small.csv")
    asked = next(one for one in told.values if "harrasment" in one.said)
    assert asked.cells == 1
    settled = with_value(told.mapping, asked.field, asked.said, asked.nearest or "threats")
    again = assist(session, SMALL.encode(), file="small.csv", mapping=write_mapping(settled))
    assert not [one for one in again.values if "harrasment" in one.said]
    assert len(again.plan.problems) == len(told.plan.problems) - 1


def test_the_order_of_day_and_month_is_an_answer_for_the_whole_file(session: Session) -> None:
    told = assist(session, SMALL.encode(), file="small.csv")
    assert with_order(told.mapping, "mdy").date_order == "mdy"
    assert with_order(told.mapping, "dmy").date_order == "dmy"


def test_rows_that_came_in_before_are_not_counted_again(tmp_path: Path) -> None:
    made = an_office(tmp_path, Clock())
    first = assist(made, SMALL.encode(), file="small.csv")
    done = import_file(made, SMALL.encode(), file="small.csv", mapping=first.written)
    assert done.imported == first.fresh > 0
    again = assist(made, SMALL.encode(), file="small.csv", mapping=first.written)
    assert (again.fresh, again.known) == (0, first.fresh)
    assert again.key == first.key
    made.close()
