"""Plain builders of records for tests: fictional people and States, everything filled in, one thing changed by name.

`a_file()` is a whole case in which everything is in order; `a_letter_file()` a letter of it that may take every step.
A test takes it and breaks one thing. People: Ilena Dovrak spoke at the Council and was detained in Kalindra (XKA);
Tomas Arrel lives in Merovia (XME). Records refer to each other by `rid(word)`.
"""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from fieldcase.model.kinds.acts import Act, LawOrMeasure, LawStage, Severity
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent, ConsentAnswer, IdentifiabilityAnswer, Recognisable
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.decisions import Assessment, Finding
from fieldcase.model.kinds.evidence import Custody, CustodyEvent, Evidence
from fieldcase.model.kinds.parties import Involvement, LifeStatus, Name, Party, Relation
from fieldcase.model.kinds.risks import ActionRisk, ProtectionAction, RiskAssessment, RiskJudgement
from fieldcase.model.kinds.sources import Credibility, Information
from fieldcase.model.kinds.values import Known, Support
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import text_hash
from tests.plain import CASE_NO, NOW, OFFICER, REVIEWER, SEATS, TODAY, ref, rid, settings, text, vocabularies
from tests.transmitted import a_letter, an_allegation


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
