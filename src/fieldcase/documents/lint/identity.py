"""Words by which somebody may be recognised though no name is said (domain reference §14.4, S39): what somebody does,
how old, in which small place; “the only …”. The words are shown; the officer decides, and writes why they stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.draft import Draft
from fieldcase.documents.lint.letter import Checked, LintSettings, checked_letter, finding
from fieldcase.documents.lint.reading import Passage, found_words
from fieldcase.documents.naming import Naming
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Document, Level
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.words import _

_PREFIX = r"[وف]?[بلك]?(?:ال)?"


def identity(checked: Checked) -> Iterator[Finding]:
    """Findings for passages about somebody who is not named with leave: two traits and a place, or what is unique."""
    for passage, hidden, words in _passages(checked):
        yield finding(
            "10.5",
            _("Block “{block}” may let {party} be recognised: {words}.").format(
                block=block_name(passage.block), party=", ".join(hidden), words=words
            ),
            _("Say it more generally, or keep it with a reason: who reads it knows the place and its people."),
            block=passage.block,
            party=hidden[0],
            severity=Severity.WARNING,
        )


def hints(draft: Draft, document: Document, naming: Naming, resources: DocumentResources) -> dict[str, tuple[str, ...]]:
    """By party code, the words of a letter by which somebody may be recognised: for who answers whether they could."""
    checked = checked_letter(draft, document, naming, resources, LintSettings(people=()))
    found: dict[str, tuple[str, ...]] = {}
    for _passage, hidden, told in _passages(checked):
        found |= {party: (*found.get(party, ()), told) for party in hidden}
    return found


def _passages(checked: Checked) -> Iterator[tuple[Passage, list[str], str]]:
    """Each passage that tells who somebody is: who is hidden in it, and the words."""
    about = {f"{one.number}.": one for one in checked.draft.facts.allegations}
    for passage in checked.passages:
        allegation = about.get(passage.label) if passage.block == "allegations" else None
        parties = dict.fromkeys((*passage.parties, *(allegation.parties if allegation else ())))
        hidden = [party for party in parties if _hidden(checked, party)]
        if not hidden:
            continue
        words = _telling(checked, passage, placed=bool(passage.places or (allegation and allegation.place)))
        if words:
            yield passage, hidden, words


def _hidden(checked: Checked, party: str) -> bool:
    row = checked.naming.of(party)
    return party.startswith("P-") and row.protected and row.level is not Level.NAMED


def _telling(checked: Checked, passage: Passage, *, placed: bool) -> str:
    """The words that together tell who it is; empty where they do not."""
    words, text = checked.words, passage.own
    unique = _first_of(words.unique, text)
    does = _word(words.occupations, text, checked)
    age = _first_of(words.ages, text)
    small = _word(words.small_places, text, checked)
    telling = unique or (small and (does or age)) or (placed and does and age)
    return ", ".join(f"“{one}”" for one in dict.fromkeys((unique, does, age, small)) if one) if telling else ""


def _word(wanted: tuple[str, ...], text: str, checked: Checked) -> str:
    prefix = _PREFIX if checked.words.language == "ar" else ""
    found = next(found_words(text, wanted, whole=checked.words.whole_words, prefix=prefix), None)
    return found[0] if found else ""


def _first_of(patterns: tuple[str, ...], text: str) -> str:
    found = (re.search(pattern, text, re.IGNORECASE) for pattern in patterns)
    return next((one[0] for one in found if one), "")
