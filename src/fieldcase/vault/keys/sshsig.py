"""SSH signatures (PROTOCOL.sshsig): what `ssh-keygen -Y sign` makes and `ssh-keygen -Y verify` checks, with Ed25519
and SHA-512.

All signatures of the program are of this form, with a namespace per use (`fieldcase-head`, `-package`, `-roster`,
`-card`, `-receipt`), so that one made for one use never holds for another. One spelling only: armour that `sign`
would not have written is refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import struct

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

_BEGIN, _END = "-----BEGIN SSH SIGNATURE-----", "-----END SSH SIGNATURE-----"
_ARMOUR = re.compile(rf"\A{_BEGIN}\n((?:[A-Za-z0-9+/=]{{1,70}}\n){{1,64}}){_END}\n\Z")
_MAGIC = b"SSHSIG" + struct.pack(">I", 1)
_KEY, _HASH = b"ssh-ed25519", b"sha512"


class BadSignature(Refusal):
    """Not a signature by that key, for that use, over those bytes."""

    code = "FC-119"
    message = N_("A signature does not hold.")
    remedy = N_("Nothing was taken from what it stands under. Ask for it again.")


def sign(key: Ed25519PrivateKey, namespace: str, message: bytes) -> str:
    """The armoured signature of the message for this use."""
    public = key.public_key().public_bytes_raw()
    made = key.sign(_signed(namespace, message))
    text = base64.b64encode(_before(public, namespace) + _string(_string(_KEY) + _string(made))).decode()
    return "\n".join([_BEGIN, *(text[at : at + 70] for at in range(0, len(text), 70)), _END, ""])


def signer(armour: str) -> bytes:
    """The public key (32 bytes) that a signature names; it says nothing until `verify` was called. Raises
    `BadSignature`.
    """
    blob, start = _blob(armour), len(_MAGIC) + 4
    public = blob[start + 4 + len(_KEY) + 4 :][:32]
    if len(public) != 32 or not blob.startswith(_MAGIC + _string(_string(_KEY) + _string(public))):
        raise BadSignature
    return public


def verify(armour: str, namespace: str, message: bytes, public: bytes) -> None:
    """The signature is by this key (32 bytes), for this use, over this message. Raises `BadSignature`."""
    blob, before = _blob(armour), _before(public, namespace)
    made = blob[-64:]
    if blob != before + _string(_string(_KEY) + _string(made)):
        raise BadSignature
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(made, _signed(namespace, message))
    except (InvalidSignature, ValueError) as failure:
        raise BadSignature from failure


def _blob(armour: str) -> bytes:
    found = _ARMOUR.match(armour)
    if not found:
        raise BadSignature
    try:
        return base64.b64decode(found.group(1).replace("\n", ""), validate=True)
    except binascii.Error as failure:
        raise BadSignature from failure


def _before(public: bytes, namespace: str) -> bytes:
    """What stands before the signature proper: version, key, namespace, nothing reserved, hash."""
    return (
        _MAGIC + _string(_string(_KEY) + _string(public)) + _string(namespace.encode()) + _string(b"") + _string(_HASH)
    )


def _signed(namespace: str, message: bytes) -> bytes:
    digest = hashlib.sha512(message).digest()
    return b"SSHSIG" + _string(namespace.encode()) + _string(b"") + _string(_HASH) + _string(digest)


def _string(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data
