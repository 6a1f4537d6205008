"""Evidence files on a route: in parts, resumed, believed by their hash alone."""

from __future__ import annotations

import hashlib
import io
import random
from pathlib import Path

import pytest

from fieldcase.exchange.objects import OnRoute, fetch_object, on_route, parts_of, send_object
from fieldcase.exchange.package.manifest import SealedFile
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import PART, RouteGone, object_folder, part_name
from fieldcase.vault.objects import HEADER, Lengths, ObjectDamaged, Objects
from tests.parcels import chance_from

DATA = random.Random(7).randbytes(2 * PART + 12_345)
FILE = SealedFile(sha256=hashlib.sha256(DATA).hexdigest(), length=len(DATA))
SAID = Lengths(least=len(DATA) - 300, most=len(DATA) - 300 + HEADER)


@pytest.fixture
def stick(tmp_path: Path) -> FolderRoute:
    return FolderRoute(tmp_path, chance=chance_from("stick"))


def test_a_file_arrives_in_parts_and_is_the_same(stick: FolderRoute, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    store = Objects(tmp_path / "objects of the vault")
    assert not fetch_object(stick, FILE.sha256, SAID, store)
    send_object(stick, FILE, io.BytesIO(DATA), progress=lambda done, of: told.append((done, of)))
    assert [one.length for one in stick.list(object_folder(FILE.sha256))] == [12_345, PART, PART]
    assert told[-1] == (len(DATA), len(DATA))
    assert fetch_object(stick, FILE.sha256, SAID, store, progress=lambda done, of: told.append((done, of)))
    assert told[-1] == (len(DATA), len(DATA))
    assert store.sound(FILE.sha256)


def test_a_broken_transfer_goes_on_where_it_stopped(stick: FolderRoute, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() >= 2 * PART:
                raise RouteGone(route="stick")
            return super().read(size)

    with pytest.raises(RouteGone):
        send_object(stick, FILE, Broken(DATA))
    assert not fetch_object(stick, FILE.sha256, SAID, Objects(tmp_path / "o"))
    half = tmp_path / part_name(FILE.sha256, 0)
    half.write_bytes(half.read_bytes()[:1000])
    before = (tmp_path / part_name(FILE.sha256, 1)).stat().st_mtime_ns
    send_object(stick, FILE, io.BytesIO(DATA))
    assert (tmp_path / part_name(FILE.sha256, 1)).stat().st_mtime_ns == before
    assert fetch_object(stick, FILE.sha256, SAID, Objects(tmp_path / "o"))


def test_altered_parts_are_not_believed(stick: FolderRoute, tmp_path: Path) -> None:
    send_object(stick, FILE, io.BytesIO(DATA))
    part = tmp_path / part_name(FILE.sha256, 1)
    part.write_bytes(bytes(PART))
    store = Objects(tmp_path / "o")
    with pytest.raises(ObjectDamaged):
        fetch_object(stick, FILE.sha256, SAID, store)
    assert list(store) == []


def test_a_part_that_vanishes_is_still_under_way(stick: FolderRoute, tmp_path: Path) -> None:
    send_object(stick, FILE, io.BytesIO(DATA))

    class Vanishing(FolderRoute):
        def get(self, name: str, into: object) -> int:
            self.delete(part_name(FILE.sha256, 1))
            return super().get(name, into)  # type: ignore[arg-type]

    assert not fetch_object(Vanishing(tmp_path, chance=chance_from("x")), FILE.sha256, SAID, Objects(tmp_path / "o"))


def test_an_empty_file_is_one_part() -> None:
    assert [parts_of(length) for length in (0, 1, PART, PART + 1)] == [1, 1, 1, 2]


@pytest.mark.security
def test_a_route_that_gives_more_than_it_listed_is_not_believed(stick: FolderRoute, tmp_path: Path) -> None:
    send_object(stick, FILE, io.BytesIO(DATA))

    class Flooding(FolderRoute):
        given = 0

        def get(self, name: str, into: object) -> int:
            for _ in range(1000):
                self.given += into.write(bytes(1 << 20))  # type: ignore[attr-defined]
            return self.given

    flooding = Flooding(tmp_path, chance=chance_from("x"))
    store = Objects(tmp_path / "o")
    with pytest.raises(ObjectDamaged):
        fetch_object(flooding, FILE.sha256, SAID, store)
    assert flooding.given <= PART
    assert list(store) == []


def left(folder: Path, *lengths: int) -> None:
    """Parts of these lengths lie on the route, as somebody else put them there."""
    for part, length in enumerate(lengths):
        path = folder / part_name(FILE.sha256, part)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.truncate(length)


@pytest.mark.security
@pytest.mark.parametrize(
    ("lengths", "said"),
    [
        ((), OnRoute.UNDER_WAY),
        ((PART,), OnRoute.UNDER_WAY),
        ((PART, PART), OnRoute.UNDER_WAY),
        ((PART, PART, 12_345), OnRoute.WHOLE),
        ((PART, 5), OnRoute.WHOLE),  # too short: its hash will say so
        ((PART, PART, PART), OnRoute.ALTERED),
        ((PART + 1,), OnRoute.ALTERED),
        ((PART, PART, 12_345, PART), OnRoute.WHOLE),  # what lies behind the end is nobody's
        ((PART,) * 2000, OnRoute.ALTERED),
    ],
)
def test_a_route_is_believed_no_length_that_the_record_does_not_allow(
    stick: FolderRoute, tmp_path: Path, lengths: tuple[int, ...], said: OnRoute
) -> None:
    left(tmp_path, *lengths)
    state, file = on_route(stick, FILE.sha256, SAID)
    assert state is said
    assert file.length <= SAID.most + PART + 1


@pytest.mark.security
def test_whole_parts_alone_end_where_the_record_says(stick: FolderRoute, tmp_path: Path) -> None:
    left(tmp_path, PART, PART)
    assert on_route(stick, FILE.sha256, Lengths(least=2 * PART - 300, most=2 * PART + HEADER))[0] is OnRoute.WHOLE


@pytest.mark.security
def test_nothing_is_read_of_what_is_too_long(stick: FolderRoute, tmp_path: Path) -> None:
    left(tmp_path, *[PART] * 2000)

    class Counting(FolderRoute):
        def get(self, name: str, into: object) -> int:
            raise AssertionError("read")

    store = Objects(tmp_path / "o")
    with pytest.raises(ObjectDamaged):
        fetch_object(Counting(tmp_path, chance=chance_from("x")), FILE.sha256, SAID, store)
    assert not (tmp_path / "o").exists()
