"""SSH signatures: the same bytes as ssh-keygen makes, and nothing else holds."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from fieldcase.vault.keys import sshsig

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PUBLIC = KEY.public_key().public_bytes_raw()
ARMOUR = sshsig.sign(KEY, "fieldcase-head", b"message")


def test_ssh_keygen_makes_the_same_and_says_it_is_good(tmp_path: Path) -> None:
    key, message, allowed = tmp_path / "key", tmp_path / "message", tmp_path / "allowed"
    key.write_bytes(KEY.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption()))
    key.chmod(0o600)
    message.write_bytes(b"message")
    subprocess.run(
        ["ssh-keygen", "-q", "-Y", "sign", "-f", key, "-n", "fieldcase-head", message], check=True, capture_output=True
    )
    assert (tmp_path / "message.sig").read_text() == ARMOUR
    public = KEY.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH).decode()
    allowed.write_text(f'seat namespaces="fieldcase-head" {public}\n')
    verify = ["ssh-keygen", "-Y", "verify", "-f", allowed, "-I", "seat", "-n", "fieldcase-head", "-s"]
    subprocess.run([*verify, tmp_path / "message.sig"], input=b"message", check=True, capture_output=True)


def test_a_signature_holds_for_its_key_use_and_message_only() -> None:
    sshsig.verify(ARMOUR, "fieldcase-head", b"message", PUBLIC)
    assert sshsig.signer(ARMOUR) == PUBLIC
    other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
    for namespace, message, public in (
        ("fieldcase-card", b"message", PUBLIC),
        ("fieldcase-head", b"massage", PUBLIC),
        ("fieldcase-head", b"message", other),
        ("fieldcase-head", b"message", b"short"),
    ):
        with pytest.raises(sshsig.BadSignature):
            sshsig.verify(ARMOUR, namespace, message, public)


def test_a_signature_altered_anywhere_does_not_hold() -> None:
    for at in range(len(ARMOUR)):
        altered = ARMOUR[:at] + chr(ord(ARMOUR[at]) ^ 1) + ARMOUR[at + 1 :]
        with pytest.raises(sshsig.BadSignature):
            sshsig.verify(altered, "fieldcase-head", b"message", PUBLIC)


@pytest.mark.parametrize("armour", ["", "x", ARMOUR[:-1], ARMOUR + "\n", ARMOUR.replace("U1NI", "AAAA"), ARMOUR[:60]])
def test_what_is_no_signature_names_nobody(armour: str) -> None:
    with pytest.raises(sshsig.BadSignature):
        sshsig.signer(armour)
