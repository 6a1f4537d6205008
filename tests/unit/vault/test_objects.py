"""Evidence files: sealed, padded, named by their hash, and never in the clear."""

from __future__ import annotations

import hashlib
import io
import os
import random
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.vault.disk import DiskFull
from fieldcase.vault.objects import (
    FileChanged,
    ObjectDamaged,
    ObjectMissing,
    Objects,
    Stored,
    padded,
)
from tests.disks import files_no_larger_than

CANARY = b"Ilena Dovrak was photographed at the gate. "


@pytest.fixture
def objects(tmp_path: Path) -> Objects:
    return Objects(tmp_path / "objects")


def add(objects: Objects, content: bytes) -> Stored:
    return objects.add(io.BytesIO(content), len(content))


@pytest.mark.parametrize("size", [0, 1, 8, 8183, 8184, 8185, 65528, 65529, 300_000])
def test_what_was_added_comes_back_byte_for_byte(objects: Objects, size: int) -> None:
    content = os.urandom(size)
    stored = add(objects, content)
    assert objects.read(stored.object, stored.identity) == content
    assert (stored.length, stored.sha256) == (size, hashlib.sha256(content).hexdigest())
    assert objects.sound(stored.object)
    assert list(objects) == [stored.object]


def test_the_name_is_the_hash_of_the_sealed_bytes_and_nobody_else_may_read_them(objects: Objects) -> None:
    stored = add(objects, CANARY)
    path = objects.folder / stored.object[:2] / stored.object
    assert hashlib.sha256(path.read_bytes()).hexdigest() == stored.object
    assert path.stat().st_mode & 0o077 == 0
    assert stored.identity not in repr(stored) + str(stored) + str(stored.__rich_repr__())


def test_the_same_content_twice_makes_two_objects_with_two_keys(objects: Objects) -> None:
    one, two = add(objects, CANARY), add(objects, CANARY)
    assert one.object != two.object
    assert one.identity != two.identity
    with pytest.raises(ObjectDamaged):
        objects.read(one.object, two.identity)
    with pytest.raises(ObjectDamaged):
        objects.read(one.object, "no key at all")


def test_a_stranger_opens_it_with_age_alone(objects: Objects, tmp_path: Path) -> None:
    stored = add(objects, CANARY)
    key = tmp_path / "key"
    key.write_text(stored.identity)
    plain = subprocess.run(
        ["age", "-d", "-i", key, objects.path(stored.object)], check=True, capture_output=True
    ).stdout
    length = int.from_bytes(plain[:8], "big")
    assert plain[8 : 8 + length] == CANARY
    assert len(plain) == 8192
    assert not any(plain[8 + length :])


@given(st.integers(0, 1 << 45))
def test_padding_adds_at_most_an_eighth_and_hides_the_length(length: int) -> None:
    total = padded(length)
    assert length <= total <= max(8192, length * 1.12 + 1)
    assert padded(total) == total
    if length > 8192:
        exponent = length.bit_length() - 1
        assert total % (1 << (exponent - exponent.bit_length())) == 0


@pytest.mark.security
def test_nothing_of_the_content_is_ever_on_the_disk(objects: Objects) -> None:
    content = CANARY * 5000
    seen = set()

    def look(done: int, of: int) -> None:
        for path in objects.folder.rglob("*"):
            if path.is_file():
                seen.add(path.suffix)
                assert b"Ilena" not in path.read_bytes()

    objects.add(io.BytesIO(content), len(content), progress=look)
    assert ".new" in seen
    look(0, 0)


@pytest.mark.parametrize("length", [len(CANARY) - 1, len(CANARY) + 1])
def test_a_file_that_changes_while_it_is_read_is_refused_and_nothing_stays(objects: Objects, length: int) -> None:
    with pytest.raises(FileChanged):
        objects.add(io.BytesIO(CANARY), length)
    assert [path for path in objects.folder.rglob("*") if path.is_file()] == []


def test_cancelling_leaves_nothing(objects: Objects) -> None:
    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        objects.add(io.BytesIO(CANARY), len(CANARY), progress=stop)
    assert [path for path in objects.folder.rglob("*") if path.is_file()] == []


def test_a_full_disk_is_a_sentence_and_leaves_nothing(objects: Objects) -> None:
    with files_no_larger_than(50_000), pytest.raises(DiskFull):
        objects.add(io.BytesIO(bytes(200_000)), 200_000)
    assert [path for path in objects.folder.rglob("*") if path.is_file()] == []


def test_a_failure_of_where_it_goes_is_not_blamed_on_the_object(objects: Objects) -> None:
    class Broken:
        def write(self, data: bytes) -> int:
            raise BrokenPipeError("gone")

    stored = add(objects, CANARY)
    with pytest.raises(BrokenPipeError):
        objects.open(stored.object, stored.identity, Broken())


def test_a_missing_object_is_named(objects: Objects) -> None:
    with pytest.raises(ObjectMissing, match="aaaaaaaaaaaa"):
        objects.read("a" * 64, "AGE-SECRET-KEY-1")
    assert "a" * 64 not in objects
    objects.remove("a" * 64)


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "A" * 64, "a" * 63])
def test_what_is_no_hash_never_becomes_a_path(objects: Objects, name: str) -> None:
    with pytest.raises(ValueError, match="64 hex digits"):
        objects.read(name, "x")


def test_an_object_from_elsewhere_is_taken_only_under_its_own_name(objects: Objects, tmp_path: Path) -> None:
    stored = add(objects, CANARY)
    other = Objects(tmp_path / "other")
    sealed = objects.path(stored.object).read_bytes()
    other.take(io.BytesIO(sealed), stored.object)
    assert other.read(stored.object, stored.identity) == CANARY
    with pytest.raises(ObjectDamaged):
        other.take(io.BytesIO(sealed + b"x"), "b" * 64)
    assert list(other) == [stored.object]
    other.remove(stored.object)
    assert list(other) == []


def test_what_a_crash_left_is_cleared(objects: Objects) -> None:
    stored = add(objects, CANARY)
    (objects.folder / "0123.new").write_bytes(b"half")
    objects.path(stored.object).with_suffix(".new").write_bytes(b"half")
    assert objects.clear_drafts() == 2
    assert list(objects) == [stored.object]


def each_flip(objects: Objects, count: int) -> None:
    content = os.urandom(90_000)
    stored = add(objects, content)
    path = objects.path(stored.object)
    good = path.read_bytes()
    for at in [*range(0, 60, 3), *random.Random(2).sample(range(len(good)), count), len(good) - 1]:
        data = bytearray(good)
        data[at] ^= 1 << (at % 8)
        path.write_bytes(data)
        assert not objects.sound(stored.object)
        try:
            assert objects.read(stored.object, stored.identity) == content
        except ObjectDamaged:
            continue
    for cut in (0, 1, 100, 65_536, len(good) - 1):
        path.write_bytes(good[:cut])
        with pytest.raises(ObjectDamaged):
            objects.read(stored.object, stored.identity)


@pytest.mark.security
def test_a_flipped_bit_or_a_cut_anywhere_is_noticed(objects: Objects) -> None:
    each_flip(objects, 200)


@pytest.mark.fault
def test_a_flipped_bit_at_five_thousand_places(objects: Objects) -> None:
    each_flip(objects, 5000)


@pytest.mark.security
@pytest.mark.parametrize(
    "plain", [b"", b"\0" * 7, bytes(8192 + 1), (5).to_bytes(8, "big") + b"x" * 8184, b"\xff" * 8192]
)
def test_sealed_bytes_of_another_form_are_refused(objects: Objects, plain: bytes) -> None:
    import pyrage

    identity = pyrage.x25519.Identity.generate()
    sealed = pyrage.encrypt(plain, [identity.to_public()])
    name = hashlib.sha256(sealed).hexdigest()
    objects.take(io.BytesIO(sealed), name)
    with pytest.raises(ObjectDamaged):
        objects.read(name, str(identity))
