"""Write entries: one transaction for everything that one act of a person changes, whatever rooms it touches.

    with vault.writing() as writing:
        record = writing.new_id()
        writing.set("act", record, {"date": "2025-03-12"})
        writing.commit()

Values go to the rooms that their fields are declared in, one entry a room and call. What is said already is not said
again. `ledger.db` is committed first: it holds every entry; opened copies of closed rooms follow, and catch up after
a crash. Leaving without `commit` writes nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec

from fieldcase.model.declare import Kind, Record, Room, Type, flatten, natural_id
from fieldcase.model.kinds import KINDS, kind_of
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.ledger.state import RecordState
from fieldcase.model.machines import MACHINES
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault.database import Connection, sorting
from fieldcase.vault.files import LEDGER, file_of
from fieldcase.vault.own import LAST_ENTRY
from fieldcase.vault.rooms import NobodyReads, OpenRoom

if TYPE_CHECKING:
    from fieldcase.vault.vault import Vault

CLOCK_BACK = 5 * 60 * 1000
"""A wall clock this many ms behind the last entry counts as jumped."""
DAY = 86_400_000
"""In ms. The source room says the day only: a second shared with the case room would join a source to what it said."""


class ShownLater(Refusal):
    """The entries are safe in the ledger, but the copy that shows a closed room could not follow."""

    code = "FC-153"
    message = N_("It is saved, but “{file}” could not be brought up to date.")
    remedy = N_("Free some space on the disk, then lock and unlock. Nothing is lost.")


class NoOfficeYet(Refusal):
    """A vault that asked to join and was not answered yet holds no room to write in."""

    code = "FC-156"
    message = N_("This vault belongs to no office yet, so nothing can be entered.")
    remedy = N_("Send the request to join to your office and read in its answer.")


class Writing:
    """One transaction on an opened vault. Threads: the vault's."""

    def __init__(self, vault: Vault, at: datetime | None = None) -> None:
        self._vault = vault
        self._at = int((at or vault.surroundings.clock()).timestamp() * 1000)
        last = vault.own.get(LAST_ENTRY)
        self._clock_ok = not last or self._at >= int(last) - CLOCK_BACK
        self._begun: dict[str, Connection] = {}
        self._opened: dict[str, None] = {}
        self._closed: set[str] = set()
        self._touched: set[str] = set()
        self._done = False

    def __enter__(self) -> Self:
        self._vault.rooms.bring_up()
        self._begin(LEDGER)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._done:
            self._roll_back()

    # --- what can be written

    def new_id(self) -> str:
        """A random record id, 32 hex digits."""
        return self._vault.surroundings.chance(16).hex()

    def save(self, record: Record) -> str:
        """Write what the record says; return its id, from its natural key or new where it had none."""
        kind = kind_of(type(record))
        values = flatten(kind, record)
        natural = kind.natural_id(values[kind.decided]) if kind.key else ""
        found = natural or record.id or self.new_id()
        self.set(kind.name, found, values)
        return found

    def set(self, kind: str, record: str, values: Mapping[str, Any], *, rests_on: Iterable[str] = ()) -> None:
        """Write values by path; null removes a list element or a code. Only what changes becomes an entry.

        `rests_on` names values (68 hex digits) that the author decided on, for a value that decides for a set.
        """
        declared = KINDS[kind]
        one = bytes.fromhex(record)
        office = self._office(declared, record, values)
        deleted = [room for room in self._vault.rooms_holding(kind, record) if room.ledger.state(kind, one).hidden]
        by_room: dict[Room, dict[str, Any]] = {}
        for path, value in values.items():
            by_room.setdefault(declared.part_of(path).field.room, {})[path] = value
        grounds = tuple(bytes.fromhex(ref) for ref in rests_on)
        written = [self._append(f"{office}/{place}", kind, one, said, grounds) for place, said in by_room.items()]
        if any(written):  # who writes knowingly on a deleted record undoes the deletion (rule 13)
            for room in deleted:
                self._append(room.name, "deletion", one, {"deleted": False})

    def transition(self, machine: str, record: str, to: str, *, rests_on: Iterable[str] = (), reason: str = "") -> None:
        """Bring a record to a state. A decision names the values (68 hex digits) it rests on, all heads of its record
        among them; a fact names none."""
        kind = KINDS[MACHINES[machine].kind]
        office = self._office(kind, record, {})
        said = {"machine": machine, "record": record, "to": to} | ({"reason": reason} if reason else {})
        key = bytes.fromhex(natural_id("transition", machine, record))
        grounds = tuple(bytes.fromhex(ref) for ref in sorted(set(rests_on)))
        self._append(f"{office}/{kind.rooms[0]}", "transition", key, {"status": said}, grounds)

    def delete(self, kind: str, record: str) -> None:
        """Hide a record: everything of it that stands in the rooms that this seat reads (rule 13)."""
        self._hide(kind, record, True)

    def restore(self, kind: str, record: str) -> None:
        """Undo a deletion."""
        self._hide(kind, record, False)

    def same(self, kind: str, one: str, other: str, yes: bool) -> None:
        """Say that two records are the same, or are not (rule 14). Nothing is copied."""
        a, b = sorted((one, other))
        place = Room.IDENTITY if kind == "party" else KINDS[kind].rooms[0]
        office = self._office(KINDS[kind], one, {})
        self._append(
            f"{office}/{place}", "same", bytes.fromhex(natural_id("same", a, b)), {"same": {"a": a, "b": b, "is": yes}}
        )

    def revoke(self, room: str, seat: str) -> None:
        """Ask that in a room nothing more of a seat (public key, 64 hex digits) counts than what is held of it now
        (rule 9). It is in force once somebody apart confirms it.
        """
        key = bytes.fromhex(seat)
        last = sorted(head.entry for head in self._room(room).ledger.heads() if head.seat == key)
        self._append(room, "revocation", seat_record(key), {"revoke": True}, tuple(last))

    def confirm(self, room: str, asked: Iterable[str]) -> None:
        """Confirm what another seat asked for in a room: the entries (64 hex digits) of revocations."""
        entries = tuple(bytes.fromhex(one) for one in sorted(asked))
        self._append(room, "confirm", bytes.fromhex(self.new_id()), {"confirm": True}, entries)

    # --- the end

    def commit(self) -> None:
        """Sign the heads and make everything durable. Raises `DiskFull` and the other refusals of the disk; then
        nothing was written."""
        vault = self._vault
        try:
            for name in self._opened:
                room = self._room(name)
                vault.judged_as_now(room)
                room.ledger.sign(vault.writer)
                if room.sealed is not None:
                    room.sealed.follow(room.ledger)
            for name in self._closed:
                vault.rooms.sealed(name).sign(vault.writer)
            if self._opened or self._closed:
                vault.own.keep(LAST_ENTRY, str(max(self._at, int(vault.own.get(LAST_ENTRY) or 0))))
            vault.rooms.forget_erased()
            with sorting(f"{LEDGER}.db"):
                self._begun[LEDGER].execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        self._done = True
        try:
            self._commit_opened()
        finally:
            vault.committed()

    def _commit_opened(self) -> None:
        """Opened copies of closed rooms follow the ledger; one that cannot catches up before it is next used."""
        late: list[tuple[str, Refusal]] = []
        for file, connection in self._begun.items():
            if file == LEDGER:
                continue
            try:
                with sorting(f"{file}.db"):
                    connection.execute("COMMIT")
            except Refusal as failure:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._vault.rooms.fall_behind(
                    [name for name in self._opened if file_of(Room(name.partition("/")[2])) == file]
                )
                late.append((file, failure))
        for name, cause in late:
            raise ShownLater(file=f"{name}.db") from cause

    # --- inside

    def _append(
        self, name: str, kind: str, record: bytes, values: Mapping[str, Any], rests_on: tuple[bytes, ...] = ()
    ) -> bool:
        """Write one entry; whether there was anything to say."""
        vault = self._vault
        if name.startswith("/"):
            raise NoOfficeYet
        self._touched.add(name)
        label: dict[str, Any] = {
            "at": self._at - self._at % DAY if name.endswith(f"/{Room.SOURCE}") else self._at,
            "clock_ok": self._clock_ok,
            "rests_on": rests_on,
            "roster": vault.law.head_of(name.partition("/")[0]),
        }
        room = vault.rooms.room(name)
        if room is None:
            sealed = vault.rooms.sealed(name)
            if not sealed.recipients:
                raise NobodyReads(room=name)
            sealed.append(vault.writer, kind, record, values, **label)
            self._closed.add(name)
            return True
        self._begin(file_of(room.place))
        changed = values
        if kind in KINDS:
            changed = _changed(room.ledger.state(kind, record), values)
            if not changed:
                return False
        room.ledger.append(vault.writer, kind, record, changed, **label)
        self._opened[name] = None
        vault.rooms.show(room, room.ledger.appended())
        return True

    def _hide(self, kind: str, record: str, yes: bool) -> None:
        one = bytes.fromhex(record)
        for room in list(self._vault.rooms_holding(kind, record)):
            entries = {head.ref[:32] for head in room.ledger.state(kind, one).heads()}
            self._append(room.name, "deletion", one, {"deleted": yes}, tuple(sorted(entries)) if yes else ())

    def _office(self, kind: Kind, record: str, values: Mapping[str, Any]) -> str:
        """The office in whose rooms a record stands: where it stands already, else its case's, else that of another
        record that it is about (a consent of its party), else this vault's.
        """
        if room := self._vault.main_room(kind.name, record):
            return room.office
        named = sorted(_named(kind, values), key=lambda one: one[0] != "case")
        rooms = (self._vault.main_room(of, one) for of, one in named if of in KINDS)
        return next((room.office for room in rooms if room), self._vault.office)

    def _room(self, name: str) -> OpenRoom:
        room = self._vault.rooms.room(name)
        assert room is not None
        return room

    def _begin(self, file: str) -> None:
        if file not in self._begun:
            connection = self._vault.files.databases[file]
            with sorting(f"{file}.db"):
                connection.execute("BEGIN IMMEDIATE")
            self._begun[file] = connection

    def _roll_back(self) -> None:
        for connection in self._begun.values():
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        self._vault.rooms.forget(list(self._touched))
        self._done = True


def _named(kind: Kind, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The records that values name: kind and id."""
    for path, value in values.items():
        part = kind.part_of(path)
        said = [(inner, value.get(inner.name)) for inner in part.parts] if isinstance(value, dict) else [(part, value)]
        for inner, one in said:
            if inner.field.type is Type.REF and isinstance(one, str):
                yield from ((of, one) for of in inner.field.refers.split())


def _changed(state: RecordState, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values that are not what stands there alone and readable already.

    A value that a revocation cut goes on restricting until somebody says again what counts (rule 10).
    """
    out = {}
    cut = {ghost.path for ghost in state.ghosts}
    for path, value in values.items():
        heads = state.fields.get(path, [])
        if not heads and value is None:
            continue
        if len(heads) == 1 and not heads[0].why and path not in cut and _same(heads[0].value, value):
            continue
        out[path] = value
    return out


def _same(one: Any, other: Any) -> bool:
    """Whether two values are the same JSON: `true` is not 1, a tuple is a list."""
    return msgspec.json.encode(one, order="deterministic") == msgspec.json.encode(other, order="deterministic")
