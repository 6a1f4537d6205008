"""`fieldcase letter render-all`: many letters as files in one go, and at the end what could not be written."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldcase.cli.labels import require_choice, require_status
from fieldcase.cli.letter import GROUP, letter_called
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _, ngettext


@GROUP.command(
    "render-all",
    N_(
        "Write many letters as files named by their references: those named, or all of a status or to a State. One "
        "that cannot be written stops none of the others; status 1 tells that there was one."
    ),
    "letter render-all --status signed --into outgoing",
    "letter render-all --status approved --state XKA --format docx --into review",
    "letter render-all 5ab0c1 77d2e0 --language fr --into copies",
)
def render_all(
    run: Run,
    into: Annotated[Path, typer.Option(metavar="DIR", help=N_("Folder for the files; made where it is not there."))],
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="LETTER…", help=N_("Id of each letter, or the beginning of it."))
    ] = None,
    status: Annotated[str, typer.Option(help=N_("Only letters that stand there."))] = "",
    state: Annotated[str, typer.Option(help=N_("Only letters to this State."))] = "",
    rendition: Annotated[
        str, typer.Option(help=N_("state_full, office_copy, public_redacted or hq_coded."))
    ] = "state_full",
    form: Annotated[str, typer.Option("--format", help=N_("pdf or docx."))] = "pdf",
    language: Annotated[
        list[str] | None, typer.Option(help=N_("Languages; each letter's authentic one by default."))
    ] = None,
) -> None:
    """A batch of letters."""
    from fieldcase.office.letters.many import WRITTEN, draw_many, letters_of

    require_status("letter", status, "--status")
    require_choice("--rendition", rendition, WRITTEN)
    require_choice("--format", form, ("pdf", "docx"))
    if letters and (status or state):
        why, expected = _("letters are named already"), _("letters, or --status and --state")
        raise BadValue(field="letters", value=status or state, why=why, expected=expected)
    with run.session() as session:
        named = [letter_called(session, one) for one in letters or ()]
        found = named or letters_of(session, status=status, state=state)
        with run.progress() as tell:
            made = draw_many(
                session, found, into, rendition=rendition, fmt=form, languages=tuple(language or ()), progress=tell
            )
    count = len(made.drawn)
    told = ngettext("{count} letter written to {folder}.", "{count} letters written to {folder}.", count)
    lines = [told.format(count=count, folder=into)]
    lines += [
        _("Not written: {letter} ({language}). {why}").format(
            letter=one.reference or one.letter[:8], language=one.language, why=f"{one.reason} {one.remedy}".strip()
        )
        for one in made.not_drawn
    ]
    run.says.document("letter-render-all", {"drawn": made.drawn, "not_drawn": made.not_drawn}, *lines)
    if made.not_drawn:
        raise typer.Exit(1)
