"""Help: every place of the window leads to a page, pages are searched, and nothing but text comes from them."""

from __future__ import annotations

from fieldcase.desktop.help.pages import Manual, keys_of, read_manual

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
