"""The program that runs in the helper process: it reads a foreign file from its standard input and answers plain cells.

Started by `decoding` alone. It sets its own limits before it looks at the first byte, writes no file and evaluates
nothing: formulas give the value that the file keeps for them, macros are not read.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import msgspec

from fieldcase.office.importing.sheets import EMPTY, Answer, Book, Cell, CellKind, Limits, Order, Sheet, Trouble


class Undecodable(Exception):
    """The file cannot be decoded; carries what `decoding` turns into a refusal."""

    def __init__(self, what: str, **facts: str | int) -> None:
        self.trouble = Trouble(what=what, facts=facts)
        super().__init__(what)


def main() -> int:
    """Read an order and a file from standard input, answer on standard output."""
    source = sys.stdin.buffer
    length = int.from_bytes(source.read(4), "big")
    order = msgspec.msgpack.decode(source.read(length), type=Order)
    _limit(order.limits)
    data = source.read()
    try:
        book = decode_xlsx(data, order.limits) if order.form == "xlsx" else decode_csv(data, order)
        answer = Answer(book=book)
    except Undecodable as refused:
        answer = Answer(trouble=refused.trouble)
    except MemoryError:
        answer = Answer(trouble=Trouble(what="too_much"))
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer))
    return 0


def _limit(limits: Limits) -> None:
    """Bind memory, time and file writing of this process, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def decode_xlsx(data: bytes, limits: Limits) -> Book:
    """Read a workbook: shown values, formulas as such, what is hidden and merged. Raises `Undecodable`."""
    import openpyxl

    macros = _look_into_archive(data, limits)
    try:
        workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
    except MemoryError:
        raise
    except Exception as error:  # whatever a damaged workbook makes the library raise, it is a damaged workbook
        raise Undecodable("damaged", detail=type(error).__name__) from error
    cached = _CachedValues(data)
    epoch_1904 = workbook.epoch.year == 1904
    sheets = []
    cells = 0
    for sheet in workbook.worksheets:
        filled = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
        height = max((row for row, _column in filled), default=0)
        width = max((column for _row, column in filled), default=0)
        cells += height * width
        _within(height, width, cells, limits)
        rows = _sheet_rows(sheet.title, filled, (height, width), cached, limits)
        sheets.append(
            Sheet(
                name=sheet.title,
                rows=tuple(_without_empty_end(rows)),
                hidden=sheet.sheet_state != "visible",
                hidden_rows=tuple(sorted(row for row, size in sheet.row_dimensions.items() if size.hidden)),
                hidden_columns=tuple(_hidden_columns(sheet)),
                merges=tuple((one.min_row, one.min_col, one.max_row, one.max_col) for one in sheet.merged_cells.ranges),
            )
        )
    return Book(form="xlsx", sheets=tuple(sheets), epoch_1904=epoch_1904, macros=macros)


def _look_into_archive(data: bytes, limits: Limits) -> bool:
    """Check what the archive claims before anything is expanded; True when it carries macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, RuntimeError) as error:
        raise Undecodable("damaged", detail=type(error).__name__) from error
    if sum(name.file_size for name in names) > limits.expanded or len(names) > 10_000:
        raise Undecodable("too_much")
    if not any(name.filename.lower().startswith("xl/") for name in names):
        raise Undecodable("no_spreadsheet")
    return any("vbaproject" in name.filename.lower() for name in names)


def _within(rows: int, columns: int, cells: int, limits: Limits) -> None:
    if rows > limits.rows or columns > limits.columns or cells > limits.cells:
        raise Undecodable("too_large", rows=rows, columns=columns)


def _hidden_columns(sheet: Any) -> Iterator[int]:
    for size in sheet.column_dimensions.values():
        if size.hidden:
            yield from range(size.min, size.max + 1)


class _CachedValues:
    """The values that a workbook keeps for its formulas, read only when the first formula is met."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._sheets: dict[str, list[list[Any]]] | None = None

    def at(self, sheet: str, row: int, column: int) -> Any:
        if self._sheets is None:
            self._sheets = self._read()
        rows = self._sheets.get(sheet, [])
        cells = rows[row - 1] if row <= len(rows) else []
        return cells[column - 1] if column <= len(cells) else None

    def _read(self) -> dict[str, list[list[Any]]]:
        import python_calamine

        try:
            workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(self._data))
            return {
                name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
            }
        except (python_calamine.CalamineError, ValueError, KeyError) as error:
            raise Undecodable("damaged", detail=type(error).__name__) from error


def _sheet_rows(
    title: str, filled: dict[tuple[int, int], Any], size: tuple[int, int], cached: _CachedValues, limits: Limits
) -> Iterator[list[Cell]]:
    for row in range(1, size[0] + 1):
        cells = []
        for column in range(1, size[1] + 1):
            one = filled.get((row, column))
            if one is None:
                cells.append(EMPTY)
                continue
            formula = one.data_type == "f"
            value = cached.at(title, row, column) if formula else one.value
            cells.append(_cell(value, formula, one.data_type == "e", limits))
        yield cells


def _cell(value: Any, formula: bool, error: bool, limits: Limits) -> Cell:
    match value:
        case None | "":
            return Cell("", CellKind.EMPTY, formula) if formula else EMPTY
        case bool():
            return Cell("TRUE" if value else "FALSE", CellKind.YES_NO, formula)
        case int() | float():
            return Cell(shortest(value), CellKind.NUMBER, formula)
        case datetime():
            plain = value.time() == time(0)
            return Cell((value.date() if plain else value).isoformat(), CellKind.DAY, formula)
        case date():
            return Cell(value.isoformat(), CellKind.DAY, formula)
        case time() | timedelta():
            return Cell(str(value), CellKind.TEXT, formula)
    text = str(value)
    if len(text) > limits.cell_length:
        raise Undecodable("too_large", rows=0, columns=0)
    return Cell(text, CellKind.ERROR if error else CellKind.TEXT, formula)


def shortest(number: float) -> str:
    """A number by its shortest text: 3 rather than 3.0."""
    if isinstance(number, int) or (abs(number) < 1e15 and number == int(number)):
        return str(int(number))
    return repr(number)


def _without_empty_end(rows: Iterable[list[Cell]]) -> Iterator[tuple[Cell, ...]]:
    waiting = 0
    for row in rows:
        while row and row[-1] == EMPTY:
            row.pop()
        if row:
            yield from ((),) * waiting
            waiting = 0
            yield tuple(row)
        else:
            waiting += 1


ENCODINGS = {
    "cp1252": "windows-1252",
    "cp1250": "windows-1250",
    "cp1251": "windows-1251",
    "cp1254": "windows-1254",
    "cp1256": "windows-1256",
    "koi8_r": "koi8-r",
    "gb18030": "gb18030",
    "big5": "big5",
    "utf_16": "utf-16",
}
"""The encodings that are looked for in a table of text without a mark, by the names that a mapping uses."""

BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def decode_csv(data: bytes, order: Order) -> Book:
    """Read a table of text, in the encoding and with the delimiter given or found. Raises `Undecodable`."""
    encoding = order.encoding or detect_encoding(data)
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        at = error.start if isinstance(error, UnicodeDecodeError) else 0
        raise Undecodable("encoding", encoding=encoding, at=at) from error
    text = text.removeprefix("\ufeff")
    delimiter = order.delimiter or detect_delimiter(text)
    rows = tuple(_csv_rows(text, delimiter, order.limits))
    sheet = Sheet(name="", rows=rows)
    return Book(form="csv", sheets=(sheet,), encoding=encoding, delimiter=delimiter, newline=newline_of(text))


def _csv_rows(text: str, delimiter: str, limits: Limits) -> Iterator[tuple[Cell, ...]]:
    csv.field_size_limit(limits.cell_length)
    cells = 0
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            cells += len(row)
            _within(number, len(row), cells, limits)
            yield tuple(Cell(one, CellKind.TEXT) if one else EMPTY for one in row)
    except csv.Error as error:
        raise Undecodable("damaged", detail=str(error)[:80]) from error


def detect_encoding(data: bytes) -> str:
    """By its mark, else UTF-8 where it is valid, else the likeliest that reads every byte."""
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return encoding
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        import charset_normalizer

        found = charset_normalizer.from_bytes(data, cp_isolation=list(ENCODINGS))
        usual = list(ENCODINGS)
        best = min(
            found,
            key=lambda one: (round(one.chaos, 2), -round(one.coherence, 1), usual.index(one.encoding)),
            default=None,
        )
        if best is None:
            raise Undecodable("encoding", encoding="?", at=0) from None
        return ENCODINGS.get(best.encoding, best.encoding)
    return "utf-8"


def detect_delimiter(text: str) -> str:
    """The separator that cuts the first rows into the same number of cells, more than one."""
    sample = text[:65536]
    best, score = ",", 0.0
    for delimiter in (";", ",", "\t", "|"):
        try:
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row][:60]
        except csv.Error:
            continue
        if widths and widths[0] > 1:
            alike = sum(width == widths[0] for width in widths) / len(widths)
            if alike * widths[0] > score:
                best, score = delimiter, alike * widths[0]
    return best


def newline_of(text: str) -> str:
    """CRLF, LF or CR, whichever ends most lines; empty for a single line."""
    counts = {
        "CRLF": text.count("\r\n"),
        "LF": len(re.findall(r"(?<!\r)\n", text)),
        "CR": len(re.findall(r"\r(?!\n)", text)),
    }
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else ""


if __name__ == "__main__":
    raise SystemExit(main())
