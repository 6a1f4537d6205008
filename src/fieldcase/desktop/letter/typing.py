"""Checks a block while it is typed: a moment after the last key, on what stands there and not only on what is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from fieldcase.desktop.desk import LATER, Desk, Job
from fieldcase.desktop.letter.blocks import BlockEditor
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.model.refusal import Finding
    from fieldcase.office.session import Session


class TypedCheck(QObject):
    """The check of one block (`place`: letter, language, block) under its editor; a new key drops the check before."""

    def __init__(self, desk: Desk, place: tuple[str, str, str], editor: BlockEditor) -> None:
        super().__init__(editor)
        self._desk, self._place, self._editor = desk, place, editor
        self._job: Job[Any] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._ask)
        editor.changed.connect(lambda: self._pause.start(look().duration("typing_pause")))
        self._pause.start(0)

    def _ask(self) -> None:
        if self._job is not None:
            self._job.cancel()
        place, text = self._place, self._editor.text

        def ask(session: Session) -> Any:
            from fieldcase.office.letters.typing import check_typed

            return check_typed(session, *place, text)

        self._job = self._desk.run(ask, self._show, failed=self._refused, order=LATER, reads=True)

    def _show(self, found: tuple[Finding, ...] | None) -> None:
        if found is None:
            self._editor.tell([("warning", _("Names cannot be checked here: identities are closed."))])
            return
        self._editor.tell([(one.severity.value, one.sentence) for one in found])

    def _refused(self, refusal: Refusal) -> None:
        self._editor.tell([("error", refusal.sentence)])
