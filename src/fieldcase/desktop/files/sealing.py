"""Several files that are being sealed into cases, one after the other. It outlives the tab: who goes elsewhere and
comes back finds it still going. What it tells holds names of files: they stand on the tab alone, never in a notice.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.drafting import keep_draft
from fieldcase.desktop.files import actions
from fieldcase.desktop.onebyone import Came, OneByOne, Told, let_go, lines_of, unread
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.model.kinds.evidence import Evidence
    from fieldcase.office.sources.evidence import Received

    Files = Sequence[Came[Evidence]]


@dataclass(frozen=True)
class Brought:
    """A file on the disk, the case it goes into, and what was said of it (made when its turn comes)."""

    case: str
    path: Path
    received: Callable[[], Received]


class Sealing(QObject):
    """`began`, `reported` (words, share), `ended` with a `Told`; `under_way` in between. Threads: the window's."""

    began = Signal()
    reported = Signal(str, float)
    ended = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk = desk
        self._job: Job[Any] | None = None
        self._files: OneByOne[Brought, Evidence] = OneByOne(self._take, lambda one: one.path.name, self._next)
        self._drafts: set[str] = set()
        self.cases: set[str] = set()
        self.under_way = False
        self.said: tuple[str, float] = ("", -1.0)
        self.told: Told | None = None

    def take(self, files: Sequence[Brought], drafts: Sequence[str] = ()) -> None:
        """Seal these in, after those that are under way. `drafts` are forgotten once every file is sealed in."""
        if not self.under_way:
            self.cases, self._drafts, self.told = set(), set(), None
        self.cases |= {one.case for one in files}
        self._drafts |= set(drafts)
        self._files.add(files)
        if not self.under_way:
            self.under_way = True
            self.began.emit()
            self._next()

    def stop(self) -> None:
        """Stop: what is sealed in stays, nothing is half taken in, those that wait are let go."""
        if self.under_way:
            if self._job is not None:
                self._job.cancel()
            self._end(stopped(*self._files.finish()))

    def forget(self) -> None:
        """What was told was read: its names of files need not stand there any more."""
        self.told = None

    # --- under way

    def _take(
        self, one: Brought, then: Callable[[Evidence], object], failed: Callable[[Refusal], object]
    ) -> Job[Evidence]:
        return actions.take(self._desk, one.case, one.path, one.received, then, failed, self._within)

    def _next(self) -> None:
        """The next file that waits; after the last, what became of all."""
        if self._files.waiting:
            self._job = self._files.next(self._announce)
            return
        came, _left = self._files.finish()
        if not unread(came):
            for draft in self._drafts:
                keep_draft(self._desk, draft, {})
        self._end(sealed(came))

    def _announce(self, name: str) -> None:
        number, count = len(self._files.came) + 1, self._files.count
        words = _("Sealing {file}, {number} of {count}").format(file=name, number=number, count=count)
        self._report(words, (number - 1) / count)

    def _within(self, _words: str, share: float) -> None:
        """How far the file under way is, as a part of all."""
        self._report(self.said[0], (len(self._files.came) + max(share, 0.0)) / self._files.count)

    def _report(self, words: str, share: float) -> None:
        self.said = (words, share)
        self.reported.emit(words, share)

    def _end(self, told: Told) -> None:
        self._job, self.under_way, self.told = None, False, told
        self.ended.emit(told)


def sealing_of(desk: Desk) -> Sealing:
    """What is being sealed in through this desk; made when it is first wanted, and gone with the desk."""
    return desk.findChild(Sealing) or Sealing(desk)


def sealed(files: Files) -> Told:
    """What became of the files: how many are sealed in, and a line for each. The sentence names none of them."""
    count, lacking = sum(one.found is not None for one in files), unread(files)
    said = ngettext("{count} file is sealed in.", "{count} files are sealed in.", count).format(count=count)
    sentence = " · ".join(part for part in (said if count or not lacking else "", lacking) if part)
    tone, icon = ("danger", "octagon-x") if lacking else ("ok", "circle-check")
    return Told(tone, icon, sentence, lines_of(files, _what))


def stopped(files: Files, left: int) -> Told:
    """It was stopped: what was sealed in before that, and how many files were not looked at."""
    said = _("Stopped. What is sealed in stands in the list; nothing was half taken in.")
    return Told("info", "info", said, (*lines_of(files, _what), *let_go(left)))


def _what(item: Evidence) -> str:
    return _("{number} is sealed in.").format(number=item.ev_no)
