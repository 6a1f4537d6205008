"""Drafts: what a person has typed and not saved yet. They stand beside the ledger and are never sent.

Each is sealed to the seat that wrote it, its subject too; another seat of the same vault sees rows and nothing else.
Saving wipes a draft in the same transaction; locking keeps it, so no keystroke is lost.
"""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldcase.vault.database import Connection
from fieldcase.vault.keys.keyring import SeatKeys

TABLE = """
CREATE TABLE IF NOT EXISTS ledger.drafts
(id BLOB PRIMARY KEY, seat BLOB NOT NULL, sealed BLOB NOT NULL) WITHOUT ROWID
"""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """One draft: what it is about (`case/<id>`), when it was last kept, and what was typed, as JSON values."""

    about: str
    at: datetime
    typed: Any

    def __repr__(self) -> str:
        """When, never what."""
        return f"Draft(at={self.at.isoformat()})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("at", self.at)]


class Drafts:
    """The drafts of one seat in one vault. Threads: one, like the connection."""

    def __init__(self, connection: Connection, keys: SeatKeys) -> None:
        """Make the table where it is missing."""
        self.connection = connection
        derived = HKDF(SHA256(), 64, keys.vault, b"fieldcase-draft-1").derive(keys.seat)
        self._cipher, self._names = ChaCha20Poly1305(derived[:32]), derived[32:]
        self._seat = self._name("seat")
        connection.execute(TABLE)

    @property
    def durable(self) -> bool:
        """Whether what is kept now is on the disk at once: no transaction is under way that may still be undone."""
        return not self.connection.in_transaction

    def keep(self, about: str, typed: Any, *, at: datetime) -> None:
        """Keep what was typed about something, durable on return (outside a transaction of the caller)."""
        said = msgspec.json.encode(Draft(about=about, at=at.astimezone(UTC), typed=typed))
        name, nonce = self._name(about), os.urandom(12)
        sealed = nonce + self._cipher.encrypt(nonce, said, name)
        self.connection.execute("INSERT OR REPLACE INTO ledger.drafts VALUES (?, ?, ?)", (name, self._seat, sealed))

    def get(self, about: str) -> Draft | None:
        """The draft about something; None when there is none, or when it was damaged."""
        name = self._name(about)
        row = self.connection.execute("SELECT sealed FROM drafts WHERE id = ?", (name,)).fetchone()
        return self._opened(name, row[0]) if row else None

    def all(self) -> tuple[Draft, ...]:
        """Every draft of this seat, the last kept first."""
        return tuple(sorted(self._each(), key=lambda draft: draft.at, reverse=True))

    def wipe(self, about: str) -> None:
        """Remove a draft and its bytes, once what it held was saved or is not wanted."""
        self.connection.execute("DELETE FROM ledger.drafts WHERE id = ?", (self._name(about),))

    def _each(self) -> Iterator[Draft]:
        rows = self.connection.execute("SELECT id, sealed FROM drafts WHERE seat = ?", (self._seat,)).fetchall()
        for name, sealed in rows:
            if draft := self._opened(name, sealed):
                yield draft

    def _name(self, about: str) -> bytes:
        return hmac.digest(self._names, about.encode(), "sha256")[:16]

    def _opened(self, name: bytes, sealed: bytes) -> Draft | None:
        try:
            said = self._cipher.decrypt(sealed[:12], sealed[12:], name)
        except (InvalidTag, ValueError):
            return None
        return msgspec.json.decode(said, type=Draft)
