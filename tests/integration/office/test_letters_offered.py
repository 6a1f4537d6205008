"""What letters a case may have, before one is begun."""

from __future__ import annotations

import pytest

from fieldcase.model.lettershapes import SHAPES
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.offered import letters_offered
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.laptops import a_matter
from tests.letter_ground import Both, dispatched, name_kalindra, ready


@pytest.fixture
def officer(laptop: Session) -> Session:
    name_kalindra(laptop)
    return laptop


def hindrances(session: Session, case: str) -> dict[str, str]:
    return {one.kind: one.hindrance for one in letters_offered(session, case).kinds}


def test_every_kind_of_the_table_is_offered_and_a_bare_case_says_what_each_waits_for(officer: Session) -> None:
    said = hindrances(officer, a_matter(officer).case.id)
    assert set(said) == set(SHAPES)
    assert "allegations" in said["note_verbale"]
    assert "none of this case has left" in said["reminder"]
    assert "reply" in said["thanks_reply"]
    assert "law" in said["law_comment"]
    assert "directory" in said["non_state_letter"] or "allegations" in said["non_state_letter"]
    assert said["info_request_op8"] == ""


def test_what_left_may_be_gone_back_to_and_what_came_be_answered(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    first = dispatched(officer, laptops[1], found, "en")
    came = Came(from_state="XKA", kinds=("substantive",), dated="2026-03-12", language="en", to_letters=(first.id,))
    reply = register_reply(officer, found.matter.case.id, came)
    offered = letters_offered(officer, found.matter.case.id)
    left = [(one.id, one.state, one.reference) for one in offered.letters]
    assert left == [(first.id, "XKA", "OHCHR/XKAL/07-001/2026")]
    assert [(one.id, one.state) for one in offered.replies] == [(reply.id, "XKA")]
    assert offered.state == "XKA"
    assert ("XKA", "foreign_ministry") in {(one.state, one.kind) for one in offered.addressees}
    assert not any(one.hindrance for one in offered.kinds if one.cites)


def test_what_is_offered_without_hindrance_can_be_drafted(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    dispatched(officer, laptops[1], found, "en")
    offered = letters_offered(officer, found.matter.case.id)
    for kind in ("note_verbale", "reminder", "follow_up", "aide_memoire", "info_request_op8"):
        cited = (offered.letters[0].id,) if SHAPES[kind].cites else ()
        assert draft_letter(officer, found.matter.case.id, kind, Wanted(languages=("en",), previous=cited)).kind == kind
