"""Evidence as received: hashed before anything else, sealed into the vault, looked at again at every opening (G23)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds.evidence import EVIDENCE, Blob, Custody, CustodyEvent, Evidence, EvidenceOrigin
from fieldcase.model.kinds.values import Support
from fieldcase.model.refusal import BadValue, Refusal, require
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.evidence import hash_findings
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.looks import look
from fieldcase.office.records import add, write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.objects import Progress, Sink, Stored
from fieldcase.vault.objects import Source as Content


class FileClosed(Refusal):
    """The room in which the file's key lies is closed here."""

    code = "FC-434"
    message = N_("The file of this evidence is closed on this laptop.")
    remedy = N_("Ask the custodian of your office.")


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A file as it was handed over: what it is, without names, and everything that is known of it.

    `reveals_source` and `reveals_identity` are true until somebody has checked; they decide in which room the bytes
    lie. `received_from` is a source or a party; it stands in the source room.
    """

    kind: str
    title: str
    media_type: str = "application/octet-stream"
    file_name: str = ""
    received_at: str = ""
    captured_at: str = ""
    capture_method: str = ""
    tool: str = ""
    url: str = ""
    source_url: str = ""
    received_from: str = ""
    supports: tuple[Support, ...] = ()
    reveals_source: bool = True
    reveals_identity: bool = True
    contains_trauma: bool = False
    use_limit: str = ""
    derived_from: str = ""


def register_evidence(
    session: Session,
    case: str,
    content: Content,
    length: int,
    received: Received,
    *,
    progress: Progress | None = None,
    language: str = "",
) -> Evidence:
    """Take a file into the vault as evidence of a case: `length` bytes of `content`, sealed, hashed, with its custody.

    Nothing of the file lies open on the disk; its name goes to the identity room. Raises `NotYourRole`, `BadValue`,
    `BlockedByRules` (G33), `FileChanged`, refusals of the disk; then no record is made.
    """
    session.require(Action.EDIT_CASE)
    require_unsealed(session, case)
    if not received.title.strip():
        raise BadValue(
            field="title_neutral", value=_("empty"), why=_("evidence needs a title"), expected=_("words without names")
        )
    stored = session.vault.objects.add(content, length, progress=progress)
    lang = language or session.language
    with session.vault.writing() as writing:
        item = write_new(session, writing, _evidence(session, case, received, stored, lang))
        origin = EvidenceOrigin(
            evidence=item.id,
            received_from=received.received_from,
            source_url=received.source_url,
            blob=_blob(stored) if received.reveals_source else Blob(),
        )
        if origin != EvidenceOrigin(evidence=item.id):
            write_new(session, writing, origin)
        for event in ("received", "hashed"):
            write_new(session, writing, _custody(session, case, item.id, event, stored.sha256))
        writing.commit()
    return session.vault.get(Evidence, item.id)


def open_evidence(session: Session, evidence: str, sink: Sink, reason: str) -> Evidence:
    """Write the original bytes to `sink` and look at their hash (G23); logged. `sink` is a buffer in memory, no file
    unless a person exports on purpose; throw it away when this raises.

    Raises `NotYourRole`, `FileClosed`, `BlockedByRules` (G23, and the item is blocked from then on), `ObjectMissing`,
    `ObjectDamaged`.
    """
    reach = session.require(Action.READ_IDENTITY)
    held = session.vault.get(Evidence, evidence)
    require_unsealed(session, held.case)
    if reach is not Reach.FULL and not reason.strip():
        raise BadValue(field="reason", value=_("empty"), why=_("the look is recorded"), expected=_("why you need it"))
    blob = _blob_of(session, held)
    hashed = _Hashed(sink)
    session.vault.objects.open(blob.object, blob.identity, hashed)
    look(session, "open_evidence", [evidence], reason.strip())
    findings = hash_findings(held, hashed.hash.hexdigest())
    event = "hash_mismatch" if findings else "verified_hash"
    add(session, _custody(session, held.case, evidence, event, hashed.hash.hexdigest()))
    require(findings)
    return held


def check_evidence(session: Session, evidence: str, *, reveals_source: bool, reveals_identity: bool) -> Evidence:
    """Record whether somebody who looked at it found that it reveals a source or who people are (section 3.8).

    The bytes stay in the room they lie in; a redacted copy is a new item.
    """
    session.require(Action.EDIT_CASE)
    require_unsealed(session, session.vault.get(Evidence, evidence).case)
    values = {"reveals_source": reveals_source, "reveals_identity": reveals_identity}
    with session.vault.writing() as writing:
        write_values(session, writing, EVIDENCE, evidence, values)
        writing.commit()
    return session.vault.get(Evidence, evidence)


def record_custody(session: Session, evidence: str, event: str, *, hash_seen: str = "", note: str = "") -> CustodyEvent:
    """Record what was done with an item: copied, translated, returned; said once, never corrected (section 3.8)."""
    held = session.vault.get(Evidence, evidence)
    require_unsealed(session, held.case)
    return add(session, _custody(session, held.case, evidence, event, hash_seen or held.sha256, note))


def supporting(supports: Iterable[Support]) -> dict[str, Support]:
    """Supports by a key that two laptops give alike."""
    return {f"{one.element}-{one.target}": one for one in supports}


def _evidence(session: Session, case: str, received: Received, stored: Stored, language: str) -> Evidence:
    return Evidence(
        case=case,
        kind=received.kind,
        title_neutral=received.title.strip(),
        sha256=stored.sha256,
        size=stored.length,
        media_type=received.media_type,
        original_filename=received.file_name,
        received_at=received.received_at or session.now(),
        captured_at=received.captured_at,
        capture_method=received.capture_method,
        tool=received.tool,
        url=received.url,
        supports=supporting(received.supports),
        reveals_source=received.reveals_source,
        reveals_identity=received.reveals_identity,
        contains_trauma=received.contains_trauma,
        use_limit=words(received.use_limit, language),
        derived_from=received.derived_from,
        blob=Blob() if received.reveals_source else _blob(stored),
    )


def _blob(stored: Stored) -> Blob:
    return Blob(object=stored.object, identity=stored.identity, size=stored.length)


def _custody(session: Session, case: str, evidence: str, event: str, seen: str, note: str = "") -> CustodyEvent:
    custody = Custody(event=event, at=session.now(), by=session.seat.id, hash_seen=seen, note=note)
    return CustodyEvent(case=case, evidence=evidence, custody=custody)


def _blob_of(session: Session, held: Evidence) -> Blob:
    if held.blob.object:
        return held.blob
    if Room.SOURCE in session.vault.rooms_open:
        session.require(Action.READ_SOURCE)
        for origin in session.vault.where(EvidenceOrigin, "evidence", [held.id]):
            if origin.blob.object:
                return origin.blob
    raise FileClosed


class _Hashed:
    """Passes bytes on and hashes them."""

    def __init__(self, sink: Sink) -> None:
        self.sink, self.hash = sink, hashlib.sha256()

    def write(self, data: bytes) -> Any:
        self.hash.update(data)
        return self.sink.write(data)
