"""The case itself: numbers and draft (G1, G2), links (G26, G27), order (G25), borders (T1–T5), sealing (G33), closing
(G20)."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.kinds.cases import Closure
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.values import Count
from fieldcase.model.kinds.values import Named as Row
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.chronology import act_order, intersects, reply_order
from fieldcase.model.rules.closing import closing_findings
from fieldcase.model.rules.counting import by_stage, by_state, facts, total
from fieldcase.model.rules.goodoffices import brief_findings, council_bodies, links_for_brief, note_findings
from fieldcase.model.rules.intake import leave_draft, next_case_no, number_findings, open_findings, resolve
from fieldcase.model.rules.links import nexus_findings, relative_findings, un_nexus
from fieldcase.model.rules.panel import what_blocks
from fieldcase.model.rules.sealing import oversight_task, sealed_access, sealed_output
from fieldcase.model.rules.transnational import suggestions
from tests.make import (
    a_case,
    a_consent,
    a_file,
    a_law,
    a_letter_file,
    a_link,
    a_party,
    a_protection,
    a_relation,
    a_risk,
    an_act,
    an_assessment,
    an_involvement,
)
from tests.plain import CASE_NO, TODAY, rid, settings, text, vocabularies
from tests.transmitted import a_letter, a_measure, a_reply, an_entry


def rules(findings: tuple[Finding, ...]) -> list[tuple[str, bool]]:
    return [(finding.rule, finding.blocks) for finding in findings]


# G1, G2


def test_S1_two_laptops_offline_never_give_the_same_number() -> None:
    """S1, G1: exchanging packages changes neither; tested with the vault."""
    one, other = next_case_no("KAL", "03", 2025, ()), next_case_no("KAL", "07", 2025, ())
    assert (one, other) == ("KAL-03-2025-00001", "KAL-07-2025-00001")
    assert next_case_no("KAL", "03", 2025, (one, other, CASE_NO)) == "KAL-03-2025-00018"


def test_G1_the_serial_goes_on_and_the_year_never_goes_back() -> None:
    assert next_case_no("KAL", "03", 2024, (CASE_NO,)) == "KAL-03-2025-00018"
    assert next_case_no("KAL", "03", 2026, (CASE_NO,)) == "KAL-03-2026-00018"


def test_G1_a_number_is_never_edited_reused_or_made_up() -> None:
    assert number_findings(CASE_NO, CASE_NO, ()) == number_findings("", CASE_NO, ()) == ()
    assert rules(number_findings(CASE_NO, "KAL-03-2025-00018", ())) == [("G1", True)]
    assert rules(number_findings("", CASE_NO, (CASE_NO,))) == [("G1", True)]
    assert rules(number_findings("", "17/2025", ())) == [("G1", True)]


def test_G1_a_merged_number_leads_to_the_case_it_was_merged_into() -> None:
    cases = {rid(w): a_case(id=rid(w), merged_into=rid(into) if into else "") for w, into in (("a", "b"), ("b", ""))}
    assert resolve(cases[rid("a")], cases).id == rid("b")
    circle = {rid(w): a_case(id=rid(w), merged_into=rid(into)) for w, into in (("a", "b"), ("b", "a"))}
    assert resolve(circle[rid("a")], circle).id in circle


def test_S10_a_law_and_a_number_of_people_are_enough_to_leave_the_draft() -> None:
    """S10, G2: 312 organisations dissolved in Orvane, no victim asked."""
    law = a_file(
        case=a_case(mass_count=Count(low=312, high=312)), parties={}, involvements=(), acts=(), laws=(a_law(),)
    )
    assert leave_draft(law) == ()


def test_G2_asks_for_four_things_and_never_for_proof_or_consent() -> None:
    empty = a_file(
        case=a_case(received_at="", summary={}), parties={}, involvements=(), acts=(), laws=(), risks=(), links=()
    )
    assert [f.field for f in leave_draft(empty)] == ["received_at", "summary", "involvement", "risk_assessment"]
    bare = a_file(assessments=(), consents=(), infos=())
    assert leave_draft(bare) == open_findings(bare) == ()
    assert len(open_findings(a_file(case=a_case(subject_kind=""), risks=()))) == 2


# G26, G27


@pytest.mark.parametrize(
    ("bodies", "nexus"),
    [
        ((), "none_yet"),
        (("hrc_plenary",), "un"),
        (("regional_african",), "regional_only"),
        (("regional_african", "crc"), "mixed"),
        (("ecosoc_ngo_committee",), "un"),
    ],
)
def test_G27_the_nexus_follows_from_the_flags_of_the_bodies(bodies: tuple[str, ...], nexus: str) -> None:
    assert un_nexus([a_link(mechanism=bodies)], vocabularies()) == nexus


def test_S12_cooperation_with_a_regional_court_alone_is_not_reported_as_a_reprisal() -> None:
    """S12, G27: recorded, protected, and referred."""
    file = a_file(links=(a_link(mechanism=("regional_european",)),))
    for output in ("sg_report", "good_offices", "sp_proposal"):
        (finding,) = nexus_findings(file, output)
        assert finding.rule == "G27"
        assert "refer" in finding.remedy
    assert nexus_findings(file, "state_letter") == ()
    proposal = a_letter_file(file, letter=a_letter("sp_allegation_draft"))
    assert "G27" in [f.rule for f in what_blocks(proposal, "approval")]


def sister(**changes: Any) -> CaseFile:
    """Tomas, exiled in Merovia, spoke to a Special Rapporteur; his sister is dismissed in Kalindra."""
    people = {rid("tomas"): a_party("tomas", residence_country="XME"), rid("sister"): a_party("sister")}
    link = a_link(
        cooperator="tomas", victim="sister", mechanism=("sr_defenders",), op4_category=("4d_relative_victim",)
    )
    said: dict[str, Any] = {
        "parties": people,
        "involvements": (an_involvement("tomas", "cooperator"), an_involvement("sister")),
        "links": (link,),
        "relations": (a_relation("sister", "tomas"),),
        "acts": (an_act(victim="sister", type=("dismissal",)),),
        "assessments": (an_assessment("E3", party="sister"),),
    }
    return a_file(**said | changes)


def test_S7_a_relative_is_the_victim_and_the_exile_the_cooperator() -> None:
    """S7, G26, T2: counted under Kalindra; consents are tested with letters."""
    file = sister()
    assert relative_findings(file) == ()
    assert [(s.rule, s.kind) for s in suggestions(file)] == [("T2", "proxy_relatives")]
    assert set(by_state([facts(file)])) == {"XKA"}


def test_G26_a_relative_without_a_relation_or_without_reasoning_is_found() -> None:
    assert rules(relative_findings(sister(relations=()))) == [("G26", True)]
    assert rules(relative_findings(sister(assessments=()))) == [("G26", True)]
    assert rules(relative_findings(sister(relations=(), identity_open=False))) == [("G26", False)]


# G25


def test_S33_an_act_that_was_possibly_before_is_accepted_with_a_warning() -> None:
    """S33, G25: act `2025-03?`, cooperation 20 March."""
    link = a_link(date="2025-03-20")
    assert rules(act_order(an_act(date="2025-03?"), [link])) == [("G25", False)]
    assert rules(act_order(an_act(date="2025-03-19"), [link])) == [("G25", True)]
    assert act_order(an_act(date="2025-03-21"), [link]) == ()


@pytest.mark.parametrize("stage", ["sought", "perceived"])
def test_G25_an_act_may_come_before_cooperation_that_was_sought_or_believed(stage: str) -> None:
    assert act_order(an_act(date="2025-01"), [a_link(stage=stage, date="2025-03-20")]) == ()


def test_G25_intimidation_unknown_dates_and_another_link_that_fits_pass() -> None:
    late = a_link(date="2025-03-20")
    assert act_order(an_act(date="2025-01", act_class="intimidation"), [late]) == ()
    assert act_order(an_act(date="sometime"), [late]) == ()
    assert act_order(an_act(date="2025-03-10"), [late, a_link("first", date="2025-02-01")]) == ()


def test_G25_a_reply_is_not_received_before_the_letter_left_unless_it_came_by_itself() -> None:
    reply, early, out = rid("reply"), date(2025, 3, 1), [date(2025, 3, 12)]
    assert rules(reply_order(reply, early, out, spontaneous=False)) == [("G25", True)]
    assert reply_order(reply, early, out, spontaneous=True) == reply_order(reply, out[0], out, spontaneous=False) == ()


def test_a_period_is_met_by_any_day_that_a_date_may_be() -> None:
    first, last = date(2024, 5, 1), date(2025, 4, 30)
    assert intersects(Edtf.parse("2025"), first, last)
    assert not intersects(Edtf.parse("2025-05-01/.."), first, last)


# T1–T5


def suggested(act: Any, home: str = "XKA") -> list[str]:
    people = {rid("ilena"): a_party(residence_country=home)}
    return [s.kind for s in suggestions(a_file(acts=(act,), parties=people))]


def test_T1_an_act_felt_in_another_country_than_the_responsible_state() -> None:
    assert suggested(an_act(act_country="XME")) == ["direct_abroad"]
    assert suggested(an_act()) == suggested(an_act(act_country="")) == []


def test_S9_T3_spyware_on_a_telephone_abroad() -> None:
    """S9, T3: residence Sarn Islands, suspected Orvane, country of the act unknown."""
    spyware = an_act(type=("spyware",), is_online=True, act_country="", responsible_state=("XOR",))
    assert suggested(spyware, "XSI") == ["digital_cross_border"]
    assert suggested(spyware, "XOR") == suggested(spyware, "") == []


def test_T4_the_state_of_the_territory_helped_or_looked_away() -> None:
    assert suggested(an_act(act_country="XME", responsible_state=("XKA", "XME"))) == [
        "direct_abroad",
        "host_state_assisted",
    ]
    looked_away = an_act(act_country="XME", attribution_mode="acquiescence")
    assert "host_state_assisted" in suggested(looked_away)


def test_T5_papers_used_against_somebody_abroad() -> None:
    assert "mobility_control" in suggested(an_act(type=("passport_refusal",)), "XME")
    assert "mobility_control" in suggested(an_act(type=("other_act",), state_organs=("diplomatic_mission",)), "XME")
    assert suggested(an_act(type=("passport_refusal",))) == []


# G15


def test_S38_only_the_councils_session_goes_into_the_brief_and_not_the_complaint() -> None:
    """S38, G15."""
    council, complaint = a_link(), a_link("complaint", mechanism=("ccpr",))
    file = a_file(links=(council, complaint), consents=(a_consent(scope="hrc_president"),))
    assert links_for_brief(file) == (council,)
    naming = [Row(party=rid("ilena"), level="NAMED")]
    assert note_findings(file, [council.id], naming, TODAY) == ()
    assert rules(note_findings(file, [complaint.id], naming, TODAY)) == [("G15", True)]
    assert rules(note_findings(a_file(links=(council,)), [council.id], naming, TODAY)) == [("G15", True)]


def test_S11_the_ngo_committee_cannot_go_into_a_good_offices_brief() -> None:
    """S11, G15: `ecosoc_ngo_committee` carries no Council flag."""
    file = a_file(links=(a_link(mechanism=("ecosoc_ngo_committee",)),))
    brief = a_letter_file(file, letter=a_letter("hrc_president_brief"))
    assert rules(brief_findings(brief)) == [("G15", True)]
    assert brief_findings(a_letter_file(letter=a_letter("hrc_president_brief"))) == ()


def test_S38_a_brief_does_not_even_mention_a_body_that_is_not_of_the_council() -> None:
    """S38, G15: of the complaint to a treaty body not a word, in any language of the brief."""
    file = a_file(links=(a_link(), a_link("complaint", mechanism=("ccpr",))))
    letter = a_letter("hrc_president_brief", languages=("en", "fr"))
    for said in ("She complained to the Human Rights Committee.", "Elle a saisi le Comité des droits de l’homme."):
        assert rules(brief_findings(a_letter_file(file, letter=letter, texts=(said,)))) == [("G15", True)]
    clean = a_letter_file(file, letter=letter, texts=("She spoke to the Human Rights Council session.",))
    assert brief_findings(clean) == ()


def test_G15_wide_scope_takes_special_procedures_and_never_treaty_bodies() -> None:
    link = a_link(mechanism=("sr_defenders", "cedaw", "upr", "ohchr"))
    assert council_bodies(a_file(), link) == ("upr",)
    assert council_bodies(a_file(settings=settings(op13_scope="wide")), link) == ("sr_defenders", "upr")


# G33, G20, counting


def test_S37_a_case_against_personnel_of_the_organization_is_sealed() -> None:
    """S37, G33: no letter, no entry; referred to internal oversight. Kept apart by the sealed room, tested with the
    vault."""
    file = a_file(acts=(an_act(perpetrator_types=("un_personnel",)),))
    assert rules(sealed_output(file)) == [("G33", True)]
    assert "G33" in [f.rule for f in what_blocks(a_letter_file(file), "approval")]
    assert rules(sealed_access(file, {"case_officer", "reviewer"})) == [("G33", True)]
    assert sealed_access(file, {"custodian"}) == sealed_access(a_file(), {"case_officer"}) == ()
    assert [t.kind for t in oversight_task(file)] == ["refer_oversight"]
    assert oversight_task(a_file()) == ()


def closed(reason: str = "contact_lost") -> Any:
    return a_case(closure=Closure(reason=reason, told_to_person=text("Nobody could be reached.")))


def test_G20_a_case_in_order_may_be_closed_and_says_what_was_told() -> None:
    assert closing_findings(a_file(case=closed())) == ()
    assert [f.field for f in closing_findings(a_file())] == ["closure", "closure"]


@pytest.mark.parametrize(
    "changes",
    [
        {"risks": (a_risk(level="high"),)},
        {"protection": (a_protection(),)},
        {"statuses": {("letter", rid("letter")): Status(state="signed")}},
        {"replies": (a_reply(),)},
        {"tasks": (Task(id=rid("t"), origin="G7"),)},
        {"entries": (an_entry(),)},
    ],
)
def test_G20_a_case_is_not_closed_while_something_is_under_way(changes: dict[str, Any]) -> None:
    assert rules(closing_findings(a_file(case=closed(), **changes))) == [("G20", True)]


def test_S30_resolved_needs_the_persons_own_view_of_what_the_state_did() -> None:
    """S30, G20; the reply without a letter is tested with replies."""
    assert rules(closing_findings(a_file(case=closed("resolved"), measures=(a_measure(),)))) == [("G20", True)]
    viewed = a_measure(victim_view=text("Free, and still afraid."))
    assert closing_findings(a_file(case=closed("resolved"), measures=(viewed,))) == ()


def test_S41_self_censorship_counts_without_further_harm() -> None:
    """S41: a warning visit, class intimidation, stage deterred."""
    act = an_act(type=("warning_visit",), act_class="intimidation", harms=("ceased_cooperation",), date="2025-03-01")
    file = a_file(acts=(act,), links=(a_link(stage="deterred"),))
    assert len(by_stage([facts(file)])["deterred"].persons) == 1
    assert act_order(act, file.links) == ()


def test_a_case_under_two_states_is_one_case_in_the_total_and_people_are_never_summed() -> None:
    both = facts(a_file(acts=(an_act(responsible_state=("XKA", "XOR")),)))
    rows = by_state([both, facts(a_file(case=a_case(id=rid("other"))))])
    assert [len(rows[state].cases) for state in ("XKA", "XOR")] == [2, 1]
    whole = total([both, facts(a_file(case=a_case(id=rid("other"))))])
    assert (len(whole.cases), len(whole.persons)) == (2, 1)


def test_one_person_under_two_codes_counts_once_and_a_dissolution_is_one_measure() -> None:
    twins = {rid(w): a_party(w) for w in ("ilena", "ilena_b")}
    file = a_file(
        parties=twins,
        acts=(an_act(victims=tuple(twins)),),
        same_as=(frozenset(twins),),
        laws=(a_law(affected_count=Count(low=312)),),
    )
    counted = facts(file)
    assert (len(counted.counts.persons), len(counted.counts.laws), counted.mass_low) == (1, 1, 312)


def test_an_act_of_nobody_known_counts_under_no_state() -> None:
    assert set(by_state([facts(a_file(acts=(an_act(responsible_state=()),)))])) == {""}
    assert msgspec.structs.asdict(total([]))["cases"] == frozenset()
