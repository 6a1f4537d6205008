"""Edit freely, stay linked: when records change, the draft says which facts moved, and somebody decides about each."""

from __future__ import annotations

import pytest

from fieldcase.documents.moved import Move
from fieldcase.model.kinds.directory import StateName
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import BlockedByRules, Severity
from fieldcase.office.casefile import state_of
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.editing import edit_block, let_stand, redraft, redraft_block
from fieldcase.office.letters.moved import FactMoved, NothingMoved, facts_moved
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import NoReasonGiven
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_state
from fieldcase.office.profiles.texts import add_mandate
from fieldcase.office.records import change
from fieldcase.office.session import Session
from fieldcase.office.verification.assessing import assess_element
from tests.laptops import carry
from tests.letter_ground import Both, drafted, ready, refused, rules_of, second_reading

KINGDOM = {
    "en": StateName(formal="the Kingdom of Kalindra", short="Kalindra", prepositional="of the Kingdom of Kalindra")
}


def by_fact(session: Session, letter: Letter, block: str = "") -> dict[str, FactMoved]:
    return {one.fact: one for one in facts_moved(session, letter.id) if not block or one.block == block}


def test_nothing_moved_in_a_fresh_draft_and_the_days_passing_move_nothing(officer: Session) -> None:
    letter = drafted(officer, ready(officer))
    assert facts_moved(officer, letter.id) == ()
    officer.clock.days(3)  # type: ignore[attr-defined]
    assert facts_moved(officer, letter.id) == ()


def test_a_new_name_of_the_state_moves_in_every_block_that_says_it_in_that_language_alone(officer: Session) -> None:
    letter = drafted(officer, ready(officer))
    write_state(officer, "XKA", KINGDOM)
    found = facts_moved(officer, letter.id)
    assert {one.language for one in found} == {"en"}
    assert {one.block for one in found} >= {"opening", "requests"}
    one = by_fact(officer, letter, "opening")["state.government"]
    assert (one.move, one.what) == (Move.CHANGED, "name of the State")
    assert ("Republic" in one.before, "Kingdom" in one.now, one.says) == (True, True, one.before)
    assert "10.2" in rules_of(officer, letter.id)
    assert letter_page(officer, letter.id, "en").moved == found
    assert letter_page(officer, letter.id, "fr").moved == ()


def test_the_block_is_drafted_again_or_said_to_stay_until_the_fact_moves_once_more(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    name_office(officer, name={"en": "the Presence in Kalindra"})
    moved = {one.block for one in facts_moved(officer, letter.id)}
    assert "opening" in moved
    redraft_block(officer, letter.id, "en", "opening")
    for block in moved - {"opening"}:
        let_stand(officer, letter.id, "en", block, "The old name stands in the accreditation.")
    assert "10.2" not in rules_of(officer, letter.id)
    told = {one.field for one in check(officer, letter.id) if one.rule == "10.2" and "author's word" in one.sentence}
    assert told == moved - {"opening"}, "whoever approves it reads of it"
    assert {one.block: one.reason for one in facts_moved(officer, letter.id)}.keys() == moved - {"opening"}
    name_office(officer, name={"en": "the Office in Kalindra"})
    assert "10.2" in rules_of(officer, letter.id)
    redraft(officer, letter.id)
    assert facts_moved(officer, letter.id) == ()
    assert officer.vault.get(Letter, letter.id).stands == {}


def test_a_word_on_a_block_needs_a_reason_and_something_that_moved(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    with pytest.raises(NoReasonGiven):
        let_stand(officer, letter.id, "en", "opening", " ")
    with pytest.raises(NothingMoved):
        let_stand(officer, letter.id, "en", "opening", "It is right.")


def test_an_edited_block_keeps_what_it_was_drafted_from_and_what_it_lost_is_told(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    add_mandate(officer, "48/17", {"en": "An older resolution"}, "2021-10-08")
    edit_block(officer, letter.id, "en", "opening", "The Office writes to the Ministry.")
    lost = by_fact(officer, letter, "opening")
    assert {one.move for one in lost.values()} == {Move.DROPPED}
    assert {"mandates.0.symbol", "office.name", "addressee.name"} <= lost.keys()
    severities = {one.severity for one in check(officer, letter.id) if one.rule == "10.2"}
    assert severities == {Severity.WARNING, Severity.NOTE}
    name_office(officer, name={"en": "the Presence in Kalindra"})
    assert by_fact(officer, letter, "opening")["office.name"].move is Move.CHANGED


def test_a_rewritten_block_that_still_says_its_facts_in_plain_words_lost_nothing(officer: Session) -> None:
    letter = drafted(officer, ready(officer), "en")
    text = letter.blocks["en-concern"].text
    edit_block(officer, letter.id, "en", "concern", "It is added that talks are welcome. " + text)
    assert facts_moved(officer, letter.id) == ()


def test_what_an_act_says_moves_in_the_allegation_and_a_place_follows_by_itself(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    change(officer, "act", found.matter.act.id, {"date": "2026-03-06", "place_text": "Port Sarn"})
    moved = by_fact(officer, letter, "allegations")
    note = next(one for fact, one in moved.items() if fact.endswith(".note"))
    assert (note.move, note.record) == (Move.CHANGED, found.allegations[0].id)
    assert "2026-03-05" in note.before
    assert "2026-03-06" in note.now
    place = next(one for fact, one in moved.items() if fact.startswith("place:"))
    assert (place.move, place.before, place.now, place.settled) == (Move.FOLLOWS, "Vardin", "Port Sarn", True)


def test_wording_follows_what_is_verified(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    for element in ("E1", "E2", "E3"):
        who = found.matter.party.id if element != "E2" else ""
        assess_element(officer, found.matter.case.id, element, found.matter.act.id, "insufficient", "Doubt.", party=who)
    moved = by_fact(officer, letter)
    assert moved["lead"].what == "wording by what is verified"
    assert moved["lead"].move is Move.CHANGED


@pytest.mark.security
def test_no_name_stands_in_before_now_or_in_any_finding(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    write_state(officer, "XKA", KINGDOM)
    told = facts_moved(officer, letter.id)
    assert told
    assert "Dovrak" not in repr(told)
    drawn = [one for block in letter.blocks.values() for one in block.drawn]
    assert found.matter.party.code in " ".join(drawn)
    assert "Dovrak" not in " ".join(drawn)
    for one in check(officer, letter.id):
        if one.rule == "10.2":
            assert "Kalindra" not in one.sentence + one.remedy


def test_an_approved_letter_whose_facts_moved_is_not_signed_and_a_word_on_it_makes_it_a_draft(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = drafted(officer, found, "en")
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    carry(officer, head)
    write_state(officer, "XKA", KINGDOM)
    carry(officer, head)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id)
    assert "10.2" in refused(caught)
    for block in {one.block for one in facts_moved(officer, letter.id)}:
        let_stand(officer, letter.id, "en", block, "The kingdom was proclaimed after the events.")
    assert state_of(officer, "letter", letter.id) == "draft"
