"""What the cards of the four elements say, without a window."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.desktop.case import elements
from fieldcase.office.verification.board import Board, BoardItem, ElementCard
from tests.unit.desktop.samples import wording

BOARD = Board(targets=(), may_assess=True, may_review=False)
ITEM = BoardItem(record="1", kind="information", number="I7", text="A customs matter.", reliability="R3")
CARD = ElementCard(
    element="E3", level="credible", counts="credible", standing="assessed", assessment="a", supports=(ITEM,), groups=1
)


def but(**changes: object) -> ElementCard:
    return msgspec.structs.replace(CARD, **changes)


@pytest.mark.parametrize(
    ("card", "action"),
    [
        (CARD, elements.OPEN),
        (but(assessment="", standing=""), elements.ASSESS),
        (but(weigh="I7"), elements.WEIGH),
        (but(standing="stale"), elements.ASSESS),
        (but(standing="returned"), elements.ASSESS),
    ],
)
def test_the_next_step_of_an_element_is_what_helps_most(card: ElementCard, action: str) -> None:
    assert elements.step_of(card, BOARD).action == action


def test_a_second_person_reads_and_never_who_wrote_it() -> None:
    reader = msgspec.structs.replace(BOARD, may_review=True)
    assert elements.step_of(but(standing="in_review"), reader).action == elements.READ
    assert elements.step_of(but(standing="in_review", mine=True), reader).action != elements.READ


def test_who_may_not_assess_only_opens() -> None:
    looking = msgspec.structs.replace(BOARD, may_assess=False)
    assert elements.step_of(but(assessment=""), looking).action == elements.OPEN


@pytest.mark.parametrize(
    ("card", "words"),
    [
        (CARD, "Needs a second group"),
        (but(standing="stale"), "New information since it was assessed"),
        (but(counts="contradicted"), "Nothing but protection may rest on it"),
        (but(reader="Ines Duarte", read_on=date(2026, 5, 2)), "Read by Ines Duarte, 2 May 2026"),
        (but(weigh="I7"), "What speaks against it is not weighed"),
        (but(needs_reader=True), "Needs a second reader"),
        (but(element="E4", counts="insufficient"), "“Unattributed” is a valid end"),
        (but(assessment=""), "Nobody has assessed it"),
    ],
)
def test_the_foot_says_where_the_reading_stands(card: ElementCard, words: str) -> None:
    assert elements.foot_of(card, wording()).words == words


def test_a_level_that_does_not_count_yet_is_said_beside_the_one_that_does() -> None:
    assert elements.chosen_line(CARD, wording()) == ""
    assert "Confirmed" in elements.chosen_line(but(level="confirmed"), wording())


def test_an_item_says_both_grades_and_where_it_comes_from() -> None:
    assert elements.grades_of(ITEM) == "R3 · C–"
    assert elements.origin_of(ITEM) == "origin not known here"
    assert elements.origin_of(msgspec.structs.replace(ITEM, group="a")) == "group a"
    assert elements.origin_of(msgspec.structs.replace(ITEM, state=True)) == "State"
    broken = msgspec.structs.replace(ITEM, document=True, intact=False)
    assert (elements.grades_of(broken), elements.origin_of(broken)) == ("", "hash differs")


def test_a_ladder_is_read_as_a_level_and_a_step() -> None:
    said = elements.ladder_words(CARD, wording())
    assert said == "Link with cooperation: Credible, not corroborated, step 2 of 5"


def test_weak_unread_and_contradicted_elements_are_walked() -> None:
    assert elements.needs_something(CARD)
    assert not elements.needs_something(but(counts="reasonable_grounds"))
    assert not elements.needs_something(but(element="E4", counts="insufficient"))
    assert elements.needs_something(but(counts="contradicted"))
