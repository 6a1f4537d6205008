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


class FileEmpty(Refusal):
    """A file that somebody named has nothing in it."""

    code = "FC-452"
    message = N_("“{file}” is empty.")
    remedy = N_("Check that it was copied or scanned whole, and name the right one.")


class OutExists(Refusal):
    """A file is to be written where one lies."""

    code = "FC-453"
    message = N_("“{file}” is there already; nothing is written over it.")
    remedy = N_("Give another name, or move the file that lies there.")


def read_given(path: Path) -> bytes:
    """The bytes of a file. Raises `FileUnreadable`, `FileEmpty`."""
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise FileUnreadable(file=path.name) from failure
    if not data:
        raise FileEmpty(file=path.name)
    return data


class NoSuchFolder(Refusal):
    """A file is to be written into a folder that there is not."""

    code = "FC-458"
    message = N_("There is no folder “{folder}” for the file.")
    remedy = N_("Make it, or name a file in a folder that there is.")


def require_new(path: Path) -> None:
    """Refuse a file to be written where one lies, or where no folder is: asked before the work, not after it.

    Raises `OutExists`, `NoSuchFolder`.
    """
    if not path.absolute().parent.is_dir():
        raise NoSuchFolder(folder=path.absolute().parent.name)
    if path.exists():
        raise OutExists(file=path.name)


def write_given(path: Path, data: bytes) -> None:
    """Write a new file that only its owner reads. Raises `OutExists`, `NoSuchFolder`, refusals of the disk."""
    require_new(path)
    disk.write_new(path, data)


def folder_given(path: Path) -> None:
    """Make a folder for what is written, if it is not there. Raises refusals of the disk."""
    disk.private_folder(path)
