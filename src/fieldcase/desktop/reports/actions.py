"""What the place Reports asks of the office: each chart by itself, so that one which fails leaves the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.figures import Period
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]
CHARTS = ("heads", "by_month", "by_status", "by_act", "replies")
"""The use cases of `office.figures` that are asked."""


@dataclass(frozen=True)
class Choices:
    """What can be asked; why figures do not open their cases for this seat (empty where they do); the smallest number
    of persons that is shown."""

    periods: tuple[Period, ...]
    why: str
    smallest: int


def choices(desk: Desk, then: Callable[[Choices], object], failed: Failed) -> Job[Choices]:
    """The periods that can be chosen."""

    def ask(session: Session) -> Choices:
        from fieldcase.office.figures import periods, reason_without_cases, smallest

        reason = reason_without_cases(session)
        return Choices(periods(session), f"{reason.sentence} {reason.remedy}" if reason else "", smallest(session))

    return desk.run(ask, then, failed=failed, reads=True)


def figures(
    desk: Desk, name: str, period: Period, state: str, then: Callable[[Any], object], failed: Failed
) -> Job[Any]:
    """One of `CHARTS` for a period and a State (empty: all)."""

    def ask(session: Session) -> Any:
        from fieldcase.office import figures

        asked: Callable[[Session, Period, str], Any] = getattr(figures, name)
        return asked(session, period, state)

    return desk.run(ask, then, failed=failed, reads=True)
