"""The command `fieldcase`: puts the command groups together and turns their outcome into an exit status."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

import typer

from fieldcase import __version__
from fieldcase.model.words import N_, _

EXAMPLES = N_("Examples:")


def commands() -> typer.Typer:
    """Build the whole command tree; every group is one file beside this one."""
    app = typer.Typer(name="fieldcase", no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)

    @app.callback(invoke_without_command=True, help=N_("Record, verify and act on reprisals, in an encrypted vault."))
    def fieldcase(
        version: bool = typer.Option(False, "--version", help=N_("Print the version and stop."), is_eager=True),
        lang: str = typer.Option("", metavar="CODE", help=N_("Language of the program: en or fr.")),
    ) -> None:
        del lang  # `_asked` found it before the help was written
        if version:
            typer.echo(f"fieldcase {__version__}")
            raise typer.Exit

    for group in _groups():
        if group.name:
            app.add_typer(group.app, name=group.name)
        else:
            app.registered_commands += group.app.registered_commands
    return app


def _groups() -> Iterator[Any]:
    from fieldcase.cli import (
        case,
        conflict,
        consent,
        decision,
        demo,
        due,
        exchange,
        importing,
        letter,
        peer,
        person,
        profile,
        record,
        reply,
        risk,
        search,
        source,
        vault,
        verify,
    )

    yield from (vault.GROUP, demo.GROUP, importing.GROUP, due.GROUP, search.GROUP, exchange.GROUP)
    yield from (case.GROUP, person.GROUP, risk.GROUP, risk.PROTECT, source.GROUP, source.INFORMATION, source.EVIDENCE)
    yield from (consent.GROUP, verify.GROUP, decision.GROUP, decision.ALLEGATION, letter.GROUP, reply.GROUP)
    yield from (conflict.GROUP, record.GROUP, profile.GROUP, peer.GROUP)


def command_tree(language: str = "") -> Any:
    """The commands as they are carried out, with their help in a language (or as it is written)."""
    tree = typer.main.get_command(commands())
    if language:
        from fieldcase.office.languages import speak_language

        speak_language(language)
    translate(tree)
    return tree


def translate(command: Any) -> None:
    """Put the help of a command, and of all below it, into the language spoken; examples stay as they are typed."""
    command.help = _(command.help) if command.help else ""
    if command.epilog:
        lines = command.epilog.splitlines()
        command.epilog = "\b\n" + "\n".join([_(EXAMPLES), *(f"  {line}" for line in lines)])
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    for below in getattr(command, "commands", {}).values():
        translate(below)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line (without the program's name) and return its exit status: 0, 1 or 2."""
    from fieldcase.office.languages import speak_language

    speak_language(_asked(arguments))
    tree = command_tree()
    try:
        tree.main(args=list(arguments), prog_name="fieldcase")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BrokenPipeError:
        return 1
    except Exception as failure:
        return _unforeseen(failure)
    return 0


def _asked(arguments: Sequence[str]) -> str:
    """The language named on the command line: help speaks it, so it is looked for before anything else."""
    for at, word in enumerate(arguments):
        if word == "--lang" and at + 1 < len(arguments):
            return arguments[at + 1]
        if word.startswith("--lang="):
            return word.partition("=")[2]
    return ""


def _unforeseen(failure: Exception) -> int:
    """Something nobody foresaw: its kind and place, without a word of any record."""
    frames = traceback.extract_tb(failure.__traceback__)
    place = " < ".join(f"{PurePath(one.filename).name}:{one.lineno}" for one in reversed(frames[-4:]))
    sentence = _("Something went wrong that nobody foresaw ({kind} at {place}). Nothing half-done was kept.")
    typer.echo(sentence.format(kind=type(failure).__name__, place=place), err=True)
    return 1
