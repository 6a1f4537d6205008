"""Reading what people write, from the word lists that ship."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.dates import Certainty, Edtf, Hemisphere, Lexicon, Note, from_serial, lexicon, understand
from fieldcase.model.dates.lexicon import plain
from tests.unit.model.dates.lists import LISTS, shipped

WORDS: Lexicon = shipped()


def read(text: str, **said: object) -> str | None:
    found = understand(text, WORDS, hemisphere=Hemisphere.NORTH, **said)  # type: ignore[arg-type]
    assert found.text == text
    return str(found.edtf) if found.edtf else None


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("2025-03-12", "2025-03-12"),
        ("early March 2025", "2025-03-01~/2025-03-10~"),
        ("mi-mars 2025", "2025-03-11~/2025-03-20~"),
        ("fin mai 2025", "2025-05-21~/2025-05-31~"),
        ("early 2024", "2024-01~/2024-03~"),
        ("mid-2025", "2025-05~/2025-08~"),
        ("fin 2024", "2024-10~/2024-12~"),
        ("early to mid March 2025", "2025-03-01~/2025-03-20~"),
        ("vers le 12/04/2025", "2025-04-12~"),
        ("hacia el 18/04/2025", "2025-04-18~"),
        ("about 3 May 2025, to be confirmed", "2025-05-03%"),
        ("nac. hacia 1970", "1970~"),
        ("between 3 and 5 May 2025", "2025-05-03/2025-05-05"),
        ("entre el 27 y el 30 de enero de 2025", "2025-01-27/2025-01-30"),
        ("du 3 au 5 mai 2025", "2025-05-03/2025-05-05"),
        ("с 3 по 5 мая 2025 г.", "2025-05-03/2025-05-05"),
        ("بين ٣ و٥ مايو ٢٠٢٥", "2025-05-03/2025-05-05"),
        ("2025年3月3日至5日", "2025-03-03/2025-03-05"),
        ("3, 4 and 5 May 2025", "2025-05-03/2025-05-05"),
        ("17 or 18 March 2025", "2025-03-17/2025-03-18"),
        ("28 December – 3 January 2025", "2024-12-28/2025-01-03"),
        ("3 May 2025 to June", "2025-05-03/2025-06"),
        ("Nov. 2024 – Jan. 2025", "2024-11/2025-01"),
        ("April/May 2025", "2025-04/2025-05"),
        ("April May 2025", "2025-04/2025-05"),
        ("early 2024 to March 2025", "2024-01~/2025-03"),
        ("2024/25", "2024/2025"),
        ("2024–2025", "2024/2025"),
        ("5–9 March 2025", "2025-03-05/2025-03-09"),
        ("nuit du 23 au 24 février 2025", "2025-02-23/2025-02-24"),
        ("night of 4 May 2025", "2025-05-04/2025-05-05"),
        ("since January 2023", "2023-01/.."),
        ("since about 2023", "2023~/.."),
        ("since 3 to 5 May 2025", "2025-05-03/2025-05-05"),
        ("à partir de 2024, ou 2023", "2023/.."),
        ("не ранее 3 мая 2025", "2025-05-03/.."),
        ("not earlier than 3 May 2025", "2025-05-03/.."),
        ("3 May 2025 or later", "2025-05-03/.."),
        ("until May 2025", "../2025-05"),
        ("May 2025 or earlier", "../2025-05"),
        ("before March 2025", "../2025-02"),
        ("avant 2024", "../2023"),
        ("antes del 3 de mayo de 2025", "../2025-05-02"),
        ("after 31 December 2024", "2025-01-01/.."),
        ("after February 2024", "2024-03/.."),
        ("первая неделя апреля 2025", "2025-04-01~/2025-04-07~"),
        ("last week of August 2025", "2025-08-25~/2025-08-31~"),
        ("la semaine du 26 mai 2025", "2025-05-26/2025-06-01"),
        ("weekend of 3 May 2025", "2025-05-03/2025-05-04"),
        ("Q2 2025", "2025-04/2025-06"),
        ("2nd quarter of 2025", "2025-04/2025-06"),
        ("2 квартал 2025", "2025-04/2025-06"),
        ("4e trimestre 2025", "2025-10/2025-12"),
        ("first half of 2025", "2025-01/2025-06"),
        ("second half of March 2025", "2025-03-16~/2025-03-31~"),
        ("first half of March 2025", "2025-03-01~/2025-03-15~"),
        ("été 2024", "2024-06/2024-08"),
        ("hiver 2024-2025", "2024-12/2025-02"),
        ("summer 2023-2024", "2023-06/2024-08"),
        ("early summer 2024", "2024-06~/2024-08~"),
        ("1990s", "199X"),
        ("12-II-2025", "2025-02-12"),
        ("3.IX.2025", "2025-09-03"),
        ("24 XI 2025", "2025-11-24"),
        ("March 12, 2025", "2025-03-12"),
        ("le 1er mai 2025", "2025-05-01"),
        ("May 3rd, 2025", "2025-05-03"),
        ("1º de mayo de 2025", "2025-05-01"),
        ("11/2024", "2024-11"),
        ("2024.11", "2024-11"),
        ("3/4 May 2025", "2025-05-03/2025-05-04"),
        ("2025/23/05", "2025-05-23"),
        ("2025-08-05T08:02:11.000+02:00", "2025-08-05"),
        ("20250312", "2025-03-12"),
        ("١٢ مارس ٢٠٢٥", "2025-03-12"),
        ("آذار/مارس 2025", "2025-03"),
        ("كانون الثاني (يناير) 2025", "2025-01"),
        ("أوائل مارس 2025", "2025-03-01~/2025-03-10~"),
        ("منذ عام 2023", "2023/.."),
        ("2025年3月12日", "2025-03-12"),
        ("2025年3月初", "2025-03-01~/2025-03-10~"),
        ("二〇二五年十二月二十三日", "2025-12-23"),
        ("约2025年10月", "2025-10~"),
        ("2024年底", "2024-10~/2024-12~"),
        ("в начале марта 2025", "2025-03-01~/2025-03-10~"),
        ("Semana Santa 2025", "2025-04-13~/2025-04-20~"),
        ("Pentecôte 2025", "2025-06-08~"),
        ("Пасха 2025", "2025-04-20~"),
        ("Noël 2024", "2024-12-25"),
        ("Ramadan 2025", "2025-03-01~/2025-03-29~"),
        ("رمضان 1446", "2025-03-01~/2025-03-29~"),
        ("late Ramadan 2025", "2025-03-21~/2025-03-29~"),
        ("early Ramadan 2025", "2025-03-01~/2025-03-10~"),
        ("12 Muharram 1447", "2025-07-07~"),
        ("١٢/٩/١٤٤٦ هـ", "2025-03-12~"),
        ("1446 هـ", "2024-07-07~/2025-06-25~"),
        ("Eid al-Fitr 2025", "2025-03-30~/2025-04-01~"),
        ("mai 2025 ?", "2025-05?"),
        ("5 juin 2025 (à confirmer)", "2025-06-05?"),
        ("~ 20 March 2025", "2025-03-20~"),
    ],
)
def test_what_people_write_is_read(text: str, stored: str) -> None:
    assert read(text) == stored
    Edtf.parse(stored)


@pytest.mark.parametrize("text", ["31/04/2025", "30/02/2025", "29 février 2025", "13/13/2025", "1/1/123", "2025-20"])
def test_an_impossible_day_stays_as_said(text: str) -> None:
    found = understand(text, WORDS)
    assert (found.edtf, found.certainty) == (None, Certainty.IMPOSSIBLE)
    assert found.text == text


@pytest.mark.parametrize("text", ["31 Muharram 1447", "3 Ramadan 1200", "Easter 0", "3 Ramadan 1950"])
def test_a_day_that_the_calendars_here_do_not_know_is_not_invented(text: str) -> None:
    assert understand(text, WORDS).edtf is None


@pytest.mark.parametrize("text", ["unknown", "s/f", "N/A", "?", "-", "sans date", "غير معروف", "不详", "неизвестно"])
def test_words_for_unknown_give_no_date(text: str) -> None:
    found = understand(text, WORDS)
    assert (found.edtf, found.certainty) == (None, Certainty.UNKNOWN)


@pytest.mark.parametrize("text", ["", "   ", "\u200b", "\ufeff \u200f"])
def test_nothing_is_empty(text: str) -> None:
    assert understand(text, WORDS).certainty is Certainty.EMPTY


def test_both_orders_are_kept_when_the_text_does_not_settle_it() -> None:
    day_first = understand("04/05/2025", WORDS)
    month_first = understand("04/05/2025", WORDS, order="mdy")
    assert (str(day_first.edtf), [str(other) for other in day_first.alternatives]) == ("2025-05-04", ["2025-04-05"])
    assert (str(month_first.edtf), [str(other) for other in month_first.alternatives]) == ("2025-04-05", ["2025-05-04"])
    assert day_first.certainty is month_first.certainty is Certainty.DOUBTFUL
    assert day_first.notes == (Note.AMBIGUOUS_ORDER,)


def test_a_language_that_writes_the_day_first_settles_the_order() -> None:
    assert understand("vers le 12/04/2025", WORDS, order="mdy").alternatives == ()
    assert understand("about 12/04/2025", WORDS).alternatives == (Edtf.parse("2025-12-04~"),)


def test_a_date_possible_in_the_other_order_only_is_read_and_said() -> None:
    assert understand("05/23/2025", WORDS).notes == (Note.ORDER_MISMATCH,)
    assert read("23/05/2025", order="mdy") == "2025-05-23"
    assert read("25/03/12", order="ymd") == "2025-03-12"
    assert understand("4/4/2025", WORDS).notes == ()


def test_two_digit_years_are_20yy_unless_that_lies_ahead() -> None:
    assert understand("7/7/25", WORDS).notes == (Note.TWO_DIGIT_YEAR,)
    assert read("7/7/70", latest_year=2025) == "1970-07-07"
    assert read("12 March '25") == "2025-03-12"
    assert read("March 70", latest_year=2025) == "1970-03"


def test_a_missing_year_is_completed_from_the_context_and_flagged() -> None:
    found = understand("between 3 and 5 May", WORDS, context_year=2025)
    assert (str(found.edtf), found.notes) == ("2025-05-03/2025-05-05", (Note.YEAR_COMPLETED,))
    assert found.certainty is Certainty.DOUBTFUL
    assert read("20/12", context_year=2025) == "2025-12-20"
    assert read("12/20", context_year=2025, order="mdy") == "2025-12-20"
    assert read("12/20", context_year=2025) == "2025-12-20"
    assert understand("3.4", WORDS, context_year=2025).alternatives == (Edtf.parse("2025-03-04"),)
    assert understand("31/31", WORDS, context_year=2025).certainty is Certainty.IMPOSSIBLE
    assert understand("the 12th", WORDS, context_year=2025).certainty is Certainty.NOT_UNDERSTOOD
    alone = understand("between 3 and 5 May", WORDS)
    assert (alone.edtf, alone.notes) == (None, (Note.NO_YEAR,))


def test_a_season_without_a_hemisphere_is_its_year_and_the_words() -> None:
    found = understand("summer 2024", WORDS)
    assert (str(found.edtf), found.notes) == ("2024", (Note.NO_HEMISPHERE,))
    assert str(understand("hiver 2024-2025", WORDS).edtf) == "2024/2025"
    south = understand("summer 2024-2025", WORDS, hemisphere=Hemisphere.SOUTH)
    assert (str(south.edtf), south.alternatives) == ("2024-12/2025-02", ())


def test_a_winter_that_spans_the_new_year_keeps_the_other_one() -> None:
    found = understand("winter 2024", WORDS, hemisphere=Hemisphere.NORTH)
    assert str(found.edtf) == "2024-12/2025-02"
    assert found.alternatives == (Edtf.parse("2023-12/2024-02"),)


def test_a_month_that_came_twice_in_the_year_keeps_both() -> None:
    found = understand("Ramadan 2030", WORDS)
    assert found.edtf is not None
    assert len(found.alternatives) == 1
    assert found.certainty is Certainty.DOUBTFUL


def test_a_weekday_that_does_not_fit_is_said() -> None:
    assert understand("Tuesday 3 March 2025", WORDS).notes == (Note.WEEKDAY_DIFFERS,)
    assert understand("lundi 3 mars 2025", WORDS).notes == ()


def test_a_period_said_backwards_is_turned_and_flagged() -> None:
    found = understand("5 May 2025 to 3 March 2025", WORDS)
    assert (str(found.edtf), found.notes) == ("2025-03-03/2025-05-05", (Note.REVERSED,))
    assert understand("29 February to 28 February 2024", WORDS).notes == (Note.REVERSED,)


def test_the_alternatives_of_one_end_are_kept_in_a_period() -> None:
    found = understand("from 04/05/2025 to 06/07/2025", WORDS)
    assert str(found.edtf) == "2025-05-04/2025-07-06"
    assert Edtf.parse("2025-04-05/2025-07-06") in found.alternatives


def test_words_that_are_not_understood_are_kept_and_too_many_give_no_date() -> None:
    few = understand("3 May 2025 bridge", WORDS)
    assert (str(few.edtf), few.unread, few.certainty) == ("2025-05-03", ("bridge",), Certainty.DOUBTFUL)
    story = understand("he came with men and cars on 3 May 2025", WORDS)
    assert (story.edtf, story.certainty) == (None, Certainty.NOT_UNDERSTOOD)
    assert story.alternatives == (Edtf.parse("2025-05-03"),)
    assert understand("seven 99 apples", WORDS).certainty is Certainty.NOT_UNDERSTOOD
    assert understand("3 May 2025, 99", WORDS).edtf is None
    assert understand("x" * 500, WORDS).certainty is Certainty.NOT_UNDERSTOOD


def test_planned_and_times_are_noted() -> None:
    assert understand("July 2026 (planned)", WORDS).notes == (Note.PLANNED,)
    assert understand("5 May 2025, 14h30", WORDS).notes == (Note.TIME,)


def test_day_numbers_of_spreadsheets_are_read() -> None:
    assert str(from_serial(45699).edtf) == "2025-02-11"
    assert str(from_serial(44237, epoch_1904=True).edtf) == "2025-02-11"
    assert from_serial(45699.75).notes == (Note.SERIAL,)
    assert read("45699") == "2025-02-11"
    assert from_serial(12).edtf is None
    assert from_serial(float("inf")).edtf is None
    assert from_serial(float("nan")).edtf is None
    assert read("12345678") is None
    assert read("99999") is None


def test_one_list_alone_reads_its_language() -> None:
    spanish = lexicon([LISTS["es"]])
    assert str(understand("principios de marzo de 2025", spanish).edtf) == "2025-03-01~/2025-03-10~"
    assert understand("ramadán 2025", spanish).edtf is None
    english = understand("early March 2025", spanish)
    assert (str(english.edtf), english.unread, english.certainty) == ("2025", ("early", "march"), Certainty.DOUBTFUL)


def test_accents_capitals_and_invisible_marks_make_no_difference() -> None:
    assert plain("\u200fÉtÉ\u00a0l’An") == "ete l an"
    assert read("DÉBUT\u200b FEVRIER 2025") == "2025-02-01~/2025-02-10~"


SCRAP_WORDS = """
early late mid March mai 2025 3 31 29 février / - – to au since until before after ? ~ 二〇 年 3月 рамадан Ramadan 1446
هـ summer hiver Easter week night Q2 T3 quarter . , ( ) 12/04/2025 05/23/25 99 0 1990s XII Tuesday or and & 9999 1
"""
SCRAPS = st.lists(st.sampled_from(SCRAP_WORDS.split()), max_size=9).map(" ".join)


@given(st.one_of(st.text(max_size=60), SCRAPS), st.sampled_from(["dmy", "mdy", "ymd"]), st.booleans())
def test_no_text_raises_and_none_is_lost(text: str, order: str, context: bool) -> None:
    found = understand(text, WORDS, order=order, context_year=2025 if context else None)
    assert found.text == text
    for one in (found.edtf, *found.alternatives):
        if one is not None:
            assert Edtf.parse(str(one)) == one
    assert (found.edtf is None) == (found.certainty not in (Certainty.EXACT, Certainty.IMPRECISE, Certainty.DOUBTFUL))


@given(st.dates(date(1801, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_from_its_stored_form_and_from_its_digits(day: date) -> None:
    assert read(day.isoformat()) == day.isoformat()
    assert read(f"{day:%d.%m.%Y}") == day.isoformat()
    assert read(f"{day.day} {day:%B} {day.year}") == day.isoformat()
