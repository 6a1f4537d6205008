"""Who may appear where: persons by uses. “Not asked” is an empty dashed box, neither a refusal nor a yes.

People stand here by their codes. Enter on a cell records an answer for that person and that use.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from fieldcase.desktop.parts.pill import SOFT, TONES
from fieldcase.desktop.theme.icons import picture
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import Wording
from fieldcase.model.rules.consent import Effective, Why
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.cases.page import PartyLine

Index = QModelIndex | QPersistentModelIndex
ROW, HEADER, FIRST = 56, 46, 168
USES = {
    "share_hq": N_("Share with\nheadquarters"),
    "special_procedures": N_("Special\nprocedures"),
    "state_letter": N_("Letter to\nthe State"),
    "state_oral": N_("Oral approach\nto the State"),
    "sg_report": N_("Report of\nthe SG"),
    "public_statement": N_("Public\nstatement"),
}
"""The uses that a case needs most, by code, in two lines each."""

LEVELS = {
    "NAMED": ("user-round-check", N_("Named"), "info"),
    "CODED": ("hash", N_("Under code"), "info"),
    "ANON": ("circle-user-round", N_("Anonymous"), "plain"),
}
REASONS = {
    Why.NOT_ASKED: ("circle-dashed", N_("Not asked"), "dashed"),
    Why.REFUSED: ("ban", N_("Refused"), "danger"),
    Why.WITHDRAWN: ("undo-2", N_("Withdrawn"), "danger"),
    Why.EXPIRED: ("clock-alert", N_("Expired"), "warn"),
    Why.LIFE_EVENT: ("triangle-alert", N_("Ask again"), "warn"),
    Why.NOT_YET: ("hourglass", N_("Not yet"), "warn"),
    Why.RISKS_NOT_EXPLAINED: ("triangle-alert", N_("Not explained"), "warn"),
    Why.INCOMPLETE: ("triangle-alert", N_("Not readable"), "warn"),
    Why.CHILD_VIEW: ("triangle-alert", N_("Child's view"), "warn"),
    Why.GUARDIAN: ("triangle-alert", N_("Guardian"), "warn"),
    Why.UNREACHABLE: ("triangle-alert", N_("Unreachable"), "warn"),
    Why.DECEASED: ("triangle-alert", N_("Deceased"), "warn"),
    Why.ORGAN: ("triangle-alert", N_("Ask its board"), "warn"),
    Why.HEAD_REVIEW: ("triangle-alert", N_("Head reviews"), "warn"),
    Why.RECIPIENT: ("triangle-alert", N_("Other recipient"), "warn"),
    Why.NO_SUCH_PARTY: ("triangle-alert", N_("Not held here"), "warn"),
    Why.RECIPIENT: ("triangle-alert", N_("Others only"), "warn"),
}
"""Icon, word and look of a cell: by level where the consent is in force, else by why it is not."""

LINE = Qt.ItemDataRole.UserRole + 2


class People(QAbstractTableModel):
    """Threads: the window's."""

    def __init__(self, parties: Sequence[PartyLine], wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self.parties, self._wording = tuple(parties), wording
        self.uses = tuple(USES)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.parties)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1 + len(self.uses)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _("Person") if section == 0 else _(USES[self.uses[section - 1]])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Two lines a cell for the painter; the same in words for a screen reader."""
        party = self.parties[index.row()]
        if index.column() == 0:
            lines = (party.code, self._who(party))
            return lines if role == LINE else ", ".join(lines) if role in _IN_WORDS else None
        use = self.uses[index.column() - 1]
        counts = party.consents.get(use)
        _icon, word, _tone, below = cell_of(counts, self._wording)
        if role == LINE:
            return counts
        if role in _IN_WORDS:
            return _("{person}, {use}: {answer}").format(
                person=party.code, use=_(USES[use]).replace("\n", " "), answer=" ".join(filter(None, (word, below)))
            )
        return None

    def _who(self, party: PartyLine) -> str:
        roles = [self._wording.term("role_in_case", role) for role in party.roles]
        gender = self._wording.term("gender", party.gender) if party.gender else self._wording.choice(party.kind)
        return " · ".join(filter(None, (", ".join(roles), gender)))


_IN_WORDS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


def cell_of(counts: Effective | None, wording: Wording) -> tuple[str, str, str, str]:
    """Icon, word, look and second line of what counts for a person and a use."""
    if counts is None:
        return (*_said(REASONS[Why.NOT_ASKED]), "")
    in_force = counts.why is Why.IN_FORCE and counts.level in LEVELS
    icon, word, tone = _said(LEVELS[counts.level] if in_force else REASONS.get(counts.why, REASONS[Why.REFUSED]))
    if in_force and counts.limited:
        return icon, word, tone, _("with limits")
    if counts.until is not None and in_force:
        return icon, word, tone, _("until {month}").format(month=wording.month(counts.until))
    return icon, word, tone, ""


class Matrix(QTableView):
    """`asked` gives the person and the use of the cell that was opened."""

    asked = Signal(str, str)

    def __init__(self, parties: Sequence[PartyLine], wording: Wording) -> None:
        super().__init__()
        self._people = People(parties, wording, self)
        self.setModel(self._people)
        self.setAccessibleName(_("Who may appear where"))
        self.setItemDelegate(_Boxes(wording, self))
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(look().px(ROW))
        header = self.horizontalHeader()
        header.setFixedHeight(look().px(HEADER))
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeading)
        header.setMinimumSectionSize(look().px(90))
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, look().px(FIRST))
        self.setFixedHeight(look().px(HEADER) + len(parties) * look().px(ROW) + look().px(4))
        self.doubleClicked.connect(lambda index: self._open(index.row(), index.column()))
        if parties:
            self.setCurrentIndex(self._people.index(0, 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and F2 record an answer for the cell."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._open(self.currentIndex().row(), self.currentIndex().column())
        else:
            super().keyPressEvent(event)

    def _open(self, row: int, column: int) -> None:
        if row >= 0:
            use = self._people.uses[column - 1] if column > 0 else ""
            self.asked.emit(self._people.parties[row].id, use)


class _Boxes(QStyledItemDelegate):
    """A box for each answer, two lines of words for each person."""

    def __init__(self, wording: Wording, parent: QObject) -> None:
        super().__init__(parent)
        self._wording = wording

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(96), look().px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A filled box is a yes, a dashed one was never asked; the current one has a ring."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(option.rect).adjusted(2, 3, -2, -3)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if index.column() == 0:
            code, who = index.data(LINE)
            _two_lines(painter, box, code, who, "ink", strong=True)
        else:
            icon, word, tone, below = cell_of(index.data(LINE), self._wording)
            _frame(painter, box, tone)
            ink = {"dashed": "ink2", "plain": "ink2"}.get(tone) or TONES[tone]
            _two_lines(painter, box.adjusted(look().px(6), 0, -4, 0), word, below, ink, icon=icon)
        if current:
            painter.setPen(QPen(look().colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        painter.restore()


def _frame(painter: QPainter, box: QRectF, tone: str) -> None:
    worn = look()
    pen = QPen(worn.colour("edge" if tone == "dashed" else "accent" if tone == "info" else "line"), 1)
    if tone == "dashed":
        pen.setStyle(Qt.PenStyle.DashLine)
    painter.setPen(pen)
    painter.setBrush(worn.colour("surface" if tone in ("dashed", "plain") else SOFT[tone]))
    painter.drawRoundedRect(box, 6, 6)


def _two_lines(
    painter: QPainter, box: QRectF, first: str, second: str, ink: str, *, icon: str = "", strong: bool = False
) -> None:
    worn = look()
    half = worn.px(18)
    top = box.center().y() - (half if second else half / 2)
    flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
    line = QRectF(box.left(), top, box.width(), half)
    if icon:
        side = worn.px(14)
        left = line.right() - side if worn.right_to_left else line.left()
        painter.drawPixmap(int(left), int(line.center().y() - side / 2), picture(icon, ink, 14))
        beside = side + worn.px(5)
        line = line.adjusted(0, 0, -beside, 0) if worn.right_to_left else line.adjusted(beside, 0, 0, 0)
    for words, font, colour, room in (
        (first, worn.font("strong" if strong else "caption"), ink, line),
        (second, worn.font("caption"), "ink2", QRectF(box.left(), top + half, box.width(), half)),
    ):
        painter.setFont(font)
        painter.setPen(worn.colour(colour))
        painter.drawText(room, flags, QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, room.width()))


def _said(look_of: tuple[str, str, str]) -> tuple[str, str, str]:
    icon, word, tone = look_of
    return icon, _(word), tone
