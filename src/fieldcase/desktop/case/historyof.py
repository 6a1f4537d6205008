"""The history of one cell, one field or one record, over the page: who changed what, before and after, when. Esc closes
it, and the focus is where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from fieldcase.desktop.case.about import About
from fieldcase.desktop.case.changes import entries
from fieldcase.desktop.case.history import AT_ONCE, entry_card
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, empty, plain, row, rule, scrolling
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.history import Changed
    from fieldcase.office.session import Session


def history_of(
    desk: Desk,
    about: About,
    opened: bool,
    then: Callable[[Sequence[Changed]], object],
    failed: Callable[[Refusal], object],
) -> Job[Any]:
    """Everything written of it; what is closed as well where it is shown now."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.history import history_of_record

        return history_of_record(session, about.kind, about.record, about.field, opened=opened)

    return desk.run(ask, then, failed=failed)


def said_of(given: Given, about: About) -> str:
    """What it is the history of: the record by its number or code, and the field."""
    kind = KINDS[about.kind]
    if about.kind == "consent":
        held = next((one for one in given.page.records.get("consent", ()) if one.id == about.record), None)
        answer = getattr(held, "answer", None)
        if answer is not None:
            code = given.names.get(answer.party, "")
            return _("{record} · {field}").format(record=code, field=given.wording.term("consent_scope", answer.scope))
    record = " ".join(part for part in (_(kind.label), given.names.get(about.record, "")) if part)
    if not about.field:
        return record
    return _("{record} · {field}").format(record=record, field=_(kind.part_of(about.field).field.label))


class HistoryOf(QDialog):
    """`whole` asks for everything that was written of the record, on its tab."""

    whole = Signal(str)

    def __init__(self, parent: QWidget, given: Given, about: About) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = _("History: {what}").format(what=said_of(given, about))
        self.setWindowTitle(title)
        self._given, self._about = given, about
        self._opened = given.shown.record(about.record) is not None
        self._list = column(Label(_("Reading the history…"), "quiet"), gap=8)
        self.close_button = Button(_("Close"), "primary")
        self.close_button.clicked.connect(self.accept)
        whole = Button(_("All of this record"), "secondary", "rotate-ccw")
        whole.clicked.connect(self._ask_whole)
        for one in (self.close_button, whole):
            one.setAutoDefault(False)
        head = row(Picture("rotate-ccw", "ink2", 20), (Label(title, "heading", wrap=True), 1), gap=8)
        foot = row(whole, ..., self.close_button, gap=8, margins=(16, 10, 16, 10))
        self._held = scrolling(plain(column(self._list, ..., gap=0, margins=(16, 10, 16, 10))), title)
        self.setLayout(column(plain(column(head, margins=(16, 12))), rule(), (self._held, 1), rule(), foot, gap=0))
        room = self.screen().availableSize()
        self.resize(min(look().px(620), room.width() - 40), min(look().px(460), room.height() - 60))
        self.close_button.setFocus()
        given.shown.changed.connect(self._hidden)
        history_of(given.desk, about, self._opened, self._show, self._refused)

    def _show(self, written: Sequence[Changed]) -> None:
        empty(self._list)
        found = entries(written, self._given.wording, self._given.names)
        if not found:
            self._list.addWidget(Label(_("Nothing is written yet"), "quiet"))
        day = None
        for entry in found[:AT_ONCE]:
            if entry.day != day:
                day = entry.day
                self._list.addWidget(Label(self._given.wording.day(day.isoformat()), "over"))
            self._list.addWidget(entry_card(entry))
        if len(found) > AT_ONCE:
            self._list.addWidget(Label(_("What is older stands with all of this record."), "caption", wrap=True))

    def _refused(self, refusal: Refusal) -> None:
        empty(self._list)
        self._list.addWidget(Label(str(refusal), wrap=True))

    def _hidden(self) -> None:
        """A name that is hidden goes from here too."""
        if self._opened and self._given.shown.record(self._about.record) is None:
            self.reject()

    def _ask_whole(self) -> None:
        self.accept()
        self.whole.emit(self._about.record)
