"""The link between a person's cooperation with the United Nations and what happened to them: a record of its own."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import Imported
from fieldcase.model.words import N_

VISIBILITY = ("public", "known_to_few", "confidential", "unknown")
INDICATORS = (
    "explicit_statement",
    "questioning_about_un",
    "timing",
    "pattern",
    "document_citing_un",
    "same_unit",
    "no_other_explanation",
    "followed_public_statement",
)


class CooperationLink(Record, frozen=True, kw_only=True):
    """Who cooperated, with whom, how, and who is protected through it (resolution 54/24, OP4)."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    cooperator: Annotated[
        str,
        Field(
            N_("Who cooperated"),
            Type.REF,
            N_("May be somebody else than the victim."),
            refers="party",
            required=True,
            listed=True,
        ),
    ] = ""
    victim: Annotated[
        tuple[str, ...], Field(N_("Who is protected"), Type.REF, refers="party", required=True, listed=True)
    ] = ()
    op4_category: Annotated[
        tuple[str, ...],
        Field(
            N_("Category of protected person"),
            Type.CODE,
            N_("Paragraph 4 of the resolution; the finest term that fits."),
            vocabulary="op4_category",
            required=True,
        ),
    ] = ()
    stage: Annotated[str, Field(N_("Stage"), Type.CODE, vocabulary="cooperation_stage", required=True, listed=True)] = (
        ""
    )
    type: Annotated[
        tuple[str, ...], Field(N_("Form of cooperation"), Type.CODE, vocabulary="cooperation_type", required=True)
    ] = ()
    mechanism: Annotated[
        tuple[str, ...],
        Field(N_("Body or mechanism"), Type.CODE, vocabulary="mechanism", required=True, listed=True),
    ] = ()
    mechanism_detail: Annotated[
        str, Field(N_("Session, visit or number"), help=N_("May itself point at the person: then mark it."), search=3)
    ] = ""
    mechanism_detail_sensitive: Annotated[bool | None, Field(N_("This detail identifies"), Type.BOOL)] = None
    mode: Annotated[tuple[str, ...], Field(N_("Mode"), Type.CODE, vocabulary="cooperation_mode", required=True)] = ()
    date: Annotated[str, Field(N_("Date of cooperation"), Type.EDTF, required=True, listed=True)] = ""
    place_country: Annotated[
        str, Field(N_("Country of cooperation"), Type.STATE, N_("Empty when online."), listed=True)
    ] = ""
    visibility: Annotated[
        str,
        Field(N_("How widely known"), Type.CHOICE, choices=VISIBILITY, required=True),
    ] = ""
    how_perpetrator_knew: Annotated[LText, Field(N_("How those responsible knew"), Type.LONG_TEXT, search=2)] = {}
    link_indicators: Annotated[
        tuple[str, ...], Field(N_("Signs of the link"), Type.CHOICE, N_("Evidence for element E3."), choices=INDICATORS)
    ] = ()
    alternative_explanations: Annotated[
        LText,
        Field(
            N_("Other explanations"),
            Type.LONG_TEXT,
            N_("What else could explain the act? Needed before E3 can be corroborated."),
            search=2,
        ),
    ] = {}
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.IDENTITY)] = {}


COOPERATION_LINK = describe(
    CooperationLink,
    "cooperation_link",
    N_("Cooperation"),
    N_("Cooperation"),
    N_("The link that makes harm a matter of reprisal."),
)
