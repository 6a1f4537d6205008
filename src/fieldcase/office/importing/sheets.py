"""What a spreadsheet comes to once it is decoded: plain cells, and what was hidden, merged or computed in it."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class CellKind(StrEnum):
    """What the file itself says a cell holds."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    YES_NO = "yes_no"
    ERROR = "error"


class Cell(msgspec.Struct, frozen=True, array_like=True):
    """One cell: the text shown (numbers by their shortest text, days as ISO) and whether it is the result of a
    formula.
    """

    text: str = ""
    kind: CellKind = CellKind.EMPTY
    formula: bool = False

    def __repr__(self) -> str:
        return f"Cell({self.kind}, {len(self.text)} characters)"


EMPTY = Cell()


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One table. `rows[0]` is row 1; a CSV row keeps its own number of cells. Columns and rows count from 1.

    `merges` are (first row, first column, last row, last column).
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    hidden: bool = False
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    merges: tuple[tuple[int, int, int, int], ...] = ()

    def cell(self, row: int, column: int) -> Cell:
        """The cell at row and column, both from 1; an empty one outside."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else ()
        return cells[column - 1] if 0 < column <= len(cells) else EMPTY

    @property
    def width(self) -> int:
        return max((len(cells) for cells in self.rows), default=0)

    def __repr__(self) -> str:
        return f"Sheet({len(self.rows)} rows)"


class Book(msgspec.Struct, frozen=True, kw_only=True):
    """A decoded file. `form` is `xlsx` or `csv`; encoding, delimiter and newline are those of a CSV."""

    form: str
    sheets: tuple[Sheet, ...]
    epoch_1904: bool = False
    macros: bool = False
    encoding: str = ""
    delimiter: str = ""
    newline: str = ""

    @property
    def formula_cells(self) -> int:
        return sum(cell.formula for sheet in self.sheets for cells in sheet.rows for cell in cells)

    @property
    def cells_with_line_break(self) -> int:
        return sum("\n" in cell.text for sheet in self.sheets for cells in sheet.rows for cell in cells)


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How much a foreign file may be and cost. Sizes in bytes, time in seconds."""

    file_size: int = 60 << 20
    expanded: int = 400 << 20
    rows: int = 200_000
    columns: int = 1_000
    cells: int = 3_000_000
    cell_length: int = 200_000
    answer: int = 512 << 20
    memory: int = 2 << 30
    seconds: int = 120


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What the helper process is told to decode, and how."""

    form: str
    limits: Limits
    encoding: str = ""
    delimiter: str = ""


class Trouble(msgspec.Struct, frozen=True, kw_only=True):
    """Why the helper process could not decode; `what` is a key of `decoding.TROUBLES`, `facts` fill its sentence."""

    what: str
    facts: dict[str, str | int] = {}


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What the helper process sends back: a book, or why there is none."""

    book: Book | None = None
    trouble: Trouble | None = None
