"""Does a summary say more than the words beside it? The shipped word lists on fictional replies, in six languages."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.kinds.replies import Quote
from fieldcase.model.refusal import Severity
from fieldcase.model.rules.summaries import SENTENCES, Exceeds, Excess, excesses, folded, summary_findings
from fieldcase.office.replies.claims import claims

KNOWN = ("the Republic of Kalindra", "Kalindra")


def over(summary: str, quote: str, translation: str = "", language: str = "en") -> list[tuple[str, str]]:
    beside = Quote(original=quote, translation=translation)
    return [(one.what.value, one.words) for one in excesses(summary, language, beside, claims(), KNOWN)]


def test_a_long_summary_beside_a_long_quote_is_read_in_time_that_grows_with_its_length() -> None:
    def taken(count: int) -> float:
        quote = " ".join(f"Vantar{one}" for one in range(count))
        summary = "it names " + " ".join(f"Dovrak{one:06d}" for one in range(count))
        begun = process_time()
        assert len(over(summary, quote)) >= count
        return process_time() - begun

    taken(100)
    assert taken(16_000) < 40 * max(taken(2_000), 0.01), "eight times the words"


@pytest.mark.parametrize(
    ("summary", "quote", "language"),
    [
        ("The State denies the arrest.", "No such arrest took place.", "en"),
        ("The Government of Kalindra states that she was released.", "La personne a été libérée.", "en"),
        ("It states that two officers were investigated on 12 March.", "Une enquête vise 2 agents, le 12 mars.", "en"),
        ("El Estado niega la detención.", "No hubo detención alguna.", "es"),
        ("Государство отрицает задержание.", "Никто не был задержан.", "ru"),
        ("تنفي الدولة الاحتجاز.", "لم يقم أي جهاز باحتجاز أي شخص", "ar"),
        ("该国称其已获释。", "她已获释。", "zh"),
        ("{P-7K3D9X} was released, the State says (P-7K3D9X).", "She was released.", "en"),
        ("On 3 May the case was closed.", "On 03.05.2026 the case was closed.", "en"),
    ],
)
def test_a_summary_in_the_states_own_terms_passes(summary: str, quote: str, language: str) -> None:
    assert over(summary, quote, language=language) == []


@pytest.mark.parametrize(
    ("summary", "quote", "expected"),
    [
        ("The State denies it.", "", [("no_quote", "")]),
        ("Three officers were investigated.", "Officers were investigated.", [("number", "3")]),
        ("An inquiry was opened in June 2025.", "An inquiry was opened in May 2025.", [("month", "june")]),
        ("She was released by the Vardin court.", "She was released.", [("name", "Vardin")]),
        ("She was released and acquitted.", "She was released.", [("claim", "acquitted")]),
        ("She was released.", "She was not released.", [("denial", "released")]),
        ("She was not detained.", "She was detained lawfully.", [("denial", "detained")]),
        ("The State acknowledges the facts.", "The facts are noted.", [("claim", "admitted")]),
    ],
)
def test_what_a_summary_says_beyond_its_quote_is_found(
    summary: str, quote: str, expected: list[tuple[str, str]]
) -> None:
    assert over(summary, quote) == expected


@pytest.mark.parametrize(
    ("language", "summary", "quote"),
    [
        ("fr", "Elle a été acquittée.", "L’affaire suit son cours."),
        ("es", "Fue absuelta.", "El asunto sigue su curso."),
        ("ru", "Она оправдана.", "Дело продолжается."),
        ("ar", "تمت تبرئتها.", "القضية مستمرة."),
        ("zh", "法院宣告其无罪。", "案件仍在继续。"),
        ("en", "She was acquitted.", "The matter goes on."),
    ],
)
def test_a_claim_is_found_in_each_language(language: str, summary: str, quote: str) -> None:
    assert ("claim", "acquitted") in over(summary, quote, language=language)


def test_words_in_another_script_need_their_translation_before_a_summary_can_be_held_against_them() -> None:
    arabic = "أُفرج عنها في ١٢ آذار/مارس ٢٠٢٦"
    assert over("She was released on 12 March 2026.", arabic) == [("unread", "")]
    assert over("She was released on 12 March 2026.", arabic, "She was released on 12 March 2026.") == []
    assert ("number", "13") in over("She was released on 13 March 2026.", arabic)


def test_a_finding_names_nobody_and_blocks_until_somebody_wrote_why_the_summary_stays() -> None:
    found = (Excess(what=Exceeds.NAME, words="Vardin"), Excess(what=Exceeds.NAME, words="Dovrak"))
    (finding,) = summary_findings("r" * 32, found, "")
    assert (finding.blocks, finding.records, "Vardin" in finding.sentence) == (True, ("r" * 32,), False)
    (kept,) = summary_findings("r" * 32, found, "The place stands on the letterhead of the reply.")
    assert (kept.blocks, kept.severity) == (False, Severity.NOTE)
    assert summary_findings("r" * 32, (), "") == ()


def test_every_way_to_exceed_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Exceeds)


@given(st.text(max_size=80), st.sampled_from(["en", "fr", "es", "ar", "ru", "zh"]))
def test_a_summary_that_repeats_its_quote_never_exceeds_it(text: str, language: str) -> None:
    assert {what for what, _words in over(text, text, language=language)} <= {"no_quote"}


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)
