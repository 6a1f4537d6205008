"""The locked screen reveals nothing, forgets the passphrase as soon as it is handed over, and slows down guessing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.unlock.firststart import WAYS, FirstStart
from fieldcase.desktop.unlock.view import FREE_TRIES, Unlock
from tests.unit.desktop.saying import nameless, too_small

PASSPHRASE = "invented passphrase for tests"


@pytest.fixture
def screen(qtbot: QtBot) -> Unlock:
    made = Unlock(languages=("en", "fr"))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def test_enter_hands_the_passphrase_over_and_empties_the_field(screen: Unlock, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.passphrase, PASSPHRASE)
    with qtbot.waitSignal(screen.given) as given:
        qtbot.keyClick(screen.passphrase, Qt.Key.Key_Return)
    assert given.args == [PASSPHRASE]
    assert screen.passphrase.text() == ""
    assert not screen.button.isEnabled()
    assert screen.progress.isVisible()


def test_the_passphrase_is_masked_until_asked_and_again_afterwards(screen: Unlock, qtbot: QtBot) -> None:
    assert screen.passphrase.echoMode() is QLineEdit.EchoMode.Password
    screen.show_button.click()
    assert screen.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert screen.show_button.accessibleName() == "Hide the passphrase"
    qtbot.keyClicks(screen.passphrase, PASSPHRASE)
    screen.unlock()
    assert screen.passphrase.echoMode() is QLineEdit.EchoMode.Password


def test_a_passphrase_that_was_handed_over_cannot_be_brought_back(screen: Unlock, qtbot: QtBot) -> None:
    qtbot.keyClicks(screen.passphrase, PASSPHRASE)
    screen.unlock()
    screen.refuse("That did not open it.", wrong=True)
    screen.show_button.click()
    screen.passphrase.undo()
    assert screen.passphrase.text() == ""


def test_nothing_typed_opens_nothing(screen: Unlock, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(screen.given):
        screen.button.click()
    assert screen.hint.text() == "Type your passphrase first."


def test_caps_lock_is_noticed_from_what_a_key_gives(screen: Unlock, qtbot: QtBot) -> None:
    qtbot.keyClick(screen.passphrase, "a")
    assert not screen.hint.isVisible()
    qtbot.keyClick(screen.passphrase, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier)
    screen._caps_lock(True)
    assert screen.hint.isVisible()
    assert screen.hint.text() == "Caps Lock is on."
    screen._caps_lock(False)
    assert not screen.hint.isVisible()


def test_a_wrong_passphrase_gets_one_sentence_that_tells_nothing(screen: Unlock) -> None:
    screen.refuse("That did not open it.", wrong=True)
    assert screen.hint.text() == "That did not open it. Check the keyboard language and Caps Lock."
    assert screen.button.isEnabled()


def test_after_three_wrong_ones_the_next_try_waits(screen: Unlock, qtbot: QtBot) -> None:
    for _number in range(FREE_TRIES):
        screen.refuse("That did not open it.", wrong=True)
    assert screen.button.isEnabled()
    screen.refuse("That did not open it.", wrong=True)
    assert not screen.button.isEnabled()
    assert "2 seconds" in screen.button.accessibleName()
    qtbot.keyClicks(screen.passphrase, PASSPHRASE)
    with qtbot.assertNotEmitted(screen.given):
        screen.unlock()


def test_a_vault_in_use_is_no_wrong_try(screen: Unlock) -> None:
    for _number in range(10):
        screen.refuse("The vault is open in another window or program.")
    assert screen.button.isEnabled()


def test_everything_has_a_name_and_can_be_hit(screen: Unlock) -> None:
    assert nameless(screen) == []
    assert too_small(screen) == []


def test_training_is_said_three_ways(qtbot: QtBot) -> None:
    made = Unlock(training=True)
    qtbot.addWidget(made)
    said = " ".join(label.text() for label in made.findChildren(QLabel))
    assert "Training office" in said
    assert "Training data only." in said
    assert "training" in said


def test_the_first_start_offers_three_ways_in_words(qtbot: QtBot) -> None:
    made = FirstStart(("en", "fr"))
    qtbot.addWidget(made)
    made.show()
    assert list(made.buttons) == ["training", "found", "join"]
    said = " ".join(label.text() for label in made.findChildren(QLabel))
    for name, _icon, words, happens in WAYS:
        assert words in said
        assert happens in said
        with qtbot.waitSignal(made.asked) as asked:
            made.buttons[name].click()
        assert asked.args == [name]
    assert nameless(made) == []
    assert too_small(made) == []


def test_who_cannot_open_it_is_told_what_to_do_and_nothing_else(screen: Unlock, qtbot: QtBot) -> None:
    assert not screen._cannot.isVisible()
    screen._help()
    assert screen._cannot.isVisible()
    said = " ".join(label.text() for label in screen._cannot.findChildren(QLabel))
    assert "recovery sheets" in said
    with qtbot.waitSignal(screen.asked) as asked:
        screen._cannot.elsewhere.click()
    assert asked.args == ["elsewhere"]
    assert nameless(screen) == []


def test_a_training_office_lets_one_sit_at_another_laptop(qtbot: QtBot) -> None:
    made = Unlock(training=True, laptops={"/a": "Sami Rahal, case officer", "/b": "Ines Duarte, reviewer"}, laptop="/b")
    qtbot.addWidget(made)
    choice = made.findChild(QComboBox)
    assert choice is not None
    assert choice.currentText().startswith("Ines Duarte")
    with qtbot.waitSignal(made.moved) as moved:
        choice.activated.emit(choice.currentIndex())
    assert moved.args == ["/b"]
