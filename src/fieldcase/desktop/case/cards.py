"""Records as readable cards, one below the other, each with what may be done to it: edit, take out, add another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from fieldcase.desktop.case.about import shows
from fieldcase.desktop.case.cardwords import Told, in_order, told
from fieldcase.desktop.case.tab import CaseTab
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, framed, of_row, row, rule
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import Label, Picture, named, unbroken
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Kind, Record
from fieldcase.model.kinds import KINDS
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

ICONS = {
    "act": "zap",
    "cooperation_link": "handshake",
    "law_or_measure": "scale",
    "follow_up": "reply",
    "involvement": "users-round",
    "risk_assessment": "shield-alert",
    "protection_action": "shield-check",
}
FIRST_STEP = {
    "act": N_("What was done, to whom, and when? “About mid-February” is an answer."),
    "cooperation_link": N_("With whom in the United Nations did the person cooperate, and when?"),
    "law_or_measure": N_("A law or measure needs no single victim."),
    "follow_up": N_("A release, a sentence, news of a person: write it here."),
    "involvement": N_("Say what somebody is in this case."),
}
"""The sentence of an empty card: its first step."""

REMOVABLE = frozenset({"act", "cooperation_link", "law_or_measure", "follow_up", "involvement"})


def remove(desk: Desk, kind: str, record: str, then: Callable[[object], object]) -> Job[Any]:
    """Take a record out; it can be brought back."""

    def ask(session: Session) -> Any:
        from fieldcase.office.removing import remove as removed

        return removed(session, kind, record)

    return desk.run(ask, then)


def bring_back(desk: Desk, kind: str, record: str, then: Callable[[object], object]) -> Job[Any]:
    """Undo that."""

    def ask(session: Session) -> Any:
        from fieldcase.office.removing import bring_back as back

        return back(session, kind, record)

    return desk.run(ask, then)


def cards_of(tab: CaseTab, kind_name: str) -> QFrame:
    """All records of a kind on one card: its head with Add, then each record below a hairline."""
    kind, given = KINDS[kind_name], tab.given
    records = in_order(kind, given.page.records.get(kind_name, ()))
    add = Button(_("Add"), "quiet", "plus", small=True)
    named(add, _("Add: {kind}").format(kind=_(kind.label)))
    add.clicked.connect(lambda: tab.opened.emit(kind_name, None))
    head = card_head(kind_name, _(kind.plural), len(records), add)
    if not records:
        step = FIRST_STEP.get(kind_name, N_("Nothing recorded."))
        return framed(column(head, Label(_(step), "quiet", wrap=True), gap=4, margins=(16, 10, 16, 12)))
    body = column(head, gap=8, margins=(16, 10, 16, 12))
    for record in records:
        body.addWidget(rule())
        body.addLayout(_record(tab, kind, record))
    return framed(body)


def card_head(kind_name: str, title: str, count: int, *buttons: QWidget) -> Any:
    """The first line of a card."""
    icon = Picture(ICONS[kind_name], "ink2") if kind_name in ICONS else None
    return row(icon, Label(title, "heading"), Label(str(count) if count else "", "caption"), ..., *buttons, gap=8)


def _record(tab: CaseTab, kind: Kind, record: Record) -> Any:
    said = told(record, tab.given.wording, tab.given.names)
    edit = IconButton("pen-line", _("Edit: {record}").format(record=said.title), small=True)
    of_row(edit, record.id)
    edit.clicked.connect(lambda: tab.opened.emit(kind.name, record))
    buttons: list[QWidget] = [edit]
    shows(edit, kind.name, record.id)
    if kind.name in REMOVABLE:
        out = IconButton("trash-2", _("Take out: {record}").format(record=said.title), small=True)
        out.clicked.connect(lambda: ask_remove(tab, kind, record, said))
        shows(out, kind.name, record.id)
        buttons.append(out)
    when = Label(said.when, "caption")
    head = row((Label(said.title, "strong", wrap=True), 1), None if look().large else when, *buttons, gap=8)
    text = Label(unbroken(said.text), wrap=True) if said.text else None
    return column(head, when if look().large else None, text, facts(said.facts), gap=4)


def facts(pairs: Sequence[tuple[str, str]]) -> Any:
    """Labels and words in two columns (in one at large text), nothing cut."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look().px(10))
    grid.setVerticalSpacing(look().px(3))
    wide = 1 if look().large else 2
    for place, (label, words) in enumerate(pairs):
        line, at = divmod(place, wide)
        name = Label(label, "caption", wrap=True)
        name.setFixedWidth(look().px(130))
        grid.addWidget(name, line, 2 * at, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(Label(unbroken(words), wrap=True), line, 2 * at + 1, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(2 * at + 1, 1)
    return grid


def ask_remove(tab: CaseTab, kind: Kind, record: Record, said: Told) -> None:
    """Ask before a record is taken out; the notice brings it back."""
    desk = tab.given.desk

    def removed(_none: object) -> None:
        def undo(then: Callable[[object], object]) -> None:
            bring_back(desk, kind.name, record.id, then)

        tab.wrote.emit(_("Taken out: {record}.").format(record=said.title), undo)

    Question(
        tab,
        _("Take out “{record}”?").format(record=said.title),
        _("It is no longer shown or used. What was written stays in the history, and it can be brought back."),
        _("Take it out"),
        lambda: remove(desk, kind.name, record.id, removed),
        danger=True,
    ).open()


def plain_label(text: str) -> QLabel:
    """A line of a card."""
    return Label(text, wrap=True)
