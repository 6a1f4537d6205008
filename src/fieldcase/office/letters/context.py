"""What a letter tells of cooperation with the United Nations: one sentence a link, in the letter's language.

Only what the link may tell: a session, visit or number that points at a person is left out, and so is the date where
the cooperation was confidential. People stand as signs; who may appear is decided when a rendition is composed.
"""

from __future__ import annotations

from collections.abc import Collection

from fieldcase.documents.facts import CooperationFacts
from fieldcase.documents.markup import escape
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.rules.casefile import UNKNOWN, CaseFile
from fieldcase.office.documents import ContextWords, context_words


def context_facts(file: CaseFile, parties: Collection[str], language: str) -> tuple[CooperationFacts, ...]:
    """The links of cooperation that protect any of these parties, as the letter may tell them."""
    words = context_words(language)
    links = file.links_of(parties)
    return tuple(_facts(file, link, words, language) for link in links if file.code(link.cooperator) != UNKNOWN)


def _facts(file: CaseFile, link: CooperationLink, words: ContextWords, language: str) -> CooperationFacts:
    code = file.code(link.cooperator)
    stage = words.stages.get(link.stage, words.stages["cooperated"])
    what = words.comma.join(part for part in _what(file, link, words, language) if part)
    text = stage.one.format(people="{" + code + "}", what=words.part.format(what=what) if what else "")
    return CooperationFacts(
        text=text,
        when=link.date if _dated(link) else "",
        parties=(code,),
        unreviewed=tuple(
            _called(file, body, words, language)
            for body in link.mechanism
            if not file.vocabularies.reviewed("mechanism", body, language)
        ),
    )


def _what(file: CaseFile, link: CooperationLink, words: ContextWords, language: str) -> list[str]:
    bodies = [_called(file, body, words, language) for body in link.mechanism]
    detail = link.mechanism_detail if link.mechanism_detail_sensitive is False else ""
    return [*map(escape, [*bodies, detail]), "{date:" + link.date + "}" if _dated(link) else ""]


def _called(file: CaseFile, body: str, words: ContextWords, language: str) -> str:
    return words.mechanisms.get(body) or file.vocabularies.short("mechanism", body, language)


def _dated(link: CooperationLink) -> bool:
    return bool(link.date) and link.visibility in ("public", "known_to_few")
