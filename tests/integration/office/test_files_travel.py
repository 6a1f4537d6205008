"""Evidence files and signed pages go by the route to those who get the record that names them, and are receipted."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec
import pytest

from fieldcase.documents.renditions import Rendition
from fieldcase.exchange.receipts import read_receipt
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import PART, object_folder
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.office.checking import check_vault
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.receive import FILE, FILE_LACKING, collect
from fieldcase.office.exchange.send import send
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.letters.signed import frozen_bytes
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, open_evidence, register_evidence
from fieldcase.vault.named import files_named
from fieldcase.vault.objects import Lengths, ObjectMissing, Objects
from fieldcase.vault.rooms import OpenRoom
from tests.laptops import a_matter
from tests.letter_ground import name_kalindra, ready, signed

Both = tuple[Session, Session]
PHOTO = b"\x89PNG a wall with a number" * 40


@pytest.fixture
def stick(tmp_path: Path, laptops: Both) -> FolderRoute:
    folder = tmp_path / "stick"
    folder.mkdir()
    return FolderRoute(folder, chance=laptops[0].vault.surroundings.chance)


def a_photo(session: Session, *, reveals_source: bool = False) -> Evidence:
    matter = a_matter(session)
    received = Received(kind="photograph", title="Wall", reveals_source=reveals_source, reveals_identity=True)
    return register_evidence(session, matter.case.id, io.BytesIO(PHOTO), len(PHOTO), received)


def files(session: Session) -> list[str]:
    return sorted(session.vault.objects)


def test_evidence_reaches_the_colleague_and_is_receipted(laptops: Both, stick: FolderRoute) -> None:
    officer, head = laptops
    item = a_photo(officer)
    send(officer, stick)
    told = [one for one in collect(head, stick) if one.what == FILE]
    assert [one.package for one in told] == files(officer) == files(head)
    sink = io.BytesIO()
    open_evidence(head, item.id, sink, "To read it before the second reading.")
    assert sink.getvalue() == PHOTO
    send(head, stick)
    collect(officer, stick)
    receipt = VaultMailroom(officer).receipt_from(head.vault.id, "XKAL/identity")
    assert receipt is not None
    assert list(read_receipt(receipt).objects) == files(officer)


def test_what_was_receipted_is_not_left_again(laptops: Both, stick: FolderRoute) -> None:
    officer, head = laptops
    a_photo(officer)
    send(officer, stick)
    collect(head, stick)
    send(head, stick)
    collect(officer, stick)
    name = files(officer)[0]
    for part in stick.list(object_folder(name)):
        stick.delete(part.name)
    send(officer, stick, again=True)
    assert stick.list(object_folder(name)) == ()


@pytest.mark.security
def test_an_altered_file_is_told_taken_off_the_route_and_left_anew(
    laptops: Both, stick: FolderRoute, tmp_path: Path
) -> None:
    officer, head = laptops
    item = a_photo(officer)
    send(officer, stick)
    part = tmp_path / "stick" / stick.list(object_folder(files(officer)[0]))[0].name
    altered = bytearray(part.read_bytes())
    altered[len(altered) // 2] ^= 1
    part.write_bytes(altered)
    told = collect(head, stick)
    assert [one.package for one in told if one.what == FILE_LACKING] == files(officer)
    assert all(one.reason and one.remedy for one in told if one.what == FILE_LACKING)
    with pytest.raises(ObjectMissing):
        open_evidence(head, item.id, io.BytesIO(), "To read it.")
    send(officer, stick, again=True)
    collect(head, stick)
    assert files(head) == files(officer)


@pytest.mark.security
def test_a_file_named_in_the_source_room_is_not_told_to_who_does_not_read_that_room(
    laptops: Both, stick: FolderRoute
) -> None:
    officer, head = laptops
    a_photo(officer, reveals_source=True)
    assert "XKAL/source" in officer.vault.rooms.names
    send(officer, stick)
    told = collect(head, stick)
    reads = head.vault.rooms.room("XKAL/source") is not None
    assert bool([one for one in told if one.what == FILE]) is reads


def test_signed_pages_reach_the_laptop_that_dispatches(laptops: Both, stick: FolderRoute) -> None:
    officer, head = laptops
    name_kalindra(officer)
    letter = signed(officer, head, ready(officer), "en")
    opened = open_letter(officer, letter.id)
    page = (Rendition.STATE_FULL, "en", "pdf")
    assert frozen_bytes(officer, opened, *page, missing_is_none=True) is None
    send(head, stick)
    collect(officer, stick)
    assert frozen_bytes(officer, opened, *page).startswith(b"%PDF")


@pytest.mark.security
def test_signed_pages_are_bound_by_the_length_that_was_signed(
    laptops: Both, stick: FolderRoute, tmp_path: Path
) -> None:
    officer, head = laptops
    name_kalindra(officer)
    letter = signed(officer, head, ready(officer), "en")
    send(head, stick)
    step = next(one for one in head.vault.all(LetterStep) if one.letter == letter.id and one.renditions)
    page = step.renditions["state_full-en-pdf"]
    assert page.size == len(head.vault.objects.read(page.object, page.identity))
    with on_stick(tmp_path / "stick", page.object).open("r+b") as part:
        part.truncate(head.vault.objects.sealed_length(page.object) + (1 << 20))
    assert [one.package for one in collect(officer, stick) if one.what == FILE_LACKING] == [page.object]
    unsaid = msgspec.to_builtins(msgspec.structs.replace(page, size=None))
    with head.vault.writing() as writing:
        writing.set("letter_step", step.id, {"renditions/state_full-en-pdf": unsaid})
        writing.commit()
    room = head.vault.rooms.room("XKAL/identity")
    assert room is not None
    assert page.object not in files_named(room), "no record says how long it may be"


def test_one_file_that_cannot_be_left_stops_no_other_and_no_package(
    laptops: Both, stick: FolderRoute, tmp_path: Path
) -> None:
    officer, head = laptops
    first, second = a_photo(officer), a_photo(officer)
    blocked = officer.vault.get(Evidence, first.id).blob.object
    (tmp_path / "stick" / object_folder(blocked) / "000000").mkdir(parents=True)
    done = send(officer, stick)
    assert done.packages
    assert len(done.files_lacking) == 1
    collect(head, stick)
    assert files(head) == [officer.vault.get(Evidence, second.id).blob.object]


def on_stick(stick: Path, name: str) -> Path:
    return stick / object_folder(name) / "000000"


@pytest.mark.security
@pytest.mark.parametrize("length", [PART, PART + 1, 3 * PART, 10])
def test_altered_parts_of_any_length_are_named_taken_off_and_left_anew(
    laptops: Both, stick: FolderRoute, tmp_path: Path, length: int
) -> None:
    officer, head = laptops
    a_photo(officer)
    send(officer, stick)
    (name,) = files(officer)
    with on_stick(tmp_path / "stick", name).open("r+b") as part:
        part.truncate(length)
    assert [one.package for one in collect(head, stick) if one.what == FILE_LACKING] == [name]
    assert stick.list(object_folder(name)) == ()
    assert [one for one in collect(head, stick) if one.what == FILE_LACKING] == []
    send(officer, stick)
    assert [one.package for one in collect(head, stick) if one.what == FILE] == [name]


@pytest.mark.security
def test_a_route_that_lists_more_than_the_record_allows_fills_no_disk(
    laptops: Both, stick: FolderRoute, tmp_path: Path
) -> None:
    officer, head = laptops
    a_photo(officer)
    send(officer, stick)
    (name,) = files(officer)
    for number in range(40):
        with (on_stick(tmp_path / "stick", name).with_name(f"{number:06d}")).open("wb") as part:
            part.truncate(PART)
    written: list[int] = []

    class Watched(FolderRoute):
        def get(self, name: str, into: BinaryIO) -> int:
            written.append(super().get(name, into))
            return written[-1]

    watched = Watched(tmp_path / "stick", chance=head.vault.surroundings.chance)
    assert [one.package for one in collect(head, watched) if one.what == FILE_LACKING] == [name]
    assert sum(written) < PART
    assert stick.list(object_folder(name)) == ()


def test_a_full_disk_while_a_file_is_fetched_is_one_sentence(
    laptops: Both, stick: FolderRoute, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer, head = laptops
    a_photo(officer)
    send(officer, stick)
    collect(head, stick)
    head.vault.objects.remove(files(officer)[0])
    monkeypatch.setattr(head.vault, "objects", Objects(Path("/dev/full/objects")))
    told = [one for one in collect(head, stick) if one.what == FILE_LACKING]
    assert len(told) == 1
    assert told[0].reason


@pytest.mark.parametrize("how", ["cut", "grown", "bit found by a check", "bit found at sending", "gone"])
def test_a_damaged_file_is_not_held_is_asked_for_again_and_filled_by_a_colleague(
    laptops: Both, stick: FolderRoute, how: str
) -> None:
    officer, head = laptops
    a_photo(officer)
    for session in (officer, head, officer):
        send(session, stick)
        for other in laptops:
            collect(other, stick)
    (name,) = files(officer)
    damage(officer, name, how)
    receipt = receipted(officer, head, stick)
    assert name not in receipt
    send(head, stick)
    assert [one.package for one in collect(officer, stick) if one.what == FILE] == [name]
    assert officer.vault.objects.sound(name)
    assert receipted(officer, head, stick) == [name]
    assert check_vault(officer).faults == ()


def receipted(session: Session, other: Session, stick: FolderRoute) -> list[str]:
    """What `session` tells `other` that it holds of the identity room."""
    send(session, stick)
    collect(other, stick)
    receipt = VaultMailroom(other).receipt_from(session.vault.id, "XKAL/identity")
    return list(read_receipt(receipt).objects) if receipt else []


def damage(session: Session, name: str, how: str) -> None:
    path = session.vault.objects.path(name)
    data = bytearray(path.read_bytes())
    if how == "gone":
        path.unlink()
    elif how == "cut":
        path.write_bytes(data[:-400])
    elif how == "grown":
        path.write_bytes(data + bytes(1 << 17))
    else:
        data[-20] ^= 1
        path.write_bytes(data)
    if how == "bit found by a check":
        assert not check_vault(session).ok
    if how == "bit found at sending":
        assert not session.vault.objects.sound(name)


def test_what_files_are_here_is_asked_once_a_room_and_peer(
    laptops: Both, stick: FolderRoute, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads every record of the room."""
    asked: list[str] = []

    def counted(room: OpenRoom, whole: Callable[[str, bytes], bool]) -> dict[str, Lengths]:
        asked.append(room.name)
        return files_named(room, whole)

    a_photo(laptops[0])
    monkeypatch.setattr("fieldcase.office.exchange.files.files_named", counted)
    send(laptops[0], stick)
    assert len(asked) == len(set(asked)) >= 3
