"""What letters a case may have, before one is begun."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.sources import Source
from fieldcase.model.lettershapes import SHAPES
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.gathering import file_of_cases
from fieldcase.office.letters.offered import _sources, letters_offered
from fieldcase.office.parties.recording import record_party
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.session import Session
from tests.kinds_ground import a_law
from tests.laptops import a_matter, a_person, carry
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


def test_people_and_sources_that_may_be_written_to_are_offered_by_code_alone(officer: Session) -> None:
    found = ready(officer)
    case = found.matter.case.id
    judge = record_party(officer, a_person("Tomas Arrel"), case=case, role="perpetrator")
    source = next(iter(officer.vault.all(Source)))
    offered = letters_offered(officer, case)
    told = {(one.id, one.code, one.source) for one in offered.recipients}
    assert told == {(found.matter.party.id, found.matter.party.code, False), (source.id, source.code, True)}
    assert judge.code not in str(offered)
    assert "Dovrak" not in str(offered)


def test_no_source_is_offered_where_their_room_is_closed(laptops: Both, officer: Session) -> None:
    found = ready(officer)
    head = laptops[1]
    carry(officer, head)
    assert not list(_sources(head, file_of_cases(head, (found.matter.case.id,))))


def test_the_laws_of_the_case_are_offered_to_comments(officer: Session) -> None:
    case = a_matter(officer).case.id
    law = a_law(officer, case)
    offered = letters_offered(officer, case)
    assert [(one.id, one.title) for one in offered.laws] == [(law.id, "Decree on associations")]
    assert {one.kind for one in offered.kinds if one.comments} == {"law_comment", "sp_other_draft"}
