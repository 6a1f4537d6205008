"""The training office: where it is made, and how far that is. One step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.parts.arrange import column, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.label import Label, reference
from fieldcase.desktop.start.step import Step
from fieldcase.model.words import _


class TrainingStep(Step):
    """Says what is made, and lets another folder be chosen."""

    def __init__(self, into: Path) -> None:
        super().__init__()
        self.into = into
        self.title = _("A training office is made for you")
        self.sentence = _(
            "Cases, letters and replies on three laptops, all of it in the invented Republic of Kalindra."
        )
        self._place = Label("", "caption", wrap=True)
        self.choose = Button(_("Another folder…"), "secondary", "folder-open", small=True)
        self.choose.clicked.connect(self._choose)
        said = _("Invented people in an invented country. Passphrase: training")
        lines = (
            _("It takes about half a minute, and can be stopped: nothing stays of it then."),
            _("It never exchanges anything with a real office, and every page and letter of it says TRAINING."),
        )
        self.setLayout(
            column(
                Banner("graduation-cap", said, "training"),
                *(Label(line, wrap=True) for line in lines),
                4,
                Label(_("Folder"), "strong"),
                row((self._place, 1), self.choose, gap=12),
                gap=8,
            )
        )
        self._say()

    def onward(self) -> str:
        return _("Make the training office")

    def first(self) -> QWidget | None:
        return None

    def _choose(self) -> None:
        if folder := chosen_folder(self, _("Folder for the training office")):
            self.into = Path(folder) / "fieldcase-training"
            self._say()

    def _say(self) -> None:
        home = Path.home()
        inside = self.into.is_relative_to(home)
        self._place.setText(reference(f"~/{self.into.relative_to(home).as_posix()}" if inside else str(self.into)))
