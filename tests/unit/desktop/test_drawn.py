"""What is drawn by hand has a role, its words, and what one is at."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.marks import Drawn, Lane, Shape
from fieldcase.desktop.case.timeline import Timeline
from fieldcase.desktop.letter.preview import Preview
from fieldcase.desktop.parts.chart import Bar, BarChart
from fieldcase.desktop.parts.drawn import drawn, hear_what_is_drawn


def heard(widget: QWidget) -> tuple[QAccessible.Role, str, str, str]:
    """Role, name, description and value, as a screen reader asks for them."""
    said = QAccessible.queryAccessibleInterface(widget)
    assert said is not None
    texts = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    return (said.role(), *(said.text(one) for one in texts))


def test_a_timeline_is_a_chart_that_says_its_marks_and_the_one_that_one_is_at(qapp: QApplication, qtbot: QtBot) -> None:
    hear_what_is_drawn(qapp)
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(800, 200)
    day, end = date(2026, 2, 1), date(2026, 3, 1)
    line.show_marks(
        [Drawn(Lane.ACTS, Shape.POINT, day, day, "visit", "Act A1, warning visit, 1 February 2026", "ink")],
        (day, end),
        end,
    )
    assert heard(line) == (QAccessible.Role.Chart, "Timeline", "Act A1, warning visit, 1 February 2026", "")
    qtbot.keyClick(line, Qt.Key.Key_Right)
    assert heard(line)[3] == "Act A1, warning visit, 1 February 2026"


def test_a_page_is_a_document_and_figures_are_a_chart(qapp: QApplication, qtbot: QtBot) -> None:
    hear_what_is_drawn(qapp)
    page, chart = Preview(), BarChart("Cases by month", "Month", [Bar("May", "4", 4), Bar("June", "<5", None)])
    for one in (page, chart):
        qtbot.addWidget(one)
    assert heard(page)[:2] == (QAccessible.Role.Document, "Page as it will print")
    assert heard(chart)[:3] == (QAccessible.Role.Chart, "Cases by month", "May: 4; June: <5")


def test_roles_outlive_many_widgets_that_come_and_go(qapp: QApplication, qtbot: QtBot) -> None:
    hear_what_is_drawn(qapp)
    hear_what_is_drawn(qapp)
    above = QWidget()
    qtbot.addWidget(above)
    for number in range(300):
        one = QWidget(above)
        one.setAccessibleName(str(number))
        drawn(one, QAccessible.Role.Graphic)
        assert heard(one)[:2] == (QAccessible.Role.Graphic, str(number))
        one.deleteLater()
        if number % 50 == 0:
            qapp.processEvents()
