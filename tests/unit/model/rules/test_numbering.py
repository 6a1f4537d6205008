"""The register of references: contiguous, nothing given twice, nothing missing without a word (G1)."""

from __future__ import annotations

import pytest
from hypothesis import given as whatever
from hypothesis import strategies as st

from fieldcase.model.rules.numbering import (
    UNACCOUNTED,
    Fate,
    Given,
    next_serial,
    parts_of,
    reference_text,
    register,
    series_of,
)

PATTERN = "OHCHR/{office}/{device}-{serial:03}/{year}"
SERIES = "XKAL-07/2026"


def one(serial: int, at: str = "", *, letter: str = "", fate: Fate = Fate.SIGNED, home: bool = True) -> Given:
    return Given(
        series=SERIES, serial=serial, reference=reference_text(PATTERN, SERIES, serial),
        at=at or f"2026-03-{serial:02}", letter=letter or f"{serial:032x}", fate=fate, home=home,
    )  # fmt: skip


def test_a_series_is_office_laptop_and_year() -> None:
    assert series_of("XKAL", "07", 2026) == SERIES
    assert parts_of(SERIES) == ("XKAL", "07", 2026)
    assert parts_of("whatever") is None
    assert reference_text(PATTERN, SERIES, 4) == "OHCHR/XKAL/07-004/2026"
    assert reference_text(PATTERN, "whatever", 4) == "whatever/4"


def test_every_number_keeps_its_line_whatever_became_of_it() -> None:
    lines = register(SERIES, [one(2, fate=Fate.CANCELLED), one(1)], {}, here=True, pattern=PATTERN)
    assert [(line.serial, line.fate, line.asks) for line in lines] == [
        (1, Fate.SIGNED, False),
        (2, Fate.CANCELLED, False),
    ]


@pytest.mark.parametrize(("here", "fate", "asks"), [(True, Fate.LOST, True), (False, Fate.NOT_HERE, False)])
def test_a_gap_is_a_loss_on_its_own_laptop_and_may_still_come_elsewhere(here: bool, fate: Fate, asks: bool) -> None:
    lines = register(SERIES, [one(1), one(3)], {}, here=here, pattern=PATTERN)
    assert (lines[1].reference, lines[1].fate, lines[1].asks) == ("OHCHR/XKAL/07-002/2026", fate, asks)


def test_a_gap_that_somebody_explained_asks_no_more() -> None:
    lines = register(SERIES, [one(1), one(3)], {2: "Typed by hand; folder 12."}, here=True, pattern=PATTERN)
    assert (lines[1].fate, lines[1].reason, lines[1].asks) == (Fate.LOST, "Typed by hand; folder 12.", False)


def test_of_a_number_given_twice_the_letter_signed_first_keeps_it() -> None:
    late, early = one(1, "2026-03-09", letter="b" * 32), one(1, "2026-03-02", letter="c" * 32)
    lines = register(SERIES, [late, early], {}, here=True, pattern=PATTERN)
    assert [(line.letter, line.fate) for line in lines] == [("c" * 32, Fate.SIGNED), ("b" * 32, Fate.TWICE)]


def test_a_number_that_another_laptop_wrote_makes_no_gap_and_is_shown_as_foreign() -> None:
    lines = register(SERIES, [one(1), one(9, home=False)], {}, here=True, pattern=PATTERN)
    assert [(line.serial, line.fate) for line in lines] == [(1, Fate.SIGNED), (9, Fate.FOREIGN)]


def test_numbers_that_went_out_before_a_restore_are_not_given_again() -> None:
    assert next_serial([1, 2, 3], {4, 5}) == 6
    lines = register(SERIES, [one(1)], {2: "On paper.", 3: "On paper."}, here=True, pattern=PATTERN, ahead={2, 3})
    assert [line.fate for line in lines] == [Fate.SIGNED, Fate.LOST, Fate.LOST]
    assert not any(line.asks for line in lines)


def test_what_somebody_else_says_of_numbers_to_come_moves_nothing() -> None:
    lines = register(SERIES, [one(1)], {2: "Burnt."}, here=True, pattern=PATTERN)
    assert [line.serial for line in lines] == [1]


def test_a_number_told_of_far_above_makes_no_series_jump() -> None:
    assert next_serial([1, 2, 3], {99_999}) == 4
    assert len(register(SERIES, [one(1)], {99_999: "?"}, here=True, pattern=PATTERN)) == 1


FATES = st.sampled_from(sorted(set(Fate) - {Fate.FOREIGN}))


@whatever(
    st.lists(st.tuples(st.integers(-2, 30), st.booleans(), FATES), max_size=25),
    st.dictionaries(st.integers(-2, 30), st.sampled_from(["", "On paper."]), max_size=10),
    st.booleans(),
)
def test_whatever_was_written_no_number_is_left_out_and_the_next_one_is_new(
    written: list[tuple[int, bool, Fate]], told: dict[int, str], here: bool
) -> None:
    every = [one(serial, letter=f"{n:032x}", fate=fate, home=home) for n, (serial, home, fate) in enumerate(written)]
    lines = register(SERIES, every, told, here=here, pattern=PATTERN, ahead=told)
    mine = [serial for serial, home, _fate in written if home and serial > 0]
    following = next_serial(mine, told)
    held = {line.serial for line in lines if line.fate is not Fate.FOREIGN}
    assert held == set(range(1, following))
    assert following > max(mine, default=0)
    assert all(line.reason for line in lines if line.fate in UNACCOUNTED and not line.asks)
