"""The check of an opened vault, put together: what every part of it knows to look at, in one list of steps.

Slots, every page of every file, every room's chains, hashes and signatures, its opened copy against the sealed rows,
views against the ledger, evidence files, the heads noted outside against the vault. Nothing is changed, nothing is
decided: faults come back as sentences. What peers' receipts tell is added by `office.checking`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from itertools import groupby, zip_longest

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.ledger.fold import Digests
from fieldcase.model.ledger.state import RecordState
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _
from fieldcase.vault import copies
from fieldcase.vault.check import (
    BRING_BACK,
    REBUILD,
    Step,
    database_file,
    evidence,
    run,
    slot_file,
    verified,
    views_of,
)
from fieldcase.vault.database import Connection, memory_database
from fieldcase.vault.faults import Fault, Progress
from fieldcase.vault.files import SLOTS, file_of
from fieldcase.vault.objects import ObjectMissing, objects_named
from fieldcase.vault.rooms import OpenRoom
from fieldcase.vault.vault import Vault
from fieldcase.vault.views.index import TABLES, Index
from fieldcase.vault.views.layout import Layout
from fieldcase.vault.views.shown import shown
from fieldcase.vault.views.tables import KIND_BITS, TRANSITION, Views
from fieldcase.vault.views.texts import Words, words_of

NONSENSE = (LookupError, ValueError, TypeError, AssertionError, msgspec.MsgspecError)
"""What reading raises where genuine pages of different times stand beside each other."""


class Checked(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found: faults; how many entries and files were read; by room that this seat reads, its digests."""

    faults: tuple[Fault, ...]
    entries: int
    files: int
    digests: dict[str, Digests]


def check(
    vault: Vault, more: Iterable[Step] = (), *, progress: Callable[[str, int, int], None] | None = None
) -> Checked:
    """Take every step, and then `more`. `progress` hears what is looked at, done, of how many; raise to cancel."""
    counted = Counter[str]()
    digests: dict[str, Digests] = {}
    every = [*steps(vault), *more, *_made("ledger.db", lambda: _digests(vault, digests, counted))]
    faults = run([_sensible(step) for step in every], progress)
    files = len(vault.files.databases) + 1 + sum(1 for _name in vault.objects)
    return Checked(faults=faults, entries=counted["entries"], files=files, digests={} if faults else digests)


def steps(vault: Vault) -> list[Step]:
    """All that the vault can look at by itself. Pages first: what is read later stands on them."""
    found = [slot_file(vault.folder / SLOTS)]
    found += [database_file(connection, f"{file}.db") for file, connection in vault.files.databases.items()]
    found += _made("ledger.db", lambda: [step for name in vault.rooms.names for step in _room(vault, name)])
    for file in vault.files.databases:
        found += _made(f"{file}.db", partial(_views, vault, file))
    return [*found, _copies(vault), _objects(vault), _outside(vault)]


def _made(where: str, steps: Callable[[], list[Step]]) -> list[Step]:
    """Steps, or one that says why a damaged file does not even tell what there is to look at."""
    try:
        return steps()
    except Refusal as refusal:
        fault = Fault.of(where, refusal)
        return [Step(where=where, look=lambda _progress: (fault,))]


def _sensible(step: Step) -> Step:
    """The step; what it cannot make sense of is a fault too."""

    def look(progress: Progress) -> Iterator[Fault]:
        try:
            yield from step.look(progress)
        except NONSENSE:
            yield Fault(
                where=step.where,
                sentence=_("What stands in “{file}” does not fit together.").format(file=step.where),
                way_out=_(BRING_BACK),
            )

    return Step(where=step.where, look=look)


# --- rooms


def _room(vault: Vault, name: str) -> list[Step]:
    """The chains of a room; of a closed one the sealed rows, and the opened copy where this seat reads it."""
    place = Room(name.partition("/")[2])
    room = vault.rooms.room(name)
    if room is not None and room.sealed is None:
        return [verified(name, room.ledger.verify)]
    identities = vault.keys.readers(place.value)
    found = [verified(name, lambda progress: vault.rooms.sealed(name).verify(progress, identities))]
    if room is not None:
        copy = f"{name} ({file_of(place)}.db)"
        found += [verified(copy, room.ledger.verify), verified(copy, lambda _progress: _copy_faults(room))]
    return found


def _copy_faults(room: OpenRoom) -> Iterator[Fault]:
    """Whether the opened copy ends where the sealed rows end."""
    sealed = room.sealed
    if sealed is not None and {head.entry for head in sealed.heads()} != {head.entry for head in room.ledger.heads()}:
        yield Fault(
            where=room.name,
            sentence=_("The opened copy of “{room}” is not at the end of its ledger.").format(room=room.name),
            way_out=_("Lock and unlock: the copy is built from the ledger."),
        )


def _digests(vault: Vault, digests: dict[str, Digests], counted: Counter[str]) -> list[Step]:
    return [_digest(vault, name, digests, counted) for name in vault.rooms.names]


def _digest(vault: Vault, name: str, digests: dict[str, Digests], counted: Counter[str]) -> Step:
    """Count a room's entries and, where this seat reads it, take its digests."""

    def look(_progress: Progress) -> Iterator[Fault]:
        room = vault.rooms.room(name)
        counted["entries"] += vault.entries_in(name)
        if room is not None:
            digests[name] = room.ledger.digest()
        return iter(())

    return Step(where=name, look=look)


# --- views


def _views(vault: Vault, file: str) -> list[Step]:
    views, seen = vault.rooms.views[file], Counter[str]()

    def states() -> Iterator[RecordState]:
        for room in vault.rooms.open():
            if file_of(room.place) == file:
                for state in room.ledger.states(vault.rooms.shown_by(room, room.ledger.keys())):
                    one = shown(state, vault.surroundings.rules.restrictive(state.kind))
                    seen[state.kind] += bool((one.values or one.marks) and not one.hidden)
                    yield state

    def totals(_progress: Progress) -> Iterator[Fault]:
        for kind, layout in views.layouts.items():
            wrong = {views.total(kind), _listed(views, layout)} - {seen[kind]}
            if wrong:
                sentence = _("A list in “{file}” shows {shown} records of the kind “{kind}”, the ledger has {held}.")
                yield Fault(
                    where=kind,
                    sentence=sentence.format(file=f"{file}.db", shown=max(wrong), kind=kind, held=seen[kind]),
                    way_out=_(REBUILD),
                )
        (statuses,) = views.connection.execute("SELECT count(*) FROM statuses").fetchone()
        if statuses > seen[TRANSITION]:
            sentence = _("“{file}” says where {count} records stand of which the ledger knows nothing.")
            yield Fault(
                where=f"{file}.db",
                sentence=sentence.format(file=f"{file}.db", count=statuses - seen[TRANSITION]),
                way_out=_(REBUILD),
            )

    count = sum(vault.entries_in(room.name) for room in vault.rooms.open() if file_of(room.place) == file)
    name = f"{file}.db"
    fresh = Step(where=name, look=lambda progress: _search_faults(views, name, progress))
    return [views_of(lambda: views, states, count, name), Step(where=name, look=totals), fresh]


def _listed(views: Views, layout: Layout) -> int:
    """How many rows a list has."""
    counted = f"SELECT count(*) FROM {layout.table} WHERE _hidden = 0"  # noqa: S608  # named by its declaration
    return int(views.connection.execute(counted).fetchone()[0])


def _search_faults(views: Views, file: str, progress: Progress) -> Iterator[Fault]:
    """Whether the search holds the words of the records and no others: it is built again, in memory, and compared."""
    connection = memory_database()
    try:
        again = Index(connection, at_once=views.index.at_once)
        again.create()
        kinds = list(views.layouts)
        for done, kind in enumerate(kinds):
            progress(done, len(kinds))
            again.change([(n, (), words) for n, words in _words(views, kind)])
        for table in TABLES:
            if _differ(views.connection, connection, table):
                yield Fault(
                    where=file,
                    sentence=_("The search of “{file}” is out of date.").format(file=file),
                    way_out=_(REBUILD),
                )
    finally:
        connection.close()


def _words(views: Views, kind: str) -> Iterator[tuple[int, Sequence[Words]]]:
    number = views.number(kind)
    if number is None:
        return
    rows = views.connection.execute(
        "SELECT n, shown FROM records WHERE n >= ? AND n < ?", (number << KIND_BITS, (number + 1) << KIND_BITS)
    )
    for n, data in rows:
        one = views.read(data)
        if not one.hidden and (words := words_of(views.layouts[kind], one.values)):
            yield n, words


def _differ(stands: Connection, fresh: Connection, table: str) -> bool:
    """Whether two indexes hold other terms, elsewhere or more often; the standing one is also asked term by term, for
    what reading it through finds may not be found when it is looked for.
    """
    for connection in (stands, fresh):
        connection.execute("DROP TABLE IF EXISTS temp.terms")
        connection.execute(f"CREATE VIRTUAL TABLE temp.terms USING fts5vocab('ledger', '{table}', 'col')")
    through = "SELECT term, col, doc, cnt FROM temp.terms"
    try:
        with closing(stands.execute(through)) as rows, closing(fresh.execute(through)) as wanted:
            if any(one != other for one, other in zip_longest(rows, wanted)):
                return True
        by_term = groupby(fresh.execute(through), key=lambda row: row[0])
        return any(
            stands.execute(f"{through} WHERE term = ?", (term,)).fetchall() != list(one) for term, one in by_term
        )
    finally:
        for connection in (stands, fresh):
            connection.execute("DROP TABLE temp.terms")


# --- files and heads


def _copies(vault: Vault) -> Step:
    """Copies of closed rooms that stay closed, and damaged ones that were put aside and still lie there."""

    def look(_progress: Progress) -> Iterator[Fault]:
        yield from copies.notices({}, vault.files.closed)
        for path in sorted(vault.folder.glob(f"*{copies.ASIDE}")):
            sentence = _("“{file}” is a damaged copy that was put aside; what was erased since may still lie in it.")
            yield Fault(
                where=path.name,
                sentence=sentence.format(file=path.name),
                way_out=_("Remove it once nobody wants to look into it: what it held was built again."),
            )

    return Step(where=_("opened copies"), look=look)


def _objects(vault: Vault) -> Step:
    """Evidence files; those that this seat put there itself have to be there, others may be under way."""

    def look(progress: Progress) -> Iterable[Fault]:
        own = {
            name
            for room in vault.rooms.open()
            for state in room.ledger.states(room.ledger.keys())
            for head in state.heads()
            for name in objects_named(head.value)
            if room.ledger.seat_of(head.ref) == vault.keys.public
        }
        try:
            yield from evidence(vault.objects, own).look(progress)
        except ObjectMissing as missing:  # taken away while it was looked for
            yield Fault.of("objects", missing)

    return Step(where="objects", look=look)


def _outside(vault: Vault) -> Step:
    """What this computer noted of the vault outside its folder, against the vault; and whether it can note at all."""

    def look(_progress: Progress) -> Iterator[Fault]:
        if fault := vault.compared_outside().fault:
            yield fault
        if trouble := vault.outside.trouble:
            yield Fault.of(_("the note outside the vault"), trouble)

    return Step(where=_("the note outside the vault"), look=look)
