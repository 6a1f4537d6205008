"""What a second person decides in the window: assessments, proposed tools and letters that somebody else wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.elementsheet import ElementSheet
from fieldcase.desktop.case.follows import Follows
from fieldcase.desktop.case.verification import Verification
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.parts.question import Question
from fieldcase.model.kinds.decisions import Assessment
from fieldcase.office.casefile import state_of
from fieldcase.office.decisions.deciding import Considered, propose_decision
from fieldcase.office.letters.steps import submit
from fieldcase.office.session import Session
from fieldcase.office.verification.reviewing import ask_review
from tests.journeys.conftest import begun_morning
from tests.laptops import PASSPHRASES, Clock, carry, founded, two_laptops
from tests.letter_ground import assessed, drafted, name_kalindra, ready, second_reading
from tests.morning import Morning


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """Laptop 07 (reviewer and head) with what laptop 03 asked of it: two assessments, a decision, a letter."""
    place = tmp_path_factory.mktemp("seats")
    template = founded(tmp_path_factory.mktemp("founded"))
    with two_laptops(template, place, Clock()) as (officer, head):
        name_kalindra(officer)
        found = ready(officer)
        letter = drafted(officer, found, "en")
        for one in officer.vault.all(Assessment):
            ask_review(officer, one.id)
        assessed(officer, found, "quiet_oral")
        wanted = {"quiet_oral": Considered()}
        propose_decision(officer, found.matter.case.id, "quiet_oral", "Ask.", options=wanted, wishes="Quietly.")
        submit(officer, letter.id)
        carry(officer, head)
        second_reading(head, letter.id, found)
    return place, found.matter.case.id, letter.id


@pytest.fixture
def reader(
    qapp: QApplication, qtbot: QtBot, both: tuple[Path, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    with begun_morning(qapp, qtbot, both[0], tmp_path, monkeypatch, vault="07", case=both[1], letter=both[2]) as begun:
        begun.unlock(PASSPHRASES["07"])
        yield begun


def asked(reader: Morning, question: Callable[[Session], Any]) -> Any:
    """What the vault holds now."""
    held: list[Any] = []
    reader.program.desk.run(question, held.append)
    reader.settle(lambda: bool(held))
    return held[0]


def press(reader: Morning, words: str) -> None:
    """Press, by mouse, the button whose name begins with these words, once it may be pressed."""

    def offered() -> list[QPushButton]:
        shown = [one for one in reader.window.findChildren(QPushButton) if one.isVisible() and one.isEnabled()]
        return [one for one in shown if one.accessibleName().startswith(words)]

    reader.settle(lambda: bool(offered()))
    reader.qtbot.mouseClick(offered()[0], Qt.MouseButton.LeftButton)


def verification(reader: Morning) -> Verification:
    reader.open_case()
    reader.window.do("tab_4")
    tab = reader.page.tab_shown
    assert isinstance(tab, Verification)
    reader.settle(lambda: bool(tab.cards))
    return tab


def element(reader: Morning, place: int) -> str:
    """Open that element as the reader does; the id of its assessment."""
    tab = verification(reader)
    card = tab.shown.cards[place]
    tab._open(tab.shown, card)
    assert isinstance(reader.page._sheet, ElementSheet)
    return card.assessment


def test_an_assessment_is_accepted_by_who_did_not_write_it(reader: Morning) -> None:
    row = element(reader, 0)
    press(reader, "Accept it")
    reader.settle(lambda: reader.page._sheet is None)
    assert asked(reader, lambda session: state_of(session, "verification", row)) == "accepted"


def test_an_assessment_is_given_back_with_a_comment_and_never_without_one(reader: Morning) -> None:
    row = element(reader, 1)
    press(reader, "Give it back")
    reader.settle()
    sheet = reader.page._sheet
    assert isinstance(sheet, ElementSheet)
    assert asked(reader, lambda session: state_of(session, "verification", row)) == "in_review"
    assert sheet._comment is not None
    sheet._comment.setPlainText("Who else was there?")
    press(reader, "Give it back")
    reader.settle(lambda: reader.page._sheet is None)
    assert asked(reader, lambda session: state_of(session, "verification", row)) == "returned"


def follows(reader: Morning) -> Follows:
    tab = verification(reader)
    tab._choose_view(2)
    found = tab.findChild(Follows)
    assert isinstance(found, Follows)
    return found


def decision(session: Session) -> str:
    from fieldcase.model.kinds.decisions import Decision

    return state_of(session, "decision", next(one.id for one in session.vault.all(Decision) if one.tool))


def test_a_proposed_tool_is_decided_by_the_head(reader: Morning) -> None:
    follows(reader)
    press(reader, "Decide it")
    reader.settle(lambda: "Decided" in reader.window.toast._words.text())
    assert asked(reader, decision) == "decided"


def test_a_proposed_tool_is_declined_with_a_reason_alone(reader: Morning) -> None:
    follows(reader)
    press(reader, "Decline it")
    reader.settle()
    assert asked(reader, decision) not in ("decided", "declined")
    assert "A written reason is needed." in reader.window.toast._words.text()
    why = next(one for one in reader.window.findChildren(QPlainTextEdit) if one.isVisible())
    why.setPlainText("Not before the hearing.")
    press(reader, "Decline it")
    reader.settle(lambda: "Declined" in reader.window.toast._words.text())
    assert asked(reader, decision) == "declined"


def test_a_letter_is_approved_and_then_signed_by_who_did_not_write_it(reader: Morning) -> None:
    reader.window.go("letter", reader.letter)
    page = reader.window.screen_shown
    assert isinstance(page, LetterView)
    reader.settle(lambda: page._page is not None)
    press(reader, "Approve")
    reader.settle(lambda: page._page is not None and page._page.status == "approved")
    press(reader, "Sign")
    question = page.findChildren(Question)[-1]
    reader.qtbot.mouseClick(question.yes, Qt.MouseButton.LeftButton)
    reader.settle(lambda: page._page is not None and page._page.status == "signed")
    reader.sees("What was signed is never changed")
