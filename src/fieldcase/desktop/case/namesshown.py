"""Names that were opened on this page: whose, why, until when. They stand in the window's memory alone and are gone
after half an hour, when somebody hides them, when the page is left and when the window locks.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTime, QTimer, Signal

from fieldcase.model.kinds.parties import Party

MINUTES = 30


class NamesShown(QObject):
    """`changed` says that a name came or went. Threads: the window's."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shown: dict[str, Party] = {}
        self.reason = ""
        self.until = QTime()
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self.hide)

    def show(self, party: Party, reason: str) -> None:
        """Show who this is, for half an hour from now."""
        self._shown[party.id] = party
        self.reason = reason
        self.until = QTime.currentTime().addSecs(MINUTES * 60)
        self._over.start(MINUTES * 60 * 1000)
        self.changed.emit()

    def hide(self) -> None:
        """Hide every name."""
        self._over.stop()
        self._shown = {}
        self.reason = ""
        self.changed.emit()

    def party(self, party: str) -> Party | None:
        """Who that is, as long as it is shown."""
        return self._shown.get(party)

    def name(self, party: str) -> str:
        """The name as the person gives it; empty while it is hidden."""
        held = self._shown.get(party)
        return name_of(held) if held else ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is shown."""
        return tuple(name_of(one) or one.code for one in self._shown.values())


def name_of(party: Party) -> str:
    """The first name that stands of a party, in its own order."""
    for name in party.names.values():
        said = name.full or " ".join(part for part in (name.given, name.family) if part) or name.alias
        if said:
            return said
    return ""
