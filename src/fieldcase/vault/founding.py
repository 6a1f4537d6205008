"""Make a new vault: fresh keys, encrypted files, empty ledgers. What it is for, `office.founding` says.

Everything is made in a new or empty folder; when anything fails nothing of it stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from fieldcase.model.declare import Room
from fieldcase.vault.files import VaultFiles, new_keys
from fieldcase.vault.keys import slots
from fieldcase.vault.rooms import Law
from fieldcase.vault.vault import Surroundings, Vault


def create(
    folder: Path,
    passphrase: str,
    surroundings: Surroundings,
    law: Law,
    *,
    compartments: Iterable[Room],
    training: bool,
    device: str = "",
    root: bytes | None = None,
    cost: slots.Cost | None = None,
    progress: slots.Progress | None = None,
) -> Vault:
    """Make and open a vault whose seat reads these compartments. `root` is the office's root seed while it is founded.

    Raises `FolderTaken`, `EmptyPassphrase`, `SlotsTooCheap`, refusals of the disk.
    """
    keys = new_keys(
        vault=surroundings.chance(16),
        seat=surroundings.chance(32),
        training=training,
        compartments=compartments,
        device=device,
    )
    if root is not None:
        keys = msgspec.structs.replace(keys, root=root)
    files = VaultFiles.create(folder, keys, passphrase, cost=cost, progress=progress)
    try:
        files.prepare()
        return Vault(files, surroundings, law)
    except BaseException:
        files.give_up()
        raise
