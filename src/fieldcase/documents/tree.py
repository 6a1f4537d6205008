"""One tree of blocks for every document: what is drawn as PDF, written as DOCX, checked, and kept with the letter.

The tree holds text that is final for one rendition, with its origin: a linked value names the fact that it shows, a
name is bound to the party that it stands for, a removed name is a token that tells nothing. It holds no layout beyond
what a reader would call structure. `plain_text` is what both formats must give back when their text is extracted.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec


class Direction(StrEnum):
    """The way the script of a document runs."""

    LTR = "ltr"
    RTL = "rtl"


class Level(StrEnum):
    """How far a party may appear (consent levels, domain reference §3.9); a missing row counts as NONE."""

    NAMED = "NAMED"
    CODED = "CODED"
    ANON = "ANON"
    NONE = "NONE"


class _Node(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Settings that all parts of the tree share."""


class Text(_Node, frozen=True, kw_only=True, tag="text"):
    """Words of the letter itself."""

    text: str
    strong: bool = False


class Value(_Node, frozen=True, kw_only=True, tag="value"):
    """Words that show a fact of the record; `data_ref` is the path of that fact (`office.name`)."""

    text: str
    data_ref: str
    strong: bool = False


class Name(_Node, frozen=True, kw_only=True, tag="name"):
    """A party as this rendition may show it: a name, "Person A", or a general description."""

    text: str
    party: str
    level: Level
    strong: bool = False


class Removed(_Node, frozen=True, kw_only=True, tag="removed"):
    """Where a name or an item was taken out: always the same words, whatever stood there."""

    text: str
    strong: bool = False


Span = Text | Value | Name | Removed
Spans = tuple[Span, ...]


class Heading(_Node, frozen=True, kw_only=True, tag="heading"):
    """A visible heading; level 1 is the document's title, 2 a section, 3 a part of one."""

    level: int
    spans: Spans


class ParagraphRole(StrEnum):
    """What a paragraph is for; styles and margins follow from it."""

    BODY = "body"
    LETTERHEAD = "letterhead"
    REFERENCE = "reference"
    MARKING = "marking"
    DATE = "date"
    ADDRESSEE = "addressee"
    NOTE = "note"


class Paragraph(_Node, frozen=True, kw_only=True, tag="paragraph"):
    """A paragraph; `lines` of an address or a letterhead are paragraphs of that role."""

    spans: Spans
    role: ParagraphRole = ParagraphRole.BODY


class Item(_Node, frozen=True, kw_only=True):
    """One numbered allegation, question or point.

    `label` is printed ("1.", "(a)"); `note` says how exact date and place are.
    """

    label: str
    spans: Spans
    note: Spans = ()


class Items(_Node, frozen=True, kw_only=True, tag="items"):
    """Numbered allegations, lettered questions or bullets. Labels are text: a number never changes by itself."""

    items: tuple[Item, ...]


class Table(_Node, frozen=True, kw_only=True, tag="table"):
    """Rows of cells; the first `header_rows` rows are repeated on every page."""

    rows: tuple[tuple[Spans, ...], ...]
    header_rows: int = 1


class KeyValue(_Node, frozen=True, kw_only=True, tag="keyvalue"):
    """Pairs of a label and a value, one a line."""

    pairs: tuple[tuple[Spans, Spans], ...]


class Initials(_Node, frozen=True, kw_only=True, tag="initials"):
    """The place for initials and stamp of a note verbale (G10); never a name."""

    spans: Spans


class Signature(_Node, frozen=True, kw_only=True, tag="signature"):
    """The place for a signature, with name and function below, where a kind of letter has one."""

    lines: tuple[Spans, ...]


class PageBreak(_Node, frozen=True, kw_only=True, tag="pagebreak"):
    """What follows begins on a new page."""


Block = Heading | Paragraph | Items | Table | KeyValue | Initials | Signature | PageBreak


class Section(_Node, frozen=True, kw_only=True):
    """One block of domain reference §10.3 (`opening`, `allegations` …).

    `title` becomes a bookmark; it is not printed.
    """

    block: str
    title: str
    content: tuple[Block, ...]


class Document(_Node, frozen=True, kw_only=True):
    """A whole document. `banners` stand on every page (TRAINING, DRAFT), as does the reference.

    `title` goes into the metadata (the office reference); `page_words` is "Page {page} of {pages}" in its language.
    """

    language: str
    direction: Direction = Direction.LTR
    title: str
    reference: str
    banners: tuple[str, ...] = ()
    page_words: str
    sections: tuple[Section, ...]


def to_json(document: Document) -> bytes:
    """The tree as it is kept with the letter; `from_json` gives the same tree back."""
    return msgspec.json.encode(document)


def from_json(data: bytes) -> Document:
    """Read a kept tree; raises `msgspec.ValidationError` when it is not one."""
    return msgspec.json.decode(data, type=Document)


def spans_text(spans: Spans) -> str:
    """The words of some spans."""
    return "".join(span.text for span in spans)


def span_groups(block: Block) -> Iterator[Spans]:
    """Every run of spans in a block, in reading order: what is shaped, searched and linted as one line of text."""
    match block:
        case Heading() | Paragraph() | Initials():
            yield block.spans
        case Items():
            for item in block.items:
                yield (Text(text=item.label + " "), *item.spans)
                if item.note:
                    yield item.note
        case Table():
            for row in block.rows:
                yield from row
        case KeyValue():
            for label, value in block.pairs:
                yield label
                yield value
        case Signature():
            yield from block.lines
        case PageBreak():
            return


def block_text(block: Block) -> str:
    """The words of one block, a line each."""
    return "\n".join(spans_text(spans) for spans in span_groups(block))


def plain_text(document: Document) -> str:
    """The words of the document without what stands on every page: what PDF and DOCX must both give back."""
    parts = (block_text(block) for section in document.sections for block in section.content)
    return "\n\n".join(part for part in parts if part)


def all_text(document: Document) -> tuple[str, ...]:
    """Everything that somebody who holds the file can read: text, pages' heads and feet, bookmarks, metadata."""
    head, foot = page_furniture(document, 1, 1)
    titles = "\n".join(section.title for section in document.sections)
    return plain_text(document), "\n".join((*head, *foot)), titles, document.title


def leads(block: Paragraph) -> bool:
    """Whether a paragraph stands above what it speaks of: it ends with a colon, or is printed bold, as an article of a
    law is. It never stands last on a page."""
    bold = bool(block.spans) and all(span.strong for span in block.spans if span.text.strip())
    return bold or spans_text(block.spans).rstrip().endswith((":", "："))


_APART = frozenset({"addressee", "enclosures", "annex", "initials_stamp", "signature", "closing"})


def follows_address(sections: tuple[Section, ...], number: int) -> bool:
    """Whether what a section says comes straight after the address, or after the date where there is none: room is left
    between them on every page format. What stands after the end of a letter has its room already."""
    before = sections[number - 1].block if number else ""
    return before in ("addressee", "date_place") and sections[number].block not in _APART


_SIGNED = ("signature", "initials_stamp")
_BEFORE_SIGNED = frozenset({"closing", "disclaimer", "date_place"})


def ending(sections: tuple[Section, ...]) -> range:
    """The numbers of the sections with which a letter ends: from its closing words to its signature, or to the address
    below its initials; none where nobody signs. They never stand on a page without the text before them."""
    drawn = [number for number, section in enumerate(sections) if section.content]
    signed = next((at for at in reversed(range(len(drawn))) if sections[drawn[at]].block in _SIGNED), None)
    if signed is None:
        return range(0)
    first = last = signed
    while first and sections[drawn[first - 1]].block in _BEFORE_SIGNED:
        first -= 1
    while last + 1 < len(drawn) and sections[drawn[last + 1]].block == "addressee":
        last += 1
    return range(drawn[first], drawn[last] + 1)


def page_furniture(document: Document, page: int, pages: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Lines above and below the text of one page (`page` from 1): banners and reference, page number."""
    foot = document.page_words.format(page=page, pages=pages)
    return (*document.banners, document.reference), (foot,)
