"""A window carries the stylesheet; what is built apart from it is styled once, when it is put in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import dress, look, read_look, wear


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QMainWindow]:
    made = QMainWindow()
    dress(made)
    yield made
    made.hide()
    made.deleteLater()


def test_a_part_takes_its_kind_when_it_is_in_the_window(qapp: QApplication, window: QMainWindow) -> None:
    title = Label("Settings", "title")
    title.ensurePolished()
    assert title.font().pixelSize() == look().text("body")
    window.setCentralWidget(title)
    title.ensurePolished()
    assert title.font().pixelSize() == look().text("title")


def test_dialogs_of_the_window_wear_the_same(qapp: QApplication, window: QMainWindow) -> None:
    dialog = QDialog(window)
    title = Label("Lock?", "title")
    title.setParent(dialog)
    title.ensurePolished()
    assert title.font().pixelSize() == look().text("title")


def test_another_look_reaches_every_dressed_window(qapp: QApplication, window: QMainWindow) -> None:
    wear(qapp, read_look(text_size=200))
    assert qapp.styleSheet() == ""
    assert f"font-size: {look().text('body')}px" in window.styleSheet()


def test_without_a_dressed_window_the_application_wears_it(qapp: QApplication, window: QMainWindow) -> None:
    window.show()
    window.hide()
    wear(qapp, read_look())
    assert qapp.styleSheet() != ""
