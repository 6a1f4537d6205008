"""The law of imports: `pyproject.toml` words it, these tests hold it."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "fieldcase"
NETWORK = {"socket", "socketserver", "ssl", "http", "urllib.request", "ftplib", "smtplib", "xmlrpc", "asyncio"}


def imports(path: Path) -> set[str]:
    """Every module that a file imports, at whatever depth it stands in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_imports_point_downwards_and_every_contract_is_kept(capfd: pytest.CaptureFixture[str]) -> None:
    status = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert status == 0, capfd.readouterr().out


def test_model_imports_only_the_standard_library_and_msgspec() -> None:
    foreign = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in SOURCE.joinpath("model").rglob("*.py")
        for module in imports(path)
        if (top := module.split(".")[0]) not in sys.stdlib_module_names and top not in {"msgspec", "fieldcase"}
    }
    assert not foreign


def test_model_does_no_io_and_has_no_clock() -> None:
    closed = {
        "os",
        "pathlib",
        "io",
        "shutil",
        "subprocess",
        "tempfile",
        "sqlite3",
        "time",
        "random",
        "secrets",
        "threading",
    }
    reached = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in SOURCE.joinpath("model").rglob("*.py")
        for module in imports(path)
        if module in closed
    }
    assert not reached


def test_model_never_asks_what_time_it_is() -> None:
    asked = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCE.joinpath("model").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today", "urandom"}
    }
    assert not asked


def test_only_exchange_opens_sockets() -> None:
    reached = {
        f"{path.relative_to(ROOT)}: {module}"
        for path in SOURCE.rglob("*.py")
        if "exchange" not in path.relative_to(SOURCE).parts
        for module in imports(path)
        if module in NETWORK
    }
    assert not reached


def test_imports_are_absolute() -> None:
    relative = {
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.level
    }
    assert not relative
