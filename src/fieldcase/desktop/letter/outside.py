"""A letter out of the vault: as a file in a folder that a person chooses, or on paper.

Whatever leaves is said before, ticked, and noted in the log; a rendition that somebody did not agree to is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox, QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet, Done, fill, said
from fieldcase.desktop.languages import LANGUAGES
from fieldcase.desktop.paper.printing import QUEUE, Printers, print_sheets, printers_here, sheets_of
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.choosing import chosen_folder
from fieldcase.desktop.parts.field import choice_field
from fieldcase.desktop.parts.label import reference
from fieldcase.desktop.parts.tick import Tick
from fieldcase.model.machines.letter import PROPOSAL, SOURCE, family
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.session import Session

Values = dict[str, Any]
RENDITIONS = {
    "state_full": N_("For its addressee"),
    "office_copy": N_("For the office: codes, levels and consents"),
    "public_redacted": N_("For the public: people covered"),
    "hq_coded": N_("For headquarters: codes"),
    "for_source": N_("For a person or their source: what was said on their behalf"),
}
NEVER = {PROPOSAL: ("public_redacted", "for_source"), SOURCE: ("public_redacted", "hq_coded", "for_source")}
"""By family of letters, the renditions that there are none of (`office.letters.rendering`)."""
COPIES = ("1", "2", "3", "4", "5")


def renditions_of(page: LetterPage) -> dict[str, str]:
    """The renditions that this letter may have, in words; that for a person only where the letter is about one."""
    never = NEVER.get(family(page.letter.kind), ())
    return {
        code: _(words)
        for code, words in RENDITIONS.items()
        if code not in never and (code != "for_source" or page.readers)
    }


class OutSheet(AskSheet):
    """What goes out of the vault: for whom, in which language, and for a rendition about one person, about whom."""

    def __init__(
        self,
        desk: Desk,
        page: LetterPage,
        words: tuple[str, str, str],
        more: dict[str, QWidget],
        use_case: Callable[[Session, Values], object],
        done: Callable[[Any], object],
        back: Done,
        needs: dict[str, str],
    ) -> None:
        title, about, sure = words
        readers = {one.party: reference(one.code) for one in page.readers}
        hint = _("It is given to that person, or to a source who speaks for them, on the way that is safe.")
        self._reader = choice_field(_("On whose behalf"), {"": _("Not chosen"), **readers}, "", hint)
        self._cover = Tick(_("Without the internal cover, as it may go on"))
        asked: dict[str, QWidget] = {
            "rendition": choice_field(_("For whom"), renditions_of(page)),
            "reader": self._reader,
            "language": choice_field(
                _("Language"), {code: LANGUAGES.get(code, code) for code in page.letter.languages}, page.language
            ),
            "bare": self._cover,
            **more,
            "sure": Tick(sure),
        }
        go = Button(title, "primary", "file-output")
        super().__init__(desk, title, about, asked, go, use_case, done, back, needs=needs)
        self._cover.setVisible(family(page.letter.kind) == PROPOSAL)
        self.changed.connect(self._weigh)
        self._weigh()

    def _weigh(self) -> None:
        """Only the rendition for a person is about one."""
        about_one = said(self.asked["rendition"]) == "for_source"
        self._reader.setVisible(about_one)
        if not about_one:
            fill(self._reader, "")

    def missing(self) -> bool:
        """Whether something has still to be said; where it is, the sheet says so."""
        return any(not self.values().get(name) for name in self._needs)

    def _tell(self) -> None:
        if said(self.asked["rendition"]) == "for_source" and not said(self._reader):
            self._refuse_at(self._reader, _("Choose on whose behalf it was said."))
            return
        super()._tell()


class SaveSheet(OutSheet):
    """Asks for the folder when its button is pressed, so that nothing is chosen beforehand and remembered."""

    def __init__(self, desk: Desk, page: LetterPage, done: Callable[[str], object], back: Done) -> None:
        chosen = self.chosen = list[Path]()

        def use_case(session: Session, values: Values) -> object:
            from fieldcase.office.given import require_new, write_given
            from fieldcase.office.letters.many import neutral_name

            name = neutral_name(page.letter.id, page.reference, values["language"], values["rendition"])
            out = chosen[-1] / f"{name}.{values['fmt']}"
            require_new(out)
            write_given(out, _drawn(session, page, values, values["fmt"], file_name=out.name))
            return out.name

        words = (
            _("Save outside the vault"),
            _("The file gets a name that tells nothing. That it was saved is noted in the log."),
            _("I know that the file is not protected outside fieldcase"),
        )
        formats: dict[str, QWidget] = {"fmt": choice_field(_("Format"), {"pdf": "PDF", "docx": "DOCX"})}
        saved = _("Saved outside the vault: {file}")
        needs = {"sure": _("Tick that you know it.")}
        super().__init__(desk, page, words, formats, use_case, lambda name: done(saved.format(file=name)), back, needs)
        self.go.rename(_("Choose a folder and save"))
        self.notice(
            _("Whoever finds the file can read it. Save it only where nobody else comes, and delete it after."), "warn"
        )

    def offer(self) -> None:
        """Choose the folder, then save."""
        if not self.missing() and self.go.isEnabled():
            folder = chosen_folder(self, _("Folder to save in"))
            if not folder:
                return
            self.chosen.append(Path(folder))
        super().offer()


class PrintSheet(OutSheet):
    """Which printer, how many copies; the pages go to it from memory."""

    def __init__(self, desk: Desk, page: LetterPage, done: Callable[[str], object], back: Done) -> None:
        def use_case(session: Session, values: Values) -> object:
            pdf = _drawn(session, page, values, "pdf", printed=True)
            return print_sheets(sheets_of(pdf), values["printer"], int(values["copies"]))

        words = (
            _("Print the letter"),
            _("The pages go from memory to the printer. That it was printed is noted in the log."),
            _("I know that the printer may keep a copy, and I stand beside it"),
        )
        self._printers = choice_field(_("Printer"), {"": _("Looking for printers…")})
        more: dict[str, QWidget] = {
            "printer": self._printers,
            "copies": choice_field(_("Copies"), {one: one for one in COPIES}, "1"),
        }
        needs = {"printer": _("Choose a printer."), "sure": _("Tick that you know it.")}
        super().__init__(desk, page, words, more, use_case, lambda count: done(printed(count)), back, needs)
        self.notice(_(QUEUE), "warn")
        desk.run(lambda _session: printers_here(), self.show_printers)

    def show_printers(self, found: Printers) -> None:
        """Offer what this laptop knows; without a printer the reason stands above the fields."""
        box = self._printers.editor
        assert isinstance(box, QComboBox)
        box.clear()
        for name in found.names:
            box.addItem(name, name)
        box.setCurrentIndex(max(0, box.findData(found.usual)))
        if not found.names:
            box.addItem(_("No printer"), "")
            why = _("This laptop knows no printer. Add one in the settings of the system, then come back.")
            self.go.setEnabled(False)
            self.go.setAccessibleDescription(why)
            self.notice(why, "warn")


def printed(count: int) -> str:
    """What is said of pages that went."""
    said = ngettext("{count} page went to the printer.", "{count} pages went to the printer.", count)
    return said.format(count=count)


def _drawn(
    session: Session, page: LetterPage, values: Values, fmt: str, *, file_name: str = "", printed: bool = False
) -> bytes:
    from fieldcase.office.letters.rendering import render

    return render(
        session,
        page.letter.id,
        values["rendition"],
        values["language"],
        fmt,
        reader=values["reader"],
        file_name=file_name,
        cover=not values["bare"],
        printed=printed,
    )
