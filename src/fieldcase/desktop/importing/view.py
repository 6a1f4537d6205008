"""Import a spreadsheet: five steps, nothing written before the last. The file is held in memory alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.importing.actions import look as look_at
from fieldcase.desktop.importing.actions import open_file, take_back, take_in
from fieldcase.desktop.importing.pages import ColumnsPage, FilePage, ValuesPage
from fieldcase.desktop.importing.preview import PreviewPage
from fieldcase.desktop.importing.result import ResultPage
from fieldcase.desktop.importing.steps import Steps
from fieldcase.desktop.importing.told import FOOT, import_words
from fieldcase.desktop.parts.arrange import column, framed, plain, row
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_file
from fieldcase.desktop.parts.label import Label, Picture, Short
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.parts.screen import Screen
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.theme.look import look
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.importing.apply import Imported
    from fieldcase.office.importing.assistant import Assisted
    from fieldcase.office.importing.mapping import Mapping
    from fieldcase.office.importing.undo import Undone

FILE, COLUMNS, VALUES, PREVIEW, RESULT = range(5)
MAPPINGS = "mappings"
"""Under this the vault remembers the last mappings, by the columns that they are for."""
KEPT_AT_MOST = 8


class Import(Screen):
    """The assistant."""

    def __init__(self, desk: Desk, standing: Standing) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self._standing = desk, standing
        self._data, self._name = b"", ""
        self._told: Assisted | None = None
        self._done: Imported | None = None
        self._job: Job[Any] | None = None
        self._seal = False
        self._parts()
        self._compose()
        self._go(FILE)

    # --- composing

    def _parts(self) -> None:
        self.choose = Button(_("Choose a file…"), "primary", "folder-open")
        self.choose.clicked.connect(self.ask_file)
        self.mapping = Button(_("Use a mapping from a file…"), "secondary", small=True)
        self.mapping.clicked.connect(self.ask_mapping)
        self.undo = Button(_("Undo the whole import"), "secondary", "undo-2")
        self.undo.clicked.connect(self.take_back)
        self.files = FilePage(self.choose)
        self.files.zone.dropped.connect(lambda files: self.open(files[0]))
        self.columns = ColumnsPage()
        self.columns.changed.connect(self._column)
        self.values = ValuesPage(self._standing.wording)
        self.values.changed.connect(self._value)
        self.preview = PreviewPage()
        self.preview.ordered.connect(self._order)
        self.preview.values.connect(lambda: self._go(VALUES))
        self.preview.sealed.connect(self._sealing)
        self.result = ResultPage(self.undo)
        self.pages = QStackedWidget()
        for page in (self.files, self.columns, self.values, self.preview, self.result):
            self.pages.addWidget(page)
        self.progress = Progress()
        self.progress.stopped.connect(self.stop)
        self._under_way = plain(column(self.progress, margins=(24, 8, 24, 4)))
        self._under_way.hide()
        self.steps = Steps()
        self._about = Short("", "quiet")
        self.close_it = Button(_("Close"), "quiet", "x")
        self.close_it.clicked.connect(self.leave)
        self.back = Button(_("Back"), "secondary")
        self.back.clicked.connect(self.step_back)
        self.next = Button(_("Next"), "primary")
        self.next.clicked.connect(self.primary)

    def _compose(self) -> None:
        title = row(Label(_("Import a spreadsheet"), "title"), (self._about, 1), self.close_it, gap=10)
        head = framed(column(title, self.steps, gap=4, margins=(24, 8, 24, 6)), "top")
        note = row(Picture("undo-2", "ink2"), (Label(_(FOOT), "caption", wrap=True), 1), gap=8)
        buttons = row(self.mapping, self.back, self.next, gap=8)
        foot = framed(row((note, 1), buttons, gap=12, margins=(24, 8, 24, 8)), "foot")
        if look().stacked:
            foot = framed(column(row(self.mapping, ...), row(self.back, self.next, ...), margins=(12, 8)), "foot")
        self.setLayout(column(head, self._under_way, (self.pages, 1), foot, gap=0))

    # --- steps

    def _go(self, step: int) -> None:
        self.pages.setCurrentIndex(step)
        self.steps.go(step)
        self.back.setVisible(step in (COLUMNS, VALUES, PREVIEW))
        self.mapping.setVisible(step == COLUMNS)
        self.next.setVisible(step != FILE)
        self.next.say(self._next_words(step))
        self.next.setEnabled(self._job is None and not (step == PREVIEW and not self._coming))
        self._first(step).setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _coming(self) -> int:
        """How many rows come in when the button is pressed."""
        if self._told is None:
            return 0
        return self._told.fresh + (self._told.sealable if self._seal else 0)

    def _next_words(self, step: int) -> str:
        if step == PREVIEW:
            return import_words(self._coming)
        return _("Go to the cases") if step == RESULT else _("Next")

    def _first(self, step: int) -> QWidget:
        firsts = {
            FILE: self.choose,
            COLUMNS: self.columns.first() or self.next,
            VALUES: next(iter(self.values.nearest), None) or self.values.first() or self.next,
            PREVIEW: next(iter(self.preview.remedies), None) or self.next,
        }
        return firsts.get(step, self.next)

    def primary(self) -> None:
        """Next, or what the step is for."""
        step = self.pages.currentIndex()
        if step == FILE:
            self.ask_file()
        elif not self.next.isEnabled():
            return
        elif step in (COLUMNS, VALUES):
            self._go(step + 1)
        elif step == PREVIEW:
            self._import()
        else:
            self.went.emit("cases", None)

    def step_back(self) -> None:
        """One step back; every answer stays."""
        if self._job is None and self.pages.currentIndex() in (COLUMNS, VALUES, PREVIEW):
            self._go(self.pages.currentIndex() - 1)

    def leave(self) -> None:
        """Close the assistant; what was not imported is forgotten."""
        self.stop()
        self._data = b""
        self.went.emit("cases", None)

    # --- the file

    def ask_file(self) -> None:
        """Choose the register."""
        if chosen := chosen_file(self, _("A register to import")):
            self.open(Path(chosen))

    def open(self, file: Path) -> None:
        """Read a register, and find what its columns mean."""
        if self._job is not None:
            return
        self.files.refuse("")
        self._name = file.name
        self._start(_("Reading the file"))
        self._job = open_file(self._desk, file, self._opened, self._unread)

    def _opened(self, data: bytes) -> None:
        self._data = data
        self._look(None, self._first_look)

    def _unread(self, refusal: Refusal) -> None:
        self._end()
        self._data = b""
        self._go(FILE)
        self.files.refuse(str(refusal))

    def _first_look(self, told: Assisted) -> None:
        kept = self._standing.memory.of(MAPPINGS).get(told.key)
        if isinstance(kept, str):  # the same columns were mapped here before
            self._look(kept.encode(), self._look_done, self._forgotten)
        else:
            self._look_done(told)

    def _forgotten(self, _refusal: Refusal) -> None:
        """A mapping that was kept fits no more: the suggestions count."""
        self._look(None, self._look_done)

    def _look_done(self, told: Assisted) -> None:
        self._show(told)
        self._go(COLUMNS)

    def _show(self, told: Assisted) -> None:
        self._end()
        self._told = told
        self._about.setText(_("{file} · stays on this laptop").format(file=self._name))
        self.columns.show_columns(told)
        self.values.show_values(told)
        self.preview.show_plan(told)

    # --- answers

    def ask_mapping(self) -> None:
        """Take a mapping from a file, as `fieldcase import --mapping` does."""
        if (chosen := chosen_file(self, _("A mapping file"))) and self._job is None:
            self._start(_("Reading the file"))
            self._job = open_file(self._desk, Path(chosen), self._mapped, self._say)

    def _mapped(self, said: bytes) -> None:
        self._look(said, self._look_done, self._say)

    def _column(self, table: int, name: str, field: str) -> None:
        from fieldcase.office.importing.assistant import with_column

        if self._told is not None:
            self._answer(with_column(self._told.mapping, table, name, field))

    def _value(self, field: str, said: str, code: str) -> None:
        from fieldcase.office.importing.assistant import with_value

        if self._told is not None and code:
            self._answer(with_value(self._told.mapping, field, said, code))

    def _order(self, order: str) -> None:
        from fieldcase.office.importing.assistant import with_order

        if self._told is not None:
            self._answer(with_order(self._told.mapping, order))

    def _answer(self, mapping: Mapping) -> None:
        from fieldcase.office.importing.mapping import write_mapping

        if self._job is None:
            self._look(write_mapping(mapping), self._answered, self._say)

    def _answered(self, told: Assisted) -> None:
        step = self.pages.currentIndex()
        self._show(told)
        self._keep_mapping(told)
        self._go(step)

    def _keep_mapping(self, told: Assisted) -> None:
        """The next register with these columns is read the same way; the vault alone remembers it."""
        kept = {key: said for key, said in self._standing.memory.of(MAPPINGS).items() if key != told.key}
        few = dict(list(kept.items())[-KEPT_AT_MOST + 1 :])
        self._standing.memory.keep(self._desk, MAPPINGS, {**few, told.key: told.written.decode()})

    def _sealing(self, on: bool) -> None:
        self._seal = on
        self.next.say(self._next_words(PREVIEW))
        self.next.setEnabled(bool(self._coming))

    # --- the import

    def _import(self) -> None:
        assert self._told is not None
        self._start(_("Importing rows"))
        self.next.busy(_("Importing…"))
        self._job = take_in(
            self._desk,
            self._data,
            self._name,
            self._told.written,
            self._seal,
            self._imported,
            self._say,
            self.progress.report,
        )

    def _imported(self, done: Imported) -> None:
        self._end()
        self._done, self._data = done, b""
        if self._told is not None:
            self._keep_mapping(self._told)
        self.result.show_done(done)
        self._go(RESULT)
        undo = self.take_back if done.batch else None
        self.said.emit(_("{count} rows came in.").format(count=done.imported), undo)

    def take_back(self) -> None:
        """Undo the whole import."""
        if self._done is not None and self._done.batch:
            take_back(self._desk, self._done.batch, self._undone, self._not_undone)

    def _not_undone(self, refusal: Refusal) -> None:
        self.result.refuse(str(refusal))

    def _undone(self, done: Undone) -> None:
        said = _("Undone: {rows} rows, {records} records. They may be imported again.")
        self.result.undone(said.format(rows=done.rows, records=done.records))
        self.undo.hide()

    # --- under way

    def _look(self, mapping: bytes | None, then: Any, failed: Any = None) -> None:
        self._start(_("Reading the file"))
        refused = failed or self._unread
        self._job = look_at(self._desk, self._data, self._name, mapping, then, refused, self.progress.report)

    def _start(self, words: str) -> None:
        self.progress.report(words, -1)
        self._under_way.show()
        for button in (self.next, self.back, self.mapping):
            button.setEnabled(False)

    def _end(self) -> None:
        self._job = None
        self._under_way.hide()
        self.next.ready()
        for button in (self.back, self.mapping):
            button.setEnabled(True)

    def _say(self, refusal: Refusal) -> None:
        """What the office refused; every answer stays."""
        step = self.pages.currentIndex()
        self._end()
        self._go(step)
        self.said.emit(str(refusal), None)

    def stop(self) -> None:
        """Cancel what is under way: nothing was written."""
        if self._job is not None:
            self._job.cancel()
            step = self.pages.currentIndex()
            self._end()
            self._go(step)
            self.said.emit(_("Stopped. Nothing was written."), None)

    # --- the frame

    def arrive(self) -> None:
        self._first(self.pages.currentIndex()).setFocus(Qt.FocusReason.OtherFocusReason)

    def command(self, name: str) -> bool:
        if name in ("next_problem", "previous_problem") and self.pages.currentIndex() == PREVIEW:
            self.preview.next_problem(1 if name == "next_problem" else -1)
            return True
        return False

    def regions(self) -> list[QWidget]:
        return [self.close_it, self._first(self.pages.currentIndex()), self.preview.table, self.next]

    def problems(self) -> list[QWidget]:
        return [*self.preview.remedies]
