"""Everything that the page of one letter shows, in one of its languages: text, rules, names, and the real PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.renditions import Rendition
from fieldcase.documents.tree import Document, Level, block_text
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions
from fieldcase.model.rules.panel import DISPATCH, Line, before_letter
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.ahead import Ahead, Step, rules_ahead, step_ahead
from fieldcase.office.letters.checking import checked
from fieldcase.office.letters.composing import FIXED, Composition, allowed_levels, blocks_in, compose
from fieldcase.office.letters.gathering import Opened, letter_file, open_letter
from fieldcase.office.letters.moved import FactMoved, moved_in
from fieldcase.office.letters.signed import day_of_letter, frozen_bytes, reference_of
from fieldcase.office.looks import look
from fieldcase.office.session import Session


class PageBlock(msgspec.Struct, frozen=True, kw_only=True):
    """One block: `text` as it will print, `source` as an officer edits it, with signs; `fixed`: the program's own."""

    block: str
    title: str
    text: str
    source: str
    edited: bool = False
    fixed: bool = False
    findings: int = 0


class PageName(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the letter mentions: `shown` as it will print where `cleared`, the code where not."""

    party: str
    code: str
    shown: str
    level: str
    cleared: bool


class LetterPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one letter in one language; `pdf` are the signed bytes once it is signed and they are here.

    `ahead` is what comes next and who takes it; `moved` are the facts of this language that moved since the blocks were
    drafted, while the letter may be changed; `recipient` the code of the person whom a letter to a source goes to.
    """

    letter: Letter
    case_no: str
    status: str
    language: str
    reference: str
    blocks: tuple[PageBlock, ...]
    panel: tuple[Line, ...]
    names: tuple[PageName, ...]
    pdf: bytes
    ahead: Ahead = Ahead()
    moved: tuple[FactMoved, ...] = ()
    recipient: str = ""


def letter_page(session: Session, letter_id: str, language: str = "") -> LetterPage:
    """The page of a letter; without a language in its authentic one. A preview covers who is not cleared (G4), and is
    marked as a draft; pages without that mark are the signed ones, byte for byte.

    Names printed are noted in the log, once a person and session. Raises `NoSuchRecord`, `NotYourRole`, and what keeps
    a letter from being composed (`letters.refusals`, `LanguageNotReady`, `CharactersMissing`).
    """
    opened = open_letter(session, letter_id)
    letter = opened.letter
    language = language if language in letter.languages else letter.authentic_lang
    reference, day = reference_of(session, opened), day_of_letter(session, opened)
    shown = compose(session, opened, language, day=day, reference=reference)
    step = rules_ahead(letter, opened.status)
    lf = checked(session, opened) if step else letter_file(session, opened, (), ())
    ahead = step_ahead(lf, opened.status, session.roles)
    step = DISPATCH if ahead.step is Step.SEND else step
    _note_names(session, opened, shown)
    return LetterPage(
        letter=letter,
        case_no=opened.file.case.case_no,
        status=opened.status,
        language=language,
        reference=reference,
        blocks=_blocks(opened, shown, lf.lint or ()),
        panel=before_letter(lf, step) if step else (),
        names=_names(session, opened, lf, shown),
        pdf=_pdf(session, opened, language, shown),
        ahead=ahead,
        recipient=opened.file.code(letter.to_party) if letter.to_party else "",
        moved=tuple(one for one in moved_in(session, opened) if one.language == language) if step else (),
    )


def _pdf(session: Session, opened: Opened, language: str, shown: Composition) -> bytes:
    kept = frozen_bytes(session, opened, Rendition.STATE_FULL, language, "pdf", missing_is_none=True)
    if kept is not None:
        return kept
    from fieldcase.documents.pdf.render import render_pdf

    return render_pdf(shown.composed.document, document_resources(), session.clock().astimezone(UTC))


def _blocks(opened: Opened, shown: Composition, findings: Sequence[Finding]) -> tuple[PageBlock, ...]:
    told = _texts(shown.composed.document)
    counted = [one.field for one in findings if one.severity is not Severity.NOTE]
    return tuple(
        PageBlock(
            block=block.block,
            title=block_name(block.block),
            text=told.get(block.block, ""),
            source=block.text,
            edited=block.edited,
            fixed=block.block in FIXED,
            findings=counted.count(block.block),
        )
        for block in blocks_in(opened.letter, shown.draft.facts.language)
    )


def _texts(document: Document) -> dict[str, str]:
    return {
        section.block: "\n".join(filter(None, (block_text(block) for block in section.content)))
        for section in document.sections
    }


def _names(session: Session, opened: Opened, lf: LetterFile, shown: Composition) -> tuple[PageName, ...]:
    file = opened.file
    allowed = allowed_levels(file, opened.letter, session.today())
    printed = {row.party: row.name for row in shown.naming.parties if row.level is Level.NAMED}
    names = []
    for mention in mentions(file, opened.letter):
        code, level = file.code(mention.party), allowed.get(mention.party, Level.NONE)
        cleared = level == mention.level
        names.append(
            PageName(
                party=mention.party,
                code=code,
                shown=printed.get(code) or code,
                level=mention.level,
                cleared=cleared,
            )
        )
    return tuple(names)


def _note_names(session: Session, opened: Opened, shown: Composition) -> None:
    """What of the identity room was printed on the page goes into the log."""
    codes = {row.party for row in shown.naming.parties if row.level is Level.NAMED and row.name}
    parties = [party.id for party in opened.file.parties.values() if party.code in codes]
    if parties:
        look(session, "preview_letter", parties, opened.letter.id)
