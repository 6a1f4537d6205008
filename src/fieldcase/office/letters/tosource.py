"""Letters to a source or a victim: whom they go to, what was agreed with them, and what of their own may be told.

To whom a letter to a source goes stands in the source room alone. What is told of steps is of letters that put what
happened to this very person, as days, without a word of theirs and without anybody else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.documents.facts import ToSource
from fieldcase.model.declare import Words
from fieldcase.model.kinds.letters import AS_AGREED, DETAIL, Agreed, Letter
from fieldcase.model.kinds.sources import LetterToSource, Source
from fieldcase.model.kinds.values import Named
from fieldcase.model.machines.letter import SOURCE, family
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.scales import NAMED
from fieldcase.model.rules.tosources import written_for
from fieldcase.model.words import _
from fieldcase.office.letters.refusals import NotToASource, WhichRecipient
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.vault.writing import Writing


def to_source_facts(file: CaseFile, letter: Letter) -> ToSource:
    """What a letter to a source may say, as far as it was agreed; where nothing was, that there is contact."""
    agreed = letter.agreed
    steps, dates = agreed.detail in ("general", "full"), agreed.detail == "full"
    told = written_for(file, letter) if steps else ()
    named = any(row.party == letter.to_party and row.level == NAMED for row in letter.naming.values())
    days = {step.letter: file.settings.local_day(step.taken.at) for step in file.steps if step.step == "dispatch"}
    ids = {one.id for one in told}
    came = {
        file.settings.local_day(reply.received_at)
        for reply in file.replies
        if ids & set(reply.to_letters) and not reply.confidentiality
    }
    return ToSource(
        letterhead=agreed.letterhead is True,
        steps=steps and bool(told),
        dates=dates and bool(told),
        recipient=file.code(letter.to_party) if dates and named else "",
        sent=tuple(sorted(day for one in told if (day := days.get(one.id)))) if dates else (),
        answers=tuple(sorted(day for day in came if day)) if dates else (),
    )


def letter_to_source(session: Session, file: CaseFile, person: str, source: str, languages: tuple[str, ...]) -> Letter:
    """A letter to a person of the case, or to a source whom only the source room knows. Raises `WhichRecipient`."""
    if bool(person) is bool(source) or (person and person not in file.parties):
        raise WhichRecipient
    if source:
        require_source(session, source)
    languages = languages or (session.language,)
    roles = {language: Words(text="–", original=True) for language in languages}
    return Letter(to_party=person, addressee_role=roles, addressee_kind="source", languages=languages)


def link_to_source(session: Session, writing: Writing, letter: str, source: str) -> None:
    """Put into the transaction to which source a letter goes; the bridge stands in the source room alone."""
    write_new(session, writing, LetterToSource(letter=letter, source=source))


def require_source(session: Session, source: str) -> None:
    """Raise `NoSuchRecord` where there is no such source, as far as this laptop can tell."""
    session.require(Action.EDIT_SOURCE)
    if session.vault.rooms_holding("source", source):
        return
    session.vault.get(Source, source)


def agreement(
    session: Session, letter: Letter, *, detail: str, letterhead: bool = False, name: bool = False
) -> Mapping[str, Any]:
    """The values of a letter that say what was agreed with its recipient today: the channel is safe, how much it may
    say (`minimal`, `general`, `full`), whether it may bear the office's name, and the person's own.

    Raises `NotToASource`, `BadValue`.
    """
    if family(letter.kind) != SOURCE:
        raise NotToASource
    if detail not in DETAIL:
        raise BadValue(field="detail", value=detail[:20], why=_("no such level of detail"), expected=", ".join(DETAIL))
    said = Agreed(safe=True, detail=detail, letterhead=letterhead, at=session.today().isoformat())
    values: dict[str, Any] = {"agreed": msgspec.to_builtins(said)}
    if letter.to_party:
        level = NAMED if name else "ANON"
        values[f"naming/{letter.to_party}"] = msgspec.to_builtins(Named(party=letter.to_party, level=level))
    return values


def way_of_sending(letter: Letter, method: str, recipient: str) -> str:
    """What the case room says of the way a letter left: the given words, or, for one to a source, that it was the way
    agreed and no more. Raises `BadValue` where nothing is said, or too much.
    """
    said = method.strip()
    if family(letter.kind) != SOURCE:
        if not said:
            raise BadValue(field="method", value=_("empty"), why=_("it must be said"), expected=_("a text"))
        return said
    for field, words in (("method", said.replace(AS_AGREED, "")), ("to", recipient.strip())):
        if words:
            why = _("the way to a source and who took it stand in the closed rooms alone")
            raise BadValue(field=field, value=_("a text"), why=why, expected=_("nothing"))
    return AS_AGREED
