"""Letters that go back to an earlier one: they take its addressee, its numbers and its consents with them."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, keep_warnings, redraft
from fieldcase.office.letters.page import letter_page
from fieldcase.office.letters.refusals import NothingToAnswer, NothingToRemind
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.measures import Measure, record_measure
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.laptops import Clock, a_matter, carry
from tests.letter_ground import Both, Ready, dispatched, name_kalindra, ready, refused, rules_of, second_reading

NEWS = {
    "en": "On {{date:2026-03-05}} {code} is alleged to have been told that the telephone would not be given back.",
    "fr": "Le {{date:2026-03-05}}, {code} aurait été informé que son téléphone ne serait pas rendu.",
}


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_kalindra(laptop)
    return laptop


def news(session: Session, found: Ready) -> str:
    """A third allegation, written after the first letter had left."""
    text = {lang: one.format(code="{" + found.matter.party.code + "}") for lang, one in NEWS.items()}
    case, act, party = found.matter.case.id, found.matter.act.id, found.matter.party.id
    return write_allegation(session, case, text, acts=[act], persons={party: "NAMED"}).id


def after(session: Session, first: Letter, kind: str = "follow_up", **more: object) -> Letter:
    return draft_letter(session, first.case, kind, Wanted(previous=(first.id,), **more))  # type: ignore[arg-type]


def told(session: Session, letter: Letter, language: str = "en") -> dict[str, str]:
    return {block.block: block.text for block in letter_page(session, letter.id, language).blocks}


def test_a_follow_up_puts_what_is_new_under_the_next_number_and_names_what_is_unanswered(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    first = dispatched(officer, head, found)
    new = news(officer, found)
    letter = after(officer, first)
    assert (letter.addressee_state, letter.concerned_as, letter.languages) == ("XKA", "responsible", ("en", "fr"))
    assert {row.allegation: row.number for row in letter.allegations.values()} == {new: 3}
    page = told(officer, letter)
    assert "OHCHR/XKAL/07-001/2026" in page["previous_letters"]
    assert "Allegations 1 and 2" in page["outstanding"]
    assert page["allegations"].count("Ilena Dovrak") == 1
    assert "3." in page["allegations"]
    assert "airport" not in " ".join(page.values())
    assert "la note verbale" in told(officer, letter, "fr")["previous_letters"]
    keep_warnings(officer, letter.id, "Known no more exactly.")
    assert {row.number for row in redraft(officer, letter.id).allegations.values()} == {3}
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    sign(head, letter.id)
    step = next(one for one in head.vault.all(LetterStep) if one.letter == letter.id and one.step == "signature")
    assert (step.taken.signed_how, step.taken.office_ref) == ("initials_stamp", "OHCHR/XKAL/07-002/2026")
    text = {block.block: block.text for block in letter_page(head, letter.id).blocks}
    assert "OHCHR/XKAL/07-002/2026" in text["reference"]


def test_a_follow_up_without_news_asks_again_by_number_and_mentions_nobody(laptops: Both, officer: Session) -> None:
    first = dispatched(officer, laptops[1], ready(officer), "en")
    letter = after(officer, first)
    assert letter.allegations == letter.naming == {}
    assert "allegations" not in told(officer, letter)
    assert rules_of(officer, letter.id) == {"G9"}


def test_consent_that_was_withdrawn_since_the_first_letter_stops_a_follow_up(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    letter = after(officer, dispatched(officer, laptops[1], found, "en"))
    withdraw_consent(officer, found.matter.party.id, "She asked for it.")
    assert "G4" in {one.rule for one in check(officer, letter.id) if one.blocks}
    submit(officer, letter.id)
    carry(officer, laptops[1])
    with pytest.raises(BlockedByRules) as caught:
        approve(laptops[1], letter.id)
    assert "G4" in refused(caught)


def test_a_follow_up_goes_back_to_a_letter_of_its_case_that_was_dispatched(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    case = found.matter.case.id
    with pytest.raises(NothingToRemind):
        draft_letter(officer, case, "follow_up", Wanted())
    first = dispatched(officer, laptops[1], found, "en")
    other = a_matter(officer)
    with pytest.raises(BadValue, match="another case"):
        draft_letter(officer, other.case.id, "follow_up", Wanted(previous=(first.id,)))
    with pytest.raises(NothingToRemind):
        draft_letter(officer, case, "follow_up", Wanted(previous=(after(officer, first).id,)))


def came(session: Session, first: Letter) -> StateReply:
    """A reply of Kalindra to a letter, registered and screened."""
    said = Came(
        from_state="XKA", kinds=("substantive",), dated="2026-03-28", language="en", to_letters=(first.id,),
        text="No person was held. An inquiry is under way.", screened=True,
    )  # fmt: skip
    return register_reply(session, first.case, said)


def answer(session: Session, case: str, kind: str, reply: StateReply) -> Letter:
    return draft_letter(session, case, kind, Wanted(replies_to=(reply.id,)))


def test_an_acknowledgement_says_what_came_and_takes_no_position(laptops: Both, officer: Session, clock: Clock) -> None:
    head, found = laptops[1], ready(officer)
    first = dispatched(officer, head, found)
    clock.days(25)
    letter = answer(officer, first.case, "acknowledgement_state", came(officer, first))
    assert (letter.addressee_state, letter.languages) == ("XKA", ("en", "fr"))
    assert letter.allegations == letter.naming == {}
    page = told(officer, letter)
    assert "dated 28 March 2026" in page["reply_received"].replace("\N{NO-BREAK SPACE}", " ")
    assert "the note verbale OHCHR/XKAL/07-001/2026" in page["reply_received"]
    assert set(page) >= {"next_step", "initials_stamp", "addressee"}
    assert not {"allegations", "deadline", "requests", "concern"} & set(page)
    code = found.matter.party.code
    edit_block(officer, letter.id, "en", "next_step", "{" + code + "} will be informed.")
    assert "10.3" in rules_of(officer, letter.id)
    redraft(officer, letter.id)
    submit(officer, letter.id)
    carry(officer, head)
    approve(head, letter.id)
    with pytest.raises(BlockedByRules):
        sign(head, letter.id, signed_how="signature")
    assert sign(head, letter.id).taken.signed_how == "initials_stamp"


def test_thanks_are_written_once_the_reply_was_matched_and_tell_what_was_done_and_what_remains(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    first = dispatched(officer, head, ready(officer))
    clock.days(25)
    reply = came(officer, first)
    with pytest.raises(BlockedByRules) as caught:
        answer(officer, first.case, "thanks_reply", reply)
    assert refused(caught) == {"G19"}
    one, two = (row.allegation for row in sorted(first.allegations.values(), key=lambda row: row.number))
    match_allegation(officer, reply.id, one, Position(positions=("denies_fact",), neutral_summary="It denies."))
    match_allegation(officer, reply.id, two, Position(positions=("not_addressed",), neutral_summary="Nothing."))
    record_measure(officer, first.case, Measure(kind="release", stage="completed", date="2026-03-20"), reply=reply.id)
    record_measure(officer, first.case, Measure(kind="compensation", stage="announced"), reply=reply.id)
    letter = answer(officer, first.case, "thanks_reply", reply)
    page = told(officer, letter)
    assert "Release of the person" in page["acknowledged_positive"]
    assert "Compensation" not in page["acknowledged_positive"]
    assert "Allegation 2 in that communication remains outstanding" in page["outstanding"]
    assert "deadline" not in page
    assert "Libération de la personne" in told(officer, letter, "fr")["acknowledged_positive"]
    assert rules_of(officer, letter.id) == {"G9"}
    withdraw_consent(officer, next(iter(first.naming.values())).party, "She asked for it.")
    assert "G4" in rules_of(officer, letter.id)


def test_an_acknowledgement_answers_a_reply_of_its_case(laptops: Both, officer: Session, clock: Clock) -> None:
    first = dispatched(officer, laptops[1], ready(officer), "en")
    clock.days(25)
    reply, other = came(officer, first), a_matter(officer).case.id
    with pytest.raises(NothingToAnswer):
        draft_letter(officer, first.case, "acknowledgement_state")
    with pytest.raises(BadValue, match="another case"):
        answer(officer, other, "acknowledgement_state", reply)
    own = Came(from_state="XKA", kinds=("spontaneous_op8",), dated="2026-03", language="en", text="A.", screened=True)
    spontaneous = register_reply(officer, first.case, own)
    assert answer(officer, first.case, "acknowledgement_state", spontaneous).previous_letters == ()
    with pytest.raises(BadValue, match="another case"):
        answer(officer, other, "acknowledgement_state", spontaneous)
