"""Read records out of an opened vault: typed, merged over the rooms that this seat reads, with what people must know
of them.

Values come from the views; who wrote them, what they stood on and whether a decision holds come from the ledger.
Nothing is patched together here that the ledger does not say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from fieldcase.model.declare import Kind, Record, Room, assemble, fitting, natural_id, well_named
from fieldcase.model.kinds import kind_named, kind_of
from fieldcase.model.ledger.entries import FOUND_BY_KIND, path_of, seat_record, text
from fieldcase.model.ledger.sets import SameSet, same_sets
from fieldcase.model.ledger.state import RecordState
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.vault.files import file_of
from fieldcase.vault.rooms import OpenRoom, Rooms
from fieldcase.vault.same import SameSets as SameSets
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, highest, page
from fieldcase.vault.views.shown import Mark, Shown, only_ghosts, shown

R = TypeVar("R", bound=Record)
UNREADABLE = frozenset({Mark.WITHHELD, Mark.MISPLACED, Mark.INCOMPLETE, Mark.GHOST})


class NoSuchRecord(Refusal):
    """The record is not held here, or was deleted."""

    code = "FC-152"
    message = N_("{kind}: there is none of that number here.")
    remedy = N_("Check the number; a colleague may hold it and not have sent it yet.")


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """Where a record stands in a machine: state entered last, when (ms), by which seat (record id); void says why it no
    longer holds, in the fold's words."""

    state: str
    at: int
    seat: str
    holds: bool = True
    void: str = ""


class Alternative(msgspec.Struct, frozen=True, kw_only=True):
    """One of several values made apart: `ref` names it, `why` is empty where it can be read."""

    ref: str
    value: Any
    why: str
    seat: str
    at: int


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One value written: when (ms), by which seat, under which path; `value` None where it is withheld or erased.

    `counts`: whether the seat was allowed what it wrote.
    """

    at: int
    seat: str
    kind: str
    path: str
    value: Any
    ref: str
    replaces: tuple[str, ...] = ()
    clock_ok: bool = True
    counts: bool = True


class Reading:
    """What can be asked of an opened vault without writing. Base of `Vault`."""

    rooms: Rooms

    # --- typed records

    def find(self, record_type: type[R], record: str) -> R | None:
        """The record of that id as it is shown; None when it is not held or was deleted."""
        kind = kind_of(record_type)
        shown = self.shown(kind.name, record)
        if shown is None or shown.hidden or _nothing(kind, shown):
            return None
        return _typed(record_type, kind, record, shown.values)

    def get(self, record_type: type[R], record: str) -> R:
        """The record of that id. Raises `NoSuchRecord`."""
        found = self.find(record_type, record)
        if found is None:
            raise NoSuchRecord(kind=_(kind_of(record_type).label))
        return found

    def all(self, record_type: type[R], *, case: str = "", hidden: bool = False) -> tuple[R, ...]:
        """Every record of a type (of one case), oldest here first."""
        kind = kind_of(record_type)
        files = self._files_of(kind)
        if not files:
            return ()
        found = self.rooms.views[files[0]].all(kind.name, case=case, hidden=hidden)
        return tuple(
            _typed(record_type, kind, record, self._merged(kind, record, files, shown))
            for record, shown in found
            if not _nothing(kind, shown)
        )

    def ids_within(self, room: str, kind: str) -> tuple[str, ...]:
        """The ids of a kind's records in one room, deleted ones too, from the ledger itself (FOUND_BY_KIND: quick)."""
        found = self.rooms.room(room) if room in self.rooms.names else None
        if found is None:
            return ()
        if kind in FOUND_BY_KIND:
            labels = (held.label for held in found.ledger.shelf.of((kind,)))
            return tuple(sorted({label.record.hex() for label in labels if label}))
        keys = found.ledger.keys()
        return tuple(one.hex() for of, one in keys if of == kind)

    def within(self, room: str, record_type: type[R]) -> tuple[R, ...]:
        """Every record of a type in one room, from the ledger itself: what trust is built on asks no view.

        Views of one file show all offices together, and one office's entries may name the records of another's.
        """
        kind = kind_of(record_type)
        found = self.rooms.room(room) if room in self.rooms.names else None
        if found is None:
            return ()
        keys = [(kind.name, bytes.fromhex(one)) for one in self.ids_within(room, kind.name)]
        states = ((state.record.hex(), shown(state)) for state in found.ledger.states(keys))
        return tuple(
            _typed(record_type, kind, record, one.values)
            for record, one in states
            if not one.hidden and (one.values or one.marks)
        )

    def where(self, record_type: type[R], column: str, values: Iterable[str]) -> tuple[R, ...]:
        """The records whose list column holds one of the values."""
        wanted = tuple(dict.fromkeys(values))
        kind = kind_of(record_type)
        files = self._files_of(kind)
        if not wanted or not files:
            return ()
        query = ListQuery(kind=kind.name, filters=(Filter(column, Compare.ANY, wanted),), limit=1_000_000)
        rows = page(self.rooms.views[files[0]], query).rows
        return tuple(found for row in rows if (found := self.find(record_type, row.id)))

    def highest(self, record_type: type[Record], column: str, prefix: str) -> str | None:
        """The highest value of a list column with this beginning, hidden records too; None when there is none."""
        kind = kind_of(record_type)
        files = self._files_of(kind)
        return highest(self.rooms.views[files[0]], kind.name, column, prefix) if files else None

    def shown(self, kind: str, record: str) -> Shown | None:
        """A record as it is shown: values and marks over all rooms that this seat reads; None when it is not held."""
        declared = kind_named(kind)
        held = (self.rooms.views[file].get(kind, record) for file in self._files_of(declared))
        parts = sorted((one for one in held if one), key=lambda one: _nothing(declared, one))
        return _readable(declared, _joined(parts)) if parts else None

    def stands(self, kind: str, record: str, file: str) -> bool:
        """Whether what a file shows of a record is shown at all: the record was not deleted in its main room."""
        main = next(iter(self._files_of(kind_named(kind))), file)
        shown = None if main == file else self.rooms.views[main].get(kind, record)
        return shown is None or not shown.hidden or _nothing(kind_named(kind), shown)

    # --- what stands behind the values

    def heads(self, kind: str, record: str) -> frozenset[str]:
        """The values (68 hex digits) that a record stands on now, in its main room: what a decision rests on."""
        room = self.main_room(kind, record)
        if room is None:
            return frozenset()
        state = room.ledger.state(kind, bytes.fromhex(record))
        return frozenset(head.ref.hex() for head in state.heads())

    def values(self, kind: str, record: str) -> frozenset[str]:
        """Every value that was ever written of a record in its main room, old ones too."""
        room = self.main_room(kind, record)
        if room is None:
            return frozenset()
        return frozenset(
            (one.id + position.to_bytes(2, "big")).hex()
            for one in room.ledger.written(kind, bytes.fromhex(record))
            for position in range(len(one.label.values))
        )

    def incomplete(self, kind: str, record: str) -> bool:
        """Whether a part of the record is withheld, unreadable, lacking or cut: restrictive rules take the strict
        side.
        """
        shown = self.shown(kind, record)
        return shown is not None and any(UNREADABLE & set(marks) for marks in shown.marks.values())

    def alternatives(self, kind: str, record: str, path: str) -> tuple[Alternative, ...]:
        """The values of a field that were made apart, highest first; one where there is no conflict."""
        found = []
        for room in self.rooms_holding(kind, record):
            heads = room.ledger.state(kind, bytes.fromhex(record)).fields.get(path, [])
            entries = {one.id: one for one in room.ledger.written(kind, bytes.fromhex(record))}
            for head in heads:
                entry = entries[head.ref[:32]]
                found.append(
                    Alternative(
                        ref=head.ref.hex(),
                        value=head.value,
                        why=head.why,
                        seat=seat_record(entry.seat).hex(),
                        at=entry.label.wall,
                    )
                )
        return tuple(found)

    def writers(self, kind: str, record: str) -> dict[str, frozenset[str]]:
        """By path, the seats (record ids) that wrote what stands there or anything it grew from (G9)."""
        found: dict[str, frozenset[str]] = {}
        for room in self.rooms_holding(kind, record):
            one = bytes.fromhex(record)
            for path, heads in room.ledger.state(kind, one).fields.items():
                keys = {seat for head in heads for seat in room.ledger.authors(kind, one, head.ref)}
                found[path] = found.get(path, frozenset()) | frozenset(seat_record(key).hex() for key in keys)
        return found

    def standing(self, machine: str, record: str) -> Standing | None:
        """Where a record stands in a machine; None before its first transition."""
        for room in self.rooms.open():
            if room.views.status(machine, record) is None:
                continue
            key = bytes.fromhex(natural_id("transition", machine, record))
            state = room.ledger.state("transition", key)
            if not state.fields:
                continue
            return _standing(room, key, state)
        return None

    def history(self, kind: str, record: str) -> tuple[Change, ...]:
        """Everything ever written of a record, oldest first, as far as this seat reads it.

        In each room what was written in knowledge of something comes after it, whatever the clocks said.
        """
        found: list[tuple[int, Change]] = []
        for room in self.rooms_holding(kind, record):
            latest = 0
            for change in _changes(room, kind, bytes.fromhex(record)):
                latest = max(latest, change.at)
                found.append((latest, change))
        return tuple(change for _at, change in sorted(found, key=lambda pair: pair[0]))

    def same_sets(self, kind: str) -> SameSets:
        """Which records of a kind are held to be the same; contested links join too, for rules are strict."""
        found: dict[bytes, SameSet] = {}
        for room in self.rooms.open():
            if room.place is (Room.IDENTITY if kind == "party" else Room.CASE):
                found |= same_sets(room.ledger.fold, contested=True)
        return SameSets(found)

    def decides_for_set(self, consent: str, members: Iterable[str]) -> bool:
        """Whether a consent was decided for a whole set of same persons, and the set is still what it was (rule 14)."""
        every = sorted(set(members))
        room = self.main_room("consent", consent)
        shown = self.shown("consent", consent)
        answer = shown.values.get("answer") if shown else None
        if room is None or not answer or len(every) < 2 or answer.get("party") != every[0]:
            return False
        heads = room.ledger.state("consent", bytes.fromhex(consent)).fields.get("answer", [])
        entry = room.ledger.entry(heads[0].ref[:32]) if len(heads) == 1 else None
        links = self.same_sets("party").links(every[0])
        if entry is None or entry.label is None or not links:
            return False
        rows = (natural_id("consent", one, answer["scope"], answer.get("recipient", "")) for one in every[1:])
        below = {ref for row in rows for ref in self._answers(room, row)}
        return links | below == set(entry.label.rests_on)

    @staticmethod
    def _answers(room: OpenRoom, consent: str) -> set[bytes]:
        heads = room.ledger.state("consent", bytes.fromhex(consent)).fields.get("answer", [])
        return {head.ref for head in heads}

    # --- rooms

    def main_room(self, kind: str, record: str) -> OpenRoom | None:
        """The room in which a record mainly stands: the first of its kind's rooms that holds it and is open here."""
        return next(iter(self.rooms_holding(kind, record)), None)

    def rooms_holding(self, kind: str, record: str) -> list[OpenRoom]:
        """The open rooms that hold anything of a record, its main room first."""
        places = kind_named(kind).rooms
        one = _id(record)
        held = [room for room in self.rooms.open() if room.place in places and (kind, one) in room.ledger.kinds(one)]
        return sorted(held, key=lambda room: places.index(room.place)) if one else []

    def _files_of(self, kind: Kind) -> tuple[str, ...]:
        """The files in which this seat sees the kind, the main one first."""
        places, views = self.rooms.places, self.rooms.views
        files = dict.fromkeys(file_of(place) for place in kind.rooms if place in places)
        return tuple(file for file in files if file in views)

    def _merged(self, kind: Kind, record: str, files: tuple[str, ...], first: Shown) -> Mapping[str, Any]:
        more = (self.rooms.views[file].get(kind.name, record) for file in files[1:])
        return _joined([first, *(one for one in more if one)]).values


def _typed(record_type: type[R], kind: Kind, record: str, values: Mapping[str, Any]) -> R:
    found = assemble(kind, record, well_named(kind, values))
    assert isinstance(found, record_type)
    return found


def _id(record: str) -> bytes:
    """A record's id; nothing for what cannot be one."""
    try:
        return bytes.fromhex(record)
    except ValueError:
        return b""


def _nothing(kind: Kind, shown: Shown) -> bool:
    """Whether nothing that counts was ever said: entries against their author's role alone make no record. In
    restrictive kinds they go on restricting.
    """
    return not shown.values and (not shown.marks or (not kind.strictest and only_ghosts(shown.values, shown.marks)))


def _readable(kind: Kind, shown: Shown) -> Shown:
    """Without values of another type than their field's: they stand in the history, and count as misplaced."""
    values = fitting(kind, shown.values)
    if len(values) == len(shown.values):
        return shown
    strange = {path: (Mark.MISPLACED,) for path in shown.values if path not in values}
    return msgspec.structs.replace(shown, values=values, marks={**shown.marks, **strange})


def _joined(parts: Sequence[Shown]) -> Shown:
    """A record over the rooms that hold it, its main room first.

    That one says whether it was deleted: lists, search and single records then agree, in every vault. Parts deleted
    elsewhere alone are left out.
    """
    main = parts[0]
    stand = [one for one in parts if main.hidden or not one.hidden]
    marks = {path: mark for one in stand for path, mark in one.marks.items()}
    if whole := tuple(dict.fromkeys(mark for one in stand for mark in one.marks.get("", ()))):
        marks[""] = whole
    return Shown(
        values={path: value for one in stand for path, value in one.values.items()},
        marks=marks,
        hidden=main.hidden,
        level=next((one.level for one in stand if one.level), main.level),
        status=next((one.status for one in stand if one.status), main.status),
    )


def _standing(room: OpenRoom, key: bytes, state: RecordState) -> Standing:
    entries = {one.id: one for one in room.ledger.written("transition", key)}
    heads = [head for heads in state.fields.values() for head in heads if not head.why]
    counting = state.at if state.at is not None else (heads[0].ref if heads else None)
    if counting is None:
        return Standing(state="", at=0, seat="", holds=False)
    entry = entries[counting[:32]]
    said = next((head.value["to"] for head in heads if head.ref == counting), "")
    return Standing(
        state=said,
        at=entry.label.wall,
        seat=seat_record(entry.seat).hex(),
        holds=state.status == said,
        void=", ".join(dict.fromkeys(one.why.value for one in state.void)),
    )


def _changes(room: OpenRoom, kind: str, record: bytes) -> Iterable[Change]:
    for one in room.ledger.written(kind, record):
        for position, (value, (_hash, replaces)) in enumerate(zip(one.values, one.label.values, strict=True)):
            path = path_of(value) if value is not None else None
            said = text(value)[1] if value is not None and path is not None else None
            yield Change(
                at=one.label.wall,
                seat=seat_record(one.seat).hex(),
                kind=kind,
                path=path or "",
                value=said,
                ref=(one.id + position.to_bytes(2, "big")).hex(),
                replaces=tuple(ref.hex() for ref in replaces),
                clock_ok=one.label.clock_ok,
                counts=one.counts,
            )
