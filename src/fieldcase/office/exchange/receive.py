"""Receive: from a file, or all that lies on a route for this vault. Each package is applied whole, waits, or is put
aside.

What waited for it is tried again by itself. After that the rules run anew where records were touched.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO

import msgspec

from fieldcase.exchange.inbox import Inbox, Outcome, What
from fieldcase.exchange.package.manifest import SignedReceipt
from fieldcase.exchange.package.refusals import GapBefore, PackageRefused
from fieldcase.exchange.receipts import Receipt, read_receipt
from fieldcase.exchange.routes.route import Route
from fieldcase.exchange.tray import Kept, Tray
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _
from fieldcase.office.exchange.files import fetch_files
from fieldcase.office.exchange.mailroom import FROM, Incoming, VaultMailroom
from fieldcase.office.exchange.pace import Pause, TellingRoute, at_once
from fieldcase.office.session import Session
from fieldcase.vault.database import transaction
from fieldcase.vault.files import LEDGER
from fieldcase.vault.ledger import SignedHead

FILE, FILE_LACKING = "file", "file_lacking"
HEARD = "heads-heard-of"
"""Where the vault keeps which heads of its own peers have and it does not hold."""
MOST_HEARD = 10_000


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one package; `reason` and `remedy` say why it waits or was put aside. With `what` = `file` or
    `file_lacking` an evidence file that `package` names, as its hash.
    """

    what: str
    room: str = ""
    sender: str = ""
    package: str = ""
    entries: int = 0
    reason: str = ""
    remedy: str = ""


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a peer's last receipt says: how many feeds of which room it holds, and since when."""

    peer: str
    room: str
    feeds: int
    made: str


def receive(session: Session, source: BinaryIO) -> tuple[Received, ...]:
    """Take in one package; then whatever waited for it."""
    return _told(session, _inbox(session).receive(source))


def collect(
    session: Session, route: Route, *, progress: Callable[[int, int], None] | None = None
) -> tuple[Received, ...]:
    """Fetch and take in all that lies on a route for this vault, then the files that records name. Raises refusals of
    the route; what was taken in stays.
    """
    return at_once(collect_in_steps(session, route, progress=progress))


def collect_in_steps(
    session: Session,
    route: Route,
    *,
    progress: Callable[[int, int], None] | None = None,
    pause: Pause | None = None,
) -> Generator[None, None, tuple[Received, ...]]:
    """The same, a step for each package and each file. In between, and while something is copied, records may be
    written (`pause`).
    """
    at = (0, 0)

    def counted(done: int, of: int) -> None:
        nonlocal at
        at = (done, of)
        if progress:
            progress(done, of)

    telling = TellingRoute(route, lambda: counted(*at), pause)
    found: list[Received] = []
    for outcomes in _inbox(session).collecting(telling, counted):
        found += _told(session, outcomes)
        yield
    for room, name, refusal in fetch_files(session, telling):
        said = (refusal.sentence, refusal.way_out) if refusal else ("", "")
        what = FILE_LACKING if refusal else FILE
        found.append(Received(what=what, room=room, package=name, reason=said[0], remedy=said[1]))
        yield
    return tuple(found)


def try_waiting(session: Session) -> tuple[Received, ...]:
    """Try again what waits: after a compartment was opened, or an update."""
    return _told(session, _inbox(session).try_again())


def try_aside(session: Session, name: str) -> tuple[Received, ...]:
    """Try again a package that was put aside (its name in the tray): after its sender was enrolled, or an update. What
    still cannot be applied is put aside again. One that is not there any more is left out.
    """
    tray = _tray(session)
    if any(one.name == name for one in tray.aside()):
        tray.take_up(name)
    return _told(session, _inbox(session).try_again())


def way_out(code: str) -> str:
    """What to do about a package that waits or was put aside for the reason with this code; empty where it is not
    known."""
    found = next((one for one in _refusals(PackageRefused) if one.code == code), None)
    return "" if found is None or "{" in found.remedy else _(found.remedy)


def _refusals(of: type[Refusal]) -> Iterator[type[Refusal]]:
    yield of
    for one in of.__subclasses__():
        yield from _refusals(one)


def put_aside(session: Session) -> tuple[Kept, ...]:
    """The packages that were put aside, each with its reason."""
    return _tray(session).aside()


def waiting(session: Session) -> tuple[Kept, ...]:
    """The packages that wait, each with its reason."""
    return _tray(session).waiting()


def receipts(session: Session) -> tuple[Held, ...]:
    """What the peers hold by their own signed word."""
    return tuple(
        Held(peer=read.vault, room=read.room, feeds=len(read.heads), made=read.made) for read in _read(session)
    )


def _read(session: Session) -> Iterator[Receipt]:
    for peer, room, statement in session.vault.mail[LEDGER].receipts(FROM):
        yield read_receipt(SignedReceipt(statement=statement, signature=_signature(session, peer, room)))


def _hold_against_receipts(session: Session) -> None:
    """A vault that was put back together with its note outside is noticed by what others hold of its own feeds, by its
    own signature under it: a peer's word alone opens no new feeds. Each head is held against the vault once.
    """
    heard = session.vault.own.get(HEARD).split()
    known = frozenset(heard)
    signed = [head for read in _read(session) for head in read.heads if head.signature and head.head not in known]
    lacked = session.vault.hold_against(
        SignedHead(
            feed=bytes.fromhex(head.feed),
            seq=head.seq,
            entry=bytes.fromhex(head.head),
            seat=bytes.fromhex(session.vault.seat),
            signature=head.signature,
        )
        for head in signed
    )
    if not lacked:
        return
    with transaction(session.vault.files.ledger):
        session.vault.own.keep(HEARD, " ".join([*heard, *(entry.hex() for entry in lacked)][-MOST_HEARD:]))


def _said_before(session: Session, outcome: Outcome) -> bool:
    """Whether they leave us files all of which our last receipt named."""
    manifest = outcome.manifest
    if outcome.what is not What.APPLIED or manifest is None or not manifest.objects:
        return False
    said = VaultMailroom(session).receipt_to(manifest.sender.vault, manifest.room)
    return said is not None and {one.sha256 for one in manifest.objects} <= set(read_receipt(said).objects)


def _signature(session: Session, peer: str, room: str) -> str:
    kept = session.vault.mail[LEDGER].receipt(FROM, peer, room)
    return kept[1] if kept else ""


def _tray(session: Session) -> Tray:
    folder = session.vault.folder
    return Tray(folder / "waiting", folder / "aside")


def _inbox(session: Session) -> Inbox:
    return Inbox(Incoming(session), _tray(session), session.now)


def _told(session: Session, outcomes: tuple[Outcome, ...]) -> tuple[Received, ...]:
    if any(outcome.what is What.APPLIED for outcome in outcomes):
        session.forget()
        _hold_against_receipts(session)
    for outcome in outcomes:
        if outcome.manifest and (
            outcome.known_all or isinstance(outcome.refusal, GapBefore) or _said_before(session, outcome)
        ):
            # They think that we hold what we lack, or lack what we hold, in other rooms too perhaps: our last receipts
            # were lost, or the vault was put back. The next ones say it anew.
            session.vault.mail[LEDGER].forget_receipts_to(outcome.manifest.sender.vault)
    return tuple(
        Received(
            what=outcome.what.value,
            room=outcome.manifest.room if outcome.manifest else "",
            sender=outcome.manifest.sender.vault if outcome.manifest else "",
            package=outcome.manifest.id if outcome.manifest else "",
            entries=outcome.entries,
            reason=outcome.refusal.sentence if outcome.refusal else "",
            remedy=outcome.refusal.way_out if outcome.refusal else "",
        )
        for outcome in outcomes
    )
