"""Whether a package took records to headquarters as they stand: what was sent last, and whether anything stayed here.

"Sent" is not "received": who asks for that reads the receipt (`gone.py`). What is wanted here is the package that a
later step may name, and a plain reason where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from fieldcase.exchange.policy import Goes, PeerFacts, Profile
from fieldcase.exchange.receipts import read_receipt
from fieldcase.model.declare import Room
from fieldcase.model.roles import VaultCard
from fieldcase.office.exchange.mailroom import Outgoing, VaultMailroom
from fieldcase.office.exchange.send import peer_name, peers, takes_part_in
from fieldcase.office.exchange.share import HeadquartersShare
from fieldcase.office.exchange.withholding import Withholding
from fieldcase.office.names import can_check
from fieldcase.office.session import Session
from fieldcase.vault.rooms import OpenRoom

Wanted = tuple[str, str]
"""Kind and id (32 hex digits) of a record."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """How records stand towards headquarters.

    `package` is the last one that went there when it, or what headquarters says it holds, has all of them as they are
    now; else empty, and then: `peers` nobody to send to when empty; `waits` the records' case may not go yet; `held`
    fields that stay here because of a name (kind, field); otherwise it was only not sent yet.
    """

    package: str = ""
    peers: tuple[str, ...] = ()
    waits: bool = False
    held: tuple[Wanted, ...] = ()


def passage(session: Session, office: str, records: Iterable[Wanted]) -> Passage:
    """How records of an office's case room stand towards headquarters."""
    desks = [card for card in peers(session) if dict(takes_part_in(session, card)).get(office) is Profile.HEADQUARTERS]
    name = f"{office}/{Room.CASE}"
    room = session.vault.rooms.room(name) if name in session.vault.rooms.names else None
    if room is None or not desks:
        return Passage()
    wanted, share = list(records), HeadquartersShare(session, office)
    called = tuple(peer_name(card) for card in desks)
    facts = PeerFacts(profile=Profile.HEADQUARTERS, compartments=frozenset({Room.CASE.value}))
    if any(share.decide(room, facts)(kind, bytes.fromhex(one)) is not Goes.WHOLE for kind, one in wanted):
        return Passage(peers=called, waits=True)
    if held := tuple(_held(session, room, share, wanted)):
        return Passage(peers=called, held=held)
    package = next((found for card in desks if (found := _package(session, room, card, wanted))), "")
    return Passage(package=package, peers=called)


def _entries(room: OpenRoom, kind: str, record: str) -> Iterator[tuple[bytes, int]]:
    """Entry and position of every value that a record stands on."""
    for head in room.ledger.state(kind, bytes.fromhex(record)).heads():
        yield head.ref[:32], int.from_bytes(head.ref[32:], "big")


def _held(session: Session, room: OpenRoom, share: HeadquartersShare, wanted: list[Wanted]) -> Iterator[Wanted]:
    """Kind and field of every value that stays here though its record goes."""
    stays = Withholding(session, room, share, doubts=True, blind=not can_check(session))
    for kind, record in wanted:
        for one, position in _entries(room, kind, record):
            entry = room.ledger.entry(one)
            if entry is not None:
                held = stays(entry)
                if position in held or (held and kind == "transition"):
                    yield from {(told.kind, told.label) for told in stays.held_back if told.record == record}


def _package(session: Session, room: OpenRoom, card: VaultCard, wanted: list[Wanted]) -> str:
    """The last package to a desk, when all of the records are in it, or were and are held there."""
    mailroom = VaultMailroom(session)
    sent = mailroom.last_sent(card.id, room.name)
    given = Outgoing(session, room.office).mailroom.given(card.id, room.name)
    if sent is None or any(bytes.fromhex(record) not in given for _kind, record in wanted):
        return ""
    document = mailroom.receipt_from(card.id, room.name)
    held = [branch.head for branch in read_receipt(document).heads] if document else []
    reached = [bytes.fromhex(head) for head in (*sent.heads, *held)]
    for kind, record in wanted:
        for one, _position in _entries(room, kind, record):
            if not any(room.ledger.reaches(one, head) for head in reached):
                return ""
    return sent.package
