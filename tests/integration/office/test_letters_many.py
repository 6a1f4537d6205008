"""One reminder of many letters over several cases, and what its reply answers."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.office.allegations.writing import revise_allegation
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import change_letter, keep_warnings, redraft_block
from fieldcase.office.letters.listing import letters_due, list_letters
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.reminding import NoneCanBeReminded, NothingOverdue, overdue_letters, remind_of
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import approve, dispatch, sign, submit
from fieldcase.office.profiles.office import change_setting
from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.replies.reminded import WhichOfThem
from fieldcase.office.risk.assessing import assess_risk
from fieldcase.office.session import Session
from tests.laptops import Clock, carry
from tests.letter_ground import Both, Ready, a_proof, bring_pages, dispatched, drafted, pdf_text, ready, second_reading


def told(session: Session, letter: Letter) -> dict[str, str]:
    return {block.block: block.text for block in letter_page(session, letter.id, "en").blocks}


def reference(session: Session, letter: Letter) -> str:
    steps = (one.taken for one in session.vault.where(LetterStep, "letter", [letter.id]))
    return next(taken.office_ref for taken in steps if taken.office_ref)


def sent(laptops: Both, count: int) -> tuple[list[Ready], list[Letter]]:
    """So many notes in as many cases, dispatched a day apart."""
    officer, head = laptops
    grounds = [ready(officer) for _ in range(count)]
    return grounds, [dispatched(officer, head, found, "en") for found in grounds]


def reply_to(session: Session, case: str, *letters: str, text: str = "The persons were released.") -> str:
    came = Came(
        from_state="XKA", kinds=("substantive",), dated=session.today().isoformat(), language="en", to_letters=letters,
        text=text, screened=True,
    )  # fmt: skip
    return register_reply(session, case, came).id


def test_one_reminder_recalls_what_is_overdue_in_several_cases_and_leaves_out_what_may_not_be(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    grounds, firsts = sent(laptops, 4)
    head = laptops[1]
    with pytest.raises(NothingOverdue):
        overdue_letters(officer, "XKA")
    withdraw_consent(officer, grounds[1].matter.party.id, "by telephone")
    danger = grounds[2].matter
    clock.days(70)
    assess_risk(
        officer, danger.case.id, danger.party.id, "imminent", reason="Threatened.", threat="Arrest.", likelihood=4,
        impact=4,
    )  # fmt: skip
    late = overdue_letters(officer, "XKA")
    assert set(late) == {one.id for one in firsts}
    made = remind_of(officer, late)
    assert set(made.cites) == {firsts[0].id, firsts[3].id}
    assert made.letter.previous_letters == made.cites
    assert set(made.letter.case_nos) == {firsts[0].case, firsts[3].case}
    reasons = {one.letter: " ".join(one.reasons) for one in made.left_out}
    assert "imminent" in reasons[firsts[2].id]
    assert grounds[1].matter.party.code in reasons[firsts[1].id]
    text = "\n".join(told(officer, made.letter).values())
    for one in (firsts[0], firsts[3]):
        assert reference(officer, one) in text
    assert reference(officer, firsts[1]) not in text
    assert "Allegations 1 and 2" in text
    for found in grounds:
        assert found.matter.case.case_no not in text
    assert "Dovrak" not in text
    assert "airport" not in text
    submit(officer, made.letter.id)
    carry(officer, head)
    approve(head, made.letter.id)
    sign(head, made.letter.id)
    carry(officer, head)
    bring_pages(head, officer)
    dispatch(officer, made.letter.id, proof=a_proof(officer, made.letter.case).id, method="by hand")
    asked = {one.letter for one in letters_due(officer) if "emind" in one.task.kind}
    assert not asked & set(made.cites)

    with pytest.raises(WhichOfThem):
        reply_to(officer, firsts[0].case, made.letter.id)
    answer = reply_to(officer, firsts[0].case, made.letter.id, firsts[0].id)
    for one in grounds[0].allegations:
        match_allegation(officer, answer, one.id, Position(positions=("denies_fact",), neutral_summary="It denies it."))
    states = {row.id: row.clock.state for row in list_letters(officer)}
    assert (states[firsts[0].id], states[firsts[3].id]) == ("answered", "overdue")
    again = remind_of(officer, [firsts[0].id, firsts[3].id])
    assert again.cites == (firsts[3].id,)
    assert again.left_out[0].reasons == ("It was answered: nothing in it is open.",)
    with pytest.raises(NoneCanBeReminded):
        remind_of(officer, [firsts[0].id, firsts[1].id])


def test_a_reply_to_the_reminder_of_one_letter_answers_that_letter(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    _grounds, (first,) = sent(laptops, 1)
    clock.days(70)
    reminder = remind_of(officer, [first.id]).letter
    submit(officer, reminder.id)
    carry(officer, head)
    approve(head, reminder.id)
    sign(head, reminder.id)
    carry(officer, head)
    bring_pages(head, officer)
    dispatch(officer, reminder.id, proof=a_proof(officer, reminder.case).id, method="by hand")
    reply_to(officer, first.case, reminder.id)
    states = {row.id: row.clock.state for row in list_letters(officer)}
    assert states[first.id] == "answered"


def test_one_note_puts_the_allegations_of_several_cases_in_an_annex_under_the_numbers_of_its_matrix(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    one, other = ready(officer), ready(officer)
    wanted = Wanted(languages=("en", "fr"), other_cases=(other.matter.case.id,), annexed=True)
    letter = draft_letter(officer, one.matter.case.id, "note_verbale", wanted)
    assert letter.annexed
    assert set(letter.case_nos) == {one.matter.case.id, other.matter.case.id}
    in_order = [row.allegation for row in sorted(letter.allegations.values(), key=lambda row: row.number)]
    assert in_order == [put.id for put in (*one.allegations, *other.allegations)]
    annex = next(block.text for key, block in letter.blocks.items() if key == "en-annex")
    assert [f"| {number} |" in annex for number in range(1, 6)] == [True, True, True, True, False]
    keep_warnings(officer, letter.id, "The place of two allegations is not known more exactly.")
    submit(officer, letter.id)
    carry(officer, head)
    for found in (one, other):
        second_reading(head, letter.id, found)
    approve(head, letter.id)
    sign(head, letter.id)
    text = pdf_text(render(head, letter.id, "state_full", "en", "pdf"))
    assert "Allegations 1 to 4 are set out in the table annexed" in text
    assert text.count("is alleged to have been detained by officers in uniform") == 2


def test_an_annex_comes_by_itself_where_there_are_many_and_follows_the_present_versions(
    laptops: Both, officer: Session
) -> None:
    found = ready(officer)
    case = found.matter.case.id
    plain = draft_letter(officer, case, "note_verbale", Wanted(languages=("en",)))
    assert not plain.annexed
    change_setting(officer, "annex_from", 2)
    letter = draft_letter(officer, case, "note_verbale", Wanted(languages=("en",)))
    assert letter.annexed
    said = "{" + found.matter.party.code + "} is alleged to have been held for nine hours."
    revise_allegation(officer, found.allegations[0].id, text={"en": said})
    redraft_block(officer, letter.id, "en", "allegations")
    held = officer.vault.get(Letter, letter.id)
    assert "nine hours" in held.blocks["en-annex"].text
    assert "nine hours" not in held.blocks["en-allegations"].text
    assert not draft_letter(officer, case, "note_verbale", Wanted(languages=("en",), annexed=False)).annexed


def test_a_letter_that_has_not_left_stays_out(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    first = dispatched(officer, head, found, "en")
    other = drafted(officer, ready(officer), "en")
    made = remind_of(officer, [other.id, first.id])
    assert made.cites == (first.id,)
    assert made.left_out[0].reasons == ("It was not dispatched with a reference on a known day.",)


def test_whoever_goes_back_to_a_reminder_of_two_cases_asks_the_people_of_both(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    grounds, firsts = sent(laptops, 2)
    clock.days(70)
    reminder = remind_of(officer, [one.id for one in firsts]).letter
    submit(officer, reminder.id)
    carry(officer, head)
    approve(head, reminder.id)
    sign(head, reminder.id)
    carry(officer, head)
    bring_pages(head, officer)
    dispatch(officer, reminder.id, proof=a_proof(officer, reminder.case).id, method="by hand")
    withdraw_consent(officer, grounds[1].matter.party.id, "by telephone")
    wanted = Wanted(languages=("en",), previous=(firsts[0].id, reminder.id))
    letter = draft_letter(officer, firsts[0].case, "follow_up", wanted)
    assert set(letter.case_nos) == {one.case for one in firsts}

    def stopped() -> set[str]:
        return {one.party_code for one in check(officer, letter.id) if one.rule == "G4" and one.blocks}

    assert stopped() == {grounds[1].matter.party.code}
    change_letter(officer, letter.id, {f"case_nos/{firsts[1].case}": None})
    assert stopped() == {""}, "whom a letter mentioned that is not held here, nobody knows"


def test_a_step_written_over_is_found_in_whichever_of_the_cases_it_was_put(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    _grounds, firsts = sent(laptops, 2)
    head = laptops[1]
    clock.days(70)
    letter = remind_of(officer, overdue_letters(officer, "XKA")).letter
    submit(officer, letter.id)
    carry(officer, head)
    step = approve(head, letter.id)
    carry(officer, head)
    other = next(one.case for one in firsts if one.case != letter.case)
    taken = msgspec.structs.replace(step.taken, reason="Read twice.")
    with head.vault.writing() as writing:
        writing.set("letter_step", step.id, {"case": other, "taken": msgspec.to_builtins(taken)})
        writing.commit()
    carry(officer, head)
    assert [one for one in check(officer, letter.id) if "written over" in one.sentence and one.blocks]
