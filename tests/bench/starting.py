"""From nothing to work: process to locked screen, process to help, and passphrase to opened vault."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from fieldcase.office.founding.found import found_office
from fieldcase.office.opening import open_vault
from fieldcase.vault.keys.slots import Cost
from tests.bench.engines import Engine
from tests.bench.measure import Figure, figure, in_turn
from tests.bench.stock import OFFICER, Stock, opened

GROUP = "start"
PASSPHRASE = "three words and a number 7"  # noqa: S105  # of a vault that lives for a minute


def measure(stock: Stock, cases: int, cost: Cost) -> Iterator[Figure]:
    """Figures of the program's start, of a new vault at this cost, and of a vault with so many cases."""
    with TemporaryDirectory() as folder:
        vault, outside = Path(folder) / "vault", Path(folder) / "outside"
        found_office(
            vault,
            PASSPHRASE,
            office="XKAL",
            name="Sami Rahal",
            roles=OFFICER,
            confirm=lambda sheets: None,
            training=True,
            outside=outside,
            cost=cost,
        ).close()
        large = stock.office(Engine.KEYED, cases)
        taken = in_turn(
            {
                "python": _process("-c", "pass"),
                "window": _process("-m", "tests.bench.prompt", str(vault)),
                "command": _process("-m", "fieldcase", "--help"),
                "unlock": lambda: open_vault(vault, PASSPHRASE, outside=outside).close(),
                "large": lambda: _open_large(large),
            }
        )
    for what, name in (
        ("process start to unlock prompt (window, offscreen)", "window"),
        ("process start to help (command line)", "command"),
    ):
        yield figure(GROUP, what, taken[name], than=taken["python"], reference="python -c pass", at_most=1000)
    mib = cost.memory // 1024
    yield figure(GROUP, f"unlocked and locked, key of {mib} MiB", taken["unlock"], at_most=1000)
    yield figure(GROUP, f"opened and closed, {cases:,} cases, key derivation left out", taken["large"])


def _open_large(folder: Path) -> None:
    with opened(folder):
        pass


def _process(*arguments: str) -> Callable[[], None]:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}

    def run() -> None:
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)

    return run
