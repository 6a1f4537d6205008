"""What the focus is on: a part of the page says which record, and which field of it, it shows, so that a key can ask
for its history.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

PROPERTY = "about"


@dataclass(frozen=True)
class About:
    """A record, by its kind and id, and the field of it (the first part of its path); empty for the whole record."""

    kind: str
    record: str
    field: str = ""


def shows(widget: QWidget, kind: str, record: str, field: str = "") -> None:
    """Say what a part of the page shows."""
    widget.setProperty(PROPERTY, f"{kind}/{record}/{field}")


def in_focus(within: QWidget) -> About | None:
    """What the part in focus shows, or the nearest one around it inside `within`; None where none says so."""
    at: QWidget | None = within.window().focusWidget()
    while at is not None and at is not within:
        said = at.property(PROPERTY)
        if isinstance(said, str):
            kind, record, field = said.split("/", 2)
            return About(kind, record, field) if record else None
        at = at.parentWidget()
    return None
