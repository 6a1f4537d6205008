"""Reports without a vault: how figures are said and drawn, and that a chart has its table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from fieldcase.desktop.parts.chart import Bar, BarChart
from fieldcase.desktop.reports.words import bars_of, note_of, period_said, under_heads
from fieldcase.office.figures import Bar as Figure
from fieldcase.office.figures import Chart, Heads, Period
from tests.unit.desktop.samples import wording

BARS = [Bar("Open", "38", 38), Bar("Closed", "23", 23), Bar("Sealed", "<5", None)]


def heads(more: int | None) -> Heads:
    cases = Figure(code="cases", count=14, shown="14")
    gender = {"woman": "6", "man": "*", "other": "<5"}
    return Heads(cases=cases, more=more, persons="15", gender=gender, organisations="0", acts="17", online="<5")


def test_periods_are_said_by_their_days_and_their_cycle() -> None:
    year = Period(start=date(2025, 5, 1), end=date(2026, 4, 30))
    assert "1 May 2025 – 30 Apr 2026" in period_said(year, wording())
    assert period_said(Period(start=year.start, end=year.end, label="2025/26"), wording()).startswith("2025/26: ")
    assert period_said(Period(), wording()) == "Everything"


def test_the_four_counts_say_more_and_fewer_and_keep_what_is_hidden() -> None:
    assert under_heads(heads(3))[0] == "3 more than the period before"
    assert under_heads(heads(-2))[0] == "2 fewer than the period before"
    assert under_heads(heads(None))[0] == ""
    assert "<5" in under_heads(heads(None))[1]


def test_bars_are_said_in_the_words_of_the_vocabulary() -> None:
    months = Chart(bars=(Figure(code="2026-03", count=4, shown="4", part=1),), total="4")
    (bar,) = bars_of("by_month", months, wording())
    assert (bar.words, bar.part, bar.said) == ("Mar", 1, "1 with acts online alone")
    assert note_of("by_month", months) == "hatched: acts online alone"
    replies = Chart(bars=(Figure(code="overdue", count=1, shown="1"),), total="1")
    assert (bars_of("replies", replies, wording())[0].words, note_of("replies", replies)) == (
        "None, overdue",
        "by letter, 1 letter",
    )


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
