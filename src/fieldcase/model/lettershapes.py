"""The shape of each kind of letter that is written here, declared once (domain reference, sections 10.1 and 10.3).

Rules, drafting, text check and signature read this table; none of them asks which kind a letter is. A kind that is not
in it is kept and shown, but cannot be drafted.
"""

from __future__ import annotations

from fieldcase.model.proposalshapes import PROPOSED
from fieldcase.model.shape import Cites, Form, Puts, Shape, To

SHAPES: dict[str, Shape] = {
    "note_verbale": Shape(
        body=(
            "opening",
            "context",
            "allegations",
            "standards",
            "concern",
            "requests",
            "no_reprisal_clause",
            "deadline",
            "publication_notice?",
        ),
        encloses=True,
        puts=Puts.MUST,
        asks=True,
        tells_context=True,
        announces=True,
    ),
    "reminder": Shape(
        body=("opening", "previous_letters", "outstanding", "deadline"),
        follows=True,
        cites=Cites.LETTER,
        persons=False,
        rechecks=True,
        waits=True,
    ),
    "follow_up": Shape(
        body=(
            "opening",
            "previous_letters",
            "allegations?",
            "outstanding",
            "requests",
            "no_reprisal_clause",
            "deadline",
        ),
        follows=True,
        encloses=True,
        puts=Puts.MAY,
        cites=Cites.LETTER,
        rechecks=True,
        asks=True,
    ),
    "letter_concern": Shape(
        body=(
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
        ),
        form=Form.LETTER,
        encloses=True,
        puts=Puts.MUST,
        asks=True,
        tells_context=True,
        announces=True,
    ),
    "law_comment": Shape(
        body=(
            "mandate",
            "law_provisions",
            "standards",
            "recommendations",
            "no_reprisal_clause?",
            "technical_cooperation",
            "deadline",
        ),
        form=Form.LETTER,
        encloses=True,
        comments=True,
    ),
    "non_state_letter": Shape(
        body=(
            "mandate",
            "context",
            "allegations",
            "standards",
            "concern",
            "requests",
            "no_reprisal_clause",
            "deadline",
            "publication_notice",
        ),
        form=Form.LETTER,
        encloses=True,
        to=To.OUTSIDE,
        puts=Puts.MUST,
        asks=True,
        questions=("Q1", "Q2", "Q3", "Q7", "Q12"),
        tells_context=True,
        announces=True,
    ),
    "de_facto_letter": Shape(
        body=("mandate", "allegations", "requests", "no_reprisal_clause", "deadline"),
        form=Form.RESERVED,
        to=To.OUTSIDE,
        cleared=True,
        puts=Puts.MUST,
        asks=True,
        questions=("Q1", "Q2", "Q3", "Q7", "Q12"),
    ),
    "source_acknowledgement": Shape(
        body=("greeting", "receipt", "next_step", "contact_arrangement"),
        form=Form.SOURCE,
        to=To.SOURCE,
    ),
    "source_feedback": Shape(
        body=("greeting", "done_for_you", "answered?", "contact_arrangement"),
        form=Form.SOURCE,
        to=To.SOURCE,
    ),
    "aide_memoire": Shape(
        body=("mandate", "allegations", "concern", "requests", "no_reprisal_clause"),
        form=Form.PAPER,
        puts=Puts.MUST,
        asks=True,
    ),
    "info_request_op8": Shape(
        body=("opening", "requests", "reported_cases?", "deadline"),
        persons=False,
        asks=True,
        questions=("Q3", "Q4", "Q5", "Q6", "Q7", "Q8", "Q11", "Q12"),
    ),
    "acknowledgement_state": Shape(
        body=("opening", "reply_received", "next_step"),
        follows=True,
        cites=Cites.REPLY,
        persons=False,
    ),
    "thanks_reply": Shape(
        body=("opening", "reply_received", "acknowledged_positive?", "observations", "outstanding?", "deadline?"),
        follows=True,
        cites=Cites.REPLY,
        rechecks=True,
    ),
    **PROPOSED,
}
"""By code of the vocabulary `letter_kind`."""


def shape_of(kind: str) -> Shape | None:
    """The shape of a kind of letter; None where letters of that kind are not written here. What a letter looks like
    that follows another one, `rules.forms` says."""
    return SHAPES.get(kind)


def rechecks(kind: str) -> bool:
    """Whether a letter of this kind mentions, for consent, whom the letters that it cites mentioned."""
    shape = SHAPES.get(kind)
    return shape is not None and shape.rechecks
