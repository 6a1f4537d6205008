"""Keeps what is typed: two seconds after a key it is in the vault, sealed to the seat, beside the ledger."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from shiboken6 import isValid

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


def keep_draft(desk: Desk, about: str, typed: Mapping[str, Any], *, beside: bool = False) -> Job[None]:
    """Keep what is typed and not saved, in the vault; nothing typed forgets it. With `beside` it is put beside what
    was kept before, for a form that does not show that yet."""

    def ask(session: Session) -> None:
        from fieldcase.office import drafts

        held = drafts.draft_of(session, about) if beside else {}
        drafts.keep_draft(session, about, together(held, typed))

    return desk.run(ask, between=between)


def draft_of(desk: Desk, about: str, then: Callable[[dict[str, Any]], object]) -> Job[dict[str, Any]]:
    """What was typed about a record and not saved."""

    def ask(session: Session) -> Any:
        from fieldcase.office import drafts

        return drafts.draft_of(session, about)

    return desk.run(ask, then, reads=True, between=between)


def keep_below(part: QObject) -> None:
    """Keep now what is typed anywhere in a screen, or in the whole window with its dialogs."""
    for drafting in part.findChildren(Drafting):
        drafting.keep()


def between(session: Any) -> bool:
    """Whether a draft may be kept now, in the midst of other work."""
    from fieldcase.office.drafts import may_come_between

    return may_come_between(session)


def together(before: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """What was kept before and what is typed now, as one: of a text both, of anything else what is typed now."""
    found = {**before, **typed}
    for name in before.keys() & typed.keys():
        old, new = before[name], typed[name]
        if isinstance(old, str) and isinstance(new, str) and " " in old.strip() and old not in new:
            apart = "\n" if "\n" in old + new else " "
            found[name] = old if new in old else f"{old}{apart}{new}"
    return found


class Drafting(QObject):
    """The draft of one form or text. `found` says that something typed before was filled in again.

    What was kept before is read when the form is opened; who types until then loses neither.
    """

    found = Signal()

    def __init__(self, desk: Desk, about: str, form: Typed, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._about, self._form = desk, about, form
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.keep)
        self._kept, self.over, self._read = False, False, False
        form.changed.connect(self._changed)
        draft_of(desk, about, self._take_up)

    def keep(self) -> None:
        """Keep it now."""
        self._pause.stop()
        if self.over:
            return
        typed = self._form.typed()
        if typed or (self._kept and self._read):
            self._kept = bool(typed)
            keep_draft(self._desk, self._about, typed, beside=not self._read)

    def forget(self) -> None:
        """Saved: there is nothing to keep any more. It may be said when the form itself is gone."""
        if isValid(self):
            self._pause.stop()
        self.over = True
        if self._kept or not self._read:
            keep_draft(self._desk, self._about, {})

    def _changed(self) -> None:
        if not self._pause.isActive():  # who types without a pause loses nothing either
            self._pause.start(look().duration("autosave") - WRITING)

    def _take_up(self, kept: dict[str, Any]) -> None:
        self._read = True
        if not kept or self.over:
            return
        self._kept = True
        typed = self._form.typed()
        lacking = {name: value for name, value in together(kept, typed).items() if typed.get(name) != value}
        if lacking:
            self._form.take_up(lacking)
            self.found.emit()
