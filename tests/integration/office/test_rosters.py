"""Who works here: what a roster would change is shown before it is signed, and a seat is taken out on three laptops."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldcase.exchange.peers import roster_record
from fieldcase.exchange.roster import RosterDocument, second_persons, with_signature, write_roster
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import BadValue, NotYourRole
from fieldcase.model.roles import Action, Delegate, Role
from fieldcase.office.casefile import state_of
from fieldcase.office.checking import check_vault
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.enrol import DeviceTaken, end_founding
from fieldcase.office.law import Law
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.records import change
from fieldcase.office.rosters.changes import What
from fieldcase.office.rosters.delegating import propose_delegation, propose_end
from fieldcase.office.rosters.making import in_force, keep_roster, met_so_far, next_roster, signed_first
from fieldcase.office.rosters.removing import (
    NobodyCouldSign,
    NoSuchSeat,
    NotThatRemoval,
    OwnSeat,
    plan_removal,
    propose_removal,
)
from fieldcase.office.rosters.signing import NothingToSign, NotWhatWasShown, sign_roster, what_waits
from fieldcase.office.session import Session
from fieldcase.vault.vault import Vault
from tests.laptops import Clock, a_colleague, a_matter, an_office, carry, opened
from tests.letter_ground import drafted, name_kalindra, ready, second_reading

ROOMS = ["XKAL/office", "XKAL/case", "XKAL/identity", "XKAL/source", "XKAL/sealed"]


class Office:
    """Laptops 03 (officer, custodian), 07 (reviewer, head) and 11 (officer) of XKAL, and a folder between them."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder, self.clock = folder, clock
        self.first, self.second, self.third = (opened(folder, device, clock) for device in ("03", "07", "11"))
        (folder / "route").mkdir()
        self.route = FolderRoute(folder / "route", chance=secrets.token_bytes)

    @property
    def every(self) -> tuple[Session, Session, Session]:
        return self.first, self.second, self.third

    def post(self, *sessions: Session) -> list[str]:
        """Everybody sends, then everybody takes in; what became of the packages."""
        for session in sessions or self.every:
            send.send(session, self.route)
        return [one.what for session in sessions or self.every for one in receive.collect(session, self.route)]

    def round(self) -> None:
        for _ in range(3):
            self.post()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, clock = tmp_path_factory.mktemp("three"), Clock()
    first = an_office(folder, clock)
    second = a_colleague(folder, first, clock)
    third = a_colleague(folder, first, clock, (Role.CASE_OFFICER,), device="11", name="Mira Sol")
    assert end_founding(first)
    carry(first, second)
    carry(first, third)
    for session in (first, second, third):
        session.close()
    return folder


@pytest.fixture
def office(tmp_path: Path, template: Path) -> Iterator[Office]:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    clock = Clock()
    clock.days(1)
    made = Office(tmp_path, clock)
    yield made
    for session in made.every:
        session.close()


def proposal(session: Session, **changed: object) -> RosterDocument:
    """The next roster of the office with something else about laptop 11's seat."""
    roster = in_force(session).roster
    seats = tuple(msgspec.structs.replace(one, **changed) if one.name == "Mira Sol" else one for one in roster.seats)
    return next_roster(session, seats=seats, vaults=roster.vaults, met=met_so_far(in_force(session)))


# --- what is signed is what was shown


def test_whoever_signs_is_shown_who_gets_other_roles_by_whom_and_since_when(office: Office) -> None:
    keep_roster(office.first, signed_first(office.first, proposal(office.first, roles=(Role.HEAD, Role.CASE_OFFICER))))
    office.post(office.first, office.second)
    (waits,) = what_waits(office.second)
    (one,) = waits.changes
    assert (one.what, one.who) == (What.ROLES, "Mira Sol (XKAL-11)")
    assert one.sentence == (
        "Mira Sol (XKAL-11) is head of presence, case officer from now on, instead of case officer."
    )
    assert waits.proposed_by == ("Sami Rahal (XKAL-03)",)
    assert waits.made.startswith("2026-03-13")
    sign_roster(office.second, waits.code)
    seat = office.second.roster.seat(office.third.vault.seat)
    assert seat is not None
    assert Role.HEAD in seat.roles


def test_everything_a_roster_could_say_is_shown(office: Office) -> None:
    roster = in_force(office.first).roster
    stranger = msgspec.structs.replace(roster.seats[0], id="d" * 32, key="e" * 64, name="Nobody", languages=("fr",))
    cards = tuple(
        msgspec.structs.replace(card, recipients={"case": "age1other"}) if card.device == "07" else card
        for card in roster.vaults
    )
    met = met_so_far(in_force(office.first))
    met[office.third.vault.id] = (*met[office.third.vault.id], office.second.vault.seat)
    document = next_roster(office.first, seats=(*roster.seats, stranger), vaults=cards, met=met, revoked=("f" * 64,))
    keep_roster(office.first, signed_first(office.first, document))
    office.post(office.first, office.second)
    (waits,) = what_waits(office.second)
    found = {(one.what, one.who, one.field) for one in waits.changes}
    assert {what for what, _who, _field in found} == {
        What.ADDED, What.FIELD, What.LAPTOP_KEYS, What.MET, What.REVOKED
    }  # fmt: skip
    assert {field for what, _who, field in found if what is What.FIELD} == {"id", "languages"}
    assert any("age1other" in one.sentence for one in waits.changes)
    assert any("Ines Duarte (XKAL-07)" in one.sentence for one in waits.changes if one.what is What.MET)


def test_another_roster_that_came_meanwhile_is_not_signed_unseen(office: Office) -> None:
    keep_roster(office.first, signed_first(office.first, proposal(office.first, name="Mira Soll")))
    office.post(office.first, office.second)
    (shown,) = what_waits(office.second)
    keep_roster(office.first, signed_first(office.first, proposal(office.first, roles=(Role.HEAD,))))
    office.post(office.first, office.second)
    before = office.second.roster
    with pytest.raises(NotWhatWasShown):
        sign_roster(office.second, shown.code)
    assert office.second.roster == before
    newest, older = what_waits(office.second)
    assert [one.what for one in newest.changes] == [What.ROLES]
    assert [one.what for one in older.changes] == [What.NAME]


def test_nobody_without_the_role_is_offered_anything_and_who_signed_signs_no_second_time(office: Office) -> None:
    keep_roster(office.first, signed_first(office.first, proposal(office.first, name="Mira Soll")))
    office.post()
    assert what_waits(office.first) == ()
    with pytest.raises(NothingToSign):
        sign_roster(office.first, "0" * 12)
    with pytest.raises(NotYourRole):
        what_waits(office.third)


def test_a_roster_that_no_head_or_custodian_proposed_is_not_offered(office: Office) -> None:
    """A seat with a changed program writes a roster of its own, with a signature of its own or one that is false."""
    document = proposal(office.third, roles=(Role.HEAD, Role.CUSTODIAN))
    own = signed_first(office.third, document)
    false = msgspec.structs.replace(own, signatures={office.first.vault.seat: own.signatures[office.third.vault.seat]})
    for signed in (own, false):
        with office.third.vault.writing() as writing:
            writing.save(roster_record(signed, "XKAL"))
            writing.commit()
    office.round()
    assert what_waits(office.second) == ()


# --- taking a seat out


def taken_out(office: Office) -> None:
    """03 proposes that 11 goes, 07 signs what it was shown, and both know it."""
    propose_removal(office.first, "XKAL-11", plan_removal(office.first, "XKAL-11").code)
    office.post(office.first, office.second)
    (waits,) = what_waits(office.second)
    sign_roster(office.second, waits.code)
    office.post(office.first, office.second)


def test_the_code_of_a_laptop_that_was_taken_out_is_given_to_no_other(office: Office, tmp_path: Path) -> None:
    """Its numbers are out in the world: another laptop of that code would give them again (G1)."""
    taken_out(office)
    assert in_force(office.first).roster.vault(office.third.vault.id) is None
    with pytest.raises(DeviceTaken):
        a_colleague(tmp_path / "new", office.first, Clock(), (Role.CASE_OFFICER,), device="11", name="Nela Sova")


def test_what_taking_out_does_is_shown_before(office: Office) -> None:
    a_matter(office.third)
    office.round()
    plan = plan_removal(office.first, "XKAL-11")
    assert (plan.who, plan.laptop, plan.roles) == ("Mira Sol (XKAL-11)", "XKAL-11", (Role.CASE_OFFICER,))
    assert plan.last_on_vault
    assert not plan.at_once
    assert [one.room for one in plan.entries if one.entries] == ["XKAL/case", "XKAL/identity"]
    assert plan.opens == ("case", "identity", "office")
    assert plan.alone == ()
    assert in_force(office.first).roster.seat(office.third.vault.seat)


def test_a_seat_taken_out_gets_nothing_counts_no_more_and_keeps_what_it_wrote_before(office: Office) -> None:
    before = a_matter(office.third, "Written before")
    office.round()
    propose_removal(office.first, "11", plan_removal(office.first, "11").code)
    office.post(office.first, office.second)
    (waits,) = what_waits(office.second)
    assert {one.what for one in waits.changes} == {What.REVOKED, What.LAPTOP_REMOVED}
    assert {(cut.room, cut.falls) for cut in waits.cuts} == {(room, 0) for room in ROOMS}
    assert waits.lacking == ()
    sign_roster(office.second, waits.code)
    office.post(office.first, office.second)
    key = office.third.vault.seat
    for session in (office.first, office.second):
        assert key in in_force(session).revoked
        assert {card.device for card in session.roster.vaults} == {"03", "07"}
        assert not any("XKAL-11" in send.peer_name(card) for card in send.peers(session))
        assert session.vault.get(Case, before.case.id).title_neutral == "Written before"
    late = a_matter(office.third, "Written later")
    change(office.third, "case", before.case.id, {"title_neutral": "Changed later"})
    send.send(office.third, office.route)
    for session in (office.first, office.second):
        outcomes = receive.collect(session, office.route)
        assert {one.what for one in outcomes} == {"aside"}
        assert all(one.reason for one in outcomes)
        assert session.vault.find(Case, late.case.id) is None
        assert session.vault.get(Case, before.case.id).title_neutral == "Written before"
        assert check_vault(session).ok


def test_entries_of_a_seat_taken_out_count_nowhere_whoever_hands_them_on(office: Office) -> None:
    """07 got what 11 wrote before it heard of the removal; 03 had it not when it proposed."""
    before = a_matter(office.third, "Written before")
    office.round()
    late = a_matter(office.third, "Written later")
    change(office.third, "case", before.case.id, {"title_neutral": "Changed later"})
    office.post(office.third, office.second)
    assert office.second.vault.get(Case, before.case.id).title_neutral == "Changed later"
    propose_removal(office.first, "XKAL-11", plan_removal(office.first, "XKAL-11").code)
    office.post(office.first, office.second)
    (waits,) = what_waits(office.second)
    falls = {cut.room: cut.falls for cut in waits.cuts}
    assert falls["XKAL/case"] > 0
    assert falls["XKAL/identity"] > 0
    assert falls["XKAL/source"] == 0
    sign_roster(office.second, waits.code)
    office.post(office.first, office.second)
    office.post(office.first, office.second)
    for session in (office.first, office.second):
        assert session.vault.get(Case, before.case.id).title_neutral == "Written before"
        assert session.vault.find(Case, late.case.id) is None
        assert check_vault(session).ok
    digests = [check_vault(session).digests for session in (office.first, office.second)]
    assert {room: digests[0][room] for room in ROOMS} == {room: digests[1][room] for room in ROOMS}


def test_a_revocation_that_comes_after_the_roster_waits_for_the_same_person(office: Office) -> None:
    a_matter(office.third)
    office.round()
    propose_removal(office.first, "XKAL-11", plan_removal(office.first, "XKAL-11").code)
    where = office.folder / "stick"
    where.mkdir()
    packages = send.write_packages(office.first, where, to="XKAL-07").packages
    first = {one.room: where / one.name for one in packages}
    with first.pop("XKAL/office").open("rb") as source:
        receive.receive(office.second, source)
    (waits,) = what_waits(office.second)
    assert waits.lacking == tuple(ROOMS[1:])
    sign_roster(office.second, waits.code)
    with pytest.raises(NothingToSign):
        sign_roster(office.second, waits.code)
    for file in first.values():
        with file.open("rb") as source:
            receive.receive(office.second, source)
    (late,) = what_waits(office.second)
    assert (late.roster, late.changes) == ("", ())
    assert {cut.room for cut in late.cuts} == set(ROOMS[1:])
    sign_roster(office.second, late.code)
    assert what_waits(office.second) == ()


def test_a_seat_that_is_asked_to_go_waits_until_the_second_signs(office: Office) -> None:
    office.round()
    propose_removal(office.first, "XKAL-11", plan_removal(office.first, "XKAL-11").code)
    office.post(office.first, office.second)
    a_matter(office.third)
    send.send(office.third, office.route)
    assert {one.what for one in receive.collect(office.second, office.route)} == {"waits"}


def test_who_cannot_be_taken_out_is_said_with_the_way_out(office: Office) -> None:
    with pytest.raises(OwnSeat):
        plan_removal(office.first, "XKAL-03")
    with pytest.raises(NobodyCouldSign):
        plan_removal(office.first, "XKAL-07")
    with pytest.raises(NoSuchSeat) as refused:
        plan_removal(office.first, "XKAL-99")
    assert "XKAL-07, XKAL-11" in refused.value.way_out
    with pytest.raises(NotYourRole):
        plan_removal(office.third, "XKAL-07")
    plan = plan_removal(office.first, "XKAL-11")
    a_matter(office.third)
    office.round()
    with pytest.raises(NotThatRemoval):
        propose_removal(office.first, "XKAL-11", plan.code)
    assert in_force(office.first).in_question == frozenset()


def test_a_seat_taken_out_never_comes_back_by_a_later_roster(office: Office) -> None:
    gone = next(one for one in in_force(office.first).roster.seats if one.name == "Mira Sol")
    card = in_force(office.first).roster.vault(gone.vault)
    assert card is not None
    office.round()
    taken_out(office)
    rosters = in_force(office.first)
    seats, vaults = (*rosters.roster.seats, gone), (*rosters.roster.vaults, card)
    document = next_roster(office.first, seats=seats, vaults=vaults, met=met_so_far(rosters))
    signed = with_signature(write_roster(document), office.second.vault.seat, office.second.vault.sign)
    keep_roster(office.first, with_signature(signed, office.first.vault.seat, office.first.vault.sign))
    assert in_force(office.first).roster.seat(gone.key) is None
    assert gone.key not in second_persons(document.roster, in_force(office.first).revoked, (document.met,))


# --- how often the law is read


def test_the_law_is_read_no_more_often_than_it_can_say_something_new(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening reads it until it says nothing new; afterwards a look that finds nothing new is a single one."""
    reads: list[Law] = []
    read = Law.read

    def counted(law: Law, vault: Vault) -> dict[str, frozenset[bytes]]:
        reads.append(law)
        return read(law, vault)

    monkeypatch.setattr(Law, "read", counted)
    office.first.close()
    office.first = opened(office.folder, "03", office.clock)
    assert len(reads) == 2
    reads.clear()
    office.first.forget()
    assert len(reads) == 1
    reads.clear()
    office.second.close()
    office.second = opened(office.folder, "07", office.clock)
    keep_roster(office.first, signed_first(office.first, proposal(office.first, name="Mira Soll")))
    office.post(office.first, office.second)
    (waits,) = what_waits(office.second)
    reads.clear()
    sign_roster(office.second, waits.code)
    assert len(reads) == 2


# --- a written delegation


def test_a_delegation_is_proposed_by_one_signed_by_the_other_and_ended_so(office: Office) -> None:
    officer, head, deputy = office.every
    made = propose_delegation(officer, "XKAL-11", "2026-03-14", "2026-03-20", "memo 4 of 13 March")
    assert (made.who, made.at_once) == ("Mira Sol (XKAL-11)", False)
    assert deputy.seat.delegate is None, "one signature is not enough"
    office.round()
    (waits,) = what_waits(head)
    assert [one.sentence for one in waits.changes] == [
        "Mira Sol (XKAL-11) signs for the head of presence: 2026-03-14 – 2026-03-20, memo 4 of 13 March instead of –."
    ]
    sign_roster(head, waits.code)
    office.round()
    assert not deputy.may(Action.SIGN_LETTER)
    office.clock.days(1)
    assert deputy.may(Action.SIGN_LETTER)
    propose_end(head, "XKAL-11")
    office.round()
    sign_roster(officer, what_waits(officer)[0].code)
    office.round()
    assert not deputy.may(Action.SIGN_LETTER)


def test_a_delegation_that_cannot_be_is_refused_in_words(office: Office) -> None:
    officer, _head, deputy = office.every
    for said in (
        ("XKAL-07", "2026-03-14", "2026-03-20", "memo 4"),
        ("XKAL-11", "2026-03-20", "2026-03-14", "memo 4"),
        ("XKAL-11", "2026-02-01", "2026-02-20", "memo 4"),
        ("XKAL-11", "March", "2026-03-20", "memo 4"),
        ("XKAL-11", "2026-03-14", "2026-03-20", " "),
    ):
        with pytest.raises(BadValue):
            propose_delegation(officer, *said)
    with pytest.raises(BadValue):
        propose_end(officer, "XKAL-11")
    with pytest.raises(NoSuchSeat):
        propose_delegation(officer, "XKAL-99", "2026-03-14", "2026-03-20", "memo 4")
    with pytest.raises(NotYourRole):
        propose_delegation(deputy, "XKAL-11", "2026-03-14", "2026-03-20", "memo 4")


def test_S32_a_delegate_signs_a_letter_within_the_dates_of_the_delegation_and_not_after(office: Office) -> None:
    officer, head, deputy = office.every
    name_kalindra(officer)
    given = Delegate(first="2026-03-12", last="2026-03-20", document="memo 4")
    changed = proposal(officer, delegate=given, roles=(Role.REVIEWER,))
    keep_roster(officer, signed_first(officer, changed))
    office.post(officer, head)
    sign_roster(head, what_waits(head)[0].code)
    office.round()
    found = ready(officer)
    first, second = drafted(officer, found, "en"), drafted(officer, found, "en")
    for letter in (first, second):
        submit(officer, letter.id)
    office.round()
    for letter in (first, second):
        second_reading(head, letter.id, found)
        approve(head, letter.id)
    office.round()
    step = sign(deputy, first.id)
    assert (step.taken.signed_how, step.taken.delegation) == ("initials_stamp", "memo 4")
    office.clock.days(9)
    with pytest.raises(NotYourRole):
        sign(deputy, second.id)
    assert state_of(deputy, "letter", second.id) == "approved"
    assert sign(head, second.id).taken.delegation == ""
