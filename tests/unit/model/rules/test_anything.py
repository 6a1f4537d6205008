"""Whatever a case holds, no rule raises and no sentence holds a name (generated from the declarations of kinds)."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from typing import Any, TypeVar

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.declare import Field, Kind, Part, Record, Shape, Type, assemble
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent, IdentifiabilityAnswer
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.decisions import Allegation, Assessment, Decision
from fieldcase.model.kinds.directory import ExternalRef, MandateText
from fieldcase.model.kinds.evidence import CustodyEvent, Evidence
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.letters import EarlierLetter, Letter, LetterStep, OralApproach
from fieldcase.model.kinds.parties import Involvement, Party, Relation
from fieldcase.model.kinds.replies import MatrixRow, QuestionRow, StateMeasure, StateReply
from fieldcase.model.kinds.reporting import ReportEntry, ReportingCycle
from fieldcase.model.kinds.risks import ProtectionAction, RiskAssessment
from fieldcase.model.kinds.sources import Information
from fieldcase.model.machines import MACHINES
from fieldcase.model.refusal import Finding
from fieldcase.model.rules import (
    asking,
    closing,
    corrections,
    deciding,
    entries,
    exports,
    flow,
    goodoffices,
    intake,
    links,
    protection,
    replies,
    sealing,
    tracker,
    transnational,
    verification,
    withdrawal,
)
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.counting import facts
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.panel import before_letter, letter_findings
from tests.plain import SEATS, TODAY, ref, rid, settings, vocabularies

NAME = "Zorvanteki"
"""Stands in every text and every field of the identity room; it must never come out again."""
WORDS = [rid(f"record {n}") for n in range(6)]
DATES = ["", "2025-03-10", "2025-03?", "2025-02/2025-03", "../2025-01", "2025/..", "2025-XX", "yesterday"]
DAYS = ["", "2025-03-10", "2024-01-01", "2026-01-01", "soon"]
INSTANTS = ["", "2025-03-10T10:00:00+00:00", "2025-03-31T23:59:59Z", "2025-03-12T08:00:00", "noon"]
CODES = ["P-AAAAA2", "P-BBBBB3", "O-CCCCC4", ""]
R = TypeVar("R", bound=Record)


class Anything:
    """Makes records of any kind from its declaration: mostly plausible values, some that nobody should have written."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def some(self, record: type[R], most: int = 3) -> tuple[R, ...]:
        return tuple(self.one(record, WORDS[n]) for n in range(self.chance.randint(0, most)))

    def one(self, record: type[R], record_id: str) -> R:
        kind: Kind = kind_of(record)
        values: dict[str, Any] = {}
        for part in kind.parts:
            if part.field.computed or self.chance.random() < 0.2:
                continue
            for path, value in self.values(part):
                values[path] = value
        made = assemble(kind, record_id, values)
        assert isinstance(made, record)
        return made

    def values(self, part: Part) -> list[tuple[str, Any]]:
        match part.shape:
            case Shape.TEXTS:
                return [
                    (f"{part.name}/{lang}", {"text": self.words()})
                    for lang in ("en", "fr")[: self.chance.randint(0, 2)]
                ]
            case Shape.CODES:
                found = {self.plain(part.field) for _ in range(self.chance.randint(0, 2))}
                return [(f"{part.name}/{code}", code) for code in found if code]
            case Shape.ELEMENTS:
                return [(f"{part.name}/{n}", self.group(part)) for n in range(self.chance.randint(0, 2))]
            case Shape.GROUP:
                return [(part.name, self.group(part))]
            case Shape.PLAIN:
                return [(part.name, self.plain(part.field))]

    def group(self, part: Part) -> dict[str, Any]:
        inner: dict[str, Any] = {}
        for one in part.parts:
            if self.chance.random() < 0.1:
                continue
            if one.shape is Shape.PLAIN:
                inner[one.name] = self.plain(one.field)
            elif one.shape is Shape.CODES:
                inner[one.name] = [code for code in {self.plain(one.field)} if code]
            elif one.shape is Shape.TEXTS:
                inner[one.name] = {"en": {"text": self.words()}}
            elif one.shape is Shape.GROUP:
                inner[one.name] = self.group(one)
        return inner

    def plain(self, field: Field) -> Any:
        pick = self.chance.choice
        match field.type:
            case Type.CODE:
                codes = vocabularies().codes(field.vocabulary) if field.vocabulary in vocabularies().names else ()
                return pick([*codes, "", "x_strange"])
            case Type.CHOICE | Type.BOOL3:
                return pick([*field.choices, ""])
            case Type.EDTF:
                return pick(DATES)
            case Type.DAY:
                return pick(DAYS)
            case Type.INSTANT:
                return pick(INSTANTS)
            case Type.STATE:
                return pick(["XKA", "XME", "XOR", ""])
            case Type.BOOL:
                return pick([True, False])
            case Type.NUMBER:
                return pick([0, 1, 2, 3])
            case Type.REF:
                return pick([*WORDS, ""])
            case Type.SHA256:
                return pick(["a" * 64, "b" * 64, ""])
            case _:
                return self.words()

    def words(self) -> str:
        return self.chance.choice(["", NAME, f"{{P-AAAAA2}} met {NAME}", "S-7K3D9X", f"{NAME} {{O-CCCCC4}}"])

    def file(self) -> CaseFile:
        codes = iter(CODES)
        parties = {p.id: p for p in self.some(Party)}
        parties = {id_: msgspec.structs.replace(p, code=next(codes)) for id_, p in parties.items()}
        machines = ("letter", "consent", "verification", "reply", "entry", "risk", "decision")
        states = [
            "draft",
            "in_review",
            "approved",
            "signed",
            "dispatched",
            "accepted",
            "reviewed",
            "withdrawn",
            "decided",
        ]
        statuses = {
            (machine, record): Status(state=self.chance.choice(states), since=TODAY, by=self.chance.choice(list(SEATS)))
            for machine in machines
            for record in WORDS
            if self.chance.random() < 0.4
        }
        return CaseFile(
            case=self.one(Case, rid("case")),
            parties=parties,
            involvements=self.some(Involvement),
            relations=self.some(Relation),
            links=self.some(CooperationLink),
            acts=self.some(Act),
            laws=self.some(LawOrMeasure, 1),
            infos=self.some(Information),
            evidence=self.some(Evidence, 2),
            custody=self.some(CustodyEvent, 2),
            consents=self.some(Consent, 5),
            identifiability=self.some(IdentifiabilityAnswer),
            risks=self.some(RiskAssessment),
            protection=self.some(ProtectionAction, 2),
            assessments=self.some(Assessment, 6),
            decisions=self.some(Decision, 2),
            allegations=self.some(Allegation),
            letters=self.some(Letter),
            steps=self.some(LetterStep),
            earlier_letters=self.some(EarlierLetter, 1),
            oral=self.some(OralApproach, 1),
            replies=self.some(StateReply, 2),
            rows=self.some(MatrixRow),
            questions=self.some(QuestionRow, 2),
            measures=self.some(StateMeasure, 1),
            tasks=self.some(Task, 1),
            entries=self.some(ReportEntry, 2),
            cycles=(self.one(ReportingCycle, rid("cycle")),),
            external_refs=self.some(ExternalRef, 1),
            mandates=self.some(MandateText, 1),
            statuses=statuses,
            authors={(record, "x"): frozenset({self.chance.choice(list(SEATS))}) for record in WORDS},
            seats=SEATS,
            same_as=(frozenset(WORDS[:2]),) if self.chance.random() < 0.3 else (),
            incomplete=frozenset({WORDS[0]}) if self.chance.random() < 0.3 else frozenset(),
            consent_heads={record: frozenset({ref(record)}) for record in WORDS},
            consent_values={ref(record): record for record in WORDS},
            identity_open=self.chance.random() < 0.8,
            settings=settings(),
            vocabularies=vocabularies(),
        )


def steps_said(file: CaseFile, on: date) -> list[Finding]:
    """What recording, deciding and moving the case on would still need."""
    findings: list[Finding] = []
    for row in file.consents:
        findings += asking.answer_findings(file, row.answer)
    for decision in file.decisions:
        findings += deciding.decision_findings(file, decision)
    for step in MACHINES["case"].transitions:
        findings += flow.unmet(file, step, on)
    return findings


def everything_said(file: CaseFile, on: date) -> list[str]:
    """Every rule that takes a case, asked of everything in it; the sentences and remedies of all they find."""
    cycle = file.cycles[0]
    findings: list[Finding] = [
        *intake.leave_draft(file),
        *intake.open_findings(file),
        *links.relative_findings(file),
        *links.nexus_findings(file, "sg_report"),
        *sealing.sealed_output(file),
        *closing.closing_findings(file),
        *exports.audience_findings(file, "hq_coded", on),
        *exports.to_headquarters(file, on).waits,
        *withdrawal.public_findings(file, file.parties, on),
    ]
    tasks = [*protection.risk_tasks(file, on), *corrections.correction_tasks(file), *sealing.oversight_task(file)]
    for letter in file.letters:
        at = datetime(2025, 4, 1, tzinfo=UTC)
        lf = LetterFile(file=file, letter=letter, on=on, seat=next(iter(SEATS.values())), at=at, last_entry=at)
        for step in ("approval", "signature", "dispatch"):
            findings += letter_findings(lf, step)
            findings += [Finding(rule=line.rule, sentence=line.sentence + line.why) for line in before_letter(lf, step)]
        tasks += tracker.clock_tasks(replies.clock_facts(file, letter), file.settings, on)
        replies.reply_outcome(file, letter.id)
    for old in file.earlier_letters:
        tracker.clock(replies.clock_facts(file, old), file.settings, on)
    for reply in file.replies:
        findings += replies.matrix_findings(file, reply)
        tasks += replies.alert_tasks(file, reply)
    for entry in file.entries:
        findings += goodoffices.note_findings(file, WORDS, entry.naming.values(), on)
        for step in ("in_review", "head_ok", "field_confirmed"):
            findings += entries.entry_findings(file, entry, cycle, on=on, step=step, seat=next(iter(SEATS)))
        entries.blocked(file, entry, on)
    for action in file.protection:
        findings += protection.protection_findings(file, action, on)
        tasks += protection.protection_tasks(file, action, file.settings)
    for assessment in file.assessments:
        findings += verification.assessment_findings(file, assessment)
    findings += steps_said(file, on)
    tasks += asking.consent_tasks(file, on)
    for party in file.parties:
        tasks += withdrawal.withdrawal_tasks(file, party, on)
        protection.escalation_level(file, party, on)
    transnational.suggestions(file)
    facts(file)
    return [f.sentence + f.remedy + f.field + f.party_code for f in findings] + [
        t.sentence + t.party_code for t in tasks
    ]


@given(st.integers(0, 2**32))
def test_no_rule_raises_on_any_case_and_no_sentence_holds_a_name(seed: int) -> None:
    file = Anything(random.Random(seed)).file()
    for sentence in everything_said(file, TODAY):
        assert NAME not in sentence
        assert "{" not in sentence


@given(st.integers(0, 2**32))
def test_every_finding_is_a_whole_sentence_with_a_rule(seed: int) -> None:
    file = Anything(random.Random(seed)).file()
    for letter in file.letters:
        lf = LetterFile(file=file, letter=letter, on=TODAY)
        for finding in letter_findings(lf, "approval"):
            assert finding.rule
            assert finding.sentence[-1] == "."
            assert finding.sentence[0].isupper() or finding.sentence[0] in "“"


@pytest.mark.parametrize("kind", list(KINDS))
def test_the_generator_makes_every_kind(kind: str) -> None:
    """A guard against a generator that makes nothing: each kind comes out with values in it."""
    made = [Anything(random.Random(n)).one(KINDS[kind].record, WORDS[0]) for n in range(5)]
    assert any(record != KINDS[kind].record(id=WORDS[0]) for record in made)
