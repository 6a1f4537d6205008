"""Somebody else of this name: a second person's word on a name found in a text of the case room."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, Record, Room, Type, describe
from fieldcase.model.words import N_


class TextReading(Group, frozen=True, kw_only=True):
    """A name found in one text of one record that somebody judged to be somebody else's.

    It holds for exactly this text, by its hash, under this ledger path: another wording is read again.
    """

    about: Annotated[str, Field(N_("In this record"), help=N_("Its id."), required=True, listed=True)] = ""
    kind: Annotated[str, Field(N_("Kind of record"), required=True)] = ""
    field: Annotated[str, Field(N_("Field"), required=True)] = ""
    text: Annotated[str, Field(N_("Hash of the text read"), Type.SHA256, required=True)] = ""
    party: Annotated[
        str, Field(N_("Whose name it looks like"), Type.REF, refers="party", required=True, listed=True)
    ] = ""
    form: Annotated[str, Field(N_("Words found"), required=True)] = ""
    reason: Annotated[str, Field(N_("Who it is instead"), Type.LONG_TEXT, required=True)] = ""


class Namesake(Record, frozen=True, kw_only=True):
    """“Somebody else of this name”, said of a record's text by a person who did not write it; in the identity room.

    Letters have `Recognition`, which is bound to a whole letter.
    """

    reading: Annotated[TextReading, Field(N_("Name"), Type.GROUP, room=Room.IDENTITY, required=True)] = TextReading()


NAMESAKE = describe(
    Namesake,
    "namesake",
    N_("Somebody else of this name, in a record"),
    N_("Other people of a name, in records"),
    N_("A name found in a text of a case, explained."),
)
