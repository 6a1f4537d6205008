"""Mapping files are read strictly, and refused in a sentence before anything is read."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import Refusal
from fieldcase.office import resources
from fieldcase.office.importing.fields import Meaning, known_fields
from fieldcase.office.importing.mapping import (
    BadMapping,
    Key,
    RepeatedColumn,
    UnknownColumn,
    UnknownSheet,
    UnknownTarget,
    read_mapping,
    set_upon,
    write_mapping,
)
from fieldcase.office.importing.sheets import Book, Cell, CellKind, Sheet
from tests.importing import settings

PLAIN: dict[str, Any] = {
    "format": "fieldcase-mapping/1",
    "tables": [{"sheet": None, "columns": {"Date": "Act.date", "No": "Case.old_number"}}],
}


def book(*rows: str, name: str = "") -> Book:
    cells = tuple(tuple(Cell(text, CellKind.TEXT) for text in row.split("|")) for row in rows)
    return Book(form="csv", sheets=(Sheet(name=name, rows=cells),))


def mapping(**table: Any) -> bytes:
    return json.dumps(PLAIN | {"tables": [PLAIN["tables"][0] | table]}).encode()


def set_on(data: bytes, where: Book) -> Any:
    one = settings()
    return set_upon(read_mapping(data), where, one.fields, one.terms.codes["consent_scope"])


@pytest.mark.parametrize("name", ["kalindra", "santa-irene", "kobo"])
def test_the_training_mappings_are_read_and_written_back(name: str) -> None:
    read = read_mapping(resources.read(f"training/mapping-{name}.json"))
    assert read_mapping(write_mapping(read)) == read


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{",
        b"\xff\xfe",
        b'{"format": "fieldcase-mapping/2", "tables": []}',
        b'{"format": "fieldcase-mapping/1", "tables": []}',
        mapping(colums={}),
        mapping(header_row=3, first_row=3),
        mapping(refers_to="Nowhere"),
        mapping(key={"column": "No", "pattern": "("}),
        mapping(key={"column": "No", "pattern": "(a)", "format": "{2}"}),
        mapping(key={"column": "No", "pattern": "(a)", "format": "{0.__class__}"}),
        mapping(key={"column": "No", "pattern": "(a)", "format": "{1:999999999}"}),
        mapping(key={"column": "No", "pattern": "(a)", "format": "{1"}),
        mapping(key={"column": "No", "pattern": "(a)", "format": "1}"}),
        json.dumps(PLAIN | {"date_order": "dym"}).encode(),
    ],
)
def test_a_file_that_is_no_mapping_is_refused(data: bytes) -> None:
    with pytest.raises(BadMapping) as refused:
        read_mapping(data)
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize(
    ("data", "where", "refusal", "says"),
    [
        (mapping(sheet="Cases"), book("Date|No", name="People"), UnknownSheet, "Cases"),
        (mapping(), book("Date|Number"), UnknownColumn, "No"),
        (mapping(), book(), UnknownColumn, "Date"),
        (mapping(ignore=["Gone"]), book("Date|No"), UnknownColumn, "Gone"),
        (mapping(required=["Gone"]), book("Date|No"), UnknownColumn, "Gone"),
        (mapping(), book("Date|No|Date"), RepeatedColumn, "Date"),
        (mapping(columns={"Date": "Act.dat"}), book("Date|No"), UnknownTarget, "Act.date"),
        (mapping(columns={"Date": "Consent.level@everybody"}), book("Date|No"), UnknownTarget, "Consent"),
        (mapping(values={"Act.typ": {}}), book("Date|No"), UnknownTarget, "Act.type"),
        (mapping(split={"Act.typ": ";"}), book("Date|No"), UnknownTarget, "Act.type"),
    ],
)
def test_what_the_file_does_not_have_is_refused_by_name(
    data: bytes, where: Book, refusal: type[Refusal], says: str
) -> None:
    with pytest.raises(refusal) as refused:
        set_on(data, where)
    assert says in str(refused.value)


def test_a_book_without_sheets_is_refused() -> None:
    with pytest.raises(UnknownSheet):
        set_on(mapping(), Book(form="csv", sheets=()))


def test_headers_are_found_whatever_their_spaces_and_capitals() -> None:
    (table,) = set_on(mapping(), book(" DATE\u200b |no|Other"))
    assert table.positions == {"Date": 1, "No": 2}
    assert table.unmapped == {"Other": 3}


def test_a_repeated_header_is_told_apart_by_its_group() -> None:
    rows = tuple(
        tuple(Cell(text, CellKind.TEXT) for text in row) for row in (("ACT", "", "UN"), ("Date", "No", "Date"))
    )
    where = Book(form="xlsx", sheets=(Sheet(name="", rows=rows, merges=((1, 1, 1, 2),)),))
    data = mapping(
        group_row=1, header_row=2, first_row=3, columns={"ACT > Date": "Act.date", "UN > Date": "CooperationLink.date"}
    )
    (table,) = set_on(data, where)
    assert table.positions == {"ACT > Date": 1, "UN > Date": 3}
    assert table.unmapped == {"No": 2}


def test_a_key_is_read_in_the_offices_form() -> None:
    key = Key(column="No", pattern=r"(?i)^(?:KAL[\s-]*)?(\d{2})/(\d{1,3})$", format="KAL-{1}/{2:03}")
    assert key.read(" kal 25/7\u200b") == "KAL-25/007"
    assert key.read("25/060") == "KAL-25/060"
    assert key.read("TOTAL") is None
    assert Key(column="No", pattern="^(\\d+)$").read("٧") == "٧"
    assert Key(column="No", pattern="^(a)?(b)$", format="{1}-{2:03}").read("b") == "-b00"
    assert Key(column="No").read("anything") == "anything"
    assert Key(column="No").read(" ") is None


def test_every_field_of_the_training_mappings_is_declared_once() -> None:
    known = known_fields()
    for name in ("kalindra", "santa-irene", "kobo"):
        read = read_mapping(resources.read(f"training/mapping-{name}.json"))
        for table in read.tables:
            for column in table.columns:
                for field in table.fields(column):
                    assert field in known or field.startswith("Consent.level@"), field


def test_every_field_has_its_place_in_a_declared_kind_or_says_that_it_has_none() -> None:
    for field in known_fields().values():
        if field.kind:
            name, _, inner = field.part.partition(".")
            part = KINDS[field.kind].part(name)
            assert not inner or inner in {one.name for one in part.parts}, field.name
    known = known_fields()
    homeless = {name for name, field in known.items() if not field.kind and not name.startswith("Import.")}
    assert homeless <= {
        "StateReply.position",
        "StateReply.remarks",
        "StateMeasure.remarks",
        "LawOrMeasure.remarks",
        "CooperationLink.remarks",
        "Evidence.title",
        "Evidence.remarks",
    }
    assert (known["RiskAssessment.level"].kind, known["RiskAssessment.level"].part) == (
        "risk_assessment",
        "assessment.level",
    )
    assert (known["Person.gender"].kind, known["Person.names.family"].part) == ("party", "names.family")


def test_what_the_kinds_declare_decides_how_a_cell_is_read() -> None:
    known = known_fields()
    assert known["Act.date"].meaning is Meaning.DATE
    assert known["Act.type"].vocabulary == "act_type"
    assert known["RiskAssessment.level"].vocabulary == "risk_level"
    assert known["Person.gender"].vocabulary == known["Party.gender"].vocabulary == "gender"
    assert known["Act.attribution_mode"].choices >= {"commission", "unknown"}
