"""Vaults full of case files, made once and kept under `build/bench-data`, so that a measurement starts at once.

A vault is filled as a package from a colleague fills it: entries of one feed, its head signed, taken in a few
thousand at a time, views brought along. That is the fastest honest way in. What is kept is named by a hash of all that
decides what it holds; when any of it changes, the vault is made anew.
"""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from fieldcase.model.declare import Room, flatten
from fieldcase.model.kinds import kind_of
from fieldcase.model.ledger.entries import Entry
from fieldcase.model.ledger.shelf import Branch
from fieldcase.model.roles import Role
from fieldcase.office.opening import open_vault
from fieldcase.office.session import Session
from fieldcase.vault.ledger import FeedWriter, SignedHead
from fieldcase.vault.ledger.heads import signed
from tests.bench.engines import Engine, running_on, without_key
from tests.bench.files_of_cases import CaseFiles
from tests.laptops import Clock, a_colleague, an_office

OFFICER = (Role.CASE_OFFICER, Role.CUSTODIAN)
WALL = 1_767_225_600_000
CASES_AT_ONCE = 5000
SEED = 20260301
PASSPHRASES = {"03": "a laptop that opens", "07": "another laptop that opens"}
ROOT = Path(__file__).parents[2]
DECIDED_BY = (
    "tests/bench/words.py",
    "tests/bench/files_of_cases.py",
    "tests/bench/stock.py",
    "src/fieldcase/model/ledger/entries.py",
    "src/fieldcase/vault/ledger/schema.sql",
    "src/fieldcase/vault/views/schema.sql",
    "src/fieldcase/vault/views/texts.py",
    "src/fieldcase/vault/views/index.py",
)

Tell = Callable[[str], None]


class Feed:
    """A feed written outside any vault, entry by entry, by a seat of an office."""

    def __init__(self, session: Session, place: Room, chance: random.Random) -> None:
        self.room = f"{session.office}/{place}"
        self.place = place
        self._writer = FeedWriter(session.vault.keys.signing, chance.randbytes)
        self._roster = session.law.head_of(session.office)
        found = session.vault.rooms.room(self.room)
        self._count = found.ledger.highest if found else 0
        birth = self._writer.open(self.room, (), wall=WALL, clock_ok=True, count=self._count + 1)
        self.entries: list[Entry] = [birth]
        self._branch = Branch(
            number=1,
            feed=birth.link.feed,
            root=birth.id,
            seat=self._writer.seat,
            parent=0,
            parent_seq=0,
            tip=birth.id,
            tip_seq=0,
            count=0,
        )

    def say(self, kind: str, record: bytes, values: dict[str, Any], replaces: dict[str, list[bytes]]) -> Entry:
        """One more entry."""
        self._count += 1
        entry = self._writer.next(
            self._branch,
            kind,
            record,
            values,
            replaces,
            wall=WALL + self._count,
            clock_ok=True,
            count=self._count,
            roster=self._roster,
        )
        self._branch.tip, self._branch.tip_seq = entry.id, entry.link.seq
        self.entries.append(entry)
        return entry

    def handed_over(self) -> tuple[list[Entry], list[SignedHead]]:
        """The entries since the last time, under their signed head."""
        entries, self.entries = self.entries, []
        branch = self._branch
        return entries, [signed(self._writer.key, branch.feed, branch.tip_seq, branch.tip)]


def fill(session: Session, first: int, last: int, tell: Tell) -> None:
    """Put the cases with these numbers into a vault."""
    feeds = {place: Feed(session, place, random.Random(SEED + first)) for place in (Room.CASE, Room.IDENTITY)}
    for begin in range(first, last + 1, CASES_AT_ONCE):
        end = min(last, begin + CASES_AT_ONCE - 1)
        for record in CaseFiles(SEED + begin, begin).records(end - begin + 1):
            kind = kind_of(type(record))
            by_place: dict[Room, dict[str, Any]] = {}
            for path, value in flatten(kind, record).items():
                by_place.setdefault(kind.part_of(path).field.room, {})[path] = value
            for place, values in by_place.items():
                feeds[place].say(kind.name, bytes.fromhex(record.id), values, {})
        for feed in feeds.values():
            entries, heads = feed.handed_over()
            with session.vault.taking(feed.room) as taking:
                taking.apply(entries, heads)
        tell(f"case {end:,} of {last:,}")


class Stock:
    """Filled vaults by engine and size; each larger one goes on from the size below. `folder` keeps them."""

    def __init__(self, folder: Path, sizes: Iterable[int], tell: Tell) -> None:
        self._folder = folder / _version()
        self._sizes = sorted(set(sizes))
        self._tell = tell

    def forget_others(self) -> None:
        """Remove what earlier versions of the program or of this data left in the folder."""
        for old in self._folder.parent.iterdir():
            if old != self._folder:
                shutil.rmtree(old)

    def office(self, engine: Engine, cases: int) -> Path:
        """The folder of an office with so many cases on laptop 03; laptop 07, empty, has joined it."""
        place = self._folder / f"{engine.name.lower()}-{cases}"
        if not place.exists():
            making = place.with_suffix(".part")
            shutil.rmtree(making, ignore_errors=True)
            if engine is Engine.KEYED:
                self._fill(making, cases)
            else:
                shutil.copytree(self.office(Engine.KEYED, cases), making)
                with opened(making) as session:
                    keys = dict(session.vault.keys.databases)
                for name, key in keys.items():
                    without_key(making / "03" / f"{name}.db", key, engine)
            making.rename(place)
        return place

    def _fill(self, folder: Path, cases: int) -> None:
        below = max((size for size in self._sizes if size < cases), default=0)
        if below:
            shutil.copytree(self.office(Engine.KEYED, below), folder)
        else:
            clock = Clock()
            founder = an_office(folder, clock, OFFICER)
            a_colleague(folder, founder, clock, OFFICER).close()
            founder.close()
        with opened(folder) as session:
            fill(session, below + 1, cases, self._tell)

    @contextmanager
    def copy(self, engine: Engine, cases: int) -> Iterator[Path]:
        """A copy of it, to be written to."""
        made = self.office(engine, cases)
        with TemporaryDirectory(prefix="copy-", dir=self._folder) as place:
            folder = Path(place) / "office"
            shutil.copytree(made, folder)
            yield folder


@contextmanager
def opened(folder: Path, engine: Engine = Engine.KEYED, device: str = "03") -> Iterator[Session]:
    """A laptop of an office, unlocked."""
    with running_on(engine):
        session = open_vault(folder / device, PASSPHRASES[device], clock=Clock(), outside=folder / f"outside-{device}")
    try:
        yield session
    finally:
        session.close()


def _version() -> str:
    digest = hashlib.sha256()
    for pattern in DECIDED_BY:
        for path in sorted(ROOT.glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
