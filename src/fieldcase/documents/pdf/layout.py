"""The tree set into lines and pages: what stands together, where pages end. Nothing is drawn here.

A `Strip` is what cannot be divided by a page: a line of text, or a row of a table. Strips of one paragraph keep two
lines together at each page's end; headings, openings of lists and the place for initials keep what follows.
"""

from __future__ import annotations

from dataclasses import replace

from fieldcase.documents import tree
from fieldcase.documents.blocks import Blocks
from fieldcase.documents.pdf import styles, tables
from fieldcase.documents.pdf.strips import Placed, Rule, Setting, Strip
from fieldcase.documents.pdf.typefaces import Typefaces
from fieldcase.documents.tree import Spans, Text

_TOGETHER = 28
"""More strips than these are not kept on one page."""


def set_pages(document: tree.Document, faces: Typefaces, above: float = 0.0) -> tuple[list[list[Placed]], Setting]:
    """Pages of placed strips, and the setting with the characters that could not be drawn. So much room (in points) is
    left above the first line.
    """
    setting = Setting(document, faces)
    ending = tree.ending(document.sections)
    for number, section in enumerate(document.sections):
        before = len(setting.strips)
        _section(section, setting)
        if number in ending:
            _keep_with_text(setting.strips, before, last=number == ending[-1])
        for strip in [one for one in setting.strips[before:] if not one.new_page][:1]:
            strip.section = number
            if tree.follows_address(document.sections, number):
                strip.before = styles.SALUTATION_BEFORE
    if above and setting.strips:
        _lower(setting.strips[0], above)
    return _paginate(setting.strips), setting


def _lower(strip: Strip, by: float) -> None:
    strip.height += by
    strip.lines = [replace(line, drop=line.drop + by) for line in strip.lines]
    strip.rules = [replace(rule, drop=rule.drop + by) for rule in strip.rules]


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
    elif section.block == "enclosures":
        made[0].before = styles.ENCLOSURE_BEFORE


def _keep_with_text(strips: list[Strip], start: int, *, last: bool) -> None:
    """The end of a letter stays together, and with the last lines before it."""
    if start and not strips[start - 1].new_page:
        strips[start - 1].keep_next = True
    for strip in strips[start:]:
        strip.keep_next = True
    strips[-1].keep_next = not last


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
        if tree.leads(block):
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
        tables.table(block, self.setting)

    def pairs(self, block: tree.KeyValue) -> None:
        for label, value in block.pairs:
            tables.pair(label, value, self.setting)

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
        heads = [head for head in heads if head.table == strips[at].table]
        if first:
            need -= group[0].before
        if need > top - styles.BOTTOM:  # no page holds them all
            need = strips[at].before + strips[at].height
        if strips[at].new_page or (not first and y - need < styles.BOTTOM):
            pages.append([])
            y = top
            if strips[at].rules and not strips[at].new_page and not strips[at].repeat:
                for head in heads:
                    pages[-1].append(Placed(head, y, again=True))
                    y -= head.height
            first = not pages[-1]
        strip = strips[at]
        heads += [strip] if strip.repeat else []
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
    while n < len(strips) and not strips[n].new_page and len(group) < _TOGETHER:
        here, following = group[-1], strips[n]
        same = here.unit == following.unit
        first_of_two = same and (n - 2 < 0 or strips[n - 2].unit != here.unit)
        last_of_two = same and (n + 1 == len(strips) or strips[n + 1].unit != following.unit)
        if not (here.keep_next or first_of_two or last_of_two):
            break
        group.append(following)
        n += 1
    return group
