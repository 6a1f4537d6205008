"""What a proposal to headquarters says beside the letter proposed, from the records as they stand: cover, links, and
what was done so far.

People stand as signs, limits of consent in codes alone; nothing is read from the source room. The same is made at
headquarters from what arrived there, so that a withdrawal on the way shows on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from fieldcase.documents.facts import AddresseeFacts
from fieldcase.documents.markup import escape, one_line
from fieldcase.documents.proposals import (
    AgreedFacts,
    AnswerFacts,
    ApproachFacts,
    ConsentFacts,
    LinkFacts,
    ProposalFacts,
    RiskFacts,
)
from fieldcase.model.declare import LText
from fieldcase.model.declare import Words as Text
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.lettershapes import shape_of
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.proposalshapes import ALWAYS, MANDATES
from fieldcase.model.rules.casefile import CODE, UNKNOWN, CaseFile
from fieldcase.model.rules.consent import Effective, effective
from fieldcase.model.rules.goodoffices import council_bodies
from fieldcase.model.rules.letters import TOOLS
from fieldcase.model.rules.naming import Mention, allegations_of, mentions, scopes_of
from fieldcase.model.rules.replies import clock_facts, rows_of
from fieldcase.model.rules.saying import day_of
from fieldcase.model.rules.scales import NONE, NOT_ASKED, lower_consent
from fieldcase.model.rules.tracker import due_day
from fieldcase.model.shape import Suggests
from fieldcase.office.documents import context_words, document_resources
from fieldcase.office.letters.gathering import Opened
from fieldcase.office.session import Session

HEADQUARTERS = "headquarters"
"""The kind of addressee of every proposal: whom it is proposed to gets it from there."""
PUBLIC = "public_statement"
PRESSING = frozenset({"high", "imminent"})
TREATY_BODIES = "treaty_bodies"
NOBODY = "NOBODY"
"""The publication preference where nobody protected is concerned."""
INTERIM = ("liberty", "disappearance", "physical_integrity", "other")
"""Branches of acts that have interim measures of their own."""


def recipients(kind: str, languages: Iterable[str]) -> LText:
    """Whom a kind of proposal is meant for, in words. Raises `LanguageNotReady`."""
    said = {language: document_resources().proposals(language).recipients[kind] for language in languages}
    return {language: Text(text=text, original=True) for language, text in said.items()}


def recipient_facts(letter: Letter, language: str) -> AddresseeFacts:
    """Whom a proposal is meant for, as an addressee; a proposal has no address. Raises `LanguageNotReady`."""
    own = letter.addressee_role.get(language)
    name = own.text if own else document_resources().proposals(language).recipients[letter.kind]
    return AddresseeFacts(kind=HEADQUARTERS, name=name, to=name, short=name, short_to=name, lines=())


def suggests(letter: Letter) -> Suggests:
    """Whom the cover of such a proposal lists beside its recipient, as its kind declares."""
    shape = shape_of(letter.kind)
    return shape.suggests if shape else Suggests.NOBODY


def may_suggest(session: Session, letter: Letter) -> tuple[str, ...]:
    """The mandates, or the committees, that a proposal of this kind may suggest (vocabulary `mechanism`)."""
    top, words = suggests(letter), session.vocabularies
    if letter.kind not in PROPOSALS or not top:
        return ()
    offered = words.offered("mechanism", letter.bodies)
    return tuple(one for one in offered if one != top and words.under("mechanism", one, top))


def bodies_for(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """The mandates, or the committee, to begin with: by what was done, or by whom the person cooperated with."""
    if suggests(letter) is Suggests.MANDATES:
        branches = _branches(file, _acts(file, letter)) or (("organisation", "access") if letter.laws else ())
        return tuple(dict.fromkeys([ALWAYS, *(body for branch in branches for body in MANDATES.get(branch, ()))]))
    if suggests(letter) is Suggests.COMMITTEE:
        return tuple(dict.fromkeys(body for link in _links(file, letter) for body in _committees(file, link)))
    return ()


def session_of(file: CaseFile, letter: Letter) -> str:
    """The session that a brief is for: the one typed, else that of its cooperation, where the record says it and it is
    not sensitive."""
    return letter.council_session.strip() or next(
        (one.detail for one in _link_facts(file, letter, letter.authentic_lang) if one.detail), ""
    )


def proposal_facts(session: Session, opened: Opened, language: str) -> ProposalFacts | None:
    """The facts of a proposal in one language, as the records stand today; None for any other letter."""
    file, letter = opened.file, opened.letter
    if letter.kind not in PROPOSALS:
        return None
    acts, links = _acts(file, letter), tuple(_link_facts(file, letter, language))
    protected = [one for one in mentions(file, letter) if file.protected(one.party)]
    return ProposalFacts(
        bodies=tuple(_called(file, body, language) for body in letter.bodies) if suggests(letter) else (),
        uses=tuple(file.vocabularies.label("consent_scope", use, language) for use in _uses(file, letter)),
        consents=tuple(_consents(session, file, letter, protected, language)),
        risks=tuple(_risks(file, letter, protected, language)),
        ongoing=any(act.ongoing.answer == "yes" for act in acts),
        interim=tuple(dict.fromkeys(one if one in INTERIM else "other" for one in _branches(file, acts))) or ("other",),
        published=_published(session, file, protected),
        session=session_of(file, letter),
        links=links,
        approached=tuple(_approached(file, letter, language)),
        answers=tuple(_answers(file, letter, language)),
    )


def _acts(file: CaseFile, letter: Letter) -> tuple[Act, ...]:
    put = {act for one in allegations_of(file, letter) for act in one.acts}
    return tuple(act for act in file.acts if act.id in put)


def _branches(file: CaseFile, acts: Iterable[Act]) -> tuple[str, ...]:
    kinds = [kind for act in acts for kind in act.type]
    return tuple(dict.fromkeys((*file.vocabularies.ancestors("act_type", kind)[-1:], kind)[0] for kind in kinds))


def _committees(file: CaseFile, link: CooperationLink) -> tuple[str, ...]:
    return tuple(body for body in link.mechanism if file.vocabularies.under("mechanism", body, TREATY_BODIES))


def _bodies_told(file: CaseFile, letter: Letter, link: CooperationLink) -> tuple[str, ...]:
    """G15, S38: the bodies of a link that the proposal may tell of; a brief for one body is silent on all others."""
    if letter.kind == "hrc_president_brief":
        return council_bodies(file, link)
    if letter.kind == "treaty_body_brief":
        found = _committees(file, link)
        return tuple(body for body in found if not letter.bodies or body in letter.bodies)
    return link.mechanism


def _links(file: CaseFile, letter: Letter) -> Iterator[CooperationLink]:
    victims = {victim for act in _acts(file, letter) for victim in act.victims}
    return (link for link in file.links_of(victims) if file.code(link.cooperator) != UNKNOWN)


def _link_facts(file: CaseFile, letter: Letter, language: str) -> Iterator[LinkFacts]:
    for link in _links(file, letter):
        bodies = _bodies_told(file, letter, link)
        if not bodies:
            continue
        # of a link with several bodies nobody knows of which the session or number is
        known = link.mechanism_detail_sensitive is False and bodies == link.mechanism
        forms = [file.vocabularies.label("cooperation_type", one, language) for one in link.type]
        yield LinkFacts(
            party=file.code(link.cooperator),
            body=context_words(language).comma.join(_called(file, body, language) for body in bodies),
            detail=link.mechanism_detail if known else "",
            form=context_words(language).comma.join(forms),
            when=link.date if link.visibility in ("public", "known_to_few") else "",
        )


def _called(file: CaseFile, body: str, language: str) -> str:
    own = context_words(language).mechanisms.get(body)
    # what a label has in brackets explains the term to officers
    return own or file.vocabularies.label("mechanism", body, language).partition(" (")[0]


def _uses(file: CaseFile, letter: Letter) -> list[str]:
    """The uses that a proposal needs consent for, and what tells of publication."""
    return [*scopes_of(file, letter), *([PUBLIC] if suggests(letter) is Suggests.MANDATES else [])]


def _consents(
    session: Session, file: CaseFile, letter: Letter, protected: Iterable[Mention], language: str
) -> Iterator[ConsentFacts]:
    known = {file.code(one.party) for one in mentions(file, letter)}
    for number, mention in enumerate(protected, 1):
        each = [effective(file, mention.party, use, "", session.today()) for use in _uses(file, letter)]
        rests = {consent for one in each for consent in one.consents}
        rows = [row for row in file.consents if row.id in rests]
        limits = [words.text for row in rows if (words := _said(row.answer.limits, language))]
        yield ConsentFacts(
            number=number,
            party=file.code(mention.party),
            agreed=tuple(AgreedFacts(level=_agreed(file, one, language), until=one.until) for one in each),
            limits=_in_signs(" / ".join(dict.fromkeys(limits)), known),
        )


def _agreed(file: CaseFile, agreed: Effective, language: str) -> str:
    """What somebody agreed to, in words; not asked, withdrawn and lapsed are no refusal."""
    own = document_resources().proposals(language).consent
    level = NONE if agreed.level == NOT_ASKED else agreed.level
    return own.get(agreed.why, "") or file.vocabularies.label("consent_level", level, language)


def _said(text: LText, language: str) -> Text | None:
    return text.get(language) or next(iter(text.values()), None)


def _in_signs(text: str, known: set[str]) -> str:
    """Words in codes as words with signs; the code of somebody whom the letter does not mention is left out."""
    return re.sub(CODE, lambda one: "{" + one[0] + "}" if one[0] in known else "…", escape(one_line(text)))


def _risks(file: CaseFile, letter: Letter, protected: Iterable[Mention], language: str) -> Iterator[RiskFacts]:
    tool = TOOLS.get(letter.kind, "")
    for number, mention in enumerate(protected, 1):
        for row in file.risks:
            if row.subject not in file.members(mention.party):
                continue
            acting = [answer.level for answer in row.of_action.values() if answer.tool == tool and answer.level]
            yield RiskFacts(
                number=number,
                party=file.code(mention.party),
                level=file.vocabularies.label("risk_level", row.level, language) if row.level else "",
                acting=file.vocabularies.label("risk_level", acting[0], language) if acting else "",
                until=day_of(row.assessment.review_due),
                pressing=row.level in PRESSING,
            )


def _published(session: Session, file: CaseFile, protected: Iterable[Mention]) -> str:
    levels = [effective(file, one.party, PUBLIC, "", session.today()).level for one in protected]
    return lower_consent([NONE if level == NOT_ASKED else level for level in levels]) if levels else NOBODY


def _approached(file: CaseFile, letter: Letter, language: str) -> Iterator[ApproachFacts]:
    """Letters and talks in which something of the case was put to the State, those of an old register too."""
    words, own = document_resources().words(language), document_resources().proposals(language)
    every: list[Letter | EarlierLetter] = [*file.letters, *file.earlier_letters]
    for one in every:
        facts = clock_facts(file, one)
        if one.addressee_state != letter.addressee_state or one.id == letter.id or facts.dispatched is None:
            continue
        replied = [reply.dated for reply in file.replies if one.id in reply.to_letters and reply.dated]
        yield ApproachFacts(
            title=words.kinds.get(one.kind, file.vocabularies.label("letter_kind", one.kind, language)),
            reference=one.office_ref if isinstance(one, EarlierLetter) else _reference(file, one.id),
            sent=one.dispatched_at if isinstance(one, EarlierLetter) else facts.dispatched.isoformat(),
            due=due_day(facts, file.settings),
            replied=max(replied, default=""),
        )
    for talk in file.oral:
        if talk.state == letter.addressee_state and talk.date:
            yield ApproachFacts(title=own.oral, reference="", sent=talk.date)


def _reference(file: CaseFile, letter: str) -> str:
    return next((step.taken.office_ref for step in file.steps if step.letter == letter and step.taken.office_ref), "")


def _answers(file: CaseFile, letter: Letter, language: str) -> Iterator[AnswerFacts]:
    """What the State answered to what is put here, in the neutral words recorded in this language."""
    numbers = {row.allegation: row.number for row in letter.allegations.values()}
    for reply in file.replies:
        if reply.from_state != letter.addressee_state:
            continue
        for row in rows_of(file, reply.id):
            words = row.row.neutral_summary.get(language)
            if words and words.text.strip() and row.allegation in numbers:
                text = one_line(words.text)
                yield AnswerFacts(number=numbers[row.allegation], dated=reply.dated, text=text)


def with_bodies(file: CaseFile, letter: Letter, bodies: tuple[str, ...]) -> Letter:
    """The letter with the mandates or the committee that somebody chose, or those to begin with; none where its kind
    suggests nobody."""
    chosen = (bodies or bodies_for(file, letter)) if suggests(letter) else ()
    return msgspec.structs.replace(letter, bodies=chosen)
