"""What the assistant of an import asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from fieldcase.desktop.desk import Desk, Job, Report
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.importing.apply import Imported
    from fieldcase.office.importing.assistant import Assisted
    from fieldcase.office.importing.undo import Undone
    from fieldcase.office.session import Session

Failed = Callable[[Refusal], object]


def open_file(desk: Desk, file: Path, then: Callable[[bytes], object], failed: Failed) -> Job[bytes]:
    """Read a file into memory; nothing of it is kept anywhere else."""

    def ask(_session: Session) -> bytes:
        from fieldcase.office.given import read_given

        return read_given(file)

    return desk.run(ask, then, failed=failed)


def look(
    desk: Desk,
    data: bytes,
    name: str,
    mapping: bytes | None,
    then: Callable[[Assisted], object],
    failed: Failed,
    progress: Report,
) -> Job[Assisted]:
    """What the register comes to with this mapping; nothing is written."""

    def ask(session: Session, report: Report) -> Assisted:
        from fieldcase.office.importing.assistant import assist

        report(_("Reading the file"), -1)
        return assist(session, data, file=name, mapping=mapping)

    return desk.run(ask, then, failed=failed, progress=progress, reads=True)


def take_in(
    desk: Desk,
    data: bytes,
    name: str,
    mapping: bytes,
    seal: bool,
    then: Callable[[Imported], object],
    failed: Failed,
    progress: Report,
) -> Job[Imported]:
    """Take the whole register in, or nothing: cancelled half-way, nothing was written."""

    def ask(session: Session, report: Report) -> Imported:
        from fieldcase.office.importing.apply import import_file

        return import_file(session, data, file=name, mapping=mapping, seal=seal, progress=report)

    return desk.run(ask, then, failed=failed, progress=progress)


def take_back(desk: Desk, batch: str, then: Callable[[Undone], object], failed: Failed) -> Job[Undone]:
    """Undo a whole import, as long as nobody worked on it."""

    def ask(session: Session) -> Undone:
        from fieldcase.office.importing.undo import undo

        return undo(session, batch)

    return desk.run(ask, then, failed=failed)
