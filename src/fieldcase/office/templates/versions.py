"""Which template letters are drafted from, and every version that there was.

Version 0 ships with the program and may change with it. An office's own are the values of one record for each kind and
language, the same on every laptop: two people who change one template apart are in conflict and see it. A value that is
empty goes back to version 0.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec

from fieldcase.documents.resources import LanguageNotReady
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.office import LETTER_TEMPLATE, LetterTemplate
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.documents import document_resources
from fieldcase.office.session import Session
from fieldcase.vault.views.shown import Mark

KIND = LETTER_TEMPLATE.name


class NoSuchVersion(Refusal):
    """A version of a template was asked for that was never kept here."""

    code = "FC-490"
    message = N_("There is no version {version} of the template {kind} in “{language}”.")
    remedy = N_("Versions are: {known}.")


class TemplateGone(Refusal):
    """A letter was drafted from a version 0 that shipped with another edition of the program."""

    code = "FC-491"
    message = N_("The template that this letter was drafted from is not held here.")
    remedy = N_(
        "It shipped with another version of the program. Draft the letter anew, or ask the laptop that wrote it."
    )


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """One version: 0 is the shipped one. `at` and `by` (a person's name) say since when and whose; empty for version 0.

    `shipped`: it says what ships, be it version 0 or the way back to it.
    """

    number: int
    text: str
    sha256: str
    at: str = ""
    by: str = ""
    shipped: bool = False


class TemplateLine(msgspec.Struct, frozen=True, kw_only=True):
    """One template in a list. `unverified`: formulae that nobody confirmed; `apart`: two versions in conflict."""

    kind: str
    language: str
    version: int
    own: bool
    at: str
    by: str
    unverified: tuple[str, ...]
    apart: bool = False


def template_id(office: str, kind: str, language: str) -> str:
    """The record of an office's template of a kind and language: the same on every laptop."""
    return LETTER_TEMPLATE.natural_id({"office": office, "kind": kind, "lang": language})


def versions(session: Session, kind: str, language: str, office: str = "") -> tuple[Version, ...]:
    """Version 0 and all that the office kept, oldest first; what somebody wrote who was not allowed to is none. Raises
    `LanguageNotReady` where nothing is there.
    """
    office = office or session.office
    shipped = _shipped(kind, language)
    found = [] if shipped is None else [Version(number=0, text=shipped, sha256=digest(shipped), shipped=True)]
    names = {seat.id: seat.name for seat in session.roster.seats}
    changes = [
        one
        for one in session.vault.history(KIND, template_id(office, kind, language))
        if one.path == "own" and one.counts and isinstance(one.value, dict)
    ]
    for number, one in enumerate(changes, 1):
        kept = str(one.value.get("text", ""))
        text = kept or shipped or ""
        at = datetime.fromtimestamp(one.at / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        by = names.get(one.seat, one.seat[:8])
        found.append(
            Version(number=number, text=text, sha256=digest(text), at=at, by=by, shipped=not kept or text == shipped)
        )
    if not found:
        document_resources().template(kind, language)
    return tuple(found)


def template_in_force(session: Session, kind: str, language: str, office: str = "") -> str | None:
    """The office's own template that letters are drafted from; None where the shipped one is."""
    held = session.vault.find(LetterTemplate, template_id(office or session.office, kind, language))
    return held.own.text or None if held else None


def own_templates(session: Session) -> dict[tuple[str, str], str]:
    """The templates in force that are the office's own, by (kind, language)."""
    own = (one.own for one in session.vault.all(LetterTemplate))
    return {(one.kind, one.lang): one.text for one in own if one.office == session.office and one.text}


def current(session: Session, kind: str, language: str) -> Version:
    """The version in force. Raises `LanguageNotReady`."""
    every = versions(session, kind, language)
    held = template_in_force(session, kind, language)
    if held is None:
        return next((one for one in reversed(every) if one.shipped), every[-1])
    return next((one for one in reversed(every) if one.text == held), every[-1])


def version(session: Session, kind: str, language: str, number: int) -> Version:
    """One version by its number. Raises `NoSuchVersion`, `LanguageNotReady`."""
    every = versions(session, kind, language)
    for one in every:
        if one.number == number:
            return one
    known = ", ".join(str(one.number) for one in every)
    raise NoSuchVersion(version=number, kind=kind, language=language, known=known)


def template_of_letter(session: Session, letter: Letter, language: str, office: str = "") -> Version:
    """The version that a letter was drafted from, by the hash that it notes. Raises `TemplateGone`."""
    noted = letter.templates.get(language)
    try:
        every = versions(session, letter.kind, language, office)
    except LanguageNotReady:
        every = ()
    found = next((one for one in every if noted and one.sha256 == noted.sha256), None)
    if found is None:
        raise TemplateGone
    return found


def list_templates(session: Session) -> tuple[TemplateLine, ...]:
    """Every template that letters of this office can be drafted from: by kind and language."""
    known = {(kind, language) for kind in SHAPES for language in document_resources().languages}
    return tuple(_lines(session, sorted(known.union(own_templates(session)))))


def _lines(session: Session, known: Iterable[tuple[str, str]]) -> Iterable[TemplateLine]:
    from fieldcase.office.letters.composing import own_formulae
    from fieldcase.office.letters.wordings import formulae_of

    formulae = (*own_formulae(session), *document_resources().formulae)
    for kind, language in known:
        if _shipped(kind, language) is None and template_in_force(session, kind, language) is None:
            continue
        one = current(session, kind, language)
        wanted = formulae_of(SHAPES[kind]) if kind in SHAPES else ()
        confirmed = {f.kind for f in formulae if f.lang == language and f.verified}
        yield TemplateLine(
            kind=kind,
            language=language,
            version=one.number,
            own=not one.shipped,
            at=one.at,
            by=one.by,
            unverified=tuple(formula for formula in wanted if formula not in confirmed),
            apart=apart(session, template_id(session.office, kind, language)),
        )


def apart(session: Session, record: str) -> bool:
    """Whether two people changed a template apart, and nobody decided which stands."""
    shown = session.vault.shown(KIND, record)
    return shown is not None and any(Mark.CONFLICT in marks for marks in shown.marks.values())


def digest(text: str) -> str:
    """SHA-256 (hex) of a template, by which a letter notes it."""
    return hashlib.sha256(text.encode()).hexdigest()


def _shipped(kind: str, language: str) -> str | None:
    try:
        return document_resources().template(kind, language)
    except LanguageNotReady:
        return None
