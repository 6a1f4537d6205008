"""Packages: a whole room sealed and opened, against `tar | zstd -3 | age` on a file that stands ready; 100 changes.

Measured from lines that stand ready, as the other side's file does, and from the ledger; opened until a package is
known to be whole and from whom, and until every line is a checked entry.
"""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pyrage

from fieldcase.exchange.outbox import Outbox, Parcel
from fieldcase.exchange.outbox import Peer as Recipient
from fieldcase.exchange.package import opening
from fieldcase.exchange.package.manifest import Purpose
from fieldcase.exchange.package.seal import sealed
from fieldcase.exchange.policy import Goes
from fieldcase.exchange.receipts import Receipt, branches_read, write_receipt
from fieldcase.exchange.slices import Cutting, Reading
from fieldcase.model.declare import Room
from fieldcase.office.exchange.mailroom import Incoming, Outgoing
from fieldcase.office.session import Session
from fieldcase.vault.ledger import RoomLedger
from fieldcase.vault.views.lists import ListQuery
from tests.bench.engines import Engine
from tests.bench.measure import Figure, figure, in_turn
from tests.bench.stock import Stock, opened

GROUP = "package"
CHANGES = 100
SHELL = "tar | zstd -3 | age"


def measure(stock: Stock, cases: int) -> Iterator[Figure]:
    """Figures for the case room of a vault with so many cases."""
    with stock.copy(Engine.KEYED, cases) as folder:
        with opened(folder, device="07") as session:
            receiver = Incoming(session)
            addressee, seats = receiver.addressee, receiver.seats
            vault, seat, sign = session.vault.id, session.vault.seat, session.vault.sign
        with opened(folder) as session:
            packing = _Packing(session, vault)
            yield from _whole(packing, addressee, seats)
            statement = Receipt(
                vault=vault,
                seat=seat,
                peer=session.vault.id,
                room=packing.room,
                made=session.now(),
                heads=branches_read(packing.ledger),
            )
            packing.outgoing.mailroom.keep_receipt_from(vault, packing.room, write_receipt(statement, sign))
            yield _changes(packing)


class _Packing:
    """Packing the case room for the other laptop of the office."""

    def __init__(self, session: Session, to: str) -> None:
        self.session = session
        self.room = f"{session.office}/{Room.CASE}"
        self.outgoing = Outgoing(session, session.office)
        card = session.roster.vault(to)
        assert card is not None
        self.peer = Recipient(vault=to, recipients=dict(card.recipients))
        self._outbox = Outbox(self.outgoing, session.now, session.vault.surroundings.chance)

    @property
    def ledger(self) -> RoomLedger:
        """The room's ledger."""
        return self.outgoing.room(self.room)

    def pack(self) -> Parcel:
        """All that the peer has not receipted."""
        parcel = self._outbox.prepare(self.peer, self.room, Purpose.COLLEAGUE, lambda _k, _r: Goes.WHOLE, again=True)
        assert parcel is not None
        return parcel


def _whole(packing: _Packing, addressee: opening.Addressee, seats: opening.KnownSeats) -> Iterator[Figure]:
    ready = list(Cutting(packing.ledger, lambda _k, _r: Goes.WHOLE, None).lines())
    body = b"".join(ready)
    parcel = packing.pack()
    recipient, sign = packing.peer.recipients[Room.CASE], packing.session.vault.sign
    with _shell(body) as shell:
        acts: dict[str, Callable[[], object]] = {
            "seal": lambda: sealed(parcel.manifest, ready, recipient=recipient, sign=sign),
            "pack": packing.pack,
            "judge": lambda: opening.first_pass(io.BytesIO(parcel.sealed), addressee, seats),
            "open": lambda: _open(parcel, addressee, seats),
        }
        if shell:
            acts |= {"shell packs": shell.pack, "shell opens": shell.open}
        taken = in_turn(acts)
    size = f"{parcel.manifest.lines:,} entries, {len(body) / 1e6:.0f} MB, sealed {len(parcel.sealed) / 1e6:.0f} MB"
    for what, mine, other, aim in (
        ("a whole room, its lines ready: hashed, compressed, signed, sealed", "seal", "shell packs", 0.0),
        ("a whole room cut out of the ledger, signed and sealed", "pack", "shell packs", 1.5),
        ("unsealed, expanded, hashed, its signature judged", "judge", "shell opens", 0.0),
        ("opened and verified: signatures, hash, chain, entries", "open", "shell opens", 1.5),
    ):
        than = taken.get(other)
        yield figure(
            GROUP,
            what,
            taken[mine],
            than=than,
            reference=SHELL if than else "",
            ratio_at_most=aim if than else 0.0,
            note=size if than else f"{size}; age or zstd is not installed",
        )


def _open(parcel: Parcel, addressee: opening.Addressee, seats: opening.KnownSeats) -> None:
    """Both passes, every line read back into a checked entry; applying is measured with the ledger."""
    source = io.BytesIO(parcel.sealed)
    opened_ = opening.first_pass(source, addressee, seats)
    reading, count = Reading(opened_.manifest), 0

    def take(batch: object) -> None:
        nonlocal count
        arrived, _fills = reading.take(batch)  # type: ignore[arg-type]
        count += sum(len(part.entries) for part in arrived)

    opening.second_pass(source, addressee, opened_, take)
    reading.close()
    assert count == opened_.manifest.lines


class _Shell:
    """The same bytes packed and opened by programs of the system."""

    def __init__(self, folder: Path, body: bytes) -> None:
        identity = pyrage.x25519.Identity.generate()
        self._folder = folder
        (folder / "key").write_text(f"{identity}\n")
        (folder / "body").write_bytes(body)
        (folder / "out").mkdir()
        self._recipient = str(identity.to_public())

    def pack(self) -> None:
        self._run(f"tar -cf - body | zstd -3 -q | age -r {self._recipient} -o sealed -")

    def open(self) -> None:
        self._run("age -d -i key sealed | zstd -d -q | tar -xf - -C out")

    def _run(self, line: str) -> None:
        subprocess.run(["bash", "-eo", "pipefail", "-c", line], cwd=self._folder, check=True)


@contextmanager
def _shell(body: bytes) -> Iterator[_Shell | None]:
    if not all(map(shutil.which, ("tar", "zstd", "age", "bash"))):
        yield None
        return
    with TemporaryDirectory() as folder:
        shell = _Shell(Path(folder), body)
        shell.pack()
        yield shell


def _changes(packing: _Packing) -> Figure:
    """What is sent after an afternoon: 100 changes of two fields, found, cut, signed and sealed."""
    vault = packing.session.vault
    rows = vault.page(ListQuery(kind="case", limit=CHANGES)).rows
    with vault.writing() as writing:
        for number, row in enumerate(rows):
            writing.set("case", row.id, {"title_neutral": f"Changed {number}", "old_number": f"{number}"})
        writing.commit()
    parcel = packing.pack()
    taken = in_turn({"ours": packing.pack}, runs=15)
    note = f"{parcel.manifest.lines} entries, {len(parcel.sealed):,} bytes"
    return figure(GROUP, f"a package of {len(rows)} changes", taken["ours"], at_most=10, runs=15, note=note)
