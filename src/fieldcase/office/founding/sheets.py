"""The recovery sheets at founding: words are asked back before anything is entered, so that nobody clicks them away.

A training vault writes its sheets into files; a real one shows them once and keeps none.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from fieldcase.vault import disk
from fieldcase.vault.keys.recovery import Sheet, confirm_words, words_to_ask

Ask = Callable[[int, int], str]
"""Asks a person for the word of a sheet (its number) at a position, both from 1."""
SHEETS_ASKED = 2


def questions(sheets: tuple[Sheet, ...]) -> tuple[tuple[int, int], ...]:
    """Which words are asked back: two each of two sheets, as (number of the sheet, position of the word), from 1."""
    chance = secrets.SystemRandom()
    return tuple((sheet.number, at) for sheet in sheets[:SHEETS_ASKED] for at in words_to_ask(sheet, chance))


def confirm_answers(sheets: tuple[Sheet, ...], said: Mapping[tuple[int, int], str]) -> None:
    """Compare the words that were asked back, by sheet and position. Raises `NotTheWord`."""
    by_number = {sheet.number: sheet for sheet in sheets}
    for (number, position), word in said.items():
        confirm_words(by_number[number], {position: word})


def ask_back(sheets: tuple[Sheet, ...], ask: Ask) -> None:
    """Ask for two words each of two sheets, one after another. Raises `NotTheWord`."""
    for number, position in questions(sheets):
        confirm_answers(sheets, {(number, position): ask(number, position)})


def write_sheets(sheets: tuple[Sheet, ...], folder: Path) -> None:
    """Write each sheet into a file of its own: training vaults only. Raises refusals of the disk."""
    disk.private_folder(folder)
    for sheet in sheets:
        text = " ".join(sheet.words) + "\n"
        disk.write_new(folder / f"sheet-{sheet.number}-of-{sheet.of}.txt", text.encode())
