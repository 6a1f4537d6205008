"""One office enrolled apart under two roots: it counts for nothing, is told, and people say which keys are theirs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from fieldcase.exchange.cards import ReadCard, card_seat, read_card, six_words, write_card
from fieldcase.model.kinds.office import Peer
from fieldcase.model.roles import Role
from fieldcase.office.due import what_needs_me
from fieldcase.office.exchange import enrol
from fieldcase.office.exchange.cards import enrolled_apart
from fieldcase.office.exchange.enrol import OtherCardThere, fingerprint
from fieldcase.office.rosters.removing import plan_removal, propose_removal
from fieldcase.office.rosters.signing import sign_roster, what_waits
from fieldcase.office.session import Session
from tests.laptops import Clock, a_colleague, an_office, carry, opened
from tests.offices import enrol_both, headquarters
from tests.parcels import Person

pytestmark = pytest.mark.security
FORGER = Person("Forger")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laptops 03 (officer, custodian), 07 (reviewer, head) and 11; headquarters enrolled by 03; the founding over."""
    folder, clock = tmp_path_factory.mktemp("apart"), Clock()
    first, desk = an_office(folder, clock), headquarters(folder, clock)
    enrol_both(first, desk)
    second = a_colleague(folder, first, clock)
    third = a_colleague(folder, first, clock, (Role.CASE_OFFICER,), device="11", name="Mira Sol")
    assert enrol.end_founding(first)
    carry(first, second)
    (folder / "desk.card").write_text(enrol.make_card(desk).document.text)
    for session in (first, second, third, desk):
        session.close()
    return folder


@pytest.fixture
def laptops(tmp_path: Path, template: Path) -> Iterator[tuple[Session, Session]]:
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    clock = Clock()
    clock.days(1)
    first, second = opened(tmp_path, "03", clock), opened(tmp_path, "07", clock)
    yield first, second
    second.close()
    first.close()


def true_card(session: Session, folder: Path) -> ReadCard:
    return read_card((folder / "desk.card").read_text(), training=session.training)


def another_card(true: ReadCard) -> ReadCard:
    return write_card(
        msgspec.structs.replace(
            true.card,
            vault=FORGER.vault,
            root=Person("Other root").seat,
            recipients=FORGER.recipients,
            seats=(card_seat(FORGER.seat, "Desk"),),
        ),
        FORGER.sign,
    )


def enrolled(session: Session, card: ReadCard, replaces: str = "") -> Peer:
    mine = enrol.make_card(session)
    words = " ".join(six_words(mine, card))
    text = card.document.text
    how = enrol.COMPARED_BY_SCRIPT
    return enrol.enrol_peer(session, text, mine, words, role="headquarters", compared=how, replaces=replaces)


def apart(first: Session, second: Session, other: ReadCard) -> None:
    """07 enrolled other keys for the same office before it heard of what 03 did."""
    with second.vault.writing() as writing:
        writing.save(enrol._peer(other, "headquarters", "by voice"))
        writing.commit()
    second.forget()
    carry(first, second)


def kinds(session: Session) -> list[str]:
    return [one.kind for one in what_needs_me(session)]


def test_it_is_told_by_its_fingerprints_to_those_who_may_decide(
    laptops: tuple[Session, Session], tmp_path: Path
) -> None:
    first, second = laptops
    true = true_card(first, tmp_path)
    other = another_card(true)
    assert enrolled_apart(first) == ()
    assert "decide_peer" not in kinds(first)
    apart(first, second, other)
    for session in laptops:
        (told,) = enrolled_apart(session)
        assert (told.office, told.keys) == ("XHQ", tuple(sorted((fingerprint(true.card), fingerprint(other.card)))))
        (item,) = [one for one in what_needs_me(session) if one.kind == "decide_peer"]
        assert fingerprint(other.card) in item.sentence


def test_the_true_card_stays_once_words_were_compared_again_and_the_other_goes(
    laptops: tuple[Session, Session], tmp_path: Path
) -> None:
    first, second = laptops
    true = true_card(first, tmp_path)
    other = another_card(true)
    before = first.roster
    apart(first, second, other)
    assert not [card for card in first.known.cards if card.office == "XHQ"]
    with pytest.raises(OtherCardThere):
        enrolled(first, true)
    kept = enrolled(first, true, replaces=fingerprint(other.card))
    assert kept.card.vault == true.card.vault
    assert [one.card.vault for one in first.vault.all(Peer) if not one.revoked_at] == [true.card.vault]
    assert enrolled_apart(first) == ()
    assert [card.office for card in first.known.cards] == ["XHQ"]
    assert first.roster == before, "the vault stood in the roster all the while"
    assert what_waits(second) == ()


def test_a_removal_that_waits_for_a_signature_is_told_to_who_may_sign_until_it_is_signed(
    laptops: tuple[Session, Session],
) -> None:
    first, second = laptops
    propose_removal(first, "XKAL-11", plan_removal(first, "XKAL-11").code)
    carry(first, second)
    (item,) = [one for one in what_needs_me(second) if one.kind == "sign_roster"]
    assert item.sentence == (
        "Mira Sol (XKAL-11) is to be taken out: your signature is lacking, and until then packages of this seat wait."
    )
    assert "sign_roster" not in kinds(first), "who proposed it signs no second time"
    (waits,) = what_waits(second)
    sign_roster(second, waits.code)
    assert "sign_roster" not in kinds(second)
