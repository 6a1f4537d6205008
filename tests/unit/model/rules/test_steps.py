"""Who may take a step with a letter: snapshots (G6), four eyes (G9), signature (G10), order (G25), text check (G17)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Delegate, Role
from fieldcase.model.rules import steps
from fieldcase.model.rules.panel import CHECKS, LineState, before_letter, letter_findings, what_blocks
from tests.make import a_consent, a_file, a_letter_file, an_evidence
from tests.plain import HEAD, OFFICER, REVIEWER, SEATS, a_seat, ref, rid
from tests.transmitted import a_letter, a_step


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def approved(at: str = "2025-03-28T10:00:00Z", *consents: str, **changes: Any) -> Any:
    step = a_step("approval", at, consents=consents or (ref("consent"),))
    return a_letter_file(a_file(steps=(step,), **changes), seat=SEATS[HEAD])


def test_G6_the_snapshot_names_the_ledger_values_of_every_consent_the_letter_rests_on() -> None:
    assert steps.snapshot(a_letter_file()) == (ref("consent"),)


def test_G6_a_step_within_seven_days_says_nothing_and_a_later_one_shows_what_changed() -> None:
    assert steps.snapshot_findings(approved(), "signature") == ()
    unchanged = steps.snapshot_findings(approved("2025-03-20T10:00:00Z"), "signature")
    assert [(f.rule, f.blocks) for f in unchanged] == [("G6", False)]
    row = a_consent()
    moved = approved(
        "2025-03-20T10:00:00Z",
        consent_heads={row.id: frozenset({ref("new")})},
        consent_values={ref("consent"): row.id, ref("new"): row.id},
    )
    (finding,) = steps.snapshot_findings(moved, "signature")
    assert (finding.rule, finding.party_code) == ("G6", "P-ILENA2")


def test_G6_an_approval_that_stored_no_consents_stops_the_next_step() -> None:
    step = a_step("approval", "2025-03-28T10:00:00Z")
    lf = a_letter_file(a_file(steps=(step,)))
    assert [(f.rule, f.blocks) for f in steps.snapshot_findings(lf, "signature")] == [("G6", True)]


@pytest.mark.parametrize(
    "roles", [(Role.CASE_OFFICER,), (Role.CASE_OFFICER, Role.REVIEWER), (Role.CASE_OFFICER, Role.REVIEWER, Role.HEAD)]
)
def test_S22_nobody_approves_what_they_wrote_whatever_role_they_hold_too(roles: tuple[Role, ...]) -> None:
    """S22, G9: also after editing one comma of another's draft."""
    own = a_letter_file(seat=a_seat("co", *roles))
    assert rules(steps.approver_findings(own)) == ["G9"]
    comma = a_file(authors={(rid("letter"), "blocks/1"): frozenset({OFFICER, REVIEWER})})
    assert rules(steps.approver_findings(a_letter_file(comma))) == ["G9"]
    assert steps.approver_findings(a_letter_file()) == ()


def test_G9_a_second_account_does_not_make_a_second_person() -> None:
    seats = {**SEATS, OFFICER: a_seat("co", person="p1"), rid("other"): a_seat("other", Role.REVIEWER, person="p1")}
    lf = a_letter_file(a_file(seats=seats), seat=seats[rid("other")])
    assert rules(steps.approver_findings(lf)) == ["G9"]


def test_G9_who_wrote_an_allegation_in_the_letter_wrote_the_letter() -> None:
    file = a_file(authors={(rid("allegation 1"), "text/en"): frozenset({REVIEWER})})
    assert rules(steps.approver_findings(a_letter_file(file))) == ["G9"]


def test_the_head_signs_what_the_head_approved_and_never_what_the_head_wrote() -> None:
    assert steps.signing_findings(approved()) == ()
    wrote = approved(authors={(rid("letter"), "blocks"): frozenset({HEAD})})
    assert rules(steps.signing_findings(wrote)) == ["G9"]


def test_S32_a_delegate_signs_within_the_dates_of_the_written_delegation_and_not_after() -> None:
    """S32, G10."""
    given = Delegate(first="2025-03-20", last="2025-03-31", document=rid("letter of delegation"))
    delegate = a_seat("deputy", Role.REVIEWER, delegate=given)
    late = msgspec.structs.replace(approved(), seat=delegate)
    assert rules(steps.signing_findings(late)) == ["G10"]
    assert steps.signing_findings(msgspec.structs.replace(late, on=date(2025, 3, 31))) == ()


def test_G10_a_note_verbale_carries_initials_and_a_proposal_is_signed_by_nobody() -> None:
    assert rules(steps.signing_findings(approved(), "signature")) == ["G10"]
    assert rules(steps.signing_findings(approved(), "none")) == ["G10"]
    assert steps.signing_findings(approved(), "initials_stamp") == ()
    proposal = msgspec.structs.replace(approved(), letter=a_letter("sp_urgent_draft"))
    assert rules(steps.signing_findings(proposal)) == ["G10"]
    assert rules(steps.signing_findings(a_letter_file())) == ["G10"]


def test_G25_steps_are_in_order_and_a_clock_behind_the_last_entry_does_not_sign() -> None:
    ordered = (a_step("approval", "2025-03-28T10:00:00Z"), a_step("signature", "2025-03-29T10:00:00Z"))
    assert steps.order_findings(a_letter_file(a_file(steps=ordered))) == ()
    turned = (a_step("approval", "2025-03-30T10:00:00Z"), a_step("signature", "2025-03-29T10:00:00Z"))
    assert rules(steps.order_findings(a_letter_file(a_file(steps=turned)))) == ["G25"]
    behind = a_letter_file(last_entry=datetime(2025, 4, 2, tzinfo=UTC))
    assert rules(steps.order_findings(behind)) == ["G25"]


def test_S26_an_error_of_the_text_check_refuses_approval_and_a_check_that_could_not_be_made_too() -> None:
    """S26, G17: “our office regrets”, N1. The six languages are tested with the text check itself."""
    regret = Finding(rule="N1", sentence="First person in block 3.", remedy="Write in the third person.")
    assert "N1" in rules(what_blocks(a_letter_file(lint=(regret,)), "approval"))
    assert "G17" in rules(what_blocks(a_letter_file(lint=None), "approval"))


def test_a_dispatch_needs_a_proof_that_is_held() -> None:
    assert rules(steps.dispatch_findings(a_letter_file())) == ["7.5"]
    proof = an_evidence("stamped copy")
    assert steps.dispatch_findings(a_letter_file(a_file(evidence=(proof,))), proof.id) == ()


def test_the_panel_shows_what_blocks_first_then_what_to_look_at_then_what_is_done() -> None:
    lf = a_letter_file(a_file(consents=()), letter=a_letter(concerned_as=""))
    states = [line.state for line in before_letter(lf, "approval")]
    assert states == sorted(states, key=list(LineState).index)
    assert states[0] is LineState.BLOCKED
    blocked = [line for line in before_letter(lf, "approval") if line.state is LineState.BLOCKED]
    assert all(line.remedy and line.action and line.why for line in blocked)


def test_every_check_speaks_at_some_step_and_has_its_words() -> None:
    for check in CHECKS:
        assert check.steps
        assert check.met.endswith(".")
        assert check.why.endswith(".")


def test_the_panel_and_the_use_cases_ask_the_same() -> None:
    lf = a_letter_file(a_file(consents=(), assessments=(), risks=()))
    shown = {(line.rule, line.sentence) for line in before_letter(lf, "approval") if line.state is LineState.BLOCKED}
    asked = {(f.rule, f.sentence) for f in letter_findings(lf, "approval") if f.severity is Severity.ERROR}
    assert shown == asked


def test_G9_a_text_whose_authors_are_not_known_is_approved_by_nobody() -> None:
    assert rules(steps.approver_findings(a_letter_file(a_file(authors={})))) == ["G9"]


def test_an_officer_signs_a_letter_to_a_source() -> None:
    thanks = a_letter("source_feedback", naming={}, allegations={})
    lf = a_letter_file(letter=thanks, seat=a_seat("second", Role.CASE_OFFICER))
    assert steps.signing_findings(lf) == ()
    assert LineState.NOT_NEEDED in [line.state for line in before_letter(lf, "signature")]
