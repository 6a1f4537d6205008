"""This vault's own card: the same bytes until something on it changes, so that both sides find the same six words.

A training vault also tells its secret age keys, for exercises with `age` alone; a real one never does.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from fieldcase.exchange.cards import ReadCard, read_card
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.exchange.routes.route import Route
from fieldcase.model.declare import Room
from fieldcase.model.kinds.office import Peer
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.office.exchange.enrol import enrolled_cards, fingerprint, make_card
from fieldcase.office.exchange.send import peer_name, peers
from fieldcase.office.founding.join import request_of
from fieldcase.office.session import Session

CARD = "card"


class SecretsStay(Refusal):
    """Only a training vault shows its secret keys."""

    code = "FC-444"
    message = N_("The secret keys of a vault never leave it.")
    remedy = N_("Use a training vault to try packages with other tools.")


class PeerLine(msgspec.Struct, frozen=True, kw_only=True):
    """A vault that takes part: office and laptop, its seat's name as on its card, how words were compared."""

    name: str
    vault: str
    office: str
    device: str
    role: str = ""
    compared: str = ""


def own_card(session: Session) -> ReadCard:
    """The card to give away: the request to join where the vault belongs to no office yet."""
    if not session.office:
        return request_of(session)
    kept = session.vault.own.get(CARD)
    fresh = make_card(session)
    if kept:
        read = read_card(kept, training=session.training)
        if msgspec.structs.replace(read.card, made=fresh.card.made) == fresh.card:
            return read
    session.vault.own.keep(CARD, fresh.document.text)
    return fresh


def secret_keys(session: Session) -> dict[str, str]:
    """The secret age key of each compartment of a training vault. Raises `SecretsStay`."""
    if not session.training:
        raise SecretsStay
    return {room: held[0] for room, held in session.vault.keys.identities.items() if held}


class Apart(msgspec.Struct, frozen=True, kw_only=True):
    """An office that was enrolled under different root keys, on two laptops that knew nothing of each other, and the
    fingerprints of those cards. Until people say which are theirs, none counts.
    """

    office: str
    keys: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """What is wrong, and the way out."""
        return _(
            "“{office}” is enrolled with different keys ({keys}): nothing of it counts here. Ask them by voice which"
            " are theirs, and enrol that card again in place of the other (peer enrol --replaces)."
        ).format(office=self.office, keys=", ".join(self.keys))


def enrolled_apart(session: Session) -> tuple[Apart, ...]:
    """The offices of which this office enrolled cards with different root keys."""
    roots: dict[str, dict[str, set[str]]] = {}
    for card in enrolled_cards(session).values() if session.office else ():
        roots.setdefault(card.office, {}).setdefault(card.root or "", set()).add(fingerprint(card))
    return tuple(
        Apart(office=office, keys=tuple(sorted(set().union(*said.values()))))
        for office, said in sorted(roots.items())
        if len(said) > 1
    )


def known_peers(session: Session) -> tuple[PeerLine, ...]:
    """Every vault that takes part in an office known here, with the card by which this office enrolled it."""
    own = session.vault.within(f"{session.office}/{Room.OFFICE}", Peer) if session.office else ()
    enrolled = {one.card.vault: one for one in own}
    lines = []
    for card in peers(session):
        peer = enrolled.get(card.id)
        lines.append(
            PeerLine(
                name=peer_name(card),
                vault=card.id,
                office=card.office,
                device=card.device,
                role=peer.role if peer else "colleague",
                compared=peer.compared if peer else "",
            )
        )
    return tuple(lines)


def folder_route(session: Session, folder: Path) -> FolderRoute:
    """A folder or memory stick as the way that packages take."""
    return FolderRoute(folder, chance=session.vault.surroundings.chance)


KINDS_OF_ROUTES: dict[str, Callable[[Session, str], Route]] = {
    "folder": lambda session, place: folder_route(session, Path(place)),
    "stick": lambda session, place: folder_route(session, Path(place)),
}
"""What opens a route of each kind at its place. A further kind is one more line."""


def route_of(session: Session, kind: str, place: str) -> Route:
    """The route of a kind (`KINDS_OF_ROUTES`) at a place, which is a path for folders and sticks."""
    return KINDS_OF_ROUTES[kind](session, place)
