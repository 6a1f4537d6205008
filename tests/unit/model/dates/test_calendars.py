"""Feasts that move, and the Hijri table."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.model.dates.calendars import HijriTable, easter
from tests.unit.model.dates.lists import shipped


@pytest.mark.parametrize(
    ("year", "western", "orthodox"),
    [
        (2024, date(2024, 3, 31), date(2024, 5, 5)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
        (2026, date(2026, 4, 5), date(2026, 4, 12)),
        (1981, date(1981, 4, 19), date(1981, 4, 26)),
        (2049, date(2049, 4, 18), date(2049, 4, 25)),
    ],
)
def test_easter_falls_where_the_churches_keep_it(year: int, western: date, orthodox: date) -> None:
    assert easter(year) == western
    assert easter(year, orthodox=True) == orthodox


def test_hijri_months_follow_each_other_without_a_gap() -> None:
    table = shipped().hijri
    assert table is not None
    last = None
    for index in range(len(table.long_months)):
        span = table.month(table.first_year + index // 12, index % 12 + 1)
        assert span is not None
        assert (span[1] - span[0]).days in (28, 29)
        if last is not None:
            assert (span[0] - last).days == 1
        last = span[1]


def test_outside_the_table_nothing_is_claimed() -> None:
    table = HijriTable(first_year=1446, first_day=date(2024, 7, 7), long_months="01")
    assert table.month(1446, 2) == (date(2024, 8, 5), date(2024, 9, 3))
    assert table.month(1446, 3) is None
    assert table.month(1445, 12) is None
    assert table.month(1446, 13) is None
    assert table.years_in(2024, 1) == (1446,)
    assert table.years_in(1999, 1) == ()
