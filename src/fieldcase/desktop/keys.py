"""Every key of the window, in one table: menus, tooltips, the sheet of keys and the shortcuts all read it.

Letters without Ctrl act only in lists, never where text is typed; those are handled by the list itself (`where`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from fieldcase.model.words import N_, _


class Where(StrEnum):
    """Where a key acts."""

    EVERYWHERE = "everywhere"
    LIST = "list"
    CASE = "case"
    FIELD = "field"


@dataclass(frozen=True)
class Key:
    """One command: its name in the program, its keys as Qt writes them, what it does in words."""

    name: str
    keys: tuple[str, ...]
    words: str
    where: Where = Where.EVERYWHERE
    icon: str = ""

    @property
    def said(self) -> str:
        """The keys as menus show them, in the language spoken."""
        return spoken(self.keys[0]) if self.keys else ""


NAMES = {
    "Enter": N_("Enter"),
    "Return": N_("Enter"),
    "Space": N_("Space"),
    "Shift": N_("Shift"),
    "Esc": N_("Esc"),
    "Delete": N_("Delete"),
    "Left": "←",
    "Right": "→",
}
"""What stands on a key whose name in Qt is another word."""
_BETWEEN = re.compile(r"(?<=[^+])\+(?=.)")


def spoken(keys: str) -> str:
    """Keys as Qt writes them (`Ctrl+Return`), as they stand on the keyboard of the language."""
    return "+".join(_(NAMES[one]) if one in NAMES else one for one in _BETWEEN.split(keys))


KEYS: tuple[Key, ...] = (
    Key("today", ("Ctrl+1",), N_("Go to Today"), icon="sun"),
    Key("cases", ("Ctrl+2",), N_("Go to Cases"), icon="folder"),
    Key("letters", ("Ctrl+3",), N_("Go to Letters"), icon="mail"),
    Key("reports", ("Ctrl+4",), N_("Go to Reports"), icon="chart-column"),
    Key("exchange", ("Ctrl+5",), N_("Go to Exchange"), icon="arrow-left-right"),
    Key("settings", ("Ctrl+,",), N_("Open settings"), icon="settings"),
    Key("goto", ("Ctrl+K",), N_("Go to or do anything by typing"), icon="corner-down-right"),
    Key("search", ("Ctrl+F",), N_("Search"), icon="search"),
    Key("new_case", ("Ctrl+N",), N_("New case"), icon="plus"),
    Key("import", (), N_("Import a spreadsheet"), icon="file-input"),
    Key("send", ("Ctrl+Shift+S",), N_("Send what waits"), icon="send"),
    Key("receive", ("Ctrl+Shift+R",), N_("Receive a file"), icon="download"),
    Key("lock", ("Ctrl+L",), N_("Lock at once"), icon="lock"),
    Key("undo", ("Ctrl+Z",), N_("Undo the last change"), icon="undo-2"),
    Key("save", ("Ctrl+S",), N_("Save")),
    Key("print", ("Ctrl+P",), N_("Print the letter that is open"), icon="file-output"),
    Key("primary", ("Ctrl+Return", "Ctrl+Enter"), N_("Press the main button of this screen")),
    Key("next_region", ("F6",), N_("Next part of the window")),
    Key("previous_region", ("Shift+F6",), N_("Previous part of the window")),
    Key("next_problem", ("F8",), N_("Next thing that blocks or needs a look")),
    Key("previous_problem", ("Shift+F8",), N_("Previous thing that blocks or needs a look")),
    Key("larger", ("Ctrl++", "Ctrl+="), N_("Larger text"), icon="zoom-in"),
    Key("smaller", ("Ctrl+-",), N_("Smaller text"), icon="zoom-out"),
    Key("usual_size", ("Ctrl+0",), N_("Text at 100 %")),
    Key("help", ("F1",), N_("Help for this place"), icon="life-buoy"),
    Key("keys", ("?",), N_("Every key on one page"), icon="keyboard"),
    Key("menu", ("F10",), N_("Menu with every command")),
    Key("back", ("Alt+Left",), N_("Back to the same row"), icon="arrow-left"),
    Key("tab_1", ("Alt+1",), N_("Summary of the case"), Where.CASE),
    Key("tab_2", ("Alt+2",), N_("People and consent"), Where.CASE),
    Key("tab_3", ("Alt+3",), N_("What happened"), Where.CASE),
    Key("tab_4", ("Alt+4",), N_("Verification"), Where.CASE),
    Key("tab_5", ("Alt+5",), N_("Letters and replies"), Where.CASE),
    Key("tab_6", ("Alt+6",), N_("Files of the case"), Where.CASE),
    Key("tab_7", ("Alt+7",), N_("History of the case"), Where.CASE),
    Key("filter", ("/",), N_("Search in the list"), Where.LIST),
    Key("open", ("Return", "Enter"), N_("Open the row"), Where.LIST),
    Key("tick", ("Space",), N_("Select the row"), Where.LIST),
    Key("peek", ("P",), N_("Peek at the row without opening it"), Where.LIST),
    Key("history", ("H",), N_("History of what is in focus"), Where.LIST),
    Key("field_history", ("Ctrl+H",), N_("History of the field one types in"), Where.FIELD),
    Key("edit", ("F2",), N_("Edit what is in focus"), Where.FIELD),
    Key("escape", ("Esc",), N_("One step back; what was typed is kept")),
)


def key(name: str) -> Key:
    """The key of that command. A name that is not in the table is a bug and raises `KeyError`."""
    return {one.name: one for one in KEYS}[name]
