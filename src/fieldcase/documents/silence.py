"""That a State had not replied by a day, as a letter or the report says it: a dated fact, no admission and no reproach.

While its time runs the sentence says so instead (S17). Who computed the days is `model.rules.tracker.silence`.
"""

from __future__ import annotations

from fieldcase.documents.dates import say_day
from fieldcase.documents.facts import StateFacts
from fieldcase.documents.resources import DocumentResources, LanguageNotReady
from fieldcase.model.rules.tracker import Answer, Silence


def silence_sentence(fact: Silence, state: StateFacts, language: str, resources: DocumentResources) -> str:
    """The sentence in a language of the letters; empty where a reply came, or where none was ever due.

    Raises `LanguageNotReady`.
    """
    said = resources.silences.get(language)
    if said is None:
        raise LanguageNotReady(language=language, known=", ".join(resources.silences))
    if fact.heard not in (Answer.NO_REPLY, Answer.NOT_EXPIRED) or fact.sent is None or fact.due is None:
        return ""
    words = resources.words(language)
    phrase = said.no_reply if fact.heard is Answer.NO_REPLY else said.not_expired
    return phrase.format(
        as_of=say_day(fact.as_of, words),
        sent=say_day(fact.sent, words),
        due=say_day(fact.due, words),
        government=state.government,
        government_of=state.government_of,
        government_to=state.government_to,
    )
