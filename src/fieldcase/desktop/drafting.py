"""Keeps what is typed: two seconds after a key it is in the vault, sealed to the seat, beside the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.theme.look import look

if TYPE_CHECKING:
    from fieldcase.office.session import Session


WRITING = 500
"""Milliseconds left for the writing itself, so that what was typed two seconds ago is in the vault."""


class Typed(Protocol):
    """What can be kept: it says what was typed, and fills it in again."""

    changed: SignalInstance

    def typed(self) -> dict[str, Any]: ...

    def take_up(self, typed: Mapping[str, Any]) -> None: ...


def keep_draft(desk: Desk, about: str, typed: Mapping[str, Any]) -> Job[None]:
    """Keep what is typed and not saved, in the vault; nothing typed forgets it."""

    def ask(session: Session) -> None:
        from fieldcase.office import drafts

        drafts.keep_draft(session, about, typed)

    return desk.run(ask, between=between)


def draft_of(desk: Desk, about: str, then: Callable[[dict[str, Any]], object]) -> Job[dict[str, Any]]:
    """What was typed about a record and not saved."""

    def ask(session: Session) -> Any:
        from fieldcase.office import drafts

        return drafts.draft_of(session, about)

    return desk.run(ask, then, between=between)


def between(session: Any) -> bool:
    """Whether a draft may be kept now, in the midst of other work."""
    from fieldcase.office.drafts import may_come_between

    return may_come_between(session)


class Drafting(QObject):
    """The draft of one form or text. `found` says that something typed before was filled in again."""

    found = Signal()

    def __init__(self, desk: Desk, about: str, form: Typed, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._about, self._form = desk, about, form
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)
        self._kept, self._over = False, False
        form.changed.connect(self._changed)
        draft_of(desk, about, self._take_up)

    def keep(self) -> None:
        """Keep it now."""
        self._pause.stop()
        if self._over:
            return
        typed = self._form.typed()
        if typed or self._kept:
            self._kept = bool(typed)
            keep_draft(self._desk, self._about, typed)

    def forget(self) -> None:
        """Saved: there is nothing to keep any more."""
        self._pause.stop()
        self._over = True
        if self._kept:
            keep_draft(self._desk, self._about, {})

    def _changed(self) -> None:
        if not self._pause.isActive():  # who types without a pause loses nothing either
            self._pause.start(look().duration("autosave") - WRITING)

    def _take_up(self, typed: dict[str, Any]) -> None:
        if typed and not self._form.typed():
            self._kept = True
            self._form.take_up(typed)
            self.found.emit()
