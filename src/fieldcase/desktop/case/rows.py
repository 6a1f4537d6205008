"""A table of a few rows that are all there, with the cells given; and the rows of a kind's records, from its
declaration.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fieldcase.desktop.form.saying import Names, say_part
from fieldcase.desktop.parts.table import CELL, Cell
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Column, Kind, Record, Shape, Type
from fieldcase.model.words import _, labelled

Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Threads: the window's."""

    def __init__(self, headings: Sequence[str], cells: Sequence[Sequence[Cell]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings, self._cells = tuple(headings), [tuple(row) for row in cells]

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._cells)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Cells for the painter; for screen readers the whole row at its first cell."""
        row = self._cells[index.row()]
        if role == CELL:
            return row[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return row[index.column()].text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column():
                return row[index.column()].text
            return ", ".join(
                labelled(head, cell.text) for head, cell in zip(self._headings, row, strict=True) if cell.text
            )
        return None


def columns_of(kind: Kind) -> list[Column]:
    """The listed columns of a kind that say something inside one case."""
    return [column for column in kind.columns if column.name not in ("case", "case_nos")]


def cells_of(kind: Kind, record: Record, wording: Wording, names: Names) -> list[Cell]:
    """One record as cells, in the order of `columns_of`."""
    cells = []
    for column in columns_of(kind):
        value = getattr(record, column.part.name)
        part = column.part
        if column.inner is not None:
            value, part = getattr(value, column.inner.name), column.inner
        said = say_part(part, value, wording, names)
        cells.append(
            Cell(said, reference=column.field.type is Type.TEXT and column.shape is Shape.PLAIN and " " not in said)
        )
    return cells


def headings_of(kind: Kind) -> list[str]:
    return [_(column.field.label) for column in columns_of(kind)]
