"""The command `fieldcase`: puts the command groups together and turns their outcome into an exit status."""

from __future__ import annotations

from collections.abc import Sequence

import typer

from fieldcase import __version__
from fieldcase.model.words import N_, _


def commands() -> typer.Typer:
    """Build the whole command tree; every group is one file beside this one."""
    app = typer.Typer(name="fieldcase", no_args_is_help=True, pretty_exceptions_enable=False)

    @app.callback(
        invoke_without_command=True, help=_(N_("Record, verify and act on reprisals, in an encrypted vault."))
    )
    def fieldcase(
        version: bool = typer.Option(False, "--version", help=_(N_("Print the version and stop.")), is_eager=True),
    ) -> None:
        if version:
            typer.echo(f"fieldcase {__version__}")
            raise typer.Exit

    return app


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line (without the program's name) and return its exit status: 0, 1 or 2."""
    try:
        typer.main.get_command(commands()).main(args=list(arguments), prog_name="fieldcase")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    return 0
