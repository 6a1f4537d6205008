"""Records as everybody on the case sees them: without what stands in closed compartments.

A name on a page is a look that nobody asked for. Pages carry codes; who needs a name asks for it with a reason
(`parties.identity`).
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from fieldcase.model.declare import Record, Room
from fieldcase.model.kinds import kind_of

R = TypeVar("R", bound=Record)
OPEN = (Room.CASE, Room.OFFICE)


def in_codes(record: R) -> R:
    """The record with every field of a closed compartment as if it had never been said."""
    kind = kind_of(type(record))
    blank = kind.record()
    closed = {part.name: getattr(blank, part.name) for part in kind.parts if part.field.room not in OPEN}
    return msgspec.structs.replace(record, **closed) if closed else record
