"""Recovery words: any two sheets suffice, one says nothing, and a mistake names its sheet."""

from __future__ import annotations

import os
import random
from itertools import combinations

import pyrage
import pytest

from fieldcase.vault.keys import recovery
from fieldcase.vault.keys.recovery import Recovery, combine, make_recovery


@pytest.fixture(scope="module")
def made() -> tuple[bytes, Recovery]:
    root = os.urandom(32)
    return root, make_recovery(root)


def text(made: Recovery, *numbers: int) -> dict[int, str]:
    return {number: " ".join(made.sheets[number - 1].words) for number in numbers}


@pytest.mark.parametrize("pair", [*combinations((1, 2, 3), 2), (2, 1), (1, 2, 3)])
def test_every_two_of_three_bring_back_key_and_root(made: tuple[bytes, Recovery], pair: tuple[int, ...]) -> None:
    root, office = made
    identity = combine(text(office, *pair), recipient=office.recipient)
    assert str(identity.to_public()) == office.recipient
    assert recovery.open_root(office.sealed_root, identity) == root


def test_a_sheet_may_be_typed_in_capitals_over_several_lines(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    typed = {number: "\n".join(words.upper().split()) for number, words in text(office, 1, 2).items()}
    combine(typed, recipient=office.recipient)


def test_one_sheet_or_none_is_too_few(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    for numbers in ((1,), ()):
        with pytest.raises(recovery.TooFewSheets):
            combine(text(office, *numbers), recipient=office.recipient)


def test_every_single_mistyped_word_names_its_sheet(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    chance = random.Random(5)
    for position in range(33):
        words = list(office.sheets[1].words)
        words[position] = chance.choice([word for word in recovery.WORD_INDEX_MAP if word != words[position]])
        with pytest.raises(recovery.MistypedSheet, match="Sheet 2"):
            combine(text(office, 1) | {2: " ".join(words)}, recipient=office.recipient)


def test_a_word_of_no_list_is_named_with_its_place(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    words = list(office.sheets[2].words)
    words[6] = "kalindra"
    with pytest.raises(recovery.UnknownWord, match="Sheet 3: word 7"):
        combine(text(office, 1) | {3: " ".join(words)}, recipient=office.recipient)


@pytest.mark.parametrize("change", [lambda w: w[:-1], lambda w: w[1:] + w[:1], lambda w: [], lambda w: w + w[:1]])
def test_a_sheet_cut_or_turned_is_named(made: tuple[bytes, Recovery], change: object) -> None:
    _, office = made
    words = change(list(office.sheets[0].words))  # type: ignore[operator]
    with pytest.raises(recovery.MistypedSheet, match="Sheet 1"):
        combine(text(office, 2) | {1: " ".join(words)}, recipient=office.recipient)


def test_sheets_mixed_up_or_typed_twice_are_told(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    sheets = text(office, 1, 2)
    with pytest.raises(recovery.WrongSheet, match="sheet 1 stands on sheet 2"):
        combine({1: sheets[2], 2: sheets[1]}, recipient=office.recipient)
    with pytest.raises(recovery.WrongSheet):
        combine({1: sheets[1], 2: sheets[1]}, recipient=office.recipient)


def test_sheets_of_another_office_open_nothing(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    other = make_recovery(os.urandom(32))
    with pytest.raises(recovery.SheetsDoNotBelong, match=office.check):
        combine(text(office, 1) | text(other, 2), recipient=office.recipient)
    with pytest.raises(recovery.SheetsDoNotBelong):
        combine(text(other, 1, 2), recipient=office.recipient)
    identity = combine(text(other, 1, 2), recipient=other.recipient)
    with pytest.raises(recovery.RecoverySealBroken):
        recovery.open_root(office.sealed_root, identity)


def test_two_words_are_asked_back_and_compared(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    sheet = office.sheets[0]
    first, second = recovery.words_to_ask(sheet, random.Random(1))
    assert 1 <= first < second <= 33
    recovery.confirm_words(sheet, {first: f" {sheet.words[first - 1].upper()} ", second: sheet.words[second - 1]})
    with pytest.raises(recovery.NotTheWord, match=f"word {second}"):
        recovery.confirm_words(sheet, {first: sheet.words[first - 1], second: "wrong"})


def test_other_numbers_of_sheets_work_and_senseless_ones_are_our_mistake() -> None:
    office = make_recovery(os.urandom(32), needed=3, sheets=5)
    combine(text(office, 1, 4, 5), recipient=office.recipient)
    with pytest.raises(recovery.TooFewSheets, match="2 of the 3"):
        combine(text(office, 1, 5), recipient=office.recipient)
    with pytest.raises(ValueError, match="sheets"):
        make_recovery(os.urandom(32), needed=1, sheets=3)


@pytest.mark.security
def test_no_repr_shows_a_word(made: tuple[bytes, Recovery]) -> None:
    _, office = made
    shown = f"{office!r} {office} {office.sheets[0]!r} {office.__rich_repr__()} {office.sheets[0].__rich_repr__()}"
    assert not set(shown.split()) & set(office.sheets[0].words)


def test_the_secret_bytes_are_an_age_identity_that_age_itself_reads() -> None:
    secret = os.urandom(32)
    identity = recovery.identity_of(secret)
    sealed = pyrage.encrypt(b"x", [identity.to_public()])
    assert pyrage.decrypt(sealed, [pyrage.x25519.Identity.from_str(str(identity))]) == b"x"
