"""What came of an import, in sentences; and what stands at the foot of every step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.importing.apply import Imported

STEPS = (N_("File"), N_("Columns"), N_("Values"), N_("Preview"), N_("Result"))
FOOT = N_("The whole import can be undone as one. Consent is not imported: every person starts as “not asked”.")


def import_words(rows: int) -> str:
    """The primary button: it always says the number."""
    return ngettext("Import {count} row", "Import {count} rows", rows).format(count=rows)


def outcome(done: Imported) -> tuple[str, ...]:
    """What became of the rows, a line each; the first is the sum."""
    came = _("{imported} of {rows} rows came in, {skipped} were here already.")
    lines = [came.format(imported=done.imported, rows=done.rows, skipped=done.skipped)]
    told = (
        (done.blocked, ngettext("{count} row was left out.", "{count} rows were left out.", done.blocked)),
        (
            len(done.held),
            ngettext(
                "{count} of them waits for its case, whose row is blocked.",
                "{count} of them wait for their case, whose row is blocked.",
                len(done.held),
            ),
        ),
        (
            len(done.duplicates),
            ngettext(
                "{count} pair of rows may be one incident: a task asks to compare them.",
                "{count} pairs of rows may be one incident: tasks ask to compare them.",
                len(done.duplicates),
            ),
        ),
        (
            len(done.updates),
            ngettext(
                "{count} row says something else than before; nothing of that was applied.",
                "{count} rows say something else than before; nothing of that was applied.",
                len(done.updates),
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
        (
            len(done.sealable),
            ngettext(
                "{count} row is about UN personnel and stayed out.",
                "{count} rows are about UN personnel and stayed out.",
                len(done.sealable),
            ),
        ),
    )
    lines += [sentence.format(count=count) for count, sentence in told if count]
    lacks = (
        ngettext(
            "Before triage {count} case lacks: {what}", "Before triage {count} cases lack: {what}", one.cases
        ).format(count=one.cases, what=one.sentence)
        for one in done.drafts
    )
    return (*lines, *lacks)
