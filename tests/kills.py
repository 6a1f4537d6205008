"""Kill a process that writes, at a random moment, and look at what it left; again and again.

A writer is a function of a test module, named `package.module:function`. In a process of its own it is called with a
folder and a function `confirm`, works without end, and confirms each thing that it has made durable by a short text.
After each kill the test gets what was confirmed, and checks that it is all there, and that nothing is half there.

    kills = Kills("tests.integration.vault.test_kills:write", folder, chance)
    for confirmed in kills.rounds(500):
        ...

Only the process that was started here is killed, by its own id.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from threading import Timer

ROOT = Path(__file__).parents[1]
Confirm = Callable[[str], None]


class Kills:
    """Starts a writer, kills it, tells what it had confirmed. `longest` seconds after its first word at most."""

    def __init__(self, writer: str, folder: Path, chance: random.Random, *, longest: float = 0.15) -> None:
        self.writer, self.folder, self.chance, self.longest = writer, folder, chance, longest

    def rounds(self, count: int) -> Iterator[list[str]]:
        """Kill `count` times; yields what was confirmed in each round, in order."""
        for _ in range(count):
            yield self.once()

    def once(self) -> list[str]:
        """One round: the writer's words before it was killed."""
        command = [sys.executable, "-m", "tests.kills", self.writer, str(self.folder)]
        writer = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        assert writer.stderr is not None
        first = writer.stdout.readline()
        timer = Timer(self.chance.uniform(0, self.longest), writer.kill)
        timer.start()
        said = [first, *writer.stdout.readlines()]
        trouble = writer.stderr.read()
        writer.wait()
        timer.join()
        writer.stdout.close()
        writer.stderr.close()
        if trouble:
            raise AssertionError(f"the writer failed by itself:\n{trouble}")
        return [line.rstrip("\n") for line in said if line.endswith("\n")]


def main(writer: str, folder: str) -> None:
    """What runs in the process that is killed."""
    module, _, name = writer.partition(":")

    def confirm(text: str) -> None:
        os.write(1, f"{text}\n".encode())

    getattr(import_module(module), name)(Path(folder), confirm)


if __name__ == "__main__":
    main(*sys.argv[1:])
