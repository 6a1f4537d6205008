"""Where vaults lie that nobody named a place for, and which of them is for training. It loads nothing of a vault."""

from __future__ import annotations

from pathlib import Path

MARK = "TRAINING.txt"
"""Lies beside the vaults of a training office that was made on this laptop."""
STATE = "state"


def usual_vault() -> Path:
    """The folder of the vault unless another is named; no list of recent vaults is kept anywhere."""
    from platformdirs import user_data_path

    return user_data_path("fieldcase", appauthor=False) / "vault"


def usual_training() -> Path:
    """Where a training office is made unless another folder is named."""
    return usual_vault().parent / "training"


def in_training_office(vault: Path) -> bool:
    """Whether the vault stands in a training office made on this laptop, as the file beside it says."""
    return (vault.absolute().parent / MARK).is_file()


def outside_of(vault: Path) -> Path | None:
    """Where this computer notes the heads of a vault: a training office keeps them beside it, others in their place."""
    beside = vault.absolute().parent / STATE
    return beside if in_training_office(vault) and beside.is_dir() else None
