"""What letters a case may have, before one is begun: each kind, what it goes back to, whom it may go to.

A kind that cannot be begun yet says why; whether a letter may leave is asked of the rules later, never here.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds.directory import StateProfile
from fieldcase.model.kinds.letters import AllegationInLetter, EarlierLetter, Letter
from fieldcase.model.kinds.sources import Information, InformationSource, Source
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import SOURCE, family
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.naming import responsible_for
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.saying import day_of
from fieldcase.model.shape import Cites, Puts, Shape, To
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.gathering import file_of_cases
from fieldcase.office.letters.listing import reference_given
from fieldcase.office.letters.outside import outside_today
from fieldcase.office.session import Session

TOLD = frozenset({"victim", "relative", "witness", "cooperator", "assistant", "representative"})
"""Roles in a case (`role_in_case`) of those to whom a letter to a source may go."""
ACCUSED = "perpetrator"


class KindOffered(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of letter (`letter_kind`); `family` as its machine has it; `comments` where it is about laws;
    `hindrance` says what it waits for."""

    kind: str
    family: str
    cites: Cites
    to_state: bool
    comments: bool = False
    hindrance: str = ""


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that left, which another may go back to."""

    id: str
    kind: str
    state: str
    reference: str
    sent: date


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A reply that a letter may answer."""

    id: str
    number: str
    state: str
    received: str


class AddresseeOffered(msgspec.Struct, frozen=True, kw_only=True):
    """Whom letters to a State may go to today; `role` in the language asked for, else in another."""

    state: str
    kind: str
    role: str


class OutsideOffered(msgspec.Struct, frozen=True, kw_only=True):
    """Whom letters of a kind may go to today that go to no State."""

    id: str
    letter_kind: str
    name: str


class RecipientOffered(msgspec.Struct, frozen=True, kw_only=True):
    """Whom letters to a source may go to: a person of the case, or a `source` of its information; by code alone."""

    id: str
    code: str
    source: bool = False


class LawOffered(msgspec.Struct, frozen=True, kw_only=True):
    """A law or measure of the case; `title` in the language asked for, else in another."""

    id: str
    number: str
    title: str


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What may be written in a case. `state` is the one responsible for all that is alleged, where there is one."""

    kinds: tuple[KindOffered, ...]
    letters: tuple[Cited, ...]
    replies: tuple[Answered, ...]
    addressees: tuple[AddresseeOffered, ...]
    outside: tuple[OutsideOffered, ...] = ()
    recipients: tuple[RecipientOffered, ...] = ()
    laws: tuple[LawOffered, ...] = ()
    state: str = ""


def letters_offered(session: Session, case_id: str) -> Offered:
    """The letters that may be begun in a case (domain reference, sections 10.1 and 10.3).

    Raises `NotYourRole`, `NoSuchRecord`, `BlockedByRules` where the case is sealed (G33).
    """
    session.require(Action.DRAFT_LETTER)
    require_unsealed(session, case_id)
    file = file_of_cases(session, (case_id,))
    letters = tuple(_cited(file))
    replies = tuple(
        Answered(id=one.id, number=one.reply_no, state=one.from_state, received=one.received_at) for one in file.replies
    )
    outside, recipients = tuple(_outside(session)), (*_people(file), *_sources(session, file))
    kinds = tuple(
        KindOffered(
            kind=kind,
            family=family(kind),
            cites=shape.cites,
            to_state=shape.to_state,
            comments=shape.comments,
            hindrance=_hindrance(shape, file, letters, replies) or _nowhere(kind, shape, outside, recipients),
        )
        for kind, shape in SHAPES.items()
    )
    responsible = responsible_for(file, _everything(file))
    return Offered(
        kinds=kinds,
        letters=letters,
        replies=replies,
        addressees=tuple(_addressees(session)),
        outside=outside,
        recipients=recipients,
        laws=tuple(_laws(session, file)),
        state=next(iter(responsible)) if len(responsible) == 1 else "",
    )


def _hindrance(shape: Shape, file: CaseFile, letters: tuple[Cited, ...], replies: tuple[Answered, ...]) -> str:
    if shape.cites is Cites.LETTER and not letters:
        return _("It goes back to an earlier letter; none of this case has left with a reference.")
    if shape.cites is Cites.REPLY and not replies:
        return _("It answers a reply of the State, and none is registered in this case yet.")
    if shape.puts is Puts.MUST and not file.allegations:
        return _("It puts allegations, and none is written in this case yet.")
    if shape.comments and not file.laws:
        return _("It comments on a law, and none is recorded in this case yet.")
    return ""


def _nowhere(
    kind: str, shape: Shape, outside: tuple[OutsideOffered, ...], recipients: tuple[RecipientOffered, ...]
) -> str:
    if shape.to is To.SOURCE:
        return "" if recipients else _("It goes to a person of the case or to a source, and there is nobody yet.")
    if shape.to_state or any(one.letter_kind == kind for one in outside):
        return ""
    return _("It goes to somebody who is no State, and the directory has no such addressee yet.")


def _people(file: CaseFile) -> Iterable[RecipientOffered]:
    """Whoever suffered, told or helped; never somebody who is thought to have done it, whatever else they are."""
    for party in file.parties.values():
        roles = file.roles(party.id)
        if roles & TOLD and ACCUSED not in roles:
            yield RecipientOffered(id=party.id, code=party.code)


def _sources(session: Session, file: CaseFile) -> Iterable[RecipientOffered]:
    """The sources of the case's information, where this seat works with sources and their room is open here."""
    if not session.may(Action.EDIT_SOURCE) or Room.SOURCE not in session.vault.rooms_open:
        return
    told = {one.id for one in session.vault.where(Information, "case", [file.case.id])}
    found = {link.source for link in session.vault.all(InformationSource) if link.information in told}
    for source in sorted(session.vault.where(Source, "id", sorted(found)), key=lambda one: one.code):
        yield RecipientOffered(id=source.id, code=source.code, source=True)


def _laws(session: Session, file: CaseFile) -> Iterable[LawOffered]:
    for law in file.laws:
        said = law.title.get(session.language) or next(iter(law.title.values()), None)
        yield LawOffered(id=law.id, number=law.lom_no, title=said.text if said else law.official_ref)


def _everything(file: CaseFile) -> Letter:
    return Letter(allegations={one.id: AllegationInLetter(allegation=one.id) for one in file.allegations})


def _cited(file: CaseFile) -> Iterable[Cited]:
    found: list[Letter | EarlierLetter] = [*file.letters, *file.earlier_letters]
    for letter in found:
        sent = clock_facts(file, letter).dispatched
        reference = reference_given(file, letter)
        if sent is not None and reference:
            yield Cited(id=letter.id, kind=letter.kind, state=letter.addressee_state, reference=reference, sent=sent)


def _outside(session: Session) -> Iterable[OutsideOffered]:
    for kind, shape in SHAPES.items():
        if not shape.to_state and family(kind) != SOURCE:
            for one in outside_today(session, de_facto=kind == "de_facto_letter"):
                yield OutsideOffered(id=one.id, letter_kind=kind, name=one.name)


def _addressees(session: Session) -> Iterable[AddresseeOffered]:
    today = session.today()
    for profile in session.vault.all(StateProfile):
        for one in profile.addressees.values():
            begun, ended = day_of(one.valid_from) or today, day_of(one.valid_to) or today
            said = one.role.get(session.language) or next(iter(one.role.values()), None)
            if begun <= today <= ended and said is not None:
                yield AddresseeOffered(state=profile.code, kind=one.kind, role=said.text)
