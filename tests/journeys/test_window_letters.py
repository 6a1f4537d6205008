"""The place Letters in the real window: find, tick, remind, write to files, calendar, register, silence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QMenu

from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.letters.book import LOG, REGISTER, VIEWS
from fieldcase.desktop.letters.list import COLUMNS
from fieldcase.desktop.letters.sheets import LastNumberSheet, SilenceSheet
from fieldcase.desktop.letters.view import Letters
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.office.records import add
from tests.morning import Morning
from tests.unit.desktop.saying import nameless, too_small

OVERDUE = [name for name, _stages in VIEWS].index("Overdue")


def letters_of(morning: Morning) -> Letters:
    morning.window.do("letters")
    shown = morning.window.screen_shown
    assert isinstance(shown, Letters)
    morning.settle(lambda: shown._ready)
    return shown


def test_views_say_how_many_letters_they_have(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    said = [tab.accessibleName() for tab in page.views.tabs]
    assert said[:2] == ["All  2", "Drafts  1"]
    assert said[OVERDUE] == "Overdue  1"
    assert nameless(page) == []
    assert too_small(page) == []


def test_by_keyboard_a_draft_is_opened_and_the_list_comes_back_to_its_row(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    assert morning.window.focusWidget() is page.table
    morning.qtbot.keyClick(page.table, Qt.Key.Key_Return)
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))
    morning.window.do("back")
    assert isinstance(morning.window.screen_shown, Letters)


def test_by_keyboard_overdue_letters_are_ticked_and_one_reminder_is_written_of_them(morning: Morning) -> None:
    morning.unlock()
    for number in (1, 2):
        old = EarlierLetter(
            case=morning.case,
            kind="note_verbale",
            office_ref=f"NV/2026/{number}",
            addressee_state="XKA",
            dispatched_at=f"2026-02-0{number}",
            due_at=f"2026-04-0{number}",
        )
        morning.program.desk.run(lambda session, old=old: add(session, old))
    page = letters_of(morning)
    page.views.choose(OVERDUE)
    page.table.setFocus()
    for _letter in range(3):
        morning.qtbot.keyClick(page.table, Qt.Key.Key_Space)
        morning.qtbot.keyClick(page.table, Qt.Key.Key_Down)
    assert len(page.book.ticks) == 3
    morning.window.do("primary")
    morning.sees("A reminder of 2 letters was drafted. 1 letter stayed out.", "not dispatched with a reference")
    morning.settle(lambda: page.book.counts()[1] == 2)
    morning.qtbot.keyClick(morning.window.focusWidget(), Qt.Key.Key_Space)
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))


def test_by_mouse_a_letter_is_ticked_and_a_blocked_step_says_why(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    box = page.table.visualRect(page.letters.index(0, 0)).center()
    morning.qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert page.bulk.isVisible()
    assert not page.bulk.remind.isEnabled()
    assert "Choose overdue letters alone." in morning.labels()


def test_letters_are_written_to_a_folder_and_what_was_not_is_said(morning: Morning, tmp_path: Path) -> None:
    morning.unlock()
    page = letters_of(morning)
    page.deeds.write_into(tmp_path, (morning.letter,), "state_full", "docx")
    morning.sees("1 letter was written to the folder.")
    assert [path.name for path in tmp_path.glob("*.docx")] == [f"{morning.letter}.en.docx"]
    page.deeds.write_into(tmp_path, (morning.letter,), "state_full", "docx")
    morning.sees("0 letters were written to the folder.", "nothing is written over it")


def test_the_calendar_says_no_reference_and_overwrites_nothing(morning: Morning, tmp_path: Path) -> None:
    morning.unlock()
    page = letters_of(morning)
    page.deeds.calendar_into(tmp_path, references=False)
    morning.sees("reply-days.ics")
    assert b"Reply due" in (tmp_path / "reply-days.ics").read_bytes()
    page.deeds.calendar_into(tmp_path, references=False)
    morning.sees("nothing is written over it")


def test_what_may_be_said_of_silence_is_told_by_a_day(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    page.views.choose(OVERDUE)
    page.silence.click()
    sheet = page.deeds._open_sheet
    assert isinstance(sheet, SilenceSheet)
    day = sheet.day.editor
    assert isinstance(day, QLineEdit)
    day.setText("soon")
    sheet.go.click()
    assert sheet.day.problem
    day.setText("2026-05-04")
    sheet.go.click()
    morning.settle(lambda: sheet.go.isEnabled())
    assert "had not replied" in " ".join(
        label.text() for label in sheet.findChildren(type(sheet._told.itemAt(0).widget()))
    )
    sheet.close()


def test_the_register_says_what_it_will_hold(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    page.views.choose(REGISTER)
    morning.sees("No reference was given yet")


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_letters_are_sorted_by_a_column_and_back_and_it_is_remembered(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    header = page.table.horizontalHeader()
    at = [name for name, _words, _width in COLUMNS].index("kind")
    place = QPoint(header.sectionViewportPosition(at) + 20, header.height() // 2)
    morning.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.book.order == "kind"
    assert page.letters.headerData(at, Qt.Orientation.Horizontal) == "Kind  ↑"
    morning.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.letters.headerData(at, Qt.Orientation.Horizontal) == "Kind  ↓"
    page.sorting.setFocus()
    morning.qtbot.keyClick(page.sorting, Qt.Key.Key_Space)
    menu = page.sorting.findChild(QMenu)
    assert menu is not None
    for _step in range(4):
        morning.qtbot.keyClick(menu, Qt.Key.Key_Down)
    morning.qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert page.book.order == "state"
    assert page.sorting.accessibleName() == "Sort: To"
    morning.settle()
    morning.again()
    assert letters_of(morning).book.order == "state"


def test_after_a_restore_the_last_number_is_said_and_the_log_of_dispatches_is_read(morning: Morning) -> None:
    morning.unlock()
    page = letters_of(morning)
    page.views.choose(REGISTER)
    assert page.last.isVisible()
    page.deeds.last_number()
    sheet = page.findChild(LastNumberSheet)
    assert sheet is not None
    sheet.number.editor.setText("seventeen")  # type: ignore[union-attr]  # a line
    sheet.go.click()
    assert sheet.number.problem == "Write a number, such as 17."
    sheet.number.editor.setText("3")  # type: ignore[union-attr]  # a line
    sheet.go.click()
    assert sheet.reason.problem
    sheet.reason.editor.setPlainText("The paper register ends there.")  # type: ignore[union-attr]  # several lines
    sheet.go.click()
    morning.settle(lambda: page.numbers.rowCount() == 3)
    page.views.choose(LOG)
    assert not page.filters.isVisible()
    morning.sees("Nothing has left yet")
