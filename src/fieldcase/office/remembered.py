"""How a person left the window: its size, the place, columns, saved views, colours, text size, language.

It stands in the vault beside the ledger, sealed to the seat like a draft, and is never sent. Nothing of it is ever
written in clear: a saved view tells what somebody searched for, and a place which case they had open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fieldcase.office.session import Session

SHELF = "remembered/"
"""What the subject of such a draft begins with; what waits to be finished leaves these out."""


def remember(session: Session, about: str, values: Mapping[str, Any]) -> None:
    """Remember something of the window (`window`, `look`, `place`, `cases`, `views`), as JSON values, durable on
    return. Nothing forgets it."""
    if values:
        session.vault.drafts.keep(f"{SHELF}{about}", dict(values), at=session.clock())
    else:
        session.vault.drafts.wipe(f"{SHELF}{about}")


def remembered(session: Session) -> dict[str, dict[str, Any]]:
    """Everything that is remembered of the window for this seat, by what it is about."""
    drafts = session.vault.drafts.all()
    kept = {one.about.removeprefix(SHELF): one.typed for one in drafts if one.about.startswith(SHELF)}
    return {about: values for about, values in kept.items() if isinstance(values, dict)}
