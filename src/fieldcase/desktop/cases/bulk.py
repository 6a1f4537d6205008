"""The bar below the list while boxes are ticked: what can be done to several cases at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import Keycap, Label, Picture, named
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _, ngettext


class BulkBar(QFrame):
    """`given` names a colleague's seat, `export` asks for an export, `cleared` takes every tick away."""

    given = Signal(str)
    export = Signal()
    cleared = Signal()

    def __init__(self, colleagues: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("tone", "info")
        self._colleagues = dict(colleagues)
        self._count = Label("", "strong")
        self.assign = Button(_("Assign…"), "secondary", "user-round-check")
        self.assign.clicked.connect(self._offer)
        ask = Button(_("Ask for an export"), "secondary", "file-output")
        ask.clicked.connect(self.export)
        clear = Button(_("Clear selection"), "quiet")
        clear.clicked.connect(self.cleared)
        self._why = Label(_("The head of presence agrees to exports."), "caption")
        esc = Keycap("Esc")
        parts = (Picture("square-check-big", "accent"), self._count, self.assign, ask, self._why, ..., clear, esc)
        if look().stacked:
            self._why.hide()
            self.setLayout(column(wrapping(self._count, self.assign, ask, clear), margins=(16, 6)))
        else:
            self.setLayout(row(*parts, gap=10, margins=(16, 6)))
        named(self, _("Selected cases"))
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines, where its parts go on below."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            self.setMinimumHeight(layout.heightForWidth(self.width()))

    def tell(self, count: int) -> None:
        """Show how many cases are ticked; without any the bar goes."""
        said = ngettext("{count} case selected", "{count} cases selected", count).format(count=count)
        self._count.setText(said)
        self.setVisible(count > 0)

    def narrow(self, narrow: bool) -> None:
        """Without the sentence where room is short."""
        self._why.setVisible(not narrow)

    def menu(self, chosen: Callable[[str], object]) -> QMenu:
        """The colleagues to whom the cases can be given."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for seat, name in sorted(self._colleagues.items(), key=lambda one: one[1]):
            action = menu.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _on=False, seat=seat: chosen(seat))
        if not self._colleagues:
            menu.addAction(_("No colleague works on cases here yet.")).setEnabled(False)
        return menu

    def _offer(self) -> None:
        menu = self.menu(self.given.emit)
        above = self.assign.rect().topLeft() - QPoint(0, menu.sizeHint().height())
        menu.popup(self.assign.mapToGlobal(above))
