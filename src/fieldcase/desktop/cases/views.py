"""Saved views of the list: those that the program has, and those that a person keeps for themselves in the vault.

A view is a question and how the columns stand. It may tell what somebody looks for, so it is never sent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fieldcase.desktop.cases.actions import Question
from fieldcase.desktop.cases.columns import COLUMNS
from fieldcase.desktop.cases.filters import FILTERED
from fieldcase.model.words import N_, _

LONGEST = 40
MOST = 12
ORDERS = tuple(column.name for column in COLUMNS if column.sorts)


@dataclass(frozen=True)
class View:
    """A question with a name; `columns` as they were when it was saved, none for the program's own."""

    name: str
    question: Question
    columns: Mapping[str, Any] = field(default_factory=dict)
    own: bool = False


def built_in(seat: str) -> tuple[View, ...]:
    """The views that everybody has; `seat` is who looks."""
    said: tuple[tuple[str, dict[str, str]], ...] = (
        (N_("All cases"), {}),
        (N_("Mine"), {"assigned_to": seat}),
        (N_("Second reading"), {"reviewer": seat}),
        (N_("Overdue replies"), {"reply": "overdue"}),
        (N_("Urgent track"), {"track": "urgent"}),
    )
    return tuple(View(_(name), Question(filters=filters)) for name, filters in said)


class Views:
    """The views of one seat, in the order of their tabs."""

    def __init__(self, seat: str, kept: Mapping[str, Any]) -> None:
        held = kept.get("views")
        own = [read_view(one) for one in held if isinstance(one, dict)] if isinstance(held, list) else []
        self.views: list[View] = [*built_in(seat), *own[:MOST]]

    def kept(self) -> dict[str, Any]:
        """A person's own views as JSON values, to be remembered; empty where there are none."""
        own = [written(view) for view in self.views if view.own]
        return {"views": own} if own else {}

    def problem(self, name: str, except_at: int = -1) -> str:
        """Why a view cannot be called that, in a sentence; nothing where it can."""
        said = name.strip()
        if not said:
            return _("Give the view a name.")
        if any(view.name.casefold() == said.casefold() for at, view in enumerate(self.views) if at != except_at):
            return _("There is a view of that name. Give another one.")
        if except_at < 0 and sum(view.own for view in self.views) >= MOST:
            return _("There are {count} views already. Remove one first.").format(count=MOST)
        return ""

    def save(self, name: str, question: Question, columns: Mapping[str, Any]) -> int:
        """Keep a view under a name that has no problem; returns its place."""
        self.views.append(View(name.strip()[:LONGEST], question, columns, own=True))
        return len(self.views) - 1

    def rename(self, at: int, name: str) -> None:
        self.views[at] = replace(self.views[at], name=name.strip()[:LONGEST])

    def remove(self, at: int) -> View:
        return self.views.pop(at)

    def put_back(self, at: int, view: View) -> None:
        self.views.insert(at, view)

    def place_of(self, question: Question) -> int:
        """The first view that asks exactly this, whatever words are searched; -1 where none does."""
        asked = (dict(question.filters), question.order, question.descending)
        for at, view in enumerate(self.views):
            said = view.question
            if (dict(said.filters), said.order, said.descending) == asked and said.words in ("", question.words):
                return at
        return -1


def written(view: View) -> dict[str, Any]:
    """A view as JSON values."""
    return {"name": view.name, "question": asked(view.question), "columns": dict(view.columns)}


def asked(question: Question) -> dict[str, Any]:
    """A question as JSON values."""
    return {
        "words": question.words,
        "filters": dict(question.filters),
        "order": question.order,
        "descending": question.descending,
    }


def read_question(said: Mapping[str, Any]) -> Question:
    """A question from what was remembered; filters and orders that there are no more are left out."""
    filters, order = said.get("filters"), said.get("order")
    return Question(
        str(said.get("words", "")),
        {str(name): str(value) for name, value in filters.items() if name in FILTERED}
        if isinstance(filters, dict)
        else {},
        order if order in ORDERS else "received_at",
        bool(said.get("descending", True)),
    )


def read_view(said: Mapping[str, Any]) -> View:
    """A view from what was remembered."""
    question, columns = said.get("question"), said.get("columns")
    return View(
        str(said.get("name", ""))[:LONGEST],
        read_question(question if isinstance(question, dict) else {}),
        columns if isinstance(columns, dict) else {},
        own=True,
    )


def names(views: Sequence[View]) -> list[str]:
    return [view.name for view in views]
