"""The window is thin: no SQL, no key and no rule of the domain in it, and what it thinks is tested without a window.

A **view model** is a module of `desktop` that defines something, makes no widget and draws nothing: it imports neither
QtWidgets nor QtGui, and neither inherits from nor calls a class that is a widget. Left out are modules that only pass
use cases on to the worker (each public function takes the desk first, nothing else is in them): what they ask is tested
with the office, that they ask it, by the journeys.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "src" / "fieldcase" / "desktop"
TESTS = ROOT / "tests" / "unit" / "desktop"
MODULES = sorted(path for path in DESKTOP.rglob("*.py") if path.name != "__init__.py")
SQL = re.compile(
    r"\b(select\s+.+\s+from\s|insert\s+into\s|delete\s+from\s|update\s+\w+\s+set\s|create\s+(table|index|view)\s|"
    r"drop\s+table\s|pragma\s+\w+)",
    re.IGNORECASE | re.DOTALL,
)
"""A statement, not an English sentence that says “select”."""
KEY_WORDS = re.compile(r"-----BEGIN|AGE-SECRET-KEY|ssh-ed25519|age1[0-9a-z]{20}|\b[0-9a-fA-F]{64}\b")
DRIVERS = {
    "sqlite3", "sqlcipher3", "cryptography", "pyrage", "argon2", "shamir_mnemonic", "keyring", "hashlib", "hmac",
    "secrets",
}  # fmt: skip
SECRET_NAMES = re.compile(r"^(private_key|secret_key|master_key|identity_key|execute|executemany|fetchall|fetchone)$")
RULES = ("fieldcase.model.machines", "fieldcase.model.rules", "fieldcase.model.lawful", "fieldcase.model.ledger")
WORDS_OF_RULES = {
    "fieldcase.model.machines.letter": {"PROPOSAL", "SOURCE", "STATE", "family"},
    "fieldcase.model.rules.consent": {"Effective", "Why"},
    "fieldcase.model.rules.numbering": {"FATES", "Number"},
    "fieldcase.model.rules.panel": {"Line", "LineState"},
    "fieldcase.model.rules.scales": {"NAMED"},
    "fieldcase.model.rules.tracker": {"Answer", "Clock", "ClockState", "LABELS", "Late", "Outcome"},
}
"""What the window may know of rules: the shapes and words in which the office tells what they found, and which family a
kind of letter belongs to; never what decides."""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def named(path: Path) -> str:
    return path.relative_to(DESKTOP).with_suffix("").as_posix()


def imported(path: Path) -> dict[str, set[str]]:
    """The modules that a file imports anywhere in it, each with the names that are taken from it."""
    found: dict[str, set[str]] = {}
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found.setdefault(alias.name, set())
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.setdefault(node.module, set()).update(alias.name for alias in node.names)
    return found


def strings(path: Path) -> list[tuple[int, str]]:
    """The strings of a file that are no docstrings; the fixed parts of f-strings among them."""
    documents = {
        id(node.body[0].value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
    ]


def test_no_sql_stands_in_the_window() -> None:
    assert [f"{named(path)}:{line}" for path in MODULES for line, text in strings(path) if SQL.search(text)] == []


def test_no_key_stands_in_the_window() -> None:
    assert [f"{named(path)}:{line}" for path in MODULES for line, text in strings(path) if KEY_WORDS.search(text)] == []


def test_the_window_drives_no_database_and_no_cryptography() -> None:
    reached = [
        f"{named(path)}: {module}" for path in MODULES for module in imported(path) if module.split(".")[0] in DRIVERS
    ]
    assert reached == []


def test_the_window_asks_no_database_and_names_no_secret() -> None:
    said = [
        f"{named(path)}:{node.lineno} {name}"
        for path in MODULES
        for node in ast.walk(tree(path))
        if (name := _name(node)) and SECRET_NAMES.match(name)
    ]
    assert said == []


def _name(node: ast.AST) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
            return name
    return ""


def test_rules_of_the_domain_come_from_the_office() -> None:
    decided = [
        f"{named(path)}: {module} {sorted(names - WORDS_OF_RULES.get(module, set()))}"
        for path in MODULES
        for module, names in imported(path).items()
        if module.startswith(RULES) and (not names or names - WORDS_OF_RULES.get(module, set()))
    ]
    assert decided == []


# --- view models


@cache
def widget_classes() -> frozenset[str]:
    """The names of all classes of the window that are widgets, found by what they inherit from."""
    bases: dict[str, set[str]] = {}
    for path in MODULES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                bases.setdefault(node.name, set()).update(_last(base) for base in node.bases)
    found = {
        name for path in MODULES for module, names in imported(path).items() if module == "PySide6.QtWidgets"
        for name in names
    }  # fmt: skip
    while more := {name for name, above in bases.items() if above & found} - found:
        found |= more
    return frozenset(found)


def _last(node: ast.expr) -> str:
    if isinstance(node, ast.Subscript):
        return _last(node.value)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def makes_widgets(path: Path) -> bool:
    """Whether a module draws, or defines or makes a widget; a name counts where it comes from the window itself."""
    used = imported(path)
    if {"PySide6.QtWidgets", "PySide6.QtGui"} & set(used):
        return True
    own = {node.name for node in tree(path).body if isinstance(node, ast.ClassDef)}
    taken = {name for module, names in used.items() if module.startswith("fieldcase.desktop") for name in names}
    widgets = widget_classes() & (own | taken)
    return any(
        (isinstance(node, ast.ClassDef) and any(_last(base) in widgets for base in node.bases))
        or (isinstance(node, ast.Call) and _last(node.func) in widgets)
        for node in ast.walk(tree(path))
    )


def only_asks(path: Path) -> bool:
    """Whether a module has nothing but functions that hand a use case to the desk, and records that they answer."""
    functions = [
        node for node in tree(path).body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    ]
    methods = [
        one
        for node in tree(path).body
        if isinstance(node, ast.ClassDef)
        for one in node.body
        if isinstance(one, ast.FunctionDef)
    ]
    return (
        bool(functions)
        and not methods
        and all(one.args.args[:1] and one.args.args[0].arg == "desk" for one in functions)
    )


def view_models() -> list[Path]:
    defining = (ast.ClassDef, ast.FunctionDef)
    return [
        path
        for path in MODULES
        if any(isinstance(node, defining) for node in tree(path).body)
        and not makes_widgets(path)
        and not only_asks(path)
    ]


@cache
def windowless_tests() -> tuple[Path, ...]:
    """The test modules in which no widget is made: neither QtWidgets nor pytest-qt."""
    found = []
    for path in sorted(TESTS.rglob("test_*.py")):
        asked = {arg.arg for node in ast.walk(tree(path)) if isinstance(node, ast.arguments) for arg in node.args}
        windows = {"PySide6.QtWidgets", "pytestqt.qtbot"} & set(imported(path))
        if not windows and not {"qtbot", "qapp"} & asked:
            found.append(path)
    return tuple(found)


def uses(test: Path, path: Path) -> bool:
    """Whether a test module takes something from a module, and does something with it."""
    module = "fieldcase.desktop." + named(path).replace("/", ".")
    package, _dot, name = module.rpartition(".")
    taken = imported(test).get(module, set()) | ({name} & imported(test).get(package, set()))
    used = {node.id for node in ast.walk(tree(test)) if isinstance(node, ast.Name)}
    return bool(taken & used)


def test_view_models_are_found() -> None:
    found = {named(path) for path in view_models()}
    assert {"case/grid", "case/told", "today/board", "cases/columns", "form/saying", "wording"} <= found
    assert not {"case/view", "frame/window", "parts/label", "cases/actions", "case/happened"} & found


@pytest.mark.parametrize("path", view_models(), ids=named)
def test_each_view_model_has_its_test_without_a_window(path: Path) -> None:
    assert [test.name for test in windowless_tests() if uses(test, path)]
