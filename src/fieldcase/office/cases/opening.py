"""A new case: a number at once, everything else as it comes. Nothing but a title is asked for (section 7.1)."""

from __future__ import annotations

from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.words import _
from fieldcase.office.records import add
from fieldcase.office.session import Session
from fieldcase.office.texts import words


def new_case(
    session: Session,
    title: str,
    *,
    received_at: str = "",
    channel: str = "",
    summary: str = "",
    subject: str = "",
    urgent: bool = False,
    as_received: str = "",
    language: str = "",
) -> Case:
    """Open a case as a draft: it gets its number here, offline and for ever (G1), and its officer is who opens it.

    `title` and `summary` carry codes only; `as_received` is word for word, with names, and lies in the identity room.
    `language` is that of the texts. Raises `NotYourRole`, `BadValue`, `NoDeviceYet`.
    """
    session.require(Action.CREATE_CASE)
    if not title.strip():
        raise BadValue(
            field="title_neutral",
            value=_("empty"),
            why=_("a case needs a working title"),
            expected=_("a few words without names"),
        )
    lang = language or session.language
    return add(
        session,
        Case(
            title_neutral=title.strip(),
            track="urgent" if urgent else "normal",
            received_at=received_at or session.now(),
            received_channel=channel,
            summary=words(summary, lang),
            subject_kind=subject,
            assigned_to=session.seat.id,
            as_received=words(as_received, lang),
        ),
    )
