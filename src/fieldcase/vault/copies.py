"""Opened copies of closed rooms that are missing or damaged: put aside and begun anew, to be filled from the ledger.

`ledger.db` holds every entry of a closed room as sealed rows, so a copy that is lost costs time and nothing else. A
copy that opens but is not of this vault, or of a newer program, is refused as ever: that was somebody's hand.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _
from fieldcase.vault import disk
from fieldcase.vault.database import Connection, DatabaseDamaged, DatabaseUnreadable, open_database
from fieldcase.vault.faults import Fault

LOST = (disk.FileMissing, DatabaseUnreadable, DatabaseDamaged)
"""What is wrong with a copy that is begun anew."""
ASIDE = ".damaged"


def open_copy(path: Path, key: bytes, *, vault: bytes) -> tuple[Connection, Refusal | None]:
    """Open a closed room's copy; one that is lost is begun anew, and comes with what was wrong. Raises refusals of the
    disk and of files that are somebody else's.
    """
    try:
        return open_database(path, key, vault=vault), None
    except LOST as refusal:
        return begin_anew(path, key, vault=vault), refusal


def begin_anew(path: Path, key: bytes, *, vault: bytes) -> Connection:
    """Put the file aside, if there is one, and make an empty one in its place."""
    with disk.refusing(path):
        for end in ("-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)
        if path.exists():
            path.replace(path.with_name(path.name + ASIDE))
    return open_database(path, key, vault=vault, create=True)


def forget_aside(folder: Path) -> None:
    """Remove damaged copies that lie aside: something is erased, and it may lie in them still. One that cannot be
    removed is told by the check.
    """
    for path in folder.glob(f"*{ASIDE}"):
        with contextlib.suppress(OSError):
            path.unlink()


def notices(lost: Mapping[str, Refusal], closed: Mapping[str, Refusal]) -> Iterator[Fault]:
    """What a person is told at opening of copies that were built again, and of those that stay closed."""
    for name, refusal in lost.items():
        if name not in closed:
            yield Fault(
                where=f"{name}.db",
                sentence=_("{wrong} It was built again from the ledger, and nothing of it is lost.").format(
                    wrong=refusal.sentence
                ),
                way_out=_("If nobody did this on purpose, tell the person responsible for security."),
            )
    for name, refusal in closed.items():
        yield Fault(
            where=f"{name}.db",
            sentence=_("“{file}” stays closed, for it cannot be built from the ledger: {why}").format(
                file=f"{name}.db", why=refusal.sentence
            ),
            way_out=refusal.way_out,
        )
