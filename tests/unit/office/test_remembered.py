"""What the window remembers: in the vault, for this seat, and never among what waits to be finished."""

from __future__ import annotations

from fieldcase.office.drafts import draft_of, keep_draft
from fieldcase.office.due import what_needs_me
from fieldcase.office.remembered import remember, remembered
from fieldcase.office.session import Session


def test_what_was_left_is_there_again_and_can_be_forgotten(session: Session) -> None:
    assert remembered(session) == {}
    remember(session, "place", {"place": "case", "about": "c" * 32})
    remember(session, "look", {"theme": "dark"})
    remember(session, "place", {"place": "cases", "about": None})
    assert remembered(session) == {"place": {"place": "cases", "about": None}, "look": {"theme": "dark"}}
    remember(session, "look", {})
    assert set(remembered(session)) == {"place"}


def test_it_is_no_draft_that_waits_to_be_finished(session: Session) -> None:
    remember(session, "place", {"place": "cases"})
    assert draft_of(session, "place") == {}
    assert [item for item in what_needs_me(session) if item.kind == "finish_draft"] == []
    keep_draft(session, "case/1", {"title_neutral": "x"})
    assert len([item for item in what_needs_me(session) if item.kind == "finish_draft"]) == 1
    assert "case/1" not in remembered(session)
