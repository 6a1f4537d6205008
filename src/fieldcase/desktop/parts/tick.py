"""A box to tick; its tick is drawn in the theme's ink."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QStyle, QStyleOptionButton

from fieldcase.desktop.parts.label import isolated
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look


class Tick(QCheckBox):
    """28 pixels high at 100 % text, so that it can be hit."""

    def __init__(self, words: str, on: bool = False) -> None:
        super().__init__(isolated(words))
        self.setChecked(on)
        self.setMinimumHeight(look().px(28))
        self.setAccessibleName(words)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The stylesheet's box, then the tick."""
        super().paintEvent(event)
        if not self.isChecked():
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        box = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        drawn = picture("check", "on_accent", 14)
        side = look().px(14)
        painter = QPainter(self)
        painter.drawPixmap(box.center().x() - side // 2 + 1, box.center().y() - side // 2 + 1, drawn)
