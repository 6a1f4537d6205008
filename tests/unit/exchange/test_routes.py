"""The folder route: whole or not there, whatever is pulled out, full, foreign or read-only."""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path

import pytest

from fieldcase.exchange.routes import route
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.vault import disk
from tests.disks import MAY_MOUNT, small_disk
from tests.parcels import bytes_of, chance_from

BOX = bytes_of("vault").hex()


@pytest.fixture
def stick(tmp_path: Path) -> FolderRoute:
    return FolderRoute(tmp_path, chance=chance_from("stick"))


def a_name(word: str = "a") -> str:
    return route.mail_name(BOX, chance_from(word))


def fetched(stick: FolderRoute, name: str) -> bytes:
    into = io.BytesIO()
    stick.get(name, into)
    return into.getvalue()


def test_what_is_put_is_listed_small_before_large_fetched_and_deleted(stick: FolderRoute) -> None:
    large, small = a_name("a"), a_name("b")
    stick.put(large, io.BytesIO(b"x" * 700_000))
    stick.put(small, io.BytesIO(b"y"))
    stick.put(route.part_name("0" * 64, 3), io.BytesIO(b"z"))
    assert [one.name for one in stick.list(route.mailbox(BOX))] == [small, large]
    assert fetched(stick, large) == b"x" * 700_000
    assert [one.name for one in stick.list(route.object_folder("0" * 64))] == [route.part_name("0" * 64, 3)]
    stick.delete(large)
    stick.delete(large)
    assert [one.name for one in stick.list(route.mailbox(BOX))] == [small]
    with pytest.raises(route.NotOnRoute):
        fetched(stick, large)


def test_a_name_is_never_overwritten(stick: FolderRoute) -> None:
    name = a_name()
    stick.put(name, io.BytesIO(b"first"))
    with pytest.raises(route.NameTaken):
        stick.put(name, io.BytesIO(b"second"))
    assert fetched(stick, name) == b"first"
    assert len(stick.list(route.mailbox(BOX))) == 1


@pytest.mark.parametrize(
    "name", ["../../x", "mail/x/y", "/etc/passwd", f"mail/{BOX}/..", f"mail/{BOX}/{'0' * 32}.exe", ""]
)
def test_names_that_are_not_of_the_layout_are_never_used(stick: FolderRoute, name: str) -> None:
    with pytest.raises(ValueError, match="layout"):
        stick.put(name, io.BytesIO(b""))
    with pytest.raises(ValueError, match="layout"):
        stick.get(name, io.BytesIO())
    with pytest.raises(ValueError, match="layout"):
        stick.delete(name)
    with pytest.raises(ValueError, match="layout"):
        stick.list(name)


def test_foreign_files_links_pipes_and_drafts_are_left_out(stick: FolderRoute, tmp_path: Path) -> None:
    stick.put(a_name(), io.BytesIO(b"x"))
    box = tmp_path / "mail" / BOX
    (box / "holiday.jpg").write_bytes(b"x")
    (box / ".0011.part").write_bytes(b"x")
    (box / ("0" * 32 + ".fcpkg (conflicted copy)")).write_bytes(b"x")
    secret = tmp_path / "secret"
    secret.write_bytes(b"secret")
    link, pipe = f"mail/{BOX}/{'1' * 32}.fcpkg", f"mail/{BOX}/{'2' * 32}.fcpkg"
    (tmp_path / link).symlink_to(secret)
    os.mkfifo(tmp_path / pipe)
    (box / ("3" * 32 + ".fcpkg")).mkdir()
    assert len(stick.list(route.mailbox(BOX))) == 1
    for name in (link, pipe):
        with pytest.raises(route.NotOnRoute):
            fetched(stick, name)


class PulledOut(io.BytesIO):
    """A source after `whole` bytes of which the stick is pulled out."""

    def __init__(self, data: bytes, whole: int) -> None:
        super().__init__(data)
        self._whole = whole

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() >= self._whole:
            raise OSError(errno.EIO, "pulled out")
        return super().read(min(size or 0, self._whole - self.tell()))


@pytest.mark.parametrize("whole", [0, 1, 1000, 299_999])
def test_given_a_stick_pulled_out_while_writing_then_nothing_is_there_under_the_name(
    stick: FolderRoute, tmp_path: Path, whole: int
) -> None:
    name = a_name()
    with pytest.raises(route.RouteGone):
        stick.put(name, PulledOut(b"x" * 300_000, whole))
    assert stick.list(route.mailbox(BOX)) == ()
    assert list((tmp_path / "mail" / BOX).iterdir()) == []
    stick.put(name, io.BytesIO(b"x" * 300_000))
    assert len(fetched(stick, name)) == 300_000


def test_given_a_crash_between_writing_and_naming_then_the_draft_is_ignored_and_swept(
    stick: FolderRoute, tmp_path: Path
) -> None:
    stick.put(a_name(), io.BytesIO(b"x"))
    draft = tmp_path / "mail" / BOX / ".00.part"
    draft.write_bytes(b"half")
    os.utime(draft, (1000, 1000))
    assert len(stick.list(route.mailbox(BOX))) == 1
    assert stick.sweep(BOX, 500) == 0
    assert stick.sweep(BOX, 2000) == 1
    assert not draft.exists()
    assert len(stick.list(route.mailbox(BOX))) == 1


def test_a_folder_that_has_vanished_is_a_sentence(tmp_path: Path) -> None:
    stick = FolderRoute(tmp_path / "gone", chance=chance_from("x"))
    for act in (
        lambda: stick.list(route.mailbox(BOX)),
        lambda: stick.put(a_name(), io.BytesIO(b"")),
        lambda: stick.get(a_name(), io.BytesIO()),
        stick.check,
    ):
        with pytest.raises(route.RouteGone, match="“gone”"):
            act()
    assert not (tmp_path / "gone").exists()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, route.RouteFull),
        (errno.EROFS, route.RouteReadOnly),
        (errno.EACCES, route.RouteReadOnly),
        (errno.EIO, route.RouteGone),
        (errno.ENAMETOOLONG, route.RouteFailed),
    ],
)
def test_what_the_system_reports_becomes_a_sentence(stick: FolderRoute, number: int, expected: type[Exception]) -> None:
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(number, "x")

    with pytest.raises(expected) as caught:
        stick.put(a_name(), Failing())
    assert "{" not in str(caught.value)
    assert stick.list(route.mailbox(BOX)) == ()


def test_check_tries_what_sending_would_need(stick: FolderRoute, tmp_path: Path) -> None:
    stick.check()
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_that_cannot_flush_folders_is_good_enough(
    stick: FolderRoute, monkeypatch: pytest.MonkeyPatch
) -> None:
    def cannot(folder: Path) -> None:
        raise OSError(errno.EINVAL, "no")

    monkeypatch.setattr(disk, "sync_folder", cannot)
    stick.put(a_name(), io.BytesIO(b"x"))

    def broken(folder: Path) -> None:
        raise OSError(errno.EIO, "no")

    monkeypatch.setattr(disk, "sync_folder", broken)
    with pytest.raises(route.RouteGone):
        stick.put(a_name("b"), io.BytesIO(b"x"))


@pytest.mark.skipif(not MAY_MOUNT, reason="mounting a small disk needs rights")
def test_a_full_folder_is_a_sentence_and_nothing_half_written_stays(tmp_path: Path) -> None:
    with small_disk(tmp_path / "full", 200_000) as folder:
        stick = FolderRoute(folder, chance=chance_from("x"))
        with pytest.raises(route.RouteFull):
            stick.put(a_name(), io.BytesIO(b"x" * 1_000_000))
        assert stick.list(route.mailbox(BOX)) == ()
        stick.put(a_name(), io.BytesIO(b"x" * 1000))
