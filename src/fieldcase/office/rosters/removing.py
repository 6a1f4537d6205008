"""Take a seat out: a laptop was lost, or a colleague leaves. One of head and custodian proposes, the other signs.

A roster without the seat and, in every room, a revocation at the last entry held of it. Once both signed: nothing is
sealed to its vault any more, its packages are put aside, what it writes later counts nowhere, what it wrote before
stays. Keys are not renewed by this (docs/security.md): what lies on that laptop stays readable to whoever opens it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec

from fieldcase.exchange.peers import roster_record
from fieldcase.exchange.roster import RosterDocument, second_persons, two_persons
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action, Role, Seat
from fieldcase.model.words import N_
from fieldcase.office.rosters.changes import called, laptop
from fieldcase.office.rosters.making import in_force, met_so_far, next_roster, signed_first
from fieldcase.office.rosters.rooms import rooms_to_cut
from fieldcase.office.rosters.signing import CODE_LENGTH, close_cards
from fieldcase.office.session import Session
from fieldcase.vault.revoking import entries_of


class NoSuchSeat(Refusal):
    """Nobody of that name takes part, or several do."""

    code = "FC-427"
    message = N_("“{given}” is not one seat of this office.")
    remedy = N_("Name one of: {known}.")


class OwnSeat(Refusal):
    """Whoever leaves is taken out by those who stay."""

    code = "FC-428"
    message = N_("This is your own seat: what you send would wait for its own revocation.")
    remedy = N_("Let the other of head and custodian propose it.")


class NobodyCouldSign(Refusal):
    """Without the seat no two are left who could ever sign a roster, nor this one."""

    code = "FC-429"
    message = N_("Without this seat there are no head and custodian left on two laptops that compared the six words.")
    remedy = N_(
        "Take another head or custodian in first. Where one of the two is lost, the recovery sheets are needed."
    )


class NotThatRemoval(Refusal):
    """The code is not that of what was shown, or something changed meanwhile."""

    code = "FC-413"
    message = N_("“{given}” is not the code of what taking this seat out would do now. Nothing was changed.")
    remedy = N_("Look at it again: fieldcase peer revoke, without a code.")


class RoomShare(msgspec.Struct, frozen=True, kw_only=True):
    """How many entries of the seat are held in a room: they stay."""

    room: str
    entries: int


class Removal(msgspec.Struct, frozen=True, kw_only=True):
    """What taking a seat out would do. `code` stands for it: give it back to propose it.

    `opens`: compartments whose key lies on its laptop and is not renewed; `last_on_vault`: the laptop gets nothing
    more; `alone`: laptops that nobody who stays has compared the six words with, so that their seats review nothing;
    `at_once`: the root key signs it, so that it counts without a second signature.
    """

    code: str
    seat: str
    who: str
    roles: tuple[Role, ...]
    laptop: str
    last_on_vault: bool
    opens: tuple[str, ...]
    entries: tuple[RoomShare, ...]
    alone: tuple[str, ...]
    at_once: bool


def plan_removal(session: Session, called_so: str) -> Removal:
    """What taking out the seat called so would do (office and laptop `XKAL-11`, the laptop's code, or the beginning of
    the seat's key). Raises `NotYourRole`, `NoSuchSeat`, `OwnSeat`, `NobodyCouldSign`.
    """
    session.require(Action.CHANGE_ROSTER)
    seat = seat_called(session, called_so)
    document = _without(session, seat)
    rosters, roster = in_force(session), in_force(session).roster
    stay = second_persons(document.roster, document.revoked, (document.met,))
    if session.vault.keys.root is None and not two_persons(document.roster, stay):
        raise NobodyCouldSign
    card = roster.vault(seat.vault)
    assert card is not None
    held = tuple(
        RoomShare(room=room.name, entries=count)
        for room in rooms_to_cut(session)
        if (count := entries_of(room, seat.key))
    )
    stamp = [seat.key, *rosters.heads, *(f"{one.room} {one.entries}" for one in held)]
    return Removal(
        code=hashlib.sha256("\n".join(stamp).encode()).hexdigest()[:CODE_LENGTH],
        seat=seat.key,
        who=called(seat, roster.vaults),
        roles=seat.roles,
        laptop=laptop(card),
        last_on_vault=document.roster.vault(seat.vault) is None,
        opens=tuple(sorted(card.recipients)),
        entries=held,
        alone=_alone(document, rosters.second - stay - {seat.key}),
        at_once=session.vault.keys.root is not None,
    )


def propose_removal(session: Session, called_so: str, code: str) -> Removal:
    """Propose what was shown under `code`: the roster without the seat and a revocation in every room, in one
    transaction. Raises `NotThatRemoval`, and what `plan_removal` raises.
    """
    plan = plan_removal(session, called_so)
    if plan.code != code.strip().lower():
        raise NotThatRemoval(given=code)
    seat = in_force(session).roster.seat(plan.seat)
    assert seat is not None
    signed = signed_first(session, _without(session, seat))
    with session.vault.writing() as writing:
        writing.save(roster_record(signed, session.office))
        for room in rooms_to_cut(session):
            writing.revoke(room.name, seat.key)
        writing.commit()
    session.forget()
    close_cards(session)
    return plan


def _without(session: Session, gone: Seat) -> RosterDocument:
    rosters = in_force(session)
    seats = tuple(seat for seat in rosters.roster.seats if seat.key != gone.key)
    homes = {seat.vault for seat in seats}
    met = {vault: said for vault, said in met_so_far(rosters).items() if vault in homes}
    vaults = tuple(card for card in rosters.roster.vaults if card.id in homes)
    return next_roster(session, seats=seats, vaults=vaults, met=met, revoked=(gone.key,))


def _alone(document: RosterDocument, keys: Iterable[str]) -> tuple[str, ...]:
    vaults = {seat.vault for key in keys if (seat := document.roster.seat(key))}
    return tuple(sorted(laptop(card) for card in document.roster.vaults if card.id in vaults))


def seat_called(session: Session, said: str, *, also_own: bool = False) -> Seat:
    """The seat called so (see `plan_removal`); this seat itself where `also_own`. Raises `NoSuchSeat`, `OwnSeat`."""
    roster = in_force(session).roster
    names = {card.id: laptop(card) for card in roster.vaults}
    own = {card.id: card.device for card in roster.vaults if card.office == session.office}
    found = [
        seat
        for seat in roster.seats
        if said in (names.get(seat.vault), own.get(seat.vault)) or (len(said) >= 8 and seat.key.startswith(said))
    ]
    if len(found) != 1:
        others = sorted(names[seat.vault] for seat in roster.seats if seat.key != session.vault.seat)
        raise NoSuchSeat(given=said, known=", ".join(others) or "–")
    if found[0].key == session.vault.seat and not also_own:
        raise OwnSeat
    return found[0]
