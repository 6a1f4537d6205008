"""`fieldcase letter clear` and `object`: what the desk at headquarters says of a letter that it has to clear."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.letter import GROUP, Letter, letter_called
from fieldcase.cli.run import Run
from fieldcase.model.words import N_, _


@GROUP.command(
    "clear",
    N_("At headquarters: clear a letter to a de facto authority as it stands, so that it may be signed."),
    "letter clear 5ab0c1",
)
def clear(run: Run, letter: Letter, remarks: Annotated[str, typer.Option(help=N_("Remarks, in codes."))] = "") -> None:
    """Cleared."""
    from fieldcase.office.letters.clearing import clear_letter

    with run.session() as session:
        made = clear_letter(session, letter_called(session, letter), remarks)
    run.says.document("letter-clear", {"step": made.id}, _("Cleared."))


@GROUP.command(
    "object",
    N_("At headquarters: do not clear a letter to a de facto authority; it cannot be signed."),
    'letter object 5ab0c1 --reason "Not while the talks last."',
)
def object_(run: Run, letter: Letter, reason: Annotated[str, typer.Option(help=N_("Why, in codes."))]) -> None:
    """Not cleared."""
    from fieldcase.office.letters.clearing import object_to_letter

    with run.session() as session:
        made = object_to_letter(session, letter_called(session, letter), reason)
    run.says.document("letter-object", {"step": made.id}, _("The objection is recorded."))
