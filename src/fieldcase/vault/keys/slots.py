"""The slot file: a vault's keys under a passphrase (docs/formats/slots.md, security.md "Keys").

One Argon2id run a try opens whichever slot the passphrase fits. The file shows neither how many seats use the vault nor
whether a seat exists. It refuses costs that would be too cheap for real data, files that were altered, and to overwrite
a vault that is there.

Threads: Argon2 releases the interpreter lock; call these functions off the window's thread.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import struct
import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault import disk
from fieldcase.vault.keys.keyring import SeatKeys, packed, unpacked

Progress = Callable[[int, int], None]
"""Told how many steps of how many are done. To cancel, raise from it."""

MAGIC = b"fcslots\0"
FORMAT = 1
COUNT, SIZE = 16, 4096
HEADER = struct.Struct(">8sHHIIIII32s")
LENGTH = HEADER.size + COUNT * SIZE + 32
_CHECK, _NONCE, _TAG = 32, 12, 16
_PLAIN = SIZE - _CHECK - _NONCE - _TAG
_TRIES_LIMIT = 32768
REAL_DATA_KIB = 64 * 1024


class WrongPassphrase(Refusal):
    """Nothing opened. Says no more: not whether a seat exists, nor whether the passphrase was empty."""

    code = "FC-110"
    message = N_("The passphrase does not open this vault.")
    remedy = N_("Check the keyboard's language and capital letters, and try again.")


class SlotsDamaged(Refusal):
    """The slot file is not whole, or not a slot file."""

    code = "FC-111"
    message = N_("The file of keys (“{file}”) is damaged and does not open with this passphrase.")
    remedy = N_(
        "Try the passphrase once more. If it stays so, put this file back from a copy of the folder, or recover the"
        " office with its recovery sheets."
    )


class SlotsFromTheFuture(Refusal):
    """The slot file has a format that this version does not know."""

    code = "FC-112"
    message = N_("The file of keys (“{file}”) was written by a newer version of the program.")
    remedy = N_("Update the program and try again. Nothing was changed.")


class SlotsTooCheap(Refusal):
    """Under 64 MiB a stolen laptop is guessed open; only training vaults may be that quick."""

    code = "FC-113"
    message = N_("The key derivation of this vault uses {mib} MiB; real data needs at least {least} MiB.")
    remedy = N_("Only training vaults may use less.")


class NotEnoughMemory(Refusal):
    """The machine cannot give Argon2 the memory that the vault was made with."""

    code = "FC-114"
    message = N_("This computer has not enough free memory to open the vault: {mib} MiB are needed for a moment.")
    remedy = N_("Close other programs and try again.")


class EmptyPassphrase(Refusal):
    """A vault is not set up without a passphrase."""

    code = "FC-117"
    message = N_("A vault cannot have an empty passphrase.")
    remedy = N_("Choose five or more words at random.")


class SamePassphrase(Refusal):
    """The new passphrase is the old one."""

    code = "FC-118"
    message = N_("This is the passphrase that the vault has already.")
    remedy = N_("Nothing was changed. Choose another one.")


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one try costs: Argon2id memory in KiB, passes and lanes."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4

    @property
    def bearable(self) -> bool:
        """Whether a header with this cost may be tried at all; a forged one must not take the machine down."""
        return 1 <= self.passes <= 16 and 1 <= self.lanes <= 16 and 8 * self.lanes <= self.memory <= 2 * 1024 * 1024


class Opened(msgspec.Struct, frozen=True, kw_only=True):
    """A slot that opened: its keyring, when tries failed before, and whether the file has damage elsewhere."""

    keys: SeatKeys
    slot: int
    secret: bytes
    tries: tuple[datetime, ...] = ()
    damaged: bool = False

    def __repr__(self) -> str:
        """Counts only: no key, and not which slot."""
        return f"Opened({self.keys!r}, tries={len(self.tries)}, damaged={self.damaged})"

    __str__ = __repr__

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("keys", self.keys)]


def create_slots(
    path: Path, keys: SeatKeys, passphrase: str, *, cost: Cost | None = None, progress: Progress | None = None
) -> Opened:
    """Set up the slot file at `path`, which must not exist. Raises `AlreadyThere`, `SlotsTooCheap`, refusals of the
    disk.
    """
    cost = cost or Cost()
    _strong_enough(cost, keys)
    if path.exists():
        raise disk.AlreadyThere(file=path.name)
    header = HEADER.pack(MAGIC, FORMAT, COUNT, SIZE, cost.memory, cost.passes, cost.lanes, 0, secrets.token_bytes(32))
    slot = secrets.randbelow(COUNT)
    secret = _derive(header, _chosen(passphrase), progress)[slot]
    slots = [secrets.token_bytes(SIZE) for _ in range(COUNT)]
    slots[slot] = _seal(header, slot, secret, keys)
    disk.write_new(path, _whole(header, slots))
    return Opened(keys=keys, slot=slot, secret=secret)


def open_slots(path: Path, passphrase: str, *, now: datetime, progress: Progress | None = None) -> Opened:
    """Open the slot that the passphrase fits; a failed try is counted beside the slots with the time `now`.

    Raises `WrongPassphrase`, `SlotsDamaged`, `SlotsFromTheFuture`, `SlotsTooCheap`, `NotEnoughMemory`, refusals of
    the disk.
    """
    header, slots, sound = _parsed(path)
    derived = _derive(header, passphrase, progress)
    opened = [_unseal(header, slot, derived[slot], slots[slot]) for slot in range(COUNT)]
    slot = next((slot for slot, plain in enumerate(opened) if plain is not None), None)
    if slot is None:
        _count_try(path, now)
        raise WrongPassphrase if sound else SlotsDamaged(file=path.name)
    keys = unpacked(opened[slot] or b"")
    _strong_enough(_cost(header), keys)
    return Opened(keys=keys, slot=slot, secret=derived[slot], tries=failed_tries(path), damaged=not sound)


def reseal(path: Path, opened: Opened, keys: SeatKeys) -> Opened:
    """Put other keys under the same passphrase: a device code came, the root key goes. No Argon2 run is needed."""
    return _put(path, opened, keys, opened.secret)


def rewrap(path: Path, opened: Opened, passphrase: str, *, progress: Progress | None = None) -> Opened:
    """Put the same keys under another passphrase. For "just change it"; who may have been overlooked needs new keys.

    Raises `EmptyPassphrase`, `SamePassphrase`, `NotEnoughMemory`, `SlotsDamaged`, refusals of the disk; the old one
    opens the slot then.
    """
    header, _, _ = _parsed(path)
    secret = _derive(header, _chosen(passphrase), progress)[opened.slot]
    if hmac.compare_digest(secret, opened.secret):
        raise SamePassphrase
    return _put(path, opened, opened.keys, secret)


def slots_sound(path: Path) -> bool:
    """Whether every byte of the slot file is as it was written. Raises refusals only when it cannot be read."""
    try:
        return _parsed(path)[2]
    except (SlotsDamaged, SlotsFromTheFuture):
        return False


def failed_tries(path: Path) -> tuple[datetime, ...]:
    """When tries opened nothing since they were last forgotten, oldest first."""
    tries = _tries(path)
    if not tries.exists():
        return ()
    data = disk.read(tries)
    whole = len(data) // 8
    seconds = struct.unpack(f">{whole}Q", data[: whole * 8])
    return tuple(datetime.fromtimestamp(at, UTC) for at in seconds if at < 253_402_300_800)


def forget_tries(path: Path) -> None:
    """Remove the count of failed tries, once it stands in the log."""
    with disk.refusing(_tries(path)):
        _tries(path).unlink(missing_ok=True)


def _put(path: Path, opened: Opened, keys: SeatKeys, secret: bytes) -> Opened:
    header, slots, _ = _parsed(path)
    _strong_enough(_cost(header), keys)
    if _unseal(header, opened.slot, opened.secret, slots[opened.slot]) is None:
        raise SlotsDamaged(file=path.name)
    slots[opened.slot] = _seal(header, opened.slot, secret, keys)
    disk.write_over(path, _whole(header, slots))
    return Opened(keys=keys, slot=opened.slot, secret=secret, tries=opened.tries)


def _parsed(path: Path) -> tuple[bytes, list[bytes], bool]:
    """Header, slots, and whether the checksum at the end holds."""
    data = disk.read(path)
    header = data[: HEADER.size]
    if len(header) < HEADER.size or header[:8] != MAGIC:
        raise SlotsDamaged(file=path.name)
    sound = hmac.compare_digest(hashlib.sha256(data[:-32]).digest(), data[-32:])
    _, form, count, size, *_ = HEADER.unpack(header)
    if form > FORMAT and sound:
        raise SlotsFromTheFuture(file=path.name)
    if len(data) != LENGTH or (form, count, size) != (FORMAT, COUNT, SIZE) or not _cost(header).bearable:
        raise SlotsDamaged(file=path.name)
    return header, [data[at : at + SIZE] for at in range(HEADER.size, LENGTH - 32, SIZE)], sound


def _cost(header: bytes) -> Cost:
    _, _, _, _, memory, passes, lanes, _, _ = HEADER.unpack(header)
    return Cost(memory=memory, passes=passes, lanes=lanes)


def _strong_enough(cost: Cost, keys: SeatKeys) -> None:
    if cost.memory < REAL_DATA_KIB and not keys.training:
        raise SlotsTooCheap(mib=cost.memory // 1024, least=REAL_DATA_KIB // 1024)


def _chosen(passphrase: str) -> str:
    if not passphrase.strip():
        raise EmptyPassphrase
    return passphrase


def _derive(header: bytes, passphrase: str, progress: Progress | None) -> list[bytes]:
    """Key and check value (64 bytes) of every slot, from one Argon2id run."""
    cost, salt = _cost(header), header[-32:]
    if progress:
        progress(0, 1)
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    try:
        master = hash_secret_raw(secret, salt, cost.passes, cost.memory, cost.lanes, 32, Type.ID)
    except (HashingError, MemoryError) as failure:
        raise NotEnoughMemory(mib=cost.memory // 1024) from failure
    if progress:
        progress(1, 1)
    return [
        HKDF(SHA256(), 64, salt, b"fieldcase-slot-1" + slot.to_bytes(2, "big")).derive(master) for slot in range(COUNT)
    ]


def _seal(header: bytes, slot: int, secret: bytes, keys: SeatKeys) -> bytes:
    data, nonce = packed(keys), os.urandom(_NONCE)
    plain = (len(data).to_bytes(2, "big") + data).ljust(_PLAIN, b"\0")
    if len(plain) != _PLAIN:
        raise ValueError("a keyring does not fit its slot")
    sealed = ChaCha20Poly1305(secret[:32]).encrypt(nonce, plain, header + slot.to_bytes(2, "big"))
    return secret[32:] + nonce + sealed


def _unseal(header: bytes, slot: int, secret: bytes, sealed: bytes) -> bytes | None:
    if not hmac.compare_digest(secret[32:], sealed[:_CHECK]):
        return None
    nonce, text = sealed[_CHECK : _CHECK + _NONCE], sealed[_CHECK + _NONCE :]
    try:
        plain = ChaCha20Poly1305(secret[:32]).decrypt(nonce, text, header + slot.to_bytes(2, "big"))
    except InvalidTag:
        return None
    end = 2 + int.from_bytes(plain[:2], "big")
    return plain[2:end] if end <= _PLAIN and not any(plain[end:]) else None


def _whole(header: bytes, slots: list[bytes]) -> bytes:
    data = header + b"".join(slots)
    return data + hashlib.sha256(data).digest()


def _tries(path: Path) -> Path:
    return path.with_name(path.name + ".tries")


def _count_try(path: Path, now: datetime) -> None:
    """Add one failed try. A folder that cannot be written must not change what the person is told."""
    tries = _tries(path)
    try:
        if tries.exists() and tries.stat().st_size >= _TRIES_LIMIT:
            return
        with tries.open("ab") as file:
            file.write(struct.pack(">Q", max(0, int(now.timestamp()))))
            disk.sync(file)
    except OSError:
        return
