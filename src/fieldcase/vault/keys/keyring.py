"""What a slot holds: all keys of one seat on one vault.

A keyring is only ever in memory or sealed in a slot (docs/formats/slots.md). Its `repr` shows no key. Nothing outside
`vault` sees one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pyrage
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

FORMAT = 1


class KeyringUnreadable(Refusal):
    """A slot opened, but what it holds is not what this version knows."""

    code = "FC-115"
    message = N_("The keys of this vault were written by a newer version of the program.")
    remedy = N_("Update the program and try again. Nothing was changed.")


class NoDatabaseKey(Refusal):
    """The seat holds no key for that file, so what it shows stays closed."""

    code = "FC-116"
    message = N_("This seat holds no key for “{file}”.")
    remedy = N_("Ask a person whose seat may open it.")


class SeatKeys(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The keys of one seat: `seat` and `root` are Ed25519 seeds (32 bytes), `databases` 32-byte keys by file name
    without
    `.db`, `identities` age identities by compartment, newest first."""

    format: int = FORMAT
    vault: bytes
    training: bool = False
    device: str = ""
    seat: bytes
    databases: dict[str, bytes]
    identities: dict[str, tuple[str, ...]]
    root: bytes | None = None

    def __repr__(self) -> str:
        """Only what may be seen: the vault's id and which compartments are open."""
        return f"SeatKeys(vault={self.vault.hex()}, compartments={len(self.identities)}, root={self.root is not None})"

    __str__ = __repr__

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("vault", self.vault.hex())]

    @property
    def signing(self) -> Ed25519PrivateKey:
        """The seat's signing key."""
        return Ed25519PrivateKey.from_private_bytes(self.seat)

    @property
    def public(self) -> bytes:
        """The seat's public key, 32 bytes: the seat's name in ledger and roster."""
        return public_of(self.seat)

    @property
    def root_signing(self) -> Ed25519PrivateKey | None:
        """The office's root key, while this seat founds the office."""
        return Ed25519PrivateKey.from_private_bytes(self.root) if self.root is not None else None

    @property
    def compartments(self) -> tuple[str, ...]:
        """The compartments that this seat reads."""
        return tuple(self.identities)

    def database(self, name: str) -> bytes:
        """The key of the file `name`.db. Raises `NoDatabaseKey`."""
        if name not in self.databases:
            raise NoDatabaseKey(file=f"{name}.db")
        return self.databases[name]

    def readers(self, compartment: str) -> list[pyrage.x25519.Identity]:
        """The age identities that open the compartment's rows and packages, newest first; empty when it is closed."""
        return [pyrage.x25519.Identity.from_str(text) for text in self.identities.get(compartment, ())]

    def recipients(self) -> dict[str, str]:
        """The public age recipient (`age1…`) of each compartment that this seat reads."""
        return {name: str(self.readers(name)[0].to_public()) for name, held in self.identities.items() if held}

    def without_root(self) -> SeatKeys:
        """The same keys once the office is founded."""
        return msgspec.structs.replace(self, root=None)


def new_identities(compartments: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """A fresh age identity for each compartment, as secret text."""
    return {name: (str(pyrage.x25519.Identity.generate()),) for name in compartments}


def recipient(text: str) -> pyrage.x25519.Recipient:
    """An age recipient from its public text; raises `pyrage.RecipientError`."""
    return pyrage.x25519.Recipient.from_str(text)


def public_of(seed: bytes) -> bytes:
    """The 32-byte public key of an Ed25519 seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def packed(keys: SeatKeys) -> bytes:
    """The keyring as it stands in a slot: a msgpack map."""
    return msgspec.msgpack.encode(keys)


def unpacked(data: bytes) -> SeatKeys:
    """The keyring of an opened slot. Raises `KeyringUnreadable`."""
    try:
        keys = msgspec.msgpack.decode(data, type=SeatKeys)
    except msgspec.MsgspecError as failure:
        raise KeyringUnreadable from failure
    if keys.format != FORMAT:
        raise KeyringUnreadable
    return keys
