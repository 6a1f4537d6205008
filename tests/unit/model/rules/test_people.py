"""Protection (G3), withdrawal (G7), evidence (G23), exports (G24), merging (G34), and drill-downs (G22)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.consents import ConsentAnswer
from fieldcase.model.kinds.risks import RiskJudgement
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Role
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.evidence import hash_findings, intact, mismatch_tasks, use_findings
from fieldcase.model.rules.exports import (
    Listed,
    Manifest,
    audience_findings,
    lost_tasks,
    manifest_findings,
    to_headquarters,
)
from fieldcase.model.rules.merging import compare, consent_meanwhile, merge_findings, risk_meanwhile
from fieldcase.model.rules.panel import what_blocks
from fieldcase.model.rules.protection import (
    escalation_level,
    protection_findings,
    protection_tasks,
    review_due,
    risk_tasks,
    urgent_proposed,
)
from fieldcase.model.rules.suppression import drill_down
from fieldcase.model.rules.tasks import tasks_from
from fieldcase.model.rules.withdrawal import destruction_findings, public_findings, withdrawal_tasks
from tests.make import (
    a_consent,
    a_custody,
    a_file,
    a_letter_file,
    a_party,
    a_protection,
    a_risk,
    an_act,
    an_evidence,
    an_involvement,
)
from tests.plain import CUSTODIAN, HEAD, NAMES, SEATS, TODAY, a_seat, rid, settings, text
from tests.transmitted import a_letter


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def unproven(**changes: Any) -> CaseFile:
    return a_file(**{"assessments": (), "consents": (), "infos": (), "evidence": (), **changes})


def test_S2_protection_asks_for_no_proof_no_consent_and_no_approval() -> None:
    """S2, G3: imminent; the track turns urgent; looked at again within 48 hours."""
    file = unproven(risks=(a_risk(level="imminent"),))
    action = a_protection()
    assert protection_findings(file, action, TODAY) == ()
    assert urgent_proposed(file.risks)
    (task,) = protection_tasks(file, action, file.settings)
    assert (task.origin, task.role, task.due and task.due.isoformat()) == ("G3", "head", "2025-04-02")
    assert [t.kind for t in risk_tasks(file, TODAY)] == ["accept_risk"]


def test_S35_telling_a_partner_needs_consent_or_a_vital_interest_that_holds_at_once() -> None:
    """S35, G3: relocation tonight; she cannot be reached; the head hears at once, and only what the partner needs
    goes."""
    action = a_protection(discloses_to_partner=True, disclosed_level="CODED")
    assert rules(protection_findings(unproven(), action, TODAY)) == ["G3"]
    vital = a_consent(scope="protection_partners", basis="vital_interest", level="CODED", risks_explained=False)
    file = unproven(consents=(vital,))
    assert protection_findings(file, action, TODAY) == ()
    assert [t.kind for t in protection_tasks(file, action, file.settings)] == [
        "after_fact_review",
        "review_vital_interest",
    ]
    more = msgspec.structs.replace(action, disclosed_level="NAMED")
    assert rules(protection_findings(file, more, TODAY)) == ["G3"]


def test_G3_an_urgent_escalation_without_consent_goes_under_code() -> None:
    assert escalation_level(unproven(), rid("ilena"), TODAY) == "CODED"
    agreed = unproven(consents=(a_consent(scope="share_hq"),))
    assert escalation_level(agreed, rid("ilena"), TODAY) == "NAMED"


def test_a_risk_is_looked_at_again_by_its_level_and_stays_on_the_list_when_it_is_not() -> None:
    noon = datetime(2025, 4, 1, 12)  # noqa: DTZ001 (local time of the office)
    assert str(review_due("imminent", noon, settings())) == "2025-04-02"
    assert str(review_due("low", noon, settings())) == "2025-06-30"
    assert review_due("", noon, settings()) is None
    late = unproven(risks=(a_risk(review_due="2025-03-20"),))
    assert [t.kind for t in risk_tasks(late, TODAY)] == ["review_risk"]


def withdrawn(state: str = "") -> CaseFile:
    statuses = {("letter", rid("letter")): Status(state=state)} if state else {}
    return a_file(consents=(a_consent(withdrawn_at="2025-03-31T10:00:00Z"),), statuses=statuses)


@pytest.mark.parametrize(
    ("state", "kind", "role"),
    [
        ("", "change_letter", "case_officer"),
        ("in_review", "change_letter", "case_officer"),
        ("approved", "change_letter", "case_officer"),
        ("signed", "cancel_letter", "head"),
        ("dispatched", "ask_about_recipient", "case_officer"),
    ],
)
def test_S4_S6_a_withdrawal_reaches_every_letter_and_alters_none_that_left(state: str, kind: str, role: str) -> None:
    """S4, S6, G7: needed no approval; who got the letter is told only if the person wishes."""
    (task,) = withdrawal_tasks(withdrawn(state), rid("ilena"), TODAY)
    assert (task.origin, task.kind, task.role, task.party_code) == ("G7", kind, role, "P-ILENA2")


def test_G7_a_cancelled_letter_and_somebody_elses_withdrawal_give_no_task() -> None:
    assert withdrawal_tasks(withdrawn("cancelled"), rid("ilena"), TODAY) == ()
    assert withdrawal_tasks(withdrawn(), rid("tomas"), TODAY) == ()
    assert withdrawal_tasks(a_file(), rid("ilena"), TODAY) == ()


def test_S6_the_public_rendition_is_blocked_by_a_withdrawal() -> None:
    """S6, G7; the entry is tested with entries."""
    file = a_file(consents=(a_consent(scope="public_statement", withdrawn_at="2025-03-31T10:00:00Z"),))
    assert rules(public_findings(file, [rid("ilena")], TODAY)) == ["G7"]
    assert public_findings(a_file(), [rid("ilena")], TODAY) == ()


def test_G7_names_are_destroyed_by_head_and_custodian_two_persons() -> None:
    head, custodian = SEATS[HEAD], SEATS[CUSTODIAN]
    assert destruction_findings(head, custodian, TODAY) == destruction_findings(custodian, head, TODAY) == ()
    assert rules(destruction_findings(head, head, TODAY)) == ["G7"]
    both = a_seat("both", Role.HEAD, Role.CUSTODIAN, person="p1")
    assert rules(destruction_findings(both, a_seat("second", Role.CUSTODIAN, person="p1"), TODAY)) == ["G7"]


def test_S27_a_photograph_altered_on_disk_is_blocked_and_the_head_alerted() -> None:
    """S27, G23: reading the bytes and the chain before it are tested with the objects of the vault."""
    photo = an_evidence()
    assert hash_findings(photo, photo.sha256) == ()
    findings = hash_findings(photo, "0" * 64)
    assert rules(findings) == ["G23"]
    assert [(t.role, t.origin) for t in mismatch_tasks(findings)] == [("head", "G23")]
    file = a_file(evidence=(photo,), custody=(a_custody("photo", "hash_mismatch", "0" * 64),))
    assert not intact(file, photo)
    assert rules(use_findings(file, [photo.id])) == ["G23"]
    assert "G23" in rules(what_blocks(a_letter_file(file, enclosures=(photo.id,)), "dispatch"))


def test_G23_a_later_look_that_finds_the_hash_again_frees_the_item() -> None:
    photo = an_evidence()
    found = a_custody("photo", "verified_hash", photo.sha256, "2025-03-20T08:00:00Z")
    file = a_file(evidence=(photo,), custody=(a_custody("photo", "hash_mismatch", "0" * 64), found))
    assert intact(file, photo)
    assert not intact(file, an_evidence("nothing", sha256=""))


def manifest(profile: str = "hq_coded", *records: Listed, **changes: Any) -> Manifest:
    rows = records or (Listed(rid("case"), "case", Room.CASE),)
    said = Manifest(
        profile=profile, records=rows, count=len(rows), sha256="a", content_sha256="a", audiences=("headquarters",)
    )
    return msgspec.structs.replace(said, **changes)


def test_S13_no_ordinary_export_holds_anything_of_a_source() -> None:
    """S13, G24: order and times of records are tested with packages."""
    assert manifest_findings(manifest()) == ()
    for kind, room in (("source", Room.SOURCE), ("information_source", Room.SOURCE), ("comment", Room.CASE)):
        assert rules(manifest_findings(manifest("hq_coded", Listed(rid("x"), kind, room))))[:1] == ["G24"]
    assert rules(manifest_findings(manifest("hq_coded", Listed(rid("x"), "party", Room.IDENTITY))))[:1] == ["G24"]


def test_G24_count_hash_audience_and_agreement_belong_together() -> None:
    assert rules(manifest_findings(manifest(count=2))) == ["G24"]
    assert rules(manifest_findings(manifest(content_sha256="b"))) == ["G24"]
    assert rules(manifest_findings(manifest(audiences=("public",)))) == ["G24"]
    assert rules(manifest_findings(manifest("nothing"))) == ["G24"]
    names = Listed(rid("ilena"), "party", Room.IDENTITY)
    assert rules(manifest_findings(manifest("hq_full", names))) == ["G24"]
    assert manifest_findings(manifest("hq_full", names, approved_by=(frozenset({Role.CUSTODIAN}),))) == ()
    source = manifest("handover", Listed(rid("s"), "source", Room.SOURCE), audiences=("office",))
    one_person = msgspec.structs.replace(source, approved_by=(frozenset({Role.HEAD, Role.CUSTODIAN}),))
    two = msgspec.structs.replace(source, approved_by=(frozenset({Role.HEAD}), frozenset({Role.CUSTODIAN})))
    assert rules(manifest_findings(one_person)) == ["G24"]
    assert manifest_findings(two) == ()


def test_a_case_goes_to_headquarters_when_everybody_protected_agreed_and_else_waits_whole() -> None:
    people = {rid(w): a_party(w) for w in ("ilena", "tomas", "director")}
    involved = (an_involvement(), an_involvement("tomas", "witness"), an_involvement("director", "perpetrator"))
    rows = (a_consent(scope="share_hq"), a_consent("tomas", scope="share_hq", level="CODED"))
    file = a_file(parties=people, involvements=involved, consents=rows)
    parting = to_headquarters(file, TODAY)
    assert (parting.goes, parting.named, parting.waits) == (True, frozenset({rid("ilena")}), ())
    waiting = msgspec.structs.replace(file, consents=rows[:1])
    assert not to_headquarters(waiting, TODAY).goes
    assert to_headquarters(waiting, TODAY).named == frozenset()
    urgent = to_headquarters(waiting, TODAY, urgent=True)
    assert (urgent.goes, urgent.urgent, urgent.named) == (True, True, frozenset({rid("ilena")}))


def test_G24_a_profile_needs_consent_for_its_audience_and_a_sealed_case_goes_under_none() -> None:
    assert rules(audience_findings(a_file(), "sg_report_pack", TODAY)) == ["G24"]
    assert audience_findings(a_file(), "backup", TODAY) == ()
    sealed = a_file(acts=(an_act(perpetrator_types=("un_personnel",)),), consents=(a_consent(scope="share_hq"),))
    assert rules(audience_findings(sealed, "hq_coded", TODAY)) == ["G33"]


def test_S42_a_lost_package_asks_for_a_risk_review_of_every_person_in_it_without_a_name() -> None:
    """S42: the incident and the manifest are tested with exchange."""
    incident, *reviews = lost_tasks({rid("ilena"): "P-ILENA2", rid("tomas"): "P-TOMAS2"})
    assert (incident.kind, incident.role) == ("incident", "head")
    assert [(task.kind, task.targets) for task in reviews] == [
        ("review_risk", (rid("ilena"),)),
        ("review_risk", (rid("tomas"),)),
    ]
    assert not any(name in task.sentence for task in (incident, *reviews) for name in NAMES)


def test_S28_of_two_answers_written_apart_the_withdrawn_one_counts() -> None:
    """S28, G34: until a person decides."""
    named, withdrawn_ = ConsentAnswer(level="NAMED"), ConsentAnswer(level="NAMED", withdrawn_at="2025-03-31T10:00:00Z")
    assert consent_meanwhile([named, withdrawn_]) == consent_meanwhile([withdrawn_, named]) == withdrawn_
    coded = ConsentAnswer(level="CODED")
    assert consent_meanwhile([named, coded]) == coded
    assert consent_meanwhile([]) is None


def test_G34_equal_levels_keep_both_limits_and_the_first_end() -> None:
    one = ConsentAnswer(level="CODED", limits=text("Not my village."), expires_on="2025-09-01")
    two = ConsentAnswer(level="CODED", limits=text("Not before my hearing."), expires_on="2025-06-01")
    both = consent_meanwhile([one, two])
    assert both is not None
    assert {words.text for words in both.limits.values()} == {"Not my village.", "Not before my hearing."}
    assert both.expires_on == "2025-06-01"


def test_G34_the_higher_risk_counts_and_a_difference_is_shown_never_overwritten() -> None:
    low, high = RiskJudgement(level="low"), RiskJudgement(level="high")
    assert risk_meanwhile([low, high]) == high
    merge = compare(
        {"gender": "woman", "code": "P-ILENA2"}, {"gender": "unknown", "code": "P-ILENA2", "wishes/en": "x"}
    )
    assert (merge.divergent, merge.equal, merge.added, merge.ignored) == (("gender",), ("code",), ("wishes/en",), False)
    assert [(f.rule, f.blocks) for f in merge_findings(rid("ilena"), merge)] == [("G34", False)]
    same = compare({"code": "P-ILENA2"}, {"code": "P-ILENA2"})
    assert same.ignored
    assert merge_findings(rid("ilena"), same) == ()


def test_S34_an_analyst_sees_figures_and_no_case_behind_them() -> None:
    """S34, G22."""
    assert rules(drill_down({"analyst"})) == ["G22"]
    assert drill_down({"analyst", "case_officer"}) == ()


def test_each_thing_to_clear_becomes_one_task_with_a_code_and_no_name() -> None:
    file = a_file(consents=(), letters=(a_letter(),), risks=())
    blocks = what_blocks(a_letter_file(file), "approval")
    tasks = tasks_from((*blocks, *blocks))
    assert len(tasks) == len(blocks)
    assert {task.party_code for task in tasks} == {"P-ILENA2"}
