"""Whatever way states came, the views are those of the last ones."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from fieldcase.vault.views.search import search
from fieldcase.vault.views.tables import Views
from tests.unit.vault.views_kinds import (
    HERE,
    MATTER,
    RULES,
    a_matter,
    a_state,
    words,
)

states_of = st.lists(
    st.tuples(
        st.integers(0, 4),
        st.sampled_from(["XKA", "XME", None]),
        st.sampled_from(["", "threat at home", "Доврак", "summons"]),
        st.booleans(),
    ),
    max_size=25,
)


@given(states_of, st.integers(1, 7))
def test_whatever_way_the_states_came_the_views_are_those_of_the_last_ones(
    changes: list[tuple[int, str | None, str, bool]], step: int
) -> None:
    """Refreshed bit by bit, or once from nothing: the same rows, records, totals and finds."""
    states = []
    for number, country, text, hidden in changes:
        state = a_matter(number, country=country, summary__en=words(text)) if text else a_state("matter", number, {})
        state.hidden = hidden
        states.append(state)
    last = {state.record: state for state in states}
    bit_by_bit, at_once = in_memory(), in_memory()
    for at in range(0, len(states), step):
        bit_by_bit.refresh(states[at : at + step])
    at_once.refresh(random.Random(step).sample(list(last.values()), len(last)))
    assert [seen(views) for views in (bit_by_bit, at_once)] == [seen(at_once)] * 2
    assert list(bit_by_bit.differing(last.values())) == []
    assert bit_by_bit.index.sound()
    for views in (bit_by_bit, at_once):
        views.connection.close()


def seen(views: Views) -> tuple[object, ...]:
    found = {word: {hit.id for hit in search(views, word).hits} for word in ("threat", "Доврак", "summons", "овра")}
    return {record: one for record, one in views.all("matter", hidden=True)}, views.total("matter"), found


def in_memory() -> Views:
    """Views on an unencrypted database in memory, with everything else as in a vault."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(":memory:", isolation_level=None)
    connection.execute("ATTACH ':memory:' AS ledger")
    views = Views(connection, (MATTER,), HERE, RULES)
    views.prepare()
    return views
