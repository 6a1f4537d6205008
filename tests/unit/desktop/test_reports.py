"""Reports without a vault: how figures are said and drawn, and that a chart has its table."""

from __future__ import annotations

from datetime import date

from fieldcase.desktop.reports.words import bars_of, note_of, period_said, under_heads
from fieldcase.office.figures import Bar as Figure
from fieldcase.office.figures import Chart, Heads, Period
from tests.unit.desktop.samples import wording


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
