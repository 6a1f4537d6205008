"""Send what waits: for each peer and room one sealed package, left on a route or written into a file.

"Sent" is never shown as "received": a peer has what its receipt says. A colleague gets the rooms that their vault
reads, headquarters what its policy allows; the log goes to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from fieldcase.exchange.outbox import Outbox, Parcel
from fieldcase.exchange.outbox import Peer as Recipient
from fieldcase.exchange.package.limits import OBJECTS
from fieldcase.exchange.package.manifest import Purpose, SealedFile
from fieldcase.exchange.policy import Goes, PeerFacts, Profile, rooms_for
from fieldcase.exchange.routes.route import Route
from fieldcase.exchange.slices import Decide, nothing
from fieldcase.model.declare import Room
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role, VaultCard
from fieldcase.model.words import N_, _, ngettext
from fieldcase.office.exchange.files import files_for, files_held, leave_files
from fieldcase.office.exchange.mailroom import Outgoing
from fieldcase.office.exchange.share import HeadquartersShare
from fieldcase.office.exchange.sweeping import sweep
from fieldcase.office.exchange.withholding import HeldBack, Withholding, in_order
from fieldcase.office.names import can_check
from fieldcase.office.session import Session
from fieldcase.vault import disk
from fieldcase.vault.rooms import OpenRoom

Progress = Callable[[str, float], None]
SENDABLE = tuple(room.value for room in (Room.OFFICE, Room.CASE, Room.IDENTITY, Room.SOURCE, Room.SEALED))


class NoSuchPeer(Refusal):
    """Nobody of that name takes part."""

    code = "FC-424"
    message = N_("No peer is called “{name}”.")
    remedy = N_("Known here: {known}.")


class SentPackage(msgspec.Struct, frozen=True, kw_only=True):
    """One package that left. `peer` is office and laptop (`XKAL-07`); `withheld` counts labels and values."""

    package: str
    peer: str
    vault: str
    room: str
    bytes: int
    entries: int
    withheld: int
    name: str


class Dispatch(msgspec.Struct, frozen=True, kw_only=True):
    """What left, the numbers of the cases that wait for consent before headquarters may get them, the values that
    stayed here because of a name, what kept evidence files back, and the peers that get nothing while it is not decided
    whether they are revoked.
    """

    packages: tuple[SentPackage, ...] = ()
    waiting: tuple[str, ...] = ()
    held_back: tuple[HeldBack, ...] = ()
    files_lacking: tuple[str, ...] = ()
    in_question: tuple[str, ...] = ()


def peers(session: Session) -> tuple[VaultCard, ...]:
    """The vaults that packages go to: every other vault in a roster held here whose rooms this vault takes part in."""
    found: dict[str, VaultCard] = {}
    for rosters in session.known.rosters.values():
        if rosters.roster.vault(session.vault.id) is not None:
            found |= {card.id: card for card in rosters.roster.vaults if card.id != session.vault.id}
    return tuple(sorted(found.values(), key=lambda card: (card.office, card.device)))


def in_question(session: Session, office: str, card: VaultCard) -> bool:
    """Whether one in force asked to revoke a seat of this vault in an office's rooms, and no second one decided yet:
    the laptop may be lost. What it sends waits, and nothing is sent to it; both go on once that is settled.
    """
    rosters = session.known.rosters[office]
    return any(seat.vault == card.id and seat.key in rosters.in_question for seat in rosters.roster.seats)


def questioned(session: Session, to: str = "") -> tuple[str, ...]:
    """The peers (or only the one called `to`) to which nothing goes in some room while a revocation is not decided."""
    return tuple(
        peer_name(card)
        for card in peers(session)
        if (not to or to in (peer_name(card), card.id, card.office))
        and any(in_question(session, office, card) for office, _profile in takes_part_in(session, card))
    )


def peer_name(card: VaultCard) -> str:
    """How a peer is called: office and laptop."""
    return f"{card.office}-{card.device}" if card.device else card.office


def send(
    session: Session, route: Route, *, to: str = "", again: bool = False, progress: Progress | None = None
) -> Dispatch:
    """Leave on the route what each peer lacks (or only the peer called `to`): packages, then the files that they name.
    Raises `NoSuchPeer`, refusals of the route; what was put stays.
    """
    outbox_of = _outboxes(session)
    sent: list[SentPackage] = []
    waiting: tuple[str, ...] = ()
    files: dict[str, SealedFile] = {}
    held: set[HeldBack] = set()
    for peer, room, parcel, waits, named, stayed in _parcels(session, to, again, progress):
        waiting = waits or waiting
        files |= {file.sha256: file for file in named}
        held |= stayed
        if parcel is not None:
            name = outbox_of(room).send(parcel, route)
            sent.append(_said(peer, parcel, name))
    failed = leave_files(session, route, tuple(files.values()))
    sweep(session, route, [(card, *part) for card in peers(session) for part in takes_part_in(session, card)])
    lacking = tuple(dict.fromkeys(f"{refusal.sentence} {refusal.way_out}" for refusal in failed))
    return Dispatch(
        packages=tuple(sent),
        waiting=waiting,
        held_back=in_order(held),
        files_lacking=lacking,
        in_question=questioned(session, to),
    )


def write_packages(session: Session, folder: Path, *, to: str, again: bool = False) -> Dispatch:
    """Write the packages for one peer into a folder, for a person to carry; names say nothing. Evidence files go by a
    route alone: those left behind are counted in `files_lacking`.
    """
    outbox_of = _outboxes(session)
    sent: list[SentPackage] = []
    waiting: tuple[str, ...] = ()
    left: set[str] = set()
    held: set[HeldBack] = set()
    for peer, room, parcel, waits, named, stayed in _parcels(session, to, again, None):
        waiting = waits or waiting
        held |= stayed
        left |= {file.sha256 for file in named}
        if parcel is not None:
            name = session.vault.surroundings.chance(16).hex() + ".fcpkg"
            with disk.refusing(folder / name), disk.create_private(folder / name) as into:
                outbox_of(room).write(parcel, into)
            sent.append(_said(peer, parcel, name))
    behind = _left_behind(len(left))
    return Dispatch(
        packages=tuple(sent),
        waiting=waiting,
        held_back=in_order(held),
        files_lacking=behind,
        in_question=questioned(session, to),
    )


def would_send(session: Session, *, to: str = "", again: bool = False, progress: Progress | None = None) -> Dispatch:
    """What `send` would leave for each peer (or only `to`), and what would stay here and why; nothing leaves and
    nothing is noted as sent. Cuts and seals the packages, so that the counts are those of the real thing.
    """
    found: list[SentPackage] = []
    waiting: tuple[str, ...] = ()
    held: set[HeldBack] = set()
    for peer, _room, parcel, waits, _named, stayed in _parcels(session, to, again, progress):
        waiting = waits or waiting
        held |= stayed
        if parcel is not None:
            found.append(_said(peer, parcel, ""))
    return Dispatch(
        packages=tuple(found), waiting=waiting, held_back=in_order(held), in_question=questioned(session, to)
    )


def _left_behind(count: int) -> tuple[str, ...]:
    """What is said of evidence files that do not go with packages written as files."""
    if not count:
        return ()
    sentence = ngettext(
        "{count} evidence file stays here: evidence files go by a folder or stick alone (fieldcase send --route).",
        "{count} evidence files stay here: evidence files go by a folder or stick alone (fieldcase send --route).",
        count,
    )
    return (sentence.format(count=count),)


def _parcels(
    session: Session, to: str, again: bool, progress: Progress | None
) -> Iterator[tuple[VaultCard, str, Parcel | None, tuple[str, ...], tuple[SealedFile, ...], frozenset[HeldBack]]]:
    every = peers(session)
    chosen = [card for card in every if not to or to in (peer_name(card), card.id, card.office)]
    if to and not chosen:
        raise NoSuchPeer(name=to, known=", ".join(peer_name(card) for card in every) or "–")
    outbox_of = _outboxes(session)
    for number, card in enumerate(chosen):
        if progress:
            progress(_("Packing for {peer}").format(peer=peer_name(card)), number / len(chosen))
        for office, profile in takes_part_in(session, card):
            if in_question(session, office, card):
                continue
            facts = PeerFacts(profile=profile, compartments=frozenset(card.recipients))
            share = HeadquartersShare(session, office) if profile is Profile.HEADQUARTERS else None
            waits = share.waiting() if share else ()
            for place in rooms_for(facts, SENDABLE):
                name = f"{office}/{place}"
                room = session.vault.rooms.room(name) if name in session.vault.rooms.names else None
                if room is None:
                    continue
                got = PeerFacts(
                    profile=profile,
                    compartments=facts.compartments,
                    got=Outgoing(session, office).mailroom.given(card.id, name),
                )
                decide: Decide = share.decide(room, got) if share else (lambda _kind, _record: Goes.WHOLE)
                purpose = Purpose.HEADQUARTERS if share else Purpose.COLLEAGUE
                seats = tuple(one.key for one in session.known.rosters[office].roster.seats if one.vault == card.id)
                recipient = Recipient(vault=card.id, recipients=dict(card.recipients), seats=seats)
                here = files_held(session, room, decide)
                files = files_for(session, room, card.id, here)[:OBJECTS]
                names = _names_withheld(session, room, facts, share)
                parcel = outbox_of(name).prepare(
                    recipient, name, purpose, decide, withhold=names or nothing, objects=files, held=here, again=again
                )
                yield card, name, parcel, waits, files, frozenset(names.held_back) if names else frozenset()


def _names_withheld(
    session: Session, room: OpenRoom, peer: PeerFacts, share: HeadquartersShare | None
) -> Withholding | None:
    """What keeps names back: from headquarters, and from colleagues who read no identities; others get everything."""
    if share is None and Room.IDENTITY.value in peer.compartments:
        return None
    own = session.known.rosters[room.office].roster.vault(session.vault.id)
    profiles = dict(takes_part_in(session, own)) if own else {}
    doubts = profiles.get(room.office) is not Profile.HEADQUARTERS
    return Withholding(session, room, share, doubts=doubts, blind=not can_check(session))


def takes_part_in(session: Session, card: VaultCard) -> Iterator[tuple[str, Profile]]:
    """The offices in whose rooms both vaults take part, and what the peer is there."""
    for office, rosters in session.known.rosters.items():
        if rosters.roster.vault(card.id) is None or rosters.roster.vault(session.vault.id) is None:
            continue
        roles = {role for seat in rosters.roster.seats if seat.vault == card.id for role in seat.roles}
        # Whoever is not plainly a colleague gets what headquarters gets.
        yield office, Profile.COLLEAGUE if roles and Role.HQ_DESK not in roles else Profile.HEADQUARTERS


def _outboxes(session: Session) -> Callable[[str], Outbox]:
    def outbox(room: str) -> Outbox:
        return Outbox(Outgoing(session, room.partition("/")[0]), session.now, session.vault.surroundings.chance)

    return outbox


def _said(peer: VaultCard, parcel: Parcel, name: str) -> SentPackage:
    sent = parcel.sent
    return SentPackage(
        package=sent.package,
        peer=peer_name(peer),
        vault=peer.id,
        room=sent.room,
        bytes=len(parcel.sealed),
        entries=sent.entries,
        withheld=sent.withheld,
        name=name,
    )
