"""What a person says of a number of the office's series that no letter here accounts for."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, Record, Room, Type, describe
from fieldcase.model.words import N_


class NumberTold(Group, frozen=True, kw_only=True):
    """One number of one series, and what happened to it."""

    series: Annotated[str, Field(N_("Series of references"), required=True, listed=True)] = ""
    serial: Annotated[int, Field(N_("Number in the series"), Type.NUMBER, required=True, listed=True)] = 0
    reason: Annotated[str, Field(N_("What happened to it"), Type.LONG_TEXT, N_("With codes only."), required=True)] = ""
    at: Annotated[str, Field(N_("Said on"), Type.INSTANT, required=True)] = ""


class NumberNote(Record, frozen=True, kw_only=True):
    """A number that was lost or given twice, explained. A number that is told of is never given."""

    told: Annotated[NumberTold, Field(N_("Number"), Type.GROUP, room=Room.OFFICE, required=True)] = NumberTold()


NUMBER_NOTE = describe(
    NumberNote,
    "number_note",
    N_("Explanation of a number"),
    N_("Explanations of numbers"),
    N_("A reference that was lost or given twice, explained."),
    key=("series", "serial"),
)
