"""Whom which records of a closed room were given to, once its lost copy was built again from the ledger, or an older
copy was put in its place.

A vault notes in the copy what it gave to whom, for later labels of a record (a withdrawal) go to whoever got it. That
note is lost with the copy; peers' signed receipts say the same: what of each feed they hold.
"""

from __future__ import annotations

from fieldcase.exchange.package.manifest import SignedReceipt
from fieldcase.exchange.policy import ALWAYS_WHOLE
from fieldcase.exchange.receipts import BranchRead, read_receipt, within
from fieldcase.office.exchange.mailroom import FROM, VaultMailroom
from fieldcase.office.session import Session
from fieldcase.vault.files import LEDGER, file_of
from fieldcase.vault.ledger import RoomLedger
from fieldcase.vault.mail import older_notes


def note_given_again(session: Session) -> None:
    """Note anew what peers hold, by their last receipts, of rooms whose copy was begun anew at this opening, or is
    older than what was given.
    """
    vault, mailroom = session.vault, VaultMailroom(session)
    files = {*vault.files.lost, *older_notes(vault)}
    for peer, name, statement in vault.mail[LEDGER].receipts(FROM):
        room = vault.rooms.room(name) if name in vault.rooms.names else None
        kept = vault.mail[LEDGER].receipt(FROM, peer, name)
        if room is not None and kept and file_of(room.place) in files:
            read = read_receipt(SignedReceipt(statement=statement, signature=kept[1]))
            given = {record for head in read.heads for record in _held(room.ledger, head)}
            mailroom.note_given(peer, name, given)


def _held(ledger: RoomLedger, read: BranchRead) -> set[bytes]:
    """The records of which the peer holds a label; what goes to everybody gives nobody the record it speaks of."""
    head = bytes.fromhex(read.head)
    if not ledger.holds([head]):
        return set()
    chain = ledger.slice(bytes(32), head)
    labels = (entry.label for entry in chain if not within(read.labels, entry.link.seq))
    return {label.record for label in labels if label and label.kind not in ALWAYS_WHOLE}
