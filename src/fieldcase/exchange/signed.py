"""Signed documents: one line of JSON and the SSH signature over it (docs/formats/card.md, section 1).

Nothing is parsed before the signature was checked by whoever reads it: `read_signed` only cuts the two lines apart.
"""

from __future__ import annotations

import hashlib
import unicodedata
from typing import Final

import msgspec

from fieldcase.exchange.package.limits import MIB, SIGNATURE_LINE
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault.keys import sshsig

CARD: Final = "fieldcase-card"
ROSTER: Final = "fieldcase-roster"
RECEIPT: Final = "fieldcase-receipt"
LARGEST: Final = MIB
_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


class SignatureFalse(Refusal):
    """The signature is not by that seat over these bytes, or there is none."""

    code = "FC-217"
    message = N_("The signature of this file does not hold: it was altered, or somebody else signed it.")
    remedy = N_("Nothing was taken from it. Ask for it again.")


class NotSigned(Refusal):
    """The file is not a signed document."""

    code = "FC-218"
    message = N_("This is not a signed fieldcase file.")
    remedy = N_("Choose the file that the other side made.")


class NameUnfit(Refusal):
    """A name has characters that are not seen, or that turn the line in which it is shown."""

    code = "FC-219"
    message = N_("The name of a seat has characters that nobody sees, or that turn the line around.")
    remedy = N_("Type the name anew, with letters, spaces and signs alone.")


class SignedText(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it travels: line 1 without its line feed, and the armoured signature ("" where nobody signed)."""

    line: str
    signature: str

    @property
    def hash(self) -> str:
        """SHA-256 of line 1, 64 hex: the document's name."""
        return hashlib.sha256(self.line.encode()).hexdigest()

    @property
    def text(self) -> str:
        """The file: both lines with their line feeds."""
        return f"{self.line}\n{msgspec.json.encode(self.signature).decode()}\n"


def read_signed(text: bytes | str) -> SignedText:
    """Cut a signed document apart. Raises `NotSigned`; the signature is not judged here."""
    whole = text.encode() if isinstance(text, str) else text
    parts = whole.split(b"\n", 3)
    if len(parts) != 3 or parts[2] or not parts[0] or len(whole) > LARGEST:
        raise NotSigned
    try:
        return SignedText(line=parts[0].decode(), signature=armour_in(parts[1]))
    except UnicodeDecodeError as failure:
        raise NotSigned from failure


def shown_as_it_is(name: str) -> bool:
    """Whether a name is all that a person sees of it: people compare and sign what a screen shows them.

    No line feeds, no terminal's commands, no signs that turn the direction; joiners, which some scripts need, may be.
    """
    return all(sign.isprintable() or sign in _JOINERS or unicodedata.category(sign) == "Zs" for sign in name)


def require_shown_as_it_is(name: str) -> None:
    """Raises `NameUnfit`."""
    if not shown_as_it_is(name):
        raise NameUnfit


def signer_of(signature: str) -> bytes:
    """The public key (32 bytes) that a signature names. Raises `SignatureFalse`."""
    try:
        return sshsig.signer(signature)
    except sshsig.BadSignature as failure:
        raise SignatureFalse from failure


def require_signature(signature: str, namespace: str, message: bytes, seat: bytes) -> None:
    """The signature is by this seat (32 bytes), for this use, over these bytes. Raises `SignatureFalse`."""
    try:
        sshsig.verify(signature, namespace, message, seat)
    except sshsig.BadSignature as failure:
        raise SignatureFalse from failure


def armour_in(second: bytes) -> str:
    """The signature in line 2: a JSON string of the armour's own few characters, or empty. Raises `NotSigned`."""
    if (
        len(second) < 2
        or len(second) > SIGNATURE_LINE
        or second[:1] != b'"'
        or second[-1:] != b'"'
        or not second.isascii()
    ):
        raise NotSigned
    armour = second[1:-1].decode().replace("\\n", "\n")
    if '"' in armour or "\\" in armour:
        raise NotSigned
    return armour
