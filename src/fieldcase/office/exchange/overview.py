"""Where every version is: for each peer what waits here, what went, what its own receipt says that it holds, and when
it was last heard of.

"Sent" is never counted as "received". What waits is counted by the numbers of the entries, without cutting a package;
what may not go is told before sending (`send.would_send`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec

from fieldcase.exchange.policy import PeerFacts, Profile, rooms_for
from fieldcase.exchange.receipts import Receipt, read_receipt
from fieldcase.exchange.tray import Kept
from fieldcase.model.kinds.office import Peer
from fieldcase.model.roles import Action, VaultCard, may
from fieldcase.office.exchange.cards import Apart, enrolled_apart
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.receive import put_aside, waiting, way_out
from fieldcase.office.exchange.send import SENDABLE, in_question, peer_name, peers, takes_part_in
from fieldcase.office.rosters.signing import Waiting, what_waits
from fieldcase.office.session import Session
from fieldcase.vault.rooms import OpenRoom


class PeerOverview(msgspec.Struct, frozen=True, kw_only=True):
    """One peer. `who` is the name of its first seat; `rooms` the compartments it gets; `waits` counts entries that no
    package took there yet.

    `sent` is the last package whose receipt has not come (with `sent_at`), `receipt_at` the hour of its last receipt,
    `heard_at` when the newest entry of its seats that is here was written. `stopped`: nothing goes there while it is
    not decided whether it is revoked.
    """

    name: str
    vault: str
    who: str = ""
    headquarters: bool = False
    liaison: bool = False
    rooms: tuple[str, ...] = ()
    waits: int = 0
    sent: str = ""
    sent_at: str = ""
    receipt_at: str = ""
    heard_at: str = ""
    stopped: bool = False


class KeptPackage(msgspec.Struct, frozen=True, kw_only=True):
    """A package that waits or was put aside: its name (SHA-256), length in bytes, why and since when, and what to do;
    code and reason are empty where nothing has looked at it yet.
    """

    name: str
    length: int
    code: str = ""
    reason: str = ""
    at: str = ""
    remedy: str = ""


class Overview(msgspec.Struct, frozen=True, kw_only=True):
    """The whole place: the peers, the packages that wait or were put aside, rosters that wait for this seat's
    signature, and offices that were enrolled under different keys.
    """

    peers: tuple[PeerOverview, ...] = ()
    waiting: tuple[KeptPackage, ...] = ()
    aside: tuple[KeptPackage, ...] = ()
    to_sign: tuple[Waiting, ...] = ()
    apart: tuple[Apart, ...] = ()

    @property
    def updates(self) -> int:
        """Updates that wait for the peer that lacks most."""
        return max((one.waits for one in self.peers), default=0)

    @property
    def unreceipted(self) -> int:
        """Peers to which something went without a receipt."""
        return sum(bool(one.sent) for one in self.peers)

    @property
    def last_receipt(self) -> str:
        """The hour of the newest receipt of anybody; empty where none came."""
        return max((one.receipt_at for one in self.peers), default="")


class Posted(msgspec.Struct, frozen=True, kw_only=True):
    """What the status line says: whether there is anybody to send to, the updates that wait for headquarters (where
    there is one, else for the peer that lacks most), and days since the newest receipt; -1 where none ever came.
    """

    peers: bool = False
    headquarters: bool = False
    waits: int = 0
    receipt_days: int = -1


def posted(session: Session) -> Posted:
    """What waits and when the last receipt came, by the days of the office. Reads only."""
    found = peer_overviews(session)
    desks = [one for one in found if one.headquarters]
    last = max((one.receipt_at for one in found), default="")
    days = (session.today() - datetime.fromisoformat(last.replace("Z", "+00:00")).date()).days if last else -1
    return Posted(
        peers=bool(found),
        headquarters=bool(desks),
        waits=max((one.waits for one in desks or found), default=0),
        receipt_days=max(days, 0) if last else -1,
    )


def overview(session: Session) -> Overview:
    """What the place Exchange shows. Reads only."""
    may_sign = bool(session.office) and may(session.roles, Action.CHANGE_ROSTER)
    return Overview(
        peers=peer_overviews(session),
        waiting=tuple(map(_kept, waiting(session))),
        aside=tuple(map(_kept, put_aside(session))),
        to_sign=what_waits(session) if may_sign else (),
        apart=enrolled_apart(session),
    )


def _kept(kept: Kept) -> KeptPackage:
    reason = kept.reason
    return KeptPackage(
        name=kept.name,
        length=kept.length,
        code=reason.code,
        reason=reason.sentence,
        at=reason.at,
        remedy=way_out(reason.code),
    )


def peer_overviews(session: Session) -> tuple[PeerOverview, ...]:
    """Every peer, headquarters first."""
    enrolled = session.vault.all(Peer) if session.office else ()
    roles = {one.card.vault: one.role for one in enrolled if not one.revoked_at}
    found = [_peer(session, card, roles.get(card.id, "")) for card in peers(session)]
    return tuple(sorted(found, key=lambda one: (not one.headquarters, one.name)))


def _peer(session: Session, card: VaultCard, role: str) -> PeerOverview:
    mailroom = VaultMailroom(session)
    rooms: list[str] = []
    waits, sent, receipts, heard, stopped, headquarters = 0, ("", ""), [""], [0], False, False
    for office, profile in takes_part_in(session, card):
        seats = {bytes.fromhex(one.key) for one in session.known.rosters[office].roster.seats if one.vault == card.id}
        stopped |= in_question(session, office, card)
        headquarters |= profile is Profile.HEADQUARTERS and role in ("", "headquarters")
        facts = PeerFacts(profile=profile, compartments=frozenset(card.recipients))
        for place in rooms_for(facts, SENDABLE):
            room = _open(session, f"{office}/{place}")
            if room is None:
                continue
            rooms.append(place)
            document = mailroom.receipt_from(card.id, room.name)
            receipt = read_receipt(document) if document else None
            last = mailroom.last_sent(card.id, room.name)
            heads = last.heads if last else ()
            receipts.append(receipt.made if receipt else "")
            waits += _waiting(room, seats, heads, receipt)
            heard += _heard(room, seats)
            if last and not _reached(room, heads, receipt):
                sent = max(sent, (last.at, last.package))
    return PeerOverview(
        name=peer_name(card),
        vault=card.id,
        who=_who(session, card),
        headquarters=headquarters,
        liaison=role == "liaison",
        rooms=tuple(dict.fromkeys(rooms)),
        waits=waits,
        sent=sent[1],
        sent_at=sent[0],
        receipt_at=max(receipts),
        heard_at=_said(max(heard)),
        stopped=stopped,
    )


def _open(session: Session, name: str) -> OpenRoom | None:
    return session.vault.rooms.room(name) if name in session.vault.rooms.names else None


def _who(session: Session, card: VaultCard) -> str:
    seats = (seat for rosters in session.known.rosters.values() for seat in rosters.roster.seats)
    return next((seat.name for seat in seats if seat.vault == card.id and seat.name), "")


def _waiting(room: OpenRoom, seats: set[bytes], heads: tuple[str, ...], receipt: Receipt | None) -> int:
    """Entries behind the heads of a room that no package reached and no receipt names; the peer's own left out."""
    reached: dict[bytes, int] = {}
    for head in heads:
        if (entry := room.ledger.entry(bytes.fromhex(head))) is not None:
            reached[entry.link.feed] = max(entry.link.seq, reached.get(entry.link.feed, -1))
    for branch in receipt.heads if receipt else ():
        feed = bytes.fromhex(branch.feed)
        reached[feed] = max(branch.seq, reached.get(feed, -1))
    ours = (one for one in room.ledger.heads() if one.seat not in seats)
    return sum(max(0, one.seq - reached.get(one.feed, -1)) for one in ours)


def _reached(room: OpenRoom, heads: tuple[str, ...], receipt: Receipt | None) -> bool:
    """Whether a receipt says that everything of a package arrived."""
    held = [bytes.fromhex(one.head) for one in receipt.heads] if receipt else []
    wanted = (bytes.fromhex(one) for one in heads)
    return all(any(room.ledger.reaches(one, head) for head in held) for one in wanted)


def _heard(room: OpenRoom, seats: set[bytes]) -> Iterator[int]:
    """When the last entries of a peer's seats were written, by its own clock (milliseconds)."""
    for head in room.ledger.heads():
        entry = room.ledger.entry(head.entry) if head.seat in seats else None
        if entry is not None and entry.label is not None:
            yield entry.label.wall


def _said(wall: int) -> str:
    if not wall:
        return ""
    return datetime.fromtimestamp(wall / 1000, UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
