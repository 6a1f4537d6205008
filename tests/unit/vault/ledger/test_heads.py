"""Signed heads: what the page says and ssh-keygen checks; the vectors in a real room."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import msgspec
import pytest

from fieldcase.vault.keys.sshsig import BadSignature
from fieldcase.vault.ledger import SignedHead, require_signed
from tests.unit.model.ledger.test_vectors import VECTORS, entry_of, vector
from tests.unit.model.ledger.vaults import PERSON
from tests.unit.vault.ledger.rooms import Desk


def heads_of(name: str) -> list[SignedHead]:
    found = []
    for head in vector(name)["heads"]:
        names = {key: bytes.fromhex(head[key]) for key in ("feed", "entry", "seat")}
        found.append(SignedHead(seq=0, signature=head["signature"], **names))
    return found


@pytest.mark.parametrize("name", VECTORS)
def test_a_room_takes_the_vectors_in_and_says_the_same(desks: list[Desk], name: str) -> None:
    said, desk = vector(name), desks[0]
    desk.take([entry_of(entry) for entry in said["held"]], heads_of(name))
    assert desk.faults() == []
    digests = desk.ledger.digest()
    assert (digests.entries, digests.state) == (said["entries"], said["state"])
    assert {head.signature for head in desk.ledger.heads()} == {head["signature"] for head in said["heads"]}


@pytest.mark.security
@pytest.mark.parametrize("name", VECTORS)
def test_a_head_holds_for_its_own_bytes_only(name: str) -> None:
    for head in heads_of(name):
        require_signed(head)
        for other in ({"feed": b"x" * 16}, {"entry": b"x" * 32}, {"seat": b"x" * 32}, {"signature": ""}):
            with pytest.raises(BadSignature):
                require_signed(msgspec.structs.replace(head, **other))


def test_ssh_keygen_checks_a_head(desks: list[Desk], tmp_path: Path) -> None:
    desk = desks[0]
    desk.write("person", PERSON, name="one")
    (head,) = desk.ledger.heads()
    kind = b"ssh-ed25519"
    public = base64.b64encode(b"\0\0\0\x0b" + kind + b"\0\0\0\x20" + head.seat).decode()
    tmp_path.joinpath("allowed").write_text(f'seat namespaces="fieldcase-head" ssh-ed25519 {public}\n', "ascii")
    tmp_path.joinpath("head.sig").write_text(head.signature, "ascii")

    def checked(message: bytes, namespace: str = "fieldcase-head") -> int:
        command = ["ssh-keygen", "-Y", "verify", "-f", "allowed", "-I", "seat", "-n", namespace, "-s", "head.sig"]
        return subprocess.run(command, cwd=tmp_path, input=message, capture_output=True, check=False).returncode

    assert checked(head.feed + head.entry) == 0
    assert checked(head.entry + head.feed) != 0
    assert checked(head.feed + head.entry, "fieldcase-package") != 0
