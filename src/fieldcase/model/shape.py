"""What a kind of letter is made of: the words in which `lettershapes` and `proposalshapes` declare their kinds."""

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


class Form(StrEnum):
    """How a letter is written and closed: as a note verbale (third person, initials and stamp); as a letter that is
    signed; as one that is signed and bestows no title, with a word that it recognises nobody; as one to a source, on
    whose pages the office stands only where that was agreed; as a paper that is left at a meeting, impersonal and
    unsigned; or as a proposal to headquarters, behind an internal cover of its own."""

    NOTE = "note"
    LETTER = "letter"
    RESERVED = "reserved"
    SOURCE = "source"
    PAPER = "paper"
    PROPOSAL = "proposal"


class To(StrEnum):
    """Whom a kind of letter goes to: a State, somebody in the directory of those who are none, or a source."""

    STATE = "state"
    OUTSIDE = "outside"
    SOURCE = "source"


class Suggests(StrEnum):
    """Whom the cover of a proposal suggests beside its recipient: mandates of special procedures, or the committee
    (vocabulary `mechanism`, below this term)."""

    NOBODY = ""
    MANDATES = "special_procedures"
    COMMITTEE = "treaty_bodies"


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """What a form puts around the body of a letter: blocks before and after it, the formulae that it opens and closes
    with, and how it is `signed`: `signature`, `initials_stamp` or `none` (G10)."""

    before: tuple[str, ...]
    after: tuple[str, ...] = ()
    formulae: tuple[str, ...] = ()
    signed: str


_HEAD = ("letterhead", "reference", "marking?")

AT_SIGNATURE = ("reference", "date_place", "signature")
"""Blocks that the program writes when the letter is signed."""
FROM_THAT_DAY = "deadline"
"""The block that counts from the day of signature, as long as nobody changed it."""

COVER = ("handling", "consents", "risk")
"""The internal cover of a proposal, taken off before anything goes on. The program writes it from the records whenever
pages are made: what people agreed to is never a copy."""

FRAMES: dict[Form, Frame] = {
    Form.NOTE: Frame(
        before=_HEAD,
        after=("closing", "date_place", "initials_stamp", "addressee"),
        formulae=("opening", "closing"),
        signed="initials_stamp",
    ),
    Form.LETTER: Frame(
        before=(*_HEAD, "date_place", "addressee", "salutation"),
        after=("closing", "signature"),
        formulae=("salutation", "closing"),
        signed="signature",
    ),
    Form.RESERVED: Frame(
        before=(*_HEAD, "date_place", "addressee"),
        after=("disclaimer", "signature"),
        formulae=("disclaimer",),
        signed="signature",
    ),
    Form.SOURCE: Frame(before=("letterhead?", "date_place"), after=("signature?",), signed="signature"),
    Form.PAPER: Frame(before=("title", "date_place"), signed="none"),
    Form.PROPOSAL: Frame(before=(*COVER, "title"), signed="none"),
}

NOTE_ADDRESSEES = frozenset({"foreign_ministry", "permanent_mission", "permanent_representative"})
"""Kinds of addressee that notes verbales go to (N6); everybody else gets a letter."""


BLOCKS_OF_FORMS = frozenset(
    block.removesuffix("?") for frame in FRAMES.values() for block in (*frame.before, *frame.after)
)
"""Blocks that come with a form: a template may hold those of two, and each letter takes its own."""


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of letter.

    `body` are the blocks between those of its form, in their order, a question mark behind those that may be missing.
    `follows`: it takes the form of the letter that it goes back to, signed as that one (section 10.1). `encloses`: it
    may list enclosures. `to`: whom it goes to.
    `comments`: it comments on laws. `cleared`: headquarters has to clear it before it is signed (G18). `persons`:
    whether its text may tell facts and mention people. `rechecks`: those whom the letters cited mentioned are asked
    about again (G4). `waits`: it waits while somebody's risk is imminent. `asks`: questions of the bank, those of
    `questions` where the kind has its own. `tells_context`, `announces`: cooperation with the United Nations,
    publication. `suggests`: whom the cover of a proposal lists. `one_page`: its body fits one page.
    """

    body: tuple[str, ...]
    form: Form = Form.NOTE
    follows: bool = False
    encloses: bool = False
    to: To = To.STATE
    comments: bool = False
    cleared: bool = False
    puts: Puts = Puts.NEVER
    cites: Cites = Cites.NOTHING
    persons: bool = True
    rechecks: bool = False
    waits: bool = False
    asks: bool = False
    questions: tuple[str, ...] = ()
    tells_context: bool = False
    announces: bool = False
    suggests: Suggests = Suggests.NOBODY
    one_page: bool = False

    @property
    def to_state(self) -> bool:
        """Whether letters of this kind go to a State."""
        return self.to is To.STATE

    @property
    def frame(self) -> Frame:
        """What its form puts around it."""
        return FRAMES[self.form]

    @property
    def blocks(self) -> tuple[str, ...]:
        """All its blocks in their order, a question mark behind those that may be missing."""
        behind = (*(("enclosures?",) if self.encloses else ()), *(("annex?",) if self.annexes else ()))
        return (*self.frame.before, *self.body, *self.frame.after, *behind)

    @property
    def given(self) -> tuple[str, ...]:
        """The blocks that are given at signature; nothing else of a letter may differ from what was approved."""
        return tuple(block for block in self.names_of_blocks if block in (*AT_SIGNATURE, FROM_THAT_DAY))

    @property
    def annexes(self) -> bool:
        """Whether its allegations may stand in a table behind it."""
        return self.encloses and self.puts is Puts.MUST

    @property
    def names_of_blocks(self) -> tuple[str, ...]:
        """The blocks that such a letter may have, in their order."""
        return tuple(block.removesuffix("?") for block in self.blocks)

    def in_form(self, form: Form) -> Shape:
        """The shape of such a letter in answer to one of that form; itself where its form is its own."""
        return msgspec.structs.replace(self, form=form) if self.follows else self
