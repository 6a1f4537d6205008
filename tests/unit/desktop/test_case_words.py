"""Records of a case in words: cards, rows, changes, what they are called; nothing of a closed room in any of them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from fieldcase.desktop.case.called import CALLED, names_of
from fieldcase.desktop.case.cardwords import in_order, told
from fieldcase.desktop.case.changes import entries, of_record, records_in, said_value
from fieldcase.desktop.case.namesshown import NamesShown, name_of
from fieldcase.desktop.case.rows import Rows, cells_of, columns_of, headings_of
from fieldcase.desktop.form.saying import say, say_part
from fieldcase.desktop.parts.table import CELL
from fieldcase.model.declare import Field, Room, Type, Words
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.office.cases.history import CLOSED, GONE, UNCOUNTED, Changed
from fieldcase.office.parties.identity import Seen
from tests.unit.desktop.samples import ACTS, CASE, CASE_ID, INVOLVED, PARTIES, VICTIM, wording

SAID = wording()
NAMES = {VICTIM: "P-7K3D9X", ACTS[0].id: "A1", CASE_ID: CASE.case_no}
WHO = Party(id=VICTIM, code="P-7K3D9X", kind="person", names={"1": Name(full="Ilena Dovrak")}, remarks="of Orvane")
EDTF = st.dates().map(lambda day: day.isoformat())


# --- cards


def test_a_card_is_titled_by_number_and_kind_and_says_when() -> None:
    card = told(ACTS[1], SAID, NAMES)
    assert card.title == "A2 · Arbitrary arrest or detention" or card.title.startswith("A2 · ")
    assert card.when == "5 March 2026"
    assert "5 March 2026" not in dict(card.facts).values(), "it is said once"


def test_a_card_says_who_and_as_what_in_codes() -> None:
    assert told(INVOLVED[0], SAID, NAMES).title == "P-7K3D9X · Victim"


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_an_empty_record_of_every_kind_has_a_card(kind: str) -> None:
    assert told(KINDS[kind].record(), SAID, {}).title


def test_nothing_of_a_closed_room_stands_on_a_card() -> None:
    card = told(WHO, SAID, NAMES)
    assert "Dovrak" not in str(card)
    assert "Orvane" not in str(card)


@given(days=st.lists(st.one_of(st.just(""), EDTF), max_size=8))
def test_acts_stand_in_the_order_in_which_they_happened(days: list[str]) -> None:
    acts = tuple(Act(id=f"{at:032x}", case=CASE_ID, date=day) for at, day in enumerate(days))
    ordered = [one.date for one in in_order(KINDS["act"], acts)]  # type: ignore[attr-defined]  # acts
    dated = [day for day in ordered if day]
    assert dated == sorted(day for day in days if day)
    assert ordered[len(dated) :] == [""] * (len(days) - len(dated))


def test_what_has_no_date_keeps_its_order() -> None:
    assert in_order(KINDS["party"], PARTIES) == list(PARTIES)


# --- rows


def test_rows_have_a_cell_for_each_heading_and_are_read_whole() -> None:
    kind = KINDS["act"]
    cells = [cells_of(kind, one, SAID, NAMES) for one in ACTS]
    assert {len(row) for row in cells} == {len(headings_of(kind))} == {len(columns_of(kind))}
    rows = Rows(headings_of(kind), cells)
    assert (rows.rowCount(), rows.columnCount()) == (2, len(cells[0]))
    read = rows.data(rows.index(0, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert "A1" in read
    assert all(f"{head}: " in read for head, cell in zip(headings_of(kind), cells[0], strict=True) if cell.text)
    assert rows.data(rows.index(0, 1), CELL) == cells[0][1]
    assert rows.headerData(0, Qt.Orientation.Horizontal) == headings_of(kind)[0]
    assert rows.rowCount(rows.index(0, 0)) == 0


@pytest.mark.parametrize(
    "kind", ["act", "case", "consent", "cooperation_link", "involvement", "law_or_measure", "party", "risk_assessment"]
)
def test_no_column_of_a_list_is_of_a_closed_room(kind: str) -> None:
    assert {column.field.room for column in columns_of(KINDS[kind])} <= {Room.CASE, Room.OFFICE}


# --- values


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        (Field("f", Type.BOOL), True, "Yes"),
        (Field("f", Type.BOOL), False, "No"),
        (Field("f", Type.TEXT), None, ""),
        (Field("f", Type.STATE), "XKA", "Kalindra"),
        (Field("f", Type.REF), VICTIM, "P-7K3D9X"),
        (Field("f", Type.REF), "9" * 32, "–"),
        (Field("f", Type.EDTF), "2026-03~", "about March 2026"),
        (Field("f", Type.DAY), "2026-03-05", "5 Mar 2026"),
    ],
)
def test_a_value_is_said_by_what_it_is(field: Field, value: Any, said: str) -> None:
    assert say(field, value, SAID, NAMES) == said


def test_a_text_is_said_in_the_persons_language_else_in_english_else_in_any() -> None:
    part = KINDS["act"].part_of("narrative")
    both = {"en": Words(text="She was held."), "fr": Words(text="Elle fut retenue.")}
    assert say_part(part, both, wording("fr"), {}) == "Elle fut retenue."
    assert say_part(part, both, wording("ar"), {}) == "She was held."
    assert say_part(part, {"fr": both["fr"]}, SAID, {}) == "Elle fut retenue."
    assert say_part(part, {}, SAID, {}) == ""


# --- changes


def changed(path: str, after: Any, before: Any = None, *, at: int = 1_777_800_000_000, **more: Any) -> Changed:
    return Changed(at=at, by="Sami Rahal", kind="act", record=ACTS[0].id, path=path, before=before, after=after, **more)


def test_what_one_person_changed_in_one_go_is_told_together_with_before_and_after() -> None:
    written = [
        changed("date", "2026-03-05", "2026-03"),
        changed("type/threats", "threats", first=True),
        changed("date", "2026-03", at=1_777_700_000_000),
    ]
    found = entries(written, SAID, NAMES)
    assert [len(one.fields) for one in found] == [2, 1]
    first = found[0]
    assert (first.who, first.what, first.recorded) == ("Sami Rahal", "Act A1", True)
    assert (first.fields[0].before, first.fields[0].after) == ("March 2026", "5 March 2026")
    assert records_in(found) == {ACTS[0].id: "Act A1"}
    assert of_record(found, "") == found
    assert of_record(found, "f" * 32) == []


@pytest.mark.parametrize("why", [CLOSED, GONE])
def test_what_is_closed_or_gone_is_said_and_never_shown(why: str) -> None:
    field = entries([changed("narrative/en", {"text": "Ilena Dovrak"}, why=why)], SAID, NAMES)[0].fields[0]
    assert (field.before, field.after) == ("", "")
    assert field.why
    assert "Dovrak" not in str(field)


def test_what_does_not_count_is_shown_with_the_reason() -> None:
    field = entries([changed("date", "2026-03-05", why=UNCOUNTED)], SAID, NAMES)[0].fields[0]
    assert field.after == "5 March 2026"
    assert "does not count" in field.why


def test_a_step_and_what_cannot_even_be_named_have_their_words() -> None:
    step = Changed(at=1_777_800_000_000, by="x", kind="case", record=CASE_ID, path="status", after="open")
    assert entries([step], SAID, NAMES)[0].fields[0].after == SAID.term("case_status", "open")
    assert entries([changed("", None)], SAID, NAMES)[0].fields[0].label == "Something"


@given(text=st.text(min_size=1).filter(str.strip))
def test_any_text_of_the_ledger_can_be_said(text: str) -> None:
    assert said_value(KINDS["case"], "title_neutral", text, SAID, {}) == text
    assert said_value(KINDS["case"], "title_neutral", None, SAID, {}) == ""


# --- what they are called, and names that were opened


def test_records_are_called_by_numbers_and_codes() -> None:
    page = SimpleNamespace(case=CASE, records={"party": (WHO,), "act": ACTS, "involvement": INVOLVED})
    called = names_of(page)  # type: ignore[arg-type]  # what it reads of a page
    assert called == {VICTIM: "P-7K3D9X", ACTS[0].id: "A1", ACTS[1].id: "A2", CASE_ID: CASE.case_no}
    assert not {"names", "full", "title", "summary"} & set(CALLED)


def test_a_name_stands_until_it_is_hidden_and_says_why() -> None:
    shown, told_of = NamesShown(), [0]
    shown.changed.connect(lambda: told_of.append(1))
    assert shown.name(VICTIM) == ""
    shown.show(Seen(record=WHO), "a letter")
    assert (shown.name(VICTIM), shown.reason, shown.names) == ("Ilena Dovrak", "a letter", ("Ilena Dovrak",))
    assert shown.party("f" * 32) is None
    shown.corrected(Seen(record=PARTIES[1]))
    assert len(told_of) == 2, "nobody whose name is hidden is shown by a correction"
    shown.hide()
    assert (shown.name(VICTIM), shown.reason, shown.names) == ("", "", ())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (Name(full="Ilena Dovrak", alias="I."), "Ilena Dovrak"),
        (Name(given="Ilena", family="Dovrak"), "Ilena Dovrak"),
        (Name(alias="the teacher"), "the teacher"),
        (Name(), ""),
    ],
)
def test_a_name_is_said_as_the_person_gives_it(name: Name, said: str) -> None:
    assert name_of(Party(id=VICTIM, names={"1": name})) == said
