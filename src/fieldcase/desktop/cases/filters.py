"""The filters of the list: which fields can be filtered, by what, and the views kept for everyone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _

FILTERS = (
    ("status", N_("Status"), "case_status"),
    ("risk", N_("Risk"), "risk_level"),
    ("track", N_("Track"), ""),
)
"""Field, label, and the vocabulary its values come from; the track is an enumeration of the program."""

FILTERED = tuple(field for field, _label, _source in FILTERS)

VIEWS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (N_("All cases"), {}),
    (N_("Urgent track"), {"track": "urgent"}),
    (N_("High risk"), {"risk": "high"}),
    (N_("Under verification"), {"status": "under_verification"}),
    (N_("Awaiting reply"), {"status": "awaiting_reply"}),
)
"""The views above the list: a name and the filters it sets."""


def value_said(wording: Wording, field: str, value: str) -> str:
    """A filter's value in words."""
    vocabulary = next((source for name, _label, source in FILTERS if name == field), "")
    return wording.term(vocabulary, value) if vocabulary else wording.choice(value)


def label_of(field: str) -> str:
    return next((_(label) for name, label, _source in FILTERS if name == field), field)


def menu_of(parent: QWidget, wording: Wording, field: str, chosen: Callable[[str, str], object]) -> QMenu:
    """The values that a field can be filtered by; without a field, a submenu for each."""
    menu = QMenu(parent)
    for name, label, vocabulary in FILTERS:
        if field and field != name:
            continue
        inner = menu if field else menu.addMenu(_(label))
        codes = wording.vocabularies.codes(vocabulary) if vocabulary else ("normal", "urgent")
        for code in codes:
            action = inner.addAction(value_said(wording, name, code))
            action.triggered.connect(lambda _on=False, name=name, code=code: chosen(name, code))
    return menu
