"""A fourth register, unlike the training files: month first, English and Arabic, a column an act, merged rows."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest

from fieldcase.model.dates import Hemisphere
from fieldcase.office.importing.drafting import draft_mapping, headers
from fieldcase.office.importing.mapping import read_mapping, write_mapping
from fieldcase.office.importing.plan import ImportPlan, RowPlan
from fieldcase.office.importing.proposing import propose
from fieldcase.office.importing.reading import read
from fieldcase.office.importing.sheets import Book
from tests.importing import decoded, settings

HEADER = ["Ref", "Happened on", "Where / أين", "Arrest", "Threat", "Account / الرواية", "Dealt with", "Victim", "M/F"]
HEADER += ["Phone", "May we write? / هل نكتب؟", "Loss (US$)", "Told by", "Shift"]
ROWS: list[list[Any]] = [
    ["SRN 7", "04/15/2024", "Port Sarn", "x", "", "Held at the pier.", "upr", "Ilena Dovrak", "f"],
    ["", "", "", "", "", "", "", "Tomas Arrel", "m"],
    ["SRN 8", "04/05/2024", "ميناء سارن", "", "X", "هددوه بعد الاجتماع", "council", "نوريا كش", "f"],
    ["SRN 9", "منتصف رمضان ١٤٤٥", "North Bay", "yes", "yes", "Taken at night.", "upr", "Amara Volen", "f"],
    ["SRN 10", "summer 2024", "North Bay", "", "maybe", "Letters under the door.", "??", "Amara Volin", "f"],
    ["cancelled by head office", "", "", "", "", "", "", "", ""],
    ["SRN 11", "12/20", "South Bay", "x", "", "Arrested on the quay.", "upr", "Nuria Kesh", ""],
]
MORE = [
    ["555 0101", "yes, with name", "1,200.50", "cousin", "A"],
    ["", "no", "", "", "A"],
    ["", "لا يريد أي رسالة", "", "", "B"],
    ["", "نعم بدون اسم", "", "", ""],
    ["", "wife says it is fine", "twelve", "", ""],
    ["", "", "", "", ""],
    ["", "", "", "", "C"],
]
MAPPING: dict[str, Any] = {
    "format": "fieldcase-mapping/1",
    "state": "XSI",
    "languages": ["en", "ar"],
    "date_order": "mdy",
    "hemisphere": "south",
    "as_of": "2025-03-01",
    "decimal": ".",
    "thousands": ",",
    "tables": [
        {
            "sheet": "Incidents",
            "record": "Case",
            "header_row": 4,
            "first_row": 5,
            "key": {"column": "Ref", "pattern": r"^SRN\s*(\d+)$", "format": "SRN-{1:03}"},
            "columns": {
                "Ref": "Case.old_number",
                "Happened on": "Act.date",
                "Where / أين": "Act.place_text",
                "Account / الرواية": "Case.summary",
                "Dealt with": "CooperationLink.mechanism",
                "Victim": "Person.names.full",
                "M/F": "Person.gender",
                "Phone": "Person.contacts.telephone",
                "May we write? / هل نكتب؟": "Consent.remark",
                "Loss (US$)": "Act.amount",
                "Told by": "Source.identity",
            },
            "ticks": {"Arrest": {"Act.type": "arrest"}, "Threat": {"Act.type": "threats"}},
            "tick_marks": ["x", "yes"],
            "required": ["Ref", "Account / الرواية"],
            "values": {
                "Act.type": {"arrest": "arbitrary_arrest"},
                "CooperationLink.mechanism": {"council": "hrc_plenary"},
                "Person.gender": {"f": "woman", "m": "man"},
            },
            "fill_down_merges": True,
        }
    ],
}


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Incidents"
    sheet["A1"] = "Sarn Islands – what we were told (training)"
    for at, text in enumerate(HEADER, 1):
        sheet.cell(4, at, text)
    for number, (first, second) in enumerate(zip(ROWS, MORE, strict=True), 5):
        for at, value in enumerate(first + second, 1):
            sheet.cell(number, at, value or None)
    for column in "ABCDEFG":
        sheet.merge_cells(f"{column}5:{column}6")
    sheet.column_dimensions["M"].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def book() -> Book:
    return read(workbook())


@pytest.fixture(scope="module")
def plan(book: Book) -> ImportPlan:
    mapping = read_mapping(json.dumps(MAPPING).encode())
    return propose(book, mapping, settings(None), file="sarn.xlsx")


def row(plan: ImportPlan, number: int) -> RowPlan:
    found = plan.table("Incidents").row(number)
    assert found is not None
    return found


def kinds(plan: ImportPlan, number: int) -> set[tuple[str | None, str]]:
    return {(one.column, one.kind) for one in plan.of_row("Incidents", number)}


def test_the_rows_are_records_and_the_remark_is_kept(plan: ImportPlan) -> None:
    assert [one.row for one in plan.table("Incidents").rows] == [5, 6, 7, 8, 9, 11]
    assert plan.table("Incidents").note_rows == {10: "cancelled by head office"}
    assert plan.table("Incidents").blocked_rows == ()
    assert row(plan, 7).key == "SRN-008"


def test_one_merged_number_is_one_case_with_two_people(plan: ImportPlan) -> None:
    first, second = row(plan, 5), row(plan, 6)
    assert (second.parent_table, second.parent) == ("Incidents", 5)
    assert second.key == first.key
    assert {one.kind for one in first.records} == {"Case", "Act", "CooperationLink", "Person", "Consent", "Source"}
    assert {one.kind for one in second.records} == {"Person", "Consent"}
    assert ("Ref", "duplicate_key") not in kinds(plan, 6)


def test_dates_are_read_month_first_and_in_arabic(plan: ImportPlan) -> None:
    read_as = {one.row: str(one.understood.edtf) for one in plan.dates}
    assert read_as[5] == "2024-04-15"
    assert read_as[7] == "2024-04-05"
    assert read_as[8] == "2024-03-21~/2024-03-30~"
    assert read_as[9] == "2024-12/2025-02"
    assert ("Happened on", "ambiguous_date") not in kinds(plan, 7)
    assert ("Happened on", "uncertain_date") in kinds(plan, 9)


def test_a_day_without_a_year_gets_the_year_before_when_this_one_lies_ahead(plan: ImportPlan) -> None:
    assert row(plan, 11).values("Act.date") == ("2024-12-20",)
    assert ("Happened on", "uncertain_date") in kinds(plan, 11)


def test_ticked_columns_are_acts_and_a_doubtful_tick_is_told(plan: ImportPlan) -> None:
    assert row(plan, 5).values("Act.type") == ("arbitrary_arrest",)
    assert row(plan, 8).values("Act.type") == ("arbitrary_arrest", "threats")
    assert row(plan, 9).values("Act.type") == ()
    assert ("Threat", "unmapped_value") in kinds(plan, 9)


def test_texts_without_a_term_are_kept_and_told(plan: ImportPlan) -> None:
    assert ("Dealt with", "unmapped_value") in kinds(plan, 9)
    link = row(plan, 9).proposed("CooperationLink")
    assert link is not None
    assert link.values[0].unmapped == ("??",)
    assert ("Loss (US$)", "unmapped_value") in kinds(plan, 9)
    assert row(plan, 5).values("Act.amount") == ("1200.50",)
    assert row(plan, 5).unmapped == {"Shift": "A"}
    assert plan.table("Incidents").unmapped_columns == ("Shift",)
    assert plan.hidden_columns == {"Incidents": (13,)}


def test_what_to_know_of_the_file_is_told(plan: ImportPlan) -> None:
    assert plan.notices() == (
        "Rows or columns are hidden in the file (1); they were read too.",
        "Columns that the mapping does not name are kept beside their rows: Shift.",
        "Rows that are remarks and no records were kept as remarks (1).",
    )


def test_consents_in_two_languages_are_read_on_the_safe_side(plan: ImportPlan) -> None:
    level = {one.row: (one.level, one.why) for one in plan.consents}
    assert level[5] == ("NAMED", "given")
    assert level[6] == ("NONE", "refused")
    assert level[7] == ("NONE", "refused")
    assert level[8] == ("CODED", "given_without_name")
    assert level[9] == ("", "not_by_person")
    assert level[11] == ("", "not_asked")


def test_look_alikes_are_asked_about_and_never_joined(plan: ImportPlan) -> None:
    assert [one.rows for one in plan.look_alike] == [(8, 9)]
    assert {one.row: one.level for one in plan.consents}[9] == ""


def test_the_same_file_in_an_office_of_the_north_has_other_seasons(book: Book) -> None:
    mapping = read_mapping(json.dumps(MAPPING | {"hemisphere": None}).encode())
    north = propose(book, mapping, settings(Hemisphere.NORTH))
    nowhere = propose(book, mapping, settings(None))
    assert {one.row: str(one.understood.edtf) for one in north.dates}[9] == "2024-06/2024-08"
    assert {one.row: str(one.understood.edtf) for one in nowhere.dates}[9] == "2024"


def test_both_orders_in_one_column_leave_every_doubtful_date_open() -> None:
    changed = [ROWS[0], ["SRN 12", "25/04/2024", *ROWS[0][2:]], ["SRN 13", "05/06/2024", *ROWS[0][2:]]]
    lines = [";".join(HEADER[:9]), *(";".join(map(str, one)) for one in changed)]
    table = MAPPING["tables"][0] | {"sheet": None, "header_row": 1, "first_row": 2, "fill_down_merges": False}
    table["columns"] = {name: field for name, field in table["columns"].items() if name in HEADER[:9]}
    mapping = read_mapping(json.dumps(MAPPING | {"tables": [table]}).encode())
    plan = propose(read("\r\n".join(lines).encode()), mapping, settings(None))
    told = {(one.row, one.kind) for one in plan.problems if one.column == "Happened on"}
    assert (3, "date_order_mismatch") in told
    assert (4, "ambiguous_date") in told
    assert next(one for one in plan.dates if one.row == 4).understood.alternatives


def test_a_mapping_is_drafted_for_a_register_that_nobody_mapped(book: Book) -> None:
    drafted = draft_mapping(book, settings(), headers(decoded("import/headers.json")), state="XSI", file="sarn.xlsx")
    (table,) = drafted.tables
    assert (table.sheet, table.header_row, table.record) == ("Incidents", 4, "Case")
    assert table.columns["Phone"] == "Person.contacts.telephone"
    assert table.columns["Where / أين"] == "Act.place_text" or "Where / أين" not in table.columns
    assert drafted.date_order == "mdy"
    assert read_mapping(write_mapping(drafted)) == drafted
    plan = propose(book, drafted, settings())
    assert plan.rows_total + len(plan.table("Incidents").note_rows) >= 6


@pytest.mark.parametrize(
    ("name", "records"),
    [
        ("kalindra-allegations.xlsx", {"Cases": "Case", "People": "Person", "Follow-up": "Letter"}),
        ("santa-irene-denuncias.csv", {None: "Case"}),
    ],
)
def test_a_drafted_mapping_finds_the_tables_of_the_training_files(name: str, records: dict[str | None, str]) -> None:
    from fieldcase.office import resources

    book = read(resources.read(f"training/{name}"))
    drafted = draft_mapping(book, settings(), headers(decoded("import/headers.json")), state="XKA")
    assert {table.sheet: table.record for table in drafted.tables} == records
    main = drafted.tables[0]
    assert {"Case.old_number", "Act.type", "Act.date", "Case.summary"} <= set(main.columns.values())
    assert main.key is not None
    plan = propose(book, drafted, settings())
    assert plan.importable > 0.8 * plan.rows_total
    assert all(not one.level for one in plan.consents if one.scope != "state_letter")
