"""How each kind of block looks on paper: A4, quiet, in the manner of diplomatic correspondence.

Lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass

from fieldcase.documents.tree import ParagraphRole

PAGE_WIDTH = 595.28
PAGE_HEIGHT = 841.89
LEFT = 79.0
RIGHT = 79.0
TOP = 74.0
BOTTOM = 74.0
MEASURE = PAGE_WIDTH - LEFT - RIGHT

BANNER_SIZE = 9.0
BANNER_LEADING = 12.0
BANNER_TOP = PAGE_HEIGHT - 34.0
FOOT_SIZE = 8.5
FOOT_BASE = 40.0
INK = 0.0
SOFT = 0.32


@dataclass(frozen=True, kw_only=True)
class Style:
    """Size and leading of a font, space around, where the lines stand, how dark they are."""

    size: float = 10.5
    leading: float = 15.2
    before: float = 0.0
    after: float = 7.6
    align: str = "start"
    strong: bool = False
    ink: float = INK
    keep_next: bool = False
    indent: float = 0.0


BODY = Style()
LETTERHEAD_FIRST = Style(size=12.5, leading=17, after=1.5, align="center", strong=True, keep_next=True)
LETTERHEAD = Style(size=9, leading=12.5, after=0, align="center", ink=SOFT, keep_next=True)
HEADINGS = {
    1: Style(size=14, leading=20, before=4, after=10, align="center", strong=True, keep_next=True),
    2: Style(size=11.5, leading=16, before=8, after=5, strong=True, keep_next=True),
    3: Style(size=10.5, leading=15.2, before=5, after=4, strong=True, keep_next=True),
}
PARAGRAPHS = {
    ParagraphRole.BODY: BODY,
    ParagraphRole.LETTERHEAD: LETTERHEAD,
    ParagraphRole.REFERENCE: Style(after=12),
    ParagraphRole.MARKING: Style(size=9.5, leading=13, after=10, align="end", strong=True),
    ParagraphRole.DATE: Style(before=14, after=4, align="end", keep_next=True),
    ParagraphRole.ADDRESSEE: Style(leading=14.4, after=0),
    ParagraphRole.NOTE: Style(size=9.5, leading=13.4, after=1.5),
}
ITEM = Style(indent=24, after=6)
LABEL_GAP = 5.0
ARABIC_LARGER = 1.14
ARABIC_LEADING = 1.1
ITEM_LAST_AFTER = 9.0
ITEM_NOTE = Style(size=9, leading=12.6, after=7, indent=24, ink=SOFT)
CELL = Style(size=9.5, leading=13, after=0)
INITIALS = Style(size=9, leading=12, before=34, after=18, align="end", ink=SOFT)
SIGNATURE = Style(before=0, after=0)
SIGNATURE_SPACE = 44.0
LOGO_GAP = 8.0
LETTERHEAD_RULE_GAP = 7.0
LETTERHEAD_AFTER = 17.0
ADDRESSEE_BEFORE = 6.0
SALUTATION_BEFORE = 16.0
ENCLOSURE_BEFORE = 14.0
CELL_PAD = 4.0
