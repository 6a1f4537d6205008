"""A date read back in words."""

from __future__ import annotations

import pytest
from hypothesis import given

from fieldcase.model.dates import Doubt, Edtf, Moment, Note, Understood, explained, shown, understand
from tests.unit.model.dates.lists import shipped
from tests.unit.model.dates.test_edtf import dates


@pytest.mark.parametrize(
    ("stored", "words"),
    [
        ("2025", "2025"),
        ("2025~", "about 2025"),
        ("2025-03~", "about March 2025"),
        ("2025-03-12", "12 March 2025"),
        ("2025-05-01", "1 May 2025"),
        ("2025-03-12~", "around 12 March 2025"),
        ("2025-03-12?", "12 March 2025, uncertain"),
        ("2025-03-12%", "12 March 2025, approximately and uncertain"),
        ("199X", "the 1990s"),
        ("19XX", "1900 to 1999"),
        ("2025-XX", "a month of 2025"),
        ("2025-XX-XX", "a day of 2025"),
        ("2025-03-XX", "a day of March 2025"),
        ("2025-03-03/2025-03-05", "from 3 March 2025 to 5 March 2025"),
        ("2025-03-01~/2025-03-10~", "from 1 March 2025 to 10 March 2025, approximately"),
        ("2025-04/2025-06", "April 2025 – June 2025"),
        ("2025-04?/2025-06", "April 2025, uncertain – June 2025"),
        ("2023/..", "since 2023"),
        ("2023~/..", "since 2023, approximately"),
        ("2025-05-03/..", "from 3 May 2025 on"),
        ("../2025-05", "until May 2025"),
        ("../2025-05-03?", "up to 3 May 2025, uncertain"),
    ],
)
def test_the_date_field_reads_back_how_it_understood(stored: str, words: str) -> None:
    assert shown(Edtf.parse(stored)) == words


def test_nothing_shows_as_nothing() -> None:
    assert shown(Edtf()) == ""
    assert shown(Edtf(period=True)) == ""


@given(dates())
def test_every_date_has_words_and_its_doubt_is_said(value: Edtf) -> None:
    words = shown(value)
    assert words
    ends: list[Moment] = [end for end in (value.start, value.end) if end is not None]
    if any(end.doubt in (Doubt.UNCERTAIN, Doubt.BOTH) for end in ends):
        assert "uncertain" in words
    if any(end.doubt is Doubt.APPROXIMATE for end in ends):
        assert any(word in words for word in ("about", "around", "approximately"))


def test_the_date_field_says_what_was_decided() -> None:
    words = shipped()
    assert explained(understand("04/05/2025", words)) == (
        "4 May 2025",
        "Day and month could be the other way round: 5 April 2025.",
    )
    assert explained(understand("31/04/2025", words)) == ("No calendar has this day.",)
    assert explained(understand("unknown", words)) == ("The date is not known.",)
    assert explained(understand("3 May 2025 bridge", words))[-1] == "Not understood: bridge."
    assert explained(understand("", words)) == ()


def test_every_note_has_a_sentence() -> None:
    for note in Note:
        assert explained(Understood(text="x", notes=(note,)))[-1]
