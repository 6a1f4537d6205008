"""The settings: the panes as a list at the leading side, the pane beside it. It only composes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import column, framed, plain, row, scrolling
from fieldcase.desktop.parts.field import Field, choice_field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.settings.pane import Pane
from fieldcase.desktop.settings.panes import FIRST, PANES
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.icons import icon
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class Names(QListWidget):
    """The list of the panes, as large as its lines; they are measured when they wear the look of the window."""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.setFixedWidth(max(look().px(220), self.sizeHintForColumn(0) + look().px(24)))
        self.setFixedHeight(self.sizeHintForRow(0) * self.count() + look().px(10))


class Settings(Screen):
    """`about` names the pane that is shown first; else the one that was shown last."""

    def __init__(self, desk: Desk, standing: Standing, about: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing = desk, standing
        self.panes: dict[str, Pane] = {}
        self.current = ""
        self._shown = QVBoxLayout()
        self._shown.setContentsMargins(0, 0, 0, 0)
        inner = plain(self._shown)
        area = scrolling(inner, _("Settings"))
        title = Label(_("Settings"), "title")
        self.list: QWidget
        if look().stacked:
            self.list = self._menu()
            body: QBoxLayout = column(self.list, (area, 1), gap=12)
        else:
            self.list = self._names()
            body = row(column(framed(column(self.list, margins=6)), ...), (area, 1), gap=24)
        self.setLayout(column(title, (plain(body), 1), gap=12, margins=(24, 14, 24, 0)))
        last = standing.memory.of("settings").get("pane")
        self.show_pane(about if about in PANES else last if last in PANES else FIRST)

    def _names(self) -> QListWidget:
        names = Names()
        names.setAccessibleName(_("Settings"))
        for name, (picture, words, _make) in PANES.items():
            item = QListWidgetItem(icon(picture), _(words))
            item.setData(Qt.ItemDataRole.UserRole, name)
            names.addItem(item)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.currentItemChanged.connect(lambda item, _old: self.show_pane(item.data(Qt.ItemDataRole.UserRole)))
        names.itemActivated.connect(lambda _item: self._into())
        return names

    def _menu(self) -> QWidget:
        field = choice_field(_("Settings"), {name: _(words) for name, (_icon, words, _make) in PANES.items()})
        assert isinstance(field.editor, QComboBox)
        field.editor.activated.connect(lambda _at: self.show_pane(self._chosen(field.editor)))
        return field

    @staticmethod
    def _chosen(editor: QWidget) -> str:
        return str(editor.currentData()) if isinstance(editor, QComboBox) else FIRST

    @property
    def pane(self) -> Pane:
        """The pane that is shown."""
        return self.panes[self.current]

    def show_pane(self, name: str) -> None:
        """Show a pane; it is made when it is first wanted, and read anew whenever it is shown."""
        if name == self.current:
            return
        if self.current:
            self.pane.hide()
        self.current = name
        if name not in self.panes:
            pane = PANES[name][2](self._desk, self._standing)
            pane.said.connect(self.said)
            pane.went.connect(self.went)
            self._shown.addWidget(pane)
            self.panes[name] = pane
        self.pane.show()
        self.pane.arrive()
        self._standing.memory.keep(self._desk, "settings", {"pane": name})
        at = list(PANES).index(name)
        if isinstance(self.list, QListWidget):
            self.list.setCurrentRow(at)
        elif isinstance(self.list, Field) and isinstance(self.list.editor, QComboBox):
            self.list.editor.setCurrentIndex(at)

    def primary(self) -> None:
        """The main button of the pane, where it has one that can be pressed."""
        self.pane.primary()

    def keep(self) -> None:
        for pane in self.panes.values():
            pane.keep()

    def put_away(self) -> dict[str, object]:
        """What is typed goes into the drafts of its pane, which finds it again."""
        self.keep()
        return {}

    def regions(self) -> list[QWidget]:
        first = self.pane.first()
        return [self.list, *([first] if first is not None else [])]

    def arrive(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _into(self) -> None:
        if (first := self.pane.first()) is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)
