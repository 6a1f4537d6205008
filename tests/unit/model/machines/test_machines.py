"""The machines: every state can be reached, every guard exists, and time alone writes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.machines import FACTS, MACHINES, Machine, Made, NoSuchStep, next_steps, transition
from fieldcase.model.machines.case import case_state
from fieldcase.model.machines.conditions import CONDITIONS, known
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, STATE, family, overdue
from fieldcase.model.machines.people import consent_state, risk_state, verification_state
from fieldcase.model.machines.replies import entry_state, late, reply_state
from fieldcase.model.refusal import NotYourRole
from fieldcase.model.roles import Role
from fieldcase.model.vocabulary import Vocabularies

VOCABULARIES = Vocabularies.read((Path(__file__).parents[4] / "resources" / "vocabularies" / "vocab.json").read_bytes())
DAY = date(2025, 3, 12)
days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
each_machine = pytest.mark.parametrize("machine", MACHINES.values(), ids=lambda machine: machine.name)


def reached(machine: Machine, letters: str = "") -> set[str]:
    """All states that can come about, one step at a time, from the start and from what time brings."""
    found = {machine.start} | {state.code for state in machine.states if state.made is Made.NOTICED}
    while True:
        more = {
            step.to
            for step in machine.transitions
            if not found.isdisjoint(step.from_states) and (not letters or not step.families or letters in step.families)
        }
        if more <= found:
            return found
        found |= more


def _made(machine: Machine, code: str) -> Made | None:
    state = machine.state(code)
    return state.made if state else None


@each_machine
def test_every_state_can_be_reached_and_every_way_joins_states_that_exist(machine: Machine) -> None:
    codes = [state.code for state in machine.states]
    assert len(set(codes)) == len(codes)
    assert reached(machine) == set(codes)
    for step in machine.transitions:
        assert {*step.from_states, step.to} <= set(codes)
        assert step.to not in step.from_states or _made(machine, step.to) is Made.VALUE
        assert step.roles
        assert step.machine == machine.name
    assert machine.start in codes
    assert machine.rests_at in codes


@each_machine
def test_every_guard_is_a_rule_or_a_condition_with_words(machine: Machine) -> None:
    for step in machine.transitions:
        assert all(known(guard) for guard in step.guards), step


def test_every_condition_is_used_and_ends_as_a_sentence() -> None:
    used = {guard for machine in MACHINES.values() for step in machine.transitions for guard in step.guards}
    assert set(CONDITIONS) - used <= {"hq_clearance", "translated"}
    assert all(words.endswith(".") for words in CONDITIONS.values())
    assert not known("G0")
    assert not known("G35")


@each_machine
def test_one_role_has_one_way_between_two_states(machine: Machine) -> None:
    seen: set[tuple[str, str, str, Role]] = set()
    for step in machine.transitions:
        for start in step.from_states:
            for letters in step.families or (STATE, PROPOSAL, SOURCE):
                for role in step.roles:
                    way = (start, step.to, letters, role)
                    assert way not in seen
                    seen.add(way)


@each_machine
def test_what_is_noticed_is_never_entered(machine: Machine) -> None:
    noticed = {state.code for state in machine.states if state.made is Made.NOTICED}
    assert not noticed & {step.to for step in machine.transitions}
    for state in machine.states:
        for step in next_steps(machine.name, state.code, Role):
            assert _made(machine, step.to) is Made.ENTRY


@each_machine
def test_a_state_is_a_decision_or_a_fact_in_all_its_ways(machine: Machine) -> None:
    for state in machine.states:
        kinds = {step.decision for step in machine.transitions if step.to == state.code}
        assert len(kinds) <= 1, state.code
        assert ((machine.name, state.code) in FACTS) == (kinds == {False})


def test_second_readings_are_decisions_and_what_happened_is_a_fact() -> None:
    decisions = {(m.name, t.to) for m in MACHINES.values() for t in m.transitions if t.decision}
    assert decisions == {
        ("verification", "accepted"),
        ("consent", "reviewed"),
        ("risk", "accepted"),
        ("decision", "decided"),
        ("letter", "approved"),
        ("letter", "signed"),
        ("reply", "matrix_reviewed"),
        ("entry", "head_ok"),
        ("entry", "field_confirmed"),
        ("export", "approved"),
    }
    assert {("letter", "dispatched"), ("letter", "cancelled"), ("case", "closed"), ("consent", "withdrawn")} <= FACTS


def test_statuses_are_those_of_the_vocabulary() -> None:
    for name in ("case", "letter"):
        assert [state.code for state in MACHINES[name].states] == list(VOCABULARIES.codes(f"{name}_status"))


def test_kinds_of_letters_fall_into_families_and_proposals_are_never_signed() -> None:
    kinds = VOCABULARIES.codes("letter_kind")
    assert {kind for kind in kinds if family(kind) == SOURCE} == {"source_acknowledgement", "source_feedback"}
    assert {kind for kind in kinds if family(kind) == PROPOSAL} == {
        *("sp_allegation_draft", "sp_urgent_draft", "sp_other_draft", "treaty_body_brief", "hrc_president_brief"),
        "asg_brief",
    }
    machine = MACHINES["letter"]
    assert not {"signed", "dispatched", "receipt_confirmed"} & reached(machine, PROPOSAL)
    assert not {"submitted_hq", "hq_accepted"} & reached(machine, STATE)


@pytest.mark.security
def test_consent_is_checked_at_approval_signature_and_dispatch_of_what_leaves_the_office() -> None:
    for start, to in (("in_review", "approved"), ("approved", "signed"), ("signed", "dispatched")):
        assert {"G4", "G6", "G8"} <= set(transition("letter", start, to, family=STATE).guards)
    assert {"G4", "G6", "G8"} <= set(transition("letter", "approved", "submitted_hq", family=PROPOSAL).guards)


@pytest.mark.security
def test_a_reviewer_never_signs_and_only_the_officer_dispatches() -> None:
    steps = {step.to for step in next_steps("letter", "approved", [Role.REVIEWER], family=STATE)}
    assert steps == set()
    assert {step.to for step in next_steps("letter", "signed", [Role.CASE_OFFICER], family=STATE)} == {"dispatched"}
    assert {step.to for step in next_steps("letter", "signed", [Role.HEAD], family=STATE)} == {
        "cancelled",
        "superseded",
    }
    with pytest.raises(NotYourRole, match="head of presence"):
        transition("letter", "approved", "signed", roles=[Role.REVIEWER], family=STATE)


def test_an_officer_sends_a_letter_to_a_source_without_signing_what_they_wrote_themselves() -> None:
    steps = {step.to for step in next_steps("letter", "approved", [Role.CASE_OFFICER], family=SOURCE)}
    assert steps == {"draft", "cancelled", "dispatched"}
    assert "signed" in {step.to for step in next_steps("letter", "approved", [Role.HEAD], family=SOURCE)}


def test_a_step_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(NoSuchStep, match="Possible from here: Cancelled, In review"):
        transition("letter", "draft", "dispatched")
    with pytest.raises(NoSuchStep, match="–"):
        transition("case", "merged", "open")
    assert transition("consent", "given", "reviewed", roles=[Role.HEAD]).guards == ("G9", "vital_interest")


@pytest.mark.parametrize("state", ["draft", "triage"])
def test_leaving_the_first_states_needs_no_verification_and_no_consent(state: str) -> None:
    needed = {guard for step in next_steps("case", state, [Role.INTAKE, Role.CASE_OFFICER]) for guard in step.guards}
    assert not needed & {"G4", "G5", "G11", "G12", "G13"}


def test_a_case_awaits_a_reply_only_while_a_dated_letter_is_out() -> None:
    assert case_state("action", letters_out=(DAY,)) == "awaiting_reply"
    assert case_state("action", letters_out=(None,)) == "action"
    assert case_state("follow_up", letters_out=(DAY,)) == "follow_up"
    assert case_state("") == "draft"


def test_an_element_goes_stale_by_newer_information_alone() -> None:
    assert verification_state("accepted", assessed=False) == "not_assessed"
    assert verification_state("", assessed=True) == "assessed"
    assert verification_state("accepted", assessed=True, assessed_on=DAY, newest=DAY) == "accepted"
    assert verification_state("accepted", assessed=True, assessed_on=DAY, newest=DAY + timedelta(1)) == "stale"


def test_a_consent_stands_as_it_was_answered_until_a_day_ends_it() -> None:
    ends = {"withdrawn": False, "expires": DAY}
    assert consent_state("", level="", withdrawn=False, expires=None, on=DAY) == "not_asked"
    assert consent_state("", level="", withdrawn=False, expires=None, on=DAY, proposed=True) == "proposed"
    assert consent_state("", level="NONE", **ends, on=DAY) == "refused"
    assert consent_state("", level="NAMED", **ends, on=DAY) == "given"
    assert consent_state("reviewed", level="NAMED", **ends, on=DAY) == "reviewed"
    assert consent_state("reviewed", level="NAMED", **ends, on=DAY + timedelta(1)) == "expired"
    assert consent_state("reviewed", level="NAMED", **ends, on=DAY, starts=DAY + timedelta(1)) == "not_asked"
    assert consent_state("reviewed", level="NAMED", withdrawn=True, expires=None, on=DAY) == "withdrawn"


@pytest.mark.security
@given(st.sampled_from(["", "reviewed"]), st.sampled_from(["", "NONE", "ANON", "CODED", "NAMED"]), days, days)
def test_once_expired_or_withdrawn_a_consent_never_counts_again_by_time(
    entered: str, level: str, end: date, on: date
) -> None:
    state = consent_state(entered, level=level, withdrawn=False, expires=end, on=on)
    if state == "expired":
        assert consent_state(entered, level=level, withdrawn=False, expires=end, on=on + timedelta(1)) == "expired"
    assert consent_state(entered, level=level, withdrawn=True, expires=end, on=on) == "withdrawn"


def test_a_review_of_risk_is_overdue_from_the_day_after() -> None:
    assert risk_state("", assessed=False, review_due=None, on=DAY) == "due"
    assert risk_state("accepted", assessed=True, review_due=DAY, on=DAY) == "accepted"
    assert risk_state("", assessed=True, review_due=None, on=DAY) == "assessed"
    assert risk_state("accepted", assessed=True, review_due=DAY, on=DAY + timedelta(1)) == "review_due"
    assert risk_state("accepted", assessed=True, review_due=DAY, on=DAY + timedelta(1), case_closed=True) == "closed"


def test_a_letter_is_overdue_and_a_reply_late_from_the_day_after() -> None:
    assert not overdue("dispatched", DAY, DAY, answered=False)
    assert overdue("receipt_confirmed", DAY, DAY + timedelta(1), answered=False)
    assert not overdue("dispatched", DAY, DAY + timedelta(1), answered=True)
    assert not overdue("signed", DAY, DAY + timedelta(1), answered=False)
    assert not overdue("dispatched", None, DAY, answered=False)
    assert not late(DAY, DAY)
    assert late(DAY + timedelta(1), DAY)
    assert not late(DAY, None)


def test_a_reply_nobody_can_read_awaits_its_translation() -> None:
    assert reply_state("", kinds=()) == "received"
    assert reply_state("registered", kinds=("translation_pending",)) == "awaiting_translation"
    assert reply_state("registered", kinds=("substantive",)) == "registered", "whoever translated it said what it is"


def test_a_withdrawal_blocks_every_entry_that_is_not_out_yet() -> None:
    assert entry_state("", blocked=False) == "draft"
    for state in ("draft", "in_review", "head_ok", "submitted_hq", "hq_edited", "field_confirmed"):
        assert entry_state(state, blocked=True) == "blocked"
    for state in ("published", "omitted"):
        assert entry_state(state, blocked=True) == state
