"""Pictures of letters: one of the invented office, then one of every kind from an office that has them all."""

from __future__ import annotations

from pathlib import Path

from fieldcase.desktop.letter.outside import PrintSheet
from fieldcase.desktop.letter.starting import StartLetter
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.paper.printing import QUEUE, Printers
from fieldcase.model.words import _
from fieldcase.office.profiles.office import name_office
from tests.kalindra import Kalindra
from tests.kinds_ground import every_kind
from tests.laptops import Clock, founded, two_laptops
from tests.letter_ground import bring_pages, signed
from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """One letter, in every look, and the beginning of another."""
    camera.window.go("letter", camera.office.letter)
    camera.take("07-letter")
    camera.window.relook("dark", 100)
    camera.take("07-letter-dark")
    camera.window.relook("light", 200)
    camera.take("07-letter-200")
    camera.window.relook("light", 100)
    camera.settle()
    camera.settle()
    camera.window.do("print")
    camera.settle()
    sheet = camera.window.screen_shown.sheet  # type: ignore[attr-defined]  # LetterView
    assert isinstance(sheet, PrintSheet)
    sheet.show_printers(Printers(("Registry", "Second floor"), "Registry"))
    sheet.notice(_(QUEUE), "warn")
    sheet.go.ready()
    camera.take("11-sheet-print")
    camera.window.go("letter", camera.office.letter)
    camera.settle()
    page = camera.window.screen_shown
    assert isinstance(page, LetterView)
    page._lay(page.more["naming"].sheet())
    camera.take("11-sheet-naming")
    camera.window.go("write_letter", camera.office.case)
    camera.take("08-write-a-letter")
    start = camera.window.screen_shown
    assert isinstance(start, StartLetter)
    start.choose("reminder")
    camera.take("08-write-a-reminder")


def letters(camera: Camera, letters: dict[str, str]) -> None:
    """A letter of each family, the sheets of its steps, and facts that moved; `letters` by kind and standing."""
    for name, picture in (("source_feedback", "agree"), ("signed", "dispatch")):
        camera.window.go("letter", letters[name])
        camera.settle()
        camera.window.screen_shown.primary()
        camera.take(f"11-sheet-{picture}")
    name = {"en": "the Presence in Kalindra", "fr": "la Présence en Kalindra"}
    camera.program.desk.run(lambda session: name_office(session, name=name))
    for kind in ("moved", "sp_urgent_draft", "sp_other_draft", "source_feedback", "law_comment", "de_facto_letter"):
        camera.window.go("letter", letters[kind])
        camera.take(f"10-letter-{kind}")
    camera.window.go("letter", letters["moved"])
    camera.settle()
    page = camera.window.screen_shown
    assert isinstance(page, LetterView)
    page.blocks.stay.emit("opening")
    camera.take("11-sheet-stays")
    camera.window.go("write_letter", camera.office.case)
    camera.settle()
    start = camera.window.screen_shown
    assert isinstance(start, StartLetter)
    for kind in ("source_feedback", "law_comment"):
        start.choose(kind)
        camera.take(f"12-write-{kind}")


def letters_of(folder: Path) -> tuple[Kalindra, dict[str, str]]:
    """Laptop 03 of an office with a letter of every kind; one of them signed, of another the facts moved."""
    with two_laptops(founded(folder / "founded"), folder, Clock()) as (officer, head):
        found, drafts = every_kind(officer, head)
        letter = signed(officer, head, found, "en")
        bring_pages(head, officer)
        letters = {kind: one.id for kind, one in drafts.items()}
        return Kalindra(found.matter.case.id, letter.id), {
            **letters,
            "moved": letters["note_verbale"],
            "signed": letter.id,
        }
