"""`fieldcase letter register` and what belongs to it: every reference that the office gave, and what became of it."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.labels import Labels
from fieldcase.cli.letter import GROUP
from fieldcase.cli.lines import table
from fieldcase.cli.run import Run
from fieldcase.model.words import N_, _, ngettext


@GROUP.command(
    "register",
    N_("Every reference given: dispatched, cancelled and why, lost. Status 1 while one is unexplained."),
    "letter register",
    "letter register --year 2026 --json",
)
def register(
    run: Run,
    year: Annotated[int | None, typer.Option(min=1990, max=2999, help=N_("Only this year; all by default."))] = None,
    series: Annotated[str, typer.Option(help=N_("Only this series, such as XKAL-03/2026."))] = "",
) -> None:
    """The register of references."""
    from fieldcase.model.rules.numbering import FATES
    from fieldcase.office.letters.register import numbers_given

    with run.session() as session:
        numbers = numbers_given(session, year=year, series=series)
        labels = Labels.of(session)
    rows = [
        (
            one.reference,
            one.day,
            labels.term("letter_kind", one.kind),
            one.state,
            ", ".join(one.cases),
            _(FATES[one.fate]),
            one.reason or (_("to be explained") if one.asks else ""),
        )
        for one in numbers
    ]
    heads = (_("Reference"), _("Signed"), _("Kind"), _("State"), _("Cases"), _("Status"), _("Reason"))
    open_ones = sum(one.asks for one in numbers)
    lines = list(table(heads, rows))
    if open_ones:
        more = ngettext("{count} number is to be explained:", "{count} numbers are to be explained:", open_ones)
        lines.append(f"{more.format(count=open_ones)} fieldcase letter explain REFERENCE --reason …")
    run.says.document("letter-register", {"numbers": numbers, "unexplained": open_ones}, *lines)
    if open_ones:
        raise typer.Exit(1)


@GROUP.command(
    "explain",
    N_("Say what happened to a reference that no letter accounts for: it stays in the register with your word."),
    'letter explain OHCHR/XKAL/07-004/2026 --reason "Typed by hand while the laptop was broken; copy in folder 12."',
)
def explain(
    run: Run,
    reference: Annotated[str, typer.Argument(help=N_("The reference, as the register shows it."))],
    reason: Annotated[str, typer.Option(help=N_("What happened, in codes."))],
) -> None:
    """A number, explained."""
    from fieldcase.office.letters.register import explain_number

    with run.session() as session:
        made = explain_number(session, reference, reason)
    run.says.document("letter-explain", {"id": made.id}, _("Saved."))


@GROUP.command(
    "last-number",
    N_("After an older copy of the vault was put back: say which number of this year was given last."),
    'letter last-number 17 --reason "The paper register ends there; the laptop was restored from the copy of 3 May."',
)
def last_number(
    run: Run,
    serial: Annotated[int, typer.Argument(min=0, help=N_("The last number of this laptop that went out."))],
    reason: Annotated[str, typer.Option(help=N_("How you know, in codes."))],
) -> None:
    """Numbers that went out before."""
    from fieldcase.office.letters.register import last_number as say

    with run.session() as session:
        made = say(session, serial, reason)
    told = ngettext(
        "{count} number is in the register as lost.", "{count} numbers are in the register as lost.", len(made)
    )
    run.says.document("letter-last-number", {"lost": len(made)}, told.format(count=len(made)))
