"""People & consent: who may appear where, and beside it the cell in focus; risks, protection and roles below."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QWidget

from fieldcase.desktop.case.about import About
from fieldcase.desktop.case.cards import cards_of
from fieldcase.desktop.case.cellpanel import CellPanel
from fieldcase.desktop.case.closed import ClosedSheet
from fieldcase.desktop.case.deeds import AnsweringName
from fieldcase.desktop.case.grid import LEVELS, REASONS, Grid
from fieldcase.desktop.case.matrix import Matrix
from fieldcase.desktop.case.safety import risk_cards
from fieldcase.desktop.case.sheets import edit_sheet, several_sheet
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.parts.arrange import column, empty, framed, plain, row, rule, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import choice_field
from fieldcase.desktop.parts.flow import wrapping
from fieldcase.desktop.parts.label import Label, Picture
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.parts.table import WIDER
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Record
from fieldcase.model.rules.consent import Why
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.consent.people import PeopleOfCase
    from fieldcase.office.session import Session

LEGEND = (
    (LEVELS["NAMED"][0], N_("name may appear")),
    (LEVELS["CODED"][0], N_("code only")),
    (LEVELS["ANON"][0], N_("no detail that identifies")),
    (REASONS[Why.REFUSED][0], N_("may not appear")),
    (REASONS[Why.NOT_ASKED][0], N_("not asked: nothing goes out")),
)
SIDE = 262


def people_of(desk: Desk, case: str, then: Callable[[PeopleOfCase], object]) -> Job[Any]:
    """The matrix of the case with what each answer stops."""

    def ask(session: Session) -> Any:
        from fieldcase.office.consent.people import people_of as asked

        return asked(session, case)

    return desk.run(ask, then, reads=True)


def review(desk: Desk, consent: str, then: Callable[[object], object]) -> Job[Any]:
    """Confirm, as somebody who did not record it, that a consent says what the person said."""

    def ask(session: Session) -> Any:
        from fieldcase.office.consent.reviewing import review_consent

        return review_consent(session, consent)

    return desk.run(ask, then)


def read_answer(desk: Desk, task: str, then: Callable[[object], object]) -> Job[Any]:
    """What the custodian answered was read: it leaves the list of today."""

    def ask(session: Session) -> Any:
        from fieldcase.office.cases.tasks import finish_task

        return finish_task(session, task, _("Read."))

    return desk.run(ask, then)


class People(CaseTab):
    """The tab; what the office tells of each cell comes in a moment after it is shown."""

    rules_beside = False
    scrolls = True

    def __init__(self, given: Given) -> None:
        super().__init__(given)
        self._every, self._at, self._one = False, ("", ""), ""
        self._told: PeopleOfCase | None = None
        self._banner = column(gap=0)
        self._held = column(gap=0)
        self.matrix: Matrix | None = None
        self.panel: CellPanel | None = None
        below = [*risk_cards(self), cards_of(self, "involvement")]
        main = column(self._banner, self._card(), *below, ..., gap=12, margins=(0, 0, 6, 8))
        if look().stacked:
            self.setLayout(column(main, gap=0))
            self.__dict__["scrolls"] = False
        else:
            self._side = scrolling(plain(column(gap=0)), _("The cell in focus"))
            self._side.setFixedWidth(look().px(SIDE * (WIDER if look().right_to_left else 1)))
            self.setLayout(row((scrolling(plain(main)), 1), self._side, gap=12))
        given.shown.changed.connect(self._names_changed)
        self._names_changed()
        self._show(None)
        if given.page.parties:
            people_of(given.desk, given.case_id, self._show)

    # --- building

    def _card(self) -> QFrame:
        add = Button(_("Add a person"), "secondary", "user-round-plus")
        add.clicked.connect(lambda: self.opened.emit("party", None))
        if not self.given.page.parties:
            add.become("primary")
            lines = (_("Add a person, a group or an organisation."),)
            return framed(column(Empty("users-round", _("Nobody is recorded"), lines, (add,)), margins=(16, 24)))
        several = Button(_("Fill several cells…"), "secondary", "square-pen")
        several.clicked.connect(self._fill_several)
        self._ask = Button(_("Ask for a name…"), "secondary", "key-round")
        self._ask.clicked.connect(self._ask_name)
        self._count = Label("", "caption")
        self._all = Button("", "quiet", small=True)
        self._all.clicked.connect(self._flip)
        head = wrapping(add, several, self._ask, self._count, self._all)
        legend = [plain(row(Picture(icon, "ink2", 14), Label(_(words), "caption"), gap=5)) for icon, words in LEGEND]
        return framed(column(head, self._held, rule(), wrapping(*legend, gap=10), gap=8, margins=(16, 12, 16, 10)))

    def _show(self, told: PeopleOfCase | None) -> None:
        """Draw the matrix from the page at once, and anew when the office has told of every cell."""
        page = self.given.page
        if not page.parties:
            return
        self._told = told or self._told
        had = self.matrix is not None and self.matrix.cells.hasFocus()
        self._grid = Grid(page.parties, self.given.wording, self.given.standing.today, self._told)
        uses = self._grid.every_use if self._every or look().stacked else self._grid.needed
        empty(self._held)
        one = (self._one or page.parties[0].id) if look().stacked else ""
        if one:
            self._held.addWidget(self._chooser(one))
        self.matrix = Matrix(self._grid, uses, self.given.shown, one)
        self.matrix.asked.connect(self._asked)
        self.matrix.focused.connect(self._focused)
        self._held.addWidget(self.matrix)
        self._say_uses(len(uses))
        self._show_panel()
        self.matrix.go(*self._at)
        if had or (told is not None and self._waits):
            self._waits = False
            self.matrix.cells.setFocus()

    _waits = False

    def _chooser(self, one: str) -> QWidget:
        """At 200 % text: whose answers stand below."""
        names = {each.id: f"{each.code} · {each.who}" for each in self._grid.people}
        field = choice_field(_("Person"), names, one)

        def choose() -> None:
            self._one = str(field.editor.currentData())  # type: ignore[union-attr]  # a choice
            self._at = (self._one, self._at[1])
            self._show(None)

        field.changed.connect(choose)
        return field

    def _show_panel(self) -> None:
        self.panel = CellPanel(self.given, self._told)
        self.panel.asked.connect(self._asked)
        self.panel.letter.connect(lambda letter: self.went.emit("letter", letter))
        self.panel.review.connect(self._review)
        self.panel.deed.connect(self._deed)
        self.panel.read.connect(lambda task: read_answer(self.given.desk, task, lambda _task: self.changed.emit()))
        self.primary = self.panel.answer
        if look().stacked:
            self._held.addWidget(self.panel)
        else:
            self._side.setWidget(plain(column(self.panel, gap=0, margins=(0, 0, 4, 0))))

    def _say_uses(self, shown: int) -> None:
        every, needed = len(self._grid.every_use), len(self._grid.needed)
        self._count.setText(
            ngettext("{count} use", "{count} uses", shown).format(count=shown)
            if self._every
            else ngettext("{count} use that this case needs", "{count} uses that this case needs", needed).format(
                count=needed
            )
        )
        self._all.say(_("Show what it needs") if self._every else _("Show all {count}").format(count=every))
        self._all.setVisible(self._told is not None and not look().stacked and every > needed)

    def _flip(self) -> None:
        self._every = not self._every
        self._show(None)

    def _names_changed(self) -> None:
        empty(self._banner)
        names = self.given.shown.names
        if names:
            hide = Button(_("Hide now"), "secondary", small=True)
            hide.clicked.connect(self.given.shown.hide)
            sentence = ngettext(
                "{names} is shown to you until {time} · reason: {reason} · the look is recorded",
                "{names} are shown to you until {time} · reason: {reason} · the look is recorded",
                len(names),
            ).format(
                names=", ".join(names),
                time=self.given.wording.clock(self.given.shown.until),
                reason=self.given.shown.reason or _("custodian"),
            )
            self._banner.addWidget(Banner("eye", sentence, "warn", remedy=hide))
        if self.matrix is not None and self.panel is not None:
            self.panel.show_cell(self._grid, *self.matrix.current)

    # --- doing

    def _asked(self, party: str, use: str) -> None:
        if use:
            self.asked.emit(party, use)
            return
        record = next((one for one in self.given.page.records.get("party", ()) if one.id == party), None)
        if record is not None:
            self.opened.emit("party", record)

    def _focused(self, party: str, use: str) -> None:
        if self._told is not None:
            self._at = (party, use)
        if self.panel is not None and use:
            self.panel.show_cell(self._grid, party, use)

    def _fill_several(self) -> None:
        assert self.matrix is not None
        party = self.matrix.current[0]
        uses = [use for one, use in self.matrix.chosen if one == party]
        self.sheet.emit(several_sheet(self.given, party, uses if len(uses) > 1 else ()))

    def _ask_name(self) -> None:
        assert self.matrix is not None
        may = self._told is not None and bool(self._told.names)
        self._deed("opening" if may else "asking", self.matrix.current[0], "")

    def _deed(self, name: str, party: str, about: str) -> None:
        """The sheet of a deed about a person; `about` is a use, the consent that is confirmed, or the question that is
        answered."""
        record: Record | None = None
        if name == "identity":
            held = self.given.shown.party(party)
            if held is not None:
                self.sheet.emit(ClosedSheet(self.given, held))
            return
        if name == "answering":
            record = AnsweringName(id=about)
        if name == "confirming":
            record = next((one for one in self.given.page.records.get("consent", ()) if one.id == about), None)
            if record is None:
                return
        sheet = edit_sheet(self.given, name, record, party)
        asked = next((one for one in (self._told.asks if self._told else ()) if one.task == about), None)
        if asked is not None:
            sheet.notice(asked.text, "info")
        if name == "withdrawal" and about:
            sheet.form.take_up({"uses": [about]})
        self.sheet.emit(sheet)

    def _review(self, consent: str) -> None:
        Question(
            self,
            _("Does this consent say what the person said?"),
            _("You read it as somebody who did not record it. It falls when the answer changes."),
            _("It does"),
            lambda: review(self.given.desk, consent, self._reviewed),
        ).open()

    def _reviewed(self, _consent: object) -> None:
        self.said.emit(_("Reviewed. It falls when the answer changes."), None)
        self.changed.emit()

    # --- being shown

    def arrive(self) -> bool:
        """The focus goes to the cell that stops a letter, else to the first."""
        if self.matrix is None:
            return False
        self._waits = self._told is None
        self.matrix.cells.setFocus()
        return True

    def about(self) -> About | None:
        """The answer of the cell in focus; the person where nobody was asked."""
        if self.matrix is None or self.window().focusWidget() is not self.matrix.cells:
            return None
        party, use = self.matrix.current
        cell = self._grid.cell(party, use)
        return About("consent", cell.consent, "answer") if cell and cell.consent else About("party", party)

    def regions(self) -> list[QWidget]:
        """The matrix and the panel beside it."""
        return [] if self.matrix is None or self.panel is None else [self.matrix.cells, self.panel.answer]

    def where(self) -> dict[str, Any]:
        """The cell in focus, and whether every use is shown."""
        return {"party": self._at[0], "use": self._at[1], "every": self._every, "one": self._one}

    def take_up(self, where: Mapping[str, Any]) -> None:
        """Go to that cell."""
        self._at = (str(where.get("party", "")), str(where.get("use", "")))
        self._every, self._one = where.get("every") is True, str(where.get("one", ""))
        if self._one not in [one.id for one in self.given.page.parties]:
            self._one = ""
        self._show(None)
