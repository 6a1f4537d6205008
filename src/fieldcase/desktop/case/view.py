"""The page of one case: its head, its tabs, and the rules at the trailing edge, in the same place on every tab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from fieldcase.desktop.case.actions import STEPS, Opened, open_case, record_new, save, take_step
from fieldcase.desktop.case.answers import ANSWERS, answer
from fieldcase.desktop.case.conflict import Conflicts
from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.head import CaseHead
from fieldcase.desktop.case.sections import BY_RULE, TABS, Sections
from fieldcase.desktop.case.summary import Summary
from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.editors import Around
from fieldcase.desktop.parts.arrange import column, empty, plain, row, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.datefield import Reading
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.label import Label
from fieldcase.desktop.parts.rules import RulesPanel
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.remedies import SHEETS, Remedy, rule_lines, tab_of
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.declare import Record, assemble, flatten
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.page import CasePage

CALLED = ("code", "case_no", "act_no", "lom_no", "no", "ev_no", "alleg_no", "reply_no", "office_ref")
"""The fields by which records are called on the screen, the first that a kind has."""


class CaseView(Screen):
    """The screen of the case `case_id`. It asks for its page anew after every change."""

    def __init__(self, desk: Desk, standing: Standing, read: Reading, case_id: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.case_id = case_id
        self._desk, self._standing, self._read = desk, standing, read
        self._wording = standing.wording
        self._page: CasePage | None = None
        self._tab = 0
        self._sheet: EditSheet | None = None
        self._resume: dict[str, object] = {}
        self._arriving = QTimer(self)
        self._arriving.setSingleShot(True)
        self._arriving.timeout.connect(self.arrive)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setLayout(self._column)
        self._column.addWidget(plain(column(..., row(..., Label(_("Opening the case…"), "quiet"), ...), ...)))
        self.refresh()

    def refresh(self) -> None:
        """Read the page again, and show it as it now stands."""
        open_case(self._desk, self.case_id, self._show, self._failed)

    # --- showing

    def _show(self, opened: Opened) -> None:
        first, page = self._page is None, opened.page
        self._page = page
        self._sheet = None
        empty(self._column)
        self.panel = RulesPanel(_("Before a letter can go"), _("Protection never waits for this list."))
        self.panel.asked.connect(self._remedy)
        self.panel.show_lines(rule_lines(page.panel))
        self._stack = QStackedWidget()
        self.summary = Summary(page, self._wording, self._standing.today)
        self.summary.edit.connect(lambda kind: self._edit(kind, page.case if kind == "case" else None))
        self.summary.opened.connect(self._open_record)
        names = self._names(page)
        self.sections = [Sections(page, kinds, self._wording, names) for _words, kinds in TABS]
        for section in self.sections:
            section.opened.connect(self._open_of_kind)
            section.asked.connect(self._ask_about)
        pages = [self.summary, *self.sections]
        for one in pages:
            self._stack.addWidget(self._stacked(one) if look().stacked else scrolling(self._padded(one)))
        self.head = self._head(opened)
        self._column.addWidget(self.head)
        self._column.addWidget(plain(self._body(page)), 1)
        self._choose(self._tab)
        if self._resume:
            kept, self._resume = self._resume, {}
            self._resume_sheet(page, kept)
        elif first:
            self._arriving.start(0)

    def _body(self, page: CasePage) -> Any:
        conflicts = self._conflicts(page)
        if look().stacked:
            return column(conflicts, (self._stack, 1), gap=8, margins=(12, 8, 0, 0))
        side = scrolling(plain(column(self.panel, gap=0, margins=(0, 0, 4, 0))), _("Before a letter can go"))
        side.setFixedWidth(look().size("panel") + look().px(8))
        main = column(conflicts, (self._stack, 1), gap=8)
        return row((main, 1), side, gap=12, margins=(24, 12, 20, 12))

    def _padded(self, tab: QWidget) -> QWidget:
        return plain(column(tab, gap=0, margins=(0, 0, 6, 0)))

    def _stacked(self, tab: QWidget) -> QWidget:
        """At 200 % text: rules first, then the rest, in one column that scrolls."""
        holder = column(gap=12, margins=(0, 0, 12, 8))
        if tab is self.summary:
            holder.addWidget(self.panel)
        holder.addWidget(tab)
        return scrolling(plain(holder))

    def _head(self, opened: Opened) -> CaseHead:
        head = CaseHead(opened, self._wording, self._tab)
        head.chosen.connect(self._choose)
        head.step.connect(self._take)
        head.write.clicked.connect(self.primary)
        return head

    def _take(self, step: str) -> None:
        """Take the case into its next state; what is not met is said in the notice."""

        def taken(_case: object) -> None:
            self.said.emit(_("Done: {step}").format(step=_(STEPS[step])), None)
            self.refresh()

        take_step(self._desk, self.case_id, step, taken)

    def _conflicts(self, page: CasePage) -> QWidget | None:
        if not page.conflicts:
            return None
        count = len(page.conflicts)
        sentence = ngettext(
            "Two laptops changed {count} value of this case. Until somebody decides, the stricter one counts.",
            "Two laptops changed {count} values of this case. Until somebody decides, the stricter one counts.",
            count,
        )
        decide = Button(_("Decide"), "remedy", small=True)
        decide.clicked.connect(self._decide)
        return Banner("git-merge", sentence.format(count=count), "warn", remedy=decide)

    def _names(self, page: CasePage) -> dict[str, str]:
        """What records are called on the screen: numbers and codes, never names."""
        fields = (
            "code",
            "case_no",
            "act_no",
            "lom_no",
            "info_no",
            "evidence_no",
            "allegation_no",
            "office_ref",
            "number",
        )
        names = {}
        for records in page.records.values():
            for record in records:
                said = next((str(getattr(record, field)) for field in fields if getattr(record, field, "")), "")
                if said:
                    names[record.id] = said
        return names | {page.case.id: page.case.case_no}

    # --- moving about

    def _choose(self, place: int) -> None:
        self._tab = place
        if self._sheet is not None:
            self._close_sheet()
        self._stack.setCurrentIndex(place)
        self.head.choose(place)

    def arrive(self) -> None:
        """The focus goes to the first remedy, else to the tabs."""
        if self._page is None:
            return
        (self.panel.remedies[0] if self.panel.remedies else self.head.tabs.tabs[self._tab]).setFocus()

    def problems(self) -> list[QWidget]:
        return list(self.panel.remedies) if self._page is not None else []

    def primary(self) -> None:
        """Ctrl+Enter: save the sheet, else write a letter."""
        if self._sheet is not None:
            self._sheet.offer()
        elif self._page is not None:
            self.went.emit("write_letter", self.case_id)

    def command(self, name: str) -> bool:
        """Alt+1 … 5 choose a tab, F2 edits the case, Ctrl+S saves the sheet."""
        if name.startswith("tab_") and self._page is not None:
            self._choose(int(name.removeprefix("tab_")) - 1)
            return True
        if name == "edit" and self._page is not None and self._sheet is None:
            self._edit("case", self._page.case)
            return True
        if name == "save" and self._sheet is not None:
            self._sheet.offer()
            return True
        return False

    # --- editing

    def _open_record(self, what: Any) -> None:
        """A mark of the timeline (kind, id), or a kind to look at."""
        if isinstance(what, str):
            self._choose(next((at for at, (_words, kinds) in enumerate(TABS, 1) if what in kinds), 0))
            return
        kind, record_id = what
        held = self._page.records.get(kind, ()) if self._page is not None else ()
        record = next((one for one in held if one.id == record_id), None)
        if record is not None:
            self._open_of_kind(kind, record)

    def _ask_about(self, party: str, use: str) -> None:
        """The sheet of an answer: what was answered before for this person and use, else an empty one."""
        assert self._page is not None
        held = self._page.records.get("consent", ())
        answers = [one for one in held if isinstance(one, Consent) and one.answer.party == party]
        record = next((one for one in answers if use and one.answer.scope == use and not one.answer.recipient), None)
        self._edit("consent", record, party)
        if record is None and use and self._sheet is not None:
            self._sheet.form.take_up({"answer.scope": use})

    def _open_of_kind(self, kind: str, record: Record | None) -> None:
        if kind == "letter" and record is not None:
            self.went.emit("letter", record.id)
        elif kind in BY_RULE:
            command = BY_RULE[kind]
            self.said.emit(_("This has a step of its own. In a terminal: {command}").format(command=command), None)
        else:
            self._edit(kind, record)

    def _edit(self, kind: str, record: Record | None, party: str = "") -> None:
        assert self._page is not None
        special, new = ANSWERS.get(kind), record is None
        declared = special.kind if special else KINDS[kind]
        if record is None:
            belongs = {"case": self.case_id} if "case" in declared.record.__struct_fields__ else {}
            record = special.blank(self.case_id, party) if special else declared.record(**belongs)
        elif special:
            record = special.of(record)
        only = special.fields if special else ()
        about = f"{self.case_id}/{party}" if party else self.case_id
        sheet = EditSheet(self._desk, declared, record, self._around(self._page), new=new, only=only, about=about)
        sheet.saved.connect(lambda values: self._save(sheet, values))
        sheet.left.connect(self._close_sheet)
        sheet.of, sheet.party = kind, party
        self._sheet = sheet
        self._stack.addWidget(sheet)
        self._stack.setCurrentWidget(sheet)
        self.head.write.become("secondary")
        first = sheet.form.first()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _around(self, page: CasePage) -> Around:
        names = self._names(page)
        choices = {
            kind: {one.id: names[one.id] for one in records if one.id in names}
            for kind, records in page.records.items()
        }
        return Around(self._wording, self._read, choices)

    def _save(self, sheet: EditSheet, values: dict[str, Any]) -> None:
        kind, record = sheet.of, sheet.record
        if kind in ANSWERS:
            answer(self._desk, self.case_id, kind, record, values, lambda _said: self._saved(sheet, None), sheet.refuse)
            return
        if sheet.new:
            record_new(self._desk, _with(record, values), lambda _added: self._saved(sheet, None), sheet.refuse)
            return
        before = sheet.old_values(values)

        def undo() -> None:
            save(self._desk, kind, record.id, before, lambda _none: self.refresh())

        save(self._desk, kind, record.id, values, lambda _none: self._saved(sheet, undo), sheet.refuse)

    def _saved(self, sheet: EditSheet, undo: Any) -> None:
        sheet.drafting.forget()
        self.said.emit(_("Saved."), undo)
        self.refresh()

    def _close_sheet(self) -> None:
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        self._stack.removeWidget(sheet)
        sheet.deleteLater()
        self.head.write.become("primary")
        self._stack.setCurrentIndex(self._tab)

    # --- remedies, conflicts, failures

    def _remedy(self, remedy: Remedy) -> None:
        """A remedy of the rules panel: its sheet, or the tab where it is done."""
        assert self._page is not None
        place = tab_of(remedy.action)
        self._choose(place)
        if remedy.action in SHEETS:
            party = next((one.id for one in self._page.parties if one.code == remedy.party_code), "")
            self._edit(SHEETS[remedy.action], None, party)
        elif place == 0:
            self._edit("case", self._page.case)

    def _decide(self) -> None:
        """Show the fields in conflict in the place of the tab."""
        assert self._page is not None
        names = self._names(self._page)
        shown = Conflicts(
            self._desk, self._page.conflicts, self._wording, names, self._decided, lambda: self._choose(self._tab)
        )
        self._stack.addWidget(shown)
        self._stack.setCurrentWidget(shown)
        if shown.buttons:
            shown.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _decided(self) -> None:
        self.said.emit(_("Decided. Both values stay in the history."), None)
        self.refresh()

    def _failed(self, refusal: Refusal) -> None:
        empty(self._column)
        back = Button(_("Back to the cases"), "secondary", "arrow-left")
        back.clicked.connect(lambda: self.went.emit("cases", None))
        self._column.addWidget(Empty("octagon-alert", refusal.sentence, (refusal.way_out,), (back,)))

    # --- what is typed and not saved

    def keep(self) -> None:
        if self._sheet is not None:
            self._sheet.drafting.keep()

    def put_away(self) -> dict[str, object]:
        """Where one is, and what is typed: it goes into the draft of the sheet, which finds it again."""
        self.keep()
        return dict(self.where())

    def where(self) -> dict[str, Any]:
        """The tab, and the sheet that is open on it: of which kind, record and person."""
        if self._sheet is None:
            return {"tab": self._tab}
        sheet = self._sheet
        return {"tab": self._tab, "kind": sheet.of, "record": sheet.record.id, "party": sheet.party}

    def _resume_sheet(self, page: CasePage, kept: dict[str, object]) -> None:
        """Open the sheet again that was open, unless its record is gone."""
        kind, wanted = str(kept["kind"]), str(kept.get("record", ""))
        held = (page.case, *(one for records in page.records.values() for one in records))
        record = next((one for one in held if wanted and one.id == wanted), None)
        if kind in KINDS and (record is not None or not wanted):
            self._edit(kind, record, str(kept.get("party", "")))

    def take_up(self, kept: dict[str, object]) -> None:
        tab = kept.get("tab")
        self._tab = tab if isinstance(tab, int) else 0
        self._resume = kept if "kind" in kept else {}


def _with(record: Record, values: dict[str, Any]) -> Record:
    """A new record with these values by ledger path."""
    kind = kind_of(type(record))
    return assemble(kind, record.id, {**flatten(kind, record), **values})
