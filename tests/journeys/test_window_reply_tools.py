"""The tools on a reply's page, pressed by those whose they are: what it says, what it means, what became of it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.remedies import FILES, PEOPLE
from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.kinds.replies import StateMeasure, StateReply
from fieldcase.office.casefile import state_of
from fieldcase.office.replies.matrix import Position, match_allegation, review_matrix
from fieldcase.office.replies.page import ReplyPage, reply_page
from fieldcase.office.replies.questions import Said, match_question
from fieldcase.office.session import Session
from tests.day.hands import Hand, Keys, Mouse
from tests.journeys.conftest import sat_down
from tests.journeys.pressing import Person
from tests.laptops import Clock, carry, opened
from tests.reply_ground import ANSWERED, Replied, written

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]
Sits = Callable[[str, Hand], Person]


@pytest.fixture(scope="module")
def replied(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Replied]:
    """Laptops 03 and 07 with a reply in part that asks for a name."""
    place = tmp_path_factory.mktemp("replied")
    return place, written(place, replied=True)


@pytest.fixture
def sits(request: pytest.FixtureRequest, replied: tuple[Path, Replied]) -> Iterator[Sits]:
    place, found = replied
    with ExitStack() as stack:

        def sit(at: str, hand: Hand) -> Person:
            morning = stack.enter_context(sat_down(request, at, (place, found.case, found.letter)))
            person = Person(morning, hand)
            person.at("reply", found.reply)
            person.hand.sees("The reply asks for a name")
            return person

        yield sit


def held(person: Person, replied: tuple[Path, Replied]) -> ReplyPage:
    return person.knows(lambda session: reply_page(session, replied[1].reply))


def case_tab(person: Person) -> int:
    shown = person.morning.window.screen_shown
    assert isinstance(shown, CaseView)
    return shown._tab


@pytest.mark.parametrize("way", [Mouse, Keys])
def test_a_question_is_answered_and_a_measure_recorded_and_followed(
    sits: Sits, replied: tuple[Path, Replied], way: type[Hand]
) -> None:
    officer = sits("03", way())
    hand = officer.hand
    hand.press("Say what it answers: Question Q2")
    hand.press("Save the answer")
    hand.sees("Say yes, partly or no.")
    hand.choose("Does the reply answer it?", "Partly")
    hand.write("Its own words", "Aucun objet")
    hand.write("Neutral summary", "The Government stated that no object was seized.")
    hand.press("Save the answer")
    officer.told("The answer is in the matrix.")
    hand.sees("Answered in part")
    assert [one.answer.answer.answered for one in held(officer, replied).questions if one.answer] == ["partly"]
    hand.press("Record a measure")
    hand.press("Record the measure")
    hand.sees("Choose the measure.")
    hand.choose("Measure", "Compensation")
    hand.choose("Where it stands", "Under way")
    hand.write("Since", "April 2026")
    hand.press("Record the measure")
    officer.told("The measure is recorded.")
    kinds = officer.knows(lambda session: sorted(one.kind for one in session.vault.all(StateMeasure)))
    assert len(kinds) == 2
    hand.press("What became of it: *nvestigation*")
    hand.choose("Where it stands now", "Stalled")
    hand.write("Since", "2026-05-02")
    hand.choose("Prompt", "No")
    hand.write("Why: Prompt", "Two months without a hearing.")
    hand.press("Save what became of it")
    officer.told("Saved.")
    hand.sees("Stalled")
    (followed,) = officer.knows(
        lambda session: [one for one in session.vault.all(StateMeasure) if one.kind == "investigation_opened"]
    )
    assert {one.stage for one in followed.stage.values()} == {"announced", "stalled"}


def test_whoever_the_reply_may_mean_is_looked_at_and_the_answer_confirms_nobody(
    sits: Sits, replied: tuple[Path, Replied]
) -> None:
    officer = sits("03", Mouse())
    hand = officer.hand
    hand.press("Review risk")
    hand.wait(lambda: isinstance(officer.morning.window.screen_shown, CaseView))
    assert case_tab(officer) == PEOPLE, "where risks stand, not the summary"
    officer.at("reply", replied[1].reply)
    hand.choose_from("More", "Go to the files of the case")
    hand.wait(lambda: isinstance(officer.morning.window.screen_shown, CaseView))
    assert case_tab(officer) == FILES
    officer.at("reply", replied[1].reply)
    hand.press("Draft the answer that confirms nobody")
    hand.wait(lambda: isinstance(officer.morning.window.screen_shown, LetterView))
    officer.told("The letter is drafted. Nothing has left.")
    letters = officer.knows(lambda session: list(session.vault.all(Letter)))
    assert sorted(one.kind for one in letters) == ["acknowledgement_state", "note_verbale"]


def test_the_reply_is_read_again_for_names_and_translated_once_more(
    sits: Sits, replied: tuple[Path, Replied], tmp_path: Path
) -> None:
    officer = sits("03", Mouse())
    hand = officer.hand
    hand.choose_from("More", "Read for names and threats again…")
    hand.tick("It threatens*")
    hand.write("Summary", "It denies, and warns.")
    hand.press("I read it")
    officer.told("Read for names and threats.")
    hand.sees("It denies, and warns.")
    flags = officer.knows(lambda session: set(session.vault.get(StateReply, replied[1].reply).protection_flags))
    assert flags == {"asks_identity", "threatens"}
    text = tmp_path / "translated.txt"
    text.write_text("The person concerned was never held.", encoding="utf-8")
    hand.choose_from("More", "Enter a translation…")
    hand.choose("Language of the translation", "Español")
    with hand.giving(text):
        hand.press("Choose a file…")
    hand.write("Who made it", "a sworn translator")
    hand.tick("It is official: the State's own, or a sworn one")
    hand.press("Save the translation")
    officer.told("The translation is saved.")
    hand.sees("official translation")
    made = officer.knows(lambda session: session.vault.get(StateReply, replied[1].reply).translations)
    assert {one.lang for one in made.values()} == {"en", "es"}


def test_the_reminder_of_what_is_left_open_is_drafted_from_its_page(sits: Sits, replied: tuple[Path, Replied]) -> None:
    officer = sits("03", Keys())
    hand = officer.hand
    officer.knows(lambda session: bool(leaves_open(session, replied[1])))
    officer.at("cases", "")
    officer.at("reply", replied[1].reply)
    hand.sees("Does not address")
    hand.press("Write the reminder for 2")
    hand.wait(lambda: isinstance(officer.morning.window.screen_shown, LetterView))
    kinds = officer.knows(lambda session: sorted(one.kind for one in session.vault.all(Letter)))
    assert kinds == ["note_verbale", "reminder"]


def leaves_open(session: Session, found: Replied) -> object:
    """The second point is not addressed; the matrix is complete."""
    letter = session.vault.get(Letter, found.letter)
    second = list(letter.allegations.values())[1].allegation
    return match_allegation(
        session, found.reply, second, Position(positions=("not_addressed",), neutral_summary="Nothing.")
    )


def test_the_head_decides_on_more_time_from_the_reply(sits: Sits, replied: tuple[Path, Replied]) -> None:
    head = sits("07", Mouse())
    hand = head.hand
    assert "Enter a translation…" not in head.menu()
    line = next(one for one in head.menu() if one.startswith("Decide on more time"))
    hand.choose_from("More", line)
    hand.press("Decide")
    hand.sees("Say why.")
    hand.write("Why", "A change of minister.")
    hand.write("The State has time until", "2026-05-29")
    hand.press("Decide")
    head.told("Decided. The clock follows it.")
    steps = head.knows(lambda session: [one.taken for one in session.vault.all(LetterStep) if one.step == "extension"])
    assert [one.due_at for one in steps] == ["2026-05-29"]


def test_a_step_that_is_pressed_twice_is_taken_once(sits: Sits, replied: tuple[Path, Replied]) -> None:
    officer = sits("03", Mouse())
    button = officer.hand.find(QPushButton, "Draft the answer that confirms nobody")
    for _press in range(2):
        officer.morning.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    officer.hand.wait(lambda: isinstance(officer.morning.window.screen_shown, LetterView))
    assert officer.knows(lambda session: len(list(session.vault.all(Letter)))) == 2


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Replied]:
    """The same with a matrix that is complete, known to both laptops."""
    place = tmp_path_factory.mktemp("whole")
    clock = Clock(ANSWERED)
    found = written(place, replied=True)
    officer, head = (opened(place, device, clock) for device in ("03", "07"))
    leaves_open(officer, found)
    for one in reply_page(officer, found.reply).questions:
        match_question(officer, found.reply, one.letter, one.number, Said(answered="no"))
    carry(officer, head)
    officer.close()
    head.close()
    return place, found


def test_the_matrix_is_read_by_a_second_person(request: pytest.FixtureRequest, whole: tuple[Path, Replied]) -> None:
    place, found = whole
    with sat_down(request, "07", (place, found.case, found.letter)) as morning:
        head = Person(morning)
        head.at("reply", found.reply)
        head.hand.press("I read the matrix")
        head.told("The matrix is read by a second person.")
        head.hand.sees("The matrix was read by a second person")
        assert head.knows(lambda session: state_of(session, "reply", found.reply)) == "matrix_reviewed"
        assert "Close the reply" not in head.menu()


def test_a_matrix_that_was_read_is_closed_with_the_keyboard(
    request: pytest.FixtureRequest, whole: tuple[Path, Replied], tmp_path_factory: pytest.TempPathFactory
) -> None:
    place, found = tmp_path_factory.mktemp("read"), whole[1]
    shutil.copytree(whole[0], place, dirs_exist_ok=True)
    officer, head = (opened(place, device, Clock(ANSWERED)) for device in ("03", "07"))
    review_matrix(head, found.reply)
    carry(head, officer)
    officer.close()
    head.close()
    with sat_down(request, "03", (place, found.case, found.letter)) as morning:
        person = Person(morning, Keys())
        person.at("reply", found.reply)
        person.hand.choose_from("More", "Close the reply")
        person.told("The reply is closed.")
        assert person.knows(lambda session: state_of(session, "reply", found.reply)) == "closed"
