"""What lies on a route goes once nobody needs it, never before; and a laptop that may be lost gets nothing more."""

from __future__ import annotations

import io
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from fieldcase.cli.exchange import _sent
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import mailbox, object_folder
from fieldcase.model.kinds.cases import Case
from fieldcase.model.roles import Role
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.enrol import end_founding
from fieldcase.office.rosters.removing import plan_removal, propose_removal
from fieldcase.office.rosters.signing import sign_roster, what_waits
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, register_evidence
from tests.laptops import READER, Clock, a_colleague, a_matter, an_office, carry, opened

pytestmark = pytest.mark.security
PHOTO = b"\x89PNG a wall with a number" * 40
Three = tuple[Session, Session, Session]


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laptops 03 (officer, custodian), 07 (reviewer, head) and 11 (custodian, officer)."""
    folder, clock = tmp_path_factory.mktemp("three"), Clock()
    first = an_office(folder, clock)
    others = [a_colleague(folder, first, clock, READER)]
    roles = (Role.CASE_OFFICER, Role.CUSTODIAN)
    others.append(a_colleague(folder, first, clock, roles, device="11", name="Mira Sol"))
    assert end_founding(first)
    for other in others:
        carry(first, other)
    for session in (first, *others):
        session.close()
    return folder


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Three]:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    clock = Clock()
    clock.days(1)
    first, second, third = (opened(tmp_path, device, clock) for device in ("03", "07", "11"))
    yield first, second, third
    for session in (first, second, third):
        session.close()


@pytest.fixture
def route(tmp_path: Path) -> FolderRoute:
    (tmp_path / "route").mkdir()
    return FolderRoute(tmp_path / "route", chance=secrets.token_bytes)


def post(route: FolderRoute, *sessions: Session) -> None:
    for session in sessions:
        send.send(session, route)
    for session in sessions:
        receive.collect(session, route)


def mail(route: FolderRoute, session: Session) -> set[str]:
    return {one.name for one in route.list(mailbox(session.vault.id))}


def kept(folder: Path, route: FolderRoute, session: Session) -> dict[Path, bytes]:
    """The packages for somebody as they lie there now: some program may put them back."""
    return {folder / "route" / name: (folder / "route" / name).read_bytes() for name in mail(route, session)}


def test_packages_that_were_put_back_go_once_their_peer_says_that_it_read_them(
    office: Three, route: FolderRoute, tmp_path: Path
) -> None:
    first, second, _third = office
    a_matter(first)
    rooms = {one.name: one.room for one in send.send(first, route).packages}
    every = kept(tmp_path, route, second)
    a_matter(first, "Another case")
    again = {one.room for one in send.send(first, route).packages}
    left = {path: data for path, data in every.items() if rooms[f"mail/{second.vault.id}/{path.name}"] in again}
    assert {"XKAL/case", "XKAL/identity"} <= again
    receive.collect(second, route)
    for path, data in left.items():
        path.write_bytes(data)
    send.send(first, route)
    assert all(path.exists() for path in left), "nothing says that they were read"
    send.send(second, route)
    receive.collect(first, route)
    send.send(first, route)
    assert not any(path.exists() for path in left), "the receipt said so"


def test_what_a_peer_has_not_read_stays_however_often_one_sends(office: Three, route: FolderRoute) -> None:
    first, second, third = office
    a_matter(first)
    send.send(first, route)
    left = mail(route, second)
    for _ in range(3):
        post(route, first, third)
        assert mail(route, second) >= left
    receive.collect(second, route)
    assert len(second.vault.all(Case)) == 1


def test_the_last_receipt_stays_until_it_is_fetched(office: Three, route: FolderRoute, tmp_path: Path) -> None:
    first, second, _third = office
    a_matter(first)
    post(route, first, second)
    send.send(second, route)
    receipts = mail(route, first)
    assert receipts
    for _ in range(3):
        send.send(second, route)
    assert receipts <= mail(route, first)


def test_evidence_stays_until_everybody_who_may_have_it_says_so(office: Three, route: FolderRoute) -> None:
    first, second, third = office
    matter = a_matter(first)
    said = Received(kind="photograph", title="Wall", reveals_source=False, reveals_identity=True)
    register_evidence(first, matter.case.id, io.BytesIO(PHOTO), len(PHOTO), said)
    (name,) = first.vault.objects
    for _ in range(3):
        post(route, first, second)
        assert route.list(object_folder(name)), "laptop 11 has not fetched it"
    receive.collect(third, route)
    assert list(third.vault.objects) == [name]
    send.send(first, route)
    assert route.list(object_folder(name)), "no receipt of laptop 11 says so"
    send.send(third, route)
    receive.collect(first, route)
    send.send(first, route)
    assert not route.list(object_folder(name))


def test_a_file_that_is_damaged_here_stays_where_it_may_be_fetched_again(office: Three, route: FolderRoute) -> None:
    first, second, third = office
    matter = a_matter(first)
    said = Received(kind="photograph", title="Wall", reveals_source=False, reveals_identity=True)
    register_evidence(first, matter.case.id, io.BytesIO(PHOTO), len(PHOTO), said)
    (name,) = first.vault.objects
    send.send(first, route)
    first.vault.objects.path(name).write_bytes(b"cut")
    for session in (second, third):
        receive.collect(session, route)
        send.send(session, route)
    receive.collect(first, route)
    send.send(first, route)
    assert first.vault.objects.sound(name)
    assert not route.list(object_folder(name))


def test_nobody_takes_off_what_a_colleague_left(office: Three, route: FolderRoute) -> None:
    first, second, third = office
    a_matter(first)
    post(route, first, third)
    send.send(third, route)
    left = mail(route, second)
    post(route, first)
    assert left <= mail(route, second)


def test_a_laptop_that_may_be_lost_gets_nothing_until_two_decided(office: Three, route: FolderRoute) -> None:
    first, second, third = office
    for _ in range(3):
        post(route, *office)
    propose_removal(first, "XKAL-11", plan_removal(first, "XKAL-11").code)
    post(route, first, second)
    before = mail(route, third)
    a_matter(first)
    for session in (first, second):
        assert send.send(session, route).in_question == ("XKAL-11",)
        assert send.send(session, route, to="XKAL-11").packages == ()
    assert mail(route, third) == before
    sign_roster(second, what_waits(second)[0].code)
    post(route, first, second)
    post(route, first, second)
    assert mail(route, third) == set(), "and what lay there for it is taken off"
    assert send.send(first, route).in_question == ()


def wiped(folder: Path) -> None:
    for path in (folder / "route").rglob("*"):
        if path.is_file():
            path.unlink()


def test_a_relay_that_loses_everything_for_weeks_loses_nothing(
    office: Three, route: FolderRoute, tmp_path: Path
) -> None:
    first, second, _third = office
    clock = cast("Clock", first.clock)
    a_matter(first)
    assert any(one.vault == second.vault.id for one in send.send(first, route).packages)
    wiped(tmp_path)
    assert send.send(first, route).packages == (), "it may be under way still"
    clock.days(8)
    send.send(first, route)
    receive.collect(second, route)
    assert len(second.vault.all(Case)) == 1
    send.send(second, route)
    wiped(tmp_path)
    clock.days(8)
    send.send(first, route)
    receive.collect(second, route)
    send.send(second, route)
    receive.collect(first, route)
    clock.days(8)
    sent = send.send(first, route).packages
    assert {one.room for one in sent if one.vault == second.vault.id and one.entries} == set(), "it knows by now"


def test_the_command_says_to_whom_nothing_goes() -> None:
    done = send.Dispatch(in_question=("XKAL-11",))
    (line,) = _sent(done)
    assert "XKAL-11" in line
