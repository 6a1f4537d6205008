"""A sheet: the few things that one step asks for, in the place of a page, and the button that takes the step.

What the office refuses is said above the fields, and what was typed stays. It is kept as a draft in the vault until the
step is taken, so that a lock in the middle of a word loses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.parts.arrange import column, empty, framed, held, plain, released, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.datefield import DateField
from fieldcase.desktop.parts.dropped import DropField
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.parts.tick import Tick
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

Done = Callable[[], object]
ASKS = (Field, Tick, Several)
"""The parts whose content is kept as a draft; a chosen file is not, for its path stays outside."""


def said(part: QWidget | None) -> Any:
    """What a part says: text without spaces around it, a code, codes, or whether it is ticked; empty without one."""
    if isinstance(part, Tick):
        return part.isChecked()
    if isinstance(part, Several):
        return list(part.codes)
    if isinstance(part, DateField):
        return part.value
    if not isinstance(part, Field):
        return ""
    editor = part.editor
    if isinstance(editor, QComboBox):
        return str(editor.currentData() or "")
    return (editor.text() if isinstance(editor, QLineEdit) else editor.toPlainText()).strip()


def fill(part: QWidget, value: Any) -> None:
    """Let a part say that."""
    if isinstance(part, Tick):
        part.setChecked(value is True)
    elif isinstance(part, Several):
        part.put(value if isinstance(value, list) else ())
    elif isinstance(part, DateField):
        part.put(str(value))
    elif isinstance(part, Field):
        editor = part.editor
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QLineEdit):
            editor.setText(str(value))
        elif isinstance(editor, QPlainTextEdit):
            editor.setPlainText(str(value))


class Sheet(QWidget):
    """A heading, fields and one deed; `back` leaves it. With `draft` (what it is about, by ids) what is typed is kept
    in the vault; `beside` is what is read while the fields are filled."""

    changed = Signal()

    def __init__(
        self,
        title: str,
        about: str,
        parts: Sequence[QWidget],
        go: Button,
        deed: Done,
        back: Done,
        *,
        desk: Desk | None = None,
        draft: str = "",
        leave: str = "",
        beside: QWidget | None = None,
    ) -> None:
        super().__init__()
        self.go = go
        self.go.clicked.connect(self.offer)
        self._leave = leave or _("Back to the letter")
        self._back = Button(self._leave, "secondary", "arrow-left")
        self._back.clicked.connect(lambda: self._go_back(back))
        self._deed, self._parts = deed, parts
        self._notices = QVBoxLayout()
        fields = self._fields = plain(column(*parts, gap=10))
        if beside is None:
            fields.setMaximumWidth(look().px(760))
            body: QWidget = fields
        elif look().stacked:
            body = plain(column(beside, fields, gap=10))
        else:
            body = plain(row((fields, 3), (plain(column(beside, ...)), 2), gap=16))
        heading = Label(title, "heading", wrap=True)
        head = row((heading, 1), self._back, self.go, gap=8)
        if look().stacked:
            head = row(self._back, self.go, ..., gap=8)
        top = heading if look().stacked else None
        said_of_it = Label(about, "caption", wrap=True) if about else None
        card = framed(column(top, head, said_of_it, self._notices, body, gap=10, margins=(16, 12)))
        page = plain(column(card, ..., margins=(24, 10, 24, 12)))
        self.setLayout(column(scrolling(page, title)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self._go_back(back))
        self.drafting: Drafting | None = None
        self._first = self._all()
        for part in parts:
            if isinstance(part, Tick):
                part.toggled.connect(self.changed)
            elif isinstance(part, Field | Several | DropField):
                part.changed.connect(self.changed)
        if desk is not None and draft:
            self.drafting = Drafting(desk, draft, self, self)
            self.drafting.found.connect(
                lambda: self.notice(_("You typed this before and did not save it. Every word is kept."), "info")
            )

    def offer(self) -> None:
        """Do what the sheet is for, as its button does."""
        if self.go.isEnabled():
            self._deed()

    def begin(self) -> None:
        """Put the focus where the first thing is asked."""
        first = next((one for one in self._parts if isinstance(one, Field | Tick | Several | DropField)), None)
        at: QWidget | None = first
        if isinstance(first, Field):
            at = first.editor
        elif isinstance(first, Several):
            at = next(iter(first.ticks.values()), None)
        elif isinstance(first, DropField):
            at = first.choose
        (at or self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def busy(self) -> None:
        """While the office works: what is typed now would not be in what it was given, so nothing can be typed."""
        self.go.busy(_("One moment…"))
        held(self._fields, self)

    def ready(self) -> None:
        """After the office answered, where the sheet stays."""
        self.go.ready()
        released(self._fields)

    def refuse(self, refusal: Refusal) -> None:
        """Say what the office refused; the fields stay as they are."""
        self.ready()
        self.notice(str(refusal))

    def notice(self, sentence: str, tone: str = "danger") -> None:
        """Say something above the fields."""
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert" if tone == "danger" else "info", sentence, tone))

    def typed(self) -> dict[str, Any]:
        """What is filled in otherwise than it was at first, by the place of its part."""
        return {key: value for key, value in self._all().items() if value != self._first.get(key)}

    def take_up(self, typed: Mapping[str, Any]) -> None:
        """Fill in again what `typed` gave."""
        for place, part in enumerate(self._parts):
            if str(place) in typed and isinstance(part, ASKS):
                fill(part, typed[str(place)])

    def keep(self) -> None:
        """Keep what is typed now."""
        if self.drafting is not None:
            self.drafting.keep()

    def taken(self) -> None:
        """The step is taken: no draft is kept any more."""
        if self.drafting is not None:
            self.drafting.forget()

    def _all(self) -> dict[str, Any]:
        return {str(place): said(part) for place, part in enumerate(self._parts) if isinstance(part, ASKS)}

    def _go_back(self, back: Done) -> None:
        self.keep()
        back()


class AskSheet(Sheet):
    """A sheet of named fields whose deed is one use case: `use_case(session, values)`, with what each field says.

    `needs` are the sentences said beside fields that are left empty. `done` gets the answer of the use case.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        about: str,
        asked: Mapping[str, QWidget],
        go: Button,
        use_case: Callable[[Session, dict[str, Any]], object],
        done: Callable[[Any], object],
        back: Done,
        *,
        needs: Mapping[str, str] | None = None,
        draft: str = "",
        leave: str = "",
        beside: QWidget | None = None,
    ) -> None:
        self.asked = dict(asked)
        self._desk, self._use_case, self._done, self._needs = desk, use_case, done, dict(needs or {})
        parts = tuple(self.asked.values())
        super().__init__(title, about, parts, go, self._tell, back, desk=desk, draft=draft, leave=leave, beside=beside)

    def values(self) -> dict[str, Any]:
        """What each field says; of a file its path."""
        return {name: part.file if isinstance(part, DropField) else said(part) for name, part in self.asked.items()}

    def _tell(self) -> None:
        values = self.values()
        for name, sentence in self._needs.items():
            if not values.get(name):
                self._refuse_at(self.asked[name], sentence)
                return
        self.busy()
        self._desk.run(lambda session: self._use_case(session, values), self._was_done, failed=self.refuse)

    def _refuse_at(self, part: QWidget, sentence: str) -> None:
        if isinstance(part, Field | Several):
            part.refuse(sentence)
            at = part.editor if isinstance(part, Field) else next(iter(part.ticks.values()), part)
            at.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.notice(sentence)

    def _was_done(self, answer: object) -> None:
        self.taken()
        self._done(answer)
