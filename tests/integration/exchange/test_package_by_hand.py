"""A package opened with age, zstd, sha256sum and ssh-keygen alone, with the very commands that package.md prints."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from fieldcase.exchange.cards import openssh_key
from fieldcase.exchange.outbox import Outbox
from fieldcase.exchange.package.manifest import Purpose
from fieldcase.exchange.policy import Goes
from fieldcase.vault.ledger.heads import NAMESPACE as HEAD_NAMESPACE
from tests.parcels import NOW, ROOM, Book, Feed, Person, Vault, bytes_of, chance_from

FORMAT = Path(__file__).parents[3] / "docs" / "formats" / "package.md"
ILENA, OREN = Person("Ilena"), Person("Oren")


def commands() -> str:
    """The commands of section 6, as printed."""
    section = FORMAT.read_text().split("## 6.")[1].split("## 7.")[0]
    found = re.search(r"```sh\n(.*?)```", section, re.DOTALL)
    assert found
    return found.group(1)


@pytest.fixture
def at_hand(tmp_path: Path) -> Path:
    vault = Vault(ILENA, Book(ILENA, OREN))
    feed = Feed(ILENA)
    feed.case("one", **{"note/en": {"text": "said “so”\n"}, "status": "open"})
    feed.case("two")
    vault.room(ROOM).add(feed)
    outbox = Outbox(vault, lambda: NOW, chance_from("by hand"))

    def decide(kind: str, record: bytes) -> Goes:
        return Goes.NOTHING if record == bytes_of("two") else Goes.WHOLE

    parcel = outbox.prepare(OREN.peer, ROOM, Purpose.COLLEAGUE, decide)
    assert parcel
    (tmp_path / "package.fcpkg").write_bytes(parcel.sealed)
    (tmp_path / "key.txt").write_text(f"{OREN.identities['case']}\n")
    return tmp_path


def run(script: str, folder: Path, key: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-c", f"set -e\n{script}"],
        cwd=folder,
        env={"KEY": key, "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_printed_commands_open_and_verify_a_package(at_hand: Path) -> None:
    done = run(commands(), at_hand, openssh_key(ILENA.seat))
    assert done.returncode == 0, done.stderr
    manifest = json.loads((at_hand / "manifest.json").read_text())
    good, length, digest = done.stdout.strip().splitlines()
    assert "Good" in good
    assert int(length) == manifest["length"]
    assert digest.split()[0] == manifest["sha256"]


def test_they_notice_another_signer_and_another_manifest(at_hand: Path) -> None:
    assert run(commands(), at_hand, openssh_key(OREN.seat)).returncode != 0
    altered = commands().replace("> manifest.json", "| sed s/2026/2025/ > manifest.json", 1)
    assert run(altered, at_hand, openssh_key(ILENA.seat)).returncode != 0


def test_ids_hashes_and_head_can_be_checked_from_the_text_alone(at_hand: Path) -> None:
    run(commands(), at_hand, openssh_key(ILENA.seat))
    first, _signature, *body = (at_hand / "package.txt").read_text().splitlines()
    (row,) = json.loads(first)["slices"]
    before = row["start"]
    for text in body:
        link, label, values = json.loads(text)
        assert base64.b64decode(link).find(bytes.fromhex(before)) > 0
        before = hashlib.sha256(base64.b64decode(link)).hexdigest()
        for salt, said in values:
            value = hashlib.sha256(base64.b64decode(salt) + said.encode()).digest()
            assert value in base64.b64decode(label)
    assert before == row["head"]
    assert json.loads(body[1])[2][0][1] == '["note/en",{"text":"said “so”\\n"}]'
    assert json.loads(body[2])[1:] == [None, []]
    (at_hand / "head.sig").write_text(row["signature"])
    (at_hand / "head").write_bytes(bytes.fromhex(row["feed"] + row["head"]))
    script = f"""
    printf 'seat namespaces="{HEAD_NAMESPACE}" %s\\n' "$KEY" > heads
    ssh-keygen -Y verify -f heads -I seat -n {HEAD_NAMESPACE} -s head.sig < head
    """
    assert run(script, at_hand, openssh_key(ILENA.seat)).returncode == 0


def test_the_padding_is_one_skippable_frame_that_zstd_passes_over(at_hand: Path) -> None:
    plain = subprocess.run(
        ["age", "--decrypt", "--identity", at_hand / "key.txt", at_hand / "package.fcpkg"],
        capture_output=True,
        check=True,
    ).stdout
    assert len(plain) == 8192
    assert plain.count(bytes.fromhex("28b52ffd")) == 2
    assert plain.count(bytes.fromhex("502a4d18")) == 1
