"""Beside the matrix: the person of the cell in focus. Who it is while the name is shown, how the person is reached,
what the custodian was asked and said, what the person wants.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.case.grid import Person
from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.form.saying import Names, say_part
from fieldcase.desktop.parts.arrange import column, row, rule
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.wording import Wording
from fieldcase.model.declare import Room
from fieldcase.model.kinds.parties import PARTY, Name, Party
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.consent.people import PeopleOfCase
    from fieldcase.office.parties.asking import Ask

REACHED = frozenset({"safe_channel", "safe_hours", "no_messages", "danger_words"})
"""What says how a person is reached: told by itself, first."""


ASKS = 3
"""So many questions to the custodian are told of one person."""


@dataclass(frozen=True)
class Deeds:
    """What the part may ask for: a sheet (its name, the person, what it is about), the sheet of what is recorded under
    code, that an answer of the custodian was read (its task)."""

    sheet: Callable[[str, str, str], object]
    edit: Callable[[str], object]
    read: Callable[[str], object]


def person_parts(given: Given, told: PeopleOfCase | None, person: Person, deeds: Deeds) -> list[Any]:
    """The part, line by line."""
    seen = given.shown.party(person.id)
    return [
        *(_hidden(given, told, person, deeds) if seen is None else _shown(given, told, seen, deeds)),
        rule(),
        Label(_("What the person wants"), "strong"),
        Label(_wishes(given, person), wrap=True),
        button(_("Edit what is recorded"), "pen-line", lambda: deeds.edit(person.id)),
    ]


def _wishes(given: Given, person: Person) -> str:
    held = next((one for one in given.page.records.get("party", ()) if one.id == person.id), None)
    wishes = held.wishes if isinstance(held, Party) else {}
    said = wishes.get(given.wording.language) or next(iter(wishes.values()), None)
    return said.text if said else _("Not recorded. Ask, and write it under code.")


def _hidden(given: Given, told: PeopleOfCase | None, person: Person, deeds: Deeds) -> list[Any]:
    """The name is not shown: show it with a reason, or ask the custodian."""
    may_see = told is not None and bool(told.names)
    parts: list[Any] = [Label(_("Safe to reach"), "strong"), Label(_("Kept with the name."), "quiet", wrap=True)]
    waits = any(one.party == person.id and not one.answered_at for one in (told.asks if told else ()))
    if may_see:
        parts.append(button(_("Show with a reason…"), "eye", lambda: deeds.sheet("opening", person.id, "")))
    elif not waits:
        parts.append(button(_("Ask the custodian…"), "key-round", lambda: deeds.sheet("asking", person.id, "")))
    return parts + _asks(given, told, person.id, deeds)


def _shown(given: Given, told: PeopleOfCase | None, seen: Party, deeds: Deeds) -> list[Any]:
    """The name is shown: how the person is reached, and everything that stands with the name."""
    parts: list[Any] = [Label(_("Safe to reach"), "strong")]
    parts += [_line("phone", line) for line in reached(seen)] or [Label(_("Nothing is recorded."), "quiet")]
    parts += [rule(), Label(_("Kept with the name"), "strong")]
    for label, words in kept_with_name(seen, given.wording, given.names):
        parts += [Label(label, "caption", wrap=True), Label(words, wrap=True)]
    may = told is not None and told.corrects
    why = "" if may else _("Your role reads who people are; an officer or the custodian changes it.")
    parts.append(button(_("Correct names…"), "pen-line", lambda: deeds.sheet("identity", seen.id, ""), blocked=why))
    if why:
        parts.append(Label(why, "caption", wrap=True))
    return parts + _asks(given, told, seen.id, deeds)


def _asks(given: Given, told: PeopleOfCase | None, party: str, deeds: Deeds) -> list[Any]:
    """What was asked of the custodian about the person, and what came of it; the last few questions."""
    asks = [one for one in told.asks if one.party == party] if told else []
    answers = told is not None and told.answers
    return [part for one in asks[:ASKS] for part in _ask(one, given.wording, answers, deeds)]


def _ask(one: Ask, wording: Wording, answers: bool, deeds: Deeds) -> list[Any]:
    parts: list[Any] = [Banner("key-round", ask_said(one, wording), "ok" if one.told else "info")]
    if not one.answered_at and answers:
        parts.append(button(_("Answer who asked…"), "reply", lambda: deeds.sheet("answering", one.party, one.task)))
    elif one.reply:
        parts.append(button(_("Read: take it off my list"), "check", lambda: deeds.read(one.reply)))
    return parts


def ask_said(one: Ask, wording: Wording) -> str:
    """A question to the custodian in words, as it stands now."""
    day = wording.short_day(one.at[:10])
    if not one.answered_at:
        if one.mine:
            return _("You asked the custodian on {day}; no answer yet.").format(day=day)
        return _("{who} asked the custodian on {day}; no answer yet.").format(who=one.by, day=day)
    sentence = _("The custodian told the name: {note}") if one.told else _("The custodian keeps the name: {note}")
    return sentence.format(note=one.note)


def kept_with_name(party: Party, wording: Wording, names: Names) -> Sequence[tuple[str, str]]:
    """What stands in the identity room of a party, label and words; names first, what was never said left out."""
    blank = Party()
    found = []
    for part in PARTY.parts:
        value = getattr(party, part.name)
        if part.field.room is not Room.IDENTITY or part.name in REACHED or part.name == "as_imported":
            continue
        if value == getattr(blank, part.name):
            continue
        if part.name == "names":
            found.append((_(part.field.label), "; ".join(spelled(one) for one in party.names.values())))
        elif words := say_part(part, value, wording, names):
            found.append((_(part.field.label), words))
    return found


def spelled(name: Name) -> str:
    """A name as the person gives it, what else the person is called, and in which script and language it is written."""
    said = name.full or " ".join(part for part in (name.given, name.family) if part)
    if name.alias:
        said = _("{name}, also known as {alias}").format(name=said, alias=name.alias) if said else name.alias
    written = ", ".join(part for part in (name.script, name.lang) if part)
    return f"{said} ({written})" if written else said


def reached(party: Party) -> list[str]:
    """How a person may be reached, line by line, from what is kept with the name."""
    lines = [part for part in (party.safe_channel, party.safe_hours) if part]
    if party.no_messages:
        lines.append(_("Do not leave messages."))
    if party.danger_words:
        lines.append(_("When not alone, the person says: {words}").format(words=party.danger_words))
    return lines


def button(words: str, icon: str, deed: Callable[[], object], *, blocked: str = "") -> Any:
    """A small button on a line of its own; `blocked` is why it cannot be pressed."""
    made = Button(words, "secondary", icon, small=True)
    made.setEnabled(not blocked)
    made.setAccessibleDescription(blocked)
    made.clicked.connect(lambda _on=False: deed())
    return row(made, ...)


def _line(icon: str, words: str) -> Any:
    beside: QWidget = Label(words, wrap=True)
    return row(column(Picture(icon, "ink2", 14), ..., margins=(0, 3)), (beside, 1), gap=8)
