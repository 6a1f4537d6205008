"""Everywhere in the window: the palette, help for the place, Esc one layer back, the notice before the lock."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.cases.view import Cases
from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.help.view import Help
from tests.morning import Morning

CONTROL = Qt.KeyboardModifier.ControlModifier


def at_the_case(morning: Morning) -> CaseView:
    morning.unlock()
    morning.window.go("cases")
    page = morning.open_case()
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)
    return page


def palette(morning: Morning) -> GoTo:
    morning.qtbot.keyClick(morning.window, Qt.Key.Key_K, CONTROL)
    morning.qtbot.waitUntil(lambda: morning.window.findChild(GoTo) is not None)
    found = morning.window.findChild(GoTo)
    assert found is not None
    return found


def lines(goto: GoTo) -> list[str]:
    return [goto.list.item(at).text() for at in range(goto.list.count())]


def test_the_palette_goes_to_a_person_by_code_and_says_why_a_letter_cannot_go(morning: Morning) -> None:
    page = at_the_case(morning)
    assert page._page is not None
    code = page._page.parties[0].code
    goto = palette(morning)
    assert any(line.startswith("Let a letter go, ") for line in lines(goto))
    morning.qtbot.keyClicks(goto.edit, code)
    morning.settle(lambda: any(line.startswith(f"People and consent of {code}") for line in lines(goto)))
    for name in ("Ilena", "Dovrak"):
        assert name not in "\n".join(lines(goto))
    morning.qtbot.keyClick(goto.edit, Qt.Key.Key_Return)
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView) and morning.page._page is not None)
    assert morning.page._tab == 1


def test_the_palette_remembers_the_last_cases_after_the_lock(morning: Morning) -> None:
    page = at_the_case(morning)
    assert page._page is not None
    number = page._page.case.case_no
    morning.window.go("cases")
    morning.again()
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)
    goto = palette(morning)
    assert lines(goto)[0] == "Where you were"
    assert lines(goto)[1].startswith(number)
    morning.qtbot.keyClick(goto.edit, Qt.Key.Key_Escape)
    morning.qtbot.waitUntil(lambda: morning.window.findChild(GoTo) is None)


def test_f1_opens_the_page_of_the_place_and_goes_back_to_the_tab(morning: Morning) -> None:
    at_the_case(morning)
    morning.window.do("tab_3")
    morning.qtbot.keyClick(morning.window, Qt.Key.Key_F1)
    assert isinstance(morning.window.screen_shown, Help)
    morning.qtbot.keyClick(morning.window, Qt.Key.Key_F1)
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView) and morning.page._page is not None)
    assert morning.page._tab == 2


def test_esc_goes_one_layer_back(morning: Morning) -> None:
    page = at_the_case(morning)
    morning.window.say("A notice.", None)
    page.setFocus()
    focus = morning.window.rail.buttons["cases"]
    focus.setFocus()
    morning.qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not morning.window.toast.isVisible()
    morning.qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert page.isAncestorOf(QApplication.focusWidget())
    morning.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    morning.settle(lambda: isinstance(morning.window.screen_shown, Cases))


def test_a_minute_before_it_locks_it_says_so_and_the_clipboard_is_empty_after(morning: Morning) -> None:
    at_the_case(morning)
    QGuiApplication.clipboard().setText("P-7K3D9X")
    morning.window._clipboard._ours = lambda _mode: True  # this window system does not tell
    idle = morning.window._idle
    for _second in range(9 * 60):
        idle._tick()
    assert morning.window.toast.accessibleName().startswith("Locks in a minute.")
    morning.window.lock()
    assert QGuiApplication.clipboard().text() == ""
