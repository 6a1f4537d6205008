"""Headquarters clears a letter to a de facto authority: the letter travels there, the word comes back, and only for the
text that was read."""

from __future__ import annotations

import pytest

from fieldcase.model.refusal import BlockedByRules
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.clearing import clear_letter
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, keep_warnings
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.profiles.outside import write_outside_addressee
from tests.letter_ground import ASKED, assessed, name_kalindra, ready, refused, second_reading
from tests.offices import Office


def test_the_word_of_headquarters_comes_back_in_a_package_and_holds_for_what_it_read(office: Office) -> None:
    officer, head, desk = office.first, office.second, office.desk
    name_kalindra(officer)
    found = assessed(officer, ready(officer))
    party = found.matter.party.id
    write_outside_addressee(officer, "Authority of the North", "de_facto_authority", {"en": "Authority of the North"})
    for scope, recipient in (("third_state", "Authority of the North"), ("share_hq", "")):
        record_consent(officer, party, scope, "NAMED", ASKED, recipient=recipient)
    letter = draft_letter(officer, found.matter.case.id, "de_facto_letter", Wanted(languages=("en",)))
    keep_warnings(officer, letter.id, "Known no more exactly.")
    submit(officer, letter.id)
    office.round()
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    office.round()
    assert state_of(desk, "letter", letter.id) == "approved"
    clear_letter(desk, letter.id)
    with pytest.raises(BlockedByRules) as caught:
        sign(head, letter.id)
    assert refused(caught) == {"G18"}
    office.round()
    edit_block(officer, letter.id, "en", "deadline", "A reply would be appreciated within two weeks.")
    submit(officer, letter.id)
    office.round()
    second_reading(head, letter.id, found)
    approve(head, letter.id)
    with pytest.raises(BlockedByRules, match="another text"):
        sign(head, letter.id)
    office.round()
    clear_letter(desk, letter.id)
    office.round()
    assert sign(head, letter.id).taken.signed_how == "signature"
