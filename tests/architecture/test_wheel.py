"""What is installed is complete: resources and compiled translations travel inside the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files in a wheel built from this checkout."""
    into = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(into)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert built.returncode == 0, built.stderr
    with zipfile.ZipFile(next(into.glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_every_resource_is_in_the_wheel(names: set[str]) -> None:
    resources = ROOT / "resources"
    shipped = {p.relative_to(resources).as_posix() for p in resources.rglob("*") if p.is_file() and p.suffix != ".part"}
    assert {name for name in shipped if f"fieldcase/_resources/{name}" not in names} == set()


def test_translations_are_compiled_in_the_wheel(names: set[str]) -> None:
    assert "fieldcase/_resources/translations/fr/LC_MESSAGES/fieldcase.mo" in names


def test_tests_and_documents_stay_outside(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"fieldcase"}
