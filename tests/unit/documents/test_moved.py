"""What moved in a block: before, now and what it says, whoever wrote the text in between."""

from __future__ import annotations

import pytest

from fieldcase.documents.markup import linked
from fieldcase.documents.moved import GIVEN_LATER, Move, Moved, facts_of, moved
from fieldcase.office.letters.moved import FACTS
from fieldcase.office.letters.specimens import Specimen, specimens

OLD, NEW = "the Republic of Kalindra", "the Kingdom of Kalindra"
DRAFTED = f"To {linked('state.formal', OLD)} with respect."


def one(text: str, before: str, now: str, *, edited: bool = False, fact: str = "state.formal") -> tuple[Moved, ...]:
    drawn = (f"{fact}={before}",) if before else ()
    return moved(text, drawn, (f"{fact}={now}",) if now else (), edited=edited)


@pytest.mark.parametrize(
    ("text", "before", "now", "edited", "expected"),
    [
        (DRAFTED, OLD, OLD, False, ()),
        (DRAFTED, OLD, NEW, False, ((Move.CHANGED, OLD),)),
        (f"To {OLD}, rewritten.", OLD, NEW, True, ((Move.CHANGED, OLD),)),
        (f"To {NEW}, rewritten.", OLD, NEW, True, ()),
        (f"To {linked('state.formal', NEW)}.", OLD, NEW, True, ()),
        ("To the State.", OLD, NEW, True, ((Move.CHANGED, ""),)),
        ("To the State.", OLD, OLD, True, ((Move.DROPPED, ""),)),
        ("To the State.", OLD, OLD, False, ()),
        (f"To {OLD}, rewritten.", OLD, OLD, True, ()),
        (DRAFTED, OLD, "", False, ((Move.GONE, OLD),)),
        ("To the State.", OLD, "", True, ()),
        ("To the State.", "", NEW, False, ((Move.NEW, ""),)),
        (f"To {NEW}.", "", NEW, True, ()),
    ],
)
def test_each_way_in_which_a_fact_can_move(
    text: str, before: str, now: str, edited: bool, expected: tuple[tuple[Move, str], ...]
) -> None:
    assert tuple((each.move, each.says) for each in one(text, before, now, edited=edited)) == expected


def test_what_is_given_at_signature_does_not_count() -> None:
    for fact in ("day", "deadline", "reference", "signatory"):
        assert one("On 1 May.", "1 May", "2 May", fact=fact) == ()


def test_a_place_follows_by_itself_where_the_text_shows_its_sign() -> None:
    (found,) = one("At {place:A1}.", "Vardin", "Port Sarn", fact="place:A1")
    assert (found.move, found.before, found.now) == (Move.FOLLOWS, "Vardin", "Port Sarn")
    assert one("At Vardin.", "Vardin", "Port Sarn", fact="place:A1") == ()


def test_a_text_whose_linked_value_alone_moved_is_told_once() -> None:
    old, new = (f"concern about {linked('state.formal', name)}" for name in (OLD, NEW))
    drawn = (f"concern={old}", f"state.formal={OLD}")
    found = moved(old, drawn, (f"concern={new}", f"state.formal={NEW}"), edited=False)
    assert [each.fact for each in found] == ["state.formal"]


def test_line_breaks_and_spaces_do_not_count() -> None:
    assert one("the Republic\n of  Kalindra", OLD, OLD, edited=True) == ()


def test_every_fact_that_letters_print_has_words_for_whoever_reads_that_it_moved() -> None:
    families = {
        fact.replace(":", ".").split(".")[0]
        for made in specimens()
        if isinstance(made, Specimen)
        for block in made.draft.blocks
        for fact in facts_of(block.drawn)
    }
    assert families - {*FACTS, *GIVEN_LATER, "allegations"} == set()
