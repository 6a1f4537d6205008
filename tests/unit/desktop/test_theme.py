"""The look: every token is found, sizes follow the text size, fonts and icons are there, colours can be read."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QImage
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.frame.rail import LOCK, PLACES, SETTINGS
from fieldcase.desktop.keys import KEYS
from fieldcase.desktop.parts.ladder import LEVELS
from fieldcase.desktop.parts.rules import STATES
from fieldcase.desktop.theme import fonts, icons
from fieldcase.desktop.theme.look import look, read_look, wear
from fieldcase.desktop.wording import LETTER_ICONS, LEVEL_ICONS, RISK, STATUS_ICONS


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


def differences(one: QImage, other: QImage) -> int:
    """Pixels that differ by more than the rounding of soft edges."""
    return sum(
        abs(one.pixelColor(x, y).alpha() - other.pixelColor(x, y).alpha()) > 64
        for x in range(one.width())
        for y in range(one.height())
    )
