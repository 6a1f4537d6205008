"""The manual in the window: the page of the place one is in, and the words that are searched."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldcase.desktop.help.view import Help
from tests.unit.desktop.saying import nameless, too_small


def test_the_screen_shows_the_page_of_the_place_and_marks_what_is_searched(qtbot: QtBot) -> None:
    shown = Help("cases")
    qtbot.addWidget(shown)
    shown.resize(1100, 640)
    shown.show()
    assert shown.text.toPlainText().startswith("Cases")
    assert "Select the row" in [label.text() for label in shown.findChildren(QLabel)]
    assert nameless(shown) == []
    assert too_small(shown) == []
    qtbot.keyClicks(shown.search, "sealed")
    assert shown.text.extraSelections()
    qtbot.keyClicks(shown.search, "xyzzy")
    assert shown.list.count() == 0
    assert shown.text.toPlainText().startswith("No page")
