"""The two ways of pressing: a mouse that clicks where a control is seen, and keys alone.

Neither calls anything of the program: controls are found by the name that a person (or a screen reader) gets, must be
visible and enabled, and are reached as the person would: by scrolling to them and clicking on what lies there, or by
Tab, arrows and shortcuts. A control that cannot be reached so fails the journey.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from tests.day.controls import ahead, areas_around, beside, called, hot, like, name_of, stands_on, written

PATIENCE = 30.0
"""Seconds that something may take before the journey says it never came."""
FURTHEST = 400
"""No control is further away than so many presses of Tab."""
Sort = TypeVar("Sort", bound=QWidget)
EDITORS = (QLineEdit, QPlainTextEdit, QTextEdit)
NO_KEYS = Qt.KeyboardModifier.NoModifier


class Unreachable(AssertionError):
    """A control that a person cannot see, press or reach."""


class Hand:
    """What both hands share: finding a control by its name, waiting, reading what stands on the screen."""

    way = ""

    def __init__(self) -> None:
        self.window: QWidget | None = None
        self.idle: Callable[[], bool] = lambda: True
        self.pressed: Callable[[str], object] = lambda _what: None
        """Told of every key and click before it is made; the journeys of kills slow it down and write it down."""
        self.began: Callable[[str], object] = lambda _field: None
        """Told of every field before something is written into it."""

    # --- the screen

    @property
    def top(self) -> QWidget:
        """What takes keys and clicks now: an open menu or dialog, else the window."""
        found = QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.window
        assert found is not None, "nobody sits at a window"
        return found

    def wait(self, until: Callable[[], object], what: str = "what was waited for") -> None:
        """Let the window work until it is so and the desk has answered everything."""
        end = monotonic() + PATIENCE
        while not (self.idle() and until()):
            self._awake()
            QTest.qWait(1)  # the worker works meanwhile
            if monotonic() > end:
                raise Unreachable(f"{what} did not come. On the screen:\n{self.text()}\n{self.controls()}")

    def _awake(self) -> None:
        """What a window manager does when the window in front went: the next one hears keys."""
        if QApplication.activeWindow() is None and QApplication.activePopupWidget() is None:
            top = self.top.window()
            top.activateWindow()
            for _turn in range(50):
                QApplication.processEvents()
                if top.isActiveWindow():
                    return

    def sees(self, *words: str) -> None:
        """Wait until all of these words stand on the screen."""
        lacking: list[str] = list(words)

        def there() -> bool:
            text = self.text()
            lacking[:] = [said for said in words if said not in text]
            return not lacking

        self.wait(there, f"“{'”, “'.join(words)}”")

    def text(self) -> str:
        """Every word that can be read now: labels, buttons, editors and the rows of lists in sight."""
        said: list[str] = []
        for widget in self._shown(QWidget):
            if isinstance(widget, QLabel | QAbstractButton):
                said.append(widget.text().strip())
            elif isinstance(widget, QLineEdit) and widget.echoMode() is QLineEdit.EchoMode.Normal:
                said.append(widget.text())
            elif isinstance(widget, QPlainTextEdit | QTextEdit):
                said.append(widget.toPlainText())
            elif isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
                for row in range(min(model.rowCount(QModelIndex()), 60)):
                    cells = (model.index(row, column).data() for column in range(12))
                    said.append(" | ".join(str(cell) for cell in cells if cell))
        return "\n".join(one for one in said if one)

    def controls(self) -> str:
        """Every control in sight by name, for whoever reads a failure."""
        lines = []
        for widget in self._shown(QWidget):
            if isinstance(widget, (QAbstractButton, QComboBox, QAbstractItemView, *EDITORS)):
                off = "" if widget.isEnabled() else " (off)"
                lines.append(f"{type(widget).__name__} {name_of(widget)!r}{off}")
        return "\n".join(lines)

    def _shown(self, sort: type[Sort]) -> Iterator[Sort]:
        top = self.top
        if isinstance(top, sort) and top.isVisible():
            yield top
        for widget in top.findChildren(sort):
            if widget.isVisible():
                yield widget

    def find(self, sort: type[Sort], name: str, at: int = 0) -> Sort:
        """The control of this name that can be seen, the `at`th where several are called so; waits for it."""
        found: list[Sort] = []

        def there() -> bool:
            found[:] = [one for one in self._shown(sort) if called(one, name)]
            return len(found) > at and found[at].isEnabled()

        self.wait(there, f"{sort.__name__} “{name}”, visible and enabled,")
        return found[at]

    def offers(self, name: str) -> bool:
        """Whether a button of this name can be seen and pressed now."""
        return any(called(one, name) and one.isEnabled() for one in self._shown(QAbstractButton))

    # --- what a person does

    def press(self, name: str, at: int = 0) -> None:
        """Press the button, tab or box of this name."""
        button = self.find(QAbstractButton, name, at)
        self._press(button)
        self.settle()

    def tick(self, name: str, on: bool = True, at: int = 0) -> None:
        """Tick a box, or take the tick off."""
        box = self.find(QAbstractButton, name, at)
        if box.isChecked() is not on:
            self._press(box)
        assert box.isChecked() is on, f"“{name}” did not take the tick"

    def write(self, name: str, words: str, at: int = 0) -> None:
        """Write into the field of this name, in the place of what stood there."""
        editor: QWidget = self._editor(name, at)
        self.began(name)
        self._into(editor)
        if written(editor):
            self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
            self.key(Qt.Key.Key_Delete)
        self.type(words)
        assert written(editor) == words, f"“{name}” took {written(editor)!r}"

    def type(self, words: str) -> None:
        """Type where the focus is."""
        for letter in words:
            focus = QApplication.focusWidget()
            assert focus is not None, "nothing takes what is typed"
            if letter == "\n":
                self.key(Qt.Key.Key_Return)
                continue
            self.pressed(letter)
            QTest.keyClicks(focus, letter)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        """Press one key; the window finds out what it is for."""
        self._awake()
        top = self.top
        self.pressed(str(key))
        if (handle := top.window().windowHandle()) is not None and isValid(handle):
            QTest.keyClick(handle, key, modifiers)

    def choose(self, name: str, words: str, at: int = 0) -> None:
        """Choose from the list of this name."""
        box = self.find(QComboBox, name, at)
        places = [place for place in range(box.count()) if like(box.itemText(place).strip(), words)]
        offered = [box.itemText(place) for place in range(box.count())]
        assert places, f"“{name}” does not offer “{words}” but {offered}"
        if box.currentIndex() != places[0]:
            self._choose(box, places[0])
            assert box.currentIndex() == places[0], f"“{name}” stayed at “{box.currentText()}”"
        self.settle()

    def pick(self, name: str, words: str) -> None:
        """Make the line of a list or table of this name the current one: the line in which these words stand."""
        view = self.find(QAbstractItemView, name)
        self.wait(lambda: self._line(view, words) is not None, f"a line “{words}” in “{name}”")
        index = self._line(view, words)
        assert index is not None
        if not stands_on(view, index):
            self._pick(view, index)
            self.wait(lambda: stands_on(view, index), f"the line “{words}” as the current one")
        self.settle()

    def open(self, name: str, words: str) -> None:
        """Open the line of a list or table in which these words stand."""
        view = self.find(QAbstractItemView, name)
        self.wait(lambda: self._line(view, words) is not None, f"a line “{words}” in “{name}”")
        index = self._line(view, words)
        assert index is not None
        self._open(view, index)
        self.settle()

    def choose_from(self, name: str, *words: str) -> None:
        """Open the menu behind the button of this name, and choose these of its lines, one after the other."""
        button = self.find(QAbstractButton, name)
        for said in words:
            self._open_menu(button)
            self.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"the menu “{name}”")
            menu = menu_of(self)
            lines = {line.text().replace("&&", "&").strip(): line for line in menu.actions()}
            line = next((one for words, one in lines.items() if like(words, said)), None)
            assert line is not None, f"“{name}” offers {list(lines)}"
            assert line.isEnabled(), f"“{said}” cannot be chosen"
            self._choose_line(menu, line)
            self.wait(lambda: QApplication.activePopupWidget() is None)

    def _line(self, view: QAbstractItemView, words: str) -> QModelIndex | None:
        model = view.model()
        for row in range(model.rowCount(QModelIndex())):
            for column in range(40):
                index = model.index(row, column)
                if not index.isValid():
                    break
                if words in str(index.data() or ""):
                    return index
        return None

    def settle(self) -> None:
        """Let the window come to rest."""
        self.wait(lambda: True)

    @contextmanager
    def giving(self, path: Path) -> Iterator[None]:
        """Whatever is pressed inside asks for a file or a folder; it is given this one, in the dialog that opens."""
        given: list[Path] = []
        failed: list[Exception] = []
        timer = QTimer()
        timer.setInterval(10)

        def give() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QFileDialog) or given or not dialog.isVisible():
                return
            given.append(path)
            timer.stop()
            try:
                self._give(dialog, path)
            except Exception as error:  # raised below: a slot swallows it
                failed.append(error)
                dialog.reject()

        timer.timeout.connect(give)
        timer.start()
        yield
        timer.stop()
        for error in failed:
            raise error
        assert given, f"nobody asked for {path.name}"
        self.settle()

    def _give(self, dialog: QFileDialog, path: Path) -> None:
        line = dialog.findChild(QLineEdit)
        assert line is not None
        self._into(line)
        self.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, str(path))
        self._accept(dialog)

    def _editor(self, name: str, at: int) -> QWidget:
        found: list[QWidget] = []

        def there() -> bool:
            found[:] = [one for one in self._shown(QWidget) if isinstance(one, EDITORS) and called(one, name)]
            return len(found) > at and found[at].isEnabled()

        self.wait(there, f"a field “{name}”")
        return found[at]

    # --- what each hand does its way

    def shortcut(self, keys: str, mouse: str) -> None:
        """Do what a shortcut does: the keys, or for the mouse the button of that name."""
        raise NotImplementedError

    def _press(self, button: QAbstractButton) -> None:
        raise NotImplementedError

    def _into(self, editor: QWidget) -> None:
        raise NotImplementedError

    def _choose(self, box: QComboBox, place: int) -> None:
        raise NotImplementedError

    def _pick(self, view: QAbstractItemView, index: QModelIndex) -> None:
        raise NotImplementedError

    def _open(self, view: QAbstractItemView, index: QModelIndex) -> None:
        raise NotImplementedError

    def _open_menu(self, button: QAbstractButton) -> None:
        raise NotImplementedError

    def _choose_line(self, menu: QMenu, line: QAction) -> None:
        raise NotImplementedError

    def _accept(self, dialog: QFileDialog) -> None:
        raise NotImplementedError


class Mouse(Hand):
    """Clicks where a control is seen; scrolls to it with the wheel. Letters are typed, nothing else is."""

    way = "mouse"

    def click(self, widget: QWidget, where: QPoint | None = None) -> None:
        """Click at a place of the widget (its middle), if that is what lies there."""
        window = widget.window()
        for _look in range(4):
            QApplication.processEvents()
            here = where if where is not None else hot(widget)
            self._scroll_to(widget, here)
            place = widget.mapTo(window, here)
            under = window.childAt(place)
            if under is not None and (under is widget or widget.isAncestorOf(under)):
                break
            for area in areas_around(widget):  # a notice lies over it: roll on
                self._roll(area, -120)
                break
        else:
            raise Unreachable(f"“{name_of(widget)}” is covered by {type(under).__name__} “{name_of(under)}”")
        handle = window.windowHandle()
        assert handle is not None
        self.pressed("click")
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, NO_KEYS, place)

    def _scroll_to(self, widget: QWidget, here: QPoint) -> None:
        for area in reversed(list(areas_around(widget))):
            view = area.viewport()
            for _turn in range(200):
                at = widget.mapTo(view, here)
                if view.rect().adjusted(0, 2, 0, -2).contains(at):
                    break
                turn = 120 if at.y() < 2 else -120
                before = at
                self._roll(area, turn)
                if widget.mapTo(view, here) == before:
                    raise Unreachable(f"the wheel does not bring “{name_of(widget)}” into sight")

    def _roll(self, area: QAbstractScrollArea, turn: int) -> None:
        view = area.viewport()
        middle = QPointF(view.rect().center())
        event = QWheelEvent(
            middle, view.mapToGlobal(middle), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, NO_KEYS,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
        QApplication.processEvents()

    def shortcut(self, keys: str, mouse: str) -> None:
        self.press(mouse)

    def _press(self, button: QAbstractButton) -> None:
        self.click(button)

    def _into(self, editor: QWidget) -> None:
        self.click(editor)
        self.wait(lambda: QApplication.focusWidget() is editor, f"the focus in “{name_of(editor)}”")

    def _choose(self, box: QComboBox, place: int) -> None:
        self.click(box)
        view = box.view()
        self.wait(view.isVisible, f"the list of “{name_of(box)}”")
        index = view.model().index(place, box.modelColumn())
        self.click(view.viewport(), self._row(view, index))
        self.wait(lambda: not view.isVisible())

    def _pick(self, view: QAbstractItemView, index: QModelIndex) -> None:
        self.click(view.viewport(), self._row(view, index))

    def _open(self, view: QAbstractItemView, index: QModelIndex) -> None:
        at = self._row(view, index)
        self.click(view.viewport(), at)
        if isValid(view) and view.isVisible() and (handle := view.window().windowHandle()) is not None:
            place = view.viewport().mapTo(view.window(), at)
            QTest.mouseDClick(handle, Qt.MouseButton.LeftButton, NO_KEYS, place)

    def _open_menu(self, button: QAbstractButton) -> None:
        QTimer.singleShot(0, lambda: None)
        self.click(button)

    def _choose_line(self, menu: QMenu, line: QAction) -> None:
        for _turn in range(60):
            at = menu.actionGeometry(line).center()
            if menu.rect().contains(at):
                break
            self.key(Qt.Key.Key_Down)
        handle = menu.windowHandle()
        assert handle is not None
        self.pressed("click")
        QTest.mouseMove(handle, at)
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, NO_KEYS, at)

    def _row(self, view: QAbstractItemView, index: QModelIndex) -> QPoint:
        for _turn in range(300):
            at = view.visualRect(index).center()
            if view.viewport().rect().contains(at):
                return at
            self.key(Qt.Key.Key_PageDown if at.y() > 0 else Qt.Key.Key_PageUp)
        raise Unreachable(f"no way to the row {index.data()!r}")

    def _accept(self, dialog: QFileDialog) -> None:
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        for _try in range(3):  # the first click may only close the list of proposals
            self.click(box.buttons()[0])
            QApplication.processEvents()
            if not isValid(dialog) or not dialog.isVisible():
                return


class Keys(Hand):
    """Keys alone: Tab to a control, Space to press it, arrows inside it, shortcuts where the table of keys has one."""

    way = "keyboard"

    def go_to(self, widget: QWidget) -> None:
        """Tab to a control, the shorter way round."""
        if QApplication.focusWidget() is widget:
            return
        forward = ahead(widget)
        key = (Qt.Key.Key_Tab, NO_KEYS) if forward else (Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
        seen = []
        for _step in range(FURTHEST):
            self.key(*key)
            focus = QApplication.focusWidget()
            if focus is widget:
                return
            seen.append(name_of(focus))
            if beside(widget, focus):
                self._arrow_to(widget)
                return
        raise Unreachable(f"Tab never comes to “{name_of(widget)}” but to {seen[:60]}")

    def _arrow_to(self, widget: QWidget) -> None:
        for _step in range(20):
            self.key(Qt.Key.Key_Down)
            if QApplication.focusWidget() is widget:
                return
        raise Unreachable(f"no arrow key comes to “{name_of(widget)}”")

    def shortcut(self, keys: str, mouse: str) -> None:
        pressed = QKeySequence(keys)[0]
        self.key(pressed.key(), pressed.keyboardModifiers())
        self.settle()

    def _press(self, button: QAbstractButton) -> None:
        self.go_to(button)
        if button.autoExclusive() and button.isChecked():
            return
        self.key(Qt.Key.Key_Space)

    def _into(self, editor: QWidget) -> None:
        self.go_to(editor)

    def _choose(self, box: QComboBox, place: int) -> None:
        self.go_to(box)
        self.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        view = box.view()
        self.wait(view.isVisible, f"the list of “{name_of(box)}”")
        self.key(Qt.Key.Key_Home)
        for _step in range(place):
            self.key(Qt.Key.Key_Down)
        self.key(Qt.Key.Key_Return)
        self.wait(lambda: not view.isVisible())

    def _pick(self, view: QAbstractItemView, index: QModelIndex) -> None:
        self.go_to(view)
        for _step in range(FURTHEST):
            if stands_on(view, index):
                return
            here = view.currentIndex()
            if here.row() != index.row():
                self.key(Qt.Key.Key_Down if here.row() < index.row() else Qt.Key.Key_Up)
            else:
                self.key(Qt.Key.Key_Right if here.column() < index.column() else Qt.Key.Key_Left)
        raise Unreachable(f"no arrow key comes to the line {index.data()!r}")

    def _open(self, view: QAbstractItemView, index: QModelIndex) -> None:
        self._pick(view, index)
        self.key(Qt.Key.Key_Return)

    def _open_menu(self, button: QAbstractButton) -> None:
        self.go_to(button)
        self.key(Qt.Key.Key_Space)

    def _choose_line(self, menu: QMenu, line: QAction) -> None:
        for _step in range(80):
            if menu.activeAction() is line:
                break
            self.key(Qt.Key.Key_Down)
        assert menu.activeAction() is line, f"no arrow key comes to “{line.text()}”"
        self.key(Qt.Key.Key_Return)

    def _accept(self, dialog: QFileDialog) -> None:
        self.key(Qt.Key.Key_Return)


def menu_of(hand: Hand) -> QMenu:
    """The menu that is open."""
    found = hand.top
    assert isinstance(found, QMenu), "no menu is open"
    return found
