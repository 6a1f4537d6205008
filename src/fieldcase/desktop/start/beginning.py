"""The ways from the first start to an open vault: it puts the steps together and asks the office to carry them out.

Whatever is cancelled leaves nothing on the disk. Passphrases and recovery words are forgotten when a way is left.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.lock import IdleLock
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.start import actions
from fieldcase.desktop.start.asking import AskedStep, DoneStep, OfficeStep, PassphraseStep, SheetStep, YouStep
from fieldcase.desktop.start.training import TrainingStep
from fieldcase.desktop.start.typed import FOUNDERS, JOINERS, Founding, Joining
from fieldcase.desktop.start.wizard import Wizard
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

SHEETS = 3
OFFICE, YOU, PASSPHRASE, FIRST_SHEET, ASKED = 0, 1, 2, 3, 3 + SHEETS


class Beginning(QObject):
    """`opened` with the facts of a vault that is open now; `trained` with the folder of a training vault; `left` when
    the person goes back to the three ways; `idle` when nobody touches a vault that is open; `ready_before` when a way
    was cancelled too late and its vault is there.
    """

    opened = Signal(object)
    trained = Signal(object)
    left = Signal()
    ready_before = Signal()
    idle = Signal()

    def __init__(
        self,
        desk: Desk,
        folder: Path,
        training: Path,
        present: Callable[[QWidget], object],
        clock: actions.Clock | None = None,
    ) -> None:
        super().__init__(desk)
        self._desk, self._folder, self._training, self._present = desk, folder, training, present
        self._clock = clock
        self.wizard: Wizard | None = None
        self._job: Job[Any] | None = None
        self._makes: Path | None = None

    def go(self, way: str) -> None:
        """Begin a way: found, join or training."""
        self._makes = None if way == "training" else self._folder
        {"found": self._found, "join": self._join, "training": self._train}[way]()

    def cancel(self) -> None:
        """The program ends: what works is stopped, and forgotten."""
        if self._job is not None:
            self._job.cancel()
        self._forget()

    # --- found an office

    def _found(self) -> None:
        self._office = Founding()
        self._sheets: actions.Sheets | None = None
        self._shown = [SheetStep(number, SHEETS) for number in range(1, SHEETS + 1)]
        self._asked = AskedStep()
        self._passphrase = PassphraseStep(self._desk, lambda: self._office.own_words, lambda: self._office.training)
        self._codes = OfficeStep(self._office)
        steps = [self._codes, YouStep(self._office.you, FOUNDERS), self._passphrase, *self._shown, self._asked]
        self._show(Wizard(_("New office"), "folder-plus", steps), self._found_step)

    def _found_step(self, at: int) -> None:
        assert self.wizard is not None
        if at == OFFICE:
            actions.check_office(self._desk, self._office, lambda _done: self._next(), self._codes.refuse)
        elif at == PASSPHRASE and self._sheets is None:
            self.wizard.work(_("The recovery sheets are being drawn."))
            self._job = actions.draw_sheets(self._desk, self._drawn)
        elif at == ASKED:
            self._make_office()
        else:
            self._next()

    def _drawn(self, sheets: actions.Sheets) -> None:
        self._sheets = sheets
        for step, sheet in zip(self._shown, sheets.drawn.recovery.sheets, strict=True):
            step.put(sheet.words, sheet.check, sheet.needed, sheet.of)
        self._asked.ask(sheets.asked)
        assert self.wizard is not None
        self.wizard.rest()
        self._next()

    def _make_office(self) -> None:
        assert self.wizard is not None
        assert self._sheets is not None
        self.wizard.work(_("Making the vault"))
        self._job = actions.found(
            self._desk,
            self._folder,
            self._office,
            self._passphrase.field.passphrase,
            self._sheets,
            self._asked.answers,
            self._made,
            self._refused,
            self.wizard.progress.report,
            self._clock,
        )

    def _made(self, standing: Standing) -> None:
        """The office is there: say what comes next, then open the window."""
        lines = (
            _("Bring each recovery sheet to the person who keeps it. This laptop keeps none."),
            _("Take a second laptop in, with the other of head of presence and custodian: Settings, Colleagues."),
            _("Then enter the States that you write to, and the first case."),
        )
        warning = (
            ""
            if standing.training
            else _(
                "Nothing about real people can be written before the second laptop is in: this one holds the root key."
            )
        )
        self._forget()
        done = Wizard(_("New office"), "folder-plus", [DoneStep(lines, warning)], training=standing.training)
        done.back_button.hide()
        done.wanted.connect(lambda _at: self.opened.emit(standing))
        self.wizard = done
        IdleLock(done).due.connect(self.idle)
        self._present(done)
        done.arrive()

    # --- join an office

    def _join(self) -> None:
        self._asks = Joining()
        self._passphrase = PassphraseStep(
            self._desk, lambda: self._asks.own_words, lambda: self._asks.training, _("Make the request")
        )
        you = YouStep(self._asks.you, JOINERS, joining=self._asks)
        self._show(Wizard(_("Join an office"), "users-round", [you, self._passphrase]), self._join_step)

    def _join_step(self, at: int) -> None:
        assert self.wizard is not None
        if at == 0:
            self._next()
            return
        self.wizard.work(_("Making the vault"))
        self._job = actions.ask_in(
            self._desk,
            self._folder,
            self._asks,
            self._passphrase.field.passphrase,
            self._asked_in,
            self._refused,
            self.wizard.progress.report,
            self._clock,
        )

    def _asked_in(self, standing: Standing) -> None:
        self._forget()
        self.opened.emit(standing)

    # --- a training office

    def _train(self) -> None:
        self._place = TrainingStep(self._training)
        wizard = Wizard(_("Training office"), "graduation-cap", [self._place], training=True)
        self._show(wizard, self._train_step)

    def _train_step(self, _at: int) -> None:
        assert self.wizard is not None
        self.wizard.work(_("Making three vaults"))
        self._job = actions.make_training(
            self._desk, self._place.into, self.trained.emit, self._refused, self.wizard.progress.report
        )

    # --- what all ways share

    def _show(self, wizard: Wizard, step: Callable[[int], object]) -> None:
        self.wizard = wizard
        wizard.wanted.connect(step)
        wizard.left.connect(self._leave)
        wizard.stopped.connect(self._stop)
        self._present(wizard)
        wizard.arrive()

    def _next(self) -> None:
        assert self.wizard is not None
        self.wizard.show_step(self.wizard.at + 1)

    def _refused(self, refusal: Refusal) -> None:
        assert self.wizard is not None
        self.wizard.refuse(str(refusal))

    def _stop(self) -> None:
        """Cancel: what works ends at its next report and takes away what it made; then the step is there again."""
        if self._job is None or self.wizard is None:
            return
        self._job.cancel()
        self.wizard.progress.report(_("Stopping…"), -1)
        self._desk.run(lambda _session: None, lambda _done: self._stopped())

    def _stopped(self) -> None:
        if self.wizard is None:
            return
        if self._makes is not None and self._makes.is_dir() and any(self._makes.iterdir()):
            self._forget()
            self.ready_before.emit()
        else:
            self.wizard.rest()

    def _leave(self) -> None:
        self._forget()
        self.left.emit()

    def _forget(self) -> None:
        if self.wizard is not None and isValid(self.wizard):
            self.wizard.forget()
        self.wizard, self._sheets = None, None
