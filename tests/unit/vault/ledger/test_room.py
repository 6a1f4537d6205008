"""A room on a real file: what is written, taken in, cut into slices, and given up again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from fieldcase.model.ledger.entries import ZERO, natural_id, part, ref, text
from fieldcase.model.ledger.state import Why
from fieldcase.vault.ledger import NoSuchChain, RoomLedger
from fieldcase.vault.ledger.schema import dump
from fieldcase.vault.ledger.verifying import ChainWalk
from tests.unit.model.ledger.vaults import DANGER, LETTER, PERSON, RULES, SEATS
from tests.unit.vault.ledger.rooms import NAME, NOW, Desk, new_file, new_writer

SCHEMA = Path(__file__).parents[4] / "src" / "fieldcase" / "vault" / "ledger" / "schema.sql"


def test_the_schema_is_the_one_that_a_review_sees(tmp_path: Path) -> None:
    connection = new_file(tmp_path / "ledger.db")
    assert dump(connection) == SCHEMA.read_text("utf-8")
    connection.close()


def test_chains_are_walked_along_links_alone_and_entries_looked_up_by_what_names_them(desks: list[Desk]) -> None:
    """Without statistics the engine would rather read a whole room than look up 256 ids."""
    ledger, said = desks[0].ledger, []
    connection = ledger.connection
    desks[0].write(name="one")

    class Listening:
        def __getattr__(self, name: str) -> object:
            return getattr(connection, name)

        def execute(self, sql: str, values: tuple[object, ...] = ()) -> object:
            if sql.startswith("SELECT") and "FROM entry" in sql:
                said.append((sql, [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]))
            return connection.execute(sql, values)

    ledger.shelf.connection = ledger.lines.connection = Listening()  # type: ignore[assignment]
    (head,) = ledger.heads()
    ledger.holds([head.entry] * 300)
    ledger.state(*NAME)
    list(ledger.keys())
    list(ledger.slice(ZERO, head.entry))
    ledger.lacking(head.entry)
    ledger.digest()
    assert len(said) >= 7
    assert [one for one in said if any("entry_chain" in step for step in one[1])] == []
    rows = ChainWalk(Listening(), ledger.shelf.room, ledger.fold.chains.branches)  # type: ignore[arg-type]
    assert list(rows.faults(lambda _done: None)) == []
    assert said[-1][1] == ["SEARCH entry USING COVERING INDEX entry_chain (room=?)"]


def test_a_value_is_written_replaced_and_read_back_by_another_connection(desks: list[Desk]) -> None:
    desk = desks[0]
    first = desk.write(name="one", born="1990")
    second = desk.write(name="two")
    again = RoomLedger(desk.connection, "KAL/case", RULES)
    state = again.state(*NAME)
    assert {path: [head.value for head in heads] for path, heads in state.fields.items()} == {
        "name": ["two"],
        "born": ["1990"],
    }
    assert second.label is not None
    assert second.label.values[0][1] == (ref(first.id, 0),)
    assert (second.label.count, second.link.seq, second.link.prev) == (3, 2, first.id)
    assert again.seat_of(ref(first.id, 1)) == SEATS[0]
    assert again.authors(*NAME, ref(second.id, 0)) == {SEATS[0]}
    assert [one.id for one in again.written(*NAME)] == [first.id, second.id]
    assert all(one.counts and one.seat == SEATS[0] and one.label.wall == NOW for one in again.written(*NAME))


def test_the_first_entry_names_seat_room_and_the_head_before(desks: list[Desk]) -> None:
    desk = desks[0]
    desk.write(name="one")
    (before,) = desk.ledger.heads()
    desk.writer.new_life()
    desk.write(name="two")
    heads = desk.ledger.heads()
    assert len(heads) == 2
    first = next(iter(desk.ledger.slice(ZERO, heads[1].entry)))
    assert text(first.values[0] or b"") == (
        "feed",
        {"seat": SEATS[0].hex(), "room": "KAL/case", "after": before.entry.hex()},
    )
    assert desk.faults() == []
    assert desk.shown() == ["two"]


def test_a_feed_goes_on_after_the_program_was_closed(desks: list[Desk]) -> None:
    desk = desks[0]
    first = desk.write(name="one")
    desk.writer, desk.ledger = new_writer(0, seed=2), RoomLedger(desk.connection, "KAL/case", RULES)
    assert desk.write(name="two").link.prev == first.id


def test_what_was_given_up_is_forgotten(desks: list[Desk]) -> None:
    desk = desks[0]
    desk.connection.execute("BEGIN IMMEDIATE")
    desk.ledger.append(desk.writer, *NAME, {"name": "never"}, at=NOW)
    desk.connection.execute("ROLLBACK")
    desk.ledger.reload()
    assert desk.shown() == []
    desk.write(name="one")
    assert desk.shown() == ["one"]
    assert desk.faults() == []


def test_two_desks_edit_apart_and_a_person_decides(desks: list[Desk]) -> None:
    one, two, three = desks
    one.write(name="start")
    one.send(two)
    one.write(name="here")
    two.write(name="there")
    for desk in (one, two):
        desk.send(three)
    assert sorted(three.shown()) == ["here", "there"]
    three.write(name="decided")
    assert three.shown() == ["decided"]
    three.send(one)
    three.send(two)
    assert one.shown() == two.shown() == ["decided"]
    assert one.ledger.digest() == two.ledger.digest() == three.ledger.digest()
    assert [desk.faults() for desk in desks] == [[], [], []]


def test_taking_the_same_in_again_changes_nothing(desks: list[Desk]) -> None:
    one, two, _ = desks
    one.write(name="one")
    one.send(two)
    before = two.ledger.digest()
    entries = [entry for head in one.ledger.heads() for entry in one.ledger.slice(ZERO, head.entry)]
    changes = two.take(entries, one.ledger.heads())
    assert (changes.new, changes.filled, changes.touched) == (0, 0, frozenset())
    assert two.ledger.digest() == before


def test_a_head_without_its_text_is_not_replaced(desks: list[Desk]) -> None:
    one, two, _ = desks
    entry = one.write(name="withheld")
    (head,) = one.ledger.heads()
    first = next(iter(one.ledger.slice(ZERO, head.entry)))
    two.take([first, part(entry, keep=lambda position: False)], [head])
    assert two.ledger.state(*NAME).fields["?"][0].why == "withheld"
    two.write(name="beside")
    assert two.shown() == ["beside"]
    two.take([entry])
    assert sorted(two.shown()) == ["beside", "withheld"]


def test_restrictive_ghosts_of_the_same_field_are_replaced(desks: list[Desk]) -> None:
    one, two, three = desks
    risk = ("risk", DANGER)
    one.append(*risk, {"risk": {"level": "low"}})
    for desk in (two, three):
        one.send(desk)
    two.append(*risk, {"risk": {"level": "high"}})
    two.send(one)
    root = next(iter(two.ledger.slice(ZERO, two.ledger.heads()[-1].entry)))
    gone = one.append("revocation", natural_id("seat", SEATS[1].hex()), {"revoke": ""}, rests_on=[root.id])
    one.send(three)
    three.append("confirm", b"C" * 16, {"confirm": ""}, rests_on=[gone.id])
    assert three.ledger.state(*risk).level == "high"
    three.append(*risk, {"risk": {"level": "some"}})
    state = three.ledger.state(*risk)
    assert (state.level, state.ghosts) == ("some", [])


def test_erased_bytes_leave_the_file(desks: list[Desk]) -> None:
    one, two, _ = desks
    entry = one.write(name="canary", born="1990")
    value = {"fields": ["name"], "values": {"name": [ref(entry.id, 0).hex()]}}
    asked = one.append("erasure", PERSON, {"erase": value})
    one.send(two)
    two.append("confirm", b"C" * 16, {"confirm": ""}, rests_on=[asked.id])
    two.send(one)
    for desk in (one, two):
        assert desk.shown() == ["erased"]
        assert desk.shown("born") == ["1990"]
        rows = desk.connection.execute("SELECT texts FROM entry WHERE texts IS NOT NULL").fetchall()
        assert not any(b"canary" in texts for (texts,) in rows)
        assert desk.faults() == []
        (mine,) = [head for head in desk.ledger.heads() if head.seat == SEATS[0]]
        assert desk.ledger.lacking(mine.entry) == type(desk.ledger.lacking(mine.entry))((), ())
        desk.take([entry])
        assert desk.shown() == ["erased"]
    one.write(name="anew")
    assert one.shown() == ["anew"]


def test_slices_lead_from_any_entry_to_any_later_one(desks: list[Desk]) -> None:
    desk = desks[0]
    made = [desk.write(name=f"{number}") for number in range(8)]
    first = made[0].link.prev
    assert [entry.id for entry in desk.ledger.slice(first, made[-1].id)] == [entry.id for entry in made]
    assert list(desk.ledger.slice(made[2].id, made[5].id)) == made[3:6]
    assert list(desk.ledger.slice(made[2].id, made[2].id)) == []
    assert desk.ledger.reaches(made[2].id, made[5].id)
    assert desk.ledger.reaches(made[5].id, made[5].id)
    assert not desk.ledger.reaches(made[5].id, made[2].id)
    assert desk.ledger.holds([made[0].id, b"x" * 32]) == {made[0].id}
    assert desk.ledger.entry(made[3].id) == made[3]
    assert desk.ledger.entry(b"x" * 32) is None
    for start, head in [(made[5].id, made[2].id), (b"x" * 32, made[2].id), (ZERO, b"x" * 32)]:
        with pytest.raises(NoSuchChain):
            list(desk.ledger.slice(start, head))


def test_two_rooms_of_one_file_know_nothing_of_each_other(desks: list[Desk]) -> None:
    desk = desks[0]
    office = RoomLedger(desk.connection, "KAL/office", RULES)
    desk.write(name="in the case room")
    desk.connection.execute("BEGIN")
    office.append(desk.writer, *NAME, {"name": "in the office room"}, at=NOW)
    office.sign(desk.writer)
    desk.connection.execute("COMMIT")
    assert desk.shown() == ["in the case room"]
    assert [head.value for head in office.state(*NAME).fields["name"]] == ["in the office room"]
    assert len(desk.ledger.heads()) == len(office.heads()) == 1
    assert desk.faults() == []
    assert list(office.verify(lambda done, of: None)) == []
    assert set(office.keys()) == {NAME, ("feed", office.heads()[0].feed)}


def test_a_decision_in_sql_says_why_it_is_void(desks: list[Desk]) -> None:
    writer, reviewer, _ = desks
    letter = ("letter", LETTER)
    text_ = writer.append(*letter, {"text/en": "first"})
    writer.send(reviewer)
    record = natural_id("transition", "letter", LETTER.hex())
    value = {"machine": "letter", "record": LETTER.hex(), "to": "approved"}
    reviewer.append("transition", record, {"status": value}, rests_on=[ref(text_.id, 0)])
    assert reviewer.ledger.state("transition", record).status == "approved"
    writer.append(*letter, {"text/fr": "nouveau"})
    writer.send(reviewer)
    state = reviewer.ledger.state("transition", record)
    assert (state.status, [void.why for void in state.void]) == ("open", [Why.ADDED])
    assert reviewer.ledger.kinds(LETTER) == [letter]


def test_a_transition_that_came_before_its_ground_is_touched_when_it_comes(desks: list[Desk]) -> None:
    writer, reviewer, third = desks
    made = writer.append("letter", LETTER, {"text/en": "first"})
    record = natural_id("transition", "letter", LETTER.hex())
    value = {"machine": "letter", "record": LETTER.hex(), "to": "approved"}
    reviewer.append("transition", record, {"status": value}, rests_on=[ref(made.id, 0)])
    reviewer.send(third)
    third.ledger = RoomLedger(third.connection, "KAL/case", RULES)
    assert third.ledger.state("transition", record).status == "open"
    entries = list(writer.ledger.slice(ZERO, made.id))
    assert ("transition", record) in third.take(entries, writer.ledger.heads()).touched
    assert third.ledger.state("transition", record).status == "approved"


@pytest.mark.security
def test_nothing_that_is_printed_by_mistake_says_what_stands_in_a_value(desks: list[Desk]) -> None:
    desk = desks[0]
    entry = desk.write(name="canary")
    held = desk.ledger.shelf.find([entry.id])[entry.id]
    written = desk.ledger.written(*NAME)
    state = desk.ledger.state(*NAME)
    for thing in (
        entry,
        held,
        written,
        state,
        desk.ledger.slice(ZERO, entry.id),
        desk.ledger.shelf.entries([entry.id]),
    ):
        assert "canary" not in repr(thing)


@pytest.mark.parametrize("clock", [-(2**70), -1, 2**70])
def test_a_clock_beyond_every_calendar_stops_nobody(desks: list[Desk], clock: int) -> None:
    entry = desks[0].write(name="one", at=clock)
    assert entry.label is not None
    assert datetime.fromtimestamp(entry.label.wall / 1000, UTC).year in (1970, 9999)


def test_what_is_lacking_of_an_entry_that_is_held_in_part_is_said_by_position(desks: list[Desk]) -> None:
    one, two, _ = desks
    entry = one.write(name="first", born="1990", gender="woman")
    later = one.write(name="second")
    one_head = one.ledger.heads()
    cut = [part(each, keep=lambda at: at == 1) for each in one.ledger.slice(ZERO, later.id)]
    with two.connection:
        two.ledger.apply(cut, one_head)
    (head,) = [head for head in two.ledger.heads() if head.entry == later.id]
    lacking = two.ledger.lacking(head.entry)
    assert lacking.values == ((entry.link.seq, later.link.seq),)
    assert lacking.partly == ((entry.link.seq, 0), (entry.link.seq, 2))
    two.take([entry])
    assert two.ledger.lacking(head.entry).partly == ()
