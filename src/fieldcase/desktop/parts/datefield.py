"""A date as people say it: free text, and beneath it how it was understood, with the range drawn.

The reading is handed in (`read`), so that the field knows neither word lists nor the office's settings. What was
typed is never thrown away: a text that is no date is said to be none, and stays.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QRectF
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.theme.look import look
from fieldcase.model.dates.edtf import BadDate, Edtf
from fieldcase.model.dates.phrases import Certainty, Understood
from fieldcase.model.dates.shown import explained, shown
from fieldcase.model.words import _

Reading = Callable[[str], Understood]


class Range(QWidget):
    """A small drawing of the days that a date may be: sharp for a day, wide for doubt."""

    def __init__(self) -> None:
        super().__init__()
        self._date: Edtf | None = None
        self.setFixedSize(look().px(72), look().px(14))

    def draw(self, when: Edtf | None) -> None:
        self._date = when
        self.setVisible(when is not None)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The date within a month before and after it."""
        if self._date is None:
            return
        worn, painter = look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2
        painter.setPen(worn.colour("edge"))
        painter.drawLine(0, int(middle), self.width(), int(middle))
        first, last = _within(self._date)
        span = max((last - first).days, 1)
        margin = max(span // 3, 15)
        whole = span + 2 * margin
        left, width = self.width() * margin / whole, max(self.width() * span / whole, 4)
        soft = worn.colour("accent", 150)
        shade = QLinearGradient(left, 0, left + width, 0)
        ends = worn.colour("accent", 0) if _doubted(self._date) else soft
        for at, colour in ((0, ends), (0.3, soft), (0.7, soft), (1, ends)):
            shade.setColorAt(at, colour)
        painter.fillRect(QRectF(left, middle - 4, width, 8), shade)


class DateField(Field):
    """A field for an EDTF value. `value` is the stored form, or the text itself where no date was understood."""

    def __init__(self, label: str, value: str, read: Reading, hint: str = "") -> None:
        self._read, self._stored = read, value
        self._range = Range()
        self.line = QLineEdit(_said(value))
        super().__init__(label, self.line, hint or _("For example “about March 2025” or “5–9 March”."))
        self.beside(self._range)
        self._untouched = self.line.text()
        self._read_back()

    @property
    def value(self) -> str:
        """The stored form (EDTF) of what is in the field; the text as it is where it was not understood."""
        text = self.line.text().strip()
        if text == self._untouched:
            return self._stored
        understood = self._read(text)
        return str(understood.edtf) if understood.edtf else text

    def put(self, value: str) -> None:
        """Put a stored date, or a text that was none, into the field."""
        self.line.setText(_said(str(value)))
        self._read_back()

    def _typed(self) -> None:
        super()._typed()
        self._read_back()

    def _read_back(self) -> None:
        text = self.line.text().strip()
        if not text:
            self._range.draw(None)
            self.clear()
            return
        understood = self._read(self._stored if text == self._untouched and self._stored else text)
        self._range.draw(understood.edtf)
        sentences = " ".join(explained(understood))
        if understood.certainty in (Certainty.IMPOSSIBLE, Certainty.NOT_UNDERSTOOD):
            self.refuse(sentences + " " + _("Write 2025-03-12, 2025-03 or “about March 2025”."))
        else:
            self._say(sentences, False)


def _said(value: str) -> str:
    """The stored date in words that `read` understands again; anything else as it is."""
    try:
        return shown(Edtf.parse(value)) if value else ""
    except BadDate:
        return value


def _within(when: Edtf) -> tuple[date, date]:
    first, last = when.earliest, when.latest
    if first is None and last is not None:
        first = last - timedelta(days=60)
    if last is None and first is not None:
        last = first + timedelta(days=60)
    assert first is not None
    assert last is not None
    return first, last + timedelta(days=1)


def _doubted(when: Edtf) -> bool:
    return any(end is not None and end.doubt for end in (when.start, when.end)) or (
        when.period and (when.start is None or when.end is None)
    )
