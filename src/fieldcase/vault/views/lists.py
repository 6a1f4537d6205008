"""Pages of lists: filtered, sorted, counted, from narrow tables.

Fields and machines come from the caller by name and are checked against the declaration; what is searched for is only
ever a bound value.
"""

# ruff: noqa: S608  # names in the SQL come from declarations; what is typed or stored is always bound

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import msgspec

from fieldcase.model.declare import Shape
from fieldcase.model.refusal import UnknownField
from fieldcase.vault.views.layout import Cell, Layout, days_of
from fieldcase.vault.views.shown import BITS, Mark
from fieldcase.vault.views.tables import Views


class Compare(StrEnum):
    """How a filter compares."""

    IS = "is"
    NOT = "not"
    ANY = "any"
    CONTAINS = "contains"
    FROM = "from"
    UNTIL = "until"
    EMPTY = "empty"
    FILLED = "filled"
    MARKED = "marked"
    AMONG = "among"
    NOT_AMONG = "not_among"


class Filter(msgspec.Struct, frozen=True):
    """One condition on a list column, on `case`, or on `status:<machine>`.

    `value` is one value; for ANY (and for NOT: none of) a tuple; for MARKED a `Mark` (the field is then ""); for AMONG
    and NOT_AMONG an `Among`, or a tuple of them taken together. Days and dates compare as `2025-03-31`: a period
    counts when some day of it may lie in the range.
    """

    field: str
    by: Compare = Compare.IS
    value: Any = ""


class Among(msgspec.Struct, frozen=True):
    """What the records of another kind that meet these conditions name in one of their columns (the cases of acts)."""

    kind: str
    column: str
    filters: tuple[Filter, ...] = ()


class Order(msgspec.Struct, frozen=True):
    """A column (or `status:<machine>`) to sort by."""

    field: str
    falling: bool = False


class ListQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What a list shows: `limit` rows of `kind` after the first `offset`. Without an order: newest here first.

    `statuses` names machines whose status the rows are to carry, besides those of filters and order.
    """

    kind: str
    filters: tuple[Filter, ...] = ()
    order: tuple[Order, ...] = ()
    limit: int = 50
    offset: int = 0
    hidden: bool = False
    statuses: tuple[str, ...] = ()


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One row: the list columns by field (codes as a tuple), the case it belongs to, statuses asked for, marks."""

    id: str
    columns: dict[str, Any]
    case: str = ""
    statuses: dict[str, str] = {}
    marks: tuple[Mark, ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of a list, and how many there are altogether."""

    rows: tuple[Row, ...]
    total: int
    offset: int = 0


def page(views: Views, query: ListQuery) -> Page:
    """One page of a list. Raises `UnknownField`; a kind that has no fields in this file gives an empty page."""
    if (layout := views.layouts.get(query.kind)) is None:
        return Page(rows=(), total=0)
    build = _Build(layout, views.layouts)
    where = [] if query.hidden else ["v._hidden = 0"]
    where += [build.condition(one) for one in query.filters]
    if query.filters or query.hidden:
        total = views.connection.execute(
            f"SELECT count(*) FROM {layout.table} v {build.joins} {_where(where)}", build.values
        ).fetchone()[0]
    else:
        total = views.total(query.kind)
    order = build.order(query.order)
    for machine in query.statuses:
        build.join(machine)
    names = ", ".join(f'v."{name}"' for name in layout.names)
    statuses = "".join(f", s{at}.status" for at in range(len(build.machines)))
    rows = views.connection.execute(
        f"SELECT {names}{statuses} FROM {layout.table} v {build.joins} {_where(where)}"
        f" ORDER BY {order} LIMIT ? OFFSET ?",
        (*build.values, max(0, query.limit), max(0, query.offset)),
    ).fetchall()
    return Page(rows=tuple(_row(layout, build.machines, row) for row in rows), total=total, offset=query.offset)


def _where(conditions: list[str]) -> str:
    return f"WHERE {' AND '.join(conditions)}" if conditions else ""


class _Build:
    """SQL of one query: conditions, their bound values in order, and joined machines."""

    def __init__(self, layout: Layout, layouts: Mapping[str, Layout]) -> None:
        self.layout, self.layouts = layout, layouts
        self.columns = {cell.name: cell for cell in layout.cells if not cell.name.startswith("_")}
        self.machines: list[str] = []
        self.conditions: list[Any] = []

    @property
    def values(self) -> tuple[Any, ...]:
        return (*self.machines, *self.conditions)

    @property
    def joins(self) -> str:
        return " ".join(
            f"LEFT JOIN statuses s{at} ON s{at}.machine = ? AND s{at}.record = v._id"
            for at in range(len(self.machines))
        )

    def join(self, machine: str) -> str:
        """The name under which a machine's statuses are joined."""
        if machine not in self.machines:
            self.machines.append(machine)
        return f"s{self.machines.index(machine)}"

    def condition(self, one: Filter) -> str:
        if one.by is Compare.MARKED:
            self.conditions.append(BITS[Mark(one.value)])
            return "v._marks & ?"
        column, name = self._column(one.field)
        codes = column is not None and column.shape is Shape.CODES
        dated = column is not None and column.dated
        match one.by:
            case Compare.EMPTY:
                return f"{name} IS NULL"
            case Compare.FILLED:
                return f"{name} IS NOT NULL"
            case Compare.IS | Compare.NOT | Compare.ANY:
                wanted = one.value if isinstance(one.value, tuple) else (one.value,)
                exact = one.by is not Compare.NOT
                return ("" if exact else "NOT ") + self._any(name, wanted, codes, exact)
            case Compare.AMONG | Compare.NOT_AMONG:
                each = one.value if isinstance(one.value, tuple) else (one.value,)
                named = " UNION ".join(self._named(among) for among in each)
                return f"{name} {'NOT ' if one.by is Compare.NOT_AMONG else ''}IN ({named})"
            case Compare.CONTAINS:
                self.conditions.append(f"%{_literal(one.value)}%")
                return f"{name} LIKE ? ESCAPE '\\'"
            case Compare.FROM:
                self.conditions.append(one.value)
                return f"substr({self._days(name)}, -10) >= ?" if dated else f"{name} >= ?"
            case Compare.UNTIL:
                self.conditions.append(f"{one.value}\uffff" if isinstance(one.value, str) else one.value)
                return f"{self._days(name) if dated else name} <= ?"
        raise UnknownField(kind=self.layout.kind.name, field=one.by, known=", ".join(Compare))

    def order(self, wanted: tuple[Order, ...]) -> str:
        parts, falling = [], True
        for one in wanted:
            column, name = self._column(one.field)
            name = self._days(name) if column is not None and column.dated else name
            falling = one.falling
            parts.append(f"{name} {'DESC' if falling else 'ASC'}")
        return ", ".join([*parts, f"v.n {'DESC' if falling else 'ASC'}"])

    def _any(self, name: str, wanted: tuple[Any, ...], codes: bool, exact: bool) -> str:
        if codes:
            self.conditions += [f"% {_literal(code)} %" for code in wanted]
            one = f"ifnull({name}, '') LIKE ? ESCAPE '\\'"
            return f"({' OR '.join([one] * len(wanted)) or '0'})"
        self.conditions += wanted
        places = ", ".join("?" * len(wanted))
        # an empty value is asked for as such, or must not be lost to NOT; else the column's index is of use
        return f"{name} IN ({places})" if exact and "" not in wanted else f"ifnull({name}, '') IN ({places})"

    def _named(self, among: Among) -> str:
        """The column's values in another table of the same file, empty where that kind has none here."""
        if (layout := self.layouts.get(among.kind)) is None:
            return "SELECT NULL WHERE 0"
        inner = _Build(layout, self.layouts)
        _cell, name = inner._column(among.column)
        where = ["v._hidden = 0", f"{name} IS NOT NULL", *(inner.condition(one) for one in among.filters)]
        self.conditions += inner.values
        return f"SELECT {name} FROM {layout.table} v {inner.joins} {_where(where)}"

    def _column(self, field: str) -> tuple[Cell | None, str]:
        if field.startswith("status:"):
            return None, f"{self.join(field.removeprefix('status:'))}.status"
        if field == "id":
            return None, "v._id"
        if field == "case" and self.layout.case:
            return None, f'v."{self.layout.case}"'
        if field not in self.columns:
            known = ", ".join([*self.columns, *(["case"] if self.layout.case else [])])
            raise UnknownField(kind=self.layout.kind.name, field=field, known=known)
        return self.columns[field], f'v."{field}"'

    @staticmethod
    def _days(name: str) -> str:
        return f'v."{days_of(name[3:-1])}"'


def _literal(value: Any) -> str:
    """For LIKE, with nothing in it that LIKE reads as more than a letter (a zero would end the pattern)."""
    return str(value).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_").replace("\0", "\ufffd")


def _row(layout: Layout, machines: list[str], row: tuple[Any, ...]) -> Row:
    said = dict(zip(layout.names, row, strict=False))
    columns = {}
    for cell in layout.cells:
        value = said[cell.name]
        if not cell.name.startswith("_"):
            columns[cell.name] = tuple((value or "").split()) if cell.shape is Shape.CODES else value
    statuses = zip(machines, row[len(layout.names) :], strict=True)
    return Row(
        id=said["_id"],
        columns=columns,
        case=said.get(layout.case) or "",
        statuses={machine: status for machine, status in statuses if status is not None},
        marks=tuple(mark for mark, bit in BITS.items() if said["_marks"] & bit),
    )


def highest(views: Views, kind: str, column: str, prefix: str) -> str | None:
    """The highest value of a list column that begins with `prefix`, hidden records too; None when there is none.

    Raises `UnknownField`.
    """
    if (layout := views.layouts.get(kind)) is None:
        return None
    if column not in {cell.name for cell in layout.cells}:
        raise UnknownField(kind=kind, field=column, known=", ".join(cell.name for cell in layout.cells))
    after = prefix + "\U0010ffff"
    found = [
        views.connection.execute(
            f'SELECT max("{column}") FROM {layout.table}'
            f' WHERE _hidden = {hidden} AND "{column}" >= ? AND "{column}" < ?',
            (prefix, after),
        ).fetchone()[0]
        for hidden in (0, 1)
    ]
    return max((one for one in found if one is not None), default=None)
