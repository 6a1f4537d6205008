"""Files that a person names: read whole, or written new for them. Nothing that lies there is ever overwritten."""

from __future__ import annotations

from pathlib import Path

from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault import disk


class FileUnreadable(Refusal):
    """A file that somebody named cannot be read."""

    code = "FC-445"
    message = N_("“{file}” cannot be read.")
    remedy = N_("Check its name, that it is a file, and that it is yours to read.")


def read_given(path: Path) -> bytes:
    """The bytes of a file. Raises `FileUnreadable`."""
    try:
        return path.read_bytes()
    except OSError as failure:
        raise FileUnreadable(file=path.name) from failure


def write_given(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads. Raises `AlreadyThere` and other refusals of the disk."""
    disk.write_new(path, data)


def folder_given(path: Path) -> None:
    """Make a folder for what is written, if it is not there. Raises refusals of the disk."""
    disk.private_folder(path)
