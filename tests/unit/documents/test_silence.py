"""That nobody answered, as a letter or the report says it (G14, S17): dated, in six languages, without a reproach."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.documents.forms import state_facts
from fieldcase.documents.resources import DocumentResources, LanguageNotReady
from fieldcase.documents.silence import silence_sentence
from fieldcase.model.rules.tracker import Answer, Silence
from fieldcase.office.documents import document_resources

NAMES = {
    "en": ("the Republic of Kalindra", "of the Republic of Kalindra"),
    "fr": ("la République de Kalindra", "de la République de Kalindra"),
    "es": ("la República de Kalindra", "de la República de Kalindra"),
    "ru": ("Республика Калиндра", "Республики Калиндра"),
    "ar": ("جمهورية كاليندرا", "جمهورية كاليندرا"),
    "zh": ("卡林德拉共和国", "卡林德拉共和国"),
}
SAID = {
    "en": "By 10\u00a0May 2025, the Government of the Republic of Kalindra had not replied to the communication of"
    " 12\u00a0March 2025, to which a reply had been requested by 11\u00a0April 2025.",
    "fr": "Au 10\u00a0mai 2025, le Gouvernement de la République de Kalindra n’avait pas répondu à la communication du"
    " 12\u00a0mars 2025, à laquelle une réponse avait été demandée pour le 11\u00a0avril 2025.",
    "zh": "截至2025年5月10日，卡林德拉共和国政府尚未答复2025年3月12日的来文；来文请其最迟于2025年4月11日答复。",
}


@pytest.fixture(scope="module")
def shipped() -> DocumentResources:
    return document_resources()


def told(heard: Answer, language: str, resources: DocumentResources) -> str:
    fact = Silence(heard=heard, as_of=date(2025, 5, 10), sent=date(2025, 3, 12), due=date(2025, 4, 11))
    formal, prep = NAMES[language]
    return silence_sentence(fact, state_facts("XKA", formal, "", prep, resources.words(language)), language, resources)


@pytest.mark.parametrize("language", sorted(NAMES))
def test_each_language_says_who_by_when_and_to_what(language: str, shipped: DocumentResources) -> None:
    for heard in (Answer.NO_REPLY, Answer.NOT_EXPIRED):
        said = told(heard, language, shipped)
        assert said.count("2025") == 3
        assert NAMES[language][1] in said
        assert "{" not in said


@pytest.mark.parametrize("language", sorted(SAID))
def test_had_not_replied_by_is_a_date_and_no_reproach(language: str, shipped: DocumentResources) -> None:
    assert told(Answer.NO_REPLY, language, shipped).replace("\u00a0", " ") == SAID[language].replace("\u00a0", " ")


def test_while_the_time_runs_the_sentence_says_so(shipped: DocumentResources) -> None:
    said = told(Answer.NOT_EXPIRED, "en", shipped)
    assert "had not expired" in said
    assert "had not replied" not in said


def test_a_state_that_answered_or_was_not_asked_is_not_spoken_of(shipped: DocumentResources) -> None:
    assert told(Answer.REPLIED, "en", shipped) == told(Answer.NOT_ASKED, "en", shipped) == ""
    fact = Silence(heard=Answer.NO_REPLY, as_of=date(2025, 5, 10))
    state = state_facts("XKA", "Kalindra", "", "of Kalindra", shipped.words("en"))
    assert silence_sentence(fact, state, "en", shipped) == ""
    with pytest.raises(LanguageNotReady):
        silence_sentence(fact, state, "pt", shipped)
