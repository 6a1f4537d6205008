"""One element in full: what it rests on, how it was reasoned, and what this person may do about it.

Whoever wrote it reads it here as written (“you wrote this”); somebody else accepts it or gives it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from fieldcase.desktop.case import elements, verifying
from fieldcase.desktop.case.elementcard import item_line
from fieldcase.desktop.case.tab import Given, Sheet
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.typed import drafted
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import text_field
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.ladder import LEVELS, Ladder
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.verification.board import Board, BoardItem, ElementCard, TargetBoard


class ElementSheet(Sheet):
    """The element of `card` for `target`; `again` is called to assess it anew."""

    def __init__(self, given: Given, board: Board, target: TargetBoard, card: ElementCard, again: Any) -> None:
        super().__init__()
        self._given, self._card, self._target = given, card, target
        self._drafting: Drafting | None = None
        self._comment: QPlainTextEdit | None = None
        self._main: Button | None = None
        self._notices = QVBoxLayout()
        wording = given.wording
        who = f" · {target.party_code}" if target.party_code and card.element in ("E1", "E3") else ""
        title = f"{card.element} {_(elements.TITLES[card.element])} · {elements.target_words(target, wording)}{who}"
        back = Button(_("Back"), "secondary")
        back.clicked.connect(self.left)
        self._back = back
        deeds = self._deeds(board, again)
        body = column(
            row((Label(title, "heading", wrap=True), 1), back, *deeds, gap=8),
            Label(_(elements.QUESTIONS[card.element]), "caption", wrap=True),
            self._notices,
            self._own(board),
            self._level(),
            rule(),
            *_listed(_("Supports"), card.supports, _("Nothing recorded.")),
            rule(),
            *_listed(_("Contradicts"), card.contradicts, _("Nothing recorded. Have you looked?")),
            rule(),
            *self._words(),
            self._comments(board),
            ...,
            gap=8,
            margins=(16, 12),
        )
        self.setLayout(column(scrolling(framed(body), title)))
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.left)

    def offer(self) -> None:
        if self._main is not None and self._main.isEnabled():
            self._main.click()

    def keep(self) -> None:
        if self._drafting is not None:
            self._drafting.keep()

    def begin(self) -> None:
        (self._main or self._back).setFocus(Qt.FocusReason.OtherFocusReason)

    def where(self) -> dict[str, Any]:
        """Which element of what, so that unlocking opens it again."""
        return {"element": self._card.element, "target": self._target.record, "of": self._target.party}

    # --- what may be done

    def _deeds(self, board: Board, again: Any) -> list[Button]:
        card, deeds = self._card, []
        if self._reads(board):
            self._main = Button(_("Accept it"), "primary", "book-open-check")
            self._main.clicked.connect(self._accept)
            return [self._main]
        if board.may_assess:
            change = Button(_("Assess again") if card.assessment else _("Assess"), "secondary")
            change.clicked.connect(again)
            deeds.append(change)
            stands = not any(one.blocks for one in card.findings)
            if card.needs_reader and stands and card.standing in ("assessed", "returned"):
                self._main = Button(_("Ask a second person"), "primary", "user-round-search")
                self._main.clicked.connect(self._ask)
                deeds.append(self._main)
            else:
                change.become("primary")
                self._main = change
        return deeds

    def _reads(self, board: Board) -> bool:
        return board.may_review and bool(self._card.assessment) and not self._card.mine and not self._card.reader

    def _own(self, board: Board) -> QWidget | None:
        if not self._card.mine or not self._card.needs_reader:
            return None
        return Banner("user-round", _("You wrote this, so somebody else must read it."), "info")

    def _ask(self) -> None:
        self._busy(_("Asking…"))
        verifying.ask_reader(
            self._given.desk,
            self._card.assessment,
            lambda _done: self.done.emit(_("It waits for a second reader now."), None),
            self._refuse,
        )

    def _accept(self) -> None:
        self._busy(_("Accepting…"))
        verifying.accept(
            self._given.desk, self._card.assessment, lambda _done: self._read(_("Accepted.")), self._refuse
        )

    def _give_back(self) -> None:
        assert self._comment is not None
        verifying.give_back(
            self._given.desk,
            self._card.assessment,
            self._comment.toPlainText(),
            lambda _done: self._read(_("Given back to its author.")),
            self._refuse,
        )

    def _read(self, sentence: str) -> None:
        if self._drafting is not None:
            self._drafting.forget()
        self.done.emit(sentence, None)

    def _busy(self, words: str) -> None:
        if self._main is not None:
            self._main.busy(words)

    def _refuse(self, refusal: Refusal) -> None:
        if self._main is not None:
            self._main.ready()
        empty(self._notices)
        self._notices.addWidget(Banner("octagon-alert", str(refusal), "danger"))

    # --- what it says

    def _level(self) -> QWidget:
        card, wording = self._card, self._given.wording
        _filled, icon, ink = LEVELS.get(card.counts, LEVELS["not_assessed"])
        word = Label(wording.term("verification_level", card.counts), "strong", wrap=True, ink=ink)
        chosen = elements.chosen_line(card, wording)
        return plain(
            column(
                row(Ladder(card.counts), Picture(icon, ink), (word, 1), gap=8),
                Label(chosen, "caption", wrap=True, ink="warn") if chosen else None,
                *(
                    Label(f"{one.sentence} {one.remedy}", "caption", wrap=True, ink="danger" if one.blocks else "warn")
                    for one in card.findings
                ),
                gap=4,
            )
        )

    def _words(self) -> list[QWidget]:
        card = self._card
        said = ((_("Reasoning"), card.reasoning), (_("Gaps"), card.gaps), (_("Next step"), card.next_step))
        found: list[QWidget] = []
        for title, text in said:
            if text:
                found += [Label(title, "over"), Label(text, wrap=True)]
        return found or [Label(_("Nobody has assessed it."), "quiet")]

    def _comments(self, board: Board) -> QWidget | None:
        if not self._reads(board):
            return None
        field = text_field(_("What to look at again"), "", _("In codes. The author reads it."), 3)
        editor = field.editor
        assert isinstance(editor, QPlainTextEdit)
        self._comment = editor
        back = Button(_("Give it back"), "secondary", "undo-2")
        back.clicked.connect(self._give_back)
        self._drafting = drafted(self._given.desk, f"reading/{self._card.assessment}", {"comment": field}, self)
        holder = plain(column(rule(), field, row(back, ...), gap=8))
        holder.setMaximumWidth(look().px(720))
        return holder


def _listed(title: str, items: tuple[BoardItem, ...], none: str) -> list[QWidget]:
    return (
        [Label(title, "over"), *(item_line(item, whole=True) for item in items)]
        if items
        else [
            Label(title, "over"),
            Label(none, "caption", wrap=True),
        ]
    )
