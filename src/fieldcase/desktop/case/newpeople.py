"""Somebody new in a case, and what somebody is in it: the sheets of a person, a group or an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fieldcase.desktop.case.answering import Answer
from fieldcase.model.declare import Field, LText, Record, Room, Type, describe
from fieldcase.model.kinds.parties import PARTIES, Contact, Involvement, LifeStatus, Name, Party, Size
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.session import Session

ROLE = Field(N_("Role in the case"), Type.CODE, vocabulary="role_in_case", required=True)


class Newcomer(Record, frozen=True, kw_only=True):
    """A person, group or organisation that comes into a case: a code is given, the name goes to the identity room."""

    kind: Annotated[str, Field(N_("Person, group or organisation"), Type.CHOICE, choices=PARTIES, required=True)] = (
        "person"
    )
    role: Annotated[str, ROLE] = "victim"
    gender: Annotated[
        str, Field(N_("Gender"), Type.CODE, N_("Ask; “unknown” is an answer, blank is not."), vocabulary="gender")
    ] = ""
    age_band: Annotated[str, Field(N_("Age band"), Type.CODE, vocabulary="age_band")] = ""
    profiles: Annotated[tuple[str, ...], Field(N_("Profiles"), Type.CODE, vocabulary="victim_profile")] = ()
    region: Annotated[str, Field(N_("Region of residence"), help=N_("A copy so coarse that it points at nobody."))] = ""
    size: Annotated[Size, Field(N_("Size or membership"), Type.GROUP)] = Size()
    status: Annotated[LifeStatus, Field(N_("Situation"), Type.GROUP)] = LifeStatus(status="unknown")
    wishes: Annotated[
        LText,
        Field(N_("Wishes"), Type.LONG_TEXT, N_("What the person wants and does not want done. Codes only.")),
    ] = {}
    names: Annotated[
        dict[str, Name],
        Field(N_("Names"), Type.GROUP, N_("In every script they are written in."), Room.IDENTITY),
    ] = {}
    safe_channel: Annotated[
        str, Field(N_("Safe channel"), help=N_("The only way to reach this person without risk."), room=Room.IDENTITY)
    ] = ""
    safe_hours: Annotated[str, Field(N_("Safe hours"), room=Room.IDENTITY)] = ""
    no_messages: Annotated[bool, Field(N_("Do not leave messages"), Type.BOOL, room=Room.IDENTITY)] = False
    danger_words: Annotated[
        str, Field(N_("Words of danger"), help=N_("What the person says when not alone."), room=Room.IDENTITY)
    ] = ""
    contacts: Annotated[dict[str, Contact], Field(N_("Contacts"), Type.GROUP, room=Room.IDENTITY)] = {}
    date_of_birth: Annotated[str, Field(N_("Date of birth"), Type.EDTF, room=Room.IDENTITY)] = ""
    identifiability_note: Annotated[
        str,
        Field(
            N_("What alone identifies"),
            Type.LONG_TEXT,
            N_("A post, a village, an award, the date of a public speech."),
            Room.IDENTITY,
        ),
    ] = ""
    remarks: Annotated[str, Field(N_("Remarks"), Type.LONG_TEXT, room=Room.IDENTITY)] = ""


class Part(Record, frozen=True, kw_only=True):
    """What a party is in the case; one party may be several things."""

    party: Annotated[str, Field(N_("Person, group or organisation"), Type.REF, refers="party")] = ""
    code: Annotated[
        str, Field(N_("Or by its code"), help=N_("Somebody whom the office knows from another case: P-7K3D9X."))
    ] = ""
    role: Annotated[str, ROLE] = ""
    acts: Annotated[tuple[str, ...], Field(N_("Acts"), Type.REF, refers="act")] = ()
    state_organ: Annotated[str, Field(N_("State organ"), Type.CODE, vocabulary="state_organ")] = ""
    rank: Annotated[str, Field(N_("Function"), help=N_("Of an official, without the name."))] = ""
    alleged_basis: Annotated[LText, Field(N_("Why thought to be involved"), Type.LONG_TEXT, N_("Codes only."))] = {}
    official_detail: Annotated[
        str, Field(N_("Exact post"), help=N_("Where it points at one official."), room=Room.IDENTITY)
    ] = ""


def _record(session: Session, case: str, said: Newcomer) -> object:
    from fieldcase.office.parties.recording import record_party

    party = Party(
        kind=said.kind,
        gender=said.gender,
        age_band_at_act=said.age_band,
        profiles=said.profiles,
        residence_region=said.region,
        size=said.size,
        status={"1": said.status},
        wishes=said.wishes,
        names=said.names,
        safe_channel=said.safe_channel,
        safe_hours=said.safe_hours,
        no_messages=said.no_messages or None,
        danger_words=said.danger_words,
        contacts=said.contacts,
        date_of_birth=said.date_of_birth,
        identifiability_note=said.identifiability_note,
        remarks=said.remarks,
    )
    return record_party(session, party, case=case, role=said.role)


def _involve(session: Session, case: str, said: Part) -> object:
    from fieldcase.office.called import party_called
    from fieldcase.office.parties.recording import involve

    party = said.party or party_called(session, said.code)
    basis = {language: words.text for language, words in said.alleged_basis.items()}
    return involve(
        session,
        case,
        party,
        said.role,
        acts=said.acts,
        alleged_basis=basis,
        official_detail=said.official_detail,
        rank=said.rank,
        state_organ=said.state_organ,
    )


def _as_it_is(record: Record) -> Record:
    return record if not isinstance(record, Involvement) else Part(id=record.id)


NEW_PEOPLE: dict[str, Answer] = {
    "newcomer": Answer(
        describe(
            Newcomer,
            "newcomer",
            N_("Somebody new in the case"),
            N_("Somebody new in the case"),
            N_("They get a code; the name and how to reach them stand in the identity room alone."),
        ),
        (),
        lambda _case, _party: Newcomer(),
        _record,
        title=N_("Add a person, a group or an organisation"),
        verb=N_("Add"),
        done=N_("Added. In this case they stand under a code."),
    ),
    "part": Answer(
        describe(
            Part,
            "part",
            N_("Role in the case"),
            N_("Role in the case"),
            N_("What somebody is in this case. Sources have no role here."),
        ),
        (),
        lambda _case, party: Part(party=party),
        _involve,
        of=_as_it_is,
        title=N_("Give a role in the case"),
        verb=N_("Add"),
    ),
}
"""By name."""

INSTEAD = {"party": "newcomer", "involvement": "part"}
"""For a new record of these kinds, the sheet that stands instead of its own form."""
