"""The dialog for what nobody foresaw: it says what kind of fault it was and where in the program, and not a word of any
record.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from fieldcase import __version__
from fieldcase.desktop.desk import Bug
from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _


class BugDialog(QDialog):
    """One button that closes it; what was typed is still there."""

    def __init__(self, bug: Bug, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("A fault in fieldcase"))
        self.report = f"fieldcase {__version__} · {bug.kind} · {bug.place}"
        words = Label(
            _("Fieldcase did something it should not. Nothing was saved by this step, and nothing typed is lost."),
            wrap=True,
        )
        report = Label(self.report, "mono", wrap=True)
        report.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        again = Label(
            _("Try it again. If it comes back, send this line to whoever looks after fieldcase; it names no case."),
            "caption",
            wrap=True,
        )
        close = Button(_("Close"), "primary")
        close.clicked.connect(self.accept)
        title = row(Picture("octagon-alert", "danger", 20), Label(_("A fault in fieldcase"), "heading"), ..., gap=8)
        self.setLayout(column(title, words, report, again, row(..., close), gap=10, margins=20))
        self.setMinimumWidth(look().px(480))
