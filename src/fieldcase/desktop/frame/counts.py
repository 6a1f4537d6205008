"""The counts of the rail: how many things need this person in each place, and in the status line what waits to be sent
and when the last receipt came. They stand nowhere else, never in a title.

They are asked for after everything else and once for many changes; while they are worked out the old ones stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from fieldcase.desktop.desk import LATER, Desk, Job
from fieldcase.desktop.frame.rail import Rail
from fieldcase.desktop.frame.status import StatusLine
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.exchange.overview import Posted
    from fieldcase.office.session import Session

PAUSE = 600
"""Milliseconds after the last change before they are asked for."""


def said_of(told: Posted) -> tuple[str, str]:
    """What waits, and when the last receipt came, in words; nothing where there is nobody to send to."""
    if not told.peers:
        return "", ""
    waits = (
        ngettext("{count} update waits for headquarters", "{count} updates wait for headquarters", told.waits)
        if told.headquarters
        else ngettext("{count} update waits to be sent", "{count} updates wait to be sent", told.waits)
    )
    if told.receipt_days < 0:
        receipt = _("No receipt yet")
    elif told.receipt_days == 0:
        receipt = _("Last receipt today")
    else:
        receipt = ngettext("Last receipt {count} day ago", "Last receipt {count} days ago", told.receipt_days)
    return (
        waits.format(count=told.waits) if told.waits else _("Nothing waits to be sent"),
        receipt.format(count=told.receipt_days),
    )


class Counts(QObject):
    """Keeps the counts, and shows them on the rail and the status line that are there now (`show_on`)."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._rail: Rail | None = None
        self._status: StatusLine | None = None
        self._posted: Posted | None = None
        self._post: Job[Posted] | None = None
        self._known: Mapping[str, int] = {}
        self._job: Job[Mapping[str, int]] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._count)

    def show_on(self, rail: Rail, status: StatusLine) -> None:
        """The rail and the status line were built anew."""
        self._rail, self._status = rail, status
        self._show(self._known)
        if self._posted is not None:
            self._show_posted(self._posted)

    def ask(self) -> None:
        """Something may have changed."""
        self._pause.start()

    def stop(self) -> None:
        """The vault closes."""
        self._pause.stop()
        for job in (self._job, self._post):
            if job is not None:
                job.cancel()

    def _count(self) -> None:
        def ask(session: Session) -> Any:
            from fieldcase.office.today import counts

            return counts(session)

        def ask_posted(session: Session) -> Posted:
            from fieldcase.office.exchange.overview import posted

            return posted(session)

        for job in (self._job, self._post):
            if job is not None:
                job.cancel()
        self._job = self._desk.run(ask, self._show, failed=self._not_counted, order=LATER, reads=True)
        self._post = self._desk.run(ask_posted, self._show_posted, failed=self._not_posted, order=LATER, reads=True)

    def _show(self, counts: Mapping[str, int]) -> None:
        self._known = counts
        for place, button in self._rail.buttons.items() if self._rail is not None else ():
            if place in counts:
                button.count(counts[place])

    def _show_posted(self, told: Posted) -> None:
        self._posted = told
        if self._status is not None:
            self._status.posted(*said_of(told))

    def _not_posted(self, _refusal: Refusal) -> None:
        """Nothing rather than something wrong."""
        if self._status is not None:
            self._status.posted("", "")

    def _not_counted(self, _refusal: Refusal) -> None:
        """No count rather than a wrong one; the place itself says what could not be worked out."""
        self._show(dict.fromkeys(self._known, 0))
