"""Whatever stands in the cells of a register: no crash, nothing lost, the same plan every time."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from fieldcase.office.importing import marks
from fieldcase.office.importing.mapping import Mapping, read_mapping
from fieldcase.office.importing.plan import ImportPlan
from fieldcase.office.importing.problems import Weight
from fieldcase.office.importing.proposing import propose
from fieldcase.office.importing.sheets import EMPTY, Book, Cell, CellKind, Sheet
from tests.importing import settings

COLUMNS = {
    "No": "Case.old_number",
    "In": "Case.received_at",
    "When": "Act.date",
    "What": ["Act.type", "LawOrMeasure.type"],
    "Story": "Case.summary",
    "Who": "Act.perpetrator_types",
    "Name": "Person.names.full",
    "Age": "Person.date_of_birth",
    "Tel": "Person.contacts.telephone",
    "Sum": "Act.amount",
    "Letter?": ["Consent.level@state_letter", "Consent.remark"],
    "Id": "Import.submission_id",
}
HEADER = [*COLUMNS, "Spare"]
MAPPING: Mapping = read_mapping(
    json.dumps(
        {
            "format": "fieldcase-mapping/1",
            "state": "XKA",
            "as_of": "2025-12-31",
            "decimal": ",",
            "thousands": ".",
            "tables": [
                {
                    "sheet": None,
                    "columns": COLUMNS,
                    "key": {"column": "No", "pattern": r"^N(\d+)$", "format": "N{1}"},
                    "required": ["Story"],
                    "split": {"Act.type": ";", "LawOrMeasure.type": ";"},
                    "values": {"Act.type": {"beaten": "physical_assault"}, "LawOrMeasure.type": {"law": "ngo_law"}},
                }
            ],
        }
    ).encode()
)

TEXTS = st.one_of(
    st.sampled_from(
        ["", " ", "N1", "N2", "n 1", "12/03/2025", "early May", "45000", "1,5", "beaten", "law; beaten", "un_personnel"]
        + ["yes with name", "no", "NAMED", "41", "=1+1", "TEST", "\u200b", "99970445512", "\ud83d", "Kesh, Nuria"]
    ),
    st.text(max_size=20),
)
CELLS = st.one_of(
    st.just(EMPTY),
    st.builds(Cell, TEXTS, st.just(CellKind.TEXT), st.booleans()),
    st.builds(lambda number: Cell(str(number), CellKind.NUMBER), st.integers(-10, 10**12)),
    st.builds(lambda number: Cell(repr(number), CellKind.NUMBER), st.floats()),
    st.builds(lambda day: Cell(day.isoformat(), CellKind.DAY), st.dates()),
)


def book(rows: list[list[Cell]], form: str = "xlsx") -> Book:
    header = tuple(Cell(text, CellKind.TEXT) for text in HEADER)
    return Book(form=form, sheets=(Sheet(name="", rows=(header, *map(tuple, rows))),))


def plan_of(*rows: dict[str, str], form: str = "xlsx") -> ImportPlan:
    cells = [[Cell(row.get(name, ""), CellKind.TEXT) if row.get(name) else EMPTY for name in HEADER] for row in rows]
    return propose(book(cells, form), MAPPING, settings())


def kinds(plan: ImportPlan) -> set[tuple[int, str | None, str]]:
    return {(one.row, one.column, one.kind) for one in plan.problems}


@examples(max_examples=80)
@given(st.lists(st.lists(CELLS, min_size=0, max_size=len(HEADER) + 1), max_size=6), st.sampled_from(["xlsx", "csv"]))
def test_no_cell_breaks_the_reading_and_none_is_lost(rows: list[list[Cell]], form: str) -> None:
    plan = propose(book(rows, form), MAPPING, settings())
    (table,) = plan.tables
    assert len(table.rows) + len(table.note_rows) + len(table.blank_rows) == len(rows)
    for row in table.rows:
        kept = {value.said for one in row.records for value in one.values} | set(row.unmapped.values())
        for cell in rows[row.row - 2]:
            if not marks.is_blank(cell.text):
                assert cell.text in kept
    for number, text in table.note_rows.items():
        for cell in rows[number - 2][: len(HEADER)]:
            assert cell.text.strip() in text
    assert plan == propose(book(rows, form), MAPPING, settings())
    for problem in plan.problems:
        assert problem.sentence
        assert problem.remedy
        assert problem.weight in Weight


def test_a_row_with_a_cell_too_many_is_kept_whole_and_not_read() -> None:
    cells = [[Cell(f"cell {at}", CellKind.TEXT) for at in range(len(HEADER) + 1)]]
    plan = propose(book(cells, "csv"), MAPPING, settings())
    (row,) = plan.tables[0].rows
    assert (row.blocked, row.records, len(row.unmapped)) == (True, (), len(HEADER) + 1)
    assert [problem.sentence for problem in plan.problems] == [
        "The row has more fields than the header; nothing was read from it."
    ]
    assert plan.consents == ()


def test_a_law_without_an_act_takes_what_was_said_of_the_act() -> None:
    plan = plan_of({"No": "N1", "What": "law", "When": "2025-04-11", "Story": "An act enters into force."})
    (row,) = plan.tables[0].rows
    law = row.proposed("LawOrMeasure")
    assert law is not None
    assert (law.first("type"), law.first("date")) == ("ngo_law", "2025-04-11")
    assert row.proposed("Act") is None


def test_a_missing_year_is_taken_from_the_day_of_receipt_whatever_the_order_of_columns() -> None:
    plan = plan_of(
        {"No": "N1", "In": "2025-01-10", "When": "28 December", "Story": "x"},
        {"No": "N2", "In": "2025-01-10", "When": "3 January", "Story": "x"},
        {"No": "N3", "In": "", "When": "3 January", "Story": "x"},
    )
    assert [row.values("Act.date") for row in plan.tables[0].rows] == [
        ("2024-12-28",),
        ("2025-01-03",),
        ("2025-01-03",),
    ]


def test_ages_are_no_dates_and_give_a_band_where_they_are_sure() -> None:
    plan = plan_of(*({"No": f"N{at}", "Story": "x", "Age": age} for at, age in enumerate(AGES)))
    bands = [next(iter(row.values("Person.age_band_at_act")), "") for row in plan.tables[0].rows]
    assert bands == list(AGES.values())
    assert all(problem.column != "Age" for problem in plan.problems)


AGES = {"41": "35_49", "17": "0_17", "90": "65_plus", "about 30": "", "60?": "", "50s": "50_64", "≈40": ""}


def test_a_birth_that_is_no_date_and_no_age_is_told() -> None:
    plan = plan_of({"No": "N1", "Story": "x", "Age": "old"}, {"No": "N2", "Story": "x", "Age": "12/5/70"})
    assert (2, "Age", "unmapped_value") in kinds(plan)
    assert plan.tables[0].rows[1].values("Person.date_of_birth") == ("1970-05-12",)


def test_telephones_lose_nothing_silently() -> None:
    assert (2, "Tel", "phone_as_number") in kinds(plan_of({"No": "N1", "Story": "x", "Tel": "999812209"}, form="csv"))
    assert (2, "Tel", "phone_as_number") not in kinds(plan_of({"No": "N1", "Story": "x", "Tel": "81-220"}, form="csv"))


def test_a_level_from_a_list_is_only_lowered_by_words() -> None:
    plan = plan_of(
        {"No": "N1", "Story": "x", "Name": "Ilena Dovrak", "Letter?": "NAMED"},
        {"No": "N2", "Story": "x", "Name": "Tomas Arrel", "Letter?": "perhaps"},
        {"No": "N3", "Story": "x", "Name": "Amara Volen", "Letter?": ""},
    )
    assert [(one.level, one.why) for one in plan.consents] == [("NAMED", "given"), ("", "unclear"), ("", "not_asked")]
    assert (3, "Letter?", "consent_unclear") in kinds(plan)


def test_header_rows_said_again_are_remarks() -> None:
    plan = plan_of({name: name for name in HEADER if name != "No"})
    assert list(plan.tables[0].note_rows) == [2]


def test_a_number_used_twice_blocks_the_later_row_and_a_changed_row_is_known_again() -> None:
    first = plan_of({"No": "N1", "Story": "x"}, {"No": "N1", "Story": "y"})
    assert (3, "No", "duplicate_key") in kinds(first)
    changed = plan_of({"No": "N1", "Story": "x, and more"})
    before, after = first.tables[0].rows[0], changed.tables[0].rows[0]
    assert before.identity == after.identity
    assert before.content != after.content


def test_rows_without_a_number_are_known_by_all_they_say() -> None:
    plan = plan_of({"Story": "x"}, {"Story": "x"}, {"Story": "y"})
    assert len({row.identity for row in plan.tables[0].rows}) == 3
    assert [row.identity for row in plan_of({"Story": "X "}).tables[0].rows] == [plan.tables[0].rows[0].identity]


@pytest.mark.parametrize("said", ["un_personnel", "UN_Personnel"])
def test_personnel_of_the_organisation_block_the_ordinary_flow(said: str) -> None:
    plan = plan_of({"No": "N1", "Story": "x", "Who": said})
    assert plan.tables[0].blocked_rows == (2,)
    (problem,) = [one for one in plan.problems if one.kind == "refer_oversight"]
    assert "oversight" in problem.remedy


def test_a_plan_can_be_shown_as_json() -> None:
    plan = plan_of({"No": "N1", "Story": "x", "Who": "?"})
    lines: list[dict[str, Any]] = list(plan.problem_lines())
    assert json.loads(json.dumps(lines)) == lines
    assert {line["kind"] for line in lines} == {"undated", "unmapped_value", "consent_missing"}
    assert set(lines[0]) == {"file", "table", "row", "column", "kind", "problem", "remedy"}
