"""Specimens: every kind of letter in every language from training data, to look at before a real one is written.

They show templates, formulae and pages, the office's own ones where a vault is given. Nothing is written into a vault,
and nothing of its cases is read: the people, the State and the events are those of `resources/training/letters.json`.
A kind is here as soon as its shape is declared and its template ships.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

import msgspec

from fieldcase.documents.draft import Draft, draft_letter
from fieldcase.documents.facts import (
    NO_STATE,
    NOWHERE,
    AddresseeFacts,
    AllegationFacts,
    LetterFacts,
    LetterKind,
    ToSource,
)
from fieldcase.documents.naming import Naming, PartyNaming
from fieldcase.documents.proposals import ProposalFacts
from fieldcase.documents.renditions import Rendition, render_tree
from fieldcase.documents.resources import DocumentResources, Formula, LanguageNotReady
from fieldcase.documents.tree import Document
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.shape import Cites, Form, Puts, Shape, Suggests, To
from fieldcase.office import resources
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.composing import own_formulae
from fieldcase.office.letters.proposals import HEADQUARTERS
from fieldcase.office.session import Session
from fieldcase.office.templates.versions import own_templates

DATA = "training/letters.json"


class Wordings(msgspec.Struct, frozen=True, kw_only=True):
    """What an office has of its own: formulae, and templates by (kind, language)."""

    formulae: tuple[Formula, ...] = ()
    templates: dict[tuple[str, str], str] = {}


class Specimen(msgspec.Struct, frozen=True, kw_only=True):
    """One specimen: the letter as a draft, its tree, and a page format each as bytes on demand (`drawn`). `form` is the
    one of a kind that takes that of the letter it goes back to, where it is not its first."""

    kind: str
    language: str
    draft: Draft
    document: Document
    naming: Naming
    form: Form

    @property
    def name(self) -> str:
        """What its files are called: `reminder.fr`, and `reminder-letter.fr` in the form of a letter."""
        other = "" if self.form is SHAPES[self.kind].form else f"-{self.form}"
        return f"{self.kind}{other}.{self.language}"

    def drawn(self, fmt: str) -> bytes:
        """The pages as `pdf` or `docx`; the same bytes each time."""
        if fmt == "docx":
            from fieldcase.documents.docx.render import render_docx

            return render_docx(self.document, document_resources())
        from fieldcase.documents.pdf.render import render_pdf

        day = self.draft.facts.day or date(2025, 1, 1)
        return render_pdf(self.document, document_resources(), datetime.combine(day, time(), UTC))


class _Told(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The training data of one language; `later` are allegations that came after the first letter, `after` the facts
    of whatever goes back to it; `committee` whom a brief for a treaty body suggests."""

    language: str
    addressees: tuple[AddresseeFacts, ...]
    later: tuple[AllegationFacts, ...]
    facts: dict[str, Any]
    after: dict[str, Any]
    proposal: ProposalFacts
    committee: str


class _Data(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    naming: tuple[PartyNaming, ...]
    languages: dict[str, _Told]


def wordings_of(session: Session) -> Wordings:
    """The formulae and templates that an office keeps."""
    return Wordings(formulae=own_formulae(session), templates=own_templates(session))


def specimen_languages() -> tuple[str, ...]:
    """The languages that there is training data for."""
    return tuple(_data().languages)


def specimens(
    kinds: Sequence[str] = (), languages: Sequence[str] = (), own: Wordings | None = None
) -> Iterator[Specimen | tuple[str, str]]:
    """Specimens of kinds and languages, all by default, in the order of the shapes; a pair (kind, language) stands for
    what has no template. Raises `FormulaMissing`, `TemplateRefused`, `MissingResource`."""
    own = own or Wordings()
    for kind in kinds or SHAPES:
        for language in languages or specimen_languages():
            for form in forms_of(SHAPES[kind]):
                try:
                    yield specimen(kind, language, own, form)
                except LanguageNotReady:
                    yield kind, language
                    break


def forms_of(shape: Shape) -> tuple[Form, ...]:
    """The forms that specimens of a kind are in: its own, and that of a letter where it follows one."""
    return (shape.form, Form.LETTER) if shape.follows and shape.form is not Form.LETTER else (shape.form,)


def specimen(kind: str, language: str, own: Wordings | None = None, form: Form | None = None) -> Specimen:
    """One specimen. Raises `LanguageNotReady` where there is no template, `FormulaMissing`, `TemplateRefused`."""
    own, found = own or Wordings(), document_resources()
    form = form or SHAPES[kind].form
    facts = specimen_facts(kind, language, found, form, own.formulae)
    draft = draft_letter(facts, found, formulae=own.formulae, template=own.templates.get((kind, language)))
    naming = Naming(parties=_data().naming)
    document = render_tree(draft, Rendition.STATE_FULL, naming, found, final=True).document
    return Specimen(kind=kind, language=language, draft=draft, document=document, naming=naming, form=form)


def specimen_facts(
    kind: str, language: str, found: DocumentResources, form: Form, formulae: Sequence[Formula] = ()
) -> LetterFacts:
    """The training facts as a letter of this kind takes them: what its shape puts, cites and tells, nothing else."""
    told = _data().languages.get(language)
    if told is None:
        raise LanguageNotReady(language=language, known=", ".join(specimen_languages()))
    shape = SHAPES[kind].in_form(form)
    facts = msgspec.convert(
        {
            **told.facts,
            **(told.after if shape.cites else {}),
            "kind": LetterKind(kind),
            "form": form,
            "language": language,
            "addressee": msgspec.to_builtins(_addressee(told, shape, (*formulae, *found.formulae))),
            "training": True,
            "publication": shape.announces,
        },
        LetterFacts,
    )
    if form is Form.PROPOSAL:
        name = found.proposals(language).recipients[kind]
        addressee = AddresseeFacts(kind=HEADQUARTERS, name=name, to=name, short=name, short_to=name, lines=())
        proposal = _of_organisations(told.proposal) if shape.comments else told.proposal
        suggested = {Suggests.MANDATES: proposal.bodies, Suggests.COMMITTEE: (told.committee,), Suggests.NOBODY: ()}
        proposal = msgspec.structs.replace(proposal, bodies=suggested[shape.suggests])
        facts = msgspec.structs.replace(facts, addressee=addressee, proposal=proposal, reference="")
    puts = {Puts.MUST: facts.allegations, Puts.MAY: told.later, Puts.NEVER: ()}[shape.puts]
    return msgspec.structs.replace(
        facts,
        allegations=puts,
        context=facts.context if shape.tells_context else (),
        previous=facts.previous if shape.cites else (),
        replies=facts.replies if shape.cites is Cites.REPLY else (),
        measures=facts.measures if "acknowledged_positive" in shape.names_of_blocks else (),
        laws=facts.laws if shape.comments else (),
        organisations=facts.organisations if shape.comments else (),
        state=facts.state if shape.to_state else NO_STATE,
        to_source=facts.to_source if shape.to is To.SOURCE else ToSource(),
        reference="" if shape.to is To.SOURCE else facts.reference,
    )


def _of_organisations(proposal: ProposalFacts) -> ProposalFacts:
    """What a proposal about a law tells: of organisations that are listed, nobody else (section 10.1)."""
    consents = (one for one in proposal.consents if one.party.startswith("O-"))
    risks = (one for one in proposal.risks if one.party.startswith("O-"))
    return msgspec.structs.replace(
        proposal,
        consents=tuple(msgspec.structs.replace(one, number=n) for n, one in enumerate(consents, 1)),
        risks=tuple(msgspec.structs.replace(one, number=n) for n, one in enumerate(risks, 1)),
        links=(),
        answers=(),
    )


def _addressee(told: _Told, shape: Shape, formulae: Sequence[Formula]) -> AddresseeFacts:
    """The first addressee whom a letter of this kind has all its formulae for; who is no State, by the kind alone."""
    if shape.to is To.SOURCE:
        return NOWHERE
    if not shape.to_state:
        to = "de_facto_authority" if shape.cleared else "company"
        return next(one for one in told.addressees if one.kind == to)
    needed = set(shape.frame.formulae)
    for one in told.addressees:
        there = {f.kind for f in formulae if f.addressee_kind == one.kind and f.lang == told.language}
        if needed <= there:
            return one
    return told.addressees[0]


@lru_cache(maxsize=1)
def _data() -> _Data:
    return msgspec.json.decode(resources.read(DATA), type=_Data)
