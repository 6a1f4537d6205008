"""A recorded person is corrected: names, spellings and contacts, in the identity room alone, with its history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldcase.model.kinds.parties import Contact, Name, Party
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office.cases.conflicts import conflicts_of, decide_conflict
from fieldcase.office.cases.history import CLOSED, history_of_record
from fieldcase.office.cases.sight import NotYourCase
from fieldcase.office.parties.identity import correct_closed, see_whole
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, a_matter, an_office, carry


def named(full: str) -> dict[str, object]:
    return {"names/1": msgspec.to_builtins(Name(full=full, script="Latn"))}


def test_a_name_and_a_contact_are_corrected_and_the_history_says_so(laptop: Session) -> None:
    matter = a_matter(laptop)
    contact = msgspec.to_builtins(Contact(kind="telephone", value="00 000 17", note="evenings"))
    corrected = correct_closed(laptop, "party", matter.party.id, {**named("Ilena Dovrac"), "contacts/1": contact})
    assert isinstance(corrected, Party)
    assert corrected.names["1"].full == "Ilena Dovrac"
    assert corrected.contacts["1"].value == "00 000 17"
    shut = [one for one in history_of_record(laptop, "party", matter.party.id, "names") if one.why == CLOSED]
    assert len(shut) == 2
    assert all(one.after is None for one in shut)
    latest = history_of_record(laptop, "party", matter.party.id, "names/1", opened=True)[0]
    assert (latest.before["full"], latest.after["full"]) == ("Ilena Dovrak", "Ilena Dovrac")


def test_a_name_is_taken_out_and_nothing_of_another_room_is_written_there(laptop: Session) -> None:
    matter = a_matter(laptop)
    assert correct_closed(laptop, "party", matter.party.id, {"names/1": None}).names == {}  # type: ignore[attr-defined]
    with pytest.raises(BadValue):
        correct_closed(laptop, "party", matter.party.id, {"gender": "man"})


def test_who_may_not_change_who_people_are_is_refused(laptops: tuple[Session, Session]) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    carry(officer, head)
    with pytest.raises(NotYourRole):
        correct_closed(head, "party", matter.party.id, named("Somebody"))


@pytest.fixture
def officers(tmp_path: Path) -> Iterator[tuple[Session, Session]]:
    """Two laptops whose persons may both write who people are; the second receives people and is no custodian."""
    clock = Clock()
    first = an_office(tmp_path, clock)
    second = a_colleague(tmp_path, first, clock, (Role.INTAKE, Role.HEAD))
    carry(first, second)
    yield first, second
    second.close()
    first.close()


def test_a_name_that_two_wrote_apart_is_decided_by_who_opened_it(officers: tuple[Session, Session]) -> None:
    first, second = officers
    matter = a_matter(first)
    carry(first, second)
    correct_closed(first, "party", matter.party.id, named("Ilena Dovrac"))
    change(second, "party", matter.party.id, named("Ilena Dovrakh"))
    carry(first, second)
    [hidden] = conflicts_of(first, [("party", matter.party.id)])
    assert (hidden.hidden, hidden.values) == (True, ())
    [line] = see_whole(first, "party", matter.party.id, "").conflicts
    assert {one.value["full"] for one in line.values} == {"Ilena Dovrac", "Ilena Dovrakh"}
    kept = next(one for one in line.values if one.here)
    decide_conflict(first, "party", matter.party.id, line.path, kept.ref)
    assert see_whole(first, "party", matter.party.id, "").conflicts == ()


def test_intake_looks_only_into_what_it_received_itself(tmp_path: Path) -> None:
    clock = Clock()
    first = an_office(tmp_path, clock)
    intake = a_colleague(tmp_path, first, clock, (Role.INTAKE,))
    carry(first, intake)
    others, own = a_matter(first), a_matter(intake)
    carry(first, intake)
    assert see_whole(intake, "party", own.party.id, "To call back").record.id == own.party.id
    for use_case in (see_whole, lambda *said: correct_closed(*said[:3], named("Somebody"))):
        with pytest.raises(NotYourCase):
            use_case(intake, "party", others.party.id, "Looking round")
    intake.close()
    first.close()


def test_who_stands_in_a_sealed_case_alone_is_seen_by_nobody_else(tmp_path: Path) -> None:
    clock = Clock()
    first = an_office(tmp_path, clock)
    reviewer = a_colleague(tmp_path, first, clock, (Role.REVIEWER,))
    carry(first, reviewer)
    matter = a_matter(first)
    carry(first, reviewer)
    assert see_whole(reviewer, "party", matter.party.id, "Second reading").record.id == matter.party.id
    change(first, "act", matter.act.id, {"perpetrator_types/un_personnel": "un_personnel"})
    carry(first, reviewer)
    with pytest.raises(BlockedByRules):
        see_whole(reviewer, "party", matter.party.id, "Second reading")
    reviewer.close()
    first.close()
