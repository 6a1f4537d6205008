"""The tools behind “More” on a letter's page, pressed: a copy, more time, silence, giving it up, signing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import LetterStep, StepTaken
from fieldcase.office.casefile import state_of
from fieldcase.office.letters.steps import sign
from fieldcase.office.profiles.states import write_addressee
from fieldcase.office.session import Session
from tests.journeys.conftest import Desk, sat_down
from tests.journeys.pressing import Person
from tests.laptops import Clock, carry, founded, two_laptops
from tests.letter_ground import approved, drafted, name_kalindra, ready
from tests.reply_ground import written

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]
MISSION = {"en": "Permanent Mission of the Republic of Kalindra", "fr": "Mission permanente de la Kalindra"}


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Laptops 03 and 07 with a note that left on 12 March and was answered on 24 April."""
    place = tmp_path_factory.mktemp("left")
    found = written(place, replied=True)
    return place, found.case, found.letter


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Laptops 03 and 07 with a note that is approved."""
    place = tmp_path_factory.mktemp("approved")
    with two_laptops(founded(tmp_path_factory.mktemp("founded")), place, Clock()) as (officer, head):
        name_kalindra(officer)
        found = ready(officer)
        letter = approved(officer, head, drafted(officer, found, "en"), found)
        carry(officer, head)
    return place, found.matter.case.id, letter.id


@pytest.fixture
def sits(request: pytest.FixtureRequest) -> Iterator[Callable[[str, Desk], Person]]:
    """Sit down at a laptop of an office, before the page of its letter."""
    with ExitStack() as stack:

        def sit(at: str, desk: Desk) -> Person:
            person = Person(stack.enter_context(sat_down(request, at, desk)))
            person.at("letter", desk[2])
            return person

        yield sit


def steps(person: Person, step: str) -> list[StepTaken]:
    letter = person.morning.letter
    return person.knows(
        lambda session: [one.taken for one in session.vault.all(LetterStep) if (one.letter, one.step) == (letter, step)]
    )


def status(person: Person) -> str:
    letter = person.morning.letter
    return person.knows(lambda session: state_of(session, "letter", letter))


def files(person: Person) -> int:
    return person.knows(lambda session: len(list(session.vault.all(Evidence))))


Sits = Callable[[str, Desk], Person]


def test_what_may_be_said_of_silence_is_asked_from_the_letter(sits: Sits, left: Desk) -> None:
    officer = sits("03", left)
    hand = officer.hand
    hand.choose_from("More", "Had the State replied by a day?")
    hand.press("Say it")
    hand.sees("Give a day.")
    hand.write("Day", "last week")
    hand.press("Say it")
    hand.sees("last week")
    hand.write("Day", "2026-04-20")
    hand.press("Say it")
    hand.sees("had not replied to the communication")
    hand.write("Day", "2026-05-01")
    hand.press("Say it")
    hand.sees("The State had replied by then")
    hand.press("Back to the letter")
    hand.sees("Page as it will print")


def test_a_copy_is_recorded_with_its_proof_kept_once(sits: Sits, left: Desk, tmp_path: Path) -> None:
    scan = tmp_path / "stamped.pdf"
    scan.write_bytes(b"stamped by the mission")
    officer = sits("03", left)
    hand, had = officer.hand, files(officer)
    hand.choose_from("More", "Record a copy…")
    hand.press("Record the copy")
    hand.sees("Say how it left.")
    hand.write("How it left", "by courier")
    hand.press("Record the copy")
    hand.sees("Add the proof.")
    with hand.giving(scan):
        hand.press("Choose a file…")
    hand.sees("Taken: stamped.pdf")
    hand.press("Record the copy")
    hand.sees("has no addressee of the kind")
    officer.knows(mission)
    hand.write("When it was handed over", "yesterday")
    hand.press("Record the copy")
    hand.sees("it is no day or time")
    hand.write("When it was handed over", "2026-03-20")
    hand.press("Record the copy")
    officer.told("The copy is recorded.")
    hand.sees("A copy left, 20 March 2026, by courier, Permanent Mission of the Republic of Kalindra")
    assert [one.recipient for one in steps(officer, "copy")] == [MISSION["en"]]
    assert files(officer) == had + 1, "a step that was refused twice keeps its scan once"


def mission(session: Session) -> bool:
    lines = {"en": "Permanent Mission\nGeneva", "fr": "Mission permanente\nGenève"}
    write_addressee(session, "XKA", "permanent_mission", MISSION, lines)
    return True


def test_the_head_gives_more_time_or_none(sits: Sits, left: Desk) -> None:
    head = sits("07", left)
    hand = head.hand
    assert "Record a copy…" not in head.menu()
    hand.choose_from("More", "Decide on more time…")
    hand.press("Decide")
    hand.sees("Say why.")
    hand.write("Why", "A change of minister.")
    hand.write("The State has time until", "2026-03-20")
    hand.press("Decide")
    hand.sees("that gives no more time")
    hand.write("The State has time until", "2026-05-29")
    hand.press("Decide")
    head.told("Decided. The clock follows it.")
    hand.sees("The State has time until 29 May 2026", "A change of minister.")
    hand.choose_from("More", "Decide on more time…")
    hand.write("Why", "It asked twice.")
    hand.press("Decide")
    hand.sees("It asked twice.")
    assert [one.due_at for one in steps(head, "extension")] == ["2026-05-29", "2026-05-29"]


def test_an_approved_letter_is_signed_on_a_written_delegation(sits: Sits, before: Desk) -> None:
    head = sits("07", before)
    hand = head.hand
    hand.choose_from("More", "Sign as a delegate…")
    hand.write("The written delegation", "Memo 4 of 10 March, in the safe")
    hand.choose("How it is signed", "Initials and stamp")
    hand.press("Sign")
    head.told("Signed. Its reference stands on the page.")
    hand.sees("What was signed is never changed.")
    (taken,) = steps(head, "signature")
    assert (taken.signed_how, taken.delegation) == ("initials_stamp", "Memo 4 of 10 March, in the safe")


def test_another_letter_takes_the_place_of_a_signed_one(sits: Sits, before: Desk) -> None:
    head = sits("07", before)
    hand = head.hand
    head.knows(lambda session: bool(sign(session, before[2])))
    head.at("cases", "")
    head.at("letter", before[2])
    hand.choose_from("More", "Give the letter up…")
    hand.choose("What becomes of it", "Another letter takes its place")
    hand.press("Give it up")
    hand.sees("Say why.")
    hand.write("Why", "The annex was the wrong one.")
    hand.press("Give it up")
    head.told("Given up. Its records stay.")
    hand.sees("Superseded")
    assert status(head) == "superseded"
    assert head.menu() == ["Print…", "Save as PDF or DOCX…"]


def test_a_draft_is_given_up_and_stays_on_record(sits: Sits, before: Desk) -> None:
    officer = sits("03", before)
    hand = officer.hand
    hand.choose_from("More", "Give the letter up…")
    hand.write("Why", "The family asked for it.")
    hand.press("Give it up")
    officer.told("Given up. Its records stay.")
    assert status(officer) == "cancelled"
    assert [one.reason for one in steps(officer, "cancellation")] == ["The family asked for it."]
