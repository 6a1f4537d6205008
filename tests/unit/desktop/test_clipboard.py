"""What is copied goes again, is marked as not for any history, and what others copied stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.frame.clipboard import MARKS, ClipboardGuard, marked
from fieldcase.desktop.theme.look import look


@pytest.fixture
def guard(qapp: QApplication) -> ClipboardGuard:
    QGuiApplication.clipboard().clear()
    return ClipboardGuard(QObject(qapp), lambda _mode: True)


@pytest.mark.security
def test_what_is_copied_is_marked_and_goes_after_a_minute(guard: ClipboardGuard, qtbot: QtBot) -> None:
    line = QLineEdit("P-7K3D9X")
    qtbot.addWidget(line)
    line.selectAll()
    line.copy()
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == "P-7K3D9X"
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    assert guard._going.isActive()
    assert guard._going.interval() == look().duration("clipboard") == 60_000
    guard._going.timeout.emit()
    assert clipboard.text() == ""
    assert not guard._going.isActive()


def test_only_the_text_is_kept_with_its_marks() -> None:
    held = QMimeData()
    held.setHtml("<b>Ilena</b>")
    held.setText("Ilena")
    data = marked(held)
    assert data.text() == "Ilena"
    assert not data.hasHtml()
    assert set(MARKS) <= set(data.formats())
