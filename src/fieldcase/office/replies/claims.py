"""The word lists by which summaries are held against quotes, read once a process from what ships with the program."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from fieldcase.model.rules.summaries import Claims, folded
from fieldcase.office import resources
from fieldcase.office.documents import document_resources

FILE = "documents/claims.json"


class _Shipped(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    claims: dict[str, dict[str, tuple[str, ...]]]
    negations: dict[str, tuple[str, ...]]
    ordinary: dict[str, tuple[str, ...]]
    numbers: dict[str, dict[str, int]]


@lru_cache(maxsize=1)
def claims() -> Claims:
    """Claims, denials, ordinary words, numbers and months of the six languages. Raises `MissingResource`."""
    shipped = msgspec.json.decode(resources.read(FILE), type=_Shipped)
    letters = document_resources()
    months: dict[str, int] = {}
    for language in letters.languages:
        dates = letters.words(language).dates
        for forms in (dates.months, dates.months_alone, dates.months_in):
            months |= {
                part: at for at, form in enumerate(forms, 1) for part in folded(form).split("/") if " " not in part
            }
        months |= {folded(form): at for form, at in dates.months_also.items()}
    return Claims(
        claims={
            claim: {language: tuple(map(folded, stems)) for language, stems in each.items()}
            for claim, each in shipped.claims.items()
        },
        negations={language: tuple(map(folded, words)) for language, words in shipped.negations.items()},
        ordinary=frozenset(folded(word) for words in shipped.ordinary.values() for word in words),
        numbers={folded(word): number for words in shipped.numbers.values() for word, number in words.items()},
        months={word: at for word, at in months.items() if not word.isdecimal()},
    )
