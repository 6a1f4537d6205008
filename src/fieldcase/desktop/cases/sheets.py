"""Two small dialogs of the list: the name of a view, and which columns are shown in what order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from fieldcase.desktop.cases.columns import ALWAYS, Layout, column
from fieldcase.desktop.cases.views import LONGEST
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts import arrange
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class ViewName(QDialog):
    """Asks for the name of a view; `problem` says in a sentence why a name cannot be taken."""

    named = Signal(str)

    def __init__(self, parent: QWidget, desk: Desk, title: str, name: str, problem: Callable[[str], str]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._problem = problem
        self.edit = QLineEdit(name)
        self.edit.setMaxLength(LONGEST)
        self.field = Field(_("Name of the view"), self.edit, hint=_("With codes only. It is kept for you alone."))
        save = Button(_("Save"), "primary", "check")
        save.setDefault(True)
        save.clicked.connect(self._save)
        back = Button(_("Back"), "secondary")
        back.setAutoDefault(False)
        back.clicked.connect(self.reject)
        foot = arrange.row(..., back, save)
        self.setLayout(arrange.column(Label(title, "heading"), self.field, foot, gap=12, margins=20))
        self.setMinimumWidth(look().px(380))
        self._drafting = drafted(desk, f"view/{name}", {"name": self.field}, self)
        self.edit.selectAll()
        self.edit.setFocus()

    def _save(self) -> None:
        sentence = self._problem(self.edit.text())
        if sentence:
            self.field.refuse(sentence)
        else:
            self._drafting.forget()
            self.accept()
            self.named.emit(self.edit.text().strip())


class Columns(QDialog):
    """Columns to tick and to move, by keyboard too; `changed` gives how they stand now, at once."""

    changed = Signal(object)

    def __init__(self, parent: QWidget, layout: Layout) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Columns"))
        self._layout = layout
        self.list = QListWidget()
        self.list.setAccessibleName(_("Columns"))
        self.list.itemChanged.connect(self._ticked)
        self.earlier = Button(_("Earlier"), "secondary", "arrow-up")
        self.later = Button(_("Later"), "secondary", "chevron-down")
        usual = Button(_("As at first"), "quiet")
        done = Button(_("Done"), "primary", "check")
        for button in (self.earlier, self.later, usual):
            button.setAutoDefault(False)
        self.earlier.clicked.connect(lambda: self._move(-1))
        self.later.clicked.connect(lambda: self._move(1))
        usual.clicked.connect(lambda: self._put(Layout()))
        done.clicked.connect(self.accept)
        moves = arrange.row(self.earlier, self.later, ..., usual)
        hint = Label(_("Space shows or hides a column. Number and title always stay."), "caption", wrap=True)
        title = Label(_("Columns"), "heading")
        foot = arrange.row(..., done)
        self.setLayout(arrange.column(title, hint, (self.list, 1), moves, foot, gap=10, margins=20))
        self.resize(look().px(400), look().px(460))
        self._fill("case_no")
        self.list.setFocus()

    def _fill(self, current: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for name in self._layout.order:
            if name == "tick":
                continue
            item = QListWidgetItem(_(column(name).heading))
            item.setData(Qt.ItemDataRole.UserRole, name)
            flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
            item.setFlags(flags if name in ALWAYS else flags | Qt.ItemFlag.ItemIsUserCheckable)
            shown = name not in self._layout.hidden
            item.setCheckState(Qt.CheckState.Checked if shown else Qt.CheckState.Unchecked)
            self.list.addItem(item)
            if name == current:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _ticked(self, item: QListWidgetItem) -> None:
        self._put(self._layout.toggled(item.data(Qt.ItemDataRole.UserRole)))

    def _move(self, step: int) -> None:
        item = self.list.currentItem()
        if item is not None:
            self._put(self._layout.moved(item.data(Qt.ItemDataRole.UserRole), step))

    def _put(self, layout: Layout) -> None:
        item = self.list.currentItem()
        self._layout = layout
        self._fill(item.data(Qt.ItemDataRole.UserRole) if item is not None else "case_no")
        self.changed.emit(layout)
