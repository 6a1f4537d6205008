"""What a proposal to headquarters says beside the letter that it proposes: the internal cover, what was done so far.

Facts that `office` fills in from records, and the words that ship for each language (`proposed.py` makes of them what a
template prints). People stand as signs: who may be named is decided when pages are composed, so that the cover never
says more than the letter. No fact of the source room is among them (G8).
"""

from __future__ import annotations

from datetime import date

import msgspec


class _Facts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Settings that all facts share."""


class AgreedFacts(_Facts, frozen=True, kw_only=True):
    """How far somebody agreed to one use, as a term in the language of the proposal, and the last day of it."""

    level: str
    until: date | None = None


class ConsentFacts(_Facts, frozen=True, kw_only=True):
    """What one party agreed to, use by use in the order of `ProposalFacts.uses`; limits with signs. `number` counts the
    parties, so that two who are only “a person” stay apart, and a row stands when a name may not."""

    number: int
    party: str
    agreed: tuple[AgreedFacts, ...]
    limits: str = ""


class RiskFacts(_Facts, frozen=True, kw_only=True):
    """The risk to one party as it was assessed, and the risk of this very step; `pressing` when it cannot wait."""

    number: int
    party: str
    level: str
    acting: str = ""
    until: date | None = None
    pressing: bool = False


class LinkFacts(_Facts, frozen=True, kw_only=True):
    """One cooperation that a brief speaks of: with whom, what is not sensitive of session or number, its form, EDTF
    date."""

    party: str
    body: str
    detail: str = ""
    form: str = ""
    when: str = ""


class ApproachFacts(_Facts, frozen=True, kw_only=True):
    """A letter of the office to the State about the case: what it was, its reference, when it left, was due, answered.

    Dates are EDTF: those of an old register may be known to the month alone.
    """

    title: str
    reference: str
    sent: str
    due: date | None = None
    replied: str = ""


class AnswerFacts(_Facts, frozen=True, kw_only=True):
    """What the State answered to one allegation, in the neutral words of whoever summarised it; EDTF date."""

    number: int
    dated: str
    text: str


class ProposalFacts(_Facts, frozen=True, kw_only=True):
    """Everything that a proposal is made of beside the facts of a letter.

    `bodies` names of mandates or of the committee; `uses` what was asked of everybody; `interim` which measures of
    protection are asked for (keys of the words); `published` the lowest level that somebody agreed to for the public;
    `session` of the Council, empty where no link says it; `ongoing` whether something put is said to continue.
    """

    bodies: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    consents: tuple[ConsentFacts, ...] = ()
    risks: tuple[RiskFacts, ...] = ()
    ongoing: bool = False
    interim: tuple[str, ...] = ()
    published: str = "NONE"
    session: str = ""
    links: tuple[LinkFacts, ...] = ()
    approached: tuple[ApproachFacts, ...] = ()
    answers: tuple[AnswerFacts, ...] = ()

    @property
    def parties(self) -> tuple[str, ...]:
        """The codes of everybody whom these facts tell of."""
        told = (row.party for rows in (self.consents, self.risks, self.links) for row in rows)
        return tuple(dict.fromkeys(told))


class ProposalWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of one language for proposals. `banner` stands on every page; `until` says a level with its last day;
    `oral` is what a talk with officials is called; `consent` says why nobody may be told of (`not_asked`,
    `withdrawn`, `expired`); `recipients` by kind of proposal, `interim` measures by branch of the act (`other` for
    all others), `publication` by level of consent.
    """

    banner: str
    oral: str
    until: str
    consent: dict[str, str]
    kinds: dict[str, str]
    titles: dict[str, str]
    recipients: dict[str, str]
    interim: dict[str, tuple[str, ...]]
    publication: dict[str, str]
