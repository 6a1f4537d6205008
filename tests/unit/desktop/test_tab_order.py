"""Tab goes through a screen as it stands, also what was made later; the ring around what has the focus can be seen."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QGridLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.parts.arrange import column, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.focusring import FocusRing
from fieldcase.desktop.parts.taborder import TabbedWindow, stops
from fieldcase.desktop.theme.look import THEMES, look, wear
from tests.unit.desktop.walking import against_the_eye, passed_over, ratio_of, tabbed


def words_of(above: QWidget) -> list[str]:
    return [one.text() for one in stops(above) if isinstance(one, QPushButton)]


def test_what_is_put_between_later_is_reached_between(qtbot: QtBot) -> None:
    screen, middle = TabbedWindow(), QVBoxLayout()
    qtbot.addWidget(screen)
    screen.setCentralWidget(plain(column(QPushButton("one"), middle, QPushButton("three"))))
    middle.addWidget(QPushButton("two"))
    screen.show()
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.findChildren(QPushButton)[0].setFocus()
    reached = tabbed()
    assert [one.text() for one in reached if isinstance(one, QPushButton)] == ["one", "two", "three"]
    assert passed_over(screen, reached) == against_the_eye(screen, reached, right_to_left=False) == []


def test_grids_go_by_row_and_only_the_page_that_is_shown_counts(qtbot: QtBot) -> None:
    above, grid, pages = QWidget(), QGridLayout(), QStackedLayout()
    qtbot.addWidget(above)
    for words, at in (("d", (1, 1)), ("a", (0, 0)), ("c", (1, 0)), ("b", (0, 1))):
        grid.addWidget(QPushButton(words), *at)
    for words in ("hidden", "shown"):
        pages.addWidget(QPushButton(words))
    pages.setCurrentIndex(1)
    above.setLayout(column(plain(grid), pages))
    assert words_of(above) == ["a", "b", "c", "d", "shown"]


def test_the_eye_finds_a_step_that_goes_back_and_one_that_is_left_out(qtbot: QtBot) -> None:
    above, first, second = QWidget(), QPushButton("first"), QPushButton("second")
    qtbot.addWidget(above)
    above.setLayout(row(first, second))
    above.show()
    assert against_the_eye(above, [second, first], right_to_left=False) == ["'second' then 'first', in QWidget"]
    assert against_the_eye(above, [first, second], right_to_left=False) == []
    assert passed_over(above, [first]) == ["QPushButton 'second'"]


def test_the_ring_around_the_focus_stands_out_in_every_look(qapp: QApplication, qtbot: QtBot) -> None:
    for theme in THEMES:
        wear(qapp, replace(look(), theme=theme))
        above, button = QWidget(), Button("Send", "primary")
        qtbot.addWidget(above)
        above.setObjectName("page")
        above.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        above.setLayout(column(row(..., button, ...), margins=24))
        ring = FocusRing(above)
        above.show()
        above.activateWindow()
        qtbot.waitUntil(above.isActiveWindow)
        button.setFocus()
        qtbot.waitUntil(ring.isVisible)
        picture = above.grab().toImage()
        edge = ring.geometry()
        line = QColor(picture.pixel(edge.left() + 1, edge.center().y()))
        ground = QColor(picture.pixel(QPoint(max(edge.left() - 6, 0), edge.center().y())))
        assert ratio_of(line, ground) >= 3, theme
        assert edge.contains(QRect(button.mapTo(above, QPoint()), button.size()))
