"""A letter is signed as it was approved: what is given at signature adds no word (domain reference, 7.5; G9).

The office's own template may ask whether there is a reference, or which day it is; so the letter that is to be signed
is held against the one that was approved, drafted again as of the day of the approval and without a reference. Where
the template that it was drafted from is not held here, against the blocks as they were kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import msgspec

from fieldcase.documents.atsignature import unlike
from fieldcase.documents.blocknames import block_name
from fieldcase.documents.draft import BlockText, Draft
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import found
from fieldcase.model.words import _
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.composing import blocks_in, drafted, template_hash
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.session import Session

SPECIMEN = "AAA/XAAA/00-000/0000"
"""A reference as long as any, to see what a template makes of one."""


def numbering_findings(session: Session, opened: Opened, draft: Draft) -> Iterator[Finding]:
    """10.2, before a letter is approved: which blocks would say something else once it has a reference."""
    if opened.letter.kind in PROPOSALS or opened.status not in ("draft", "returned", "in_review", "approved"):
        return
    with_one = drafted(session, opened, draft.facts.language, draft.facts.day or session.today(), SPECIMEN)
    yield from _told(opened, unlike(draft, with_one, document_resources()))


def approval_findings(session: Session, opened: Opened, draft: Draft) -> Iterator[Finding]:
    """10.2, at signature: which blocks of the letter to be signed say something else than was approved."""
    yield from _told(opened, unlike(_as_approved(session, opened, draft), draft, document_resources()))


def _as_approved(session: Session, opened: Opened, draft: Draft) -> Draft:
    language = draft.facts.language
    noted = opened.letter.templates.get(language)
    if noted and noted.sha256 != template_hash(draft):
        kept = blocks_in(opened.letter, language)
        blocks = tuple(BlockText(block=one.block, text=one.text, edited=one.edited) for one in kept)
        return msgspec.structs.replace(draft, blocks=blocks)
    return drafted(session, opened, language, _day_of_approval(session, opened))


def _day_of_approval(session: Session, opened: Opened) -> date:
    steps = [one for one in opened.file.steps if one.letter == opened.letter.id and one.step == "approval"]
    last = max((one.taken.at for one in steps), default="")
    return session.settings.local_day(last) or session.today()


def _told(opened: Opened, blocks: tuple[str, ...]) -> Iterator[Finding]:
    for block in blocks:
        sentence = _("Block “{block}” would say something else once the letter is signed than what was approved.")
        remedy = _("Only reference and dates are given at signature: correct the template, and draft the letter anew.")
        records = (opened.letter.id,)
        yield found("10.2", sentence.format(block=block_name(block)), remedy, records=records, field=block)
