"""Opening a file that somebody gives us to import: what kind it is, whether it is one we read, and its cells."""

from __future__ import annotations

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.office.importing.decoding import NoSpreadsheet, TooLarge, decode
from fieldcase.office.importing.sheets import Book, Limits, Order

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class OldFormat(Refusal):
    """A workbook of the formats before .xlsx."""

    code = "FC-506"
    message = N_("This workbook is in an old format that is not read here.")
    remedy = N_("Open it in your spreadsheet program and choose “Save as”, “Excel workbook (.xlsx)”.")


class UnderPassword(Refusal):
    """A workbook that its owner encrypted."""

    code = "FC-507"
    message = N_("This workbook is protected by a password.")
    remedy = N_("Open it in your spreadsheet program, remove the password, and delete that copy after the import.")


class EmptyFile(Refusal):
    """Nothing in it."""

    code = "FC-508"
    message = N_("This file is empty.")
    remedy = N_("Choose the file that holds the register.")


def form_of(data: bytes) -> str:
    """`xlsx` or `csv` by what the bytes are, whatever the file is called. Raises when it is neither."""
    if not data.strip(b"\0 \r\n\t"):
        raise EmptyFile
    if data.startswith(_OLE):
        raise UnderPassword if _ENCRYPTED in data else OldFormat
    if data.startswith(b"PK"):
        return "xlsx"
    if data.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\x7fELF", b"MZ", b"{\\rtf", b"<")):
        raise NoSpreadsheet
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NoSpreadsheet
    return "csv"


def read(data: bytes, *, encoding: str = "", delimiter: str = "", limits: Limits | None = None) -> Book:
    """Decode a foreign file in a helper process.

    `encoding` and `delimiter` are a mapping's, for CSV; empty ones are found. Raises the refusals FC-500 to FC-508.
    """
    limits = limits or Limits()
    if len(data) > limits.file_size:
        raise TooLarge
    return decode(data, Order(form=form_of(data), limits=limits, encoding=encoding, delimiter=delimiter))
