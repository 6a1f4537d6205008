"""The groups and closed lists that several kinds of record share."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Type
from fieldcase.model.words import N_

BOOL3 = ("yes", "no", "unknown")
GRADED = ("yes", "partly", "no", "unknown")
DIRECTIONS = ("supports", "contradicts", "neutral")
LANGUAGES = ("en", "fr", "es", "ar", "zh", "ru")


class Count(Group, frozen=True, kw_only=True):
    """How many persons or organisations are concerned without being recorded one by one."""

    low: Annotated[int | None, Field(N_("At least"), Type.NUMBER)] = None
    high: Annotated[int | None, Field(N_("At most"), Type.NUMBER)] = None
    basis: Annotated[str, Field(N_("Basis of the estimate"), Type.LONG_TEXT)] = ""


class Imported(Group, frozen=True, kw_only=True):
    """What an old register said, as it said it. The element's id is the field it would have filled."""

    said: Annotated[str, Field(N_("In the old register"))] = ""
    column: Annotated[str, Field(N_("Column"))] = ""


class Known(Group, frozen=True, kw_only=True):
    """Yes, no or unknown, with the day on which that was so."""

    answer: Annotated[str, Field(N_("Answer"), Type.BOOL3, choices=BOOL3)] = ""
    as_of: Annotated[str, Field(N_("As of"), Type.DAY)] = ""


class Argued(Group, frozen=True, kw_only=True):
    """Yes, no or unknown, with the reason."""

    answer: Annotated[str, Field(N_("Answer"), Type.BOOL3, choices=BOOL3)] = ""
    reason: Annotated[LText, Field(N_("Reason"), Type.LONG_TEXT)] = {}


class Support(Group, frozen=True, kw_only=True):
    """Which of the four elements of which act an item of information bears on, and how."""

    element: Annotated[str, Field(N_("Element"), Type.CODE, vocabulary="verification_element", required=True)] = ""
    target: Annotated[str, Field(N_("Act, law or measure"), Type.REF, refers="act law_or_measure", required=True)] = ""
    direction: Annotated[str, Field(N_("Direction"), Type.CHOICE, choices=DIRECTIONS, required=True)] = ""
    credibility: Annotated[
        str,
        Field(
            N_("Credibility for this element"),
            Type.CODE,
            N_("Only where it differs from that of the whole item."),
            vocabulary="information_credibility",
        ),
    ] = ""


class Named(Group, frozen=True, kw_only=True):
    """A party and how far it may be recognised in one text: the level wanted or used."""

    party: Annotated[str, Field(N_("Person, group or organisation"), Type.REF, refers="party", required=True)] = ""
    level: Annotated[str, Field(N_("Level"), Type.CODE, vocabulary="consent_level", required=True)] = ""


class SaidBy(Group, frozen=True, kw_only=True):
    """Who did a thing, when, and what they found."""

    by: Annotated[str, Field(N_("By"), Type.REF, refers="seat")] = ""
    at: Annotated[str, Field(N_("On"), Type.INSTANT)] = ""
    finding: Annotated[str, Field(N_("Finding"), Type.LONG_TEXT)] = ""
