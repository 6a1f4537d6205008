"""History: who changed what, before and after, by day; only one record's, where one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from fieldcase.desktop.case.changes import Entry, FieldChange, entries, of_record, records_in
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import choice_field
from fieldcase.desktop.parts.label import Label, unbroken
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.history import Changed
    from fieldcase.office.session import Session

AT_ONCE = 40
"""Entries that are drawn at first; more by a button, so that a long history never holds the window up."""


def history_of_case(desk: Desk, case: str, then: Callable[[Sequence[Changed]], object]) -> Job[Any]:
    """Everything that was written in the case."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.history import history_of_case as asked

        return asked(session, case)

    return desk.run(ask, then, reads=True)


class History(CaseTab):
    """The tab; it asks for the history when it is first shown."""

    rules_beside = False

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._entries: list[Entry] = []
        self._record, self._shown = "", AT_ONCE
        self._head = column(gap=0)
        self._list = column(Label(_("Reading the history…"), "quiet"), gap=8)
        self.setLayout(column(self._head, self._list, ..., gap=12))
        history_of_case(given.desk, given.case_id, self._take)

    def _take(self, written: Sequence[Changed]) -> None:
        self._entries = entries(written, self.given.wording, self.given.names)
        empty(self._head)
        everything = {"": _("Everything in this case"), **records_in(self._entries)}
        field = choice_field(_("Show"), everything, self._record, _("What is closed is said to have changed, not how."))
        field.setMaximumWidth(look().px(420))
        assert isinstance(field.editor, QComboBox)
        self.choice = field.editor
        field.changed.connect(self._choose)
        self._head.addWidget(field)
        self._draw()

    def _choose(self) -> None:
        self._record, self._shown = str(self.choice.currentData() or ""), AT_ONCE
        self._draw()

    def _draw(self) -> None:
        empty(self._list)
        found = of_record(self._entries, self._record)
        if not found:
            self._list.addWidget(Empty("rotate-ccw", _("Nothing is written yet"), (_("Every change stands here."),)))
            return
        day = None
        for entry in found[: self._shown]:
            if entry.day != day:
                day = entry.day
                self._list.addWidget(Label(self.given.wording.day(day.isoformat()), "over"))
            self._list.addWidget(entry_card(entry))
        if len(found) > self._shown:
            left = min(AT_ONCE, len(found) - self._shown)
            words = ngettext("Show {count} more", "Show {count} more", left).format(count=left)
            more = Button(words, "secondary")
            more.clicked.connect(self._more)
            self._list.addWidget(plain(row(more, ...)))

    def _more(self) -> None:
        self._shown += AT_ONCE
        self._draw()

    # --- being shown

    def arrive(self) -> bool:
        """The focus goes to the choice of the record."""
        if not self._entries:
            return False
        self.choice.setFocus()
        return True

    def regions(self) -> list[QWidget]:
        """The choice of the record."""
        return [self.choice] if self._entries else []

    def where(self) -> dict[str, Any]:
        """The record whose history is shown."""
        return {"record": self._record}

    def take_up(self, where: Mapping[str, Any]) -> None:
        """Show the history of that record."""
        self._record = str(where.get("record", ""))
        if self._entries:
            self.choice.setCurrentIndex(max(0, self.choice.findData(self._record)))


def entry_card(entry: Entry) -> QWidget:
    """Everything that one person changed in one record in one go."""
    what = (_("{what} recorded") if entry.recorded else _("{what} changed")).format(what=entry.what)
    who = Label(_("{time} · {who}").format(time=entry.time, who=entry.who), "caption")
    body = column(row((Label(what, "strong", wrap=True), 1), who, gap=8), gap=4, margins=(16, 8, 16, 8))
    for change in entry.fields:
        body.addLayout(_line(change))
    return framed(body)


def _line(change: FieldChange) -> Any:
    """Label, then what stood there and what stands now, each in words and not by colour alone."""
    label = Label(change.label, "caption", wrap=True)
    label.setFixedWidth(look().px(150))
    said = []
    if change.before:
        said.append(_("before: {words}").format(words=change.before))
    if change.after:
        said.append(_("after: {words}").format(words=change.after) if change.before else change.after)
    elif not change.why:
        said.append(_("removed"))
    if change.why:
        said.append(change.why)
    lines = [
        Label(unbroken(words), "quiet" if at == 0 and change.before else "", wrap=True) for at, words in enumerate(said)
    ]
    return row(column(label, ...), (column(*lines, gap=0), 1), gap=10)
