"""Colours can be read: WCAG 2.2 contrast of every pair that the window draws, in all three themes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
INTERFACE = ROOT / "resources" / "interface"
TOKENS = json.loads((INTERFACE / "tokens.json").read_text("utf-8"))
SIGNALS = ("ok", "warn", "danger", "training")

TEXT = [(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("canvas", "surface", "sunken", "hover")]
TEXT += [(signal, ground) for signal in SIGNALS for ground in ("surface", "canvas", f"{signal}_soft")]
TEXT += [("ink", f"{signal}_soft") for signal in SIGNALS]
TEXT += [("on_accent", "accent"), ("on_accent", "accent_hover"), ("accent", "surface"), ("accent", "canvas")]
TEXT += [("accent_ink", "accent_soft"), ("accent_ink", "surface"), ("ink", "accent_soft"), ("ink2", "accent_soft")]
TEXT += [("ink2", "neutral_soft"), ("ink", "mark_bg"), ("on_tooltip", "tooltip"), ("paper_ink", "paper")]
RAIL_TEXT = [("rail_ink", "rail"), ("rail_ink", "rail_active"), ("rail_ink2", "rail"), ("rail_ink2", "rail_hover")]
RAIL_MARKS = [("rail_mark", "rail"), ("rail_mark", "rail_active")]
MARKS = [(mark, ground) for mark in ("edge", "focus") for ground in ("surface", "canvas")]
MARKS += [("accent", "sunken"), ("accent", "accent_soft")]


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def too_weak(colours: dict[str, str], pairs: list[tuple[str, str]], least: float) -> dict[str, float]:
    found = {}
    for front, ground in pairs:
        light, dark = sorted((luminance(colours[front]), luminance(colours[ground])), reverse=True)
        if (ratio := (light + 0.05) / (dark + 0.05)) < least:
            found[f"{front} on {ground}"] = round(ratio, 2)
    return found


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_text_and_marks_stand_out_in(theme: str) -> None:
    colours = TOKENS["colour"][theme]
    assert too_weak(colours, TEXT + RAIL_TEXT, 4.5) == {}
    assert too_weak(colours, MARKS + RAIL_MARKS, 3.0) == {}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_training_rail_can_be_read_in(theme: str) -> None:
    colours = TOKENS["colour"][theme] | {name: c for name, c in TOKENS["training"].items() if name != "note"}
    assert too_weak(colours, RAIL_TEXT, 4.5) == {}
    assert too_weak(colours, RAIL_MARKS, 3.0) == {}


def test_themes_name_the_same_colours() -> None:
    light, dark, contrast = (set(TOKENS["colour"][theme]) for theme in ("light", "dark", "contrast"))
    assert light == dark == contrast


def test_the_stylesheet_writes_no_colour_by_hand() -> None:
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=[^{]*;)", (INTERFACE / "style.qss").read_text("utf-8")) == []
