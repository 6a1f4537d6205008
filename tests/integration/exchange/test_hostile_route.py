"""Whoever owns the folder may put anything there: nothing of it blocks what is good, fills the disk or goes unsaid."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from fieldcase.exchange import tray as trays
from fieldcase.exchange.inbox import Inbox, What
from fieldcase.exchange.outbox import Outbox
from fieldcase.exchange.package import limits
from fieldcase.exchange.package.manifest import Purpose
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.routes import route as routes
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import (
    LinkInRoute,
    NotOnRoute,
    RouteFailed,
    mail_name,
    mailbox,
    object_folder,
    part_name,
)
from fieldcase.exchange.tray import Tray
from tests.parcels import NOW, ROOM, Book, Feed, Person, Vault, chance_from

pytestmark = pytest.mark.security
ILENA, OREN = Person("Ilena"), Person("Oren")


class Ground:
    """Ilena sends to Oren by a folder that belongs to somebody else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "route"
        self.folder.mkdir()
        self.tray = Tray(folder / "waiting", folder / "aside")
        self.aside = folder / "aside"
        book = Book(ILENA, OREN)
        self.sender, self.vault = Vault(ILENA, book), Vault(OREN, book)
        self.book = book
        self.inbox = Inbox(self.vault, self.tray, lambda: NOW)
        self.route = FolderRoute(self.folder, chance=chance_from("route"))
        self.feed = Feed(ILENA)

    def send(self, word: str = "a case") -> None:
        self.feed.case(word)
        self.sender.room(ROOM).add(self.feed)
        outbox = Outbox(self.sender, lambda: NOW, chance_from(word))
        parcel = outbox.prepare(OREN.peer, ROOM, Purpose.COLLEAGUE, lambda _kind, _record: Goes.WHOLE)
        assert parcel
        outbox.send(parcel, self.route)

    def path(self, word: str) -> Path:
        """Where a package with a name of the layout would lie."""
        path = self.folder / mail_name(OREN.vault, chance_from(word))
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def collect(self, route: FolderRoute | None = None) -> list[What]:
        return [one.what for one in self.inbox.collect(route or self.route)]


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    return Ground(tmp_path)


def test_a_file_longer_than_any_package_is_not_read_and_blocks_nothing(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SEALED", 100_000)
    with ground.path("huge").open("wb") as huge:
        huge.truncate(50_000_000)
    ground.send()
    read: list[str] = []

    class Watched(FolderRoute):
        def get(self, name: str, into: BinaryIO) -> int:
            read.append(name)
            return super().get(name, into)

    assert sorted(ground.collect(Watched(ground.folder, chance=chance_from("w")))) == [What.APPLIED, What.UNREAD]
    assert len(read) == 1


def test_one_that_grows_past_the_limit_while_it_is_read_blocks_nothing(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SEALED", 100_000)
    ground.path("grows").write_bytes(b"x")
    ground.send()

    class Growing(FolderRoute):
        def get(self, name: str, into: BinaryIO) -> int:
            if super().get(name, into) == 1:
                into.write(bytes(100_001))
            return 1

    assert sorted(ground.collect(Growing(ground.folder, chance=chance_from("w")))) == [What.APPLIED, What.UNREAD]


def test_one_that_cannot_be_read_is_told_and_blocks_nothing(ground: Ground) -> None:
    ground.path("a").write_bytes(b"x")
    ground.send()

    class Broken(FolderRoute):
        def get(self, name: str, into: BinaryIO) -> int:
            if super().get(name, into) == 1:
                raise RouteFailed(route="route", number=5)
            return 1

    assert sorted(ground.collect(Broken(ground.folder, chance=chance_from("w")))) == [What.APPLIED, What.UNREAD]


def test_names_of_no_layout_hide_nothing_however_many(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_NAMES", 50)
    ground.path("x")
    box = ground.folder / mailbox(OREN.vault)
    for number in range(200):
        (box / f"{number}").write_bytes(b"")
        (box / f"{number:032X}.FCPKG").write_bytes(b"")
    ground.send()
    assert ground.collect() == [What.APPLIED]


def test_a_flooded_mailbox_is_told(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routes, "MOST_NAMES", 20)
    for number in range(30):
        ground.path(str(number)).write_bytes(b"rubbish")
    outcomes = ground.inbox.collect(ground.route)
    assert outcomes[-1].what is What.UNREAD
    assert outcomes[-1].refusal is not None
    assert outcomes[-1].refusal.code == "FC-246"


def test_rubbish_leaves_no_more_than_so_many_notes(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trays, "MOST_FILES", 3)
    monkeypatch.setattr(trays, "MOST_REASONS", 10)
    for number in range(40):
        ground.path(str(number)).write_bytes(b"rubbish %d" % number)
    assert set(ground.collect()) == {What.ASIDE}
    assert len(list(ground.aside.iterdir())) <= 2 * 3 + 10
    ground.send()
    assert What.APPLIED in ground.collect()


def test_what_waits_for_whatever_reason_is_bounded_and_the_rest_stays_on_the_route(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trays, "MOST_FILES", 2)
    ground.book._standings[ILENA.seat] = Standing.IN_QUESTION
    for word in ("a", "b", "c", "d"):
        ground.send(word)
    assert ground.collect() == [What.WAITS] * 4
    assert len(ground.tray.waiting()) + len(ground.route.list(mailbox(OREN.vault))) == 4
    assert len(ground.tray.waiting()) <= 2
    ground.book._standings[ILENA.seat] = Standing.CURRENT
    ground.inbox.try_again()
    ground.collect()
    assert ground.vault.room(ROOM).digest == ground.sender.room(ROOM).digest


@pytest.mark.parametrize("what", ["folder", "link", "link to a folder", "pipe", "socket name", "gone"])
def test_whatever_stands_under_a_name_blocks_nothing(ground: Ground, tmp_path: Path, what: str) -> None:
    path = ground.path("odd")
    outside = tmp_path / "outside"
    outside.write_bytes(b"of this computer")
    if what == "folder":
        path.mkdir()
    elif what == "link":
        path.symlink_to(outside)
    elif what == "link to a folder":
        path.symlink_to(tmp_path)
    elif what == "pipe":
        os.mkfifo(path)
    elif what == "socket name":
        path.with_name("é\n" * 20).write_bytes(b"x")
    ground.send()
    assert ground.collect() == [What.APPLIED]
    assert outside.read_bytes() == b"of this computer"
    if what != "gone":
        with pytest.raises(NotOnRoute):
            ground.route.get(mail_name(OREN.vault, chance_from("odd")), io.BytesIO())


@pytest.mark.parametrize("where", ["mail", "mailbox", "objects", "parts"])
def test_no_link_in_the_folder_leads_out_of_it(tmp_path: Path, where: str) -> None:
    box, inside = mailbox(OREN.vault), object_folder("0" * 64)
    name = mail_name(OREN.vault, chance_from("a")) if where.startswith("mail") else part_name("0" * 64, 0)
    outside = tmp_path / "outside"
    deep = outside / (box if where.startswith("mail") else inside).partition("/")[2]
    deep.mkdir(parents=True)
    for folder in (outside, deep):
        (folder / Path(name).name).write_bytes(b"of this computer")
    folder = tmp_path / "route"
    folder.mkdir()
    if where in ("mail", "objects"):
        (folder / where).symlink_to(outside)
    else:
        (folder / name).parent.parent.mkdir()
        (folder / name).parent.symlink_to(outside)
    route = FolderRoute(folder, chance=chance_from("r"))
    before = {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()}
    for attempt in (
        lambda: route.list(name.rpartition("/")[0]),
        lambda: route.get(name, io.BytesIO()),
        lambda: route.put(mail_name(OREN.vault, chance_from("n")) if "mail" in where else name, io.BytesIO(b"x")),
        lambda: route.delete(name),
        lambda: route.sweep(OREN.vault, 1e12) if "mail" in where else route.delete(name),
    ):
        with pytest.raises(LinkInRoute):
            attempt()
    assert {path: path.read_bytes() for path in outside.rglob("*") if path.is_file()} == before
