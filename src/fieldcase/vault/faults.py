"""What a check finds: where, in a sentence, and the way out. Never a name, a place or a narrative."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from fieldcase.model.refusal import Refusal

Progress = Callable[[int, int], None]
"""Told how much of how much is done. To cancel, raise from it."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it should be. `where` names a file, a page, an entry or a record by its id."""

    where: str
    sentence: str
    way_out: str = ""

    @classmethod
    def of(cls, where: str, refusal: Refusal) -> Fault:
        """What a refusal says, as a fault."""
        return cls(where=where, sentence=refusal.sentence, way_out=refusal.way_out)
