"""The office's logo: chosen from a file, decoded by the helper process, made fit for letters, shown, taken out.

The picture is never decoded here: the helper that draws foreign files draws it, and what comes back becomes the one
form of picture that letters take.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtWidgets import QFrame

from fieldcase.desktop.case.made import Undo
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.files.looking import Looking
from fieldcase.desktop.parts.arrange import column, empty, row
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.settings.actions import keep_logo, read_picture
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

WIDE, HIGH = 900, 450
"""Most pixels of a logo (`documents.logo`)."""


def fit(picture: QImage) -> bytes:
    """The picture as letters take it: on paper, in colour, no larger than a logo may be, as PNG."""
    paper = QImage(picture.size(), QImage.Format.Format_RGB888)
    paper.fill(QColor("white"))
    painter = QPainter(paper)
    painter.drawImage(0, 0, picture)
    painter.end()
    if paper.width() > WIDE or paper.height() > HIGH:
        smooth = Qt.TransformationMode.SmoothTransformation
        paper = paper.scaled(WIDE, HIGH, Qt.AspectRatioMode.KeepAspectRatio, smooth)
        paper = paper.convertToFormat(QImage.Format.Format_RGB888)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(held, QByteArray(b"png")).write(paper)
    return bytes(held.data().data())


class LogoCard(QFrame):
    """`kept` says, once the logo is another one, whether there is one, and what undoes it."""

    kept = Signal(bool, object)

    def __init__(self, desk: Desk, logo: bytes, *, may: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._looking: Looking | None = None
        self.shown = Label("", "quiet")
        self.choose = Button(_("Choose a picture…"), "secondary", "folder-open", small=True)
        self.choose.clicked.connect(self._choose)
        self.remove = Button(_("Take the logo out"), "secondary", "x", small=True)
        self.remove.clicked.connect(lambda: self._keep(b""))
        self._wrong = column()
        about = _("PNG, JPEG or SVG, without transparency on paper. It stands above the letterhead, on letters of all.")
        own = _("The program brings no emblem: whether this office may use one is the office’s to know.")
        for button in (self.choose, self.remove):
            button.setEnabled(may)
        self.setLayout(
            column(
                Label(_("Logo"), "strong"),
                self._wrong,
                self.shown,
                row(self.choose, self.remove, ..., gap=8),
                Label(f"{about} {own}", "caption", wrap=True),
                gap=8,
                margins=(16, 14),
            )
        )
        self.show_logo(logo)

    def show_logo(self, logo: bytes) -> None:
        """Show the PNG of the vault; empty where there is none."""
        picture = QPixmap()
        picture.loadFromData(logo, "PNG") if logo else None
        if not picture.isNull():
            ratio = Qt.AspectRatioMode.KeepAspectRatio
            wide, high = min(look().px(380), picture.width()), min(look().px(112), picture.height())
            picture = picture.scaled(wide, high, ratio, Qt.TransformationMode.SmoothTransformation)
            self.shown.setPixmap(picture)
            named(self.shown, _("The logo as it is printed"))
        else:
            self.shown.setText(_("No logo: letters begin with the letterhead."))
            named(self.shown, self.shown.text())
        self.remove.setVisible(not picture.isNull())

    def take(self, path: Path) -> None:
        """Take a file that was chosen: it goes to the helper, and comes back as a picture or not at all."""
        self.choose.busy(_("Looking…"))
        read_picture(self._desk, path, self._look_at, self._refused)

    def _choose(self) -> None:
        if path := chosen_file(self, _("Choose the logo")):
            self.take(Path(path))

    def _look_at(self, data: bytes) -> None:
        looking = self._looking = Looking(self)
        looking.drawn.connect(lambda _number, picture: self._drawn(looking, picture))
        looking.told.connect(lambda kind, _pages, _cut: None if kind == "picture" else self._unfit(looking))
        looking.failed.connect(lambda: self._unfit(looking))
        looking.show_file(data, WIDE, drawing=True)

    def _drawn(self, looking: Looking, picture: QImage) -> None:
        looking.stop()
        self._keep(fit(picture))

    def _unfit(self, looking: Looking) -> None:
        looking.stop()
        self.choose.ready()
        self._say(_("This picture cannot be the logo. Take a PNG, a JPEG, or an SVG whose letters are outlines."))

    def _keep(self, png: bytes) -> None:
        keep_logo(self._desk, png, lambda undo: self._was_kept(bool(png), undo), self._refused)

    def _was_kept(self, there: bool, undo: Undo | None) -> None:
        self.choose.ready()
        empty(self._wrong)
        self.kept.emit(there, undo)

    def _refused(self, refusal: Refusal) -> None:
        self.choose.ready()
        self._say(str(refusal))

    def _say(self, sentence: str) -> None:
        empty(self._wrong)
        self._wrong.addWidget(Banner("octagon-alert", sentence, "danger"))
        self.setAccessibleDescription(sentence)
