"""Several of a few choices: a box to tick for each, below one label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.theme.look import look


class Several(QWidget):
    """`choices` are labels by code; `changed` while somebody ticks. A problem is said below the boxes."""

    changed = Signal()

    def __init__(
        self, label: str, choices: Mapping[str, str], chosen: Iterable[str] = (), hint: str = "", *, columns: int = 2
    ) -> None:
        super().__init__()
        held = set(chosen)
        self.ticks = {code: Tick(words, code in held) for code, words in choices.items()}
        self._hint = hint
        self._below = Label(hint, "caption", wrap=True)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(0)
        wide = 1 if look().stacked else columns
        for place, tick in enumerate(self.ticks.values()):
            grid.addWidget(tick, place // wide, place % wide)
            tick.setAccessibleDescription(label)
            tick.toggled.connect(self._ticked)
        self.setLayout(column(Label(label, "strong"), grid, self._below, gap=2))
        self._below.setVisible(bool(hint))
        named(self, label, hint)

    @property
    def codes(self) -> tuple[str, ...]:
        """What is ticked, in the order of the choices."""
        return tuple(code for code, tick in self.ticks.items() if tick.isChecked())

    def put(self, codes: Iterable[str]) -> None:
        """Tick these and no others."""
        held = set(codes)
        for code, tick in self.ticks.items():
            tick.setChecked(code in held)

    def refuse(self, sentence: str) -> None:
        """Show a problem with its remedy until something is ticked."""
        self._below.setText(sentence)
        self._below.dyed("danger")
        self._below.show()
        for tick in self.ticks.values():
            tick.setAccessibleDescription(sentence)

    def _ticked(self) -> None:
        if self._below.text() != self._hint:
            self._below.setText(self._hint)
            self._below.dyed("ink2")
            self._below.setVisible(bool(self._hint))
        self.changed.emit()
