"""What all plain records of tests stand on: days, seats, ids that stand for words, the vocabulary that ships."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.declare import LText, Words
from fieldcase.model.roles import Role, Seat
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.vocabulary import Vocabularies

TODAY = date(2025, 4, 1)


NOW = datetime(2025, 4, 1, 10, tzinfo=UTC)


CASE_NO = "KAL-03-2025-00017"


OFFICER, REVIEWER, HEAD, CUSTODIAN = (hashlib.sha256(w.encode()).hexdigest()[:32] for w in ("co", "rv", "hd", "cu"))


NAMES = ("Ilena", "Dovrak", "Tomas", "Arrel", "Nuria", "Kesh", "Amara", "Volen")


def rid(word: str) -> str:
    """The record id that stands for a word in tests: 32 hex digits."""
    return hashlib.sha256(word.encode()).hexdigest()[:32]


def ref(word: str) -> str:
    """A ledger value (68 hex digits) that stands for a word."""
    return hashlib.sha512(word.encode()).hexdigest()[:68]


def text(words: str, lang: str = "en") -> LText:
    """A text in one language."""
    return {lang: Words(text=words, original=True)}


@cache
def vocabularies() -> Vocabularies:
    """The vocabulary that ships."""
    return Vocabularies.read((Path(__file__).parents[1] / "resources/vocabularies/vocab.json").read_bytes())


def settings(**changes: Any) -> OfficeSettings:
    """The settings of office KAL in Kalindra, working every day so that dates in tests are easy to count."""
    return msgspec.structs.replace(
        OfficeSettings(office="KAL", accredited_to=("XKA",), calendar=OfficeCalendar(weekend=frozenset())), **changes
    )


def a_seat(word: str, *roles: Role, **more: Any) -> Seat:
    """A seat; its person is the word unless given."""
    return Seat(
        **{"id": rid(word), "key": rid(word) * 2, "name": word, "roles": roles, "vault": rid(f"vault {word}"), **more}
    )


SEATS = {
    OFFICER: a_seat("co", Role.CASE_OFFICER),
    REVIEWER: a_seat("rv", Role.REVIEWER),
    HEAD: a_seat("hd", Role.HEAD),
    CUSTODIAN: a_seat("cu", Role.CUSTODIAN),
}
