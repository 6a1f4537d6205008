"""Passphrases: suggest one that can be remembered, refuse one that a machine would guess, change the one there is.

A seized laptop is tried with every password list there is; what stands between is this phrase and Argon2id.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import msgspec

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.session import Session

WORDS = 6
LIST = "en_eff"
LEAST_SCORE = 3
"""Of zxcvbn's 0 to 4: safely unguessable, even offline for the work that Argon2id asks."""


class PassphraseWeak(Refusal):
    """The passphrase would be guessed."""

    code = "FC-408"
    message = N_("This passphrase would be guessed.")
    remedy = N_("Use six words that have nothing to do with each other; a suggestion: {suggestion}")


def suggest(longest: int = 9) -> str:
    """Six words drawn by chance from a list of 7,776: 77 bits, some less where only short words are wanted."""
    words = [word for word in _listed() if len(word) <= longest]
    return " ".join(secrets.choice(words) for _ in range(WORDS))


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """How well a passphrase holds: zxcvbn's 0 to 4, and how many seconds the guessing would take on average."""

    score: int
    seconds: float
    enough: bool


def strength(passphrase: str, own: Iterable[str] = ()) -> Strength:
    """How long many strong machines would guess, at ten thousand tries a second (Argon2id allows each a few).

    `own` are words that stand near: a name, an office. What a guesser knows to try first counts as guessed.
    """
    from zxcvbn import zxcvbn

    if not passphrase:
        return Strength(score=0, seconds=0.0, enough=False)
    found = zxcvbn(passphrase[:72], user_inputs=[word for said in own for word in (said, *said.split()) if word])
    seconds = float(found["crack_times_seconds"]["offline_slow_hashing_1e4_per_second"])
    return Strength(score=found["score"], seconds=seconds, enough=found["score"] >= LEAST_SCORE)


def require_strong(passphrase: str) -> None:
    """Raise `PassphraseWeak` for a phrase that password lists and patterns would find."""
    if not strength(passphrase).enough:
        raise PassphraseWeak(suggestion=suggest())


def change_passphrase(session: Session, passphrase: str, progress: Callable[[int, int], None] | None = None) -> None:
    """Let another passphrase open the vault from now on; the one before opens it no more. Killed at any moment, one of
    the two opens it. Copies of the folder made before keep the old one.

    Raises `PassphraseWeak` (a training vault takes any), `SamePassphrase`, `EmptyPassphrase`, refusals of the disk.
    """
    if not session.training:
        require_strong(passphrase)
    session.vault.rewrap(passphrase, progress)


def _listed() -> tuple[str, ...]:
    from diceware.wordlist import WordList, get_wordlist_path

    return tuple(WordList(get_wordlist_path(LIST)))
