"""A colleague signs for the head of presence for a time: from when, until when, by which document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.typed import Fields
from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Field, line_field
from fieldcase.desktop.settings import people
from fieldcase.desktop.settings.pane import beside
from fieldcase.model.words import _


class Delegation(QWidget):
    """The few fields about the seat called so. `done` with a sentence once it is proposed, `refused` with a refusal."""

    done = Signal(str)
    refused = Signal(object)
    put_away = Signal()

    def __init__(self, desk: Desk, name: str, called: str, today: str) -> None:
        super().__init__()
        self._desk, self._called = desk, called
        self.first = line_field(_("From"), today, _("The first day, such as 2026-03-12."))
        self.last = line_field(_("Until"), "", _("The last day; it counts on that day too."))
        self.document = line_field(
            _("By which document"), "", _("Its reference and date: memo 4 of 12 March. It is kept on paper.")
        )
        asked = {"first": self.first, "last": self.last, "document": self.document}
        self._draft = Drafting(desk, f"settings/delegation/{called}", Fields(asked, self), self)
        self.propose = Button(_("Propose it"), "secondary", "stamp")
        self.propose.clicked.connect(self.offer)
        away = Button(_("Put it away"), "quiet")
        away.clicked.connect(self.put_away)
        sentence = _("{name} signs and initials letters for the head of presence on these days, and on no other.")
        self.setLayout(
            column(
                Banner("stamp", sentence.format(name=name), "info"),
                beside(self.first, self.last),
                self.document,
                row(..., away, self.propose, gap=8),
                gap=10,
            )
        )

    def begin(self) -> None:
        """Put the focus into what is not filled in yet."""
        self.last.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what is typed."""
        self._draft.keep()

    def offer(self) -> None:
        """Propose it."""
        first, last, document = (_typed(field) for field in (self.first, self.last, self.document))
        people.delegate(self._desk, self._called, first, last, document, self._proposed, self.refused.emit)

    def _proposed(self, at_once: bool) -> None:
        self._draft.forget()
        self.done.emit(people.delegation_said(at_once))


def _typed(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text().strip()
