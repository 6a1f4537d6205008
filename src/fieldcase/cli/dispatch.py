"""`fieldcase letter dispatch`, `letter copy`, `letter dispatches`: what left, by which way, with which proof."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import Labels
from fieldcase.cli.letter import GROUP, Letter, letter_called
from fieldcase.cli.lines import table
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _
from fieldcase.office.moments import instant

if TYPE_CHECKING:
    from fieldcase.office.session import Session

Proof = Annotated[str, typer.Option(help=N_("Evidence that it was handed over: CASE/NUMBER or id."))]
Scan = Annotated[Path | None, typer.Option("--file", help=N_("Or a scan of the proof: it becomes evidence."))]
Way = Annotated[str, typer.Option(help=N_("How it left; of a letter to a source nothing is said."))]
Handed = Annotated[str, typer.Option(help=N_("When it was handed over; now by default."))]


@GROUP.command(
    "dispatch",
    N_("Record that a signed letter left, with the proof; the clock starts."),
    "letter dispatch 5ab0c1 --proof XKAL-03-2026-00001/EV1 --method hand",
    'letter dispatch 5ab0c1 --file receipt.pdf --method hand --to "Registry of the Ministry"',
)
def dispatch(
    run: Run,
    letter: Letter,
    method: Way = "",
    proof: Proof = "",
    file: Scan = None,
    to: Annotated[str, typer.Option(help=N_("Desk or function that took it; never a name."))] = "",
    at: Handed = "",
) -> None:
    """It left."""
    from fieldcase.office.letters.steps import dispatch as take

    with run.session() as session:
        found = letter_called(session, letter)
        when = instant(session, at, "--at")
        evidence = proof_named(session, found, proof, file)
        made = take(session, found, proof=evidence, method=method, at=when, recipient=to)
    due = made.taken.due_at
    line = _("Dispatched. A reply is due on {day}.").format(day=due) if due else _("Dispatched.")
    run.says.document("letter-dispatch", {"step": made.id, "due_at": due}, line)


@GROUP.command(
    "copy",
    N_("Record that a copy of a letter left, to another addressee of the same State, such as its permanent mission."),
    "letter copy 5ab0c1 permanent_mission --file receipt.pdf --method pouch",
)
def copy(
    run: Run,
    letter: Letter,
    addressee: Annotated[str, typer.Argument(help=N_("Kind of addressee in that State."))],
    method: Way,
    proof: Proof = "",
    file: Scan = None,
    at: Handed = "",
) -> None:
    """A copy."""
    from fieldcase.office.letters.dispatching import send_copy

    with run.session() as session:
        found = letter_called(session, letter)
        when = instant(session, at, "--at")
        evidence = proof_named(session, found, proof, file)
        made = send_copy(session, found, addressee, proof=evidence, method=method, at=when)
    run.says.document("letter-copy", {"step": made.id, "to": made.taken.recipient}, made.taken.recipient)


@GROUP.command(
    "dispatches",
    N_("The log of dispatches: what left, copies too, by which way, to whom, with which proof, received when."),
    "letter dispatches --year 2026 --state XKA",
)
def dispatches(
    run: Run,
    year: Annotated[int | None, typer.Option(min=1990, max=2999, help=N_("Only this year; all by default."))] = None,
    state: Annotated[str, typer.Option(help=N_("Only letters to this State."))] = "",
) -> None:
    """What left."""
    from fieldcase.office.letters.dispatching import dispatch_log

    with run.session() as session:
        found = dispatch_log(session, year=year, state=state)
        labels = Labels.of(session)
    rows = [
        (
            one.day,
            one.reference,
            _("copy") if one.copy else labels.term("letter_kind", one.kind),
            one.state,
            one.to,
            one.method,
            one.proof,
            " ".join(filter(None, (one.received, one.receipt))),
        )
        for one in found
    ]
    heads = (_("Day"), _("Reference"), _("Kind"), _("State"), _("Handed to"), _("Way"), _("Proof"), _("Received"))
    run.says.document("letter-dispatches", {"dispatches": found}, *table(heads, rows))


def proof_named(session: Session, letter: str, proof: str, file: Path | None) -> str:
    """The evidence that was named, or the one that a scan becomes. Raises `BadValue` for both or none."""
    from fieldcase.office.called import called
    from fieldcase.office.given import read_given
    from fieldcase.office.letters.proofs import keep_proof

    if bool(proof) == bool(file):
        why, expected = _("one proof is needed"), _("--proof or --file")
        raise BadValue(field="proof", value=proof[:40], why=why, expected=expected)
    if file is None:
        return called(session, "evidence", proof)
    return keep_proof(session, letter, read_given(file), file.name)
