"""The acceptance scenarios on letters, clocks and replies, by their numbers: S16, S17, S18, S19, S20, S30."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from fieldcase.model.declare import Words
from fieldcase.model.kinds.cases import Case, Closure
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.letters import AllegationInLetter, Letter
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.kinds.reporting import PeriodBasis, ProtectionReason, ReportEntry, ReportingCycle
from fieldcase.model.kinds.values import Named
from fieldcase.model.refusal import BlockedByRules
from fieldcase.model.roles import Role
from fieldcase.model.rules.closing import closing_findings
from fieldcase.model.rules.entries import Heard, heard_findings, hearing
from fieldcase.model.rules.tracker import ClockState, Late, Outcome
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.casefile import gather
from fieldcase.office.due import what_needs_me
from fieldcase.office.letters.drafting import Wanted, draft_letter, draft_reminder
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.silence import silence_of
from fieldcase.office.profiles.office import change_setting
from fieldcase.office.records import add
from fieldcase.office.replies.alerts import alerts_of
from fieldcase.office.replies.listing import list_replies
from fieldcase.office.replies.matrix import Position, letter_outcome, match_allegation, reply_matrix, review_matrix
from fieldcase.office.replies.measures import Measure, assess_measure, list_measures, record_measure
from fieldcase.office.replies.refusing import AsksNobody, draft_refusal
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, carry
from tests.letter_ground import Ready, dispatched, ready

Both = tuple[Session, Session]
CUT_OFF = "2026-05-10"


def a_cycle(**more: str) -> ReportingCycle:
    facts = {"label": "2025/26", "period_from": "2025-05-01", "period_to": "2026-04-30", "status": "open"}
    return ReportingCycle(id="c" * 32, **{**facts, "state_reply_cutoff": CUT_OFF, **more})


def an_entry(letter: Letter, found: Ready, **more: Any) -> ReportEntry:
    rows = {
        one: AllegationInLetter(allegation=one, version=1, number=number)
        for number, one in enumerate(letter.allegations, 1)
    }
    facts: dict[str, Any] = {
        "case": letter.case, "cycle": "c" * 32, "case_nos": (letter.case,), "state_section": "XKA",
        "section": "annex_i", "period_basis": PeriodBasis(basis="act_in_period", date="2026-03-05"),
        "text": {"en": Words(text=f"{{{found.matter.party.code}}} was detained.", original=True)},
        "allegations": rows, "transmitted_by": (letter.id,),
        "naming": {"1": Named(party=found.matter.party.id, level="NAMED")},
    }  # fmt: skip
    return ReportEntry(id="e" * 32, **{**facts, **more})


def says(text: str) -> dict[str, Words]:
    return {"en": Words(text=text, original=True)}


def replied(session: Session, letter: Letter, text: str, **more: Any) -> StateReply:
    facts: dict[str, Any] = {
        "kinds": ("substantive",), "dated": session.today().isoformat(), "language": "en", "screened": True,
        "to_letters": (letter.id,), "text": text,
    }  # fmt: skip
    return register_reply(session, letter.case, Came(**{**facts, **more}))


def test_S16_denied_denied_and_not_addressed_is_partial_and_the_reminder_is_for_the_third_alone(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    """S16, G19: letter of 12 March, due 11 April, reply of 25 April, cut-off 10 May."""
    head = laptops[1]
    change_setting(head, "weekend", "")
    found = ready(officer)
    person, act = found.matter.party, found.matter.act
    third = write_allegation(
        officer, found.matter.case.id, {"en": f"{{{person.code}}} is alleged to have been denied a lawyer."},
        acts=[act.id], persons={person.id: "NAMED"},
    )  # fmt: skip
    carry(officer, head)
    officer.forget()
    letter = dispatched(officer, head, found, "en")
    assert list_letters(officer)[0].clock.due == date(2026, 4, 11)
    clock.days(44)
    assert officer.today() == date(2026, 4, 25)
    reply = replied(officer, letter, "No person was held. Nobody was asked about any statement.")
    first, second = (one.id for one in found.allegations)
    denied = Position(positions=("denies_fact",), quote="No person was held.", neutral_summary="The State denies it.")
    match_allegation(officer, reply.id, first, denied)
    match_allegation(officer, reply.id, second, denied)
    carry(officer, head)
    with pytest.raises(BlockedByRules):
        review_matrix(head, reply.id)
    ignored = Position(positions=("not_addressed",), neutral_summary="The State does not address it.")
    match_allegation(officer, reply.id, third.id, ignored)
    carry(officer, head)
    assert review_matrix(head, reply.id).outcome is Outcome.PARTIAL
    carry(head, officer)
    assert letter_outcome(officer, letter.id) is Outcome.PARTIAL
    assert [one.late for one in list_replies(officer)] == [Late.WITHIN_CYCLE]
    (asked,) = [one for one in what_needs_me(officer) if one.kind == "propose_reminder"]
    assert "allegation 3 open" in asked.sentence
    reminder = draft_reminder(officer, letter.id, languages=("en",))
    outstanding = next(one.text for one in letter_page(officer, reminder.id, "en").blocks if one.block == "outstanding")
    assert "llegation 3" in outstanding
    assert "1" not in outstanding.replace("OHCHR/XKAL/07-001/2026", "")
    file = gather(officer, letter.case)
    summarised = an_entry(letter, found, reply_summary=says("On 25 April 2026 the State denied 1 and 2."))
    assert hearing(file, summarised, a_cycle()).heard is Heard.REPLIED
    assert heard_findings(file, summarised, a_cycle()) == ()
    assert {one.rule for one in heard_findings(file, an_entry(letter, found), a_cycle())} == {"G14"}


def test_S17_a_letter_whose_period_runs_past_the_cut_off_had_no_plain_silence(laptops: Both, officer: Session) -> None:
    """S17, G14: dispatched 12 March, due 13 April; cut-off a month before."""
    found = ready(officer)
    letter = dispatched(officer, laptops[1], found, "en")
    early = a_cycle(state_reply_cutoff="2026-04-01")
    file, entry = gather(officer, letter.case), an_entry(letter, found)
    assert hearing(file, entry, early).heard is Heard.NOT_EXPIRED
    assert [one.rule for one in heard_findings(file, entry, early)] == ["G14"]
    sentence = silence_of(officer, letter.id, date(2026, 4, 1)).sentences["en"]
    assert "had not expired" in sentence
    assert "had not replied" not in sentence
    said = an_entry(letter, found, reply_summary=says(sentence))
    assert heard_findings(file, said, early) == ()


def test_S18_three_days_after_the_cut_off_the_entry_stays_and_headquarters_is_told(
    laptops: Both, officer: Session, clock: Clock, tmp_path: Path
) -> None:
    """S18: listed for R5, the head tells headquarters, who decide on an addendum."""
    head = laptops[1]
    desk = a_colleague(tmp_path, officer, clock, (Role.HQ_DESK,), device="90", name="Desk")
    carry(officer, desk)
    add(desk, msgspec.structs.replace(a_cycle(), id=""))
    carry(desk, officer)
    found = ready(officer)
    letter = dispatched(officer, head, found, "en")
    clock.days(62)
    assert officer.today() == date(2026, 5, 13)
    before = gather(officer, letter.case)
    entry = an_entry(letter, found)
    told = hearing(before, entry, a_cycle())
    assert told.heard is Heard.NO_REPLY
    reply = replied(officer, letter, "No person was held.")
    assert hearing(gather(officer, letter.case), entry, a_cycle()) == told, "what was frozen stays"
    assert [one.id for one in list_replies(officer, late=Late.AFTER_CUTOFF)] == [reply.id]
    carry(officer, head)
    (task,) = [one for one in what_needs_me(head) if one.kind == "late_after_cutoff"]
    assert "R1 came after the cut-off" in task.sentence
    desk.close()


def test_S19_without_a_letter_an_entry_needs_a_reason_of_protection_and_names_nobody(officer: Session) -> None:
    """S19, G14."""
    found = ready(officer)
    file = gather(officer, found.matter.case.id)
    unsent = Letter(case=found.matter.case.id, id="", allegations={})
    silent = an_entry(unsent, found, transmitted_by=())
    assert hearing(file, silent, a_cycle()).heard is Heard.NOT_TRANSMITTED
    assert [one.rule for one in heard_findings(file, silent, a_cycle())] == ["G14"]
    fears = ProtectionReason(reason="risk_to_person", words=says("The person fears arrest."))
    named = an_entry(unsent, found, transmitted_by=(), protection_reason=fears)
    assert [one.field for one in heard_findings(file, named, a_cycle())] == ["naming"]
    hidden = {"1": Named(party=found.matter.party.id, level="ANON")}
    anonymous = an_entry(
        unsent, found, transmitted_by=(), protection_reason=fears, naming=hidden, text=says("A person was detained.")
    )
    assert heard_findings(file, anonymous, a_cycle()) == ()
    trend = an_entry(unsent, found, transmitted_by=(), protection_reason=fears, section="trend_only")
    assert heard_findings(file, trend, a_cycle()) == ()


def test_S20_a_demand_for_the_informants_name_is_an_alert_and_the_answer_confirms_no_source(
    laptops: Both, officer: Session
) -> None:
    """S20, G19."""
    found = ready(officer)
    letter = dispatched(officer, laptops[1], found, "en")
    reply = replied(officer, letter, "The Ministry requests the name of the informant.")
    with pytest.raises(AsksNobody):
        draft_refusal(officer, reply.id)
    first = next(iter(letter.allegations))
    match_allegation(
        officer, reply.id, first,
        Position(positions=("not_addressed", "asks_identity"), quote="requests the name of the informant"),
    )  # fmt: skip
    (alert,) = alerts_of(officer, reply.id)
    assert (alert.kind, alert.party_code) == ("protection_alert", found.matter.party.code)
    assert "assess the risk again" in alert.text
    assert [one.kind for one in officer.vault.all(Task, case=letter.case)] == ["protection_alert"]
    answer = draft_refusal(officer, reply.id)
    blocks = {one.block: one.text for one in letter_page(officer, answer.id, "en").blocks}
    assert "neither to confirm nor to deny" in blocks["next_step"]
    whole = " ".join(blocks.values())
    assert found.matter.party.code not in whole
    assert "Dovrak" not in whole
    assert "informant" not in whole
    assert answer.naming == {}


def test_S30_a_spontaneous_report_has_no_clock_its_measures_are_kept_and_thanks_may_be_written(
    laptops: Both, officer: Session
) -> None:
    """S30, G20: the person's own view stands before “resolved”."""
    found = ready(officer)
    case = found.matter.case.id
    text = "An investigation was announced on 10 March. The person was released on 11 March."
    reply = register_reply(
        officer, case,
        Came(
            from_state="XKA", kinds=("spontaneous_op8",), dated="2026-03-12", language="en", screened=True, text=text,
        ),
    )  # fmt: skip
    assert (reply.to_letters, reply_matrix(officer, reply.id).lines) == ((), ())
    assert [one.late for one in list_replies(officer, case_id=case)] == [None]
    told = (
        Measure(kind="investigation_opened", stage="announced", date="2026-03-10"),
        Measure(kind="release", stage="completed", date="2026-03-11"),
    )
    made = [record_measure(officer, case, one, reply=reply.id) for one in told]
    assert [(row.kind, row.stage) for row in list_measures(officer, case_id=case)] == [
        ("investigation_opened", "announced"), ("release", "completed"),
    ]  # fmt: skip
    thanks = draft_letter(officer, case, "thanks_reply", Wanted(languages=("en",), replies_to=(reply.id,)))
    positive = next(
        one.text for one in letter_page(officer, thanks.id, "en").blocks if one.block == "acknowledged_positive"
    )
    assert "elease" in positive
    assert "nvestigation" not in positive, "a promise is no measure"
    resolved = msgspec.structs.replace(officer.vault.get(Case, case), closure=Closure(reason="resolved"))
    unheard = closing_findings(msgspec.structs.replace(gather(officer, case), case=resolved))
    assert any("own view" in one.sentence for one in unheard)
    for one in made:
        assess_measure(officer, one.id, {}, victim_view="She is free and says that it is over.")
    heard = closing_findings(msgspec.structs.replace(gather(officer, case), case=resolved))
    assert not any("own view" in one.sentence for one in heard)
    assert list_letters(officer)[0].clock.state is ClockState.NOT_STARTED
