"""What headquarters presses on a letter's page: a proposal taken up or not, a clearance, what came of a brief."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.roles import Role
from fieldcase.office.casefile import state_of
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import keep_warnings
from fieldcase.office.letters.goodoffices import note_of
from fieldcase.office.letters.headquarters import open_paper
from fieldcase.office.profiles.outside import write_outside_addressee
from tests.journeys.conftest import begun_morning
from tests.journeys.pressing import Person
from tests.laptops import Clock, a_colleague, carry, founded, two_laptops
from tests.letter_ground import ASKED, approved, assessed, name_kalindra, ready
from tests.offices import Office, three_vaults
from tests.proposal_ground import submitted

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]
NORTH = {"en": "Authority of the North", "fr": "Autorité du Nord"}


@pytest.fixture(scope="module")
def proposal(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Headquarters with a brief for the President of the Council that laptop 07 submitted."""
    place = tmp_path_factory.mktemp("proposal")
    three_vaults(place)
    office = Office(place, Clock())
    letter = submitted(office, "hrc_president_brief")
    office.close()
    return place, letter.case, letter.id


@pytest.fixture(scope="module")
def to_clear(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A desk of headquarters with an approved letter to a de facto authority."""
    place, clock = tmp_path_factory.mktemp("clear"), Clock()
    with two_laptops(founded(tmp_path_factory.mktemp("founded")), place, clock) as (officer, head):
        name_kalindra(officer)
        found = assessed(officer, ready(officer))
        write_outside_addressee(officer, NORTH["en"], "de_facto_authority", NORTH, NORTH)
        case, party = found.matter.case.id, found.matter.party.id
        record_consent(officer, party, "third_state", "NAMED", ASKED, recipient=NORTH["en"])
        letter = draft_letter(officer, case, "de_facto_letter", Wanted(languages=("en",)))
        keep_warnings(officer, letter.id, "Known no more exactly.")
        approved(officer, head, letter, found)
        desk = a_colleague(place, officer, clock, (Role.HQ_DESK,), device="90", name="Desk")
        carry(head, desk)
        desk.close()
    return place, case, letter.id


Sits = Callable[[tuple[Path, str, str], str, str], Person]


@pytest.fixture
def sits(qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sits]:
    with ExitStack() as stack:

        def sit(found: tuple[Path, str, str], at: str, passphrase: str) -> Person:
            place, case, letter = found
            begun = begun_morning(qapp, qtbot, place, tmp_path, monkeypatch, vault=at, case=case, letter=letter)
            morning = stack.enter_context(begun)
            morning.unlock(passphrase)
            person = Person(morning)
            person.at("letter", letter)
            return person

        yield sit


def test_a_proposal_is_taken_up_with_its_reference_and_what_came_of_it_is_told(
    sits: Sits, proposal: tuple[Path, str, str], tmp_path: Path
) -> None:
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(b"registered under HRC 9/2026")
    desk = sits(proposal, "hq", "a desk that opens")
    hand, letter = desk.hand, proposal[2]
    hand.choose_from("More", "It was taken up…")
    hand.press("Record that it was taken up")
    hand.sees("Type the reference as it was given.")
    hand.write("Whose reference it is", "Secretariat of the Council")
    hand.write("The reference, as it was given", "HRC 9/2026")
    hand.write("Its date", "2026-04-20")
    hand.press("Record that it was taken up")
    hand.sees("Add the paper that shows it.")
    with hand.giving(paper):
        hand.press("Choose a file…")
    hand.press("Record that it was taken up")
    desk.told("Recorded: it was taken up.")
    hand.sees("Headquarters answered", "HRC 9/2026")
    assert desk.knows(lambda session: state_of(session, "letter", letter)) == "hq_accepted"
    assert [one.reference for one in desk.knows(lambda session: list(session.vault.all(ExternalRef)))] == ["HRC 9/2026"]
    assert desk.knows(lambda session: open_paper(session, letter)) == paper.read_bytes()
    hand.choose_from("More", "What came of it…")
    hand.write("When the State was consulted", "some day")
    hand.press("Record the outcome")
    hand.sees("some day")
    hand.write("When the State was consulted", "2026-04-22")
    hand.write("How the State was consulted", "By the President, in writing.")
    hand.write("Outcome", "The State said that she may travel.")
    hand.choose("Mentioned in public", "No")
    hand.press("Record the outcome")
    desk.told("What came of the brief is recorded.")
    hand.sees("What came of it: The State said that she may travel.; mentioned in public: No")
    note = desk.knows(lambda session: note_of(session, letter))
    assert (note.public_mention, note.state_consulted.how) == ("no", "By the President, in writing.")


def test_a_proposal_is_not_taken_up_with_a_reason_alone(sits: Sits, proposal: tuple[Path, str, str]) -> None:
    desk = sits(proposal, "hq", "a desk that opens")
    hand, letter = desk.hand, proposal[2]
    hand.choose_from("More", "It was not taken up…")
    hand.press("Record that it was not")
    hand.sees("Say why.")
    hand.write("Why", "The session is over.")
    hand.press("Record that it was not")
    desk.told("Recorded: it was not taken up.")
    hand.sees("Headquarters answered", "The session is over.")
    assert desk.knows(lambda session: state_of(session, "letter", letter)) == "hq_declined"


def test_headquarters_does_not_clear_a_letter_and_then_does(sits: Sits, to_clear: tuple[Path, str, str]) -> None:
    desk = sits(to_clear, "90", "another laptop that opens")
    hand, letter = desk.hand, to_clear[2]

    def answers() -> list[tuple[str, str]]:
        steps = desk.knows(lambda session: [one.taken for one in session.vault.all(LetterStep)])
        ours = [one for one in steps if one.letter == letter and one.step in ("objection", "clearance")]
        return [(one.step, one.reason) for one in sorted(ours, key=lambda one: one.at)]

    hand.choose_from("More", "Do not clear it, and say why…")
    hand.press("Do not clear it")
    hand.sees("Say why.")
    hand.write("Why", "Not while the talks last.")
    hand.press("Do not clear it")
    desk.told("The objection is recorded.")
    assert answers() == [("objection", "Not while the talks last.")]
    hand.sees("Not while the talks last.")
    hand.press("Clear it for headquarters")
    hand.sees("Clear this letter?")
    hand.press("Clear it for headquarters")
    desk.told("Cleared by headquarters, as it stands.")
    assert [step for step, _reason in answers()] == ["objection", "clearance"]
