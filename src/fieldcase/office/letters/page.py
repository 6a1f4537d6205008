"""Everything that the page of one letter shows, in one of its languages: text, rules, names, and the real PDF."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.renditions import Rendition
from fieldcase.documents.tree import Block, Document, Level, Name, Removed, Value, block_text, span_groups
from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.kinds.letters import Letter, StepTaken
from fieldcase.model.kinds.reporting import GoodOfficesNote
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines.letter import STATE, family
from fieldcase.model.refusal import Finding, Severity
from fieldcase.model.roles import Action
from fieldcase.model.rules.kinds import clearance_findings
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.naming import mentions, told_of
from fieldcase.model.rules.panel import DISPATCH, Line, before_letter
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.ahead import Ahead, Step, rules_ahead, step_ahead
from fieldcase.office.letters.checking import checked
from fieldcase.office.letters.composing import FIXED, Composition, allowed_levels, blocks_in, compose
from fieldcase.office.letters.gathering import Opened, letter_file, open_letter
from fieldcase.office.letters.moved import FactMoved, moved_in
from fieldcase.office.letters.proposals import may_suggest
from fieldcase.office.letters.signed import day_of_letter, frozen_bytes, key_of, reference_of, signature_step
from fieldcase.office.looks import look
from fieldcase.office.profiles.logo import logo_for
from fieldcase.office.session import Session

WHAT = {Value: "value", Name: "name", Removed: "removed"}
QUOTED = re.compile(r"[“«]\s*([^“”«»]+?)\s*[”»]")
"""How findings quote the words that they speak of, in English and in French."""
OPEN = ("draft", "in_review", "returned", "approved")
SINCE_IT_LEFT = ("dispatch", "copy", "receipt", "extension", "submission", "hq_answer")
OF_LETTERS = (
    Action.DRAFT_LETTER,
    Action.APPROVE_LETTER,
    Action.SIGN_LETTER,
    Action.DISPATCH_LETTER,
    Action.ANSWER_PROPOSAL,
    Action.RECORD_NOTE_OUTCOME,
)


class PageSpan(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a block: `what` is `text`, `value` (linked to the case), `name` or `removed` (covered on the page)."""

    text: str
    what: str


class PageBlock(msgspec.Struct, frozen=True, kw_only=True):
    """One block: `text` as it will print, `source` as an officer edits it, with signs; `fixed`: the program's own.
    `spans` are the same words with where they come from; `marked` the words that findings quote, with the severity."""

    block: str
    title: str
    text: str
    source: str
    edited: bool = False
    fixed: bool = False
    findings: int = 0
    spans: tuple[PageSpan, ...] = ()
    marked: tuple[tuple[str, str], ...] = ()


class PageName(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whom the letter mentions: `shown` as it will print where `cleared`, the code where not."""

    party: str
    code: str
    shown: str
    level: str
    cleared: bool


class PageReader(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody of the letter's cases: who may be told what was said (rendition `for_source`), or who may appear."""

    party: str
    code: str


class LetterPage(msgspec.Struct, frozen=True, kw_only=True):
    """The page of one letter in one language; `pdf` are the signed bytes once it is signed and they are here.

    `ahead` is what comes next and who takes it; `moved` are the facts of this language that moved since the blocks were
    drafted, while the letter may be changed; `recipient` the code of the person whom a letter to a source goes to;
    `comments` what readers wrote who gave it back, the oldest first; `may` the names of the actions on letters that
    this seat's roles allow; `sealed` the hash (SHA-256, hex) of the signed PDF;
    `void` says that it was approved and changed since; `taken` are the steps since it left, in their order; `readers`
    are those whom the rendition for a source may be about; `suggests` the mandates or committees that such a proposal
    may suggest (`mechanism`), `annexes` whether its allegations may stand in a table behind it, `given` the reference
    that a proposal was given, `note` the good offices note of a brief,
    `people` everybody who may be in its naming table; `objection` why headquarters does not clear it, as long as that
    stands.
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
    comments: tuple[str, ...] = ()
    may: frozenset[str] = frozenset()
    sealed: str = ""
    void: bool = False
    taken: tuple[StepTaken, ...] = ()
    readers: tuple[PageReader, ...] = ()
    suggests: tuple[str, ...] = ()
    annexes: bool = False
    given: str = ""
    note: GoodOfficesNote | None = None
    people: tuple[PageReader, ...] = ()
    objection: str = ""


def letter_page(session: Session, letter_id: str, language: str = "") -> LetterPage:
    """The page of a letter; without a language in its authentic one. A preview covers who is not cleared (G4), and is
    marked as a draft; pages without that mark are the signed ones, byte for byte.

    Names printed are noted in the log, once a person and session. Raises `NoSuchRecord`, `NotYourRole`, and what keeps
    a letter from being composed (`letters.refusals`, `LanguageNotReady`, `CharactersMissing`).
    """
    opened = open_letter(session, letter_id)
    letter, shape = opened.letter, shape_of(opened.letter.kind)
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
        comments=_comments(session, letter_id),
        may=frozenset(one.name for one in OF_LETTERS if session.may(one)),
        sealed=_sealed(session, opened, language),
        void=opened.status == "draft" and bool(_steps(opened, ("approval",))),
        taken=_steps(opened, SINCE_IT_LEFT),
        readers=tuple(
            PageReader(party=party, code=opened.file.code(party))
            for party in told_of(opened.file, letter)
            if family(letter.kind) == STATE
        ),
        suggests=may_suggest(session, letter),
        annexes=shape is not None and shape.annexes,
        given=_given(session, opened),
        note=next(iter(session.vault.where(GoodOfficesNote, "letter", [letter_id])), None),
        people=_people(opened),
        objection=_objection(lf) if ahead.step is Step.CLEAR else "",
    )


def _objection(lf: LetterFile) -> str:
    """Why headquarters does not clear the letter, where its last objection stands (G18)."""
    said = {record for one in clearance_findings(lf, signing=True) for record in one.records}
    return next((one.taken.reason for one in lf.steps if one.step == "objection" and one.id in said), "")


def _given(session: Session, opened: Opened) -> str:
    answers = _steps(opened, ("hq_answer",))
    found = session.vault.find(ExternalRef, answers[-1].external_ref) if answers and answers[-1].external_ref else None
    return f"{found.system} {found.reference}" if found else ""


def _people(opened: Opened) -> tuple[PageReader, ...]:
    """Who may be in the naming table: everybody of its cases, and whoever stands in it already; by code."""
    parties = opened.file.everybody | {row.party for row in opened.letter.naming.values()}
    found = [PageReader(party=party, code=opened.file.code(party)) for party in parties]
    return tuple(sorted(found, key=lambda one: one.code))


def _steps(opened: Opened, kinds: tuple[str, ...]) -> tuple[StepTaken, ...]:
    own = [step.taken for step in opened.file.steps if step.letter == opened.letter.id and step.step in kinds]
    return tuple(sorted(own, key=lambda one: one.at))


def _comments(session: Session, letter_id: str) -> tuple[str, ...]:
    found = [one for one in session.vault.where(Comment, "target", [letter_id]) if one.kind == "change_request"]
    return tuple(one.text for one in found)


def _sealed(session: Session, opened: Opened, language: str) -> str:
    step = signature_step(session, opened) if opened.status not in OPEN else None
    kept = step.renditions.get(key_of(Rendition.STATE_FULL, language, "pdf")) if step is not None else None
    return kept.sha256 if kept is not None else ""


def _pdf(session: Session, opened: Opened, language: str, shown: Composition) -> bytes:
    kept = frozen_bytes(session, opened, Rendition.STATE_FULL, language, "pdf", missing_is_none=True)
    if kept is not None:
        return kept
    from fieldcase.documents.pdf.render import render_pdf

    logo = logo_for(session, opened.letter)
    return render_pdf(shown.composed.document, document_resources(), session.clock().astimezone(UTC), logo)


def _blocks(opened: Opened, shown: Composition, findings: Sequence[Finding]) -> tuple[PageBlock, ...]:
    told = _texts(shown.composed.document)
    spans = {one.block: tuple(_spans(one.content)) for one in shown.composed.document.sections}
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
            spans=spans.get(block.block, ()),
            marked=tuple(_marked(one for one in findings if one.field == block.block)),
        )
        for block in blocks_in(opened.letter, shown.draft.facts.language)
    )


def _spans(content: Iterable[Block]) -> Iterator[PageSpan]:
    """The words of a block as `_texts` joins them, by where they come from."""
    first = True
    for block in content:
        for group in span_groups(block):
            if not first:
                yield PageSpan(text="\n", what="text")
            first = False
            for span in group:
                yield PageSpan(text=span.text, what=WHAT.get(type(span), "text"))


def _marked(findings: Iterable[Finding]) -> Iterator[tuple[str, str]]:
    """What findings of a block say of words that they quote."""
    for one in findings:
        if one.severity is not Severity.NOTE:
            for words in QUOTED.findall(one.sentence):
                yield words, one.severity.value


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
