"""Before anything leaves: to whom, by which folder or stick, what goes, and what stays here and why."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QComboBox, QLineEdit, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.exchange.actions import look_ahead
from fieldcase.desktop.exchange.routes import Routes, Way, kind_words
from fieldcase.desktop.exchange.told import going, held_line, size, staying
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.field import choice_field, line_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.exchange.overview import PeerOverview
    from fieldcase.office.exchange.send import Dispatch

MOST_LINES = 30


class SendSheet(QWidget):
    """`sending` gives the way, peer (empty: all), whether as single files, and whether also what was sent before."""

    sending = Signal(object, str, bool, bool)
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        wording: Wording,
        peers: tuple[PeerOverview, ...],
        routes: Routes,
        to: str = "",
        place: str = "",
        choose: Callable[[QWidget | None, str], str] = chosen_folder,
    ) -> None:
        super().__init__()
        self._desk, self._wording, self._choose = desk, wording, choose
        self._ways = {one.name: routes.of(one.vault) for one in peers}
        self._last, self._asked = routes.last, place
        self._job: Job[Dispatch] | None = None
        self.chosen: Way | None = None
        who = {one.name: f"{one.name}, {one.who}" if one.who else one.name for one in peers}
        self.to = choice_field(_("To"), {"": _("Everybody"), **who}, to)
        ways = {"route": _("A folder or memory stick that they read too"), "files": _("Single files to hand over")}
        self.way = choice_field(_("How it travels"), ways, "route")
        self.again = Tick(_("Also what was sent before and not confirmed"))
        self.via = choice_field(_("Route"), {"": ""}, "")
        self.place = line_field(_("Folder or stick"), "", _("Packages are sealed for each addressee."), read_only=True)
        self.pick = Button(_("Choose a folder…"), "secondary", "folder-open")
        self.pick.clicked.connect(self._pick)
        self.go = Button(_("Send"), "primary", "send")
        self.go.clicked.connect(self.offer)
        self._why = Label("", "caption", wrap=True)
        self._goes, self._notices = QVBoxLayout(), QVBoxLayout()
        for box in (self._goes, self._notices):
            box.setSpacing(look().px(6))
        self._compose()
        self._to_editor().currentIndexChanged.connect(self._changed)
        self._via_editor().activated.connect(self._take_way)
        self.again.toggled.connect(self._ahead)
        self._way_editor().currentIndexChanged.connect(self._reason)
        self._changed()

    def _compose(self) -> None:
        leave = Button(_("Not now"), "secondary")
        leave.clicked.connect(self.leave)
        title = Label(_("Send what waits"), "heading", wrap=True)
        head: QBoxLayout = row(title, ..., leave, self.go)
        if look().stacked:
            head = column(title, row(leave, self.go, ...))
        fields = column(
            self.to, self.way, self.via, self.place, row(self.pick, ...), self.again, self._why, ..., gap=10
        )
        goes = framed(column(Label(_("What goes, and what stays here"), "strong"), self._goes, ..., margins=(16, 12)))
        body: QBoxLayout = column(fields, goes) if look().stacked else row((fields, 2), (goes, 3), gap=24)
        card = framed(column(head, self._notices, body, gap=12, margins=(16, 12)))
        inner = plain(column(card, ..., margins=(24, 10, 24, 12)))
        self.setLayout(column(scrolling(inner, _("Send what waits"))))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.leave)

    # --- what a person does

    def begin(self) -> None:
        """The focus goes to what is still to be chosen, else to the button that sends."""
        (self.go if self.chosen else self.pick).setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self) -> None:
        """Send, when it is said where to."""
        if self.go.isEnabled():
            self._drop_job()
            files = self._way_editor().currentData() == "files"
            self.sending.emit(self.chosen, self.peer, files, self.again.isChecked())

    def leave(self) -> None:
        """Back; nothing is sent."""
        self._drop_job()
        self.left.emit()

    def refuse(self, refusal: Refusal) -> None:
        """Say why it did not go."""
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", str(refusal), "danger"))

    @property
    def peer(self) -> str:
        """The peer it goes to; empty for all."""
        return str(self._to_editor().currentData() or "")

    def _to_editor(self) -> QComboBox:
        editor = self.to.editor
        assert isinstance(editor, QComboBox)
        return editor

    def _way_editor(self) -> QComboBox:
        editor = self.way.editor
        assert isinstance(editor, QComboBox)
        return editor

    def _via_editor(self) -> QComboBox:
        editor = self.via.editor
        assert isinstance(editor, QComboBox)
        return editor

    def _pick(self) -> None:
        if chosen := self._choose(self, _("Folder or memory stick for the packages")):
            self._put(Way("folder", chosen))
            self.go.setFocus()

    def _put(self, way: Way | None) -> None:
        self.chosen = way
        editor = self.place.editor
        assert isinstance(editor, QLineEdit)
        editor.setText(way.place if way is not None else "")
        self._reason()

    def _changed(self) -> None:
        ways, asked, editor = self._ways.get(self.peer, ()), self._asked, self._via_editor()
        self._asked = ""
        editor.clear()
        editor.addItems([f"{kind_words(way)}, {way.called}" for way in ways])
        self.via.setVisible(len(ways) > 1)
        at = next((place for place, way in enumerate(ways) if way.place == asked), 0)
        editor.setCurrentIndex(at)
        if self.peer:
            self._put(ways[at] if ways else None)
        else:
            self._put(Way("folder", self._last) if self._last else None)
        self._ahead()

    def _take_way(self, at: int) -> None:
        self._put(self._ways[self.peer][at])

    def _reason(self) -> None:
        """A blocked button has its reason beside it, in words."""
        files = self._way_editor().currentData() == "files"
        why = ""
        if self.chosen is None:
            why = _("Choose where the packages are written.")
        elif files and not self.peer:
            why = _("Single files go to one peer: choose to whom.")
        elif files:
            why = _("Evidence files do not go with single files; they go by a folder or stick.")
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.go.setEnabled(self.chosen is not None and (not files or bool(self.peer)))
        self.go.setAccessibleDescription(why)

    # --- what goes

    def _ahead(self) -> None:
        self._drop_job()
        empty(self._goes)
        self._progress = Progress(_("Looking at what would go"))
        self._progress.stopped.connect(self._stop_looking)
        self._goes.addWidget(self._progress)
        self._job = look_ahead(
            self._desk, self.peer, self.again.isChecked(), self._show, self._not_seen, self._progress.report
        )

    def _stop_looking(self) -> None:
        self._drop_job()
        empty(self._goes)
        self._goes.addWidget(Label(_("Not looked at. It can be sent all the same."), "quiet", wrap=True))

    def _not_seen(self, refusal: Refusal) -> None:
        empty(self._goes)
        self._goes.addWidget(Banner("octagon-alert", str(refusal), "danger"))

    def _show(self, done: Dispatch) -> None:
        self._job = None
        empty(self._goes)
        rows = going(done)
        if not rows:
            self._goes.addWidget(Label(_("Nobody lacks anything."), "quiet", wrap=True))
        for peer, room, entries, length, withheld in rows:
            self._goes.addWidget(self._line(peer, room, entries, length, withheld))
        if stays := staying(done):
            self._goes.addWidget(rule())
            for said in stays:
                self._goes.addWidget(Banner("eye-off", said, "warn"))
        for one in done.held_back[:MOST_LINES]:
            self._goes.addWidget(Label(held_line(one), "caption", wrap=True))
        if (more := len(done.held_back) - MOST_LINES) > 0:
            said = ngettext("and {count} more", "and {count} more", more).format(count=more)
            self._goes.addWidget(Label(said, "caption"))

    def _line(self, peer: str, room: str, entries: int, length: int, withheld: int) -> QWidget:
        updates = ngettext("{count} update", "{count} updates", entries).format(count=self._wording.number(entries))
        said = updates if entries else _("only our receipt")
        if withheld:
            count = self._wording.number(withheld)
            said += " · " + ngettext("{count} withheld", "{count} withheld", withheld).format(count=count)
        line = plain(
            row(Label(peer, "strong"), Label(room), ..., Label(said, "caption"), Label(size(length), "caption"), gap=10)
        )
        line.setAccessibleName(f"{peer}, {room}: {said}, {size(length)}")
        return line

    def _drop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = None
