"""Tables set into rows: columns mirrored where the script runs from right to left, cells kept in the order of reading.

A row that is higher than a page is divided; any other stays whole. Each cell is a part of its own for readers aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fieldcase.documents import tree
from fieldcase.documents.blocks import PAIR, shares_of
from fieldcase.documents.pdf import styles
from fieldcase.documents.pdf.strips import Cell, Line, Rule, Setting, Strip
from fieldcase.documents.tree import Spans, spans_text


def table(block: tree.Table, setting: Setting) -> None:
    """Set a table: its first rows stand on every page that it goes over."""
    shares = shares_of(block.rows)
    if not shares:
        return
    setting.tables += 1
    head_height = 0.0
    for n, row in enumerate(block.rows):
        head = n < block.header_rows
        room = styles.PAGE_HEIGHT - styles.TOP - styles.BOTTOM - head_height
        strips = list(_row(row, shares, setting, room, head=head))
        head_height += sum(strip.height for strip in strips) if head else 0.0
        setting.strips += strips
    setting.strips[-1].after = styles.BODY.after


def _row(
    cells: tuple[Spans, ...], shares: tuple[float, ...], setting: Setting, room: float, *, head: bool
) -> Iterator[Strip]:
    """A row as one strip, or as several where it is higher than the room of a page."""
    pad = styles.CELL_PAD
    style = replace(setting.sized(styles.CELL), strong=head)
    lines = [
        setting.lines(spans, style, x + pad, width - 2 * pad)
        for spans, (x, width) in zip(cells, columns(shares, setting), strict=False)
    ]
    row = setting.next_unit()
    units = [setting.next_unit() for _ in cells]
    whole = max((len(one) for one in lines), default=0)
    fitting = max(1, int((room - 2 * pad) // style.leading))
    for start in range(0, max(whole, 1), fitting):
        parts = [one[start : start + fitting] for one in lines]
        height = max(len(part) for part in parts) * style.leading + 2 * pad
        tag = "TH" if head else "TD"
        made = [
            Cell(unit, tag, row, [_dropped(line, pad + k * style.leading) for k, line in enumerate(part)], text)
            for unit, part, text in zip(units, parts, map(spans_text, cells), strict=True)
        ]
        strip = Strip(setting.next_unit(), tag, height, 0.0, 0.0, [], repeat=head, keep_next=head)
        strip.cells, strip.table = made, setting.tables
        strip.text = "\t".join(spans_text(spans) for spans in cells)
        if start + fitting >= whole:
            strip.rules.append(Rule(styles.LEFT, styles.MEASURE, height))
        yield strip


def columns(shares: tuple[float, ...], setting: Setting) -> Iterator[tuple[float, float]]:
    """Left edge and width of each column in the order of reading: from the right where the script runs so."""
    rtl = setting.document.direction is tree.Direction.RTL
    used = 0.0
    for share in shares:
        width = share * styles.MEASURE
        yield (styles.LEFT + styles.MEASURE - used - width if rtl else styles.LEFT + used), width
        used += width


def pair(label: Spans, value: Spans, setting: Setting) -> None:
    """A label and what stands beside it, as one strip without rules."""
    made: list[Line] = []
    height = 0.0
    for n, (spans, (x, width)) in enumerate(zip((label, value), columns(PAIR, setting), strict=True)):
        style = replace(setting.sized(styles.CELL), strong=n == 0)
        lines = setting.lines(spans, style, x, width - 8)
        made += [_dropped(line, k * style.leading) for k, line in enumerate(lines)]
        height = max(height, len(lines) * style.leading)
    strip = Strip(setting.next_unit(), "P", height, 0.0, 2.0, made)
    strip.text = "\t".join(spans_text(spans) for spans in (label, value))
    setting.strips.append(strip)


def _dropped(line: Line, by: float) -> Line:
    return replace(line, drop=line.drop + by)
