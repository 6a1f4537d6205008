"""What the Files tab asks of the office; each function is one use case, carried out by the worker."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job, Report
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.model.kinds.evidence import Evidence
    from fieldcase.office.session import Session
    from fieldcase.office.sources.evidence import Received
    from fieldcase.office.sources.files import FileLine

Failed = Callable[[Refusal], object]


def files(desk: Desk, case_id: str, then: Callable[[tuple[FileLine, ...]], object], failed: Failed) -> Job[Any]:
    """The files of a case with their custody."""

    def ask(session: Session) -> tuple[FileLine, ...]:
        from fieldcase.office.sources.files import files_of

        return files_of(session, case_id)

    return desk.run(ask, then, failed=failed, reads=True)


def take(
    desk: Desk,
    case_id: str,
    path: Path,
    received: Callable[[], Received],
    then: Callable[[Evidence], object],
    failed: Failed,
    progress: Report,
) -> Job[Evidence]:
    """Take a file into the vault; cancelling leaves nothing of it behind."""

    def ask(session: Session, report: Report) -> Evidence:
        from fieldcase.office.sources.files import take_file

        def done(part: int, whole: int) -> None:
            report(_("Sealing the file…"), part / whole if whole else -1.0)

        return take_file(session, case_id, path, received(), progress=done)

    return desk.run(ask, then, failed=failed, progress=progress)


def content(desk: Desk, evidence: str, reason: str, then: Callable[[bytes], object], failed: Failed) -> Job[bytes]:
    """The bytes of a file, its hash compared; the look is logged. They go to the helper process and nowhere else."""

    def ask(session: Session) -> bytes:
        from fieldcase.office.sources.evidence import open_evidence

        sink = io.BytesIO()
        open_evidence(session, evidence, sink, reason)
        return sink.getvalue()

    return desk.run(ask, then, failed=failed)


def write_out(
    desk: Desk, evidence: str, folder: Path, reason: str, then: Callable[[Path], object], failed: Failed
) -> Job[Path]:
    """Write a file out of the vault, on purpose and with a reason."""

    def ask(session: Session) -> Path:
        from fieldcase.office.sources import files as office

        return office.write_out(session, evidence, folder, reason)

    return desk.run(ask, then, failed=failed)


def checked(
    desk: Desk, evidence: str, source: bool, identity: bool, then: Callable[[object], object], failed: Failed
) -> Job[object]:
    """Record what a file was found to reveal."""

    def ask(session: Session) -> object:
        from fieldcase.office.sources.evidence import check_evidence

        return check_evidence(session, evidence, reveals_source=source, reveals_identity=identity)

    return desk.run(ask, then, failed=failed)
