"""Open a vault and close it again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from fieldcase.model.words import _
from fieldcase.office import opening
from fieldcase.office.founding.found import BadDeviceCode, BadOfficeCode, NoRoles, found_office
from fieldcase.vault.files import FolderTaken, NoVault
from fieldcase.vault.keys.slots import EmptyPassphrase, WrongPassphrase
from fieldcase.vault.lock import VaultInUse
from tests.laptops import CHEAP, OFFICER, Clock, an_office


def test_a_vault_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    an_office(tmp_path, Clock()).close()
    heard: list[tuple[str, float]] = []
    session = opening.open_vault(
        tmp_path / "03",
        "a laptop that opens",
        clock=Clock(),
        outside=tmp_path / "outside-03",
        progress=lambda what, share: heard.append((what, share)),
    )
    assert heard[0] == ("Unlocking the vault", 0.0)
    assert heard[-1][1] == 1.0
    with pytest.raises(VaultInUse):
        opening.open_vault(tmp_path / "03", "a laptop that opens", outside=tmp_path / "outside-03")
    session.close()
    with pytest.raises(WrongPassphrase):
        opening.open_vault(tmp_path / "03", "another", outside=tmp_path / "outside-03")
    with pytest.raises(NoVault):
        opening.open_vault(tmp_path / "04", "another", outside=tmp_path / "outside-03")


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"office": "kal"}, BadOfficeCode),
        ({"office": "KAL"}, BadOfficeCode),
        ({"office": "XKAL", "training": False}, BadOfficeCode),
        ({"device": "3"}, BadDeviceCode),
        ({"roles": ()}, NoRoles),
        ({"passphrase": " "}, EmptyPassphrase),
    ],
)
def test_an_office_that_cannot_be_founded_leaves_nothing(
    tmp_path: Path, given: dict[str, object], refusal: type[Exception]
) -> None:
    asked: dict[str, object] = {"office": "XKAL", "device": "03", "roles": OFFICER, "training": True}
    asked |= {"passphrase": "a laptop that opens", "folder": tmp_path / "vault", "name": "Sami Rahal"} | given
    with pytest.raises(refusal):
        found_office(confirm=lambda sheets: None, cost=CHEAP, outside=tmp_path / "outside", **asked)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_made_before_the_sheets_are_confirmed(tmp_path: Path) -> None:
    def refused(sheets: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        found_office(
            tmp_path / "vault", "a laptop that opens", office="XKAL", name="Sami Rahal", roles=OFFICER,
            confirm=refused, training=True, cost=CHEAP, outside=tmp_path / "outside",
        )  # fmt: skip
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["_first_roster", "_write_first", "session_on"])
def test_a_founding_that_breaks_off_leaves_nothing(tmp_path: Path, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken_off:
        broken_off.setattr(f"fieldcase.office.founding.found.{step}", broken)
        with pytest.raises(KeyboardInterrupt):
            an_office(tmp_path, Clock())
    assert not (tmp_path / "03").exists()
    an_office(tmp_path, Clock()).close()
    with pytest.raises(FolderTaken):
        an_office(tmp_path, Clock())


def test_a_passphrase_file_is_the_users_own(tmp_path: Path) -> None:
    path = tmp_path / "passphrase"
    with pytest.raises(opening.PassphraseFileMissing):
        opening.read_passphrase_file(path)
    path.write_text("a laptop that opens\n", "utf-8")
    path.chmod(0o644)
    with pytest.raises(opening.PassphraseFileOpen):
        opening.read_passphrase_file(path)
    path.chmod(0o600)
    assert opening.read_passphrase_file(path) == "a laptop that opens"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(opening.PassphraseFileMissing):
        opening.read_passphrase_file(path)


def test_the_language_is_the_first_that_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_LANG", "fr_FR.UTF-8")
    assert opening.chosen_language("en") == "en"
    assert opening.chosen_language("tlh") == "fr"
    monkeypatch.setenv("FIELDCASE_LANG", "tlh")
    assert opening.chosen_language() == "en"
    assert opening.speak_language("fr") == "fr"
    assert _("Unlocking the vault") != ""
    assert opening.speak_language("en") == "en"


def test_real_surroundings_are_built_here_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_STATE", str(tmp_path))
    around = opening.surroundings()
    assert around.outside == tmp_path
    assert around.clock().tzinfo is not None
    assert len(around.chance(16)) == 16
    assert opening.default_vault_folder().name == "vault"
    assert os.environ["FIELDCASE_STATE"]
