"""From the record of a party to what the naming table and the check of names need of it.

Only somebody who may open the identity room has such a record whole. Nothing here decides a level: that is consent's.
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.documents.folding import script_of, squeezed, words
from fieldcase.documents.names import NOTHING_ORDINARY, NameOnRecord, Ordinary, PersonOnRecord
from fieldcase.documents.naming import PartyKind, PartyNaming
from fieldcase.documents.tree import Level
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.vocabulary import SHIPPED, Vocabularies

_NUMBERS = frozenset({"telephone", "messaging", "other"})
_SCRIPTS = {"ru": "cyrillic", "ar": "arabic", "zh": "dense"}


def ordinary(vocabularies: Vocabularies, organisations: Iterable[str] = ()) -> Ordinary:
    """What points at no organisation: the words of all terms, alone or together, and alone the words of which names of
    organisations are made (`organisations`, in any language), Latin plurals too.
    """
    made_of = {word for said in organisations for word in words(said)}
    plurals = {word + end for word in made_of if script_of(word) == "latin" for end in ("s", "es")}
    return Ordinary(alone=frozenset(made_of | plurals), together=ordinary_words(vocabularies))


def ordinary_words(vocabularies: Vocabularies, languages: Iterable[str] = SHIPPED) -> frozenset[str]:
    """The folded words of the terms that letters use anyway: in an organisation's name they point at nobody alone."""
    spoken = tuple(languages)
    labels = (
        term.labels[language]
        for name in vocabularies.names
        for term in vocabularies.terms(name)
        for language in spoken
        if language in term.labels
    )
    return frozenset(word for label in labels for word in words(label))


def on_record(party: Party, level: Level, *, in_letter: bool, ordinary: Ordinary | None = None) -> PersonOnRecord:
    """Everything recorded that could tell who a party is: names, aliases, contacts, addresses, numbers.

    `in_letter` is false for parties of other cases: a hit of theirs is N8. `ordinary` words count for organisations and
    groups only; a person's name is a name whatever it means.
    """
    contacts = [contact.value for contact in party.contacts.values()]
    numbers = [contact.value for contact in party.contacts.values() if contact.kind in _NUMBERS]
    return PersonOnRecord(
        party=party.code,
        level=level,
        names=tuple(NameOnRecord(full=one.full, given=one.given, family=one.family) for one in party.names.values()),
        aliases=tuple(one.alias for one in party.names.values() if one.alias),
        contacts=tuple(text for text in (*contacts, *(one.text for one in party.address.values())) if text),
        numbers=tuple(n for n in (*numbers, *(one.number for one in party.id_documents.values())) if n),
        in_letter=in_letter,
        ordinary=NOTHING_ORDINARY if party.kind == "person" or ordinary is None else ordinary,
    )


def naming_of(
    party: Party,
    level: Level,
    language: str,
    *,
    letter: str = "",
    protected: bool = True,
    function: str = "",
    naming_reason: str = "",
) -> PartyNaming:
    """A row of the naming table for a letter in `language`.

    The name is printed in the letter's script, with the name in its own script beside it; a general description only
    where the record has one for groups.
    """
    written = [_written(name) for name in party.names.values() if _written(name)]
    wanted = _SCRIPTS.get(language, "latin")
    ours = [name for name in written if script_of(squeezed(name)) == wanted]
    others = [name for name in written if script_of(squeezed(name)) != wanted]
    described = party.description.get(language)
    return PartyNaming(
        party=party.code,
        level=level,
        kind=PartyKind(party.kind or PartyKind.PERSON),
        name=next(iter(ours or others), ""),
        also=others[0] if ours and others else "",
        descriptor=described.text if described else "",
        letter=letter,
        protected=protected,
        function=function,
        naming_reason=naming_reason,
    )


def _written(name: Name) -> str:
    return name.full or " ".join(part for part in (name.given, name.family) if part)
