"""`fieldcase letter`, for proposals: submit to headquarters, take up or decline there, and see where one stands."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import Labels
from fieldcase.cli.labels import status as status_label
from fieldcase.cli.letter import GROUP, Letter
from fieldcase.cli.outcome import finding_lines
from fieldcase.cli.run import Run
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.letters.headquarters import AtHeadquarters
    from fieldcase.office.session import Session


def _letter(session: Session, said: str) -> str:
    from fieldcase.office.called import called

    return called(session, "letter", said)


@GROUP.command(
    "propose",
    N_("Say which mandates, or which committee, a proposal suggests (mechanism)."),
    "letter propose 5ab0c1 sr_defenders wg_arbitrary_detention",
)
def propose(
    run: Run,
    letter: Letter,
    bodies: Annotated[list[str], typer.Argument(metavar="BODY", help=N_("Mandates or committee (mechanism)."))],
) -> None:
    """To whom it is meant."""
    from fieldcase.office.letters.proposing import propose_to

    with run.session() as session:
        made = propose_to(session, _letter(session, letter), tuple(bodies))
    run.says.document("letter-propose", {"id": made.id, "bodies": made.bodies}, _("Saved."))


@GROUP.command(
    "session",
    N_("Say for which session of the Council a brief for its President is."),
    'letter session 5ab0c1 "62nd session"',
)
def council_session(
    run: Run,
    letter: Letter,
    called_so: Annotated[str, typer.Argument(metavar="SESSION", help=N_("As the Council counts it."))],
) -> None:
    """The session of the good-offices note."""
    from fieldcase.office.letters.goodoffices import say_session

    with run.session() as session:
        made = say_session(session, _letter(session, letter), called_so)
    run.says.document("letter-session", {"id": made.id, "session": made.council_session}, _("Saved."))


@GROUP.command(
    "submit-hq",
    N_("Record that an approved proposal went to headquarters; send it first (fieldcase send)."),
    "letter submit-hq 5ab0c1",
)
def submit_hq(run: Run, letter: Letter) -> None:
    """The head submits."""
    from fieldcase.office.letters.proposing import submit_to_headquarters

    with run.session() as session:
        made = submit_to_headquarters(session, _letter(session, letter))
    lines = (_("Submitted, with package {package}.").format(package=made.taken.transfer[:8]), _("Send once more."))
    run.says.document("letter-submit-hq", {"step": made.id, "package": made.taken.transfer}, *lines)


@GROUP.command(
    "accept",
    N_("At headquarters: record that a proposal was taken up, with the reference that was given and its proof."),
    'letter accept 5ab0c1 --system "Special procedures" --reference "AL XKA 1/2026" --dated 2026-03-20 --file page.pdf',
)
def accept(
    run: Run,
    letter: Letter,
    system: Annotated[str, typer.Option(help=N_("Whose reference it is."))],
    reference: Annotated[str, typer.Option(help=N_("The reference, typed as it was given."))],
    dated: Annotated[str, typer.Option(help=N_("The date that it bears (EDTF)."))],
    file: Annotated[Path, typer.Option(help=N_("The paper that shows it; it is kept with the reference."))],
    gone_on: Annotated[
        bool, typer.Option("--gone-on", help=N_("It had gone on before a consent was withdrawn or lapsed."))
    ] = False,
) -> None:
    """Taken up, by headquarters' desk."""
    from fieldcase.office.given import read_given
    from fieldcase.office.letters.proposing import Given, accept_proposal

    paper = read_given(file)
    with run.session() as session:
        given = Given(system=system, reference=reference, date=dated)
        made, kept = accept_proposal(session, _letter(session, letter), given, paper, gone_on=gone_on)
    said = {"step": made.id, "external_ref": kept.id, "reference": kept.reference}
    run.says.document("letter-accept", said, _("Taken up under {reference}.").format(reference=kept.reference))


@GROUP.command(
    "decline",
    N_("At headquarters: record that a proposal was not taken up, and why."),
    'letter decline 5ab0c1 --reason "The facts are older than a year."',
)
def decline(run: Run, letter: Letter, reason: Annotated[str, typer.Option(help=N_("Why, in codes."))]) -> None:
    """Declined, by headquarters' desk."""
    from fieldcase.office.letters.proposing import decline_proposal

    with run.session() as session:
        made = decline_proposal(session, _letter(session, letter), reason)
    run.says.document("letter-decline", {"step": made.id}, _("Declined."))


@GROUP.command(
    "outcome",
    N_("At headquarters: record what came of a brief for the President of the Council."),
    'letter outcome 5ab0c1 --text "The President spoke to the mission." --public no',
)
def outcome(
    run: Run,
    letter: Letter,
    text: Annotated[str, typer.Option(help=N_("The outcome, in codes."))] = "",
    public: Annotated[str, typer.Option(help=N_("Mentioned in public: yes, no or unknown."))] = "",
    consulted: Annotated[str, typer.Option(help=N_("When the State was consulted (EDTF), as Geneva tells it."))] = "",
    how: Annotated[str, typer.Option(help=N_("How the State was consulted."))] = "",
) -> None:
    """What came of it."""
    from fieldcase.model.kinds.reporting import Consulted
    from fieldcase.office.letters.goodoffices import record_outcome

    told = Consulted(when=consulted, how=how) if consulted or how else None
    with run.session() as session:
        made = record_outcome(session, _letter(session, letter), outcome=text, public=public, consulted=told)
    run.says.document("letter-outcome", {"note": made.id}, _("Saved."))


@GROUP.command(
    "hq",
    N_("Where a proposal stands at headquarters: package, answer, reference or reason."),
    "letter hq 5ab0c1",
    "letter hq 5ab0c1 --paper page.pdf",
)
def hq(
    run: Run,
    letter: Letter,
    paper: Annotated[Path | None, typer.Option(help=N_("File to write the paper to; the look is logged."))] = None,
) -> None:
    """Where it stands."""
    from fieldcase.office.given import require_new, write_given
    from fieldcase.office.letters.headquarters import at_headquarters, open_paper

    if paper is not None:
        require_new(paper)
    with run.session() as session:
        found = at_headquarters(session, _letter(session, letter))
        if paper is not None:
            write_given(paper, open_paper(session, found.letter))
        labels = Labels.of(session)
    lines = [f"{labels.term('letter_kind', found.kind)}: {status_label('letter', found.status)}", *_told(found)]
    run.says.document("letter-hq", {"proposal": found}, *lines, *finding_lines(found.changed))


def _told(found: AtHeadquarters) -> list[str]:
    lines = []
    if found.submitted_at:
        sentence = _("Submitted on {day}, with package {package}.")
        lines.append(sentence.format(day=found.submitted_at[:10], package=found.package[:8]))
    if found.reference is not None:
        given = found.reference
        sentence = _("Taken up by {system}: {reference}, {day}.")
        lines.append(sentence.format(system=given.system, reference=given.reference, day=given.date))
    if found.reason:
        lines.append(_("Declined: {reason}").format(reason=found.reason))
    return lines
