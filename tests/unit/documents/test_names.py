"""The check of names: whatever way a name on record is written, it is found where the person may not be named."""

from __future__ import annotations

import unicodedata

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fieldcase.documents.draft import with_block
from fieldcase.documents.folding import fold, squeezed, words
from fieldcase.documents.names import (
    NameOnRecord,
    Ordinary,
    PersonOnRecord,
    check_names,
    check_text,
    find_in_tree,
    find_names,
    words_of,
)
from fieldcase.documents.naming import Naming
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Level
from tests.letters.kalindra import ILENA, KARIM, draft, naming

pytestmark = pytest.mark.security

ILENA_ON_RECORD = PersonOnRecord(
    party=ILENA,
    level=Level.CODED,
    names=(
        NameOnRecord(full="Ilena Dovrak", given="Ilena", family="Dovrak"),
        NameOnRecord(full="Илена Доврак", given="Илена", family="Доврак"),
        NameOnRecord(full="إيلينا دوفراك"),
        NameOnRecord(full="伊莲娜·多夫拉克"),
    ),
    aliases=("Lena of the Rivers",),
    contacts=("ilena.dovrak@example.org", "@lena_rivers"),
    numbers=("+999 12 345 678 90", "KA 442-19077"),
)


@pytest.mark.parametrize(
    "written",
    [
        "Ilena Dovrak",
        "DOVRAK Ilena",
        "Dovrak, Ilena",
        "ILENA DOVRAK’s statement",
        "Ilèna Dóvrák",
        "I. Dovrak",
        "Dovrak",
        "Ile\u200bna Dov\u00adrak",
        "Ilena-Dovrak",
        "IlenaDovrak",
        "Ilena\u00a0Dovrak",
        "Ile-\nna Dov-\nrak",
        "I l e n a  D o v r a k",
        "the Dovraks",
        "Илена Доврак",
        "с Иленой Доврак",
        "Довраку",
        "встреча с Иленой, то есть с Доврак",
        "إيلينا دوفراك",
        "إِيلينَا دُوفْراك",
        "ايلينا دوفراك",
        "دوفراك إيلينا",
        "وإيلينا دوفراك",
        "伊莲娜·多夫拉克",
        "昨天伊莲娜多夫拉克发言",
        "伊蓮娜·多夫拉克",
        "Ilеnа Dоvrаk",  # noqa: RUF001  Cyrillic vowels in a Latin name
        "ΙLΕΝΑ DΟVRΑΚ",  # noqa: RUF001  Greek capitals
        "Дoврaк",  # noqa: RUF001  Latin vowels in a Cyrillic name
        "Ile\u2067na\u2069 D\u202eov\u202crak",
        "Ilena Dov\u3164rak",
        "Lena of the Rivers",
        "lena-of-the-rivers",
        "write to ILENA.DOVRAK@EXAMPLE.ORG",
        "ilena . dovrak @ example . org",
        "@lena_rivers",
        "call 0012345678 90",
        "+999 (12) 345-678-90",
        "\u0669\u0669\u0669 \u0661\u0662 \u0663\u0664\u0665 \u0666\u0667\u0668 \u0669\u0660",
        "passport KA44219077",
        "ka-442 19077",
    ],
)
def test_it_is_found(written: str) -> None:
    hits = find_names(f"On that day, {written} was mentioned.", [ILENA_ON_RECORD])
    assert {hit.party for hit in hits} == {ILENA}


@pytest.mark.parametrize(
    "innocent",
    [
        "",
        "The Office presents its compliments to the Ministry.",
        "Ilena",  # five letters: a given name alone is too common; a setting may lower the limit
        "Selena Dovran spoke.",
        "endovraker",
        "12 345 678 people",
        "скорая в Доме",
        "in 1234 and 5678",
        "многие",
        "الديوان",
    ],
)
def test_it_is_not_found_where_it_is_not(innocent: str) -> None:
    assert find_names(innocent, [ILENA_ON_RECORD]) == ()


def test_the_shortest_single_word_is_a_setting() -> None:
    assert find_names("Ilena spoke.", [ILENA_ON_RECORD], shortest_word=5)


def test_a_sign_of_transliteration_makes_no_other_name() -> None:
    person = PersonOnRecord(party="P-1", names=(NameOnRecord(full="Ṭāhir Būʿabin"),))
    assert find_names("Tahir Buabin", [person])
    assert find_names("Tahir Būʾabin", [person])


def test_an_initial_with_a_short_family_name_is_no_word_that_happens_to_read_so() -> None:
    person = PersonOnRecord(party="P-1", names=(NameOnRecord(given="Ravi", family="Bamo"),))
    assert find_names("R. Bamo and Bamo R.", [person])
    assert find_names("in Bamor", [person]) == ()


def test_a_person_who_may_be_named_is_found_by_contact_and_number_only() -> None:
    named = msgspec.structs.replace(ILENA_ON_RECORD, level=Level.NAMED)
    text = "Ilena Dovrak, ilena.dovrak@example.org, +999 12 345 678 90"
    assert {hit.trait for hit in find_names(text, [named])} == {"contact", "number"}


def test_findings_name_the_block_and_the_code_never_what_was_found() -> None:
    findings = check_text("Ilena Dovrak\nIlena Dovrak", [ILENA_ON_RECORD], block="context")
    assert [(one.rule, one.field, one.party_code) for one in findings] == [("G4", "context", ILENA)]
    assert "Dovrak" not in findings[0].sentence + findings[0].remedy
    other = msgspec.structs.replace(ILENA_ON_RECORD, in_letter=False)
    assert [one.rule for one in check_text("Dovrak", [other])] == ["N8"]


def test_a_family_name_inside_a_name_bound_to_somebody_else_is_none(resources: DocumentResources) -> None:
    sister = PersonOnRecord(party="P-S1STER", names=(NameOnRecord(full="Tamar Hazzani", family="Hazzani"),))
    made = draft("note", "en", resources)
    document = render_tree(made, Rendition.STATE_FULL, naming(), resources).document
    assert check_names(document, [sister]) == ()
    typed = with_block(made, "concern", "The Hazzani family is concerned.")
    document = render_tree(typed, Rendition.STATE_FULL, naming(), resources).document
    assert [one.field for one in check_names(document, [sister])] == ["concern"]
    # the same person is not excused by a name of his own
    himself = PersonOnRecord(party=KARIM, names=(NameOnRecord(full="Karim al-Hazzani"),))
    assert check_names(document, [himself])


def test_a_description_of_somebody_that_holds_another_s_name_is_found(resources: DocumentResources) -> None:
    rows = (msgspec.structs.replace(row, descriptor="the lawyer of Ilena Dovrak") for row in naming().parties)
    table = Naming(parties=tuple(msgspec.structs.replace(row, level=Level.ANON) for row in rows))
    document = render_tree(draft("note", "en", resources), Rendition.STATE_FULL, table, resources).document
    assert check_names(document, [msgspec.structs.replace(ILENA_ON_RECORD, level=Level.ANON)])


def test_somebody_else_of_this_name_is_excused_for_the_words_that_a_person_looked_at(
    resources: DocumentResources,
) -> None:
    made = with_block(draft("note", "en", resources), "concern", "Minister Dovrak spoke; ilena.dovrak@example.org")
    unnamed = msgspec.structs.replace(ILENA_ON_RECORD, level=Level.NONE)
    table = naming(ilena=Level.ANON)
    document = render_tree(made, Rendition.STATE_FULL, table, resources).document
    forms = {words_of(document, hit) for hit in find_in_tree(document, [unnamed])}
    assert "Dovrak" in forms
    left = check_names(document, [unnamed], recognised=[(ILENA, "dovrak")])
    assert [one.sentence for one in left if "contact" in one.sentence]
    assert check_names(document, [unnamed], recognised=[(KARIM, "Dovrak")])
    again = with_block(made, "concern", "Minister Ilena Dovrak spoke.")
    document = render_tree(again, Rendition.STATE_FULL, table, resources).document
    assert check_names(document, [unnamed], recognised=[(ILENA, "Dovrak")])


def test_title_reference_and_banners_are_checked_too(resources: DocumentResources) -> None:
    document = render_tree(draft("note", "en", resources), Rendition.STATE_FULL, naming(), resources).document
    for change in ({"title": "Dovrak/2025"}, {"reference": "XHR/DOVRAK"}, {"banners": ("for Dovrak",)}):
        changed = msgspec.structs.replace(document, **change)
        unnamed = msgspec.structs.replace(ILENA_ON_RECORD, level=Level.NONE)
        assert "" in [one.field for one in check_names(changed, [unnamed])]


LATIN = st.text(st.sampled_from("abcdefghijklmnoprstuvzéñšłøüßıœ"), min_size=3, max_size=10)
CYRILLIC = st.text(st.sampled_from("абвгдезиклмнопрстуфхцчшёйыюяь"), min_size=3, max_size=10)
ARABIC = st.text(st.sampled_from("ابتثجحخدذرزسشصضطظعغفقكلمنهويىةأإآ"), min_size=3, max_size=8)
WORD = st.one_of(LATIN, CYRILLIC, ARABIC)
NAMES = st.one_of(*(st.lists(script, min_size=2, max_size=4) for script in (LATIN, CYRILLIC, ARABIC)))
SEPARATORS = st.sampled_from([" ", "  ", "\u00a0", "-", "\n", ", ", " · ", "\u200b ", "'"])


def dressed(text: str, how: int) -> str:
    """The same name as somebody else would write it."""
    changes = [
        lambda one: one,
        str.upper,
        str.title,
        lambda one: unicodedata.normalize("NFD", one),
        lambda one: "\u200d".join(one),
        lambda one: "".join(letter + "\u0301" if letter.isalpha() and letter < "\u0250" else letter for letter in one),
        lambda one: "".join(letter + "\u064e" if "\u0620" <= letter <= "\u064a" else letter for letter in one),
    ]
    return changes[how % len(changes)](text)


@given(NAMES, st.randoms(use_true_random=False), SEPARATORS, st.integers(0, 6), st.text(max_size=20))
def test_any_name_planted_in_any_order_and_dress_is_found(
    parts: list[str], chance: object, separator: str, how: int, around: str
) -> None:
    person = PersonOnRecord(party=ILENA, names=(NameOnRecord(full=" ".join(parts)),))
    if len(squeezed("".join(parts))) < 3:
        return
    shuffled = list(parts)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    text = f"{around} . {dressed(separator.join(shuffled), how)} . {around}"
    assert find_names(text, [person])


@given(WORD.filter(lambda word: len(squeezed(word)) >= 6), st.integers(0, 6), st.text(max_size=20))
def test_any_long_word_of_a_name_is_found_alone(word: str, how: int, around: str) -> None:
    person = PersonOnRecord(party=ILENA, names=(NameOnRecord(full=f"Xy {word}"),))
    assert find_names(f"{around} ( {dressed(word, how)} ) {around}", [person])


@given(st.integers(10**7, 10**12), st.text(st.sampled_from(" -./()\u00a0"), max_size=3), st.booleans())
def test_any_number_is_found_in_any_spacing(number: int, separator: str, arabic: bool) -> None:
    digits = str(number)
    person = PersonOnRecord(party=ILENA, numbers=(digits,))
    if arabic:
        digits = digits.translate({ord("0") + n: 0x660 + n for n in range(10)})
    assert find_names(f"tel: {separator.join(digits)}, x", [person])


@settings(max_examples=30)
@given(st.text())
def test_folding_knows_where_every_letter_stood(text: str) -> None:
    folded = fold(text)
    assert len(folded.letters) == len(folded.at)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= place < len(text) for place in folded.at)
    assert "".join(words(text)) == folded.letters


ORDINARY = Ordinary(alone=frozenset({"conseil", "institute", "village"}), together=frozenset({"human", "rights"}))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("une déclaration au Conseil", False),
        ("le Conseil nharim s’est réuni", True),
        ("nharim, le Conseil", True),
        ("the nharim people", True),
    ],
)
def test_an_ordinary_word_alone_points_at_no_organisation(text: str, found: bool) -> None:
    council = PersonOnRecord(party="O-1", names=(NameOnRecord(family="Conseil nharim"),), ordinary=ORDINARY)
    assert bool(find_names(text, [council])) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("of village life, said the institute", False),
        ("human rights", False),
        ("the Institute of Village Nhar", True),
        ("Institute of Village", True),
        ("Nhar", False),
    ],
)
def test_an_ordinary_word_tells_nothing_behind_a_particle_either_and_two_of_a_name_do(text: str, found: bool) -> None:
    name = NameOnRecord(full="Human Rights Institute of Village Nhar")
    institute = PersonOnRecord(party="O-3", names=(name,), ordinary=ORDINARY)
    assert bool(find_names(text, [institute])) is found


def test_an_organisation_called_by_one_ordinary_word_is_found_by_it() -> None:
    institute = PersonOnRecord(party="O-2", names=(NameOnRecord(full="Institute"),), ordinary=ORDINARY)
    assert find_names("the Institute wrote", [institute])
