"""Which level a set of items can carry: groups, grades, caps (section 6; G12, G13, S14)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.refusal import blocking
from fieldcase.model.rules.scales import VERIFICATION
from fieldcase.model.rules.weighing import (
    Item,
    Weighing,
    carried,
    highest,
    independent_groups,
    level_findings,
    supporting,
)

FULL = Weighing(against_filled=True, alternatives_filled=True, contradiction_weighed=True, reviewed_by_other=True)


def told(number: int, group: str, reliability: str = "R2", credibility: str = "C2", **more: bool | str) -> Item:
    return Item(record=f"{number:032x}", group=group, reliability=reliability, credibility=credibility, **more)  # type: ignore[arg-type]


def paper(number: int, hash_ok: bool = True) -> Item:
    return Item(record=f"{number:032x}", documentary=True, hash_ok=hash_ok)


def test_S14_two_organisations_that_quote_the_same_post_are_one_independent_group() -> None:
    """S14, G12."""
    quotes = [told(1, "post"), told(2, "post")]
    assert independent_groups(quotes) == 1
    assert [f.rule for f in level_findings("corroborated", quotes, FULL)] == ["G12"]
    assert level_findings("corroborated", [*quotes, told(3, "eyewitness")], FULL) == ()


def test_G12_an_item_without_both_grades_counts_towards_no_level() -> None:
    half = [told(1, "a", reliability=""), told(2, "b", credibility="")]
    assert supporting(half) == ()
    assert [f.rule for f in level_findings("credible", half, FULL)] == ["G12"]
    assert highest(half, FULL) == "insufficient"


def test_G12_a_new_source_counts_and_doubtful_grades_alone_ask_for_a_second_look() -> None:
    assert level_findings("corroborated", [told(1, "a", reliability="R0"), told(2, "b")], FULL) == ()
    doubtful = level_findings("corroborated", [told(1, "a", credibility="C5"), told(2, "b", reliability="R5")], FULL)
    assert [(f.rule, f.blocks) for f in doubtful] == [("G12", False)]


def test_one_good_first_hand_account_with_evidence_corroborates() -> None:
    account = told(1, "a", first_hand=True)
    assert not carried([account])
    assert carried([account, paper(2)])
    assert not carried([account, paper(2, hash_ok=False)])
    assert not carried([told(1, "a", credibility="C3", first_hand=True), paper(2)])


def test_items_without_a_group_are_never_independent_of_each_other() -> None:
    assert independent_groups([told(1, ""), told(2, "")]) == 1
    assert independent_groups([told(1, ""), told(2, "a")]) == 1


def test_reasonable_grounds_need_the_other_side_other_explanations_and_a_second_person() -> None:
    items = [told(1, "a"), told(2, "b")]
    assert [f.rule for f in level_findings("reasonable_grounds", items, Weighing())] == ["G13", "G13", "G9"]
    assert level_findings("reasonable_grounds", items, FULL) == ()


def test_confirmed_needs_evidence_that_verifies_or_a_formal_admission() -> None:
    items = [told(1, "a"), told(2, "b")]
    assert highest(items, FULL) == "reasonable_grounds"
    assert highest([*items, paper(3)], FULL) == "confirmed"
    assert highest([told(1, "a", formal=True)], FULL) == "confirmed"


def test_a_reliable_contradiction_caps_at_credible_until_it_is_weighed_in_words() -> None:
    items = [told(1, "a"), told(2, "b"), told(3, "c", "R3", "C2", direction="contradicts")]
    unweighed = Weighing(against_filled=True, alternatives_filled=True, reviewed_by_other=True)
    assert highest(items, unweighed) == "credible"
    assert highest(items, FULL) == "reasonable_grounds"


def test_a_denial_by_the_state_is_weighed_and_is_no_veto() -> None:
    denial = told(3, "state", "R4", "C4", direction="contradicts")
    assert highest([told(1, "a"), told(2, "b"), denial], Weighing(reviewed_by_other=True)) == "corroborated"


def test_the_word_of_the_state_alone_is_credible_at_most() -> None:
    words = [told(1, "ministry", state_word=True), told(2, "police", state_word=True)]
    assert highest(words, FULL) == "credible"


items = st.lists(
    st.builds(
        Item,
        record=st.just("0" * 32),
        direction=st.sampled_from(["supports", "contradicts", "neutral"]),
        group=st.sampled_from(["", "a", "b", "c"]),
        reliability=st.sampled_from(["", "R0", "R1", "R3", "R5"]),
        credibility=st.sampled_from(["", "C0", "C1", "C2", "C4"]),
        first_hand=st.booleans(),
        documentary=st.booleans(),
        hash_ok=st.booleans(),
        formal=st.booleans(),
        state_word=st.booleans(),
    ),
    max_size=6,
)


@given(items, st.sampled_from([Weighing(), FULL]))
def test_a_level_that_is_carried_carries_every_lower_one(material: list[Item], weighing: Weighing) -> None:
    ranks = [rank for level, rank in VERIFICATION.items() if not blocking(level_findings(level, material, weighing))]
    assert ranks == list(range(-1, max(ranks) + 1)) or VERIFICATION["confirmed"] in ranks


@given(items)
def test_more_of_the_same_origin_never_raises_the_level(material: list[Item]) -> None:
    repeated = [*material, *(item for item in material if item.direction == "supports" and not item.documentary)]
    assert highest(repeated, FULL) == highest(material, FULL)
