"""What the Verification tab asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.model.kinds.sources import Source
    from fieldcase.office.decisions.listing import DecisionLine
    from fieldcase.office.session import Session
    from fieldcase.office.sources.sources import SourceLine
    from fieldcase.office.verification.board import Board

Failed = Callable[[Refusal], object]
Then = Callable[[Any], object]


@dataclass(frozen=True)
class Verified:
    """What the tab shows: the board, the decisions, and of sources what this seat may read."""

    board: Board
    decisions: tuple[DecisionLine, ...]
    sources: tuple[SourceLine, ...]
    told_by: Mapping[str, tuple[str, ...]]
    """By item of information, the sources that it came from."""


def verified(desk: Desk, case_id: str, then: Callable[[Verified], object], failed: Failed) -> Job[Verified]:
    """The four elements of everything in the case that is verified, and what stands beside."""

    def ask(session: Session) -> Verified:
        from fieldcase.office.decisions.listing import decisions_of
        from fieldcase.office.sources.sources import sources_by_item, sources_listed
        from fieldcase.office.verification.board import board_of

        board = board_of(session, case_id)
        return Verified(
            board, decisions_of(session, case_id), sources_listed(session), sources_by_item(session, case_id)
        )

    return desk.run(ask, then, failed=failed, reads=True)


def see_source(desk: Desk, source: str, reason: str, then: Callable[[Source], object], failed: Failed) -> Job[Source]:
    """Who a source is; the look is logged."""

    def ask(session: Session) -> Source:
        from fieldcase.office.sources import sources

        return sources.see_source(session, source, reason)

    return desk.run(ask, then, failed=failed)


def decide(desk: Desk, decision: str, then: Then, failed: Failed) -> Job[object]:
    """Decide what somebody else proposed."""

    def ask(session: Session) -> object:
        from fieldcase.office.decisions import deciding

        return deciding.decide(session, decision)

    return desk.run(ask, then, failed=failed)


def decline(desk: Desk, decision: str, reason: str, then: Then, failed: Failed) -> Job[object]:
    """Decline a proposal, with the reason."""

    def ask(session: Session) -> object:
        from fieldcase.office.decisions import deciding

        return deciding.decline(session, decision, reason)

    return desk.run(ask, then, failed=failed)


def ask_reader(desk: Desk, assessment: str, then: Then, failed: Failed) -> Job[object]:
    """Ask a second person to read an assessment."""

    def ask(session: Session) -> object:
        from fieldcase.office.verification.reviewing import ask_review

        return ask_review(session, assessment)

    return desk.run(ask, then, failed=failed)


def accept(desk: Desk, assessment: str, then: Then, failed: Failed) -> Job[object]:
    """Accept what somebody else assessed."""

    def ask(session: Session) -> object:
        from fieldcase.office.verification.reviewing import accept_assessment

        return accept_assessment(session, assessment)

    return desk.run(ask, then, failed=failed)


def give_back(desk: Desk, assessment: str, comment: str, then: Then, failed: Failed) -> Job[object]:
    """Give an assessment back to its author, with what to look at again."""

    def ask(session: Session) -> object:
        from fieldcase.office.verification.reviewing import return_assessment

        return return_assessment(session, assessment, comment)

    return desk.run(ask, then, failed=failed)
