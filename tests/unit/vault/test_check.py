"""The check: whatever is altered is named in a sentence, and nothing ends it early."""

from __future__ import annotations

import io
import os
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from fieldcase.model.declare import Room
from fieldcase.model.ledger.state import RecordState
from fieldcase.vault import check
from fieldcase.vault.database import (
    Connection,
    DatabaseDamaged,
    DatabaseUnreadable,
    close_database,
    open_database,
    transaction,
)
from fieldcase.vault.faults import Fault, Progress
from fieldcase.vault.keys import slots
from fieldcase.vault.keys.keyring import SeatKeys
from fieldcase.vault.objects import Objects
from fieldcase.vault.views.tables import Views
from tests.unit.vault.views_kinds import KINDS, a_matter, words

KEY, VAULT = bytes(range(32)), bytes(range(16))
STATES = [a_matter(n, summary__en=words(f"threat number {n} " * 30)) for n in range(120)]


class AVault:
    """A folder with slots, a database with views, and two evidence files."""

    def __init__(self, folder: Path) -> None:
        keys = SeatKeys(vault=VAULT, training=True, seat=os.urandom(32), databases={"ledger": KEY}, identities={})
        self.slots, self.path = folder / "slots", folder / "ledger.db"
        slots.create_slots(self.slots, keys, "right", cost=slots.Cost(memory=8, passes=1, lanes=1))
        self.objects = Objects(folder / "objects")
        self.named = [self.objects.add(io.BytesIO(b"x" * 20_000), 20_000).object for _ in range(2)]
        connection = open_database(self.path, KEY, vault=VAULT, create=True)
        views = self.views(connection)
        with transaction(connection):
            views.refresh(STATES)
        close_database(connection, self.path.name)

    def views(self, connection: Connection) -> Views:
        views = Views(connection, KINDS, (Room.CASE,))
        views.prepare()
        return views

    def check(self, states: Iterable[RecordState] = STATES, progress: object = None) -> tuple[Fault, ...]:
        connection = open_database(self.path, KEY, vault=VAULT)
        try:
            steps = [
                check.slot_file(self.slots),
                check.database_file(connection, self.path.name),
                check.views_of(lambda: self.views(connection), lambda: states, len(STATES), self.path.name),
                check.evidence(self.objects, self.named),
            ]
            return check.run(steps, progress)  # type: ignore[arg-type]
        finally:
            connection.close()


@pytest.fixture
def vault(tmp_path: Path) -> AVault:
    return AVault(tmp_path)


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << (at % 8)
    path.write_bytes(data)


def test_a_sound_vault_has_no_faults_and_progress_names_each_step(vault: AVault) -> None:
    heard: list[tuple[str, int, int]] = []
    assert vault.check(progress=lambda where, done, of: heard.append((where, done, of))) == ()
    assert list(dict.fromkeys(where for where, _, _ in heard)) == ["slots", "ledger.db", "objects"]
    assert all(done <= of for _, done, of in heard)


@pytest.mark.security
def test_a_flipped_bit_in_the_slots_is_named(vault: AVault) -> None:
    flip(vault.slots, 40_000)
    assert [fault.where for fault in vault.check()] == ["slots"]
    vault.slots.unlink()
    (fault,) = vault.check()
    assert "missing" in fault.sentence


@pytest.mark.security
def test_a_flipped_bit_in_an_evidence_file_is_named_and_a_missing_one_too(vault: AVault) -> None:
    one, two = vault.named
    flip(vault.objects.path(one), 5000)
    vault.objects.remove(two)
    faults = vault.check()
    assert [fault.where[-64:] for fault in faults] == [one, two]
    assert all(fault.way_out for fault in faults)


def each_flip_of_the_database(vault: AVault, count: int) -> None:
    good = vault.path.read_bytes()
    for at in random.Random(6).sample(range(len(good)), count):
        vault.path.write_bytes(good)
        flip(vault.path, at)
        try:
            faults = vault.check()
        except (DatabaseUnreadable, DatabaseDamaged):
            assert at // 4096 < 2  # where the key and the file's name are proven: the refusal itself names the file
            continue
        assert faults[0].where == f"ledger.db, page {at // 4096 + 1}"
        assert all(fault.sentence for fault in faults)


@pytest.mark.security
def test_a_flipped_bit_anywhere_in_the_database_is_refused_or_its_page_named(vault: AVault) -> None:
    each_flip_of_the_database(vault, 60)


@pytest.mark.fault
def test_a_flipped_bit_at_many_places_of_the_database(vault: AVault) -> None:
    each_flip_of_the_database(vault, 600)


@pytest.mark.security
def test_an_old_page_of_a_view_put_back_is_named(vault: AVault) -> None:
    old = vault.path.read_bytes()
    changed_states = [a_matter(n, country="XKA", summary__en=words(f"threat number {n} " * 30)) for n in range(120)]
    connection = open_database(vault.path, KEY, vault=VAULT)
    with transaction(connection):
        vault.views(connection).refresh(changed_states)
    close_database(connection, vault.path.name)
    new = vault.path.read_bytes()
    assert vault.check(changed_states) == ()
    places = [at for at in range(4096, min(len(old), len(new)), 4096) if new[at : at + 4096] != old[at : at + 4096]]
    assert places
    for at in places:
        vault.path.write_bytes(new[:at] + old[at : at + 4096] + new[at + 4096 :])
        faults = vault.check(changed_states)
        assert faults, f"page {at // 4096 + 1}"


def test_a_view_that_differs_is_named_by_record(vault: AVault) -> None:
    connection = open_database(vault.path, KEY, vault=VAULT)
    connection.execute("UPDATE view_matter SET number = 'x' WHERE n = (SELECT min(n) FROM view_matter)")
    close_database(connection, vault.path.name)
    (fault,) = vault.check()
    assert fault.where == f"matter {STATES[0].record.hex()}"


def test_a_damaged_search_is_named_and_the_check_goes_on(vault: AVault) -> None:
    connection = open_database(vault.path, KEY, vault=VAULT)
    connection.execute("UPDATE words_data SET block = x'00' WHERE id > 100")
    close_database(connection, vault.path.name)
    vault.objects.remove(vault.named[0])
    found = [fault.where for fault in vault.check()]
    assert found[-1].endswith(vault.named[0])
    assert "ledger.db" in found


def test_the_ledgers_own_steps_take_part_and_cancelling_ends_it() -> None:
    def verify(progress: Progress) -> Iterator[Fault]:
        progress(1, 2)
        yield Fault(where="KAL/case, feed 0102, entry 7", sentence="An entry is missing.")

    class Cancelled(Exception):
        pass

    def cancel(where: str, done: int, of: int) -> None:
        if done:
            raise Cancelled

    step = check.verified("KAL/case", verify)
    assert [fault.where for fault in check.run([step])] == ["KAL/case, feed 0102, entry 7"]
    with pytest.raises(Cancelled):
        check.run([step], cancel)
