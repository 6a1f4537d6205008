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
from fieldcase.desktop.wording import Wording
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.letters.page import LetterPage
    from fieldcase.office.session import Session

LEVELS = ("NAMED", "CODED", "ANON")
OUT = "NONE"


def naming_sheet(desk: Desk, wording: Wording, page: LetterPage, done: Callable[[str], object], back: Done) -> AskSheet:
    """A choice for each person of its cases; only what was changed is written."""
    held = {row.party: row.level for row in page.letter.naming.values()}
    levels = {code: wording.term("consent_level", code) for code in LEVELS} | {OUT: _("Does not appear")}
    asked: dict[str, QWidget] = {
        one.party: choice_field(one.code, levels, held.get(one.party, OUT)) for one in page.people
    }

    def use_case(session: Session, said: dict[str, Any]) -> object:
        from fieldcase.office.letters.editing import set_naming

        changed = {party: level for party, level in said.items() if level != held.get(party, OUT)}
        return set_naming(session, page.letter.id, changed) if changed else None

    about = _("What is printed follows from what each person agreed to, and is checked before every step.")
    return AskSheet(
        desk, _("How people appear in it"), about, asked, Button(_("Save"), "primary", "check"), use_case,
        lambda _answer: done(_("Saved.")), back, draft=f"letter/{page.letter.id}/naming",
    )  # fmt: skip


def redraft_sheet(desk: Desk, page: LetterPage, done: Callable[[str], object], back: Done) -> AskSheet:
    """Every block from the records as they are now."""

    def use_case(session: Session, _said: dict[str, Any]) -> object:
        from fieldcase.office.letters.editing import redraft

        return redraft(session, page.letter.id)

    about = _("It takes the allegations as they stand now. What was written by hand, in every language, is replaced.")
    return AskSheet(
        desk, _("Draft the whole letter anew"), about, {}, Button(_("Draft it anew"), "primary", "rotate-ccw"),
        use_case, lambda _answer: done(_("Drafted anew from the records.")), back,
    )  # fmt: skip
