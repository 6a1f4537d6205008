"""The desk: one worker, answers that never come inside the question, refusals as they are, bugs without content."""

from __future__ import annotations

import threading
from collections.abc import Generator

import pytest
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.desk import Bug, Desk, Pause, Report
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

RUNS = 2000


class Full(Refusal):
    message = N_("The box is full: {count}.")
    remedy = N_("Empty it.")


class Session:
    """What a vault's session is to the desk: something to be closed, once, in the thread that opened it."""

    def __init__(self) -> None:
        self.thread = threading.get_ident()
        self.closed_in = 0

    def close(self) -> None:
        self.closed_in = threading.get_ident()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk()


@pytest.fixture(autouse=True)
def closed(desk: Desk):  # type: ignore[no-untyped-def]  # a generator fixture
    yield
    assert desk.close()


def test_two_thousand_answers_come_in_order_and_never_inside_run(desk: Desk, qtbot: QtBot) -> None:
    answers: list[int] = []
    inside: list[int] = []
    asking = False

    def take(answer: int) -> None:
        if asking:
            inside.append(answer)
        answers.append(answer)

    for number in range(RUNS):
        asking = True
        desk.run(lambda _session, number=number: number, take)
        asking = False
    qtbot.waitUntil(lambda: len(answers) == RUNS, timeout=20_000)
    assert answers == list(range(RUNS))
    assert inside == []


def test_use_cases_run_in_one_thread_that_is_not_the_windows(desk: Desk, qtbot: QtBot) -> None:
    threads: set[int] = set()
    answered: list[int] = []
    for _number in range(20):
        desk.run(lambda _session: threading.get_ident(), lambda ident: (threads.add(ident), answered.append(ident)))
    qtbot.waitUntil(lambda: len(answered) == 20)
    assert len(threads) == 1
    assert threading.get_ident() not in threads


def test_answers_are_given_in_the_windows_thread(desk: Desk, qtbot: QtBot) -> None:
    where: list[int] = []
    desk.run(lambda _session: None, lambda _answer: where.append(threading.get_ident()))
    qtbot.waitUntil(lambda: bool(where))
    assert where == [threading.get_ident()]


def test_a_refusal_goes_to_who_asked(desk: Desk, qtbot: QtBot) -> None:
    refused: list[Refusal] = []

    def refuse(_session: object) -> None:
        raise Full(count=3)

    desk.run(refuse, lambda _answer: pytest.fail("it was refused"), failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert str(refused[0]) == "The box is full: 3. Empty it."


def test_a_refusal_that_nobody_takes_is_told_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    def refuse(_session: object) -> None:
        raise Full(count=1)

    with qtbot.waitSignal(desk.refused) as told:
        desk.run(refuse)
    assert isinstance(told.args[0], Full)


def test_a_bug_is_told_by_kind_and_place_and_without_a_word_of_the_case(desk: Desk, qtbot: QtBot) -> None:
    def stumble(_session: object) -> None:
        name = "Ilena Dovrak"
        raise ValueError(f"cannot read {name}")

    with qtbot.waitSignal(desk.broken) as told:
        desk.run(stumble)
    bug = told.args[0]
    assert isinstance(bug, Bug)
    assert bug.kind == "ValueError"
    assert "test_desk.py" in bug.place
    assert "Dovrak" not in f"{bug} {bug!r} {bug.place}"


def test_after_a_bug_the_desk_goes_on(desk: Desk, qtbot: QtBot) -> None:
    answers: list[str] = []
    desk.run(lambda _session: 1 / 0)
    desk.run(lambda _session: "still here", answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["still here"]


def test_what_was_cancelled_before_it_began_is_not_done(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    done: list[str] = []
    desk.run(lambda _session: gate.wait(10))
    job = desk.run(lambda _session: done.append("written"), lambda _answer: done.append("answered"))
    job.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not desk.busy)
    assert done == []


def test_long_work_reports_and_ends_at_its_next_report_when_cancelled(desk: Desk, qtbot: QtBot) -> None:
    reported: list[float] = []
    steps: list[int] = []
    step = threading.Semaphore(0)

    def work(_session: object, report: Report) -> str:
        for number in range(100):
            step.acquire()
            report("counting", number / 100)
            steps.append(number)
        return "done"

    def hear(_words: str, share: float) -> None:
        reported.append(share)
        if share >= 0.02:
            job.cancel()
        step.release()

    job = desk.run(work, lambda _answer: pytest.fail("it was cancelled"), progress=hear)
    step.release()
    qtbot.waitUntil(lambda: bool(reported) and reported[-1] >= 0.02)
    step.release(100)
    qtbot.waitUntil(lambda: not desk.busy)
    assert reported == [0.0, 0.01, 0.02]
    assert len(steps) < 100


def test_an_answer_for_a_part_that_is_gone_is_dropped(desk: Desk, qtbot: QtBot) -> None:
    class Screen(QWidget):
        def take(self, _answer: object) -> None:
            raise AssertionError("the screen is gone")

    gate = threading.Event()
    screen = Screen()
    desk.run(lambda _session: gate.wait(10), screen.take)
    screen.deleteLater()
    with qtbot.waitSignal(screen.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: not desk.busy)


def test_the_session_is_opened_used_and_closed_in_the_workers_thread(desk: Desk, qtbot: QtBot) -> None:
    opened: list[Session] = []
    used: list[Session] = []
    desk.open(lambda _report: Session(), lambda session: session, opened.append)
    desk.run(lambda session: session, used.append)
    qtbot.waitUntil(lambda: bool(used))
    assert used == opened
    assert desk.close()
    assert opened[0].closed_in == opened[0].thread != threading.get_ident()


def test_closing_carries_out_what_was_asked_before(desk: Desk, qtbot: QtBot) -> None:
    written: list[int] = []
    for number in range(50):
        desk.run(lambda _session, number=number: written.append(number))
    assert desk.close()
    assert written == list(range(50))


def test_an_opening_that_is_refused_leaves_no_session(desk: Desk, qtbot: QtBot) -> None:
    refused: list[Refusal] = []
    seen: list[object] = []

    def opening(_report: Report) -> object:
        raise Full(count=0)

    desk.open(opening, str, lambda _session: pytest.fail("it was refused"), failed=refused.append)
    desk.run(lambda session: seen.append(session))
    qtbot.waitUntil(lambda: bool(refused) and bool(seen))
    assert seen == [None]


def test_an_opening_that_is_cancelled_is_closed_again(desk: Desk, qtbot: QtBot) -> None:
    gate = threading.Event()
    session = Session()

    def opening(_report: Report) -> Session:
        gate.wait(10)
        return session

    job = desk.open(opening, str, lambda _facts: pytest.fail("nobody wants it any more"))
    job.cancel()
    gate.set()
    seen: list[object] = []
    desk.run(lambda held: seen.append(held))
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [None]


def test_a_session_whose_facts_are_refused_is_closed(desk: Desk, qtbot: QtBot) -> None:
    opened: list[Session] = []
    refused: list[Refusal] = []

    def facts(session: Session) -> str:
        opened.append(session)
        raise Full(count=2)

    desk.open(lambda _report: Session(), facts, lambda _facts: pytest.fail("it was refused"), failed=refused.append)
    qtbot.waitUntil(lambda: bool(refused))
    assert opened[0].closed_in == opened[0].thread


def test_a_closed_desk_carries_out_nothing_more(qtbot: QtBot) -> None:
    desk = Desk()
    done: list[int] = []
    desk.run(lambda _session: 1, done.append)
    qtbot.waitUntil(lambda: done == [1])
    assert desk.close()
    desk.run(lambda _session: 2, done.append)
    assert not desk.busy
    assert not desk._worker.isRunning()


def always(_session: object) -> bool:
    return True


def test_other_work_comes_between_the_steps_of_long_work(desk: Desk, qtbot: QtBot) -> None:
    done: list[str] = []
    gate = threading.Event()

    def long(_session: object, _report: Report, _pause: Pause) -> Generator[None, None, str]:
        for number in range(3):
            gate.wait(10)
            done.append(f"step {number}")
            yield
        return "sent"

    desk.run_in_steps(long, done.append, failed=lambda _refusal: None, progress=lambda _words, _share: None)
    desk.run(lambda _session: done.append("saved"))
    gate.set()
    qtbot.waitUntil(lambda: done[-1:] == ["sent"])
    assert done == ["step 0", "saved", "step 1", "step 2", "sent"]


def test_what_is_small_is_done_where_long_work_reports_and_in_its_order(desk: Desk, qtbot: QtBot) -> None:
    done: list[str] = []
    gate, free = threading.Event(), [False]

    def long(_session: object, report: Report) -> str:
        gate.wait(10)
        report("packing", 0.1)
        done.append("half")
        free[0] = True
        report("packing", 0.5)
        done.append("whole")
        return "sent"

    desk.run(long, done.append, progress=lambda _words, _share: None)
    desk.run(lambda _session: done.append("a save"))
    for number in range(2):
        desk.run(lambda _session, number=number: done.append(f"draft {number}"), between=lambda _session: free[0])
    gate.set()
    qtbot.waitUntil(lambda: "sent" in done and not desk.busy)
    assert [one for one in done if one != "sent"] == ["half", "draft 0", "draft 1", "whole", "a save"]


def test_a_draft_is_kept_once_also_where_nothing_long_runs(desk: Desk, qtbot: QtBot) -> None:
    done: list[int] = []
    for number in range(5):
        desk.run(lambda _session, number=number: done.append(number), between=always)
    qtbot.waitUntil(lambda: not desk.busy)
    assert done == [0, 1, 2, 3, 4]
    assert not desk._small


def test_long_work_that_is_refused_cancelled_or_broken_between_its_steps_ends(desk: Desk, qtbot: QtBot) -> None:
    refused: list[Refusal] = []
    left: list[str] = []

    def full(_session: object, _report: Report, _pause: Pause) -> Generator[None, None, None]:
        yield
        raise Full(count=7)

    def endless(_session: object, _report: Report, _pause: Pause) -> Generator[None, None, None]:
        try:
            while True:
                yield
        finally:
            left.append("closed")

    def broken(_session: object, _report: Report, _pause: Pause) -> Generator[None, None, None]:
        yield
        raise ValueError

    def silent(_words: str, _share: float) -> None:
        pass

    desk.run_in_steps(full, left.append, failed=refused.append, progress=silent)
    qtbot.waitUntil(lambda: bool(refused))
    job = desk.run_in_steps(endless, left.append, failed=refused.append, progress=silent)
    job.cancel()
    with qtbot.waitSignal(desk.broken):
        desk.run_in_steps(broken, left.append, failed=refused.append, progress=silent)
    qtbot.waitUntil(lambda: not desk.busy)
    begun = desk.run_in_steps(endless, left.append, failed=refused.append, progress=silent)
    qtbot.waitUntil(lambda: begun.steps is not None)
    begun.cancel()
    qtbot.waitUntil(lambda: left == ["closed"] and not desk.busy)
    assert len(refused) == 1


def test_closing_ends_long_work_after_the_step_it_is_at(desk: Desk, qtbot: QtBot) -> None:
    steps: list[int] = []

    def endless(_session: object, _report: Report, _pause: Pause) -> Generator[None, None, None]:
        while True:
            steps.append(1)
            yield

    desk.run_in_steps(endless, lambda _none: None, failed=lambda _no: None, progress=lambda _words, _share: None)
    qtbot.waitUntil(lambda: len(steps) > 2)
    assert desk.close()


def test_what_is_short_comes_where_nothing_of_the_long_work_is_under_way(desk: Desk, qtbot: QtBot) -> None:
    done: list[str] = []
    gate = threading.Event()

    def long(_session: object, _report: Report, pause: Pause) -> Generator[None, None, str]:
        gate.wait(10)
        pause()
        done.append("copied")
        yield
        return "sent"

    desk.run_in_steps(long, done.append, failed=lambda _refusal: None, progress=lambda _words, _share: None)
    desk.run(lambda _session: done.append("saved"))
    desk.run(lambda _session, _report: done.append("long too"), progress=lambda _words, _share: None)
    desk.run(lambda _session: done.append("after it"))
    gate.set()
    qtbot.waitUntil(lambda: done[-1:] == ["sent"] and not desk.busy)
    assert done == ["saved", "copied", "long too", "after it", "sent"]


def test_an_answer_that_reaches_a_part_that_is_gone_is_no_fault(desk: Desk, qtbot: QtBot) -> None:
    class Screen(QWidget):
        saved = Signal()

    class Deeds:
        def __init__(self, screen: Screen) -> None:
            self.screen = screen

        def tell(self, _answer: object) -> None:
            kept.append("deeds")
            self.screen.saved.emit()

    kept: list[str] = []
    bugs: list[Bug] = []
    desk.broken.connect(bugs.append)
    gate = threading.Event()
    screen = Screen()
    deeds = Deeds(screen)

    def closing_over(_answer: object) -> None:
        kept.append("closure")
        screen.saved.emit()

    desk.run(lambda _session: gate.wait(10), closing_over)
    desk.run(lambda _session: 1, deeds.tell)
    screen.deleteLater()
    with qtbot.waitSignal(screen.destroyed):
        pass
    gate.set()
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not desk.busy)
    assert raised == []
    assert bugs == []
    assert kept == ["closure", "deeds"]


def test_a_fault_of_a_part_that_is_there_is_not_hidden(desk: Desk, qtbot: QtBot) -> None:
    screen = QWidget()
    qtbot.addWidget(screen)

    def stumble(_answer: object) -> None:
        raise RuntimeError(screen.objectName())

    desk.run(lambda _session: 1, stumble)
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: not desk.busy)
    assert [kind for kind, _error, _trace in raised] == [RuntimeError]


def test_closing_stops_long_work_so_that_what_waits_behind_it_is_written(desk: Desk, qtbot: QtBot) -> None:
    written: list[str] = []
    begun = threading.Event()

    def long(_session: object, report: Report) -> None:
        begun.set()
        while not written:
            report("packing", 0.5)
            threading.Event().wait(0.01)

    desk.run(long, progress=lambda _words, _share: None)
    desk.run(lambda _session: written.append("draft"))
    assert begun.wait(10)
    assert desk.close(patience=2000)
    assert written == ["draft"]


class Screen(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.told: list[object] = []

    def take(self, answer: object) -> None:
        self.told.append(answer)


def left(qtbot: QtBot) -> Screen:
    """A screen that somebody left: its part of the window is gone."""
    screen = Screen()
    screen.deleteLater()
    with qtbot.waitSignal(screen.destroyed):
        pass
    return screen


def test_what_somebody_saved_is_saved_though_they_went_elsewhere(desk: Desk, qtbot: QtBot) -> None:
    screen, saved = left(qtbot), []
    desk.run(lambda _session: saved.append("saved"), screen.take, failed=screen.take)
    qtbot.waitUntil(lambda: not desk.busy)
    assert saved == ["saved"]
    assert screen.told == []


def test_what_was_refused_is_told_though_they_went_elsewhere(desk: Desk, qtbot: QtBot) -> None:
    def refuse(_session: object) -> None:
        raise Full(count=4)

    screen = left(qtbot)
    with qtbot.waitSignal(desk.refused) as told:
        desk.run(refuse, failed=screen.take)
    assert isinstance(told.args[0], Full)


def test_what_nobody_would_read_any_more_is_not_read(desk: Desk, qtbot: QtBot) -> None:
    screen, read = left(qtbot), []

    def refuse(_session: object) -> None:
        raise Full(count=5)

    desk.refused.connect(lambda _refusal: pytest.fail("nobody asks any more"))
    desk.run(lambda _session: read.append("a page"), screen.take, reads=True)
    desk.run(refuse, failed=screen.take, reads=True)
    qtbot.waitUntil(lambda: not desk.busy)
    assert read == []
