"""The check: every page, chain, signature, hash, view and file of a vault, and a sentence for whatever is wrong.

Steps are put together by who holds the opened vault (`steps` of its parts below, the ledger's own among them) and run
one after another. A step that meets a failure it did not foresee in words of its own names the file; nothing ends the
check but cancelling it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from fieldcase.model.ledger.state import RecordState
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.vault.database import Connection, DatabaseDamaged, damaged_pages, sorting
from fieldcase.vault.disk import FileMissing
from fieldcase.vault.faults import Fault, Progress
from fieldcase.vault.keys.slots import slots_sound
from fieldcase.vault.objects import Objects
from fieldcase.vault.views.tables import Views

BRING_BACK = N_("Headquarters, a colleague or a backup can bring back what is concerned.")
REBUILD = N_("Let lists and search be drawn again: fieldcase check --rebuild. Nothing of the ledger is concerned.")


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to look at: `where` names it for a person (a file's name), `look` yields what it finds."""

    where: str
    look: Callable[[Progress], Iterable[Fault]]


def run(steps: Iterable[Step], progress: Callable[[str, int, int], None] | None = None) -> tuple[Fault, ...]:
    """Take all steps and return every fault. `progress` hears the step's name, done, of how many; raise to cancel."""
    faults: list[Fault] = []
    for step in steps:

        def tell(done: int, of: int, where: str = step.where) -> None:
            if progress:
                progress(where, done, of)

        tell(0, 1)
        try:
            with sorting(step.where):
                faults.extend(step.look(tell))
        except Refusal as refusal:
            faults.append(Fault.of(step.where, refusal))
        tell(1, 1)
    return tuple(faults)


def slot_file(path: Path) -> Step:
    """Every byte of the slot file."""

    def look(progress: Progress) -> Iterator[Fault]:
        if not path.exists():
            yield Fault.of(path.name, FileMissing(file=path.name))
        elif not slots_sound(path):
            yield Fault(
                where=path.name,
                sentence=_("The file of keys is damaged, though your own part of it may still open."),
                way_out=_("Change your passphrase once, which writes it anew, or put back a copy from a backup."),
            )

    return Step(where=path.name, look=look)


def database_file(connection: Connection, file: str) -> Step:
    """Every page of a database: its seal, and that pages fit together (an old page put back seldom does)."""

    def look(progress: Progress) -> Iterator[Fault]:
        connection.execute("PRAGMA ledger.wal_checkpoint(TRUNCATE)").fetchall()
        pages = damaged_pages(connection)
        for page in pages:
            yield Fault(
                where=_("{file}, page {page}").format(file=file, page=page),
                sentence=_("A page of “{file}” is damaged.").format(file=file),
                way_out=_(BRING_BACK),
            )
        progress(1, 2)
        if not pages:
            told = [line for (line,) in connection.execute("PRAGMA ledger.integrity_check(20)").fetchall()]
            if told != ["ok"]:
                yield Fault(
                    where=file,
                    sentence=_("The pages of “{file}” do not fit together ({count} places).").format(
                        file=file, count=len(told)
                    ),
                    way_out=_(
                        "An old page may have been put back. Headquarters, a colleague or a backup can bring back what"
                        " is concerned."
                    ),
                )

    return Step(where=file, look=look)


def views_of(prepared: Callable[[], Views], states: Callable[[], Iterable[RecordState]], count: int, file: str) -> Step:
    """Whether the views of a file show what the ledger says, record by record; `count` states are to come.

    Views and states are asked for when it is their turn: a damaged page may be in the way of both.
    """

    def look(progress: Progress) -> Iterator[Fault]:
        def counted() -> Iterator[RecordState]:
            for done, state in enumerate(states()):
                if done % 200 == 0:
                    progress(done, count)
                yield state

        views = prepared()
        try:
            with sorting(file):
                views.index.sound()
        except DatabaseDamaged:
            yield Fault(
                where=file, sentence=_("The search of “{file}” is damaged.").format(file=file), way_out=_(REBUILD)
            )
        for kind, record in views.differing(counted()):
            yield Fault(
                where=f"{kind} {record}",
                sentence=_("A list in “{file}” shows a record otherwise than the ledger says.").format(file=file),
                way_out=_(REBUILD),
            )

    return Step(where=file, look=look)


def evidence(objects: Objects, named: Iterable[str]) -> Step:
    """Every evidence file against the hash that is its name, and whether those that records name are there."""
    wanted = frozenset(named)

    def look(progress: Progress) -> Iterator[Fault]:
        there = list(objects)
        for done, name in enumerate(there):
            progress(done, len(there))
            if not objects.sound(name):
                yield Fault(
                    where=f"objects{os.sep}{name[:2]}{os.sep}{name}",
                    sentence=_("The evidence file {object} is damaged.").format(object=name[:12]),
                    way_out=_(BRING_BACK),
                )
        for name in sorted(wanted - set(there)):
            yield Fault(
                where=f"objects{os.sep}{name[:2]}{os.sep}{name}",
                sentence=_("The evidence file {object} is not in this vault.").format(object=name[:12]),
                way_out=_(
                    "It may still be under way; if not, headquarters, a colleague or a backup can bring it back."
                ),
            )

    return Step(where="objects", look=look)


def verified(where: str, verify: Callable[[Progress], Iterable[Fault]]) -> Step:
    """A step of the ledger's own: chains, hashes and signatures of one room."""
    return Step(where=where, look=verify)
