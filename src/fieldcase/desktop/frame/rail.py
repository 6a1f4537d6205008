"""The rail: five places with their counts, Settings, Lock. Where room is short it shows icons alone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from fieldcase.desktop.keys import key
from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.label import reference
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import N_, _, ngettext


@dataclass(frozen=True)
class Place:
    """One of the places of the window."""

    name: str
    icon: str
    words: str


PLACES = (
    Place("today", "sun", N_("Today")),
    Place("cases", "folder", N_("Cases")),
    Place("letters", "mail", N_("Letters")),
    Place("reports", "chart-column", N_("Reports")),
    Place("exchange", "arrow-left-right", N_("Exchange")),
)
SETTINGS = Place("settings", "settings", N_("Settings"))
LOCK = Place("lock", "lock", N_("Lock"))


class RailButton(QAbstractButton):
    """One item of the rail: icon, word, and a count or a key."""

    def __init__(self, place: Place, height: int, hint: str = "") -> None:
        super().__init__()
        self._place, self._hint, self._count, self._narrow = place, hint, 0, False
        self.setProperty("ground", "rail")
        self.setFixedHeight(look().px(height))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_(place.words))
        self.setToolTip(f"{_(place.words)}  {reference(hint)}" if hint else _(place.words))

    def count(self, things: int) -> None:
        """How many things wait there; 0 shows nothing."""
        self._count = things
        needs = ngettext("{place}, {count} thing needs you", "{place}, {count} things need you", things)
        said = needs.format(place=_(self._place.words), count=things)
        self.setAccessibleName(said if things else _(self._place.words))
        self.update()

    def narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(40), self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The current place has a lighter ground and a bright icon."""
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(worn.colour("rail_active" if on else "rail_hover"))
            painter.drawRoundedRect(self.rect(), 6, 6)
        side, inset = worn.px(20), worn.px(10)
        if self._narrow:
            inset = (self.width() - side) // 2
        left = self.width() - inset - side if worn.right_to_left else inset
        mark = "rail_mark" if on else "rail_ink2"
        painter.drawPixmap(left, (self.height() - side) // 2, picture(self._place.icon, mark, 20))
        if self._narrow:
            if self._count:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(worn.colour("rail_mark"))
                painter.drawEllipse(QRectF(left + side - worn.px(5), worn.px(7), worn.px(8), worn.px(8)))
            return
        painter.setFont(worn.font("body", 600 if on else 400))
        painter.setPen(worn.colour("rail_ink" if on else "rail_ink2"))
        words = QRectF(self.rect()).adjusted(worn.px(40), 0, -worn.px(10), 0)
        if worn.right_to_left:
            words = QRectF(self.rect()).adjusted(worn.px(10), 0, -worn.px(40), 0)
        leading = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, int(leading), _(self._place.words))
        self._trailing(painter, words)

    def _trailing(self, painter: QPainter, words: QRectF) -> None:
        worn = look()
        said = str(self._count) if self._count else self._hint
        if not said:
            return
        painter.setFont(worn.font("caption", 600 if self._count else 400))
        width = QFontMetrics(painter.font()).horizontalAdvance(said)
        if not self._count:
            painter.setPen(worn.colour("rail_ink2"))
            trailing = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(words, int(trailing), reference(said))
            return
        badge = QRectF(0, 0, width + worn.px(14), worn.px(18))
        badge.moveCenter(words.center())
        badge.moveLeft(words.left() if worn.right_to_left else words.right() - badge.width())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(worn.colour("rail" if self.isChecked() else "rail_active"))
        painter.drawRoundedRect(badge, badge.height() / 2, badge.height() / 2)
        painter.setPen(worn.colour("rail_ink"))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), said)


class Brand(QWidget):
    """The name of the program, at the top of the rail."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self.setFixedHeight(look().size("topbar"))

    def narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        worn, painter = look(), QPainter(self)
        side = worn.px(22)
        inset = (self.width() - side) // 2 if self._narrow else worn.px(10)
        left = self.width() - inset - side if worn.right_to_left else inset
        painter.drawPixmap(left, (self.height() - side) // 2, picture("folder-lock", "rail_mark", 22))
        if self._narrow:
            return
        painter.setFont(worn.font("heading"))
        painter.setPen(worn.colour("rail_ink"))
        room = self.rect().adjusted(worn.px(42), 0, -worn.px(42), 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter), "fieldcase")


class Rail(QWidget):
    """`chosen` gives the name of the place, of settings or of the lock."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Places"))
        self._brand = Brand()
        self.buttons = {place.name: RailButton(place, 40) for place in PLACES}
        self.buttons["settings"] = RailButton(SETTINGS, 36)
        self.buttons["lock"] = RailButton(LOCK, 36, key("lock").said)
        for name, button in self.buttons.items():
            button.setCheckable(name != "lock")
            button.clicked.connect(lambda _on=False, name=name: self.chosen.emit(name))
        places = [self.buttons[place.name] for place in PLACES]
        self.setLayout(
            column(
                self._brand, *places, ..., self.buttons["settings"], self.buttons["lock"], gap=4, margins=(8, 0, 8, 8)
            )
        )
        self.narrow(False)

    def show_place(self, name: str) -> None:
        """Mark the place that is shown."""
        for other, button in self.buttons.items():
            button.setChecked(other == name)

    def narrow(self, narrow: bool) -> None:
        """Icons alone, or icons with words."""
        self.setFixedWidth(look().size("rail_narrow" if narrow else "rail"))
        self._brand.narrow(narrow)
        for button in self.buttons.values():
            button.narrow(narrow)
