"""A field that two laptops changed: what is told of it, which value counts meanwhile, where texts differ."""

from __future__ import annotations

from fieldcase.desktop.case.differing import GONE, NEW, SAME, as_kept, combined, differing, marked
from fieldcase.office.cases.conflicts import ConflictLine, Value
from tests.unit.desktop.samples import CASE_ID, wording

NAMES = {CASE_ID: "KAL-03-2026-00042"}

TRACK = ConflictLine(
    kind="case",
    record=CASE_ID,
    path="track",
    values=(
        Value(ref="a" * 68, value="normal", at=1_777_800_000_000, by="Sami Rahal", here=True),
        Value(ref="b" * 68, value="urgent", by="Rosa Lindqvist", counts=True),
    ),
)


def test_each_way_says_whose_it_is_and_the_one_that_counts_comes_first() -> None:
    told = differing(TRACK, wording(), NAMES)
    assert [way.said for way in told.ways] == ["Normal", "Urgent"]
    assert told.ways[0].whence == "From this laptop"
    assert told.ways[1].who.startswith("Rosa Lindqvist")
    assert told.first == 1
    assert told.of == "Case KAL-03-2026-00042"


def test_an_answer_about_consent_is_told_by_its_level_or_its_withdrawal() -> None:
    answer = {"party": "1" * 32, "scope": "sg_report", "level": "CODED"}
    values = (
        Value(ref="a" * 68, value=answer),
        Value(ref="b" * 68, value={**answer, "withdrawn_at": "2026-04-29T16:05:00Z", "withdrawn_how": "by telephone"}),
        Value(ref="c" * 68, value=None, why="withheld"),
    )
    line = ConflictLine(kind="consent", record="2" * 32, path="answer", values=values)
    told = differing(line, wording(), {"1" * 32: "P-9QHT22"})
    assert [way.said for way in told.ways][1:] == [
        "Withdrawn, by telephone",
        "Withheld or erased: it cannot be read here.",
    ]
    assert "P-9QHT22" in told.of
    assert not told.text


def test_texts_are_compared_word_by_word_and_combined() -> None:
    one, other = "She was held at the airport.", "She was held and searched at the airport."
    assert marked(one, other) == [(SAME, "She was held "), (NEW, "and searched "), (SAME, "at the airport.")]
    assert marked("a b", "a c")[1:] == [(GONE, "b"), (NEW, " c")]
    assert combined([one, other]) == other
    assert combined(["Held at the airport", "Held near the airport"]) == "Held at near the airport"


def test_a_text_in_a_language_stays_in_it() -> None:
    assert as_kept("narrative/en", "Words") == {"text": "Words", "original": True}
    assert as_kept("title_neutral", "Words") == "Words"
