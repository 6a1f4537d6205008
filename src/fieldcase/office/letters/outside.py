"""Whom a letter goes to that goes to no State: somebody in the office's directory, without any title of a State."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from fieldcase.documents.facts import AddresseeFacts
from fieldcase.model.declare import LText, Words
from fieldcase.model.kinds.directory import OutsideAddressee
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.kinds import DE_FACTO
from fieldcase.model.rules.saying import day_of
from fieldcase.model.rules.saying import found as told
from fieldcase.model.words import _
from fieldcase.office.letters.refusals import NotInLanguage, WhichAddressee
from fieldcase.office.session import Session


def outside_addressee(session: Session, kind: str, record: str = "") -> OutsideAddressee:
    """The addressee of a letter of a kind that goes to no State: the one asked for, else the only one that there is.

    Raises `WhichAddressee`; that the kind fits the addressee asked for, a rule says (10.1).
    """
    if record:
        return session.vault.get(OutsideAddressee, record)
    found = outside_today(session, de_facto=kind == "de_facto_letter")
    if len(found) != 1:
        raise WhichAddressee
    return found[0]


def outside_today(session: Session, *, de_facto: bool) -> tuple[OutsideAddressee, ...]:
    """Those in the directory whom letters may go to today: de facto authorities, or everybody else who is no State."""
    today = session.today()
    return tuple(
        one
        for one in session.vault.all(OutsideAddressee)
        if (one.kind == DE_FACTO) is de_facto
        and (day_of(one.valid_from) or today) <= today <= (day_of(one.valid_to) or today)
    )


def letter_outside(session: Session, kind: str, record: str, languages: tuple[str, ...]) -> Letter:
    """Whom a letter goes to that goes to no State; its recipient by the name under which people are asked.

    Raises `WhichAddressee`, `NotInLanguage`.
    """
    addressee = outside_addressee(session, kind, record)
    languages = languages or (session.language,)
    return Letter(
        outside=addressee.id,
        recipient=addressee.name.strip(),
        addressee_role=roles_of(addressee, languages),
        addressee_kind=addressee.kind,
        languages=languages,
    )


def roles_of(addressee: OutsideAddressee, languages: tuple[str, ...]) -> LText:
    """Its name in each language of the letter. Raises `NotInLanguage`."""
    return {language: Words(text=_role(addressee, language), original=True) for language in languages}


def outside_facts(session: Session, letter: Letter, language: str, day: date) -> AddresseeFacts:
    """The addressee as the letter names it: as it stands in the directory, no article or preposition added to it.

    Raises `WhichAddressee`, `NotInLanguage`.
    """
    found = session.vault.find(OutsideAddressee, letter.outside) if letter.outside else None
    if found is None:
        raise WhichAddressee
    role = _said(letter.addressee_role, language) or _role(found, language)
    lines = tuple(line.strip() for line in _said(found.lines, language).splitlines() if line.strip())
    return AddresseeFacts(kind=found.kind, name=role, to=role, short=role, short_to=role, lines=lines or (role,))


def recipient_findings(session: Session, letter: Letter) -> Iterator[Finding]:
    """Section 10.1, G4: people agreed to a letter to the very one whom it goes to, under the name in the directory."""
    found = session.vault.find(OutsideAddressee, letter.outside) if letter.outside else None
    if found is not None and letter.recipient.strip().casefold() != found.name.strip().casefold():
        sentence = _("The letter goes to {addressee}, and people were asked about somebody else.")
        remedy = _("Draft the letter anew to that addressee.")
        records = (letter.id, found.id)
        yield told("10.1", sentence.format(addressee=found.name), remedy, records=records, field="recipient")


def _role(addressee: OutsideAddressee, language: str) -> str:
    role = _said(addressee.role, language)
    if not role:
        raise NotInLanguage(language=language)
    return role


def _said(text: LText, language: str) -> str:
    words = text.get(language)
    return words.text.strip() if words else ""
