"""Packages for a compartment that stays closed because it could not be built from the ledger: they wait, all others go
on.
"""

from __future__ import annotations

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.office.exchange import receive, send
from fieldcase.vault.database import transaction
from tests.laptops import a_matter
from tests.offices import Office

pytestmark = pytest.mark.security
LAST = "n = (SELECT max(s.n) FROM sealed s JOIN room r ON r.number = s.room WHERE r.name = 'XKAL/identity')"


@pytest.fixture
def office(office: Office) -> Office:
    """Everybody has a case."""
    a_matter(office.first)
    office.round()
    return office


def test_they_wait_with_a_sentence_while_others_are_applied_and_go_in_once_it_opens(office: Office) -> None:
    ledger = office.second.vault.files.ledger
    (label,) = ledger.execute(f"SELECT label FROM sealed WHERE {LAST}").fetchone()
    with transaction(ledger):
        ledger.execute(f"UPDATE ledger.sealed SET label = x'00' WHERE {LAST}")
    office.second.close()
    (office.folder / "07" / "identity.db").unlink()
    office.second = office.open("07", "another laptop that opens")
    assert Room.IDENTITY not in office.second.vault.rooms_open

    matter = a_matter(office.first, "Threat at the border")
    send.send(office.first, office.route)
    told = receive.collect(office.second, office.route)
    assert sorted((one.room, one.what) for one in told if one.what != "ignored") == [
        ("XKAL/case", "applied"),
        ("XKAL/identity", "waits"),
    ]
    (waits,) = [one for one in told if one.what == "waits"]
    assert waits.reason == "This package is for a compartment that stays closed here. It waits, sealed."
    assert office.second.vault.find(Case, matter.case.id)
    assert len(receive.waiting(office.second)) == 1
    assert not receive.put_aside(office.second)
    send.send(office.second, office.route)

    ledger = office.second.vault.files.ledger
    with transaction(ledger):
        ledger.execute(f"UPDATE ledger.sealed SET label = ? WHERE {LAST}", (label,))
    office.second.close()
    office.second = office.open("07", "another laptop that opens")
    assert [one.what for one in receive.try_waiting(office.second)] == ["applied"]
    party = office.second.vault.get(Party, matter.party.id)
    assert party.names["1"].full == "Ilena Dovrak"
