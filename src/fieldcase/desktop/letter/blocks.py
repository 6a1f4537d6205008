"""The text of a letter, block by block: what comes from the case, what a person wrote, what a check found there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from fieldcase.desktop.letter.spans import SpanText
from fieldcase.desktop.parts.arrange import column, empty, held, plain, released, row, rule
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.label import Label, Picture, named, unbroken
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.moved import FactMoved
    from fieldcase.office.letters.page import PageBlock

LEAST_LINES = 6
DROPPED = "dropped"
LONGEST = 200
"""Characters of a fact that are shown where it moved."""


class BlockEditor(QWidget):
    """One block under edit, in the signs that stand for names and facts. `changed` while a person types."""

    changed = Signal()
    saved = Signal(str)
    left = Signal()

    def __init__(self, block: PageBlock) -> None:
        super().__init__()
        self._block = block
        self._text = QPlainTextEdit()
        self._text.setPlainText(block.source)
        lines = max(LEAST_LINES, len(block.source) // 60 + block.source.count("\n") + 2)
        self._text.setFixedHeight(min(lines, 18) * self._text.fontMetrics().lineSpacing() + look().px(14))
        hint = _("{P-…} stands for a person and {=…|words} for a value of the case; both stay linked.")
        field = Field(_("Text of “{block}”").format(block=block.title), self._text, hint)
        field.changed.connect(self.changed)
        self.save = Button(_("Save"), "primary", "check", small=True)
        self.save.clicked.connect(lambda: self.saved.emit(self.text))
        back = Button(_("Back"), "secondary", small=True)
        back.clicked.connect(self.left)
        self._found = QVBoxLayout()
        self._found.setSpacing(look().px(2))
        self.told: list[str] = []
        self.setLayout(column(field, self._found, row(self.save, back, ...), gap=6, margins=(12, 8)))

    def tell(self, found: Sequence[tuple[str, str]]) -> None:
        """Say below the text what a check found in it: (severity, sentence) of each."""
        empty(self._found)
        self.told = [sentence for _severity, sentence in found]
        for severity, sentence in found:
            icon, ink = ("circle-x", "danger") if severity == "error" else ("triangle-alert", "warn")
            said = Label(unbroken(sentence), "caption", wrap=True, ink=ink)
            self._found.addWidget(plain(row(Picture(icon, ink, 14), (said, 1), gap=6)))
        if not found:
            said = Label(_("The check finds nothing in this text."), "caption")
            self._found.addWidget(plain(row(Picture("circle-check", "ok", 14), (said, 1), gap=6)))

    def busy(self) -> None:
        """While it is saved nothing more can be typed."""
        self.save.busy(_("Saving…"))
        held(self._text, self)

    def refuse(self, refusal: Refusal) -> None:
        """Say below the text why it was not saved; the text stays."""
        self.save.ready()
        released(self._text)
        self.tell([("error", str(refusal))])

    @property
    def text(self) -> str:
        return self._text.toPlainText()

    def typed(self) -> dict[str, Any]:
        return {"text": self.text} if self.text != self._block.source else {}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        self._text.setPlainText(str(typed.get("text", self._block.source)))

    def begin(self) -> None:
        """Put the cursor into the text."""
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)


class Blocks(QFrame):
    """A card of blocks; `edit` asks to change the text of one, `anew` to draft it from the records, `stay` to leave it
    as it is though facts of it moved, `source` to see where the values in it come from."""

    edit = Signal(str)
    anew = Signal(str)
    stay = Signal(str)
    source = Signal()

    def __init__(self, blocks: Sequence[PageBlock], *, may_edit: bool, moved: Sequence[FactMoved] = ()) -> None:
        super().__init__()
        self._moved = moved
        self.remedies: list[Button] = []
        self.setProperty("kind", "card")
        self.setAccessibleName(_("Text of the letter"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(1, 4, 1, 4)
        self._column.setSpacing(0)
        self.setLayout(self._column)
        self._places: dict[str, int] = {}
        self._parts: dict[str, QWidget] = {}
        self._sought: tuple[QWidget | None, ...] = ()
        self._seeking = QTimer(self)
        self._seeking.setSingleShot(True)
        self._seeking.timeout.connect(self._seek)
        for number, block in enumerate(blocks, 1):
            if number > 1:
                self._column.addWidget(rule())
            self._places[block.block] = self._column.count()
            part = self._parts[block.block] = self._block(number, block, may_edit)
            self._column.addWidget(part)
        there = {block.block for block in blocks}
        for name, title in dict.fromkeys((one.block, one.title) for one in moved if one.block not in there):
            self._column.addWidget(rule())
            part = self._parts[name] = self._absent(name, title, may_edit)
            self._column.addWidget(part)
        self._column.addStretch(1)

    def reveal(self, block: str) -> None:
        """Bring a block into sight, and the focus to what may be done about it."""
        part = self._parts.get(block)
        if part is None:
            return
        buttons = part.findChildren(Button)
        remedy = next((one for one in buttons if one in self.remedies), next(iter(buttons), None))
        if remedy is not None:
            remedy.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sought = (part, remedy)
        self._seeking.start(0)

    def _seek(self) -> None:
        """Scroll once everything has its place: to the block, then to its remedy where that lies below the edge."""
        area: QWidget | None = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if isinstance(area, QScrollArea):
            for part in filter(None, self._sought):
                area.ensureWidgetVisible(part)

    def show_editor(self, block: str, editor: BlockEditor) -> None:
        """Put an editor in the place of a block's text."""
        place = self._places[block]
        item = self._column.takeAt(place)
        if item is not None and (shown := item.widget()) is not None:
            shown.hide()
            shown.deleteLater()
        self._column.insertWidget(place, editor)

    def _block(self, number: int, block: PageBlock, may_edit: bool) -> QWidget:
        picture, ink = _mark(block)
        found = _("{count} found").format(count=block.findings) if block.findings else ""
        status = Label(
            found or (_("edited") if block.edited else ""), "caption", ink="danger" if block.findings else "ink2"
        )
        text: QWidget = Label(_("This block is empty."), "quiet", wrap=True)
        if block.text:
            text = SpanText(block)
            text.asked.connect(self.source)
        edit = None
        if may_edit and not block.fixed:
            edit = Button(_("Change"), "quiet", "pen-line", small=True)
            named(edit, _("Change block {number}, {title}").format(number=number, title=block.title))
            edit.clicked.connect(lambda: self.edit.emit(block.block))
        title = Label(block.title, "strong", wrap=True)
        head = row(Picture(picture, ink), Label(str(number), "quiet"), (title, 1), status, edit, gap=8)
        moved = self._facts(block.block, block.title, may_edit)
        return plain(column(head, row(24, (text, 1)), *moved, gap=2, margins=(12, 5, 8, 7)))

    def _absent(self, block: str, title: str, may_edit: bool) -> QWidget:
        """A block that the letter has not, and would have were it drafted today; or its template, which is no block."""
        title = title or _("Template of the office")
        head = row(Picture("triangle-alert", "warn"), (Label(title, "strong", wrap=True), 1), gap=8)
        return plain(column(head, *self._facts(block, title, may_edit and bool(block)), gap=2, margins=(12, 5, 8, 7)))

    def _facts(self, block: str, title: str, may_edit: bool) -> list[QWidget]:
        """What of a block moved since it was drafted, and the two things that may be done about it."""
        facts = [one for one in self._moved if one.block == block]
        lost = [one.what for one in facts if one.move == DROPPED and not one.weighs and not one.settled]
        lines = [(moved_words(one), one.weighs) for one in facts if one.what not in lost]
        if lost:
            lines.append((_("No longer in the block: {facts}").format(facts=", ".join(dict.fromkeys(lost))), False))
        parts: list[QWidget] = []
        for words, weighs in lines:
            weighs = weighs and may_edit
            ink = "warn" if weighs else "ink2"
            said = Label(unbroken(words), "caption", wrap=True, ink=ink)
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            picture = Picture("triangle-alert" if weighs else "info", ink, 14)
            parts.append(plain(row(24, column(picture, ..., margins=(0, 2)), (said, 1), gap=6)))
        if may_edit and any(one.weighs for one in facts):
            anew = Button(_("Draft it anew"), "remedy", "rotate-ccw", small=True)
            named(anew, _("Draft block “{title}” anew from the records").format(title=title))
            anew.clicked.connect(lambda: self.anew.emit(block))
            stay = Button(_("It stays…"), "quiet", small=True)
            named(stay, _("Block “{title}” stays as it is").format(title=title))
            stay.clicked.connect(lambda: self.stay.emit(block))
            self.remedies += [anew, stay]
            parts.append(plain(row(24, anew, stay, ..., gap=6)))
        return parts


def moved_words(one: FactMoved) -> str:
    """One fact that moved, in one line: what it was, what the case says now, and why it stays if somebody said so."""
    before, now = (_shortened(text) for text in (one.before, one.now))
    if not one.block:
        line = _("It was changed since this letter was drafted. Draft the letter anew where its words are to be used.")
    elif one.move == DROPPED:
        line = _("{what}: “{now}” is no longer in the block").format(what=one.what, now=now or before)
    elif before and now:
        line = _("{what}: “{before}” → “{now}”").format(what=one.what, before=before, now=now)
    elif now:
        line = _("{what}: not in the block → “{now}”").format(what=one.what, now=now)
    else:
        line = _("{what}: “{before}” → no longer in the case").format(what=one.what, before=before)
    return f"{line} {_('It stays: {reason}').format(reason=one.reason)}" if one.reason else line


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def _mark(block: PageBlock) -> tuple[str, str]:
    if block.findings or not block.text:
        return "circle-x", "danger"
    return ("lock", "ink2") if block.fixed else ("circle-check", "ok")
