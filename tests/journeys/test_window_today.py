"""Today in the real window: what needs me, its step, and coming back; once by mouse and once by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.today.view import Today
from fieldcase.model.refusal import Refusal
from fieldcase.office import drafts
from tests.morning import Morning
from tests.unit.desktop.saying import nameless, too_small


def today_of(morning: Morning) -> Today:
    morning.settle(lambda: isinstance(morning.window.screen_shown, Today) and morning.window.screen_shown.board.ready)
    shown = morning.window.screen_shown
    assert isinstance(shown, Today)
    return shown


def test_the_window_begins_with_today_and_its_first_step_has_the_focus(morning: Morning) -> None:
    morning.unlock()
    page = today_of(morning)
    assert [one.need.item.kind for one in page.rows][:2] == ["propose_reminder", "review_risk"]
    morning.sees("21 days late")
    morning.settle(lambda: QApplication.focusWidget() is page.rows[0].step)
    assert nameless(page) == []
    assert too_small(page) == []


def test_counts_stand_in_the_rail_and_nowhere_in_the_title(morning: Morning) -> None:
    morning.unlock()
    page = today_of(morning)
    rail = morning.window.rail.buttons["today"]
    morning.settle(lambda: rail.accessibleName() == f"Today, {page.board.count} things need you")
    assert morning.window.windowTitle() == "Fieldcase — training office"
    assert not any(sign.isdigit() for sign in QApplication.applicationDisplayName())


def test_a_step_pressed_with_the_mouse_opens_its_case(morning: Morning) -> None:
    morning.unlock()
    page = today_of(morning)
    morning.qtbot.mouseClick(page.rows[0].step, Qt.MouseButton.LeftButton)
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView))


def test_by_keyboard_alone_a_draft_is_taken_up_and_today_comes_back(morning: Morning) -> None:
    morning.unlock()
    today_of(morning)
    about = f"letter/{morning.letter}/opening/en"
    morning.program.desk.run(lambda session: drafts.keep_draft(session, about, {"text": "The Office"}))
    morning.window.do("today")
    page = today_of(morning)
    last = page.rows[-1]
    assert (last.need.item.kind, last.step.text()) == ("finish_draft", "Go on writing")
    for _step in range(len(page.rows)):
        morning.window.do("next_problem")
        if QApplication.focusWidget() is last.step:
            break
    morning.qtbot.keyClick(last.step, Qt.Key.Key_Space)
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))
    morning.window.do("back")
    today_of(morning)


def test_a_part_that_fails_says_so_with_retry_and_the_others_stay(morning: Morning) -> None:
    morning.unlock()
    page = today_of(morning)
    page._parts["risks"].fail(Refusal())
    assert len(page.retries) == 1
    assert page.rows
    retry: QPushButton = page.retries[0]
    assert "risks" in retry.accessibleName()
    retry.click()
    morning.settle(lambda: page.board.ready and not page.retries)
