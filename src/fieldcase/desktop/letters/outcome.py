"""What came of work on several letters: what was done, and each that stayed out with its reason. It stays until it is
put away, for a notice would be gone too soon."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QFrame

from fieldcase.desktop.parts.arrange import Item, column, row
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import Label, Picture, reference
from fieldcase.model.words import _

MOST = 6
"""So many reasons are written out; the rest are counted."""


class Outcome(QFrame):
    """`sentence` says what was done, `left` the letters that stayed out (reference, reason)."""

    def __init__(
        self,
        sentence: str,
        left: Sequence[tuple[str, str]],
        away: Callable[[], object],
        go_on: tuple[str, Callable[[], object]] | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        close = IconButton("x", _("Put away"), kind="icon-quiet", small=True)
        close.clicked.connect(lambda: away())
        self.step: Button | None = None
        if go_on is not None:
            words, deed = go_on
            self.step = Button(words, "primary", small=True)
            self.step.clicked.connect(lambda: deed())
        icon = Picture("triangle-alert" if left else "circle-check", "warn" if left else "ok", 20)
        head = row(icon, (Label(sentence, "strong", wrap=True), 1), self.step, close, gap=10)
        lines: list[Item] = [
            row(Label(reference(number), "caption"), (Label(why, wrap=True), 1), gap=10) for number, why in left[:MOST]
        ]
        if len(left) > MOST:
            lines.append(Label(_("and {count} more").format(count=len(left) - MOST), "caption"))
        self.setLayout(column(head, *lines, gap=4, margins=(12, 8, 8, 10)))
        self.setAccessibleName(sentence)
        self.setAccessibleDescription("; ".join(f"{number} {why}" for number, why in left))
