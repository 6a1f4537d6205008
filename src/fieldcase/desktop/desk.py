"""One worker thread owns the vault; the window hands it use cases through `Desk.run` and never waits.

Answers come back over an explicitly queued signal: with the default connection a job that ends at once would answer
inside `run`. Refusals become sentences; work that was cancelled answers nothing, and so does what only a part of the
window heard that is gone; anything else is a bug and is reported by its kind and place, never with the words of a
record.

Long work makes room for the rest, and the vault still has one writer: everything is done in one thread, one after the
other. A use case that yields is put back behind what waits, so that a save comes between its steps. Where it says that
nothing of it is under way (it copies to a stick), what waits and is short is done at once; where it only reports
progress, what keeps a draft.
"""

from __future__ import annotations

import itertools
import queue
import traceback
from collections import deque
from collections.abc import Callable, Generator
from contextlib import ExitStack
from pathlib import PurePath
from types import CellType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThread, Signal
from shiboken6 import isValid

from fieldcase.desktop.collecting import Collector
from fieldcase.model.refusal import Refusal

Report = Callable[[str, float], None]
Answer = TypeVar("Answer")
Pause = Callable[[], None]
Between = Callable[[Any], bool]
"""Says of an open session whether a small use case may be carried out in the midst of another one."""
FIRST, LATER, LAST = 0, 1, 2
REACH = 3
"""So many steps from a callback to the part of the window that it tells are followed."""


class Cancelled(Exception):
    """Raised inside a use case, where it reports progress, when nobody wants its answer any more."""


class Bug(Exception):
    """Something nobody foresaw. `kind` and `place` say what and where, without a word of any record."""

    def __init__(self, error: BaseException) -> None:
        self.kind = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        self.place = " < ".join(f"{PurePath(f.filename).name}:{f.lineno}" for f in reversed(frames[-4:]))
        super().__init__(f"{self.kind} at {self.place}")


class Job(Generic[Answer]):
    """One use case on its way. Threads: made and cancelled in the window, carried out by the worker."""

    def __init__(
        self,
        use_case: Callable[..., Answer],
        then: Callable[[Answer], object] | None,
        failed: Callable[[Refusal], object] | None,
        progress: Report | None,
        *,
        opens: bool = False,
        reads: bool = False,
        between: Between | None = None,
    ) -> None:
        self.use_case: Callable[..., Answer] | None = use_case
        self.then, self.failed, self.progress = then, failed, progress
        self.opens, self.reads, self.between = opens, reads, between
        self.cancelled = False
        self.begun = False
        self.steps: Generator[None, None, Answer] | None = None

    def cancel(self) -> None:
        """Want the answer no more. What has not begun is left out; long work ends at its next report of progress."""
        self.cancelled = True

    def let_go(self) -> None:
        """Hold nothing of the window any more: the worker may be the last to drop a job, and must not end its parts."""
        self.use_case = self.then = self.failed = self.progress = self.between = None

    @property
    def wanted(self) -> bool:
        """Whether those who asked are still there."""
        return not self.cancelled and all(_there(one) for one in (self.then, self.failed, self.progress))


class Desk(QObject):
    """What the window talks to. Threads: lives in the window's; only `_Worker` touches the session.

    `opened` says that a session is open now; `refused` passes on refusals that nobody else takes; `broken` a `Bug`.
    """

    refused = Signal(Refusal)
    broken = Signal(Bug)
    idle = Signal()

    _answered = Signal(object, object)
    _reported = Signal(object, str, float)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: queue.PriorityQueue[tuple[int, int, Job[Any] | None]] = queue.PriorityQueue()
        self._small: deque[Job[Any]] = deque()
        self._count = itertools.count()
        self._under_way = 0
        self._closed = False
        self._worker = _Worker(self)
        self._collector = Collector(self)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        use_case: Callable[..., Answer],
        then: Callable[[Answer], object] | None = None,
        *,
        failed: Callable[[Refusal], object] | None = None,
        progress: Report | None = None,
        order: int = FIRST,
        reads: bool = False,
        between: Between | None = None,
    ) -> Job[Answer]:
        """Carry out `use_case(session)` in the worker, then call `then(answer)` in the window.

        With `progress` the use case is called as `use_case(session, report)`. `failed` takes a refusal (else the
        signal `refused` does). Callbacks that belong to a part of the window which is gone are left out: what only
        `reads` for it is not even begun; what changes something is done, and told to the window where it was refused.
        A use case may be a generator: what waits goes ahead wherever it yields, and what it returns is the answer. With
        `between` it does not wait for the end of another one that reports progress, wherever `between(session)` allows.
        """
        job = Job(use_case, then, failed, progress, reads=reads, between=between)
        if between is not None and not self._closed:
            self._small.append(job)
        self._put(order, job)
        return job

    def run_in_steps(
        self,
        use_case: Callable[[Any, Report, Pause], Generator[None, None, Answer]],
        then: Callable[[Answer], object],
        *,
        failed: Callable[[Refusal], object],
        progress: Report,
        order: int = FIRST,
        reads: bool = False,
    ) -> Job[Answer]:
        """The same for long work that is a generator: other work comes between its steps, and wherever it calls its
        third argument: nothing of it is under way there, and the vault may be read and written."""

        def begin(session: Any, report: Report) -> Any:
            return use_case(session, report, lambda: self._worker.make_room(job))

        job: Job[Answer] = Job(begin, then, failed, progress, reads=reads)
        self._put(order, job)
        return job

    def open(
        self,
        opening: Callable[[Report], Any],
        facts: Callable[[Any], Answer],
        then: Callable[[Answer], object],
        *,
        failed: Callable[[Refusal], object] | None = None,
        progress: Report | None = None,
    ) -> Job[Answer]:
        """Open a session by `opening(report)`; it is the worker's from then on, and `then` is told `facts(session)`.

        An opening that is cancelled, or whose facts are refused, leaves no session open.
        """

        def hand_over(_session: object, report: Report) -> Answer:
            self._worker.drop()
            session = opening(report)
            with ExitStack() as undo:
                undo.callback(session.close)
                report("", 1.0)
                told = facts(session)
                undo.pop_all()
            self._worker.session = session
            return told

        job = Job(hand_over, then, failed, progress or _silently, opens=True)
        self._put(FIRST, job)
        return job

    def close(self, patience: int = 5000) -> bool:
        """Carry out what changes something, close the session and end the worker; False when it took longer than
        `patience` milliseconds. What is asked after that is never carried out.

        Long work that is under way has half the time; then it ends at its next report of progress, so that what waits
        behind it (a draft of what was typed) is still written.
        """
        self._closed = True
        if self._worker.isRunning():
            self._waiting.put((LAST, next(self._count), None))
            if not self._worker.wait(patience // 2):
                self._worker.hurry = True
                if not self._worker.wait(patience - patience // 2):
                    return False
        self._collector.end()
        return True

    @property
    def busy(self) -> bool:
        """Whether anything is asked and not yet answered."""
        return self._under_way > 0

    def _put(self, order: int, job: Job[Any]) -> None:
        if self._closed:
            return
        self._under_way += 1
        self._waiting.put((order, next(self._count), job))
        if not self._worker.isRunning():
            self._collector.begin()
            self._worker.start()

    def _pass_on(self, job: Job[Any], words: str, share: float) -> None:
        if job.progress is not None and job.wanted:
            job.progress(words, share)

    def _take(self, job: Job[Any], outcome: object) -> None:
        self._under_way -= 1
        try:
            if isinstance(outcome, Bug):
                self.broken.emit(outcome)
            elif job.opens and not job.wanted and not isinstance(outcome, (Cancelled, Refusal)):
                self.run(lambda _session: self._worker.drop())
            elif job.cancelled or isinstance(outcome, Cancelled):
                pass
            elif isinstance(outcome, Refusal):
                self._refuse(job, outcome)
            elif job.then is not None and _there(job.then):
                job.then(outcome)
        except RuntimeError:
            if not any(_reaches_gone(one) for one in (job.then, job.failed)):
                raise
        finally:
            job.let_go()
            if not self._under_way:
                self.idle.emit()

    def _refuse(self, job: Job[Any], refusal: Refusal) -> None:
        """To who asked; to the window where nobody takes it, or where who asked is gone and now thinks it was saved."""
        if job.failed is not None and _there(job.failed):
            job.failed(refusal)
        elif job.failed is None or not (job.reads or job.opens):
            self.refused.emit(refusal)


class _Worker(QThread):
    """Carries out jobs one after another. Threads: `run` is the worker thread; `session` is touched there alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.session: Any = None
        self.hurry = False
        self._desk = desk

    def run(self) -> None:
        """Take jobs until told to end; then close the session."""
        while True:
            _order, _number, job = self._desk._waiting.get()
            if job is None:
                break
            if not job.begun or job.steps is not None:
                self._answer(job)
        self.drop()

    def drop(self) -> None:
        """Close the session, if one is open. Threads: the worker's."""
        session, self.session = self.session, None
        if session is not None:
            session.close()

    def make_room(self, job: Job[Any]) -> None:
        """Carry out what waits and is short, in the midst of long work of which nothing is under way."""
        if self._stopped(job):
            raise Cancelled
        self._between()
        waiting = self._desk._waiting
        while not waiting.empty():
            found = waiting.get()
            next_one = found[2]
            if found[0] != FIRST or next_one is None or next_one.opens or next_one.progress is not None:
                waiting.put(found)
                return
            if not next_one.begun:
                self._answer(next_one)

    def _answer(self, job: Job[Any]) -> None:
        """Carry a job out, or its next step; what is not at its end goes behind what waits."""
        job.begun = True
        outcome = self._carry_out(job)
        if job.steps is not None:
            self._desk._waiting.put((LATER, next(self._desk._count), job))
        else:
            self._desk._answered.emit(job, outcome)
        while self._desk._small and self._desk._small[0].begun:
            self._desk._small.popleft()

    def _carry_out(self, job: Job[Any]) -> object:
        try:
            if job.steps is None:
                use_case = job.use_case
                if use_case is None or job.cancelled or (not job.wanted and (job.reads or job.opens)):
                    return Cancelled()
                answer: Any = use_case(self.session, *([] if job.progress is None else [self._reporting(job)]))
                if not isinstance(answer, Generator):
                    return answer
                job.steps = answer
            return self._step(job, job.steps)
        except (Refusal, Cancelled) as foreseen:
            job.steps = None
            return foreseen.with_traceback(None)  # its frames hold parts of the window, which must not end here
        except Exception as error:
            job.steps = None
            return Bug(error)

    def _step(self, job: Job[Any], steps: Any) -> object:
        """One step of long work; at its end what it returned."""
        if self._stopped(job):
            steps.close()
            raise Cancelled
        try:
            next(steps)
        except StopIteration as end:
            job.steps = None
            return end.value
        return None

    def _reporting(self, job: Job[Any]) -> Report:
        said: list[tuple[str, int]] = []

        def report(words: str, share: float) -> None:
            if self._stopped(job):
                raise Cancelled
            if said != [now := (words, round(share * 1000))]:  # a report costs nothing while nothing moved
                said[:] = [now]
                self._desk._reported.emit(job, words, float(share))
            self._between()

        return report

    def _between(self) -> None:
        """Carry out what is small and waits, in its order, as long as it may come between."""
        while self._desk._small:
            job = self._desk._small[0]
            if job.between is None or not job.between(self.session):
                return
            self._answer(job)

    def _stopped(self, job: Job[Any]) -> bool:
        """Whether nobody wants the rest: it was cancelled, or the vault is being closed between two of its steps."""
        return job.cancelled or self.hurry or (self._desk._closed and job.steps is not None)


def _silently(words: str, share: float) -> None:
    """Report progress to nobody."""


def _there(callback: Callable[..., object] | None) -> bool:
    owner = getattr(callback, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)


def _reaches_gone(told: object, steps: int = REACH) -> bool:
    """Whether a callback leads to a part of the window that is gone: by its owner, or by what it closes over."""
    if isinstance(told, QObject):
        return not isValid(told)
    if not steps or isinstance(told, (str, bytes, int, float, type)):
        return False
    reached = [cell.cell_contents for cell in getattr(told, "__closure__", None) or () if _filled(cell)]
    reached += [getattr(told, "__self__", None), *getattr(told, "__dict__", {}).values()]
    return any(_reaches_gone(one, steps - 1) for one in reached)


def _filled(cell: CellType) -> bool:
    try:
        return cell.cell_contents is not None
    except ValueError:  # a name that was not bound yet
        return False
