"""The office calendar: days on which it does not work, and what it settled otherwise than the program does."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.typed import Fields
from fieldcase.desktop.parts.arrange import column, plain, row, rule
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import Field, choice_field, line_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.settings.actions import Days, add_holiday, change_setting, days, take_out_holiday
from fieldcase.desktop.settings.pane import Pane, beside, card
from fieldcase.desktop.standing import Standing
from fieldcase.model.words import _


class CalendarPane(Pane):
    """Holidays as a list; below it, one setting at a time."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        self.title = _("Office calendar")
        self.for_others = _("Due dates of everybody in this office go by it. Dates that were fixed already stay.")
        super().__init__(desk, standing)
        self._held: Days | None = None
        self.day = line_field(_("Day"), "", _("Such as 2026-12-25."))
        self.name = line_field(_("What day it is"), "", _("May be left empty."))

    def arrive(self) -> None:
        days(self._desk, self._show)

    def first(self) -> QWidget:
        return self.day.editor

    def primary(self) -> None:
        """Add the day that was typed."""
        if self._held is not None and self.add.isEnabled():
            self.clear()
            add_holiday(self._desk, _line(self.day).strip(), _line(self.name).strip(), self._added, self.refuse)

    def _show(self, held: Days) -> None:
        self._held = held
        self.day, self.name = (
            line_field(_("Day"), "", _("Such as 2026-12-25.")),
            line_field(_("What day it is"), "", _("May be left empty.")),
        )
        self.add = Button(_("Add the day"), "primary", "plus")
        self.add.clicked.connect(self.primary)
        for field in (self.day, self.name):
            field.changed.connect(self._weigh)
            field.editor.returnPressed.connect(self.primary)  # type: ignore[union-attr]
        self.why = Label("", "caption", wrap=True)
        typed = beside(self.day, self.name)
        self.put(
            card(self._listed(held), rule(), typed, row((self.why, 1), self.add, gap=12)),
            card(*self._settings(held)),
        )
        self._weigh()
        self._day = self.drafted("calendar", Fields({"day": self.day, "name": self.name}, self), self._weigh)
        asked = {"setting": self.setting, "value": self.value, "verified": self.verified}
        self._settled = self.drafted("calendar/setting", Fields(asked, self), self._weigh)

    def _listed(self, held: Days) -> QWidget:
        if not held.holidays:
            said = _("Add the days on which the office does not work. Weekends count by themselves.")
            return Empty("calendar", _("No holidays are entered"), (said,))
        lines = []
        for one in held.holidays:
            day = self._standing.wording.short_day(one.date)
            gone = IconButton("x", _("The office works on {day} after all").format(day=day), small=True)
            gone.setEnabled(held.may)
            gone.clicked.connect(lambda _on=False, date=one.date, name=one.name: self._take_out(date, name))
            lines.append(row(Label(day, "strong"), (Label(one.name, wrap=True), 1), gone, gap=16))
        return plain(column(*lines, gap=4))

    def _settings(self, held: Days) -> list[QWidget]:
        words = {one.name: setting_words(one.name, one.label) for one in held.settled if typable(one.value)}
        self.setting = choice_field(
            _("What the office settles"), words, "", _("What is not changed follows the program.")
        )
        self.value = line_field(_("Value"), "")
        self.verified = Tick(_("Geneva confirmed it"))
        self.settle = Button(_("Change the setting"), "secondary")
        self.settle.clicked.connect(self._keep)
        assert isinstance(self.setting.editor, QComboBox)
        self.setting.editor.currentIndexChanged.connect(lambda _at: self._chosen())
        self.value.changed.connect(self._weigh)
        self.since = Label("", "caption", wrap=True)
        self._chosen()
        return [
            Label(_("Other settings"), "strong"),
            self.setting,
            self.value,
            self.since,
            plain(row(self.verified, ..., self.settle)),
        ]

    def _chosen(self) -> None:
        one = self._setting
        assert isinstance(self.value.editor, QLineEdit)
        self.value.editor.setText(shown(one.value) if one else "")
        self.verified.setChecked(bool(one and one.verified))
        day = self._standing.wording.short_day(one.at[:10]) if one and one.at else ""
        self.since.setText(_("The office settled it on {day}.").format(day=day) if day else _("As the program has it."))
        if hasattr(self, "why"):
            self._weigh()

    @property
    def _setting(self) -> Any:
        assert isinstance(self.setting.editor, QComboBox)
        name = self.setting.editor.currentData()
        return next((one for one in self._held.settled if one.name == name), None) if self._held else None

    def _keep(self) -> None:
        self.clear()
        verified = self.verified.isChecked()
        change_setting(self._desk, self._setting, _line(self.value).strip(), verified, self._kept, self.refuse)

    def _kept(self, undo: Undo | None) -> None:
        self._settled.forget()
        self.changed_by(_("The setting counts from now on."), undo)

    def _added(self, undo: Undo | None) -> None:
        self._day.forget()
        self.changed_by(_("The day is in the calendar."), undo)

    def _take_out(self, date: str, name: str) -> None:
        self.clear()
        take_out_holiday(self._desk, date, name, self._taken, self.refuse)

    def _taken(self, undo: Undo | None) -> None:
        self.changed_by(_("The office works on that day."), undo)

    def _weigh(self) -> None:
        if self._held is None:
            return
        role = "" if self._held.may else _("Your role does not allow it: ask the head of presence.")
        why = role or ("" if _line(self.day).strip() else _("Type a day."))
        self.why.setText(why)
        self.add.setEnabled(not why)
        self.add.setAccessibleDescription(why)
        self.settle.setEnabled(not role)
        self.settle.setAccessibleDescription(role)


def typable(value: object) -> bool:
    """Whether a value is typed as it is: words, a number, yes or no; what has parts is settled in its own place."""
    return value is None or isinstance(value, str | int | bool)


def setting_words(name: str, label: str) -> str:
    """A setting in words, with the key of its table where it has one: “Days for a reply … · note_verbale”."""
    _name, _dot, key = name.partition(".")
    return f"{label} · {key}" if key else label


def shown(value: object) -> str:
    """A value as it is typed: yes and no, numbers, words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None:
        return ""
    return " ".join(map(str, value)) if isinstance(value, tuple | list | frozenset) else str(value)


def _line(field: Field) -> str:
    return field.editor.text() if isinstance(field.editor, QLineEdit) else ""
