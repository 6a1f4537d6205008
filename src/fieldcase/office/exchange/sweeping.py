"""Take off a route what this vault left there and nobody needs any more: relays keep nothing longer than they must.

A package goes once its peer's own receipts say that it lacks nothing (`exchange.outbox`), or once no roster lists the
peer; an evidence file once the receipt of everybody who may have it names it. Only what this vault left itself: never
what a colleague did. Whoever joins later is served anew, from the ledger and the
files of the vaults.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

import msgspec

from fieldcase.exchange.policy import Goes, PeerFacts, Profile, rooms_for
from fieldcase.exchange.receipts import read_receipt
from fieldcase.exchange.routes.route import Route, RouteReadOnly, mailbox, object_folder
from fieldcase.exchange.slices import Decide
from fieldcase.model.roles import VaultCard
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.share import HeadquartersShare
from fieldcase.office.session import Session
from fieldcase.vault.database import transaction
from fieldcase.vault.files import LEDGER
from fieldcase.vault.mail import LeftRow
from fieldcase.vault.named import files_named

OBJECTS = "objects/"
Part = tuple[VaultCard, str, Profile]
"""A peer, an office in whose rooms it takes part, and what it is there."""


def note_files(session: Session, names: Iterable[str]) -> None:
    """Parts of these evidence files (by hash) are about to be left on a route."""
    with transaction(session.vault.files.ledger):
        for name in names:
            session.vault.mail[LEDGER].note_left(object_folder(name))


def sweep(session: Session, route: Route, parts: Collection[Part]) -> int:
    """Remove what is not needed any more; how many packages and files. One that cannot be written keeps everything.

    `parts`: every peer with whatever it takes part in, seats in question too: nothing is sent to them now, and nothing
    is taken from them. Raises refusals of the route: what was removed stays so.
    """
    rows = session.vault.mail[LEDGER].left()
    try:
        packages = _packages(session, route, rows, {card.id for card, _office, _profile in parts})
        return packages + _files(session, route, rows, parts)
    except RouteReadOnly:
        return 0  # nothing of ours was ever left there, or nothing can be taken off: next time


def _packages(session: Session, route: Route, rows: Iterable[LeftRow], taking_part: Collection[str]) -> int:
    names = {one.name: one.peer for one in rows if one.peer and (one.done or one.peer not in taking_part)}
    there = {listed.name for peer in set(names.values()) for listed in route.list(mailbox(peer))}
    gone = [name for name in names if name in there]
    for name in gone:
        route.delete(name)
    _forget(session, gone)
    return len(gone)


def _files(session: Session, route: Route, rows: Iterable[LeftRow], parts: Iterable[Part]) -> int:
    folders = {one.name for one in rows if one.name.startswith(OBJECTS)}
    if not folders:
        return 0
    # Of a file that nothing here names one cannot tell: its compartment may be closed just now.
    known = {name for room in session.vault.rooms.open() for name in files_named(room)}
    needless = {object_folder(name) for name in known - _lacked(session, parts)}
    gone = [folder for folder in sorted(folders & needless) if route.list(folder)]
    for folder in gone:
        for part in route.list(folder):
            route.delete(part.name)
    _forget(session, gone)
    return len(gone)


def _lacked(session: Session, parts: Iterable[Part]) -> set[str]:
    """The files that somebody may have, or this vault itself, and does not hold whole by what they say."""
    lacked: set[str] = set()
    store = session.vault.objects
    for room in session.vault.rooms.open():
        lacked |= {name for name, lengths in files_named(room).items() if not store.holds(name, lengths)}
    for card, office, profile in parts:
        lacked |= _lacked_by(session, card, office, profile)
    return lacked


def _lacked_by(session: Session, card: VaultCard, office: str, profile: Profile) -> set[str]:
    lacked: set[str] = set()
    mailroom = VaultMailroom(session)
    share = HeadquartersShare(session, office) if profile is Profile.HEADQUARTERS else None
    facts = PeerFacts(profile=profile, compartments=frozenset(card.recipients))
    for room in session.vault.rooms.open():
        if room.office != office or not rooms_for(facts, (room.place.value,)):
            continue
        name = room.name
        got = msgspec.structs.replace(facts, got=mailroom.given(card.id, name))
        named = files_named(room, _whole(share.decide(room, got))) if share else files_named(room)
        receipt = mailroom.receipt_from(card.id, name)
        lacked |= set(named).difference(read_receipt(receipt).objects if receipt else ())
    return lacked


def _whole(decide: Decide) -> Callable[[str, bytes], bool]:
    return lambda kind, record: decide(kind, record) is Goes.WHOLE


def _forget(session: Session, names: Iterable[str]) -> None:
    with transaction(session.vault.files.ledger):
        session.vault.mail[LEDGER].forget_left(names)
