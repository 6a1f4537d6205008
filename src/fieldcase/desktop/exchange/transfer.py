"""What is being sent or taken in now. It outlives the screen: who goes elsewhere and comes back finds it still going.

One thing at a time goes through; files that are dropped meanwhile wait in their order, and each is told of.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.exchange.actions import collect_from, send_by, take_in, write_files
from fieldcase.desktop.exchange.routes import Way
from fieldcase.desktop.exchange.told import came, received, sent, stopped
from fieldcase.desktop.onebyone import OneByOne, Told
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.receive import Received
    from fieldcase.office.exchange.send import Dispatch


class Transfer(QObject):
    """`began`, `reported` (words, share), `ended` with a `Told`; `under_way` in between. Threads: the window's."""

    began = Signal()
    reported = Signal(str, float)
    ended = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job[Any] | None = None
        self.under_way = False
        self._files: OneByOne[Path, tuple[Received, ...]] = OneByOne(
            lambda file, then, failed: take_in(desk, file, then, failed), lambda file: file.name, self._next
        )
        self.to = ""
        self.said: tuple[str, float] = ("", -1.0)
        self.told: Told | None = None

    def send(self, way: Way, to: str, *, files: bool, again: bool) -> None:
        """Leave on a route what a peer lacks (empty: everybody), or write it as single files."""
        if not self.under_way:
            self._begin(_("Sending to {peer}").format(peer=to or _("everybody")), to or "*")
            deed = write_files if files else send_by
            then = partial(self._sent, way.called)
            self._job = deed(self._desk, way, to, again, then, self._refused, self._report)

    def collect(self, folder: Path) -> None:
        """Take in all that lies for this vault on a folder or stick."""
        if not self.under_way:
            self._begin(_("Taking packages in"))
            self._job = collect_from(self._desk, folder, self._collected, self._refused, self._report)

    def take(self, files: tuple[Path, ...]) -> None:
        """Take in packages, one after the other; those that come while another is under way wait for it."""
        self._files.add(files)
        if not self.under_way:
            self._next()

    def stop(self) -> None:
        """Stop: what went or came whole stays, nothing is half applied, files that wait are let go."""
        if self.under_way:
            if self._job is not None:
                self._job.cancel()
            self._end(stopped(*self._files.finish()))

    # --- under way

    def _begin(self, words: str, to: str = "") -> None:
        self.under_way, self.to, self.said, self.told = True, to, (words, -1.0), None
        self.began.emit()

    def _report(self, words: str, share: float) -> None:
        self.said = (words, share)
        self.reported.emit(words, share)

    def _end(self, told: Told) -> None:
        self._job, self.under_way, self.to, self.told = None, False, "", told
        self.ended.emit(told)

    def _refused(self, refusal: Refusal) -> None:
        self._end(Told("danger", "octagon-x", str(refusal)))
        self._next()

    def _sent(self, place: str, done: Dispatch) -> None:
        self._end(sent(done, place))
        self._next()

    def _collected(self, found: tuple[Received, ...]) -> None:
        self._end(received(found))
        self._next()

    # --- files

    def _next(self) -> None:
        """The next file that waits; after the last, what became of all."""
        if self._files.waiting:
            if not self._files.came:
                self._begin(_("Checking and taking in"))
            self._job = self._files.next(self._announce)
        elif self._files.came:
            self._end(came(self._files.finish()[0]))

    def _announce(self, name: str) -> None:
        number, count = len(self._files.came) + 1, self._files.count
        if count > 1:
            words = _("Checking and taking in {file}, {number} of {count}")
            self._report(words.format(file=name, number=number, count=count), (number - 1) / count)
