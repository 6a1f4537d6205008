"""What a letter's page says of people and values: whose names stand in the text, which are covered, what is linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.parts.arrange import plain, row, rule
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.pill import Pill
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage


def names_in_text(page: LetterPage) -> tuple[QWidget, ...]:
    """The names that stand in the text, each with whether it may."""
    if not page.names:
        return ()
    head = row(Picture("scan-search", "ink2"), Label(_("Names in the text"), "strong"), ..., gap=8)
    parts: list[QWidget] = [rule(), plain(head)]
    for name in page.names:
        icon, ink = ("circle-check", "ok") if name.cleared else ("circle-x", "danger")
        said = _("may be named") if name.cleared else _("not cleared")
        words = Label(said, "caption", ink="ink2" if name.cleared else ink)
        parts.append(plain(row(Picture(icon, ink), Label(name.shown), (words, 1), gap=8)))
    return tuple(parts)


def covered(page: LetterPage | None) -> list[QWidget]:
    """How many names the page covers."""
    hidden = sum(not name.cleared for name in page.names) if page is not None else 0
    if not hidden:
        return []
    words = ngettext(
        "{count} name is covered until it is cleared", "{count} names are covered until they are cleared", hidden
    )
    return [Picture("eye-off", "danger", 14), Label(words.format(count=hidden), "caption")]


def legend() -> tuple[QWidget, QWidget]:
    """What blue words are."""
    return Pill("folder", _("value"), "info"), Label(_("comes from the case"), "caption")
