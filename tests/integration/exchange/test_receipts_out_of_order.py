"""Receipts under clocks that are wrong, or held back on the way: nobody is left without what they lack, nor sent it for
ever.
"""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldcase.exchange.receipts import read_receipt
from fieldcase.exchange.routes.route import mailbox
from fieldcase.model.kinds.cases import Case
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.opening import open_vault
from tests.laptops import Clock, a_matter
from tests.offices import Office

pytestmark = pytest.mark.security
ROOM = "XKAL/case"
DEAD = datetime(2015, 1, 1, tzinfo=UTC)


@pytest.fixture
def office(office: Office) -> Office:
    """The three vaults after a round of packages."""
    office.round()
    return office


def believed(office: Office) -> tuple[str, ...]:
    """The heads that laptop 03 believes 07 to hold."""
    receipt = VaultMailroom(office.first).receipt_from(office.second.vault.id, ROOM)
    return tuple(one.head for one in read_receipt(receipt).heads) if receipt else ()


def rest(office: Office) -> int:
    """Laptops 03 and 07 exchange until neither has anything to say; how many rounds that took."""
    for rounds in range(8):
        sent = [
            send.send(one, office.route, to=to) for one, to in ((office.first, "XKAL-07"), (office.second, "XKAL-03"))
        ]
        if not any(one.packages for one in sent):
            return rounds
        for session in (office.first, office.second):
            receive.collect(session, office.route)
    return 8


def test_a_laptop_put_back_whose_clock_died_gets_what_it_lacks(office: Office, tmp_path: Path) -> None:
    office.second.close()
    kept = tmp_path / "kept"
    for name in ("07", "outside-07"):
        shutil.copytree(office.folder / name, kept / name)
    office.second = office.open("07", "another laptop that opens")
    lost = a_matter(office.first, "Detention at the border")
    office.round()
    assert office.second.vault.find(Case, lost.case.id)
    office.second.close()
    for name in ("07", "outside-07"):
        shutil.rmtree(office.folder / name)
        shutil.copytree(kept / name, office.folder / name)
    office.second = open_vault(
        office.folder / "07",
        "another laptop that opens",
        clock=Clock(DEAD),
        outside=office.folder / "outside-07",
        language="en",
    )
    later = a_matter(office.first, "Threat after that")
    assert rest(office) < 8
    office.clock.days(8)  # what was sent last may be under way for a week
    assert rest(office) < 8
    assert office.second.vault.find(Case, lost.case.id)
    assert office.second.vault.find(Case, later.case.id)
    assert receive.waiting(office.second) == ()


@pytest.mark.parametrize(("days", "counts"), [(1, False), (10, True)])
def test_an_old_receipt_that_a_relay_kept_costs_one_sending_and_is_believed_no_longer(
    office: Office, days: int, counts: bool
) -> None:
    matter = a_matter(office.first, "Detention at the border")
    send.send(office.first, office.route)
    receive.collect(office.second, office.route)
    send.send(office.second, office.route, to="XKAL-03")
    box = office.folder / "route" / mailbox(office.first.vault.id)
    old = {one.name: one.read_bytes() for one in box.iterdir()}
    for one in box.iterdir():
        one.unlink()
    office.clock.days(days)
    a_matter(office.second, "Of laptop 07")
    office.round()
    a_matter(office.first, "And another")
    office.round()
    before = believed(office)
    for name, data in old.items():
        (box / name).write_bytes(data)
    receive.collect(office.first, office.route)
    assert (believed(office) != before) is counts, "overtaken by a day, it says nothing"
    assert rest(office) < 8
    assert set(believed(office)) == set(before)
    assert office.second.vault.find(Case, matter.case.id)
