"""The kinds of block that a tree is made of, listed once for whatever format writes them: a method a kind."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import assert_never

from fieldcase.documents import tree

NARROWEST, WIDEST = 9, 60
"""Characters that a column is taken to have at least and at most when the measure is shared out."""
PAIR = (0.34, 0.66)
"""How a label and what stands beside it share the measure."""


def shares_of(rows: Sequence[Sequence[tree.Spans]]) -> tuple[float, ...]:
    """How the columns of a table share the measure: by their longest cells, within bounds."""
    columns = max((len(row) for row in rows), default=0)
    longest = [max((len(tree.spans_text(row[n])) for row in rows if n < len(row)), default=0) for n in range(columns)]
    weights = [4 + max(NARROWEST, min(WIDEST, length)) for length in longest]
    return tuple(weight / sum(weights) for weight in weights)


class Blocks(ABC):
    """Writes blocks in one format. A kind added to the tree is a method here, and then in every format."""

    def block(self, block: tree.Block) -> None:
        """Write one block."""
        match block:
            case tree.Heading():
                self.heading(block)
            case tree.Paragraph():
                self.prose(block)
            case tree.Items():
                self.items(block)
            case tree.Table():
                self.table(block)
            case tree.KeyValue():
                self.pairs(block)
            case tree.Initials():
                self.initials(block)
            case tree.Signature():
                self.signature(block)
            case tree.PageBreak():
                self.page_break()
            case _:
                assert_never(block)

    @abstractmethod
    def heading(self, block: tree.Heading) -> None:
        """A heading of its level."""

    @abstractmethod
    def prose(self, block: tree.Paragraph) -> None:
        """A paragraph in its role."""

    @abstractmethod
    def items(self, block: tree.Items) -> None:
        """A list, each item with its label and note."""

    @abstractmethod
    def table(self, block: tree.Table) -> None:
        """A table with ruled rows."""

    @abstractmethod
    def pairs(self, block: tree.KeyValue) -> None:
        """Labels and what stands beside them."""

    @abstractmethod
    def initials(self, block: tree.Initials) -> None:
        """The place for initials, under a rule."""

    @abstractmethod
    def signature(self, block: tree.Signature) -> None:
        """The lines under a signature, with room for it."""

    @abstractmethod
    def page_break(self) -> None:
        """What follows stands on a new page."""
