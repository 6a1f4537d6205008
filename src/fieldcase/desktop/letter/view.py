"""The page of one letter: its text by blocks, the page as it will print, the rules and the names in the text.

The interface has its language and the letter has its own; the page is the real PDF of the letter's language.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLayout, QMenu, QStackedWidget, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.form.sheet import Sheet
from fieldcase.desktop.letter.actions import change_block, draft_block_anew, draw, open_letter, take_step
from fieldcase.desktop.letter.blocks import BlockEditor, Blocks
from fieldcase.desktop.letter.content import Asked
from fieldcase.desktop.letter.going import ASKED, ON_SHEETS, OPEN, STEPS, agreed_again, notices, step_shown, way_it_went
from fieldcase.desktop.letter.head import letter_head
from fieldcase.desktop.letter.more import LetterSheets, comments_banner
from fieldcase.desktop.letter.names import names_in_text
from fieldcase.desktop.letter.preview import Preview, beside
from fieldcase.desktop.letter.reading import SecondReading
from fieldcase.desktop.letter.sheet import AgreeSheet, ProofSheet, StaySheet
from fieldcase.desktop.letter.typing import TypedCheck
from fieldcase.desktop.parts.arrange import column, empty, plain, scrolling
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.parts.rules import RulesPanel
from fieldcase.desktop.parts.screen import Page
from fieldcase.desktop.parts.tabs import Tabs
from fieldcase.desktop.remedies import READ_AGAIN, Remedy, of_letter, rule_lines, sheet_of
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage

RESIZE_PAUSE = 150
PAGE_MARGIN = 4
TEXT = 1
"""The tab of the text, where text, page and checks are three tabs."""


class LetterView(Page):
    """The screen of the letter `letter_id`."""

    def __init__(self, desk: Desk, standing: Standing, letter_id: str) -> None:
        super().__init__(_("Opening the letter…"))
        self.letter_id = letter_id
        self._desk, self._wording = desk, standing.wording
        self._language = ""
        self._page: LetterPage | None = None
        self._reading: Job[LetterPage] | None = None
        self._drawing: Job[tuple[QImage, ...]] | None = None
        self._drafting: Drafting | None = None
        self._editing = ""
        self.step: Button | None = None
        self.sheet: Sheet | None = None
        self.more: dict[str, Asked] = {}
        self._tabs: Tabs | None = None
        self._refusal: Refusal | None = None
        self._asked: Remedy | None = None
        self._laid: list[str] = []
        self._resumed: list[str] = []
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._draw)
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.timeout.connect(self.arrive)
        self.refresh()

    def refresh(self) -> None:
        """Read the letter again, check it, and draw it; an answer to an earlier question is not waited for."""
        if self._reading is not None:
            self._reading.cancel()
        self._reading = open_letter(self._desk, self.letter_id, self._language, self._show, self._failed)

    # --- showing

    def _show(self, page: LetterPage) -> None:
        self.keep()
        again = self._editing if self._drafting is not None and not self._drafting.over else ""
        self._drafting = None
        self._page, self.sheet, self._tabs, self._laid = page, None, None, []
        self._language = page.language
        empty(self._column)
        self.preview = Preview()
        self.preview.resized.connect(self._resized)
        self._pages_said = Label("", "caption")
        self.blocks = Blocks(page.blocks, may_edit=page.status in OPEN, moved=page.moved)
        self.blocks.edit.connect(self._edit)
        self.blocks.anew.connect(self._draft_anew)
        self.blocks.stay.connect(self._let_stay)
        self.blocks.source.connect(self._to_case)
        self.panel = RulesPanel(_("Before it can go"))
        lines = rule_lines(page.panel)
        self.panel.show_lines(lines, below=names_in_text(page))
        self.panel.asked.connect(self._remedy)
        self._column.addWidget(self._head(page, sum(line.state == "blocked" for line in lines)))
        said, self._refusal = notices(page, self._refusal), None
        returned = comments_banner(page)
        said = [*said, returned] if returned is not None else said
        if went := way_it_went(page, self._wording):
            said = [*said, Label("\n".join(went), "caption", wrap=True)]
        if said:
            self._column.addWidget(plain(column(*said, gap=6, margins=(24, 6, 20, 0))))
        parts = (self.blocks, self.preview, self.panel)
        self._column.addWidget(plain(self._stacked() if look().stacked else beside(page, *parts, self._pages_said)), 1)
        self._pause.start(0)
        if any(one.block == again for one in page.blocks):
            self._edit(again)  # somebody typed in it while the page was read again
        else:
            self._arriving.start(0)

    def _stacked(self) -> QLayout:
        """At 200 % text: text, page and checks as three tabs."""
        tabs = self._tabs = Tabs([_("Checks"), _("Text"), _("Page")], _("Parts of the letter"))
        stack = QStackedWidget()
        for part in (self.panel, self.blocks, self.preview):
            stack.addWidget(scrolling(plain(column(part, gap=0, margins=(0, 0, 12, 8)))))
        tabs.chosen.connect(stack.setCurrentIndex)
        tabs.chosen.connect(lambda _place: self._pause.start(0))
        return column(tabs, (stack, 1), gap=8, margins=(12, 0, 0, 0))

    def _head(self, page: LetterPage, blocks: int) -> QWidget:
        trailing: list[QWidget] = []
        if blocks:
            words = ngettext("{count} thing blocks", "{count} things block", blocks).format(count=blocks)
            trailing = [Picture("circle-x", "danger"), Label(words, "danger")]
        if agreed_again(page):
            agreed = Button(_("What was agreed"), "secondary", "handshake")
            agreed.clicked.connect(lambda: self._show_sheet("agree"))
            trailing.append(agreed)
        shown, self.step = step_shown(page, self._wording, blocked=bool(blocks))
        if self.step is not None:
            self.step.clicked.connect(self.primary)
        trailing += [*shown, self._more(page)]
        return letter_head(page, self._wording, trailing, self._to_case, self._speak)

    def _more(self, page: LetterPage) -> QWidget:
        """Everything else that may be done with the letter now."""
        sheets = LetterSheets(self._desk, self._wording, page, self._done, self.refresh)
        self.more = {one.name: one for one in sheets.offered()}
        button = self.other = IconButton("ellipsis", _("More"), kind="icon")
        menu = QMenu(button)
        for one in self.more.values():
            menu.addAction(one.words).triggered.connect(lambda _on=False, one=one: self._open("sheet", one.name))
        button.setMenu(menu)
        return button

    def command(self, name: str) -> bool:
        """Ctrl+P: the sheet for paper."""
        if name == "print" and self._page is not None:
            self._open("sheet", "print")
        return name == "print"

    def _done(self, sentence: str) -> None:
        self.said.emit(sentence, None)
        self.refresh()

    def _to_case(self) -> None:
        if self._page is not None:
            self.went.emit("case", self._page.letter.case)

    def _remedy(self, asked: Remedy, *, led: bool = False) -> None:
        """What is said of this letter is done here, the rest in the case; who was `led` here from the case stays."""
        assert self._page is not None
        blocks = {one.block for one in self._page.blocks} | {one.block for one in self._page.moved}
        own = of_letter(asked, self.letter_id)
        if asked.action in READ_AGAIN:
            self._read_again()
        elif asked.field == "agreed" and self._page.status in OPEN:
            self._show_sheet("agree")
        elif asked.field in blocks:
            if self._tabs is not None:
                self._tabs.choose(TEXT)
            self.blocks.reveal(asked.field)
        elif own and (sheet := sheet_of(asked)) in self.more:
            self._open("sheet", sheet)
        elif own or led:  # the next step, else the menu of what else may be done
            (self.step if self.step is not None and self.step.isEnabled() else self.other).setFocus()
        else:
            self.went.emit("at", ("case", self._page.letter.case, {"remedy": asdict(asked)}))

    def _read_again(self) -> None:
        self.keep()
        self._drafting = None
        self._pause.stop()
        self._page, self._laid = None, ["reading", ""]
        empty(self._column)
        self.reading = SecondReading(
            self._desk, self._wording, self.letter_id, self._language, self.refresh, self.refresh
        )
        self._column.addWidget(self.reading, 1)

    # --- sheets in the place of the page

    def _open(self, what: str, name: str) -> None:
        """What `where` told of: a sheet, the sheet of a step, a reading, a block; nothing where it is gone by now."""
        page = self._page
        assert page is not None
        if what == "reading":
            self._read_again()
        elif what == "sheet" and name in self.more:
            self._lay(self.more[name].sheet())
            self._laid = [what, name]
        elif what == "step" and (name == page.ahead.step or (name == "agree" and page.status in OPEN)):
            self._show_sheet(name)
        elif what == "stays" and any(one.block == name for one in page.moved):
            self._let_stay(name)
        elif what == "block" and page.status in OPEN and any(one.block == name for one in page.blocks):
            self._edit(name)

    def _show_sheet(self, step: str) -> None:
        """The sheet of a step that asks for more than a yes."""
        assert self._page is not None
        letter, done = self._page.letter, lambda: self._taken(step)
        if step == "agree":
            self._lay(AgreeSheet(self._desk, letter, done, self.refresh))
        else:
            leaves, now = step != "receive", step == "send"
            self._lay(ProofSheet(self._desk, self._wording, letter, done, self.refresh, leaves=leaves, now=now))
        self._laid = ["step", step]

    def _let_stay(self, block: str) -> None:
        assert self._page is not None
        title = next(one.title for one in self._page.moved if one.block == block)
        self._lay(StaySheet(self._desk, (self.letter_id, self._language, block), title, self.refresh, self.refresh))
        self._laid = ["stays", block]

    def _lay(self, sheet: Sheet) -> None:
        self.keep()
        self._drafting = None
        self._pause.stop()
        assert self._page is not None
        case = self._page.letter.case
        head = letter_head(self._page, self._wording, [], lambda: self.went.emit("case", case))
        self._page, self.sheet = None, sheet
        empty(self._column)
        self._column.addWidget(head)
        self._column.addWidget(sheet, 1)
        sheet.begin()

    def _draft_anew(self, block: str) -> None:
        """A block from the records anew; what was written in it by hand goes, so that is asked first."""
        assert self._page is not None
        found = next((one for one in self._page.blocks if one.block == block), None)
        if found is None or not found.edited:
            self._draft_now(block)
            return
        sentence = _("What was written in it by hand is replaced by what the records say now.")
        Question(self, _("Draft it anew?"), sentence, _("Draft it anew"), lambda: self._draft_now(block)).open()

    def _draft_now(self, block: str) -> None:
        def drafted(_letter: object) -> None:
            self.said.emit(_("Drafted anew from the records."), None)
            self.refresh()

        draft_block_anew(self._desk, self.letter_id, self._language, block, drafted, self._refused)

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
        TypedCheck(self._desk, (self.letter_id, self._language, block), editor)
        editor.saved.connect(lambda text: self._save(editor, block, found.source, text))
        editor.left.connect(self._leave)
        self.blocks.show_editor(block, editor)
        about = f"letter/{self.letter_id}/{self._language}/{block}"
        self._drafting, self._editing = Drafting(self._desk, about, editor, editor), block
        self._laid = ["block", block]
        editor.begin()

    def _save(self, editor: BlockEditor, block: str, before: str, text: str) -> None:
        def undo() -> None:
            change_block(self._desk, self.letter_id, self._language, block, before, lambda _letter: self.refresh())

        drafting = self._drafting

        def saved(_letter: object) -> None:
            if drafting is not None:
                drafting.forget()
            self.said.emit(_("Saved."), undo)
            self.refresh()

        def refused(refusal: Refusal) -> None:
            editor.refuse(refusal)

        editor.busy()
        change_block(self._desk, self.letter_id, self._language, block, text, saved, refused)

    def _leave(self) -> None:
        self.keep()
        self._drafting = None
        self.refresh()

    def primary(self) -> None:
        """Ctrl+Enter: the next step, or the sheet that is open; what stays for ever is asked about."""
        if self.save_sheet() or self._page is None or self.step is None or not self.step.isEnabled():
            return
        step = self._page.ahead.step
        if step in ON_SHEETS:
            self._show_sheet(step)
        elif step in ASKED:
            title, sentence = ASKED[step]
            Question(self, _(title), _(sentence), _(STEPS[step][0]), lambda: self._take(step)).open()
        else:
            self._take(step)

    def _take(self, step: str) -> None:
        if self.step is not None:
            self.step.busy(_("One moment…"))
        take_step(self._desk, self.letter_id, step, lambda _made: self._taken(step), self._refused)

    def _taken(self, step: str) -> None:
        self.said.emit(_(STEPS[step][2]), None)
        self.refresh()

    def _refused(self, refusal: Refusal) -> None:
        """It is said on the page, above the text, until the next step is asked for."""
        self._refusal = refusal
        self.refresh()

    def keep(self) -> None:
        if self._drafting is not None:
            self._drafting.keep()
        super().keep()

    def where(self) -> dict[str, Any]:
        return {"language": self._language, **({"open": self._laid} if self._laid else {})}

    def take_up(self, kept: dict[str, object]) -> None:
        """Be in that language, on what was open, and where a remedy of the case asks to be."""
        self._language = str(kept.get("language", ""))
        asked, laid = kept.get("remedy"), kept.get("open")
        self._resumed = [str(one) for one in laid] if isinstance(laid, list) and len(laid) == 2 else []
        self._asked = Remedy(**asked) if isinstance(asked, dict) else None
        self.refresh()

    def arrive(self) -> None:
        """The focus goes to the first remedy, else to the page."""
        if self._page is None:
            return
        asked, self._asked = self._asked, None
        resumed, self._resumed = self._resumed, []
        if resumed:
            self._open(*resumed)
        elif asked is not None:
            self._remedy(asked, led=True)
        else:
            [*self.panel.remedies, self.preview][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def problems(self) -> list[QWidget]:
        return list(self.panel.remedies) if self._page is not None else []

    def regions(self) -> list[QWidget]:
        return [self.preview, *self.problems()[:1]] if self._page is not None else []
