"""A chart: every bar a button, and its table beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldcase.desktop.parts.chart import Bar, BarChart

BARS = [Bar("Open", "38", 38), Bar("Closed", "23", 23), Bar("Sealed", "<5", None)]


def test_every_bar_is_a_button_and_the_chart_has_its_table(qtbot: QtBot) -> None:
    chart = BarChart("Cases by status", "Status", BARS)
    qtbot.addWidget(chart)
    chart.show()
    opened: list[int] = []
    chart.opened.connect(opened.append)
    qtbot.mouseClick(chart.bars[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(chart.bars[2], Qt.Key.Key_Space)
    assert opened == [1, 2]
    assert chart.accessibleDescription() == "Open: 38; Closed: 23; Sealed: <5"
    chart.show_table(True)
    assert chart.as_table
    model = chart.table.model()
    assert [model.data(model.index(row, 1)) for row in range(3)] == ["38", "23", "<5"]
    chart.table.selectRow(0)
    qtbot.keyClick(chart.table, Qt.Key.Key_Return)
    assert opened == [1, 2, 0]


def test_a_bar_that_opens_nothing_is_no_button_and_says_why(qtbot: QtBot) -> None:
    why = "Your role sees figures, not the cases behind them."
    chart = BarChart("Cases by status", "Status", BARS, why=why)
    qtbot.addWidget(chart)
    opened: list[int] = []
    chart.opened.connect(opened.append)
    chart.bars[0].click()
    chart.table.opened.emit(0)
    assert opened == []
    assert {bar.focusPolicy() for bar in chart.bars} == {Qt.FocusPolicy.NoFocus}
    assert chart.bars[0].accessibleDescription() == why
