"""Join an office: this laptop asks, the office answers, and then it has a code, roles and the office's rosters.

No case number is given before the answer. Trust comes from six words compared by voice, on both sides.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from fieldcase.exchange.cards import Card, ReadCard, card_seat, read_answer, require_same_words, six_words, write_card
from fieldcase.exchange.package.opening import unsealer
from fieldcase.exchange.signed import require_shown_as_it_is
from fieldcase.model.declare import Room
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role, may_hold
from fieldcase.model.words import N_
from fieldcase.office.founding.found import require_roles, sendable
from fieldcase.office.law import Law, bring
from fieldcase.office.opening import now, session_on, surroundings
from fieldcase.office.session import Clock, Session
from fieldcase.vault.files import CLOSED_ROOMS
from fieldcase.vault.founding import create
from fieldcase.vault.keys.slots import Cost, Progress

REQUEST = "request"


class JoinedAlready(Refusal):
    """The vault belongs to an office."""

    code = "FC-406"
    message = N_("This vault belongs to an office already.")
    remedy = N_("Make a new vault in another folder to join another office.")


class NoRequest(Refusal):
    """An answer came to a vault that asked nothing."""

    code = "FC-407"
    message = N_("This vault has not asked to join an office.")
    remedy = N_("Make a request first: fieldcase init --join.")


def ask_to_join(
    folder: Path,
    passphrase: str,
    *,
    name: str,
    roles: tuple[Role, ...],
    training: bool = False,
    clock: Clock = now,
    outside: Path | None = None,
    cost: Cost | None = None,
    progress: Progress | None = None,
    language: str = "",
) -> tuple[Session, ReadCard]:
    """Make a vault that belongs to no office yet, and its request (a card with the roles wished for)."""
    require_roles(roles)
    require_shown_as_it_is(name)
    law = Law()
    vault = create(
        folder,
        passphrase,
        surroundings(clock, outside),
        law,
        compartments=list(Room),
        training=training,
        cost=cost,
        progress=progress,
    )
    try:
        session = session_on(vault, law, clock, language)
        return session, _request(session, name, roles)
    except BaseException:
        vault.give_up()
        raise


def _request(session: Session, name: str, roles: tuple[Role, ...]) -> ReadCard:
    vault = session.vault
    card = Card(
        vault=vault.id,
        office="",
        device="",
        training=vault.training,
        made=session.now(),
        recipients=sendable(vault.keys.recipients()),
        seats=(card_seat(vault.seat, name, roles),),
    )
    request = write_card(card, vault.sign)
    vault.own.keep(REQUEST, request.document.text)
    return request


def request_of(session: Session) -> ReadCard:
    """The request that this vault made. Raises `NoRequest`."""
    from fieldcase.exchange.cards import read_card

    text = session.vault.own.get(REQUEST)
    if not text:
        raise NoRequest
    return read_card(text, training=session.training)


def words_for_answer(session: Session, sealed: bytes) -> tuple[str, ...]:
    """The six words to compare with the office by voice, from its answer and this vault's request."""
    request = request_of(session)
    _answer, office = read_answer(sealed, unsealer(*session.vault.keys.identities[Room.OFFICE]), request)
    return six_words(request, office)


def accept_answer(session: Session, sealed: bytes, words: str) -> None:
    """Take on what the office answered, once the six words are the same on both sides.

    The vault gets its code and roles; compartments that the roles do not open are closed for good. Raises
    `WordsDiffer`, `AnswerUnreadable`, `JoinedAlready`.
    """
    if session.office:
        raise JoinedAlready
    request = request_of(session)
    answer, office = read_answer(sealed, unsealer(*session.vault.keys.identities[Room.OFFICE]), request)
    require_same_words(words, six_words(request, office))
    vault = session.vault
    closed = {room.value for room in CLOSED_ROOMS if not may_hold(answer.roles, room)}
    keys = msgspec.structs.replace(
        vault.keys,
        device=answer.device,
        identities={name: held for name, held in vault.keys.identities.items() if name not in closed},
        databases={name: key for name, key in vault.keys.databases.items() if name not in closed},
    )
    vault.reseal(keys)  # first: a laptop that dies before the next line asks again and gets the same
    bring(vault, answer.rosters, office.card.root or "", answer.office)
    session.forget()


def withdraw_request(session: Session) -> None:
    """Take a vault away that asked to join and was not answered: what the asking laid down, and nothing else.

    Raises `JoinedAlready`, and `FolderHoldsMore` where anything else lies in its folder; then nothing is removed.
    """
    if session.office:
        raise JoinedAlready
    session.vault.give_up(alone=True)
