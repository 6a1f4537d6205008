"""What was opened of the identity room on this page: whose, why, until when. It stands in the window's memory alone and
is gone after half an hour, when somebody hides it, when the page is left and when the window locks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTime, QTimer, Signal

from fieldcase.model.declare import Record
from fieldcase.model.kinds.parties import Party

if TYPE_CHECKING:
    from fieldcase.office.cases.conflicts import ConflictLine
    from fieldcase.office.parties.identity import Seen

MINUTES = 30


class NamesShown(QObject):
    """`changed` says that a name came or went. Threads: the window's."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Seen] = {}
        self.reason = ""
        self.until = QTime()
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self.hide)

    def show(self, seen: Seen, reason: str) -> None:
        """Show who this is, for half an hour from now."""
        self._shown[seen.record.id] = seen
        self.reason = reason
        self.until = QTime.currentTime().addSecs(MINUTES * 60)
        self._over.start(MINUTES * 60 * 1000)
        self.changed.emit()

    def corrected(self, seen: Seen) -> None:
        """What is shown was corrected: it is shown as it now stands, no longer than before."""
        if seen.record.id in self._shown:
            self._shown[seen.record.id] = seen
            self.changed.emit()

    def hide(self) -> None:
        """Hide every name."""
        self._over.stop()
        self._shown = {}
        self.reason = ""
        self.changed.emit()

    def record(self, record: str) -> Record | None:
        """The record with what stands of it in the identity room, as long as it is shown."""
        seen = self._shown.get(record)
        return seen.record if seen else None

    def party(self, party: str) -> Party | None:
        """Who that is, as long as it is shown."""
        held = self.record(party)
        return held if isinstance(held, Party) else None

    def name(self, party: str) -> str:
        """The name as the person gives it; empty while it is hidden."""
        held = self.party(party)
        return name_of(held) if held else ""

    def opened(self, line: ConflictLine) -> ConflictLine:
        """A field in conflict, with its values where what it belongs to is shown."""
        seen = self._shown.get(line.record)
        return next((one for one in seen.conflicts if one.path == line.path), line) if seen else line

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is shown."""
        parties = (seen.record for seen in self._shown.values())
        return tuple(name_of(one) or one.code for one in parties if isinstance(one, Party))


def name_of(party: Party) -> str:
    """The first name that stands of a party, in its own order."""
    for name in party.names.values():
        said = name.full or " ".join(part for part in (name.given, name.family) if part) or name.alias
        if said:
            return said
    return ""
