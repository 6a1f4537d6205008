"""Plain builders of records for tests: fictional people and States, everything filled in, one thing changed by name.

`a_file()` is a whole case in which everything is in order; `a_letter_file()` a letter of it that may take every step.
A test takes it and breaks one thing. People: Ilena Dovrak spoke at the Council and was detained in Kalindra (XKA);
Tomas Arrel lives in Merovia (XME). Records refer to each other by `rid(word)`.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.declare import LText, Words
from fieldcase.model.kinds.acts import Act, LawOrMeasure, LawStage, Severity
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent, ConsentAnswer, IdentifiabilityAnswer, Recognisable
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.decisions import Allegation, Assessment, Decision, Finding, Option
from fieldcase.model.kinds.directory import ExternalRef, MandateText
from fieldcase.model.kinds.evidence import Custody, CustodyEvent, Evidence
from fieldcase.model.kinds.letters import (
    AllegationInLetter,
    Block,
    EarlierLetter,
    Letter,
    LetterStep,
    OralApproach,
    StepTaken,
)
from fieldcase.model.kinds.parties import Involvement, LifeStatus, Name, Party, Relation
from fieldcase.model.kinds.replies import MatrixRow, MeasureStage, RowAnswer, StateMeasure, StateReply
from fieldcase.model.kinds.reporting import PeriodBasis, ReportEntry, ReportingCycle
from fieldcase.model.kinds.risks import ActionRisk, ProtectionAction, RiskAssessment, RiskJudgement
from fieldcase.model.kinds.sources import Credibility, Information
from fieldcase.model.kinds.values import Known, Named, Support
from fieldcase.model.roles import Role, Seat
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import text_hash
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.vocabulary import Vocabularies

TODAY = date(2025, 4, 1)
NOW = datetime(2025, 4, 1, 10, tzinfo=UTC)
CASE_NO = "KAL-03-2025-00017"
OFFICER, REVIEWER, HEAD, CUSTODIAN = (hashlib.sha256(w.encode()).hexdigest()[:32] for w in ("co", "rv", "hd", "cu"))
NAMES = ("Ilena", "Dovrak", "Tomas", "Arrel", "Nuria", "Kesh", "Amara", "Volen")


def rid(word: str) -> str:
    """The record id that stands for a word in tests: 32 hex digits."""
    return hashlib.sha256(word.encode()).hexdigest()[:32]


def ref(word: str) -> str:
    """A ledger value (68 hex digits) that stands for a word."""
    return hashlib.sha512(word.encode()).hexdigest()[:68]


def text(words: str, lang: str = "en") -> LText:
    """A text in one language."""
    return {lang: Words(text=words, original=True)}


@cache
def vocabularies() -> Vocabularies:
    """The vocabulary that ships."""
    return Vocabularies.read((Path(__file__).parents[1] / "resources/vocabularies/vocab.json").read_bytes())


def settings(**changes: Any) -> OfficeSettings:
    """The settings of office KAL in Kalindra, working every day so that dates in tests are easy to count."""
    return msgspec.structs.replace(
        OfficeSettings(office="KAL", accredited_to=("XKA",), calendar=OfficeCalendar(weekend=frozenset())), **changes
    )


def a_seat(word: str, *roles: Role, **more: Any) -> Seat:
    """A seat; its person is the word unless given."""
    return Seat(
        **{"id": rid(word), "key": rid(word) * 2, "name": word, "roles": roles, "vault": rid(f"vault {word}"), **more}
    )


SEATS = {
    OFFICER: a_seat("co", Role.CASE_OFFICER),
    REVIEWER: a_seat("rv", Role.REVIEWER),
    HEAD: a_seat("hd", Role.HEAD),
    CUSTODIAN: a_seat("cu", Role.CUSTODIAN),
}


def a_case(**changes: Any) -> Case:
    """A case received on 11 March 2025."""
    said = Case(
        id=rid("case"),
        case_no=CASE_NO,
        title_neutral="Detention after a statement",
        track="normal",
        received_at="2025-03-11T08:00:00+00:00",
        received_channel="person",
        summary=text("P-ILENA2 was detained after a statement."),
        subject_kind="persons",
    )
    return msgspec.structs.replace(said, **changes)


def a_party(word: str = "ilena", **changes: Any) -> Party:
    """A person, alive, whose code is `P-` and the word in capitals with a 2 (P-ILENA2)."""
    names = {"1": Name(script="Latn", given="Ilena", family="Dovrak", full="Ilena Dovrak")}
    said = Party(
        id=rid(word),
        code=f"P-{word.upper()}2",
        kind="person",
        names=names,
        gender="woman",
        residence_country="XKA",
        status={"1": LifeStatus(status="alive", since="2020")},
    )
    return msgspec.structs.replace(said, **changes)


def an_involvement(word: str = "ilena", role: str = "victim", **changes: Any) -> Involvement:
    """What a party is in the case."""
    said = Involvement(id=rid(f"{word} as {role}"), case=rid("case"), party=rid(word), role=role)
    return msgspec.structs.replace(said, **changes)


def a_relation(one: str, other: str, kind: str = "sibling", **changes: Any) -> Relation:
    """How two parties belong together."""
    said = Relation(id=rid(f"{one}-{other}"), from_party=rid(one), to_party=rid(other), kind=kind, confidential=False)
    return msgspec.structs.replace(said, **changes)


def a_link(word: str = "link", cooperator: str = "ilena", victim: str = "ilena", **changes: Any) -> CooperationLink:
    """A statement at the Council on 3 March 2025."""
    said = CooperationLink(
        id=rid(word),
        case=rid("case"),
        cooperator=rid(cooperator),
        victim=(rid(victim),),
        op4_category=("4a_cooperation",),
        stage="cooperated",
        type=("statement_delivered",),
        mechanism=("hrc_plenary",),
        mode=("in_person",),
        date="2025-03-03",
        visibility="public",
        alternative_explanations=text("None holds."),
    )
    return msgspec.structs.replace(said, **changes)


def an_act(word: str = "act", victim: str = "ilena", **changes: Any) -> Act:
    """A detention in Kalindra on 10 March 2025."""
    said = Act(
        id=rid(word),
        case=rid("case"),
        act_no="A1",
        type=("arbitrary_detention",),
        act_class="reprisal",
        date="2025-03-10",
        ongoing=Known(answer="yes", as_of="2025-03-11"),
        act_country="XKA",
        is_online=False,
        is_offline=True,
        perpetrator_types=("state_agent",),
        responsible_state=("XKA",),
        attribution_mode="commission",
        severity=Severity(level="serious"),
        victims=(rid(victim),) if victim else (),
        narrative=text("Detained."),
    )
    return msgspec.structs.replace(said, **changes)


def a_law(word: str = "law", **changes: Any) -> LawOrMeasure:
    """A law of Orvane that dissolved organisations."""
    said = LawOrMeasure(
        id=rid(word),
        case=rid("case"),
        lom_no="L1",
        enacting_state="XOR",
        type=("mass_dissolution",),
        title=text("Decree on associations"),
        stages={"1": LawStage(stage="in_force", date="2025-02-01")},
    )
    return msgspec.structs.replace(said, **changes)


def an_info(
    word: str, group: str, *targets: tuple[str, str], direction: str = "supports", **changes: Any
) -> Information:
    """An item from a source of reliability R2, itself C2, that bears on (element, target word) pairs."""
    supports = {
        str(n): Support(element=element, target=rid(target), direction=direction)
        for n, (element, target) in enumerate(targets)
    }
    said = Information(
        id=rid(word),
        case=rid("case"),
        no="I1",
        content=text("Said."),
        received_at="2025-03-11T08:00:00+00:00",
        event_date="2025-03-10",
        first_hand="yes",
        credibility=Credibility(level="C2"),
        supports=supports,
        reliability="R2",
        independence_group=group,
    )
    return msgspec.structs.replace(said, **changes)


def an_evidence(word: str = "photo", *targets: tuple[str, str], **changes: Any) -> Evidence:
    """A photograph that was checked and reveals nobody."""
    said = Evidence(
        id=rid(word),
        case=rid("case"),
        ev_no="EV1",
        kind="photograph",
        title_neutral="Photograph",
        sha256=hashlib.sha256(word.encode()).hexdigest(),
        size=1,
        media_type="image/jpeg",
        received_at="2025-03-11T08:00:00+00:00",
        supports={str(n): Support(element=e, target=rid(t), direction="supports") for n, (e, t) in enumerate(targets)},
        reveals_source=False,
        reveals_identity=False,
        contains_trauma=False,
    )
    return msgspec.structs.replace(said, **changes)


def a_custody(evidence: str, event: str, seen: str = "", at: str = "2025-03-12T08:00:00+00:00") -> CustodyEvent:
    """Something done with an item of evidence."""
    custody = Custody(event=event, at=at, by=OFFICER, hash_seen=seen)
    return CustodyEvent(id=rid(f"{evidence}{event}{at}"), evidence=rid(evidence), custody=custody)


def a_consent(word: str = "ilena", scope: str = "state_letter", level: str = "NAMED", **changes: Any) -> Consent:
    """Consent given by the person on 11 March 2025 with the risks explained; changes go into the answer, but
    `given_by`."""
    answer = ConsentAnswer(
        party=rid(word),
        scope=scope,
        level=level,
        basis="self",
        method="in_person_oral",
        explained_in_lang="en",
        risks_explained=True,
        obtained_by=OFFICER,
        obtained_at="2025-03-11T09:00:00+00:00",
        valid_from="2025-03-11",
    )
    given_by = changes.pop("given_by", "")
    answer = msgspec.structs.replace(answer, **changes)
    return Consent(id=rid(f"consent {word} {scope} {answer.recipient}"), answer=answer, given_by=given_by)


def an_answer(word: str, about: str, text_sha256: str, answer: str = "no") -> IdentifiabilityAnswer:
    """Whether a recipient could recognise somebody from exactly this text."""
    judgement = Recognisable(party=rid(word), about=about, text=text_sha256, answer=answer)
    return IdentifiabilityAnswer(id=rid(f"{word}{about}{text_sha256}"), judgement=judgement, case=rid("case"))


def a_risk(word: str = "ilena", level: str = "medium", tool: str = "note_verbale", **changes: Any) -> RiskAssessment:
    """Risk of a party, with the risk that a tool would create."""
    judgement = RiskJudgement(
        subject=rid(word),
        case=rid("case"),
        level=level,
        reason=text("Why."),
        threat=text("Threat."),
        likelihood=2,
        impact=3,
        of_inaction=text("It goes on."),
        review_due="2025-04-30",
        assessed_at="2025-03-11T09:00:00+00:00",
    )
    judgement = msgspec.structs.replace(judgement, **changes)
    acting = ActionRisk(tool=tool, level="low", reason=text("Known already."), weighed_on=level)
    return RiskAssessment(id=rid(f"risk {word}"), assessment=judgement, of_action={"1": acting} if tool else {})


def a_protection(word: str = "ilena", **changes: Any) -> ProtectionAction:
    """A relocation that tells no partner anything."""
    said = ProtectionAction(
        id=rid("protection"),
        case=rid("case"),
        kind="temporary_relocation",
        for_party=(rid(word),),
        requested_by_person="yes",
        status="under_way",
        discloses_to_partner=False,
        started_at="2025-03-31T20:00:00+00:00",
    )
    return msgspec.structs.replace(said, **changes)


def an_assessment(
    element: str, level: str = "credible", target: str = "act", party: str = "", **changes: Any
) -> Assessment:
    """One element assessed on 20 March 2025; changes go into the finding."""
    finding = Finding(
        element=element,
        target=rid(target),
        party=rid(party) if party else "",
        level=level,
        reasoning=text("Because it was told twice; it followed the statement."),
        standard_of_proof="reasonable grounds to believe",
        assessed_at="2025-03-20T09:00:00+00:00",
    )
    finding = msgspec.structs.replace(finding, **changes)
    return Assessment(id=rid(f"{element} {target} {party}"), finding=finding, case=rid("case"))


def a_decision(kind: str = "use_tool", tool: str = "note_verbale", **changes: Any) -> Decision:
    """A decision to use a tool."""
    said = Decision(
        id=rid(f"decision {kind}"),
        case=rid("case"),
        kind=kind,
        tool=tool,
        options_considered={"1": Option(tool="no_action_do_no_harm")},
        rationale=text("The person wishes it."),
        risk_ref=(rid("risk ilena"),),
    )
    return msgspec.structs.replace(said, **changes)


def an_allegation(number: int = 1, *acts: str, **changes: Any) -> Allegation:
    """An allegation about acts (words), version 1."""
    said = Allegation(
        id=rid(f"allegation {number}"),
        case=rid("case"),
        alleg_no=number,
        version=1,
        text=text("{P-ILENA2} was detained on 10 March 2025."),
        acts=tuple(rid(act) for act in acts or ("act",)),
        persons={"1": Named(party=rid("ilena"), level="NAMED")},
    )
    return msgspec.structs.replace(said, **changes)


def a_letter(kind: str = "note_verbale", *numbers: int, **changes: Any) -> Letter:
    """A letter to Kalindra that transmits the allegations of these numbers (1) and names Ilena."""
    said = Letter(
        id=rid("letter"),
        case=rid("case"),
        case_nos=(rid("case"),),
        kind=kind,
        addressee_state="XKA",
        addressee_role=text("Ministry of Foreign Affairs"),
        addressee_kind="foreign_ministry",
        concerned_as="responsible",
        languages=("en",),
        authentic_lang="en",
        allegations={
            str(n): AllegationInLetter(allegation=rid(f"allegation {n}"), version=1, number=n) for n in numbers or (1,)
        },
        blocks={"1": Block(order=1, block="opening", lang="en", text="The Office presents its compliments.")},
        naming={"1": Named(party=rid("ilena"), level="NAMED")},
    )
    return msgspec.structs.replace(said, **changes)


def a_step(step: str, at: str, letter: str = "letter", consents: tuple[str, ...] = (), **changes: Any) -> LetterStep:
    """A step taken with a letter."""
    taken = msgspec.structs.replace(StepTaken(letter=rid(letter), step=step, at=at, consents=consents), **changes)
    return LetterStep(id=rid(f"{letter} {step}"), case=rid("case"), taken=taken)


def an_earlier_letter(**changes: Any) -> EarlierLetter:
    """A letter of an old register."""
    said = EarlierLetter(
        id=rid("earlier"), case=rid("case"), kind="note_verbale", addressee_state="XKA", dispatched_at="2025-02-01"
    )
    return msgspec.structs.replace(said, **changes)


def a_talk(*numbers: int, **changes: Any) -> OralApproach:
    """A talk with an official of Kalindra in which allegations were put."""
    points = {
        str(n): AllegationInLetter(allegation=rid(f"allegation {n}"), version=1, number=n) for n in numbers or (1,)
    }
    said = OralApproach(
        id=rid("talk"),
        case=rid("case"),
        date="2025-03-20",
        state="XKA",
        with_official="Director",
        by=HEAD,
        points=points,
    )
    return msgspec.structs.replace(said, **changes)


def a_reply(word: str = "reply", received: str = "2025-04-25T10:00:00+00:00", **changes: Any) -> StateReply:
    """A substantive reply of Kalindra to the letter."""
    said = StateReply(
        id=rid(word),
        case=rid("case"),
        reply_no="R1",
        from_state="XKA",
        to_letters=(rid("letter"),),
        channel="direct",
        kind=("substantive",),
        dated="2025-04-20",
        received_at=received,
        language="en",
        screened=True,
    )
    return msgspec.structs.replace(said, **changes)


def a_row(number: int, *positions: str, reply: str = "reply", **changes: Any) -> MatrixRow:
    """What a reply says to an allegation."""
    answer = RowAnswer(
        reply=rid(reply), allegation=rid(f"allegation {number}"), position=positions, neutral_summary=text("It denies.")
    )
    row = msgspec.structs.replace(answer, **changes)
    return MatrixRow(id=rid(f"row {reply} {number}"), row=row, case=rid("case"))


def a_measure(**changes: Any) -> StateMeasure:
    """An investigation that was announced."""
    said = StateMeasure(
        id=rid("measure"),
        case=rid("case"),
        by_state="XKA",
        kind="investigation_opened",
        stage={"1": MeasureStage(stage="announced", date="2025-04-20")},
        scope="case",
        learned_from="reply",
        op_ref=("OP6",),
        verified_level="credible",
    )
    return msgspec.structs.replace(said, **changes)


def a_cycle(**changes: Any) -> ReportingCycle:
    """The cycle of 1 May 2024 to 30 April 2025 with its cut-off on 10 May 2025."""
    said = ReportingCycle(
        id=rid("cycle"),
        label="2024/25",
        period_from="2024-05-01",
        period_to="2025-04-30",
        state_reply_cutoff="2025-05-10",
        status="open",
    )
    return msgspec.structs.replace(said, **changes)


def an_entry(*numbers: int, **changes: Any) -> ReportEntry:
    """An entry for Annex I about the allegations of these numbers (1), transmitted by the letter."""
    rows = {str(n): AllegationInLetter(allegation=rid(f"allegation {n}"), version=1, number=n) for n in numbers or (1,)}
    said = ReportEntry(
        id=rid("entry"),
        case=rid("case"),
        cycle=rid("cycle"),
        case_nos=(rid("case"),),
        state_section="XKA",
        section="annex_i",
        period_basis=PeriodBasis(basis="act_in_period", date="2025-03-10"),
        text=text("{P-ILENA2} was detained."),
        allegations=rows,
        transmitted_by=(rid("letter"),),
        naming={"1": Named(party=rid("ilena"), level="NAMED")},
    )
    return msgspec.structs.replace(said, **changes)


def a_reference(word: str = "reference", confirmed: bool = True, **changes: Any) -> ExternalRef:
    """A reference from Geneva, typed in with its proof."""
    said = ExternalRef(
        id=rid(word),
        system="special procedures",
        reference="XKA 1/2025",
        date="2025-03-15",
        proof=rid("photo"),
        confirmed_by=rid("hq") if confirmed else "",
    )
    return msgspec.structs.replace(said, **changes)


def a_mandate(word: str = "mandate", **changes: Any) -> MandateText:
    """Resolution 54/24, in force."""
    said = MandateText(id=rid(word), symbol="A/HRC/RES/54/24", date="2023-10-12", status="in_force")
    return msgspec.structs.replace(said, **changes)


def supported(level: str = "credible", target: str = "act", party: str = "ilena") -> dict[str, Any]:
    """Infos from two independent groups and assessments of all four elements at one level, accepted, for `a_file`."""
    elements = [(element, target) for element in ("E1", "E2", "E3", "E4")]
    rows = tuple(
        an_assessment(e, level, target, party if e in ("E1", "E3") else "", weighed=text("Weighed."))
        for e, _target in elements
    )
    return {
        "infos": (an_info("info one", "a", *elements), an_info("info two", "b", *elements, no="I2")),
        "assessments": rows,
        "statuses": {("verification", row.id): Status(state="accepted", by=REVIEWER) for row in rows},
    }


def a_file(**changes: Any) -> CaseFile:
    """A case in which everything is in order for a letter to Kalindra that names Ilena. `statuses` are added to its
    own."""
    consent = a_consent()
    base = supported()
    statuses = base.pop("statuses") | {("consent", consent.id): Status(state="reviewed", by=REVIEWER)}
    statuses |= changes.pop("statuses", {})
    said: dict[str, Any] = {
        "case": a_case(),
        "parties": {rid("ilena"): a_party()},
        "involvements": (an_involvement(),),
        "links": (a_link(),),
        "acts": (an_act(),),
        "consents": (consent,),
        "risks": (a_risk(),),
        "allegations": (an_allegation(),),
        "letters": (a_letter(),),
        "authors": {(rid("letter"), "blocks"): frozenset({OFFICER})},
        "seats": SEATS,
        "consent_heads": {consent.id: frozenset({ref("consent")})},
        "consent_values": {ref("consent"): consent.id},
        "settings": settings(),
        "vocabularies": vocabularies(),
        **base,
    }
    return CaseFile(**said | changes, statuses=statuses)


def a_letter_file(file: CaseFile | None = None, **changes: Any) -> LetterFile:
    """The letter of a file with a reviewer at the keyboard and a clean text check."""
    file = file or a_file()
    letter = changes.pop("letter", file.letters[0] if file.letters else a_letter())
    return LetterFile(**{"file": file, "letter": letter, "on": TODAY, "seat": SEATS[REVIEWER], "at": NOW} | changes)


def with_answers(lf: LetterFile, *words: str, answer: str = "no", by: str = REVIEWER) -> LetterFile:
    """The same letter with an answer on recognition for each party, given by a seat on exactly this text."""
    digest = text_hash(lf.file, lf.letter)
    answers = tuple(an_answer(word, lf.letter.id, digest, answer) for word in words)
    authors = {**lf.file.authors, **{(a.id, "judgement"): frozenset({by}) for a in answers}}
    return msgspec.structs.replace(lf, file=msgspec.structs.replace(lf.file, identifiability=answers, authors=authors))
