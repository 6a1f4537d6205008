"""How things are measured: several times each, in turn with what they are compared with, and the median taken.

A machine that is busy slows both sides of a ratio alike when they take turns; absolute figures are then only as good
as the moment. The processor's own time, of children too, and the load are therefore noted beside them.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median
from typing import Any

import msgspec

RUNS = 5
"""Least number of runs of whatever is measured."""


class Taken(msgspec.Struct, frozen=True):
    """Seconds on the clock, and of all processors together."""

    clock: float
    processor: float


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One thing measured. `value` and `than` in `unit`; `ratio` is the time ours takes over the time the other takes.

    `alone` is the value by the processor's time alone, as if nothing else ran and the disk took none; `ratio_alone` the
    ratio. `at_most` and `at_least` are aims for the value, `ratio_at_most` for the ratio; 0 where there is none.
    """

    group: str
    what: str
    value: float
    alone: float
    unit: str
    reference: str = ""
    than: float = 0.0
    ratio: float = 0.0
    ratio_alone: float = 0.0
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


def figure(
    group: str, what: str, ours: Taken, *, count: int = 0, unit: str = "ms", than: Taken | None = None, **more: Any
) -> Figure:
    """A figure in milliseconds, or, of `count` things, in so many a second; `more`: reference, aims, runs, note."""

    def said(seconds: float) -> float:
        return count / seconds if count else seconds * 1e3

    if than is not None:
        more |= {
            "than": said(than.clock),
            "ratio": ours.clock / than.clock,
            "ratio_alone": ours.processor / than.processor,
        }
    return Figure(group=group, what=what, unit=unit, value=said(ours.clock), alone=said(ours.processor), **more)


def timed(act: Callable[[], object]) -> Taken:
    """What one call takes. Rubbish of earlier calls is collected before."""
    gc.collect()
    return _timed(act)


def in_turn(acts: Mapping[str, Callable[[], object]], runs: int = RUNS) -> dict[str, Taken]:
    """The median of each, all of them run once before any runs again."""
    taken: dict[str, list[Taken]] = {name: [] for name in acts}
    for _ in range(runs):
        for name, act in acts.items():
            taken[name].append(timed(act))
    return {name: middle(times) for name, times in taken.items()}


def often(acts: Mapping[str, Callable[[int], object]], times: int) -> dict[str, Taken]:
    """The median of short acts, each given the number of its run."""
    taken: dict[str, list[Taken]] = {name: [] for name in acts}
    gc.collect()
    for number in range(times):
        for name, act in acts.items():
            taken[name].append(_timed(lambda act=act, number=number: act(number)))  # type: ignore[misc]
    return {name: middle(times) for name, times in taken.items()}


def middle(times: list[Taken]) -> Taken:
    """The medians of the clock and of the processor."""
    return Taken(median(one.clock for one in times), median(one.processor for one in times))


def _timed(act: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), _processor()
    act()
    return Taken(time.perf_counter() - clock, max(_processor() - processor, 1e-6))


def _processor() -> float:
    children = getrusage(RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime
