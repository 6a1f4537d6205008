"""Every screen as a screen reader hears it, as the keyboard reaches it, and as weak eyes see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.theme.look import THEMES, look, wear
from tests.morning import Morning
from tests.unit.desktop.saying import too_small
from tests.unit.desktop.walking import against_the_eye, beyond_the_keyboard, pale, passed_over, tabbed, unheard

PLACES = ("today", "cases", "letters", "reports", "exchange", "settings", "new_case", "keys", "help")
TABS = tuple(f"tab_{number}" for number in range(1, 8))


def each_screen(morning: Morning, look_at: Callable[[str, Window], None]) -> None:
    """Every place, every tab of the case, the letter and the beginning of another."""
    for place in PLACES:
        morning.window.go(place)
        morning.settle()
        look_at(place, morning.window)
    morning.open_case()
    for tab in TABS:
        morning.window.do(tab)
        morning.settle()
        look_at(tab, morning.window)
    for place, about in (("letter", morning.letter), ("write_letter", morning.case)):
        morning.window.go(place, about)
        morning.settle()
        look_at(place, morning.window)


def test_every_control_has_a_name_a_role_its_key_and_room_to_be_hit(morning: Morning) -> None:
    morning.unlock()
    problems: dict[str, list[str]] = {}

    def look_at(place: str, window: Window) -> None:
        found = [*unheard(window), *too_small(window), *(f"no Tab: {one}" for one in beyond_the_keyboard(window))]
        if found:
            problems[place] = found

    each_screen(morning, look_at)
    assert problems == {}, problems


@pytest.mark.parametrize(
    "theme", [pytest.param(one, marks=() if one == "light" else pytest.mark.slow) for one in THEMES]
)
def test_words_stand_out_from_their_ground(morning: Morning, qtbot: QtBot, theme: str) -> None:
    morning.unlock()
    morning.window.resize(1366, 768)
    morning.window.relook(theme, 100)
    problems: dict[str, list[str]] = {}

    def look_at(place: str, window: Window) -> None:
        if found := pale(window):
            problems[place] = found

    each_screen(morning, look_at)
    assert problems == {}


@pytest.mark.parametrize("language", ["en", pytest.param("ar", marks=pytest.mark.slow)])
def test_tab_stops_at_every_control_once_in_the_order_of_the_eye(
    morning: Morning, qtbot: QtBot, qapp: QApplication, language: str
) -> None:
    morning.unlock()
    wear(qapp, replace(look(), language=language))
    morning.window.relook("light", 100)
    morning.window.resize(1366, 768)
    problems: dict[str, list[str]] = {}

    def look_at(place: str, window: Window) -> None:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        reached = tabbed()
        wrong = against_the_eye(window, reached, right_to_left=language == "ar")
        if found := [*passed_over(window, reached), *wrong]:
            problems[place] = found

    each_screen(morning, look_at)
    assert problems == {}, "\n".join(f"{place}: {one}" for place, found in problems.items() for one in found)
