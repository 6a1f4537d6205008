"""What a State did or said it would do: stages by date, a promise is no measure (3.16)."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.model.kinds.replies import MeasureStage, StateMeasure
from fieldcase.model.rules.measures import measure_tasks, stages, stands, taken, word_alone
from fieldcase.model.rules.settings import OfficeSettings


def measure(*said: tuple[str, str]) -> StateMeasure:
    return StateMeasure(stage={str(n): MeasureStage(stage=stage, date=date) for n, (stage, date) in enumerate(said)})


def test_a_measure_stands_where_its_latest_date_says() -> None:
    told = measure(("completed", "2026-05-02"), ("announced", "2026-03"), ("stalled", "2026-04"))
    assert [one.stage for one in stages(told)] == ["announced", "stalled", "completed"]
    assert stands(told).stage == "completed"


def test_without_dates_the_usual_order_counts() -> None:
    assert stands(measure(("under_way", ""), ("announced", ""))).stage == "under_way"
    assert stands(measure()).stage == ""


@pytest.mark.parametrize(
    ("said", "done"),
    [
        ((("announced", "2026-03"),), None),
        ((("announced", "2026-03"), ("completed", "2026-05")), "2026-05"),
        ((("completed", "2026-05"), ("reversed", "2026-06")), None),
        ((("completed", "2026-05"), ("reversed", "2026-06"), ("completed", "2026-08")), "2026-08"),
    ],
)
def test_a_promise_and_what_was_taken_back_are_no_measures(said: tuple[tuple[str, str], ...], done: str | None) -> None:
    found = taken(measure(*said))
    assert (found.date if found else None) == done


def test_on_the_states_word_alone_it_is_credible_at_most() -> None:
    assert [one.rule for one in word_alone("reply", (), "confirmed")] == ["3.16"]
    assert word_alone("reply", ("e" * 32,), "confirmed") == word_alone("source", (), "confirmed") == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ((("announced", "2026-01-10"),), True),
        ((("announced", "2026-02"),), False),
        ((("announced", "2026-01-10"), ("under_way", "2026-03-20")), False),
        ((("announced", "2026-01-10"), ("completed", "2026-01-20")), False),
        ((("announced", ""),), False),
        ((("announced", "2025-01/.."),), False),
    ],
)
def test_a_promise_of_which_nothing_was_heard_for_ninety_days_is_asked_about(
    said: tuple[tuple[str, str], ...], asked: bool
) -> None:
    tasks = measure_tasks([measure(*said)], OfficeSettings(), date(2026, 4, 15))
    assert [task.kind for task in tasks] == (["ask_completion"] if asked else [])
