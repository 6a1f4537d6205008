"""Durable files: whole or not at all, never over one that is there, and a sentence for each failure."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from fieldcase.vault import disk
from tests.disks import MAY_MOUNT, files_no_larger_than, read_only, small_disk


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        (errno.ENOSPC, disk.DiskFull),
        (errno.EFBIG, disk.DiskFull),
        (errno.EACCES, disk.FolderReadOnly),
        (errno.EROFS, disk.FolderReadOnly),
        (errno.ENOENT, disk.FileMissing),
        (errno.ENOTDIR, disk.FileMissing),
        (errno.EEXIST, disk.AlreadyThere),
        (errno.EIO, disk.DiskFailed),
    ],
)
def test_each_failure_of_the_system_is_a_sentence_with_the_files_own_name_only(
    number: int, refusal: type[disk.DiskFull]
) -> None:
    said = disk.sorted_failure(OSError(number, "x"), Path("/somewhere/dovrak/secret/slots"))
    assert isinstance(said, refusal)
    assert "slots" in str(said)
    assert "dovrak" not in str(said)
    assert said.way_out


def test_a_new_file_is_written_whole_and_an_existing_one_never_replaced(tmp_path: Path) -> None:
    path = tmp_path / "slots"
    disk.write_new(path, b"one")
    with pytest.raises(disk.AlreadyThere):
        disk.write_new(path, b"two")
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["slots"]
    assert path.stat().st_mode & 0o077 == 0


def test_a_file_is_replaced_at_once_and_a_leftover_of_a_crash_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "slots"
    path.with_name("slots.new").write_bytes(b"half")
    disk.write_over(path, b"one")
    disk.write_over(path, b"two")
    assert path.read_bytes() == b"two"
    assert [one.name for one in tmp_path.iterdir()] == ["slots"]


def test_on_a_disk_without_links_a_new_file_still_replaces_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(source: object, to: object) -> None:
        raise OSError(errno.EPERM, "this file system has no links")

    monkeypatch.setattr(os, "link", no_links)
    path = tmp_path / "slots"
    disk.write_new(path, b"one")
    with pytest.raises(disk.AlreadyThere):
        disk.write_new(path, b"two")
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["slots"]


def test_a_write_that_fails_leaves_the_old_file_and_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "slots"
    disk.write_over(path, b"one")
    with files_no_larger_than(1000), pytest.raises(disk.DiskFull):
        disk.write_over(path, bytes(5000))
    with files_no_larger_than(1000), pytest.raises(disk.DiskFull):
        disk.write_new(path.with_name("other"), bytes(5000))
    assert path.read_bytes() == b"one"
    assert [one.name for one in tmp_path.iterdir()] == ["slots"]


@pytest.mark.skipif(not MAY_MOUNT, reason="a disk of its own needs root")
def test_on_a_disk_that_is_really_full_it_is_the_same(tmp_path: Path) -> None:
    with small_disk(tmp_path / "small", 64 * 1024) as place:
        disk.write_over(place / "slots", b"one")
        with pytest.raises(disk.DiskFull):
            disk.write_over(place / "slots", os.urandom(300_000))
        assert (place / "slots").read_bytes() == b"one"
        assert [one.name for one in place.iterdir()] == ["slots"]


def test_a_folder_that_cannot_be_written_or_is_missing(tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    with read_only(place):
        for write in (disk.write_new, disk.write_over):
            with pytest.raises(disk.FolderReadOnly):
                write(place / "slots", b"x")
        with pytest.raises(disk.FolderReadOnly):
            disk.private_folder(place / "deeper")
    with pytest.raises(disk.FileMissing):
        disk.write_new(tmp_path / "nowhere" / "slots", b"x")
    with pytest.raises(disk.FileMissing):
        disk.read(tmp_path / "nowhere")


def test_a_private_folder_is_made_with_those_above_it_for_its_owner_alone(tmp_path: Path) -> None:
    disk.private_folder(tmp_path / "a" / "b")
    disk.private_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o077 == 0
