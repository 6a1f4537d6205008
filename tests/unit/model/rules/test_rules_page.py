"""The page docs/rules.md and the registry say the same, and what they name exists."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

from fieldcase.model.rules.registry import GUARDS, SUGGESTIONS, Guard

HERE = Path(__file__).parent
ROOT = HERE.parents[3]
PAGE = ROOT.joinpath("docs/rules.md").read_text("utf-8")
ROWS = {row[0]: row for line in PAGE.splitlines() if (row := [cell.strip() for cell in line.strip("|").split("|")])}


def name(guard: Guard) -> str:
    return f"{guard.__module__.rsplit('.', 1)[1]}.{guard.__name__}"


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def test_every_rule_and_every_scenario_has_a_row() -> None:
    wanted = [f"G{n}" for n in range(1, 35)] + [f"T{n}" for n in range(1, 6)] + [f"S{n}" for n in range(1, 43)]
    assert [rule for rule in wanted if rule not in ROWS] == []


def test_the_page_names_for_each_guard_the_functions_of_the_registry() -> None:
    assert list(GUARDS) == [f"G{n}" for n in range(1, 35)]
    for rule, guards in GUARDS.items():
        assert quoted(ROWS[rule][2]) == [name(guard) for guard in guards], rule
    for rule, guard in SUGGESTIONS.items():
        assert quoted(ROWS[rule][2]) == [name(guard)]


@pytest.mark.parametrize("rule", [rule for rule in ROWS if re.fullmatch(r"[GT]\d+|I1|\d+(\.\d+)?", rule)])
def test_what_the_page_names_exists(rule: str) -> None:
    for dotted in quoted(ROWS[rule][2]):
        module, function = dotted.split(".")
        assert callable(getattr(importlib.import_module(f"fieldcase.model.rules.{module}"), function))
    for file in quoted(ROWS[rule][3]):
        assert HERE.joinpath(file).is_file()


@pytest.mark.parametrize("rule", list(GUARDS))
def test_every_function_of_a_guard_quotes_its_number(rule: str) -> None:
    for guard in GUARDS[rule]:
        assert guard.__doc__
        assert re.search(rf"\b{rule}\b", guard.__doc__), name(guard)


@pytest.mark.parametrize("scenario", [f"S{n}" for n in range(1, 43)])
def test_every_scenario_has_a_test_of_its_name_where_the_page_says(scenario: str) -> None:
    for file in quoted(ROWS[scenario][1]):
        assert re.search(rf"def test_(\w+_)?{scenario}_", HERE.joinpath(file).read_text("utf-8")), (scenario, file)
