"""`docs/architecture.md` names every module of the window in the row of its folder, and none that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "src" / "fieldcase" / "desktop"
PAGE = ROOT.joinpath("docs", "architecture.md").read_text("utf-8")
TABLE = PAGE.split("## The window\n", 1)[1].split("\n## ", 1)[0]
ROWS = [line.strip("|").split("|", 1) for line in TABLE.splitlines() if line.startswith("| ") and "`" in line]
NAME = re.compile(r"`([a-z]+)`")


def folders(cell: str) -> list[str]:
    return [""] if "(top)" in cell else NAME.findall(cell)


def modules(folder: str) -> set[str]:
    return {path.stem for path in DESKTOP.joinpath(folder).glob("*.py") if path.stem != "__init__"}


def test_every_folder_of_the_window_has_a_row() -> None:
    there = {path.name for path in DESKTOP.iterdir() if path.joinpath("__init__.py").is_file()} | {""}
    assert {one for cell, _said in ROWS for one in folders(cell)} == there


@pytest.mark.parametrize(("cell", "said"), ROWS, ids=[cell.strip() for cell, _said in ROWS])
def test_a_row_names_the_modules_of_its_folder(cell: str, said: str) -> None:
    every = {name for folder in folders(cell) for name in modules(folder)}
    assert set(NAME.findall(said)) == every
