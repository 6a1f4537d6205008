"""The pages of a letter as bytes: for the State as signed, for the office and headquarters' file with codes, for the
public redacted, for a source what was said on somebody's behalf.

Whoever takes bytes out of the vault is noted in the log. Renditions are composed anew for whom they are meant, from
what was signed; none is made by masking another. Each is checked for names first.
"""

from __future__ import annotations

from datetime import UTC

import msgspec

from fieldcase.documents.renditions import Rendition, without_cover
from fieldcase.documents.tree import KeyValue, Level, Section, Text
from fieldcase.model.machines.letter import PROPOSALS, SOURCE, family
from fieldcase.model.refusal import BadValue, Finding, Severity, require
from fieldcase.model.rules.audiences import headquarters_findings, reader_findings
from fieldcase.model.rules.consent import joint
from fieldcase.model.rules.naming import mentions, recipient_of, scopes_of, told_of
from fieldcase.model.rules.scales import NOT_ASKED
from fieldcase.model.rules.sealing import sealed_output
from fieldcase.model.rules.withdrawal import public_findings
from fieldcase.model.words import _
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.checking import names_in, people_in, recognised_by_another
from fieldcase.office.letters.composing import Composition, drafted, rendered
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.refusals import IdentitiesClosed, NeverPublic, NotForThePublic
from fieldcase.office.letters.signed import (
    FORMATS,
    day_of_letter,
    frozen_bytes,
    kept_draft,
    reference_of,
    require_signature,
)
from fieldcase.office.names import register_of
from fieldcase.office.profiles.logo import logo_for
from fieldcase.office.session import Session

NOT_OF_PROPOSALS = frozenset({Rendition.PUBLIC_REDACTED, Rendition.FOR_SOURCE})
"""A proposal is internal: it is rendered for the office and for headquarters alone."""
AT_HEADQUARTERS = frozenset({"submitted_hq", "hq_accepted", "hq_declined"})
"""Where a proposal is a draft no more."""


def render(
    session: Session,
    letter_id: str,
    rendition: str,
    language: str,
    fmt: str,
    *,
    reader: str = "",
    file_name: str = "",
    cover: bool = True,
    printed: bool = False,
) -> bytes:
    """One rendition of a letter in one language as `pdf` or `docx`.

    For the State (`state_full`) a signed letter gives the signed bytes, its signature verified; before, a draft so
    marked. Every other rendition is composed from what was signed. `reader` is the party (record id) on whose behalf
    the rendition for a source (`for_source`) was said; it is given to that person, or to a source who speaks for it.
    Without `cover` a proposal is drawn as it may go on: its internal cover tells of consents and risks. `file_name`
    is what the file will be called: a name that lies open in a folder may be nobody's, cleared or not. `printed` says
    that it goes to paper: the log tells that, in the place of an export. Raises
    `BadValue`, `IdentitiesClosed`, `NotFrozenHere`, `SignatureBroken`, `BlockedByRules` where a name would get out
    (G4, G7, N8) or its audience has no consent (G4, G24).
    """
    opened = open_letter(session, letter_id)
    wanted = _rendition(rendition)
    if opened.letter.kind in PROPOSALS and wanted in NOT_OF_PROPOSALS:
        raise NotForThePublic
    if family(opened.letter.kind) == SOURCE and wanted not in (Rendition.STATE_FULL, Rendition.OFFICE_COPY):
        raise NeverPublic
    _require_reader(opened, wanted, reader)
    if not cover and opened.letter.kind not in PROPOSALS:
        why, expected = _("only a proposal to headquarters has a cover"), _("a proposal")
        raise BadValue(field="without-cover", value=opened.letter.kind, why=why, expected=expected)
    if fmt not in FORMATS:
        raise BadValue(field="format", value=fmt, why=_("letters have no such format"), expected=", ".join(FORMATS))
    if language not in opened.letter.languages:
        known = ", ".join(opened.letter.languages)
        raise BadValue(field="language", value=language, why=_("the letter is not in it"), expected=known)
    require(_called_after(session, letter_id, file_name))
    data = _bytes(session, opened, wanted, language, fmt, reader, cover=cover)
    about = f"{rendition}/{language}/{fmt}" + ("" if cover else "/without-cover")
    session.vault.log("print_letter" if printed else "export_letter", [letter_id, *filter(None, [reader])], about)
    return data


def _called_after(session: Session, letter_id: str, file_name: str) -> tuple[Finding, ...]:
    """N8 for the name of a file: whoever sees the folder reads it."""
    sentence = _("The file would be called after {party}.")
    remedy = _("Name it by the reference of the letter.")
    return tuple(
        Finding(
            rule="N8",
            severity=Severity.ERROR,
            sentence=sentence.format(party=code),
            remedy=remedy,
            field="file_name",
            records=(letter_id,),
            party_code=code,
        )
        for code in dict.fromkeys(hit.party for hit in register_of(session).find(file_name))
    )


def _require_reader(opened: Opened, rendition: Rendition, reader: str) -> None:
    """The rendition for a source is about one party of the letter on whose behalf it speaks, so no official and nobody
    alleged to be responsible; no other is about anybody."""
    told = told_of(opened.file, opened.letter)
    if rendition is Rendition.FOR_SOURCE and reader not in told:
        known = ", ".join(sorted(opened.file.code(party) for party in told))
        why = _("what was said is given to one of those whom the letter is about")
        raise BadValue(field="for", value=opened.file.code(reader) if reader else "", why=why, expected=known)
    if rendition is not Rendition.FOR_SOURCE and reader:
        why = _("only the rendition for a source is made for one person")
        raise BadValue(field="for", value=opened.file.code(reader), why=why, expected=Rendition.FOR_SOURCE)


def _bytes(
    session: Session, opened: Opened, rendition: Rendition, language: str, fmt: str, reader: str, *, cover: bool
) -> bytes:
    signed = bool(reference_of(session, opened))
    if signed and rendition is Rendition.STATE_FULL:
        require_signature(session, opened)
        return frozen_bytes(session, opened, rendition, language, fmt)
    if rendition is not Rendition.OFFICE_COPY:
        require(sealed_output(opened.file))
    one = composed_for(session, opened, rendition, language, reader=reader, cover=cover)
    logo = logo_for(session, opened.letter)
    if fmt == "docx":
        from fieldcase.documents.docx.render import render_docx

        return render_docx(one.composed.document, document_resources(), logo)
    from fieldcase.documents.pdf.render import render_pdf

    return render_pdf(one.composed.document, document_resources(), session.clock().astimezone(UTC), logo)


def composed_for(
    session: Session, opened: Opened, rendition: Rendition, language: str, *, reader: str = "", cover: bool = True
) -> Composition:
    """A rendition composed anew and checked for names and for the consent of its audience: from what was signed, or
    from the draft as it stands."""
    if not opened.file.identity_open:
        raise IdentitiesClosed
    reference = reference_of(session, opened)
    if reference:
        draft = kept_draft(session, opened, language)
    else:
        draft = drafted(session, opened, language, day_of_letter(session, opened))
    draft = draft if cover else without_cover(draft)
    final = bool(reference) or opened.status in AT_HEADQUARTERS
    one = rendered(session, opened, draft, rendition, final=final, reader=reader)
    findings = names_in(
        opened, one, people_in(session, one), rendition, recognised=recognised_by_another(session, opened)
    )
    shown = {row.party for row in one.naming.parties if row.level is not Level.NONE}
    parties = [party.id for party in opened.file.parties.values() if party.code in shown]
    match rendition:
        case Rendition.PUBLIC_REDACTED:
            findings = (*findings, *public_findings(opened.file, parties, session.today()))
        case Rendition.HQ_CODED:
            findings = (*findings, *headquarters_findings(opened.file, opened.letter, session.today()))
        case Rendition.FOR_SOURCE:
            findings = (*findings, *reader_findings(opened.file, reader, session.today()))
    require(findings)
    covered = opened.letter.kind in PROPOSALS  # its own cover says it already
    return with_consents(session, opened, one) if rendition is Rendition.OFFICE_COPY and not covered else one


def with_consents(session: Session, opened: Opened, one: Composition) -> Composition:
    """The office copy with what everybody in the letter agreed to, as it stands today (section 9): codes and levels."""
    file, letter, language = opened.file, opened.letter, one.draft.facts.language
    scopes, recipient = scopes_of(file, letter), recipient_of(letter)
    uses = ", ".join(file.vocabularies.label("consent_scope", scope, language) for scope in scopes)
    pairs = []
    for mention in mentions(file, letter):
        agreed = joint(file, mention.party, scopes, recipient, session.today())
        level = "NONE" if agreed.level == NOT_ASKED else agreed.level
        said = [file.vocabularies.label("consent_level", level, language), uses]
        until = agreed.until.isoformat() if agreed.until else ""
        line = " – ".join(part for part in (*said, until) if part)
        pairs.append(((Text(text=file.code(mention.party)),), (Text(text=line),)))
    if not pairs:
        return one
    document = one.composed.document
    title = document_resources().words(language).titles["handling"]
    section = Section(block="handling", title=title, content=(KeyValue(pairs=tuple(pairs)),))
    document = msgspec.structs.replace(document, sections=(*document.sections, section))
    return msgspec.structs.replace(one, composed=msgspec.structs.replace(one.composed, document=document))


def _rendition(name: str) -> Rendition:
    try:
        return Rendition(name)
    except ValueError as unknown:
        known = ", ".join(Rendition)
        raise BadValue(field="rendition", value=name, why=_("there is no such rendition"), expected=known) from unknown
