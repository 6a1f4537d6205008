"""The page of one letter: its text by blocks, the page as it will print, the rules and the names in the text.

The interface has its language and the letter has its own; the page is the real PDF of the letter's language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.frame.pagehead import page_head
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.letter.actions import change_block, draw, open_letter, take_step
from fieldcase.desktop.letter.blocks import BlockEditor, Blocks
from fieldcase.desktop.letter.preview import Preview
from fieldcase.desktop.letter.reading import SecondReading
from fieldcase.desktop.parts.arrange import column, empty, plain, row, rule, scrolling
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label, Picture, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.parts.rules import RulesPanel
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.parts.tabs import Tabs
from fieldcase.desktop.remedies import READ_AGAIN, Remedy, rule_lines
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.desktop.wording import LETTER_ICONS
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage

OPEN = ("draft", "in_review", "returned", "approved")
STEPS = {
    "draft": (N_("Send for second reading"), "submit", "send"),
    "returned": (N_("Send for second reading"), "submit", "send"),
    "in_review": (N_("Approve"), "approve", "circle-check"),
    "approved": (N_("Sign"), "sign", "stamp"),
}
"""By status: the primary button, the step that it takes, its icon."""

RESIZE_PAUSE = 150
PAGE_MARGIN = 4


class LetterView(Screen):
    """The screen of the letter `letter_id`."""

    def __init__(self, desk: Desk, standing: Standing, letter_id: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.letter_id = letter_id
        self._desk, self._wording = desk, standing.wording
        self._language = ""
        self._page: LetterPage | None = None
        self._drawing: Job[tuple[QImage, ...]] | None = None
        self._drafting: Drafting | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._draw)
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.timeout.connect(self.arrive)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setLayout(self._column)
        self._column.addWidget(plain(column(..., row(..., Label(_("Opening the letter…"), "quiet"), ...), ...)))
        self.refresh()

    def refresh(self) -> None:
        """Read the letter again, check it, and draw it."""
        open_letter(self._desk, self.letter_id, self._language, self._show, self._failed)

    # --- showing

    def _show(self, page: LetterPage) -> None:
        self._page = page
        self._language = page.language
        empty(self._column)
        self.preview = Preview()
        self.preview.resized.connect(self._resized)
        self._pages_said = Label("", "caption")
        self.blocks = Blocks(page.blocks, may_edit=page.status in OPEN)
        self.blocks.edit.connect(self._edit)
        self.panel = RulesPanel(_("Before it can go"))
        lines = rule_lines(page.panel)
        self.panel.show_lines(lines, below=self._names(page))
        self.panel.asked.connect(self._remedy)
        self._column.addWidget(self._head(page, sum(line.state == "blocked" for line in lines)))
        self._column.addWidget(plain(self._stacked() if look().stacked else self._beside()), 1)
        self._pause.start(0)
        self._arriving.start(0)

    def _beside(self) -> QLayout:
        text = column(
            row(Label(_("Text"), "heading"), Label(self._count(), "caption"), ..., gap=8, margins=(12, 0, 0, 0)),
            (scrolling(plain(column(self.blocks, gap=0, margins=(0, 0, 6, 0))), _("Text of the letter")), 1),
            gap=8,
        )
        paper = column(
            row(Label(_("Page as it will print"), "heading"), ..., gap=8),
            (scrolling(self.preview, _("Page as it will print")), 1),
            row(*self._covered(), ..., self._pages_said, gap=6),
            gap=8,
        )
        side = scrolling(plain(column(self.panel, gap=0, margins=(0, 0, 4, 0))), _("Before it can go"))
        side.setFixedWidth(look().size("panel") + look().px(12))
        return row((text, 11), (paper, 9), side, gap=14, margins=(24, 10, 20, 12))

    def _stacked(self) -> QLayout:
        """At 200 % text: text, page and checks as three tabs."""
        tabs = Tabs([_("Checks"), _("Text"), _("Page")], _("Parts of the letter"))
        stack = QStackedWidget()
        for part in (self.panel, self.blocks, self.preview):
            stack.addWidget(scrolling(plain(column(part, gap=0, margins=(0, 0, 12, 8)))))
        tabs.chosen.connect(stack.setCurrentIndex)
        tabs.chosen.connect(lambda _place: self._pause.start(0))
        return column(tabs, (stack, 1), gap=8, margins=(12, 0, 0, 0))

    def _head(self, page: LetterPage, blocks: int) -> QWidget:
        letter, wording = page.letter, self._wording
        icon, tone = LETTER_ICONS.get(page.status, ("pen-line", "neutral"))
        language = Button(LANGUAGES.get(page.language, page.language), "secondary", "languages", small=True)
        language.setAccessibleName(_("Language of the letter: {language}").format(language=language.text().strip()))
        menu = QMenu(language)
        for code in letter.languages:
            action = menu.addAction(LANGUAGES.get(code, code))
            action.triggered.connect(lambda _on=False, code=code: self._speak(code))
        language.setMenu(menu)
        back = IconButton("arrow-left", _("Back to the case"), "Alt+←", kind="icon-quiet")
        back.clicked.connect(lambda: self.went.emit("case", letter.case))
        trailing: list[QWidget] = []
        if blocks:
            words = ngettext("{count} thing blocks", "{count} things block", blocks).format(count=blocks)
            trailing = [Picture("circle-x", "danger"), Label(words, "danger")]
        if (step := self._step(page, blocks)) is not None:
            trailing.append(step)
        to = [wording.state(letter.addressee_state)] if letter.addressee_state else []
        role = letter.addressee_role.get(page.language)
        if role is not None and role.text:
            to.insert(0, role.text)
        return page_head(
            [reference(page.case_no), _("to {addressee}").format(addressee=", ".join(to))] if to else [page.case_no],
            wording.term("letter_kind", letter.kind),
            [Pill(icon, wording.term("letter_status", page.status), tone), language],
            trailing,
            leading=back,
        )

    def _step(self, page: LetterPage, blocks: int) -> Button | None:
        """The primary button: a letter may be sent for reading while consents are missing, and goes no further."""
        self.step = None
        if page.status not in STEPS:
            return None
        words, name, icon = STEPS[page.status]
        self.step = Button(_(words), "primary", icon)
        self.step.setEnabled(name == "submit" or not blocks)
        self.step.clicked.connect(self.primary)
        return self.step

    def _names(self, page: LetterPage) -> tuple[QWidget, ...]:
        """The names that stand in the text, each with whether it may."""
        if not page.names:
            return ()
        head = row(Picture("scan-search", "ink2"), Label(_("Names in the text"), "strong"), ..., gap=8)
        parts: list[QWidget] = [rule(), plain(head)]
        for name in page.names:
            icon, ink = ("circle-check", "ok") if name.cleared else ("circle-x", "danger")
            said = _("may be named") if name.cleared else _("not cleared")
            shown = row(
                Picture(icon, ink),
                Label(name.shown),
                (Label(said, "caption", ink="ink2" if name.cleared else ink), 1),
                gap=8,
            )
            parts.append(plain(shown))
        return tuple(parts)

    def _covered(self) -> list[QWidget]:
        assert self._page is not None
        hidden = sum(not name.cleared for name in self._page.names)
        if not hidden:
            return []
        words = ngettext(
            "{count} name is covered until it is cleared", "{count} names are covered until they are cleared", hidden
        )
        return [Picture("eye-off", "danger", 14), Label(words.format(count=hidden), "caption")]

    def _count(self) -> str:
        count = len(self._page.blocks) if self._page is not None else 0
        return ngettext("{count} block", "{count} blocks", count).format(count=count)

    def _remedy(self, asked: object) -> None:
        """What a second person answers is answered here; the rest is done in the case."""
        assert self._page is not None
        if isinstance(asked, Remedy) and asked.action in READ_AGAIN:
            self._read_again()
        else:
            self.went.emit("case", self._page.letter.case)

    def _read_again(self) -> None:
        self.keep()
        self._drafting = None
        self._pause.stop()
        self._page = None
        empty(self._column)
        self.reading = SecondReading(
            self._desk, self._wording, self.letter_id, self._language, self.refresh, self.refresh
        )
        self._column.addWidget(self.reading, 1)

    # --- the page

    def _resized(self) -> None:
        """The page is drawn for the room it has; the old one stays until then."""
        self._pause.start(RESIZE_PAUSE if self.preview.pages else 0)

    def _draw(self) -> None:
        if self._page is None or not self._page.pdf:
            return
        if self._drawing is not None:
            self._drawing.cancel()
        width = max(self.preview.width() - look().px(PAGE_MARGIN), look().px(200))
        self._pages_said.setText(_("drawing…"))
        self._drawing = draw(self._desk, self._page.pdf, width, self.devicePixelRatio(), self._show_pages)

    def _show_pages(self, pages: tuple[QImage, ...]) -> None:
        self.preview.show_pages(pages)
        count = ngettext("{count} page", "{count} pages", len(pages)).format(count=len(pages))
        self._pages_said.setText(count)

    def _speak(self, language: str) -> None:
        self._language = language
        self.refresh()

    # --- changing the text, going on

    def _edit(self, block: str) -> None:
        """Change one block in its place; what is typed is kept as a draft."""
        assert self._page is not None
        if self._drafting is not None:
            self._drafting.keep()
        found = next(one for one in self._page.blocks if one.block == block)
        editor = BlockEditor(found)
        editor.saved.connect(lambda text: self._save(block, found.source, text))
        editor.left.connect(self._leave)
        self.blocks.show_editor(block, editor)
        about = f"letter/{self.letter_id}/{self._language}/{block}"
        self._drafting = Drafting(self._desk, about, editor, editor)
        editor.begin()

    def _save(self, block: str, before: str, text: str) -> None:
        def undo() -> None:
            change_block(self._desk, self.letter_id, self._language, block, before, lambda _letter: self.refresh())

        def saved(_letter: object) -> None:
            if self._drafting is not None:
                self._drafting.forget()
                self._drafting = None
            self.said.emit(_("Saved."), undo)
            self.refresh()

        change_block(self._desk, self.letter_id, self._language, block, text, saved)

    def _leave(self) -> None:
        self.keep()
        self._drafting = None
        self.refresh()

    def primary(self) -> None:
        """Ctrl+Enter: the next step; signing is asked about, for it gives the letter its reference for ever."""
        if self._page is None or self.step is None or not self.step.isEnabled():
            return
        _words, step, _icon = STEPS[self._page.status]
        if step != "sign":
            self._take(step)
            return
        title = _("Sign this letter?")
        sentence = _("It gets its reference and its pages are kept as they are now. What was signed is never changed.")
        Question(self, title, sentence, _("Sign"), lambda: self._take(step)).open()

    def _take(self, step: str) -> None:
        assert self.step is not None
        self.step.busy(_("One moment…"))
        done = {
            "submit": _("Sent for second reading."),
            "approve": _("Approved."),
            "sign": _("Signed. Its reference stands on the page."),
        }[step]

        def taken(_answer: object) -> None:
            self.said.emit(done, None)
            self.refresh()

        def refused(refusal: Refusal) -> None:
            self.said.emit(str(refusal), None)
            self.refresh()

        take_step(self._desk, self.letter_id, step, taken, refused)

    def keep(self) -> None:
        if self._drafting is not None:
            self._drafting.keep()

    def put_away(self) -> dict[str, object]:
        self.keep()
        return {"language": self._language}

    def take_up(self, kept: dict[str, object]) -> None:
        self._language = str(kept.get("language", ""))
        self.refresh()

    def arrive(self) -> None:
        """The focus goes to the first remedy, else to the page."""
        if self._page is None:
            return
        first = self.panel.remedies[0] if self.panel.remedies else self.preview
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def problems(self) -> list[QWidget]:
        return list(self.panel.remedies) if self._page is not None else []

    def regions(self) -> list[QWidget]:
        return [self.preview, *self.problems()[:1]] if self._page is not None else []

    def _failed(self, refusal: Refusal) -> None:
        empty(self._column)
        back = Button(_("Back"), "secondary", "arrow-left")
        back.clicked.connect(lambda: self.went.emit("back", None))
        self._column.addWidget(Empty("octagon-alert", refusal.sentence, (refusal.way_out,), (back,)))
