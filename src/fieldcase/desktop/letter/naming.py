"""How far each person may be recognised in a letter, and the whole letter drafted anew: what its rules send one to.

What somebody agreed to is asked by the office at every step (G4); here it is only said what is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.form.sheet import AskSheet, Done
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.parts.field import choice_field
from fieldcase.desktop.parts.label import reference
from fieldcase.desktop.parts.tick import Tick
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.session import Session

OUT = "NONE"
LEVELS = {
    "NAMED": N_("By name"),
    "CODED": N_("As “Person A”"),
    "ANON": N_("Only described"),
    OUT: N_("Not at all: taken out of the table"),
}


def naming_sheet(desk: Desk, page: LetterPage, done: Callable[[str], object], back: Done) -> AskSheet:
    """A choice for each person of its cases, under the code; only what was changed is written."""
    held = {row.party: row.level for row in page.letter.naming.values()}
    levels = {code: _(words) for code, words in LEVELS.items()}
    uncleared = {one.party: _("Not cleared for this letter as it stands.") for one in page.names if not one.cleared}
    asked: dict[str, QWidget] = {
        one.party: choice_field(reference(one.code), levels, held.get(one.party, OUT), uncleared.get(one.party, ""))
        for one in page.people
    }

    def use_case(session: Session, said: dict[str, Any]) -> object:
        from fieldcase.office.letters.editing import set_naming

        changed = {party: level for party, level in said.items() if level != held.get(party, OUT)}
        return set_naming(session, page.letter.id, changed) if changed else None

    about = _("Nobody appears further than they agreed to: consent is asked again at every step.")
    return AskSheet(
        desk, _("Who is named how in this letter"), about, asked, Button(_("Save"), "primary", "check"), use_case,
        lambda _answer: done(_("The letter names people so from now on.")), back,
        draft=f"letter/{page.letter.id}/naming",
    )  # fmt: skip


def redraft_sheet(desk: Desk, page: LetterPage, done: Callable[[str], object], back: Done) -> AskSheet:
    """Every block from the records as they are now."""

    def use_case(session: Session, _said: dict[str, Any]) -> object:
        from fieldcase.office.letters.editing import redraft

        return redraft(session, page.letter.id)

    about = _("It takes the allegations as they stand now. What was written by hand, in every language, is replaced.")
    asked = {"sure": Tick(_("I know that everything written by hand goes, in every language"))}
    return AskSheet(
        desk, _("Draft the whole letter anew"), about, asked, Button(_("Draft it anew"), "primary", "rotate-ccw"),
        use_case, lambda _answer: done(_("Drafted anew from the records.")), back,
        needs={"sure": _("Tick that you know it.")},
    )  # fmt: skip
