"""The shape of each kind of letter that is written here, declared once (domain reference, sections 10.1 and 10.3).

Rules, drafting, text check and signature read this table; none of them asks which kind a letter is. A kind that is not
in it is kept and shown, but cannot be drafted.
"""

from __future__ import annotations

from fieldcase.model.shape import Cites, Puts, Shape

__all__ = ["SHAPES", "Cites", "Puts", "Shape", "rechecks", "shape_of", "signed_as"]

_HEAD = ("letterhead", "reference", "marking?")
_END = ("closing", "date_place", "initials_stamp", "addressee")

SHAPES: dict[str, Shape] = {
    "note_verbale": Shape(
        blocks=(
            *_HEAD,
            "opening",
            "context",
            "allegations",
            "standards",
            "concern",
            "requests",
            "no_reprisal_clause",
            "deadline",
            "publication_notice?",
            *_END,
            "enclosures?",
        ),
        puts=Puts.MUST,
        asks=True,
        tells_context=True,
        announces=True,
    ),
    "reminder": Shape(
        blocks=(*_HEAD, "opening", "previous_letters", "outstanding", "deadline", *_END),
        cites=Cites.LETTER,
        persons=False,
        rechecks=True,
        waits=True,
    ),
    "follow_up": Shape(
        blocks=(
            *_HEAD,
            "opening",
            "previous_letters",
            "allegations?",
            "outstanding",
            "requests",
            "no_reprisal_clause",
            "deadline",
            *_END,
            "enclosures?",
        ),
        puts=Puts.MAY,
        cites=Cites.LETTER,
        rechecks=True,
        asks=True,
    ),
    "letter_concern": Shape(
        blocks=(
            *_HEAD,
            "date_place",
            "addressee",
            "salutation",
            "mandate",
            "context",
            "allegations",
            "standards",
            "concern",
            "acknowledged_positive?",
            "requests",
            "no_reprisal_clause",
            "deadline",
            "publication_notice",
            "closing",
            "signature",
            "enclosures?",
        ),
        formulae=("salutation", "closing"),
        signed="signature",
        note=False,
        puts=Puts.MUST,
        asks=True,
        tells_context=True,
        announces=True,
    ),
    "aide_memoire": Shape(
        blocks=("title", "date_place", "mandate", "allegations", "concern", "requests", "no_reprisal_clause"),
        formulae=(),
        signed="none",
        note=False,
        puts=Puts.MUST,
        asks=True,
    ),
    "info_request_op8": Shape(
        blocks=(*_HEAD, "opening", "requests", "reported_cases?", "deadline", *_END),
        persons=False,
        asks=True,
        questions=("Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q11", "Q12"),
    ),
    "acknowledgement_state": Shape(
        blocks=(*_HEAD, "opening", "reply_received", "next_step", *_END),
        cites=Cites.REPLY,
        persons=False,
    ),
    "thanks_reply": Shape(
        blocks=(
            *_HEAD,
            "opening",
            "reply_received",
            "acknowledged_positive?",
            "observations",
            "outstanding?",
            "deadline?",
            *_END,
        ),
        cites=Cites.REPLY,
        rechecks=True,
    ),
}
"""By code of the vocabulary `letter_kind`."""


def shape_of(kind: str) -> Shape | None:
    """The shape of a kind of letter; None where letters of that kind are not written here."""
    return SHAPES.get(kind)


def signed_as(kind: str) -> str:
    """What a kind of letter carries (G10, section 10.1): `signature`, `initials_stamp` or `none`."""
    shape = SHAPES.get(kind)
    return shape.signed if shape else "signature"


def rechecks(kind: str) -> bool:
    """Whether a letter of this kind mentions, for consent, whom the letters that it cites mentioned."""
    shape = SHAPES.get(kind)
    return shape is not None and shape.rechecks
