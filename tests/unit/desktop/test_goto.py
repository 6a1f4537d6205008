"""The palette in the window: what can be chosen in it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.frame.palette import Target


def test_headings_and_blocked_lines_cannot_be_chosen(qtbot: QtBot) -> None:
    over = QWidget()
    over.resize(1000, 700)
    qtbot.addWidget(over)
    goto = GoTo(over, lambda _words, then: then([]), (), {"new_case": "Your role does not allow this."})
    qtbot.keyClicks(goto.edit, "new case")
    assert [goto.list.item(at).text() for at in range(goto.list.count())] == [
        "Not now",
        "New case, Your role does not allow this.",
    ]
    chosen: list[Target] = []
    goto.chosen.connect(chosen.append)
    qtbot.keyClick(goto.edit, Qt.Key.Key_Return)
    assert chosen == []
    goto.edit.setText("")
    qtbot.keyClicks(goto.edit, "cases")
    assert not goto.grab().isNull()
    qtbot.keyClick(goto.edit, Qt.Key.Key_Return)
    assert [target.name for target in chosen] == ["cases"]
