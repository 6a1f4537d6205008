"""What left: the proof as a scan, copies to another addressee of the State, and the log that an auditor reads."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import LetterStep
from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.dispatching import NotLeftYet, dispatch_log, send_copy
from fieldcase.office.letters.listing import list_letters
from fieldcase.office.letters.proofs import keep_proof
from fieldcase.office.letters.refusals import NoAddressee
from fieldcase.office.letters.steps import confirm_receipt, dispatch
from fieldcase.office.profiles.office import name_office
from fieldcase.office.profiles.states import write_addressee
from fieldcase.office.session import Session
from tests.laptops import Clock, carry
from tests.letter_ground import Both, a_proof, bring_pages, ready, refused, signed

MISSION = {
    "en": "Permanent Mission of the Republic of Kalindra",
    "fr": "Mission permanente de la République de Kalindra",
}
LINES = {"en": "Permanent Mission of Kalindra\nGeneva", "fr": "Mission permanente du Kalindra\nGenève"}


def test_the_log_tells_route_date_recipient_proof_receipt_and_copies(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found, "en")
    bring_pages(head, officer)
    with pytest.raises(NotLeftYet):
        send_copy(officer, letter.id, "permanent_mission", proof="", method="pouch")
    proof = keep_proof(officer, letter.id, b"stamped by the registry", "receipt.pdf")
    dispatch(officer, letter.id, proof=proof, method="by hand", recipient="Registry of the Ministry")
    with pytest.raises(NoAddressee):
        send_copy(officer, letter.id, "permanent_mission", proof=proof, method="pouch")
    write_addressee(officer, "XKA", "permanent_mission", MISSION, LINES)
    clock.days(1)
    due = list_letters(officer)[0].clock.due
    send_copy(officer, letter.id, "permanent_mission", proof=proof, method="pouch")
    clock.days(2)
    stamped = keep_proof(officer, letter.id, b"stamped copy", "stamped.pdf")
    confirm_receipt(officer, letter.id, proof=stamped)
    first, second = dispatch_log(officer, year=2026, state="XKA")
    numbers = {one.id: f"{found.matter.case.case_no}/{one.ev_no}" for one in officer.vault.all(Evidence)}
    assert (first.reference, first.copy, first.to) == ("OHCHR/XKAL/07-001/2026", False, "Registry of the Ministry")
    assert (first.method, first.proof, first.receipt) == ("by hand", numbers[proof], numbers[stamped])
    assert (first.day, second.day, first.received) == ("2026-03-12", "2026-03-13", "2026-03-15")
    assert (second.copy, second.to, second.method) == (True, MISSION["en"], "pouch")
    assert (second.received, second.receipt) == ("", "")
    assert first.cases == (found.matter.case.case_no,)
    assert list_letters(officer)[0].clock.due == due
    assert not dispatch_log(officer, year=2025)
    assert not dispatch_log(officer, state="XME")
    for kind in ("foreign_ministry", "minister"):
        with pytest.raises((BadValue, NoAddressee)):
            send_copy(officer, letter.id, kind, proof=proof, method="pouch")


def test_an_office_renamed_after_a_signature_sends_what_was_signed(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    letter = signed(officer, head, ready(officer), "en", "fr")
    name_office(head, name={"en": "the Presence in Kalindra", "fr": "la Présence en Kalindra"})
    write_addressee(head, "XKA", "permanent_mission", MISSION, LINES)
    carry(officer, head)
    bring_pages(head, officer)
    assert not [one for one in check(officer, letter.id) if one.blocks]
    clock.days(1)
    proof = a_proof(officer, letter.case).id
    dispatch(officer, letter.id, proof=proof, method="by hand")
    name_office(head, name={"en": "the Office in Kalindra", "fr": "le Bureau en Kalindra"})
    carry(officer, head)
    assert send_copy(officer, letter.id, "permanent_mission", proof=proof, method="pouch").step == "copy"


def test_what_is_said_of_a_dispatch_names_nobody_on_record(laptops: Both, officer: Session) -> None:
    letter = signed(officer, laptops[1], ready(officer), "en")
    bring_pages(laptops[1], officer)
    proof = a_proof(officer, letter.case).id
    for said in ({"method": "by hand", "recipient": "Ilena Dovrak"}, {"method": "through DOVRAK"}):
        with pytest.raises(BlockedByRules, match="names P-") as caught:
            dispatch(officer, letter.id, proof=proof, **said)
        assert refused(caught) == {"N8"}
        assert "ovrak" not in str(caught.value.findings)
    assert dispatch(officer, letter.id, proof=proof, method="by hand", recipient="Registry of the Ministry")


def test_no_copy_left_before_the_letter_did(laptops: Both, officer: Session, clock: Clock) -> None:
    letter = signed(officer, laptops[1], ready(officer), "en")
    bring_pages(laptops[1], officer)
    clock.days(3)
    proof = a_proof(officer, letter.case).id
    dispatch(officer, letter.id, proof=proof, method="by hand")
    write_addressee(officer, "XKA", "permanent_mission", MISSION, LINES)
    early = "2026-03-13T09:00:00Z"
    with pytest.raises(BlockedByRules, match="before the letter did") as caught:
        send_copy(officer, letter.id, "permanent_mission", proof=proof, method="pouch", at=early)
    assert refused(caught) == {"G25"}
    assert not [one for one in officer.vault.all(LetterStep) if one.step == "copy"]


def test_no_copy_goes_out_after_a_withdrawal_or_without_proof(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer)
    letter = signed(officer, head, found, "en")
    bring_pages(head, officer)
    dispatch(officer, letter.id, proof=a_proof(officer, letter.case).id, method="by hand")
    write_addressee(officer, "XKA", "permanent_mission", MISSION, LINES)
    with pytest.raises(BlockedByRules) as without:
        send_copy(officer, letter.id, "permanent_mission", proof="", method="pouch")
    assert refused(without) == {"7.5"}
    withdraw_consent(officer, found.matter.party.id, "by telephone")
    with pytest.raises(BlockedByRules) as caught:
        send_copy(officer, letter.id, "permanent_mission", proof=a_proof(officer, letter.case).id, method="pouch")
    assert "G4" in refused(caught)
    assert not [one for one in officer.vault.all(LetterStep) if one.step == "copy"]
