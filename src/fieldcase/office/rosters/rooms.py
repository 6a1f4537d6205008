"""The rooms in which a seat's entries are cut when it is revoked: all of the office's own but the log.

The log leaves no vault, so nothing of anybody else comes into it.
"""

from __future__ import annotations

from fieldcase.model.declare import Room
from fieldcase.office.session import Session
from fieldcase.vault.rooms import OpenRoom

TO_CUT = (Room.OFFICE, Room.CASE, Room.IDENTITY, Room.SOURCE, Room.SEALED)


def rooms_to_cut(session: Session) -> tuple[OpenRoom, ...]:
    """Those of these rooms that this seat reads; head and custodian read all."""
    rooms = (session.vault.rooms.room(f"{session.office}/{place}") for place in TO_CUT)
    return tuple(room for room in rooms if room is not None)
