"""Screens drawn from records alone: conflicts, remedies, the letter's blocks, the sheet of keys, the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.answers import ANSWERS
from fieldcase.desktop.case.tabs import TABS, place_of, place_of_kind
from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.frame.keysheet import KeySheet
from fieldcase.desktop.frame.palette import Target, commands
from fieldcase.desktop.frame.rail import PLACES, RailButton
from fieldcase.desktop.keys import KEYS, Where, key
from fieldcase.desktop.letter.blocks import BlockEditor, Blocks
from fieldcase.desktop.letter.kinds import ABOUT
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.remedies import REMEDIES, SHEETS, Remedy, rule_lines
from fieldcase.model.kinds import KINDS
from fieldcase.model.rules.panel import ACTIONS, Line, LineState
from fieldcase.office.letters.page import PageBlock
from tests.unit.desktop.samples import CASE_ID, wording
from tests.unit.desktop.saying import name_of


def test_every_action_of_the_rules_has_a_button_and_a_tab() -> None:
    assert set(ACTIONS.values()) <= set(REMEDIES)
    assert set(SHEETS) <= set(REMEDIES)
    assert set(SHEETS.values()) <= set(ANSWERS)


def test_every_kind_of_letter_says_what_it_is_for() -> None:
    assert set(wording().terms("letter_kind")) == set(ABOUT)


def test_every_kind_that_a_tab_shows_is_known() -> None:
    listed = {kind for one in TABS for kind in one.kinds}
    assert listed <= set(KINDS)


def test_every_tab_of_a_case_has_its_key_and_its_place() -> None:
    assert [place_of(one.name) for one in TABS] == list(range(7))
    assert all(key(f"tab_{place}").keys == (f"Alt+{place}",) for place in range(1, len(TABS) + 1))
    assert TABS[place_of_kind("act")].name == "happened"
    assert place_of_kind("no such kind") == 0


def test_lines_say_each_thing_once_and_leave_out_what_is_not_needed() -> None:
    blocked = Line(
        state=LineState.BLOCKED,
        rule="G4",
        sentence="P-7K3D9X was not asked.",
        why="Checked at every step.",
        remedy="Record the answer of P-7K3D9X.",
        action="record_consent",
        party_code="P-7K3D9X",
    )
    done = Line(state=LineState.DONE, rule="G8", sentence="Nothing points at a source.", why="Sources never leave.")
    lines = rule_lines([blocked, blocked, done, Line(state=LineState.NOT_NEEDED, rule="G27", sentence="Not needed.")])
    assert [line.sentence for line in lines] == ["P-7K3D9X was not asked.", "Nothing points at a source."]
    assert lines[0].why == "Record the answer of P-7K3D9X."
    assert lines[0].remedy == "Record the answer"
    assert lines[0].action == Remedy("record_consent", "P-7K3D9X")
    assert lines[1].remedy == ""


def test_the_risk_of_acting_has_a_remedy_of_its_own() -> None:
    line = Line(state=LineState.BLOCKED, rule="3.10", sentence="Nobody assessed it.", action="assess_risk")
    assert rule_lines([line])[0].action == Remedy("assess_acting")


BLOCKS = (
    PageBlock(block="reference", title="Reference", text="Given at signature", source="", fixed=True),
    PageBlock(block="concern", title="Concern", text="It is concerned.", source="{=office|It} is concerned."),
    PageBlock(block="requests", title="Requests", text="", source="", findings=2),
)


def test_blocks_can_be_changed_but_those_given_at_signature(qtbot: QtBot) -> None:
    blocks = Blocks(BLOCKS, may_edit=True)
    qtbot.addWidget(blocks)
    named = [name_of(widget) for widget in blocks.findChildren(QWidget) if "Change block" in name_of(widget)]
    assert named == ["Change block 2, Concern", "Change block 3, Requests"]


def test_a_letter_that_is_past_is_read_only(qtbot: QtBot) -> None:
    blocks = Blocks(BLOCKS, may_edit=False)
    qtbot.addWidget(blocks)
    assert not [widget for widget in blocks.findChildren(QWidget) if "Change block" in name_of(widget)]


def test_a_block_is_edited_in_its_signs(qtbot: QtBot) -> None:
    editor = BlockEditor(BLOCKS[1])
    qtbot.addWidget(editor)
    assert editor.text == "{=office|It} is concerned."
    assert editor.typed() == {}
    editor.take_up({"text": "Other words."})
    assert editor.typed() == {"text": "Other words."}
    with qtbot.waitSignal(editor.saved) as saved:
        editor.save.click()
    assert saved.args == ["Other words."]


def test_no_key_is_given_twice() -> None:
    for where in (Where.EVERYWHERE, Where.CASE, Where.FIELD):
        given = [keys for one in KEYS if one.where in (where, Where.EVERYWHERE) for keys in one.keys]
        assert len(given) == len(set(given))


def test_every_key_is_one_that_qt_knows() -> None:
    for one in KEYS:
        for keys in one.keys:
            assert QKeySequence(keys).toString(), keys


def test_the_sheet_of_keys_shows_every_command(qtbot: QtBot) -> None:
    sheet = KeySheet()
    qtbot.addWidget(sheet)
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert all(one.words in said for one in KEYS)


def test_every_place_of_the_rail_has_its_key() -> None:
    assert {place.name for place in PLACES} <= {one.name for one in KEYS}
    assert key("lock").keys == ("Ctrl+L",)


def test_a_rail_item_says_how_many_things_wait(qtbot: QtBot) -> None:
    button = RailButton(PLACES[0], 40)
    qtbot.addWidget(button)
    assert name_of(button) == "Today"
    button.count(7)
    assert name_of(button) == "Today, 7 things need you"


def test_go_to_finds_commands_and_cases_by_typing(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    asked: list[str] = []

    def fetch(words: str, then) -> None:  # type: ignore[no-untyped-def]  # a callback of the palette
        asked.append(words)
        then([Target("KAL-03-2026-00042  Detention", "case", CASE_ID)])

    goto = GoTo(over, fetch)
    line = goto.findChild(QLineEdit)
    qtbot.keyClicks(line, "KAL")
    assert asked == ["KA", "KAL"]
    with qtbot.waitSignal(goto.chosen) as chosen:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert (chosen.args[0].name, chosen.args[0].about) == ("case", CASE_ID)
    assert any(target.name == "lock" for target in commands())


def test_a_question_does_nothing_unless_its_deed_is_pressed(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    done: list[str] = []
    first = Question(over, "Sign this letter?", "It gets its reference.", "Sign", lambda: done.append("signed"))
    first.open()
    qtbot.keyClick(first, Qt.Key.Key_Escape)
    assert done == []
    second = Question(over, "Sign this letter?", "It gets its reference.", "Sign", lambda: done.append("signed"))
    second.open()
    second.yes.click()
    assert done == ["signed"]
