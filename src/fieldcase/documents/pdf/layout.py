"""The tree set into lines and pages: what stands together, where pages end. Nothing is drawn here.

A `Strip` is what cannot be divided by a page: a line of text, or a row of a table. Strips of one paragraph keep two
lines together at each page's end; headings, openings of lists and the place for initials keep what follows.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fieldcase.documents import tree
from fieldcase.documents.blocks import Blocks
from fieldcase.documents.pdf import styles
from fieldcase.documents.pdf.shaping import Glyph as Glyph
from fieldcase.documents.pdf.shaping import ShapedText, shape, visual, wrap
from fieldcase.documents.pdf.styles import Style
from fieldcase.documents.pdf.typefaces import Face, Typefaces
from fieldcase.documents.tree import Spans, Text, spans_text


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


@dataclass(frozen=True)
class Placed:
    """A strip on its page; `top` is the height of its upper edge above the page's foot."""

    strip: Strip
    top: float


@dataclass
class Setting:
    """Everything that setting one document needs, and the characters that no face has."""

    document: tree.Document
    faces: Typefaces
    strips: list[Strip] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    units: int = 0

    def text(self, spans: Spans, style: Style) -> ShapedText:
        """Shape some spans in the document's language."""
        document = self.document
        shaped = shape(spans, self.faces, document.direction, document.language, style.strong)
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
            used = sum(glyph.advance for _, glyphs in pieces for glyph in glyphs) * style.size / 1000
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


def set_pages(document: tree.Document, faces: Typefaces) -> tuple[list[list[Placed]], Setting]:
    """Pages of placed strips, and the setting with the characters that could not be drawn."""
    setting = Setting(document, faces)
    for number, section in enumerate(document.sections):
        before = len(setting.strips)
        _section(section, setting)
        for strip in setting.strips[before : before + 1]:
            strip.section = number
            if tree.follows_address(document.sections, number):
                strip.before = styles.SALUTATION_BEFORE
    return _paginate(setting.strips), setting


def _section(section: tree.Section, setting: Setting) -> None:
    start = len(setting.strips)
    blocks = _Blocks(setting)
    for block in section.content:
        blocks.block(block)
    made = setting.strips[start:]
    if not made:
        return
    if section.block == "letterhead":
        last = made[-1]
        gap = styles.LETTERHEAD_RULE_GAP
        last.rules.append(Rule(styles.LEFT, styles.MEASURE, last.height + gap))
        last.after, last.keep_next = gap + styles.LETTERHEAD_AFTER, False
    elif section.block == "addressee":
        made[0].before = styles.ADDRESSEE_BEFORE
        for strip in made[:-1]:
            strip.keep_next = True
    elif section.block == "salutation":
        made[-1].keep_next = True
    elif section.block == "closing":
        for strip in made:
            strip.keep_next = True
    elif section.block == "enclosures":
        made[0].before = styles.ENCLOSURE_BEFORE


class _Blocks(Blocks):
    """Sets blocks into strips."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting

    def heading(self, block: tree.Heading) -> None:
        self.setting.paragraph(block.spans, styles.HEADINGS[min(max(block.level, 1), 3)], tag=f"H{block.level}")

    def prose(self, block: tree.Paragraph) -> None:
        style = styles.PARAGRAPHS[block.role]
        if block.role is tree.ParagraphRole.LETTERHEAD and not self.setting.strips:
            style = styles.LETTERHEAD_FIRST
        strips = self.setting.paragraph(block.spans, style)
        if spans_text(block.spans).rstrip().endswith((":", "：")):
            for strip in strips:
                strip.keep_next = True

    def items(self, block: tree.Items) -> None:
        for n, item in enumerate(block.items):
            style = styles.ITEM
            if item.note:
                style = replace(style, after=1.0)
            elif n == len(block.items) - 1:
                style = replace(style, after=styles.ITEM_LAST_AFTER)
            strips = self.setting.paragraph(item.spans, style, label=(Text(text=item.label),))
            if item.note:
                strips[-1].keep_next = True
                self.setting.paragraph(item.note, styles.ITEM_NOTE)

    def table(self, block: tree.Table) -> None:
        _table(block, self.setting)

    def pairs(self, block: tree.KeyValue) -> None:
        for label, value in block.pairs:
            share = styles.KEY_SHARE
            _row((label, value), (share, 1 - share), self.setting, ruled=False, strong_first=True)

    def initials(self, block: tree.Initials) -> None:
        _under_rule(block.spans, self.setting)

    def signature(self, block: tree.Signature) -> None:
        for n, spans in enumerate(block.lines):
            space = styles.SIGNATURE_SPACE if n == 0 else 0.0
            style = replace(styles.SIGNATURE, before=space, keep_next=n < len(block.lines) - 1)
            self.setting.paragraph(spans, style)

    def page_break(self) -> None:
        self.setting.units += 1
        self.setting.strips.append(Strip(self.setting.units, "", 0.0, 0.0, 0.0, [], new_page=True))


def _under_rule(spans: Spans, setting: Setting) -> None:
    strips = setting.paragraph(spans, styles.INITIALS)
    if strips:
        width = 150.0
        left = styles.LEFT if setting.document.direction is tree.Direction.RTL else styles.LEFT + styles.MEASURE - width
        strips[0].rules.append(Rule(left, width, -3.0))


def _table(block: tree.Table, setting: Setting) -> None:
    columns = max((len(row) for row in block.rows), default=0)
    if not columns:
        return
    weights = [
        4 + max(6, min(60, max((len(spans_text(row[n])) for row in block.rows if n < len(row)), default=6)))
        for n in range(columns)
    ]
    shares = tuple(weight / sum(weights) for weight in weights)
    for n, row in enumerate(block.rows):
        _row(row, shares, setting, ruled=True, head=n < block.header_rows)
    setting.strips[-1].after = styles.BODY.after


def _row(
    cells: tuple[Spans, ...],
    shares: tuple[float, ...],
    setting: Setting,
    *,
    ruled: bool,
    head: bool = False,
    strong_first: bool = False,
) -> None:
    x = styles.LEFT
    made: list[Line] = []
    height = 0.0
    pad = styles.CELL_PAD if ruled else 0.0
    rtl = setting.document.direction is tree.Direction.RTL
    ordered = list(enumerate(zip(cells, shares, strict=False)))
    for n, (spans, share) in ordered[::-1] if rtl else ordered:
        style = replace(setting.sized(styles.CELL), strong=head or (strong_first and n == 0))
        width = share * styles.MEASURE
        lines = setting.lines(spans, style, x + pad, width - 2 * pad - (0 if ruled else 8))
        made += [replace(line, drop=pad + line.drop + k * style.leading) for k, line in enumerate(lines)]
        height = max(height, len(lines) * style.leading + 2 * pad)
        x += width
    setting.units += 1
    strip = Strip(setting.units, "P", height, 0.0, 0.0 if ruled else 2.0, made, repeat=head, keep_next=head)
    strip.text = "\t".join(spans_text(spans) for spans in cells)
    if ruled:
        strip.rules.append(Rule(styles.LEFT, styles.MEASURE, height))
    setting.strips.append(strip)


def _paginate(strips: list[Strip]) -> list[list[Placed]]:
    pages: list[list[Placed]] = [[]]
    top = styles.PAGE_HEIGHT - styles.TOP
    y = top
    heads: list[Strip] = []
    at = 0
    while at < len(strips):
        group = _together(strips, at)
        need = sum(strip.before + strip.height + strip.after for strip in group) - group[-1].after
        first = not pages[-1]
        if first:
            need -= group[0].before
        if strips[at].new_page or (not first and y - need < styles.BOTTOM):
            pages.append([])
            y = top
            if not strips[at].new_page and not strips[at].repeat:
                for head in heads:
                    pages[-1].append(Placed(head, y))
                    y -= head.height
            first = not pages[-1]
        strip = strips[at]
        heads = [*heads, strip] if strip.repeat else heads if strip.rules and heads else []
        y -= 0.0 if first else strip.before
        if not strip.new_page:
            pages[-1].append(Placed(strip, y))
        y -= strip.height + strip.after
        at += 1
    return [page for page in pages if page]


def _together(strips: list[Strip], at: int) -> list[Strip]:
    """The strips that must stand on one page with the one at `at`: two lines of a paragraph, or what it keeps."""
    group = [strips[at]]
    n = at + 1
    while n < len(strips) and not strips[n].new_page and len(group) < 14:
        here, following = group[-1], strips[n]
        same = here.unit == following.unit
        first_of_two = same and (n - 2 < 0 or strips[n - 2].unit != here.unit)
        last_of_two = same and (n + 1 == len(strips) or strips[n + 1].unit != following.unit)
        if not (here.keep_next or first_of_two or last_of_two):
            break
        group.append(following)
        n += 1
    return group
