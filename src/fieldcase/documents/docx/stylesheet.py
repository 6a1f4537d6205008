"""The empty DOCX that letters are written into: page, styles, fonts, and no trace of who made it.

It is made once for a language and kept as bytes; nothing of a letter is ever in it.
"""

from __future__ import annotations

import io
import zipfile
from functools import lru_cache
from typing import Any

from fieldcase.documents.tree import ParagraphRole

BODY_POINTS = 10.5
ARABIC_LARGER = 1.15
STYLES: dict[ParagraphRole, str] = {
    ParagraphRole.BODY: "Body Text",
    ParagraphRole.LETTERHEAD: "Letterhead",
    ParagraphRole.REFERENCE: "Reference",
    ParagraphRole.MARKING: "Marking",
    ParagraphRole.DATE: "Date Line",
    ParagraphRole.ADDRESSEE: "Addressee",
    ParagraphRole.NOTE: "Enclosure",
}
LETTERHEAD_NAME = "Letterhead Name"
ITEM = "Numbered Point"
ITEM_NOTE = "Point Note"
CELL = "Table Text"
INITIALS = "Initials"
SIGNATURE = "Signature Line"
BANNER = "Banner"
FOOT = "Page Foot"
MEASURE_POINTS = 437.0
AFTER_ADDRESS = 16 * 12_700
"""Room between address and salutation, in the units of the format (16 points)."""

_FONTS = {"w:ascii": "Noto Sans", "w:hAnsi": "Noto Sans", "w:cs": "Amiri", "w:eastAsia": "Noto Sans SC"}
_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FONT_TABLE = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{_NAMESPACE}">'
    '<w:font w:name="Noto Sans"><w:altName w:val="Segoe UI"/><w:family w:val="swiss"/></w:font>'
    '<w:font w:name="Amiri"><w:altName w:val="Traditional Arabic"/><w:family w:val="roman"/></w:font>'
    '<w:font w:name="Noto Sans SC"><w:altName w:val="Microsoft YaHei"/><w:family w:val="swiss"/></w:font></w:fonts>'
)
_UNWANTED = ("extended-properties", "thumbnail", "customXml", "stylesWithEffects")


@lru_cache(maxsize=8)
def empty_letter(language: str, rtl: bool) -> bytes:
    """The empty document in a language (`en-GB`)."""
    from docx import Document

    document: Any = Document()
    _page(document, rtl)
    _styles(document, language, rtl)
    _drop_unused(document)
    _strip(document, language)
    held = io.BytesIO()
    document.save(held)
    return sealed(held.getvalue())


def sealed(data: bytes) -> bytes:
    """The same package with all times and systems of its archive set to nothing, in a fixed order."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in sorted(source.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            made.writestr(entry, source.read(name))
    return target.getvalue()


def _page(document: Any, rtl: bool) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Mm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Pt(79)
    section.top_margin, section.bottom_margin = Pt(76), Pt(70)
    section.header_distance, section.footer_distance = Pt(28), Pt(30)
    if rtl:
        section._sectPr.append(OxmlElement("w:bidi"))


def _styles(document: Any, language: str, rtl: bool) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN  # noqa: N814 - reads as the word it is
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    _face(normal, language)
    normal.font.size = Pt(BODY_POINTS)
    _as_large(normal)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.18
    normal.paragraph_format.widow_control = True
    if rtl:
        _bidi(normal)
    end = ALIGN.RIGHT  # the far side: in a paragraph from right to left that is the left
    grey = RGBColor(0x52, 0x52, 0x52)

    def style(name: str, size: float, before: float, after: float, **more: Any) -> Any:
        known = {one.name for one in document.styles}
        made = document.styles[name] if name in known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = normal
        made.quick_style = True
        made.font.size = Pt(size)
        made.font.bold = more.get("strong", False)
        made.font.cs_bold = more.get("strong", False)
        _as_large(made)
        if more.get("soft"):
            made.font.color.rgb = grey
        layout = made.paragraph_format
        layout.space_before, layout.space_after = Pt(before), Pt(after)
        layout.alignment = more.get("align")
        layout.keep_with_next = more.get("keep", False)
        return made

    style("Body Text", BODY_POINTS, 0, 7.6)
    style(LETTERHEAD_NAME, 12.5, 0, 1.5, strong=True, align=ALIGN.CENTER, keep=True)
    style("Letterhead", 9, 0, 0, soft=True, align=ALIGN.CENTER, keep=True)
    style("Reference", BODY_POINTS, 15, 12)
    style("Marking", 9.5, 0, 10, strong=True, align=end)
    style("Date Line", BODY_POINTS, 14, 4, align=end, keep=True)
    style("Addressee", BODY_POINTS, 0, 0, keep=True)
    style("Enclosure", 9.5, 4, 1.5)
    style(CELL, 9.5, 2, 2)
    for name, left in ((ITEM, 24.0), (ITEM_NOTE, 24.0)):
        made = style(name, BODY_POINTS if name == ITEM else 9, 0, 6, soft=name == ITEM_NOTE)
        made.paragraph_format.left_indent = Pt(left)
        if name == ITEM:
            made.paragraph_format.first_line_indent = Pt(-left)
            made.paragraph_format.tab_stops.add_tab_stop(Pt(left))
    style(INITIALS, 9, 34, 18, soft=True, align=ALIGN.CENTER, keep=True).paragraph_format.left_indent = Pt(287)
    style(SIGNATURE, BODY_POINTS, 0, 0, keep=True)
    style(BANNER, 9, 0, 0, strong=True, align=ALIGN.CENTER)
    foot = style(FOOT, 8.5, 0, 0, soft=True)
    foot.paragraph_format.tab_stops.add_tab_stop(Pt(MEASURE_POINTS), _right_tab())
    _headings(document, language)


def _headings(document: Any, language: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    for level, size in ((1, 14.0), (2, 11.5), (3, BODY_POINTS)):
        heading = document.styles[f"Heading {level}"]
        _face(heading, language)
        heading.font.size, heading.font.bold, heading.font.italic = Pt(size), True, False
        heading.font.color.rgb = RGBColor(0, 0, 0)
        heading.font.cs_bold = True
        _as_large(heading)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(8), Pt(5)
        heading.paragraph_format.keep_with_next = True
        heading.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER if level == 1 else None


def _right_tab() -> Any:
    from docx.enum.text import WD_TAB_ALIGNMENT

    return WD_TAB_ALIGNMENT.RIGHT


def _face(style: Any, language: str) -> None:
    """Fonts by script and the language, without the theme's."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for key in list(fonts.attrib):
        del fonts.attrib[key]
    for key, value in _FONTS.items():
        fonts.set(qn(key), value)
    spoken = properties.find(qn("w:lang"))
    if spoken is None:
        spoken = OxmlElement("w:lang")
        properties.append(spoken)
    for key, value in (("w:val", language), ("w:eastAsia", "zh-CN"), ("w:bidi", "ar-SA")):
        spoken.set(qn(key), value)


def _as_large(style: Any) -> None:
    """Arabic has a size of its own in this format: a little larger than the Latin, as its letters are lower."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(round(style.font.size.pt * ARABIC_LARGER * 2)))
    properties.insert_element_before(
        size, "w:highlight", "w:u", "w:effect", "w:bdr", "w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em",
        "w:lang", "w:eastAsianLayout", "w:specVanish", "w:oMath",
    )  # fmt: skip


def _bidi(style: Any) -> None:
    from docx.oxml import OxmlElement

    layout = style.element.get_or_add_pPr()
    layout.insert_element_before(
        OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc"
    )


def _drop_unused(document: Any) -> None:
    """Take out the template's hundred table styles: they only make the file large."""
    from docx.enum.style import WD_STYLE_TYPE

    for style in list(document.styles):
        if style.type is WD_STYLE_TYPE.TABLE and style.name not in ("Normal Table", "Table Grid"):
            style.element.getparent().remove(style.element)


def _strip(document: Any, language: str) -> None:
    """Take out everything that tells of a program, a person or a time; the language stays."""
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    document.core_properties.language = language
    for holder in (document.part.package, document.part):
        for key, relation in list(holder.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNWANTED:
                del holder.rels[key]
            elif relation.reltype.endswith("/fontTable"):
                relation.target_part._blob = _FONT_TABLE.encode()
