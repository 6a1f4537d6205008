"""Replies as they come: a scan, several, late, to several cases, by another channel, in a language nobody reads."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.model.rules.tracker import ClockState, Late, Outcome
from fieldcase.office.called import called
from fieldcase.office.casefile import gather
from fieldcase.office.due import what_needs_me
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.records import add, change
from fieldcase.office.replies.listing import list_replies
from fieldcase.office.replies.matrix import (
    AwaitsTranslation,
    Position,
    QuoteNotFound,
    letter_outcome,
    match_allegation,
    reply_matrix,
    review_matrix,
)
from fieldcase.office.replies.measures import Measure, add_stage, assess_measure, list_measures, record_measure
from fieldcase.office.replies.page import reply_page
from fieldcase.office.replies.questions import Said, match_question
from fieldcase.office.replies.registering import Came, register_reply, screen_reply
from fieldcase.office.replies.translating import OwnTranslation, Translated, add_translation, check_translation
from fieldcase.office.session import Session
from tests.laptops import Clock, carry
from tests.letter_ground import dispatched, ready

Both = tuple[Session, Session]
SCAN = b"%PDF-1.7\n(a scan)"
ARABIC = "تنفي السلطات الاحتجاز."
ENGLISH = "The authorities deny the detention."


def came(session: Session, *letters: Letter, **more: Any) -> Came:
    facts: dict[str, Any] = {
        "kinds": ("substantive",), "dated": session.today().isoformat(), "language": "en", "screened": True,
        "to_letters": tuple(one.id for one in letters), "text": "No person was held. An inquiry was opened.",
    }  # fmt: skip
    return Came(**{**facts, **more})


def replied(session: Session, *letters: Letter, **more: Any) -> StateReply:
    return register_reply(session, letters[0].case, came(session, *letters, **more))


def test_a_scan_in_a_language_nobody_reads_stops_the_clocks_of_three_cases_and_its_matrix_waits(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    letters = [dispatched(officer, laptops[1], ready(officer), "en") for _ in range(3)]
    clock.days(40)
    said = came(officer, *letters, kinds=("translation_pending",), language="ar", text="")
    reply = register_reply(officer, letters[0].case, said, file=SCAN, file_name="scan.pdf")
    assert reply.from_state == "XKA", "the one State that was written to"
    assert officer.vault.get(Evidence, reply.original_file).media_type == "application/pdf"
    rows = list_letters(officer)
    assert {row.clock.state for row in rows} == {ClockState.WAITS_TRANSLATION}
    for letter in letters:
        assert reply.id in {one.id for one in gather(officer, letter.case).replies}
        assert [one.id for one in list_replies(officer, case_id=letter.case)] == [reply.id]
    first = next(iter(letters[0].allegations))
    with pytest.raises(AwaitsTranslation):
        match_allegation(officer, reply.id, first, Position(positions=("denies_fact",)))
    assert [one.kind for one in what_needs_me(officer) if one.origin == "G19"] == []
    with pytest.raises(BadValue, match="nobody said what it is"):
        add_translation(officer, reply.id, Translated(lang="en", text=ENGLISH))
    add_translation(officer, reply.id, Translated(lang="en", text=ENGLISH, kinds=("substantive",)))
    assert {row.clock.state for row in list_letters(officer)} == {ClockState.ANSWERED}
    assert [one.kind for one in what_needs_me(officer) if one.origin == "G19"] == ["match_reply"]
    for letter in letters:
        allegation = next(iter(letter.allegations))
        said_of = Position(
            positions=("denies_fact",), quote=ARABIC, translation=ENGLISH, neutral_summary="It denies the detention."
        )
        assert match_allegation(officer, reply.id, allegation, said_of).case == letter.case
    assert {letter_outcome(officer, one.id) for one in letters} == {Outcome.PARTIAL}
    assert not any(line.over for line in reply_matrix(officer, reply.id).lines)


def test_what_turns_out_to_be_an_acknowledgement_lets_the_clock_go_on(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = replied(officer, letter, kinds=("translation_pending",), language="ar", text=ARABIC)
    assert list_letters(officer)[0].clock.state is ClockState.WAITS_TRANSLATION
    add_translation(officer, reply.id, Translated(lang="en", text="Received.", kinds=("acknowledgement",)))
    assert list_letters(officer)[0].clock.state is ClockState.RUNNING


def test_a_quote_stands_in_the_original_and_its_translation_in_the_translation(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = replied(officer, letter, language="ar", text=ARABIC)
    add_translation(officer, reply.id, Translated(lang="en", by="the interpreter", text=ENGLISH))
    first = next(iter(letter.allegations))
    for quote, translation in ((ENGLISH, ""), (ARABIC, "It denies everything.")):
        with pytest.raises(QuoteNotFound):
            match_allegation(
                officer, reply.id, first, Position(positions=("denies_fact",), quote=quote, translation=translation)
            )
    match_allegation(officer, reply.id, first, Position(positions=("denies_fact",), quote=ARABIC, translation=ENGLISH))
    page = reply_page(officer, reply.id)
    assert page.texts == {"ar": ARABIC, "en": ENGLISH}
    with pytest.raises(OwnTranslation):
        check_translation(officer, reply.id, "en")
    with pytest.raises(BadValue, match="no such translation"):
        check_translation(officer, reply.id, "fr")
    with pytest.raises(BadValue, match="in that language"):
        add_translation(officer, reply.id, Translated(lang="ar", text=ARABIC))


def test_several_replies_to_a_letter_add_up_and_a_later_one_erases_nothing(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    first, second = list(letter.allegations)
    one = replied(officer, letter, kinds=("interim",))
    denies = Position(positions=("denies_fact",), quote="No person was held.", neutral_summary="It denies.")
    match_allegation(officer, one.id, first, denies)
    clock.days(3)
    two = replied(officer, letter)
    match_allegation(officer, two.id, second, denies)
    assert letter_outcome(officer, letter.id) is Outcome.FULL
    assert reply_matrix(officer, one.id).outcome is reply_matrix(officer, two.id).outcome is Outcome.PARTIAL
    assert [row.reply_no for row in list_replies(officer, state="XKA")] == ["R2", "R1"]


def test_a_letter_is_found_by_the_reference_that_the_state_quotes(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reference = list_letters(officer)[0].reference
    assert called(officer, "letter earlier_letter", reference) == letter.id


def test_a_reply_may_come_through_headquarters_to_a_reference_of_theirs(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    outside = add(
        officer,
        ExternalRef(case=found.matter.case.id, system="OHCHR", reference="AL KAL 3/2026", date="2026-02-01", proof=""),
    )
    said = came(officer, to_letters=(outside.id,), from_state="XKA", channel="hq")
    reply = register_reply(officer, found.matter.case.id, said)
    assert (reply.channel, reply_matrix(officer, reply.id).lines) == ("hq", ())


def test_questions_are_matched_by_their_number_and_their_lack_is_told(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = dispatched(officer, head, ready(officer), "en")
    assert len(letter.requests) > 2
    reply = replied(officer, letter)
    for allegation in letter.allegations:
        match_allegation(
            officer, reply.id, allegation,
            Position(positions=("denies_fact",), quote="No person was held.", neutral_summary="It denies."),
        )  # fmt: skip
    (unsaid,) = [one for one in reply_matrix(officer, reply.id).findings if one.rule == "10.7"]
    assert not unsaid.blocks
    assert all(code in unsaid.sentence for code in letter.requests if code != "Q1")
    row = match_question(officer, reply.id, letter.id, 2, Said(answered="yes", quote="An inquiry was opened."))
    assert (row.question, row.answer.number) == (letter.requests[1], 2)
    (unsaid,) = [one for one in reply_matrix(officer, reply.id).findings if one.rule == "10.7"]
    assert f"{letter.requests[1]}," not in unsaid.sentence
    with pytest.raises(BadValue, match="no such question"):
        match_question(officer, reply.id, letter.id, 40, Said(answered="no"))
    with pytest.raises(BadValue):
        match_question(officer, reply.id, letter.id, 2, Said(answered="perhaps"))
    beside = reply_page(officer, reply.id).questions
    assert [one.number for one in beside] == list(range(2, len(letter.requests) + 1))
    assert all(one.asked and "{" not in one.asked for one in beside)
    carry(officer, head)
    assert review_matrix(head, reply.id).status == "matrix_reviewed"
    match_question(officer, reply.id, letter.id, 2, Said(answered="partly", quote="An inquiry was opened."))
    carry(officer, head)
    assert reply_matrix(head, reply.id).status == "matrix_drafted", "a changed answer needs a second reading again"


def test_a_summary_that_says_more_than_its_quote_waits_for_a_reason(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    letter = dispatched(officer, head, ready(officer), "en")
    reply = replied(officer, letter)
    first, second = list(letter.allegations)
    match_allegation(
        officer, reply.id, second, Position(positions=("not_addressed",), neutral_summary="It does not address it.")
    )
    over = Position(
        positions=("denies_fact",), quote="No person was held.", neutral_summary="No person was held or tortured."
    )
    match_allegation(officer, reply.id, first, over)
    carry(officer, head)
    with pytest.raises(BlockedByRules, match="asserts something that no quote") as caught:
        review_matrix(head, reply.id)
    assert {one.rule for one in caught.value.findings} == {"3.15"}
    kept = Position(
        positions=over.positions, quote=over.quote, neutral_summary=over.neutral_summary,
        summary_kept="The heading of the reply speaks of torture.",
    )  # fmt: skip
    match_allegation(officer, reply.id, first, kept)
    carry(officer, head)
    assert review_matrix(head, reply.id).status == "matrix_reviewed"
    (line,) = [one for one in reply_matrix(head, reply.id).lines if one.allegation == first]
    assert [one.words for one in line.over] == ["tortured"], "the second reader still sees it"


def test_what_a_reply_announces_is_recorded_with_the_row_and_followed(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = replied(officer, letter)
    first = next(iter(letter.allegations))
    said = Position(
        positions=("announces_investigation",), quote="An inquiry was opened.", neutral_summary="It opened an inquiry."
    )
    match_allegation(officer, reply.id, first, said)
    assert [one.rule for one in reply_matrix(officer, reply.id).findings if one.rule == "3.16"] == ["3.16"]
    opened = Measure(kind="investigation_opened", stage="announced", date="2026-03")
    match_allegation(
        officer, reply.id, first,
        Position(positions=said.positions, quote=said.quote, neutral_summary=said.neutral_summary, measures=(opened,)),
    )  # fmt: skip
    assert [one.rule for one in reply_matrix(officer, reply.id).findings if one.rule == "3.16"] == []
    (row,) = list_measures(officer, case_id=letter.case, state="XKA")
    assert (row.kind, row.stage, row.op_ref, row.reply) == ("investigation_opened", "announced", ("OP6",), reply.id)


def test_a_measure_goes_through_stages_and_each_may_come_again(laptops: Both, officer: Session, clock: Clock) -> None:
    found = ready(officer)
    made = record_measure(
        officer, found.matter.case.id,
        Measure(kind="protection_provided", stage="announced", date="2026-02", by_state="XKA", learned_from="public"),
    )  # fmt: skip
    assert made.op_ref == ("OP5",)
    clock.days(200)
    for stage, day in (("stalled", "2026-04"), ("under_way", "2026-05"), ("stalled", "2026-07")):
        made = add_stage(officer, made.id, stage, day)
    assert {(one.stage, one.date) for one in made.stage.values()} == {
        ("announced", "2026-02"), ("stalled", "2026-04"), ("under_way", "2026-05"), ("stalled", "2026-07"),
    }  # fmt: skip
    assert list_measures(officer)[0].stage == "stalled"
    assert len(add_stage(officer, made.id, "stalled", "2026-07").stage) == 4, "said twice, it is one"
    for stage, day in (("finished", ""), ("completed", "2027-01")):
        with pytest.raises(BadValue):
            add_stage(officer, made.id, stage, day)


def test_how_far_a_measure_goes_is_said_with_its_reason(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    made = record_measure(
        officer, found.matter.case.id,
        Measure(kind="investigation_opened", stage="under_way", by_state="XKA", learned_from="public"),
    )  # fmt: skip
    said = assess_measure(
        officer, made.id, {"prompt": ("no", "Opened after nine months."), "impartial": ("unknown", "Nobody knows.")},
        victim_view="She was not heard.",
    )  # fmt: skip
    assert (said.prompt.answer, said.impartial.answer) == ("no", "unknown")
    assert said.victim_view["en"].text == "She was not heard."
    for quality, answer, reason in (("prompt", "maybe", "x"), ("kind", "yes", "x"), ("prompt", "no", " ")):
        with pytest.raises(BadValue):
            assess_measure(officer, made.id, {quality: (answer, reason)})


def test_the_latest_that_a_reply_is_stands_in_the_list(laptops: Both, officer: Session, clock: Clock) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    clock.days(44)
    replied(officer, letter)
    (row,) = list_replies(officer)
    (one,) = row.letters
    assert (row.late, one.days_late, one.clock.due) == (Late.WITHIN_CYCLE, 12, date(2026, 4, 13))
    assert list_replies(officer, late=Late.AFTER_CUTOFF) == ()
    change(officer, "state_reply", row.id, {"received_at": "2026-04-10T10:00:00Z"})
    assert list_replies(officer)[0].late is Late.IN_TIME


def test_what_a_state_wrote_of_its_own_accord_waits_to_be_read_for_names_and_threats(
    laptops: Both, officer: Session
) -> None:
    found = ready(officer)
    said = came(officer, kinds=("spontaneous_op8",), to_letters=(), from_state="XKA", screened=False)
    reply = register_reply(officer, found.matter.case.id, said)
    (item,) = [one for one in what_needs_me(officer) if one.kind == "screen_reply"]
    assert (item.case_no, item.records) == (found.matter.case.case_no, (reply.id,))
    screen_reply(officer, reply.id, ())
    assert [one for one in what_needs_me(officer) if one.kind == "screen_reply"] == []


def test_a_reply_to_a_letter_is_to_be_read_before_it_is_matched(laptops: Both, officer: Session) -> None:
    letter = dispatched(officer, laptops[1], ready(officer), "en")
    reply = replied(officer, letter, screened=False)
    assert [one.kind for one in what_needs_me(officer) if one.origin == "G19"] == ["screen_reply"]
    screen_reply(officer, reply.id, ())
    assert [one.kind for one in what_needs_me(officer) if one.origin == "G19"] == ["match_reply"]
