"""An office is joined by a second laptop and met by headquarters; then packages go round through one folder.

Everything but the vault is real: cards, words, answers, rosters, packages, receipts, the folder.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.exchange import cards
from fieldcase.exchange.inbox import Inbox, Outcome, What
from fieldcase.exchange.outbox import Outbox
from fieldcase.exchange.package.manifest import Purpose
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.peers import Known
from fieldcase.exchange.policy import CaseFacts, Goes, PeerFacts, Profile, RecordFacts, Share, goes
from fieldcase.exchange.receipts import read_receipt
from fieldcase.exchange.roster import (
    RosterDocument,
    SignedRoster,
    read_roster,
    read_together,
    with_signature,
    write_roster,
)
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.slices import Decide
from fieldcase.exchange.tray import Tray
from fieldcase.model.roles import Role, Roster
from tests.parcels import NOW, ROOM, Feed, Person, Vault, bytes_of, chance_from

ROOT, LAPTOP3, LAPTOP7, GENEVA = (Person(name) for name in ("Root", "Laptop 03", "Laptop 07", "Geneva"))
OFFICER, HEAD, DESK = (Role.CASE_OFFICER, Role.CUSTODIAN), (Role.REVIEWER, Role.HEAD), (Role.HQ_DESK,)


def card_of(person: Person, office: str, device: str, root: str | None) -> cards.ReadCard:
    card = cards.Card(
        vault=person.vault,
        office=office,
        device=device,
        training=True,
        made=NOW,
        root=root,
        recipients=person.recipients,
        seats=(cards.card_seat(person.seat, person.name),),
    )
    return cards.read_card(cards.write_card(card, person.sign).document.text, training=True)


def roster_of(
    *rows: tuple[cards.ReadCard, str, str, tuple[Role, ...]], after: tuple[SignedRoster, ...] = ()
) -> RosterDocument:
    met = {
        card.card.vault: tuple(other.card.seats[0].seat for other, *_ in rows if other is not card) for card, *_ in rows
    }
    return RosterDocument(
        made=NOW,
        training=True,
        after=tuple(one.hash for one in after),
        met=met,
        roster=Roster(
            number=1 + max((read_roster(one.line).roster.number for one in after), default=0),
            office="XKA",
            vaults=tuple(cards.vault_row(card.card, office=office, device=device) for card, office, device, _ in rows),
            seats=tuple(seat for card, _, _, roles in rows for seat in cards.seat_rows(card.card, roles)),
            previous=after[0].hash if after else "",
        ),
    )


class Desk:
    """One vault with all its ways in and out, and the rosters that it holds."""

    def __init__(self, person: Person, folder: Path, rosters: tuple[SignedRoster, ...]) -> None:
        read = read_together(rosters, root=ROOT.seat)
        self.person = person
        self.vault = Vault(person, Known(rosters={"XKA": read}))
        self.vault.roster = read.head
        self.stick = FolderRoute(folder / "stick", chance=chance_from(f"stick {person.name}"))
        tray = Tray(folder / person.name / "waiting", folder / person.name / "aside")
        self.inbox = Inbox(self.vault, tray, lambda: NOW)
        self.outbox = Outbox(self.vault, lambda: NOW, chance_from(person.name))

    def send(self, to: Desk, decide: Decide = lambda kind, record: Goes.WHOLE) -> None:
        parcel = self.outbox.prepare(to.person.peer, ROOM, Purpose.COLLEAGUE, decide)
        if parcel:
            self.outbox.send(parcel, self.stick)

    def collect(self) -> list[What]:
        return [one.what for one in self.inbox.collect(self.stick)]

    @property
    def digest(self) -> str:
        return self.vault.room(ROOM).digest


def founded() -> tuple[SignedRoster, cards.ReadCard, cards.ReadCard]:
    """Laptop 07 asks laptop 03 to join, as card.md, section 4, says; the roster that the answer brought."""
    office = card_of(LAPTOP3, "XKA", "03", ROOT.seat)
    request = card_of(LAPTOP7, "", "", None)
    assert cards.six_words(office, request) == cards.six_words(request, office)
    document = roster_of((office, "XKA", "03", OFFICER), (request, "XKA", "07", HEAD))
    roster = with_signature(write_roster(document), ROOT.seat, ROOT.sign)
    answer = cards.Answer(
        request=request.hash,
        office="XKA",
        device="07",
        roles=HEAD,
        training=True,
        made=NOW,
        card=office.document.text,
        rosters=(roster,),
    )
    sealed = cards.write_answer(answer, request.card, LAPTOP3.sign)
    opened, shown = cards.read_answer(sealed, LAPTOP7.addressee().unsealers["office"], request)
    assert (shown.hash, opened.device) == (office.hash, "07")
    (brought,) = opened.rosters
    return brought, office, request


def with_headquarters(first: SignedRoster, office: cards.ReadCard, joined: cards.ReadCard) -> SignedRoster:
    """Head and custodian, on two vaults, take headquarters into the roster."""
    geneva = card_of(GENEVA, "HQ", "01", bytes_of("root of HQ", 32).hex())
    rows = (office, "XKA", "03", OFFICER), (joined, "XKA", "07", HEAD), (geneva, "HQ", "01", DESK)
    roster = write_roster(roster_of(*rows, after=(first,)))
    for person in (LAPTOP3, LAPTOP7):
        roster = with_signature(roster, person.seat, person.sign)
    return roster


@pytest.fixture
def desks(tmp_path: Path) -> tuple[Desk, Desk, Desk]:
    first, office, joined = founded()
    rosters = first, with_headquarters(first, office, joined)
    (tmp_path / "stick").mkdir()
    return tuple(Desk(person, tmp_path, rosters) for person in (LAPTOP3, LAPTOP7, GENEVA))  # type: ignore[return-value]


def test_after_joining_the_founding_is_over_and_headquarters_takes_part() -> None:
    first, office, joined = founded()
    alone = read_together((first,), root=ROOT.seat)
    assert alone.founded
    assert alone.standing(GENEVA.seat) is Standing.UNKNOWN
    both = read_together((first, with_headquarters(first, office, joined)), root=ROOT.seat)
    assert both.standing(GENEVA.seat) is Standing.CURRENT
    assert both.confirmed(LAPTOP3.seat, LAPTOP7.seat)


def test_edits_apart_meet_through_a_folder_and_rest(desks: tuple[Desk, Desk, Desk]) -> None:
    three, seven, _ = desks
    feeds = {desk: Feed(desk.person) for desk in (three, seven)}
    for turn in range(3):
        for desk, feed in feeds.items():
            feed.case(f"case {turn}", **{"status": f"{turn} by {desk.person.name}"})
            desk.vault.room(ROOM).add(feed)
        three.send(seven)
        seven.send(three)
        assert three.collect() == seven.collect() == [What.APPLIED]
        assert three.digest == seven.digest
    for one, other in ((three, seven), (seven, three)) * 3:
        one.send(other)
        other.collect()
    assert three.collect() == seven.collect() == []
    assert list((three.stick._folder).rglob("*.fcpkg")) == []


CONSENT = {bytes_of("agreed"): Share.CODED, bytes_of("refused"): Share.NONE}


def for_headquarters(desk: Desk, shares: dict[bytes, Share]) -> Decide:
    peer = PeerFacts(
        profile=Profile.HEADQUARTERS,
        compartments=frozenset({"case", "identity", "office"}),
        got=desk.vault.mailroom.given(GENEVA.vault, ROOM),
    )
    facts = {case: CaseFacts(parties=(share,)) for case, share in shares.items()}

    def decide(kind: str, record: bytes) -> Goes:
        about = RecordFacts(kind=kind, record=record, cases=(record,), restrictive=kind == "risk")
        return goes("case", about, facts, peer)

    return decide


def test_headquarters_gets_what_parties_agreed_to_and_the_rest_once_they_do(desks: tuple[Desk, Desk, Desk]) -> None:
    three, _, geneva = desks
    feed = Feed(LAPTOP3)
    for word in ("agreed", "refused"):
        feed.case(word)
    three.vault.room(ROOM).add(feed)
    three.send(geneva, for_headquarters(three, CONSENT))
    assert geneva.collect() == [What.APPLIED]
    held = geneva.vault.room(ROOM).held
    assert [held[entry.id].label is not None for entry in feed.entries] == [True, True, False]
    geneva.send(three)
    assert three.collect() == [What.APPLIED]
    receipt = three.vault.mailroom.receipt_from(GENEVA.vault, ROOM)
    assert receipt
    assert [head.labels for head in read_receipt(receipt).heads] == [((2, 2),)]

    feed.case("agreed", **{"status": "withdrawn from, later"})
    feed.write("risk", bytes_of("agreed"), {"level": "high"})
    three.vault.room(ROOM).add(feed)
    changed = {bytes_of("agreed"): Share.NONE, bytes_of("refused"): Share.NAMED}
    three.send(geneva, for_headquarters(three, changed))
    assert geneva.collect() == [What.APPLIED]
    held = geneva.vault.room(ROOM).held
    labels = [held[entry.id].label is not None for entry in feed.entries]
    values = [held[entry.id].values for entry in feed.entries]
    assert labels == [True] * 5
    assert values[2] == feed.entries[2].values  # agreed since: filled
    assert values[3] == (None,)  # withdrawn: that it changed is told, not what
    assert values[4] == feed.entries[4].values  # a higher risk is never withheld from who holds the record


def test_what_arrives_through_the_folder_for_others_is_left_there(desks: tuple[Desk, Desk, Desk]) -> None:
    three, seven, geneva = desks
    feed = Feed(LAPTOP3)
    feed.case("one")
    three.vault.room(ROOM).add(feed)
    three.send(geneva)
    assert seven.collect() == []
    assert geneva.collect() == [What.APPLIED]


def test_progress_is_told_and_outcomes_say_what_became(desks: tuple[Desk, Desk, Desk]) -> None:
    three, seven, _ = desks
    feed = Feed(LAPTOP3)
    feed.case("one")
    three.vault.room(ROOM).add(feed)
    three.send(seven)
    told: list[tuple[int, int]] = []
    outcomes: tuple[Outcome, ...] = seven.inbox.collect(seven.stick, lambda done, of: told.append((done, of)))
    assert told == [(0, 1), (1, 1)]
    assert outcomes[0].entries == 2
    assert outcomes[0].manifest
    assert outcomes[0].manifest.roster == three.vault.roster
