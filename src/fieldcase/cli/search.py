"""`fieldcase search`: find records by words, in any script; names only where this seat may see them."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _

GROUP = Group()


@GROUP.command(
    "search",
    N_("Find records by words. Names are found with a reason only, and the look is logged."),
    "search detention airport",
    'search Dovrak --reason "She telephoned."',
)
def search(
    run: Run,
    words: Annotated[list[str], typer.Argument(help=N_("Words to find; all of them."))],
    reason: Annotated[str, typer.Option(help=N_("Why names are looked for."))] = "",
    limit: Annotated[int, typer.Option(min=1, max=500, help=N_("Show so many."))] = 50,
) -> None:
    """The best records for some words."""
    from fieldcase.office.search import search as find

    if not " ".join(words).strip():
        raise BadValue(field="WORDS", value=_("empty"), why=_("nothing is looked for"), expected=_("a word or two"))
    with run.session() as session:
        hits = find(session, " ".join(words), limit, reason=reason)
    rows = [(one.kind, one.code or one.id[:8], one.case_no, one.field, one.text) for one in hits]
    heads = (_("Kind"), _("Record"), _("Case"), _("Field"), _("Text"))
    run.says.document("search", {"hits": hits}, *table(heads, rows, sentences=True))
