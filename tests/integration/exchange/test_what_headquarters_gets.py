"""What headquarters gets, and that nobody can talk the office into giving it more, or a laptop into not opening."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from fieldcase.exchange.receipts import read_receipt
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.evidence import CustodyEvent, Evidence
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.parties import Involvement
from fieldcase.model.kinds.reporting import GoodOfficesNote, ReportEntry
from fieldcase.model.kinds.values import Named
from fieldcase.office.checking import check_vault
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.share import HeadquartersShare
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import add, change
from fieldcase.office.sources.evidence import Received, register_evidence
from tests.laptops import Clock, Matter, a_matter, a_person
from tests.offices import ASKED, Office

pytestmark = pytest.mark.security


@pytest.fixture
def office(office: Office) -> Office:
    """Everybody has what everybody wrote so far."""
    office.round()
    return office


def test_headquarters_shows_the_same_when_it_is_opened_again(office: Office) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round()
    assert office.desk.vault.get(Case, matter.case.id).case_no == matter.case.case_no
    office.desk.close()
    office.desk = office.open("hq", "a desk that opens")
    assert office.desk.vault.get(Case, matter.case.id).case_no == matter.case.case_no
    assert check_vault(office.desk).faults == ()


def test_a_protected_person_whose_record_is_still_under_way_counts(office: Office) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    with office.first.vault.writing() as writing:
        writing.save(Involvement(case=matter.case.id, party="0f" * 16, role="witness"))
        writing.commit()
    assert HeadquartersShare(office.first, "XKAL").waiting() == (matter.case.case_no,)
    office.round()
    assert office.desk.vault.find(Case, matter.case.id) is None


def somebody(office: Office) -> str:
    """A person of another case, who was not asked."""
    return record_party(office.first, a_person("Lio Marek")).id


def named_once(office: Office, matter: Matter, how: str) -> None:
    """Somebody stands in the case, and no longer does: the entries that say so are there for good."""
    party, case = somebody(office), matter.case.id
    if how == "involvement":
        wrong = add(office.first, Involvement(case=case, party=party, role="witness"))
        delete(office, "involvement", wrong.id)
    elif how == "act":
        delete(office, "act", add(office.first, Act(case=case, victims=(party,), type=("killing",))).id)
    elif how == "taken out":
        change(office.first, "act", matter.act.id, {f"victims/{party}": party})
        change(office.first, "act", matter.act.id, {f"victims/{party}": None})
    elif how == "replaced":
        wrong = add(office.first, Involvement(case=case, party=party, role="witness"))
        change(office.first, "involvement", wrong.id, {"party": matter.party.id})
    else:
        naming = {"1": Named(party=party, level="CODED")}
        made = ReportEntry(case=case, case_nos=(case,), naming=naming)
        note = GoodOfficesNote(case=case, links=(matter.link.id,), naming=naming)
        with office.first.vault.writing() as writing:
            writing.save(made if how == "report entry" else note)
            writing.commit()


def delete(office: Office, kind: str, record: str) -> None:
    with office.first.vault.writing() as writing:
        writing.delete(kind, record)
        writing.commit()


@pytest.mark.parametrize("how", ["involvement", "act", "taken out", "replaced", "report entry", "good offices note"])
def test_whom_entries_speak_of_was_asked_though_the_case_no_longer_says_it(office: Office, how: str) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    named_once(office, matter, how)
    assert HeadquartersShare(office.first, "XKAL").waiting() == (matter.case.case_no,)
    office.round()
    assert office.desk.vault.find(Case, matter.case.id) is None


def test_who_was_only_ever_said_to_have_done_it_is_not_asked(office: Office) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    said = add(office.first, Involvement(case=matter.case.id, party=somebody(office), role="perpetrator"))
    delete(office, "involvement", said.id)
    assert HeadquartersShare(office.first, "XKAL").waiting() == ()


def test_a_letter_about_several_cases_goes_when_all_of_them_may(office: Office) -> None:
    agreed, not_asked = a_matter(office.first), a_matter(office.first, "The other case")
    record_consent(office.first, agreed.party.id, "share_hq", "CODED", ASKED)
    with office.first.vault.writing() as writing:
        letter = writing.save(Letter(case=agreed.case.id, case_nos=(not_asked.case.id,)))
        entry = writing.save(ReportEntry(case=agreed.case.id, case_nos=(not_asked.case.id,)))
        writing.commit()
    office.round()
    assert office.desk.vault.find(Case, agreed.case.id)
    assert office.desk.vault.find(Letter, letter) is None
    assert office.desk.vault.find(ReportEntry, entry) is None
    record_consent(office.first, not_asked.party.id, "share_hq", "CODED", ASKED)
    office.round()
    assert office.desk.vault.find(Letter, letter)


def test_an_erasure_gives_nobody_the_record_it_speaks_of(office: Office) -> None:
    matter = a_matter(office.first)
    erase = {"erase": {"fields": ["gender_dimension"], "values": {}}}
    with office.first.vault.writing() as writing:
        writing._append("XKAL/case", "erasure", bytes.fromhex(matter.case.id), erase)
        writing.commit()
    office.round()
    change(office.first, "case", matter.case.id, {"title_neutral": "Changed"})
    record_consent(office.first, matter.party.id, "state_letter", "CODED", ASKED)
    office.round()
    room = office.desk.vault.rooms.room("XKAL/case")
    held = {kind for kind, _record in room.ledger.keys()} if room else set()  # noqa: SIM118  # no dict
    assert not held & {"case", "consent", "risk_assessment"}
    assert office.desk.vault.where(Consent, "party", [matter.party.id]) == ()


def test_a_roster_that_anybody_wrote_stops_no_laptop(office: Office) -> None:
    with office.desk.vault.writing() as writing:
        for number, key in enumerate(("zz", "é" * 64, "")):
            said = {"line": "x", f"signatures/{key or 'k'}": {"by": key, "signature": "x"}}
            writing._append("XKAL/office", "roster", bytes([number]) * 16, said)
        writing.commit()
    office.desk.forget()
    office.round()
    office.first.close()
    office.first = office.open("03", "a laptop that opens")
    assert a_matter(office.first).case.case_no


def test_a_receipt_from_the_future_holds_nothing_up(office: Office, clock: Clock) -> None:
    a_matter(office.first)
    send.send(office.first, office.route)
    clock.at += timedelta(days=400)
    receive.collect(office.second, office.route)
    send.send(office.second, office.route)
    clock.at -= timedelta(days=400)
    receive.collect(office.first, office.route)
    a_matter(office.first, "Later")
    office.round()
    receipt = VaultMailroom(office.first).receipt_from(office.second.vault.id, "XKAL/case")
    assert receipt is not None
    assert read_receipt(receipt).made < office.first.now()


def test_where_a_file_could_be_found_and_its_hash_stay_until_everybody_in_it_may_be_known(office: Office) -> None:
    """A film that lies on the web is found by its address or hash, and shows whoever is in it."""
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    film = b"a film of a march that anybody may have seen" * 9
    item = register_evidence(
        office.first,
        matter.case.id,
        io.BytesIO(film),
        len(film),
        Received(kind="video", title="Film", reveals_source=False, reveals_identity=True),
    )
    change(office.first, "evidence", item.id, {"url": "https://films.example/march"})
    office.round()

    def seen() -> tuple[str, str, int | None, set[str]]:
        found = office.desk.vault.get(Evidence, item.id)
        events = office.desk.vault.all(CustodyEvent)
        return found.url, found.sha256, found.size, {one.custody.hash_seen for one in events} - {""}

    assert office.desk.vault.get(Evidence, item.id).ev_no == item.ev_no
    assert seen() == ("", "", None, set())
    stays = send.send(office.first, office.route, to="XHQ").held_back
    assert {(one.field, one.why) for one in stays if one.record == item.id} == {
        ("url", "shows"), ("sha256", "shows"), ("size", "shows")
    }  # fmt: skip
    change(office.first, "evidence", item.id, {"reveals_identity": False})
    office.round()
    assert seen() == ("https://films.example/march", item.sha256, len(film), {item.sha256})
