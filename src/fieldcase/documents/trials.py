"""Letters that a template is tried on: fictional facts with as much, and with as little, as a letter may have.

So a template that prints what some letters lack is found before somebody needs one of them.
"""

from __future__ import annotations

from typing import TypeVar

import msgspec

from fieldcase.documents.facts import LawFacts, LetterFacts, ToSource
from fieldcase.documents.markup import parties_in
from fieldcase.documents.naming import Naming, PartyKind, PartyNaming
from fieldcase.documents.proposals import ProposalFacts
from fieldcase.documents.tree import Level

_KINDS = {"P": PartyKind.PERSON, "G": PartyKind.GROUP, "O": PartyKind.ORGANISATION}
T = TypeVar("T")


def fullest(facts: LetterFacts) -> LetterFacts:
    """The letter with two of everything that there may be several of."""
    return msgspec.structs.replace(
        facts,
        urgent=True,
        mandates=_two(facts.mandates),
        context=_two(facts.context),
        standards=_two(facts.standards),
        previous=_two(facts.previous),
        replies=_two(facts.replies),
        measures=_two(facts.measures),
        reports=_two(facts.reports),
        laws=_two(facts.laws),
        enclosures=_two(facts.enclosures or facts.standards) if facts.shape.encloses else (),
        proposal=_full(facts.proposal),
    )


def barest(facts: LetterFacts) -> LetterFacts:
    """The letter without what letters of any kind may lack; what its kind goes back to stays, told as little."""
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
        previous=tuple(msgspec.structs.replace(one, due=None, replied_on=None) for one in facts.previous[:1]),
        replies=tuple(msgspec.structs.replace(one, dated="") for one in facts.replies[:1]),
        measures=(),
        laws=tuple(LawFacts(title=one.title) for one in facts.laws[:1]),
        organisations=(),
        to_source=ToSource(),
        signatory="",
        reports=(),
        enclosures=(),
        proposal=_bare(facts.proposal),
    )


def _full(proposal: ProposalFacts | None) -> ProposalFacts | None:
    if proposal is None:
        return None
    fields = ("bodies", "consents", "risks", "links", "approached", "answers")
    return msgspec.structs.replace(proposal, ongoing=True, **{name: _two(getattr(proposal, name)) for name in fields})


def _bare(proposal: ProposalFacts | None) -> ProposalFacts | None:
    """A proposal about people of whom nothing else is recorded than what they agreed to."""
    if proposal is None:
        return None
    return ProposalFacts(
        uses=proposal.uses,
        consents=tuple(msgspec.structs.replace(one, limits="") for one in proposal.consents[:1]),
        risks=tuple(msgspec.structs.replace(one, acting="", until=None) for one in proposal.risks[:1]),
        interim=proposal.interim[:1],
        links=tuple(msgspec.structs.replace(one, detail="", form="", when="") for one in proposal.links[:1]),
    )


def under_letters(facts: LetterFacts) -> Naming:
    """Everybody in the letter as “Person A”: nobody is named while a template is tried."""
    texts = (*(one.text for one in facts.context), *(one.text for one in facts.allegations))
    covered = facts.proposal.parties if facts.proposal else ()
    recipient = (facts.to_source.recipient,) if facts.to_source.recipient else ()
    told = (code for text in texts for code in parties_in(text))
    codes = dict.fromkeys((*told, *facts.organisations, *covered, *recipient))
    return Naming(parties=tuple(PartyNaming(party=code, kind=_KINDS[code[0]], level=Level.CODED) for code in codes))


def _two(several: tuple[T, ...]) -> tuple[T, ...]:
    return (*several, *several) if len(several) == 1 else several
