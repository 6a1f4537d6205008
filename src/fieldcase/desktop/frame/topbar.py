"""The top bar: search, Go to, connection, New case, and who is at work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QWidget

from fieldcase.desktop.keys import key
from fieldcase.desktop.parts.arrange import Item, column, plain, row
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import Keycap, Label, Picture, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class SeatButton(QPushButton):
    """A button as wide as what it holds."""

    def sizeHint(self) -> QSize:
        inside = self.layout()
        return inside.sizeHint() if inside is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class TopBar(QFrame):
    """`searched` gives the words while they are typed; `asked` the name of a command of the table of keys."""

    searched = Signal(str)
    asked = Signal(str)

    def __init__(self, who: str, role: str) -> None:
        super().__init__()
        self.setProperty("kind", "top")
        self.setAccessibleName(_("Top bar"))
        self.setFixedHeight(look().size("topbar"))
        self._role = role
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search cases, letters, replies"))
        self.search.setAccessibleName(_("Search cases, letters, replies"))
        glass = Picture("search", "ink2")
        glass.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.search.setLayout(row(glass, ..., margins=(8, 0)))
        inset = look().px(28)
        self.search.setTextMargins(0 if look().right_to_left else inset, 0, inset if look().right_to_left else 0, 0)
        self.search.setMaximumWidth(look().px(320))
        self.search.setMinimumWidth(look().px(120))
        self.search.textEdited.connect(self.searched)
        self.search.returnPressed.connect(lambda: self.asked.emit("to_found"))
        self.seat = self._seat(who, role)
        self.setLayout(row(*self._parts(), gap=8, margins=(24, 0, 16, 0)))
        self.narrow(False, False)

    def narrow(self, narrow: bool, stacked: bool) -> None:
        """Without key hints; stacked, buttons are icons alone."""
        self._narrow = narrow
        for parts, shown in ((self._hints, not narrow), (self._words, not stacked), (self._icons, stacked)):
            for part in parts:
                part.setVisible(shown)
        self._who.setVisible(not stacked)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The keys go before the words of the search box are cut: in French they are longer."""
        words = self.search.fontMetrics().horizontalAdvance(self.search.placeholderText()) + look().px(56)
        parts = [*self._hints, *self._words, self.seat]
        needs = words + sum(part.sizeHint().width() for part in parts) + look().px(8 * len(parts) + 76)
        for caps in self._hints[:-1]:
            caps.setVisible(not self._narrow and needs <= self.width())

    def _parts(self) -> list[Item]:
        goto, new = key("goto"), key("new_case")
        find_keys = Keycap(key("search").said)
        goto_words = Button(_("Go to…"), "secondary", "corner-down-right")
        goto_icon = IconButton("corner-down-right", _("Go to…"), goto.said)
        new_words = Button(_("New case"), "secondary", "plus")
        new_icon = IconButton("plus", _("New case"), new.said)
        for button, name in (
            (goto_words, "goto"),
            (goto_icon, "goto"),
            (new_words, "new_case"),
            (new_icon, "new_case"),
        ):
            button.clicked.connect(lambda _on=False, name=name: self.asked.emit(name))
            button.setToolTip(f"{button.accessibleName()}  {reference(key(name).said)}")
        goto_keys, new_keys = Keycap(goto.said), Keycap(new.said)
        self._link = Pill("wifi-off", _("Works without a network"), "neutral")
        self._link.setToolTip(_("Fieldcase sends nothing by itself. Packages go by the folders and routes you choose."))
        self._hints: list[QWidget] = [find_keys, goto_keys, new_keys, self._link]
        self._words: list[QWidget] = [goto_words, new_words]
        self._icons: list[QWidget] = [goto_icon, new_icon]
        return [
            (self.search, 9),
            find_keys,
            4,
            goto_words,
            goto_icon,
            goto_keys,
            ...,
            self._link,
            8,
            new_words,
            new_icon,
            new_keys,
            8,
            self.seat,
        ]

    def _seat(self, who: str, role: str) -> QPushButton:
        """Who is at work; it opens the menu with every command."""
        button = SeatButton()
        button.setProperty("kind", "seat")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        name, does = Label(who, "strong"), Label(role, "caption")
        self._who = plain(column(..., name, does, ..., gap=0))
        for label in (name, does, self._who):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        box = row(Picture("circle-user-round", "ink2", 20), self._who, Picture("chevron-down"), gap=8)
        button.setLayout(box)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        button.setAccessibleName(_("{who}, {role}: menu").format(who=who, role=role))
        button.setToolTip(f"{_('Menu with every command')}  {reference(key('menu').said)}")
        button.clicked.connect(lambda: self.asked.emit("menu"))
        return button
