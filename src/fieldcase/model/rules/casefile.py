"""Everything of one case that the rules read, put together by `office` from the vault: pure data, no clock, no room
keys.

A letter that covers several cases gets one file that holds the records of all of them; `case` is then the case it is
drafted in. What the seat cannot see is said (`identity_open`, `incomplete`), never guessed: rules then take the
stricter side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

import msgspec

from fieldcase.model.declare import Record
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent, IdentifiabilityAnswer
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
from fieldcase.model.roles import Seat
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.vocabulary import Vocabularies

UNPROTECTED = frozenset({"perpetrator", "official", "staff", "un_focal_point"})
"""Roles that G4 does not protect; who also holds another role counts as protected."""

CODE = re.compile(r"[PGO]-[A-Z0-9]{4,16}")
UNKNOWN = "P-?"
"""Stands in sentences for a party whose code is not known here."""

R = TypeVar("R", bound=Record)


class Status(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record stands in one machine: its state, since which local day, by which seat; `holds` is false when its
    ground changed, and `void` then says why."""

    state: str
    since: date | None = None
    by: str = ""
    holds: bool = True
    void: str = ""


class CaseFile(msgspec.Struct, frozen=True, kw_only=True):
    """One case, assembled. Lists hold the records of the case in the order of their numbers; ids are 32 hex digits.

    `statuses` maps (machine, record id) to its status; no entry means the machine's first state. `authors` maps
    (record id, field path) to the seats that wrote what stands there. `seats` maps the id of a seat, removed ones
    too, to what the roster says of it: one person may not fill both sides through two seats (G9). `same_as` are sets
    of party ids held to be one; `set_decisions` are consent records that decide for a whole set. `incomplete` are
    records of which a part is withheld or unreadable: restrictive kinds count at their strictest. `consent_heads`
    maps a consent record to the ledger values (68 hex digits) it stands on now; `consent_values` maps every value
    known, old ones too, to its consent record (G6). `everybody` are the parties that anything of the case speaks of,
    those too whose own record is not held here.
    """

    case: Case
    parties: Mapping[str, Party] = msgspec.field(default_factory=dict)
    everybody: frozenset[str] = frozenset()
    involvements: tuple[Involvement, ...] = ()
    relations: tuple[Relation, ...] = ()
    links: tuple[CooperationLink, ...] = ()
    acts: tuple[Act, ...] = ()
    laws: tuple[LawOrMeasure, ...] = ()
    infos: tuple[Information, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    custody: tuple[CustodyEvent, ...] = ()
    consents: tuple[Consent, ...] = ()
    identifiability: tuple[IdentifiabilityAnswer, ...] = ()
    risks: tuple[RiskAssessment, ...] = ()
    protection: tuple[ProtectionAction, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    decisions: tuple[Decision, ...] = ()
    allegations: tuple[Allegation, ...] = ()
    letters: tuple[Letter, ...] = ()
    steps: tuple[LetterStep, ...] = ()
    earlier_letters: tuple[EarlierLetter, ...] = ()
    oral: tuple[OralApproach, ...] = ()
    replies: tuple[StateReply, ...] = ()
    rows: tuple[MatrixRow, ...] = ()
    questions: tuple[QuestionRow, ...] = ()
    measures: tuple[StateMeasure, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    tasks: tuple[Task, ...] = ()
    comments: tuple[Comment, ...] = ()
    entries: tuple[ReportEntry, ...] = ()
    cycles: tuple[ReportingCycle, ...] = ()
    notes: tuple[GoodOfficesNote, ...] = ()
    external_refs: tuple[ExternalRef, ...] = ()
    mandates: tuple[MandateText, ...] = ()
    statuses: Mapping[tuple[str, str], Status] = msgspec.field(default_factory=dict)
    authors: Mapping[tuple[str, str], frozenset[str]] = msgspec.field(default_factory=dict)
    seats: Mapping[str, Seat] = msgspec.field(default_factory=dict)
    same_as: tuple[frozenset[str], ...] = ()
    set_decisions: frozenset[str] = frozenset()
    incomplete: frozenset[str] = frozenset()
    consent_heads: Mapping[str, frozenset[str]] = msgspec.field(default_factory=dict)
    consent_values: Mapping[str, str] = msgspec.field(default_factory=dict)
    identity_open: bool = True
    settings: OfficeSettings = OfficeSettings()
    vocabularies: Vocabularies

    def code(self, party: str) -> str:
        """The code under which a party appears in findings; a mark where its record is not held or has no proper
        code."""
        record = self.parties.get(party)
        return record.code if record and CODE.fullmatch(record.code) else UNKNOWN

    def with_code(self, code: str) -> Party | None:
        """The party of a code, or None."""
        return next((party for party in self.parties.values() if party.code == code), None)

    def members(self, party: str) -> frozenset[str]:
        """The party and all that are held to be the same (fold, rule 14)."""
        return frozenset({party}).union(*(group for group in self.same_as if party in group))

    def residence(self, party: str) -> str:
        """The State of residence, empty where it is unknown or identities are closed."""
        record = self.parties.get(party)
        return record.residence_country if record else ""

    def related(self, one: str, other: str) -> bool:
        """True when a relation between the two is recorded, in either direction."""
        pair = {one, other}
        return any({relation.from_party, relation.to_party} == pair for relation in self.relations)

    def roles(self, party: str) -> frozenset[str]:
        """The roles that a party holds in the case."""
        return frozenset(i.role for i in self.involvements if i.party == party)

    def protected(self, party: str) -> bool:
        """G4: every party but perpetrators, officials and staff in function; who holds another role too is protected,
        and so is who is a victim of an act or stands in a link of cooperation."""
        members = self.members(party)
        roles = frozenset(role for member in members for role in self.roles(member))
        harmed = any(members & set(act.victims) for act in self.acts)
        linked = any(members & {link.cooperator, *link.victim} for link in self.links)
        return harmed or linked or not roles or not roles <= UNPROTECTED

    def status(self, machine: str, record: str) -> Status | None:
        """The status of a record in a machine; None where no transition was ever made."""
        return self.statuses.get((machine, record))

    def state(self, machine: str, record: str) -> str:
        """The state that a record is in, empty where no transition was made or the last one is void."""
        status = self.statuses.get((machine, record))
        return status.state if status and status.holds else ""

    def writers(self, *records: str) -> frozenset[str]:
        """Everybody who wrote anything of these records, as persons (G9)."""
        seats: set[str] = set()
        for (record, _path), wrote in self.authors.items():
            if record in records:
                seats |= wrote
        return frozenset(self.person(seat) for seat in seats)

    def person(self, seat: str) -> str:
        """The person behind a seat; the seat itself where nothing else is known."""
        known = self.seats.get(seat)
        return known.person if known and known.person else seat

    def acts_of(self, party: str) -> Iterator[Act]:
        """The acts of which a party is a victim."""
        return (act for act in self.acts if party in act.victims)

    def links_of(self, parties: Iterable[str]) -> tuple[CooperationLink, ...]:
        """The links of cooperation that protect any of these parties."""
        wanted = set(parties)
        return tuple(link for link in self.links if wanted & set(link.victim))

    def allegation(self, record: str) -> Allegation | None:
        """The allegation of an id, or None."""
        return by_id(self.allegations, record)

    def letter(self, record: str) -> Letter | None:
        """The letter of an id, or None."""
        return by_id(self.letters, record)

    def reference(self, letter: str) -> str:
        """The office reference that a letter was given last: where its text was changed after a signature, the number
        of that one stays void. Empty before the first signature.
        """
        own = (step.taken for step in self.steps if step.letter == letter and step.step == "signature")
        given = [taken for taken in own if taken.office_ref]
        return max(given, key=lambda taken: taken.at).office_ref if given else ""

    @property
    def responsible_states(self) -> tuple[str, ...]:
        """Computed from the acts, and from the laws the case is about: the States held responsible, in order."""
        states = [state for act in self.acts for state in act.responsible_state]
        states += [law.enacting_state for law in self.laws if law.enacting_state]
        return tuple(dict.fromkeys(states))


def by_id(records: Iterable[R], wanted: str) -> R | None:
    """The record of that id among these, or None."""
    return next((record for record in records if record.id == wanted), None)
