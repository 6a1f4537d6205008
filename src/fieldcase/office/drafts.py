"""What a person has typed and not saved: kept in the vault, sealed to the seat, never sent. No keystroke is lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldcase.office.session import Session


def keep_draft(session: Session, about: str, typed: Mapping[str, Any]) -> None:
    """Keep what was typed about something (`case/<id>`), durable on return. Nothing typed forgets the draft."""
    if typed:
        session.vault.drafts.keep(about, dict(typed), at=session.clock())
    else:
        session.vault.drafts.wipe(about)


def may_come_between(session: Session | None) -> bool:
    """Whether a draft may be kept or read in the midst of other work: nothing is being written that may be undone."""
    return session is not None and session.vault.drafts.durable


def draft_of(session: Session, about: str) -> dict[str, Any]:
    """What was typed about it and never saved; empty where nothing was."""
    found = session.vault.drafts.get(about)
    return dict(found.typed) if found is not None else {}
