"""Take out what was recorded by mistake: it is hidden, stays in the history, and can be brought back (ledger rule 13).

People, answers about consent, risks, decisions and letters are never taken out here: they are corrected or withdrawn.
What another record rests on stays until that record no longer does.
"""

from __future__ import annotations

from collections.abc import Iterator

from fieldcase.model.declare import Kind, Record, Shape, Type
from fieldcase.model.kinds import KINDS, kind_named
from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action
from fieldcase.model.words import N_, _
from fieldcase.office.cases.contents import contents
from fieldcase.office.cases.sight import case_file
from fieldcase.office.session import Session
from fieldcase.office.telling import spoken

REMOVABLE = ("act", "cooperation_link", "law_or_measure", "follow_up", "involvement", "information", "evidence")
"""The kinds that may be taken out: what a case says of what happened, and who plays which part in it."""


class StaysHere(Refusal):
    """A kind of record that is never taken out."""

    code = "FC-546"
    message = N_("{kind}: this is not taken out.")
    remedy = N_("Correct it, or withdraw it; what was written stays in the history.")


class RestsOnIt(Refusal):
    """Another record rests on it."""

    code = "FC-547"
    message = N_("{record} cannot be taken out: {others} rest on it.")
    remedy = N_("Change those first, or correct this record instead.")


def remove(session: Session, kind: str, record: str) -> None:
    """Hide a record of a case. Raises `NotYourRole`, `StaysHere`, `RestsOnIt`, `NoSuchRecord`, `BlockedByRules`."""
    session.require(Action.EDIT_CASE)
    declared = kind_named(kind)
    if kind not in REMOVABLE:
        raise StaysHere(kind=_(declared.label))
    held = session.vault.get(declared.record, record)
    file = case_file(session, str(getattr(held, "case", "")))
    every = (one for records in contents(session, file).values() for one in records)
    others = [spoken(session, _kind(one).name, one.id) for one in every if one.id != record and _points(one, record)]
    if others:
        raise RestsOnIt(record=spoken(session, kind, record), others=", ".join(sorted(others)))
    with session.vault.writing() as writing:
        writing.delete(kind, record)
        writing.commit()


def bring_back(session: Session, kind: str, record: str) -> Record:
    """Undo a removal. Raises `NotYourRole`, `StaysHere`."""
    session.require(Action.EDIT_CASE)
    declared = kind_named(kind)
    if kind not in REMOVABLE:
        raise StaysHere(kind=_(declared.label))
    with session.vault.writing() as writing:
        writing.restore(kind, record)
        writing.commit()
    found: Record = session.vault.get(declared.record, record)
    case_file(session, str(getattr(found, "case", "")))
    return found


def _kind(record: Record) -> Kind:
    return next(kind for kind in KINDS.values() if kind.record is type(record))


def _points(record: Record, at: str) -> bool:
    """Whether any reference of the record, in its groups and lists too, is to that id."""
    return not isinstance(record, Case) and at in set(_references(_kind(record).parts, record))


def _references(parts: object, value: object) -> Iterator[str]:
    for part in parts:  # type: ignore[attr-defined]  # a tuple of parts
        held = getattr(value, part.name)
        if part.shape is Shape.ELEMENTS:
            for one in held.values():
                yield from _references(part.parts, one)
        elif part.shape is Shape.GROUP:
            yield from _references(part.parts, held)
        elif part.field.type is Type.REF:
            yield from held if part.shape is Shape.CODES else (held,)
