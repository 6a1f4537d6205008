"""The command `fieldcase`: puts the command groups together and turns their outcome into an exit status."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import typer

from fieldcase import __version__
from fieldcase.cli import usage
from fieldcase.cli.helpwords import SpokenContext
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
        del lang  # `usage.language_asked` found it before the help was written
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
        calendar,
        case,
        clearance,
        clock,
        conflict,
        consent,
        decision,
        demo,
        dispatch,
        due,
        exchange,
        importing,
        letter,
        many,
        matching,
        measures,
        moved,
        passphrase,
        peer,
        person,
        profile,
        proposal,
        record,
        register,
        remind,
        rendering,
        reply,
        risk,
        search,
        source,
        template,
        tosource,
        vault,
        verify,
    )

    # further commands of other groups; those of letters are listed in the order of the work, not of the files
    del (
        calendar,
        clearance,
        clock,
        dispatch,
        many,
        matching,
        measures,
        moved,
        proposal,
        register,
        remind,
        rendering,
        tosource,
    )
    letter.GROUP.in_order(letter.ORDER)
    yield from (vault.GROUP, passphrase.GROUP, demo.GROUP, importing.GROUP, due.GROUP, search.GROUP, exchange.GROUP)
    yield from (case.GROUP, person.GROUP, risk.GROUP, risk.PROTECT, source.GROUP, source.INFORMATION, source.EVIDENCE)
    yield from (consent.GROUP, verify.GROUP, decision.GROUP, decision.ALLEGATION)
    yield from (letter.GROUP, reply.GROUP, conflict.GROUP, record.GROUP, profile.GROUP, template.GROUP, peer.GROUP)


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
    command.context_class = SpokenContext
    command.help = _(command.help) if command.help else ""
    if command.epilog:
        lines = command.epilog.splitlines()
        command.epilog = "\b\n" + "\n".join([_(EXAMPLES), *(f"  {line}" for line in lines)])
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
        if parameter.name and not parameter.metavar and not getattr(parameter, "is_flag", False):
            parameter.metavar = "…" if parameter.param_type_name == "option" else parameter.name.upper()
    for below in getattr(command, "commands", {}).values():
        translate(below)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line (without the program's name) and return its exit status: 0, 1 or 2."""
    from fieldcase.office.languages import speak_language

    json, asked = usage.wants_json(arguments), usage.language_asked(arguments)
    speak_language(asked)
    if refusal := usage.unspoken(asked):
        return usage.tell(refusal, usage.WRONG, json=json)
    if not asked and (habit := usage.unspoken_by_habit()):
        typer.echo(habit, err=True)
    try:
        ended = command_tree().main(args=list(arguments), prog_name="fieldcase", standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BrokenPipeError:
        return usage.FAILED
    except typer.Abort:
        return usage.tell(usage.Stopped(), usage.FAILED, json=json)
    except Exception as failure:
        return _failed(failure, json=json)
    return ended if isinstance(ended, int) else 0


def _failed(failure: Exception, *, json: bool) -> int:
    """A group without its command shows its help; what was typed wrongly gets a sentence; the rest is a bug."""
    if type(failure).__name__ == "NoArgsIsHelpError":
        typer.echo(str(failure))
        return usage.WRONG
    if hasattr(failure, "exit_code") and hasattr(failure, "format_message"):
        return usage.tell(usage.wrong_usage(failure), usage.WRONG, json=json)
    return usage.tell(usage.unforeseen(failure), usage.FAILED, json=json)
