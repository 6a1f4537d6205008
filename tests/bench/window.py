"""The window with 50,000 cases: what a person waits for, what blocks the event loop, what memory it takes.

A process of its own shows the real window (offscreen unless a display is given) on a copy of the office, and somebody
works in it (`person.py`): `python -m tests.bench.window FOLDER [--minutes 10]`. It prints its figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import linear_regression, median
from typing import TYPE_CHECKING, Any

from tests.bench.engines import Engine
from tests.bench.measure import Figure
from tests.bench.stock import ROOT, Stock
from tests.bench.words import commonest, searched

if TYPE_CHECKING:
    from tests.bench.person import Person

GROUP = "window"
STALL = 50
RUNS = 8
UNLOCKED = 5
MEMORY = 400
PLACES = ("today", "letters", "exchange", "reports", "settings", "cases")
FIRST = "first case opened, at once after unlocking"
AIMS = {
    "key press to first results painted": 200,
    "scrolled a screen, its rows painted": 200,
    "case opened and painted": 500,
    "tab of a case switched and painted": 200,
}
WARM = 2
"""Minutes of use after which the slope of the memory is taken."""
LOCKED_EVERY = 6
"""So many rounds of work between two locks."""


def measure(stock: Stock, cases: int, minutes: float) -> Iterator[Figure]:
    """Figures of the window on an office with so many cases, and of its memory over so many minutes of use."""
    with stock.copy(Engine.KEYED, cases) as folder:
        said = json.loads(_process(folder, minutes))
    for what, aim in AIMS.items():
        yield _waited(f"{what}, {cases:,} cases", said["times"][what], at_most=aim)
    for what in (FIRST, "place of the rail shown"):
        yield _waited(f"{what}, {cases:,} cases", said["times"][what])
    for what, worst in said["worst"].items():
        yield _figure(f"longest without drawing or hearing: {what}", worst["clock"], worst["own"], at_most=STALL)
    if minutes:
        yield _figure(f"memory at its highest in {minutes:g} minutes of use", said["memory"], unit="MB", at_most=MEMORY)
        note = f"{said['samples']} samples from minute {WARM if minutes > WARM else 0} on, {said['locks']} locks"
        slope = said["slope"]
        yield _figure("memory gained a minute, least squares", slope, unit="MB", at_most=1, note=note)


def _waited(what: str, times: list[float], **more: Any) -> Figure:
    note = f"worst {max(times):.0f} ms of {len(times)}"
    return _figure(what, median(times), runs=len(times), note=note, **more)


def _figure(what: str, value: float, alone: float | None = None, unit: str = "ms", **more: Any) -> Figure:
    more.setdefault("runs", RUNS)
    return Figure(group=GROUP, what=what, value=value, alone=value if alone is None else alone, unit=unit, **more)


def _process(folder: Path, minutes: float) -> str:
    command = [sys.executable, "-m", "tests.bench.window", str(folder), "--minutes", str(minutes)]
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "FIELDCASE_STATE": str(folder / "outside-03")}
    environment["PYTHONPATH"] = f"{ROOT / 'src'}:{ROOT}"
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment, cwd=ROOT).stdout


def memory() -> float:
    """What the process holds in memory now, in megabytes (Linux)."""
    said = Path("/proc/self/status").read_text("utf-8")
    return int(said.split("VmRSS:")[1].split()[0]) / 1024


def work(folder: Path, minutes: float) -> dict[str, Any]:
    """Measure once, then go on working for so many minutes and watch the memory."""
    from tests.bench.person import Person

    person = Person(folder)
    for run in range(UNLOCKED):
        person.open(run, FIRST)
        person.back()
        person.lock()
        person.unlock()
    for words in searched():
        person.search(words)
        person.search_nothing()
    person.scroll(RUNS * 2)
    for run in range(RUNS):
        person.open(run * 3)
        person.tabs()
        person.back()
    for place in PLACES:
        person.visit(place)
    worst = {what: person.pulse.worst[what] for what in (*AIMS, FIRST, "place of the rail shown", "unlocked")}
    said: dict[str, Any] = {
        "times": {what: list(times) for what, times in person.times.items()},
        "worst": {what: {"clock": late.clock, "own": late.own} for what, late in worst.items()},
    }
    if minutes:
        said |= _watched(person, minutes)
    person.leave()
    return said


def _watched(person: Person, minutes: float) -> dict[str, Any]:
    """A day's work over and over: search, scroll, cases with all their tabs, letters, settings, locked and unlocked."""
    begin, samples, turn, locks = time.perf_counter(), list[tuple[float, float]](), 0, 0

    def sample() -> float:
        passed = (time.perf_counter() - begin) / 60
        samples.append((passed, memory()))
        return passed

    words = (*searched(), commonest())
    while sample() < minutes:
        person.search(words[turn % len(words)])
        sample()
        person.search_nothing()
        person.scroll(20)
        sample()
        for case in range(3):
            person.open((turn * 3 + case) % 40)
            person.tabs()
            if case == 0:
                person.begin_a_letter()
                person.back()
            person.back()
            sample()
        for place in PLACES:
            person.visit(place)
        turn += 1
        if turn % LOCKED_EVERY == 0:
            person.lock()
            person.unlock()
            locks += 1
    warm = [one for one in samples if one[0] >= WARM] if minutes > WARM else samples
    slope = linear_regression(*zip(*warm, strict=True)).slope if len(warm) > 2 else 0.0
    held = [round(held) for _at, held in samples[:: max(1, len(samples) // 40)]]
    return {
        "memory": max(held for _at, held in samples),
        "slope": slope,
        "samples": len(warm),
        "locks": locks,
        "held": held,
        "rounds": turn,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--minutes", type=float, default=0.0)
    asked = parser.parse_args()
    print(json.dumps(work(asked.folder, asked.minutes)))
