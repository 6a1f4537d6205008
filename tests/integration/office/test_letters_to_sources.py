"""Letters to a victim and to a source: what was agreed decides what they say; nothing of the source room gets out."""

from __future__ import annotations

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.sources import LetterToSource
from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.dispatching import dispatch_log
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import agree, edit_block
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import NeverPublic, NotToASource, WhichRecipient
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.steps import approve, dispatch, sign, submit
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from fieldcase.office.sources.sources import record_source
from tests.laptops import Clock, a_person, carry
from tests.letter_ground import (
    ASKED,
    Both,
    Ready,
    a_proof,
    bring_pages,
    dispatched,
    pdf_text,
    ready,
    refused,
    rules_of,
    second_reading,
)

BOTH = ("en", "fr")


def told(session: Session, letter: Letter, language: str = "en") -> dict[str, str]:
    return {block.block: block.text for block in letter_page(session, letter.id, language).blocks}


def feedback(session: Session, found: Ready, kind: str = "source_feedback") -> Letter:
    wanted = Wanted(languages=BOTH, person=found.matter.party.id)
    return draft_letter(session, found.matter.case.id, kind, wanted)


def reachable(session: Session, found: Ready) -> Ready:
    """The person agreed to be contacted again, and on which channel."""
    record_consent(session, found.matter.party.id, "recontact", "NAMED", ASKED)
    change(session, "party", found.matter.party.id, {"safe_channel": "through her sister, in the evening"})
    return found


def test_a_letter_to_a_victim_waits_for_what_was_agreed_and_says_no_more(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head, found = laptops[1], ready(officer)
    dispatched(officer, head, found, "en")
    letter = feedback(officer, found)
    assert rules_of(officer, letter.id) == {"G4", "G9", "7.5"}
    assert list(told(officer, letter)) == ["date_place", "greeting", "done_for_you", "contact_arrangement"]
    reachable(officer, found)
    assert rules_of(officer, letter.id) == {"G9", "7.5"}
    with pytest.raises(BadValue):
        agree(officer, letter.id, detail="everything")
    agree(officer, letter.id, detail="minimal")
    assert rules_of(officer, letter.id) == {"G9"}
    text = " ".join(told(officer, letter).values())
    assert not [word for word in ("Ilena", "Kalindra", "United Nations", "OHCHR", "wrote", "Vardin") if word in text]
    agree(officer, letter.id, detail="general")
    assert "written on your behalf" in told(officer, letter)["done_for_you"]
    agree(officer, letter.id, detail="full", letterhead=True, name=True)
    page = told(officer, letter)
    assert "12 March 2026" in page["done_for_you"].replace("\N{NO-BREAK SPACE}", " ")
    assert "No answer has been received" in page["answered"]
    assert page["greeting"] == "Dear Ilena Dovrak,"
    assert "Human Rights Office" in page["letterhead"]
    assert rules_of(officer, letter.id) == {"G9"}


def test_an_officer_signs_and_sends_it_in_one_step_once_somebody_else_approved(laptops: Both, officer: Session) -> None:
    head, found = laptops[1], reachable(officer, ready(officer))
    letter = feedback(officer, found, "source_acknowledgement")
    agree(officer, letter.id, detail="general")
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    carry(officer, head)
    for said in ({"method": "through her sister"}, {"method": "", "recipient": "her sister"}):
        with pytest.raises(BadValue, match="closed rooms") as told_off:
            dispatch(officer, letter.id, proof="", **said)
        assert "sister" not in str(told_off.value)
    step = dispatch(officer, letter.id, proof="", method="")
    assert step.taken.method == "as_agreed"
    assert dispatch_log(officer)[0].method == "the way agreed"
    assert step.taken.due_at == ""
    steps = {one.step: one.taken for one in officer.vault.all(LetterStep) if one.letter == letter.id}
    assert set(steps) == {"approval", "signature", "dispatch"}
    assert steps["signature"].office_ref
    data = render(officer, letter.id, "state_full", "fr", "pdf")
    text = pdf_text(data)
    assert "Nous vous remercions" in text
    assert not [word for word in (steps["signature"].office_ref, "Ilena", "Nations", officer.seat.name) if word in text]
    assert b"OHCHR" not in data
    with pytest.raises(NeverPublic):
        render(officer, letter.id, "public_redacted", "fr", "pdf")


def test_the_head_may_sign_it_instead(laptops: Both, officer: Session) -> None:
    head, found = laptops[1], reachable(officer, ready(officer))
    letter = feedback(officer, found)
    agree(officer, letter.id, detail="full", letterhead=True)
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    assert sign(head, letter.id).taken.signed_how == "signature"
    carry(officer, head)
    bring_pages(head, officer)
    dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="")
    assert head.seat.name in pdf_text(render(officer, letter.id, "state_full", "en", "pdf"))


def test_consent_to_contact_that_was_withdrawn_stops_it_before_it_leaves(laptops: Both, officer: Session) -> None:
    head, found = laptops[1], reachable(officer, ready(officer))
    letter = feedback(officer, found)
    agree(officer, letter.id, detail="minimal")
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    carry(officer, head)
    withdraw_consent(officer, found.matter.party.id, "She asked for it.")
    with pytest.raises(BlockedByRules) as caught:
        dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="")
    assert "G4" in refused(caught)


def test_nobody_else_is_in_it_and_nothing_says_who_wrote_unless_that_was_agreed(officer: Session) -> None:
    found = reachable(officer, ready(officer))
    other = record_party(officer, a_person("Tomas Arrel"), case=found.matter.case.id, role="witness")
    letter = feedback(officer, found)
    agree(officer, letter.id, detail="minimal")
    edit_block(officer, letter.id, "en", "done_for_you", "Tomas Arrel was asked as well.")
    assert "G4" in rules_of(officer, letter.id)
    edit_block(officer, letter.id, "en", "done_for_you", "{" + other.code + "} was asked as well.")
    assert "G4" in rules_of(officer, letter.id)
    edit_block(officer, letter.id, "en", "done_for_you", "The United Nations is following up.")
    assert "10.3" in rules_of(officer, letter.id)


@pytest.mark.security
def test_to_which_source_a_letter_goes_stands_in_the_source_room_alone(officer: Session) -> None:
    found = ready(officer)
    case = found.matter.case.id
    source = record_source(officer, "lawyer", group="bar", grade="R2", reason="Known.", identity="Nuria Kesh")
    for wanted in (Wanted(), Wanted(person=found.matter.party.id, source=source.id), Wanted(person=source.id)):
        with pytest.raises(WhichRecipient):
            draft_letter(officer, case, "source_acknowledgement", wanted)
    letter = draft_letter(officer, case, "source_acknowledgement", Wanted(languages=BOTH, source=source.id))
    agree(officer, letter.id, detail="general", letterhead=True)
    assert rules_of(officer, letter.id) == {"G9"}
    link = next(one for one in officer.vault.all(LetterToSource) if one.letter == letter.id)
    assert link.source == source.id
    assert [room.place for room in officer.vault.rooms_holding("letter_to_source", link.id)] == [Room.SOURCE]
    said = str(officer.vault.get(Letter, letter.id))
    assert not [word for word in (source.id, source.code, "Kesh") if word in said]
    edit_block(officer, letter.id, "en", "receipt", f"Received from {source.code}.")
    assert "G8" in rules_of(officer, letter.id)


def test_only_letters_to_sources_have_an_agreement(officer: Session) -> None:
    letter = draft_letter(officer, ready(officer).matter.case.id, "note_verbale", Wanted(languages=("en",)))
    with pytest.raises(NotToASource):
        agree(officer, letter.id, detail="full")
