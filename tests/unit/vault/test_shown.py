"""What a state looks like to a person: one value a path, and a mark where that is not the whole story."""

from __future__ import annotations

import pytest

from fieldcase.model.ledger.state import Head
from fieldcase.vault.views.shown import Mark, shown
from tests.unit.vault.views_kinds import RULES, a_matter, a_state, heads


class TestShown:
    def test_one_head_is_the_value_and_a_removed_element_is_gone(self) -> None:
        one = shown(a_matter(1, country="XKA", names__a=None))
        assert one.values == {"number": "KAL/03-0001", "received": "2025-03-02T09:00:00Z", "country": "XKA"}
        assert one.marks == {}

    def test_a_conflict_shows_the_highest_head_and_says_so(self) -> None:
        one = shown(a_matter(1, country=heads("XME", "XKA")))
        assert one.values["country"] == "XME"
        assert one.marks == {"country": (Mark.CONFLICT,)}

    @pytest.mark.parametrize("why", ["withheld", "erased", "misplaced"])
    def test_an_unreadable_head_shows_as_such_and_brings_no_older_value_back(self, why: str) -> None:
        alone = shown(a_matter(1, country=[Head(bytes(34), None, why)]))
        assert "country" not in alone.values
        assert alone.marks == {"country": (Mark(why),)}
        beside = shown(a_matter(1, country=[Head(bytes(34), None, why), *heads("XKA")]))
        assert "country" not in beside.values
        assert beside.marks["country"] == (Mark.CONFLICT, Mark(why))

    def test_a_restrictive_kind_shows_the_strictest_whatever_its_height(self) -> None:
        said = [{"party": "p", "level": level} for level in ("named", "none", "coded")]
        one = shown(a_state("accord", 1, {"given": heads(*said)}), RULES.restrictive("accord"))
        assert one.values["given"]["level"] == "none"

    def test_in_a_restrictive_kind_what_cannot_be_read_is_stricter_than_all(self) -> None:
        state = a_state("accord", 1, {"given": [*heads({"level": "none"}), Head(b"9" * 34, None, "withheld")]})
        one = shown(state, RULES.restrictive("accord"))
        assert one.values == {}
        assert one.marks == {"given": (Mark.CONFLICT, Mark.WITHHELD)}

    def test_lacking_and_cut_values_mark_the_whole_record(self) -> None:
        one = shown(a_state("matter", 1, {}, missing=[bytes(34)]))
        assert one.marks == {"": (Mark.INCOMPLETE,)}
        assert shown(a_state("matter", 1, {}, ghosts=heads("x"))).marks == {"": (Mark.GHOST,)}
