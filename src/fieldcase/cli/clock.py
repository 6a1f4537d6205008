"""`fieldcase letter` on time: where the clocks stand, receipts, more time, and that nobody answered by a day."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from fieldcase.cli.dispatch import Scan, proof_named
from fieldcase.cli.labels import Labels, require_choice, require_status
from fieldcase.cli.labels import status as status_label
from fieldcase.cli.letter import GROUP, Letter, letter_called
from fieldcase.cli.lines import table
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _
from fieldcase.office.moments import instant

ONE_DAY = ["%Y-%m-%d"]


@GROUP.command(
    "list",
    N_("List letters, when their replies are due, where their clocks stand and what came back."),
    "letter list --case XKAL-03-2026-00001",
    "letter list --state XKA --clock overdue --clock soon",
)
def list_(
    run: Run,
    case: Annotated[str, typer.Option(help=N_("Only letters of this case."))] = "",
    status: Annotated[str, typer.Option(help=N_("Only letters that stand there."))] = "",
    state: Annotated[str, typer.Option(help=N_("Only letters to this State."))] = "",
    clock: Annotated[list[str] | None, typer.Option(help=N_("Only where the clock stands so; repeat it."))] = None,
) -> None:
    """Letters, newest first."""
    from fieldcase.model.rules.tracker import LABELS, ClockState
    from fieldcase.office.called import case_called
    from fieldcase.office.letters.listing import list_letters

    require_status("letter", status, "--status")
    clocks = [ClockState(require_choice("--clock", one, ClockState)) for one in clock or ()]
    with run.session() as session:
        only = case_called(session, case) if case else ""
        found = list_letters(session, case_id=only, status=status, state=state, clocks=clocks)
        labels = Labels.of(session)
    rows = [
        (
            one.id[:8],
            one.case_no,
            labels.term("letter_kind", one.kind),
            one.addressee_state,
            status_label("letter", one.status),
            one.reference,
            one.dispatched or "",
            one.clock.due or "",
            _(LABELS[one.clock.state]),
            _(LABELS[one.outcome]) if one.outcome else "",
        )
        for one in found
    ]
    heads = (_("Id"), _("Case"), _("Kind"), _("State"), _("Status"), _("Reference"), _("Dispatched"))
    run.says.document("letters", {"letters": found}, *table((*heads, _("Reply due"), _("Clock"), _("Reply")), rows))


@GROUP.command(
    "receipt",
    N_("Record that the addressee received a letter, with the proof."),
    "letter receipt 5ab0c1 --proof XKAL-03-2026-00001/EV2 --at 2026-03-14",
    "letter receipt 5ab0c1 --file stamped.pdf",
)
def receipt(
    run: Run,
    letter: Letter,
    proof: Annotated[str, typer.Option(help=N_("Evidence of it: CASE/NUMBER or id."))] = "",
    file: Scan = None,
    at: Annotated[str, typer.Option(help=N_("When it was received; now by default."))] = "",
) -> None:
    """It came in there."""
    from fieldcase.office.letters.steps import confirm_receipt

    with run.session() as session:
        found = letter_called(session, letter)
        when = instant(session, at, "--at")
        evidence = proof_named(session, found, proof, file)
        made = confirm_receipt(session, found, proof=evidence, at=when)
    due = made.taken.due_at
    line = _("Received. A reply is due on {day}.").format(day=due) if due else _("Received.")
    run.says.document("letter-receipt", {"step": made.id, "due_at": due}, line)


@GROUP.command(
    "extend",
    N_("Give the State more time, or decide that the day stays although it asked."),
    'letter extend 5ab0c1 2026-06-30 --reason "The Ministry asked."',
    'letter extend 5ab0c1 --keep --reason "The person is still detained."',
)
def extend(
    run: Run,
    letter: Annotated[str, typer.Argument(metavar="LETTER", help=N_("Letter or earlier letter: its id."))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))],
    until: Annotated[datetime | None, typer.Argument(formats=ONE_DAY, help=N_("New day of the reply."))] = None,
    keep: Annotated[bool, typer.Option("--keep", help=N_("The day stays as it is."))] = False,
) -> None:
    """More time, or not."""
    from fieldcase.office.called import called
    from fieldcase.office.letters.extending import extend as give
    from fieldcase.office.letters.extending import keep_due_day

    if keep == (until is not None):
        why, expected = _("it says neither or both"), _("a day, or --keep")
        raise BadValue(field="until", value=until.date() if until else _("empty"), why=why, expected=expected)
    with run.session() as session:
        found = called(session, "letter earlier_letter", letter)
        made = give(session, found, until.date(), reason) if until else keep_due_day(session, found, reason)
    due = made.taken.due_at
    run.says.document("letter-extend", {"step": made.id, "due_at": due}, _("A reply is due on {day}.").format(day=due))


@GROUP.command(
    "silence",
    N_("Say whether a State had answered a letter by a day, with the sentence to print."),
    "letter silence 5ab0c1 --on 2026-05-10 --language en --language fr",
)
def silence(
    run: Run,
    letter: Annotated[str, typer.Argument(metavar="LETTER", help=N_("Letter or earlier letter: its id."))],
    on: Annotated[datetime | None, typer.Option(formats=ONE_DAY, help=N_("The day, such as a cut-off."))] = None,
    language: Annotated[list[str] | None, typer.Option(help=N_("Language; else those of the letter."))] = None,
) -> None:
    """A dated fact."""
    from fieldcase.office.called import called
    from fieldcase.office.letters.silence import silence_of

    with run.session() as session:
        found = called(session, "letter earlier_letter", letter)
        day = on.date() if on else session.today()
        told = silence_of(session, found, day, tuple(language or ()))
    heard = {
        "replied": _("A reply had come by {day}."),
        "not_asked": _("No reply had been asked for by {day}."),
    }
    lines = list(told.sentences.values()) or [heard[told.fact.heard].format(day=day)]
    run.says.document("letter-silence", {"fact": told.fact, "sentences": told.sentences}, *lines)
