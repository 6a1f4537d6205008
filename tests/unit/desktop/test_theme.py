"""The look: every token is found, sizes follow the text size, fonts and icons are there, colours can be read."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.frame.menu import THEME_WORDS
from fieldcase.desktop.frame.rail import LOCK, PLACES, SETTINGS
from fieldcase.desktop.keys import KEYS
from fieldcase.desktop.parts.ladder import LEVELS
from fieldcase.desktop.parts.pill import SOFT, TONES
from fieldcase.desktop.parts.rules import STATES
from fieldcase.desktop.theme import fonts, icons
from fieldcase.desktop.theme.look import TEXT_SIZES, THEMES, look, read_look, wear
from fieldcase.desktop.theme.stylesheet import stylesheet
from fieldcase.desktop.wording import LETTER_ICONS, LEVEL_ICONS, RISK, STATUS_ICONS


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


def test_the_fonts_that_ship_are_known(shipped_fonts: int) -> None:
    assert shipped_fonts == len(fonts.FIRST + fonts.LATER)
    for family in read_look().tokens["type"]["families"]:
        assert family in QFontDatabase.families()


def test_every_icon_that_the_window_names_is_there(qapp: QApplication) -> None:
    named = {place.icon for place in (*PLACES, SETTINGS, LOCK)} | {key.icon for key in KEYS if key.icon}
    named |= {icon for icon, _tone in (*LETTER_ICONS.values(), *LEVEL_ICONS.values(), *RISK.values())}
    named |= set(STATUS_ICONS.values()) | {icon for icon, *_rest in STATES.values()}
    named |= {icon for _steps, icon, _ink in LEVELS.values()}
    for name in named:
        assert not icons.picture(name).isNull(), name


def test_icons_take_the_colour_of_their_token(qapp: QApplication) -> None:
    image = icons.picture("circle-check", "danger", 32).toImage()
    hues = {
        image.pixelColor(x, y).name() for x in range(32) for y in range(32) if image.pixelColor(x, y).alpha() == 255
    }
    assert hues == {look().colour("danger").name()}


def test_icons_that_point_are_mirrored_from_right_to_left(qapp: QApplication) -> None:
    left_to_right = icons.picture("arrow-left", "ink", 20).toImage()
    clock = icons.picture("clock", "ink", 20).toImage()
    wear(qapp, read_look(language="ar"))
    mirrored = icons.picture("arrow-left", "ink", 20).toImage()
    assert differences(mirrored, left_to_right.flipped(Qt.Orientation.Horizontal)) == 0
    assert differences(mirrored, left_to_right) > 20
    assert icons.picture("clock", "ink", 20).toImage() == clock


def test_every_tone_has_an_ink_and_a_ground() -> None:
    colours = read_look().colours
    assert set(TONES) == set(SOFT)
    assert set(TONES.values()) | set(SOFT.values()) <= set(colours)


def test_the_menu_offers_every_theme() -> None:
    assert tuple(THEME_WORDS) == THEMES


def differences(one: QImage, other: QImage) -> int:
    """Pixels that differ by more than the rounding of soft edges."""
    return sum(
        abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) > 64
        for x in range(one.width())
        for y in range(one.height())
    )
