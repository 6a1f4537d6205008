"""Evidence files and signed pages: left on the route for whoever gets the record that names them, fetched when it is
here.

The files travel as they lie, each under a key that stands in its record: who does not get the record gets nothing that
opens the file. What a peer has is what its receipt names. Read next: `exchange/objects.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from fieldcase.exchange.objects import fetch_object, may_grow, on_route, remove_object, send_object
from fieldcase.exchange.package.manifest import SealedFile
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.receipts import read_receipt
from fieldcase.exchange.routes.route import Route
from fieldcase.exchange.slices import Decide
from fieldcase.office.exchange.mailroom import VaultMailroom
from fieldcase.office.session import Session
from fieldcase.vault.named import files_named
from fieldcase.vault.objects import ObjectDamaged
from fieldcase.vault.rooms import OpenRoom

Progress = Callable[[int, int], None]


def files_for(session: Session, room: OpenRoom, peer: str, decide: Decide) -> tuple[SealedFile, ...]:
    """The files that a peer (vault id) may have, that are here, and that its last receipt does not name."""
    receipt = VaultMailroom(session).receipt_from(peer, room.name)
    there: Collection[str] = frozenset(read_receipt(receipt).objects) if receipt else frozenset()
    store = session.vault.objects
    return tuple(
        SealedFile(sha256=name, length=store.sealed_length(name))
        for name in files_named(room, lambda kind, record: decide(kind, record) is Goes.WHOLE)
        if name in store and name not in there
    )


def leave_files(
    session: Session, route: Route, files: Collection[SealedFile], progress: Progress | None = None
) -> None:
    """Put on the route what is lacking there of these files. Raises refusals of the route and the disk; what was put
    stays.
    """
    for file in files:
        with session.vault.objects.sealed(file.sha256) as source:
            send_object(route, file, source, progress=progress)


def fetch_files(
    session: Session, route: Route, progress: Progress | None = None
) -> Iterator[tuple[str, str, ObjectDamaged | None]]:
    """Fetch the files that records name and that are not here: room, name, and what is wrong with one that arrived
    altered. Such a one is taken off the route, so that it is left there anew. What is still under way is not told.

    Raises refusals of the route and the disk; what was fetched stays.
    """
    for room in session.vault.rooms.open():
        for name in files_named(room):
            if name in session.vault.objects:
                continue
            file = on_route(route, name)
            if file is None:
                continue
            try:
                if fetch_object(route, file, session.vault.objects, progress=progress):
                    yield room.name, name, None
            except ObjectDamaged as damaged:
                if not may_grow(file):
                    remove_object(route, name)
                    yield room.name, name, damaged
