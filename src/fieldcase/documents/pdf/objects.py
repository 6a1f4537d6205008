"""Dictionaries of a PDF, written as the library writes them but quicker: a letter has a thousand entries.

The library escapes each key anew and takes every number for a fraction; the keys here are this program's own and plain.
Imported only where a file is written: it wants the library.
"""

from __future__ import annotations

from typing import Any

from reportlab.pdfbase import pdfdoc


class Entries(pdfdoc.PDFDictionary):  # type: ignore[misc]
    """A dictionary: names without their stroke to values; a value of type `str` or `int` is written as it stands."""

    def format(self, document: Any, IND: bytes = b"\n") -> bytes:  # noqa: N803 - the library calls it so
        """What stands in the file, keys in order."""
        entries = self.dict
        lines = [b"/%s %s" % (key.encode("ascii"), _written(entries[key], document)) for key in sorted(entries)]
        return b"<<\n" + IND.join(lines) + b"\n>>"


def _written(value: Any, document: Any) -> bytes:
    kind = type(value)
    if kind is str:
        return bytes(value, "ascii")
    if kind is int:
        return b"%d" % value
    written: bytes = pdfdoc.format(value, document)
    return written


def text_string(text: str) -> str:
    """A text as a value (UTF-16 in hexadecimal digits: nothing to escape)."""
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
