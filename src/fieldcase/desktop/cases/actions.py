"""What the list of cases asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.cases.listing import CaseList
    from fieldcase.office.cases.page import CasePage
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

    return desk.run(ask, then, reads=True)


def assign(desk: Desk, officers: Mapping[str, str], then: Callable[[dict[str, str]], object]) -> Job[dict[str, str]]:
    """Give cases to officers (seat by case); the answer says who had them before."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases import many

        return many.assign(session, officers)

    return desk.run(ask, then)


def ask_for_export(desk: Desk, cases: Sequence[str], then: Callable[[tuple[str, ...]], object]) -> Job[tuple[str, ...]]:
    """Ask the head of presence for an export of these cases; the answer names the tasks."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases import many

        return many.ask_for_export(session, cases)

    return desk.run(ask, then)


def take_back_asking(desk: Desk, tasks: Sequence[str], then: Callable[[None], object]) -> Job[None]:
    """Ask for that export no more."""

    def ask(session: Session) -> None:
        from fieldcase.office.cases import many

        many.take_back_asking(session, tasks)

    return desk.run(ask, then)


def look_at(
    desk: Desk, case_id: str, then: Callable[[CasePage], object], failed: Callable[[Refusal], object]
) -> Job[CasePage]:
    """The page of one case, to look at it without opening it."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.page import case_page

        return case_page(session, case_id)

    return desk.run(ask, then, failed=failed, reads=True)
