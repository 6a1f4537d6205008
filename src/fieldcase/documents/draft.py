"""A draft: the blocks of a letter as text that an officer edits, with persons as codes only.

Drafting fills the template of the kind and language with facts. The draft holds no name of a party, so it may lie in
the case room; names come in when a rendition is composed (`compose.py`). What the letter is about (allegations,
places) is kept beside the text, since renditions and checks need more than words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec

from fieldcase.documents import annex
from fieldcase.documents.dates import say_day
from fieldcase.documents.facts import (
    NON_STATE,
    AllegationFacts,
    ConcernedAs,
    LetterFacts,
)
from fieldcase.documents.forms import begun
from fieldcase.documents.lawtold import law_data
from fieldcase.documents.markup import Fact, Signs, data_refs, linked, linked_values, parties_in
from fieldcase.documents.proposed import proposal_data
from fieldcase.documents.recalled import earlier_data, measure_data, reply_data, told_to_source
from fieldcase.documents.resources import DocumentResources, FloorWords, Formula, Question, Words
from fieldcase.documents.templates import BlockTemplate, Filled, fill_noting, read_template
from fieldcase.model.refusal import Refusal
from fieldcase.model.shape import BLOCKS_OF_FORMS, Form
from fieldcase.model.words import N_

_AGREES = re.compile(r"\{(?P<whose>office|addressee)_verb:(?P<he>[^{}|]*)\|(?P<she>[^{}|]*)\}")
_FORMULAE = ("opening", "salutation", "closing", "disclaimer")


class FormulaMissing(Refusal):
    """No opening or closing formula fits this addressee in this language."""

    code = "FC-353"
    message = N_("There is no {kind} formula in “{language}” for this kind of addressee ({addressee_kind}).")
    remedy = N_(
        "Add the formula in the settings (fieldcase profile formula), or choose an addressee that this kind of letter "
        "goes to."
    )


class BlockText(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One block as text with signs (see `markup.py`). `edited` once a person changed it.

    `drawn` are the facts that the template printed in it, as they were then: `ref=words`.
    """

    block: str
    text: str
    edited: bool = False
    drawn: tuple[str, ...] = ()

    @property
    def data_refs(self) -> tuple[str, ...]:
        """Paths of the facts that the text still shows as linked values."""
        return data_refs(self.text)


class RequestText(msgspec.Struct, frozen=True, kw_only=True):
    """A question that was asked: its letter in this letter and its code in the bank, so that a reply can be matched."""

    label: str
    code: str


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A letter before names: what office keeps, an officer edits, and renditions are composed from.

    `facts` is what the template was filled with; `formulae` the formulae used, with their verified flag; `template` the
    text of the template, so that a letter can be drafted again as it was.
    """

    facts: LetterFacts
    blocks: tuple[BlockText, ...]
    requests: tuple[RequestText, ...] = ()
    formulae: tuple[Formula, ...] = ()
    template: str = ""

    @property
    def parties(self) -> tuple[str, ...]:
        """Every party that the letter mentions or is about: what G4 and G5 are asked for."""
        mentioned = [code for block in self.blocks for code in parties_in(block.text)]
        mentioned += [code for allegation in self.facts.allegations for code in allegation.parties]
        mentioned += [code for link in self.facts.context for code in link.parties]
        return tuple(dict.fromkeys(mentioned))


def questions_for(facts: LetterFacts, resources: DocumentResources, *, reported: bool = False) -> tuple[str, ...]:
    """Codes of the questions proposed (§10.7): all for the responsible State, Q7, Q10 and Q13 for a host State.

    `reported` says that earlier reports mentioned the case (Q11).
    """
    if own := facts.shape.questions:
        return tuple(code for code in own if reported or code != "Q11")
    branches = {branch for allegation in facts.allegations for branch in allegation.branches}
    host = facts.concerned_as is not ConcernedAs.RESPONSIBLE
    chosen = []
    for question in resources.questions:
        fits = {
            "always": True,
            "access": bool(branches & set(question.branches)),
            "reported": reported,
            "urgent": facts.urgent,
        }[question.when]
        if fits and (question.host if host else True):
            chosen.append(question.code)
    return tuple(chosen)


SIGNED_BY = BlockTemplate(
    block="signature",
    text="{{ signatory }}\n{% for line in office.signature %}\n\n{{ line }}\n{% endfor %}\n",
)
"""What stands under a letter whose office has lines of its own for it, in the place of the template's."""


def draft_letter(
    facts: LetterFacts,
    resources: DocumentResources,
    *,
    formulae: Sequence[Formula] = (),
    template: str | None = None,
) -> Draft:
    """Fill the template of this kind and language; its blocks are put in the order of the letter's form. `formulae`
    and `template` are the office's own, used before ours.

    Raises `LanguageNotReady`, `FormulaMissing`, `TemplateRefused`.
    """
    text = template if template is not None else resources.template(facts.kind, facts.language)
    used = _formulae(facts, resources, formulae)
    data = template_data(facts, resources, formulae)
    others = BLOCKS_OF_FORMS.difference(facts.shape.names_of_blocks)
    blocks = []
    for part in read_template(text):
        if part.block not in others:
            filled = fill_noting(part, data)
            if part.block == "signature" and facts.office.signature and filled.text:
                filled = fill_noting(SIGNED_BY, data)
            if facts.annexed and part.block == "allegations":
                referring = annex.referring(filled.text, facts.allegations, resources.words(facts.language).annex)
                filled = msgspec.structs.replace(filled, text=referring)
            blocks.append(BlockText(block=part.block, text=filled.text, drawn=_drawn(filled, facts)))
    if facts.annexed:
        filled = annex.annex(facts.allegations, resources.words(facts.language).annex)
        blocks.append(BlockText(block=annex.BLOCK, text=filled.text, drawn=_drawn(filled, facts)))
    order = {block: n for n, block in enumerate(facts.shape.names_of_blocks)}
    blocks.sort(key=lambda one: order.get(one.block, len(order)))
    return Draft(
        facts=facts,
        blocks=tuple(block for block in blocks if block.text),
        requests=_requests(facts, resources),
        formulae=tuple(used.values()),
        template=text,
    )


def template_data(facts: LetterFacts, resources: DocumentResources, formulae: Sequence[Formula] = ()) -> dict[str, Any]:
    """What a template finds: data that remembers where it came from. Raises `LanguageNotReady`, `FormulaMissing`."""
    data = _data(facts, resources.words(facts.language), resources, _requests(facts, resources))
    if facts.proposal is not None:
        own = resources.proposals(facts.language)
        data["proposal"] = proposal_data(facts.kind, facts.proposal, resources.words(facts.language), own)
    used = _formulae(facts, resources, formulae)
    data["formula"] = dict.fromkeys(_FORMULAE, Signs("")) | {kind: _filled(one, facts) for kind, one in used.items()}
    return data


def _drawn(filled: Filled, facts: LetterFacts) -> tuple[str, ...]:
    """The facts that a block was made of, as they are: `ref=words`, those of places among them (`place:A1=…`)."""
    places = {f"place:{one.key}": one.exact for one in facts.places if "{place:" + one.key + "}" in filled.text}
    said = {**linked_values(filled.text), **filled.printed, **places}
    return tuple(f"{ref}={words}" for ref, words in said.items())


def _formulae(facts: LetterFacts, resources: DocumentResources, own: Sequence[Formula]) -> dict[str, Formula]:
    known = (*own, *resources.formulae)
    return {kind: _formula(kind, facts, known) for kind in facts.shape.frame.formulae}


def with_block(draft: Draft, block: str, text: str) -> Draft:
    """The draft with one block's text as an officer left it; an empty text takes the block out."""
    changed = BlockText(block=block, text=text.strip(), edited=True)
    blocks = [changed if old.block == block else old for old in draft.blocks]
    if all(old.block != block for old in draft.blocks):
        blocks.append(changed)
    return msgspec.structs.replace(draft, blocks=tuple(one for one in blocks if one.text))


def with_reference(draft: Draft, reference: str, facts: LetterFacts, resources: DocumentResources) -> Draft:
    """The draft with its office reference and its day, as given at signature; only those two blocks are written anew.

    `facts` are the draft's own with `day` set; raises as `draft_letter` does.
    """
    facts = msgspec.structs.replace(facts, reference=reference)
    fresh = draft_letter(facts, resources, formulae=draft.formulae, template=draft.template)
    new = {block.block: block for block in fresh.blocks if block.block in ("reference", "date_place")}
    blocks = tuple(new.get(block.block, block) for block in draft.blocks)
    return msgspec.structs.replace(draft, facts=facts, blocks=blocks)


def _formula(kind: str, facts: LetterFacts, known: Sequence[Formula]) -> Formula:
    fitting = [one for one in known if (one.kind, one.lang) == (kind, facts.language)]
    for to in (facts.addressee.kind, *(() if facts.shape.to_state else (NON_STATE,))):
        for formula in fitting:
            if formula.addressee_kind == to:
                return formula
    raise FormulaMissing(kind=kind, language=facts.language, addressee_kind=facts.addressee.kind)


FORMULA_FIELDS = (
    *("office", "office_opens", "office_short", "office_short_opens"),
    *("addressee", "addressee_to", "addressee_short", "addressee_short_to", "state_formal", "state_prep"),
)
"""The fields that `_filled` knows."""
FORMULA_VERBS = ("office_verb", "addressee_verb")


def _filled(formula: Formula, facts: LetterFacts) -> Signs:
    """A formula with its fields; unknown fields stay and are found by N7.

    `{office_verb:a|b}` is its second form where the office's name is feminine, `{addressee_verb:a|b}` where that of the
    addressee is.
    """
    feminine = {"office": facts.office.feminine, "addressee": facts.addressee.feminine}
    fields = {
        "office": linked("office.name", facts.office.name),
        "office_opens": linked("office.name", facts.office.opens),
        "office_short": linked("office.short", facts.office.short),
        "office_short_opens": linked("office.short", facts.office.short_opens),
        "addressee": linked("addressee.name", facts.addressee.name),
        "addressee_to": linked("addressee.name", facts.addressee.to),
        "addressee_short": linked("addressee.short", facts.addressee.short),
        "addressee_short_to": linked("addressee.short", facts.addressee.short_to),
        "state_formal": linked("state.formal", facts.state.formal),
        "state_prep": linked("state.formal", facts.state.prep),
    }
    text = _AGREES.sub(lambda found: found["she" if feminine[found["whose"]] else "he"], formula.text)
    for name, value in fields.items():
        text = text.replace("{" + name + "}", value)
    return Signs(text)


def _requests(facts: LetterFacts, resources: DocumentResources) -> tuple[RequestText, ...]:
    if not facts.shape.asks:
        return ()
    codes = facts.requests or questions_for(facts, resources)
    furniture = resources.words(facts.language).furniture
    labels = (furniture.question.format(letter=_letter(n, furniture.letters)) for n in range(len(codes)))
    return tuple(RequestText(label=label, code=code) for label, code in zip(labels, codes, strict=True))


def _letter(number: int, letters: str) -> str:
    """The letter of a question: a, b … z, aa, ab …, or أ، ب، ج …"""
    more, at = divmod(number, len(letters))
    return (_letter(more - 1, letters) if more else "") + letters[at]


def _data(
    facts: LetterFacts, words: Words, resources: DocumentResources, requests: tuple[RequestText, ...]
) -> dict[str, Any]:
    """The facts as plain data for the template, each remembering where it came from."""
    furniture = words.furniture
    reference = facts.reference or furniture.reference_pending
    bank = {question.code: _asked(question, facts) for question in resources.questions}
    government = linked("state.government", facts.state.government)
    floor, put = words.floors[facts.floor], () if facts.annexed else facts.allegations
    named = {"office": facts.office.short_opens, "office_mid": facts.office.short, "government": government}
    return {
        "office": _linked_struct(facts.office, "office"),
        "state": {
            **_linked_struct(facts.state, "state"),
            "formal_opens": Fact(begun(facts.state.formal), "state.formal"),
        },
        "addressee": _linked_struct(facts.addressee, "addressee"),
        "marking": Fact(facts.marking, "marking"),
        "mandates": tuple(
            {
                "symbol": Fact(mandate.symbol, f"mandates.{n}.symbol"),
                "title": Fact(mandate.title, f"mandates.{n}.title"),
                "adopted": Fact(say_day(mandate.adopted, words), f"mandates.{n}.adopted"),
            }
            for n, mandate in enumerate(facts.mandates)
        ),
        "context": tuple({"text": Signs(link.text, f"context.{n}.text")} for n, link in enumerate(facts.context)),
        "allegations": tuple(_allegation(allegation, words) for allegation in put),
        "standards": tuple(Fact(text, f"standards.{n}") for n, text in enumerate(facts.standards)),
        "requests": tuple(
            {
                "label": Signs(request.label),
                "text": Signs(
                    bank.get(request.code, "").replace("{government}", government), f"requests.{request.code}"
                ),
            }
            for request in requests
        ),
        "deadline": Fact(say_day(facts.deadline, words), "deadline") if facts.deadline else False,
        "publication": facts.publication,
        "urgent": facts.urgent,
        "as_letter": facts.shape.form is Form.LETTER,
        "signatory": Fact(facts.signatory, "signatory"),
        "previous": tuple(earlier_data(letter, n, words) for n, letter in enumerate(facts.previous)),
        "replies": tuple(reply_data(one, n, words) for n, one in enumerate(facts.replies)),
        **told_to_source(facts.to_source, words),
        "laws": tuple(law_data(one, n, words) for n, one in enumerate(facts.laws)),
        "organisations": tuple({"text": Signs("{" + code + "}")} for code in facts.organisations),
        "measures": tuple(measure_data(one, n, words) for n, one in enumerate(facts.measures)),
        "reports": tuple(Fact(text, f"reports.{n}") for n, text in enumerate(facts.reports)),
        "enclosures": tuple(Fact(text, f"enclosures.{n}") for n, text in enumerate(facts.enclosures)),
        "day": Fact(say_day(facts.day, words), "day") if facts.day else Signs(furniture.date_pending),
        "lead": Signs(floor.lead.format_map(named), "lead"),
        "concern": Signs(_concern(floor, facts).format_map(named), "concern"),
        "labels": {
            "reference": Signs(furniture.reference.format(reference=linked("reference", reference))),
            "initials": Signs(furniture.initials),
        },
    }


def _asked(question: Question, facts: LetterFacts) -> str:
    text = question.text if facts.shape.to_state else {**question.text, **question.text_others}
    return text.get(facts.language, "")


def _concern(floor: FloorWords, facts: LetterFacts) -> str:
    return floor.concern if facts.shape.to_state else floor.concern_others or floor.concern


def _linked_struct(struct: msgspec.Struct, ref: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for key in struct.__struct_fields__:
        value = getattr(struct, key)
        if isinstance(value, str):
            data[key] = Fact(value, f"{ref}.{key}")
        elif isinstance(value, bool):
            data[key] = value
        elif isinstance(value, tuple):
            data[key] = tuple(Fact(text, f"{ref}.{key}.{n}") for n, text in enumerate(value))
    return data


def _allegation(allegation: AllegationFacts, words: Words) -> dict[str, Any]:
    furniture = words.furniture
    when = furniture.date_note.format(date="{date:" + allegation.when + "}") if allegation.when else ""
    where = furniture.place_note.format(place="{place:" + allegation.place + "}") if allegation.place else ""
    note = furniture.note_parts.format(date=when, place=where).strip()
    ref = f"allegations.{allegation.allegation or allegation.number}"
    return {
        "number": allegation.number,
        "text": Signs(allegation.text, f"{ref}.text"),
        "note": Signs(note, f"{ref}.note"),
    }
