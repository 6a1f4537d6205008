"""Draws a tree as PDF and returns the bytes.

The file tells what the office chose and nothing more: title, language, the date given. It names no author and no
program, holds no thumbnail and no earlier state. The same tree, fonts and date give the same bytes. Nothing is kept
between two documents but the parsed fonts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from fieldcase.documents.logo import Logo, headed
from fieldcase.documents.pdf import styles
from fieldcase.documents.pdf.embed import FontUse, picture_object
from fieldcase.documents.pdf.layout import set_pages
from fieldcase.documents.pdf.strips import Line, Placed, Setting, Strip
from fieldcase.documents.pdf.structure import Bookmark, Tag, outline, structure_tree
from fieldcase.documents.pdf.styles import Style
from fieldcase.documents.pdf.typefaces import Face
from fieldcase.documents.resources import DocumentResources
from fieldcase.documents.tree import Direction, Document, Text, page_furniture
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

_PROGRAM_MARKS = (
    b" ReportLab Generated PDF document (opensource)",
    b" ReportLab generated PDF document -- digest (opensource)",
)


class CharactersMissing(Refusal):
    """The text has characters that none of the fonts can draw; a letter is not printed with holes."""

    code = "FC-354"
    message = N_("The fonts cannot draw {count} of the characters in this text: {codes}.")
    remedy = N_("Replace these characters, or write the name in another script.")


def render_pdf(document: Document, resources: DocumentResources, created: datetime, logo: Logo | None = None) -> bytes:
    """The PDF of a tree. `created` (any zone) is written as its only date; a logo stands above the letterhead, if the
    document has one.

    Raises `CharactersMissing`, `ResourceDamaged`.
    """
    logo = logo if headed(document) else None
    pages, setting = set_pages(document, resources.typefaces, _room_of(logo))
    drawing = _Drawing(document, setting, logo)
    streams = [drawing.page(strips, number + 1, len(pages)) for number, strips in enumerate(pages)]
    if setting.missing:
        codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(setting.missing)[:5])
        raise CharactersMissing(count=len(setting.missing), codes=codes)
    return _file(document, drawing, streams, created)


def count_pages(document: Document, resources: DocumentResources) -> int:
    """How many pages the PDF of a tree has. Raises `ResourceDamaged`."""
    pages, _setting = set_pages(document, resources.typefaces)
    return len(pages)


class _Drawing:
    """Content streams of one document, with the fonts that they use and the tags that they hold."""

    def __init__(self, document: Document, setting: Setting, logo: Logo | None) -> None:
        self.document = document
        self.logo = logo
        self.setting = setting
        self.fonts: dict[int, FontUse] = {}
        self.tags: list[Tag] = []
        self.bookmarks: list[Bookmark] = []

    def page(self, strips: list[Placed], number: int, count: int) -> str:
        """The content of one page."""
        code: list[str] = []
        self._furniture(code, number, count)
        if number == 1 and self.logo is not None:
            code.append(_picture(self.logo))
        mcid = 0
        open_unit = None
        for placed in strips:
            strip = placed.strip
            if strip.section >= 0 and not placed.again:
                title = self.document.sections[strip.section].title
                self.bookmarks.append(Bookmark(title, number - 1, placed.top + 6))
            for unit, tag, text, lines, row in _parts(strip):
                if unit != open_unit or placed.again:
                    if open_unit is not None:
                        code.append("EMC")
                    open_unit = unit
                    if placed.again:
                        code.append("/Artifact <</Type /Pagination>> BDC")
                    else:
                        code.append(f"/{tag} <</MCID {mcid}>> BDC")
                        self.tags.append(Tag(unit, tag, number - 1, mcid, text, strip.table, row))
                        mcid += 1
                for line in lines:
                    self._line(code, line, placed.top)
        if open_unit is not None:
            code.append("EMC")
        self._rules(code, strips)
        return "\n".join(code)

    def _furniture(self, code: list[str], number: int, count: int) -> None:
        head, foot = page_furniture(self.document, number, count)
        banners = head[: len(self.document.banners)]
        code.append("/Artifact <</Type /Pagination>> BDC")
        for n, banner in enumerate(banners):
            style = Style(size=styles.BANNER_SIZE, leading=styles.BANNER_LEADING, align="center", strong=True)
            self._words(code, banner, style, styles.BANNER_TOP - n * styles.BANNER_LEADING)
        small = Style(size=styles.FOOT_SIZE, leading=12, ink=styles.SOFT)
        for text in head[len(banners) :]:
            self._words(code, text, small, styles.FOOT_BASE)
        for text in foot:
            end = Style(size=styles.FOOT_SIZE, leading=12, ink=styles.SOFT, align="end")
            self._words(code, text, end, styles.FOOT_BASE)
        code.append("EMC")

    def _words(self, code: list[str], text: str, style: Style, base: float) -> None:
        if text:
            for n, line in enumerate(self.setting.lines((Text(text=text),), style, styles.LEFT, styles.MEASURE)):
                self._line(code, line, base - n * style.leading + line.drop)

    def _rules(self, code: list[str], strips: list[Placed]) -> None:
        rules = [(placed.top, rule) for placed in strips for rule in placed.strip.rules]
        if not rules:
            return
        code.append("/Artifact <</Type /Layout>> BDC")
        for top, rule in rules:
            y = top - rule.drop
            code.append(f"{rule.ink:g} G 0.6 w {rule.x:.2f} {y:.2f} m {rule.x + rule.width:.2f} {y:.2f} l S")
        code.append("0 G EMC")

    def _line(self, code: list[str], line: Line, top: float) -> None:
        base = top - line.drop
        size = line.size
        code.append(f"BT {line.ink:g} g 1 0 0 1 {line.x:.2f} {base:.2f} Tm")
        at = line.x
        marks: list[str] = []
        for face, glyphs in line.pieces:
            font = self._font(face)
            codes = font.codes
            code.append(f"/{font.label} {size:g} Tf")
            shown: list[str] = []
            digits: list[str] = []
            for number, _at, source, advance, dx, dy, width, mark in glyphs:
                if mark:
                    scale = size * face.scale / 1000
                    x, y = at + dx * size / 1000, base + dy * size / 1000
                    marks.append(f"q {scale:.6f} 0 0 {scale:.6f} {x:.2f} {y:.2f} cm {face.outline(number)} f Q")
                    continue
                if dx or dy:
                    _flush(shown, digits)
                    _raise(code, shown, dy * size / 1000)
                    shown.append(f"{-dx:.1f}")
                digits.append(codes[number, source, width])
                if dy:
                    _flush(shown, digits)
                    _raise(code, shown, 0)
                back = width - advance + dx
                if back > 0.05 or back < -0.05:
                    _flush(shown, digits)
                    shown.append(f"{back:.1f}")
                at += advance * size / 1000
            _flush(shown, digits)
            code.append(f"[{''.join(shown)}] TJ")
        code.append("ET")
        code += marks

    def _font(self, face: Face) -> FontUse:
        known = self.fonts.get(id(face))
        if known is None:
            known = self.fonts[id(face)] = FontUse(face, f"F{len(self.fonts) + 1}")
        return known


def _room_of(logo: Logo | None) -> float:
    return 0.0 if logo is None else logo.size[1] + styles.LOGO_GAP


def _picture(logo: Logo) -> str:
    """The logo in the middle of the page, above the first line: decoration, which no reader aloud says."""
    wide, high = logo.size
    left, foot = (styles.PAGE_WIDTH - wide) / 2, styles.PAGE_HEIGHT - styles.TOP - high
    drawn = f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {foot:.2f} cm /Logo Do Q"
    return f"/Artifact <</Type /Layout>> BDC {drawn} EMC"


def _parts(strip: Strip) -> Iterator[tuple[int, str, str, list[Line], int]]:
    """The parts of a strip that are read one after the other: unit, role, text, lines, row of a table."""
    if not strip.cells:
        yield strip.unit, strip.tag, strip.text, strip.lines, 0
    for cell in strip.cells:
        yield cell.unit, cell.tag, cell.text, cell.lines, cell.row


def _raise(code: list[str], shown: list[str], by: float) -> None:
    """Show what is pending, then lift what follows."""
    code.append(f"[{''.join(shown)}] TJ {by:.3f} Ts")
    shown.clear()


def _flush(shown: list[str], digits: list[str]) -> None:
    if digits:
        shown.append(f"<{''.join(digits)}>")
        digits.clear()


def _file(document: Document, drawing: _Drawing, streams: list[str], created: datetime) -> bytes:
    from reportlab.pdfbase import pdfdoc as pd

    made = pd.PDFDocument(invariant=1, pdfVersion=(1, 7), lang=document.language)
    for stream in streams:
        made.updateSignature(stream.encode("ascii"))
    fonts = pd.PDFDictionary({use.label: made.Reference(use.font_object(made)) for use in drawing.fonts.values()})
    held = {"Font": made.Reference(fonts)}
    if drawing.logo is not None:
        held["XObject"] = pd.PDFDictionary({"Logo": picture_object(made, drawing.logo)})
    resources = pd.PDFDictionary(held)
    pages = [_page(pd, made, resources, number, stream) for number, stream in enumerate(streams)]
    catalog = made.Catalog
    spoken = document.direction is Direction.RTL
    catalog.StructTreeRoot = structure_tree(made, pages, drawing.tags, spoken=spoken)
    catalog.Outlines = outline(made, pages, drawing.bookmarks)
    catalog.MarkInfo = pd.PDFDictionary({"Marked": "true"})
    catalog.ViewerPreferences = pd.PDFDictionary({"DisplayDocTitle": "true"})
    stamp = created.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    made.info = pd.PDFDictionary({"Title": pd.PDFString(document.title), "CreationDate": pd.PDFString(stamp)})
    data = bytes(made.format())
    for mark in _PROGRAM_MARKS:
        data = _blanked(data, mark)
    return data


def _page(pd: Any, made: Any, resources: Any, number: int, stream: str) -> Any:
    page = pd.PDFPage()
    page.pagewidth, page.pageheight = styles.PAGE_WIDTH, styles.PAGE_HEIGHT
    page.Resources = resources
    page.Contents = pd.PDFStream(content=stream + "\n", filters=[pd.PDFZCompress])
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents, page.Tabs = number, pd.PDFName("S")
    made.Pages.addPage(page)
    made.Reference(page)
    return page


def _blanked(data: bytes, mark: bytes) -> bytes:
    """Blank a mark of the library out, keeping every byte's place: offsets in the file stay right."""
    return data.replace(mark, b" " * len(mark), 1)
