"""Wherever somebody types in the window a draft is kept: nothing typed two seconds before is missing after a kill.

Every class and function of the window that makes a field is found by reading the source. It keeps a draft itself, hands
its fields to a sheet that does, or stands below with the reason why nothing is to be kept.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
DESKTOP = ROOT / "src" / "fieldcase" / "desktop"
FIELDS = {"QLineEdit", "QPlainTextEdit", "QTextEdit", "line_field", "text_field", "DateField", "Form"}
"""What makes something to type in."""
KEEPERS = {"Drafting", "drafted", "asks", "AskSheet"}
"""What keeps what is typed."""
PARTS = ("form/", "parts/", "start/")
"""Parts of which screens are made, whose screens keep; and the first start, before there is a vault to keep it in."""
KEEPS_NOTHING = {
    "case/conflict:differences": "two texts in one, to be read alone",
    "exchange/sending:SendSheet": "it shows the folder that was chosen; nothing is typed in it",
    "frame/goto:GoTo": "a search",
    "frame/topbar:TopBar": "a search",
    "help/view:Help": "a search",
    "letter/blocks:BlockEditor": "the page of the letter keeps it (`LetterView._edit`)",
    "letter/spans:SpanText": "a text to be read alone",
    "letters/sheets:SilenceSheet": "a day that is asked about; nothing is written",
    "reply/registering:asked_of": "the fields of the sheet in the same module",
    "settings/meeting:Meeting": "about a card opened from a file: it is opened anew, and its words are heard anew",
    "unlock/view:Unlock": "a passphrase",
}


def called(node: ast.AST) -> set[str]:
    return {_last(one.func) for one in ast.walk(node) if isinstance(one, ast.Call)}


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def bases(node: ast.ClassDef | ast.FunctionDef) -> set[str]:
    return {_last(one) for one in node.bases} if isinstance(node, ast.ClassDef) else set()


def keeps(node: ast.ClassDef | ast.FunctionDef) -> bool:
    """Whether it keeps a draft, or hands its fields to a sheet that does under the name it gives."""
    named = any(isinstance(one, ast.keyword) and one.arg == "draft" for one in ast.walk(node))
    return named or bool(called(node) & KEEPERS)


def asking() -> dict[str, ast.ClassDef | ast.FunctionDef]:
    """What makes a field: classes and functions at the top of a module of the window."""
    return {
        f"{module}:{node.name}": node
        for path in sorted(DESKTOP.rglob("*.py"))
        if not (module := path.relative_to(DESKTOP).with_suffix("").as_posix()).startswith(PARTS)
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and (called(node) | bases(node)) & FIELDS
    }


def test_whoever_asks_for_something_to_be_typed_keeps_it() -> None:
    assert {name for name, node in asking().items() if not keeps(node)} == set(KEEPS_NOTHING)


def test_what_keeps_is_found() -> None:
    found = asking()
    assert {"case/editing:EditSheet", "today/done:Done", "letter/reading:SecondReading"} <= set(found)
    assert all(keeps(found[name]) for name in ("case/editing:EditSheet", "today/done:Done"))


def test_a_sheet_of_questions_has_a_name_for_its_draft() -> None:
    """An `AskSheet` keeps nothing without one; two ask for nothing that is written."""
    without = [
        f"{path.stem}:{node.lineno}"
        for path in sorted(DESKTOP.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _last(node.func) == "AskSheet"
        if "draft" not in {one.arg for one in node.keywords}
    ]
    assert [one.split(":")[0] for one in without] == ["more", "naming"]
