"""Everywhere in the window: the palette, help for the place, Esc one layer back, the notice before the lock."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.cases.view import Cases
from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.help.view import Help
from tests.morning import TITLE, Morning

CONTROL = Qt.KeyboardModifier.ControlModifier
OWN = {"Fieldcase", "Fieldcase — training office"}
"""All that a title may say."""


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


def outside(morning: Morning) -> str:
    """What the task switcher and the title bar show of the program: every top window's words and icon text."""
    tops = [one for one in QApplication.topLevelWidgets() if one.isWindow()]
    words = [(one.windowTitle(), one.windowIconText(), one.windowFilePath()) for one in tops if not one.isHidden()]
    return "\n".join(word for said in words for word in said)


@pytest.mark.security
def test_ctrl_l_empties_the_clipboard_and_leaves_no_word_of_the_case_in_any_title(morning: Morning) -> None:
    page = at_the_case(morning)
    page.command("edit")
    morning.settle(lambda: page._sheet is not None)
    line = page._sheet.form._edited["title_neutral"].widget.editor  # type: ignore[union-attr, attr-defined]  # a Field
    line.setFocus()
    line.selectAll()
    line.copy()
    assert QGuiApplication.clipboard().text() == TITLE
    morning.window._clipboard._ours = lambda _mode: True  # this window system does not tell
    window = morning.window
    morning.qtbot.keyClick(line, Qt.Key.Key_L, CONTROL)
    assert morning.locked == ["locked"]
    assert QGuiApplication.clipboard().text() == ""
    assert not window.isVisible()
    for said in (outside(morning), window.windowTitle(), window.windowIconText(), window.windowFilePath()):
        assert TITLE not in said
        assert "XKA" not in said
        assert not any(letter.isdigit() for letter in said)


@pytest.mark.security
def test_no_title_shows_a_count_or_a_word_of_a_case_wherever_one_is(morning: Morning) -> None:
    at_the_case(morning)
    for place, about in (
        ("today", None),
        ("cases", None),
        ("case", morning.case),
        ("letters", None),
        ("letter", morning.letter),
        ("exchange", None),
        ("reports", None),
        ("settings", None),
        ("help", None),
    ):
        morning.window.go(place, about)
        morning.settle()
        shown = outside(morning)
        assert set(filter(None, shown.split("\n"))) <= OWN, (place, shown)
    morning.window.do("goto")
    goto = morning.window.findChild(GoTo)
    assert goto is not None
    morning.settle()
    assert set(filter(None, outside(morning).split("\n"))) <= {*OWN, goto.windowTitle()}
    assert TITLE not in goto.windowTitle()
    assert not any(letter.isdigit() for letter in goto.windowTitle())
    goto.close()
    morning.window.toast.say("2 files are sealed in.")
    assert "2" not in outside(morning)
