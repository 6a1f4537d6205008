"""One line of what needs a person, as every part of the office tells it. It carries codes, never a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import msgspec

from fieldcase.office.session import Session


class DueItem(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to do. `origin` is the rule or part of the program that asks, `records` are ids, `case` the case's id,
    `case_no` its number; `due` is a local day, `since` the one from which it waits, where that is known;
    `task` the id of a task that was written down (`cases.tasks`)."""

    kind: str
    sentence: str
    origin: str
    role: str = ""
    due: date | None = None
    since: date | None = None
    overdue: bool = False
    case: str = ""
    case_no: str = ""
    records: tuple[str, ...] = ()
    party_code: str = ""
    task: str = ""


Others = Callable[[Session], Iterable[DueItem]]
"""A part of the office that has its own things to tell, such as packages without a receipt."""
