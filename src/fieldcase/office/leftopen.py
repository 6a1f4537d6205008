"""What was begun and is not over: texts typed and not saved, packages without a receipt."""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.words import _
from fieldcase.office.dueitem import DueItem
from fieldcase.office.exchange.unreceipted import unreceipted
from fieldcase.office.remembered import SHELF
from fieldcase.office.session import Session


def packages(session: Session) -> Iterator[DueItem]:
    """Packages of which no receipt came yet: "sent" is never "received"."""
    for one in unreceipted(session):
        yield DueItem(
            kind="no_receipt",
            sentence=_("A package to {peer} has no receipt yet.").format(peer=one.peer),
            origin="receipt",
            since=session.settings.local_day(one.at),
        )


def drafts(session: Session) -> Iterator[DueItem]:
    """What was typed here and not saved yet."""
    for draft in session.vault.drafts.all():
        if draft.about.startswith(SHELF):
            continue
        kind, *rest = draft.about.split("/")
        records = tuple(one for one in rest if len(one) == 32)
        letter = session.vault.find(Letter, records[0]) if records and kind == "letter" else None
        about = records[0] if records and kind == "case" else ""
        yield DueItem(
            kind="finish_draft",
            sentence=_("A text of a letter was typed and not saved.")
            if letter
            else _("Something was typed and not saved."),
            origin="draft",
            case=letter.case if letter else about,
            records=records[:1],
            since=draft.at.astimezone(session.zone).date(),
        )
