"""What a letter says of the laws that it comments on, from their records alone."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.documents.facts import LawFacts, ProvisionFacts
from fieldcase.documents.markup import one_line
from fieldcase.model.declare import LText
from fieldcase.model.kinds.acts import LAW_STAGES, LawOrMeasure, LawStage, Provision
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.saying import numbered
from fieldcase.office.letters.refusals import LawNotInLanguage, NothingToComment


def laws_chosen(file: CaseFile, wanted: tuple[str, ...]) -> tuple[LawOrMeasure, ...]:
    """The laws of the case that a letter comments on: those asked for, else all. Raises `NothingToComment`."""
    laws = tuple(law for law in file.laws if not wanted or law.id in wanted)
    if not laws:
        raise NothingToComment
    return laws


def laws_of(file: CaseFile, letter: Letter) -> tuple[LawOrMeasure, ...]:
    """The laws that a letter comments on, in its order; one that is not of its cases is left to the rules (10.1)."""
    return tuple(law for record in letter.laws if (law := by_id(file.laws, record)))


def law_facts(file: CaseFile, letter: Letter, language: str) -> Iterable[LawFacts]:
    """Each law with its history and articles in one language. A title may stay in the language it was made in; what an
    article says and what the office has to say about it may not. Raises `LawNotInLanguage`."""
    for law in laws_of(file, letter):
        yield LawFacts(
            title=_said(law.title, language) or next((words.text for words in law.title.values()), ""),
            reference=law.official_ref,
            stages=tuple((stage, one.date) for stage, one in _in_order(law)),
            provisions=tuple(_provision(law, one, language) for _key, one in sorted(law.provisions.items())),
            affected=(law.affected_count.low, law.affected_count.high),
        )


def organisations_listed(file: CaseFile, letter: Letter) -> tuple[str, ...]:
    """The codes of the organisations that the letter lists as affected: those whom its naming table holds. Nobody is
    listed by default (G28)."""
    affected = {party for law in laws_of(file, letter) for party in law.organisations_affected}
    tabled = {row.party for row in letter.naming.values()}
    return tuple(sorted(file.code(party) for party in affected & tabled))


def _in_order(law: LawOrMeasure) -> list[tuple[str, LawStage]]:
    order = {stage: n for n, stage in enumerate(LAW_STAGES)}
    said = [(one.stage, one) for one in law.stages.values() if one.stage in order]
    return sorted(said, key=lambda pair: (pair[1].date or "9999", order[pair[0]]))


def _provision(law: LawOrMeasure, provision: Provision, language: str) -> ProvisionFacts:
    for text in (provision.text, provision.effect):
        if text and not _said(text, language):
            raise LawNotInLanguage(number=numbered(law.lom_no), language=language)
    return ProvisionFacts(
        article=provision.article,
        text=_said(provision.text, language),
        effect=one_line(_said(provision.effect, language)),
    )


def _said(text: LText, language: str) -> str:
    words = text.get(language)
    return words.text.strip() if words else ""
