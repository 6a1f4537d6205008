"""`fieldcase conflict`: fields that two laptops changed apart, and which value is to stand."""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

GROUP = Group("conflict", N_("Conflicts: values that were written apart; a person decides which stands."))


@GROUP.command(
    "list", N_("List fields with several values; those of closed compartments are not shown."), "conflict list"
)
def list_(run: Run) -> None:
    """Every field in conflict."""
    from fieldcase.office.cases.conflicts import list_conflicts

    with run.session() as session:
        found = list_conflicts(session)
    rows = [
        (one.kind, one.record[:8], one.path, value.ref[:12], "" if one.hidden else value.value)
        for one in found
        for value in (one.values or ())
    ] + [(one.kind, one.record[:8], one.path, "", "…") for one in found if not one.values]
    heads = (_("Kind"), _("Record"), _("Field"), _("Value's id"), _("Value"))
    run.says.document("conflicts", {"conflicts": found}, *table(heads, rows))


@GROUP.command(
    "decide",
    N_("Keep one of the values; the others stay in the history."),
    "conflict decide act 3fa211 date 8810c2ffa1d0",
)
def decide(
    run: Run,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=N_("Kind of record."))],
    record: Annotated[str, typer.Argument(metavar="RECORD", help=N_("Number, code or id."))],
    field: Annotated[str, typer.Argument(metavar="FIELD", help=N_("Field, as the list has it."))],
    value: Annotated[str, typer.Argument(metavar="VALUE", help=N_("Id of the value that stands, or its beginning."))],
) -> None:
    """One value is to stand."""
    from fieldcase.office.called import called
    from fieldcase.office.cases.conflicts import decide_conflict

    with run.session() as session:
        found = called(session, kind, record)
        apart = [one.ref for one in session.vault.alternatives(kind, found, field) if one.ref.startswith(value)]
        decide_conflict(session, kind, found, field, apart[0] if len(apart) == 1 else value)
    run.says.document("conflict-decide", {"record": found, "field": field}, _("Decided."))
