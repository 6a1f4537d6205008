"""Search: what is found in any script, how it is ranked and shown, and that nothing typed makes it fail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fieldcase.model.declare import Room
from fieldcase.vault.database import open_database
from fieldcase.vault.views.search import Found, Snippet, pattern, search, terms_of
from fieldcase.vault.views.tables import Views
from fieldcase.vault.views.texts import fold, place_keeping, tokens
from tests.unit.vault.views_kinds import KINDS, a_matter, a_state, an_id, words

TEXTS = {
    1: "The journalist was summoned after she spoke with the Special Rapporteur.",
    2: "Menaces proférées par téléphone après l'entretien à Genève.",
    3: "Угрозы после встречи с Докладчиком; Йозеф был задержан.",
    4: "استُدعي المحامي إلى مركز الشرطة بعد لقائه بالوفد، وبالمدرسة أيضاً",
    5: "人权捍卫者张三在会见代表团后被传唤。",
    6: "Threat, threat and threat again: summoned twice.",
    7: "Le père d'Ilena a reçu une convocation; summoned.",
}


@pytest.fixture(scope="module")
def views(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Views]:
    path: Path = tmp_path_factory.mktemp("search") / "ledger.db"
    connection = open_database(path, bytes(range(32)), vault=bytes(16), create=True)
    views = Views(connection, KINDS, (Room.CASE, Room.IDENTITY))
    views.prepare()
    views.refresh(a_matter(n, summary__en=words(text)) for n, text in TEXTS.items())
    views.refresh(
        [
            a_matter(20, names__a={"full": "Ilena Dovrak"}, place="Sarn Vallo", title__en=words("Summoned")),
            a_matter(21, names__a={"full": "Жанна Доврак"}, names__b={"full": "王小明"}),
            a_matter(22, names__a={"full": "عبد الرحمٰن الكالندري", "lang": "hiddenword"}),
            a_state("note", 30, {"case": an_id(1), "text": "She was summoned again. " + "x " * 400}),
        ]
    )
    yield views
    connection.close()


def found(views: Views, typed: str, **more: object) -> set[int]:
    return {int(hit.id, 16) for hit in search(views, typed, **more).hits}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("journalist", {1}),
        ("JOURNALIST rapporteur", {1}),
        ("journalist Genève", set()),
        ("geneve", {2}),
        ("GENÈVE", {2}),
        ("gene\u0300ve", {2}),
        ("proferees telephone", {2}),
        ("угрозы", {3}),
        ("йозеф", {3}),
        ("иозеф", {3}),
        ("المحامي", {4}),
        ("محامي", {4}),
        ("مدرسة", {4}),
        ("استدعي", {4}),
        ("张三", {5}),
        ("传唤", {5}),
        ("人权捍卫者 代表团", {5}),
        ("三张", set()),
        ("王小明", {21}),
        ("小明", {21}),
        ("Доврак", {21}),
        ("ovra", {20}),
        ("Ilena", {7, 20}),
        ("sarn vallo", {20}),
        ("الكالندري", {22}),
        ("الرحمن", {22}),
        ("hiddenword", set()),
        ("KAL/03-0006", {6}),
        ("03-0006", {6}),
        ('"special rapporteur"', {1}),
        ('"rapporteur special"', set()),
        ("«special rapporteur»", {1}),
        ("summon*", {1, 6, 7, 20, 30}),
        ("summoned -threat", {1, 7, 20, 30}),
        ("summoned -journalist -threat -again -convocation", {20}),
        ('summoned -"special rapporteur"', {6, 7, 20, 30}),
        ("sum", set()),
        ("-threat", set()),
        ("", set()),
        ("   ", set()),
        ('"', set()),
    ],
)
def test_what_is_found(views: Views, typed: str, expected: set[int]) -> None:
    assert found(views, typed) == expected


def test_while_typing_the_last_word_may_be_unfinished(views: Views) -> None:
    assert found(views, "jour", typing=True) == {1}
    assert found(views, "jour ", typing=True) == set()
    assert found(views, "journalist rapp", typing=True) == {1}


def test_words_and_pieces_of_words_may_be_mixed(views: Views) -> None:
    assert found(views, "ovra summoned") == {20}
    assert found(views, "ovra summoned -vallo") == set()
    assert found(views, "ovra journalist") == set()


def test_the_weightier_field_ranks_higher(views: Views) -> None:
    hits = search(views, "summoned").hits
    assert int(hits[0].id, 16) == 20  # in the title
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_kinds_limit_and_case(views: Views) -> None:
    assert found(views, "summoned", kinds=["note"]) == {30}
    assert found(views, "summoned", kinds=["note", "absent"]) == {30}
    assert found(views, "summoned", kinds=[]) == set()
    assert found(views, "ovra", kinds=["note"]) == set()
    assert search(views, "summoned", limit=2).more
    assert len(search(views, "summoned", limit=2).hits) == 2
    assert not search(views, "summoned", limit=5).more
    assert search(views, "summoned", limit=0) == Found()
    assert [hit.case for hit in search(views, "again", kinds=["note"]).hits] == [an_id(1)]


def marked(snippet: Snippet | None) -> list[str]:
    assert snippet is not None
    return [snippet.text[start:end] for start, end in snippet.spans]


@pytest.mark.parametrize(
    ("typed", "marks"),
    [
        ("geneve telephone", ["téléphone", "Genève"]),
        ("threat", ["Threat", "threat", "threat"]),
        ("استدعي", ["استُدعي"]),
        ("مدرسة", ["مدرسة"]),
        ("张三", ["张三"]),
        ("йозеф", ["Йозеф"]),
        ('"special rapporteur"', ["Special Rapporteur"]),
        ("ovra", ["ovra"]),
        ("Доврак", ["Доврак"]),
        ("KAL/03-0006", ["KAL/03-0006"]),
        ("summon* -threat -convocation -again -title -journalist", ["Summoned"]),
    ],
)
def test_the_words_found_are_marked_in_the_text_as_it_was_written(views: Views, typed: str, marks: list[str]) -> None:
    assert marked(search(views, typed).hits[0].snippet) == marks


def test_a_long_text_is_cut_at_spaces_around_what_was_found(views: Views) -> None:
    before, after = "alpha beta " * 60, " gamma delta" * 60
    views.refresh([a_matter(50, summary__en=words(f"{before}cornerstone{after}"))])
    snippet = search(views, "cornerstone").hits[0].snippet
    assert snippet is not None
    assert snippet.field == "summary"
    assert marked(snippet) == ["cornerstone"]
    assert len(snippet.text) <= 170
    assert snippet.text.split()[0] in ("alpha", "beta")
    assert snippet.text.split()[-1] in ("gamma", "delta")


def test_a_changed_text_is_found_by_its_new_words_only(views: Views) -> None:
    views.refresh([a_matter(51, summary__en=words("blue harbour"), place="Old Quay")])
    views.refresh([a_matter(51, summary__en=words("green harbour"), place="New Quay")])
    assert found(views, "blue") == set()
    assert found(views, "green harbour") == {51}
    assert found(views, "old quay") == set()
    assert views.index.sound()


@pytest.mark.security
@given(
    st.one_of(
        st.text(max_size=60),
        st.lists(
            st.sampled_from(
                ['"', "'", "*", "^", "(", ")", ":", "-", "+", "AND", "OR", "NOT", "NEAR(", "w12:", "{", "}", "\0", "ab"]
            ),
            max_size=12,
        ).map(" ".join),
    )
)
def test_nothing_typed_makes_it_fail(views: Views, typed: str) -> None:
    search(views, typed, typing=True)
    for term in terms_of(typed):
        pattern(term)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40))
def test_folding_keeps_places_and_is_stable(text: str) -> None:
    assert len(place_keeping(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_folding_here_and_in_the_index_are_one() -> None:
    """Every letter that is handed to the index as it is, is folded there as it is folded here."""
    import sqlite3

    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE f USING fts5(a, tokenize='unicode61 remove_diacritics 2')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(f, instance)")
    letters = [chr(code) for code in range(0x80, 0x10000) if chr(code).isalnum() and tokens(chr(code)) == chr(code)]
    assert len(letters) > 500
    for at, one in enumerate(letters):
        connection.execute("INSERT INTO f (rowid, a) VALUES (?, ?)", (2 * at, f"x{one}x"))
        connection.execute("INSERT INTO f (rowid, a) VALUES (?, ?)", (2 * at + 1, fold(f"x{one}x")))
    terms: dict[int, list[str]] = {}
    for term, row in connection.execute("SELECT term, doc FROM v"):
        terms.setdefault(row, []).append(term)
    connection.close()
    assert [one for at, one in enumerate(letters) if terms.get(2 * at) != terms.get(2 * at + 1)] == []


def test_very_many_words_are_read_up_to_a_limit() -> None:
    assert len(terms_of("word " * 500)) == 12


def test_a_beginning_of_two_letters_is_not_searched_for_while_typing() -> None:
    assert not terms_of("jo", typing=True)[0].begins
    assert terms_of("jou", typing=True)[0].begins
    assert terms_of("до", typing=True)[0].begins
    assert terms_of("jo*")[0].begins
