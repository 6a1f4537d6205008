"""When circles are collected: not while a worker is at work, then what is due."""

from __future__ import annotations

import gc
import threading

from fieldcase.desktop.collecting import Collector


class Part:
    """Tells in which thread it ends."""

    def __init__(self, ended_in: list[int], *, circle: bool = False) -> None:
        self.ended_in, self.circle = ended_in, self if circle else None

    def __del__(self) -> None:
        self.ended_in.append(threading.get_ident())


def test_python_collects_by_itself_again_when_the_last_worker_has_ended() -> None:
    assert gc.isenabled()
    first, second = Collector(), Collector()
    first.begin()
    first.begin()
    second.begin()
    assert not gc.isenabled()
    first.end()
    first.end()
    assert not gc.isenabled()
    second.end()
    assert gc.isenabled()


def test_the_generation_that_is_due_is_collected() -> None:
    collector = Collector()
    collector.begin()
    ended_in: list[int] = []
    Part(ended_in, circle=True)
    kept = [[number] for number in range(gc.get_threshold()[0] + 1)]
    collector.collect()
    collector.end()
    assert ended_in == [threading.get_ident()]
    assert len(kept) == gc.get_threshold()[0] + 1
