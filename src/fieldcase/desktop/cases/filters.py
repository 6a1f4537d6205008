"""The filters of the list: which fields can be filtered, by what values, and how those are said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _

OVER = frozenset({"closed", "not_admitted", "merged", "transferred"})
"""States of a case in which nothing more is to be done; a list of work leaves them out."""

LABELS = {
    "status": N_("Status"),
    "risk": N_("Risk"),
    "track": N_("Track"),
    "state": N_("State"),
    "assigned_to": N_("Officer"),
    "reviewer": N_("Second reader"),
    "reply": N_("Reply"),
    "received_from": N_("Period"),
    "received_until": N_("Until"),
    "act_type": N_("Kind of act"),
}
FILTERED = tuple(LABELS)


@dataclass(frozen=True)
class Choices:
    """What the values of filters come from: vocabularies and States in words, colleagues by seat, the day."""

    wording: Wording
    seat: str
    colleagues: Mapping[str, str]
    today: date

    def of(self, field: str) -> dict[str, str]:
        """The values of a field in words, in the order in which they are offered."""
        match field:
            case "status":
                codes = tuple(self.wording.vocabularies.codes("case_status"))
                working = " ".join(code for code in codes if code not in OVER)
                return {working: _("not closed"), **{code: self.wording.term("case_status", code) for code in codes}}
            case "risk":
                return {
                    code: self.wording.term("risk_level", code)
                    for code in self.wording.vocabularies.codes("risk_level")
                }
            case "track":
                return {code: self.wording.choice(code) for code in ("normal", "urgent")}
            case "state":
                return self.wording.known_states()
            case "assigned_to" | "reviewer":
                others = {seat: name for seat, name in self.colleagues.items() if seat != self.seat}
                return {self.seat: _("me"), **others} if self.seat else others
            case "act_type":
                kinds = self.wording.vocabularies.children("act_type")
                return {code: self.wording.term("act_type", code) for code in kinds}
            case "received_until":
                return {}
            case "reply":
                return {"overdue": _("overdue")}
            case _:
                return {day.isoformat(): words for day, words in self._periods()}

    def said(self, field: str, value: str) -> str:
        """A filter's value in words; a day that no choice names is said as a day."""
        found = self.of(field).get(value)
        if found is not None:
            return found
        if field == "received_from":
            return _("since {day}").format(day=self.wording.short_day(value))
        if field == "received_until":
            return self.wording.short_day(value)
        return _("a colleague") if field in ("assigned_to", "reviewer") else value

    def _periods(self) -> tuple[tuple[date, str], ...]:
        today = self.today
        return (
            (today - timedelta(days=30), _("last 30 days")),
            (today - timedelta(days=365), _("last 12 months")),
            (date(today.year, 1, 1), _("since 1 January")),
        )


def label_of(field: str) -> str:
    return _(LABELS[field]) if field in LABELS else field


def menu_of(parent: QWidget, choices: Choices, field: str, chosen: Callable[[str, str], object]) -> QMenu:
    """The values that a field can be filtered by; without a field, a submenu for each."""
    menu = QMenu(parent)
    for name in (field,) if field else FILTERED:
        offered = choices.of(name)
        if not offered:
            continue
        inner = menu if field else menu.addMenu(label_of(name))
        for value, words in offered.items():
            action = inner.addAction(words.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, name=name, value=value: chosen(name, value))
    return menu
