"""Replies (G19) and entries for the report (G14, G21, section 7.7)."""

from __future__ import annotations

from datetime import date, timedelta, timezone
from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.replies import Quote
from fieldcase.model.kinds.reporting import PeriodBasis, ProtectionReason
from fieldcase.model.kinds.values import Named
from fieldcase.model.refusal import Finding
from fieldcase.model.rules import entries
from fieldcase.model.rules.casefile import CaseFile, Status
from fieldcase.model.rules.entries import Heard, content_findings, entry_findings, heard_findings, hearing, summary_over
from fieldcase.model.rules.replies import (
    alert_tasks,
    answer_findings,
    clock_facts,
    matrix_findings,
    reply_outcome,
    transmitted,
    unanswered,
)
from fieldcase.model.rules.summaries import Claims
from fieldcase.model.rules.tracker import Outcome, clock, due_day
from fieldcase.model.rules.withdrawal import withdrawal_tasks
from tests.make import a_consent, a_file, a_letter_file, a_link, a_risk, an_answer, supported
from tests.plain import HEAD, OFFICER, REVIEWER, TODAY, rid, text
from tests.transmitted import (
    a_cycle,
    a_letter,
    a_reference,
    a_reply,
    a_row,
    a_step,
    a_talk,
    an_allegation,
    an_earlier_letter,
    an_entry,
)

LETTER = ("letter", rid("letter"))


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def sent(out: str = "2025-03-12T10:00:00+00:00", **changes: Any) -> CaseFile:
    """A case whose letter of three allegations was dispatched (due 30 days later), with consent for the report."""
    three = tuple(an_allegation(number) for number in (1, 2, 3))
    base = supported("corroborated")
    statuses = base.pop("statuses") | {LETTER: Status(state="dispatched")} | changes.pop("statuses", {})
    said: dict[str, Any] = {
        "allegations": three,
        "letters": (a_letter("note_verbale", 1, 2, 3),),
        "steps": (a_step("dispatch", out),),
        "consents": (a_consent(), a_consent(scope="sg_report")),
        **base,
    }
    return a_file(**said | changes, statuses=statuses)


def replied(*rows: Any, **changes: Any) -> CaseFile:
    return sent(replies=(a_reply(),), rows=rows, **changes)


DENIES = (a_row(1, "denies_fact"), a_row(2, "denies_fact"), a_row(3, "not_addressed"))


def test_S16_a_reply_is_complete_when_every_transmitted_allegation_has_a_position() -> None:
    """S16, G19: 1 and 2 denied, 3 chosen as not addressed; outcome partial; the entry summarises."""
    file = replied(*DENIES)
    assert matrix_findings(file, file.replies[0]) == ()
    assert reply_outcome(file, rid("letter")) is Outcome.PARTIAL
    open_ = replied(*DENIES[:2])
    assert [f.rule for f in matrix_findings(open_, open_.replies[0])] == ["G19"]
    assert unanswered(open_, open_.replies[0]) == ((rid("allegation 3"), 1),)
    entry = an_entry(1, 2, 3, reply_summary=text("The Government denies 1 and 2."))
    assert hearing(file, entry, a_cycle()).heard is Heard.REPLIED
    assert heard_findings(file, entry, a_cycle()) == ()
    assert rules(heard_findings(file, an_entry(1, 2, 3), a_cycle())) == ["G14"]
    assert rules(heard_findings(open_, entry, a_cycle())) == ["G14"]


def test_the_summary_of_an_entry_says_no_more_than_the_words_quoted_of_the_reply() -> None:
    """3.15 for an entry: an error until somebody writes why the summary stays."""
    file = replied(*DENIES)
    quoted = Quote(original="No person was held on 10 March.")
    rows = tuple(msgspec.structs.replace(one, row=msgspec.structs.replace(one.row, quote=quoted)) for one in file.rows)
    file = msgspec.structs.replace(file, rows=rows)
    words = Claims(claims={}, negations={}, ordinary=frozenset({"the", "government"}), numbers={}, months={"march": 3})
    fair = an_entry(1, 2, 3, reply_summary=text("The Government says that no person was held on 10 March."))
    assert summary_over(file, fair, words, ("Kalindra",)) == ()
    more = msgspec.structs.replace(fair, reply_summary=text("The Government says that 9 persons were freed."))
    (told,) = summary_over(file, more, words)
    assert (told.rule, told.blocks, told.field, told.records) == ("3.15", True, "reply_summary", (more.id,))
    kept = msgspec.structs.replace(more, summary_kept="Said by the Minister at the meeting of 4 April.")
    assert not any(one.blocks for one in summary_over(file, kept, words))
    claimed = entry_findings(file, more, a_cycle(), on=TODAY, step="in_review", seat=rid("seat"), claims=words)
    assert "3.15" in rules(claimed)


def test_S17_no_reply_is_not_available_while_the_period_has_not_expired() -> None:
    """S17, G14: dispatched 20 April, due 20 May, cut-off 10 May."""
    file = sent("2025-04-20T10:00:00+00:00")
    heard = hearing(file, an_entry(), a_cycle())
    assert (heard.heard, heard.no_reply.due_dates) == (Heard.NOT_EXPIRED, ("2025-05-20",))
    assert rules(heard_findings(file, an_entry(), a_cycle())) == ["G14"]
    says_so = an_entry(reply_summary=text("The period for a reply had not expired."))
    assert heard_findings(file, says_so, a_cycle()) == ()


def test_G14_no_reply_at_the_cut_off_is_computed_from_the_letters_and_their_dates() -> None:
    heard = hearing(sent(), an_entry(), a_cycle())
    assert (heard.heard, heard.no_reply.letters) == (Heard.NO_REPLY, (rid("letter"),))
    assert heard_findings(sent(), an_entry(), a_cycle()) == ()
    assert hearing(sent(), an_entry(), a_cycle(state_reply_cutoff="")).heard is Heard.NO_CUTOFF


def test_G14_a_letter_counts_once_it_left_to_the_state_concerned_with_one_of_the_allegations() -> None:
    assert (
        hearing(sent(statuses={LETTER: Status(state="signed")}), an_entry(), a_cycle()).heard is Heard.NOT_TRANSMITTED
    )
    assert hearing(sent(), an_entry(state_section="XOR"), a_cycle()).heard is Heard.NOT_TRANSMITTED
    assert hearing(sent(), an_entry(4), a_cycle()).heard is Heard.NOT_TRANSMITTED


def test_G14_talks_old_letters_and_outside_references_count_when_they_are_proven() -> None:
    talk = sent(oral=(a_talk(),))
    assert entries.transmissions(talk, an_entry(transmitted_by=(rid("talk"),))) == (rid("talk"),)
    old = an_entry(transmitted_by=(rid("earlier"),))
    assert entries.transmissions(sent(earlier_letters=(an_earlier_letter(),)), old) == ()
    proven = an_earlier_letter(proof=rid("photo"), confirmed=OFFICER)
    assert entries.transmissions(sent(earlier_letters=(proven,)), old) == (rid("earlier"),)
    geneva = an_entry(transmitted_by=(rid("reference"),), reply_summary=text("None."))
    assert entries.transmissions(sent(external_refs=(a_reference(),)), geneva) == (rid("reference"),)
    unconfirmed = sent(external_refs=(a_reference(confirmed=False),))
    assert rules(heard_findings(unconfirmed, geneva, a_cycle())) == ["G14", "G16"]


def test_S19_fear_is_a_reason_and_then_the_entry_is_anonymous_or_a_trend() -> None:
    """S19, G14: counted as omitted for protection when it is not used."""
    reason = ProtectionReason(reason="risk_to_person", words=text("The person fears for her family."))
    quiet = {"1": Named(party=rid("ilena"), level="ANON")}
    words = text("A woman was detained.")
    without = an_entry(transmitted_by=(), naming=quiet, text=words)
    assert rules(heard_findings(sent(), without, a_cycle())) == ["G14"]
    anonymous = an_entry(transmitted_by=(), protection_reason=reason, naming=quiet, text=words)
    assert heard_findings(sent(), anonymous, a_cycle()) == ()
    named = an_entry(transmitted_by=(), protection_reason=reason)
    assert rules(heard_findings(sent(), named, a_cycle())) == ["G14"]
    trend = an_entry(transmitted_by=(), protection_reason=reason, section="trend_only")
    assert heard_findings(sent(), trend, a_cycle()) == ()
    other = ProtectionReason(reason="duplicate", words=text("Twice."))
    assert rules(heard_findings(sent(), an_entry(transmitted_by=(), protection_reason=other), a_cycle())) == ["G14"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period_basis": PeriodBasis(basis="act_in_period", date="2025-06")}, "period_basis"),
        ({"period_basis": PeriodBasis()}, "period_basis"),
        ({"section": "annex_ii"}, "section"),
        ({"previous_report_refs": (rid("reference"),)}, "section"),
        ({"text": text("P-ILENA2 was detained.")}, "text"),
        ({"text": text("See KAL-03-2025-00017.")}, "text"),
    ],
)
def test_G21_period_section_and_codes(changes: dict[str, Any], field: str) -> None:
    assert content_findings(sent(), an_entry(), a_cycle(), TODAY) == ()
    assert [f.field for f in content_findings(sent(), an_entry(**changes), a_cycle(), TODAY)] == [field]


def test_S31_an_entry_stands_in_annex_ii_only_when_an_earlier_report_held_the_case() -> None:
    """S31, G21: the same number; old consents ended by the event are tested with consent."""
    again = an_entry(section="annex_ii", previous_report_refs=(rid("reference"),))
    assert content_findings(sent(), again, a_cycle(), TODAY) == ()


def test_G21_consent_for_the_report_is_its_own_and_a_confidential_reply_is_not_quoted() -> None:
    only_letter = sent(consents=(a_consent(),))
    assert [f.field for f in content_findings(only_letter, an_entry(), a_cycle(), TODAY)] == ["consent/sg_report"]
    words = "The arrest was carried out in strict accordance with the law."
    reply = a_reply(confidentiality=text("Not to be published."))
    row = a_row(1, "justifies_law", quote=msgspec.structs.replace(a_row(1).row.quote, original=words))
    quoting = an_entry(text=text(f"The Government says: {words}"))
    file = sent(replies=(reply,), rows=(row,))
    assert [f.field for f in content_findings(file, quoting, a_cycle(), TODAY)] == ["text"]


def test_S15_what_is_not_corroborated_may_be_a_trend() -> None:
    """S15, G11, G13."""
    weak = sent(**{k: v for k, v in supported("credible").items() if k != "statuses"})
    assert "G11" in rules(entries.verified(weak, an_entry()))
    assert entries.verified(weak, an_entry(section="trend_only")) == ()
    assert entries.verified(sent(), an_entry()) == ()


def quiet_entry(**changes: Any) -> Any:
    level = {"1": Named(party=rid("ilena"), level="CODED")}
    return an_entry(**{"naming": level, "text": text("A woman was detained."), **changes})


def steps_of(file: CaseFile, entry: Any, step: str, seat: str = HEAD) -> list[str]:
    return rules(entry_findings(file, entry, a_cycle(), on=TODAY, step=step, seat=seat))


def answered(entry: Any, answer: str = "no") -> CaseFile:
    given = an_answer("ilena", entry.id, entries.entry_hash(entry), answer)
    authors = {(given.id, "judgement"): frozenset({REVIEWER}), (entry.id, "text/en"): frozenset({OFFICER})}
    return sent(identifiability=(given,), authors=authors)


def test_S40_what_headquarters_edited_is_checked_again_before_the_field_confirms() -> None:
    """S40, S39, G5, G14, G21: the village was added in Geneva."""
    entry = quiet_entry()
    file = answered(entry)
    assert steps_of(file, entry, "in_review") == steps_of(file, entry, "head_ok") == []
    edited = quiet_entry(text=text("A woman was detained in a village of forty people."))
    assert steps_of(file, edited, "field_confirmed") == ["G5"]
    assert steps_of(answered(edited, "yes"), edited, "field_confirmed") == ["G5"]
    general = quiet_entry(text=text("A woman was detained in the north."))
    assert steps_of(answered(general), general, "field_confirmed") == []


def test_who_wrote_an_entry_does_not_agree_to_it() -> None:
    entry = quiet_entry()
    assert steps_of(answered(entry), entry, "head_ok", seat=OFFICER) == ["G9"]


def test_S12_a_regional_case_has_no_entry() -> None:
    """S12, G27."""

    file = sent(links=(a_link(mechanism=("regional_african",)),))
    assert "G27" in steps_of(file, an_entry(), "in_review")


def test_S6_a_withdrawal_or_a_higher_risk_blocks_an_entry_that_is_not_out() -> None:
    """S6, section 7.7."""
    assert not entries.blocked(sent(), an_entry(), TODAY)
    withdrawn = sent(consents=(a_consent(scope="sg_report", withdrawn_at="2025-03-31T10:00:00Z"),))
    assert entries.blocked(withdrawn, an_entry(), TODAY)
    known = {("entry", rid("entry")): Status(state="head_ok", since=date(2025, 3, 20))}
    assert not entries.blocked(sent(risks=(a_risk(level="high"),), statuses=known), an_entry(), TODAY)
    higher = sent(risks=(a_risk(level="high", assessed_at="2025-03-25T09:00:00Z"),), statuses=known)
    assert entries.blocked(higher, an_entry(), TODAY)
    assert entries.blocked(sent(risks=(a_risk(level="imminent"),), statuses=known), an_entry(), TODAY)


def test_S20_a_demand_for_the_informants_name_is_an_alert_and_the_answer_reveals_nobody() -> None:
    """S20, G19: a risk review for each person; no source is confirmed."""
    file = replied(a_row(1, "asks_identity"), *DENIES[1:])
    tasks = alert_tasks(file, file.replies[0])
    assert [(t.origin, t.kind, t.party_code) for t in tasks] == [("G19", "protection_alert", "P-ILENA2")]
    thanks = a_letter("thanks_reply", replies_to=(rid("reply"),))
    found = answer_findings(a_letter_file(file, letter=thanks))
    assert [(f.rule, f.blocks) for f in found] == [("G19", True), ("G19", False)]
    silent = msgspec.structs.replace(thanks, naming={}, allegations={})
    assert [f.blocks for f in answer_findings(a_letter_file(file, letter=silent))] == [False]
    assert answer_findings(a_letter_file(replied(*DENIES), letter=thanks)) == ()
    partly = answer_findings(a_letter_file(replied(*DENIES[:2]), letter=thanks))
    assert [(f.rule, f.blocks) for f in partly] == [("G19", True)]
    assert alert_tasks(replied(*DENIES), a_reply()) == ()


def test_S30_a_reply_without_a_letter_has_no_clock_and_nothing_to_match() -> None:
    """S30: `spontaneous_op8`."""
    spontaneous = a_reply(to_letters=(), kind=("spontaneous_op8",))
    file = sent(replies=(spontaneous,))
    assert unanswered(file, spontaneous) == ()
    assert clock_facts(file, file.letters[0]).replies == ()


def test_a_second_reply_adds_rows_and_the_matrix_keeps_both() -> None:
    file = replied(*DENIES, a_row(3, "accepts", reply="second"))
    later = a_reply("second", "2025-05-01T10:00:00+00:00", kind=("supplementary",))
    file = msgspec.structs.replace(file, replies=(*file.replies, later))
    assert reply_outcome(file, rid("letter")) is Outcome.FULL


def test_the_clock_of_a_letter_is_read_from_its_steps_in_local_days() -> None:
    late = sent(
        "2025-03-12T23:30:00+00:00",
        settings=msgspec.structs.replace(sent().settings, zone=timezone(timedelta(hours=2))),
    )
    facts = clock_facts(late, late.letters[0])
    assert facts.dispatched == date(2025, 3, 13)
    assert due_day(facts, late.settings) == date(2025, 4, 12)
    reminder = a_letter("reminder", id=rid("reminder"), previous_letters=(rid("letter"),), allegations={})
    steps = (*late.steps, a_step("dispatch", "2025-04-20T08:00:00Z", "reminder"))
    reminded = msgspec.structs.replace(late, letters=(*late.letters, reminder), steps=steps)
    assert clock_facts(reminded, late.letters[0]).reminders == (date(2025, 4, 20),)


def test_a_letter_of_an_old_register_has_a_clock_and_can_be_answered() -> None:
    old = an_earlier_letter(due_at="2025-03")
    file = sent(earlier_letters=(old,), replies=(a_reply(to_letters=(old.id,)),))
    assert due_day(clock_facts(file, old), file.settings) == date(2025, 3, 31)
    assert clock(clock_facts(file, old), file.settings, date(2025, 5, 1)).late == 25
    assert transmitted(file, old.id) == ((old.id, 1),)


def test_an_entry_without_a_cut_off_and_somebody_named_only_in_its_text() -> None:
    entry = an_entry(naming={})
    assert [mention.level for mention in entries.named(sent(), entry)] == ["NAMED"]
    assert "G14" in rules(heard_findings(sent(), an_entry(), a_cycle(state_reply_cutoff="")))


def test_S6_G7_a_withdrawal_gives_a_task_for_every_open_entry() -> None:
    """S6, G7."""

    row = a_consent(scope="sg_report", withdrawn_at="2025-03-31T10:00:00Z")
    open_ = sent(entries=(an_entry(),), consents=(a_consent(), row))
    assert [t.kind for t in withdrawal_tasks(open_, rid("ilena"), TODAY)] == ["blocked_entry"]
    out = msgspec.structs.replace(open_, statuses={("entry", rid("entry")): Status(state="published")})
    assert withdrawal_tasks(out, rid("ilena"), TODAY) == ()


def test_a_row_without_a_neutral_summary_is_pointed_out() -> None:
    file = replied(
        *(msgspec.structs.replace(r, row=msgspec.structs.replace(r.row, neutral_summary={})) for r in DENIES)
    )
    assert {f.rule for f in matrix_findings(file, file.replies[0])} == {"G19"}
    assert not any(f.blocks for f in matrix_findings(file, file.replies[0]))
