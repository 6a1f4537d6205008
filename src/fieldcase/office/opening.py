"""Open a vault and close it again: the only place that builds the real clock, chance, paths and resources.

Unlocking derives the key (Argon2id, about a third of a second), opens the files, compares the heads kept outside with
the vault's, and catches up what a crash left behind. What it found on the way stands in `Session.notices`.
"""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_state_path

from fieldcase.model.kinds import KINDS
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.machines import FACTS
from fieldcase.model.refusal import Refusal
from fieldcase.model.vocabulary import Vocabularies
from fieldcase.model.words import N_, _
from fieldcase.office import resources
from fieldcase.office.founding.places import usual_vault
from fieldcase.office.languages import chosen_language as chosen_language  # opening has always offered both
from fieldcase.office.languages import speak_language as speak_language
from fieldcase.office.law import Law
from fieldcase.office.session import Clock, Session
from fieldcase.vault.keys import slots
from fieldcase.vault.mail import older_notes
from fieldcase.vault.vault import Surroundings, Vault

Progress = Callable[[str, float], None]
"""Told what is being done (a whole sentence) and how much of it is done, 0 to 1."""


class PassphraseFileOpen(Refusal):
    """A passphrase file that others can read is no secret."""

    code = "FC-401"
    message = N_("The passphrase file can be read by others.")
    remedy = N_("Let only yourself read it: chmod 600.")


class PassphraseFileMissing(Refusal):
    """The file that should hold the passphrase cannot be read."""

    code = "FC-402"
    message = N_("The passphrase file cannot be read.")
    remedy = N_("Check its name, and that it is yours.")


def now() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def default_vault_folder() -> Path:
    """Where the vault lies unless another place is named; no list of recent vaults is kept anywhere."""
    return usual_vault()


def surroundings(clock: Clock = now, outside: Path | None = None) -> Surroundings:
    """The real things a vault needs: clock, chance, the rules of the fold, and where heads are kept outside of it."""
    place = outside or Path(os.environ.get("FIELDCASE_STATE", "") or user_state_path("fieldcase", appauthor=False))
    return Surroundings(
        clock=clock,
        ticks=time.monotonic,
        chance=secrets.token_bytes,
        rules=FoldRules.of(KINDS.values(), FACTS),
        outside=place,
    )


def open_vault(
    folder: Path,
    passphrase: str,
    *,
    clock: Clock = now,
    outside: Path | None = None,
    language: str = "",
    progress: Progress | None = None,
) -> Session:
    """Open the vault in a folder.

    Raises `NoVault`, `VaultInUse`, `WrongPassphrase`, and the refusals of slots, database and disk; nothing is
    changed then.
    """
    law = Law()
    vault = Vault.open(folder, passphrase, surroundings(clock, outside), law, progress=_in_words(progress))
    session = session_on(vault, law, clock, language)
    if vault.files.lost or older_notes(vault):
        from fieldcase.office.exchange.given_again import note_given_again

        note_given_again(session)
    return session


def _in_words(progress: Progress | None) -> slots.Progress | None:
    """Progress of the key's derivation, in words."""
    if progress is None:
        return None
    return lambda done, of: progress(_("Unlocking the vault"), done / of if of else 0.0)


def session_on(vault: Vault, law: Law, clock: Clock, language: str = "") -> Session:
    """A session on an opened vault, with vocabularies read and the language chosen. The vault has read the law."""
    return Session(vault, law, vocabularies(), clock, language or chosen_language())


def vocabularies() -> Vocabularies:
    """The vocabularies that ship with the program."""
    return Vocabularies.read(resources.read("vocabularies/vocab.json"))


def read_passphrase_file(path: Path) -> str:
    """The passphrase in a file that is the user's own and that nobody else can read. Raises refusals FC-401, FC-402."""
    try:
        if os.name == "posix":
            about = path.stat()
            if about.st_uid != os.getuid() or about.st_mode & 0o077:
                raise PassphraseFileOpen
        return path.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as failure:
        raise PassphraseFileMissing from failure
