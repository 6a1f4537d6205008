"""Slots: what opens them, what does not, and what is said (docs/formats/slots.md)."""

from __future__ import annotations

import hashlib
import os
import random
import struct
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from fieldcase.model.refusal import Refusal
from fieldcase.vault.disk import AlreadyThere
from fieldcase.vault.keys import slots
from fieldcase.vault.keys.keyring import KeyringUnreadable, NoDatabaseKey, SeatKeys, new_identities

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHEAP = slots.Cost(memory=8, passes=1, lanes=1)


def some_keys(*, training: bool = True) -> SeatKeys:
    return SeatKeys(
        vault=os.urandom(16),
        training=training,
        device="03",
        seat=os.urandom(32),
        databases={"ledger": os.urandom(32), "identity": os.urandom(32)},
        identities=new_identities(["case", "identity"]),
        root=os.urandom(32),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slots"


def test_the_passphrase_gives_back_the_same_keys(path: Path) -> None:
    keys = some_keys()
    slots.create_slots(path, keys, "lamp river seven", cost=CHEAP)
    assert slots.open_slots(path, "lamp river seven", now=NOW).keys == keys


def test_a_passphrase_typed_with_combining_accents_is_the_same(path: Path) -> None:
    keys = some_keys()
    slots.create_slots(path, keys, "fe\u0301vrier", cost=CHEAP)
    assert slots.open_slots(path, "f\u00e9vrier", now=NOW).keys == keys


@pytest.mark.parametrize("typed", ["", " ", "lamp river sever", "Lamp river seven", "lamp river seven ", "\ud800"])
def test_wrong_and_empty_passphrases_get_the_same_words_and_one_derivation(path: Path, typed: str) -> None:
    slots.create_slots(path, some_keys(), "lamp river seven", cost=CHEAP)
    steps: list[tuple[int, int]] = []
    with pytest.raises(slots.WrongPassphrase) as refused:
        slots.open_slots(path, typed, now=NOW, progress=lambda done, of: steps.append((done, of)))
    assert str(refused.value) == str(slots.WrongPassphrase())
    assert steps == [(0, 1), (1, 1)]


def test_failed_tries_are_told_at_the_next_opening_and_forgotten_when_logged(path: Path) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    for _ in range(3):
        with pytest.raises(slots.WrongPassphrase):
            slots.open_slots(path, "wrong", now=NOW)
    assert slots.open_slots(path, "right", now=NOW).tries == (NOW, NOW, NOW)
    slots.forget_tries(path)
    slots.forget_tries(path)
    assert slots.open_slots(path, "right", now=NOW).tries == ()


def test_counting_stops_before_the_file_grows_without_end(path: Path) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    tries = path.with_name("slots.tries")
    tries.write_bytes(b"\xff" * 32768)
    with pytest.raises(slots.WrongPassphrase):
        slots.open_slots(path, "wrong", now=NOW)
    assert tries.stat().st_size == 32768
    assert slots.failed_tries(path) == ()  # forged times are no dates


def test_a_count_that_cannot_be_written_changes_nothing_that_is_said(path: Path) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    path.with_name("slots.tries").mkdir()
    with pytest.raises(slots.WrongPassphrase):
        slots.open_slots(path, "wrong", now=NOW)


def test_set_up_never_overwrites_a_slot_file(path: Path) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    before = path.read_bytes()
    with pytest.raises(AlreadyThere):
        slots.create_slots(path, some_keys(), "other", cost=CHEAP)
    assert path.read_bytes() == before


def test_the_file_has_one_size_and_an_unused_slot_looks_like_a_used_one(path: Path) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    data = path.read_bytes()
    assert len(data) == 65632
    for at in range(64, 65600, 4096):
        assert 200 < len(set(data[at : at + 4096])) <= 256  # all random to look at
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.security
def test_a_real_vault_does_not_open_below_64_mib(path: Path) -> None:
    with pytest.raises(slots.SlotsTooCheap):
        slots.create_slots(path, some_keys(training=False), "right", cost=CHEAP)
    assert not path.exists()
    real = some_keys(training=False)
    slots.create_slots(path, real, "right", cost=slots.Cost(memory=64 * 1024, passes=1, lanes=4))
    opened = slots.open_slots(path, "right", now=NOW)
    assert opened.keys == real
    forged = forged_cheap_file(path, real)
    with pytest.raises(slots.SlotsTooCheap):
        slots.open_slots(forged, "right", now=NOW)


def forged_cheap_file(path: Path, keys: SeatKeys) -> Path:
    """A slot file of a training vault whose keyring was exchanged by somebody who knows the passphrase."""
    forged = path.with_name("forged")
    opened = slots.create_slots(forged, some_keys(), "right", cost=CHEAP)
    data = bytearray(forged.read_bytes())
    at = 64 + 4096 * opened.slot
    data[at : at + 4096] = slots._seal(bytes(data[:64]), opened.slot, opened.secret, keys)
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    forged.write_bytes(data)
    return forged


@pytest.mark.parametrize(
    ("offset", "value"),
    [(16, 2**22), (16, 0), (16, 7), (20, 0), (20, 17), (24, 0), (24, 17), (12, 4095), (10, 15)],
)
def test_a_forged_cost_is_refused_before_anything_is_derived(path: Path, offset: int, value: int) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    data = bytearray(path.read_bytes())
    struct.pack_into(">H" if offset == 10 else ">I", data, offset, value)
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    path.write_bytes(data)
    steps: list[int] = []
    with pytest.raises(slots.SlotsDamaged):
        slots.open_slots(path, "right", now=NOW, progress=lambda done, of: steps.append(done))
    assert steps == []


def test_a_newer_format_says_so(path: Path) -> None:
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    data = bytearray(path.read_bytes())
    data[9] = 2
    data[-32:] = hashlib.sha256(data[:-32]).digest()
    path.write_bytes(data)
    with pytest.raises(slots.SlotsFromTheFuture):
        slots.open_slots(path, "right", now=NOW)
    assert not slots.slots_sound(path)


def test_another_passphrase_keeps_the_keys_and_ends_the_old_one(path: Path) -> None:
    opened = slots.create_slots(path, some_keys(), "old one", cost=CHEAP)
    again = slots.rewrap(path, opened, "new one")
    assert again.keys == opened.keys
    assert slots.open_slots(path, "new one", now=NOW).keys == opened.keys
    with pytest.raises(slots.WrongPassphrase):
        slots.open_slots(path, "old one", now=NOW)
    with pytest.raises(slots.EmptyPassphrase):
        slots.rewrap(path, again, "  ")
    with pytest.raises(slots.SamePassphrase):
        slots.rewrap(path, again, "new one")


def test_the_root_key_can_be_wiped_without_the_passphrase(path: Path) -> None:
    opened = slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    slots.reseal(path, opened, opened.keys.without_root())
    again = slots.open_slots(path, "right", now=NOW)
    assert again.keys.root is None
    assert again.keys.root_signing is None
    assert slots.slots_sound(path)


def test_a_change_leaves_other_slots_as_they_are(path: Path) -> None:
    opened = slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    before = path.read_bytes()
    slots.rewrap(path, opened, "other")
    after = path.read_bytes()
    changed = {(at - 64) // 4096 for at in range(65600) if before[at] != after[at]}
    assert changed == {opened.slot}


def test_a_change_is_refused_on_a_file_that_is_not_the_one_opened(path: Path) -> None:
    opened = slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    path.unlink()
    slots.create_slots(path, some_keys(), "right", cost=CHEAP)
    with pytest.raises(slots.SlotsDamaged):
        slots.reseal(path, opened, opened.keys)


@pytest.mark.parametrize("data", [b"", b"fcslots\0", b"PK\3\4" * 30000, b"fcslots\0" + b"\0" * 70000])
def test_what_is_no_slot_file_is_damaged(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(slots.SlotsDamaged):
        slots.open_slots(path, "right", now=NOW)


def test_a_missing_slot_file_is_said_in_a_sentence(path: Path) -> None:
    with pytest.raises(Refusal, match=r"“slots” is missing"):
        slots.open_slots(path, "right", now=NOW)


def flips(count: int) -> list[int]:
    chance = random.Random(7)
    return [*range(64), 65600, 65631, *chance.sample(range(64, 65600), count)]


def each_flip_is_noticed(path: Path, count: int) -> None:
    keys = some_keys()
    slots.create_slots(path, keys, "right", cost=CHEAP)
    good = path.read_bytes()
    for at in flips(count):
        data = bytearray(good)
        data[at] ^= 1 << (at % 8)
        path.write_bytes(data)
        assert not slots.slots_sound(path)
        try:
            opened = slots.open_slots(path, "right", now=NOW)
        except (slots.SlotsDamaged, slots.SlotsFromTheFuture):
            continue
        assert opened.damaged
        assert opened.keys == keys


@pytest.mark.security
def test_a_flipped_bit_anywhere_is_a_sentence_or_named_never_other_keys(path: Path) -> None:
    each_flip_is_noticed(path, 60)


@pytest.mark.fault
def test_a_flipped_bit_at_five_thousand_places(path: Path) -> None:
    each_flip_is_noticed(path, 5000)


@pytest.mark.security
def test_the_keys_of_this_seat_are_shown_by_no_repr(path: Path) -> None:
    keys = some_keys()
    opened = slots.create_slots(path, keys, "right", cost=CHEAP)
    shown = f"{keys!r} {keys} {opened!r} {opened} {keys.__rich_repr__()} {opened.__rich_repr__()}"
    for secret in (keys.seat, keys.root, *keys.databases.values(), opened.secret):
        assert secret is not None
        assert secret.hex() not in shown
        assert repr(secret)[2:20] not in shown
    assert "AGE-SECRET" not in shown


def test_a_stranger_opens_a_slot_by_the_format_page(path: Path) -> None:
    keys = some_keys()
    slots.create_slots(path, keys, "right", cost=slots.Cost(memory=64, passes=2, lanes=2))
    data = path.read_bytes()
    header, salt = data[:64], data[32:64]
    memory, passes, lanes = struct.unpack(">III", data[16:28])
    master = hash_secret_raw(b"right", salt, passes, memory, lanes, 32, Type.ID)
    found = []
    for number in range(16):
        place = struct.pack(">H", number)
        okm = HKDF(SHA256(), 64, salt, b"fieldcase-slot-1" + place).derive(master)
        slot = data[64 + 4096 * number :][:4096]
        if slot[:32] == okm[32:]:
            plain = ChaCha20Poly1305(okm[:32]).decrypt(slot[32:44], slot[44:], header + place)
            found.append(msgspec.msgpack.decode(plain[2 : 2 + int.from_bytes(plain[:2], "big")]))
    assert found == [msgspec.to_builtins(keys, builtin_types=(bytes,)) | {"identities": found[0]["identities"]}]
    assert found[0]["identities"]["case"] == list(keys.identities["case"])
    assert hashlib.sha256(data[:-32]).digest() == data[-32:]


def test_a_keyring_of_a_newer_program_is_refused(path: Path) -> None:
    keys = msgspec.structs.replace(some_keys(), format=2)
    slots.create_slots(path, keys, "right", cost=CHEAP)
    with pytest.raises(KeyringUnreadable):
        slots.open_slots(path, "right", now=NOW)


def test_a_seat_without_a_file_key_says_so() -> None:
    keys = some_keys()
    assert keys.database("ledger") == keys.databases["ledger"]
    with pytest.raises(NoDatabaseKey, match=r"source\.db"):
        keys.database("source")
    assert keys.readers("source") == []
    assert set(keys.recipients()) == {"case", "identity"}
