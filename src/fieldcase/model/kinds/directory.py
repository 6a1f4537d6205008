"""What the office looks things up in: references from outside, States, mandates, formulae, focal points, prevention.

An outside reference is typed in with its proof and confirmed by headquarters; nothing here composes one (G16).
"""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.evidence import Blob
from fieldcase.model.kinds.values import LANGUAGES
from fieldcase.model.words import N_

PREVENTION = ("training", "briefing", "message", "guideline", "safe_participation", "digital_security")
AUDIENCES = ("staff", "State", "civil_society")
ORIGINS = ("State", "UN", "civil_society")
OUTSIDE = ("company", "organisation", "armed_group", "de_facto_authority", "other_addressee")
MANDATE_STATUS = ("in_force", "superseded")


class ExternalRef(Record, frozen=True, kw_only=True):
    """A reference that somebody else gave: a letter of a mandate holder, a report paragraph."""

    system: Annotated[str, Field(N_("System"), help=N_("Whose reference it is."), required=True, listed=True)] = ""
    reference: Annotated[
        str, Field(N_("Reference"), help=N_("As it was given, typed by hand."), required=True, listed=True, search=10)
    ] = ""
    date: Annotated[str, Field(N_("Date"), Type.EDTF, required=True, listed=True)] = ""
    proof: Annotated[
        str,
        Field(N_("Proof"), Type.REF, N_("Evidence, or the paper that headquarters keeps."), refers="evidence"),
    ] = ""
    paper_sha256: Annotated[
        str, Field(N_("Hash of the paper"), Type.SHA256, N_("Of the paper that shows it, where headquarters keeps it."))
    ] = ""
    paper: Annotated[Blob, Field(N_("Paper"), Type.GROUP, room=Room.IDENTITY)] = Blob()
    case: Annotated[str, Field(N_("Case"), Type.REF, refers="case", listed=True)] = ""
    confirmed_by: Annotated[
        str,
        Field(
            N_("Confirmed by"),
            Type.REF,
            N_("Somebody at headquarters; until then no text prints it."),
            refers="seat",
            listed=True,
        ),
    ] = ""

    @property
    def proven(self) -> bool:
        """Whether there is a proof of it (G16)."""
        return bool(self.proof or self.paper_sha256)


class ByGender(Group, frozen=True, kw_only=True):
    """How many took part, by gender."""

    women: Annotated[int, Field(N_("Women"), Type.NUMBER)] = 0
    men: Annotated[int, Field(N_("Men"), Type.NUMBER)] = 0
    other: Annotated[int, Field(N_("Other genders"), Type.NUMBER)] = 0
    unknown: Annotated[int, Field(N_("Gender unknown"), Type.NUMBER)] = 0


class PreventionActivity(Record, frozen=True, kw_only=True):
    """Something done so that reprisals do not happen (OP12)."""

    kind: Annotated[str, Field(N_("Kind of activity"), Type.CHOICE, choices=PREVENTION, required=True, listed=True)] = (
        ""
    )
    date: Annotated[str, Field(N_("Date"), Type.EDTF, required=True, listed=True)] = ""
    audience: Annotated[
        tuple[str, ...], Field(N_("Audience"), Type.CHOICE, choices=AUDIENCES, required=True, listed=True)
    ] = ()
    participants: Annotated[ByGender, Field(N_("Participants"), Type.GROUP)] = ByGender()
    outcome: Annotated[LText, Field(N_("Outcome"), Type.LONG_TEXT, search=2)] = {}


class GoodPractice(Record, frozen=True, kw_only=True):
    """Something that worked and may be told to others."""

    text: Annotated[LText, Field(N_("What worked"), Type.LONG_TEXT, required=True, search=3)] = {}
    origin: Annotated[str, Field(N_("Whose practice"), Type.CHOICE, choices=ORIGINS, required=True, listed=True)] = ""
    shareable: Annotated[bool | None, Field(N_("May be shared"), Type.BOOL, required=True, listed=True)] = None


class FocalPoint(Record, frozen=True, kw_only=True):
    """Whom to call at a body or mechanism."""

    entity: Annotated[
        str,
        Field(N_("Body or mechanism"), Type.CODE, room=Room.OFFICE, vocabulary="mechanism", required=True, listed=True),
    ] = ""
    name: Annotated[str, Field(N_("Name"), room=Room.OFFICE, required=True, listed=True, search=6, names=True)] = ""
    contact: Annotated[str, Field(N_("Contact"), room=Room.OFFICE)] = ""
    safe_channel: Annotated[str, Field(N_("Safe channel"), room=Room.OFFICE)] = ""
    role: Annotated[str, Field(N_("Function"), room=Room.OFFICE)] = ""
    valid_from: Annotated[str, Field(N_("From"), Type.DAY, room=Room.OFFICE)] = ""
    valid_to: Annotated[str, Field(N_("To"), Type.DAY, room=Room.OFFICE)] = ""


class StateName(Group, frozen=True, kw_only=True):
    """A State's names in one language, with the forms that grammar asks for. The element's id is the language."""

    formal: Annotated[str, Field(N_("Formal name"))] = ""
    short: Annotated[str, Field(N_("Short name"))] = ""
    prepositional: Annotated[
        str,
        Field(
            N_("Form after a preposition"), help=N_("“de la République de Kalindra”, “of the Republic of Kalindra”.")
        ),
    ] = ""
    confirmed_by: Annotated[str, Field(N_("Confirmed by"), Type.REF, refers="seat")] = ""


class Addressee(Group, frozen=True, kw_only=True):
    """Somebody a letter may go to, per language, with the kind of addressee that rules go by."""

    kind: Annotated[str, Field(N_("Kind of addressee"), required=True)] = ""
    role: Annotated[LText, Field(N_("Addressee"), required=True)] = {}
    lines: Annotated[LText, Field(N_("Lines of the address"), Type.LONG_TEXT)] = {}
    valid_from: Annotated[str, Field(N_("From"), Type.DAY)] = ""
    valid_to: Annotated[str, Field(N_("To"), Type.DAY)] = ""


class OutsideAddressee(Record, frozen=True, kw_only=True):
    """Somebody a letter may go to who is no State: a company, an association, an armed group, a de facto authority.

    `name` is what people are asked about when they consent to a letter there; `role` is how a letter names it, in each
    language and without any title of a State.
    """

    name: Annotated[
        str,
        Field(
            N_("Name"),
            help=N_("As people are asked about it when they consent."),
            room=Room.OFFICE,
            required=True,
            listed=True,
            search=5,
        ),
    ] = ""
    kind: Annotated[
        str, Field(N_("Kind of addressee"), Type.CHOICE, room=Room.OFFICE, choices=OUTSIDE, required=True, listed=True)
    ] = ""
    role: Annotated[LText, Field(N_("Name in letters"), room=Room.OFFICE, required=True)] = {}
    lines: Annotated[LText, Field(N_("Lines of the address"), Type.LONG_TEXT, room=Room.OFFICE)] = {}
    country: Annotated[
        str,
        Field(
            N_("Where it is"), Type.STATE, N_("For lists only: it makes nobody a State."), room=Room.OFFICE, listed=True
        ),
    ] = ""
    valid_from: Annotated[str, Field(N_("From"), Type.DAY, room=Room.OFFICE)] = ""
    valid_to: Annotated[str, Field(N_("To"), Type.DAY, room=Room.OFFICE)] = ""


class Membership(Group, frozen=True, kw_only=True):
    """One term of membership of the Human Rights Council."""

    hrc_member_from: Annotated[str, Field(N_("From"), Type.DAY, required=True)] = ""
    hrc_member_to: Annotated[str, Field(N_("To"), Type.DAY)] = ""


class StateProfile(Record, frozen=True, kw_only=True):
    """A State as letters need it. Names from lists are never printed before a person confirmed them."""

    code: Annotated[str, Field(N_("State"), Type.STATE, room=Room.OFFICE, required=True, listed=True)] = ""
    names: Annotated[
        dict[str, StateName], Field(N_("Names"), Type.GROUP, room=Room.OFFICE, required=True, search=5)
    ] = {}
    addressees: Annotated[dict[str, Addressee], Field(N_("Addressees"), Type.GROUP, room=Room.OFFICE)] = {}
    preferred_letter_lang: Annotated[
        str, Field(N_("Language for letters"), Type.CHOICE, room=Room.OFFICE, choices=LANGUAGES)
    ] = ""
    council_membership: Annotated[
        dict[str, Membership], Field(N_("Membership of the Council"), Type.GROUP, room=Room.OFFICE)
    ] = {}


class Paragraph(Group, frozen=True, kw_only=True):
    """One paragraph of a text and what it says in short."""

    no: Annotated[str, Field(N_("Paragraph"), required=True)] = ""
    gist: Annotated[LText, Field(N_("What it says"), Type.LONG_TEXT)] = {}


class MandateText(Record, frozen=True, kw_only=True):
    """A resolution or other text that gives a mandate: dated data, in force or superseded (G32)."""

    symbol: Annotated[str, Field(N_("Symbol"), room=Room.OFFICE, required=True, listed=True, search=8)] = ""
    title: Annotated[LText, Field(N_("Title"), room=Room.OFFICE, required=True, search=4)] = {}
    date: Annotated[str, Field(N_("Date"), Type.DAY, room=Room.OFFICE, required=True, listed=True)] = ""
    status: Annotated[
        str, Field(N_("Status"), Type.CHOICE, room=Room.OFFICE, choices=MANDATE_STATUS, required=True, listed=True)
    ] = ""
    superseded_on: Annotated[str, Field(N_("Superseded on"), Type.DAY, room=Room.OFFICE)] = ""
    superseded_by: Annotated[str, Field(N_("Superseded by"), Type.REF, room=Room.OFFICE, refers="mandate_text")] = ""
    paragraphs: Annotated[dict[str, Paragraph], Field(N_("Paragraphs"), Type.GROUP, room=Room.OFFICE)] = {}


class Wording(Group, frozen=True, kw_only=True):
    """The text of a formula; verified or not, by whom and when."""

    text: Annotated[str, Field(N_("Text"), Type.LONG_TEXT, required=True)] = ""
    verified_by: Annotated[str, Field(N_("Verified by"))] = ""
    verified_on: Annotated[str, Field(N_("Verified on"), Type.DAY, listed=True)] = ""
    note: Annotated[str, Field(N_("Note"), Type.LONG_TEXT)] = ""


class Formula(Record, frozen=True, kw_only=True):
    """How a letter opens or closes, per language and kind of addressee."""

    kind: Annotated[
        str,
        Field(
            N_("Kind of formula"),
            help=N_("Opening, closing or salutation."),
            room=Room.OFFICE,
            required=True,
            listed=True,
        ),
    ] = ""
    addressee_kind: Annotated[str, Field(N_("Kind of addressee"), room=Room.OFFICE, required=True, listed=True)] = ""
    lang: Annotated[
        str, Field(N_("Language"), Type.CHOICE, room=Room.OFFICE, choices=LANGUAGES, required=True, listed=True)
    ] = ""
    wording: Annotated[Wording, Field(N_("Wording"), Type.GROUP, room=Room.OFFICE, required=True)] = Wording()


EXTERNAL_REF = describe(
    ExternalRef,
    "external_ref",
    N_("Outside reference"),
    N_("Outside references"),
    N_("A reference somebody else gave."),
)
PREVENTION_ACTIVITY = describe(
    PreventionActivity,
    "prevention_activity",
    N_("Prevention"),
    N_("Prevention"),
    N_("Done so that reprisals do not happen."),
)
GOOD_PRACTICE = describe(
    GoodPractice, "good_practice", N_("Good practice"), N_("Good practices"), N_("Something that worked.")
)
FOCAL_POINT = describe(FocalPoint, "focal_point", N_("Focal point"), N_("Focal points"), N_("Whom to call at a body."))
STATE_PROFILE = describe(
    StateProfile, "state_profile", N_("State profile"), N_("State profiles"), N_("A State as letters need it.")
)
OUTSIDE_ADDRESSEE = describe(
    OutsideAddressee,
    "outside_addressee",
    N_("Addressee that is no State"),
    N_("Addressees that are no State"),
    N_("A company, a group or a de facto authority that a letter may go to."),
)
MANDATE_TEXT = describe(
    MandateText, "mandate_text", N_("Mandate"), N_("Mandates"), N_("A resolution that letters may cite.")
)
FORMULA = describe(Formula, "formula", N_("Formula"), N_("Formulae"), N_("How a letter opens or closes."))
