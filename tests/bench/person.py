"""Somebody at the real window, by its real keys, with a pulse: for how long it neither drew nor heard anything.

A timer beats every five milliseconds in the event loop. Each beat tells how late it came, what was being done, and how
much of the processor the window's thread took meanwhile: a beat that came late without it waited for another thread or
for another program on the machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from fieldcase.desktop.app import Program
from tests.bench.stock import PASSPHRASES
from tests.laptops import Clock

BEAT = 5
SETTLED = 1
"""So many beats after the last answer everything is painted."""
PATIENCE = 60


class Late:
    """A beat that came late: milliseconds on the clock and of the thread's own work, and what was being done."""

    def __init__(self, doing: str, clock: float, own: float) -> None:
        self.doing, self.clock, self.own = doing, clock, own


class Pulse:
    """Beats while the event loop runs; keeps the latest beat of each thing done."""

    def __init__(self) -> None:
        self.doing, self.beats = "", 0
        self.worst: dict[str, Late] = {}
        self._clock, self._own = time.perf_counter(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT)

    def _beat(self) -> None:
        clock, own = time.perf_counter(), time.thread_time()
        self.beats += 1
        late = (clock - self._clock) * 1e3 - BEAT
        if self.doing not in self.worst or late > self.worst[self.doing].clock:
            self.worst[self.doing] = Late(self.doing, late, (own - self._own) * 1e3)
        self._clock, self._own = clock, own


class Person:
    """Somebody who unlocks an office at 1366×768 and works in it. What is done is named for the pulse."""

    def __init__(self, folder: Path) -> None:
        application = QApplication.instance() or QApplication(["fieldcase"])
        assert isinstance(application, QApplication)
        self.application, self.folder = application, folder
        self.pulse = Pulse()
        self.times: dict[str, list[float]] = {}
        self.unlock()

    def unlock(self) -> None:
        """From the locked screen to the list of cases."""
        self.pulse.doing = "unlocked"
        self.program = Program(self.application, self.folder / "03", lambda: None, Clock())
        self.program.start()
        self.until(lambda: not self.program.desk.busy)
        self.program.unlock_screen.passphrase.setText(PASSPHRASES["03"])
        self.program.unlock_screen.unlock()
        self.until(lambda: hasattr(self.program.window, "screen_shown") and not self.program.desk.busy)
        self.window: Any = self.program.window
        self.window.resize(1366, 768)
        self.window.go("cases")
        self.settle()

    def lock(self) -> None:
        """Lock, as Ctrl+L does. The program would then replace its process; here it goes on in the same one, so that
        what stays behind is seen."""
        self.pulse.doing = "locked"
        self.window.lock()
        self.window.deleteLater()
        self.program.deleteLater()
        self._turns()

    def leave(self) -> None:
        """Close the vault, and the window with it."""
        self.window.close()
        self.program.desk.close()

    # --- waiting

    def until(self, condition: Callable[[], bool]) -> None:
        """Let the window work until it is so; the pulse wakes it."""
        end = time.perf_counter() + PATIENCE
        while not condition():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if time.perf_counter() > end:
                raise SystemExit(f"the window did not come to rest: {self.pulse.doing}")

    def settle(self) -> None:
        """Until everything that was asked is answered and painted."""
        self.until(lambda: not self.program.desk.busy)
        self._turns()

    def _turns(self) -> None:
        beats = self.pulse.beats
        self.until(lambda: self.pulse.beats > beats + SETTLED)

    def takes(self, what: str, act: Callable[[], object], done: Callable[[], bool] | None = None) -> float:
        """Milliseconds until what is done is answered and painted; kept in `times`."""
        self.pulse.doing = what
        begin = time.perf_counter()
        act()
        self.until(done or (lambda: not self.program.desk.busy))
        self._turns()
        taken = (time.perf_counter() - begin) * 1e3
        self.times.setdefault(what, []).append(taken)
        return taken

    # --- what a person does

    def search(self, words: str) -> None:
        """Type words letter by letter, waiting for the results of each."""
        self.window.top.search.setFocus()
        self.window.top.search.clear()
        self.settle()
        cases = self.window.screen_shown
        for letter in words:
            self.takes(
                "key press to first results painted",
                lambda letter=letter: press(self.window.top.search, letter),  # type: ignore[misc]
                lambda: not cases._pause.isActive() and not self.program.desk.busy,
            )

    def search_nothing(self) -> None:
        """The whole list again."""
        self.pulse.doing = "search cleared"
        self.window.screen_shown._remove("words")
        self.window.top.search.clear()
        self.until(lambda: not self.window.screen_shown._pause.isActive())
        self.settle()

    def scroll(self, steps: int) -> None:
        """From the top to the bottom in so many steps."""
        cases = self.window.screen_shown
        bar = cases.table.verticalScrollBar()
        for step in range(1, steps + 1):
            self.takes(
                "scrolled a screen, its rows painted",
                lambda step=step: bar.setValue(bar.maximum() * step // steps),  # type: ignore[misc]
                lambda: cases._list.case(max(0, cases.table.rowAt(5))) is not None,
            )

    def open(self, row: int, what: str = "case opened and painted") -> None:
        """Open the case of a row, with its first tab."""
        cases = self.window.screen_shown
        cases.table.scrollToTop()
        cases.table.selectRow(row)
        self.until(lambda: cases._list.case(row) is not None)
        self.takes(
            what,
            lambda: cases._open(row),
            lambda: self.window.screen_shown is not cases and bool(self.window.screen_shown._tabs),
        )
        self.settle()

    def tabs(self) -> None:
        """Every tab of the case, by its key."""
        for tab in (2, 3, 4, 5, 6, 7, 1):
            self.takes("tab of a case switched and painted", lambda tab=tab: self.window.do(f"tab_{tab}"))  # type: ignore[misc]

    def back(self) -> None:
        """Back to the list."""
        self.pulse.doing = "back to the list"
        self.window.do("back")
        self.settle()

    def visit(self, place: str) -> None:
        """Another place of the rail."""
        self.takes("place of the rail shown", lambda: self.window.go(place))

    def begin_a_letter(self) -> None:
        """From the case that is open to where a letter is begun."""
        self.takes("letter begun", lambda: self.window.screen_shown.head.write.click())


def press(field: QWidget, letter: str) -> None:
    """A key that gives a letter of any script."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
