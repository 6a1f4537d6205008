"""Forms from declarations: only what was changed comes back, by ledger path; nothing closed can be written over."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.dates import reading
from fieldcase.desktop.form.editors import Around, Codes, Unfit, editor_for
from fieldcase.desktop.form.form import Form
from fieldcase.desktop.form.saying import say_part
from fieldcase.desktop.wording import WORDS
from fieldcase.model.checking import check_values
from fieldcase.model.declare import Field, Part, Record, Room, Type, Words, flatten
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.words import N_
from tests.unit.desktop.samples import ACTS, CASE, CASE_ID, VICTIM, wording
from tests.unit.desktop.saying import nameless

AROUND = Around(wording(), reading(date(2026, 5, 4)), {"party": {VICTIM: "P-7K3D9X"}})


def form(qtbot: QtBot, record: Record, *, new: bool = False) -> Form:
    made = Form(kind_of(type(record)), record, AROUND, new=new)
    qtbot.addWidget(made)
    return made


def editor(made: Form, path: str) -> object:
    widget = made._edited[path].widget
    return getattr(widget, "editor", widget)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_form_that_changes_nothing_by_itself(qtbot: QtBot, kind: str) -> None:
    made = form(qtbot, KINDS[kind].record(), new=True)
    assert made.values() == {}
    assert nameless(made) == []


def test_only_what_was_changed_comes_back(qtbot: QtBot) -> None:
    made = form(qtbot, CASE)
    line, choice = editor(made, "title_neutral"), editor(made, "track")
    assert isinstance(line, QLineEdit)
    assert isinstance(choice, QComboBox)
    line.setText("Detention after a submission")
    choice.setCurrentIndex(choice.findData("normal"))
    values = made.values()
    assert values == {"title_neutral": "Detention after a submission", "track": "normal"}
    check_values(KINDS["case"], values, AROUND.wording.vocabularies)


def test_a_text_comes_back_in_its_language_and_is_nobodys_translation(qtbot: QtBot) -> None:
    translated = Words(text="old", translator="x", machine=True, reviewed=True)
    made = form(qtbot, Case(id=CASE_ID, summary={"fr": translated}))
    text = editor(made, "summary/fr")
    assert isinstance(text, QPlainTextEdit)
    text.setPlainText("nouveau")
    said = made.values()["summary/fr"]
    assert said["text"] == "nouveau"
    assert not said.get("machine")
    assert not said.get("reviewed")


def test_codes_come_back_one_by_one(qtbot: QtBot) -> None:
    made = form(qtbot, ACTS[0])
    codes = editor(made, "type")
    assert isinstance(codes, Codes)
    codes.put(("death_threat",))
    assert made.values() == {"type/death_threat": "death_threat", "type/threats": None}


def test_a_group_comes_back_whole(qtbot: QtBot) -> None:
    made = form(qtbot, ACTS[0])
    choice = editor(made, "ongoing.answer")
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(choice.findData("yes"))
    assert made.values() == {"ongoing": {"answer": "yes"}}


def test_a_date_is_read_as_people_write_it(qtbot: QtBot) -> None:
    made = form(qtbot, Act(id="a" * 32, case=CASE_ID))
    line = editor(made, "date")
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "early March 2025")
    assert made.values() == {"date": "2025-03-01~/2025-03-10~"}


def test_what_is_no_date_is_refused_in_its_place_and_stays(qtbot: QtBot) -> None:
    made = form(qtbot, ACTS[0])
    line = editor(made, "date")
    assert isinstance(line, QLineEdit)
    line.setText("when the rains came")
    with pytest.raises(Unfit):
        made.values()
    assert line.text() == "when the rains came"
    assert line.property("problem")


def test_what_was_there_before_can_be_written_back(qtbot: QtBot) -> None:
    made = form(qtbot, ACTS[0])
    assert made.old_values(("date", "type/threats", "type/death_threat")) == {
        "date": ACTS[0].date,
        "type/threats": "threats",
        "type/death_threat": None,
    }


def test_a_form_never_offers_closed_fields_of_a_record_shown_in_codes(qtbot: QtBot) -> None:
    for record in (CASE, *ACTS):
        kind = kind_of(type(record))
        made = form(qtbot, record)
        for path in made._edited:
            assert kind.part_of(path.split(".")[0]).field.room in (Room.CASE, Room.OFFICE), path


def test_what_was_opened_of_the_identity_room_is_offered_alone_and_an_emptied_element_goes(qtbot: QtBot) -> None:
    party = Party(id="1" * 32, names={"1": Name(full="Ilena Dovrak"), "2": Name(full="Ілена")}, nationalities=("XKA",))
    made = Form(kind_of(Party), party, AROUND, rooms=(Room.IDENTITY,))
    qtbot.addWidget(made)
    assert {kind_of(Party).part_of(path.split(".")[0]).field.room for path in made._edited} == {Room.IDENTITY}
    first, second, states = (editor(made, path) for path in ("names/1.full", "names/2.full", "nationalities"))
    assert isinstance(first, QLineEdit)
    assert isinstance(second, QLineEdit)
    assert isinstance(states, QLineEdit)
    first.setText("Ilena Dovrac")
    second.setText("")
    states.setText("xka, xme")
    values = made.values()
    assert values == {"names/1": {"full": "Ilena Dovrac"}, "names/2": None, "nationalities/XME": "XME"}
    check_values(kind_of(Party), values, AROUND.wording.vocabularies)
    states.setText("Kalindra")
    with pytest.raises(Unfit):
        made.values()


def test_a_draft_gives_back_every_word(qtbot: QtBot) -> None:
    first, second = form(qtbot, CASE), form(qtbot, CASE)
    line, codes = editor(first, "title_neutral"), editor(first, "transnational_kind")
    assert isinstance(line, QLineEdit)
    assert isinstance(codes, Codes)
    line.setText("Another title")
    codes.put(("direct_abroad",))
    second.take_up(first.typed())
    assert second.values() == first.values() != {}


def choices(parts: tuple[Part, ...]) -> set[str]:
    found: set[str] = set()
    for part in parts:
        found |= set(part.field.choices) | choices(part.parts)
    return found


@pytest.mark.parametrize("kind", ["case", "party", "act", "cooperation_link", "protection_action"])
def test_every_choice_of_what_is_edited_here_has_words(kind: str) -> None:
    languages = {"en", "fr", "es", "ar", "zh", "ru"}
    assert choices(KINDS[kind].parts) - set(WORDS) - languages <= NOT_EDITED_HERE


NOT_EDITED_HERE = {
    *("same_person", "split", "merged"),  # related cases: a list of elements
    *("telephone", "email", "messaging", "social_network", "website", "other"),  # contacts: closed, elements
}


def test_values_are_said_by_what_they_are() -> None:
    said = {part.name: part for part in KINDS["act"].parts}
    assert say_part(said["type"], ("threats",), AROUND.wording, {}) == "Threats and intimidation"
    assert say_part(said["date"], "2026-03-05", AROUND.wording, {}) == "5 March 2026"
    assert say_part(said["victims"], (VICTIM,), AROUND.wording, {VICTIM: "P-7K3D9X"}) == "P-7K3D9X"
    assert say_part(said["narrative"], {"en": Words(text="It happened.")}, AROUND.wording, {}) == "It happened."


def test_a_record_flattens_to_what_its_form_shows(qtbot: QtBot) -> None:
    made = form(qtbot, CASE)
    before = flatten(KINDS["case"], CASE)
    shown = {path for path in made._edited if path in before}
    assert {"title_neutral", "track", "received_at", "received_channel", "subject_kind", "summary/en"} <= shown


@pytest.mark.parametrize("path", ["date", "received_at", "from_state", "recommendation_count"])
def test_a_text_that_does_not_fit_is_kept_as_a_draft_all_the_same(qtbot: QtBot, path: str) -> None:
    said = "when the rains came, Tuesday"
    field = {
        "date": Field(N_("Date"), Type.EDTF),
        "received_at": Field(N_("Received"), Type.INSTANT),
        "from_state": Field(N_("From"), Type.STATE),
        "recommendation_count": Field(N_("Number"), Type.NUMBER),
    }[path]
    first, second = (editor_for(field, None, AROUND) for _ in range(2))
    assert first is not None
    assert second is not None
    for edited in (first, second):
        qtbot.addWidget(edited.widget)
    line = first.widget.editor
    assert isinstance(line, QLineEdit)
    line.setText(said)
    with pytest.raises(Unfit):
        _ = first.value
    second.put(first.typed)
    assert second.widget.editor.text() == said
    assert second.typed == said


def test_a_draft_of_a_form_has_the_text_that_does_not_fit(qtbot: QtBot) -> None:
    made, again = form(qtbot, ACTS[0]), form(qtbot, ACTS[0])
    line = editor(made, "date")
    assert isinstance(line, QLineEdit)
    line.setText("when the rains came")
    again.take_up(made.typed())
    assert editor(again, "date").text() == "when the rains came"
