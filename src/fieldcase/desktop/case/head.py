"""The head of a case: its number, title and pills, the primary button, the next steps, the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.case.actions import STEPS, Opened
from fieldcase.desktop.case.steps import MENU
from fieldcase.desktop.case.steps import STEPS as SHEETS
from fieldcase.desktop.case.tabs import TABS
from fieldcase.desktop.frame.pagehead import page_head
from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.tabs import Tabs
from fieldcase.desktop.remedies import marks_of
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import RISK, STATUS_ICONS, Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage


def offered(opened: Opened) -> list[tuple[str, str]]:
    """What the menu offers, in its order: the name of a step or sheet with its words; an empty name is a line between.

    Protection and the urgent track are always offered: they wait for nothing.
    """
    urgent = opened.page.case.track == "urgent"
    steps = [(step, _(words)) for step, words in STEPS.items() if step in opened.steps]
    reasoned = []
    for to in opened.proposable:
        propose, agree, take = MENU[to]
        if to in opened.steps and take:
            reasoned.append((take, _titled(take)))
        if to in opened.proposed and opened.may_agree and agree:
            reasoned.append((agree, _titled(agree)))
        elif opened.may_propose and to not in opened.proposed:
            reasoned.append((propose, _titled(propose)))
    safety = [
        ("normal" if urgent else "urgent", _("Back to the normal track") if urgent else _("Put on the urgent track")),
        ("protect", _titled("protect")),
    ]
    own = [(name, _titled(name)) for name in ("assignment", "link")] + [("case", _("Edit the case") + "…")]
    groups = [group for group in (steps, reasoned, safety, own) if group]
    return [line for group in groups for line in (*([("", "")] if group is not groups[0] else []), *group)]


def _titled(name: str) -> str:
    """What a sheet is called in the menu; the dots say that it asks before anything is done."""
    return f"{_(SHEETS[name].title)}…"


class CaseHead(QWidget):
    """`chosen` gives the place of a tab, `step` what was chosen in the menu; `write` is the primary button."""

    chosen = Signal(int)
    step = Signal(str)

    def __init__(self, opened: Opened, wording: Wording, tab: int) -> None:
        super().__init__()
        self._wording = wording
        page, self._seats = opened.page, {**opened.readers, **opened.seats}
        self.write = Button(_("Write a letter"), "primary", "pen-line")
        self.tabs = Tabs([_(one.words) for one in TABS], _("Parts of the case"))
        self.tabs.chosen.connect(self.chosen)
        said = {"blocked": _("something blocks"), "check": _("something to check")}
        for place, mark in marks_of(page.panel).items():
            self.tabs.tabs[place].mark(mark, said[mark])
        trailing: list[QWidget] = [self.write, self._more(opened)]
        if look().stacked:
            trailing.append(self._tab_button(tab))
        head = page_head(
            self._where(page),
            page.case.title_neutral or _("No title yet"),
            self._pills(page),
            trailing,
            tabs=None if look().stacked else self.tabs,
        )
        self.setLayout(column(head, gap=0))

    def choose(self, place: int) -> None:
        """Mark a tab as the one that is shown."""
        self.tabs.tabs[place].setChecked(True)

    def _where(self, page: CasePage) -> list[str]:
        where = [reference(page.case.case_no), self._wording.states(page.row.responsible_states)]
        if page.case.received_at:
            where.append(_("Received {day}").format(day=self._wording.day(page.case.received_at)))
        officer, reader = (self._seats.get(one, "") for one in (page.case.assigned_to, page.case.reviewer))
        if officer and reader:
            where.append(_("Assigned to {officer}, second reader {reader}").format(officer=officer, reader=reader))
        elif officer:
            where.append(_("Assigned to {officer}").format(officer=officer))
        return [words for words in where if words]

    def _pills(self, page: CasePage) -> list[QWidget]:
        pills: list[QWidget] = []
        if page.row.risk in RISK:
            icon, tone = RISK[page.row.risk]
            level = self._wording.term("risk_level", page.row.risk)
            pills.append(Pill(icon, _("{level} risk").format(level=level), tone))
        if page.case.track == "urgent":
            pills.append(Pill("zap", _("Urgent track"), "warn"))
        status = page.row.status
        pills.append(Pill(STATUS_ICONS.get(status, "circle"), self._wording.term("case_status", status), "neutral"))
        return pills

    def _more(self, opened: Opened) -> QWidget:
        """What may be done with the whole case, in a menu: its next steps, proposals, protection, who works on it."""
        button = IconButton("ellipsis", _("What may be done with the case"))
        menu = QMenu(button)
        for name, words in offered(opened):
            if not name:
                menu.addSeparator()
                continue
            action = menu.addAction(words)
            action.triggered.connect(lambda _on=False, name=name: self.step.emit(name))
        button.setMenu(menu)
        return button

    def _tab_button(self, tab: int) -> Button:
        """At 200 % text the tabs are one button with a menu."""
        words = [one.accessibleName() for one in self.tabs.tabs]
        button = Button(words[tab], "secondary", "chevron-down")
        menu = QMenu(button)
        for place, name in enumerate(words):
            action = menu.addAction(name)
            action.triggered.connect(lambda _on=False, place=place: self.chosen.emit(place))
            action.triggered.connect(lambda _on=False, name=name: button.say(name))
        button.setMenu(menu)
        self.tabs.setParent(button)
        self.tabs.hide()
        return button
