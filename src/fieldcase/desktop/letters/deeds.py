"""What is done from the place Letters: a reminder of several, files, a calendar, a word for a reference, silence.

Long work shows how far it is and can be stopped; what came of it stays above the list until it is put away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from shiboken6 import isValid

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.drafting import Drafting
from fieldcase.desktop.letters import actions
from fieldcase.desktop.letters.outcome import Outcome
from fieldcase.desktop.letters.sheets import CalendarSheet, ExplainSheet, LastNumberSheet, SilenceSheet, WriteSheet
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.standing import Standing
from fieldcase.model.refusal import Refusal
from fieldcase.model.rules.tracker import Answer
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.desktop.letters.view import Letters
    from fieldcase.office.letters.many import Batch
    from fieldcase.office.letters.reminding import Reminded
    from fieldcase.office.letters.silence import Told

HEARD = {
    Answer.REPLIED: N_("The State had replied by that day."),
    Answer.NO_REPLY: N_("No reply had come by that day, and the day for it had passed."),
    Answer.NOT_EXPIRED: N_("No reply had come, but the day for it had not passed: nothing may be said of silence."),
    Answer.NOT_ASKED: N_("The letter had not left, or asks for no reply: nothing may be said of silence."),
}


class Deeds(QObject):
    """Belongs to the page, and goes with it."""

    def __init__(self, page: Letters, desk: Desk, standing: Standing) -> None:
        super().__init__(page)
        self._page, self._desk, self._standing = page, desk, standing
        self._progress: Progress | None = None
        self._job: Job[Any] | None = None
        self._sheet: ExplainSheet | LastNumberSheet | SilenceSheet | None = None
        self._saving: Drafting | None = None
        self._what_stopped = ""

    # --- one reminder of several letters

    def remind(self) -> None:
        """Draft one reminder of the ticked letters, each asked about first."""
        letters = tuple(one.id for one in self._page.book.ticked)
        if not letters or self._page.book.why_no_reminder:
            return
        self._begin(_("Writing the reminder…"), _("Stopped. No reminder was written."))
        self._job = actions.remind(self._desk, letters, self._reminded, self._refused, self.report)

    def _reminded(self, made: Reminded) -> None:
        count, left = len(made.cites), len(made.left_out)
        said = ngettext(
            "A reminder of {count} letter was drafted.", "A reminder of {count} letters was drafted.", count
        )
        words = said.format(count=count)
        if left:
            out = ngettext("{count} letter stayed out.", "{count} letters stayed out.", left).format(count=left)
            words = f"{words} {out}"
        why = [(one.reference or one.case_no, " ".join(one.reasons)) for one in made.left_out]
        go_on = (_("Open the reminder"), lambda: self._page.went.emit("letter", made.letter.id))
        self._page.letters.tick_nothing()
        self._done(words, why, go_on)

    # --- files

    def write(self, letters: tuple[str, ...]) -> None:
        """Ask which copies and where, then write them."""
        drawn = {one.id for one in self._page.book.rows if not one.old}
        wanted = tuple(one for one in letters if one in drawn)
        if not wanted:
            self._page.said.emit(_("Letters of an old register have no text here that could be written."), None)
            return
        sheet = WriteSheet(self._page, len(wanted))
        sheet.chosen.connect(lambda rendition, form: self._write(wanted, rendition, form))
        sheet.open()

    def _write(self, letters: tuple[str, ...], rendition: str, form: str) -> None:
        folder = chosen_folder(self._page, _("Folder for the letters"))
        if folder:
            self.write_into(Path(folder), letters, rendition, form)

    def write_into(self, folder: Path, letters: tuple[str, ...], rendition: str, form: str) -> None:
        """Write the letters into a folder that was chosen."""
        self._begin(_("Writing letters…"), _("Stopped. Files written so far stay in the folder."))
        done, refused = self._written, self._refused
        self._job = actions.write_all(self._desk, letters, folder, rendition, form, done, refused, self.report)

    def _written(self, batch: Batch) -> None:
        count = len(batch.drawn)
        said = ngettext(
            "{count} letter was written to the folder.", "{count} letters were written to the folder.", count
        )
        left = [(one.reference or one.letter[:8], f"{one.reason} {one.remedy}".strip()) for one in batch.not_drawn]
        self._done(said.format(count=count), left)

    def calendar(self) -> None:
        """Ask what the calendar says and where it goes, then write it."""
        sheet = CalendarSheet(self._page)
        sheet.chosen.connect(self._calendar)
        sheet.open()

    def _calendar(self, references: bool) -> None:
        folder = chosen_folder(self._page, _("Folder for the calendar file"))
        if folder:
            self.calendar_into(Path(folder), references)

    def calendar_into(self, folder: Path, references: bool) -> None:
        """Write the calendar into a folder that was chosen."""
        self._job = actions.write_calendar(self._desk, folder, references, self._calendar_written, self._refused)

    def _calendar_written(self, name: str) -> None:
        words = _("Written as {file}. Taken into a calendar again, it changes what stands there.")
        self._done(words.format(file=name), [])

    # --- the register, and silence

    def explain(self) -> None:
        """Ask what happened to the reference of the current row, else to the first that needs a word."""
        at = self._page.numbers.number(self._page.register.currentIndex().row())
        number = at if at is not None and at.asks else self._page.numbers.number(0)
        if number is None or not number.asks:
            return
        sheet = self._sheet = ExplainSheet(self._page, self._desk, number.reference)
        told, done, refused = number.reference, self._explained, self._not_explained
        sheet.said.connect(lambda reason: actions.explain(self._desk, told, reason, done, refused))
        self._open(sheet)

    def last_number(self) -> None:
        """Ask which number this laptop gave last, after an older copy was put back."""
        sheet = self._sheet = LastNumberSheet(self._page, self._desk)
        done, refused = self._explained, self._not_explained
        sheet.said.connect(lambda number, reason: actions.say_last(self._desk, number, reason, done, refused))
        self._open(sheet)

    def _open(self, sheet: ExplainSheet | LastNumberSheet) -> None:
        def saving(*_said: object) -> None:
            self._saving = sheet.drafting

        sheet.said.connect(saving)
        sheet.open()

    def _explained(self, _note: object) -> None:
        if self._saving is not None:
            self._saving.forget()  # also where the dialog was closed meanwhile
        if (sheet := self._open_sheet) is not None and sheet.drafting is self._saving:
            sheet.accept()
        self._page.said.emit(_("The reason stands in the register."), None)
        self._page.arrive()

    def _not_explained(self, refusal: Refusal) -> None:
        if (sheet := self._open_sheet) is not None:
            sheet.refuse(str(refusal))

    def silence(self) -> None:
        """Ask for a day, and say whether a reply to the current letter had come by then."""
        letter = self._page.letters.letter(self._page.table.currentIndex().row())
        if letter is None:
            return
        sheet = self._sheet = SilenceSheet(self._page, self._standing.today, _day)
        sheet.asked.connect(
            lambda day: actions.silence(self._desk, letter.id, day, self._told_silence, self._not_explained)
        )
        sheet.open()

    def _told_silence(self, told: Told) -> None:
        if isinstance(sheet := self._open_sheet, SilenceSheet):
            sheet.tell(told, _(HEARD[told.fact.heard]))

    @property
    def _open_sheet(self) -> ExplainSheet | LastNumberSheet | SilenceSheet | None:
        """The dialog that asked, unless it was closed meanwhile."""
        return self._sheet if self._sheet is not None and isValid(self._sheet) else None

    # --- work under way

    def report(self, words: str, share: float) -> None:
        """How far the work is."""
        if self._progress is not None:
            self._progress.report(words, share)

    def _begin(self, words: str, stopped: str) -> None:
        self._progress, self._what_stopped = Progress(words), stopped
        self._progress.stopped.connect(self._stop)
        self._page.notice(self._progress)
        self._page.bulk.setEnabled(False)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
        self._end(Banner("info", self._what_stopped, "info"))

    def _done(
        self, sentence: str, left: list[tuple[str, str]], go_on: tuple[str, Callable[[], object]] | None = None
    ) -> None:
        outcome = Outcome(sentence, left, lambda: self._page.notice(None), go_on)
        self._end(outcome)
        if outcome.step is not None:
            outcome.step.setFocus()
        self._page.arrive_quietly()

    def _refused(self, refusal: Refusal) -> None:
        self._end(Banner("octagon-alert", str(refusal), "danger"))

    def _end(self, part: Outcome | Banner) -> None:
        self._progress = None
        self._page.bulk.setEnabled(True)
        self._page.notice(part)


def _day(said: str) -> date | None:
    try:
        return date.fromisoformat(said.strip())
    except ValueError:
        return None
