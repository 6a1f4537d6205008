"""A register asked whom a text may mean: it may name too many, never too few."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fieldcase.documents.folding import fold, letters_of
from fieldcase.documents.names import NameOnRecord, PersonOnRecord, find_names
from fieldcase.documents.register import Register

WORDS = (
    "Ilena",
    "Dovrak",
    "al-Haddad",
    "Марина",
    "Петрова",
    "ليلى",
    "حدّاد",
    "王",
    "小明",
    "de",
    "Vos",
    "Müller",
    "D’Arcy",
)
PLAIN = ("The Office", "is concerned", "meeting", "ilena.d@example.org", "+999 55 0101 22", "Dovraks", "Петровой", "،")

names = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)
people = st.lists(
    st.builds(
        PersonOnRecord,
        party=st.integers(0, 9).map(lambda n: f"P-{n}"),
        names=st.lists(st.builds(NameOnRecord, full=names, given=st.sampled_from(WORDS)), max_size=2).map(tuple),
        aliases=st.lists(names, max_size=1).map(tuple),
        contacts=st.lists(st.just("ilena.d@example.org"), max_size=1).map(tuple),
        numbers=st.lists(st.just("+99955010122"), max_size=1).map(tuple),
    ),
    max_size=6,
    unique_by=lambda one: one.party,
)
texts = st.lists(st.sampled_from((*WORDS, *PLAIN)), max_size=12).map(" ".join)


@given(people, st.lists(texts, max_size=3))
def test_nobody_is_found_in_a_text_whom_the_register_did_not_name(known: list[PersonOnRecord], read: list[str]) -> None:
    among = {one.party for one in Register(known).among(read)}
    for text in read:
        assert {hit.party for hit in find_names(text, known)} <= among


def test_a_register_leaves_out_those_of_whom_nothing_stands_there() -> None:
    known = [
        PersonOnRecord(party="P-1", names=(NameOnRecord(full="Ilena Dovrak"),)),
        PersonOnRecord(party="P-2", names=(NameOnRecord(full="Bogdan Vantar"),)),
    ]
    assert [one.party for one in Register(known).among(["Mr VANTAR was there"])] == ["P-2"]


def test_names_shorter_than_what_is_looked_up_first_are_found() -> None:
    known = [PersonOnRecord(party="P-1", names=(NameOnRecord(full="王小明"),), aliases=("Lu",))]
    assert Register(known).among(["said 王小明 yesterday"])
    assert Register([PersonOnRecord(party="P-2", names=(NameOnRecord(full="Ana"),))]).find("Then Ana left.")


@given(people, texts)
def test_a_register_finds_what_the_check_of_names_finds(known: list[PersonOnRecord], read: str) -> None:
    assert set(Register(known).find(read)) == set(find_names(read, known))


@given(st.text())
def test_letters_alone_are_those_that_folding_leaves(text: str) -> None:
    assert letters_of(text) == fold(text).letters
