"""Whether a value went out: what headquarters says it holds, by its last receipt. Nothing is called back by knowing it.

What was sent and not confirmed is not counted: "sent" is never taken for "received".
"""

from __future__ import annotations

from fieldcase.exchange.policy import Profile
from fieldcase.exchange.receipts import Receipt, read_receipt, within
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.send import peer_name, peers, takes_part_in
from fieldcase.office.session import Session
from fieldcase.vault.held import HeldValue


def who_has(session: Session, value: HeldValue) -> tuple[str, ...]:
    """The vaults of headquarters (`XHQ-01`) whose last receipt says that they hold a value."""
    return tuple(
        peer_name(card)
        for card in peers(session)
        if dict(takes_part_in(session, card)).get(value.room.office) is Profile.HEADQUARTERS
        and (receipt := _receipt(session, card.id, value.room.name))
        and _holds(receipt, value)
    )


def _receipt(session: Session, peer: str, room: str) -> Receipt | None:
    document = VaultMailroom(session).receipt_from(peer, room)
    return session.kept(f"receipt {peer} {room}", document, lambda: read_receipt(document) if document else None)


def _holds(receipt: Receipt, value: HeldValue) -> bool:
    """Whether the entry stands in a branch that was read, and neither its label nor this value is lacking there."""
    ledger = value.room.ledger
    entry = ledger.entry(value.entry)
    if entry is None:
        return False
    seq, position = entry.link.seq, int.from_bytes(value.ref[32:], "big")
    for branch in receipt.heads:
        if branch.feed != entry.link.feed.hex() or not ledger.reaches(value.entry, bytes.fromhex(branch.head)):
            continue
        lacking = within(branch.values, seq)
        positions = {at for number, at in branch.partly if number == seq}
        return not within(branch.labels, seq) and not (lacking and (not positions or position in positions))
    return False
