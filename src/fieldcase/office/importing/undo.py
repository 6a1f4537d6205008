"""Undo an import: hide everything that it made, as long as nobody worked on it since. Nothing is lost either way.

Deletions hide and keep; the rows may be imported again afterwards. What people added to imported cases or answered for
imported people stands in the way and is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.consents import CONSENT
from fieldcase.model.kinds.imports import IMPORT_BATCH, ROW_SEEN, ImportBatch, RowSeen
from fieldcase.model.kinds.sources import InformationSource, Source
from fieldcase.model.machines import MACHINES
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action
from fieldcase.model.words import N_
from fieldcase.office.importing.taking import OF_IMPORT, SOURCES
from fieldcase.office.records import write_values
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery

MANY = 1_000_000
CLOSED = {"source": Room.SOURCE, "sealed_case": Room.SEALED}
Made = tuple[str, str]
"""A record by kind and id."""


class NoSuchImport(Refusal):
    """No import of that number, or more than one."""

    code = "FC-523"
    message = N_("There is no import “{batch}” here.")
    remedy = N_("List them: fieldcase record list import_batch.")


class UndoneAlready(Refusal):
    """The import was undone before."""

    code = "FC-524"
    message = N_("This import was undone already.")
    remedy = N_("Import the file again if you want its rows back.")


class WorkedOn(Refusal):
    """Somebody changed or added something since; undoing would hide their work."""

    code = "FC-525"
    message = N_("The import cannot be undone: {count} of its records were worked on since.")
    remedy = N_("Correct the cases one by one; nothing was changed.")


class UndoNeedsKeys(Refusal):
    """The import wrote into a room that this seat does not read."""

    code = "FC-526"
    message = N_("This import wrote into a compartment that your seat does not open.")
    remedy = N_("Ask the custodian to undo it.")


class Undone(msgspec.Struct, frozen=True, kw_only=True):
    """What undoing hid: rows that may be imported again, and records."""

    batch: str
    rows: int
    records: int


def imports(session: Session) -> tuple[ImportBatch, ...]:
    """The imports made here, oldest first, undone ones too."""
    session.require(Action.IMPORT_REGISTER)
    return session.vault.all(ImportBatch)


def undo(session: Session, batch: str) -> Undone:
    """Hide all that an import made, in one transaction. `batch` is its id or the beginning of it.

    Raises `NotYourRole`, `NoSuchImport`, `UndoneAlready`, `UndoNeedsKeys`, `WorkedOn`; nothing was changed then.
    """
    session.require(Action.IMPORT_REGISTER)
    found = _batch(session, batch)
    if found.undone_at:
        raise UndoneAlready
    marks = session.vault.where(RowSeen, "batch", [found.id])
    made = list(_made(session, found.id, marks))
    worked = _worked_on(session, found.id, made)
    if worked:
        raise WorkedOn(count=len(worked))
    with session.vault.writing() as writing:
        for kind, record in made:
            writing.delete(kind, record)
        for mark in marks:
            seen = msgspec.structs.replace(mark.seen, undone=True)
            write_values(session, writing, ROW_SEEN, mark.id, {"seen": msgspec.to_builtins(seen)})
        write_values(session, writing, IMPORT_BATCH, found.id, {"undone_at": session.now()})
        writing.commit()
    session.forget()
    rows = sum(mark.seen.mark != mark.seen.content for mark in marks)  # a remark row's two marks are one
    return Undone(batch=found.id, rows=rows, records=len(made))


def _batch(session: Session, given: str) -> ImportBatch:
    known = [one for one in session.vault.all(ImportBatch) if len(given) >= 4 and one.id.startswith(given)]
    if len(known) != 1:
        raise NoSuchImport(batch=given)
    return known[0]


def _made(session: Session, batch: str, marks: Iterable[RowSeen]) -> Iterator[Made]:
    """Every record of an import, each once. Sources are found by the import that they carry."""
    named = dict.fromkeys(one for mark in marks for one in mark.seen.records)
    for one in named:
        kind, _colon, record = one.partition(":")
        if kind in CLOSED and CLOSED[kind] not in session.vault.rooms_open:
            raise UndoNeedsKeys
        if one != SOURCES:
            yield kind, record
    if SOURCES not in named:
        return
    sources = {one.id for one in session.vault.all(Source) if _came_with(one, batch)}
    yield from (("source", one) for one in sources)
    bridges = (one for one in session.vault.all(InformationSource) if one.source in sources)
    yield from (("information_source", one.id) for one in bridges)


def _came_with(source: Source, batch: str) -> bool:
    said = source.as_imported.get(OF_IMPORT)
    return said is not None and said.said == batch


def _worked_on(session: Session, batch: str, made: list[Made]) -> set[str]:
    """Records of the import that somebody changed, decided on, held to be the same, deleted, or added something to."""
    own = {record for _kind, record in made}
    start = min(one.at for one in session.vault.history("import_batch", batch))
    touched = {record for kind, record in made if any(one.at > start for one in session.vault.history(kind, record))}
    touched |= {record for kind, record in made if _step_since(session, kind, record, start)}
    touched |= _added_to(session, "case", {record for kind, record in made if kind == "case"}, own)
    parties = {record for kind, record in made if kind == "party"}
    touched |= _added_to(session, "party", parties, own)
    sets = session.vault.same_sets("party")
    touched |= {party for party in parties if len(sets.members(party)) > 1}
    touched |= _answered(session, parties, own)
    return touched


def _step_since(session: Session, kind: str, record: str, start: int) -> bool:
    """Whether a record took a step in its life after the import."""
    standings = (session.vault.standing(one.name, record) for one in MACHINES.values() if one.kind == kind)
    return any(one is not None and one.at > start for one in standings)


def _added_to(session: Session, column: str, records: set[str], own: set[str]) -> set[str]:
    """Those of these records that a record from elsewhere points at, in the column of that name."""
    found: set[str] = set()
    among = Filter(column, Compare.ANY, tuple(records))
    if not records:
        return found
    for kind in KINDS.values():
        columns = {one.name for one in kind.columns}
        if column not in columns or kind.name == "row_seen":
            continue
        for row in session.vault.page(ListQuery(kind=kind.name, filters=(among,), limit=MANY)).rows:
            if row.id not in own:
                found.add(str(row.columns.get(column) or row.case))
    return found


def _answered(session: Session, parties: set[str], own: set[str]) -> set[str]:
    """Parties for whom somebody recorded a consent under an id that the import did not make."""
    scopes = session.vocabularies.codes("consent_scope")
    out = set()
    for party in parties:
        ids = {CONSENT.natural_id({"party": party, "scope": scope, "recipient": ""}) for scope in scopes}
        if any(one not in own and session.vault.shown("consent", one) for one in ids):
            out.add(party)
    return out
