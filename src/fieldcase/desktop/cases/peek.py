"""A peek at one case over the trailing third of the list, without opening it: codes only, gone with Esc."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from fieldcase.desktop.parts.arrange import column, empty, plain, row, scrolling
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import Label, Picture, named, reference, unbroken
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.rules import STATES
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import RISK, Wording
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage

SENTENCES = 4


class Peek(QFrame):
    """Lies over `over`; the focus stays in the list. `opened` asks for the whole case, `closed` says that it went."""

    opened = Signal()
    closed = Signal()

    def __init__(self, over: QWidget, wording: Wording) -> None:
        super().__init__(over)
        self._over, self._wording = over, wording
        self.setProperty("kind", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._body = QVBoxLayout()
        self._body.setSpacing(look().px(10))
        self._title = Label("", "heading", wrap=True)
        close = IconButton("x", _("Close this look"), "Esc", small=True)
        close.clicked.connect(self.hide_away)
        self.open = Button(_("Open the case"), "secondary", "folder-open")
        self.open.clicked.connect(self.opened)
        inside = plain(column(self._body, ..., gap=0, margins=(0, 0, 8, 0)))
        head = row((self._title, 1), close)
        self.setLayout(
            column(head, (scrolling(inside, _("A look at the case")), 1), self.open, gap=8, margins=(16, 12))
        )
        named(self, _("A look at the case"))
        over.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the trailing third when the list gets another size."""
        if event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def wait(self, number: str) -> None:
        """Show which case is on its way."""
        self._title.setText(reference(number))
        self.place()
        self.show()
        self.raise_()

    def tell(self, page: CasePage) -> None:
        """Show the case."""
        line, wording = page.row, self._wording
        empty(self._body)
        self._body.addWidget(Label(line.title, "strong", wrap=True))
        pills = [Pill("circle", wording.term("case_status", line.status))]
        if line.track == "urgent":
            pills.append(Pill("zap", _("Urgent track"), "warn"))
        if line.risk in RISK:
            icon, tone = RISK[line.risk]
            pills.append(Pill(icon, wording.term("risk_level", line.risk), tone))
        self._body.addLayout(row(*pills, ..., gap=6))
        for label, said in self._facts(page):
            if said:
                self._body.addLayout(column(Label(label, "caption"), Label(unbroken(said), wrap=True), gap=0))
        self._rules(page)
        self._body.addStretch(1)

    def refuse(self, refusal: Refusal) -> None:
        """Say why there is nothing to see."""
        empty(self._body)
        self._body.addWidget(Label(str(refusal), wrap=True))

    def place(self) -> None:
        """Stand over the trailing third."""
        room = self._over.rect()
        width = min(room.width(), max(room.width() // 3, look().px(340)))
        left = 0 if look().right_to_left else room.width() - width
        self.setGeometry(left, 0, width, room.height())

    def hide_away(self) -> None:
        """Go; the list is there again."""
        self.hide()
        self.closed.emit()

    def _facts(self, page: CasePage) -> tuple[tuple[str, str], ...]:
        wording = self._wording
        said = page.case.summary
        words = said.get(wording.language) or said.get("en") or next(iter(said.values()), None)
        people = [party.code for party in page.parties]
        return (
            (_("In short"), words.text if words is not None else ""),
            (_("State"), wording.states(page.row.responsible_states)),
            (_("People"), ", ".join(people)),
            (_("Next step"), page.row.next_step),
            (_("Received"), wording.short_day(page.row.received_at)),
        )

    def _rules(self, page: CasePage) -> None:
        stops = [line for line in page.panel if line.state.value in ("blocked", "check")]
        for line in stops[:SENTENCES]:
            icon, ink, _word = STATES[line.state.value]
            said = row(Picture(icon, ink), (Label(unbroken(line.sentence), wrap=True), 1), gap=6)
            self._body.addLayout(said)
        if more := len(stops[SENTENCES:]):
            said_more = ngettext("and {count} more", "and {count} more", more).format(count=more)
            self._body.addWidget(Label(said_more, "caption"))
