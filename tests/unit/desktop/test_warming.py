"""What is made ready while nobody waits stands behind everything a person asks for."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject

from fieldcase.desktop.desk import LATER, Desk
from fieldcase.desktop.frame import warming
from fieldcase.desktop.frame.warming import Warming


class Counted(Desk):
    """A desk that notes in which order jobs were asked for."""

    def run(self, use_case: Callable[..., Any], *then: Any, **more: Any) -> Any:
        self.__dict__.setdefault("orders", []).append(more.get("order", 0))
        return super().run(use_case, *then, **more)


def test_screens_then_names_one_job_after_another_until_all_are_folded(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter((False, False, True))
    asked: list[bool] = []

    def fold(_session: object) -> bool:
        asked.append(next(turns))
        return asked[-1]

    monkeypatch.setattr(warming, "_fold_names", fold)
    monkeypatch.setattr(warming, "PAUSE", 0)
    desk, owner = Counted(), QObject()
    made = Warming(desk, owner)
    end = time.monotonic() + 60
    while asked != [False, False, True] or desk.busy:
        QCoreApplication.processEvents()
        assert time.monotonic() < end
    assert set(desk.__dict__["orders"]) == {LATER}
    assert made._left == []
    assert desk.close()


def test_nothing_is_begun_after_it_was_stopped() -> None:
    desk, owner = Counted(), QObject()
    made = Warming(desk, owner)
    made.stop()
    assert not made._pause.isActive()
    assert "orders" not in desk.__dict__
    assert desk.close()
