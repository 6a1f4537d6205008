"""Writing a file out of the vault, on purpose: the warning first, then a reason, then the folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.files import actions
from fieldcase.desktop.files.framing import FramedSheet
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.field import line_field
from fieldcase.desktop.theme.look import look
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.sources.files import FileLine


class WriteSheet(FramedSheet):
    """The file of `line`. What is written lies open outside the vault: it is said before, and logged."""

    def __init__(self, given: Given, line: FileLine) -> None:
        super().__init__()
        self._given, self._line = given, line
        button = Button(_("Choose a folder and write it…"), "danger", "download")
        button.clicked.connect(self._choose)
        warning = _(
            "Outside the vault nothing protects it: whoever takes the laptop or the stick can open it. "
            "Delete it when you are done."
        )
        field = line_field(
            _("Why it must leave the vault"), "", _("The reason is recorded, with your name and the time.")
        )
        assert isinstance(field.editor, QLineEdit)
        self.reason = field.editor
        field.setMaximumWidth(look().px(720))
        title = _("Write out {number} {title}").format(number=line.evidence.ev_no, title=line.evidence.title_neutral)
        said = _("Its name will be its number, for file names disclose.")
        self.compose(title, said, button, Banner("triangle-alert", warning, "danger"), field)
        self.asks(given.desk, f"writing/{line.evidence.id}", {"reason": field})

    def where(self) -> dict[str, Any]:
        """The file, so that unlocking opens it again."""
        return {"sheet": "write", "file": self._line.evidence.id}

    def begin(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        if folder := chosen_folder(self, _("Where to write it")):
            self.write_to(Path(folder))

    def write_to(self, folder: Path) -> None:
        """Write it there."""
        self.busy(_("Writing…"))
        actions.write_out(
            self._given.desk, self._line.evidence.id, folder, self.reason.text(), self._written, self.refuse
        )

    def _written(self, path: Path) -> None:
        self.taken()
        words = _("Written as {file}. It lies open there: delete it when you are done.")
        self.done.emit(words.format(file=path.name), None)
