"""Files that are gone through one after the other, and how it is told, without a window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fieldcase.desktop.files.sealing import sealed, stopped
from fieldcase.desktop.files.several import numbered
from fieldcase.desktop.onebyone import Came, OneByOne
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.refusal import Refusal
from fieldcase.office.given import FileEmpty

Then, Failed = Callable[[str], object], Callable[[Refusal], object]


def test_each_is_begun_once_the_one_before_is_over_and_a_refusal_stops_none() -> None:
    begun: list[tuple[str, Then, Failed]] = []
    announced: list[str] = []

    def begin(item: str, then: Then, failed: Failed) -> Any:
        begun.append((item, then, failed))

    def after() -> None:
        if queue.waiting:
            queue.next(announced.append)

    queue: OneByOne[str, str] = OneByOne(begin, str.upper, after)
    queue.add(["a", "b", "c"])
    queue.next(announced.append)
    assert (announced, queue.count, queue.waiting) == (["A"], 3, 2)
    begun[0][1]("read")
    begun[1][2](FileEmpty(file="b"))
    queue.add(["d"])
    assert announced == ["A", "B", "C"]
    came, left = queue.finish()
    assert [(one.name, one.found, bool(one.problem)) for one in came] == [("A", "read", False), ("B", None, True)]
    assert left == 1
    assert queue.finish() == ([], 0)


def test_what_became_of_several_files_is_a_sum_without_names_and_a_line_for_each() -> None:
    files = [Came("a.pdf", Evidence(ev_no="EV1")), Came("b.pdf", None, "“b.pdf” cannot be read.")]
    told = sealed(files)
    assert told.sentence == "1 file is sealed in. · 1 file not read"
    assert told.lines == ("a.pdf: EV1 is sealed in.", "b.pdf: “b.pdf” cannot be read.")
    assert (told.tone, sealed(files[:1]).tone) == ("danger", "ok")
    assert sealed(files[1:]).sentence == "1 file not read"
    assert stopped(files[:1], 3).lines == ("a.pdf: EV1 is sealed in.", "3 files were not looked at.")


def test_a_file_without_a_title_of_its_own_is_told_apart_by_its_number() -> None:
    assert numbered("Scan of the order", 2) == "Scan of the order (2)"
