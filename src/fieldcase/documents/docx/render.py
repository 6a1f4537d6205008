"""Writes a tree as DOCX and returns the bytes.

The file can be edited like any letter: paragraphs have styles, page numbers are fields, the marks that must stand on
every page are in the header. It holds the words of the tree and the language, no author, no times, no program. Fonts
are named, not embedded; the font table names substitutes.
"""

from __future__ import annotations

import io
import re
from typing import Any

from fieldcase.documents import tree
from fieldcase.documents.blocks import PAIR, Blocks, shares_of
from fieldcase.documents.docx import stylesheet
from fieldcase.documents.logo import Logo, headed
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Spans, page_furniture

_SCRIPTS = re.compile(
    r"(?P<arabic>[\u0590-\u08ff\ufb1d-\ufefc](?:[\u0590-\u08ff\ufb1d-\ufefc\s\u200e]*[\u0590-\u08ff\ufb1d-\ufefc])?)"
    r"|(?P<han>[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]+)"
)
_IN_CHINESE = re.compile(_SCRIPTS.pattern.replace(r"\uff00-\uffef", r"\uff00-\uffef“”—…"))
"""In a Chinese letter quotation marks and dashes are as wide as a character."""


def render_docx(document: tree.Document, resources: DocumentResources, logo: Logo | None = None) -> bytes:
    """The DOCX of a tree; a logo stands above the letterhead, if the document has one. Raises `LanguageNotReady` for
    a language without words.
    """
    from docx import Document as Letter

    words = resources.words(document.language)
    rtl = document.direction is tree.Direction.RTL
    letter: Any = Letter(io.BytesIO(stylesheet.empty_letter(words.docx_language, rtl)))
    chinese = document.language == "zh"
    ending = tree.ending(document.sections)
    writer = _Writer(letter, rtl, chinese)
    if logo is not None and headed(document):
        writer.picture(logo)
    for number, section in enumerate(document.sections):
        begun = len(letter.paragraphs)
        writer.section(section)
        if tree.follows_address(document.sections, number) and len(letter.paragraphs) > begun:
            letter.paragraphs[begun].paragraph_format.space_before = stylesheet.AFTER_ADDRESS
        if number in ending:
            _keep_with_text(letter.paragraphs[max(begun - 1, 0) :], last=number == ending[-1])
    _furniture(letter, document, rtl, chinese)
    held = io.BytesIO()
    letter.save(held)
    return stylesheet.sealed(held.getvalue())


class _Writer(Blocks):
    """Appends blocks to a letter."""

    def __init__(self, letter: Any, rtl: bool, chinese: bool) -> None:
        self.letter = letter
        self.rtl = rtl
        self.chinese = chinese
        self.pictured = 0

    def picture(self, logo: Logo) -> None:
        """The logo in a paragraph of its own."""
        from docx.shared import Pt

        made = self.letter.add_paragraph(style=stylesheet.LETTERHEAD_NAME)
        made.add_run().add_picture(io.BytesIO(logo.png()), width=Pt(logo.size[0]))
        self.pictured = 1

    def section(self, section: tree.Section) -> None:
        """All blocks of one section."""
        for block in section.content:
            self.block(block)
        last = self.letter.paragraphs[-1] if section.content and self.letter.paragraphs else None
        if last is not None and section.block == "letterhead":
            _border(last, "w:bottom", space=7)
        elif last is not None and section.block == "addressee":
            last.paragraph_format.keep_with_next = False

    def heading(self, block: tree.Heading) -> None:
        self.paragraph(block.spans, f"Heading {min(max(block.level, 1), 3)}")

    def table(self, block: tree.Table) -> None:
        self._table(block.rows, shares_of(block.rows), header_rows=block.header_rows, style="Table Grid")

    def pairs(self, block: tree.KeyValue) -> None:
        self._table(block.pairs, PAIR, header_rows=0, style=None)

    def initials(self, block: tree.Initials) -> None:
        _border(self.paragraph(block.spans, stylesheet.INITIALS), "w:top", space=3)

    def page_break(self) -> None:
        self.letter.add_page_break()

    def paragraph(self, spans: Spans, style: str) -> Any:
        """A paragraph in a style."""
        made = self.letter.add_paragraph(style=style)
        _runs(made, spans, rtl=self.rtl, chinese=self.chinese)
        return made

    def items(self, block: tree.Items) -> None:
        for item in block.items:
            made = self.paragraph((), stylesheet.ITEM)
            _runs(made, (tree.Text(text=item.label + "\t"), *item.spans), rtl=self.rtl, chinese=self.chinese)
            if item.note:
                made.paragraph_format.space_after = 0
                made.paragraph_format.keep_with_next = True
                self.paragraph(item.note, stylesheet.ITEM_NOTE)

    def signature(self, block: tree.Signature) -> None:
        from docx.shared import Pt

        for n, spans in enumerate(block.lines):
            made = self.paragraph(spans, stylesheet.SIGNATURE)
            if n == 0:
                made.paragraph_format.space_before = Pt(44)

    def prose(self, block: tree.Paragraph) -> None:
        style = stylesheet.STYLES[block.role]
        if block.role is tree.ParagraphRole.LETTERHEAD and len(self.letter.paragraphs) == self.pictured:
            style = stylesheet.LETTERHEAD_NAME
        made = self.paragraph(block.spans, style)
        if tree.leads(block):
            made.paragraph_format.keep_with_next = True

    def _table(
        self, rows: tuple[tuple[Spans, ...], ...], shares: tuple[float, ...], *, header_rows: int, style: str | None
    ) -> None:
        if not rows or not shares:
            return
        from docx.enum.table import WD_TABLE_DIRECTION

        made = self.letter.add_table(len(rows), len(shares))
        if style:
            made.style = style
        if self.rtl:
            made.table_direction = WD_TABLE_DIRECTION.RTL
        made.autofit = False
        widths = [int(share * _measure(self.letter)) for share in shares]
        for column, width in zip(made.columns, widths, strict=True):
            column.width = width
        for n, (drawn, row) in enumerate(zip(made.rows, rows, strict=True)):
            _mark(drawn, "w:cantSplit")  # a row stays on one page
            for cell, width, spans in zip(drawn.cells, widths, (*row, *((),) * len(shares)), strict=False):
                cell.width = width
                cell.paragraphs[0].style = stylesheet.CELL
                _runs(cell.paragraphs[0], spans, strong=n < header_rows, rtl=self.rtl, chinese=self.chinese)
            if n < header_rows:
                _mark(drawn, "w:tblHeader")  # stands again on every page


def _keep_with_text(paragraphs: list[Any], *, last: bool) -> None:
    """The end of a letter stays together, and with the paragraph before it, which is the first of these."""
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True
    for paragraph in paragraphs[1:]:
        paragraph.paragraph_format.keep_together = True
    if last:
        paragraphs[-1].paragraph_format.keep_with_next = False


def _measure(letter: Any) -> int:
    """The width of the text, in the units of the format."""
    page = letter.sections[0]
    return int(page.page_width - page.left_margin - page.right_margin)


def _runs(paragraph: Any, spans: Spans, *, strong: bool = False, rtl: bool = False, chinese: bool = False) -> None:
    """Spans as runs, cut where the script changes, so that each has its font, direction and language.

    In a right-to-left letter everything runs that way but Latin words, references and numbers.
    """
    for span in spans:
        for text, script in _by_direction(span.text) if rtl else _by_script(span.text, chinese):
            run = paragraph.add_run(text)
            if strong or span.strong:
                run.bold = True
                run.font.cs_bold = True if script == "arabic" else None
            if script == "arabic":
                run.font.rtl = True
            elif script == "han":
                _east_asian(run)


def _by_direction(text: str) -> list[tuple[str, str]]:
    """The parts of a right-to-left text: what stands in an isolate or is a number, and all the rest."""
    parts: list[tuple[str, str]] = []
    for part in re.split(r"(\u2066[^\u2069]*\u2069|[0-9]+)", text):
        foreign = part[:1] == "\u2066" or part.isdecimal()
        parts += (_by_script(part) if foreign else [(part, "arabic")]) if part else []
    return parts


def _by_script(text: str, chinese: bool = False) -> list[tuple[str, str]]:
    parts: list[tuple[str, str]] = []
    at = 0
    for found in (_IN_CHINESE if chinese else _SCRIPTS).finditer(text):
        if found.start() > at:
            parts.append((text[at : found.start()], ""))
        parts.append((found[0], found.lastgroup or ""))
        at = found.end()
    if at < len(text):
        parts.append((text[at:], ""))
    return parts


def _east_asian(run: Any) -> None:
    from docx.oxml.ns import qn

    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")


def _border(paragraph: Any, side: str, *, space: int) -> None:
    """A thin rule above or below a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, line = OxmlElement("w:pBdr"), OxmlElement(side)
    for key, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", str(space)), ("w:color", "8C8C8C")):
        line.set(qn(key), value)
    borders.append(line)
    after = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr", "w:sectPr")
    paragraph._p.get_or_add_pPr().insert_element_before(borders, *after)


def _mark(row: Any, name: str) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _furniture(letter: Any, document: tree.Document, rtl: bool, chinese: bool) -> None:
    """Banners in the header; reference and page fields in the footer."""
    section = letter.sections[0]
    header = section.header.paragraphs[0]
    header.style = stylesheet.BANNER
    for n, banner in enumerate(document.banners):
        target = header if n == 0 else section.header.add_paragraph(style=stylesheet.BANNER)
        _runs(target, (tree.Text(text=banner),), rtl=rtl, chinese=chinese)
    head, _foot = page_furniture(document, 1, 1)
    footer = section.footer.paragraphs[0]
    footer.style = stylesheet.FOOT
    footer.add_run("".join(head[len(document.banners) :]) + "\t")
    for part in re.split(r"(\{pages?\})", document.page_words):
        if part in ("{page}", "{pages}"):
            _field(footer, "PAGE" if part == "{page}" else "NUMPAGES")
        elif part:
            _runs(footer, (tree.Text(text=part),), rtl=rtl, chinese=chinese)


def _field(paragraph: Any, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")
        if kind == "":
            words = OxmlElement("w:instrText")
            words.text = f" {code} "
            run._r.append(words)
        elif kind != "1":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
