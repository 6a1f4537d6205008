"""Long work: how far it is and a way to stop it. It never blocks the window."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label
from fieldcase.model.words import _


class Progress(QWidget):
    """A bar with what is being done; `stopped` asks to cancel. Without a share known, the bar runs."""

    stopped = Signal()

    def __init__(self, words: str = "") -> None:
        super().__init__()
        self._words = Label(words, "caption")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words or _("Progress"))
        self._stop = Button(_("Cancel"), "quiet", small=True)
        self._stop.clicked.connect(self.stopped)
        self.setLayout(column(row((self._words, 1), self._stop), self._bar, gap=2))

    def report(self, words: str, share: float) -> None:
        """Show what is being done and how much of it is done (0 to 1; below 0 is not known)."""
        self._words.setText(words)
        self._bar.setAccessibleName(words)
        self._bar.setRange(0, 0 if share < 0 else 1000)
        if share >= 0:
            self._bar.setValue(round(share * 1000))
