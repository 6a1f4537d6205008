"""A fictional letter of each kind, to try a template on: Kalindra, two allegations, every fact that a letter may have.

`full` has all of them; `bare` lacks what a letter may lack, so that a template that prints what may be missing is found
before somebody needs it. No person, State or office in it exists.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from fieldcase.documents.facts import (
    AllegationFacts,
    CooperationFacts,
    EarlierLetterFacts,
    Floor,
    LetterFacts,
    LetterKind,
    MandateFacts,
    MeasureFacts,
    PlaceFacts,
    ReplyFacts,
    Verified,
)
from fieldcase.documents.markup import parties_in
from fieldcase.documents.naming import Naming, PartyKind, PartyNaming
from fieldcase.documents.resources import DocumentResources, Formula
from fieldcase.documents.tree import Level
from fieldcase.model.shape import Form, Shape

DAY = date(2025, 5, 1)
_SENT = date(2025, 3, 31)
_LEVEL = Floor(e1=Verified.CREDIBLE, e2=Verified.CREDIBLE, e3=Verified.CREDIBLE)
_KINDS = {"P": PartyKind.PERSON, "G": PartyKind.GROUP, "O": PartyKind.ORGANISATION}


def forms(kind: LetterKind) -> tuple[Form, ...]:
    """The forms that a letter of the kind may have: its own, or that of the letter that it goes back to."""
    return (Form.NOTE, Form.LETTER) if kind.shape.follows else (kind.shape.form,)


def full(
    kind: LetterKind,
    language: str,
    resources: DocumentResources,
    formulae: tuple[Formula, ...] = (),
    form: Form | None = None,
) -> LetterFacts:
    """A letter of the kind with everything in it. `formulae` are the office's own. Raises `LanguageNotReady`."""
    form = form or kind.shape.form
    words, shape = resources.specimen(language), kind.shape.in_form(form)
    told = words.context if shape.tells_context else ""
    previous = EarlierLetterFacts(
        reference="XHR/XKAL/03-017/2025",
        sent=_SENT,
        title=words.earlier,
        outstanding=(1, 2),
        due=_SENT + timedelta(days=30),
        replied_on=_SENT + timedelta(days=20),
    )
    return LetterFacts(
        kind=kind,
        form=form,
        language=language,
        office=words.office,
        addressee=msgspec.structs.replace(words.addressee, kind=_addressee(shape, language, resources, formulae)),
        state=words.state,
        reference="XHR/XKAL/03-018/2025",
        day=DAY,
        urgent=True,
        training=True,
        marking=words.marking,
        mandates=tuple(
            MandateFacts(symbol=symbol, title=words.mandate, adopted=date(year, 10, 12))
            for symbol, year in (("54/24", 2023), ("48/17", 2021))
        ),
        context=(CooperationFacts(text=told, when="2025-03-04", parties=parties_in(told)),) * 2 if told else (),
        allegations=tuple(_allegation(n, text) for n, text in enumerate(words.allegations, 1) if shape.puts != "never"),
        standards=(words.standard, words.standard),
        places=(PlaceFacts(key="vardin", exact=words.place, region=words.region),),
        deadline=date(2025, 6, 2),
        publication=True,
        previous=(previous, msgspec.structs.replace(previous, reference="XHR/XKAL/03-012/2025")),
        replies=(ReplyFacts(received=date(2025, 4, 22), dated="2025-04-20"), ReplyFacts(received=date(2025, 4, 25))),
        measures=(MeasureFacts(text=words.measure, when="2025-04-10"), MeasureFacts(text=words.measure)),
        signatory="Ines Duarte",
        reports=("A/HRC/00/00", "A/HRC/00/01"),
        enclosures=(words.enclosure, words.enclosure),
    )


def bare(facts: LetterFacts) -> LetterFacts:
    """The same letter without what letters of any kind may lack; what its kind goes back to stays, told as little."""
    shape = facts.shape
    previous = (msgspec.structs.replace(facts.previous[0], due=None, replied_on=None),) if shape.cites else ()
    return msgspec.structs.replace(
        facts,
        reference="",
        urgent=False,
        marking="",
        mandates=facts.mandates[:1],
        context=facts.context[:1],
        allegations=tuple(msgspec.structs.replace(one, when="", place="") for one in facts.allegations[:1]),
        standards=(),
        deadline=None,
        publication=shape.announces,
        previous=previous,
        replies=tuple(msgspec.structs.replace(one, dated="") for one in facts.replies[:1]),
        measures=(),
        signatory="",
        reports=(),
        enclosures=(),
    )


def naming(facts: LetterFacts) -> Naming:
    """Everybody in the letter under a letter: “Person A”."""
    texts = (*(one.text for one in facts.context), *(one.text for one in facts.allegations))
    codes = dict.fromkeys(code for text in texts for code in parties_in(text))
    return Naming(parties=tuple(PartyNaming(party=code, kind=_KINDS[code[0]], level=Level.CODED) for code in codes))


def _allegation(number: int, text: str) -> AllegationFacts:
    return AllegationFacts(
        number=number,
        text=text,
        when="2025-03-12",
        place="vardin",
        parties=parties_in(text),
        floor=_LEVEL,
        branches=("liberty",),
    )


def _addressee(shape: Shape, language: str, resources: DocumentResources, formulae: tuple[Formula, ...]) -> str:
    """A kind of addressee that all formulae of this kind of letter are there for; a ministry where none is."""
    known = {(one.kind, one.addressee_kind) for one in (*formulae, *resources.formulae) if one.lang == language}
    kinds = dict.fromkeys(["foreign_ministry", *sorted(to for _formula, to in known)])
    return next((to for to in kinds if all((one, to) in known for one in shape.frame.formulae)), "foreign_ministry")
