"""Help: every place of the window leads to a page, pages are searched, and nothing but text comes from them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldcase.desktop.help.pages import Manual, keys_of, read_manual
from fieldcase.desktop.help.view import Help
from tests.unit.desktop.saying import nameless, too_small

TEXTS = {
    "today": "# Today\n\nThe window begins here.\n\n![A picture](../images/today.png)\n",
    "cases": "# Cases\n\nSpace ticks the row. See [Today](today.md).",
    "zeal": "# Another page\n\nWords.",
}


def test_pages_of_places_come_first_and_pictures_are_left_out() -> None:
    manual = Manual(TEXTS)
    assert [page.name for page in manual.pages] == ["today", "cases", "zeal"]
    assert "images" not in manual.pages[0].text
    assert manual.of("new_case") is manual.pages[1]
    assert manual.of("nowhere") is manual.pages[0]
    assert manual.named("gone") is None
    assert Manual({}).of("today") is None


def test_words_find_the_pages_that_have_them_all() -> None:
    manual = Manual(TEXTS)
    assert [page.name for page in manual.found("SPACE row")] == ["cases"]
    assert manual.found("") == manual.pages


def test_the_manual_ships_and_has_a_page_for_the_cases_in_french_too() -> None:
    assert read_manual("en").named("cases").title == "Cases"  # type: ignore[union-attr]  # it is there
    assert read_manual("fr").named("cases").title == "Dossiers"  # type: ignore[union-attr]


def test_the_keys_of_a_place_are_told() -> None:
    assert {"tick", "peek", "open"} <= {key.name for key in keys_of("cases")}
    assert "tab_1" in {key.name for key in keys_of("case")}


def test_the_screen_shows_the_page_of_the_place_and_marks_what_is_searched(qtbot: QtBot) -> None:
    shown = Help("cases")
    qtbot.addWidget(shown)
    shown.resize(1100, 640)
    shown.show()
    assert shown.text.toPlainText().startswith("Cases")
    assert "Select the row" in [label.text() for label in shown.findChildren(QLabel)]
    assert nameless(shown) == []
    assert too_small(shown) == []
    qtbot.keyClicks(shown.search, "sealed")
    assert shown.text.extraSelections()
    qtbot.keyClicks(shown.search, "xyzzy")
    assert shown.list.count() == 0
    assert shown.text.toPlainText().startswith("No page")
