"""The head of a case: its number, title and pills, the primary button, the next steps, the tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.case.actions import STEPS, Opened
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


class CaseHead(QWidget):
    """`chosen` gives the place of a tab, `step` a state to take the case into; `write` is the primary button."""

    chosen = Signal(int)
    step = Signal(str)

    def __init__(self, opened: Opened, wording: Wording, tab: int) -> None:
        super().__init__()
        self._wording = wording
        page = opened.page
        self.write = Button(_("Write a letter"), "primary", "pen-line")
        self.tabs = Tabs([_(one.words) for one in TABS], _("Parts of the case"))
        self.tabs.chosen.connect(self.chosen)
        said = {"blocked": _("something blocks"), "check": _("something to check")}
        for place, mark in marks_of(page.panel).items():
            self.tabs.tabs[place].mark(mark, said[mark])
        trailing: list[QWidget] = [self.write, *self._more(opened.steps)]
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

    def _more(self, steps: tuple[str, ...]) -> list[QWidget]:
        """The steps that the case may take next, in a menu; none where there is none."""
        offered = [step for step in steps if step in STEPS]
        if not offered:
            return []
        button = IconButton("ellipsis", _("Next steps of the case"))
        menu = QMenu(button)
        for step in offered:
            action = menu.addAction(_(STEPS[step]))
            action.triggered.connect(lambda _on=False, step=step: self.step.emit(step))
        button.setMenu(menu)
        return [button]

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
