"""Tokens, sizes and the stylesheet that is made from them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fieldcase.desktop.frame.menu import THEME_WORDS
from fieldcase.desktop.parts.pill import SOFT, TONES
from fieldcase.desktop.theme.look import TEXT_SIZES, THEMES, read_look
from fieldcase.desktop.theme.stylesheet import stylesheet


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", TEXT_SIZES)
def test_the_stylesheet_has_a_value_for_every_token(theme: str, size: int) -> None:
    made = stylesheet(read_look(theme=theme, text_size=size))
    assert "{{" not in made
    assert f"font-size: {round(13 * size / 100)}px" in made


def test_sizes_follow_the_text_size() -> None:
    usual = read_look()
    assert [replace(usual, text_size=size).size("row") for size in TEXT_SIZES] == [36, 45, 54, 72]
    assert usual.larger().text_size == 125
    assert replace(usual, text_size=200).larger().text_size == 200
    assert replace(usual, text_size=100).smaller().text_size == 100


def test_text_is_never_smaller_than_twelve_pixels() -> None:
    assert min(int(size) for size in re.findall(r"font-size: (\d+)px", stylesheet(read_look()))) >= 12


def test_the_rail_shows_icons_alone_where_room_is_short() -> None:
    usual = read_look()
    assert not usual.narrow(1366)
    assert usual.narrow(1279)
    assert replace(usual, text_size=150).narrow(1920)


def test_training_changes_the_rail_and_no_status_colour() -> None:
    usual, training = read_look(), read_look(training=True)
    differ = {name for name in usual.colours if usual.colours[name] != training.colours[name]}
    assert differ
    assert all(name.startswith("rail") for name in differ)


def test_high_contrast_stays_high_contrast_in_training() -> None:
    assert read_look("contrast", training=True).colours == read_look("contrast").colours


def test_every_tone_has_an_ink_and_a_ground() -> None:
    colours = read_look().colours
    assert set(TONES) == set(SOFT)
    assert set(TONES.values()) | set(SOFT.values()) <= set(colours)


def test_the_menu_offers_every_theme() -> None:
    assert tuple(THEME_WORDS) == THEMES
