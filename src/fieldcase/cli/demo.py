"""`fieldcase demo`: the whole main job on training data, without a window."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_

GROUP = Group()


@GROUP.command(
    "demo",
    N_("Show the whole main job on training data: two laptops of an office, and headquarters."),
    "demo --into demo",
    "demo --into demo --json",
)
def demo(
    run: Run,
    into: Annotated[Path, typer.Option(metavar="DIR", help=N_("Folder for vaults, letters and packages."))],
) -> None:
    """Three vaults, an import, letters, packages, receipts."""
    from fieldcase.office.demo.run import run_demo
    from fieldcase.office.demo.told import summary

    with run.progress() as tell:
        done = run_demo(into, tell)
    run.says.document("demo", done, summary(done).rstrip("\n"))
