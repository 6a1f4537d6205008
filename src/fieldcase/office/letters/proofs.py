"""What proves a dispatch or a receipt: evidence of the letter's case, or a scan that is kept as such."""

from __future__ import annotations

import hashlib
import io
import mimetypes

import msgspec

from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.roles import Action
from fieldcase.model.words import _
from fieldcase.office.letters.gathering import open_letter
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, register_evidence


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence that may prove that a letter left or was received; `title` names nobody."""

    id: str
    number: str
    title: str


def proofs_of(session: Session, letter_id: str) -> tuple[Proof, ...]:
    """The evidence of a letter's case, the newest first. Raises as `open_letter` does."""
    found = open_letter(session, letter_id).file.evidence
    return tuple(Proof(id=one.id, number=one.ev_no, title=one.title_neutral) for one in reversed(found))


def keep_proof(session: Session, letter_id: str, data: bytes, file_name: str) -> str:
    """Keep a scan as evidence of the case of a letter; the id. A stamped copy shows the letter: whom it names is shown.

    The same scan again is the same evidence: a step that was refused and is tried once more leaves no second one.
    Raises `NotYourRole`, and as `open_letter` and `register_evidence` do.
    """
    session.require(Action.DISPATCH_LETTER)
    letter: Letter = open_letter(session, letter_id).letter
    same = hashlib.sha256(data).hexdigest()
    kept = [one for one in session.vault.where(Evidence, "sha256", [same]) if one.case == letter.case]
    if kept:
        return kept[0].id
    received = Received(
        kind="official_letter",
        title=_("Proof of dispatch or receipt"),
        file_name=file_name,
        media_type=mimetypes.guess_type(file_name)[0] or "application/octet-stream",
        reveals_source=False,
        reveals_identity=True,
    )
    return register_evidence(session, letter.case, io.BytesIO(data), len(data), received).id
