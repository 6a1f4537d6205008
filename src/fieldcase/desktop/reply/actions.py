"""What the page of a reply asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job
from fieldcase.model.refusal import Refusal

if TYPE_CHECKING:
    from fieldcase.office.replies.answerable import MayAnswer
    from fieldcase.office.replies.page import ReplyPage
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]


@dataclass(frozen=True)
class OpenedReply:
    """A reply's page, and what this seat may do: `fill` the matrix, `review` it, `decide` on more time."""

    page: ReplyPage
    fill: bool
    review: bool
    decide: bool


def open_reply(desk: Desk, reply_id: str, then: Callable[[OpenedReply], object], failed: Failed) -> Job[OpenedReply]:
    """Everything that the page of one reply shows."""

    def ask(session: Session) -> OpenedReply:
        from fieldcase.model.roles import Action
        from fieldcase.office.replies.page import reply_page

        page = reply_page(session, reply_id)
        fill, review, decide = (
            session.may(action) for action in (Action.REGISTER_REPLY, Action.REVIEW_MATRIX, Action.SIGN_LETTER)
        )
        return OpenedReply(page, fill, review, decide)

    return desk.run(ask, then, failed=failed, reads=True)


def may_answer(
    desk: Desk, case_id: str, then: Callable[[tuple[MayAnswer, ...]], object], failed: Failed
) -> Job[tuple[MayAnswer, ...]]:
    """What a reply that is registered in a case may answer."""

    def ask(session: Session) -> Any:
        from fieldcase.office.replies.answerable import answerable

        return answerable(session, case_id)

    return desk.run(ask, then, failed=failed, reads=True)


def review(desk: Desk, reply_id: str, then: Callable[[object], object], failed: Failed) -> Job[object]:
    """Say that a second person read the matrix."""

    def ask(session: Session) -> object:
        from fieldcase.office.replies.matrix import review_matrix

        return review_matrix(session, reply_id)

    return desk.run(ask, then, failed=failed)


def close(desk: Desk, reply_id: str, then: Callable[[object], object], failed: Failed) -> Job[object]:
    """Close a reply whose matrix was reviewed."""

    def ask(session: Session) -> object:
        from fieldcase.office.replies.matrix import close_reply

        return close_reply(session, reply_id)

    return desk.run(ask, then, failed=failed)


def check_translation(
    desk: Desk, reply_id: str, language: str, then: Callable[[object], object], failed: Failed
) -> Job[object]:
    """Say that a translation was read against the original."""

    def ask(session: Session) -> object:
        from fieldcase.office.replies.translating import check_translation as check

        return check(session, reply_id, language)

    return desk.run(ask, then, failed=failed)


def refuse_to_say(desk: Desk, reply_id: str, then: Callable[[str], object], failed: Failed) -> Job[str]:
    """Draft the letter that says who nobody is; gives its id."""

    def ask(session: Session) -> str:
        from fieldcase.office.replies.refusing import draft_refusal

        return draft_refusal(session, reply_id).id

    return desk.run(ask, then, failed=failed)


def remind(desk: Desk, case_id: str, letter: str, then: Callable[[str], object], failed: Failed) -> Job[str]:
    """Draft the reminder of a letter; gives its id."""

    def ask(session: Session) -> str:
        from fieldcase.office.letters.reminding import remind_of

        return remind_of(session, [letter]).letter.id

    return desk.run(ask, then, failed=failed)
