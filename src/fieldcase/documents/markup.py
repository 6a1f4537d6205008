"""The few signs that a block's text is written with, by templates and by officers alike.

Inline: `{P-7K3D9X}` a party, `{date:2025-03-12~}` a date, `{place:key}` a place, `{=ref|words}` a linked value,
`**strong**`. A backslash takes a sign's meaning away. Lines: `1. `, `(a) `, `a) ` and `- ` begin an item, `:: ` the
note of the item above, `### ` a heading, `| a | b |` a row, `label :: words` a pair, `===` a new page; an empty line
ends a paragraph. Whatever else stands in braces stays as it is, and lint N7 reports it.

This module only reads and writes the signs; who a code is, and how exactly a date may be said, is decided in
`compose.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from fieldcase.documents.tree import (
    Block,
    Heading,
    Item,
    Items,
    KeyValue,
    PageBreak,
    Paragraph,
    ParagraphRole,
    Removed,
    Span,
    Spans,
    Table,
    Text,
    Value,
)

PARTY = re.compile(r"\{\s*(?P<party>[PGO]-[0-9A-Z]+)\s*\}")
"""As the guards read it (`model.rules.naming`): what they count as a mention is resolved here, and nothing else."""

_SIGN = re.compile(
    r"\\(?P<plain>[\\{}|*])"
    r"|\{\s*(?P<party>[PGO]-[0-9A-Z]+)\s*\}"
    r"|\{date:(?P<date>[^{}|]{1,40})\}"
    r"|\{place:(?P<place>[^{}|]{1,40})\}"
    r"|\{=(?P<ref>[\w.\-]{1,80})\|(?P<words>(?:\\.|[^{}\\])*)\}"
    r"|(?P<strong>\*\*)"
)
_HAN_MARK = re.compile("[\u3000-\u303f\uff00-\uffef]")
_HAN = re.compile("[\u2e80-\u9fff\uff00-\uffef\U00020000-\U0003ffff]")
_ITEM = re.compile(r"(?P<label>\d{1,3}\.|\(?[a-zء-ي]{1,2}\)|-)\s+(?P<text>.*)")
_CELL = re.compile(r"((?:\\.|\{[^{}]*\}|\{(?![^{}]*\})|[^|\\{])*+)\|")
_ESCAPED = re.compile(r"\\([\\{}|*])")


class Fact(str):
    """Words of a record; printed, they become a value linked to `ref`."""

    __slots__ = ("ref",)
    ref: str

    def __new__(cls, words: str, ref: str) -> Fact:
        made = super().__new__(cls, words)
        made.ref = ref
        return made


class Signs(str):
    """A text that already holds signs; printed as it is, on one line. `ref` is the fact that it says, if any."""

    __slots__ = ("ref",)
    ref: str

    def __new__(cls, text: str, ref: str = "") -> Signs:
        made = super().__new__(cls, text)
        made.ref = ref
        return made


class PartySign(msgspec.Struct, frozen=True, kw_only=True):
    """A party at one place in a text."""

    party: str
    strong: bool = False


class DateSign(msgspec.Struct, frozen=True, kw_only=True):
    """A date (EDTF text) at one place in a text."""

    edtf: str
    strong: bool = False


class PlaceSign(msgspec.Struct, frozen=True, kw_only=True):
    """A place, by its key among the draft's places."""

    key: str
    strong: bool = False


Sign = Text | Value | PartySign | DateSign | PlaceSign
Resolve = Callable[[tuple[Sign, ...]], Spans]


def escape(words: str) -> str:
    """Take the meaning out of every sign in words that come from a record; line breaks become spaces."""
    flat = " ".join(words.split("\n"))
    return re.sub(r"([\\{}|*])", r"\\\1", flat)


def unescape(words: str) -> str:
    """The words as they were before `escape`."""
    return _ESCAPED.sub(r"\1", words)


def linked(ref: str, words: str) -> str:
    """The sign of a value that shows the fact at `ref`."""
    return "{=" + ref + "|" + escape(words) + "}"


def one_line(text: str) -> str:
    """A text that may hold signs, made to fit one line (an allegation may not open a block of its own)."""
    return " ".join(text.split())


def parties_in(text: str) -> tuple[str, ...]:
    """The codes of the parties that a text mentions, in order, each once."""
    return tuple(dict.fromkeys(found["party"] for found in PARTY.finditer(text)))


def data_refs(text: str) -> tuple[str, ...]:
    """The facts that a text still shows as linked values, in order, each once."""
    return tuple(dict.fromkeys(found["ref"] for found in _SIGN.finditer(text) if found["ref"]))


def linked_values(text: str) -> dict[str, str]:
    """The linked values that a text shows: by fact, the words of the first sign of it."""
    found: dict[str, str] = {}
    for sign in _SIGN.finditer(text):
        if sign["ref"]:
            found.setdefault(sign["ref"], unescape(sign["words"]))
    return found


def read_signs(text: str) -> tuple[Sign, ...]:
    """The words and signs of one line of text, in order."""
    signs: list[Sign] = []
    words: list[str] = []
    strong = False

    def flush() -> None:
        if plain := "".join(words):
            signs.append(Text(text=plain, strong=strong))
        words.clear()

    at = 0
    for found in _SIGN.finditer(text):
        words.append(text[at : found.start()])
        at = found.end()
        if found["plain"] is not None:
            words.append(found["plain"])
            continue
        flush()
        if found["party"]:
            signs.append(PartySign(party=found["party"], strong=strong))
        elif found["date"]:
            signs.append(DateSign(edtf=found["date"], strong=strong))
        elif found["place"]:
            signs.append(PlaceSign(key=found["place"], strong=strong))
        elif found["ref"]:
            signs.append(Value(text=unescape(found["words"]), data_ref=found["ref"], strong=strong))
        else:
            strong = not strong
    words.append(text[at:])
    flush()
    return tuple(signs)


def read_blocks(text: str, role: ParagraphRole, resolve: Resolve, item: Callable[[str, Spans], Spans]) -> list[Block]:
    """The blocks of one section. `resolve` turns signs into spans; `item(label, spans)` may replace an item's words.

    Address-like roles keep each line as a paragraph of its own; body text joins lines until an empty one.
    """
    reader = _Reader(role, resolve, item)
    for line in text.splitlines():
        reader.take(line.strip())
    reader.close()
    return reader.blocks


def _one_line(lines: list[str]) -> str:
    """Lines as one, a space between two; none after a Chinese mark or between Chinese characters."""
    text = lines[0]
    for line in lines[1:]:
        dense = _HAN_MARK.match(text[-1:]) or (_HAN.match(text[-1:]) and _HAN.match(line))
        text += line if dense else f" {line}"
    return text


class _Reader:
    """Collects lines into blocks. What belongs to an item that was taken out goes with it: its note, the paragraphs
    behind it, the other cells of its row.
    """

    def __init__(self, role: ParagraphRole, resolve: Resolve, item: Callable[[str, Spans], Spans]) -> None:
        self.blocks: list[Block] = []
        self._role = role
        self._resolve = resolve
        self._item = item
        self._lines: list[str] = []
        self._items: list[Item] = []
        self._rows: list[tuple[Spans, ...]] = []
        self._pairs: list[tuple[Spans, Spans]] = []
        self._hidden: Spans = ()

    def take(self, line: str) -> None:
        """Read one line."""
        if not line:
            self.close(keep_items=True)
        elif line == "===":
            self.close()
            self._hidden = ()
            self.blocks.append(PageBreak())
        elif line.startswith("### "):
            self.close()
            self._hidden = ()
            self.blocks.append(Heading(level=3, spans=self._spans(line[4:])))
        elif self._role is not ParagraphRole.BODY:
            self.blocks.append(Paragraph(spans=self._spans(line), role=self._role))
        elif line.startswith("::") and self._items:
            last = self._items[-1]
            note = () if _taken_out(last.spans) else self._spans(line[2:].strip())
            self._items[-1] = msgspec.structs.replace(last, note=note)
        elif found := _ITEM.fullmatch(line):
            self.close(keep_items=True)
            label = "–" if found["label"] == "-" else found["label"]
            spans = self._item(label, self._spans(found["text"]))
            self._hidden = spans if _taken_out(spans) else ()
            self._items.append(Item(label=label, spans=spans))
        elif line.startswith("| ") and line.endswith("|"):
            cells = [cell.strip() for cell in _cells(line)]
            number = cells[0] if cells[0].endswith(".") else f"{cells[0]}."
            self._rows.append(_together([self._item(number, self._spans(cell)) for cell in cells]))
        elif " :: " in line:
            label, _, words = line.partition(" :: ")
            one, other = _together([self._spans(label), self._spans(words)])
            self._pairs.append((one, other))
        else:
            self._lines.append(line)

    def close(self, *, keep_items: bool = False) -> None:
        """End what is open; items stay open over empty lines until something else begins."""
        if self._items and (self._lines or self._rows or self._pairs or not keep_items):
            self.blocks.append(Items(items=tuple(self._items)))
            self._items = []
        if self._lines:
            spans = self._hidden or self._spans(_one_line(self._lines))
            self.blocks.append(Paragraph(spans=spans, role=self._role))
        if self._rows:
            self.blocks.append(Table(rows=tuple(self._rows)))
        if self._pairs:
            self.blocks.append(KeyValue(pairs=tuple(self._pairs)))
        self._lines, self._rows, self._pairs = [], [], []

    def _spans(self, text: str) -> Spans:
        return self._resolve(read_signs(text))


def _taken_out(spans: Spans) -> bool:
    return bool(spans) and all(isinstance(span, Removed) for span in spans)


def _together(cells: list[Spans]) -> tuple[Spans, ...]:
    """The cells of a row; one that was taken out whole takes the others with it."""
    hidden = next((cell for cell in cells if _taken_out(cell)), ())
    return tuple(hidden or cell for cell in cells)


def _cells(line: str) -> Iterator[str]:
    """The cells of a row; a bar inside braces or behind a backslash is no border. What no border ends is one too."""
    at = 1
    while found := _CELL.match(line, at):
        yield found[1]
        at = found.end()
    if at < len(line):
        yield line[at:]


def joined(spans: list[Span]) -> Spans:
    """Neighbouring words of the same kind made one span, so that equal text gives equal trees."""
    result: list[Span] = []
    for span in spans:
        last = result[-1] if result else None
        if isinstance(span, Text) and isinstance(last, Text) and span.strong == last.strong:
            result[-1] = Text(text=last.text + span.text, strong=last.strong)
        elif span.text:
            result.append(span)
    return tuple(result)
