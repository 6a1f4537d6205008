"""From a laptop without a vault to an open office, in the real window: found one, be refused, cancel, join another."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.app import Program
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.start.asking import AskedStep, DoneStep, OfficeStep, PassphraseStep, SheetStep, YouStep
from fieldcase.desktop.start.waiting import Waiting
from fieldcase.desktop.start.wizard import Wizard
from fieldcase.desktop.theme.look import look, read_look, wear
from fieldcase.desktop.unlock.firststart import FirstStart
from fieldcase.desktop.unlock.view import Unlock
from fieldcase.office.exchange.cards import own_card
from fieldcase.office.exchange.enrol import enrol_colleague, words_with
from fieldcase.office.founding.places import MARK
from fieldcase.office.opening import open_vault
from tests.laptops import PASSPHRASES, Clock, an_office
from tests.unit.desktop.saying import nameless

SIX_WORDS = "harvest lantern oblong tundra violet cubicle"


class Beginner:
    """Somebody before a laptop that has no vault."""

    def __init__(self, program: Program, qtbot: QtBot, place: Path) -> None:
        self.program, self.qtbot, self.place = program, qtbot, place

    @property
    def shown(self) -> QWidget:
        assert self.program.window is not None
        widget = self.program.window.centralWidget()
        assert widget is not None
        return widget

    @property
    def wizard(self) -> Wizard:
        assert isinstance(self.shown, Wizard)
        return self.shown

    def settle(self, until: Callable[[], bool] = lambda: True) -> None:
        self.qtbot.waitUntil(lambda: not self.program.desk.busy and until(), timeout=20_000)

    def choose(self, way: str) -> None:
        assert isinstance(self.shown, FirstStart)
        self.qtbot.mouseClick(self.shown.buttons[way], Qt.MouseButton.LeftButton)

    def type(self, editor: QWidget, words: str) -> None:
        editor.setFocus()
        self.qtbot.keyClicks(editor, words)

    def on(self) -> None:
        assert self.program.window is not None
        self.program.window.activateWindow()
        self.qtbot.waitUntil(self.program.window.isActiveWindow)
        self.qtbot.keyClick(self.wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def said(self) -> str:
        return "\n".join(label.text() for label in self.shown.findChildren(QLabel) if label.isVisibleTo(self.shown))

    def passphrase(self, words: str = SIX_WORDS) -> None:
        step = self.wizard.step
        assert isinstance(step, PassphraseStep)
        self.type(step.field.once, words)
        self.type(step.field.again, words)
        self.settle(lambda: not step.lacking())


@pytest.fixture
def beginner(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Beginner]:
    monkeypatch.setenv("FIELDCASE_STATE", str(tmp_path / "state"))
    program = Program(qapp, tmp_path / "vault", lambda: None, training=tmp_path / "training")
    bugs: list[object] = []
    program.desk.broken.connect(bugs.append)
    program.start()
    yield Beginner(program, qtbot, tmp_path)
    assert bugs == []
    program.end()
    if program.window is not None:
        program.window.close()
        program.window.deleteLater()
    program.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(qapp, read_look())


def to_the_sheets(beginner: Beginner, code: str = "KAL") -> None:
    beginner.choose("found")
    step = beginner.wizard.step
    assert isinstance(step, OfficeStep)
    beginner.type(step.code.editor, code)
    beginner.on()
    beginner.settle(lambda: isinstance(beginner.wizard.step, YouStep))
    you = beginner.wizard.step
    assert isinstance(you, YouStep)
    beginner.type(you.name.editor, "Ines Duarte")
    beginner.on()
    beginner.passphrase()
    beginner.on()
    beginner.settle(lambda: isinstance(beginner.wizard.step, SheetStep))


def read_back(beginner: Beginner, *, wrong: bool = False) -> None:
    """Copy the three sheets, and type the words that are asked."""
    copied: list[dict[int, str]] = []
    for _number in range(3):
        sheet = beginner.wizard.step
        assert isinstance(sheet, SheetStep)
        copied.append({int(one.text().split()[0]): one.text().split()[1] for one in sheet._words})
        beginner.qtbot.keyClick(sheet.copied, Qt.Key.Key_Space)
        beginner.on()
    asked = beginner.wizard.step
    assert isinstance(asked, AskedStep)
    for (number, position), field in asked.fields.items():
        beginner.type(field.editor, "academic" * 2 if wrong else copied[number - 1][position])
    beginner.on()


def test_an_office_is_founded_by_keyboard_alone(beginner: Beginner, tmp_path: Path) -> None:
    to_the_sheets(beginner)
    assert not (tmp_path / "vault").exists(), "nothing is on the disk before the sheets are confirmed"
    assert nameless(beginner.wizard) == []
    read_back(beginner)
    beginner.settle(lambda: isinstance(beginner.wizard.step, DoneStep))
    assert "this one holds the root key" in beginner.said()
    beginner.on()
    beginner.settle(lambda: isinstance(beginner.program.window, Window))
    window = beginner.program.window
    assert isinstance(window, Window)
    assert window.windowTitle() == "Fieldcase"
    window.close()
    session = open_vault(tmp_path / "vault", SIX_WORDS, outside=tmp_path / "state")
    assert (session.office, session.seat.name, session.training) == ("KAL", "Ines Duarte", False)
    session.close()
    for file in (tmp_path / "vault").rglob("*"):
        assert not file.is_file() or SIX_WORDS.encode() not in file.read_bytes()


def test_a_wrong_word_makes_no_office(beginner: Beginner, tmp_path: Path) -> None:
    to_the_sheets(beginner)
    read_back(beginner, wrong=True)
    beginner.settle(lambda: "is another one" in beginner.said())
    assert not (tmp_path / "vault").exists()


def test_a_code_that_cannot_be_is_refused_in_its_place(beginner: Beginner) -> None:
    beginner.choose("found")
    step = beginner.wizard.step
    assert isinstance(step, OfficeStep)
    beginner.type(step.code.editor, "xkal")
    beginner.on()
    beginner.settle(lambda: bool(step.code.problem))
    assert "“XKAL” cannot be the code" in step.code.problem
    beginner.qtbot.keyClick(beginner.wizard, Qt.Key.Key_Escape)
    beginner.settle(lambda: isinstance(beginner.shown, FirstStart))


def test_back_keeps_what_was_typed_and_leaving_forgets_it(beginner: Beginner) -> None:
    to_the_sheets(beginner)
    wizard = beginner.wizard
    wizard.back()
    step = wizard.step
    assert isinstance(step, PassphraseStep)
    assert step.field.once.text() == SIX_WORDS
    for _step in range(3):
        wizard.back()
    assert isinstance(beginner.shown, FirstStart)
    assert step.field.once.text() == ""


def test_cancelling_leaves_nothing_of_a_vault(beginner: Beginner, tmp_path: Path) -> None:
    to_the_sheets(beginner)
    read_back(beginner)
    beginner.wizard.progress._stop.click()
    beginner.settle(lambda: not beginner.wizard.busy)
    assert isinstance(beginner.wizard.step, AskedStep)
    assert not (tmp_path / "vault").exists()


def test_a_laptop_joins_an_office_by_six_words(beginner: Beginner, tmp_path: Path) -> None:
    first = an_office(tmp_path / "office", Clock())
    beginner.choose("join")
    you = beginner.wizard.step
    assert isinstance(you, YouStep)
    beginner.type(you.name.editor, "Ines Duarte")
    beginner.qtbot.keyClick(you.training, Qt.Key.Key_Space)
    beginner.on()
    beginner.passphrase("short")
    beginner.on()
    beginner.settle(lambda: isinstance(beginner.shown, Waiting))
    waiting = beginner.shown
    assert isinstance(waiting, Waiting)
    assert nameless(waiting) == []
    waiting.save_into(tmp_path)
    beginner.settle(lambda: bool(waiting.saved.text()))
    request = (tmp_path / "fieldcase-request.txt").read_text()
    card = own_card(first)
    words = " ".join(words_with(first, card, request))
    (tmp_path / "office.card").write_text(card.document.text)
    waiting.take_in(str(tmp_path / "office.card"))
    beginner.settle(lambda: waiting.words.text() == words)
    from fieldcase.model.roles import Role

    answer = enrol_colleague(first, request, card, words, device="07", roles=(Role.REVIEWER,))
    (tmp_path / "answer.fcjoin").write_bytes(answer)
    first.close()
    waiting.take_in(str(tmp_path / "answer.fcjoin"))
    beginner.settle(lambda: bool(waiting.answered.text()))
    heard = waiting.heard.editor
    beginner.type(heard, "one two three four five six")
    waiting.join_button.click()
    beginner.settle(lambda: "words" in beginner.said() and waiting.join_button.isEnabled())
    assert isinstance(beginner.shown, Waiting)
    assert isinstance(heard, QLineEdit)
    heard.clear()
    beginner.type(heard, words)
    beginner.qtbot.keyClick(waiting.join_button, Qt.Key.Key_Space)
    beginner.settle(lambda: isinstance(beginner.program.window, Window))


def withdraw(beginner: Beginner, waiting: Waiting) -> None:
    beginner.qtbot.mouseClick(waiting.withdraw_button, Qt.MouseButton.LeftButton)
    question = waiting.findChildren(Question)[-1]
    beginner.qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)


def test_a_request_can_be_withdrawn_and_leaves_no_vault(beginner: Beginner, tmp_path: Path) -> None:
    beginner.choose("join")
    you = beginner.wizard.step
    assert isinstance(you, YouStep)
    beginner.type(you.name.editor, "Ines Duarte")
    you.training.setChecked(True)
    beginner.on()
    beginner.passphrase("short")
    beginner.on()
    beginner.settle(lambda: isinstance(beginner.shown, Waiting))
    waiting = beginner.shown
    assert isinstance(waiting, Waiting)
    letter = tmp_path / "vault" / "letter of an uncle.txt"
    letter.write_text("mine")
    withdraw(beginner, waiting)
    beginner.settle(lambda: "Nothing was removed" in beginner.said())
    assert letter.read_text() == "mine"
    assert (tmp_path / "vault" / "slots").exists()
    letter.unlink()
    withdraw(beginner, waiting)
    beginner.settle(lambda: isinstance(beginner.shown, FirstStart))
    assert not (tmp_path / "vault").exists()


def test_a_training_office_says_so_before_it_is_opened(beginner: Beginner, tmp_path: Path) -> None:
    place = tmp_path / "training"
    first = an_office(place, Clock())
    first.close()
    shutil.copytree(place / "03", place / "laptop-03")
    shutil.copytree(place / "outside-03", place / "state")
    (place / MARK).write_text("Training office")
    beginner.choose("training")
    assert isinstance(beginner.shown, Unlock)
    assert look().training
    assert beginner.program.window is not None
    assert beginner.program.window.windowTitle() == "Fieldcase — training office"
    assert "Passphrase: training" in beginner.said()
    beginner.type(beginner.shown.passphrase, PASSPHRASES["03"])
    beginner.qtbot.keyClick(beginner.shown.passphrase, Qt.Key.Key_Return)
    beginner.settle(lambda: isinstance(beginner.program.window, Window))
