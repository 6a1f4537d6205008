"""The window with 50,000 cases: what a person waits for, what blocks the event loop, what memory it takes.

A process of its own shows the real window (offscreen unless a display is given) on a copy of the office and works in
it as a person would: `python -m tests.bench.window FOLDER [--minutes 10]`. It prints its figures as JSON. A timer that
should beat every five milliseconds tells for how long nothing was drawn and no key was heard.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import linear_regression, median
from typing import Any

from tests.bench.engines import Engine
from tests.bench.measure import Figure
from tests.bench.stock import PASSPHRASES, ROOT, Stock

GROUP = "window"
BEAT = 5
STALL = 50
RUNS = 8
WORDS = ("detention", "passport", "witness", "submission", "council", "working group")
MEMORY = 400


def measure(stock: Stock, cases: int, minutes: float) -> Iterator[Figure]:
    """Figures of the window on an office with so many cases, and of its memory over so many minutes of use."""
    with stock.copy(Engine.KEYED, cases) as folder:
        said = json.loads(_process(folder, minutes))
    for what, aim in (
        ("key press to first results painted", 200),
        ("scrolled a screen, its rows painted", 200),
        ("case opened and painted", 500),
        ("tab of a case switched and painted", 200),
    ):
        times = said[what]
        yield _figure(f"{what}, {cases:,} cases", median(times), at_most=aim, note=f"worst {max(times):.0f} ms")
    yield _figure("longest time in which nothing was drawn or heard", said["stall"], at_most=STALL)
    if minutes:
        yield _figure(f"memory at its highest in {minutes:g} minutes of use", said["memory"], "MB", at_most=MEMORY)
        yield _figure("memory gained a minute in the second half", said["slope"], "MB", at_most=1)


def _figure(what: str, value: float, unit: str = "ms", **more: Any) -> Figure:
    return Figure(group=GROUP, what=what, value=value, alone=value, unit=unit, runs=RUNS, **more)


def _process(folder: Path, minutes: float) -> str:
    command = [sys.executable, "-m", "tests.bench.window", str(folder), "--minutes", str(minutes)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "FIELDCASE_STATE": str(folder / "outside-03")}
    environment["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT).stdout


class Desk:
    """Somebody at the window; `beats` are the times at which the timer came late, in milliseconds."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        from fieldcase.desktop.app import Program

        self.application = QApplication(["fieldcase"])
        self.program = Program(self.application, folder / "03", lambda: None, _clock())
        self.program.start()
        self._last, self.stalls = time.perf_counter(), list[float]()
        self._timer = QTimer()
        self._timer.setInterval(BEAT)
        self._timer.timeout.connect(self._beat)
        self._timer.start()
        self.until(lambda: not self.program.desk.busy)
        self.program.unlock_screen.passphrase.setText(PASSPHRASES["03"])
        self.program.unlock_screen.unlock()
        self.until(lambda: hasattr(self.program.window, "screen_shown") and not self.program.desk.busy, patience=120)
        self.window: Any = self.program.window
        self.window.resize(1366, 768)
        self.window.go("cases")
        self.settle()
        self.stalls.clear()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.stalls.append((now - self._last) * 1e3 - BEAT)
        self._last = now

    def until(self, condition: Callable[[], bool], patience: float = 30) -> None:
        """Let the window work until it is so; the timer wakes it."""
        from PySide6.QtCore import QEvent, QEventLoop
        from PySide6.QtWidgets import QApplication

        end = time.perf_counter() + patience
        while not condition():
            self.application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            if time.perf_counter() > end:
                raise SystemExit("the window did not come to rest")

    def settle(self) -> None:
        """Until everything that was asked is answered and painted."""
        self.until(lambda: not self.program.desk.busy)
        self.until_painted()

    def until_painted(self) -> None:
        beats = len(self.stalls)
        self.until(lambda: len(self.stalls) > beats + 1)

    def took(self, act: Callable[[], object], done: Callable[[], bool]) -> float:
        """Milliseconds until what was done is answered and painted."""
        begin = time.perf_counter()
        act()
        self.until(done)
        self.until_painted()
        return (time.perf_counter() - begin) * 1e3

    # --- what a person does

    def search(self, words: str) -> list[float]:
        """Type the words letter by letter; how long each letter waits for its results."""
        from PySide6.QtTest import QTest

        window, times = self.window, []
        window.top.search.setFocus()
        window.top.search.clear()
        cases = window.screen_shown
        for letter in words:
            times.append(
                self.took(
                    lambda letter=letter: QTest.keyClicks(window.top.search, letter),  # type: ignore[misc]
                    lambda: not cases._pause.isActive() and not self.program.desk.busy,
                )
            )
        return times

    def scroll(self, steps: int) -> list[float]:
        """From the top to the bottom in so many steps."""
        cases = self.window.screen_shown
        bar = cases.table.verticalScrollBar()
        return [
            self.took(
                lambda step=step: bar.setValue(bar.maximum() * step // steps),  # type: ignore[misc]
                lambda: cases._list.case(max(0, cases.table.rowAt(5))) is not None,
            )
            for step in range(1, steps + 1)
        ]

    def open(self, row: int) -> float:
        """Open the case of a row."""
        cases = self.window.screen_shown
        cases.table.scrollToTop()
        cases.table.selectRow(row)
        self.until(lambda: cases._list.case(row) is not None)
        return self.took(
            lambda: cases._open(row),
            lambda: self.window.screen_shown is not cases and self.window.screen_shown._page is not None,
        )

    def tabs(self) -> list[float]:
        """Every tab of the case."""
        return [
            self.took(lambda tab=tab: self.window.do(f"tab_{tab}"), lambda: not self.program.desk.busy)  # type: ignore[misc]
            for tab in (2, 3, 4, 5, 6, 7, 1)
        ]

    def back(self) -> None:
        """Back to the list, with nothing searched."""
        self.window.do("back")
        self.settle()
        self.window.screen_shown._remove("words")
        self.window.top.search.clear()
        self.settle()


def _clock() -> Any:
    from tests.laptops import Clock

    return Clock()


def memory() -> float:
    """What the process holds in memory now, in megabytes (Linux)."""
    said = Path("/proc/self/status").read_text("utf-8")
    return int(said.split("VmRSS:")[1].split()[0]) / 1024


def work(folder: Path, minutes: float) -> dict[str, Any]:
    """Measure once, then go on working for so many minutes and watch the memory."""
    desk = Desk(folder)
    keys = [taken for words in WORDS[:3] for taken in desk.search(words)]
    desk.window.screen_shown._remove("words")
    desk.settle()
    said: dict[str, Any] = {
        "key press to first results painted": keys,
        "scrolled a screen, its rows painted": desk.scroll(RUNS * 2),
    }
    opened, tabs = [], []
    for run in range(RUNS):
        opened.append(desk.open(run * 3))
        tabs += desk.tabs()
        desk.back()
    said |= {"case opened and painted": opened, "tab of a case switched and painted": tabs}
    said["stall"] = max(desk.stalls)
    said["stalls"] = sorted(desk.stalls)[-10:]
    if minutes:
        said |= _watched(desk, minutes)
    desk.program.desk.close()
    return said


def _watched(desk: Desk, minutes: float) -> dict[str, float]:
    begin, samples, turn = time.perf_counter(), list[tuple[float, float]](), 0
    while (passed := time.perf_counter() - begin) < minutes * 60:
        desk.search(WORDS[turn % len(WORDS)])
        desk.window.screen_shown._remove("words")
        desk.settle()
        desk.scroll(20)
        desk.open(turn % 40)
        desk.tabs()
        desk.back()
        samples.append((passed / 60, memory()))
        turn += 1
    half = samples[len(samples) // 2 :]
    slope = linear_regression(*zip(*half, strict=True)).slope if len(half) > 2 else 0.0
    return {"memory": max(held for _at, held in samples), "slope": slope}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=0.0)
    asked = parser.parse_args()
    print(json.dumps(work(asked.folder, asked.minutes)))
