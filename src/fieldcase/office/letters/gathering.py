"""Put one letter and all it rests on together: the case file of every case it covers, with mandates and references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC
from typing import Any

import msgspec

from fieldcase.model.declare import Record
from fieldcase.model.kinds.directory import ExternalRef, MandateText
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.letters import LetterFile
from fieldcase.office.casefile import gather, state_of
from fieldcase.office.cases.sight import NotYourCase, require_unsealed
from fieldcase.office.session import Session


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A letter as it is worked on: its record, where it stands (vocabulary `letter_status`), the file of its cases."""

    letter: Letter
    status: str
    file: CaseFile


def open_letter(session: Session, letter_id: str) -> Opened:
    """A letter with the file of its cases. Raises `NoSuchRecord`, `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33).

    There are no letters before triage, so intake officers see none.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        raise NotYourCase
    letter = session.vault.get(Letter, letter_id)
    for case in dict.fromkeys((letter.case, *letter.case_nos)):
        require_unsealed(session, case)
    return Opened(
        letter=letter,
        status=state_of(session, "letter", letter_id),
        file=file_of_cases(session, (letter.case, *letter.case_nos)),
    )


def file_of_cases(session: Session, cases: Iterable[str]) -> CaseFile:
    """One file of one or several cases (the first is the one it is drafted in), with what the office may cite."""
    first, *others = dict.fromkeys(cases)
    file = gather(session, first)
    for other in others:
        file = joined(file, gather(session, other))
    return msgspec.structs.replace(
        file, mandates=session.vault.all(MandateText), external_refs=session.vault.all(ExternalRef)
    )


def joined(one: CaseFile, other: CaseFile) -> CaseFile:
    """Two files in one: records once each; the first one's case and settings."""
    changed: dict[str, Any] = {}
    for name in CaseFile.__struct_fields__:
        mine, theirs = getattr(one, name), getattr(other, name)
        if isinstance(mine, tuple):
            changed[name] = tuple({_key(record): record for record in (*mine, *theirs)}.values())
        elif isinstance(mine, frozenset):
            changed[name] = mine | theirs
        elif isinstance(mine, Mapping):
            changed[name] = {**mine, **theirs}
    return msgspec.structs.replace(one, **changed)


def _key(record: Any) -> Any:
    return record.id if isinstance(record, Record) else record


def letter_file(
    session: Session, opened: Opened, lint: tuple[Finding, ...] | None, texts: tuple[str, ...]
) -> LetterFile:
    """What decides whether the letter may take a step now, by this seat."""
    return LetterFile(
        file=opened.file,
        letter=opened.letter,
        on=session.today(),
        seat=session.seat,
        at=session.clock().astimezone(UTC),
        last_entry=session.vault.last_entry_at(),
        lint=lint,
        texts=texts,
    )
