"""Programs that were changed: what roles, four eyes and enrolment forbid counts for nothing, whoever signed it."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldcase.exchange.peers import roster_record
from fieldcase.exchange.roster import RosterDocument, SignedRoster, with_signature, write_roster
from fieldcase.model.declare import natural_id
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.office import Card, Founding, Peer
from fieldcase.model.kinds.office import Office as OfficeRecord
from fieldcase.model.kinds.parties import Party
from fieldcase.model.roles import Role
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.exchange import enrol, send
from fieldcase.office.rosters.signing import NothingToSign
from fieldcase.office.session import Session
from fieldcase.vault.keys import sshsig
from tests.laptops import Matter, a_matter
from tests.offices import ASKED, Office, sign_newest

pytestmark = pytest.mark.security


def forge(session: Session, kind: str, record: str, values: dict[str, object]) -> None:
    """Written past every check of the program."""
    with session.vault.writing() as writing:
        writing.set(kind, record, values)
        writing.commit()


def shared(office: Office) -> Matter:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round()
    assert office.desk.vault.find(Case, matter.case.id)
    return matter


def test_headquarters_cannot_consent_for_anybody(office: Office) -> None:
    matter = shared(office)
    party = matter.party.id
    consent = natural_id("consent", party, "transmit_state", "XKA")
    answer = {"party": party, "scope": "transmit_state", "recipient": "XKA", "level": "NAMED"}
    with office.desk.vault.writing() as writing:
        writing._append("XKAL/case", "consent", bytes.fromhex(consent), {"answer": answer})
        writing.commit()
    held = natural_id("consent", party, "share_hq", "")
    forge(office.desk, "consent", held, {"answer": {"party": party, "scope": "share_hq", "level": "NAMED"}})
    office.round()
    for session in (office.first, office.second):
        found = session.vault.find(Consent, consent)
        assert found is None or found.level == ""
        assert session.vault.get(Consent, held).level == "CODED"
        assert session.vault.history("consent", consent)
    assert office.desk.vault.get(Party, party).names == {}


def test_headquarters_cannot_change_a_case_nor_bring_it_on(office: Office) -> None:
    matter = shared(office)
    before = office.first.vault.standing("case", matter.case.id)
    forge(office.desk, "case", matter.case.id, {"title_neutral": "Forged", "track": "normal"})
    with office.desk.vault.writing() as writing:
        writing.transition("case", matter.case.id, "closed")
        writing.commit()
    with office.desk.vault.writing() as writing:
        writing.delete("case", matter.case.id)
        writing.commit()
    office.round()
    for session in (office.first, office.second):
        assert session.vault.get(Case, matter.case.id).title_neutral == matter.case.title_neutral
        standing = session.vault.standing("case", matter.case.id)
        assert (standing.state if standing else "") == (before.state if before else "")


def test_who_wrote_a_letter_cannot_approve_it_and_who_may_not_cannot_either(office: Office) -> None:
    matter = shared(office)
    letter = "a" * 32
    forge(office.first, "letter", letter, {"case": matter.case.id, "kind": "note_verbale", "addressee_state": "XKA"})
    office.round()
    for session in (office.first, office.desk):
        with session.vault.writing() as writing:
            writing.transition("letter", letter, "approved", rests_on=office.first.vault.heads("letter", letter))
            writing.commit()
        office.round()
        for reader in (office.first, office.second):
            standing = reader.vault.standing("letter", letter)
            assert standing is None or not standing.holds
    with office.second.vault.writing() as writing:
        writing.transition("letter", letter, "approved", rests_on=office.second.vault.heads("letter", letter))
        writing.commit()
    office.round()
    standing = office.first.vault.standing("letter", letter)
    assert standing is not None
    assert standing.holds


def test_leaving_the_roster_out_helps_nobody_but_the_founder(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = shared(office)
    for session in (office.second, office.desk):
        monkeypatch.setattr(session.law, "head_of", lambda _office: None)
        forge(session, "case", matter.case.id, {"title_neutral": f"Without a roster {session.office}"})
    monkeypatch.setattr(office.desk.law, "head_of", lambda _office: bytes([9]) * 32)
    forge(office.desk, "case", matter.case.id, {"title_neutral": "Under a roster that nobody knows"})
    office.round()
    assert office.first.vault.get(Case, matter.case.id).title_neutral == matter.case.title_neutral


# --- rosters and enrolment


def own_roster(office: Office, key: Ed25519PrivateKey) -> SignedRoster:
    """A roster that gives headquarters every role, signed by a root key of its own."""
    rosters = office.first.law.rosters
    assert rosters is not None
    seats = [
        {**{"id": one.id, "key": one.key, "vault": one.vault, "person": one.person}} for one in rosters.roster.seats
    ]
    roster = rosters.roster
    grown = type(roster)(
        number=9,
        office=roster.office,
        vaults=roster.vaults,
        seats=tuple(type(roster.seats[0])(**said, roles=tuple(Role)) for said in seats),
    )
    document = write_roster(RosterDocument(made=office.desk.now(), training=True, after=(), roster=grown))
    return with_signature(
        document, key.public_key().public_bytes_raw().hex(), lambda ns, text: sshsig.sign(key, ns, text)
    )


def test_a_root_key_of_ones_own_makes_no_roster(office: Office) -> None:
    key = Ed25519PrivateKey.generate()
    for session in (office.desk, office.second):
        with session.vault.writing() as writing:
            founding = Founding(code="XKAL", training=True, root_key=key.public_key().public_bytes_raw().hex())
            writing.set("office", "f" * 32, {"founding": {"code": founding.code, "root_key": founding.root_key}})
            writing.save(OfficeRecord(founding=founding))
            writing.save(roster_record(own_roster(office, key), "XKAL"))
            writing.commit()
    before = {session.office: session.roster for session in (office.first, office.second, office.desk)}
    office.round()
    assert office.first.roster == before["XKAL"]
    for name, passphrase in (("03", "a laptop that opens"), ("07", "another laptop that opens")):
        session = office.first if name == "03" else office.second
        session.close()
        again = office.open(name, passphrase)
        assert again.roster == before["XKAL"]
        if name == "03":
            office.first = again
        else:
            office.second = again


def test_writing_over_a_roster_or_deleting_it_takes_nothing_away(office: Office) -> None:
    office.round()
    before = office.first.roster
    ids = office.desk.vault.ids_within("XKAL/office", "roster")
    assert len(ids) >= 3
    with office.desk.vault.writing() as writing:
        for record in ids:
            room = "XKAL/office"
            writing._append(room, "roster", bytes.fromhex(record), {"line": "garbage", "office": "XHQ"})
            writing._append(room, "deletion", bytes.fromhex(record), {"deleted": True})
        writing.commit()
    office.round()
    assert office.first.roster == before
    assert office.second.roster == before
    with pytest.raises(NothingToSign):
        sign_newest(office.second)


def test_nobody_enrols_peers_for_headquarters(office: Office) -> None:
    """A seized laptop of one office writes a card of another into its own office room, as if it had been compared."""
    stranger = enrol.make_card(office.second).card
    with office.first.vault.writing() as writing:
        card = Card(office="XORV", device="01", name="Nobody", vault="e" * 32, seat="d" * 64, card="none")
        writing.save(Peer(card=card, role="colleague", compared="by voice"))
        writing.commit()
    office.round()
    assert office.desk.vault.all(Peer)
    assert {one.vault for one in office.desk.known.cards} <= {office.first.vault.id}
    assert stranger.office == "XKAL"
    assert {card.office for card in send.peers(office.desk)} == {"XKAL"}
