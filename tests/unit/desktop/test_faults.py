"""What the pictures look for by themselves is really found: each fault once, made on purpose."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Short
from fieldcase.desktop.theme.look import read_look, wear
from tests.pictures.faults import faults_of


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    wear(application, read_look())
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.resize(400, 200)
    shown.show()
    return shown


def _put(page: QWidget, part: QWidget, left: int, top: int, width: int, height: int) -> None:
    part.setParent(page)
    part.setGeometry(left, top, width, height)
    part.show()


def test_words_that_are_cut_are_found(page: QWidget) -> None:
    _put(page, Label("Before a letter can go"), 0, 0, 60, 20)
    assert "cut off 'Before a letter can go'" in faults_of(page)[0]


def test_a_paragraph_without_room_for_its_last_line_is_found(page: QWidget) -> None:
    _put(page, Label("Nothing about real people can be written before.", wrap=True), 0, 0, 120, 24)
    assert "too low" in faults_of(page)[0]


def test_a_button_narrower_than_its_words_is_found(page: QWidget) -> None:
    _put(page, Button("Record the answer"), 0, 0, 40, 34)
    assert "too narrow for 'Record the answer'" in faults_of(page)[0]


def test_words_that_end_in_an_ellipsis_with_a_tooltip_are_none(page: QWidget, qtbot: QtBot) -> None:
    short = Short("153 updates wait for headquarters")
    _put(page, short, 0, 0, 60, 20)
    short.grab()
    assert short.toolTip() == "153 updates wait for headquarters"
    assert faults_of(page) == []


def test_parts_over_each_other_and_outside_are_found(page: QWidget) -> None:
    _put(page, Label("One"), 0, 0, 100, 20)
    _put(page, Label("Other"), 50, 5, 100, 20)
    _put(page, Label("Away"), 380, 100, 100, 20)
    found = " ".join(faults_of(page))
    assert "Label('One') overlaps Label('Other')" in found
    assert "Label('Away') at 380,100 100x20 outside" in found


def test_a_page_that_is_right_has_no_faults(page: QWidget) -> None:
    _put(page, Label("One"), 0, 0, 100, 20)
    _put(page, Button("Save"), 0, 40, 100, 34)
    assert faults_of(page) == []
