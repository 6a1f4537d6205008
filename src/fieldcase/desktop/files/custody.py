"""What was done with a file outside this window: handed over, given back, sealed, destroyed; said once for good.

What the program does itself (taken in, shown, hash compared, written out) it records itself and is not offered here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.files.framing import FramedSheet
from fieldcase.desktop.form.sheet import said
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import choice_field, text_field
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session
    from fieldcase.office.sources.files import FileLine

BY_HAND = (
    "transferred_out", "received_transfer", "returned", "sealed", "copied", "redacted_copy", "translated", "destroyed",
)  # fmt: skip
"""The events that a person reports, of the vocabulary `custody_event`."""


def record(
    desk: Desk,
    evidence: str,
    event: str,
    note: str,
    then: Callable[[object], object],
    failed: Callable[[Refusal], object],
) -> Job[object]:
    """Add an event to the custody of a file."""

    def ask(session: Session) -> object:
        from fieldcase.office.sources.evidence import record_custody

        return record_custody(session, evidence, event, note=note)

    return desk.run(ask, then, failed=failed)


class CustodySheet(FramedSheet):
    """The event and how it came about, for the file of `line`."""

    def __init__(self, given: Given, line: FileLine) -> None:
        super().__init__()
        self._given, self._line = given, line
        terms = {code: given.wording.term("custody_event", code) for code in BY_HAND}
        self.what = choice_field(_("What was done"), {"": "", **terms})
        self.note = text_field(
            _("To whom or from whom, and who allowed it"),
            "",
            _("In codes. It is never corrected; add another event."),
            3,
        )
        for part in (self.what, self.note):
            part.setMaximumWidth(look().px(720))
        button = Button(_("Record it"), "primary", "check")
        button.clicked.connect(self._record)
        title = _("Custody of {number} {title}").format(number=line.evidence.ev_no, title=line.evidence.title_neutral)
        about = _("It is recorded with your name, the time now, and the hash of the file.")
        self.compose(title, about, button, self.what, self.note)
        self.asks(given.desk, f"custody/{line.evidence.id}", {"event": self.what, "note": self.note})

    def where(self) -> dict[str, Any]:
        """The file, so that unlocking opens it again."""
        return {"sheet": "custody", "file": self._line.evidence.id}

    def begin(self) -> None:
        self.what.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _record(self) -> None:
        event, note = said(self.what), said(self.note)
        if not event or not note:
            self.say("octagon-alert", _("Say what was done, with whom, and who allowed it."), "danger")
            (self.note.editor if event else self.what.editor).setFocus()
            return
        self.busy(_("Recording…"))
        record(self._given.desk, self._line.evidence.id, event, note, self._recorded, self.refuse)

    def _recorded(self, _event: object) -> None:
        self.taken()
        self.done.emit(_("Recorded in the custody of {number}.").format(number=self._line.evidence.ev_no), None)
