"""Packages that left and of which no receipt came: what was sent is not received before the other side says so.

It reads what the vault remembers of its mail and sends nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from fieldcase.exchange.receipts import read_receipt
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.send import peer_name, peers
from fieldcase.office.session import Session

PATIENCE = timedelta(days=1)
"""So long a package may be under way before anybody is told."""


class Unreceipted(msgspec.Struct, frozen=True, kw_only=True):
    """The last package to a peer (`XKAL-07`) that lacks its receipt, and when it left."""

    peer: str
    vault: str
    at: str


def unreceipted(session: Session) -> tuple[Unreceipted, ...]:
    """One line a peer: the oldest of the last packages, over all rooms, that no receipt covers after a day."""
    found: dict[str, Unreceipted] = {}
    now = session.clock()
    for card in peers(session):
        for room in session.vault.rooms.names:
            at = _left(session, card.id, room)
            if at and now - datetime.fromisoformat(at) >= PATIENCE and (card.id not in found or at < found[card.id].at):
                found[card.id] = Unreceipted(peer=peer_name(card), vault=card.id, at=at)
    return tuple(found.values())


def _left(session: Session, peer: str, room: str) -> str:
    """When the last package with something in it left for a peer; empty where its receipt is here."""
    mailroom = VaultMailroom(session)
    sent = mailroom.last_sent(peer, room)
    if sent is None or not sent.entries:
        return ""
    kept = mailroom.receipt_from(peer, room)
    if kept is None:
        return sent.at
    receipt = read_receipt(kept)
    reached = {branch.head for branch in receipt.heads}
    return "" if reached.issuperset(sent.heads) or receipt.made > sent.at else sent.at
