"""Persons, groups and organisations; what they are in a case; how they belong together.

A party belongs to the office, an `Involvement` links it to a case. That a party is also a source stands only in the
source room.
"""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import BOOL3, Imported
from fieldcase.model.words import N_

PARTIES = ("person", "group", "organisation")
LIFE = ("alive", "deceased", "disappeared", "detained", "in_exile", "unknown")
CONTACTS = ("telephone", "email", "messaging", "social_network", "website", "other")


class Name(Group, frozen=True, kw_only=True):
    """A name in one script and language, in the order the person gives it. A transliteration is another entry."""

    script: Annotated[str, Field(N_("Script"))] = ""
    lang: Annotated[str, Field(N_("Language"))] = ""
    given: Annotated[str, Field(N_("Given name"), search=10, names=True)] = ""
    family: Annotated[str, Field(N_("Family name"), search=10, names=True)] = ""
    full: Annotated[str, Field(N_("Full name"), search=10, names=True)] = ""
    alias: Annotated[str, Field(N_("Also known as"), search=8, names=True)] = ""


class IdDocument(Group, frozen=True, kw_only=True):
    """A document that proves identity."""

    kind: Annotated[str, Field(N_("Kind of document"))] = ""
    number: Annotated[str, Field(N_("Number"), search=6)] = ""
    country: Annotated[str, Field(N_("Issued by"), Type.STATE)] = ""


class Contact(Group, frozen=True, kw_only=True):
    """A telephone number, address or account, and what must be minded when using it."""

    kind: Annotated[str, Field(N_("Kind of contact"), Type.CHOICE, choices=CONTACTS, required=True)] = ""
    value: Annotated[str, Field(N_("Number or address"), search=6, required=True)] = ""
    note: Annotated[str, Field(N_("Note"))] = ""


class Address(Group, frozen=True, kw_only=True):
    """Where somebody lives or may be found."""

    text: Annotated[str, Field(N_("Address"), Type.LONG_TEXT, search=5, names=True)] = ""
    country: Annotated[str, Field(N_("Country"), Type.STATE)] = ""


class LifeStatus(Group, frozen=True, kw_only=True):
    """In which situation the person is since when. It decides whose consent counts."""

    status: Annotated[str, Field(N_("Situation"), Type.CHOICE, choices=LIFE, required=True)] = ""
    since: Annotated[str, Field(N_("Since"), Type.EDTF)] = ""


class PublicKnowledge(Group, frozen=True, kw_only=True):
    """Whether the matter is public already, and where. Public knowledge is not consent."""

    answer: Annotated[str, Field(N_("Known publicly"), Type.BOOL3, choices=BOOL3, required=True)] = ""
    basis: Annotated[str, Field(N_("Where it became known"), Type.LONG_TEXT)] = ""


class Size(Group, frozen=True, kw_only=True):
    """How many people a group or organisation counts."""

    size_low: Annotated[int | None, Field(N_("At least"), Type.NUMBER)] = None
    size_high: Annotated[int | None, Field(N_("At most"), Type.NUMBER)] = None


class Party(Record, frozen=True, kw_only=True):
    """A person, group or organisation: a code in the case room, who it is in the identity room, under one record id."""

    code: Annotated[
        str,
        Field(
            N_("Code"),
            help=N_("Six random characters; says nothing about the person."),
            required=True,
            listed=True,
            search=12,
        ),
    ] = ""
    kind: Annotated[
        str, Field(N_("Person, group or organisation"), Type.CHOICE, choices=PARTIES, required=True, listed=True)
    ] = ""
    names: Annotated[
        dict[str, Name],
        Field(
            N_("Names"),
            Type.GROUP,
            N_("In every script they are written in."),
            Room.IDENTITY,
            True,
            search=10,
            names=True,
        ),
    ] = {}
    date_of_birth: Annotated[str, Field(N_("Date of birth"), Type.EDTF, room=Room.IDENTITY)] = ""
    id_documents: Annotated[dict[str, IdDocument], Field(N_("Identity documents"), Type.GROUP, room=Room.IDENTITY)] = {}
    contacts: Annotated[dict[str, Contact], Field(N_("Contacts"), Type.GROUP, room=Room.IDENTITY, search=6)] = {}
    safe_channel: Annotated[
        str, Field(N_("Safe channel"), help=N_("The only way to reach this person without risk."), room=Room.IDENTITY)
    ] = ""
    safe_hours: Annotated[str, Field(N_("Safe hours"), room=Room.IDENTITY)] = ""
    no_messages: Annotated[bool | None, Field(N_("Do not leave messages"), Type.BOOL, room=Room.IDENTITY)] = None
    danger_words: Annotated[
        str, Field(N_("Words of danger"), help=N_("What the person says when not alone."), room=Room.IDENTITY)
    ] = ""
    address: Annotated[dict[str, Address], Field(N_("Addresses"), Type.GROUP, room=Room.IDENTITY, search=5)] = {}
    gender: Annotated[
        str,
        Field(
            N_("Gender"),
            Type.CODE,
            N_("Ask; “unknown” is an answer, blank is not."),
            vocabulary="gender",
            required=True,
            listed=True,
        ),
    ] = ""
    age_band_at_act: Annotated[str, Field(N_("Age band"), Type.CODE, vocabulary="age_band", listed=True)] = ""
    profiles: Annotated[
        tuple[str, ...], Field(N_("Profiles"), Type.CODE, vocabulary="victim_profile", listed=True)
    ] = ()
    vulnerabilities: Annotated[
        tuple[str, ...],
        Field(
            N_("Vulnerabilities"),
            Type.CODE,
            N_("Only what matters here and the person agrees to."),
            vocabulary="vulnerability",
        ),
    ] = ()
    nationalities: Annotated[tuple[str, ...], Field(N_("Nationalities"), Type.STATE, room=Room.IDENTITY)] = ()
    residence_country: Annotated[str, Field(N_("Country of residence"), Type.STATE, room=Room.IDENTITY)] = ""
    residence_region: Annotated[
        str, Field(N_("Region of residence"), help=N_("A copy so coarse that it points at nobody."))
    ] = ""
    legal_form: Annotated[str, Field(N_("Legal form"))] = ""
    registered_in: Annotated[str, Field(N_("Registered in"), Type.STATE, room=Room.IDENTITY)] = ""
    size: Annotated[Size, Field(N_("Size or membership"), Type.GROUP)] = Size()
    status: Annotated[dict[str, LifeStatus], Field(N_("Situation over time"), Type.GROUP, required=True)] = {}
    wishes: Annotated[
        LText,
        Field(N_("Wishes"), Type.LONG_TEXT, N_("What the person wants and does not want done. Codes only."), search=2),
    ] = {}
    identifiability_note: Annotated[
        str,
        Field(
            N_("What alone identifies"),
            Type.LONG_TEXT,
            N_("A post, a village, an award, the date of a public speech."),
            Room.IDENTITY,
        ),
    ] = ""
    known_publicly: Annotated[
        PublicKnowledge, Field(N_("Public knowledge"), Type.GROUP, N_("This is not consent."))
    ] = PublicKnowledge()
    description: Annotated[
        LText,
        Field(N_("Description"), Type.LONG_TEXT, N_("Of a group, so general that it singles out nobody."), search=2),
    ] = {}
    remarks: Annotated[str, Field(N_("Remarks"), Type.LONG_TEXT, room=Room.IDENTITY, search=2)] = ""
    as_imported: Annotated[dict[str, Imported], Field(N_("In the old register"), Type.GROUP, room=Room.IDENTITY)] = {}


class Involvement(Record, frozen=True, kw_only=True):
    """What a party is in a case. One party may hold several; there is no role of source."""

    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", required=True, listed=True)] = ""
    party: Annotated[
        str, Field(N_("Person, group or organisation"), Type.REF, refers="party", required=True, listed=True)
    ] = ""
    role: Annotated[str, Field(N_("Role"), Type.CODE, vocabulary="role_in_case", required=True, listed=True)] = ""
    acts: Annotated[tuple[str, ...], Field(N_("Acts"), Type.REF, refers="act")] = ()
    since: Annotated[str, Field(N_("From"), Type.EDTF)] = ""
    until: Annotated[str, Field(N_("To"), Type.EDTF)] = ""
    state_organ: Annotated[str, Field(N_("State organ"), Type.CODE, vocabulary="state_organ")] = ""
    rank: Annotated[str, Field(N_("Function"), help=N_("Of an official, without the name."))] = ""
    unit: Annotated[str, Field(N_("Unit"))] = ""
    official_detail: Annotated[
        str, Field(N_("Exact post"), help=N_("Where it points at one official."), room=Room.IDENTITY)
    ] = ""
    alleged_basis: Annotated[
        LText, Field(N_("Why thought to be involved"), Type.LONG_TEXT, N_("Codes only."), search=2)
    ] = {}


class Relation(Record, frozen=True, kw_only=True):
    """How two parties belong together. Stands in the identity room: that somebody has relatives discloses already."""

    from_party: Annotated[
        str, Field(N_("Who"), Type.REF, room=Room.IDENTITY, refers="party", required=True, listed=True)
    ] = ""
    to_party: Annotated[
        str, Field(N_("To whom"), Type.REF, room=Room.IDENTITY, refers="party", required=True, listed=True)
    ] = ""
    kind: Annotated[
        str,
        Field(N_("Relation"), Type.CODE, room=Room.IDENTITY, vocabulary="relation_kind", required=True, listed=True),
    ] = ""
    confidential: Annotated[
        bool | None,
        Field(N_("Confidential"), Type.BOOL, N_("Always so for who hosts somebody."), Room.IDENTITY, True),
    ] = None
    case: Annotated[str, Field(N_("Case"), Type.REF, room=Room.IDENTITY, refers="case", listed=True)] = ""
    text: Annotated[str, Field(N_("In words"), room=Room.IDENTITY)] = ""


PARTY = describe(
    Party,
    "party",
    N_("Person, group or organisation"),
    N_("People"),
    N_("Known by a code; the name is in the identity room."),
)
INVOLVEMENT = describe(
    Involvement, "involvement", N_("Role in the case"), N_("Roles in the case"), N_("What a party is in one case.")
)
RELATION = describe(
    Relation,
    "relation",
    N_("Relation"),
    N_("Relations"),
    N_("How two persons, groups or organisations belong together."),
)
