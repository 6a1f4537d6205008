"""A disk whose power is cut: what was not flushed down to it is gone. Needs root, ext4 and loop devices.

The disk is an image file mounted through a loop device. Cutting copies the image as it lies beneath the mount, without
what the system still holds in memory, and mounts the copy: the file system recovers from its journal as after a real
power failure. Data are written in any order (`data=writeback`) and the journal hardly by itself (`commit=300`), so what
a program did not flush is really lost.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Self

POSSIBLE = os.geteuid() == 0 and shutil.which("mkfs.ext4") is not None and Path("/dev/loop-control").exists()
SIZE = 48 << 20


class Disk:
    """A small disk at `folder`, until the end of the `with` block."""

    def __init__(self, place: Path) -> None:
        self.folder, self._image, self._copy = place / "disk", place / "image", place / "copy"

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True)
        with self._image.open("wb") as file:
            file.truncate(SIZE)
        subprocess.run(["mkfs.ext4", "-q", "-F", self._image], check=True)
        self._mount()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._unmount()

    def cut(self) -> None:
        """Cut the power and start again: from here on `folder` is what had reached the disk."""
        before = b""
        while (now := self._image.read_bytes()) != before:  # the system may be writing back just now: wait until not
            before = now
        self._copy.write_bytes(now)
        self._unmount()
        os.replace(self._copy, self._image)
        self._mount()

    def _mount(self) -> None:
        options = "loop,noatime,data=writeback,commit=300"
        subprocess.run(["mount", "-t", "ext4", "-o", options, self._image, self.folder], check=True)

    def _unmount(self) -> None:
        subprocess.run(["umount", "-l", self.folder], check=True)  # a failed test may still hold a file
