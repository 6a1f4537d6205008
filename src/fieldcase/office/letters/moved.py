"""Edited freely, still linked: which facts of a letter moved since its blocks were drafted, and what to do about each.

The way out is to draft the block again, or to say with a reason that it stays. Such a word holds until the fact moves
once more. Before and after are told in codes; the findings bear neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from fieldcase.documents.blocknames import block_name
from fieldcase.documents.moved import Move, facts_of
from fieldcase.documents.moved import moved as compared
from fieldcase.model.kinds.letters import FactStands
from fieldcase.model.refusal import Finding, Refusal, Severity
from fieldcase.model.rules.casefile import by_id
from fieldcase.model.words import N_, _
from fieldcase.office.letters.composing import FIXED, UNLESS_EDITED, blocks_in, fresh_draft
from fieldcase.office.letters.facts import letter_facts
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.session import Session
from fieldcase.office.templates.versions import current, digest, template_in_force

RULE = "10.2"
OWN = FIXED | UNLESS_EDITED
"""Blocks whose text is given at signature, or counts from that day."""
SIGNED = frozenset({"signed", "dispatched", "receipt_confirmed"})
"""Where the text of a letter is what it is."""
WEIGHTY = ("allegations", "requests", "mandates", "reports", "laws")
"""Facts that a rewritten block should not lose unnoticed."""
FACTS = {
    "office": N_("name of the office"),
    "state": N_("name of the State"),
    "addressee": N_("name of the addressee"),
    "mandates": N_("resolution cited"),
    "context": N_("cooperation told of"),
    "standards": N_("standard cited"),
    "requests": N_("question asked"),
    "lead": N_("wording by what is verified"),
    "concern": N_("wording by what is verified"),
    "previous": N_("earlier letter cited"),
    "replies": N_("reply answered"),
    "measures": N_("measure of the State"),
    "reports": N_("report cited"),
    "enclosures": N_("enclosure"),
    "marking": N_("marking"),
    "laws": N_("law commented on"),
    "to_source": N_("letter or answer told of"),
    "proposal": N_("mechanism or session proposed"),
    "place": N_("place of an act"),
    "template": N_("template of the office"),
}


class NothingMoved(Refusal):
    """Somebody says that a block stays, of which nothing moved."""

    code = "FC-493"
    message = N_("No fact of block “{block}” moved in “{language}”.")
    remedy = N_("See “letter moved” for the blocks of which something did.")


class FactMoved(msgspec.Struct, frozen=True, kw_only=True):
    """One fact of one block that moved. `what` says in words which fact, `record` the record it comes from, where one
    is known; `edited` whether a person rewrote the block; `reason` why it stays, where somebody said so."""

    language: str
    block: str
    fact: str
    what: str
    move: Move
    before: str = ""
    now: str = ""
    says: str = ""
    record: str = ""
    edited: bool = False
    reason: str = ""

    @property
    def key(self) -> str:
        """The element under which somebody's word on it stands."""
        return f"{self.language}-{self.block}-{digest(self.fact)[:16]}"

    @property
    def title(self) -> str:
        """The block as people read it; empty for the template of the whole letter."""
        return block_name(self.block) if self.block else ""

    @property
    def weighs(self) -> bool:
        """Whether something is to be done about it, and the letter waits for that or warns of it (rule 10.2)."""
        return not self.settled and _severity(self) is not Severity.NOTE

    @property
    def settled(self) -> bool:
        """Whether nothing is to be done about it: somebody said that the block stays, or it follows by itself."""
        return bool(self.reason) or self.move is Move.FOLLOWS


def facts_moved(session: Session, letter_id: str) -> tuple[FactMoved, ...]:
    """Every fact of a letter that moved, by language and block. Raises `NoSuchRecord`, `NotYourRole`, and what keeps a
    letter from being composed."""
    return moved_in(session, open_letter(session, letter_id))


def moved_in(session: Session, opened: Opened) -> tuple[FactMoved, ...]:
    """As `facts_moved`, of a letter that is open."""
    return tuple(one for language in opened.letter.languages for one in _moved(session, opened, language))


def moved_findings(session: Session, opened: Opened) -> Iterator[Finding]:
    """What of it stands in the letter's way: rule 10.2, without a word of what the facts say.

    An error while the text says what the records do not; of a signed letter a note, for its text is what it is.
    """
    for one in moved_in(session, opened):
        if one.reason:
            yield _kept(opened, one)
            continue
        if one.block == "allegations" and one.fact.endswith(".text") and one.move is Move.CHANGED:
            continue  # 3.13 tells of the words of allegations, by version
        severity = _severity(one)
        if opened.status in SIGNED and severity is not Severity.NOTE:
            severity = Severity.NOTE
        sentence, remedy = _told(one, signed=opened.status in SIGNED)
        records = tuple(filter(None, (opened.letter.id, one.record)))
        yield Finding(rule=RULE, severity=severity, sentence=sentence, remedy=remedy, records=records, field=one.block)


def _kept(opened: Opened, one: FactMoved) -> Finding:
    """What an author let stand is read by whoever approves it: the word is the author's own."""
    sentence = _("Block “{block}” stays as it is by its author's word, though the records say something else ({what}).")
    return Finding(
        rule=RULE,
        severity=Severity.NOTE,
        sentence=sentence.format(block=block_name(one.block), what=one.what),
        remedy=_("Read why before it is approved; “letter moved” shows it."),
        records=tuple(filter(None, (opened.letter.id, one.record))),
        field=one.block,
    )


def stands(moved: tuple[FactMoved, ...], block: str, language: str, reason: str) -> dict[str, FactStands]:
    """The word that a block stays as it is, for every fact of it that moved and is not settled, by its element."""
    return {
        one.key: FactStands(lang=language, block=block, fact=one.fact, moved_to=_hash(one), reason=reason)
        for one in moved
        if (one.language, one.block) == (language, block) and not one.settled
    }


def _moved(session: Session, opened: Opened, language: str) -> Iterator[FactMoved]:
    letter = opened.letter
    fresh = fresh_draft(session, letter_facts(session, opened, language, session.today()), letter)
    now = {block.block: block.drawn for block in fresh.blocks}
    known = set()
    for block in blocks_in(letter, language):
        known.add(block.block)
        if block.block in OWN or (not block.drawn and block.block not in now):
            continue
        for one in compared(block.text, block.drawn, now.get(block.block, ()), edited=block.edited):
            yield _known(opened, language, block.block, one.fact, one.move, one.before, one.now, one.says, block.edited)
    for name, drawn in now.items():
        if name not in known and name not in OWN:
            for fact, words in facts_of(drawn).items():
                if not fact.startswith("place:"):
                    yield _known(opened, language, name, fact, Move.NEW, "", words, "", edited=False)
    noted = letter.templates.get(language)
    in_force = template_in_force(session, letter.kind, language)
    if noted and in_force is not None and digest(in_force) != noted.sha256:
        number = current(session, letter.kind, language).number
        yield _known(opened, language, "", "template", Move.CHANGED, noted.sha256[:12], str(number), "", edited=False)


def _known(
    opened: Opened,
    language: str,
    block: str,
    fact: str,
    move: Move,
    before: str,
    now: str,
    says: str,
    edited: bool,  # noqa: FBT001 - one call, by position
) -> FactMoved:
    found = FactMoved(
        language=language,
        block=block,
        fact=fact,
        what=_what(opened, fact),
        move=move,
        before=before,
        now=now,
        says=says,
        record=fact.split(".")[1] if fact.startswith("allegations.") else "",
        edited=edited,
    )
    said = opened.letter.stands.get(found.key)
    holds = said is not None and said.moved_to == _hash(found)
    return msgspec.structs.replace(found, reason=said.reason) if said and holds else found


def _hash(one: FactMoved) -> str:
    """What a word on a moved fact is bound to: what happened, and what the records say now."""
    return hashlib.sha256(f"{one.move}\n{one.now}".encode()).hexdigest()


def _what(opened: Opened, fact: str) -> str:
    family = fact.replace(":", ".").split(".")[0]
    if family != "allegations":
        return _(FACTS[family]) if family in FACTS else fact
    record, _dot, part = fact.removeprefix("allegations.").partition(".")
    row = opened.letter.allegations.get(record)
    allegation = by_id(opened.file.allegations, record)
    number = row.number if row else (allegation.alleg_no if allegation else 0) or 0
    if part == "text":
        return _("words of allegation {number}").format(number=number)
    return _("date or place of allegation {number}").format(number=number)


def _severity(one: FactMoved) -> Severity:
    if one.move in (Move.CHANGED, Move.GONE) and one.block:
        return Severity.ERROR
    if one.move is Move.NEW or (one.move is Move.DROPPED and one.fact.startswith(WEIGHTY)):
        return Severity.WARNING
    return Severity.NOTE


def _told(one: FactMoved, *, signed: bool) -> tuple[str, str]:
    if not one.block:
        sentence = _("The office's template was changed since the letter was drafted.")
        return sentence, _("Draft the whole letter again where the new wording is to be used.")
    sentences = {
        Move.CHANGED: _("Block “{block}”: the records say something else now ({what})."),
        Move.GONE: _("Block “{block}” still says what the records no longer do ({what})."),
        Move.NEW: _("Block “{block}” lacks what the records say now ({what})."),
        Move.DROPPED: _("Block “{block}” was rewritten and no longer says what it was drafted from ({what})."),
        Move.FOLLOWS: _("Block “{block}” shows new words by itself ({what})."),
    }
    sentence = sentences[one.move].format(block=block_name(one.block), what=one.what)
    if signed:
        return sentence, _("It is signed. Where it must not go out so, cancel it and draft it anew.")
    if one.move is Move.FOLLOWS:
        return sentence, _("Read it once more.")
    return sentence, _("Draft the block again, or say why it stays; “letter moved” shows before and now.")
