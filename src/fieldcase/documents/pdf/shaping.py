"""Text to glyphs: direction levels (UAX #9), runs of one face, HarfBuzz shaping, and the source text of each glyph.

A run is shaped once; lines take slices of it. Every glyph knows the characters that it stands for, so that what is
extracted from the PDF is the text that went in, in logical order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, repeat
from operator import itemgetter, lt
from typing import Any, NamedTuple
from unicodedata import bidirectional

from fieldcase.documents.marks import ISOLATES
from fieldcase.documents.pdf.typefaces import Face, Typefaces
from fieldcase.documents.tree import Direction, Spans

_CANNOT_START = frozenset("!%),.:;?]}¢°’”†‡›»℃、。〉》」』】〕〗〙〛！％），．：；？］｝ー々")
_ANY_DENSE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_LONG = 40
"""Characters of a run above which it is hardly met twice in one document."""
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufeff]")
_ANY_ISOLATE = re.compile(f"[{ISOLATES}]")
_SPACES = re.compile("(?<! ) +(?=[^ ])")
_ONE_WAY = frozenset({"R", "AL", "NSM", "CS", "ES", "ET", "ON", "WS"})
"""Classes of UAX #9 of which nothing in a text from right to left turns: without a number or a letter from left to
right, signs and spaces take the direction of the paragraph."""
_CANNOT_END = frozenset("$(£¥‘“«‹〈《「『【〔〖〘〚（［｛￥")


class Glyph(NamedTuple):
    """One glyph: where it belongs in the text, what it stands for, how far it moves on (thousandths of the size)."""

    glyph: int
    at: int
    source: str
    advance: float
    x: float
    y: float
    width: float
    mark: bool
    """Stands on the glyph before it, and is drawn as an outline: its character is told by that glyph."""


_glyph = partial(tuple.__new__, Glyph)
"""Makes a glyph of its parts without the detour that its class takes: a letter has five thousand."""


@dataclass(frozen=True)
class Run:
    """Characters `start` to `end` in one face and direction, with glyphs in visual order."""

    start: int
    end: int
    face: Face
    level: int
    glyphs: tuple[Glyph, ...]


Known = dict[tuple[str, Face, int], Run]
"""Runs by their words, face and level."""


@dataclass(frozen=True)
class ShapedText:
    """A paragraph ready to be broken into lines.

    `advances` holds the width of each character's cluster, at its first.
    """

    text: str
    runs: tuple[Run, ...]
    advances: tuple[float, ...]
    missing: frozenset[str]


def shape(
    spans: Spans,
    faces: Typefaces,
    direction: Direction,
    language: str,
    strong: bool = False,
    known: Known | None = None,
) -> ShapedText:
    """Shape some spans as one paragraph. Characters that no face has are reported in `missing`.

    `known` holds the short runs of the same document that were shaped before: spaces between scripts, dates, names.
    """
    text = "".join(span.text for span in spans)
    weights: list[bool] = []
    for span in spans:
        weights.extend([strong or span.strong] * len(span.text))
    levels = _levels(text, direction)
    chosen, missing = _faces(text, weights, faces, language)
    runs: list[Run] = []
    advances = [0.0] * len(text)
    for start, end in _stretches(levels, chosen):
        run = _run(text, start, end, chosen[start], levels[start], language, {} if known is None else known)
        for glyph in run.glyphs:
            advances[glyph.at] += glyph.advance
        runs.append(run)
    return ShapedText(text=text, runs=tuple(runs), advances=tuple(advances), missing=frozenset(missing))


def _stretches(levels: Sequence[int], chosen: Sequence[Face]) -> Iterator[tuple[int, int]]:
    """Start and end of each stretch of one level and one face."""
    before = 0
    for at in range(1, len(levels)):
        if levels[at] != levels[at - 1] or chosen[at] is not chosen[at - 1]:
            yield before, at
            before = at
    if levels:
        yield before, len(levels)


def needs_levels(text: str) -> bool:
    """Whether a text holds any character that runs from right to left."""
    return _RIGHT_TO_LEFT.search(text) is not None


def _levels(text: str, direction: Direction) -> Sequence[int]:
    if direction is Direction.LTR and not needs_levels(text):
        return [0] * len(text)
    if direction is Direction.RTL and _ONE_WAY.issuperset(map(bidirectional, set(text))):
        return [1] * len(text)
    from fpdf.bidi import BidiParagraph  # half a second to import: only where the text needs it
    from fpdf.enums import TextDirection

    base = TextDirection.RTL if direction is Direction.RTL else TextDirection.LTR
    paragraph: Any = BidiParagraph(text=text, base_direction=base, preserve_bn_chars=True)
    return [int(character.embedding_level) for character in paragraph.get_characters()]


def _faces(text: str, weights: list[bool], faces: Typefaces, language: str) -> tuple[list[Face], set[str]]:
    missing: set[str] = set()
    known: dict[tuple[str, bool], Face] = {}
    for character, weight in set(zip(text, weights, strict=True)):
        face = faces.face_for(character, weight, language)
        if face is None:
            missing.add(character)
        known[character, weight] = face or faces.face("sans", weight)
    chosen = [known[key] for key in zip(text, weights, strict=True)]
    if len(known) > 1 and len({id(face) for face in known.values()}) > 1:
        _join_words(text, chosen)
    return chosen, missing


def _join_words(text: str, chosen: list[Face]) -> None:
    """A space between two words of one face is of that face too: they are shaped in one run, not each alone."""
    at = text.find(" ", 1)
    while 0 < at < len(text) - 1:
        before = chosen[at - 1]
        if before is chosen[at + 1] and before is not chosen[at] and before.has(" "):
            chosen[at] = before
        at = text.find(" ", at + 1)


def _run(text: str, start: int, end: int, face: Face, level: int, language: str, known: Known) -> Run:
    """A run, shaped or taken from the same words elsewhere in the document."""
    if end - start > _LONG:
        return _shape_run(text, start, end, face, level, language)
    key = (text[start:end], face, level)
    run = known.get(key)
    if run is None:
        run = known[key] = _shape_run(text, start, end, face, level, language)
    if run.start == start:
        return run
    by = start - run.start
    glyphs = tuple([_glyph((code, at + by, *others)) for code, at, *others in run.glyphs])
    return Run(start, end, face, level, glyphs)


def _shape_run(text: str, start: int, end: int, face: Face, level: int, language: str) -> Run:
    import uharfbuzz

    words = text[start:end]
    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_GRAPHEMES
    buffer.add_str(words)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level & 1 else "ltr"
    buffer.language = language
    uharfbuzz.shape(face.hb_font, buffer, {"kern": not level & 1, "liga": True})
    if not level & 1 and not _ANY_ISOLATE.search(words):
        infos = buffer.glyph_infos
        clusters = [info.cluster for info in infos]
        if all(map(lt, clusters, clusters[1:])):
            codes = [info.codepoint for info in infos]
            plain = _one_each(words, start, face, codes, clusters, buffer.glyph_positions)
            return Run(start, end, face, level, plain)
    shaped = [
        (info.codepoint, info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        if words[info.cluster] not in ISOLATES
    ]
    if not shaped:
        return Run(start, end, face, level, ())
    starts = sorted({cluster for _, cluster, *_ in shaped})
    ends = dict(zip(starts, [*starts[1:], len(words)], strict=True))
    glyphs: list[Glyph] = []
    scale, width = face.scale, face.width
    rtl = bool(level & 1)
    told = -1
    moved: set[int] = set()
    crowded: set[int] = set()
    for code, cluster, advance, x, y in reversed(shaped) if rtl else shaped:
        again = cluster == told
        source = "" if again else words[cluster : ends[cluster]].strip(ISOLATES)
        if rtl and len(source) > 1:
            source = source[::-1]  # readers of PDF turn the characters of a right-to-left glyph round
        told = cluster
        at = start + cluster
        if advance:
            (crowded if at in moved else moved).add(at)
        mark = again and not advance
        glyphs.append(_glyph((code, at, source, advance * scale, x * scale, y * scale, width(code), mark)))
    if rtl:
        glyphs.reverse()
    return Run(start, end, face, level, tuple(_told_once(glyphs, crowded) if crowded else glyphs))


def _one_each(
    words: str, start: int, face: Face, codes: list[int], clusters: list[int], places: list[Any]
) -> tuple[Glyph, ...]:
    """The glyphs of a run from left to right in which no two tell one character: nearly all runs are so."""
    scale = face.scale
    at = clusters if start == 0 else [start + cluster for cluster in clusters]
    sources = [words[here:after] for here, after in zip(clusters, [*clusters[1:], len(words)], strict=True)]
    advances = [place.x_advance * scale for place in places]
    x = [place.x_offset * scale for place in places]
    y = [place.y_offset * scale for place in places]
    widths = map(face.width, codes)
    return tuple(map(_glyph, zip(codes, at, sources, advances, x, y, widths, repeat(False), strict=False)))


def _told_once(glyphs: list[Glyph], crowded: set[int]) -> Iterator[Glyph]:
    """Clusters with one glyph that tells the text. Where several of a cluster move on (in Amiri a lam and the stroke
    that joins it to a kaf; `crowded`), the leftmost tells it and is as wide as all; the others are drawn as outlines
    over it: a glyph that tells nothing would be read as a character between two letters."""
    for at, same in groupby(glyphs, itemgetter(1)):
        if at not in crowded:
            yield from same
            continue
        cluster = list(same)
        total = sum(one.advance for one in cluster)
        carrier = next(one for one in cluster if one.advance)
        source = next((one.source for one in cluster if one.source), "")
        pen = -total
        after = []
        for one in cluster:
            if one is not carrier:
                after.append(one._replace(source="", advance=0.0, x=pen + one.x, mark=True))
            pen += one.advance
        yield carrier._replace(source=source, advance=total, width=total, mark=False)
        yield from after


def breaks(text: str) -> list[int]:
    """Places where a line may end: after a space, and between characters that are written without spaces."""
    if not _ANY_DENSE.search(text):
        return [found.end() for found in _SPACES.finditer(text)]
    return [at for at in range(1, len(text)) if _may_break(text[at - 1], text[at])]


def _may_break(before: str, after: str) -> bool:
    if before == " ":
        return after != " "
    if not (_dense(before) or _dense(after)) or after in " \u00a0\u202f" or before in "\u00a0\u202f":
        return False
    return after not in _CANNOT_START and before not in _CANNOT_END


def _dense(character: str) -> bool:
    return _ANY_DENSE.match(character) is not None


def wrap(shaped: ShapedText, width: float, size: float) -> list[tuple[int, int]]:
    """Lines as (start, end) in the text, spaces at their ends left out. `width` in points, `size` of the font in
    points.

    A word longer than the line is cut where it must be.
    """
    limit = width * 1000 / size
    text, advances = shaped.text, shaped.advances
    lines: list[tuple[int, int]] = []
    start = 0
    used = 0.0
    last = 0
    for stop in [*breaks(text), len(text)]:
        whole = seen = sum(advances[last:stop])
        if text.endswith(" ", last, stop):
            seen = sum(advances[last : last + len(text[last:stop].rstrip(" "))])
        if used + seen > limit and last > start:
            lines.append((start, last))
            start, used = last, 0.0
        while used + seen > limit and stop - last > 1:
            cut = _fitting(advances, start, stop, limit)
            lines.append((start, cut))
            start = last = cut
            used, whole = 0.0, sum(advances[cut:stop])
            seen = sum(advances[cut : cut + len(text[cut:stop].rstrip(" "))])
        used += whole
        last = stop
    if start < len(text):
        lines.append((start, len(text)))
    return [(a, a + len(text[a:b].rstrip(" "))) for a, b in lines]


def _fitting(advances: tuple[float, ...], start: int, stop: int, limit: float) -> int:
    used = 0.0
    for at in range(start, stop):
        used += advances[at]
        if used > limit and at > start:
            return at
    return stop


def visual(runs: tuple[Run, ...], start: int, end: int) -> list[tuple[Face, tuple[Glyph, ...]]]:
    """The pieces of one line from left to right (UAX #9, rule L2)."""
    pieces = [
        (run.level, run.face, run.glyphs if start <= run.start and run.end <= end else _slice(run, start, end))
        for run in runs
        if run.start < end and run.end > start
    ]
    levels = [level for level, _, _ in pieces]
    odd = [level for level in levels if level & 1]
    for level in range(max(levels, default=0), min(odd, default=1) - 1, -1) if odd else ():
        at = 0
        while at < len(pieces):
            stop = at
            while stop < len(pieces) and pieces[stop][0] >= level:
                stop += 1
            pieces[at:stop] = pieces[at:stop][::-1]
            at = max(stop, at + 1)
    return [(face, glyphs) for _, face, glyphs in pieces]


def _slice(run: Run, start: int, end: int) -> tuple[Glyph, ...]:
    return tuple([glyph for glyph in run.glyphs if start <= glyph[1] < end])
