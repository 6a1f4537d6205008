"""`fieldcase due`: what needs this person today, and the days of replies as a file for a calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

GROUP = Group()


@GROUP.command(
    "due",
    N_("What needs you today, the most pressing first: tasks, reviews, replies overdue. Or the days as a calendar."),
    "due --json",
    "due --calendar replies.ics",
)
def due(
    run: Run,
    calendar: Annotated[
        Path | None,
        typer.Option(metavar="FILE.ics", help=N_("Write the days as a calendar instead: no names, cases or States.")),
    ] = None,
    references: Annotated[
        bool,
        typer.Option(
            "--references", help=N_("With the office's references of letters: whoever sees the calendar sees them.")
        ),
    ] = False,
) -> None:
    """The list of today."""
    from fieldcase.office.due import what_needs_me
    from fieldcase.office.letters.listing import letters_due

    if calendar is not None:
        _write_calendar(run, calendar, references)
        return
    with run.session() as session:
        items = what_needs_me(session)
        letters = letters_due(session)
    told = {(one.kind, one.records) for one in items}
    rows = [
        (
            one.due or "",
            _("overdue") if one.overdue else "",
            one.case_no,
            one.sentence,
            _("the clock") if one.origin == "tracker" else one.origin,
            one.task[:8],
        )
        for one in items
    ]
    clocks = [
        (one.task.due or "", "", one.case_no, one.task.sentence, one.reference, "")
        for one in letters
        if (one.task.kind, one.task.targets) not in told
    ]
    heads = (_("Due"), "", _("Case"), _("What"), _("Asked for by"), _("Task"))
    run.says.document("due", {"items": items, "letters": letters}, *table(heads, [*rows, *clocks], sentences=True))


@GROUP.command(
    "done",
    N_("Say that a task is done, and what was done: it leaves the list of what needs you."),
    'done 5ab0c1d2 --note "Told by telephone."',
)
def done(
    run: Run,
    task: Annotated[str, typer.Argument(metavar="TASK", help=N_("Id of the task, or its beginning (fieldcase due)."))],
    note: Annotated[str, typer.Option(help=N_("What was done, in codes."))],
) -> None:
    """A task done."""
    from fieldcase.office.called import called
    from fieldcase.office.cases.tasks import finish_task

    with run.session() as session:
        made = finish_task(session, called(session, "task", task), note)
    run.says.document("done", {"task": made.id, "done_at": made.done_at}, _("Done."))


def _write_calendar(run: Run, file: Path, references: bool) -> None:
    from fieldcase.office.given import require_new, write_given
    from fieldcase.office.letters.calendar import calendar_file

    require_new(file)
    with run.session() as session:
        data = calendar_file(session, references=references)
    write_given(file, data)
    run.says.document(
        "due-calendar",
        {"file": str(file), "bytes": len(data), "references": references},
        _("Written to {file}. Taken into a calendar again, it changes what stands there.").format(file=file),
    )
