"""Codes, days and moments in words: in the person's own order, and never an error for what another edition wrote."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTime

from fieldcase.desktop.dates import date_words, reading
from fieldcase.desktop.wording import WORDS, Wording
from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.dates.phrases import Certainty
from fieldcase.model.roles import Role
from tests.unit.desktop.samples import TODAY, wording

SAID = wording()
DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@given(day=DAYS)
def test_a_day_is_said_in_full_and_read_again(day: date) -> None:
    said = SAID.day(day.isoformat())
    understood = reading(date(2100, 12, 31))(said)
    assert str(understood.edtf) == day.isoformat()
    assert SAID.short_day(day) == SAID.short_day(day.isoformat())
    assert str(day.year) in said


@given(text=st.text(max_size=30))
def test_what_is_no_date_is_said_as_it_is(text: str) -> None:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        assert SAID.day(text) == text
        assert SAID.near_day(text, 2026) == text


@given(first=DAYS, second=DAYS)
def test_a_range_names_both_of_its_ends_or_what_they_are_together(first: date, second: date) -> None:
    start, end = sorted((first, second))
    said = SAID.brief(Edtf.parse(f"{start.isoformat()}/{end.isoformat()}"), 2026)
    assert said
    if start.year != 2026 and (start.month, start.day) != (1, 1):
        assert str(start.year) in said or start.year == end.year


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-03-05", "5 Mar"),
        ("2025-03-05", "5 Mar 2025"),
        ("2026-03-05/2026-03-09", "5–9 Mar"),
        ("2026-03", "March"),
        ("2025", "2025"),
        ("2026-02-11~/2026-02-20~", "about 11–20 Feb"),
        ("2026-03-28/..", "goes on"),
    ],
)
def test_a_date_for_a_narrow_place(when: str, said: str) -> None:
    assert SAID.brief(Edtf.parse(when), 2026) == said


def test_a_moment_is_near_or_dated_by_the_clock_of_the_office() -> None:
    assert SAID.moment("2026-05-01T17:30:00Z", TODAY) == "Friday, 17:30"
    assert SAID.moment("2026-04-12T17:30:00Z", TODAY) == "12 Apr, 17:30"
    assert SAID.moment("some time", TODAY) == "some time"
    south = Wording(SAID.vocabularies, "en", zone="Pacific/Auckland")
    assert south.moment("2026-05-01T17:30:00Z", TODAY) == "Saturday, 05:30"
    assert south.day("2026-05-01T17:30:00Z") == "2 May 2026"


def test_codes_have_words_and_unknown_ones_stay() -> None:
    assert SAID.choice("yes") == WORDS["yes"] == "Yes"
    assert SAID.choice("of another edition") == "of another edition"
    assert SAID.term("case_status", "") == ""
    assert SAID.state("XKA") == "Kalindra"
    assert SAID.states(("XKA", "XOR")) == "Kalindra, XOR"
    assert list(SAID.known_states().values()) == ["Kalindra", "Merovia"]


def test_a_list_offers_terms_below_the_ones_they_belong_to() -> None:
    offered = SAID.terms("act_type")
    depths = {code: len(words) - len(words.lstrip("\u2003")) for code, words in offered.items()}
    assert depths["arbitrary_detention"] == len(SAID.vocabularies.ancestors("act_type", "arbitrary_detention"))
    assert min(depths.values()) == 0


def test_the_role_with_most_to_answer_for_comes_first() -> None:
    said = SAID.roles((Role.INTAKE, Role.HEAD))
    assert said.casefold().index("head") < said.casefold().index("intake")
    assert said[0].isupper()
    assert SAID.clock(QTime(9, 5)) == "09:05"


def test_numbers_and_months_are_in_the_persons_language() -> None:
    french = wording("fr")
    assert SAID.number(50_000) == "50,000"
    assert french.number(50_000) != "50,000"
    assert (SAID.month(TODAY), french.month(TODAY)) == ("May 2026", "mai 2026")


@given(text=st.text(max_size=40))
def test_whatever_is_typed_as_a_date_is_read_or_said_to_be_none(text: str) -> None:
    understood = reading(TODAY)(text)
    none = (Certainty.IMPOSSIBLE, Certainty.NOT_UNDERSTOOD, Certainty.UNKNOWN, Certainty.EMPTY)
    assert (understood.edtf is None) == (understood.certainty in none)


def test_word_lists_of_every_language_are_read_and_the_hemisphere_decides_a_season() -> None:
    assert date_words() is not None
    assert str(reading(TODAY)("mars 2025").edtf) == str(reading(TODAY)("March 2025").edtf) == "2025-03"
    north, south = (str(reading(TODAY, side)("summer 2025").edtf) for side in ("north", "south"))
    assert north != south
