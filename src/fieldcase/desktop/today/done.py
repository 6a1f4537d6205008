"""A task that was written down is done: what was done, in codes, and it leaves the list."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from fieldcase.desktop.case.made import Made, made
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, held, released, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import text_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session


def finish(
    desk: Desk, task: str, note: str, then: Callable[[Made], object], failed: Callable[[Refusal], object]
) -> Job[Made]:
    """Say that a task is done, and what was done."""

    def ask(session: Session) -> Made:
        from fieldcase.office.cases.tasks import finish_task

        return made(session, lambda: finish_task(session, task, note))

    return desk.run(ask, then, failed=failed)


class Done(QDialog):
    """`done` with what was made, once the office took it; what it refuses is said at the field."""

    done_so = Signal(object)

    def __init__(self, parent: QWidget, desk: Desk, task: str, sentence: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("What was done?"))
        self._desk, self._task = desk, task
        self.field = text_field(_("What was done"), "", _("In codes. It stays in the history of the task."), 3)
        assert isinstance(self.field.editor, QPlainTextEdit)
        self.note = self.field.editor
        self.note.setTabChangesFocus(True)
        self.go = Button(_("Done"), "primary", "check")
        self.go.clicked.connect(self.offer)
        back = Button(_("Not now"), "secondary")
        back.clicked.connect(self.reject)
        for one in (self.go, back):
            one.setAutoDefault(False)
        foot = row(..., back, self.go, gap=8)
        heading = Label(self.windowTitle(), "heading")
        self.setLayout(column(heading, Label(sentence, wrap=True), self.field, foot, gap=10, margins=20))
        self.setMinimumWidth(look().px(460))
        self._drafting = drafted(desk, f"finishing/{task}", {"note": self.field}, self)
        self.note.setFocus()

    def offer(self) -> None:
        """Hand it over."""
        self.go.busy(_("One moment…"))
        held(self.field, self)
        finish(self._desk, self._task, self.note.toPlainText(), self._taken, self._refused)

    def _taken(self, made: Made) -> None:
        self._drafting.forget()
        self.accept()
        self.done_so.emit(made)

    def _refused(self, refusal: Refusal) -> None:
        self.go.ready()
        released(self.field)
        self.field.refuse(str(refusal))
        self.note.setFocus()
