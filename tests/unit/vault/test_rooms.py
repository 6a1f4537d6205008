"""Rooms of a vault: opened copies that follow the ledger whatever was interrupted."""

from __future__ import annotations

from pathlib import Path

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Party
from fieldcase.vault.checking import check
from fieldcase.vault.database import transaction
from fieldcase.vault.rooms import BEHIND
from fieldcase.vault.vault import Vault
from tests.unit.vault.vaults import OPEN_AND_NAMES, again, exchange, new_vault, write


def lose_the_copy(vault: Vault) -> None:
    """As when the program was killed after the ledger's commit and before the copy's, ever since."""
    copy = vault.files.databases["identity"]
    with transaction(copy):
        for table in ("entry", "branch", "head", "opened", "noted"):
            copy.execute(f"DELETE FROM ledger.{table}")
        number = copy.execute("SELECT number FROM kinds WHERE kind = 'party'").fetchone()[0]
        assert number
        for name in (
            name
            for (name,) in copy.execute(
                "SELECT name FROM ledger.sqlite_master WHERE name LIKE '%party%' AND type = 'table'"
            ).fetchall()
        ):
            copy.execute(f'DELETE FROM ledger."{name}"')
        copy.execute("DELETE FROM ledger.records")
        copy.execute("UPDATE ledger.kinds SET total = 0")
    vault.rooms.forget()


def test_a_copy_that_holds_nothing_is_built_and_shown(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    lose_the_copy(vault)
    vault = again(vault)
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    vault.close()


def test_killed_between_copy_and_views_everything_is_shown_at_the_next_opening(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    party = write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    lose_the_copy(vault)
    room = vault.rooms.room("XKAL/identity")
    assert room is not None
    assert room.sealed is not None
    with transaction(vault.files.databases["identity"]):
        room.views.note("behind/XKAL/identity", BEHIND)
    room.sealed.catch_up(room.ledger, vault.keys.readers("identity"))
    assert vault.get(Party, party).names == {}, "the program was killed here"
    vault = again(vault)
    assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
    vault.close()


def test_catching_up_for_the_first_time_says_so_first(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    room = vault.rooms.room("XKAL/identity")
    assert room is not None
    assert room.views.noted("behind/XKAL/identity") is None
    vault = again(vault)
    room = vault.rooms.room("XKAL/identity")
    assert room is not None
    assert room.views.noted("behind/XKAL/identity") == ""
    vault.close()


def test_rooms_stand_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    vault = new_vault(tmp_path, OPEN_AND_NAMES)
    write(vault, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    write(vault, "office_settings", {"time_zone": "UTC"})
    assert vault.rooms.names == ("XKAL/case", "XKAL/identity", "XKAL/office")
    assert [room.name for room in vault.rooms.open()] == list(vault.rooms.names)
    assert vault.rooms.room("XKAL/source") is None
    vault.close()


def test_nobody_writes_over_what_another_office_says(tmp_path: Path) -> None:
    """Headquarters holds rooms of many offices, and a seized laptop of one may know ids of another's records."""
    one, two = (new_vault(tmp_path, office=code, name=code) for code in ("XORV", "XSAR"))
    desk = new_vault(tmp_path, office="XHQ", name="desk")
    case = write(one, "case", {"title_neutral": "Theirs"})
    party = write(one, "party", {"kind": "person", "names/1": {"full": "Ilena Dovrak"}})
    own = write(desk, "case", {"title_neutral": "Ours"})
    exchange(one, desk)
    for record, kind, values in (
        (case, "case", {"title_neutral": "Forged"}),
        (own, "case", {"title_neutral": "Forged"}),
        (party, "party", {"kind": "group", "names/1": {"full": "Forged"}}),
    ):
        write(two, kind, values, record)
    exchange(two, desk)
    vault = desk
    for _ in range(2):
        assert vault.get(Case, case).title_neutral == "Theirs"
        assert vault.get(Case, own).title_neutral == "Ours"
        assert vault.get(Party, party).names["1"].full == "Ilena Dovrak"
        assert vault.search("forged").hits == ()
        assert check(vault).faults == ()
        vault = again(vault)
    late = write(two, "case", {"title_neutral": "Came first"})
    exchange(two, vault)
    assert vault.get(Case, late).title_neutral == "Came first"
    with vault.writing() as writing:
        writing._append("XHQ/case", "case", bytes.fromhex(late), {"title_neutral": "The own office's"})
        writing.commit()
    assert vault.get(Case, late).title_neutral == "The own office's"
    write(two, "case", {"title_neutral": "Forged again"}, late)
    exchange(two, vault)
    assert vault.get(Case, late).title_neutral == "The own office's"
    assert check(vault).faults == ()
    for one_vault in (one, two, vault):
        one_vault.close()
