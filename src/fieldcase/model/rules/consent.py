"""Effective consent (domain reference, section 3.9): what one party's answers come to for a use, a recipient and a
day.

Per person, use and recipient; nobody's consent covers anybody else; no row means not asked and counts as NONE.
Whatever is unclear, incomplete, ended or given by the wrong person counts as NONE and says why. Nothing here raises a
level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from fieldcase.model.kinds.consents import Consent, ConsentAnswer
from fieldcase.model.kinds.parties import Party
from fieldcase.model.roles import Role
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.saying import day_of, months_later, said
from fieldcase.model.rules.scales import CONSENT, NONE, NOT_ASKED, lower_consent
from fieldcase.model.rules.situation import is_child, is_dead, is_unreachable, life_event, turned_adult

UNREACHABLE_SCOPES = frozenset({"state_letter", "state_oral", "special_procedures"})
"""G30: what family or a vital interest may cover for somebody who cannot be reached. The annual report is not among
them."""

STATE = re.compile(r"[A-Z]{3}")
ORGANS = frozenset({"organisation_organ", "representative"})
"""Who may consent for a group or organisation: spokespersons otherwise speak for themselves only (section 3.2)."""


class Why(StrEnum):
    """Why the effective level is what it is."""

    IN_FORCE = "in_force"
    NOT_ASKED = "not_asked"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    LIFE_EVENT = "life_event"
    NOT_YET = "not_yet"
    RISKS_NOT_EXPLAINED = "risks_not_explained"
    INCOMPLETE = "incomplete"
    CHILD_VIEW = "child_view"
    GUARDIAN = "guardian"
    UNREACHABLE = "unreachable"
    DECEASED = "deceased"
    ORGAN = "organ"
    HEAD_REVIEW = "head_review"
    NO_SUCH_PARTY = "no_such_party"
    RECIPIENT = "recipient"


class Effective(msgspec.Struct, frozen=True, kw_only=True):
    """The effective consent: the level that may be used, why it is that, and the consent records it rests on.

    `until` is the last day on which it holds, where one is known; `limited` says that a person set limits in words,
    which an officer must read.
    """

    level: str
    why: Why = Why.IN_FORCE
    consents: tuple[str, ...] = ()
    until: date | None = None
    limited: bool = False

    @property
    def rank(self) -> int:
        return CONSENT[self.level]


def effective(file: CaseFile, party: str, scope: str, recipient: str, on: date) -> Effective:
    """Section 3.9, G29, G30, G31: the consent that counts for a party, a use and a recipient on a day.

    A row for this recipient beats the row for anyone only where it is lower. For a set of parties held to be one the
    lowest of all members counts, a member without a row counting as NONE, unless a person decided for the whole set.
    `recipient` is a State code or an organisation's name; empty asks for a consent that holds for anyone of that
    scope. For `third_state` that is any other State: a recipient who is none must be named (section 10.1).
    """
    members = sorted(file.members(party))
    decided = [row for row in _rows(file, members, scope, recipient) if row.id in file.set_decisions]
    if decided:
        return _lowest([_of_row(file, row, on) for row in decided])
    parts = [_of_member(file, member, scope, recipient, on) for member in members]
    whole = _lowest(parts)
    if len(parts) > 1 and whole.level == NOT_ASKED and any(part.level != NOT_ASKED for part in parts):
        return msgspec.structs.replace(whole, level=NONE)
    return whole


def allowed_level(file: CaseFile, party: str, scope: str, recipient: str, on: date) -> str:
    """“What may leave”: NAMED, CODED, ANON or NONE for this party, use, recipient and day; not asked gives NONE."""
    level = effective(file, party, scope, recipient, on).level
    return NONE if level == NOT_ASKED else level


def joint(file: CaseFile, party: str, scopes: Sequence[str], recipient: str, on: date) -> Effective:
    """The consent that an output needs which falls under several scopes at once: the lowest of them. Without any scope
    nobody was asked."""
    if not scopes:
        return Effective(level=NOT_ASKED, why=Why.NOT_ASKED)
    return _lowest([effective(file, party, scope, recipient, on) for scope in scopes])


def _rows(file: CaseFile, members: Sequence[str], scope: str, recipient: str) -> Iterator[Consent]:
    for row in file.consents:
        if row.party in members and row.scope == scope and _same(row.recipient, recipient):
            yield row


def _same(said: str, recipient: str) -> bool:
    return not said.strip() or said.strip().casefold() == recipient.strip().casefold()


def _of_member(file: CaseFile, member: str, scope: str, recipient: str, on: date) -> Effective:
    parts = [_of_row(file, row, on) for row in _rows(file, [member], scope, recipient)]
    asked = [part for part in parts if part.why is not Why.NOT_ASKED]
    if not asked:
        return Effective(level=NOT_ASKED, why=Why.NOT_ASKED)
    parts = [*asked, *_perhaps(file, member, scope, recipient, on)]
    if scope == "third_state" and recipient and not STATE.fullmatch(recipient) and not _named(file, asked):
        refused = [part for part in parts if part.level == NONE]
        return _lowest(refused) if refused else Effective(level=NOT_ASKED, why=Why.RECIPIENT)
    return _lowest(parts)


def _named(file: CaseFile, parts: Sequence[Effective]) -> bool:
    """Whether one of these answers was given for the recipient by name, not for any State."""
    records = {record for part in parts for record in part.consents}
    return any(row.id in records and row.recipient.strip() for row in file.consents)


def _perhaps(file: CaseFile, member: str, scope: str, recipient: str, on: date) -> Iterator[Effective]:
    """Rows for an organisation whose name is not spelled like the recipient's may mean it: they only ever lower."""
    if not recipient or STATE.fullmatch(recipient):
        return
    for row in file.consents:
        other = row.party == member and row.scope == scope and not _same(row.recipient, recipient)
        if other and row.level and not STATE.fullmatch(row.recipient.strip()):
            yield _of_row(file, row, on)


def _lowest(parts: Sequence[Effective]) -> Effective:
    """The most restrictive part, resting on all of them and ending when the first of them ends."""
    level = lower_consent(part.level for part in parts)
    lowest = next(part for part in parts if part.level == level)
    ends = [part.until for part in parts if part.until is not None]
    return Effective(
        level=level,
        why=lowest.why,
        consents=tuple(dict.fromkeys(consent for part in parts for consent in part.consents)),
        until=min(ends, default=None),
        limited=any(part.limited for part in parts),
    )


def _of_row(file: CaseFile, row: Consent, on: date) -> Effective:
    answer = row.answer
    if not answer.level and row.id not in file.incomplete:
        return Effective(level=NOT_ASKED, why=Why.NOT_ASKED)
    end = _ends(file, answer)
    why = _refused_by(file, row, on, end)
    level = answer.level if why is Why.IN_FORCE else NONE
    if level != NONE and answer.basis == "guardian" and _child_at(file, row.party, on):
        level = lower_consent([level, answer.child_level or level])
    if level not in CONSENT:
        level, why = NONE, Why.INCOMPLETE
    return Effective(level=level, why=why, consents=(row.id,), until=end, limited=said(answer.limits))


def _refused_by(file: CaseFile, row: Consent, on: date, end: date | None) -> Why:
    """The first reason for which a row counts as NONE; `IN_FORCE` when there is none."""
    answer, party = row.answer, file.parties.get(row.party)
    start = day_of(answer.valid_from) or day_of(answer.obtained_at)
    if row.id in file.incomplete:
        return Why.INCOMPLETE
    if answer.withdrawn_at or file.state("consent", row.id) == "withdrawn":
        return Why.WITHDRAWN
    if answer.level == NONE:
        return Why.REFUSED
    if party is None:
        return Why.NO_SUCH_PARTY
    if start is not None and start > on:
        return Why.NOT_YET
    if end is None or on > end:
        return Why.EXPIRED
    if not answer.risks_explained and answer.basis not in ("vital_interest",):
        return Why.RISKS_NOT_EXPLAINED
    if start and life_event(party, answer.basis, start, on):
        return Why.LIFE_EVENT
    return _basis_fits(file, row, party, on)


def _basis_fits(file: CaseFile, row: Consent, party: Party, on: date) -> Why:
    """G29, G30, G31: whether the one who consented may do so for this party, use and day."""
    basis = row.answer.basis
    if party.kind in ("group", "organisation"):
        return Why.IN_FORCE if basis in ORGANS else Why.ORGAN
    if basis == "vital_interest" and row.scope != "protection_partners" and not _head_reviewed(file, row):
        return Why.HEAD_REVIEW
    if is_dead(party, on):
        return Why.IN_FORCE if basis == "family_deceased" else Why.DECEASED
    if basis == "family_unreachable" and not (is_unreachable(party, on) and row.scope in UNREACHABLE_SCOPES):
        return Why.UNREACHABLE
    child = is_child(party, on)
    if basis == "vital_interest":
        return Why.IN_FORCE if child or row.scope in UNREACHABLE_SCOPES | {"protection_partners"} else Why.UNREACHABLE
    if basis == "guardian":
        if turned_adult(party, day_of(row.answer.valid_from) or day_of(row.answer.obtained_at), on):
            return Why.LIFE_EVENT
        if row.given_by and "perpetrator" in file.roles(row.given_by):
            return Why.GUARDIAN
        return Why.IN_FORCE if not child or said(row.answer.child_view) else Why.CHILD_VIEW
    return Why.GUARDIAN if child and basis not in ("family_unreachable",) else Why.IN_FORCE


def _head_reviewed(file: CaseFile, row: Consent) -> bool:
    """A vital interest is the head's to judge: the review that holds was made by a seat that was head on that day."""
    status = file.status("consent", row.id)
    seat = file.seats.get(status.by) if status else None
    if status is None or seat is None or not status.holds or status.state != "reviewed":
        return False
    return Role.HEAD in seat.roles_on(status.since.isoformat() if status.since else "")


def _child_at(file: CaseFile, party: str, on: date) -> bool:
    record = file.parties.get(party)
    return record is not None and is_child(record, on)


def _ends(file: CaseFile, answer: ConsentAnswer) -> date | None:
    """The last day of a consent: as said, else its start and the office's life of a consent; 60 days for who cannot be
    reached (G30). None when it has no date at all: then it is due for renewal at once."""
    start = day_of(answer.valid_from) or day_of(answer.obtained_at)
    if start is None:
        return None
    end = day_of(answer.expires_on) or months_later(start, file.settings.consent_life_months)
    if answer.basis in ("family_unreachable", "vital_interest"):
        end = min(end, start + timedelta(days=file.settings.unreachable_days))
    return end
