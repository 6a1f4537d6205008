"""`fieldcase import`: take a register in from a spreadsheet, look at it first, or undo it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.importing.apply import Imported
    from fieldcase.office.importing.plan import ImportPlan

GROUP = Group()


class NoFileNamed(Refusal):
    """An import needs a file, or the import that is undone."""

    code = "FC-561"
    message = N_("It is not said which file to import.")
    remedy = N_("Name a spreadsheet, or an import to undo: --undo BATCH.")


@GROUP.command(
    "import",
    N_("Take a register in from a spreadsheet (.xlsx, .csv), with a mapping of its columns. All of it or nothing."),
    "import register.xlsx --draft-mapping mapping.json",
    "import register.xlsx --mapping mapping.json --dry-run",
    "import register.xlsx --mapping mapping.json",
    "import --undo 8f21c0a4",
)
def import_(
    run: Run,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=N_("The register."))] = None,
    mapping: Annotated[Path | None, typer.Option(help=N_("What its columns mean; drafted when left out."))] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=N_("Only look; nothing is written."))] = False,
    draft: Annotated[
        Path | None, typer.Option("--draft-mapping", help=N_("Write a first mapping to this file, and stop."))
    ] = None,
    seal: Annotated[
        bool, typer.Option("--seal", help=N_("Seal rows about UN personnel to head and custodian."))
    ] = False,
    undo: Annotated[str, typer.Option(metavar="BATCH", help=N_("Undo this import."))] = "",
) -> None:
    """A register, looked at, taken in, or taken back."""
    from fieldcase.office.given import read_given

    if undo:
        _undo(run, undo)
        return
    if file is None:
        raise NoFileNamed
    data = read_given(file)
    said = read_given(mapping) if mapping else None
    if draft is not None:
        _draft(run, data, file.name, draft)
    elif dry_run:
        _look(run, data, file.name, said)
    else:
        _take(run, data, file.name, said, seal)


def _undo(run: Run, batch: str) -> None:
    from fieldcase.office.importing.undo import undo

    with run.session() as session:
        done = undo(session, batch)
    line = _("Undone: {rows} rows, {records} records. They may be imported again.")
    run.says.document("import-undone", done, line.format(rows=done.rows, records=done.records))


def _draft(run: Run, data: bytes, name: str, out: Path) -> None:
    from fieldcase.office.given import write_given
    from fieldcase.office.importing.apply import drafted_mapping

    with run.session() as session:
        write_given(out, drafted_mapping(session, data, file=name))
    line = _("A first mapping is in {file}. Read it through before you import with it.").format(file=out)
    run.says.document("mapping-drafted", {"mapping": str(out)}, line)


def _look(run: Run, data: bytes, name: str, mapping: bytes | None) -> None:
    from fieldcase.office.importing.apply import preview

    with run.session() as session:
        plan = preview(session, data, file=name, mapping=mapping)
        problems, notices = plan.problem_lines(), plan.notices()
    said: dict[str, Any] = {
        "dry_run": True,
        "rows": plan.rows_total,
        "importable": plan.importable,
        "problems": problems,
        "duplicates": _pairs(plan),
        "tables": [
            {"table": one.table, "record": one.record, "rows": len(one.rows), "importable": one.importable}
            for one in plan.tables
        ],
        "notices": notices,
    }
    line = _("{rows} rows, {importable} could come in, {problems} problems. Nothing was written.").format(
        rows=plan.rows_total, importable=plan.importable, problems=len(problems)
    )
    run.says.document("import", said, *_problems(problems), *notices, line)


def _pairs(plan: ImportPlan) -> list[dict[str, Any]]:
    return [{"table": one.table, "rows": one.rows, "score": round(one.score, 2)} for one in plan.incidents]


def _take(run: Run, data: bytes, name: str, mapping: bytes | None, seal: bool) -> None:
    from fieldcase.office.importing.apply import import_file

    with run.session() as session, run.progress() as tell:
        done = import_file(session, data, file=name, mapping=mapping, seal=seal, progress=tell)
    run.says.document("import", done, *_problems(done.problems), *_outcome(done))


def _problems(problems: tuple[dict[str, Any], ...]) -> list[str]:
    rows = [
        (one["table"] or "", one["row"], one["column"] or "", one["kind"], f"{one['problem']} {one['remedy']}")
        for one in problems
    ]
    return table((_("Table"), _("Row"), _("Column"), _("Kind"), _("Problem and what to do")), rows) if rows else []


def _outcome(done: Imported) -> list[str]:
    lines = [
        _("{imported} of {rows} rows came in, {skipped} were here already.").format(
            imported=done.imported, rows=done.rows, skipped=done.skipped
        )
    ]
    lines += _waiting(done)
    lines += [
        ngettext(
            "Before triage {count} case lacks: {what}", "Before triage {count} cases lack: {what}", one.cases
        ).format(count=one.cases, what=one.sentence)
        for one in done.drafts
    ]
    if done.batch:
        lines.append(_("To undo it: fieldcase import --undo {batch}").format(batch=done.batch))
    return lines


def _waiting(done: Imported) -> list[str]:
    """What of a register waits for a person, a line each."""
    held, pairs, updates = len(done.held), len(done.duplicates), len(done.updates)
    told = (
        (
            held,
            ngettext(
                "{count} of them waits for its case, whose row is blocked.",
                "{count} of them wait for their case, whose row is blocked.",
                held,
            ),
        ),
        (
            pairs,
            ngettext(
                "{count} pair of rows may be one incident: compare them (fieldcase due).",
                "{count} pairs of rows may be one incident: compare them (fieldcase due).",
                pairs,
            ),
        ),
        (
            updates,
            ngettext(
                "{count} row says something else than before; nothing of that was applied.",
                "{count} rows say something else than before; nothing of that was applied.",
                updates,
            ),
        ),
        (
            len(done.sealable),
            ngettext(
                "{count} row is about UN personnel and stayed out: --seal takes it in.",
                "{count} rows are about UN personnel and stayed out: --seal takes them in.",
                len(done.sealable),
            ),
        ),
        (
            done.sealed,
            ngettext(
                "{count} row was sealed to head and custodian.",
                "{count} rows were sealed to head and custodian.",
                done.sealed,
            ),
        ),
    )
    return [sentence.format(count=count) for count, sentence in told if count]
