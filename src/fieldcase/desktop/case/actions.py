"""What the case page asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.case.made import Made, made
from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.declare import Record, Words
from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.cases.merging import Related
    from fieldcase.office.cases.page import CasePage
    from fieldcase.office.session import Session


@dataclass(frozen=True)
class Opened:
    """A case: its page, the states that this seat may take it into, and what may be proposed or agreed to here.

    `proposable` are the states that a proposal may lead to from where the case stands, `proposed` those with a proposal
    that waits, with its reason; `seats` are the colleagues who may work on it, `readers` those who may read
    it second, by seat, `related` the cases that belong together with it.
    """

    page: CasePage
    steps: tuple[str, ...]
    proposable: tuple[str, ...] = ()
    proposed: Mapping[str, str] = field(default_factory=dict)
    may_propose: bool = False
    may_agree: bool = False
    seats: Mapping[str, str] = field(default_factory=dict)
    readers: Mapping[str, str] = field(default_factory=dict)
    related: tuple[Related, ...] = ()


def open_case(
    desk: Desk, case_id: str, then: Callable[[Opened], object], failed: Callable[[Refusal], object]
) -> Job[Opened]:
    """Everything that the page of one case shows."""

    def ask(session: Session) -> Opened:
        from fieldcase.model.roles import Action
        from fieldcase.office.cases.many import colleagues, readers
        from fieldcase.office.cases.merging import related_of
        from fieldcase.office.cases.page import case_page
        from fieldcase.office.cases.proposals import last_proposal, proposable
        from fieldcase.office.cases.steps import next_steps

        page = case_page(session, case_id)
        leads = proposable(page.row.status)
        waits = {to: last_proposal(session, case_id, to) for to in leads}
        return Opened(
            page,
            next_steps(session, case_id),
            proposable=leads,
            proposed={to: one.reason for to, one in waits.items() if one is not None},
            may_propose=session.may(Action.EDIT_CASE),
            may_agree=session.may(Action.REVIEW_ELEMENT),
            seats=colleagues(session),
            readers=readers(session),
            related=related_of(session, page.case),
        )

    return desk.run(ask, then, failed=failed, reads=True)


STEPS: dict[str, str] = {
    "triage": N_("Take it into triage"),
    "open": N_("Open the case"),
    "under_verification": N_("Begin verification"),
    "action": N_("Begin what was decided"),
    "follow_up": N_("Follow it up"),
}
"""The steps of a case that need no reason, by the state they lead to; the others are taken by their commands."""


def take_step(desk: Desk, case_id: str, to: str, then: Callable[[object], object]) -> Job[object]:
    """Take the case into its next state; the office refuses with the rules that are not met."""

    def ask(session: Session) -> object:
        from fieldcase.office.cases import steps

        taken = {
            "triage": steps.triage,
            "open": steps.open_case,
            "under_verification": steps.begin_verification,
            "action": steps.begin_action,
            "follow_up": steps.follow_up,
        }
        return taken[to](session, case_id)

    return desk.run(ask, then)


def set_track(desk: Desk, case_id: str, urgent: bool, then: Callable[[object], object]) -> Job[object]:
    """Put the case on the urgent track, or back; answers which it is now."""

    def ask(session: Session) -> object:
        from fieldcase.office.cases.steps import set_track as put

        put(session, case_id, urgent)
        return urgent

    return desk.run(ask, then)


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

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.opening import new_case

        return new_case(
            session,
            said.title_neutral,
            received_at=said.received_at,
            channel=said.received_channel,
            summary=summary.text,
            urgent=said.track == "urgent",
        )

    return desk.run(ask, then, failed=failed)


def record_new(
    desk: Desk, record: Record, then: Callable[[Made], object], failed: Callable[[Refusal], object]
) -> Job[Made]:
    """Record something new; the office gives its number or code."""

    def ask(session: Session) -> Made:
        from fieldcase.office.records import add

        return made(session, lambda: add(session, record))

    return desk.run(ask, then, failed=failed)
