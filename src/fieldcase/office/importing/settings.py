"""What an import needs besides the file and its mapping: word lists, vocabularies, the office's settings, a key.

`office.opening` hands these over; nothing here reads a file or a clock.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from fieldcase.model.dates import Hemisphere, Lexicon, lexicon
from fieldcase.office.importing.consent_words import ConsentWords, consent_words
from fieldcase.office.importing.fields import KnownField, Terms, known_fields, terms
from fieldcase.office.importing.marks import Signs, signs


class ImportSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Settings of one import. `today` stands in for a mapping without `as_of`; `key` is the office's random import
    key.
    """

    dates: Lexicon
    consents: ConsentWords
    signs: Signs
    terms: Terms
    fields: Mapping[str, KnownField]
    key: bytes
    today: date
    hemisphere: Hemisphere | None = None

    def fingerprint(self, *parts: str) -> str:
        """A keyed hash by which a row is known again; without the key nobody can guess what it stands for."""
        said = "\x1f".join(part.replace("\x1f", " ") for part in parts)
        return hmac.new(self.key, said.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def __repr__(self) -> str:
        return "ImportSettings()"


LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
"""Languages of the word lists that ship, in the order in which a word that several know is read."""


def settings_from(
    read: Callable[[str], bytes], *, key: bytes, today: date, hemisphere: Hemisphere | None = None
) -> ImportSettings:
    """Settings from the resources that ship; `read` opens one by name."""
    return import_settings(
        date_lists=[json.loads(read(f"import/dates/{language}.json")) for language in LANGUAGES],
        hijri=json.loads(read("import/dates/hijri.json")),
        consent_lists=[json.loads(read(f"import/consent/{language}.json")) for language in LANGUAGES],
        mark_words=json.loads(read("import/marks.json")),
        vocabularies=json.loads(read("vocabularies/vocab.json")),
        key=key,
        today=today,
        hemisphere=hemisphere,
    )


def import_settings(
    *,
    date_lists: Iterable[Mapping[str, Any]],
    hijri: Mapping[str, Any],
    consent_lists: Iterable[Mapping[str, Any]],
    mark_words: Mapping[str, Any],
    vocabularies: Mapping[str, Any],
    key: bytes,
    today: date,
    hemisphere: Hemisphere | None = None,
) -> ImportSettings:
    """Settings from decoded resources (`import/dates`, `import/consent`, `import/marks.json`,
    `vocabularies/vocab.json`).
    """
    return ImportSettings(
        dates=lexicon(date_lists, hijri),
        consents=consent_words(consent_lists),
        signs=signs(mark_words),
        terms=terms(vocabularies),
        fields=known_fields(),
        key=key,
        today=today,
        hemisphere=hemisphere,
    )
