"""A row that goes on below: nothing cut, mirrored where one reads from the right."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.parts.arrange import plain
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.theme.look import look, wear


@pytest.fixture
def parts(qtbot: QtBot) -> list[QWidget]:
    made = [QWidget() for _one in range(3)]
    for one in made:
        one.setFixedSize(100, 30)
    return made


def laid(qtbot: QtBot, parts: list[QWidget], width: int) -> QWidget:
    holder = plain(wrapping(*parts))
    qtbot.addWidget(holder)
    holder.resize(width, holder.heightForWidth(width))
    holder.show()
    QApplication.processEvents()
    return holder


def test_parts_stand_beside_each_other_while_they_fit(qtbot: QtBot, parts: list[QWidget]) -> None:
    holder = laid(qtbot, parts, 400)
    assert {one.y() for one in parts} == {0}
    assert holder.heightForWidth(400) == 30


def test_a_part_that_does_not_fit_goes_below_and_is_not_cut(qtbot: QtBot, parts: list[QWidget]) -> None:
    holder = laid(qtbot, parts, 250)
    assert [(one.x(), one.y()) for one in parts] == [(0, 0), (108, 0), (0, 38)]
    assert holder.heightForWidth(250) == 68
    assert holder.minimumSizeHint().width() == 100


def test_what_is_hidden_takes_no_room(qtbot: QtBot, parts: list[QWidget]) -> None:
    parts[0].hide()
    holder = laid(qtbot, parts, 250)
    assert holder.isVisible()
    assert [(one.x(), one.y()) for one in parts[1:]] == [(0, 0), (108, 0)]


def test_it_begins_at_the_right_in_a_right_to_left_window(qtbot: QtBot, parts: list[QWidget]) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = look()
    wear(application, replace(before, language="ar"))
    try:
        holder = laid(qtbot, parts, 250)
        assert holder.isVisible()
        assert [one.x() for one in parts] == [150, 42, 150]
    finally:
        wear(application, before)
