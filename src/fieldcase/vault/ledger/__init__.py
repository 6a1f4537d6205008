"""The ledger on disk: rooms of entries in SQLCipher files, signed heads, and closed rooms as sealed rows.

The bytes are docs/formats/ledger.md; the rules are `fieldcase.model.ledger`. Nothing above the vault sees any of this.
"""

from fieldcase.vault.ledger.heads import (
    ForeignHead,
    NoSuchChain,
    OtherRoom,
    SignedHead,
    UnsignedEntries,
    require_signed,
)
from fieldcase.vault.ledger.room import RoomLedger, Written
from fieldcase.vault.ledger.schema import create_tables
from fieldcase.vault.ledger.sealed import SealedRoom
from fieldcase.vault.ledger.writing import FeedWriter

__all__ = [
    "FeedWriter",
    "ForeignHead",
    "NoSuchChain",
    "OtherRoom",
    "RoomLedger",
    "SealedRoom",
    "SignedHead",
    "UnsignedEntries",
    "Written",
    "create_tables",
    "require_signed",
]
