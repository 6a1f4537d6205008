"""Evidence as received, and what happened to it since. Originals are never edited; a derivative gets a new number.

What points at the source (who handed it over, an address, the bytes themselves when they reveal it) stands in
`EvidenceOrigin` in the source room.
"""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import Support
from fieldcase.model.words import N_


class Blob(Group, frozen=True, kw_only=True):
    """Where the bytes lie: the hash of the sealed object and the one-time identity that opens it."""

    object: Annotated[str, Field(N_("Sealed object"), Type.SHA256, required=True)] = ""
    identity: Annotated[str, Field(N_("Key of the object"), required=True)] = ""
    size: Annotated[int | None, Field(N_("Size"), Type.NUMBER)] = None


class Evidence(Record, frozen=True, kw_only=True):
    """One item of evidence. `sha256` is of the original bytes as received, before anything else was done with them."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    ev_no: Annotated[
        str,
        Field(N_("Number"), help=N_("EV1, EV2 … in the case; never used twice."), required=True, listed=True, search=6),
    ] = ""
    kind: Annotated[
        str, Field(N_("Kind of evidence"), Type.CODE, vocabulary="evidence_kind", required=True, listed=True)
    ] = ""
    title_neutral: Annotated[str, Field(N_("Title"), help=N_("No names."), required=True, listed=True, search=5)] = ""
    sha256: Annotated[
        str, Field(N_("Hash"), Type.SHA256, N_("Of the bytes as received."), required=True, listed=True)
    ] = ""
    size: Annotated[int | None, Field(N_("Size"), Type.NUMBER, required=True)] = None
    media_type: Annotated[str, Field(N_("Media type"), required=True)] = ""
    original_filename: Annotated[
        str, Field(N_("Original file name"), help=N_("File names disclose."), room=Room.IDENTITY)
    ] = ""
    received_at: Annotated[str, Field(N_("Received"), Type.INSTANT, required=True, listed=True)] = ""
    captured_at: Annotated[str, Field(N_("Captured"), Type.EDTF)] = ""
    capture_method: Annotated[str, Field(N_("How it was captured"))] = ""
    tool: Annotated[str, Field(N_("Tool"))] = ""
    url: Annotated[
        str, Field(N_("Web address"), help=N_("One that points at a source belongs to the source room."))
    ] = ""
    supports: Annotated[dict[str, Support], Field(N_("Bears on"), Type.GROUP)] = {}
    reveals_source: Annotated[
        bool,
        Field(N_("Reveals the source"), Type.BOOL, N_("Yes until somebody has checked."), required=True, listed=True),
    ] = True
    reveals_identity: Annotated[
        bool,
        Field(
            N_("Reveals who people are"), Type.BOOL, N_("Yes until somebody has checked."), required=True, listed=True
        ),
    ] = True
    contains_trauma: Annotated[
        bool | None, Field(N_("Distressing"), Type.BOOL, N_("Shown blurred."), required=True)
    ] = None
    use_limit: Annotated[LText, Field(N_("Limits of use"), Type.LONG_TEXT, N_("What the giver allowed."))] = {}
    derived_from: Annotated[
        str,
        Field(N_("Made from"), Type.REF, N_("Redacted copy, translation, transcript."), refers="evidence", listed=True),
    ] = ""
    blob: Annotated[Blob, Field(N_("File"), Type.GROUP, room=Room.IDENTITY)] = Blob()


class EvidenceOrigin(Record, frozen=True, kw_only=True):
    """Where evidence came from, and its bytes when they reveal that. In the source room, under an id of its own."""

    evidence: Annotated[
        str, Field(N_("Evidence"), Type.REF, room=Room.SOURCE, refers="evidence", required=True, listed=True)
    ] = ""
    received_from: Annotated[
        str, Field(N_("Received from"), Type.REF, room=Room.SOURCE, refers="source party", listed=True)
    ] = ""
    source_url: Annotated[str, Field(N_("Web address"), room=Room.SOURCE)] = ""
    handed_over_from: Annotated[str, Field(N_("Handed over from"), room=Room.SOURCE)] = ""
    handed_over_to: Annotated[str, Field(N_("Handed over to"), room=Room.SOURCE)] = ""
    blob: Annotated[Blob, Field(N_("File"), Type.GROUP, room=Room.SOURCE)] = Blob()


class Custody(Group, frozen=True, kw_only=True):
    """One event in the life of an item of evidence; said once, never corrected."""

    event: Annotated[str, Field(N_("Event"), Type.CODE, vocabulary="custody_event", required=True, listed=True)] = ""
    at: Annotated[str, Field(N_("At"), Type.INSTANT, required=True, listed=True)] = ""
    by: Annotated[str, Field(N_("By"), Type.REF, refers="seat", required=True, listed=True)] = ""
    hash_seen: Annotated[str, Field(N_("Hash seen"), Type.SHA256, required=True)] = ""
    note: Annotated[str, Field(N_("Note"), Type.LONG_TEXT)] = ""


class CustodyEvent(Record, frozen=True, kw_only=True):
    """What was done with an item. The chain is the ledger's; from whom to whom stands with the origin."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", listed=True)] = ""
    evidence: Annotated[str, Field(N_("Evidence"), Type.REF, refers="evidence", required=True, listed=True)] = ""
    custody: Annotated[Custody, Field(N_("Event"), Type.GROUP, required=True)] = Custody()


EVIDENCE = describe(Evidence, "evidence", N_("Evidence"), N_("Evidence"), N_("An item as received, with its hash."))
EVIDENCE_ORIGIN = describe(
    EvidenceOrigin, "evidence_origin", N_("Origin of evidence"), N_("Origins of evidence"), N_("Who gave it.")
)
CUSTODY_EVENT = describe(
    CustodyEvent, "custody_event", N_("Custody"), N_("Chain of custody"), N_("What was done with an item, and when.")
)
