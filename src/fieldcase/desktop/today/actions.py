"""What Today asks of the office: each part by itself, so that one which fails leaves the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.session import Session
    from fieldcase.office.today import DayAhead, Need, ReportClock, Since


@dataclass(frozen=True)
class Beside:
    """What stands beside the things to do."""

    since: Since
    ahead: tuple[DayAhead, ...]
    clock: ReportClock | None


def part_of_today(
    desk: Desk, part: str, then: Callable[[tuple[Need, ...]], object], failed: Callable[[Refusal], object]
) -> Job[tuple[Need, ...]]:
    """What one part of the office asks of this person."""

    def ask(session: Session) -> Any:
        from fieldcase.office.today import needs

        return needs(session, part)

    return desk.run(ask, then, failed=failed, reads=True)


def beside_today(desk: Desk, then: Callable[[Beside], object], failed: Callable[[Refusal], object]) -> Job[Beside]:
    """What came since last time, what the next days bring, how long until the report."""

    def ask(session: Session) -> Beside:
        from fieldcase.office.today import days_ahead, report_clock, since_last

        return Beside(since_last(session), days_ahead(session), report_clock(session))

    return desk.run(ask, then, failed=failed, reads=True)
