"""Reports in the real window: figures that open what they count, their tables, other periods."""

from __future__ import annotations

from PySide6.QtCore import Qt

from fieldcase.desktop.cases.view import Cases
from fieldcase.desktop.letters.view import Letters
from fieldcase.desktop.reports.view import Reports
from tests.morning import Morning
from tests.unit.desktop.saying import nameless, too_small


def reports_of(morning: Morning) -> Reports:
    morning.window.do("reports")
    shown = morning.window.screen_shown
    assert isinstance(shown, Reports)
    morning.settle(lambda: len(shown.charts) == 4 and shown._places["heads"].count() == 1)
    return shown


def test_a_bar_clicked_opens_as_many_cases_as_it_says(morning: Morning) -> None:
    morning.unlock()
    page = reports_of(morning)
    bar = page.charts["by_status"].chart.bars[0]
    words, count = bar.bar.words, bar.bar.count
    morning.qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    morning.settle(lambda: isinstance(morning.window.screen_shown, Cases))
    morning.settle(lambda: morning.cases._list.rowCount() == count)
    asked = morning.cases._question.filters
    assert set(asked) == {"received_from", "received_until", "status"}
    assert morning.cases.choices.said("status", asked["status"]) == words


def test_by_keyboard_the_overdue_letters_are_opened_from_their_bar(morning: Morning) -> None:
    morning.unlock()
    page = reports_of(morning)
    bar = next(one for one in page.charts["replies"].chart.bars if one.bar.words == "None, overdue")
    assert bar.bar.count == 1
    bar.setFocus()
    morning.qtbot.keyClick(bar, Qt.Key.Key_Space)
    morning.settle(lambda: isinstance(morning.window.screen_shown, Letters))
    book = morning.window.screen_shown
    assert isinstance(book, Letters)
    morning.settle(lambda: book.letters.rowCount() == 1)
    morning.window.do("back")
    assert isinstance(morning.window.screen_shown, Reports)


def test_charts_turn_into_tables_and_another_period_is_shown(morning: Morning) -> None:
    morning.unlock()
    page = reports_of(morning)
    assert nameless(page) == []
    assert too_small(page) == []
    page.tables.click()
    assert all(card.chart.as_table for card in page.charts.values())
    assert "4" in morning.labels()
    page.choose(len(page._choices.periods) - 1 if page._choices else 0)
    morning.settle(lambda: "Everything" in page.when.text())
    morning.settle(lambda: len(page.charts) == 4 and all(card.chart.as_table for card in page.charts.values()))
