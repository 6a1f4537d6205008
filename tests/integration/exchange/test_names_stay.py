"""No value whose text names somebody registered goes to headquarters, whatever was written, changed or deleted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from fieldcase.exchange.receipts import read_receipt
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.exchange import send
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import Clock, Matter, a_matter, a_person
from tests.offices import ASKED, Office, three_vaults

pytestmark = pytest.mark.security


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    three_vaults(folder)
    return folder


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Office]:
    shutil.copytree(template, tmp_path / "office")
    clock = Clock()
    clock.days(1)
    made = Office(tmp_path / "office", clock)
    made.round()
    yield made
    made.close()


def agreed(office: Office, level: str = "CODED", **more: Any) -> Matter:
    matter = a_matter(office.first, **more)
    record_consent(office.first, matter.party.id, "share_hq", level, ASKED)
    return matter


def summary(text: str) -> dict[str, Any]:
    return {"summary/en": {"text": text}}


def held_of(session: Session, record: str) -> list[bytes]:
    """Every value that a vault holds of a record, in any room it reads."""
    one = bytes.fromhex(record)
    return [
        value
        for room in session.vault.rooms.open()
        for kind, _record in room.ledger.kinds(one)
        for entry in room.ledger.written(kind, one)
        for value in entry.values
        if value is not None
    ]


def test_a_name_in_a_title_stays_and_the_rest_of_the_case_goes(office: Office) -> None:
    matter = agreed(office, title="Detention of Ilena Dovrak")
    office.round()
    case = office.desk.vault.get(Case, matter.case.id)
    assert case.case_no == matter.case.case_no
    assert case.title_neutral == ""
    assert case.summary["en"].text == "Detained after a statement."
    assert office.second.vault.get(Case, matter.case.id).title_neutral == "Detention of Ilena Dovrak"


def test_old_values_and_deleted_records_with_a_name_stay_too(office: Office) -> None:
    matter = agreed(office)
    change(office.first, "case", matter.case.id, summary("They took Dovrak from her house."))
    change(office.first, "case", matter.case.id, summary(f"They took {matter.party.code} from her house."))
    change(office.first, "act", matter.act.id, {"narrative/en": {"text": "I. Dovrak was held."}})
    with office.first.vault.writing() as writing:
        writing.delete("act", matter.act.id)
        writing.commit()
    office.round()
    assert office.desk.vault.get(Case, matter.case.id).summary["en"].text.startswith("They took P-")
    held = held_of(office.desk, matter.case.id) + held_of(office.desk, matter.act.id)
    assert len(held) > 10
    assert not any(b"Dovrak" in value for value in held)


def test_who_agreed_by_name_is_named_and_nobody_beside_her(office: Office) -> None:
    matter = agreed(office, level="NAMED", title="Detention of Ilena Dovrak")
    other = office.first
    record_party(other, a_person("Tarek Dovrak"), case=matter.case.id, role="witness")
    record_consent(other, office.first.vault.all(Party)[-1].id, "share_hq", "CODED", ASKED)
    change(office.first, "act", matter.act.id, {"narrative/en": {"text": "Tarek Dovrak saw it."}})
    change(office.first, "case", matter.case.id, summary("Dovrak was held."))
    office.round()
    assert office.desk.vault.get(Case, matter.case.id).title_neutral == "Detention of Ilena Dovrak"
    assert office.desk.vault.get(Case, matter.case.id).summary == {}
    assert office.desk.vault.get(Act, matter.act.id).narrative == {}


def test_what_stayed_follows_once_it_is_agreed_to_and_then_nothing_is_sent_again(office: Office) -> None:
    matter = agreed(office, title="Detention of Ilena Dovrak")
    office.round()
    assert send.send(office.first, office.route, to="XHQ").packages == ()
    record_consent(office.first, matter.party.id, "share_hq", "NAMED", ASKED)
    office.round()
    assert office.desk.vault.get(Case, matter.case.id).title_neutral == "Detention of Ilena Dovrak"
    assert send.send(office.first, office.route, to="XHQ").packages == ()
    receipt = VaultMailroom(office.first).receipt_from(office.desk.vault.id, "XKAL/case")
    assert receipt is not None
    assert all(not head.values and not head.partly for head in read_receipt(receipt).heads)


def test_the_sender_is_told_which_case_and_field_in_codes(office: Office) -> None:
    matter = agreed(office, title="Detention of Ilena Dovrak")
    done = send.send(office.first, office.route, to="XHQ")
    (held,) = done.held_back
    assert (held.case, held.kind, held.field) == (matter.case.case_no, "case", "title_neutral")
    assert held.party == matter.party.code
    assert "Dovrak" not in repr(done)
    office.round()
    again = send.send(office.first, office.route, to="XHQ")
    assert again.held_back == done.held_back
