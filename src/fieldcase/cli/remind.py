"""`fieldcase letter remind`: one reminder of one letter or of many to the same State."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.letter import GROUP, Languages
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _


@GROUP.command(
    "remind",
    N_("Draft one reminder of letters that were dispatched: one or many, to the same State. Says which stay out."),
    "letter remind 5ab0c1",
    "letter remind 5ab0c1 77d2e0 91bc04 --language fr",
    "letter remind --state XKA --overdue",
)
def remind(
    run: Run,
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="LETTER…", help=N_("Id of each letter, or the beginning of it."))
    ] = None,
    state: Annotated[str, typer.Option(help=N_("All letters to this State, with --overdue."))] = "",
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("Those whose reply is overdue."))] = False,
    language: Languages = None,
) -> None:
    """A reminder of one letter or of many."""
    from fieldcase.office.called import called
    from fieldcase.office.letters.reminding import overdue_letters, remind_of

    if bool(letters) == bool(state) or bool(state) != overdue:
        why, expected = _("it is not clear which letters are meant"), _("letters, or --state with --overdue")
        raise BadValue(field="letters", value=state, why=why, expected=expected)
    with run.session() as session:
        found = [called(session, "letter earlier_letter", one) for one in letters or ()]
        made = remind_of(session, found or overdue_letters(session, state), languages=tuple(language or ()))
    lines = [
        _("Left out: {reference} ({case}): {why}").format(
            reference=one.reference or one.letter[:8], case=one.case_no, why=" ".join(one.reasons)
        )
        for one in made.left_out
    ]
    said = {"id": made.letter.id, "kind": made.letter.kind, "cites": made.cites, "left_out": made.left_out}
    run.says.document("letter-remind", said, made.letter.id, *lines)
