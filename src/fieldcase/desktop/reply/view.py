"""The page of a reply: its clock, what was asked beside what was answered, and what stands before it can be closed.

Silence is never filled in by the program: a row without an answer says that nobody said yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QMenu, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet
from fieldcase.desktop.frame.pagehead import page_head
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.datefield import Reading
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import Label, Picture, named, reference
from fieldcase.desktop.parts.pill import Pill
from fieldcase.desktop.parts.rules import RulesPanel
from fieldcase.desktop.parts.screen import Page
from fieldcase.desktop.remedies import FILES, PEOPLE
from fieldcase.desktop.reply import actions, board
from fieldcase.desktop.reply.actions import OpenedReply
from fieldcase.desktop.reply.board import Line
from fieldcase.desktop.reply.clockline import ClockLine
from fieldcase.desktop.reply.facts import reply_facts
from fieldcase.desktop.reply.rows import MatrixRowCard
from fieldcase.desktop.reply.sheets import STAGES, ReplySheets, became_sheet
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.rules.tracker import LABELS
from fieldcase.model.words import _, labelled, ngettext

if TYPE_CHECKING:
    from fieldcase.office.replies.listing import AnsweredLetter
    from fieldcase.office.replies.page import Beside, ReplyPage


class ReplyView(Page):
    """The screen of the reply `reply_id`."""

    def __init__(self, desk: Desk, standing: Standing, read: Reading, reply_id: str) -> None:
        super().__init__(_("Opening the reply…"))
        self.reply_id = reply_id
        self._desk, self._standing, self._read = desk, standing, read
        self._wording = standing.wording
        self._opened: OpenedReply | None = None
        self._refusal: Refusal | None = None
        self._asked = False
        self.sheet: AskSheet | None = None
        self._laid: dict[str, str] = {}
        self._resumed: dict[str, str] = {}
        self.step: Button | None = None
        self.cards: list[MatrixRowCard] = []
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.timeout.connect(self.arrive)
        self.refresh()

    def refresh(self) -> None:
        """Read the reply again."""
        actions.open_reply(self._desk, self.reply_id, self._show, self._failed)

    @property
    def page(self) -> ReplyPage:
        """What is shown."""
        assert self._opened is not None
        return self._opened.page

    # --- showing

    def _show(self, opened: OpenedReply) -> None:
        self.keep()  # a sheet that was opened while the page was read again
        self._opened, self.sheet, self._asked = opened, None, False
        page = opened.page
        empty(self._column)
        self.panel = RulesPanel(_("Before the matrix can close"))
        self.panel.asked.connect(self._remedy)
        self.panel.show_lines(board.rules_of(page))
        self._column.addWidget(self._head())
        refusal, self._refusal = self._refusal, None
        if refusal is not None:
            said = Banner("octagon-alert", str(refusal), "danger")
            self._column.addWidget(plain(column(said, margins=(24, 8, 20, 0))))
        body = self._stacked() if look().stacked else self._beside()
        self._column.addWidget(body, 1)
        self._arriving.start(0)

    def _beside(self) -> QWidget:
        main = scrolling(plain(column(*self._main(), ..., gap=10, margins=(0, 0, 8, 8))), _("Matrix of the reply"))
        side = scrolling(plain(column(*self._side(), ..., gap=12, margins=(0, 0, 4, 0))), _("The reply"))
        side.setFixedWidth(look().size("panel") + look().px(8))
        return plain(row((main, 1), side, gap=12, margins=(24, 12, 20, 12)))

    def _stacked(self) -> QWidget:
        """At 200 % text: the alert and the rules first, then the rows in one column."""
        return scrolling(plain(column(*self._side(), *self._main(), ..., gap=12, margins=(12, 8, 12, 8))))

    def _main(self) -> list[QWidget]:
        page, assert_opened = self.page, self._opened
        assert assert_opened is not None
        waits = bool(board.waits(page))
        self.cards = []
        for line in board.lines_of(page, self._wording):
            card = MatrixRowCard(line, read=page.row.status in board.READ, waits=waits, may=assert_opened.fill)
            card.asked.connect(self._match)
            self.cards.append(card)
        parts: list[QWidget] = [self._clock(one) for one in page.row.letters]
        if not self.cards:
            words = _("The reply answers no letter in which something was put to the State.")
            parts.append(framed(column(Label(words, "quiet", wrap=True), margins=(16, 12))))
        allegations = [card for card in self.cards if card.line.kind == "allegation"]
        questions = [card for card in self.cards if card.line.kind == "question"]
        heading = [Label(_("Questions of the letter"), "heading")] if questions else []
        return [*parts, *allegations, *heading, *questions, self._measures()]

    def _clock(self, letter: AnsweredLetter) -> QWidget:
        state = board.clock_said(letter)
        head = row(
            Label(_("Clock"), "heading"),
            Label(reference(letter.reference), "caption"),
            Label(state, "caption"),
            ...,
            Label(_(LABELS[letter.outcome]), "caption"),
            gap=8,
        )
        marks = board.marks_of(letter, self.page.row.received, self._standing.today, self._wording)
        line = ClockLine(marks, letter.days_late, _("Clock of {letter}").format(letter=letter.reference))
        return framed(column(head, line, gap=2, margins=(16, 8)))

    def _measures(self) -> QWidget:
        """The measures that the reply tells of, each with where it stands."""
        opened = self._opened
        assert opened is not None
        add = Button(_("Record a measure"), "quiet", "plus", small=True)
        add.clicked.connect(lambda: self._open("measure"))
        add.setVisible(opened.fill)
        parts: list[QWidget] = []
        for one in opened.page.measures:
            stages = sorted(one.stage.values(), key=lambda stage: stage.date)
            said = ", ".join(
                " ".join(filter(None, (_(STAGES.get(stage.stage, stage.stage)), self._wording.dated(stage.date))))
                for stage in stages
            )
            became = Button(_("What became of it…"), "quiet", small=True)
            title = self._wording.term("state_measure", one.kind)
            named(became, _("What became of it: {measure}").format(measure=title))
            became.clicked.connect(lambda _on=False, record=one.id: self._open("became", about=record))
            parts.append(plain(row(Picture("handshake", "ink2"), (Label(labelled(title, said), wrap=True), 1), became)))
        if not parts:
            parts = [Label(_("The reply tells of no measure, or nobody recorded it."), "quiet", wrap=True)]
        head = row(Label(_("Measures"), "heading"), ..., add)
        return framed(column(head, *parts, gap=4, margins=(16, 10)))

    def _side(self) -> list[QWidget]:
        page = self.page
        parts: list[QWidget] = []
        if danger := board.danger_of(page):
            review = Button(_("Review risk"), "remedy", small=True)
            review.clicked.connect(lambda: self._to_tab(PEOPLE))
            answer = Button(_("Draft the answer"), "secondary", small=True)
            named(answer, _("Draft the answer that confirms nobody"))
            answer.clicked.connect(self._refuse_to_say)
            head = row(Picture("shield-alert", "danger", 20), (Label(danger[0], "strong", wrap=True, ink="danger"), 1))
            said = Label(danger[1], wrap=True)
            card = framed(column(head, said, wrapping(review, answer), gap=8, margins=(16, 12)), "banner")
            card.setProperty("tone", "danger")
            parts.append(card)
            self._dangers = [review, answer]
        else:
            self._dangers = []
        return [*parts, self.panel, reply_facts(self.page, self._wording)]

    # --- the head

    def _head(self) -> QWidget:
        page, wording = self.page, self._wording
        first = next(iter(page.row.letters), None)
        where = [reference(page.row.case_no)]
        if first is not None and first.sent is not None:
            day = wording.day(first.sent.isoformat())
            where.append(_("reply to {letter} of {day}").format(letter=reference(first.reference), day=day))
        if len(page.row.letters) > 1:
            count = len(page.row.letters) - 1
            where.append(ngettext("and {count} more letter", "and {count} more letters", count).format(count=count))
        title = _("Reply of {state}, allegation by allegation").format(state=wording.state(page.row.from_state))
        pills: list[QWidget] = []
        if late := board.late_pill(page):
            pills.append(Pill(late[0], late[1], late[2]))
        icon, tone = board.OUTCOMES[page.matrix.outcome]
        pills.append(Pill(icon, _(LABELS[page.matrix.outcome]), tone))
        leading = IconButton("arrow-left", _("Back to the case"), "Alt+←", kind="icon-quiet")
        leading.clicked.connect(lambda: self.went.emit("case", page.row.case))
        return page_head(where, title, pills, self._trailing(), leading=leading)

    def _trailing(self) -> list[QWidget]:
        """The primary step, and the others in a menu: what waits for the reply first, the reminder last."""
        words, icon, step = self._next_step()
        self.step = None
        parts: list[QWidget] = []
        if words:
            self.step = Button(words, "primary", icon)
            self.step.clicked.connect(step)
            parts.append(self.step)
        self.more = IconButton("ellipsis", _("More"), kind="icon")
        menu = QMenu(self.more)
        for said, deed in self._others():
            menu.addAction(said).triggered.connect(lambda _on=False, deed=deed: deed())
        self.more.setMenu(menu)
        return [*parts, self.more]

    def _next_step(self) -> tuple[str, str, Callable[[], object]]:
        opened, page = self._opened, self.page
        assert opened is not None
        wait = board.waits(page)
        if wait == "screen" and opened.fill:
            return _("Read for names and threats"), "eye", lambda: self._open("screen")
        if wait == "translation" and opened.fill:
            return _("Enter the translation"), "languages", lambda: self._open("translate")
        if page.row.status == "matrix_drafted" and opened.review:
            return _("I read the matrix"), "book-open-check", self._review
        numbers = board.open_numbers(page)
        if numbers and page.row.letters and opened.fill:
            said = ", ".join(map(str, numbers))
            return _("Write the reminder for {numbers}").format(numbers=said), "pen-line", self._remind
        if page.row.status == "matrix_reviewed" and opened.fill:
            return _("Close the reply"), "archive", self._close
        return "", "", lambda: None

    def _others(self) -> list[tuple[str, Callable[[], object]]]:
        opened, page = self._opened, self.page
        assert opened is not None
        found: list[tuple[str, Callable[[], object]]] = []
        if opened.fill:
            found.append((_("Enter a translation…"), lambda: self._open("translate")))
            for code in sorted({one.lang for one in page.reply.translations.values() if not one.checked_by}):
                words = _("I checked the translation: {language}").format(language=LANGUAGES.get(code, code))
                found.append((words, lambda code=code: self._check(code)))  # type: ignore[misc]  # a closure
            found.append((_("Record a measure…"), lambda: self._open("measure")))
            found.append((_("Read for names and threats again…"), lambda: self._open("screen")))
            if page.row.letters:
                found.append((_("Write the reminder"), self._remind))
            if page.row.status == "matrix_reviewed":
                found.append((_("Close the reply"), self._close))
        if opened.decide:
            for letter in page.row.letters:
                words = _("Decide on more time: {letter}…").format(letter=letter.reference)
                found.append((words, lambda one=letter.id: self._open("time", one)))  # type: ignore[misc]  # a closure
        found.append((_("Go to the files of the case"), lambda: self._to_tab(FILES)))
        return found

    # --- steps

    def _sheets(self) -> ReplySheets:
        return ReplySheets(self._desk, self._wording, self._read, self.page, self._done, self.refresh)

    def _lay(self, sheet: AskSheet) -> None:
        """Show a sheet in the place of the page; its head stays."""
        self.sheet = sheet
        self._opened = None
        empty(self._column)
        self._column.addWidget(sheet, 1)
        sheet.begin()

    def _done(self, sentence: str) -> None:
        self.said.emit(sentence, None)
        self.refresh()

    def _match(self, line: Line) -> None:
        self._open("point", *line.key)

    def _beside_of(self, letter: str, about: str) -> Beside | None:
        every = (*self.page.allegations, *self.page.questions)
        return next((one for one in every if one.letter == letter and about in (one.allegation, one.question)), None)

    def _remedy(self, asked: object) -> None:
        what, letter, about = asked if isinstance(asked, tuple) else ("", "", "")
        self._open(what if what in ("screen", "translate", "measure") else "point", letter, about)

    def _open(self, what: str, letter: str = "", about: str = "") -> None:
        """The sheet of that name, about a point of a letter or a measure; nothing where that is gone."""
        sheet = self._sheet_of(what, letter, about)
        if sheet is not None:
            self._laid = {"what": what, "letter": letter, "about": about}
            self._lay(sheet)

    def _sheet_of(self, what: str, letter: str, about: str) -> AskSheet | None:
        sheets = self._sheets()
        plain_ones = {"screen": sheets.screen, "translate": sheets.translate, "measure": sheets.measure}
        if what in plain_ones:
            return plain_ones[what]()
        if what == "time":
            found = next((one for one in self.page.row.letters if one.id == letter), None)
            return sheets.more_time(found.id, found.reference) if found is not None else None
        if what == "became":
            kind = next((one.kind for one in self.page.measures if one.id == about), "")
            title, back = self._wording.term("state_measure", kind), _("Back to the reply")
            return became_sheet(self._desk, self._read, about, title, self._done, self.refresh, back) if kind else None
        point = self._beside_of(letter, about)
        if point is None:
            return None
        return sheets.allegation(point) if point.allegation else sheets.question(point)

    def _to_tab(self, tab: int) -> None:
        self.went.emit("at", ("case", self.page.row.case, {"tab": tab}))

    def _review(self) -> None:
        sentence = _("The matrix is read by a second person.")
        if self._once():
            actions.review(self._desk, self.reply_id, lambda _made: self._done(sentence), self._refused)

    def _close(self) -> None:
        if self._once():
            actions.close(self._desk, self.reply_id, lambda _made: self._done(_("The reply is closed.")), self._refused)

    def _check(self, language: str) -> None:
        said = _("The translation is checked.")
        if self._once():
            actions.check_translation(self._desk, self.reply_id, language, lambda _m: self._done(said), self._refused)

    def _remind(self) -> None:
        page = self.page
        letter = next((one.id for one in page.row.letters if one.outcome.value != "full"), page.row.letters[0].id)
        if self._once():
            actions.remind(self._desk, page.row.case, letter, self._to_letter, self._refused)

    def _refuse_to_say(self) -> None:
        if self._once():
            actions.refuse_to_say(self._desk, self.reply_id, self._to_letter, self._refused)

    def _once(self) -> bool:
        """Whether a step may be taken: none is, until the office answered the last one. A double click is one press."""
        free, self._asked = not self._asked, True
        return free

    def _to_letter(self, letter: str) -> None:
        self._asked = False
        self.said.emit(_("The letter is drafted. Nothing has left."), None)
        self.went.emit("letter", letter)

    def _refused(self, refusal: Refusal) -> None:
        """It is said on the page, above the clock."""
        self._refusal = refusal
        self.refresh()

    # --- what every screen is

    def primary(self) -> None:
        """Ctrl+Enter: the sheet that is open, else the next step."""
        if not self.save_sheet() and self.step is not None and self.step.isEnabled():
            self.step.click()

    def command(self, name: str) -> bool:
        """Ctrl+S saves the sheet that is open."""
        return name == "save" and self.save_sheet()

    def where(self) -> dict[str, Any]:
        """The sheet that is open."""
        return {"sheet": self._laid} if self.sheet is not None else {}

    def take_up(self, kept: dict[str, object]) -> None:
        """Open that sheet again, once the reply is read."""
        sheet = kept.get("sheet")
        self._resumed = {str(name): str(value) for name, value in sheet.items()} if isinstance(sheet, dict) else {}
        self.arrive()

    def arrive(self) -> None:
        """The sheet that was open; else the focus goes to the first remedy, the next step, or the first row."""
        if self._opened is None:
            return
        told, self._resumed = self._resumed, {}
        if told:
            self._open(told.get("what", ""), told.get("letter", ""), told.get("about", ""))
        if self._opened is None:
            return
        at = next(iter(self.problems()), self.step or (self.cards[0].change if self.cards else self.more))
        at.setFocus(Qt.FocusReason.OtherFocusReason)

    def problems(self) -> list[QWidget]:
        if self._opened is None:
            return []
        return [*self._dangers, *self.panel.remedies]

    def regions(self) -> list[QWidget]:
        if self._opened is None:
            return []
        rows = [card.change for card in self.cards if card.change.isVisible()][:1]
        return [self.step or self.more, *rows, *self.problems()[:1]]
