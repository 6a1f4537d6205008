"""The manual's page of commands, written from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

HEAD = """# Commands

Everything that the program does can be done by commands, for scripts, servers and tests. This page is made from the
commands themselves (`python packaging/commands_page.py`); do not edit it by hand.

Every command that opens a vault takes these options:

| Option | Meaning |
|---|---|
| `--vault DIR` | folder of the vault; or `FIELDCASE_VAULT`; the usual place by default |
| `--json` | exactly one JSON document on standard output, a refusal too |
| `--passphrase-file FILE` | file that holds the passphrase, readable by you alone; or `FIELDCASE_PASSPHRASE_FILE`;
asked for by default. Never an argument | | `--lang CODE` | language of the program; or `FIELDCASE_LANG` |

Exit status: 0 done, 1 refused or failed with one line of reason on standard error, 2 wrong usage. A case is named by
its number (or the old register's), a person by code, what stands in a case by `CASE/NUMBER`
(`XKAL-03-2026-00001/A1`), anything else by its id or the beginning of it. Which codes a list has: `fieldcase record
terms LIST`. Completion for your shell: `fieldcase --install-completion`.
"""  # noqa: E501  # a table's row is one line
SHARED = frozenset({"vault", "json", "passphrase_file", "lang", "help"})


def commands_page(tree: Any) -> str:
    """The page of a command tree whose help is in English."""
    return HEAD + "\n" + "\n".join(_lines(tree)) + "\n"


def _lines(tree: Any) -> Iterator[str]:
    for name, command in tree.commands.items():
        below = getattr(command, "commands", None)
        if below is None:
            yield from _command(name, command, "##")
            continue
        yield f"## {name}\n\n{command.help}\n"
        for inner, one in below.items():
            yield from _command(f"{name} {inner}", one, "###")


def _command(name: str, command: Any, level: str) -> Iterator[str]:
    own = [one for one in command.params if one.name not in SHARED]
    arguments = " ".join(_argument(one) for one in own if one.param_type_name == "argument")
    yield f"{level} {name}\n\n{command.help}\n"
    yield f"    fieldcase {name} {arguments}".rstrip() + "\n"
    rows = [f"| {_names(one)} | {_said(one)} |" for one in own]
    if rows:
        yield "\n".join(("| | |", "|---|---|", *rows)) + "\n"
    examples = (command.epilog or "").removeprefix("\b\n").splitlines()[1:]
    if examples:
        yield "\n".join(f"    {line.strip()}" for line in examples) + "\n"


def _argument(one: Any) -> str:
    name = (one.metavar or one.name.upper()).strip("[]")
    several = "…" if one.nargs == -1 else ""
    return f"{name}{several}" if one.required else f"[{name}{several}]"


def _names(one: Any) -> str:
    if one.param_type_name == "argument":
        return f"`{(one.metavar or one.name.upper()).strip('[]')}`"
    return f"`{one.opts[0]}`" + (" (needed)" if one.required else "")


def _said(one: Any) -> str:
    default = one.default
    shown = "" if default in (None, "", False, [], ()) or callable(default) or one.required else f" Default: {default}."
    return (one.help or "") + shown
