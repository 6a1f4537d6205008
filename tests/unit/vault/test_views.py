"""Views: the tables follow the states and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import pytest

from fieldcase.model.declare import Field, Room, Type, describe
from fieldcase.model.kinds import KINDS as DECLARED
from fieldcase.model.refusal import UnknownField
from fieldcase.vault.database import Connection, open_database, transaction
from fieldcase.vault.views.layout import FILES, layouts, schema
from fieldcase.vault.views.search import search
from fieldcase.vault.views.tables import Views
from tests.traces import any_trace
from tests.unit.vault.views_kinds import (
    ACCORD,
    HERE,
    KINDS,
    NOTE,
    RULES,
    Matter,
    a_matter,
    a_state,
    an_id,
    heads,
    words,
)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    connection = open_database(tmp_path / "ledger.db", bytes(range(32)), vault=bytes(16), create=True)
    yield connection
    connection.close()


@pytest.fixture
def views(connection: Connection) -> Views:
    views = Views(connection, KINDS, HERE, RULES)
    views.prepare()
    return views


def stands(views: Views, number: int, kind: str = "matter") -> dict[str, object]:
    row = views.connection.execute(f'SELECT * FROM view_{kind} WHERE "_id" = ?', (an_id(number),))
    names = [column[0] for column in row.description]
    return dict(zip(names, row.fetchone(), strict=True))


def test_a_row_holds_the_listed_fields_of_this_files_rooms(views: Views) -> None:
    views.refresh(
        [
            a_matter(
                7,
                title__fr=words("Convocation après un entretien"),
                title__en=words("Summons after an interview", original=True),
                happened="2025-03~",
                people=12,
                profiles__journalist="journalist",
                profiles__lawyer="lawyer",
                place="Sarn Vallo",
                summary__en=words("Long text " * 50),
            )
        ]
    )
    row = stands(views, 7)
    assert row["title"] == "Summons after an interview"
    assert (row["happened"], row["happened_days"]) == ("2025-03~", "2025-03-01/2025-03-31")
    assert (row["people"], row["profiles"], row["country"]) == (12, " journalist lawyer ", None)
    assert "place" not in row
    assert "summary" not in row


def test_the_same_record_in_another_room_has_its_own_file_and_columns(connection: Connection) -> None:
    closed = Views(connection, KINDS, (Room.IDENTITY,), RULES)
    assert closed.prepare() == ("matter",)
    alias = {"full": "Ilena Dovrak", "lang": "en"}
    closed.refresh([a_matter(7, names__a=alias, names__b={"full": "И. Доврак"}, place="Sarn Vallo")])
    row = stands(closed, 7)
    assert row["names"] == "Ilena Dovrak; И. Доврак"
    assert "number" not in row


def test_a_case_inside_a_decided_group_is_found_and_a_level_that_cannot_be_read_lists_as_the_strictest(
    views: Views,
) -> None:
    given = {"party": an_id(3), "level": "named", "case": an_id(7)}
    views.refresh([a_state("accord", 1, {"given": given}, level="named")])
    assert stands(views, 1, "accord") == {
        "n": stands(views, 1, "accord")["n"],
        "_id": an_id(1),
        "_hidden": 0,
        "_marks": 0,
        "party": an_id(3),
        "level": "named",
        "_case": an_id(7),
    }
    views.refresh([a_state("accord", 1, {"given": heads(given, {**given, "level": "coded"})}, level="none")])
    assert stands(views, 1, "accord")["level"] == "none"
    assert [record for record, _ in views.all("accord", case=an_id(7))] == [an_id(1)]
    assert list(views.all("accord", case=an_id(8))) == []
    assert [record for record, _ in views.all("accord", where={"party": an_id(3), "level": "none"})] == [an_id(1)]
    assert list(views.all("accord", where={"party": an_id(4)})) == []
    with pytest.raises(UnknownField):
        list(views.all("accord", where={"limits": "x"}))


def test_refreshing_twice_changes_nothing_and_a_change_changes_one_record(views: Views) -> None:
    states = [a_matter(number) for number in range(1200)]
    assert views.refresh(states) == 1200
    assert views.refresh(states) == 0
    assert views.refresh([*states[:5], a_matter(5, country="XKA")]) == 1
    assert views.total("matter") == 1200


def test_what_is_empty_again_leaves_the_views(views: Views) -> None:
    views.refresh([a_matter(1, summary__en=words("harassment"))])
    views.refresh([a_state("matter", 1, {}), a_state("matter", 2, {})])
    assert views.get("matter", an_id(1)) is None
    assert views.total("matter") == 0
    assert search(views, "harassment").hits == ()


def test_a_hidden_record_is_neither_counted_nor_found_until_it_comes_back(views: Views) -> None:
    views.refresh([a_matter(1, summary__en=words("harassment")), a_matter(2)])
    hidden = a_matter(1, summary__en=words("harassment"))
    hidden.hidden = True
    views.refresh([hidden])
    assert views.total("matter") == 1
    assert search(views, "harassment").hits == ()
    assert [record for record, _ in views.all("matter")] == [an_id(2)]
    assert len(list(views.all("matter", hidden=True))) == 2
    views.refresh([a_matter(1, summary__en=words("harassment"))])
    assert views.total("matter") == 2
    assert len(search(views, "harassment").hits) == 1


def test_unknown_kinds_are_left_alone(views: Views) -> None:
    assert views.refresh([a_state("novelty", 1, {"a": 1}), a_state("deletion", 1, {"deleted": True})]) == 0
    assert views.get("novelty", an_id(1)) is None
    assert list(views.all("novelty")) == []
    assert views.total("novelty") == 0


def test_the_status_of_a_transition_is_kept_by_machine_and_record(views: Views) -> None:
    def transition(to: str, status: str) -> None:
        said = {"machine": "letter", "record": an_id(4), "to": to}
        views.refresh([a_state("transition", 9, {"status": said}, status=status)])

    transition("approved", "approved")
    assert views.status("letter", an_id(4)) == "approved"
    transition("approved", "open")
    assert views.status("letter", an_id(4)) == "open"
    assert views.status("verification", an_id(4)) is None


class TestRebuilding:
    def test_nothing_is_rebuilt_while_declarations_stay(self, connection: Connection, views: Views) -> None:
        views.refresh([a_matter(1)])
        assert Views(connection, KINDS, HERE, RULES).prepare() == ()

    def test_only_the_kind_whose_declaration_changed_is_emptied(self, connection: Connection, views: Views) -> None:
        states = [a_matter(1, summary__en=words("harassment"))]
        views.refresh([*states, a_state("note", 2, {"case": an_id(1), "text": "summons and threat"})])

        class Longer(Matter, frozen=True, kw_only=True):
            channel: Annotated[str, Field("Channel", Type.CODE, listed=True)] = ""

        longer = describe(Longer, "matter", "Matter", "Matters", "With one more field.")
        again = Views(connection, (longer, ACCORD, NOTE), HERE, RULES)
        assert again.prepare() == ("matter",)
        assert again.total("matter") == 0
        assert search(again, "harassment").hits == ()
        assert [hit.kind for hit in search(again, "threat").hits] == ["note"]
        again.refresh(states)
        assert len(search(again, "harassment").hits) == 1
        assert "channel" in stands(again, 1)

    def test_all_can_be_built_anew(self, connection: Connection, views: Views) -> None:
        said = {"machine": "letter", "record": an_id(4), "to": "sent"}
        states = [a_matter(number, summary__en=words(f"threat {number}")) for number in range(20)]
        states.append(a_state("transition", 9, {"status": said}, status="sent"))
        views.refresh(states)
        before = dump(views)
        connection.execute("DELETE FROM view_matter WHERE n % 3 = 0")
        connection.execute("UPDATE statuses SET status = 'open'")
        asked: list[frozenset[str]] = []
        views.rebuild(lambda kinds: asked.append(kinds) or states)  # type: ignore[func-returns-value]
        assert asked == [frozenset({"matter", "accord", "note", "transition"})]
        assert dump(views) == before
        assert views.total("matter") == 20
        assert len(search(views, "threat").hits) == 20

    def test_emptying_and_filling_are_one(self, connection: Connection, views: Views) -> None:
        """Killed in between, the next opening must find the old view and not an empty one that looks right."""
        states = [a_matter(1, summary__en=words("threat"))]
        views.refresh(states)
        connection.execute("UPDATE kinds SET hash = 'of an older program' WHERE kind = 'matter'")

        def fail(kinds: frozenset[str]) -> Iterator[object]:
            assert kinds == {"matter"}
            yield from raising()

        with pytest.raises(KeyError):
            Views(connection, KINDS, HERE, RULES).prepare(fail)  # type: ignore[arg-type]
        again = Views(connection, KINDS, HERE, RULES)
        assert again.prepare(lambda kinds: states) == ("matter",)
        assert again.total("matter") == 1
        assert len(search(again, "threat").hits) == 1
        assert Views(connection, KINDS, HERE, RULES).prepare(fail) == ()  # type: ignore[arg-type]

    def test_a_failed_transaction_leaves_the_views_as_they_were(self, connection: Connection, views: Views) -> None:
        with transaction(connection):
            views.refresh([a_matter(1)])
        with pytest.raises(KeyError), transaction(connection):
            views.refresh([a_matter(1, country="XKA"), a_matter(2), *raising()])
        assert list(views.differing([a_matter(1)])) == []
        assert views.total("matter") == 1


def raising() -> Iterator[object]:
    raise KeyError
    yield


def dump(views: Views) -> dict[str, list[tuple[object, ...]]]:
    tables = ["records", "view_matter", "view_accord", "view_note", "statuses"]
    return {table: views.connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables}


def test_a_view_that_says_otherwise_than_the_ledger_is_noticed(connection: Connection, views: Views) -> None:
    said = {"machine": "letter", "record": an_id(1), "to": "sent"}
    states = [a_matter(number) for number in range(6)]
    states.append(a_state("transition", 9, {"status": said}, status="sent"))
    views.refresh(states)
    assert list(views.differing(states)) == []
    connection.execute("UPDATE view_matter SET country = 'XME' WHERE _id = ?", (an_id(2),))
    connection.execute(
        "UPDATE records SET shown = '{}' WHERE n = (SELECT n FROM view_matter WHERE _id = ?)", (an_id(3),)
    )
    connection.execute("DELETE FROM view_matter WHERE _id = ?", (an_id(4),))
    connection.execute("UPDATE statuses SET status = 'open'")
    found = list(views.differing(states))
    assert found == [("matter", an_id(2)), ("matter", an_id(3)), ("matter", an_id(4)), ("transition", an_id(9))]
    assert list(views.differing([a_state("novelty", 1, {"a": 1})])) == []


def test_a_word_is_kept_about_what_the_views_show(views: Views) -> None:
    assert views.noted("heads") is None
    views.note("heads", "a")
    views.note("heads", "b")
    assert views.noted("heads") == "b"


@pytest.mark.security
def test_in_a_closed_room_what_was_replaced_leaves_the_index_and_the_tables(connection: Connection) -> None:
    closed = Views(connection, KINDS, (Room.IDENTITY,), RULES)
    closed.prepare()
    closed.refresh([a_matter(n, place=f"Dovrakcanary{n} at home") for n in range(50)])
    assert any_trace(connection, "dovrakcanary")
    closed.refresh([a_matter(n, place="[erased]") for n in range(50)])
    assert not any_trace(connection, "dovrakcanary")


@pytest.mark.security
def test_in_a_closed_room_a_large_change_leaves_nothing_of_the_old_words_either(connection: Connection) -> None:
    closed = Views(connection, KINDS, (Room.IDENTITY,), RULES)
    closed.prepare()
    long = "threat summons " * 400
    closed.refresh([a_matter(n, place=f"Dovrakcanary{n} {long}") for n in range(60)])
    assert any_trace(connection, "dovrakcanary")
    closed.refresh([a_matter(n, place=long) for n in range(60)])
    assert not any_trace(connection, "dovrakcanary")
    assert connection.execute("SELECT v FROM words_config WHERE k = 'secure-delete'").fetchone() == (1,)
    assert len(search(closed, "summons", limit=100).hits) == 60


@pytest.mark.security
def test_where_codes_stand_an_erasure_takes_what_was_replaced_long_before_too(
    connection: Connection, views: Views
) -> None:
    said = [f"Dovrakcanary{n} told us" for n in range(50)]
    views.refresh([a_matter(n, summary__en=words(said[n]), title__ar=words("إلينادوفراك")) for n in range(50)])
    for round_ in range(2):
        views.refresh([a_matter(n, summary__en=words(f"round {round_}")) for n in range(50)])
    views.forget()
    assert any_trace(connection, "dovrakcanary")  # nothing was erased: as in the ledger's own entries
    views.owe()
    views.forget()
    assert not any_trace(connection, "dovrakcanary")
    assert not any_trace(connection, "دوفراك")
    assert views.index.sound()
    assert len(search(views, "round", limit=100).hits) == 50


def erase_and_fail(views: Views) -> None:
    views.refresh([a_matter(1)])
    views.owe()
    views.forget()
    list(raising())


@pytest.mark.security
def test_an_erasure_given_up_is_still_owed_nothing(connection: Connection, views: Views) -> None:
    views.refresh([a_matter(1, summary__en=words("Dovrakcanary told us"))])
    with pytest.raises(KeyError), transaction(connection):
        erase_and_fail(views)
    assert len(search(views, "dovrakcanary").hits) == 1
    assert views.index.sound()


class TestSchema:
    def test_it_is_what_prepare_makes(self, connection: Connection, views: Views) -> None:
        made = {sql for (sql,) in connection.execute("SELECT sql FROM ledger.sqlite_master WHERE sql IS NOT NULL")}
        for layout in layouts(KINDS, HERE).values():
            for statement in layout.sql().replace("ledger.", "").rstrip(";").split(";\n"):
                assert statement in made

    def test_a_kind_without_fields_in_the_rooms_has_no_table(self) -> None:
        assert list(layouts(KINDS, (Room.IDENTITY,))) == ["matter"]
        assert list(layouts(KINDS, (Room.LOG,))) == []

    def test_the_one_checked_in_is_made_of_the_declarations(self) -> None:
        import fieldcase.vault.views as package

        checked_in = Path(package.__file__).with_name("schema.sql")
        if checked_in.read_text("utf-8") != (made := schema(DECLARED.values())):
            checked_in.with_name("schema.sql").write_text(made, "utf-8")
            pytest.fail(
                "schema.sql was not what the declarations make; it has been written anew: look at it and commit"
            )

    def test_no_two_columns_of_a_kind_share_a_name(self) -> None:
        for rooms in FILES.values():
            for layout in layouts(DECLARED.values(), rooms).values():
                assert len(set(layout.names)) == len(layout.names), layout.kind.name

    def test_every_declared_kind_can_be_laid_out_in_every_file(self, tmp_path: Path) -> None:
        shown_in = set()
        for file, rooms in FILES.items():
            connection = open_database(tmp_path / f"{file}.db", bytes(range(32)), vault=bytes(16), create=True)
            made = Views(connection, DECLARED.values(), rooms)
            shown_in |= set(made.prepare())
            assert made.prepare() == ()
            connection.close()
        assert shown_in == {name for name, kind in DECLARED.items() if not all(p.field.computed for p in kind.parts)}
