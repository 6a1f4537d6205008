"""Put one case together for the rules: everything of it that this seat holds, as the plain data that guards read.

What the seat cannot see is said (`identity_open`, `incomplete`); the rules then take the stricter side.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import Any, TypeVar

import msgspec

from fieldcase.model.declare import Kind, Part, Record, Room, Shape, flatten
from fieldcase.model.kinds import kind_named, kind_of
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent, ConsentAnswer, IdentifiabilityAnswer
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.decisions import Allegation, Assessment, Decision
from fieldcase.model.kinds.directory import ExternalRef, MandateText
from fieldcase.model.kinds.evidence import CustodyEvent, Evidence
from fieldcase.model.kinds.follow_up import Comment, FollowUp, Task
from fieldcase.model.kinds.letters import EarlierLetter, Letter, LetterStep, OralApproach
from fieldcase.model.kinds.parties import Involvement, Party, Relation
from fieldcase.model.kinds.replies import MatrixRow, QuestionRow, StateMeasure, StateReply
from fieldcase.model.kinds.reporting import GoodOfficesNote, ReportEntry, ReportingCycle
from fieldcase.model.kinds.risks import ProtectionAction, RiskAssessment
from fieldcase.model.kinds.sources import Information
from fieldcase.model.machines import MACHINES
from fieldcase.model.roles import Seat
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.merging import consent_meanwhile
from fieldcase.office.session import Session
from fieldcase.vault.reading import SameSets, Standing
from fieldcase.vault.views.shown import Mark

R = TypeVar("R", bound=Record)

WRITTEN = frozenset(
    {
        "letter",
        "allegation",
        "assessment",
        "risk_assessment",
        "consent",
        "decision",
        "state_reply",
        "matrix_row",
        "question_row",
        "identifiability_answer",
        "report_entry",
        "good_offices_note",
        "protection_action",
        "letter_step",
    }
)
"""Kinds whose authors the rules ask for (G9)."""

SPEAKING = frozenset(
    {
        "involvement",
        "cooperation_link",
        "act",
        "law_or_measure",
        "letter",
        "oral_approach",
        "allegation",
        "protection_action",
        "risk_assessment",
        "assessment",
        "identifiability_answer",
        "report_entry",
        "good_offices_note",
    }
)
"""Kinds of a case that speak of parties in the case room."""


def gather(session: Session, case_id: str, *, ever: bool = False) -> CaseFile:
    """The case file of one case. Raises `NoSuchRecord` when the case is not held here.

    With `ever` for whoever sends the case's entries: they carry what was deleted or replaced too, so `everybody` are
    all whom anything of the case ever spoke of, and deleted roles, acts and links stand in the file.
    """
    vault = session.vault
    case = vault.get(Case, case_id)
    held = {kind: vault.all(kind, case=case_id, hidden=ever and kind in _PROTECTING) for kind in _OF_CASE}
    if not ever:
        _of_other_cases(session, case_id, held)
    links = frozenset(link.id for link in held[CooperationLink])
    entries = tuple(one for one in vault.all(ReportEntry, hidden=ever) if case_id in (one.case, *one.case_nos))
    notes = tuple(
        one for one in vault.all(GoodOfficesNote, hidden=ever) if one.case == case_id or not links.isdisjoint(one.links)
    )
    sets = vault.same_sets("party")
    naming = (*chain.from_iterable(held.values()), *entries, *notes)
    spoken_of = {*_parties_in(naming), *(_ever_named(session, case_id, (*entries, *notes)) if ever else ())}
    everybody = {member for party in spoken_of for member in sets.members(party)} - {""}
    consents = tuple(_meanwhile(session, one) for one in vault.where(Consent, "party", sorted(everybody)))
    records = [case, *(record for of_kind in held.values() for record in of_kind), *consents]
    return CaseFile(
        case=case,
        parties={party: found for party in everybody if (found := vault.find(Party, party))},
        everybody=frozenset(everybody),
        relations=tuple(one for one in vault.all(Relation) if {one.from_party, one.to_party} & everybody),
        consents=consents,
        external_refs=vault.all(ExternalRef),
        mandates=vault.all(MandateText),
        cycles=vault.all(ReportingCycle),
        entries=entries,
        notes=notes,
        statuses=statuses(session, records),
        authors=_authors(session, records),
        seats={seat.id: seat for seat in _seats(session)},
        same_as=sets.groups(everybody),
        set_decisions=_deciding(session, consents, sets),
        incomplete=frozenset(one.id for one in records if vault.incomplete(kind_of(type(one)).name, one.id)),
        consent_heads={one.id: vault.heads("consent", one.id) for one in consents},
        consent_values={value: one.id for one in consents for value in vault.values("consent", one.id)},
        identity_open=Room.IDENTITY in vault.rooms_open,
        settings=session.settings,
        vocabularies=session.vocabularies,
        **{name: held[kind] for kind, name in _OF_CASE.items()},  # type: ignore[arg-type]  # each tuple is of its key's type
    )


def _of_other_cases(session: Session, case_id: str, held: dict[type[Record], tuple[Any, ...]]) -> None:
    """Letters that cover this case but are filed in another one, and replies filed there that answer a letter of this
    case: a letter may cover several cases, and a reply answer several letters."""
    vault = session.vault
    letters = [one for one in vault.where(Letter, "case_nos", [case_id]) if one.case != case_id]
    held[Letter] += tuple(letters)
    held[LetterStep] += vault.where(LetterStep, "letter", [one.id for one in letters])
    put = [one.id for kind in (Letter, EarlierLetter, OralApproach) for one in held[kind]]
    replies = [one for one in vault.where(StateReply, "to_letters", put) if one.case != case_id]
    ids = [one.id for one in replies]
    held[StateReply] += tuple(replies)
    for rows in (MatrixRow, QuestionRow):
        known = {one.id for one in held[rows]}
        held[rows] += tuple(one for one in vault.where(rows, "reply", ids) if one.id not in known)


def letter_file(session: Session, letter_id: str, file: CaseFile | None = None) -> LetterFile:
    """A letter with everything that decides whether it may take a step; its text check is added by
    `letters.checking`.
    """
    letter = session.vault.get(Letter, letter_id)
    file = file or gather(session, letter.case)
    now = session.clock().astimezone(UTC)
    return LetterFile(
        file=file,
        letter=letter,
        on=session.today(),
        seat=session.seat,
        at=now,
        last_entry=session.vault.last_entry_at(),
    )


def statuses(session: Session, records: Iterable[Record]) -> Mapping[tuple[str, str], Status]:
    """Where each record stands in the machine of its kind; records without any transition are left out."""
    by_kind = {machine.kind: machine.name for machine in MACHINES.values()}
    found: dict[tuple[str, str], Status] = {}
    for record in records:
        machine = by_kind.get(kind_of(type(record)).name)
        if machine and (standing := session.vault.standing(machine, record.id)):
            found[machine, record.id] = _status(session, machine, standing)
    return found


def state_of(session: Session, machine: str, record: str) -> str:
    """The state of one record in a machine: its last transition that holds, else where a void one leaves it."""
    standing = session.vault.standing(machine, record)
    table = MACHINES[machine]
    if standing is None:
        return table.start
    return standing.state if standing.holds else table.rests_at


def _status(session: Session, machine: str, standing: Standing) -> Status:
    table = MACHINES[machine]
    since = datetime.fromtimestamp(standing.at / 1000, UTC).astimezone(session.zone).date()
    return Status(
        state=standing.state if standing.holds else table.rests_at,
        since=since,
        by=standing.seat,
        holds=standing.holds,
        void=standing.void,
    )


def _parties_in(records: Iterable[Record]) -> Iterator[str]:
    """Everybody that any record of the case speaks of, once or more."""
    for record in records:
        kind = kind_of(type(record))
        if kind.name in SPEAKING:
            for path, value in flatten(kind, record).items():
                yield from _named(kind, path, value)


def _ever_named(session: Session, case_id: str, more: Iterable[Record]) -> Iterator[str]:
    """Everybody whom any value of these records and of those of the case ever named: deleted, replaced, taken out."""
    vault = session.vault
    keys = {(kind_of(type(one)).name, one.id) for one in more}
    for record_type in _OF_CASE:
        if (kind := kind_of(record_type)).name in SPEAKING:
            keys |= {(kind.name, one.id) for one in vault.all(record_type, case=case_id, hidden=True)}
    for name, record in keys:
        for change in vault.history(name, record):
            yield from _named(kind_named(name), change.path, change.value)


def _named(kind: Kind, path: str, value: Any) -> Iterator[str]:
    """The parties that one value names, by the declaration of its field. A null value takes out whom its path names."""
    name, _slash, element = path.partition("/")
    part = next((one for one in kind.parts if one.name == name), None)
    if part is not None:
        yield from _in_part(part, element if part.shape is Shape.CODES else value)


def _in_part(part: Part, value: Any) -> Iterator[str]:
    if part.field.refers == "party":
        yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
    elif isinstance(value, dict):
        for inner in part.parts:
            yield from _in_part(inner, value.get(inner.name))


def _meanwhile(session: Session, consent: Consent) -> Consent:
    """A consent whose answer was written apart counts as its lowest answer until a person decides (G34)."""
    shown = session.vault.shown("consent", consent.id)
    if shown is None or Mark.CONFLICT not in shown.marks.get("answer", ()):
        return consent
    apart = session.vault.alternatives("consent", consent.id, "answer")
    answers = [msgspec.convert(one.value, ConsentAnswer, strict=False) for one in apart if not one.why]
    lowest = consent_meanwhile(answers)
    return msgspec.structs.replace(consent, answer=lowest) if lowest else consent


def _authors(session: Session, records: Iterable[Record]) -> dict[tuple[str, str], frozenset[str]]:
    return {
        (record.id, path): seats
        for record in records
        if (kind := kind_of(type(record)).name) in WRITTEN
        for path, seats in session.vault.writers(kind, record.id).items()
    }


def _seats(session: Session) -> Iterable[Seat]:
    """Every seat that any roster held here ever listed, the newest word on each last."""
    for rosters in session.known.rosters.values():
        for document in sorted(rosters.counting.values(), key=lambda one: one.roster.number):
            yield from document.roster.seats
        yield from rosters.roster.seats


def _deciding(session: Session, consents: Iterable[Consent], sets: SameSets) -> frozenset[str]:
    """Consent records that decide for a whole set of same persons (fold, rule 14)."""
    return frozenset(
        one.id for one in consents if session.vault.decides_for_set(one.id, sets.members(one.answer.party))
    )


_OF_CASE: dict[type[Record], str] = {
    FollowUp: "follow_ups",
    Task: "tasks",
    Comment: "comments",
    Involvement: "involvements",
    CooperationLink: "links",
    Act: "acts",
    LawOrMeasure: "laws",
    Information: "infos",
    Evidence: "evidence",
    CustodyEvent: "custody",
    IdentifiabilityAnswer: "identifiability",
    RiskAssessment: "risks",
    ProtectionAction: "protection",
    Assessment: "assessments",
    Decision: "decisions",
    Allegation: "allegations",
    Letter: "letters",
    LetterStep: "steps",
    EarlierLetter: "earlier_letters",
    OralApproach: "oral",
    StateReply: "replies",
    MatrixRow: "rows",
    QuestionRow: "questions",
    StateMeasure: "measures",
}
"""Kinds that belong to one case, and where they stand in its file."""
_PROTECTING = frozenset({Involvement, CooperationLink, Act})
"""Kinds that make somebody protected (G4)."""
