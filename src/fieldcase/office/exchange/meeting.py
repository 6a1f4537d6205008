"""Meeting another laptop: what its card or request says, the six words for both sides, and its answer.

Nothing is taken from a card before the six words were compared (`enrol`).
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from fieldcase.exchange.cards import read_card, six_words
from fieldcase.model.roles import Delegate, Role
from fieldcase.office.exchange.cards import own_card
from fieldcase.office.exchange.enrol import answer_again, end_founding, enrol_colleague
from fieldcase.office.given import require_new, write_given
from fieldcase.office.rosters.changes import laptop
from fieldcase.office.session import Session


class CardSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says of itself, which nobody has compared yet. `asks`: it asks to join this office; `taken_in`: its
    laptop stands in the roster in force, so that its answer may be written again.
    """

    text: str
    office: str
    device: str
    name: str
    roles: tuple[Role, ...]
    words: tuple[str, ...]
    asks: bool
    taken_in: bool


class TakenIn(msgspec.Struct, frozen=True, kw_only=True):
    """`counts`: the answer holds now, else once the second signature came; `founding_over`: the root key was wiped."""

    counts: bool
    founding_over: bool


class SeatLine(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who works here. `called` is how commands call the seat: office and laptop, `XKAL-11`."""

    name: str
    roles: tuple[Role, ...]
    called: str
    office: str
    own: bool
    delegate: Delegate | None = None
    """For which days, and by which document, it signs for the head of presence."""


def look_at_card(session: Session, data: bytes) -> CardSeen:
    """What a card or request says, and the six words of both cards. Raises what reading a card raises."""
    read = read_card(data.decode("utf-8", "replace"), training=session.training)
    card, seat = read.card, read.card.seats[0]
    return CardSeen(
        text=read.document.text,
        office=card.office,
        device=card.device,
        name=seat.name,
        roles=tuple(seat.roles),
        words=six_words(own_card(session), read),
        asks=card.asks_to_join,
        taken_in=session.roster.vault(card.vault) is not None,
    )


def take_in(
    session: Session, request: str, words: str, *, device: str, roles: tuple[Role, ...], answer: Path
) -> TakenIn:
    """Take a laptop that asked to join into the roster, and write the answer for it into a new file.

    Raises what `enrol_colleague` raises, `OutExists`, `NoSuchFolder` (nobody was taken in then).
    """
    require_new(answer)
    sealed = enrol_colleague(session, request, own_card(session), words, device=device, roles=roles)
    write_given(answer, sealed)
    ended = end_founding(session)
    counts = any(one.device == device and one.office == session.office for one in session.roster.vaults)
    return TakenIn(counts=counts, founding_over=ended)


def write_answer_again(session: Session, request: str, answer: Path) -> None:
    """Write the answer once more: the second signature came, or it was lost. Raises `NotSignedYet`, `OutExists`."""
    require_new(answer)
    write_given(answer, answer_again(session, request, own_card(session)))


def free_device(session: Session) -> str:
    """The lowest code of two digits that no laptop in the roster has; a proposal, `enrol_colleague` judges it."""
    taken = {card.device for card in session.roster.vaults if card.office == session.office} | {session.vault.device}
    return next((code for number in range(1, 100) if (code := f"{number:02}") not in taken), "")


def seats(session: Session) -> tuple[SeatLine, ...]:
    """Who works in this office and at headquarters, as the roster in force says; this seat first."""
    lines = []
    for seat in session.roster.seats:
        card = session.roster.vault(seat.vault)
        lines.append(
            SeatLine(
                name=seat.name,
                roles=seat.roles,
                called=laptop(card) if card is not None else seat.key[:8],
                office=card.office if card is not None else session.office,
                own=seat.key == session.vault.seat,
                delegate=seat.delegate,
            )
        )
    return tuple(sorted(lines, key=lambda one: (not one.own, one.office != session.office, one.called)))
