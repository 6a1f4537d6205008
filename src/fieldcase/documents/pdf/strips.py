"""What pages are made of: lines, rules, cells, and strips, which no page divides; and what sets text into them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fieldcase.documents import tree
from fieldcase.documents.pdf import styles
from fieldcase.documents.pdf.shaping import Glyph as Glyph
from fieldcase.documents.pdf.shaping import Known, ShapedText, shape, visual, wrap
from fieldcase.documents.pdf.styles import Style
from fieldcase.documents.pdf.typefaces import Face, Typefaces
from fieldcase.documents.tree import Spans, spans_text


@dataclass(frozen=True)
class Line:
    """Glyphs on one base line. `x` and `drop` (from the strip's top to the base line) in points."""

    x: float
    drop: float
    size: float
    ink: float
    pieces: tuple[tuple[Face, tuple[Glyph, ...]], ...]


@dataclass(frozen=True)
class Rule:
    """A thin line across, `drop` below the strip's top."""

    x: float
    width: float
    drop: float
    ink: float = 0.55


@dataclass(frozen=True)
class Cell:
    """What a cell of a table holds: `unit` numbers the cell, `row` its row; `tag` is `TH` or `TD`."""

    unit: int
    tag: str
    row: int
    lines: list[Line]
    text: str


@dataclass
class Strip:
    """What stays on one page. `unit` numbers the paragraph that it is part of; `tag` is its role for readers aloud."""

    unit: int
    tag: str
    height: float
    before: float
    after: float
    lines: list[Line]
    rules: list[Rule] = field(default_factory=list)
    keep_next: bool = False
    section: int = -1
    text: str = ""
    repeat: bool = False
    new_page: bool = False
    cells: list[Cell] = field(default_factory=list)
    table: int = 0


@dataclass(frozen=True)
class Placed:
    """A strip on its page; `top` is the height of its upper edge above the page's foot; `again`: the head of a table
    that goes on from the page before.
    """

    strip: Strip
    top: float
    again: bool = False


@dataclass
class Setting:
    """Everything that setting one document needs, and the characters that no face has."""

    document: tree.Document
    faces: Typefaces
    strips: list[Strip] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    units: int = 0
    tables: int = 0
    known: Known = field(default_factory=dict)

    def next_unit(self) -> int:
        """A number that no other unit of the document has."""
        self.units += 1
        return self.units

    def text(self, spans: Spans, style: Style) -> ShapedText:
        """Shape some spans in the document's language."""
        document = self.document
        shaped = shape(spans, self.faces, document.direction, document.language, style.strong, self.known)
        self.missing |= shaped.missing
        return shaped

    def sized(self, style: Style) -> Style:
        """A style in the size of the document's script: Arabic letters are lower than Latin ones of the same size."""
        if self.document.direction is not tree.Direction.RTL:
            return style
        return replace(style, size=style.size * styles.ARABIC_LARGER, leading=style.leading * styles.ARABIC_LEADING)

    def lines(self, spans: Spans, style: Style, x: float, width: float) -> list[Line]:
        """The lines of a paragraph between `x` and `x + width`."""
        shaped = self.text(spans, style)
        rtl = self.document.direction is tree.Direction.RTL
        made = []
        for start, end in wrap(shaped, width, style.size):
            pieces = tuple(visual(shaped.runs, start, end))
            used = sum(shaped.advances[start:end]) * style.size / 1000
            room = width - used
            shift = room / 2 if style.align == "center" else room if (style.align == "end") != rtl else 0.0
            made.append(Line(x + shift, style.leading * 0.78, style.size, style.ink, pieces))
        return made

    def paragraph(self, spans: Spans, style: Style, *, tag: str = "P", label: Spans = ()) -> list[Strip]:
        """A paragraph as strips; a label stands before its first line, in the indent."""
        rtl = self.document.direction is tree.Direction.RTL
        style = self.sized(style)
        x = styles.LEFT + (0.0 if rtl else style.indent)
        lines = self.lines(spans, style, x, styles.MEASURE - style.indent)
        self.units += 1
        strips = [
            Strip(
                unit=self.units,
                tag=tag,
                height=style.leading,
                before=style.before if n == 0 else 0.0,
                after=style.after if n == len(lines) - 1 else 0.0,
                lines=[line],
                keep_next=style.keep_next,
            )
            for n, line in enumerate(lines)
        ]
        if label and strips:
            side = styles.LEFT + styles.MEASURE - style.indent + styles.LABEL_GAP if rtl else styles.LEFT
            width = style.indent - (styles.LABEL_GAP if rtl else 0.0)
            align = "end" if rtl else "start"  # beside the text: readers of PDF take a label far off for a column
            strips[0].lines[:0] = self.lines(label, replace(style, align=align), side, width)
        if strips:
            strips[0].text = spans_text((*label, *spans))
        self.strips += strips
        return strips
