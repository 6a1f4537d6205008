"""What is done to the ticked cases, each with its undo."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fieldcase.desktop.cases.actions import ask_for_export, assign, take_back_asking
from fieldcase.desktop.cases.list import CaseList
from fieldcase.desktop.desk import Desk
from fieldcase.model.words import ngettext

Say = Callable[[str, Callable[[], object] | None], object]


class Deeds:
    """`say` shows a notice with what undoes it; `again` reads the list anew after a change."""

    def __init__(self, desk: Desk, cases: CaseList, say: Say, again: Callable[[], object]) -> None:
        self._desk, self._cases, self._say, self._again = desk, cases, say, again

    def give(self, seat: str) -> None:
        """Give the ticked cases to a colleague."""
        officers = dict.fromkeys(self._cases.ticks, seat)
        if officers:
            assign(self._desk, officers, self._given)

    def ask_export(self) -> None:
        """Ask the head of presence for an export of the ticked cases."""
        if cases := tuple(self._cases.ticks):
            ask_for_export(self._desk, cases, self._asked)

    def _given(self, before: Mapping[str, str]) -> None:
        count = len(before)
        said = ngettext("{count} case assigned.", "{count} cases assigned.", count).format(count=count)
        self._cases.tick_nothing()
        self._say(said, lambda: assign(self._desk, before, lambda _answer: self._again()))
        self._again()

    def _asked(self, tasks: tuple[str, ...]) -> None:
        count = len(tasks)
        said = ngettext(
            "The head of presence is asked for an export of {count} case.",
            "The head of presence is asked for an export of {count} cases.",
            count,
        )
        self._cases.tick_nothing()
        self._say(said.format(count=count), lambda: take_back_asking(self._desk, tasks, lambda _answer: self._again()))
