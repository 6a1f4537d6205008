"""The list of cases in the real window: views, columns, several at once, a peek; by mouse and by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from fieldcase.desktop.cases.columns import NAMES
from fieldcase.desktop.cases.sheets import Columns, ViewName
from fieldcase.desktop.cases.view import Cases
from fieldcase.model.kinds.follow_up import Task
from tests.morning import Morning
from tests.unit.desktop.saying import nameless, too_small


def listed(morning: Morning) -> Cases:
    """The list, open and with its rows, its keys heard."""
    morning.unlock()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)
    morning.cases.table.setFocus()
    return morning.cases


def press(morning: Morning, key: Qt.Key, on: QWidget | None = None) -> None:
    morning.qtbot.keyClick(on or QApplication.focusWidget(), key)


def test_a_view_is_saved_and_is_there_after_the_lock(morning: Morning) -> None:
    cases = listed(morning)
    cases._add("track", "urgent")
    cases.views.saving.emit()
    sheet = morning.window.findChild(ViewName)
    assert sheet is not None
    sheet.edit.setText("Mine")
    press(morning, Qt.Key.Key_Return, sheet)
    assert sheet.field.problem.startswith("There is a view of that name.")
    sheet.edit.setText("To do first")
    press(morning, Qt.Key.Key_Return, sheet)
    assert cases.views.views.views[-1].name == "To do first"
    morning.again()
    morning.settle(lambda: morning.cases._list.rowCount() == 2)
    assert morning.cases.views.views.views[-1].name == "To do first"
    morning.cases.views.remove(5)
    morning.settle()
    morning.window.do("undo")
    morning.settle()
    assert morning.cases.views.views.views[-1].name == "To do first"


def test_columns_are_chosen_by_keyboard_and_remembered(morning: Morning) -> None:
    cases = listed(morning)
    cases.views.arranging.emit()
    sheet = morning.window.findChild(Columns)
    assert sheet is not None
    assert nameless(sheet) == []
    while sheet.list.currentItem().text() != "Officer":
        press(morning, Qt.Key.Key_Down, sheet.list)
    press(morning, Qt.Key.Key_Space, sheet.list)
    sheet.earlier.click()
    sheet.accept()
    assert not cases.table.isColumnHidden(NAMES.index("officer"))
    morning.again()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    shown = morning.cases
    assert shown.columns.shown[-1] == "officer"
    assert shown.columns.order.index("officer") < shown.columns.order.index("track")


def test_several_cases_are_ticked_given_to_a_colleague_and_back(morning: Morning) -> None:
    cases = listed(morning)
    cases.table.selectRow(0)
    press(morning, Qt.Key.Key_Space)
    press(morning, Qt.Key.Key_Down)
    press(morning, Qt.Key.Key_Space)
    assert len(cases._list.ticks) == 2
    morning.sees("2 cases selected")
    before = {row: cases._list.case(row) for row in (0, 1)}
    other = "9" * 32
    cases.bulk.given.emit(other)
    morning.settle(lambda: [cases._list.case(row).assigned_to for row in (0, 1)] == [other, other])  # type: ignore[union-attr]
    assert not cases._list.ticks
    morning.window.do("undo")
    morning.settle(lambda: {row: cases._list.case(row) for row in (0, 1)} == before)


def test_ticked_cases_are_given_and_their_export_asked_for_by_keyboard_alone(morning: Morning) -> None:
    cases = listed(morning)
    cases.table.selectRow(1)
    press(morning, Qt.Key.Key_Space)
    press(morning, Qt.Key.Key_Down)
    press(morning, Qt.Key.Key_Space)
    ids = set(cases._list.ticks)
    assert len(ids) == 2
    morning.window.do("next_region")
    assert QApplication.focusWidget() is cases.bulk.assign
    menu = cases.bulk.menu(cases.bulk.given.emit)  # a menu that is open takes the keyboard, which no test may
    assert [one.text() for one in menu.actions()] == ["Sami Rahal"]
    menu.actions()[0].trigger()
    morning.settle(lambda: morning.window.toast.accessibleName() == "2 cases assigned.")
    morning.settle(lambda: cases._list.rowCount() == 4 and not cases._list.ticks)
    cases.table.setFocus()
    cases.table.selectRow(1)
    press(morning, Qt.Key.Key_Space)
    morning.window.do("next_region")
    press(morning, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert isinstance(focus, QPushButton)
    assert focus.accessibleName() == "Ask for an export"
    press(morning, Qt.Key.Key_Space)
    morning.settle(lambda: "asked for an export" in morning.window.toast.accessibleName())
    assert not cases._list.ticks


def test_an_export_is_asked_of_the_head_and_taken_back(morning: Morning) -> None:
    cases = listed(morning)
    cases._list.tick(0)
    cases.bulk.export.emit()
    morning.settle(lambda: "asked for an export" in morning.window.toast.accessibleName())
    morning.window.do("undo")
    morning.settle()
    held: list[Task] = []
    morning.program.desk.run(lambda session: session.vault.all(Task), held.extend)
    morning.settle(lambda: any(task.kind == "export_cases" for task in held))
    assert all(task.done_at for task in held if task.kind == "export_cases")


def test_a_peek_shows_the_case_under_codes_and_goes_with_esc(morning: Morning) -> None:
    cases = listed(morning)
    cases.table.selectRow(0)
    press(morning, Qt.Key.Key_P)
    morning.settle(lambda: cases.peek.isVisible() and "In short" in morning.labels())
    assert QApplication.focusWidget() is cases.table
    assert nameless(cases) == []
    assert too_small(cases) == []
    for name in ("Ilena", "Dovrak"):
        assert name not in morning.labels()
    press(morning, Qt.Key.Key_Down)
    morning.settle()
    assert cases.peek.isVisible()
    press(morning, Qt.Key.Key_Escape)
    assert not cases.peek.isVisible()
    assert cases.table.currentIndex().row() == 1


def test_a_click_on_a_box_ticks_and_a_click_on_the_head_sorts(morning: Morning) -> None:
    cases = listed(morning)
    table = cases.table
    box = table.visualRect(cases._list.index(1, 0)).center()
    morning.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert len(cases._list.ticks) == 1
    header = table.horizontalHeader()
    at = NAMES.index("title")
    morning.qtbot.mouseClick(
        header.viewport(),
        Qt.MouseButton.LeftButton,
        pos=QPoint(header.sectionViewportPosition(at) + header.sectionSize(at) // 2, header.height() // 2),
    )
    morning.sees("Title, in order")
