"""Go to or do anything by typing (Ctrl+K): places, commands with their keys, and cases by number and working title.

Codes and working titles only: no name ever stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QWidget

from fieldcase.desktop.keys import KEYS, Where
from fieldcase.desktop.parts.arrange import column
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.theme.icons import icon
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

AT_MOST = 9
NOT_HERE = frozenset({"goto", "escape", "menu", "primary"})


@dataclass(frozen=True)
class Target:
    """Something to go to or do: what it is called, and what `chosen` gives."""

    words: str
    name: str
    about: object = None
    icon: str = ""
    keys: str = ""


def commands() -> list[Target]:
    """The commands of the table of keys."""
    return [
        Target(_(key.words), key.name, None, key.icon, key.said)
        for key in KEYS
        if key.where is Where.EVERYWHERE and key.name not in NOT_HERE
    ]


class GoTo(QDialog):
    """`chosen` gives a name of a command or `case`, and what it is about; `typed` asks for cases."""

    chosen = Signal(str, object)
    typed = Signal(str)

    def __init__(self, parent: QWidget, fetch: Callable[[str, Callable[[Sequence[Target]], object]], object]) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Go to"))
        self._fetch, self._cases = fetch, list[Target]()
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(_("A place, a command, a case number…"))
        self._edit.setAccessibleName(_("Go to"))
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._ask)
        self._list = QListWidget()
        self._list.setAccessibleName(_("What fits"))
        self._list.itemActivated.connect(self._choose)
        self._list.itemClicked.connect(self._choose)
        hint = Label(_("Enter goes there, Esc goes back."), "caption")
        self.setLayout(column(self._edit, (self._list, 1), hint, gap=8, margins=12))
        self.setFixedSize(look().px(560), look().px(420))
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter act on the list while the words are typed."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(min(max(self._list.currentRow() + step, 0), self._list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._list.currentItem() is not None:
                self._choose(self._list.currentItem())
                return True
        return False

    def _ask(self, words: str) -> None:
        self._show()
        if len(words.strip()) > 1:
            self._fetch(words.strip(), self._take)

    def _take(self, cases: Sequence[Target]) -> None:
        self._cases = list(cases)
        self._show()

    def _show(self) -> None:
        words = self._edit.text().strip().casefold()
        fitting = [one for one in commands() if all(word in one.words.casefold() for word in words.split())]
        self._list.clear()
        for target in [*(self._cases if words else []), *fitting][:AT_MOST]:
            item = QListWidgetItem(f"{target.words}    {target.keys}" if target.keys else target.words)
            item.setData(Qt.ItemDataRole.UserRole, target)
            if target.icon:
                item.setIcon(icon(target.icon))
            self._list.addItem(item)
        self._list.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem) -> None:
        target = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        self.chosen.emit(target.name, target.about)
