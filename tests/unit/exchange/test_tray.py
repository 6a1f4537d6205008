"""The tray: sealed packages that wait or were put aside, by the hash of their bytes."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from fieldcase.exchange import tray as trays
from fieldcase.exchange.inbox import Inbox, What
from fieldcase.exchange.package import limits
from fieldcase.exchange.package.refusals import Altered, GapBefore, TooLarge
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import mail_name
from fieldcase.exchange.tray import Tray
from tests.parcels import NOW, Book, Person, Vault, chance_from


@pytest.fixture
def tray(tmp_path: Path) -> Tray:
    return Tray(tmp_path / "waiting", tmp_path / "aside")


def test_a_package_is_named_by_its_bytes_and_only_its_owner_may_read_it(tray: Tray, tmp_path: Path) -> None:
    name = tray.take(io.BytesIO(b"sealed"))
    assert name == hashlib.sha256(b"sealed").hexdigest()
    with tray.open(name) as file:
        assert file.read() == b"sealed"
    (path,) = (tmp_path / "waiting").iterdir()
    assert path.stat().st_mode & 0o77 == 0
    assert tray.waiting()[0].reason.code == ""


def test_a_package_waits_with_its_reason_is_put_aside_and_taken_up(tray: Tray, tmp_path: Path) -> None:
    name = tray.take(io.BytesIO(b"sealed"))
    tray.note(name, GapBefore(), NOW)
    assert [(kept.reason.code, kept.reason.at) for kept in tray.waiting()] == [("FC-212", NOW)]
    tray.put_aside(name, Altered(where="hash"), NOW)
    assert tray.waiting() == ()
    assert [kept.reason.code for kept in tray.aside()] == ["FC-207"]
    assert tray.is_aside(name)
    tray.take_up(name)
    assert not tray.is_aside(name)
    assert tray.aside() == ()
    tray.remove(name)
    assert list((tmp_path / "waiting").iterdir()) == list((tmp_path / "aside").iterdir()) == []


def test_what_is_too_large_is_not_kept(tray: Tray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SEALED", 10)
    with pytest.raises(TooLarge):
        tray.take(io.BytesIO(b"x" * 11))
    assert list((tmp_path / "waiting").iterdir()) == []


def test_foreign_files_and_names_are_left_alone(tray: Tray, tmp_path: Path) -> None:
    name = tray.take(io.BytesIO(b"sealed"))
    (tmp_path / "waiting" / "holiday.fcpkg").write_bytes(b"x")
    (tmp_path / "waiting" / f"{name}.json").write_bytes(b"not json")
    assert [kept.name for kept in tray.waiting()] == [name]
    for odd in ("../x", "", "a" * 63):
        with pytest.raises(ValueError, match="tray"):
            tray.open(odd)


def test_rubbish_beyond_a_limit_leaves_its_reason_alone(tray: Tray, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trays, "MOST_ASIDE", 10)
    names = [tray.take(io.BytesIO(bytes([number]) * 6)) for number in range(3)]
    for name in names:
        tray.put_aside(name, Altered(where="hash"), NOW)
    assert len(tray.aside()) == 1
    assert all(map(tray.is_aside, names))


def test_what_nobody_here_may_ever_open_stays_on_the_route_when_too_much_waits(
    tray: Tray, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pyrage

    ilena, oren = Person("Ilena"), Person("Oren")
    vault = Vault(oren, Book(ilena, oren), closed=("case",))
    inbox = Inbox(vault, tray, lambda: NOW)
    route = FolderRoute(tmp_path, chance=chance_from("x"))
    stranger = pyrage.x25519.Identity.generate().to_public()
    monkeypatch.setattr(trays, "MOST_FILES", 2)
    for number in range(3):
        route.put(mail_name(oren.vault, chance_from(str(number))), io.BytesIO(pyrage.encrypt(b"x", [stranger])))
    assert [one.what for one in inbox.collect(route)] == [What.WAITS] * 3
    assert (len(tray.waiting()), len(list(tmp_path.glob("mail/*/*")))) == (1, 2)
