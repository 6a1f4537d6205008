"""A new vault is whole, or there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.vault.files import VaultFiles
from fieldcase.vault.founding import create
from fieldcase.vault.keys.recipients import read_recipients
from fieldcase.vault.keys.slots import EmptyPassphrase
from fieldcase.vault.vault import Vault
from tests.unit.vault.vaults import ALL, CHEAP, OPEN_AND_NAMES, PASSPHRASE, Law, new_vault, opened, surroundings


def test_it_has_ledgers_and_the_public_side_of_its_compartments(tmp_path: Path) -> None:
    vault = new_vault(tmp_path, OPEN_AND_NAMES)
    assert read_recipients(vault.files.ledger) == vault.keys.recipients()
    assert set(vault.keys.recipients()) == {room.value for room in OPEN_AND_NAMES}
    vault.files.prepare()
    assert vault.rooms.names == ()
    vault.close()


def test_the_root_key_signs_while_the_office_is_founded(tmp_path: Path) -> None:
    vault = create(
        tmp_path / "vault",
        PASSPHRASE,
        surroundings(tmp_path),
        Law(),
        compartments=ALL,
        training=True,
        root=bytes([5]) * 32,
        cost=CHEAP,
    )
    assert vault.sign_as_root("fieldcase-roster", b"said").startswith("-----BEGIN SSH SIGNATURE-----")
    vault.reseal(vault.keys.without_root())
    vault.close()
    vault = opened(tmp_path)
    assert vault.keys.root is None
    vault.close()


def test_refused_it_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(EmptyPassphrase):
        create(tmp_path / "vault", "", surroundings(tmp_path), Law(), compartments=ALL, training=True, cost=CHEAP)
    assert list(tmp_path.iterdir()) == []


def test_broken_off_it_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(VaultFiles, "prepare", broken)
    with pytest.raises(KeyboardInterrupt):
        new_vault(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_given_up_it_leaves_nothing(tmp_path: Path) -> None:
    vault = new_vault(tmp_path)
    vault.committed()
    assert isinstance(vault, Vault)
    assert list((tmp_path / "outside").iterdir())
    vault.give_up()
    assert list((tmp_path / "outside").iterdir()) == []
    assert not (tmp_path / "vault").exists()
