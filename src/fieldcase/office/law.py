"""Who was allowed what: the rosters and cards held here, as the ledger asks for them on every reading.

The vault's ledgers know no roster; they ask of each entry whether its author's role allowed it, and of two seats
whether one may confirm what the other asked for (docs/formats/ledger.md, rules 7 and 20). Rosters count by their
signatures alone (docs/formats/card.md), never because of who sent them.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from fieldcase.exchange.peers import Known, known_here, roster_record
from fieldcase.exchange.roster import Rosters, SignedRoster
from fieldcase.model.declare import Room
from fieldcase.model.kinds.office import Peer, RosterRecord, RosterSignature
from fieldcase.model.lawful import BY_VALUE, lawful, lawful_value
from fieldcase.model.ledger.entries import NEVER_WITHHELD, Label, path_of, text
from fieldcase.model.ledger.rules import Lawful, Texts
from fieldcase.model.roles import Role, Roster, may_hold
from fieldcase.vault.own import OFFICE
from fieldcase.vault.vault import Vault

ROSTERS = "rosters"
ROOT = "root"
RECOVERY = "recovery"
BY_FOUNDER = frozenset({"office"})
"""Kinds that the founder writes before there is any roster, whatever their roles. Trust is built on none of them."""
LAST_INSTANT = 253_402_300_799_000
NO_DAY = "0001-01-01"
"""Any day does for a seat that is nobody's delegate."""
BY_SIGNATURE = frozenset({"roster"})
"""Kinds that count by signatures inside them, not by their author's role."""


class Rights:
    """What one roster allowed one seat. Where neither day nor content decides, the answer is kept by field."""

    def __init__(self, roster: Roster, seat: str) -> None:
        self._roster, self._seat = roster, seat
        known = roster.seat(seat)
        self._by_day = known is not None and known.delegate is not None
        self._kept: dict[tuple[Room, str, str], bool] = {}

    def allow(self, room: Room, label: Label, values: Texts) -> bool:
        """Whether it was allowed this entry, as far as its values are held."""
        kind = label.kind
        on = _day(label.wall) if self._by_day else NO_DAY
        if kind == "transition" and values[0] is not None:
            said = text(values[0])[1]
            return lawful(self._roster, self._seat, room, kind, machine=said["machine"], to=said["to"], on=on)
        if not self._may(room, kind, "", on):
            return False
        if kind in NEVER_WITHHELD:
            return True
        for value in values:
            if value is not None and (path := path_of(value)) is not None:
                field = path.partition("/")[0]
                if (kind, field) in BY_VALUE:
                    said = text(value)[1]
                    if not lawful_value(self._roster, self._seat, room, kind, path, said, on=on):
                        return False
                elif not self._may(room, kind, field, on):
                    return False
        return True

    def _may(self, room: Room, kind: str, field: str, on: str) -> bool:
        if self._by_day:
            return lawful(self._roster, self._seat, room, kind, path=field, on=on)
        key = (room, kind, field)
        if key not in self._kept:
            self._kept[key] = lawful(self._roster, self._seat, room, kind, path=field, on=on)
        return self._kept[key]


class Law:
    """The rosters of every office held and the cards enrolled; read anew with `read` when any of them came."""

    def __init__(self) -> None:
        self.known = Known(rosters={})
        self._found: dict[tuple[str, bytes | None, bytes], Rights | None] = {}
        self.office = ""
        self.recovery = ""

    def read(self, vault: Vault) -> dict[str, frozenset[bytes]]:
        """Take in what the vault holds. Returns, by office, the rosters that count now.

        By which root key the own office's rosters are judged was settled when the vault was founded or joined, and
        stands in no entry; whom this office enrolled stands in its own room. What others write changes neither.
        """
        self.office = vault.office
        offices = [name for name in vault.rooms.names if name.endswith(f"/{Room.OFFICE}")]
        records = [one for name in offices for one in rosters_in(vault, name)]
        peers = vault.within(f"{vault.office}/{Room.OFFICE}", Peer) if vault.office else ()
        root = vault.own.get(ROOT)
        self.known = known_here(
            [*records, *_brought(vault)],
            peers,
            roots={vault.office: root} if root else {},
            training=vault.training,
            met={},
        )
        self._found = {}
        self.recovery = vault.own.get(RECOVERY)
        return {
            code: frozenset(bytes.fromhex(one) for one in rosters.counting)
            for code, rosters in self.known.rosters.items()
        }

    @property
    def rosters(self) -> Rosters | None:
        """All that the rosters of this vault's own office say together; None while there is none."""
        return self.known.rosters.get(self.office)

    @property
    def rosters_counting(self) -> frozenset[str]:
        """The names (64 hex) of the own office's rosters that count."""
        return frozenset(self.rosters.counting) if self.rosters else frozenset()

    @property
    def roster(self) -> Roster:
        """The roster in force of this vault's own office; an empty one while there is none."""
        return self.rosters.roster if self.rosters else Roster(office=self.office)

    def head_of(self, office: str) -> bytes | None:
        """The roster under which one writes in that office's rooms; None while it has none."""
        rosters = self.known.rosters.get(office)
        return bytes.fromhex(rosters.head) if rosters else None

    def holders(self, office: str, compartment: str) -> tuple[str, ...]:
        """The age recipients of the office's own vaults on which a seat reads the compartment."""
        rosters = self.known.rosters.get(office)
        if rosters is None:
            return ()
        # The log never leaves a vault, so cards name no key for it; head and custodian read `sealed` too.
        key = Room.SEALED.value if compartment == Room.LOG else compartment
        readers = {
            seat.vault
            for seat in rosters.roster.seats
            if may_hold(seat.roles, Room(compartment)) and Role.HQ_DESK not in seat.roles
        }
        cards = (card for card in rosters.roster.vaults if card.id in readers)
        found = tuple(card.recipients[key] for card in cards if key in card.recipients)
        if not found and compartment == Room.LOG and office == self.office and self.recovery:
            return (self.recovery,)  # what was looked at is noted even before anybody may read the notes
        return found

    def in_room(self, room: str) -> Lawful:
        """What the ledger of a room (`KAL/case`) asks: did the author's role allow this entry?"""
        office, _, compartment = room.partition("/")
        place = Room(compartment)

        def allowed(label: Label, seat: bytes, values: Texts) -> bool:
            if label.kind in BY_SIGNATURE:
                return True
            rights = self._rights(office, label.roster, seat)
            if rights is None:
                return False
            if label.kind in BY_FOUNDER and label.roster is None:
                return True
            return rights.allow(place, label, values)

        return allowed

    def _rights(self, office: str, named: bytes | None, seat: bytes) -> Rights | None:
        """What the roster allowed the seat; asked of every entry at every reading, so it is looked up once."""
        key = (office, named, seat)
        if key not in self._found:
            roster = self._under(office, named, seat)
            self._found[key] = None if roster is None else Rights(roster, seat.hex())
        return self._found[key]

    def apart(self, asked: bytes, confirms: bytes) -> bool:
        """May the second seat confirm what the first asked for: another person, on another vault (G9)?"""
        return any(rosters.confirmed(asked.hex(), confirms.hex()) for rosters in self.known.rosters.values())

    def _under(self, office: str, named: bytes | None, seat: bytes) -> Roster | None:
        rosters = self.known.rosters.get(office)
        if named is not None:
            return rosters.under(named.hex()) if rosters else None
        if rosters is None:
            return Roster(office=office)
        # Before the first roster there was only the founder; nobody else may leave the roster out.
        first = min((document.roster for document in rosters.counting.values()), key=lambda one: one.number)
        return first if first.seat(seat.hex()) else None


def bring(vault: Vault, rosters: tuple[SignedRoster, ...], root: str, office: str) -> None:
    """Keep what an answer to a request to join brought, all or nothing. The office's own room says the same later."""
    with vault.writing() as writing:
        vault.own.keep(ROSTERS, msgspec.json.encode(rosters).decode())
        vault.own.keep(ROOT, root)
        vault.own.keep(OFFICE, office)
        writing.commit()


def rosters_in(vault: Vault, room: str) -> list[RosterRecord]:
    """Every roster that was ever written in an office's room, with all signatures ever given: whoever writes over one
    or deletes it takes nothing away, for they count by their signatures.
    """
    found = []
    for record in vault.ids_within(room, "roster"):
        said = vault.history("roster", record)
        lines = {one.value for one in said if one.path == "line" and isinstance(one.value, str)}
        signatures = [
            (one.path.partition("/")[2], one.value["signature"])
            for one in said
            if one.path.startswith("signatures/")
            and isinstance(one.value, dict)
            and isinstance(one.value.get("signature"), str)
        ]
        found += [
            RosterRecord(
                office=room.partition("/")[0], line=line, signatures={key: RosterSignature(by=key, signature=text)}
            )
            for line in lines
            for key, text in signatures
        ]
    return found


def _brought(vault: Vault) -> list[RosterRecord]:
    kept = vault.own.get(ROSTERS)
    signed = msgspec.json.decode(kept, type=tuple[SignedRoster, ...]) if kept else ()
    return [roster_record(one, vault.office) for one in signed]


def _day(wall: int) -> str:
    """The day of a wall clock in ms, UTC."""
    return datetime.fromtimestamp(min(wall, LAST_INSTANT) / 1000, UTC).date().isoformat()
