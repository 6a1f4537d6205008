"""A peer says that it holds what nobody wrote: it costs its own vault something, and the others next to nothing."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldcase.exchange import outbox
from fieldcase.exchange.receipts import BranchRead, branches_read
from fieldcase.model.kinds.cases import Case
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.exchange import receive, send
from tests.laptops import a_matter
from tests.offices import ASKED, Office

pytestmark = pytest.mark.security


@pytest.fixture
def office(office: Office) -> Office:
    """The three vaults after a round of packages."""
    office.round()
    return office


def forge(monkeypatch: pytest.MonkeyPatch, change: Any) -> None:
    """Receipts say what `change` makes of each branch."""
    monkeypatch.setattr(
        outbox,
        "branches_read",
        lambda room, seats=(): tuple(one for b in branches_read(room, seats) for one in change(b)),
    )


def feeds(office: Office) -> int:
    room = office.first.vault.rooms.room("XKAL/case")
    return len(room.ledger.heads()) if room else 0


def test_heads_of_ours_that_nobody_wrote_open_no_new_feeds(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round()
    before = feeds(office)
    forge(monkeypatch, lambda one: (one, msgspec.structs.replace(one, head="ab" * 32, seq=one.seq + 5)))
    send.send(office.first, office.route)
    receive.collect(office.desk, office.route)
    send.send(office.desk, office.route, again=True)
    receive.collect(office.first, office.route)
    assert not office.first.vault.notices
    a_matter(office.first, "After the alarm")
    monkeypatch.undo()
    for number in range(3):
        office.first.close()
        office.first = office.open("03", "a laptop that opens")
        a_matter(office.second, f"Of laptop 07, {number}", risk="")
        office.post(office.first, office.second, waits=True)
        a_matter(office.first, "On another day")
    assert feeds(office) <= before + 1, "one more of laptop 07"


def test_a_peer_that_claims_everything_gets_nothing_withheld_from_others(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every peer claims the highest of every feed before it read any of it: later packages come whole all the same."""
    forge(monkeypatch, lambda one: (BranchRead(feed=one.feed, head="cd" * 32, seq=2**40),))
    office.post()
    monkeypatch.undo()
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round(waits=True)
    assert office.desk.vault.find(Case, matter.case.id)
    assert office.second.vault.find(Case, matter.case.id)
