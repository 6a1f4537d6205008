"""The four elements, apart: levels that count, thresholds, staleness, corrections (section 6; G11, G13, S9, S15)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.decisions import Floor
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.corrections import correction_tasks, weaker
from fieldcase.model.rules.letters import output_of, verification_findings
from fieldcase.model.rules.scales import ELEMENTS, VERIFICATION
from fieldcase.model.rules.verification import (
    THRESHOLDS,
    Output,
    Target,
    assessment_findings,
    case_floor,
    established,
    floor_of,
    output_findings,
    stale,
    targets_of,
    threshold,
    wording,
)
from tests.make import (
    a_custody,
    a_file,
    a_letter_file,
    a_link,
    a_party,
    an_act,
    an_assessment,
    an_evidence,
    an_info,
    supported,
)
from tests.plain import OFFICER, REVIEWER, rid, settings, text
from tests.transmitted import a_letter, an_allegation

ACT = Target(rid("act"), rid("ilena"))


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings if finding.blocks]


def at(level: str = "corroborated", **levels: str) -> CaseFile:
    """A case whose elements stand at a level, accepted, single ones changed by name."""
    base = supported(level)
    rows = tuple(
        msgspec.structs.replace(
            r, finding=msgspec.structs.replace(r.finding, level=levels.get(r.element.lower(), level))
        )
        for r in base["assessments"]
    )
    return a_file(infos=base["infos"], assessments=rows, statuses=base["statuses"])


def test_what_is_chosen_counts_as_far_as_it_is_carried_and_accepted() -> None:
    assert established(at(), "E2", ACT) == "corroborated"
    unread = msgspec.structs.replace(at(), statuses={})
    assert established(unread, "E2", ACT) == "credible"
    bare = msgspec.structs.replace(at(), infos=())
    assert established(bare, "E2", ACT) == "insufficient"
    assert established(a_file(assessments=()), "E2", ACT) == "not_assessed"


def test_an_acceptance_by_the_assessor_does_not_count() -> None:
    file = at()
    own = {(row.id, "finding"): frozenset({REVIEWER}) for row in file.assessments}
    assert established(msgspec.structs.replace(file, authors=own), "E2", ACT) == "credible"


def test_S15_strong_acts_and_a_merely_credible_link_may_be_proposed_and_not_reported() -> None:
    """S15, G11: E1 and E2 strong, E3 credible only. The trend is tested with entries."""
    file = at("corroborated", e3="credible")
    allegation = file.allegations[0]
    assert rules(output_findings(file, allegation, Output.ENTRY)) == ["G11"]
    assert rules(output_findings(file, allegation, Output.PROPOSAL)) == []
    assert case_floor(floor_of(file, targets_of(file, allegation))) == "credible"


def test_S9_an_operator_who_is_not_known_is_a_legitimate_value() -> None:
    """S9: E4 insufficient; the case is allowed and nothing is asserted about the suspected State."""
    file = at("corroborated", e4="insufficient")
    allegation = file.allegations[0]
    assert rules(output_findings(file, allegation, Output.ENTRY)) == []
    assert "G11" in rules(output_findings(file, allegation, Output.ASSERTION))


def test_G13_contradicted_blocks_every_external_use_and_never_protection() -> None:
    file = at("corroborated", e2="contradicted")
    for output in Output:
        found = rules(output_findings(file, file.allegations[0], output))
        assert ("G13" in found) is (output is not Output.PROTECTION)


def test_G13_no_level_is_inherited_from_another_act_and_each_victim_stands_alone() -> None:
    two = an_act(victim="ilena", victims=(rid("ilena"), rid("tomas")))
    other = an_act("act two", act_no="A2")
    file = msgspec.structs.replace(at(), acts=(two, other))
    assert established(file, "E2", Target(other.id)) == "not_assessed"
    assert established(file, "E1", Target(two.id, rid("tomas"))) == "not_assessed"
    both = an_allegation(1, "act", "act two")
    assert len(targets_of(file, both)) == 3
    assert "G11" in rules(output_findings(file, both, Output.REQUEST))


def test_G13_an_element_without_reasoning_stops_what_rests_on_it() -> None:
    file = at()
    rows = tuple(
        msgspec.structs.replace(r, finding=msgspec.structs.replace(r.finding, reasoning={})) for r in file.assessments
    )
    silent = msgspec.structs.replace(file, assessments=rows)
    assert set(rules(output_findings(silent, silent.allegations[0], Output.REQUEST))) == {"G13"}
    assert "G13" in rules(assessment_findings(silent, rows[0]))


@pytest.mark.parametrize("output", list(Output))
def test_every_output_asks_what_the_table_says(output: Output) -> None:
    for element, level in THRESHOLDS[output].items():
        enough = at("confirmed", **{element.lower(): level})
        assert not any(
            element in f.sentence for f in output_findings(enough, enough.allegations[0], output) if f.blocks
        ) or (level == "confirmed")
        below = next(name for name, rank in VERIFICATION.items() if rank == VERIFICATION[level] - 1)
        weak = at(level, **{element.lower(): below})
        assert "G11" in rules(output_findings(weak, weak.allegations[0], output))


def test_an_office_may_raise_a_threshold_and_never_lower_one() -> None:
    raised = a_file(settings=settings(thresholds={"information_request/E2": "corroborated"}))
    lowered = a_file(settings=settings(thresholds={"report_entry/E2": "insufficient"}))
    assert threshold(raised, Output.REQUEST, "E2") == "corroborated"
    assert threshold(lowered, Output.ENTRY, "E2") == "corroborated"


def test_the_urgent_track_goes_with_a_weak_link_that_has_its_reason() -> None:
    file = at("credible", e3="insufficient")
    urgent = a_letter("letter_concern", urgent=True)
    assert output_of(urgent) is Output.URGENT
    assert rules(verification_findings(a_letter_file(file, letter=urgent))) == []
    assert rules(verification_findings(a_letter_file(file, letter=a_letter()))) == ["G11"]


def test_G12_E3_waits_for_other_explanations_before_it_is_corroborated() -> None:
    file = msgspec.structs.replace(at(), links=(a_link(alternative_explanations={}),))
    row = next(r for r in file.assessments if r.element == "E3")
    assert rules(assessment_findings(file, row)) == ["G13"]


def test_new_information_makes_an_assessment_stale_until_it_is_taken_into_account() -> None:
    news = an_info("news", "c", ("E2", "act"), received_at="2025-03-25T08:00:00Z")
    file = msgspec.structs.replace(at(), infos=(*at().infos, news))
    row = next(r for r in file.assessments if r.element == "E2")
    assert stale(file, row) == (news.id,)
    read = msgspec.structs.replace(row, finding=msgspec.structs.replace(row.finding, info_for=(news.id,)))
    assert stale(file, read) == ()


def test_evidence_whose_hash_differed_confirms_nothing() -> None:
    photo = an_evidence("photo", ("E2", "act"))
    file = msgspec.structs.replace(at("confirmed"), evidence=(photo,))
    assert established(file, "E2", ACT) == "confirmed"
    altered = msgspec.structs.replace(file, custody=(a_custody("photo", "hash_mismatch", "0" * 64),))
    assert established(altered, "E2", ACT) == "reasonable_grounds"


def sent(**changes: Any) -> CaseFile:
    floor = Floor(e1="corroborated", e2="corroborated", e3="corroborated", e4="credible")
    return msgspec.structs.replace(
        at(),
        allegations=(an_allegation(floor_snapshot=floor),),
        statuses={**at().statuses, ("letter", rid("letter")): Status(state="dispatched")},
        **changes,
    )


def test_G11_a_downgrade_after_a_letter_left_raises_a_correction_task() -> None:
    assert correction_tasks(sent()) == ()
    down = msgspec.structs.replace(sent(), infos=())
    assert [(t.origin, t.kind) for t in correction_tasks(down)] == [("G11", "correct_output")]
    news = an_info("news", "c", ("E2", "act"), received_at="2025-03-25T08:00:00Z")
    newer = msgspec.structs.replace(sent(), infos=(*sent().infos, news))
    assert [t.kind for t in correction_tasks(newer)] == ["assess_again"]
    draft = msgspec.structs.replace(down, statuses={})
    assert correction_tasks(draft) == ()


def test_weaker_looks_at_each_element_by_itself() -> None:
    before = Floor(e1="confirmed", e2="credible", e3="", e4="credible")
    assert weaker(before, Floor(e1="credible", e2="confirmed", e3="insufficient", e4="credible")) == ("E1",)


def test_words_follow_the_level() -> None:
    said = [wording(level) for level in VERIFICATION]
    assert len(set(said)) == 4
    assert wording("not_assessed") == wording("insufficient") == "it is alleged"


def test_an_allegation_about_nothing_is_found() -> None:
    file = at()
    empty = an_allegation(acts=())
    assert rules(output_findings(file, empty, Output.REQUEST)) == ["G11"]


def test_elements_of_a_law_need_no_victim() -> None:
    rows = [an_assessment(element, target="law", weighed=text("Weighed.")) for element in ELEMENTS]
    infos = (an_info("one", "a", *((e, "law") for e in ELEMENTS)),)
    file = a_file(assessments=tuple(rows), infos=infos, parties={rid("ilena"): a_party()})
    assert established(file, "E1", Target(rid("law"))) == "credible"
    assert OFFICER not in file.writers(rid("law"))
