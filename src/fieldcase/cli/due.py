"""`fieldcase due`: what needs this person today, and what the clocks of letters ask for."""

from __future__ import annotations

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

GROUP = Group()


@GROUP.command(
    "due", N_("What needs you today, the most pressing first: tasks, reviews, replies overdue."), "due", "due --json"
)
def due(run: Run) -> None:
    """The list of today."""
    from fieldcase.office.due import what_needs_me
    from fieldcase.office.letters.listing import letters_due

    with run.session() as session:
        items = what_needs_me(session)
        letters = letters_due(session)
    rows = [
        (one.due or "", _("overdue") if one.overdue else "", one.case_no, one.sentence, one.origin) for one in items
    ]
    clocks = [(one.task.due or "", "", one.case_no, one.task.sentence, one.reference) for one in letters]
    heads = (_("Due"), "", _("Case"), _("What"), _("Asked for by"))
    run.says.document("due", {"items": items, "letters": letters}, *table(heads, [*rows, *clocks], sentences=True))
