"""Two laptops of one office and headquarters, with real vaults, through one folder: the whole way of an entry."""

from __future__ import annotations

import shutil
from pathlib import Path

import msgspec
import pytest

from fieldcase.exchange.cards import AnswerUnreadable, WordsDiffer
from fieldcase.exchange.peers import roster_record
from fieldcase.exchange.roster import RosterDocument, with_signature, write_roster
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.parties import Party
from fieldcase.office.cases.conflicts import decide_conflict, list_conflicts
from fieldcase.office.checking import check_vault
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.consent.withdrawing import withdraw_consent
from fieldcase.office.exchange import enrol, receive, send
from fieldcase.office.founding.join import JoinedAlready, accept_answer, ask_to_join, words_for_answer
from fieldcase.office.opening import open_vault
from fieldcase.office.records import change
from fieldcase.office.rosters.signing import NothingToSign
from fieldcase.office.session import Session
from tests.laptops import CHEAP, Clock, a_matter, an_office
from tests.offices import ASKED, NEWCOMER, Office, sign_newest

# --- enrolment


def test_a_laptop_joins_with_six_words_and_gets_what_its_roles_open(tmp_path: Path) -> None:
    clock = Clock()
    first = an_office(tmp_path, clock)
    other, request = ask_to_join(
        tmp_path / "11", "a third laptop", name="Mira Sol", roles=NEWCOMER, training=True, clock=clock,
        outside=tmp_path / "outside-11", cost=CHEAP,
    )  # fmt: skip
    mine = enrol.make_card(first)
    words = " ".join(enrol.words_with(first, mine, request.document.text))
    wrong = " ".join(reversed(words.split()))
    with pytest.raises(WordsDiffer):
        enrol.enrol_colleague(first, request.document.text, mine, wrong, device="11", roles=NEWCOMER)
    answer = enrol.enrol_colleague(first, request.document.text, mine, words, device="11", roles=NEWCOMER)
    assert " ".join(words_for_answer(other, answer)) == words
    with pytest.raises(WordsDiffer):
        accept_answer(other, answer, wrong)
    assert (other.office, other.vault.device) == ("", "")
    accept_answer(other, answer, words)
    assert (other.office, other.vault.device, other.roles) == ("XKAL", "11", frozenset(NEWCOMER))
    assert not list((tmp_path / "11").glob("source.db*"))
    with pytest.raises(JoinedAlready):
        accept_answer(other, answer, words)
    with pytest.raises(enrol.DeviceTaken):
        enrol.enrol_colleague(first, request.document.text, mine, words, device="03", roles=NEWCOMER)
    other.close()
    first.close()


def test_a_laptop_that_dies_while_it_joins_joins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    first = an_office(tmp_path, clock)
    other, request = ask_to_join(
        tmp_path / "11", "a third laptop", name="Mira Sol", roles=NEWCOMER, training=True, clock=clock,
        outside=tmp_path / "outside-11", cost=CHEAP,
    )  # fmt: skip
    mine = enrol.make_card(first)
    words = " ".join(enrol.words_with(first, mine, request.document.text))
    answer = enrol.enrol_colleague(first, request.document.text, mine, words, device="11", roles=NEWCOMER)
    for step in ("vault.files.VaultFiles.prepare", "office.founding.join.bring"):
        with monkeypatch.context() as broken:
            broken.setattr(f"fieldcase.{step}", dies)
            with pytest.raises(KeyboardInterrupt):
                accept_answer(other, answer, words)
        other.close()
        other = open_vault(tmp_path / "11", "a third laptop", clock=clock, outside=tmp_path / "outside-11")
        assert other.office == ""
    accept_answer(other, answer, words)
    assert (other.office, other.vault.device, other.roles) == ("XKAL", "11", frozenset(NEWCOMER))
    other.close()
    first.close()


def dies(*_: object) -> None:
    raise KeyboardInterrupt


def test_after_the_founding_a_roster_counts_once_head_and_custodian_signed(office: Office) -> None:
    other, request = ask_to_join(
        office.folder / "11", "a third laptop", name="Mira Sol", roles=NEWCOMER, training=True, clock=office.clock,
        outside=office.folder / "outside-11", cost=CHEAP,
    )  # fmt: skip
    mine = enrol.make_card(office.first)
    words = " ".join(enrol.words_with(office.first, mine, request.document.text))
    early = enrol.enrol_colleague(office.first, request.document.text, mine, words, device="11", roles=NEWCOMER)
    with pytest.raises(AnswerUnreadable):
        accept_answer(other, early, words)
    with pytest.raises(enrol.NotSignedYet):
        enrol.answer_again(office.first, request.document.text, mine)
    assert office.first.roster.seat(other.vault.seat) is None
    with pytest.raises(NothingToSign):
        sign_newest(office.first)
    office.post(office.first, office.second)
    sign_newest(office.second)
    assert office.second.roster.seat(other.vault.seat) is not None
    office.post(office.first, office.second)
    assert office.first.roster.seat(other.vault.seat) is not None
    accept_answer(other, enrol.answer_again(office.first, request.document.text, mine), words)
    office.post(office.first, other)
    assert other.roles == frozenset(NEWCOMER)
    other.close()


# --- entries on their way


def test_what_one_wrote_the_other_reads_and_the_receipt_says_so(office: Office) -> None:
    matter = a_matter(office.first)
    out = send.send(office.first, office.route)
    assert {one.room for one in out.packages if one.peer == "XKAL-07"} >= {"XKAL/case", "XKAL/identity"}
    assert {one.what for one in receive.collect(office.second, office.route)} == {"applied"}
    assert office.second.vault.get(Party, matter.party.id) == office.first.vault.get(Party, matter.party.id)
    assert receive.receipts(office.first) == ()
    office.post(office.second, office.first)
    held = {(one.peer, one.room): one.feeds for one in receive.receipts(office.first)}
    assert held[office.second.vault.id, "XKAL/case"] >= 1
    again = send.send(office.first, office.route, to="XKAL-07")
    assert [one.entries for one in again.packages] in ([], [0] * len(again.packages))
    with pytest.raises(send.NoSuchPeer):
        send.send(office.first, office.route, to="XNOBODY")
    same(office.first, office.second)


def same(one: Session, other: Session, *places: str) -> None:
    mine, theirs = check_vault(one), check_vault(other)
    assert (mine.faults, theirs.faults) == ((), ())
    rooms = [f"XKAL/{place}" for place in places or ("office", "case", "identity")]
    assert {room: mine.digests[room] for room in rooms} == {room: theirs.digests[room] for room in rooms}


def test_edits_apart_are_both_kept_until_a_person_decides(office: Office) -> None:
    matter = a_matter(office.first)
    office.round()
    change(office.first, "act", matter.act.id, {"date": "2026-03-04"})
    change(office.first, "case", matter.case.id, {"title_neutral": "Detention at the airport"})
    change(office.second, "case", matter.case.id, {"title_neutral": "Detention on return"})
    office.round()
    for session in (office.first, office.second):
        (line,) = [one for one in list_conflicts(session) if one.record == matter.case.id]
        assert {value.value for value in line.values} == {"Detention at the airport", "Detention on return"}
    same(office.first, office.second)
    chosen = next(value.ref for value in line.values if value.value == "Detention on return")
    decide_conflict(office.first, "case", matter.case.id, "title_neutral", chosen)
    office.round()
    for session in (office.first, office.second):
        assert list_conflicts(session) == ()
        assert session.vault.get(Case, matter.case.id).title_neutral == "Detention on return"
    same(office.first, office.second)


# --- headquarters


def test_headquarters_waits_for_consent_then_gets_codes_then_names(office: Office) -> None:
    matter = a_matter(office.first)
    assert send.send(office.first, office.route).waiting == (matter.case.case_no,)
    receive.collect(office.desk, office.route)
    assert office.desk.vault.find(Case, matter.case.id) is None
    assert office.desk.vault.find(Party, matter.party.id) is None
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    assert send.send(office.first, office.route).waiting == ()
    receive.collect(office.desk, office.route)
    assert office.desk.vault.get(Case, matter.case.id).title_neutral == matter.case.title_neutral
    assert office.desk.vault.get(Party, matter.party.id).names == {}
    record_consent(office.first, matter.party.id, "share_hq", "NAMED", ASKED)
    office.round()
    assert office.desk.vault.get(Party, matter.party.id).names["1"].full == "Ilena Dovrak"
    assert check_vault(office.desk).faults == ()


def test_a_withdrawal_reaches_headquarters_although_it_closes_the_case_to_them(office: Office) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round()
    assert office.desk.vault.find(Case, matter.case.id)
    withdraw_consent(office.first, matter.party.id, "by telephone", scopes=["share_hq"])
    change(office.first, "case", matter.case.id, {"title_neutral": "Not for headquarters"})
    out = send.send(office.first, office.route)
    assert out.waiting == (matter.case.case_no,)
    receive.collect(office.desk, office.route)
    (consent,) = office.desk.vault.where(Consent, "party", [matter.party.id])
    assert consent.answer.withdrawn_at
    assert office.desk.vault.get(Case, matter.case.id).title_neutral != "Not for headquarters"


def revoke(office: Office, seat: str) -> None:
    """Head and custodian sign a roster without the seat, each on their own laptop."""
    rosters = office.first.law.rosters
    assert rosters is not None
    gone = rosters.roster.seat(seat)
    assert gone is not None
    roster = msgspec.structs.replace(
        rosters.roster,
        number=rosters.roster.number + 1,
        seats=tuple(one for one in rosters.roster.seats if one.key != seat),
        vaults=tuple(one for one in rosters.roster.vaults if one.id != gone.vault),
        previous=rosters.head,
    )
    met = {key: value for key, value in rosters.counting[rosters.head].met.items() if key != gone.vault}
    document = write_roster(
        RosterDocument(
            made=office.first.now(), training=True, after=rosters.heads, met=met, revoked=(seat,), roster=roster
        )
    )
    for session in (office.first, office.second):
        document = with_signature(document, session.vault.seat, session.vault.sign)
    with office.first.vault.writing() as writing:
        writing.save(roster_record(document, "XKAL"))
        writing.commit()
    office.first.forget()


def test_what_a_removed_seat_sends_is_put_aside_with_the_reason(office: Office) -> None:
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round()
    revoke(office, office.desk.vault.seat)
    before = office.first.vault.entries_in("XKAL/case")
    with office.desk.vault.writing() as writing:
        writing.set("case", matter.case.id, {"title_neutral": "By a seat that is gone"})
        writing.commit()
    send.send(office.desk, office.route, again=True)
    outcomes = receive.collect(office.first, office.route)
    assert {one.what for one in outcomes} == {"aside"}
    assert all(one.reason and one.remedy for one in outcomes)
    assert receive.put_aside(office.first)
    assert office.first.vault.entries_in("XKAL/case") == before
    assert [card.device for card in send.peers(office.first)] == ["07"]


# --- a laptop put back


def test_yesterdays_folder_put_back_loses_nothing_once_a_colleague_sent(office: Office) -> None:
    matter = a_matter(office.first)
    office.round()
    office.first.close()
    shutil.copytree(office.folder / "03", office.folder / "yesterday")
    office.first = office.open("03", "a laptop that opens")
    lost = a_matter(office.first, "Written after the backup")
    office.round()
    office.first.close()
    shutil.rmtree(office.folder / "03")
    shutil.move(office.folder / "yesterday", office.folder / "03")
    office.first = office.open("03", "a laptop that opens")
    assert any("older than what this computer saw" in notice.sentence for notice in office.first.vault.notices)
    assert office.first.vault.find(Case, lost.case.id) is None
    change(office.first, "case", matter.case.id, {"title_neutral": "Written after it was put back"})
    office.round()
    for session in (office.first, office.second):
        assert session.vault.get(Case, lost.case.id).title_neutral == "Written after the backup"
        assert session.vault.get(Party, lost.party.id).names["1"].full == "Ilena Dovrak"
        assert session.vault.get(Case, matter.case.id).title_neutral == "Written after it was put back"
    same(office.first, office.second)
    office.first.close()
    office.first = office.open("03", "a laptop that opens")
    assert office.first.vault.notices == []


@pytest.mark.parametrize("told", ["a gap", "a receipt"])
def test_colleagues_tell_a_vault_that_was_put_back_with_its_note(office: Office, told: str) -> None:
    matter = a_matter(office.first)
    office.round()
    office.first.close()
    for name in ("03", "outside-03"):
        shutil.copytree(office.folder / name, office.folder / f"{name}.yesterday")
    office.first = office.open("03", "a laptop that opens")
    lost = a_matter(office.first, "Written after the backup")
    office.round()
    if told == "a gap":
        change(office.second, "case", matter.case.id, {"title_neutral": "Written by a colleague"})
        office.round()
    office.first.close()
    for name in ("03", "outside-03"):
        shutil.rmtree(office.folder / name)
        shutil.move(office.folder / f"{name}.yesterday", office.folder / name)
    office.first = office.open("03", "a laptop that opens")
    assert office.first.vault.notices == []
    change(office.second, "act", matter.act.id, {"date": "2026-03-04"})
    send.send(office.second, office.route, again=True)
    receive.collect(office.first, office.route)
    found = check_vault(office.first)
    assert office.first.vault.notices or receive.waiting(office.first) or not found.ok
    office.round(waits=True)
    assert office.first.vault.get(Case, lost.case.id).title_neutral == "Written after the backup"
    assert receive.waiting(office.first) == ()
    same(office.first, office.second)


def test_who_got_what_is_known_again_when_the_copy_of_a_closed_room_was_lost(office: Office) -> None:
    """A withdrawal goes to whoever has the record, also when the note of that was lost with the file."""
    matter = a_matter(office.first)
    record_consent(office.first, matter.party.id, "share_hq", "NAMED", ASKED)
    office.round()
    desk, room = office.desk.vault.id, "XKAL/identity"
    before = office.first.vault.mail["identity"].given(desk, room)
    assert bytes.fromhex(matter.party.id) in before
    office.first.close()
    (office.folder / "03" / "identity.db").unlink()
    office.first = office.open("03", "a laptop that opens")
    assert office.first.vault.mail["identity"].given(desk, room) == before
    assert office.first.vault.get(Party, matter.party.id).names["1"].full == "Ilena Dovrak"
    office.round()
    same(office.first, office.second)
