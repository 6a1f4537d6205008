"""Laptops that are worked with by commands alone.

Commands that may be refused are processes of their own; those that must go through run in this one, which is quicker.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from fieldcase.cli.app import run


class Said(msgspec.Struct, frozen=True):
    """What a command said and how it ended."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """Its one JSON document."""
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


class Laptop:
    """One vault folder with the file of its passphrase, its state kept beside it; with `vault=""` none is named."""

    def __init__(self, folder: Path, device: str, passphrase: str, *, vault: str | None = None) -> None:
        self.folder, self.vault = folder, folder / device
        self.secret = folder / f"passphrase-{device}"
        self.secret.write_text(passphrase + "\n")
        self.secret.chmod(0o600)
        self._environment = {
            **os.environ,
            "FIELDCASE_VAULT": str(self.vault) if vault is None else vault,
            "FIELDCASE_PASSPHRASE_FILE": str(self.secret),
            "FIELDCASE_STATE": str(folder / f"outside-{device}"),
            "FIELDCASE_LANG": "en",
        }

    def types(self, *words: object, **environment: str) -> Said:
        """Type a command and wait for its end."""
        done = subprocess.run(
            [sys.executable, "-m", "fieldcase", *map(str, words)],
            env={**self._environment, **environment},
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Said(done.returncode, done.stdout, done.stderr)

    def does(self, *words: object) -> dict[str, Any]:
        """Carry out a command that must go through; returns its document."""
        out, err = io.StringIO(), io.StringIO()
        said = [*map(str, words), "--json"]
        with (
            patch.dict(os.environ, self._environment),
            contextlib.chdir(self.folder),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            status = run(said)
        assert status == 0, f"{words[:3]}: {err.getvalue()}"
        return Said(status, out.getvalue(), err.getvalue()).document

    def refused(self, *words: object, **environment: str) -> tuple[str, str]:
        """Type a command that must be refused: its rule and its one line."""
        said = self.types(*words, "--json", **environment)
        assert said.status == 1, f"{words[:3]}: {said.out}"
        assert said.err.count("\n") == 1, said.err
        rules = [one["rule"] for one in said.document["refused"]]
        assert said.document["ok"] is False
        return rules[0], said.err.strip()
