"""A vault opened, locked and opened again."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from fieldcase.model.declare import Room
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.office import LogEntry
from fieldcase.model.kinds.parties import Party
from fieldcase.model.kinds.sources import Source
from fieldcase.model.ledger.entries import Label
from fieldcase.vault.files import NoVault, new_keys
from fieldcase.vault.keys import sshsig
from fieldcase.vault.keys.keyring import new_identities
from fieldcase.vault.keys.slots import WrongPassphrase, failed_tries
from fieldcase.vault.lock import VaultInUse
from fieldcase.vault.vault import FoundingOver, RoomClosed, Vault
from fieldcase.vault.views.lists import ListQuery
from tests.unit.vault.vaults import (
    ALL,
    OPEN_AND_NAMES,
    Law,
    again,
    exchange,
    new_vault,
    opened,
    stale,
    surroundings,
    write,
)

ROSTER = bytes([7]) * 32


def test_what_was_written_is_there_after_locking(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    case = write(vault, "case", {"title_neutral": "Detention"})
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    vault = again(vault)
    assert vault.get(Case, case).title_neutral == "Detention"
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    assert vault.notices == []
    assert vault.training
    assert (vault.device, vault.office) == ("03", "XKAL")
    assert vault.rooms_open == set(Room)
    assert vault.folder == tmp_path / "vault"
    vault.close()


def test_it_goes_on_in_the_same_feeds(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    write(vault, "case", {"title_neutral": "One"})
    vault = again(vault)
    write(vault, "case", {"title_neutral": "Two"})
    room = vault.rooms.room("XKAL/case")
    assert room is not None
    assert [head.seq for head in room.ledger.heads()] == [2]
    vault.close()


def test_an_empty_folder_holds_no_vault(tmp_path: Path) -> None:
    with pytest.raises(NoVault):
        opened(tmp_path)


def test_one_program_at_a_time(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    with pytest.raises(VaultInUse):
        opened(tmp_path)
    vault.close()
    opened(tmp_path).close()


def test_failed_tries_are_told_in_the_log_once(tmp_path: Path) -> None:
    new_vault(tmp_path).close()
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            Vault.open(tmp_path / "vault", "something else", surroundings(tmp_path), Law())
    assert len(failed_tries(tmp_path / "vault" / "slots")) == 2
    vault = opened(tmp_path)
    assert [entry.look.purpose for entry in vault.all(LogEntry)] == ["2"]
    vault = again(vault)
    assert len(vault.all(LogEntry)) == 1
    vault.close()


def test_failed_tries_that_the_log_cannot_take_keep_nobody_out(tmp_path: Path) -> None:
    new_vault(tmp_path, OPEN_AND_NAMES).close()
    with pytest.raises(WrongPassphrase):
        Vault.open(tmp_path / "vault", "something else", surroundings(tmp_path), Law())
    vault = opened(tmp_path)
    assert ["FC-157" in str(notice) or "XKAL/log" in notice.sentence for notice in vault.notices] == [True]
    vault.close()
    reader = str(new_keys_recipient())
    vault = opened(tmp_path, Law({"log": (reader,)}))
    assert vault.notices == []
    assert failed_tries(tmp_path / "vault" / "slots") == ()
    vault.close()


def new_keys_recipient() -> str:
    from fieldcase.vault.keys.keyring import SeatKeys

    keys = SeatKeys(vault=bytes(16), seat=bytes([1]) * 32, databases={}, identities=new_identities(["log"]))
    return keys.recipients()["log"]


def test_yesterdays_folder_is_noticed_and_new_feeds_are_written(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    case = write(vault, "case", {"title_neutral": "Before"})
    vault.close()
    shutil.copytree(tmp_path / "vault", tmp_path / "yesterday")
    vault = opened(tmp_path)
    write(vault, "case", {"title_neutral": "After"}, case)
    vault.close()
    shutil.rmtree(tmp_path / "vault")
    shutil.move(tmp_path / "yesterday", tmp_path / "vault")
    vault = opened(tmp_path)
    assert "older than what this computer saw" in vault.notices[0].sentence
    assert vault.notices[0].way_out
    write(vault, "case", {"title_neutral": "Again"}, case)
    room = vault.rooms.room("XKAL/case")
    assert room is not None
    assert sorted(head.seq for head in room.ledger.heads()) == [1, 1]
    vault = again(vault)
    assert vault.notices == []
    assert vault.get(Case, case).title_neutral == "Again"
    vault.close()


def test_what_a_role_does_not_open_is_not_there(tmp_path: Path) -> None:
    vault = new_vault(tmp_path, OPEN_AND_NAMES)
    assert vault.rooms_open == set(OPEN_AND_NAMES)
    assert not (tmp_path / "vault" / "source.db").exists()
    assert vault.page(ListQuery(kind="source")).total == 0
    assert vault.page(ListQuery(kind="case")).total == 0
    with pytest.raises(RoomClosed):
        vault.taking("XKAL/source")
    vault.close()


def test_search_reads_every_open_room_best_first(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    write(vault, "case", {"title_neutral": "Dovrak street closed"})
    write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    found = vault.search("dovrak")
    assert {hit.kind for hit in found.hits} == {"case", "party"}
    assert [hit.kind for hit in vault.search("dovrak", kinds=["party"]).hits] == ["party"]
    assert len(vault.search("dovrak", limit=1).hits) == 1
    assert vault.search("dovrak", limit=1).more
    vault.close()


def test_a_character_is_chosen_among_all(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
    assert {vault.choose(alphabet) for _ in range(1500)} == set(alphabet)
    vault.close()


def test_signatures_are_the_seats_own(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    armour = vault.sign("fieldcase-card", b"said")
    sshsig.verify(armour, "fieldcase-card", b"said", bytes.fromhex(vault.seat))
    with pytest.raises(FoundingOver):
        vault.sign_as_root("fieldcase-roster", b"said")
    vault.close()


def test_a_look_is_logged_once_a_record(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    vault.log("see", ["a" * 32], once=True)
    vault.log("see", ["a" * 32], once=True)
    vault.log("see", ["a" * 32, "b" * 32], once=True)
    vault.log("export", ["a" * 32], "to the desk")
    looks = [entry.look for entry in vault.all(LogEntry)]
    assert [look.records for look in looks] == [("a" * 32,), ("b" * 32,), ("a" * 32,)]
    assert looks[2].purpose == "to the desk"
    vault.close()


def test_the_last_entry_tells_a_clock_that_went_back(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    assert vault.last_entry_at() is None
    case = write(vault, "case", {"title_neutral": "One"})
    last = vault.last_entry_at()
    assert last is not None
    vault.close()
    vault = opened(tmp_path, start=datetime(2020, 1, 1, tzinfo=UTC))
    write(vault, "case", {"title_neutral": "Two"}, case)
    assert vault.last_entry_at() == last
    assert [change.clock_ok for change in vault.history("case", case)] == [True, False]
    vault.close()


# --- what an update, a roster, or a program killed meanwhile leaves to do


def test_views_emptied_by_an_update_are_shown_again_as_the_law_has_it(tmp_path: Path) -> None:
    def known(label: Label, seat: bytes, values: object) -> bool:
        return label.roster is None or ROSTER in law.counting.get("XKAL", ())

    law = Law(roster=ROSTER, judge=known)
    law.counting["XKAL"] = frozenset({ROSTER})
    vault = new_vault(tmp_path, law=law)
    case = write(vault, "case", {"title_neutral": "Detention"})
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    stale(vault, "ledger", "case")
    stale(vault, "identity", "party")
    vault.close()

    class LateLaw(Law):
        """Knows its rosters only once it was read, as the office's does."""

        def read(self, vault: Vault) -> dict[str, frozenset[bytes]]:
            law.counting = {"XKAL": frozenset({ROSTER})}
            return law.counting

    law.counting = {}
    vault = opened(tmp_path, LateLaw(roster=ROSTER, judge=known))
    assert vault.get(Case, case).title_neutral == "Detention"
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    assert [hit.id for hit in vault.search("dovrak").hits] == [party]
    vault.close()


def test_a_program_killed_between_emptying_and_showing_shows_at_the_next_opening(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    case = write(vault, "case", {"title_neutral": "Detention"})
    stale(vault, "ledger", "case")
    vault.rooms.prepare_views()
    assert vault.find(Case, case) is None
    vault = again(vault)
    assert vault.get(Case, case).title_neutral == "Detention"
    vault.close()


def test_rosters_that_came_while_the_program_was_killed_are_applied_at_the_next_opening(tmp_path: Path) -> None:
    law = Law(roster=ROSTER, judge=lambda label, seat, values: ROSTER in law.counting.get("XKAL", ()))
    vault = new_vault(tmp_path, law=law)
    case = write(vault, "case", {"title_neutral": "Detention"})
    assert vault.find(Case, case) is None
    law.counting["XKAL"] = frozenset({ROSTER})
    vault = again(vault, law)
    assert vault.get(Case, case).title_neutral == "Detention"
    law.counting["XKAL"] = frozenset()
    vault.settle(law.counting)
    assert vault.find(Case, case) is None
    vault.close()


def test_what_is_written_now_is_judged_by_the_rosters_of_now_and_not_again_at_the_next_opening(tmp_path: Path) -> None:
    law = Law(roster=ROSTER)
    law.counting["XKAL"] = frozenset({ROSTER})
    vault = new_vault(tmp_path, law=law)
    vault.settle(law.counting)
    write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    for room in vault.rooms.open():
        assert room.views.noted(f"judged/{room.name}") == ROSTER.hex()
    vault.close()


def test_keys_of_a_closed_compartment_go_with_its_file(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    write(vault, "case", {"title_neutral": "One"})
    closed = {"source", "sealed", "log"}
    keys = msgspec.structs.replace(
        vault.keys,
        device="07",
        identities={name: held for name, held in vault.keys.identities.items() if name not in closed},
        databases={name: key for name, key in vault.keys.databases.items() if name not in closed},
    )
    vault.reseal(keys)
    assert vault.device == "07"
    assert vault.rooms_open == set(OPEN_AND_NAMES)
    assert not list((tmp_path / "vault").glob("source.db*"))
    vault = again(vault)
    assert vault.rooms_open == set(OPEN_AND_NAMES)
    vault.close()
    vault.close()


def test_a_compartment_that_is_opened_later_shows_what_was_sealed_for_it(tmp_path: Path) -> None:
    full = new_keys(vault=os.urandom(16), seat=os.urandom(32), training=True, compartments=list(Room))
    law = Law({"source": (full.recipients()["source"],)})
    vault = new_vault(tmp_path, OPEN_AND_NAMES, law)
    source = write(vault, "source", {"code": "S-234567"})
    assert vault.find(Source, source) is None
    more = msgspec.structs.replace(
        vault.keys,
        databases=vault.keys.databases | {"source": full.databases["source"]},
        identities=vault.keys.identities | {"source": full.identities["source"]},
    )
    vault.reseal(more)
    assert vault.get(Source, source).code == "S-234567"
    vault = again(vault, law)
    write(vault, "source", {"code": "S-765432"}, source)
    assert vault.get(Source, source).code == "S-765432"
    vault.close()


def test_two_vaults_hold_the_same_after_exchange(tmp_path: Path) -> None:
    one, other = new_vault(tmp_path, name="one"), new_vault(tmp_path, name="other")
    case = write(one, "case", {"title_neutral": "Detention"})
    party = write(one, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    exchange(one, other)
    assert other.get(Case, case).title_neutral == "Detention"
    assert other.get(Party, party).names["1"].full == "Ilena Dovrak"
    for name in ("XKAL/case", "XKAL/identity"):
        mine, theirs = one.rooms.room(name), other.rooms.room(name)
        assert mine is not None
        assert theirs is not None
        assert mine.ledger.digest() == theirs.ledger.digest()
    one.close()
    other.close()


def test_all_compartments_are_tested_here() -> None:
    assert set(ALL) == set(Room)
