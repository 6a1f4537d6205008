"""Exchange: where every version is. It only composes: peers, a running transfer, the drop zone, what was put aside."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.exchange.actions import look_around, sign, try_again
from fieldcase.desktop.exchange.cards import TrayCard, signing_card
from fieldcase.desktop.exchange.list import PeerList
from fieldcase.desktop.exchange.peers import PeerTable, head_line
from fieldcase.desktop.exchange.routes import ROUTES, Routes, Way
from fieldcase.desktop.exchange.sending import SendSheet
from fieldcase.desktop.exchange.told import received, to_sign
from fieldcase.desktop.exchange.transfer import Transfer
from fieldcase.desktop.keys import key
from fieldcase.desktop.onebyone import Told
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_files, chosen_folder
from fieldcase.desktop.parts.dropzone import DropZone
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.exchange.overview import Overview
    from fieldcase.office.exchange.receive import Received
    from fieldcase.office.rosters.signing import Waiting


class Exchange(Screen):
    """The place. A command that comes before the peers are known waits for them. `transfer` goes on without it."""

    def __init__(self, desk: Desk, standing: Standing, transfer: Transfer) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing, self._begin = desk, standing, ""
        self._overview: Overview | None = None
        self.transfer = transfer
        self._sheet: SendSheet | None = None
        self._signs: list[Button] = []
        self._model = PeerTable(standing.wording, standing.today)
        self._parts()
        self._compose()
        transfer.began.connect(self._began)
        transfer.reported.connect(self.progress.report)
        transfer.ended.connect(self._ended)
        if transfer.under_way:
            self._began()
        elif transfer.told is not None:
            self._tell(transfer.told)

    # --- composing

    def _parts(self) -> None:
        transfer = self.transfer
        self.counts = Label("", "quiet")
        self.send = Button(_("Send what waits"), "primary", "send")
        self.send.setToolTip(f"{_('Send what waits')}  {key('send').said}")
        self.send.clicked.connect(lambda: self.ask_send())
        self.receive = Button(_("Receive a file…"), "secondary", "package-open")
        self.receive.setToolTip(f"{_('Receive a file')}  {key('receive').said}")
        self.receive.clicked.connect(self.ask_receive)
        self.list = PeerList(self._model)
        self.list.chosen.connect(self.ask_send)
        choose = Button(_("Choose a file…"), "secondary", small=True)
        choose.setAccessibleName(_("Choose a package to receive"))
        choose.clicked.connect(self.ask_receive)
        self.read = Button(_("Read a folder or stick…"), "secondary", small=True)
        self.read.clicked.connect(self.ask_collect)
        self.zone = DropZone(
            "package-open",
            _("Drop a package here"),
            _("It is checked before anything is applied."),
            (choose, self.read),
        )
        self.zone.dropped.connect(transfer.take)
        self.trays = TrayCard(self._standing.wording, self._standing.today, self._again)
        self.progress = Progress()
        self.progress.stopped.connect(transfer.stop)
        self._under_way = framed(column(self.progress, margins=(16, 12)))
        self._under_way.hide()
        self._notices, self._signing, self._peers = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for box in (self._notices, self._signing, self._peers):
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(look().px(8))
        self._peers.addWidget(self.list)

    def _compose(self) -> None:
        title, buttons = Label(_("Exchange"), "title"), row(self.receive, self.send, gap=8)
        head: QBoxLayout = row(title, (self.counts, 1), buttons, gap=12, margins=(24, 10, 24, 10))
        if look().stacked:
            head = column(title, self.counts, row(self.receive, self.send, ...), gap=6, margins=(12, 8))
        below: QBoxLayout = row(self.zone, (self.trays, 1), gap=12)
        if look().stacked:
            below = column(self.zone, self.trays, gap=12)
        else:
            self.zone.setFixedWidth(look().px(300))
        inner = column(
            self._under_way, self._notices, self._signing, self._peers, (below, 1), gap=12, margins=(24, 12, 24, 12)
        )
        page = plain(column(framed(head, "top"), (scrolling(plain(inner), _("Exchange")), 1), gap=0))
        self._pages = QStackedLayout()
        self._pages.addWidget(page)
        self.setLayout(self._pages)

    # --- what is shown

    def arrive(self) -> None:
        self.receive.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _look(self) -> None:
        look_around(self._desk, self._show, self._refused)

    def _show(self, told: Overview) -> None:
        first = self._overview is None
        self._overview = told
        self.counts.setText(head_line(told))
        self._model.show(told.peers, self._routes())
        self.trays.show_trays(told)
        self._show_signing(told)
        self._show_peers(told)
        if first and self._begin:
            begin, self._begin = self._begin, ""
            self.command(begin)
        elif first and self._sheet is None:
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_signing(self, told: Overview) -> None:
        empty(self._signing)
        self._signs = []
        for waits in told.to_sign:
            card, button = signing_card(waits, self._ask_sign)
            self._signs.append(button)
            self._signing.addWidget(card)
        for apart in told.apart:
            self._signing.addWidget(Banner("octagon-alert", apart.sentence, "danger"))

    def _show_peers(self, told: Overview) -> None:
        self._allow()
        self.list.setVisible(bool(told.peers))
        if (extra := self._peers.itemAt(1)) is not None and (old := extra.widget()) is not None:
            self._peers.removeWidget(old)
            old.deleteLater()
        if not told.peers:
            lines = (
                _("Packages go to the vaults whose cards were exchanged and whose six words were compared by voice."),
                _("In the settings, under colleagues, you give away your card and take in theirs."),
            )
            settings = Button(_("Open settings"), "primary", "settings")
            settings.clicked.connect(lambda: self.went.emit("settings", None))
            nobody = Empty("arrow-left-right", _("No peers yet. Exchange cards with a colleague."), lines, (settings,))
            nobody.setProperty("kind", "card")
            self._peers.addWidget(nobody)

    def _first(self) -> QWidget:
        if self._signs:
            return self._signs[0]
        if self._overview is not None and self._overview.peers:
            return self.list.first()
        return self.receive

    def _tell(self, told: Told) -> None:
        """Say in place what came of it; it stays until the next."""
        empty(self._notices)
        self._notices.addWidget(Banner(told.icon, told.sentence, told.tone))
        for line in told.lines:
            self._notices.addWidget(Label(line, wrap=True))

    def _refused(self, refusal: Refusal) -> None:
        self._tell(Told("danger", "octagon-x", str(refusal)))
        self._look_quietly()

    def _look_quietly(self) -> None:
        if self._overview is not None:
            look_around(self._desk, self._show, lambda _refusal: None)

    # --- sending

    def ask_send(self, to: str = "", place: str = "") -> None:
        """The sheet that says what would go, before anything leaves."""
        if self._overview is None or not self._overview.peers or self.transfer.under_way:
            return
        self._close_sheet()
        self._sheet = SendSheet(
            self._desk, self._standing.wording, self._overview.peers, self._routes(), to, place, self._folder
        )
        self._sheet.left.connect(self._close_sheet)
        self._sheet.sending.connect(self._send)
        self._pages.addWidget(self._sheet)
        self._pages.setCurrentWidget(self._sheet)
        self._sheet.begin()

    @staticmethod
    def _folder(parent: QWidget | None, title: str) -> str:
        return chosen_folder(parent, title)

    def _send(self, way: Way, to: str, files: bool, again: bool) -> None:
        self._close_sheet()
        self._used(way, to, files)
        self.transfer.send(way, to, files=files, again=again)

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            sheet, self._sheet = self._sheet, None
            self._pages.setCurrentIndex(0)
            self._pages.removeWidget(sheet)
            sheet.deleteLater()
            self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    # --- receiving

    def ask_receive(self) -> None:
        """Choose packages and take them in."""
        if chosen := chosen_files(self, _("Packages to receive")):
            self.transfer.take(tuple(map(Path, chosen)))

    def ask_collect(self) -> None:
        """Take in everything for this vault that lies on a folder or stick."""
        if not self.transfer.under_way and (chosen := self._folder(self, _("Folder or memory stick to read"))):
            self._used(Way("folder", chosen), "", True)
            self.transfer.collect(Path(chosen))

    def _tried(self, found: tuple[Received, ...]) -> None:
        self._tell(received(found))
        self._look()

    def _again(self, name: str) -> None:
        try_again(self._desk, name, self._tried, self._refused)

    # --- signing

    def _ask_sign(self, waits: Waiting) -> None:
        said = "\n".join((*to_sign(waits), "", _("Code to compare: {code}").format(code=waits.code)))
        Question(
            self,
            _("Sign this change?"),
            said,
            _("Sign {code}").format(code=waits.code),
            lambda: sign(self._desk, waits.code, self._signed, self._refused),
        ).open()

    def _signed(self, _waits: Waiting) -> None:
        self.said.emit(_("Signed. It goes out with the next packages."), None)
        self._look()

    # --- under way

    def _began(self) -> None:
        empty(self._notices)
        self.progress.report(*self.transfer.said)
        self._under_way.show()
        self._model.sending(self.transfer.to)
        self._allow()

    def _ended(self, told: Told) -> None:
        self._under_way.hide()
        self._model.sending("")
        self._allow()
        self._tell(told)
        self._look_quietly()

    def _allow(self) -> None:
        """While something goes through, nothing else is begun; files that are dropped wait."""
        free, peers = not self.transfer.under_way, self._overview is not None and bool(self._overview.peers)
        self.send.setEnabled(free and peers)
        self.read.setEnabled(free)
        why = "" if free else _("Something is being sent or taken in. Wait for it, or cancel it.")
        for button in (self.send, self.read):
            button.setAccessibleDescription(why)

    # --- routes

    def _routes(self) -> Routes:
        return Routes(self._standing.memory.of(ROUTES))

    def _used(self, way: Way, to: str, files: bool) -> None:
        """Remember in the vault which way was used; nothing outside it does. It becomes a route of the peer that was
        sent to, and, where everybody was, of those who have none."""
        peers, routes = self._overview.peers if self._overview is not None and not files else (), self._routes()
        reached = [one.vault for one in peers if to == one.name or not (to or routes.of(one.vault))]
        self._standing.memory.keep(self._desk, ROUTES, self._routes().used(way, *reached).said())

    # --- the frame

    def primary(self) -> None:
        if self._sheet is not None:
            self._sheet.offer()
        else:
            self.ask_send(*((self.list.current, self.list.place) if self.list.table.hasFocus() else ()))

    def command(self, name: str) -> bool:
        if name in ("send", "receive") and self._overview is None:
            self._begin = name
        elif name == "send":
            self.ask_send()
        elif name == "receive":
            self.ask_receive()
        elif name == "open" and self.list.current:
            self.ask_send(self.list.current, self.list.place)
        else:
            return False
        return True

    def regions(self) -> list[QWidget]:
        return [self.send, self.list.first(), self.read, *self.trays.remedies[:1]]

    def problems(self) -> list[QWidget]:
        return [*self._signs, *self.trays.remedies]
