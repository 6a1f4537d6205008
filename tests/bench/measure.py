"""How things are measured: several times each, in turn with what they are compared with, and the median taken.

A machine that is busy slows both sides of a ratio alike when they take turns; absolute figures are then only as good
as the moment. The load is therefore noted beside them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

import msgspec

RUNS = 5
"""Least number of runs of whatever is measured."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing measured. `value` and `than` in `unit`; `ratio` is the time ours takes over the time the other takes.

    `at_most` and `at_least` are aims for the value, `ratio_at_most` for the ratio; 0 where there is none.
    """

    group: str
    what: str
    value: float
    unit: str
    reference: str = ""
    than: float = 0.0
    ratio: float = 0.0
    at_most: float = 0.0
    at_least: float = 0.0
    ratio_at_most: float = 0.0
    runs: int = RUNS
    note: str = ""

    @property
    def aim(self) -> str:
        """The aim in words; empty where there is none."""
        if self.ratio_at_most:
            return f"≤ {self.ratio_at_most:g} ×"
        if self.at_least:
            return f"≥ {self.at_least:,.0f} {self.unit}"
        return f"≤ {self.at_most:g} {self.unit}" if self.at_most else ""

    @property
    def met(self) -> bool | None:
        """Whether it meets its aim; None where there is none."""
        if self.ratio_at_most:
            return self.ratio <= self.ratio_at_most
        if self.at_least:
            return self.value >= self.at_least
        return self.value <= self.at_most if self.at_most else None


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes. Rubbish of earlier calls is collected before."""
    gc.collect()
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def in_turn(acts: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, float]:
    """The median seconds of each, all of them run once before any runs again."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(runs):
        for name, act in acts.items():
            taken[name].append(seconds(act))
    return {name: median(times) for name, times in taken.items()}


def often(acts: Mapping[str, Callable[[int], object]], times: int) -> tuple[dict[str, float], dict[str, float]]:
    """For short acts: median seconds on the clock, and of the processor, each given the number of its run."""
    clock: dict[str, list[float]] = {name: [] for name in acts}
    processor: dict[str, list[float]] = {name: [] for name in acts}
    gc.collect()
    for number in range(times):
        for name, act in acts.items():
            wall, cpu = time.perf_counter(), time.process_time()
            act(number)
            processor[name].append(time.process_time() - cpu)
            clock[name].append(time.perf_counter() - wall)
    return {n: median(t) for n, t in clock.items()}, {n: median(t) for n, t in processor.items()}
