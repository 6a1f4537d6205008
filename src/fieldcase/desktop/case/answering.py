"""How a sheet that is made from a declaration reaches its use case: what it offers, how it begins, what saves it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fieldcase.model.declare import Kind, Record, Words
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.session import Session


def as_it_is(record: Record) -> Record:
    """The record itself, where the sheet edits the record that is kept."""
    return record


def texts(text: Mapping[str, Words]) -> dict[str, str]:
    """The words by language, as use cases take them."""
    return {language: words.text for language, words in text.items()}


@dataclass(frozen=True)
class Answer:
    """`kind` declares what is answered, `fields` are those that the sheet offers, `save` is the use case.

    `blank` gives the record that the sheet begins with, for a case and a person (ids; empty where nobody is meant).
    """

    kind: Kind
    fields: tuple[str, ...]
    blank: Callable[[str, str], Record]
    save: Callable[[Session, str, Any], object]
    of: Callable[[Record], Record] = as_it_is
    """The sheet's record of one that is there already."""
    title: str = ""
    """What the sheet is called, where it is no new record; `verb` stands on its button, `done` in the notice, which
    else says that it is saved, and what."""
    verb: str = N_("Save")
    done: str = ""
    danger: bool = False
    final: bool = False
    """It is a fact, and not undone with one key: a withdrawal, a step taken, a look, an answer that somebody reads."""
    after: Callable[[Any, Any], object] | None = None
    """What the window does with the office's answer, given what the tab was given."""
