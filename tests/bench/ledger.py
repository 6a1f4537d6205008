"""The ledger: adding an entry, verifying chains from the disk, and merging what was edited apart."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from itertools import cycle, islice
from typing import Any

from fieldcase.model.declare import Room
from fieldcase.model.ledger.entries import Entry, ref
from fieldcase.office.session import Session
from fieldcase.vault.database import transaction
from fieldcase.vault.ledger import SignedHead
from fieldcase.vault.ledger.verifying import ChainWalk
from tests.bench.engines import Engine
from tests.bench.measure import RUNS, Figure, figure, in_turn, often
from tests.bench.stock import WALL, Feed, Stock, opened
from tests.bench.words import Words

GROUP = "ledger"
EACH = 6
"""Changes of one record in a row: what a month of work on a case makes of a letter or an act."""
Slice = tuple[list[Entry], list[SignedHead]]


def measure(stock: Stock, cases: int, merged: int, appended: int) -> Iterator[Figure]:
    """Figures of a vault with so many cases; `merged` entries are merged at a time, a quarter of it in closed rooms."""
    with stock.copy(Engine.KEYED, cases) as keyed, stock.copy(Engine.PLAIN, cases) as plain, ExitStack() as stack:
        ours = stack.enter_context(opened(keyed))
        theirs = stack.enter_context(opened(plain, Engine.PLAIN))
        yield _append(ours, theirs, appended)
        yield from _verify(ours, theirs)
        for each in (EACH, 1):
            yield _merge(ours, theirs, Room.CASE, merged if each > 1 else merged // 4, each)
            yield _merge(ours, theirs, Room.IDENTITY, merged // 4 if each > 1 else merged // 8, each)


def _append(ours: Session, theirs: Session, times: int) -> Figure:
    """One entry written, signed and durable: the ledger alone, without views."""

    def appending(session: Session) -> Callable[[int], object]:
        room = session.vault.rooms.room(f"{session.office}/{Room.CASE}")
        assert room is not None
        ledger, writer, records = room.ledger, session.vault.writer, [key[1] for key in islice(room.ledger.keys(), 400)]

        def append(number: int) -> None:
            with transaction(ledger.connection):
                record = records[number % len(records)]
                ledger.append(writer, "case", record, {"track": f"{number}"}, at=WALL)
                ledger.sign(writer)

        return append

    taken = often({"ours": appending(ours), "theirs": appending(theirs)}, times)
    for session in (ours, theirs):
        session.vault.rooms.forget()
    return figure(
        GROUP,
        "one entry appended, signed and durable",
        taken["ours"],
        count=1,
        unit="entries/s",
        than=taken["theirs"],
        reference=Engine.PLAIN,
        runs=times,
    )


def _verify(ours: Session, theirs: Session) -> Iterator[Figure]:
    """Every link of the case room read and hashed from the disk; then everything, labels, values and signatures too."""

    def walking(session: Session) -> Callable[[], object]:
        room = session.vault.rooms.room(f"{session.office}/{Room.CASE}")
        assert room is not None
        ledger = room.ledger

        def walk() -> None:
            faults = list(ChainWalk(ledger.connection, ledger.shelf.room, ledger.fold.chains.branches).faults(_quiet))
            assert not faults

        return walk

    def checking(session: Session) -> Callable[[], object]:
        room = session.vault.rooms.room(f"{session.office}/{Room.CASE}")
        assert room is not None
        return lambda: list(room.ledger.verify(lambda _done, _of: None))

    room = ours.vault.rooms.room(f"{ours.office}/{Room.CASE}")
    assert room is not None
    count = room.ledger.count()
    for what, making, aim in (
        ("chain verified from disk", walking, 300_000),
        ("all verified: links, labels, values, signatures", checking, 0),
    ):
        taken = in_turn({"ours": making(ours), "theirs": making(theirs)})
        yield figure(
            GROUP,
            what,
            taken["ours"],
            count=count,
            unit="entries/s",
            than=taken["theirs"],
            reference=Engine.PLAIN,
            at_least=aim,
            note=f"{count:,} entries",
        )


def _quiet(_done: int) -> None:
    """Progress that nobody looks at."""


def _merge(ours: Session, theirs: Session, place: Room, size: int, each: int) -> Figure:
    """What a seat changed apart is taken in, where the same fields were changed here: conflicts kept, views shown."""
    acts: dict[str, Callable[[], object]] = {}
    for name, session in (("ours", ours), ("theirs", theirs)):
        room = f"{session.office}/{place}"
        here, there = _edits_apart(session, place, size, each)
        _take(session, room, here)
        acts[name] = partial(_take_next, session, room, iter(there))
    taken = in_turn(acts)
    where = "case room" if place is Room.CASE else "a closed room"
    return figure(
        GROUP,
        f"merged, conflicts kept, views shown: {where}, {each} change{'s' if each > 1 else ''} a record",
        taken["ours"],
        count=size,
        unit="entries/s",
        than=taken["theirs"],
        reference=Engine.PLAIN,
        at_least=(20_000 if place is Room.CASE else 4_000) if each > 1 else 0,
        note=f"{size:,} entries a run, every record in conflict",
    )


def _take(session: Session, room: str, slice_: Slice) -> None:
    with session.vault.taking(room) as taking:
        taking.apply(*slice_)


def _take_next(session: Session, room: str, slices: Iterator[Slice]) -> None:
    _take(session, room, next(slices))


def _edits_apart(session: Session, place: Room, size: int, each: int) -> tuple[Slice, list[Slice]]:
    """Changes of the same records, grown from the same values, by two feeds: all of one, and the other's in runs.

    A run is `size` changes, `each` in a row of every record it concerns, so most replace what the same feed wrote.
    """
    chance = random.Random(f"{place} {each}")
    here, there = Feed(session, place, chance), Feed(session, place, chance)
    room = session.vault.rooms.room(here.room)
    assert room is not None
    words, runs = Words(chance), []
    kinds = ("party",) if place is Room.IDENTITY else ("case", "act", "information")
    keys = [key for key in room.ledger.keys() if key[0] in kinds]  # noqa: SIM118  # no dict
    chance.shuffle(keys)
    states = room.ledger.states(cycle(keys))
    for _run in range(RUNS):
        for state in islice(states, size // each):
            for feed in (here, there):
                stand = {path: [head.ref for head in heads] for path, heads in state.fields.items()}
                for _ in range(each):
                    values = _change(state.kind, words)
                    entry = feed.say(state.kind, state.record, values, {path: stand.get(path, []) for path in values})
                    stand |= {path: [ref(entry.id, at)] for at, path in enumerate(values)}
        runs.append(there.handed_over())
    return here.handed_over(), runs


def _change(kind: str, words: Words) -> dict[str, Any]:
    """Two fields of a record as an officer changes them in a sitting."""
    chance = words.chance
    if kind == "case":
        return {"title_neutral": words.text("en", 6), "track": chance.choice(("normal", "urgent"))}
    if kind == "act":
        return {"place_text": words.name("fr"), "date": f"2025-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}"}
    if kind == "information":
        return {"first_hand": chance.choice(("yes", "no", "unknown")), "credibility": {"level": "2"}}
    return {"safe_hours": words.text("en", 5), "names/1": {"full": words.name("ar"), "script": "Arab", "lang": "ar"}}
