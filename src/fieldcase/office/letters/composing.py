"""A letter composed from its record: what was written, with what is given at signature, and the naming table.

The blocks of the record are what people wrote and approved. Some are the program's: reference, date and the name under
the signature, which are given when the letter is signed, and the deadline as long as nobody changed it, which counts
from that day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date

import msgspec

from fieldcase.documents.compose import Composed
from fieldcase.documents.draft import BlockText, Draft, draft_letter
from fieldcase.documents.facts import LetterFacts
from fieldcase.documents.naming import Naming, PartyNaming
from fieldcase.documents.onrecord import naming_of
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import Formula
from fieldcase.documents.tree import Level
from fieldcase.model.kinds.directory import Formula as FormulaRecord
from fieldcase.model.kinds.letters import Block, Letter
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective, joint
from fieldcase.model.rules.letters import head_reason
from fieldcase.model.rules.naming import PLACEHOLDER, mentions, recipient_of, scopes_of
from fieldcase.model.rules.scales import lower_consent
from fieldcase.model.shape import AT_SIGNATURE, COVER, FROM_THAT_DAY
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.facts import letter_facts, written_in
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.session import Session
from fieldcase.office.templates.versions import TemplateGone, template_in_force, template_of_letter

GIVEN = frozenset(AT_SIGNATURE)
FIXED = GIVEN | frozenset(COVER)
"""Blocks that nobody writes by hand: those, and the internal cover of a proposal, which is written from the records."""
UNLESS_EDITED = frozenset({FROM_THAT_DAY, "publication_preference"})
"""Blocks that follow the records as long as nobody changed them."""
PUBLIC, RECONTACT = "public_statement", "recontact"


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """A letter in one language and rendition: the draft, who is named how, and the tree."""

    draft: Draft
    naming: Naming
    composed: Composed


def fresh_draft(session: Session, facts: LetterFacts, letter: Letter | None = None) -> Draft:
    """The draft that the template makes of these facts, with the office's own formulae and template where it has some.

    A `letter` keeps to the version of the template that it was drafted from, as long as that is held here. Raises
    `LanguageNotReady`, `FormulaMissing`, `TemplateRefused`.
    """
    office = written_in(session, letter) if letter else session.office
    template = template_in_force(session, facts.kind, facts.language, office)
    if letter is not None and facts.language in letter.templates:
        with suppress(TemplateGone):
            template = template_of_letter(session, letter, facts.language, office).text
    return draft_letter(facts, document_resources(), formulae=own_formulae(session), template=template)


def own_formulae(session: Session) -> tuple[Formula, ...]:
    """The office's formulae, as letters use them; those that somebody verified come first."""
    records = session.vault.all(FormulaRecord)
    found = [
        Formula(
            kind=one.kind,
            addressee_kind=one.addressee_kind,
            lang=one.lang,
            text=one.wording.text,
            verified_by=one.wording.verified_by or None,
            verified_on=one.wording.verified_on or None,
            note=one.wording.note,
        )
        for one in records
    ]
    return tuple(sorted(found, key=lambda one: not one.verified))


def template_hash(draft: Draft) -> str:
    """SHA-256 (hex) of the template that a draft was filled from."""
    return hashlib.sha256(draft.template.encode()).hexdigest()


def drafted(session: Session, opened: Opened, language: str, day: date, reference: str = "") -> Draft:
    """The letter in one language as it stands on a day: its blocks, with reference, date and deadline of that day."""
    fresh = fresh_draft(session, letter_facts(session, opened, language, day, reference), opened.letter)
    given = {block.block: block for block in fresh.blocks}
    blocks = []
    for block in blocks_in(opened.letter, language):
        ours = block.block in FIXED or (block.block in UNLESS_EDITED and not block.edited)
        if ours and block.block in given:
            blocks.append(given[block.block])
        else:
            blocks.append(BlockText(block=block.block, text=block.text, edited=block.edited, drawn=block.drawn))
    return msgspec.structs.replace(fresh, blocks=tuple(blocks))


def blocks_in(letter: Letter, language: str) -> list[Block]:
    """The blocks of one language in their order."""
    shape = shape_of(letter.kind)
    known = shape.names_of_blocks if shape else ()
    place = {block: n for n, block in enumerate(known)}
    own = (one for one in letter.blocks.values() if one.lang == language)
    return sorted(own, key=lambda one: (one.order, place.get(one.block, len(place))))


def compose(
    session: Session,
    opened: Opened,
    language: str,
    rendition: Rendition = Rendition.STATE_FULL,
    *,
    day: date | None = None,
    reference: str = "",
    final: bool = False,
) -> Composition:
    """One rendition of a letter in one language. Raises as `facts.letter_facts` and the engine of documents do."""
    draft = drafted(session, opened, language, day or session.today(), reference)
    return rendered(session, opened, draft, rendition, final=final)


def rendered(
    session: Session, opened: Opened, draft: Draft, rendition: Rendition, *, final: bool = False, reader: str = ""
) -> Composition:
    """One rendition of a draft, with the naming table of whom it is meant for, as consent stands today. `reader` is the
    party (record id) on whose behalf the one for a source was said.
    """
    public = rendition is Rendition.PUBLIC_REDACTED
    naming = naming_table(opened, draft.facts.language, session.today(), public=public)
    if rendition is Rendition.FOR_SOURCE:
        naming = reader_alone(opened, naming, reader, session.today())
    code = opened.file.code(reader) if reader else ""
    composed = render_tree(draft, rendition, naming, document_resources(), final=final, reader=code)
    return Composition(draft=draft, naming=naming, composed=composed)


def reader_alone(opened: Opened, naming: Naming, reader: str, on: date) -> Naming:
    """The table for one reader: himself as the letter shows him and no further than he agreed to be written to; nobody
    else by name, code or description."""
    code = opened.file.code(reader)
    agreed = _level(effective(opened.file, reader, RECONTACT, "", on).level)
    rows = []
    for row in naming.parties:
        level = Level(lower_consent([row.level, agreed])) if row.party == code else Level.ANON
        bare = row if row.party == code else PartyNaming(party=row.party, level=level, kind=row.kind)
        rows.append(msgspec.structs.replace(bare, level=level))
    return Naming(parties=tuple(rows))


def naming_table(opened: Opened, language: str, on: date, *, public: bool = False) -> Naming:
    """How each party may appear in one rendition: as the letter says, never above what the party agreed to (G4)."""
    file, letter = opened.file, opened.letter
    levels = allowed_levels(file, letter, on, public=public)
    rows = []
    for party in _in_order(file, letter, levels):
        record, protected = file.parties[party], file.protected(party)
        function = next((one.rank for one in file.involvements if one.party == party and one.rank), "")
        rows.append(
            naming_of(
                record,
                levels[party],
                language,
                protected=protected,
                function="" if protected else function,
                naming_reason=_reason(file, party) if not protected else "",
            )
        )
    return Naming(parties=tuple(rows))


def allowed_levels(file: CaseFile, letter: Letter, on: date, *, public: bool = False) -> dict[str, Level]:
    """By party id, the level at which a rendition may show everybody that the letter mentions."""
    scopes, recipient = scopes_of(file, letter), recipient_of(letter)
    levels = {}
    for mention in mentions(file, letter):
        if mention.party not in file.parties:
            continue
        if not file.protected(mention.party) and not public:
            levels[mention.party] = _level(mention.level)
            continue
        consent = (
            effective(file, mention.party, PUBLIC, "", on)
            if public
            else joint(file, mention.party, scopes, recipient, on)
        )
        levels[mention.party] = _level(lower_consent([mention.level, consent.level]))
    return levels


def _level(level: str) -> Level:
    return Level(level) if level in Level.__members__ else Level.NONE


def _in_order(file: CaseFile, letter: Letter, levels: Mapping[str, Level]) -> Iterable[str]:
    """Parties as the authentic text brings them up, the others behind: so that “Person A” is the first one told of."""
    text = "\n".join(block.text for block in blocks_in(letter, letter.authentic_lang))
    told = [party.id for code in PLACEHOLDER.findall(text) if (party := file.with_code(code))]
    behind = sorted(levels, key=lambda party: file.code(party))
    return (party for party in dict.fromkeys([*told, *behind]) if party in levels)


def _reason(file: CaseFile, party: str) -> str:
    """The head's reason for naming an official: the decision's rationale, where one holds (section 10.5)."""
    if not head_reason(file, party):
        return ""
    code = file.code(party)
    texts = [words.text for one in file.decisions for words in one.rationale.values() if code in words.text]
    return next(iter(texts), "")
