"""Disks that are full or may not be written: real ones where the tests run as root, limits and rights elsewhere."""

from __future__ import annotations

import os
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MAY_MOUNT = os.geteuid() == 0


@contextmanager
def files_no_larger_than(size: int) -> Iterator[None]:
    """No file of this process grows beyond `size` bytes meanwhile: writing further fails as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def small_disk(at: Path, size: int) -> Iterator[Path]:
    """A disk of `size` bytes at `at`; needs root."""
    at.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", at], check=True)
    try:
        yield at
    finally:
        subprocess.run(["umount", "-l", at], check=True)


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder and what lies in it can be read only, meanwhile."""
    if MAY_MOUNT:
        subprocess.run(["mount", "--bind", folder, folder], check=True)
        subprocess.run(["mount", "-o", "remount,ro,bind", folder], check=True)
    else:
        folder.chmod(0o500)
    try:
        yield
    finally:
        if MAY_MOUNT:
            subprocess.run(["umount", "-l", folder], check=True)
        else:
            folder.chmod(0o700)
