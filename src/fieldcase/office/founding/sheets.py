"""The recovery sheets at founding: words are asked back before anything is entered, so that nobody clicks them away.

A training vault writes its sheets into files; a real one shows them once and keeps none.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path

from fieldcase.vault import disk
from fieldcase.vault.keys.recovery import Sheet, confirm_words, words_to_ask

Ask = Callable[[int, int], str]
"""Asks a person for the word of a sheet (its number) at a position, both from 1."""
SHEETS_ASKED = 2


def ask_back(sheets: tuple[Sheet, ...], ask: Ask) -> None:
    """Ask for two words each of two sheets. Raises `NotTheWord`."""
    for sheet in sheets[:SHEETS_ASKED]:
        positions = words_to_ask(sheet, secrets.SystemRandom())
        confirm_words(sheet, {position: ask(sheet.number, position) for position in positions})


def write_sheets(sheets: tuple[Sheet, ...], folder: Path) -> None:
    """Write each sheet into a file of its own: training vaults only. Raises refusals of the disk."""
    disk.private_folder(folder)
    for sheet in sheets:
        text = " ".join(sheet.words) + "\n"
        disk.write_new(folder / f"sheet-{sheet.number}-of-{sheet.of}.txt", text.encode())
