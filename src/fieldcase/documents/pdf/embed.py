"""Fonts and the logo inside one PDF: codes for the glyphs used, subsets of the faces, and the map back to text.

Each document has its own codes, counted from 1 in the order of use; a code stands for one glyph *and* the characters
that it draws, so a ligature or a shared glyph is extracted as what was written. Fonts are Type 0 with 16-bit codes.
"""

from __future__ import annotations

import hashlib
import struct
from typing import Any

from fieldcase.documents.logo import Logo
from fieldcase.documents.pdf.typefaces import Face

NOTHING = "\u200b"
"""What a glyph stands for when the one before it has told all its characters."""

_LAYOUT_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "JSTF", "MATH")  # layout is done
_OTHER_TABLES = (
    "name",
    "post",
    "OS/2",
    "cmap",
    "STAT",
    "gasp",
    "DSIG",
    "meta",
)  # a reader of PDF asks for none of these


class _Codes(dict[tuple[int, str, float], str]):
    """The codes of glyphs by glyph, source text and width, as the four digits of the content stream; each is given when
    it is first asked for."""

    def __missing__(self, glyph: tuple[int, str, float]) -> str:
        self[glyph] = code = f"{len(self) + 1:04X}"
        return code


class FontUse:
    """What one document uses of one face. `label` is its resource name in the content streams, `codes` those of its
    glyphs."""

    def __init__(self, face: Face, label: str) -> None:
        self.face = face
        self.label = label
        self.codes = _Codes()

    def font_object(self, document: Any) -> Any:
        """The font dictionary for reportlab's `document`; the subset, the maps and the widths hang on it."""
        from reportlab.pdfbase import pdfdoc as pd

        from fieldcase.documents.pdf.objects import Entries

        program, new_ids = self._subset()
        tag = _tag(bytes(program))
        name = pd.PDFName(f"{tag}+{str(self.face.name).rpartition('.')[0].replace('_', '-')}")
        face = self.face
        descriptor = Entries(
            {
                "Type": "/FontDescriptor",
                "FontName": name,
                "Flags": 4,
                "FontBBox": pd.PDFArray(face.box),
                "ItalicAngle": 0,
                "Ascent": face.ascent,
                "Descent": face.descent,
                "CapHeight": 714,
                "StemV": 80,
                "FontFile2": _stream(document, program, Length1=len(program)),
            }
        )
        descendant = Entries(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": name,
                "CIDSystemInfo": Entries(
                    {"Registry": pd.PDFString("Adobe"), "Ordering": pd.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": document.Reference(descriptor),
                "DW": 0,
                "W": f"[1 [{' '.join(f'{width:g}' for _, _, width in self.codes)}]]",
                "CIDToGIDMap": _stream(document, self._glyph_map(new_ids)),
            }
        )
        return Entries(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": name,
                "Encoding": "/Identity-H",
                "DescendantFonts": pd.PDFArray([document.Reference(descendant)]),
                "ToUnicode": _stream(document, self._text_map()),
            }
        )

    def _subset(self) -> tuple[bytes, Any]:
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.update({glyph for glyph, _, _ in self.codes})
        wanted.drop_table_tag_set.update(
            {int.from_bytes(tag.encode(), "big") for tag in _LAYOUT_TABLES + _OTHER_TABLES}
        )
        wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
        plan = uharfbuzz.SubsetPlan(self.face.hb_face, wanted)
        return bytes(plan.execute().blob.data), plan.old_to_new_glyph_mapping

    def _glyph_map(self, new_ids: Any) -> bytes:
        return b"\0\0" + b"".join(struct.pack(">H", new_ids[glyph]) for glyph, _, _ in self.codes)

    def _text_map(self) -> bytes:
        rows = [
            f"<{code}> <{(source or NOTHING).encode('utf-16-be').hex().upper()}>"
            for (_, source, _), code in self.codes.items()
        ]
        lines = [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<0000> <FFFF>",
            "endcodespacerange",
        ]
        for at in range(0, len(rows), 100):
            part = rows[at : at + 100]
            lines += [f"{len(part)} beginbfchar", *part, "endbfchar"]
        lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
        return "\n".join(lines).encode("ascii")


def picture_object(document: Any, logo: Logo) -> Any:
    """The logo as an object of reportlab's `document`: its rows stay packed as they are."""
    from reportlab.pdfbase import pdfdoc as pd

    from fieldcase.documents.pdf.objects import Entries

    stream = pd.PDFStream(content=logo.packed, filters=[])
    stream.dictionary.dict.update(
        {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": logo.width,
            "Height": logo.height,
            "BitsPerComponent": 8,
            "ColorSpace": "/DeviceRGB" if logo.colours == 3 else "/DeviceGray",
            "Filter": "/FlateDecode",
            "DecodeParms": Entries({"Predictor": 15, "Colors": logo.colours, "Columns": logo.width}),
        }
    )
    return document.Reference(stream)


def _stream(document: Any, content: bytes, **entries: int) -> Any:
    from reportlab.pdfbase import pdfdoc as pd

    stream = pd.PDFStream(content=content, filters=[pd.PDFZCompress])
    stream.dictionary.dict.update(entries)
    return document.Reference(stream)


def _tag(program: bytes) -> str:
    digest = hashlib.sha256(program).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])
