"""The opened copy of a closed room replaced by an older one of the same vault: authentic, and not current."""

from __future__ import annotations

import shutil

import pytest

from fieldcase.model.kinds.parties import Party
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.records import change
from tests.laptops import a_matter
from tests.offices import ASKED, Office

pytestmark = pytest.mark.security


@pytest.fixture
def office(office: Office) -> Office:
    """The three vaults after a round of packages."""
    office.round()
    return office


@pytest.mark.parametrize("written", ["nothing new", "a new name"])
def test_names_are_current_and_whom_they_went_to_is_known(office: Office, written: str) -> None:
    matter = a_matter(office.first)
    office.first.close()
    copy = office.folder / "03" / "identity.db"
    shutil.copy(copy, office.folder / "older")
    office.first = office.open("03", "a laptop that opens")
    record_consent(office.first, matter.party.id, "share_hq", "NAMED", ASKED)
    if written == "a new name":
        change(office.first, "party", matter.party.id, {"names/1": {"full": "Ilena Marvane", "script": "Latn"}})
    office.round()
    desk, room = office.desk.vault.id, "XKAL/identity"
    before = office.first.vault.mail["identity"].given(desk, room)
    assert bytes.fromhex(matter.party.id) in before
    name = office.first.vault.get(Party, matter.party.id).names["1"].full
    office.first.close()
    shutil.copy(office.folder / "older", copy)
    office.first = office.open("03", "a laptop that opens")
    assert office.first.vault.get(Party, matter.party.id).names["1"].full == name
    assert len(office.first.vault.search(name).hits) == 1
    assert office.first.vault.mail["identity"].given(desk, room) == before
