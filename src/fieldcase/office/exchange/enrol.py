"""Take another vault in: a colleague's laptop that asked to join, or the vault of headquarters or another office.

Cards travel by any way; trust comes from six words compared by voice. While the office is being founded the root key
signs rosters; afterwards head and custodian sign together: one proposes, the other adds the second signature.
"""

from __future__ import annotations

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
from fieldcase.exchange.roster import SignedRoster
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
    if any(card.device == device and card.office == session.office for card in session.roster.vaults):
        raise DeviceTaken(device=device)
    signed = _with_vault(session, read.card, office=session.office, device=device, roles=roles)
    keep_roster(session, signed)
    return _answer(session, read, mine, device, roles)


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


def enrol_peer(session: Session, card: str, mine: ReadCard, words: str, *, role: str, compared: str) -> Peer:
    """Enrol the vault of headquarters, or of another office: know its seats, and let headquarters into our rooms.

    `role` is `headquarters`, `colleague` or `liaison`; `compared` says how the words were compared. Raises
    `WordsDiffer`.
    """
    read = read_card(card, training=session.training)
    require_same_words(words, six_words(mine, read))
    if read.card.asks_to_join:
        raise NoOfficeOnCard
    seat = read.card.seats[0]
    record = Peer(
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
    with session.vault.writing() as writing:
        found = writing.save(record)
        writing.commit()
    if role == "headquarters" and session.office != read.card.office:
        signed = _with_vault(
            session, read.card, office=read.card.office, device=read.card.device, roles=(Role.HQ_DESK,)
        )
        keep_roster(session, signed)
    session.forget()
    return session.vault.get(Peer, found)


def end_founding(session: Session) -> bool:
    """Wipe the root key once head and custodian stand on two vaults; returns whether it was wiped now."""
    rosters = session.law.rosters
    if session.vault.keys.root is None or rosters is None or not rosters.founded:
        return False
    session.vault.reseal(session.vault.keys.without_root())
    session.forget()
    return True


def _with_vault(session: Session, card: Card, *, office: str, device: str, roles: tuple[Role, ...]) -> SignedRoster:
    """The next roster: the one in force, with the card's vault and its seats."""
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
    met = met_so_far(rosters) | {card.vault: (session.vault.seat,)}
    met[session.vault.id] = tuple(dict.fromkeys((*met.get(session.vault.id, ()), *(one.key for one in seats))))
    document = next_roster(
        session, seats=(*rosters.roster.seats, *seats), vaults=(*rosters.roster.vaults, row), met=met
    )
    return signed_first(session, document)
