"""Packages made to hurt: mutated, cut, bombs. None is applied, nothing crashes or hangs, memory stays bounded."""

from __future__ import annotations

import io
import os
import random
import resource
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pyrage
import pytest
import zstandard

from fieldcase.exchange.inbox import Inbox, What
from fieldcase.exchange.outbox import Outbox
from fieldcase.exchange.package.manifest import Purpose
from fieldcase.exchange.package.padding import padding
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import mailbox
from fieldcase.exchange.tray import Tray
from tests.parcels import NOW, ROOM, Book, Feed, Person, Vault, chance_from

ILENA, OREN, MALLORY = Person("Ilena"), Person("Oren"), Person("Mallory")
BOOK = Book(ILENA, OREN)


def a_package(by: Person = ILENA) -> bytes:
    vault = Vault(by, BOOK)
    feed = Feed(by)
    for word in ("one", "two", "three"):
        feed.case(word)
    vault.room(ROOM).add(feed)
    outbox = Outbox(vault, lambda: NOW, chance_from("attack"))
    parcel = outbox.prepare(OREN.peer, ROOM, Purpose.COLLEAGUE, lambda kind, record: Goes.WHOLE)
    assert parcel
    return parcel.sealed


@pytest.fixture
def memory() -> Iterator[Path]:
    """A folder in memory where the system has one: thousands of flushes would wait for the disk."""
    shared = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shared if os.access(shared, os.W_OK) else None) as folder:
        yield Path(folder)


def an_inbox(folder: Path) -> tuple[Vault, Inbox, Tray]:
    vault, tray = Vault(OREN, BOOK), Tray(folder / "waiting", folder / "aside")
    return vault, Inbox(vault, tray, lambda: NOW), tray


def plain_of(data: bytes) -> bytes:
    return pyrage.decrypt(data, [OREN.identities["case"]])


def resealed(plain: bytes) -> bytes:
    return pyrage.encrypt(plain, [OREN.identities["case"].to_public()])


Mutate = Callable[[bytes, random.Random], bytes]


def flipped(data: bytes, chance: random.Random) -> bytes:
    altered = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        altered[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(altered)


def cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data))]


def moved(data: bytes, chance: random.Random) -> bytes:
    start, length, to = chance.randrange(len(data)), chance.randrange(1, 64), chance.randrange(len(data))
    piece = data[start : start + length]
    return data[:to] + piece + data[to:]


def overwritten(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.randrange(1, 32)) + data[at + 8 :]


def sealed_file(mutate: Mutate, data: bytes, chance: random.Random) -> bytes:
    """What a thief of the mail can do: change the sealed file."""
    return mutate(data, chance)


def inside(mutate: Mutate, data: bytes, chance: random.Random) -> bytes:
    """What anybody can do who knows the addressee's public key: seal altered frames."""
    plain = plain_of(data)
    used = len(plain) - len(plain.rstrip(b"\0")) if chance.random() < 0.1 else 0
    return resealed(mutate(plain[: len(plain) - used or None], chance))


def lines(mutate: Mutate, data: bytes, chance: random.Random) -> bytes:
    """The same with whole frames made anew from altered text."""
    first, second = texts(plain_of(data))
    if chance.random() < 0.5:
        first = mutate(first, chance)
    else:
        second = mutate(second, chance)
    frames = b"".join(zstandard.ZstdCompressor(level=3).compress(one) for one in (first, second))
    return resealed(frames + padding(len(frames)))


def texts(plain: bytes) -> tuple[bytes, bytes]:
    reader = zstandard.ZstdDecompressor().decompressobj()
    first = reader.decompress(plain)
    return first, zstandard.ZstdDecompressor().decompressobj().decompress(reader.unused_data)


def mutants(count: int) -> Iterator[bytes]:
    chance = random.Random(20260302)
    data = a_package()
    places, ways = (sealed_file, inside, lines), (flipped, cut, moved, overwritten)
    while count:
        mutant = chance.choice(places)(chance.choice(ways), data, chance)
        if mutant != data and same_text(mutant, data) is False:
            count -= 1
            yield mutant


def same_text(mutant: bytes, data: bytes) -> bool:
    """Whether a mutant says exactly what the package said, in other zstd bytes: that one is rightly applied."""
    try:
        plain = plain_of(mutant)
        return plain == plain_of(data) or texts(plain) == texts(plain_of(data))
    except (pyrage.DecryptError, zstandard.ZstdError, OSError):
        return False


def none_is_applied(count: int, folder: Path) -> None:
    vault, inbox, tray = an_inbox(folder)
    for mutant in mutants(count):
        (outcome,) = inbox.receive(io.BytesIO(mutant))
        assert outcome.what in (What.ASIDE, What.NOT_OURS, What.WAITS)
        assert outcome.refusal
    assert all(room.held == {} for room in vault.rooms.values())
    assert inbox.receive(io.BytesIO(a_package()))[0].what is What.APPLIED


def test_three_hundred_mutated_packages_are_refused(memory: Path) -> None:
    none_is_applied(300, memory)


@pytest.mark.security
@pytest.mark.slow
def test_ten_thousand_mutated_packages_are_refused_in_bounded_memory(memory: Path) -> None:
    none_is_applied(300, memory / "first")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    none_is_applied(10_000, memory / "rest")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_a_package_cut_at_any_byte_is_never_applied_and_the_whole_one_is(memory: Path) -> None:
    """A stick pulled out, or a synchronised folder that is half-way: the next listing makes it good."""
    data = a_package()
    vault, inbox, tray = an_inbox(memory)
    stick = FolderRoute(memory / "stick", chance=chance_from("stick"))
    box = memory / "stick" / mailbox(OREN.vault)
    box.mkdir(parents=True)
    lying = box / f"{'0' * 32}.fcpkg"
    for length in (*range(0, 900), *range(900, len(data), 37), len(data) - 1):
        lying.write_bytes(data[:length])
        outcomes = inbox.collect(stick)
        assert [one.what for one in outcomes] == [What.ASIDE]
        assert inbox.collect(stick) == ()
        assert lying.exists()
    assert vault.rooms == {}
    lying.write_bytes(data)
    assert [one.what for one in inbox.collect(stick)] == [What.APPLIED]
    assert not lying.exists()


BOMB = """
import io, os, resource, sys
import msgspec, pyrage, zstandard
from fieldcase.exchange.package.frames import Frames
from fieldcase.exchange.package.manifest import line_of
from fieldcase.exchange.package.opening import first_pass
from fieldcase.exchange.package.padding import padding
from fieldcase.exchange.package.refusals import PackageRefused
from fieldcase.exchange.package.seal import NAMESPACE
from tests.parcels import Book, Person, manifest_for

ILENA, OREN = Person("Ilena"), Person("Oren")
KIND = sys.argv[1]


def rle(expanded):
    "A frame of blocks of four bytes that expand to 128 KiB each."
    block = ((128 * 1024) << 3 | 1 << 1).to_bytes(3, "little") + b"a"
    last = (0 << 3 | 0 << 1 | 1).to_bytes(3, "little")
    return bytes.fromhex("28b52ffd") + bytes([0x00, 0x50]) + block * (expanded // (128 * 1024)) + last


def head(**said):
    line = line_of(manifest_for(ILENA, OREN, **said))
    return zstandard.compress(line + b"\\n" + msgspec.json.encode(ILENA.sign(NAMESPACE, line)) + b"\\n")


EMPTY = bytes.fromhex("28b52ffd") + bytes([0x00, 0x50]) + (0).to_bytes(3, "little") * 3_000_000
frames = {
    "first frame": lambda: rle(4 << 30),
    "body beyond what was signed": lambda: head(length=1000) + rle(4 << 30),
    "body as large as signed": lambda: head(length=2 << 30, fills=1) + rle(2 << 30),
    "empty blocks": lambda: head(length=1000) + EMPTY,
    "nothing but padding": lambda: padding(20 << 20) * 3,
    "one endless line": lambda: zstandard.compress(b"[" * (8 << 20)) + rle(0),
}[KIND]()
sealed = pyrage.encrypt(frames + padding(len(frames)), [OREN.identities["case"].to_public()])
del frames
source = io.BytesIO(sealed)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    first_pass(source, OREN.addressee(), Book(ILENA, OREN))
except PackageRefused as refusal:
    print(refusal.code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


BOMBS = [
    "first frame",
    "body beyond what was signed",
    "body as large as signed",
    "empty blocks",
    "nothing but padding",
    "one endless line",
]


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_costs_less_than_64_mib_and_is_refused(kind: str) -> None:
    root = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(BOMB), kind],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    code, grown = done.stdout.split()
    assert code in ("FC-204", "FC-207", "FC-210", "FC-211")
    assert int(grown) < 64


def test_a_seat_without_part_in_the_roster_can_seal_but_not_speak(tmp_path: Path) -> None:
    vault, inbox, tray = an_inbox(tmp_path)
    (outcome,) = inbox.receive(io.BytesIO(a_package(MALLORY)))
    assert (outcome.what, outcome.refusal and outcome.refusal.code) == (What.ASIDE, "FC-204")
    assert vault.rooms == {}


def test_reasons_and_outcomes_carry_nothing_of_what_stood_in_the_package(tmp_path: Path) -> None:
    vault, inbox, tray = an_inbox(tmp_path)
    feed = Feed(ILENA)
    feed.case("one", **{"note/en": {"text": "CANARY Dovrak"}})
    entry = feed.entries[-1]
    feed.entries[-1] = msgspec.structs.replace(entry, values=(b"0" * 16 + b'["note/en",{"text":"CANARY"}]',))
    sender = Vault(ILENA, BOOK)
    sender.room(ROOM).add(feed)
    parcel = Outbox(sender, lambda: NOW, chance_from("x")).prepare(
        OREN.peer, ROOM, Purpose.COLLEAGUE, lambda kind, record: Goes.WHOLE
    )
    assert parcel
    (outcome,) = inbox.receive(io.BytesIO(parcel.sealed))
    assert outcome.what is What.ASIDE
    said = f"{outcome!r} {outcome.refusal} {tray.aside()!r} {parcel.manifest!r}"
    assert "CANARY" not in said
    assert "CANARY" not in b"".join(one.read_bytes() for one in tmp_path.rglob("*.*")).decode(errors="replace")
