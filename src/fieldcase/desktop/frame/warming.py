"""What will be wanted soon is made ready while nobody waits: the code of the screens, and the names on record.

One small job after another, each behind whatever a person asks for. Where it was not done in time nothing is lost:
whoever needs it waits for it, as they would have done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from fieldcase.desktop.desk import LATER, Desk
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.session import Session

PAUSE = 40
"""Milliseconds between two jobs, in which others are taken first."""


class Warming(QObject):
    """Begins a moment after the window is there. Threads: the window's; the jobs are the worker's."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._left = [_case, _office, _letter, _places]
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._next)
        self._pause.start(PAUSE)

    def stop(self) -> None:
        """The vault closes."""
        self._pause.stop()

    def _next(self) -> None:
        if self._left:
            self._desk.run(self._left.pop(0), self._imported, order=LATER)
        else:
            self._desk.run(_fold_names, self._folded, failed=self._given_up, order=LATER)

    def _imported(self, _none: None) -> None:
        self._pause.start(PAUSE)

    def _folded(self, whole: bool) -> None:
        if not whole:
            self._pause.start(PAUSE)

    def _given_up(self, _refusal: Refusal) -> None:
        """Whoever asks for names is told why they cannot be had."""


def _case(_session: Session) -> None:
    import fieldcase.desktop.case.view  # noqa: F401  # the import is the work, here and below


def _office(_session: Session) -> None:
    import fieldcase.office.cases.page
    import fieldcase.office.cases.proposals  # noqa: F401


def _letter(_session: Session) -> None:
    import fieldcase.desktop.letter.starting
    import fieldcase.desktop.letter.view
    import fieldcase.desktop.letters.view  # noqa: F401


def _places(_session: Session) -> None:
    import fieldcase.desktop.exchange.view
    import fieldcase.desktop.reports.view
    import fieldcase.desktop.settings.view  # noqa: F401


def _fold_names(session: Session) -> bool:
    from fieldcase.office.names import fold_more

    return fold_more(session)
