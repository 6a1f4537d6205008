"""Names that a text nearly gives are found, in four scripts, and hardly any others."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.documents.names import NameOnRecord, PersonOnRecord, check_names
from fieldcase.documents.near import Likenesses, find_near, near_findings
from fieldcase.documents.sounds import sounds
from fieldcase.documents.tree import Level
from fieldcase.model.refusal import Severity
from tests.bench.words import Words
from tests.names.despatches import HeldOut, Tuning
from tests.names.measured import clean, letter, mutations, people
from tests.names.places import Correspondence

pytestmark = pytest.mark.security

ILENA = PersonOnRecord(
    party="P-1",
    names=(
        NameOnRecord(full="Ilena Dovrak", given="Ilena", family="Dovrak"),
        NameOnRecord(full="Илена Доврак", given="Илена", family="Доврак"),
        NameOnRecord(full="إيلينا دوفراك"),
        NameOnRecord(full="伊莲娜·多夫拉克"),
    ),
)
STRANGER = msgspec.structs.replace(ILENA, in_letter=False)
MUNIR = PersonOnRecord(party="P-2", names=(NameOnRecord(full="محمد الخاطيب"),), in_letter=False)


@pytest.mark.parametrize(
    "written",
    [
        "Ilena Dovrek",
        "Ilena Dorvak",
        "Ilena Dovvrak",
        "Ilena Dvrak",
        "Dovrek, Ilena",
        "Ilen Dovrek",
        "Ilena Maria Dovrek",
        "I. Dovrek",
        "Ile\u200bna Dov\u202erek",
        "Ilena Dov-\nrek",
        "Ilеna Dоvrek",  # noqa: RUF001  Cyrillic vowels in it
        "Yelena Dowrak",
        "Илена Доврек",
        "с Иленой Доврек",
    ],
)
def test_it_is_found_though_the_person_is_of_another_case(written: str) -> None:
    assert {hit.party for hit in find_near(letter(f"On that day, {written} spoke.", "en"), [STRANGER])} == {"P-1"}


@pytest.mark.parametrize(
    "written",
    ["Muhammad Al-Khatib", "Mohamed el Khateeb", "MOHAMMED KHATIB", "Khatib Mohammad", "محمد الخاطيت", "ومحمد خاطيت"],
)
def test_an_arabic_name_is_found_near_and_by_the_sound_of_any_transliteration(written: str) -> None:
    assert find_near(letter(f"On that day, {written} spoke.", "en"), [MUNIR])


def test_one_word_is_enough_for_somebody_whom_the_letter_is_about_only() -> None:
    document = letter("On that day, Dovrek spoke.", "en")
    assert find_near(document, [ILENA])
    assert find_near(document, [STRANGER]) == ()


@pytest.mark.parametrize("innocent", ["", "The Office presents its compliments.", "Selena Marek spoke.", "伊莲多夫"])
def test_it_is_not_found_where_it_is_not(innocent: str) -> None:
    assert find_near(letter(innocent, "en"), [ILENA, MUNIR]) == ()


def test_what_is_found_outright_blocks_and_is_not_told_twice() -> None:
    document = letter("On that day, Ilena Dovrak spoke.", "en")
    assert [one.severity for one in check_names(document, [ILENA])] == [Severity.ERROR]
    assert near_findings(document, [ILENA]) == ()


def test_whoever_may_be_named_may_be_named_with_a_mistake() -> None:
    named = msgspec.structs.replace(ILENA, level=Level.NAMED)
    assert near_findings(letter("On that day, Ilena Dovrek spoke.", "en"), [named]) == ()


def test_a_finding_warns_with_the_code_and_goes_with_the_decision() -> None:
    document = letter("On that day, Ilena Dovrek spoke.", "en")
    (finding,) = near_findings(document, [ILENA])
    assert (finding.rule, finding.severity, finding.party_code) == ("L1", Severity.WARNING, "P-1")
    assert "Dovrek" not in finding.sentence + finding.remedy
    assert near_findings(document, [ILENA], [("P-1", "Ilena Dovrek")]) == ()
    assert near_findings(document, [ILENA], [("P-2", "Ilena Dovrek"), ("P-1", "Ilena Dovrik")]) == (finding,)


def test_the_index_tells_how_many_it_holds_and_nobody() -> None:
    assert repr(Likenesses([ILENA])) == "Likenesses(1 people)"


def test_transliterations_of_one_name_share_a_key() -> None:
    ways = ["Щукинджян", "Shchukindzhyan", "Schtschukindschjan", "Chtchoukindjian"]
    assert frozenset.intersection(*(sounds(way.lower()) for way in ways))


def test_mutated_names_are_blocked_or_found() -> None:
    exact, near = mutations(3, 200, register=80)
    assert exact.missed.total() == 0, exact.examples
    assert near.share() >= 0.95, near.examples


@pytest.mark.parametrize("source", [HeldOut, Tuning])
def test_an_office_of_four_hundred_people_has_no_alarm_in_letters_that_name_none_of_them(
    source: type[Tuning],
) -> None:
    alarms = clean(3, 60, source, register=400)
    assert alarms.letters <= 1, alarms.examples


@pytest.mark.parametrize("word", ["نولد غفان", "Líve Vedo", "Łubă Mødú", "Туми Саве"])
def test_a_letter_that_is_dropped_makes_no_name_too_short_to_be_found(word: str) -> None:
    # the length of a stranger's name is that on record: what the text lost must not let it pass
    who = PersonOnRecord(party="P-3", names=(NameOnRecord(full=word),), in_letter=False)
    given, family = word.split()
    for written in (f"{given} {family[:-2] + family[-1]}", f"{given[0] + given[2:]} {family}"):
        found = find_near(letter(f"On that day, {written} spoke.", "en"), [who])
        assert found, written


def test_a_short_word_of_a_long_name_may_be_off_as_well() -> None:
    who = PersonOnRecord(party="P-3", names=(NameOnRecord(full="Tovzorrák Lídú"),), in_letter=False)
    assert find_near(letter("On that day, Tovozrrák Líú spoke.", "en"), [who])


@pytest.mark.slow
def test_two_thousand_mutations_are_found_and_clean_letters_are_left_alone() -> None:
    exact, near = mutations(777, 2000)
    assert exact.missed.total() == 0, exact.examples
    assert near.share() >= 0.98, near.examples
    for seed in (777, 2026):
        alarms = clean(seed, 500, HeldOut)
        assert alarms.letters <= 5, alarms.examples
    alarms = clean(777, 500, Correspondence)
    assert alarms.near <= 5, alarms.examples
    alarms = clean(777, 500, Words)
    assert alarms.near <= 5, alarms.examples


def test_everybody_is_of_another_case_unless_told() -> None:
    assert len({one.record.party for one in people(3, 5)}) == 20


def test_asked_again_it_finds_the_same_also_after_it_forgot_what_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ["On that day, Ilena Dovrek spoke, and Karim Hazzani did not.", "С Иленой Доврек говорили.", "Nobody."]
    asked = Likenesses([STRANGER, MUNIR])
    first = [[(one.party, *at) for one, *at in asked.find(text)] for text in texts]
    assert [bool(found) for found in first] == [True, True, False]
    assert [[(one.party, *at) for one, *at in asked.find(text)] for text in texts] == first
    monkeypatch.setattr("fieldcase.documents.near._REMEMBERED", 2)
    assert [[(one.party, *at) for one, *at in asked.find(text)] for text in texts] == first
