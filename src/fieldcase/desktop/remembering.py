"""What the window remembers of how it was left: read once when the vault is opened, kept in the vault ever after.

Nothing of it goes to the settings of the system or to any file outside the vault.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import between

if TYPE_CHECKING:
    from fieldcase.office.session import Session


class Remembering:
    """Values by what they are about (`window`, `look`, `place`, `cases`, `views`). Threads: the window's."""

    def __init__(self, held: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._held = {about: dict(values) for about, values in (held or {}).items()}

    def of(self, about: str) -> dict[str, Any]:
        """What is remembered about it; empty where nothing is."""
        return dict(self._held.get(about, {}))

    def keep(self, desk: Desk, about: str, values: Mapping[str, Any]) -> None:
        """Remember these values (JSON) in the place of the old ones; the same values again cost nothing."""
        if self._held.get(about, {}) == dict(values):
            return
        self._held[about] = dict(values)

        def ask(session: Session) -> None:
            from fieldcase.office.remembered import remember

            remember(session, about, values)

        desk.run(ask, between=between)
