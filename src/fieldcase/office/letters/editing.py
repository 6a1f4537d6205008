"""Change a letter before it is signed: blocks, who is named how, allegations, why warnings stay.

A change of one comma after submission makes it a draft again, and approvals void (domain reference, section 7.5): the
transition is written in the same transaction as the change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from fieldcase.documents import annex
from fieldcase.documents.blocknames import block_name
from fieldcase.documents.draft import BlockText
from fieldcase.documents.markup import data_refs
from fieldcase.documents.tree import Level
from fieldcase.model.declare import flatten
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.letters import Block, Letter
from fieldcase.model.kinds.parties import Party
from fieldcase.model.kinds.values import Named
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.forms import form_of
from fieldcase.model.words import _
from fieldcase.office.letters.composing import FIXED, GIVEN, blocks_in, fresh_draft
from fieldcase.office.letters.drafting import block_key, naming_wanted, numbered, rows, with_text
from fieldcase.office.letters.facts import kind_of_letter, letter_facts
from fieldcase.office.letters.gathering import Opened, open_letter
from fieldcase.office.letters.moved import NothingMoved, moved_in, stands
from fieldcase.office.letters.refusals import FromRecords, GivenAtSignature, LetterPast, NoReasonGiven, NoSuchBlock
from fieldcase.office.letters.tosource import agreement
from fieldcase.office.records import write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

OPEN = frozenset({"draft", "in_review", "returned", "approved"})
BACK_TO_DRAFT = frozenset({"in_review", "approved"})
"""Where a change of text makes a letter a draft again; a returned one is changed where it stands."""


def edit_block(session: Session, letter_id: str, language: str, block: str, text: str) -> Letter:
    """Write one block of a letter anew, in the signs of docs/templates.md; an empty text takes the block out.

    A block that the letter has not yet is put in its place among those that its kind may have. Raises `NotYourRole`,
    `LetterPast`, `GivenAtSignature`, `BadValue` for a language that it is not written in, `NoSuchBlock`.
    """
    opened = _for_change(session, letter_id)
    if block in GIVEN:
        raise GivenAtSignature(block=block)
    if block in FIXED:
        raise FromRecords(block=block)
    if language not in opened.letter.languages:
        why, written = _("the letter is not written in it"), ", ".join(opened.letter.languages)
        raise BadValue(field="language", value=language[:20], why=why, expected=written)
    key = block_key(language, block)
    old = opened.letter.blocks.get(key)
    shape = kind_of_letter(opened.letter.kind).shape.in_form(form_of(opened.file, opened.letter))
    known = shape.names_of_blocks
    if old is None and block not in known:
        raise NoSuchBlock(block=block[:40], known=", ".join(one for one in known if one not in FIXED))
    text = text.strip()
    if old is None and not text:
        return opened.letter
    made = Block(
        order=old.order if old else _order(opened.letter, language, block),
        block=block,
        lang=language,
        text=text,
        data_refs=data_refs(text),
        edited=True,
        drawn=old.drawn if old else (),
    )
    return _change(session, opened, {f"blocks/{key}": msgspec.to_builtins(made) if text else None})


def redraft_block(session: Session, letter_id: str, language: str, block: str) -> Letter:
    """Fill one block from the template and the records anew; what a person wrote in it goes. The block of allegations
    takes their present versions, and their annex with it. Raises as `edit_block` does."""
    opened = _for_change(session, letter_id)
    letter = opened.letter
    values: dict[str, Any] = {}
    if block in annex.PLACES:
        letter = _present_versions(session, opened.file, letter)
        values = _changed(opened.letter, letter, "allegations")
    opened = msgspec.structs.replace(opened, letter=letter)
    fresh = fresh_draft(session, letter_facts(session, opened, language, session.today()), letter)
    if all(one.block != block for one in fresh.blocks):
        raise NoSuchBlock(block=block, known=", ".join(one.block for one in fresh.blocks))
    together = annex.PLACES if block in annex.PLACES else {block}
    for found in (one for one in fresh.blocks if one.block in together):
        made = _filled_anew(letter, language, found)
        values[f"blocks/{block_key(language, found.block)}"] = msgspec.to_builtins(made)
    stands = {at: one for at, one in letter.stands.items() if one.lang == language and one.block in together}
    return _change(session, opened, {**values, **dict.fromkeys((f"stands/{at}" for at in stands), None)})


def _filled_anew(letter: Letter, language: str, found: BlockText) -> Block:
    old = letter.blocks.get(block_key(language, found.block))
    return Block(
        order=old.order if old else _order(letter, language, found.block),
        block=found.block,
        lang=language,
        text=found.text,
        data_refs=found.data_refs,
        drawn=found.drawn,
    )


def redraft(session: Session, letter_id: str) -> Letter:
    """Draft the whole letter anew from the records as they are, in every language; what was written by hand goes."""
    opened = _for_change(session, letter_id)
    letter = _present_versions(session, opened.file, opened.letter)
    table = {**naming_wanted(session, opened.file, letter), **letter.naming}
    fresh = with_text(session, opened.file, msgspec.structs.replace(letter, naming=table, blocks={}, stands={}))
    fields = ("allegations", "naming", "blocks", "templates", "stands")
    changed = [_changed(opened.letter, fresh, field) for field in fields]
    return _change(session, opened, {path: value for each in changed for path, value in each.items()})


def put_in_annex(session: Session, letter_id: str, *, annexed: bool) -> Letter:
    """Put the allegations into a table behind the letter, or back into their block; both are drafted anew, and their
    numbers stay. Raises `BadValue` for a kind that has no annex, and as `edit_block` does.
    """
    opened = _for_change(session, letter_id)
    letter, shape = opened.letter, shape_of(opened.letter.kind)
    if shape is None or not shape.annexes:
        why, expected = _("letters of that kind have no annex"), _("a letter that transmits allegations")
        raise BadValue(field="annexed", value=letter.kind, why=why, expected=expected)
    values: dict[str, Any] = {"annexed": annexed or None}
    if not annexed:
        keys = (block_key(language, annex.BLOCK) for language in letter.languages)
        values |= {f"blocks/{key}": None for key in keys if key in letter.blocks}
    letter = _change(session, opened, values)
    for language in letter.languages:
        letter = redraft_block(session, letter_id, language, "allegations")
    return letter


def set_naming(session: Session, letter_id: str, levels: Mapping[str, str]) -> Letter:
    """Say how far parties (record ids) may be recognised in this letter: NAMED, CODED, ANON; NONE takes one out of the
    table. What they agreed to is asked at every step (G4). Raises `BadValue` for a level that is none, and for somebody
    who is neither of the letter's cases nor in its text."""
    opened = _for_change(session, letter_id)
    values: dict[str, Any] = {}
    for party, level in levels.items():
        if level not in Level.__members__:
            raise BadValue(field="level", value=level, why=_("no such level"), expected="NAMED, CODED, ANON, NONE")
        code = session.vault.get(Party, party).code
        written = any(f"{{{code}}}" in block.text for block in opened.letter.blocks.values())
        if level != "NONE" and party not in opened.file.everybody and not written:
            why, expected = _("neither the letter nor a case of it speaks of them"), _("somebody of its cases")
            raise BadValue(field="person", value=code, why=why, expected=expected)
        row = Named(party=party, level=level)
        values[f"naming/{party}"] = msgspec.to_builtins(row) if level != "NONE" else None
    return _change(session, opened, values)


def keep_warnings(session: Session, letter_id: str, reason: str, *, language: str = "") -> Letter:
    """Write why warnings of the text check stay (section 10.4); errors cannot be kept. Raises `NoReasonGiven`."""
    opened = _for_change(session, letter_id)
    if not reason.strip():
        raise NoReasonGiven
    said = words(reason, language or session.language)
    return _change(session, opened, {f"warnings_kept/{lang}": msgspec.to_builtins(one) for lang, one in said.items()})


def let_stand(session: Session, letter_id: str, language: str, block: str, reason: str) -> Letter:
    """Say that a block stays as it is though facts of it moved (`letters.moved`): each until it moves again.

    Raises `NoReasonGiven`, `NothingMoved`, and as `edit_block` does.
    """
    opened = _for_change(session, letter_id)
    if not reason.strip():
        raise NoReasonGiven
    said = stands(moved_in(session, opened), block, language, reason.strip())
    if not said:
        raise NothingMoved(block=block_name(block), language=language)
    return _change(session, opened, {f"stands/{key}": msgspec.to_builtins(one) for key, one in said.items()})


def agree(session: Session, letter_id: str, *, detail: str, letterhead: bool = False, name: bool = False) -> Letter:
    """Record what was agreed with the recipient of a letter to a source, and draft it anew as far as that goes: the
    channel is safe, `detail` says how much it may say, whether it may bear the office's name and the person's own.

    Raises `NotToASource`, `BadValue` and as `edit_block` does.
    """
    opened = _for_change(session, letter_id)
    _change(session, opened, agreement(session, opened.letter, detail=detail, letterhead=letterhead, name=name))
    return redraft(session, letter_id)


def change_letter(session: Session, letter_id: str, values: Mapping[str, Any]) -> Letter:
    """Change further fields of a letter by ledger path: `urgent`, `concerned_as`, `reply_due_days`, `requests/Q3` …

    Raises `UnknownField`, `BadValue` and as `edit_block` does.
    """
    return _change(session, _for_change(session, letter_id), values)


def back_to_draft(writing: Writing, letter: str, status: str) -> None:
    """Make a submitted or approved letter a draft again, in the transaction that changes what it says."""
    if status in BACK_TO_DRAFT:
        writing.transition("letter", letter, "draft")


def _for_change(session: Session, letter_id: str) -> Opened:
    session.require(Action.DRAFT_LETTER)
    opened = open_letter(session, letter_id)
    if opened.status not in OPEN:
        raise LetterPast
    return opened


def _change(session: Session, opened: Opened, values: Mapping[str, Any]) -> Letter:
    letter = opened.letter.id
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(Letter), letter, values)
        back_to_draft(writing, letter, opened.status)
        writing.commit()
    return session.vault.get(Letter, letter)


def _present_versions(session: Session, file: CaseFile, letter: Letter) -> Letter:
    in_order = sorted(letter.allegations.values(), key=lambda row: row.number)
    chosen = [one for row in in_order if (one := file.allegation(row.allegation))]
    held = rows(session, numbered(file, letter.previous_letters, chosen), letter.languages)
    return msgspec.structs.replace(letter, allegations=held)


def _changed(old: Letter, new: Letter, field: str) -> dict[str, Any]:
    """The values of one field by path: those of the new letter, and null for elements that it has no more."""
    kind = kind_of(Letter)
    before = {path for path in flatten(kind, old) if path.startswith(f"{field}/")}
    after = {path: value for path, value in flatten(kind, new).items() if path.startswith(f"{field}/")}
    return {**{path: None for path in before - after.keys()}, **after}


def _order(letter: Letter, language: str, block: str) -> int:
    """The place of a block that was not there: where a sister language has it, else that of the block which it comes
    after in letters of this kind (`blocks_in` tells two of one place apart); behind the last one where none is."""
    elsewhere = [one.order for one in letter.blocks.values() if one.block == block]
    if elsewhere:
        return elsewhere[0]
    shape, there = shape_of(letter.kind), blocks_in(letter, language)
    known = shape.names_of_blocks if shape else ()
    before = known[: known.index(block)] if block in known else ()
    return next((one.order for one in reversed(there) if one.block in before), there[-1].order + 1 if there else 1)
