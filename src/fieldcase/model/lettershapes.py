"""The shape of each kind of letter that is written here, declared once (domain reference, sections 10.1 and 10.3).

Rules, drafting, text check and signature read this table; none of them asks which kind a letter is. A kind that is not
in it is kept and shown, but cannot be drafted.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Puts(StrEnum):
    """Whether a letter puts allegations to its addressee."""

    MUST = "must"
    MAY = "may"
    NEVER = "never"


class Cites(StrEnum):
    """What a letter goes back to and cannot be without."""

    NOTHING = ""
    LETTER = "letter"
    REPLY = "reply"


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of letter.

    `blocks` in their order, a question mark behind those that may be missing. `formulae` are those that it opens and
    closes with. `signed`: `signature`, `initials_stamp` or `none` (G10). `note`: the form of a note verbale, third
    person (N1–N6). `persons`: whether its text may tell facts and mention people. `rechecks`: those whom the letters
    cited mentioned are asked about again (G4). `waits`: it waits while somebody's risk is imminent. `asks`: questions
    of the bank, those of `questions` where the kind has its own. `tells_context`, `announces`: cooperation with the
    United Nations, publication.
    """

    blocks: tuple[str, ...]
    formulae: tuple[str, ...] = ("opening", "closing")
    signed: str = "initials_stamp"
    note: bool = True
    puts: Puts = Puts.NEVER
    cites: Cites = Cites.NOTHING
    persons: bool = True
    rechecks: bool = False
    waits: bool = False
    asks: bool = False
    questions: tuple[str, ...] = ()
    tells_context: bool = False
    announces: bool = False

    @property
    def names_of_blocks(self) -> tuple[str, ...]:
        """The blocks that such a letter may have, in their order."""
        return tuple(block.removesuffix("?") for block in self.blocks)


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
