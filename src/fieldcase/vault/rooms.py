"""The rooms of an opened vault: which stand in it, which this seat reads, and the ledger and views of each.

A room is a compartment of an office, `KAL/case`; headquarters holds rooms of many offices. Rooms of one compartment
share a file and its views. A closed room is two things: sealed rows in `ledger.db`, and, where this seat holds the
key, the opened copy in a file of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Protocol

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.ledger.entries import BrokenEntry, Key
from fieldcase.model.ledger.fold import Changes
from fieldcase.model.ledger.rules import FoldRules, Lawful
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault.copies import forget_aside
from fieldcase.vault.database import transaction
from fieldcase.vault.files import OPEN_ROOMS, VaultFiles, file_of
from fieldcase.vault.keys import keyring
from fieldcase.vault.keys.recipients import read_recipients
from fieldcase.vault.ledger.room import RoomLedger
from fieldcase.vault.ledger.sealed import SealedRoom
from fieldcase.vault.ledger.sealing import SealedRowUnreadable
from fieldcase.vault.own import OFFICE, Own
from fieldcase.vault.views.layout import FILES
from fieldcase.vault.views.tables import Views

if TYPE_CHECKING:
    from fieldcase.vault.vault import Vault


STALE = "stale"
"""Noted in a file: the kinds whose views were emptied, until all of them are shown again."""

BEHIND = "yes"
"""Noted of a room whose opened copy is being brought up: until its views show that too."""


class NobodyReads(Refusal):
    """Nothing can be sealed for a compartment whose key no vault of the office holds."""

    code = "FC-157"
    message = N_("No laptop of the office opens “{room}” yet, so nothing can be entered there.")
    remedy = N_("Let a head of presence or a custodian join the office first.")


class Law(Protocol):
    """What a vault asks of whoever knows the rosters (`office.law`)."""

    def read(self, vault: Vault) -> Mapping[str, Collection[bytes]]:
        """Take in the rosters and cards that the vault holds; by office, the rosters that count now."""
        ...

    def in_room(self, room: str) -> Lawful:
        """The judge of a room's entries: did the author's role allow this one?"""
        ...

    def apart(self, asked: bytes, confirms: bytes) -> bool:
        """May the second seat confirm what the first asked for?"""
        ...

    def head_of(self, office: str) -> bytes | None:
        """The roster under which one writes in that office's rooms."""
        ...

    def holders(self, office: str, compartment: str) -> tuple[str, ...]:
        """The age recipients of the office's vaults on which a seat reads the compartment."""
        ...


class OpenRoom(msgspec.Struct, frozen=True, kw_only=True):
    """A room that this seat reads. `sealed` is its closed side in `ledger.db`; rooms `case` and `office` have none."""

    name: str
    place: Room
    ledger: RoomLedger
    views: Views
    sealed: SealedRoom | None

    @property
    def office(self) -> str:
        """The code of the office whose room it is."""
        return self.name.partition("/")[0]


class Rooms:
    """All rooms of an opened vault, each made when it is first asked for. Threads: one, the vault's."""

    def __init__(self, files: VaultFiles, rules: FoldRules, law: Law) -> None:
        self._files, self._rules, self._law = files, rules, law
        self._open: dict[str, OpenRoom] = {}
        self._sealed: dict[str, SealedRoom] = {}
        self._behind: set[str] = set()
        self._views: dict[str, Views] = {}
        self.prepare_views()

    @property
    def views(self) -> Mapping[str, Views]:
        """The views by file, brought up first where a copy could not follow: no old value is read as the last."""
        self.bring_up()
        return self._views

    @property
    def places(self) -> frozenset[Room]:
        """The compartments that this seat reads."""
        held = self._files.keys.compartments
        return frozenset(
            room for room in Room if room in OPEN_ROOMS or (room.value in held and self._files.database_of(room))
        )

    @property
    def names(self) -> tuple[str, ...]:
        """Every room of which anything is held, open or closed, in the order in which they came."""
        rows = self._files.ledger.execute("SELECT name FROM room ORDER BY number").fetchall()
        return tuple(name for (name,) in rows)

    def open(self) -> Iterator[OpenRoom]:
        """The rooms that stand here and that this seat reads: those of the own office, then as they came."""
        own = Own(self._files.ledger).get(OFFICE)
        for name in sorted(self.names, key=lambda name: name.partition("/")[0] != own):
            if room := self.room(name):
                yield room

    def room(self, name: str) -> OpenRoom | None:
        """A room by name, made if need be; None when its compartment is closed to this seat."""
        self.bring_up()
        if name not in self._open:
            place = Room(name.partition("/")[2])
            connection = self._files.database_of(place)
            if connection is None or place not in self.places:
                return None
            ledger = RoomLedger(connection, name, self._rules, lawful=self._law.in_room(name), apart=self._law.apart)
            sealed = None if place in OPEN_ROOMS else self.sealed(name)
            views = self._views[file_of(place)]
            self._open[name] = OpenRoom(name=name, place=place, ledger=ledger, views=views, sealed=sealed)
        return self._open[name]

    def sealed(self, name: str) -> SealedRoom:
        """The closed side of a room; rows are sealed to this vault's key for it, else to the office's vaults that
        read it.
        """
        if name not in self._sealed:
            office, _, compartment = name.partition("/")
            own = read_recipients(self._files.ledger).get(compartment)
            texts = (
                (own,)
                if own and compartment in self._files.keys.compartments
                else self._law.holders(office, compartment)
            )
            recipients = [keyring.recipient(text) for text in texts]
            self._sealed[name] = SealedRoom(self._files.ledger, name, recipients)
        return self._sealed[name]

    def forget(self, names: Sequence[str] | None = None) -> None:
        """Make rooms anew when next asked for: after a rollback, or when keys or rosters changed."""
        for name in [*self._open, *self._sealed] if names is None else names:
            self._open.pop(name, None)
            self._sealed.pop(name, None)

    def forget_recipients(self) -> None:
        """Rosters changed: other vaults may read the compartments that are closed here."""
        for name in [name for name in self._sealed if name not in self._open]:
            del self._sealed[name]

    def prepare_views(self) -> None:
        """Make views that are missing, and empty those whose declaration changed; `show_stale` fills them."""
        self._views = {}
        standing = {file_of(Room(name.partition("/")[2])) for name in self.names}
        for file, connection in self._files.databases.items():
            views = Views(connection, KINDS.values(), FILES[file], self._rules)
            with transaction(connection):
                stale = views.prepare()
                if stale and file in standing:
                    views.note(STALE, " ".join({*stale, *(views.noted(STALE) or "").split()}))
            self._views[file] = views

    def show_stale(self) -> None:
        """Show again what an update of the program emptied; a program killed meanwhile does so at the next opening.

        Not before the law was read: who was allowed what decides on what is shown.
        """
        for file, views in self.views.items():
            kinds = frozenset((views.noted(STALE) or "").split())
            if kinds:
                with transaction(views.connection):
                    for room in [room for room in self.open() if file_of(room.place) == file]:
                        keys = (key for key in room.ledger.keys() if key[0] in kinds)  # noqa: SIM118  # no dict
                        views.refresh(room.ledger.states(self.shown_by(room, keys)))
                    views.note(STALE, "")

    def show(self, room: OpenRoom, changes: Changes) -> None:
        """Bring a room's views to what applying changed, inside the caller's transaction; before it is committed,
        `forget_erased`.
        """
        room.views.refresh(room.ledger.states(self.shown_by(room, changes.touched)))
        if changes.erased:
            room.views.owe()
            forget_aside(self._files.folder)

    def forget_erased(self) -> None:
        """Before a commit: what an erasure took leaves the index too, once however much was erased."""
        for views in self._views.values():
            views.forget()

    def shown_by(self, room: OpenRoom, keys: Iterable[Key]) -> Iterator[Key]:
        """Of these records those that the room shows.

        Rooms of one compartment share their views. Where two offices hold a record under one id, the own office's is
        shown, else that of the room that came first: nobody writes over what another office says.
        """
        before = list(
            takewhile(lambda one: one.name != room.name, (one for one in self.open() if one.place is room.place))
        )
        if not before:
            yield from keys
            return
        rest = iter(keys)
        while batch := list(islice(rest, 250)):
            taken = {key for other in before for key in _held(other, {record for _kind, record in batch})}
            yield from (key for key in batch if key not in taken)

    def catch_up(self) -> None:
        """Open what was added to closed rooms since they were last looked at, and show it.

        A room whose rows cannot be opened would be shown as it was before them: its compartment is closed instead.
        """
        for name in self.names:
            try:
                self._catch_up(name)
            except (SealedRowUnreadable, BrokenEntry) as why:
                place = Room(name.partition("/")[2])
                self._files.shut(place, why)
                self._views.pop(file_of(place), None)
                self.forget([one for one in self._open if one.endswith(f"/{place}")])

    def fall_behind(self, names: Iterable[str]) -> None:
        """The opened copies of these rooms could not follow the ledger: they catch up before anything is read."""
        self._behind |= set(names)
        self.forget(list(self._behind))

    def bring_up(self) -> None:
        """Catch up where a copy could not follow. Raises the refusals of the disk, as long as it cannot still."""
        while self._behind:
            name = self._behind.pop()
            try:
                self._catch_up(name)
            except BaseException:
                self._behind.add(name)
                self.forget([name])
                raise

    def _catch_up(self, name: str) -> None:
        room = self.room(name)
        if room is None or room.sealed is None:
            return
        connection = self._files.databases[file_of(room.place)]
        identities = self._files.keys.readers(room.place.value)
        behind = f"behind/{name}"
        whole = room.views.noted(behind) == BEHIND
        if not whole:
            with transaction(connection):  # said first, so that a crash between copy and views is noticed
                room.views.note(behind, BEHIND)
        changes = room.sealed.catch_up(room.ledger, identities)
        with transaction(connection):
            if whole:
                room.views.refresh(room.ledger.states(self.shown_by(room, room.ledger.keys())))
            else:
                self.show(room, changes)
            room.views.note(behind, "")


def _held(room: OpenRoom, records: Collection[bytes]) -> set[Key]:
    """Which of these records a room holds, by kind; most often none."""
    places = ",".join("?" * len(records))
    rows = room.ledger.connection.execute(
        f"SELECT DISTINCT record FROM entry WHERE +room = ? AND record IN ({places})",  # noqa: S608  # question marks
        (room.ledger.shelf.room, *records),
    ).fetchall()
    return {(kind, record) for (record,) in rows for kind in room.ledger.fold.look().kinds(record)}
