"""Grammatical forms of offices, addressees and States, from the few that their profiles hold.

A profile may give a name with or without its article. What follows from the article (« le Ministère » → « au
Ministère »), or from the noun that is declined («Министерство» → «Министерству»), is a table of the language; the
article of a bare name follows from its first word. The name after "of"
of a State is never made here: it comes from the profile (domain reference §10.6). An office that needs other forms
fills in the facts itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.documents.facts import AddresseeFacts, OfficeFacts, StateFacts
from fieldcase.documents.resources import FormWords, Words


def office_facts(
    name: str, letterhead: str, place: str, words: Words, *, short: str = "", signature: str = ""
) -> OfficeFacts:
    """The office as a letter names it. `letterhead` and `signature` have a line a line; `short` ("the Office") follows
    from the name.
    """
    full = with_article(name, words.forms)
    short = short or _short(name, words.forms)
    return OfficeFacts(
        name=full,
        short=short,
        opens=begun(full),
        short_opens=begun(short),
        letterhead=_lines(letterhead) or (begun(_bare(full, words.forms)),),
        place=place,
        feminine=_feminine(full, words.forms),
        signature=_lines(signature),
    )


def addressee_facts(kind: str, role: str, lines: str, words: Words, *, short: str = "") -> AddresseeFacts:
    """An addressee as a letter names it.

    `role` is the whole name ("Ministry of Foreign Affairs of the Republic of …").
    """
    forms = words.forms
    name = with_article(role, forms)
    short = with_article(short or forms.addressee_shorts.get(kind, role), forms)
    return AddresseeFacts(
        kind=kind,
        name=name,
        to=_after(name, forms.to),
        short=short,
        short_to=_after(short, forms.to),
        lines=_lines(lines) or (begun(_bare(name, forms)),),
        feminine=_feminine(name, forms),
    )


def state_facts(
    code: str, formal: str, short: str, prepositional: str, words: Words, *, other_forms: Iterable[str] = ()
) -> StateFacts:
    """A State as a letter names it. `prepositional` is its formal name after "of", from the profile.

    `other_forms` are its names in other languages (N11); forms that are also right in this language are left out.
    """
    forms = words.forms
    government = forms.government.format(prep=prepositional)
    own = " ".join((formal, short, prepositional))
    return StateFacts(
        code=code,
        formal=formal,
        short=short,
        prep=prepositional,
        government=government,
        government_of=_after(government, forms.of),
        government_to=_after(government, forms.to),
        other_forms=tuple(form for form in other_forms if form and form not in own),
    )


def with_article(name: str, forms: FormWords) -> str:
    """A name with its article, as it stands inside a sentence."""
    name = name.strip()
    for article in forms.articles:
        if name.casefold().startswith(article):
            return article + name[len(article) :]
    first = next(article for noun, article in forms.nouns if not noun or name.split(" ")[0] == noun)
    return first + name if name else ""


def after_to(name: str, forms: FormWords) -> str:
    """A name with its article as it stands after "to" (« la note » → « à la note »)."""
    return _after(name, forms.to)


def _bare(name: str, forms: FormWords) -> str:
    return next((name[len(article) :] for article in forms.articles if name.startswith(article)), name)


def _after(name: str, table: dict[str, str]) -> str:
    """A name with article after a preposition."""
    for article, joined in table.items():
        if name.startswith(article):
            return joined + name[len(article) :]
    return name


def _short(name: str, forms: FormWords) -> str:
    """The short form that goes with the first of the known words in the name."""
    folded = name.casefold()
    at = [(folded.find(word.casefold()), n) for n, (word, _) in enumerate(forms.office_shorts) if word]
    found = sorted((place, n) for place, n in at if place >= 0)
    return forms.office_shorts[found[0][1] if found else -1][1]


def _feminine(name: str, forms: FormWords) -> bool:
    return bool(forms.feminine) and name.split(" ")[0].endswith(forms.feminine)


def begun(name: str) -> str:
    """A name as a sentence, or a cell, begins with it."""
    return name[:1].upper() + name[1:]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
