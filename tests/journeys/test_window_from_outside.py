"""The program as a process of its own, on a screen of its own, driven by keys from outside: nothing typed is lost.

It is started as `make run` starts it. What is seen of it from outside is the title of its window, and whether it works
or waits.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import Refusal
from fieldcase.office.opening import open_vault
from tests.kalindra import PASSPHRASE, Kalindra, kalindra

ROOT = Path(__file__).parents[2]
NEEDED = ("xdotool", "Xvfb")
LOCKED, OPEN = "^Fieldcase$", "^Fieldcase — training office$"
PATIENCE = 30.0

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(any(shutil.which(one) is None for one in NEEDED), reason="needs xdotool and Xvfb"),
]


def until(condition: Callable[[], bool], what: str) -> None:
    """Ask again and again until it is so."""
    end = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < end, f"waited in vain: {what}"
        sleep(0.05)


class Outside:
    """One program on one screen. Only what is started here is ended here."""

    def __init__(self, vault: Path, state: Path, home: Path) -> None:
        home.mkdir(exist_ok=True)
        read, write = os.pipe()
        self.screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as said:
            display = f":{said.readline().strip()}"
        self.environment = {
            **os.environ,
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "FIELDCASE_VAULT": str(vault),
            "FIELDCASE_STATE": str(state),
            "FIELDCASE_LANG": "en",
            "HOME": str(home),
            "PYTHONPATH": str(ROOT / "src"),
        }
        self.begin()

    def begin(self) -> None:
        """Start the program, as `make run` does."""
        program = Path(sys.executable).parent / "fieldcase"
        self.program = subprocess.Popen([program], env=self.environment, cwd=ROOT)

    def window(self, title: str) -> str:
        """The window with that title; empty while there is none."""
        said = self._xdotool("search", "--onlyvisible", "--name", title)
        return said.split()[0] if said.strip() else ""

    def wait(self, title: str) -> None:
        """Until that window is there, has the keyboard, and the program waits for keys."""
        until(lambda: bool(self.window(title)), title)
        self.quiet()
        self._xdotool("windowfocus", "--sync", self.window(title))
        self.quiet()

    def keys(self, *keys: str) -> None:
        self._xdotool("key", "--clearmodifiers", *keys)
        self.quiet()

    def types(self, words: str) -> None:
        self._xdotool("type", "--delay", "15", words)

    def quiet(self) -> None:
        """Until the program has used no processor for a moment: it waits for somebody."""
        used, since = self._used(), monotonic()

        def still() -> bool:
            nonlocal used, since
            if (now := self._used()) != used:
                used, since = now, monotonic()
            return monotonic() - since > 0.4

        until(still, "the program comes to rest")

    def end(self) -> None:
        for process in (self.program, self.screen):
            process.kill()
            process.wait()

    def _used(self) -> int:
        with suppress(OSError):
            fields = Path(f"/proc/{self.program.pid}/stat").read_text().rsplit(")", 1)[1].split()
            return (int(fields[11]) + int(fields[12])) // 2
        return 0

    def _xdotool(self, *words: str) -> str:
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True).stdout


@contextmanager
def outside(tmp_path: Path) -> Iterator[tuple[Outside, Kalindra]]:
    office = kalindra(tmp_path / "vault", tmp_path / "outside", more=False)
    driven = Outside(tmp_path / "vault", tmp_path / "outside", tmp_path / "home")
    try:
        yield driven, office
    finally:
        driven.end()


def title_of(vault: Path, case: str) -> str:
    """The title as it stands in the vault, once nobody else has it open."""
    found: list[str] = []

    def read() -> bool:
        with suppress(Refusal):
            session = open_vault(vault, PASSPHRASE)
            found.append(session.vault.get(Case, case).title_neutral)
            session.close()
        return bool(found)

    until(read, "the vault is closed")
    return found[0]


@pytest.mark.security
def test_locked_in_the_middle_of_typing_the_text_is_there_and_can_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FIELDCASE_STATE", str(tmp_path / "outside"))
    with outside(tmp_path) as (driven, office):
        driven.wait(LOCKED)
        driven.types(PASSPHRASE)
        driven.keys("Return")
        driven.wait(OPEN)
        driven.keys("ctrl+f")
        driven.types("detention after a submission")
        driven.quiet()
        driven.keys("Return")
        driven.keys("Return")
        driven.keys("F2")
        driven.keys("ctrl+a")
        driven.types("Typed from outside and not sav")
        driven.keys("ctrl+l")
        driven.wait(LOCKED)
        assert not driven.window(OPEN)
        driven.types(PASSPHRASE)
        driven.keys("Return")
        driven.wait(OPEN)
        driven.keys("ctrl+Return")
        driven.keys("ctrl+l")
        driven.wait(LOCKED)
        driven.end()
        assert title_of(tmp_path / "vault", office.case) == "Typed from outside and not sav"
    assert [path for path in (tmp_path / "home").rglob("*") if path.is_file()] == []
