"""Somebody poses as an office that is enrolled: a second card is refused until people compared words by voice."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldcase.exchange.cards import ReadCard, WordsDiffer, card_seat, six_words, write_card
from fieldcase.model.kinds.office import Peer
from fieldcase.model.roles import Role
from fieldcase.office.exchange import enrol
from fieldcase.office.exchange.enrol import EnrolledAlready, OtherCardThere, OurOwnCode, fingerprint
from fieldcase.office.session import Session
from tests.laptops import Clock, an_office
from tests.offices import enrol_both, headquarters
from tests.parcels import Person

pytestmark = pytest.mark.security
FORGER = Person("Forger")
Both = tuple[Session, Session]


def enrolled_at(folder: Path) -> Both:
    """A laptop and headquarters, enrolled with each other."""
    clock = Clock()
    first, desk = an_office(folder, clock), headquarters(folder, clock)
    enrol_both(first, desk)
    return first, desk


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Both:
    """For tests in which nothing is to change: each leaves them as they were."""
    return enrolled_at(tmp_path_factory.mktemp("posing"))


def forged(desk: Session, **more: object) -> ReadCard:
    """The desk's card with other keys: what somebody on the way would put in its place."""
    true = enrol.make_card(desk).card
    false = msgspec.structs.replace(
        true,
        vault=FORGER.vault,
        root=Person("Other root").seat,
        recipients=FORGER.recipients,
        seats=(card_seat(FORGER.seat, "Desk"),),
    )
    return write_card(msgspec.structs.replace(false, **more), FORGER.sign)


def enrolled(session: Session, card: ReadCard, *, replaces: str = "", words: str = "") -> Peer:
    mine = enrol.make_card(session)
    said = words or " ".join(six_words(mine, card))
    text = card.document.text
    return enrol.enrol_peer(
        session, text, mine, said, role="headquarters", compared=enrol.COMPARED_BY_SCRIPT, replaces=replaces
    )


@pytest.mark.parametrize("same", ["office", "vault", "seat", "root and device"])
def test_a_second_card_that_cannot_be_true_beside_the_first_is_refused(both: Both, same: str) -> None:
    first, desk = both
    true = enrol.make_card(desk).card
    said: dict[str, object] = {}
    if same != "office":
        said = {"office": "XME"}
    if same == "vault":
        said["vault"] = true.vault
    if same == "root and device":
        said = {"root": true.root}
    card = forged(desk, **said)
    if same == "seat":
        line = msgspec.structs.replace(card.card, seats=true.seats)
        card = write_card(line, desk.vault.sign)
    before = (len(first.vault.all(Peer)), first.law.rosters_counting)
    with pytest.raises(OtherCardThere) as refused:
        enrolled(first, card)
    assert fingerprint(true) in refused.value.sentence
    assert fingerprint(true) in refused.value.way_out
    assert (len(first.vault.all(Peer)), first.law.rosters_counting) == before


def test_the_same_card_twice_changes_nothing(both: Both) -> None:
    first, desk = both
    rosters = first.law.rosters_counting
    with pytest.raises(EnrolledAlready):
        enrolled(first, enrol.make_card(desk))
    assert first.law.rosters_counting == rosters


def test_nobody_else_is_this_office(both: Both) -> None:
    first, desk = both
    with pytest.raises(OurOwnCode):
        enrolled(first, forged(desk, office=first.office))


def test_the_wrong_fingerprint_replaces_nobody(both: Both) -> None:
    first, desk = both
    with pytest.raises(OtherCardThere):
        enrolled(first, forged(desk), replaces="0000-0000-0000-0000")


def test_a_new_card_takes_the_place_of_the_old_by_its_fingerprint_and_new_words(tmp_path: Path) -> None:
    first, desk = enrolled_at(tmp_path)
    true, new = enrol.make_card(desk).card, forged(desk)
    with pytest.raises(WordsDiffer):
        enrolled(first, new, replaces=fingerprint(true), words="one two three four five six")
    enrolled(first, new, replaces=fingerprint(true))
    assert [one.card.vault for one in first.vault.all(Peer) if not one.revoked_at] == [FORGER.vault]
    assert {card.id for card in first.roster.vaults} == {first.vault.id, FORGER.vault}
    assert [seat.roles for seat in first.roster.seats if seat.vault == FORGER.vault] == [(Role.HQ_DESK,)]
    assert first.law.rosters is not None
    assert true.seats[0].seat in first.law.rosters.revoked
