"""Send what waits: for each peer and room one sealed package, left on a route or written into a file.

"Sent" is never shown as "received": a peer has what its receipt says. A colleague gets the rooms that their vault
reads, headquarters what its policy allows; the log goes to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from pathlib import Path

import msgspec

from fieldcase.exchange.outbox import Outbox, Parcel
from fieldcase.exchange.outbox import Peer as Recipient
from fieldcase.exchange.package.limits import OBJECTS
from fieldcase.exchange.package.manifest import Purpose, SealedFile
from fieldcase.exchange.policy import Goes, PeerFacts, Profile, rooms_for
from fieldcase.exchange.routes.route import Route
from fieldcase.exchange.slices import nothing
from fieldcase.model.declare import Room
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role, VaultCard
from fieldcase.model.words import N_, _, ngettext
from fieldcase.office.exchange.files import files_for, files_held, leave_files
from fieldcase.office.exchange.mailroom import Outgoing
from fieldcase.office.exchange.pace import Packing, Pause, Tell, TellingRoute, at_once
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


Steps = Generator[None, None, Dispatch]
_Made = tuple[VaultCard, Parcel | None, tuple[str, ...], tuple[SealedFile, ...], frozenset[HeldBack]]
"""A peer, its parcel of one room, the cases that wait, the files that the parcel names, and the values that stay."""


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
    return at_once(send_in_steps(session, route, to=to, again=again, progress=progress))


def send_in_steps(
    session: Session,
    route: Route,
    *,
    to: str = "",
    again: bool = False,
    progress: Progress | None = None,
    pause: Pause | None = None,
) -> Steps:
    """The same, a step for each peer and each file. In between, and while something is copied, records may be written
    (`pause`); they count for what is packed after that.
    """
    outbox_of, found = _outboxes(session), _Found()
    telling = TellingRoute(route, found.telling(progress), pause)
    for parcels in _by_peer(session, to, again, found.pace(progress)):
        for peer, parcel in found.noted(parcels):
            name = outbox_of(parcel.sent.room).send(parcel, telling)
            found.sent.append(_said(peer, parcel, name))
        yield
    failed: list[Refusal] = []
    for number, file in enumerate(found.files.values()):
        found.say(progress, _("Leaving evidence files"), number / len(found.files))
        failed += leave_files(session, telling, (file,))
        yield
    sweep(session, route, [(card, *part) for card in peers(session) for part in takes_part_in(session, card)])
    return found.dispatch(session, to, *dict.fromkeys(f"{refusal.sentence} {refusal.way_out}" for refusal in failed))


def write_packages(
    session: Session, folder: Path, *, to: str, again: bool = False, progress: Progress | None = None
) -> Dispatch:
    """Write the packages for one peer into a folder, for a person to carry; names say nothing. Evidence files go by a
    route alone: those left behind are counted in `files_lacking`.
    """
    outbox_of, found = _outboxes(session), _Found()
    for parcels in _by_peer(session, to, again, found.pace(progress)):
        for peer, parcel in found.noted(parcels):
            name = session.vault.surroundings.chance(16).hex() + ".fcpkg"
            with disk.refusing(folder / name), disk.create_private(folder / name) as into:
                outbox_of(parcel.sent.room).write(parcel, into)
            found.sent.append(_said(peer, parcel, name))
    return found.dispatch(session, to, *_left_behind(len(found.files)))


def would_send(session: Session, *, to: str = "", again: bool = False, progress: Progress | None = None) -> Dispatch:
    """What `send` would leave for each peer (or only `to`), and what would stay here and why; nothing leaves and
    nothing is noted as sent. Cuts and seals the packages, so that the counts are those of the real thing.
    """
    return at_once(would_send_in_steps(session, to=to, again=again, progress=progress))


def would_send_in_steps(
    session: Session, *, to: str = "", again: bool = False, progress: Progress | None = None
) -> Steps:
    """The same, a step for each peer."""
    found = _Found()
    for parcels in _by_peer(session, to, again, found.pace(progress)):
        found.sent += [_said(peer, parcel, "") for peer, parcel in found.noted(parcels)]
        yield
    return found.dispatch(session, to)


class _Found:
    """What is gathered on the way to a `Dispatch`, and where the work is."""

    def __init__(self) -> None:
        self.sent: list[SentPackage] = []
        self.files: dict[str, SealedFile] = {}
        self._waiting: tuple[str, ...] = ()
        self._held: set[HeldBack] = set()
        self._at: tuple[str, float] = ("", 0.0)

    def noted(self, parcels: Iterable[_Made]) -> Iterator[tuple[VaultCard, Parcel]]:
        """The parcels of one peer, what stays here noted."""
        for peer, parcel, waits, named, stayed in parcels:
            self._waiting = waits or self._waiting
            self.files |= {file.sha256: file for file in named}
            self._held |= stayed
            if parcel is not None:
                yield peer, parcel

    def say(self, progress: Progress | None, words: str, share: float) -> None:
        """Say where the work is, and remember it."""
        self._at = (words, share)
        if progress:
            progress(words, share)

    def pace(self, progress: Progress | None) -> Progress:
        """Progress that is remembered."""
        return lambda words, share: self.say(progress, words, share)

    def telling(self, progress: Progress | None) -> Tell:
        """Says again where the work is."""
        return lambda: self.say(progress, *self._at)

    def dispatch(self, session: Session, to: str, *lacking: str) -> Dispatch:
        """What came of it."""
        return Dispatch(
            packages=tuple(self.sent),
            waiting=self._waiting,
            held_back=in_order(self._held),
            files_lacking=lacking,
            in_question=questioned(session, to),
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


def _by_peer(session: Session, to: str, again: bool, progress: Progress) -> Iterator[Iterator[_Made]]:
    """For each peer its parcels, made while they are read. One that is taken out in between gets none."""
    every = peers(session)
    chosen = [card.id for card in every if not to or to in (peer_name(card), card.id, card.office)]
    if to and not chosen:
        raise NoSuchPeer(name=to, known=", ".join(peer_name(card) for card in every) or "–")
    for number, one in enumerate(chosen):
        card = next((card for card in peers(session) if card.id == one), None)
        if card is not None:
            words, share = _("Packing for {peer}").format(peer=peer_name(card)), number / len(chosen)
            progress(words, share)
            packing = Packing(partial(progress, words, share))
            yield _parcels(session, card, again, packing)


def _parcels(session: Session, card: VaultCard, again: bool, packing: Packing) -> Iterator[_Made]:
    """The parcels of one peer. Every room is judged by what stands then: consent may be withdrawn between two."""
    for office, profile in tuple(takes_part_in(session, card)):
        facts = PeerFacts(profile=profile, compartments=frozenset(card.recipients))
        for place in rooms_for(facts, SENDABLE):
            if in_question(session, office, card) or (office, profile) not in takes_part_in(session, card):
                break
            name = f"{office}/{place}"
            room = session.vault.rooms.room(name) if name in session.vault.rooms.names else None
            if room is not None:
                yield _parcel(session, card, room, facts, again, packing)


def _parcel(
    session: Session, card: VaultCard, room: OpenRoom, facts: PeerFacts, again: bool, packing: Packing
) -> _Made:
    office, name = room.office, room.name
    share = HeadquartersShare(session, office) if facts.profile is Profile.HEADQUARTERS else None
    got = PeerFacts(
        profile=facts.profile,
        compartments=facts.compartments,
        got=Outgoing(session, office).mailroom.given(card.id, name),
    )
    decide = packing.deciding(share.decide(room, got) if share else (lambda _kind, _record: Goes.WHOLE))
    purpose = Purpose.HEADQUARTERS if share else Purpose.COLLEAGUE
    seats = tuple(one.key for one in session.known.rosters[office].roster.seats if one.vault == card.id)
    recipient = Recipient(vault=card.id, recipients=dict(card.recipients), seats=seats)
    here = files_held(session, room, decide)
    files = files_for(session, room, card.id, here)[:OBJECTS]
    names = _names_withheld(session, room, facts, share)
    parcel = _outboxes(session)(name).prepare(
        recipient,
        name,
        purpose,
        decide,
        withhold=packing.withholding(names or nothing),
        objects=files,
        held=here,
        again=again,
    )
    waits = share.waiting() if share else ()
    return card, parcel, waits, files, frozenset(names.held_back) if names else frozenset()


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
