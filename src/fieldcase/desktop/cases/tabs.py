"""The saved views as tabs, and beside them: save this view, its menu when it is one's own, the columns, the import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from fieldcase.desktop.cases.actions import Question
from fieldcase.desktop.cases.sheets import ViewName
from fieldcase.desktop.cases.views import Views, names
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.parts.arrange import empty
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import named
from fieldcase.desktop.parts.tabs import Tab, Tabs
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class ViewTabs(QWidget):
    """`chosen` gives the place of a view; `changed` says that a person's own views are others now; `saving` and
    `arranging` ask for this view to be saved, for the columns."""

    chosen = Signal(int)
    changed = Signal()
    saving = Signal()
    arranging = Signal()
    said = Signal(str, object)

    def __init__(self, desk: Desk, views: Views) -> None:
        super().__init__()
        self._desk = desk
        self.views = views
        self._row = QHBoxLayout()
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(look().px(4))
        self.setLayout(self._row)
        named(self, _("Views"))
        self._show(0)

    @property
    def current_tab(self) -> Tab:
        """The tab that is on, else the first."""
        return self.tabs.tabs[max(0, self.tabs.current)]

    def choose(self, place: int) -> None:
        """Go to a view as if its tab had been clicked."""
        self.tabs.choose(place)

    def point_at(self, question: Question) -> None:
        """Mark the view that asks exactly this; none where the question is another one."""
        self.tabs.mark_current(self.views.place_of(question))
        self._menu_of_own()

    def save(self, question: Question, columns: Mapping[str, Any]) -> None:
        """Ask for a name, then keep the view."""

        def keep(name: str) -> None:
            place = self.views.save(name, question, columns)
            self._show(place)
            self.changed.emit()
            self.said.emit(_("The view is saved. It is kept for you alone."), None)

        sheet = ViewName(self.window(), self._desk, _("Save this view"), "", self.views.problem)
        sheet.named.connect(keep)
        sheet.open()

    def rename(self, place: int) -> None:
        """Ask for another name of one's own view."""

        def keep(name: str) -> None:
            self.views.rename(place, name)
            self._show(place)
            self.changed.emit()

        held = self.views.views[place].name
        title = _("Rename this view")
        sheet = ViewName(self.window(), self._desk, title, held, lambda name: self.views.problem(name, place))
        sheet.named.connect(keep)
        sheet.open()

    def remove(self, place: int) -> None:
        """Remove one's own view; the notice brings it back."""
        view = self.views.remove(place)
        self._show(0)
        self.changed.emit()
        self.chosen.emit(0)

        def put_back() -> None:
            self.views.put_back(place, view)
            self._show(place)
            self.changed.emit()
            self.chosen.emit(place)

        self.said.emit(_("The view {name} is removed.").format(name=view.name), put_back)

    def _show(self, current: int) -> None:
        empty(self._row)
        self.tabs = Tabs(names(self.views.views), _("Views"))
        self.tabs.mark_current(current)
        self.tabs.chosen.connect(self._chosen)
        self.own = IconButton("ellipsis", _("Change this view"), kind="icon-quiet", small=True)
        self.own.clicked.connect(self._offer)
        self._row.addWidget(self.tabs, 1 if look().large else 0)
        self._row.addWidget(self.own)
        self._row.addStretch(0 if look().large else 1)
        for picture, words, asked in (
            ("bookmark", _("Save this view"), self.saving),
            ("columns-3", _("Columns"), self.arranging),
        ):
            small = look().large
            button = IconButton(picture, words, kind="icon-quiet") if small else Button(words, "quiet", picture)
            button.clicked.connect(asked)
            self._row.addWidget(button)
        self._menu_of_own()

    def _menu_of_own(self) -> None:
        place = self.tabs.current
        self.own.setVisible(place >= 0 and self.views.views[place].own)

    def _chosen(self, place: int) -> None:
        self._menu_of_own()
        self.chosen.emit(place)

    def _offer(self) -> None:
        place = self.tabs.current
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Rename…")).triggered.connect(lambda: self.rename(place))
        menu.addAction(_("Remove")).triggered.connect(lambda: self.remove(place))
        menu.popup(self.own.mapToGlobal(self.own.rect().bottomLeft()))
