"""Screens drawn from records alone: conflicts, remedies, the letter's blocks, the sheet of keys, the palette."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.frame.keysheet import KeySheet
from fieldcase.desktop.frame.palette import Target, commands
from fieldcase.desktop.frame.rail import PLACES, RailButton
from fieldcase.desktop.keys import KEYS
from fieldcase.desktop.letter.blocks import BlockEditor, Blocks
from fieldcase.desktop.parts.question import Question
from fieldcase.office.letters.page import PageBlock
from tests.unit.desktop.samples import CASE_ID
from tests.unit.desktop.saying import name_of

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


def test_the_sheet_of_keys_shows_every_command(qtbot: QtBot) -> None:
    sheet = KeySheet()
    qtbot.addWidget(sheet)
    said = [label.text() for label in sheet.findChildren(QLabel)]
    assert all(one.words in said for one in KEYS)


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
