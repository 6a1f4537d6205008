"""What the list of cases asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job

if TYPE_CHECKING:
    from fieldcase.office.cases.listing import CaseList
    from fieldcase.office.session import Session


@dataclass(frozen=True)
class Question:
    """What the list shows: words to find, filters by field, the order."""

    words: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    order: str = "received_at"
    descending: bool = True


def page_of_cases(
    desk: Desk, question: Question, offset: int, limit: int, then: Callable[[CaseList], object]
) -> Job[CaseList]:
    """One page of the list: `limit` rows from `offset`."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.listing import CaseQuery, list_cases

        return list_cases(
            session,
            CaseQuery(
                words=question.words,
                filters=dict(question.filters),
                order=question.order,
                descending=question.descending,
                offset=offset,
                limit=limit,
            ),
        )

    return desk.run(ask, then)
