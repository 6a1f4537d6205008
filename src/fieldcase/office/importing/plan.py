"""What a register comes to before anything is written: the plan of an import, which a person looks through and applies.

Everything that the file said is in it, also what was not understood. Its `repr` shows counts, never names or places.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

import msgspec

from fieldcase.model.dates import Understood
from fieldcase.model.words import _
from fieldcase.office.importing.problems import Problem
from fieldcase.office.importing.sheets import Sheet


class FieldValue(msgspec.Struct, frozen=True, kw_only=True):
    """What one column says of one field. `values` are codes, EDTF, a number or a text; `unmapped` pieces found no term.

    `said` is the cell as it was.
    """

    field: str
    column: str
    said: str
    values: tuple[str, ...] = ()
    unmapped: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The field without its record: `names.family` of `Person.names.family`."""
        return self.field.partition(".")[2]

    def __repr__(self) -> str:
        return f"FieldValue({self.field}, {len(self.values)} values)"


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """One record that a row proposes, in the domain reference's names: kind (`Act`) and its values in column order."""

    kind: str
    values: tuple[FieldValue, ...]

    def get(self, path: str) -> tuple[str, ...]:
        """All values of a field path, from every column that feeds it."""
        return tuple(value for one in self.values if one.path == path for value in one.values)

    def first(self, path: str) -> str:
        """The first value of a field path, or nothing."""
        return next(iter(self.get(path)), "")


class DateRead(msgspec.Struct, frozen=True, kw_only=True):
    """How one date cell was understood."""

    table: str | None
    row: int
    column: str
    field: str
    understood: Understood

    def __repr__(self) -> str:
        return f"DateRead(row {self.row}, {self.understood.certainty})"


class ProposedConsent(msgspec.Struct, frozen=True, kw_only=True):
    """What a row would let an officer record as the answer of its person for one scope. It clears nothing by itself.

    `level` is NAMED, CODED or NONE (refused); empty when nothing may be proposed. `alone` is what the row alone
    gives, before the same person's other rows. `why` is one of `consent_words.REASONS`; `found` are the words it
    rests on; `limits` what was said besides; `dated` a date that stands in the remark (EDTF).
    """

    table: str | None
    row: int
    column: str
    scope: str
    remark: str
    level: str = ""
    alone: str = ""
    why: str = ""
    basis: str = ""
    found: tuple[str, ...] = ()
    limits: str = ""
    dated: str = ""

    def __repr__(self) -> str:
        return f"ProposedConsent(row {self.row}, {self.scope}, {self.level or 'nothing'})"


class RowPlan(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the register. `parent` is the row of the case it belongs to, in `parent_table`: the table that its
    table refers to, or its own where one merged number stands for several rows (such a row proposes only what stands
    in its own cells).

    `unmapped` are cells of columns that the mapping does not name: they may hold anything, also sources. `identity`
    says which row it is on the next import, `content` whether it changed; both are keyed hashes in hex.
    """

    table: str | None
    row: int
    record: str
    key: str = ""
    key_said: str = ""
    parent: int | None = None
    parent_table: str | None = None
    blocked: bool = False
    parent_blocked: bool = False
    hidden: bool = False
    records: tuple[Proposed, ...] = ()
    unmapped: dict[str, str] = {}
    identity: str = ""
    content: str = ""

    @property
    def importable(self) -> bool:
        return not self.blocked

    def proposed(self, kind: str) -> Proposed | None:
        """The record of that kind which the row proposes."""
        return next((one for one in self.records if one.kind == kind), None)

    def values(self, field: str) -> tuple[str, ...]:
        """All values of a full field name, such as `Act.type`."""
        kind, _, path = field.partition(".")
        return next((one.get(path) for one in self.records if one.kind == kind), ())

    def __repr__(self) -> str:
        return f"RowPlan({self.table}, row {self.row}, {len(self.records)} records)"


class TablePlan(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its record rows, and the rows that are remarks or blank, by number."""

    table: str | None
    record: str
    header_row: int
    first_row: int
    rows: tuple[RowPlan, ...]
    note_rows: dict[int, str] = {}
    blank_rows: tuple[int, ...] = ()
    unmapped_columns: tuple[str, ...] = ()

    @property
    def blocked_rows(self) -> tuple[int, ...]:
        return tuple(row.row for row in self.rows if row.blocked)

    @property
    def importable(self) -> int:
        return sum(row.importable for row in self.rows)

    def row(self, number: int) -> RowPlan | None:
        """The record row with that number."""
        return next((row for row in self.rows if row.row == number), None)

    def __repr__(self) -> str:
        return f"TablePlan({self.table}, {len(self.rows)} rows)"


class Alike(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more rows that may be one incident or one person; a person decides. `same` says by what they are the same:
    `key`, `submission`, `spelling`, or nothing when they only look alike. `score` runs from 0 to 1."""

    table: str | None
    rows: tuple[int, ...]
    keys: tuple[str, ...] = ()
    same: str = ""
    score: float = 1.0


class ImportPlan(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one file proposes. `file` is its name as given; it is kept out of logs."""

    file: str
    state: str
    as_of: date | None
    tables: tuple[TablePlan, ...]
    problems: tuple[Problem, ...]
    dates: tuple[DateRead, ...]
    consents: tuple[ProposedConsent, ...]
    incidents: tuple[Alike, ...]
    same_spelling: tuple[Alike, ...]
    look_alike: tuple[Alike, ...]
    sheets: tuple[Sheet, ...]
    unmapped_sheets: tuple[str, ...] = ()
    encoding: str = ""
    delimiter: str = ""
    newline: str = ""
    formula_cells: int = 0
    cells_with_line_break: int = 0
    macros: bool = False

    @property
    def rows_total(self) -> int:
        return sum(len(table.rows) for table in self.tables)

    @property
    def importable(self) -> int:
        return sum(table.importable for table in self.tables)

    @property
    def rows_with_problems(self) -> int:
        return len({(problem.table, problem.row) for problem in self.problems})

    @property
    def act_types(self) -> Counter[str]:
        """Each mapped act of each record row, counted once a row."""
        return Counter(code for table in self.tables for row in table.rows for code in set(row.values("Act.type")))

    @property
    def hidden_columns(self) -> dict[str, tuple[int, ...]]:
        return {sheet.name: sheet.hidden_columns for sheet in self.sheets if sheet.hidden_columns}

    @property
    def hidden_rows(self) -> dict[str, tuple[int, ...]]:
        return {sheet.name: sheet.hidden_rows for sheet in self.sheets if sheet.hidden_rows}

    def table(self, name: str | None) -> TablePlan:
        """The plan of one sheet (None for a CSV). Raises `KeyError` for a table that the mapping does not have."""
        for table in self.tables:
            if table.table == name:
                return table
        raise KeyError(name)

    def problem_lines(self) -> tuple[dict[str, str | int | None], ...]:
        """Every problem as `{file, table, row, column, kind, problem, remedy}` in the language spoken."""
        return tuple(
            {
                "file": self.file,
                "table": one.table,
                "row": one.row,
                "column": one.column,
                "kind": one.kind,
                "problem": one.sentence,
                "remedy": one.remedy,
            }
            for one in self.problems
        )

    def notices(self) -> tuple[str, ...]:
        """What a person should know of the file as a whole, a sentence each, in the language spoken."""
        hidden = sum(map(len, (*self.hidden_rows.values(), *self.hidden_columns.values())))
        columns = ", ".join(column for table in self.tables for column in table.unmapped_columns)
        sheets = ", ".join(self.unmapped_sheets)
        notes = sum(len(table.note_rows) for table in self.tables)
        said = (
            (self.macros, _("The workbook carries macros; they were not read.")),
            (hidden, _("Rows or columns are hidden in the file ({count}); they were read too.")),
            (columns, _("Columns that the mapping does not name are kept beside their rows: {columns}.")),
            (sheets, _("Sheets that the mapping does not name were not read: {sheets}.")),
            (notes, _("Rows that are remarks and no records were kept as remarks ({notes}).")),
        )
        return tuple(
            sentence.format(count=hidden, columns=columns, sheets=sheets, notes=notes)
            for holds, sentence in said
            if holds
        )

    def of_row(self, table: str | None, row: int) -> tuple[Problem, ...]:
        """The problems of one row."""
        return tuple(one for one in self.problems if (one.table, one.row) == (table, row))

    def __repr__(self) -> str:
        return f"ImportPlan({self.rows_total} rows, {self.importable} importable, {len(self.problems)} problems)"
