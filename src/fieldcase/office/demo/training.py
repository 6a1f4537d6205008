"""The training office: what the demonstration leaves behind, to be tried out. Everybody in it is invented.

A file beside its vaults says so before anything is opened, so that the locked screen can say it too. Made whole or not
at all: what was begun and stopped is taken away again. It refuses a folder in which something lies.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from fieldcase.model.words import N_
from fieldcase.office.demo import cast
from fieldcase.office.demo.play import Progress
from fieldcase.office.demo.run import run_demo
from fieldcase.office.founding.places import MARK
from fieldcase.vault import disk
from fieldcase.vault.files import FolderTaken

PASSPHRASE = "training"  # noqa: S105  # stands on the screen that asks for it
WORDS = N_("Training office: invented people in an invented country. The passphrase of every vault: training")


def make_training_office(into: Path, progress: Progress | None = None) -> Path:
    """Make it below `into`, a new or empty folder; returns the folder of the officer's vault. Takes half a minute.

    Raises `FolderTaken`, refusals of the disk, and what `progress` raises; nothing stays of it then.
    """
    fresh = not into.exists()
    if not fresh and (not into.is_dir() or any(into.iterdir())):
        raise FolderTaken(folder=into.name)
    try:
        run_demo(into, progress, PASSPHRASE)
        disk.write_new(into / MARK, (WORDS + "\n").encode())
    except BaseException:
        _take_away(into, fresh)
        raise
    return into / cast.OFFICER.vault


def _take_away(into: Path, fresh: bool) -> None:
    if not into.exists():
        return
    for path in into.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if fresh:
        into.rmdir()
