"""Evidence files and signed pages: left on the route for whoever gets the record that names them, fetched when it is
here.

The files travel as they lie, each under a key that stands in its record: who does not get the record gets nothing that
opens the file. What a peer has is what its receipt names. Read next: `exchange/objects.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from fieldcase.exchange.objects import fetch_object, remove_object, send_object
from fieldcase.exchange.package.limits import RECEIPT_OBJECTS
from fieldcase.exchange.package.manifest import SealedFile
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.receipts import read_receipt
from fieldcase.exchange.routes.route import Route
from fieldcase.exchange.slices import Decide
from fieldcase.model.refusal import Refusal
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.exchange.sweeping import note_files
from fieldcase.office.session import Session
from fieldcase.vault.named import files_named
from fieldcase.vault.objects import Lengths, ObjectDamaged
from fieldcase.vault.rooms import OpenRoom

Progress = Callable[[int, int], None]


def files_held(session: Session, room: OpenRoom, decide: Decide) -> tuple[str, ...]:
    """The files of records that go whole and that are here: a receipt names no file of a record held back."""
    named = files_named(room, lambda kind, record: decide(kind, record) is Goes.WHOLE)
    store = session.vault.objects
    return tuple(name for name, lengths in named.items() if store.holds(name, lengths))[:RECEIPT_OBJECTS]


def files_for(session: Session, room: OpenRoom, peer: str, held: Iterable[str]) -> tuple[SealedFile, ...]:
    """Those of these files that a peer's (vault id) last receipt does not name."""
    receipt = VaultMailroom(session).receipt_from(peer, room.name)
    there: Collection[str] = frozenset(read_receipt(receipt).objects) if receipt else frozenset()
    store = session.vault.objects
    return tuple(SealedFile(sha256=name, length=store.sealed_length(name)) for name in held if name not in there)


def leave_files(
    session: Session, route: Route, files: Collection[SealedFile], progress: Progress | None = None
) -> tuple[Refusal, ...]:
    """Put on the route what is lacking there of these files; what stood in the way of each that did not go."""
    store = session.vault.objects
    failed: list[Refusal] = []
    for file in files:
        try:
            if not store.sound(file.sha256):
                raise ObjectDamaged(object=file.sha256[:12])
            note_files(session, (file.sha256,))
            with store.sealed(file.sha256) as source:
                send_object(route, file, source, progress=progress)
        except Refusal as refusal:  # one file that is too large for the stick does not stop the others
            failed.append(refusal)
    return tuple(failed)


def fetch_files(
    session: Session, route: Route, progress: Progress | None = None
) -> Iterator[tuple[str, str, Refusal | None]]:
    """Fetch the files that records name and that are not here, or not whole: room, name, and what stood in the way. One
    that arrived altered is taken off the route, so that it is left there anew. What is still under way is not told.
    """
    for room in session.vault.rooms.open():
        for name, lengths in files_named(room).items():
            if session.vault.objects.holds(name, lengths):
                continue
            try:
                if _fetched(session, route, name, lengths, progress):
                    yield room.name, name, None
            except Refusal as refusal:
                yield room.name, name, refusal


def _fetched(session: Session, route: Route, name: str, lengths: Lengths, progress: Progress | None) -> bool:
    try:
        return fetch_object(route, name, lengths, session.vault.objects, progress=progress)
    except ObjectDamaged:
        remove_object(route, name)
        raise
