"""The office itself: founding, settings, people, peers, policies; its own templates, terms and holidays; its log."""

from __future__ import annotations

from typing import Annotated

from fieldcase.model.declare import Field, Group, LText, Record, Room, Type, describe
from fieldcase.model.kinds.values import LANGUAGES
from fieldcase.model.words import N_

HEMISPHERES = ("north", "south")
PEER_ROLES = ("colleague", "headquarters", "liaison")


class Founding(Group, frozen=True, kw_only=True):
    """What was settled when the office was founded; said once and never changed."""

    code: Annotated[str, Field(N_("Office code"), required=True, listed=True)] = ""
    training: Annotated[bool, Field(N_("Training office"), Type.BOOL, required=True, listed=True)] = False
    root_key: Annotated[str, Field(N_("Root key"), help=N_("Public half."))] = ""
    recovery: Annotated[str, Field(N_("Recovery recipient"))] = ""
    founded_at: Annotated[str, Field(N_("Founded on"), Type.INSTANT)] = ""


class Office(Record, frozen=True, kw_only=True):
    """The first entry of an office. A training office stays one for ever."""

    founding: Annotated[Founding, Field(N_("Founding"), Type.GROUP, room=Room.OFFICE, required=True)] = Founding()


class Setting(Group, frozen=True, kw_only=True):
    """One setting that an office changed. The element's id is the setting's name."""

    value: Annotated[str | int | float | bool | None, Field(N_("Value"), required=True)] = None
    verified: Annotated[bool, Field(N_("Verified by Geneva"), Type.BOOL)] = False
    by: Annotated[str, Field(N_("Set by"), Type.REF, refers="seat")] = ""
    at: Annotated[str, Field(N_("Set on"), Type.INSTANT)] = ""


class OfficeSettings(Record, frozen=True, kw_only=True):
    """How the office is called and writes, and where it departs from the defaults."""

    name: Annotated[LText, Field(N_("Name of the office"), room=Room.OFFICE, required=True)] = {}
    accredited_to: Annotated[
        tuple[str, ...],
        Field(
            N_("Accredited to"), Type.STATE, N_("Letters to other States go through headquarters (G18)."), Room.OFFICE
        ),
    ] = ()
    letterhead: Annotated[LText, Field(N_("Letterhead"), Type.LONG_TEXT, room=Room.OFFICE)] = {}
    signature: Annotated[
        LText,
        Field(N_("Signature block"), Type.LONG_TEXT, N_("Lines under the name of who signs."), Room.OFFICE),
    ] = {}
    logo: Annotated[
        str,
        Field(N_("Logo"), Type.LONG_TEXT, N_("A small picture (PNG in base64) above the letterhead."), Room.OFFICE),
    ] = ""
    place: Annotated[LText, Field(N_("Place of letters"), room=Room.OFFICE)] = {}
    time_zone: Annotated[str, Field(N_("Time zone"), help=N_("Deadlines follow it."), room=Room.OFFICE)] = ""
    hemisphere: Annotated[
        str, Field(N_("Hemisphere"), Type.CHOICE, N_("Needed to understand seasons."), Room.OFFICE, choices=HEMISPHERES)
    ] = ""
    settings: Annotated[dict[str, Setting], Field(N_("Settings"), Type.GROUP, room=Room.OFFICE)] = {}


class SeatProfile(Record, frozen=True, kw_only=True):
    """A colleague as others see them. Keys, roles and delegations stand in the roster, which alone counts."""

    name: Annotated[str, Field(N_("Name"), room=Room.OFFICE, required=True, listed=True, search=4)] = ""
    function: Annotated[LText, Field(N_("Function"), room=Room.OFFICE)] = {}
    languages: Annotated[tuple[str, ...], Field(N_("Languages"), Type.CHOICE, room=Room.OFFICE, choices=LANGUAGES)] = ()
    interface_lang: Annotated[str, Field(N_("Language of the screen"), room=Room.OFFICE)] = ""


class RosterSignature(Group, frozen=True, kw_only=True):
    """The signature of one seat, or of the root key, over a roster. The element's id is the signer's public key."""

    by: Annotated[str, Field(N_("Signed by"), help=N_("Public key of the signer."), required=True)] = ""
    signature: Annotated[str, Field(N_("Signature"), Type.LONG_TEXT, required=True)] = ""


class RosterRecord(Record, frozen=True, kw_only=True):
    """Who works in the office and on which vaults: exact text, and the signatures over it, which alone make it count.

    Each roster is a record whose id comes from the hash of its text: `natural_id("roster", hash)`. To confirm one
    is to add one's signature. What the text says is a `model.roles.Roster` with what makes it count.
    """

    office: Annotated[str, Field(N_("Office code"), room=Room.OFFICE, required=True, listed=True)] = ""
    line: Annotated[
        str, Field(N_("Roster"), Type.LONG_TEXT, N_("The text that is signed, byte for byte."), Room.OFFICE, True)
    ] = ""
    signatures: Annotated[dict[str, RosterSignature], Field(N_("Signatures"), Type.GROUP, room=Room.OFFICE)] = {}


class Card(Group, frozen=True, kw_only=True):
    """What another vault says of itself: signed, and compared by voice before it counts."""

    office: Annotated[str, Field(N_("Office"), required=True, listed=True)] = ""
    device: Annotated[str, Field(N_("Laptop"), listed=True)] = ""
    name: Annotated[str, Field(N_("Name"), listed=True)] = ""
    vault: Annotated[str, Field(N_("Vault"), required=True, listed=True)] = ""
    seat: Annotated[str, Field(N_("Signing key"), required=True)] = ""
    recipients: dict[str, str] = {}
    """Age recipient by compartment."""
    training: Annotated[bool, Field(N_("Training"), Type.BOOL)] = False
    card: Annotated[str, Field(N_("The card as it came"), Type.LONG_TEXT)] = ""


class Peer(Record, frozen=True, kw_only=True):
    """Another vault that packages go to and come from."""

    card: Annotated[Card, Field(N_("Card"), Type.GROUP, room=Room.OFFICE, required=True)] = Card()
    role: Annotated[
        str,
        Field(N_("What it is to us"), Type.CHOICE, room=Room.OFFICE, choices=PEER_ROLES, required=True, listed=True),
    ] = ""
    compared: Annotated[
        str, Field(N_("Code compared"), help=N_("By voice, or by script in training."), room=Room.OFFICE, listed=True)
    ] = ""
    revoked_at: Annotated[str, Field(N_("Revoked on"), Type.INSTANT, room=Room.OFFICE, listed=True)] = ""


class Policy(Record, frozen=True, kw_only=True):
    """What a peer gets."""

    peer: Annotated[str, Field(N_("Peer"), Type.REF, room=Room.OFFICE, refers="peer", required=True, listed=True)] = ""
    profile: Annotated[
        str, Field(N_("Gets what a"), Type.CHOICE, room=Room.OFFICE, choices=PEER_ROLES, required=True, listed=True)
    ] = ""
    rooms: Annotated[tuple[str, ...], Field(N_("Compartments"), Type.TEXT, N_("At most these."), Room.OFFICE)] = ()
    note: Annotated[str, Field(N_("Note"), Type.LONG_TEXT, room=Room.OFFICE)] = ""


class OwnTemplate(Group, frozen=True, kw_only=True):
    """The text of a template, decided whole; empty goes back to the one that ships."""

    office: Annotated[str, Field(N_("Office code"), required=True)] = ""
    kind: Annotated[
        str, Field(N_("Kind of letter"), Type.CODE, vocabulary="letter_kind", required=True, listed=True)
    ] = ""
    lang: Annotated[str, Field(N_("Language"), Type.CHOICE, choices=LANGUAGES, required=True, listed=True)] = ""
    text: Annotated[str, Field(N_("Text"), Type.LONG_TEXT, N_("Empty: the one that ships."))] = ""


class LetterTemplate(Record, frozen=True, kw_only=True):
    """An office's own version of a template; the one that ships is version 0. One record a kind and language."""

    own: Annotated[OwnTemplate, Field(N_("Template"), Type.GROUP, room=Room.OFFICE, required=True)] = OwnTemplate()


class OwnTerm(Group, frozen=True, kw_only=True):
    """A term with its labels, and the common term that it is mapped to, if any."""

    list: Annotated[str, Field(N_("List"), required=True, listed=True)] = ""
    code: Annotated[str, Field(N_("Code"), help=N_("Begins with x_."), required=True, listed=True)] = ""
    labels: Annotated[LText, Field(N_("Label"), required=True)] = {}
    parent: Annotated[str, Field(N_("Under"))] = ""
    mapped_to: Annotated[str, Field(N_("Counts as"))] = ""
    retired: Annotated[bool, Field(N_("Retired"), Type.BOOL, N_("Offered no more; records that have it keep it."))] = (
        False
    )


class OfficeTerm(Record, frozen=True, kw_only=True):
    """A term that an office added to an open list; out of figures for headquarters until it is mapped."""

    term: Annotated[OwnTerm, Field(N_("Term"), Type.GROUP, room=Room.OFFICE, required=True)] = OwnTerm()


class Holiday(Record, frozen=True, kw_only=True):
    """A day on which the office does not work; due dates move past it."""

    date: Annotated[str, Field(N_("Date"), Type.DAY, room=Room.OFFICE, required=True, listed=True)] = ""
    name: Annotated[str, Field(N_("Name"), room=Room.OFFICE, listed=True)] = ""


class Look(Group, frozen=True, kw_only=True):
    """What was done, with how many records, and for what purpose. Ids only, never content."""

    action: Annotated[str, Field(N_("Action"), required=True, listed=True)] = ""
    at: Annotated[str, Field(N_("At"), Type.INSTANT, listed=True)] = ""
    records: Annotated[tuple[str, ...], Field(N_("Records"), Type.TEXT)] = ()
    purpose: Annotated[str, Field(N_("Purpose"), Type.LONG_TEXT)] = ""
    count: Annotated[int | None, Field(N_("How many"), Type.NUMBER)] = None


class LogEntry(Record, frozen=True, kw_only=True):
    """A look at a closed compartment, an export, an approval, a failed unlock. Leaves the office only in backups."""

    look: Annotated[Look, Field(N_("Log entry"), Type.GROUP, room=Room.LOG, required=True)] = Look()


OFFICE = describe(Office, "office", N_("Office"), N_("Offices"), N_("What was settled at the founding."))
OFFICE_SETTINGS = describe(
    OfficeSettings,
    "office_settings",
    N_("Office settings"),
    N_("Office settings"),
    N_("How the office is called and writes."),
)
SEAT = describe(SeatProfile, "seat", N_("Colleague"), N_("Colleagues"), N_("Somebody who works here."))
ROSTER = describe(RosterRecord, "roster", N_("Roster"), N_("Rosters"), N_("Who works here, signed by two."))
PEER = describe(Peer, "peer", N_("Peer"), N_("Peers"), N_("Another vault that packages go to and come from."))
POLICY = describe(Policy, "policy", N_("Policy"), N_("Policies"), N_("What a peer gets."))
LETTER_TEMPLATE = describe(
    LetterTemplate,
    "letter_template",
    N_("Template"),
    N_("Templates"),
    N_("An office's own version of a letter's text."),
    key=("office", "kind", "lang"),
)
OFFICE_TERM = describe(OfficeTerm, "office_term", N_("Own term"), N_("Own terms"), N_("A term this office added."))
HOLIDAY = describe(Holiday, "holiday", N_("Holiday"), N_("Holidays"), N_("A day on which the office does not work."))
LOG_ENTRY = describe(LogEntry, "log_entry", N_("Log entry"), N_("Log"), N_("Who looked at what, and why."))
