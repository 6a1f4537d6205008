"""What a screen reader and an eye would meet on a screen: the accessible tree, and ink measured against its ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QLabel, QTableView, QWidget

from fieldcase.desktop.frame.rail import Rail
from tests.unit.desktop.saying import name_of

CELLS = 40
"""So many children of a table or list are walked; the others are made the same way."""
MANY = (QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree)
OPERATED = frozenset(
    {
        QAccessible.Role.PushButton,
        QAccessible.Role.CheckBox,
        QAccessible.Role.RadioButton,
        QAccessible.Role.EditableText,
        QAccessible.Role.ComboBox,
        QAccessible.Role.Table,
        QAccessible.Role.List,
        QAccessible.Role.PageTab,
        QAccessible.Role.ListItem,
        QAccessible.Role.Cell,
    }
)
WORDLESS = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)


def tree(root: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """The interface and everything below it that can be seen."""
    state = root.state()
    if state.invisible:  # type: ignore[attr-defined]  # a bit field of Qt
        return
    yield root
    count = root.childCount()
    for place in range(min(count, CELLS) if root.role() in MANY else count):
        child = root.child(place)
        if child is not None:
            yield from tree(child)


def unheard(window: QWidget) -> list[str]:
    """What a screen reader could not tell: operated without a name, focus without a role, two buttons said alike."""
    top = QAccessible.queryAccessibleInterface(window)
    assert top is not None
    found: list[str] = []
    names: dict[str, int] = {}
    for one in tree(top):
        widget = one.object()
        if not isinstance(widget, QWidget):
            continue
        name = name_of(widget)
        takes_focus = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        said = f"{type(widget).__name__} {name!r}"
        if (one.role() in OPERATED or takes_focus) and not name.strip():
            found.append(f"{said} has no name, in {type(widget.parentWidget()).__name__}")
        drawn = "paintEvent" in type(widget).__dict__ and type(widget).__module__.startswith("fieldcase.")
        if one.role() in WORDLESS and (takes_focus or (drawn and name.strip())):
            found.append(f"{said} has no role")
        if isinstance(widget, QAbstractButton) and widget.isEnabled():
            names[name] = names.get(name, 0) + 1
    return found + [f"{count} buttons are called {name!r}" for name, count in names.items() if count > 1]


def beyond_the_keyboard(window: QWidget) -> list[str]:
    """Buttons in sight at which Tab never arrives and no arrow key of a group does."""
    reached: set[QWidget] = set()
    at = window.nextInFocusChain()
    while at is not None and at not in reached:
        reached.add(at)
        at = at.nextInFocusChain()
    return [
        name_of(button)
        for button in window.findChildren(QAbstractButton)
        if button.isVisibleTo(window)
        and button.isEnabled()
        and not button.property("byPointerOnly")
        and not button.inherits("QTableCornerButton")
        and (button not in reached or not button.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and button.group() is None
    ]


def tabbed(most: int = 400) -> list[QWidget]:
    """Where Tab leads, key by key from the control that has the focus, until it comes back to one where it was."""
    at, reached = QApplication.focusWidget(), list[QWidget]()
    while isinstance(at, QWidget) and at not in reached and len(reached) < most:
        reached.append(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
        at = QApplication.focusWidget()
    return reached


def passed_over(window: QWidget, reached: list[QWidget]) -> list[str]:
    """Controls in sight that take the focus and at which Tab did not stop; of radio buttons one of each group does."""
    groups = {one.group() for one in reached if isinstance(one, QAbstractButton) and one.group() is not None}
    lists = [one for one in reached if isinstance(one, QAbstractItemView)]
    return [
        f"{type(one).__name__} {name_of(one)!r}"
        for one in window.findChildren(QWidget)
        if one.isVisibleTo(window)
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
        and one not in reached
        and one.focusProxy() is None
        and not (isinstance(one, QAbstractButton) and one.group() in groups)
        and not any(view.isAncestorOf(one) for view in lists)
        and not one.inherits("QTableCornerButton")
        and not any(one.isAncestorOf(other) for other in reached if other.focusProxy() is one)
    ]


def against_the_eye(window: QWidget, reached: list[QWidget], *, right_to_left: bool) -> list[str]:
    """Steps of Tab that go up, or back in a line, within what holds both controls."""
    found, rails = [], window.findChildren(Rail)
    for one, other in zip(reached, reached[1:], strict=False):
        above = one.parentWidget()
        while above is not None and not above.isAncestorOf(other):
            above = above.parentWidget()
        railed = [any(rail.isAncestorOf(each) for rail in rails) for each in (one, other)]
        if above is None or railed[0] != railed[1] or one.isAncestorOf(other) or other.isAncestorOf(one):
            continue
        first, second = _in(above, one), _in(above, other)
        overlap = min(first.bottom(), second.bottom()) - max(first.top(), second.top())
        if overlap > min(first.height(), second.height()) / 2:
            wrong = (
                second.center().x() > first.center().x() if right_to_left else second.center().x() < first.center().x()
            )
        else:
            wrong = second.center().y() < first.center().y()
        if wrong:
            found.append(f"{name_of(one)!r} then {name_of(other)!r}, in {type(above).__name__}")
    return found


def _in(above: QWidget, widget: QWidget) -> QRect:
    """The box of that child of `above` in which the widget stands."""
    while widget.parentWidget() is not above:
        parent = widget.parentWidget()
        assert parent is not None
        widget = parent
    return widget.geometry()


def pale(window: QWidget, least: float = 4.5) -> list[str]:
    """Words whose ink stands out from its ground by less than `least`, measured on the picture of the window."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    ratio = picture.devicePixelRatio()
    found = []
    for words, box in _words(window):
        seen = box.intersected(QRect(QPoint(0, 0), window.size()))
        if seen.width() < 6 or seen.height() < 8 or seen != box:
            continue
        crop = picture.copy(QRect((seen.topLeft() * ratio), seen.size() * ratio))
        contrast = _contrast(crop)
        if contrast < least:
            found.append(f"{words!r}: {contrast:.1f}")
    return found


def _words(window: QWidget) -> Iterator[tuple[str, QRect]]:
    for label in window.findChildren(QLabel):
        if label.text().strip() and label.isVisibleTo(window) and label.isEnabled() and not _covered(label, window):
            yield label.text(), _box(label, label.contentsRect(), window)
    for button in window.findChildren(QAbstractButton):
        if button.text().strip() and button.isVisibleTo(window) and button.isEnabled():
            inset = min(4, button.height() // 6)
            yield button.text(), _box(button, button.rect().adjusted(inset, inset, -inset, -inset), window)
    for table in window.findChildren(QTableView):
        model = table.model()
        if model is None or not table.isVisibleTo(window):
            continue
        for row in range(min(3, model.rowCount())):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                cell = table.visualRect(index).adjusted(6, 2, -2, -3)
                if index.data() and table.viewport().rect().contains(cell):
                    yield str(index.data()), _box(table.viewport(), cell, window)


def _covered(widget: QWidget, window: QWidget) -> bool:
    """Whether something else lies over the middle of it, or it has scrolled out of sight."""
    middle = widget.mapTo(window, widget.rect().center())
    top = window.childAt(middle)
    return top is None or (top is not widget and not widget.isAncestorOf(top) and not top.isAncestorOf(widget))


def _box(widget: QWidget, inside: QRect, window: QWidget) -> QRect:
    seen = inside.intersected(widget.visibleRegion().boundingRect()) if widget.isVisible() else inside
    return QRect(widget.mapTo(window, seen.topLeft()), seen.size())


def _contrast(crop: QImage) -> float:
    """Of the commonest colour to the one farthest from it: small letters seldom reach their full ink."""
    line = crop.width() * 4
    pixels: Counter[int] = Counter()
    for row in range(crop.height()):
        pixels.update(memoryview(crop.constScanLine(row))[:line].cast("I"))
    ground = _light(pixels.most_common(1)[0][0])
    return max(_ratio(ground, _light(colour)) for colour in pixels)


def _light(colour: int) -> float:
    """Relative luminance (WCAG 2.2) of 0xffRRGGBB."""

    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.03928 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour >> 16 & 255) + 0.7152 * linear(colour >> 8 & 255) + 0.0722 * linear(colour & 255)


def _ratio(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def ratio_of(one: QColor, other: QColor) -> float:
    """How far two colours stand apart (WCAG 2.2), from 1 to 21."""
    return _ratio(_light(one.rgb() & 0xFFFFFF), _light(other.rgb() & 0xFFFFFF))
