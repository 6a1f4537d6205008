"""Take another vault in: a colleague's laptop that asked to join, or the vault of headquarters or another office.

Cards travel by any way; trust comes from six words compared by voice. While the office is being founded the root key
signs rosters; afterwards head and custodian sign together: one proposes, the other adds the second signature.
"""

from __future__ import annotations

import hashlib

from fieldcase.exchange.cards import (
    Answer,
    Card,
    ReadCard,
    card_seat,
    read_card,
    require_same_words,
    six_words,
    vault_row,
    write_answer,
    write_card,
)
from fieldcase.exchange.roster import RosterDocument, SignedRoster
from fieldcase.model.declare import Room
from fieldcase.model.kinds.office import Card as PeerCard
from fieldcase.model.kinds.office import Peer
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action, Role, Seat
from fieldcase.model.words import N_
from fieldcase.office.founding.found import DEVICE, BadDeviceCode, require_roles, sendable
from fieldcase.office.law import ROOT
from fieldcase.office.rosters.making import (
    in_force,
    keep_roster,
    met_so_far,
    next_roster,
    signed_first,
    written_rosters,
)
from fieldcase.office.session import Session

COMPARED_BY_VOICE = "by voice"
COMPARED_BY_SCRIPT = "by script"


class DeviceTaken(Refusal):
    """Two laptops would give the same numbers."""

    code = "FC-420"
    message = N_("The code {device} belongs to another laptop of this office.")
    remedy = N_("Choose a code that was never used.")


class NotARequest(Refusal):
    """A card of a vault that belongs to an office cannot join this one."""

    code = "FC-421"
    message = N_("This card asks for nothing: its vault belongs to an office already.")
    remedy = N_("Enrol it as a peer, or let the laptop make a request to join.")


class NoOfficeOnCard(Refusal):
    """A request to join cannot be enrolled as a peer."""

    code = "FC-422"
    message = N_("The vault of this card belongs to no office yet.")
    remedy = N_("Let it join an office first, then exchange cards again.")


class OtherCardThere(Refusal):
    """Another card says something else of the same office, laptop, vault or seat: one of the two is not theirs."""

    code = "FC-446"
    message = N_(
        "“{office}” is enrolled here with other keys ({there}); this card brings {brought}. Nobody was enrolled."
    )
    remedy = N_(
        "Somebody may pose as them. Ask {office} by voice, on a number that you know, whether their keys changed. If"
        " so, compare the six words again and enrol the card in place of the other: --replaces {there}."
    )


class EnrolledAlready(Refusal):
    """The same keys were enrolled before."""

    code = "FC-447"
    message = N_("This vault of “{office}” is enrolled already ({there}).")
    remedy = N_("Nothing is to be done, and nothing was changed.")


class OurOwnCode(Refusal):
    """A card says that it is of this office and brings another root key."""

    code = "FC-448"
    message = N_(
        "This card says that it is of “{office}”, this office, with other keys than ours. Nobody was enrolled."
    )
    remedy = N_("Somebody may pose as this office: tell the head of presence. Another office needs a code of its own.")


class NotSignedYet(Refusal):
    """The roster with this laptop does not count yet, so its answer would be refused there."""

    code = "FC-425"
    message = N_("This laptop is not in the office's roster yet: a second signature is lacking.")
    remedy = N_("Let the other of head and custodian sign the roster, receive it, and answer then.")


def make_card(session: Session) -> ReadCard:
    """This vault's card, to be given to another vault."""
    vault = session.vault
    rosters = session.law.rosters
    card = Card(
        vault=vault.id,
        office=session.office,
        device=vault.device,
        training=vault.training,
        made=session.now(),
        root=vault.own.get(ROOT) or None,
        recipients=sendable(vault.keys.recipients()),
        seats=(card_seat(vault.seat, session.seat.name, session.seat.roles if rosters else ()),),
    )
    return write_card(card, vault.sign)


def words_with(session: Session, mine: ReadCard, theirs: str) -> tuple[str, ...]:
    """The six words of this vault's card and another one's, for both sides to read out."""
    return six_words(mine, read_card(theirs, training=session.training))


def enrol_colleague(
    session: Session, request: str, mine: ReadCard, words: str, *, device: str, roles: tuple[Role, ...]
) -> bytes:
    """Take a laptop that asked to join into the roster; returns the answer for it (`.fcjoin`, sealed).

    While the office is founded the answer counts at once; later it counts when the other of head and custodian signed
    too. Raises `WordsDiffer`, `DeviceTaken`, `NotARequest`, `NotYourRole`.
    """
    session.require(Action.CHANGE_ROSTER) if session.law.rosters and session.law.rosters.founded else None
    read = read_card(request, training=session.training)
    require_same_words(words, six_words(mine, read))
    require_roles(roles)
    if not read.card.asks_to_join:
        raise NotARequest
    if not DEVICE.fullmatch(device):
        raise BadDeviceCode(given=device)
    if device in _codes_ever(session):
        raise DeviceTaken(device=device)
    signed = _with_vault(session, read.card, office=session.office, device=device, roles=roles)
    keep_roster(session, signed)
    return _answer(session, read, mine, device, roles)


def _codes_ever(session: Session) -> frozenset[str]:
    """The codes of all laptops that the office ever had: numbers of one taken out are out in the world (G1)."""
    rosters = session.law.rosters
    every = (session.roster, *(one.roster for one in rosters.counting.values())) if rosters else (session.roster,)
    return frozenset(card.device for one in every for card in one.vaults if card.office == session.office)


def answer_again(session: Session, request: str, mine: ReadCard) -> bytes:
    """The answer to a request whose laptop stands in the roster in force: once the second signature came, or when the
    first answer was lost. Raises `NotSignedYet`.
    """
    read = read_card(request, training=session.training)
    row = session.roster.vault(read.card.vault)
    seat = session.roster.seat(read.card.seats[0].seat)
    if row is None or seat is None:
        raise NotSignedYet
    return _answer(session, read, mine, row.device, seat.roles)


def _answer(session: Session, read: ReadCard, mine: ReadCard, device: str, roles: tuple[Role, ...]) -> bytes:
    answer = Answer(
        request=read.hash,
        office=session.office,
        device=device,
        roles=roles,
        training=session.training,
        made=session.now(),
        card=mine.document.text,
        rosters=tuple(written_rosters(session)),
    )
    return write_answer(answer, read.card, session.vault.sign)


def enrol_peer(
    session: Session, card: str, mine: ReadCard, words: str, *, role: str, compared: str, replaces: str = ""
) -> Peer:
    """Enrol the vault of headquarters, or of another office: know its seats, and let headquarters into our rooms.

    `role` is `headquarters`, `colleague` or `liaison`; `compared` says how the words were compared. `replaces` takes
    another card of that office or vault out in the same step: the fingerprint under which `OtherCardThere` told it.
    Where both were enrolled apart, the card given stays as it was enrolled.
    Raises `WordsDiffer`, `OtherCardThere`, `EnrolledAlready`, `NotYourRole`.
    """
    session.require(Action.CHANGE_ROSTER) if session.law.rosters and session.law.rosters.founded else None
    read = read_card(card, training=session.training)
    require_same_words(words, six_words(mine, read))
    if read.card.asks_to_join:
        raise NoOfficeOnCard
    there, against = _there(session, read.card), _against(session, read.card)
    if there and not against:
        raise EnrolledAlready(office=read.card.office, there=fingerprint(read.card))
    if {fingerprint(one) for one in against.values()} - {replaces.strip().lower()}:
        raise OtherCardThere(
            office=read.card.office,
            there=", ".join(sorted({fingerprint(one) for one in against.values()})),
            brought=fingerprint(read.card),
        )
    with session.vault.writing() as writing:
        for old in against:
            writing.set("peer", old, {"revoked_at": session.now()})
        found = there or writing.save(_peer(read, role, compared))
        writing.commit()
    session.forget()
    if role == "headquarters" and session.office != read.card.office:
        gone = frozenset(one.vault for one in against.values())
        if not there or read.card.vault in gone or session.roster.vault(read.card.vault) is None:
            keep_roster(session, _with_headquarters(session, read.card, gone))
        elif any(session.roster.vault(one) for one in gone):
            keep_roster(session, signed_first(session, _without(session, gone)))
    session.forget()
    return session.vault.get(Peer, found)


def fingerprint(card: Card) -> str:
    """By what two cards of one office are told apart aloud: 16 hex digits over its root and the keys of its vault."""
    said = [card.root or "", card.vault, *(one.seat for one in card.seats), *sorted(card.recipients.values())]
    digits = hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]
    return "-".join(digits[at : at + 4] for at in range(0, 16, 4))


def _peer(read: ReadCard, role: str, compared: str) -> Peer:
    seat = read.card.seats[0]
    return Peer(
        card=PeerCard(
            office=read.card.office,
            device=read.card.device,
            name=seat.name,
            vault=read.card.vault,
            seat=seat.seat,
            recipients=read.card.recipients,
            training=read.card.training,
            card=read.document.text,
        ),
        role=role,
        compared=compared,
    )


def enrolled_cards(session: Session) -> dict[str, Card]:
    """The cards that this office enrolled and did not take out, by their record."""
    found: dict[str, Card] = {}
    for peer in session.vault.within(f"{session.office}/{Room.OFFICE}", Peer):
        if peer.compared and not peer.revoked_at:
            try:
                found[peer.id] = read_card(peer.card.card, training=session.training).card
            except Refusal:
                continue  # it counts for nothing where it is read (`exchange.peers`)
    return found


def _there(session: Session, card: Card) -> str:
    """The record under which this very card is enrolled; empty where it is not."""
    return next((peer for peer, there in enrolled_cards(session).items() if _same(there, card)), "")


def _same(there: Card, card: Card) -> bool:
    return (fingerprint(there), there.office, there.device) == (fingerprint(card), card.office, card.device)


def _against(session: Session, card: Card) -> dict[str, Card]:
    """The enrolled cards, by their record, that cannot be true beside this one. Raises `OurOwnCode`."""
    if card.office == session.office and card.root != session.vault.own.get(ROOT):
        raise OurOwnCode(office=card.office)
    cards = enrolled_cards(session).items()
    return {peer: there for peer, there in cards if not _same(there, card) and _apart(there, card)}


def _apart(there: Card, card: Card) -> bool:
    """Whether two cards say different things of one office, laptop, vault or seat."""
    same_office = there.office == card.office
    same_seats = {one.seat for one in there.seats} & {one.seat for one in card.seats}
    return bool(
        (same_office and (there.root != card.root or there.device == card.device))
        or there.vault == card.vault
        or same_seats
    )


def end_founding(session: Session) -> bool:
    """Wipe the root key once head and custodian stand on two vaults; returns whether it was wiped now."""
    rosters = session.law.rosters
    if session.vault.keys.root is None or rosters is None or not rosters.founded:
        return False
    session.vault.reseal(session.vault.keys.without_root())
    session.forget()
    return True


def _with_vault(
    session: Session,
    card: Card,
    *,
    office: str,
    device: str,
    roles: tuple[Role, ...],
    gone: frozenset[str] = frozenset(),
) -> SignedRoster:
    """The next roster: the one in force, with the card's vault and its seats, without the vaults that are `gone`."""
    rosters = in_force(session)
    row = vault_row(card, office=office, device=device, roles=roles)
    seats = tuple(
        Seat(
            id=seat_record(bytes.fromhex(one.seat)).hex(),
            key=one.seat,
            name=one.name,
            roles=roles,
            vault=card.vault,
            person=session.vault.surroundings.chance(16).hex(),
        )
        for one in card.seats
    )
    # Both sides read out the same six words: each met the other.
    met = {vault: said for vault, said in met_so_far(rosters).items() if vault not in gone}
    met[card.vault] = (session.vault.seat,)
    met[session.vault.id] = tuple(dict.fromkeys((*met.get(session.vault.id, ()), *(one.key for one in seats))))
    stay = tuple(one for one in rosters.roster.seats if one.vault not in gone)
    document = next_roster(
        session,
        seats=(*stay, *seats),
        vaults=(*(one for one in rosters.roster.vaults if one.id not in gone), row),
        met=met,
        revoked=set(one.key for one in rosters.roster.seats if one.vault in gone) - {one.seat for one in card.seats},
    )
    return signed_first(session, document)


def _with_headquarters(session: Session, card: Card, gone: frozenset[str]) -> SignedRoster:
    return _with_vault(session, card, office=card.office, device=card.device, roles=(Role.HQ_DESK,), gone=gone)


def _without(session: Session, gone: frozenset[str]) -> RosterDocument:
    rosters = in_force(session)
    return next_roster(
        session,
        seats=tuple(one for one in rosters.roster.seats if one.vault not in gone),
        vaults=tuple(one for one in rosters.roster.vaults if one.id not in gone),
        met={vault: said for vault, said in met_so_far(rosters).items() if vault not in gone},
        revoked=tuple(one.key for one in rosters.roster.seats if one.vault in gone),
    )
