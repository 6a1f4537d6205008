"""The comparison itself, with a word list of its own; the shipped lists are tried in `tests/unit/office/replies`."""

from __future__ import annotations

from fieldcase.model.kinds.replies import Quote
from fieldcase.model.rules.summaries import Claims, Exceeds, excesses, summary_findings

WORDS = Claims(
    claims={"released": {"en": ("releas",), "fr": ("liber",)}},
    negations={"en": ("not", "denies")},
    ordinary=frozenset({"state"}),
    numbers={"two": 2},
    months={"march": 3},
)


def over(summary: str, original: str, translation: str = "") -> set[Exceeds]:
    quote = Quote(original=original, translation=translation)
    return {one.what for one in excesses(summary, "en", quote, WORDS)}


def test_what_the_quote_says_in_whatever_language_the_summary_may_say() -> None:
    assert over("The State says that two were released.", "2 personnes ont été libérées.") == set()
    assert over("", "Nothing.") == set()


def test_each_way_to_say_more_is_told_apart() -> None:
    assert over("They were released.", "") == {Exceeds.NO_QUOTE}
    assert over("Two came.", "Some came.") == {Exceeds.NUMBER}
    assert over("In March 2025 it ended.", "In 2025 it ended.") == {Exceeds.MONTH}
    assert over("It was in Vardin.", "It was there.") == {Exceeds.NAME}
    assert over("They were released.", "They are well.") == {Exceeds.CLAIM}
    assert over("The State denies that they were released.", "They were released.") == {Exceeds.DENIAL}
    assert over("They are well.", "هم بخير") == {Exceeds.UNREAD}


def test_nothing_too_much_is_no_finding() -> None:
    assert summary_findings("r" * 32, (), "") == ()
