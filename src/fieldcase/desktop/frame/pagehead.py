"""The head of a page: where I am, its title with pills, the one primary button, the tabs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look


def page_head(
    where: Sequence[str],
    title: str,
    pills: Sequence[QWidget] = (),
    trailing: Sequence[QWidget] = (),
    *,
    leading: QWidget | None = None,
    tabs: QWidget | None = None,
) -> QFrame:
    """A head from plain words. At 200 % text the pills stand beside the place and the buttons below the title."""
    head = QFrame()
    head.setProperty("kind", "top")
    dots: list[Label] = []
    for said in where:
        dots += [Label("·", "caption")] if dots else []
        dots.append(Label(said, "caption"))
    name = Label(title, "title", wrap=look().large)
    if look().stacked:
        place: QWidget | None = dots[0] if dots else None
        first = row(place, ..., *pills[:1], gap=8)
        content = column(first, name, row(*trailing, ..., gap=8), tabs, gap=4, margins=(12, 6, 12, 6))
        head.setLayout(content)
        return head
    name.setMinimumWidth(look().px(80))
    titled = row((name, 1) if look().large else name, *pills, ... if not look().large else None, *trailing, gap=8)
    below = 0 if tabs else 10
    words = column(row(*dots, ..., gap=6), titled, tabs, gap=4)
    head.setLayout(row(leading, (words, 1), gap=8, margins=(24 if leading is None else 16, 10, 24, below)))
    return head
