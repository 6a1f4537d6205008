"""Small files with names of the desk: what a reader can hold in the head."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = sorted(ROOT.joinpath("src").rglob("*.py"))
TESTS = sorted(ROOT.joinpath("tests").rglob("*.py"))
FORBIDDEN = {
    "utils",
    "util",
    "helpers",
    "helper",
    "misc",
    "common",
    "base",
    "manager",
    "handler",
    "handlers",
    "managers",
}
LONGEST_FUNCTION = 60  # the aim is 40; beyond 60 nobody reads it whole


def lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_a_source_file_has_fewer_than_400_lines() -> None:
    assert {named(path): lines(path) for path in SOURCE if lines(path) >= 400} == {}


def test_a_test_file_has_fewer_than_600_lines() -> None:
    assert {named(path): lines(path) for path in TESTS if lines(path) >= 600} == {}


def test_no_function_is_too_long_to_read() -> None:
    long = {
        f"{named(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == {}


def test_modules_are_named_by_what_they_are_about() -> None:
    said_nothing = [named(path) for path in SOURCE if FORBIDDEN & set(path.relative_to(ROOT).with_suffix("").parts)]
    assert said_nothing == []


def test_every_module_says_what_it_is_for() -> None:
    assert [named(path) for path in SOURCE if not ast.get_docstring(ast.parse(path.read_text("utf-8")))] == []


def undocumented(path: Path) -> list[str]:
    """Public functions and classes of a module, and public methods of its public classes, without a docstring.

    A function of one statement is its own description, and so are short methods, properties and what a framework
    calls back (camelCase).
    """
    found = []
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            if not ast.get_docstring(node) and len(node.body) > (1 if isinstance(node, ast.FunctionDef) else 0):
                found.append(f"{named(path)}:{node.lineno} {node.name}")
            if isinstance(node, ast.ClassDef):
                found += [f"{named(path)}:{m.lineno} {node.name}.{m.name}" for m in node.body if _needs_docstring(m)]
    return found


def _needs_docstring(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("_") or node.name != node.name.lower():
        return False
    if node.decorator_list or ast.get_docstring(node):
        return False
    return len(node.body) > 3  # one to three statements are their own description


def test_every_public_function_and_class_has_a_docstring() -> None:
    assert [name for path in SOURCE for name in undocumented(path)] == []


@pytest.mark.parametrize("word", ["TODO", "FIXME", "XXX:", "NotImplementedError", "breakpoint("])
def test_nothing_is_left_for_later_in_the_source(word: str) -> None:
    assert [named(path) for path in SOURCE if word in path.read_text("utf-8")] == []


def test_nothing_prints_but_the_command_line() -> None:
    printed = [
        f"{named(path)}:{node.lineno}"
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"print", "input"}
    ]
    assert printed == []


def test_no_error_is_swallowed() -> None:
    swallowed = [
        f"{named(path)}:{node.lineno}"
        for path in SOURCE
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and _swallows(node)
    ]
    assert swallowed == []


def _swallows(handler: ast.ExceptHandler) -> bool:
    broad = handler.type is None or (
        isinstance(handler.type, ast.Name) and handler.type.id in {"Exception", "BaseException"}
    )
    only_passes = len(handler.body) == 1 and isinstance(handler.body[0], ast.Pass | ast.Continue)
    return handler.type is None or (broad and only_passes)
