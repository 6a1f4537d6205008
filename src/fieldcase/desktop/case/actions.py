"""What the case page asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.declare import Record, Words
from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage
    from fieldcase.office.session import Session


def open_case(
    desk: Desk, case_id: str, then: Callable[[CasePage], object], failed: Callable[[Refusal], object]
) -> Job[CasePage]:
    """Everything that the page of one case shows."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.page import case_page

        return case_page(session, case_id)

    return desk.run(ask, then, failed=failed)


def save(
    desk: Desk,
    kind: str,
    record_id: str,
    values: Mapping[str, Any],
    then: Callable[[None], object],
    failed: Callable[[Refusal], object] | None = None,
) -> Job[None]:
    """Change fields of one record: one use case, one entry a room."""

    def ask(session: Session) -> None:
        from fieldcase.office.records import change

        change(session, kind, record_id, dict(values))

    return desk.run(ask, then, failed=failed)


def open_new_case(
    desk: Desk, said: Case, then: Callable[[Case], object], failed: Callable[[Refusal], object]
) -> Job[Case]:
    """Open a case from what was filled in; the office gives its number."""
    summary = next(iter(said.summary.values()), Words())
    received = next(iter(said.as_received.values()), Words())

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.opening import new_case

        return new_case(
            session,
            said.title_neutral,
            received_at=said.received_at,
            channel=said.received_channel,
            summary=summary.text,
            subject=said.subject_kind,
            urgent=said.track == "urgent",
            as_received=received.text,
        )

    return desk.run(ask, then, failed=failed)


def keep_draft(desk: Desk, about: str, typed: Mapping[str, Any]) -> Job[None]:
    """Keep what is typed and not saved, in the vault; nothing typed forgets it."""

    def ask(session: Session) -> None:
        from fieldcase.office import drafts

        drafts.keep_draft(session, about, typed)

    return desk.run(ask)


def draft_of(desk: Desk, about: str, then: Callable[[dict[str, Any]], object]) -> Job[dict[str, Any]]:
    """What was typed about a record and not saved."""

    def ask(session: Session) -> Any:
        from fieldcase.office import drafts

        return drafts.draft_of(session, about)

    return desk.run(ask, then)


def record_new(
    desk: Desk, record: Record, then: Callable[[Record], object], failed: Callable[[Refusal], object]
) -> Job[Record]:
    """Record something new; the office gives its number or code."""

    def ask(session: Session) -> Any:
        from fieldcase.office.records import add

        return add(session, record)

    return desk.run(ask, then, failed=failed)
