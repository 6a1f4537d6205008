"""The first start: what is lacking is said in words, Back keeps what was typed, nothing secret outlives the way."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.start.newpassphrase import NewPassphrase
from fieldcase.desktop.start.step import Step
from fieldcase.desktop.start.wizard import Wizard
from tests.unit.desktop.saying import nameless, too_small

SIX_WORDS = "harvest lantern oblong tundra violet cubicle"


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    made = Desk()
    yield made
    assert made.close()


@pytest.fixture
def field(desk: Desk, qtbot: QtBot) -> NewPassphrase:
    made = NewPassphrase(desk)
    qtbot.addWidget(made)
    made.resize(560, 300)
    made.show()
    return made


def test_a_weak_passphrase_is_weighed_and_refused_in_words(field: NewPassphrase, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.once, "password1")
    qtbot.waitUntil(lambda: "would be guessed" in field.lacking(), timeout=10_000)
    assert "less than a minute" in field.said.text()


def test_six_words_are_proposed_taken_and_typed_again(field: NewPassphrase, desk: Desk, qtbot: QtBot) -> None:
    field.propose.click()
    qtbot.waitUntil(lambda: bool(field.words.text()), timeout=10_000)
    assert len(field.words.text().split()) == 6
    field._use.click()
    assert field.once.text() == field.words.text()
    qtbot.waitUntil(lambda: field.lacking() == "Type the same passphrase again.", timeout=10_000)
    qtbot.keyClicks(field.again, field.words.text())
    assert field.lacking() == ""
    field.forget()
    assert (field.once.text(), field.again.text(), field.words.text()) == ("", "", "")


def test_two_that_differ_are_noticed_when_the_second_is_left(field: NewPassphrase, qtbot: QtBot) -> None:
    qtbot.keyClicks(field.once, SIX_WORDS)
    qtbot.keyClicks(field.again, "harvest")
    field._second.left.emit()
    assert "not the same" in field._second.problem


def test_a_passphrase_is_masked_and_can_be_shown(field: NewPassphrase) -> None:
    assert {field.once.echoMode(), field.again.echoMode()} == {QLineEdit.EchoMode.Password}
    field.show_button.click()
    assert {field.once.echoMode(), field.again.echoMode()} == {QLineEdit.EchoMode.Normal}
    assert nameless(field) == []
    assert too_small(field) == []


def test_what_was_forgotten_is_masked_again_and_cannot_be_brought_back(field: NewPassphrase, qtbot: QtBot) -> None:
    field.show_button.click()
    qtbot.keyClicks(field.once, SIX_WORDS)
    field.forget()
    field.once.undo()
    assert field.once.text() == ""
    assert field.once.echoMode() is QLineEdit.EchoMode.Password


class Asking(Step):
    def __init__(self, title: str, lacks: str = "") -> None:
        super().__init__()
        self.title, self.lacks, self.forgotten = title, lacks, False

    def lacking(self) -> str:
        return self.lacks

    def forget(self) -> None:
        self.forgotten = True


@pytest.fixture
def wizard(qtbot: QtBot) -> Wizard:
    made = Wizard("New office", "folder-plus", [Asking("One"), Asking("Two", "Something is lacking.")])
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_step_that_lacks_something_says_so_beside_the_button(wizard: Wizard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(wizard.wanted):
        qtbot.mouseClick(wizard.next_button, Qt.MouseButton.LeftButton)
    wizard.show_step(1)
    assert not wizard.next_button.isEnabled()
    assert wizard.next_button.accessibleDescription() == "Something is lacking."
    with qtbot.assertNotEmitted(wizard.wanted):
        wizard.onward()


def test_escape_goes_one_step_back_and_then_leaves(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.show_step(1)
    qtbot.keyClick(wizard, Qt.Key.Key_Escape)
    assert wizard.at == 0
    with qtbot.waitSignal(wizard.left):
        qtbot.keyClick(wizard, Qt.Key.Key_Escape)


def test_while_a_step_works_only_cancel_is_there(wizard: Wizard, qtbot: QtBot) -> None:
    wizard.work("Making the vault")
    assert wizard.progress.isVisible()
    assert not wizard.next_button.isVisible()
    with qtbot.assertNotEmitted(wizard.wanted):
        wizard.onward()
    with qtbot.waitSignal(wizard.stopped):
        wizard.progress._stop.click()
    wizard.refuse("The disk is full.")
    assert wizard.next_button.isVisible()
    assert "The disk is full." in [label.text() for label in wizard.findChildren(QLabel)]


def test_a_way_that_is_left_is_forgotten(wizard: Wizard) -> None:
    wizard.forget()
    assert [step.forgotten for step in wizard.steps if isinstance(step, Asking)] == [True, True]
