"""Recovery words: the key that brings an office back, split over sheets of paper (SLIP-39, 2 of 3 unless chosen
otherwise).

The secret is 32 random bytes, and is the office's age recovery key. The root key does not stand on paper: it is sealed
to the recovery key (`Recovery.sealed_root`) and lies in the vault and in every backup. Sheets that were mistyped, mixed
up, or made for another office are told apart in words; a wrong secret is never taken for right, because its public key
is not the one the vault knows.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from typing import Any, Protocol

import msgspec
import pyrage
from shamir_mnemonic import MnemonicError, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.share import Share
from shamir_mnemonic.wordlist import WORD_INDEX_MAP

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class UnknownWord(Refusal):
    """A word that stands on no recovery sheet at all."""

    code = "FC-130"
    message = N_("Sheet {sheet}: word {position} is not a recovery word.")
    remedy = N_("Compare it with the sheet, letter by letter.")


class MistypedSheet(Refusal):
    """Every word exists, but together they are not a sheet."""

    code = "FC-131"
    message = N_("Sheet {sheet}: a word is wrong, missing, or not in its place.")
    remedy = N_("Compare every word of this sheet with the paper, in order.")


class WrongSheet(Refusal):
    """A sheet was typed under another one's number, or twice."""

    code = "FC-132"
    message = N_("What was typed for sheet {sheet} stands on sheet {stands_on}.")
    remedy = N_("Type each sheet under its own number.")


class SheetsDoNotBelong(Refusal):
    """The sheets are whole but not of one set, or not of this office."""

    code = "FC-133"
    message = N_("These sheets do not belong together, or not to this office.")
    remedy = N_("Compare the check value printed on each sheet: it is the same on all sheets of one office ({check}).")


class TooFewSheets(Refusal):
    """One sheet alone says nothing."""

    code = "FC-134"
    message = N_("Too few sheets: {given} of the {needed} that are needed.")
    remedy = N_("Fetch another sheet from the person who keeps it.")


class NotTheWord(Refusal):
    """A word that was asked back is not the one on the sheet."""

    code = "FC-135"
    message = N_("Sheet {sheet}: word {position} is another one.")
    remedy = N_("Look at the sheet again. No data is entered before the sheets are confirmed.")


class RecoverySealBroken(Refusal):
    """The sealed root key does not open with this recovery key."""

    code = "FC-136"
    message = N_("The recovery seal of this vault is damaged, or was made for other sheets.")
    remedy = N_("Take the recovery seal from a backup.")


class Chance(Protocol):
    """Where randomness comes from: `secrets.SystemRandom`, or a pinned one in tests that ask words back."""

    def sample(self, population: range, k: int, /) -> list[int]: ...


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet of paper: its number, and its words in order (33 for a 32-byte secret)."""

    number: int
    of: int
    needed: int
    check: str
    words: tuple[str, ...]

    def __repr__(self) -> str:
        """Which sheet, never a word of it."""
        return f"Sheet(number={self.number}, of={self.of})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("number", self.number)]


class Recovery(msgspec.Struct, frozen=True, kw_only=True):
    """What founding makes: the public recovery key, its check value, the sheets, and the root key under the seal."""

    recipient: str
    check: str
    sheets: tuple[Sheet, ...]
    sealed_root: bytes

    def __repr__(self) -> str:
        """Only what is public."""
        return f"Recovery(recipient={self.recipient}, sheets={len(self.sheets)})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("recipient", self.recipient)]


def make_recovery(root: bytes, *, needed: int = 2, sheets: int = 3) -> Recovery:
    """Make a recovery key, split it over sheets, any `needed` of which bring it back, and seal the root key's seed
    to it.
    """
    if not 2 <= needed <= sheets <= 16 or len(root) != 32:
        raise ValueError("2 to 16 sheets, at least 2 needed, and a root seed of 32 bytes")
    secret = secrets.token_bytes(32)
    identity = identity_of(secret)
    public = str(identity.to_public())
    check = check_value(public)
    lines = generate_mnemonics(1, [(needed, sheets)], secret, iteration_exponent=0)[0]
    return Recovery(
        recipient=public,
        check=check,
        sheets=tuple(
            Sheet(number=number, of=sheets, needed=needed, check=check, words=tuple(line.split()))
            for number, line in enumerate(lines, 1)
        ),
        sealed_root=pyrage.encrypt(root, [identity.to_public()]),
    )


def words_to_ask(sheet: Sheet, chance: Chance) -> tuple[int, int]:
    """Two different positions of the sheet, from 1, whose words are asked back."""
    first, second = sorted(chance.sample(range(1, len(sheet.words) + 1), 2))
    return first, second


def confirm_words(sheet: Sheet, said: Mapping[int, str]) -> None:
    """Compare the words that were asked back, by position from 1. Raises `NotTheWord`."""
    for position, word in said.items():
        if sheet.words[position - 1] != word.strip().lower():
            raise NotTheWord(sheet=sheet.number, position=position)


def combine(sheets: Mapping[int, str], *, recipient: str) -> pyrage.x25519.Identity:
    """The recovery key from the words of any sheets that suffice, by the number printed on each.

    `recipient` is the public recovery key that the vault or the backup names. Raises refusals FC-130…134.
    """
    shares = {number: _share(number, words) for number, words in sheets.items()}
    for number, share in shares.items():
        if share.index + 1 != number:
            raise WrongSheet(sheet=number, stands_on=share.index + 1)
    check = check_value(recipient)
    if not shares:
        raise TooFewSheets(given=0, needed=2)
    if len({share.common_parameters() for share in shares.values()}) != 1:
        raise SheetsDoNotBelong(check=check)
    needed = next(iter(shares.values())).member_threshold
    if len(shares) < needed:
        raise TooFewSheets(given=len(shares), needed=needed)
    try:
        secret = combine_mnemonics([share.mnemonic() for share in list(shares.values())[:needed]])
    except MnemonicError:
        raise SheetsDoNotBelong(check=check) from None  # its message quotes words
    identity = identity_of(secret) if len(secret) == 32 else None
    if identity is None or str(identity.to_public()) != recipient:
        raise SheetsDoNotBelong(check=check)
    return identity


def open_root(sealed: bytes, identity: pyrage.x25519.Identity) -> bytes:
    """The root key's seed. Raises `RecoverySealBroken`."""
    try:
        root: bytes = pyrage.decrypt(sealed, [identity])
    except pyrage.DecryptError as failure:
        raise RecoverySealBroken from failure
    return root


def check_value(recipient: str) -> str:
    """Eight letters and figures, printed on every sheet of one office: from the public key, so they tell nothing."""
    digest = hashlib.sha256(b"fieldcase-recovery-check" + recipient.encode()).digest()
    letters = "".join(_CHECK_LETTERS[byte % 32] for byte in digest[:8])
    return f"{letters[:4]}-{letters[4:]}"


def identity_of(secret: bytes) -> pyrage.x25519.Identity:
    """The age identity whose secret is these 32 bytes."""
    return pyrage.x25519.Identity.from_str(_bech32("age-secret-key-", secret).upper())


_BY_BEGINNING = {word[:4]: word for word in WORD_INDEX_MAP}
"""SLIP-0039: four letters tell every word of the list, and may stand for it."""


def _share(number: int, words: str) -> Share:
    given = [_BY_BEGINNING.get(word[:4], word) if len(word) == 4 else word for word in words.lower().split()]
    for position, word in enumerate(given, 1):
        if word not in WORD_INDEX_MAP:
            raise UnknownWord(sheet=number, position=position)
    try:
        return Share.from_mnemonic(" ".join(given))
    except MnemonicError:
        raise MistypedSheet(sheet=number) from None  # its message quotes words


def _bech32(prefix: str, data: bytes) -> str:
    """BIP 173 as age uses it: without the limit of 90 characters."""
    bits = int.from_bytes(data, "big") << (-len(data) * 8 % 5)
    count = -(-len(data) * 8 // 5)
    values = [bits >> (5 * (count - 1 - at)) & 31 for at in range(count)]
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    sum_ = _polymod([*spread, *values, 0, 0, 0, 0, 0, 0]) ^ 1
    values += [sum_ >> (5 * (5 - at)) & 31 for at in range(6)]
    return prefix + "1" + "".join(_BECH32[value] for value in values)


def _polymod(values: list[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for at, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= generator if top >> at & 1 else 0
    return state
