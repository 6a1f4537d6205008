"""The counts of the rail: how many things need this person in each place. They stand nowhere else, never in a title.

They are asked for after everything else and once for many changes; while they are worked out the old ones stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from fieldcase.desktop.desk import LATER, Desk, Job
from fieldcase.desktop.frame.rail import Rail
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.session import Session

PAUSE = 600
"""Milliseconds after the last change before they are asked for."""


class Counts(QObject):
    """Keeps the counts, and shows them on the rail that is there now (`show_on`)."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rail: Rail | None = None
        self._known: Mapping[str, int] = {}
        self._job: Job[Mapping[str, int]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._count)

    def show_on(self, rail: Rail) -> None:
        """The rail was built anew."""
        self._rail = rail
        self._show(self._known)

    def ask(self) -> None:
        """Something may have changed."""
        self._pause.start()

    def stop(self) -> None:
        """The vault closes."""
        self._pause.stop()
        if self._job is not None:
            self._job.cancel()

    def _count(self) -> None:
        def ask(session: Session) -> Any:
            from fieldcase.office.today import counts

            return counts(session)

        if self._job is not None:
            self._job.cancel()
        self._job = self._desk.run(ask, self._show, failed=self._not_counted, order=LATER)

    def _show(self, counts: Mapping[str, int]) -> None:
        self._known = counts
        for place, button in self._rail.buttons.items() if self._rail is not None else ():
            if place in counts:
                button.count(counts[place])

    def _not_counted(self, _refusal: Refusal) -> None:
        """No count rather than a wrong one; the place itself says what could not be worked out."""
        self._show(dict.fromkeys(self._known, 0))
