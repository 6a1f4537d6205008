"""The table of peers without a window: what each cell says. Sent and received are two columns and never one tick."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from fieldcase.desktop.exchange.routes import KINDS, Routes, Way, kind_words
from fieldcase.desktop.parts.table import CELL, Cell
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.exchange.overview import Overview, PeerOverview

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (
    N_("Peer"),
    N_("Route"),
    N_("Waits"),
    N_("Sent, no receipt"),
    N_("Received and signed for"),
    N_("Their last news"),
    N_("State"),
)
NONE = "–"


def what_goes(peer: PeerOverview) -> str:
    """What a peer gets, in a few words."""
    if peer.headquarters:
        return _("cases; names by consent only")
    if peer.liaison:
        return _("liaison; what headquarters would get")
    if "identity" in peer.rooms:
        return _("colleague; cases and names")
    return _("colleague; cases, no names")


def state_of(peer: PeerOverview) -> tuple[str, str, str]:
    """Icon, word and tone of how things stand with a peer."""
    if peer.stopped:
        return "octagon-x", _("Stopped"), "danger"
    if peer.waits:
        return "hourglass", _("Waiting"), "neutral"
    if peer.sent:
        return "clock", _("No receipt yet"), "warn"
    return "circle-check", _("Up to date"), "ok"


def head_line(told: Overview) -> str:
    """What the head of the page says: “3 updates wait · 1 package without receipt · 2 put aside”."""
    waits, sent, aside = told.updates, told.unreceipted, len(told.aside)
    said = (
        (waits, ngettext("{count} update waits", "{count} updates wait", waits)),
        (sent, ngettext("{count} peer has not confirmed yet", "{count} peers have not confirmed yet", sent)),
        (aside, ngettext("{count} put aside", "{count} put aside", aside)),
        (len(told.waiting), ngettext("{count} package waits", "{count} packages wait", len(told.waiting))),
    )
    return " · ".join(sentence.format(count=count) for count, sentence in said if count) or _("Nothing waits")


class PeerTable(QAbstractTableModel):
    """A row for each peer and route: the first of a peer says how things stand, the others which routes there are
    besides. Threads: the window's.
    """

    def __init__(self, wording: Wording, today: date) -> None:
        super().__init__()
        self._wording, self._today = wording, today
        self.peers: tuple[PeerOverview, ...] = ()
        self.rows: tuple[tuple[PeerOverview, Way | None, bool], ...] = ()
        self._sending = ""

    def show(self, peers: tuple[PeerOverview, ...], routes: Routes) -> None:
        """Show these peers with their routes."""
        self.beginResetModel()
        self.peers = peers
        self.rows = tuple(
            (peer, way, not place) for peer in peers for place, way in enumerate(routes.of(peer.vault) or (None,))
        )
        self.endResetModel()

    def sending(self, to: str) -> None:
        """Say beside a peer (`*`: all) that it is being sent to now; empty: to nobody."""
        self._sending = to
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(COLUMNS) - 1))

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell looks like, and what a screen reader says of it."""
        cell = self.cells(*self.rows[index.row()])[index.column()]
        if role == CELL:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(part for part in (cell.text, cell.below) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.said(index.row()) if index.column() == 0 else f"{cell.text} {cell.below}".strip()
        return None

    def said(self, row: int) -> str:
        """A whole row for a screen reader."""
        cells = self.cells(*self.rows[row])
        pairs = (
            f"{_(head)}: {cell.text} {cell.below}".strip()
            for head, cell in zip(COLUMNS[1:], cells[1:], strict=True)
            if cell.text
        )
        return ", ".join([f"{cells[0].text}, {cells[0].below}", *pairs])

    def cells(self, peer: PeerOverview, way: Way | None = None, first: bool = True) -> tuple[Cell, ...]:
        """The cells of one peer and route, in the order of the columns."""
        called = f"{peer.name}, {peer.who}" if peer.who else peer.name
        if not first:
            nothing = (Cell(""),) * (len(COLUMNS) - 2)
            return (Cell(called, below=_("another route"), ink="ink2"), self._route(way, first=False), *nothing)
        icon, word, tone = state_of(peer)
        if self._sending and not peer.stopped and self._sending in ("*", peer.name):
            icon, word, tone = "send", _("Sending"), "info"
        return (
            Cell(called, below=what_goes(peer), strong=True),
            self._route(way),
            self._waits(peer),
            self._sent(peer),
            self._receipt(peer),
            Cell(self._day(peer.heard_at), below=_("by their own clock") if peer.heard_at else ""),
            Cell(word, icon=icon, pill=tone),
        )

    def _route(self, way: Way | None, *, first: bool = True) -> Cell:
        if way is None:
            return Cell(_("Folder or stick"), below=_("asks where to write"), icon="usb")
        below = _(KINDS[way.kind].below) if first else kind_words(way)
        return Cell(way.called, below=below, icon=KINDS[way.kind].icon)

    def _waits(self, peer: PeerOverview) -> Cell:
        if peer.stopped:
            return Cell(_("Held back"), below=_("taking it out was asked for"), ink="danger")
        if not peer.waits:
            return Cell(_("Nothing"), ink="ink2")
        said = ngettext("{count} update", "{count} updates", peer.waits)
        return Cell(said.format(count=self._wording.number(peer.waits)))

    def _sent(self, peer: PeerOverview) -> Cell:
        if not peer.sent:
            return Cell(NONE, ink="ink2")
        when = _("sent {day}").format(day=self._day(peer.sent_at))
        return Cell(peer.sent[:8], below=when, icon="clock", ink="warn", reference=True)

    def _receipt(self, peer: PeerOverview) -> Cell:
        if not peer.receipt_at:
            return Cell(NONE, ink="ink2")
        below = _("not yet the last package") if peer.sent else _("all that was sent")
        return Cell(self._day(peer.receipt_at), below=below, icon="receipt-text", ink="ok")

    def _day(self, value: str) -> str:
        return self._wording.moment(value, self._today) if value else NONE
