"""A file looked at inside the window, from memory: decoded by a helper process, drawn here, written nowhere.

The bytes go from the vault through this process to the helper and are kept by neither. What cannot be shown is one
sentence, with the way to write it out on purpose.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QHideEvent, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from fieldcase.desktop.case.tab import Given
from fieldcase.desktop.files import actions
from fieldcase.desktop.files.framing import FramedSheet
from fieldcase.desktop.files.looking import Looking
from fieldcase.desktop.parts.arrange import column, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.drawn import drawn
from fieldcase.desktop.parts.field import line_field
from fieldcase.desktop.parts.label import Label, named
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.sources.files import FileLine

BLURRED = 24
"""Pixels to which a distressing picture is reduced until somebody asks to see it."""


class Sight(QWidget):
    """One picture, as wide as there is room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._whole, self._shown = QImage(), QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        named(self, name)
        drawn(self, QAccessible.Role.Graphic)

    def put(self, picture: QImage, *, blurred: bool) -> None:
        """Show a picture, or what is left of it at a distance."""
        self._whole = picture
        smooth = Qt.TransformationMode.SmoothTransformation
        self._shown = picture.scaledToWidth(BLURRED, smooth) if blurred else picture
        self._fit()

    def clear_sight(self) -> None:
        """Show it as it is."""
        self._shown = self._whole
        self.update()

    @property
    def picture(self) -> QImage:
        """What is drawn now."""
        return self._shown

    def resizeEvent(self, event: object) -> None:
        self._fit()

    def _width(self) -> int:
        return min(self.width(), self._whole.width())

    def _fit(self) -> None:
        if not self._whole.isNull():
            height = round(self._width() * self._whole.height() / self._whole.width())
            self.setFixedHeight(max(height, 1))
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """In the middle, on paper."""
        if self._shown.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect()
        box.setWidth(self._width())
        box.moveLeft((self.width() - box.width()) // 2)
        painter.fillRect(box, look().colour("paper"))
        painter.drawImage(box, self._shown)
        painter.setPen(look().colour("line"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))


class ViewSheet(FramedSheet):
    """The file of `line`: a reason first, then the file; pages of a PDF are asked for one by one."""

    def __init__(self, given: Given, line: FileLine) -> None:
        super().__init__()
        self._given, self._line = given, line
        self._looking: Looking | None = None
        self._page, self._pages = 0, 0
        self._blurred = bool(line.evidence.contains_trauma)
        show = Button(_("Show it"), "primary", "eye")
        show.clicked.connect(self._ask)
        field = line_field(_("Why you look"), "", _("The look is recorded. The custodian may leave this empty."))
        assert isinstance(field.editor, QLineEdit)
        self.reason = field.editor
        self.reason.returnPressed.connect(self.offer)
        field.setMaximumWidth(look().px(720))
        self._question = field
        self._place = QVBoxLayout()
        title = f"{line.evidence.ev_no} {line.evidence.title_neutral}"
        said = _("It is shown from memory by a process without keys. Nothing is written to the disk.")
        self.compose(title, said, show, field, self._place)
        self.asks(given.desk, f"viewing/{line.evidence.id}", {"reason": field})

    def begin(self) -> None:
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight: the helper goes, and with it what it held."""
        super().hideEvent(event)
        if self._looking is not None:
            self._looking.stop()
            self._looking = None

    def _ask(self) -> None:
        self.busy(_("Opening…"))
        actions.content(self._given.desk, self._line.evidence.id, self.reason.text(), self._opened, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self.refuse(refusal)
        if refusal.code == "FC-434":
            self.main.setEnabled(False)

    def _opened(self, data: bytes) -> None:
        if not self.isVisible():
            return
        self.taken()
        self._question.hide()
        self.main.hide()
        self.back.setFocus()
        self.say("circle-check", _("Its hash is the one recorded when it was received."), "ok")
        self._looking = Looking(self)
        self._looking.told.connect(self._told)
        self._looking.drawn.connect(self._drawn)
        self._looking.read.connect(self._read)
        self._looking.failed.connect(self._failed)
        self._looking.show_file(data, self._wanted())
        if self._line.evidence.reveals_source or self._line.evidence.reveals_identity:
            self._place.addWidget(plain(row(self._harmless(), ...)))

    def _harmless(self) -> Button:
        """Whoever looked may say that it reveals nobody; until then it counts as if it did."""
        self.harmless = Button(_("It reveals no source and no person"), "secondary", "shield-check", small=True)
        self.harmless.clicked.connect(
            lambda: actions.checked(self._given.desk, self._line.evidence.id, False, False, self._checked, self.refuse)
        )
        return self.harmless

    def _checked(self, _item: object) -> None:
        self.done.emit(_("Recorded: it reveals no source and no person."), None)

    def _wanted(self) -> int:
        return max(400, min(round(self.width() * self.devicePixelRatioF()), 1600))

    def _told(self, kind: str, pages: int, cut: bool) -> None:
        self._pages = pages
        if not kind or not pages:
            words = _("This kind of file is not shown here. Write it out on purpose, if you must open it.")
            self.say("file-text", words, "warn")
        elif cut:
            self.say("info", _("The text is long: its beginning is shown."), "info")
        if kind == "pdf" and pages:
            self._turning()
            self._turn(0)

    def _failed(self) -> None:
        words = _("This file could not be shown: it is damaged, made to do harm, or too large. Nothing else happened.")
        self.say("octagon-alert", words, "danger")

    # --- what is shown

    def _turning(self) -> None:
        self.before = Button(_("Previous page"), "secondary", "arrow-left", small=True)
        self.after = Button(_("Next page"), "secondary", "chevron-right", small=True)
        self.before.clicked.connect(lambda: self._turn(self._page - 1))
        self.after.clicked.connect(lambda: self._turn(self._page + 1))
        self.number = Label("", "caption")
        self._place.addWidget(plain(row(self.before, self.after, self.number, ..., gap=8)))

    def _turn(self, page: int) -> None:
        if self._looking is None or not 0 <= page < self._pages:
            return
        self._page = page
        self.before.setEnabled(page > 0)
        self.after.setEnabled(page + 1 < self._pages)
        self.number.setText(_("Page {number} of {count}").format(number=page + 1, count=self._pages))
        self._looking.ask_page(page, self._wanted())

    def _drawn(self, number: int, picture: QImage) -> None:
        name = _("Page {number} of {count}").format(number=number + 1, count=self._pages)
        if not hasattr(self, "sight"):
            self.sight = Sight(name)
            self._veil = plain(self._veiled())
            self._place.addWidget(self._veil)
            self._place.addWidget(self.sight)
        self._veil.setVisible(self._blurred)
        named(self.sight, name)
        self.sight.put(picture, blurred=self._blurred)

    def _veiled(self) -> QVBoxLayout:
        see = Button(_("Show it clearly"), "secondary", "eye", small=True)
        see.clicked.connect(self._unveil)
        return column(Label(_("It was marked as distressing."), "caption"), row(see, ...), gap=4)

    def _unveil(self) -> None:
        self._blurred = False
        self._veil.hide()
        self.sight.clear_sight()

    def _read(self, text: str) -> None:
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setPlainText(text)
        self.text.setMinimumHeight(look().px(360))
        named(self.text, _("Text of the file"))
        self._place.addWidget(self.text)
