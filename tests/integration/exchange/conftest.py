"""Two laptops of an office and headquarters, enrolled once and copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.laptops import Clock
from tests.offices import Office, three_vaults


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three vaults, locked."""
    folder = tmp_path_factory.mktemp("template")
    three_vaults(folder)
    return folder


@pytest.fixture
def clock() -> Clock:
    """A day after the founding."""
    clock = Clock()
    clock.days(1)
    return clock


@pytest.fixture
def office(tmp_path: Path, template: Path, clock: Clock) -> Iterator[Office]:
    """The three vaults, open; nobody has sent anything yet."""
    shutil.copytree(template, tmp_path / "office")
    made = Office(tmp_path / "office", clock)
    yield made
    made.close()
