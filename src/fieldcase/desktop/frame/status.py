"""The status line: what was saved, what waits, the last receipt; help, and how long until it locks."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from fieldcase.desktop.keys import key
from fieldcase.desktop.parts.arrange import row
from fieldcase.desktop.parts.label import Label, Picture, Short
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, ngettext


class StatusLine(QFrame):
    """28 pixels at the bottom; quiet."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "foot")
        self.setAccessibleName(_("Status"))
        self.setFixedHeight(look().size("status"))
        self._saved = Label(_("Nothing to save"), "caption")
        self._working = Label("", "caption")
        self._waits_icon, self._waits = Picture("hourglass", "ink2", 14), Short("", "caption")
        self._receipt_icon, self._receipt = Picture("receipt-text", "ink2", 14), Short("", "caption")
        self._dots = [Label("·", "caption") for _said in range(2)]
        self._locks = Label("", "caption")
        self._help = Label(_("{key} Help for this place").format(key=key("help").said), "caption")
        self._dot = Label("·", "caption")
        self._lock_icon = Picture("lock", "ink2", 14)
        self.setLayout(
            row(
                Picture("check", "ok", 14),
                self._saved,
                self._working,
                self._dots[0],
                self._waits_icon,
                self._waits,
                self._dots[1],
                self._receipt_icon,
                self._receipt,
                ...,
                self._help,
                self._dot,
                self._lock_icon,
                self._locks,
                gap=6,
                margins=(24, 0, 16, 0),
            )
        )

        self.posted("", "")

    def posted(self, waits: str, receipt: str) -> None:
        """Say what waits to be sent and when the last receipt came; nothing where there is nobody to send to."""
        pairs = ((self._waits_icon, self._waits, waits), (self._receipt_icon, self._receipt, receipt))
        for dot, (icon, label, said) in zip(self._dots, pairs, strict=True):
            label.setText(said)
            for part in (dot, icon, label):
                part.setVisible(bool(said))

    def saved(self, clock: str) -> None:
        """Say when the last change was saved (a time of day)."""
        self._saved.setText(_("Saved {time}").format(time=clock))

    def working(self, busy: bool) -> None:
        """Say that the vault is at work."""
        self._working.setText("·  " + _("working…") if busy else "")

    def locks_in(self, minutes: int) -> None:
        """Say how many minutes remain until it locks by itself."""
        self._locks.setText(ngettext("Locks in {count} min", "Locks in {count} min", minutes).format(count=minutes))

    def narrow(self, narrow: bool) -> None:
        """Without the help hint where room is short."""
        for part in (self._help, self._dot):
            part.setVisible(not narrow)
