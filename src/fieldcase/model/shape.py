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
