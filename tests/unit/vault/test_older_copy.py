"""An older copy of a closed room put in place of today's: what was erased since does not come back with it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fieldcase.model.kinds.parties import Party
from tests.traces import any_trace
from tests.unit.vault.vaults import agree, ask_erasure, exchange, new_vault, opened, write

pytestmark = pytest.mark.security
ROOM = "XKAL/identity"
NAME = "Dovrakcanary"


@pytest.mark.parametrize("how", ["older", "taken away"])
def test_what_was_erased_since_is_gone_from_it_once_it_is_opened(tmp_path: Path, how: str) -> None:
    one, other = new_vault(tmp_path / "a"), new_vault(tmp_path / "b", name="other")
    party = write(one, "party", {"kind": "person", "names/1": {"full": f"Ilena {NAME}"}})
    exchange(one, other, ROOM)
    one.close()
    copy = tmp_path / "a" / "vault" / "identity.db"
    shutil.copy(copy, tmp_path / "older")
    one = opened(tmp_path / "a")
    assert any_trace(one.files.databases["identity"], NAME)
    ask_erasure(one, ROOM, party, "names")
    exchange(one, other, ROOM)
    agree(other, ROOM)
    exchange(other, one, ROOM)
    assert not any_trace(one.files.databases["identity"], NAME)
    one.close()
    copy.unlink()
    if how == "older":
        shutil.copy(tmp_path / "older", copy)
    one = opened(tmp_path / "a")
    assert not any_trace(one.files.databases["identity"], NAME)
    assert one.search(NAME).hits == ()
    assert [person.names for person in one.all(Party)] in ([{}], [])
    one.close()
    other.close()


def test_a_damaged_copy_that_lies_aside_goes_with_an_erasure(tmp_path: Path) -> None:
    one, other = new_vault(tmp_path / "a"), new_vault(tmp_path / "b", name="other")
    party = write(one, "party", {"kind": "person", "names/1": {"full": f"Ilena {NAME}"}})
    exchange(one, other, ROOM)
    one.close()
    copy = tmp_path / "a" / "vault" / "identity.db"
    data = bytearray(copy.read_bytes())
    data[100] ^= 1  # its other pages open with the key as before
    copy.write_bytes(data)
    one = opened(tmp_path / "a")
    aside = copy.with_name("identity.db.damaged")
    assert aside.exists()
    write(one, "case", {"title_neutral": "Nothing erased"})
    assert aside.exists()
    ask_erasure(one, ROOM, party, "names")
    exchange(one, other, ROOM)
    agree(other, ROOM)
    exchange(other, one, ROOM)
    assert not aside.exists()
    one.close()
    other.close()
