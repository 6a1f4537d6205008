"""What may go to whom (G24): the profile lists it, the manifest proves it, consent allows it for that audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Role
from fieldcase.model.rules import consentwords
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective
from fieldcase.model.rules.saying import found
from fieldcase.model.rules.scales import ANON, CODED, NAMED, consent_rank
from fieldcase.model.rules.sealing import sealed_output
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _, ngettext

CLOSED = frozenset({Room.IDENTITY, Room.SOURCE})
NEVER_OUT = frozenset(
    {"comment", "task", "log_entry", "recognition", "source", "information_source", "evidence_origin", "source_risk"}
)
"""Kinds that leave the office under no ordinary profile: comments, tasks, and everything of the source room."""


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """An export profile (vocabulary `export_profile`): rooms at most, the consent scope and level that its audience
    needs."""

    rooms: frozenset[Room]
    scope: str = ""
    level: str = CODED
    audience: str = "headquarters"


CASE = frozenset({Room.CASE})
PROFILES: dict[str, Profile] = {
    "hq_full": Profile(rooms=CASE | {Room.IDENTITY}, scope="share_hq"),
    "hq_coded": Profile(rooms=CASE, scope="share_hq"),
    "hq_statistics": Profile(rooms=CASE, scope="share_hq", level=ANON),
    "sp_proposal": Profile(rooms=CASE, scope="special_procedures", level=ANON),
    "hrc_president": Profile(rooms=CASE, scope="hrc_president", level=ANON),
    "state_rendition": Profile(rooms=frozenset(), scope="state_letter", level=ANON, audience="state"),
    "public_redacted": Profile(rooms=frozenset(), scope="public_statement", level=ANON, audience="public"),
    "sg_report_pack": Profile(rooms=CASE, scope="sg_report", level=ANON),
    "handover": Profile(rooms=CASE | {Room.IDENTITY, Room.SOURCE}, audience="office"),
    "backup": Profile(rooms=frozenset(Room), audience="office"),
}


class Parting(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a case goes to headquarters today: with its case room, identity values only of the parties in `named`.

    `waits` says which consents are missing when it does not go; `urgent` that it goes all the same, under codes (G3).
    """

    goes: bool
    named: frozenset[str] = frozenset()
    waits: tuple[Finding, ...] = ()
    urgent: bool = False


class Listed(msgspec.Struct, frozen=True):
    """One record in a manifest: its id, kind and room."""

    record: str
    kind: str
    room: Room


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an export says of itself, beside what it holds: `count` and `sha256` are the manifest's, the others
    measured."""

    profile: str
    records: tuple[Listed, ...]
    count: int
    sha256: str
    content_sha256: str
    audiences: tuple[str, ...] = ()
    approved_by: tuple[frozenset[Role], ...] = ()


def to_headquarters(file: CaseFile, on: date, *, urgent: bool = False) -> Parting:
    """G24: a case goes when every protected party has `share_hq` at CODED or more, else it waits whole.

    An urgent escalation (G3) waits for nobody and names only who agreed to be named.
    """
    waits, names = [], set()
    for party in sorted(file.parties):
        if not file.protected(party):
            continue
        consent = effective(file, party, "share_hq", "", on)
        if consent.level == NAMED:
            names.add(party)
        if consent.rank < consent_rank(CODED):
            code = file.code(party)
            sentence = consentwords.sentence(consent.why, code, "share_hq", consent.level)
            waits.append(
                found("G24", sentence, consentwords.remedy(consent.why, code), records=consent.consents, party=code)
            )
    goes = urgent or not waits
    return Parting(goes=goes, named=frozenset(names if goes else ()), waits=tuple(waits), urgent=urgent and bool(waits))


def audience_findings(file: CaseFile, profile: str, on: date) -> tuple[Finding, ...]:
    """G24: each protected party's consent for the audience of a profile; a sealed case goes under none (G33)."""
    wanted = PROFILES[profile]
    if not wanted.scope:
        return ()
    findings = list(sealed_output(file))
    for party in sorted(file.parties):
        consent = effective(file, party, wanted.scope, "", on)
        if file.protected(party) and consent.rank < consent_rank(wanted.level):
            code = file.code(party)
            sentence = consentwords.sentence(consent.why, code, wanted.scope, consent.level)
            findings.append(
                found("G24", sentence, consentwords.remedy(consent.why, code), records=consent.consents, party=code)
            )
    return tuple(findings)


def manifest_findings(manifest: Manifest) -> tuple[Finding, ...]:
    """G24: the content is what the manifest says and nothing that the profile does not list; keys belong to the
    audience.

    Identity and source go only with head and custodian; source never under an ordinary profile (S13).
    """
    profile = PROFILES.get(manifest.profile)
    if profile is None:
        return (found("G24", _("The export has no profile.")),)
    findings = []
    if manifest.count != len(manifest.records) or manifest.sha256 != manifest.content_sha256:
        findings.append(found("G24", _("The manifest does not agree with the content."), _("Make the export again.")))
    strange = [row.record for row in manifest.records if not _listed(row, profile)]
    if strange:
        sentence = ngettext(
            "One record is not in the profile.", "{count} records are not in the profile.", len(strange)
        ).format(count=len(strange))
        findings.append(found("G24", sentence, _("Take it out."), records=strange))
    if any(audience != profile.audience for audience in manifest.audiences):
        findings.append(found("G24", _("A recipient does not belong to the audience of the profile.")))
    rooms, agreed = {row.room for row in manifest.records}, manifest.approved_by
    if rooms & CLOSED and not (
        _two(agreed) if Room.SOURCE in rooms else any(Role.CUSTODIAN in roles for roles in agreed)
    ):
        sentence = _("Names or sources are inside: head of presence and custodian must agree.")
        findings.append(found("G24", sentence, _("Ask the custodian.")))
    return tuple(findings)


def lost_tasks(codes: Mapping[str, str]) -> tuple[TaskDraft, ...]:
    """Section 7.8, S42: an export that was lost is an incident, and asks for a risk review of every party in its
    manifest.

    `codes` maps party ids to codes; no name stands in a task.
    """
    sentence = _("A package that held {party} was lost: assess the risk again.")
    drafts = [
        TaskDraft(origin="7.8", kind="incident", sentence=_("A package was lost: record the incident."), role="head")
    ]
    for party, code in sorted(codes.items(), key=lambda pair: pair[1]):
        words = sentence.format(party=code)
        drafts.append(TaskDraft(origin="7.8", kind="review_risk", sentence=words, targets=(party,), party_code=code))
    return tuple(drafts)


def _listed(row: Listed, profile: Profile) -> bool:
    closed_out = row.kind in NEVER_OUT and Room.SOURCE not in profile.rooms
    return row.room in profile.rooms and row.kind in KINDS and not closed_out


def _two(agreed: Iterable[frozenset[Role]]) -> bool:
    rows = list(agreed)
    return any(
        Role.HEAD in one and Role.CUSTODIAN in other
        for at, one in enumerate(rows)
        for number, other in enumerate(rows)
        if number != at
    )
