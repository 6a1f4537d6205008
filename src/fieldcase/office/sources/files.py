"""The files of a case as a page lists them; taking one in from this laptop, and writing one out on purpose."""

from __future__ import annotations

import io
from pathlib import Path

import msgspec

from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.rules.evidence import intact
from fieldcase.model.words import _
from fieldcase.office.cases.seen import in_codes
from fieldcase.office.cases.sight import case_file
from fieldcase.office.given import FileEmpty, FileUnreadable, require_new, write_given
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, open_evidence, record_custody, register_evidence
from fieldcase.vault.objects import Progress

ENDINGS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "audio/mpeg": ".mp3",
    "audio/mp4": ".m4a",
    "video/mp4": ".mp4",
    "application/zip": ".zip",
}
"""What a file of a kind is called when it is written out; others get none. Its own name may name somebody."""
TYPES = {ending: kind for kind, ending in ENDINGS.items()} | {".jpeg": "image/jpeg", ".tiff": "image/tiff"}
UNKNOWN = "application/octet-stream"


class CustodyLine(msgspec.Struct, frozen=True, kw_only=True):
    """One event in the life of a file: what, when (an instant), by whom, with which hash."""

    event: str
    at: str
    by: str
    hash_seen: str = ""
    note: str = ""


class FileLine(msgspec.Struct, frozen=True, kw_only=True):
    """A file of a case with its custody, oldest first. `intact` is false once its hash differed."""

    evidence: Evidence
    custody: tuple[CustodyLine, ...]
    intact: bool


def files_of(session: Session, case: str) -> tuple[FileLine, ...]:
    """The files of a case, in codes. Raises as `case_file` does."""
    file = case_file(session, case)
    names = {seat.id: seat.name for seat in session.roster.seats}
    events: dict[str, list[CustodyLine]] = {}
    for one in sorted(file.custody, key=lambda event: event.custody.at):
        said = one.custody
        line = CustodyLine(
            event=said.event,
            at=said.at,
            by=names.get(said.by, said.by[:8]),
            hash_seen=said.hash_seen,
            note=said.note,
        )
        events.setdefault(one.evidence, []).append(line)
    return tuple(
        FileLine(evidence=in_codes(one), custody=tuple(events.get(one.id, ())), intact=intact(file, one))
        for one in file.evidence
    )


def type_of(name: str) -> str:
    """The media type that the ending of a file's name says; what is in it is looked at when it is shown."""
    return TYPES.get(Path(name).suffix.lower(), UNKNOWN)


def take_file(
    session: Session, case: str, path: Path, received: Received, *, progress: Progress | None = None
) -> Evidence:
    """Take a file of this laptop into the vault, streamed, sealed and hashed; the file that lies there stays.

    Raises `FileUnreadable`, `FileEmpty`, and as `register_evidence` does; then no record is made.
    """
    try:
        with path.open("rb") as content:
            length = content.seek(0, io.SEEK_END)
            content.seek(0)
            if not length:
                raise FileEmpty(file=path.name)
            return register_evidence(session, case, content, length, received, progress=progress)
    except OSError as failure:
        raise FileUnreadable(file=path.name) from failure


def write_out(session: Session, evidence: str, folder: Path, reason: str) -> Path:
    """Write the original bytes into a folder that a person chose, after comparing their hash; logged with the reason,
    and recorded in the custody. Its name is its number. Returns where it lies.

    Raises `BadValue` without a reason, `OutExists`, and as `open_evidence` does; then nothing is written.
    """
    session.require(Action.READ_IDENTITY)
    if not reason.strip():
        why = _("it lies open outside the vault afterwards")
        raise BadValue(field="reason", value=_("empty"), why=why, expected=_("why you need it"))
    held = session.vault.get(Evidence, evidence)
    out = folder / f"{held.ev_no or 'file'}{ENDINGS.get(held.media_type, '')}"
    require_new(out)
    sink = io.BytesIO()
    open_evidence(session, evidence, sink, reason)
    write_given(out, sink.getvalue())
    record_custody(session, evidence, "copied")
    return out
