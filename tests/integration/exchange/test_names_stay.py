"""No value whose text names somebody registered goes to headquarters, whatever was written, changed or deleted."""

from __future__ import annotations

import io
from typing import Any

import pyrage
import pytest

from fieldcase.exchange.receipts import read_receipt
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.kinds.namesakes import Namesake
from fieldcase.model.kinds.parties import Party
from fieldcase.model.ledger.entries import SPECIAL, text
from fieldcase.office.cases.names import check_case, somebody_else
from fieldcase.office.checking import check_vault
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.share import HeadquartersShare
from fieldcase.office.exchange.withholding import Withholding
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import Matter, a_matter, a_person
from tests.offices import ASKED, Office

pytestmark = pytest.mark.security


@pytest.fixture
def office(office: Office) -> Office:
    """Everybody has what everybody wrote so far."""
    office.round()
    return office


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


def test_a_step_whose_reason_names_somebody_stays_whole_until_it_may_go(office: Office) -> None:
    matter = agreed(office)
    with office.first.vault.writing() as writing:
        writing.transition("case", matter.case.id, "triage", reason="Ilena Dovrak asked for it.")
        writing.commit()
    office.round()
    assert office.desk.vault.standing("case", matter.case.id) is None
    assert office.second.vault.standing("case", matter.case.id) is not None
    record_consent(office.first, matter.party.id, "share_hq", "NAMED", ASKED)
    office.round()
    standing = office.desk.vault.standing("case", matter.case.id)
    assert standing is not None
    assert standing.state == "triage"


def test_texts_of_a_case_stay_while_nothing_came_of_who_somebody_is(office: Office) -> None:
    """A colleague's entries of the case room came, those of the identity room are still under way."""
    matter = agreed(office, title="Detention of Ilena Dovrak")
    send.send(office.first, office.route, to="XKAL-07")
    for package in packages_for(office.second, office, "XKAL/case"):
        receive.receive(office.second, package)
    assert office.second.vault.get(Case, matter.case.id).title_neutral == "Detention of Ilena Dovrak"
    done = send.send(office.second, office.route, to="XHQ")
    assert {one.why for one in done.held_back if one.case == matter.case.case_no} == {"unknown"}
    receive.collect(office.desk, office.route)
    values = held_of(office.desk, matter.case.id)
    assert values
    assert not any(b"Dovrak" in value for value in values)


def packages_for(session: Session, office: Office, room: str) -> list[io.BytesIO]:
    """The packages of one room that lie on the route for a vault."""
    keys = session.vault.keys.identities[room.partition("/")[2]]
    found = []
    for path in office.folder.rglob("*.fcpkg"):
        try:
            pyrage.decrypt(path.read_bytes(), [pyrage.x25519.Identity.from_str(one) for one in keys])
        except pyrage.DecryptError:
            continue
        found.append(io.BytesIO(path.read_bytes()))
        path.unlink()
    assert found
    return found


def test_a_seat_that_reads_no_identities_sends_no_text_that_was_typed(office: Office) -> None:
    matter = agreed(office, title="Detention of Ilena Dovrak")
    room = office.first.vault.rooms.room("XKAL/case")
    assert room is not None
    share = HeadquartersShare(office.first, "XKAL")
    blind = Withholding(office.first, room, share, doubts=True, blind=True)
    entries = [entry for head in room.ledger.heads() for entry in room.ledger.slice(bytes(32), head.entry)]
    of_case = [one for one in entries if one.label and one.label.record.hex() == matter.case.id]
    gone = [text(value) for one in of_case for at, value in enumerate(one.values) if at not in blind(one) and value]
    assert "case_no" in {path for path, _value in gone}
    assert not {"title_neutral", "summary/en"} & {path for path, _value in gone}
    assert "unchecked" in {one.why for one in blind.held_back}


def test_somebody_else_of_this_name_lets_the_text_go(office: Office) -> None:
    matter = agreed(office)
    change(office.first, "act", matter.act.id, {"narrative/en": {"text": "Minister Dovrak ordered it."}})
    office.round()
    assert "en" not in office.desk.vault.get(Act, matter.act.id).narrative
    somebody_else(office.second, matter.case.id, matter.party.id, "Dovrak", "The minister has the same name.")
    office.round()
    assert office.desk.vault.get(Act, matter.act.id).narrative["en"].text == "Minister Dovrak ordered it."
    assert office.desk.vault.all(Namesake) == ()


def test_what_headquarters_has_already_is_said_when_somebody_is_registered(office: Office) -> None:
    matter = agreed(office)
    change(office.first, "act", matter.act.id, {"narrative/en": {"text": "Tarek Vantar saw it."}})
    office.round()
    witness = record_party(office.first, a_person("Tarek Vantar"))
    errors = [one for one in check_case(office.first, matter.case.id) if one.blocks]
    assert {one.party_code for one in errors} == {witness.code}
    assert any("XHQ-01" in one.sentence for one in errors)
    assert "Vantar" not in repr(errors)


def test_what_headquarters_writes_goes_to_the_office_as_before(office: Office) -> None:
    matter = agreed(office, level="NAMED")
    office.round()
    with office.desk.vault.writing() as writing:
        comment = writing.save(Comment(case=matter.case.id, target=matter.case.id, text="Ilena Dovrak wrote to us."))
        writing.commit()
    office.round()
    assert office.first.vault.get(Comment, comment).text == "Ilena Dovrak wrote to us."


def test_no_label_bears_a_text_that_somebody_typed(office: Office) -> None:
    agreed(office, title="Detention of Ilena Dovrak")
    kinds = {*KINDS, *SPECIAL}
    for room in office.first.vault.rooms.open():
        for head in room.ledger.heads():
            for entry in room.ledger.slice(bytes(32), head.entry):
                assert entry.label is not None
                assert entry.label.kind in kinds
                assert b"Dovrak" not in (entry.label_bytes or b"") + entry.link_bytes


def test_who_joined_two_rooms_of_the_ledger_finds_the_same_digests(office: Office) -> None:
    """Two colleagues who hold the same entries agree on the state, whatever stayed away from headquarters."""
    agreed(office, title="Detention of Ilena Dovrak")
    office.round()
    digests = [session.vault.rooms.room("XKAL/case").ledger.digest() for session in (office.first, office.second)]  # type: ignore[union-attr]
    assert digests[0] == digests[1]
    assert check_vault(office.desk).faults == ()
