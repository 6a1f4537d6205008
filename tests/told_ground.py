"""What was told in the invented case of Kalindra: sources, information and files, graded apart."""

from __future__ import annotations

import io
import struct
import zlib

from fieldcase.office.cases.page import case_page
from fieldcase.office.records import change
from fieldcase.office.session import Session
from fieldcase.office.sources.evidence import Received, register_evidence
from fieldcase.office.sources.information import bears_on, record_information
from fieldcase.office.sources.sources import record_source
from fieldcase.office.verification.assessing import assess_element


def told(session: Session, case: str) -> None:
    """Fill the case with items for and against each element of its second act, and a file or two."""
    act = case_page(session, case).records["act"][1].id
    first = record_source(
        session, "relative", group="family", grade="R2", reason="Careful so far.", identity="A sister"
    )
    second = record_source(session, "eyewitness", group="street", grade="R1", reason="Known for years.")
    state = record_source(session, "state_official", group="ministry", grade="R3", reason="Interested.")

    def say(words: str, bears: dict[str, str], source: object, level: str, first_hand: str = "yes") -> None:
        supports = [bears_on(element, act, direction) for element, direction in bears.items()]
        record_information(
            session,
            case,
            words,
            supports=supports,
            sources=[source],  # type: ignore[list-item]  # a Source
            credibility=level,
            credibility_reason="It fits what is known.",
            first_hand=first_hand,
            event_date="2026-03-05",
        )

    pro, contra = "supports", "contradicts"
    say("Heard at the Council on 2 March.", {"E1": pro}, first, "C2")
    say("First-hand account of the arrest.", {"E2": pro}, second, "C2")
    say("Seen in custody on 7 March.", {"E2": pro, "E4": pro}, first, "C1")
    say("Asked at the airport who helped her write to the Working Group.", {"E3": pro}, first, "C2")
    say("Police: released the same day.", {"E2": contra}, state, "C4", "no")
    say("Ministry: a customs matter.", {"E3": contra}, state, "C2", "no")
    evidence(session, case, "Acknowledgement of the submission", png(), "image/png", ((("E1", act),)))
    assess_element(
        session, case, "E2", act, "reasonable_grounds", "Two accounts agree.", weighed="The police are alone."
    )


def evidence(
    session: Session, case: str, title: str, data: bytes, media_type: str, bears: tuple[tuple[str, str], ...] = ()
) -> str:
    """A file of the case; returns its id."""
    received = Received(
        kind="document",
        title=title,
        media_type=media_type,
        file_name="scan",
        supports=tuple(bears_on(element, act) for element, act in bears),
        reveals_source=False,
    )
    return register_evidence(session, case, io.BytesIO(data), len(data), received).id


def png(width: int = 320, height: int = 200) -> bytes:
    """A picture of stripes."""
    row = b"\x00" + b"".join(bytes((40 + x % 200, 90, 160)) for x in range(width))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b"")
    )


def spoil(session: Session, record: str) -> None:
    """Record another hash than the file has, as after tampering."""
    change(session, "evidence", record, {"sha256": "0" * 64})


def a_pdf(pages: int = 2) -> bytes:
    """A paper of some pages."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for number in range(pages):
        canvas.drawString(100, 700, f"Page {number + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
