"""The fonts of documents: which one draws which character, and what a PDF needs to know about each.

A face is parsed once in a process, when it is first needed; nothing of a document stays in it. Only TrueType outlines
are accepted, because they are embedded as subsets.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from fieldcase.documents.resources import ResourceDamaged


class FontFiles(msgspec.Struct, frozen=True, kw_only=True):
    """File names of one family."""

    regular: str
    bold: str


class FontPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Families by script: `sans` for Latin, Greek and Cyrillic, `arabic`, `han`."""

    sans: FontFiles
    arabic: FontFiles
    han: FontFiles


class _Widths(dict[int, float]):
    """The widths of the glyphs of a font in thousandths of the size, each asked for once."""

    def __init__(self, font: Any, scale: float) -> None:
        super().__init__()
        self._font, self._scale = font, scale

    def __missing__(self, glyph: int) -> float:
        self[glyph] = float(self._font.get_glyph_h_advance(glyph) * self._scale)
        return self[glyph]


class Face:
    """One font: shaping object, metrics in thousandths of the size, and whether it has a character."""

    def __init__(self, name: str, data: bytes) -> None:
        import uharfbuzz

        self.name = name
        self.hb_face: Any = uharfbuzz.Face(data)
        self.hb_font: Any = uharfbuzz.Font(self.hb_face)
        head = bytes(self.hb_face.reference_table("head").data)
        if len(head) < 54 or not len(self.hb_face.reference_table("glyf").data):
            raise ResourceDamaged(name=name)
        self.scale: float = 1000 / self.hb_face.upem
        self.box = tuple(round(side * self.scale) for side in struct.unpack(">4h", head[36:44]))
        extents = self.hb_font.get_font_extents("ltr")
        self.ascent = round(extents.ascender * self.scale)
        self.descent = round(extents.descender * self.scale)
        self._has: dict[str, bool] = {}
        self._outlines: dict[int, str] = {}
        self.width: Callable[[int], float] = _Widths(self.hb_font, self.scale).__getitem__
        """A glyph's own width."""

    def has(self, character: str) -> bool:
        """Whether the font draws this character."""
        known = self._has.get(character)
        if known is None:
            known = self._has[character] = bool(self.hb_font.get_nominal_glyph(ord(character)))
        return known

    def outline(self, glyph: int) -> str:
        """A glyph's outline as PDF path operators, in font units."""
        if glyph not in self._outlines:
            pen = _Pen()
            self.hb_font.draw_glyph_with_pen(glyph, pen)
            self._outlines[glyph] = " ".join(pen.path)
        return self._outlines[glyph]


Point = tuple[float, float]
_SHARED = frozenset(map(ord, "“”—…"))
"""Marks as wide as a character where the text is Chinese, and narrow elsewhere; an apostrophe (O’Brien) is none."""


class _Pen:
    """Takes an outline and writes PDF path operators; quadratic curves become cubic ones."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self._at: Point = (0, 0)

    def moveTo(self, to: Point) -> None:  # noqa: N802 - HarfBuzz calls the pen by these names
        self.path.append(f"{to[0]:g} {to[1]:g} m")
        self._at = to

    def lineTo(self, to: Point) -> None:  # noqa: N802
        self.path.append(f"{to[0]:g} {to[1]:g} l")
        self._at = to

    def curveTo(self, a: Point, b: Point, to: Point) -> None:  # noqa: N802
        self.path.append(f"{a[0]:g} {a[1]:g} {b[0]:g} {b[1]:g} {to[0]:g} {to[1]:g} c")
        self._at = to

    def qCurveTo(self, control: Point, to: Point) -> None:  # noqa: N802
        (x0, y0), (x1, y1), (x2, y2) = self._at, control, to
        self.curveTo(
            (x0 + (x1 - x0) * 2 / 3, y0 + (y1 - y0) * 2 / 3), (x2 + (x1 - x2) * 2 / 3, y2 + (y1 - y2) * 2 / 3), to
        )

    def closePath(self) -> None:  # noqa: N802
        self.path.append("h")

    def endPath(self) -> None:  # noqa: N802
        self.path.append("h")


class Typefaces:
    """All faces, by family and weight, loaded when first needed."""

    def __init__(self, fonts: Mapping[str, bytes], plan: FontPlan) -> None:
        self._fonts = fonts
        self._plan = plan
        self._faces: dict[str, Face] = {}
        self._chosen: dict[tuple[str, bool, bool], Face | None] = {}

    def face(self, family: str, strong: bool) -> Face:
        """A face; raises `ResourceDamaged` when its file is missing."""
        files: FontFiles = getattr(self._plan, family)
        name = files.bold if strong else files.regular
        if name not in self._faces:
            if name not in self._fonts:
                raise ResourceDamaged(name=name)
            self._faces[name] = Face(name, self._fonts[name])
        return self._faces[name]

    def face_for(self, character: str, strong: bool, language: str = "") -> Face | None:
        """The face that draws this character: the family of its script first, then the others; None when none can. A
        rare character that the bold face lacks is drawn by the regular one of its family."""
        key = (character, strong, language == "zh")
        if key not in self._chosen:
            self._chosen[key] = self._choose(character, strong, language)
        return self._chosen[key]

    def _choose(self, character: str, strong: bool, language: str) -> Face | None:
        for family in _families(ord(character), language):
            for weight in (True, False) if strong else (False,):
                face = self.face(family, weight)
                if face.has(character):
                    return face
        return None


def _families(code: int, language: str) -> tuple[str, str, str]:
    if language == "zh" and code in _SHARED:
        return "han", "sans", "arabic"
    if 0x0600 <= code <= 0x08FF or 0xFB50 <= code <= 0xFEFF:
        return "arabic", "sans", "han"
    if 0x2E80 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF or 0xFF00 <= code <= 0xFFEF or code >= 0x20000:
        return "han", "sans", "arabic"
    return "sans", "arabic", "han"
