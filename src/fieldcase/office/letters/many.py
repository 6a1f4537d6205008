"""Many letters as files in one go: one that cannot be drawn holds up none of the others, and is told of at the end.

Files are called after the reference of a letter, or its id before it has one: never after a person or a case. Each
appears whole under its name or not at all, whenever the work is stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import BadValue, BlockedByRules, Refusal
from fieldcase.model.words import _
from fieldcase.office.given import OutExists, folder_given, write_given
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.letters.rendering import render
from fieldcase.office.letters.signed import FORMATS
from fieldcase.office.session import Session

Progress = Callable[[str, float], None]
STATE_FULL = "state_full"
WRITTEN = (STATE_FULL, "office_copy", "public_redacted", "hq_coded")
"""Renditions that are made for an audience; the one for a source is made for one person at a time."""


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """One file that was written."""

    letter: str
    reference: str
    language: str
    file: str
    bytes: int


class NotDrawn(msgspec.Struct, frozen=True, kw_only=True):
    """One file that was not written, and why, with the way out."""

    letter: str
    reference: str
    language: str
    code: str
    reason: str
    remedy: str


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """What a batch wrote and what it did not."""

    drawn: tuple[Drawn, ...] = ()
    not_drawn: tuple[NotDrawn, ...] = ()


def letters_of(session: Session, *, status: str = "", state: str = "") -> tuple[str, ...]:
    """The ids of all letters that this seat sees, of a status or to a State where that is asked; the oldest first."""
    return tuple(row.id for row in reversed(list_letters(session, status=status, state=state)))


def draw_many(
    session: Session,
    letters: Iterable[str],
    into: Path,
    *,
    rendition: str = STATE_FULL,
    fmt: str = "pdf",
    languages: tuple[str, ...] = (),
    progress: Progress | None = None,
) -> Batch:
    """Write each letter into a folder, in its authentic language or in those of `languages` that it has.

    `progress` is told how far it is and may stop the work by raising: files written stay, none is half there. Raises
    `BadValue`, refusals of the disk; whatever keeps one letter from being drawn is told of in the outcome.
    """
    if rendition not in WRITTEN:
        known = ", ".join(WRITTEN)
        raise BadValue(
            field="rendition", value=rendition[:40], why=_("it is not made for many letters"), expected=known
        )
    if fmt not in FORMATS:
        raise BadValue(
            field="format", value=fmt[:12], why=_("letters have no such format"), expected=", ".join(FORMATS)
        )
    folder_given(into)
    references = {row.id: row.reference for row in list_letters(session)}
    wanted = [
        (letter, language) for letter in dict.fromkeys(letters) for language in _languages(session, letter, languages)
    ]
    drawn: list[Drawn] = []
    failed: list[NotDrawn] = []
    for done, (letter, language) in enumerate(wanted):
        if progress is not None:
            progress(_("Writing letters: {done} of {all}").format(done=done, all=len(wanted)), done / len(wanted))
        reference = references.get(letter, "")
        stem = neutral_name(letter, reference, language, rendition)
        path = into / f"{stem}.{fmt}"
        try:
            if path.exists():
                raise OutExists(file=path.name)
            data = render(session, letter, rendition, language, fmt, file_name=stem)
        except Refusal as refusal:
            failed.append(_failed(letter, reference, language, refusal))
            continue
        write_given(path, data)
        drawn.append(Drawn(letter=letter, reference=reference, language=language, file=path.name, bytes=len(data)))
    return Batch(drawn=tuple(drawn), not_drawn=tuple(failed))


def neutral_name(letter: str, reference: str, language: str, rendition: str) -> str:
    """What the file of a letter is called, without its ending: its reference, or its id before it has one, the
    language, and the rendition where it is not the one for the State.
    """
    called = re.sub(r"[^A-Za-z0-9]+", "-", reference).strip("-") or letter
    return ".".join((called, language, *(() if rendition == STATE_FULL else (rendition,))))


def _languages(session: Session, record: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    letter = session.vault.get(Letter, record)
    return tuple(one for one in languages if one in letter.languages) if languages else (letter.authentic_lang,)


def _failed(letter: str, reference: str, language: str, refusal: Refusal) -> NotDrawn:
    reason = refusal.sentence
    if isinstance(refusal, BlockedByRules):
        reason = " ".join(dict.fromkeys(one.sentence for one in refusal.findings)) or reason
    return NotDrawn(
        letter=letter, reference=reference, language=language, code=refusal.code, reason=reason, remedy=refusal.way_out
    )
