"""`fieldcase letter agree`: what was agreed with the recipient of a letter to a source before anything is sent."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.letter import GROUP, Letter, letter_called
from fieldcase.cli.run import Run
from fieldcase.model.words import N_, _


@GROUP.command(
    "agree",
    N_("Record what was agreed with a source or victim: the channel is safe, how much the letter may say."),
    "letter agree 5ab0c1 --detail minimal",
    "letter agree 5ab0c1 --detail full --letterhead --name",
)
def agree(
    run: Run,
    letter: Letter,
    detail: Annotated[str, typer.Option(help=N_("minimal, general or full."))],
    letterhead: Annotated[bool, typer.Option("--letterhead", help=N_("It may bear the office's name."))] = False,
    name: Annotated[bool, typer.Option("--name", help=N_("It may bear the person's own name."))] = False,
) -> None:
    """Agreed, and drafted anew as far as that goes."""
    from fieldcase.office.letters.editing import agree as record

    with run.session() as session:
        made = record(session, letter_called(session, letter), detail=detail, letterhead=letterhead, name=name)
    run.says.document("letter-agree", {"id": made.id}, _("Saved."))
