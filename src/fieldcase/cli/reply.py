"""`fieldcase reply`: register what a State answers, screen it, and match it against every allegation that was put."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import status as status_label
from fieldcase.cli.lines import table
from fieldcase.cli.moments import instant
from fieldcase.cli.outcome import finding_lines
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.replies.matrix import ReplyMatrix
    from fieldcase.office.session import Session

GROUP = Group("reply", N_("Replies of States: register, screen, match with what was put, review."))
Reply = Annotated[str, typer.Argument(metavar="REPLY", help=N_("CASE/NUMBER (XKAL-03-2026-00001/R1) or id."))]


def _reply(session: Session, said: str) -> str:
    from fieldcase.office.called import called

    return called(session, "state_reply", said)


@GROUP.command(
    "record",
    N_("Register a reply: its file becomes evidence, its clock stops, dangers raise alerts."),
    "reply record XKAL-03-2026-00001 --from XKA --kind substantive --dated 2026-04-02 --language en --to 5ab0c1 "
    "--file reply.docx",
)
def record(
    run: Run,
    case: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))],
    state: Annotated[str, typer.Option("--from", help=N_("State that replied."))],
    kind: Annotated[list[str], typer.Option(help=N_("Kind (reply_kind); repeat it for several."))],
    dated: Annotated[str, typer.Option(help=N_("Date on the reply (EDTF)."))],
    language: Annotated[str, typer.Option(help=N_("Language of the reply."))],
    to: Annotated[list[str] | None, typer.Option(help=N_("Letter that it answers: id; repeat it."))] = None,
    file: Annotated[Path | None, typer.Option(help=N_("The reply itself: text or DOCX is read."))] = None,
    received: Annotated[str, typer.Option(help=N_("When it came in."))] = "",
    authority: Annotated[str, typer.Option(help=N_("Who replied for the State."))] = "",
    channel: Annotated[str, typer.Option(help=N_("direct, hq, oral or public."))] = "direct",
    flag: Annotated[list[str] | None, typer.Option(help=N_("Danger found: names_person, threatens …"))] = None,
    screened: Annotated[bool, typer.Option("--screened", help=N_("Somebody read it for names and threats."))] = False,
    summary: Annotated[str, typer.Option(help=N_("A summary in codes."))] = "",
    other_state: Annotated[
        bool, typer.Option("--other-state", help=N_("On purpose: from another State than the one written to."))
    ] = False,
) -> None:
    """A new reply."""
    from fieldcase.office.called import called, case_called
    from fieldcase.office.given import read_given
    from fieldcase.office.replies.registering import Came, register_reply

    data = read_given(file) if file else b""
    with run.session() as session:
        came = Came(
            from_state=state,
            kinds=tuple(kind),
            dated=dated,
            language=language,
            to_letters=tuple(called(session, "letter earlier_letter oral_approach", one) for one in to or ()),
            received_at=instant(session, received, "--received"),
            channel=channel,
            authority=authority,
            flags=tuple(flag or ()),
            screened=screened,
            other_state=other_state,
        )
        name = file.name if file else ""
        made = register_reply(session, case_called(session, case), came, file=data, file_name=name, summary=summary)
    run.says.document("reply-record", {"id": made.id, "reply_no": made.reply_no}, made.reply_no)


@GROUP.command(
    "screen",
    N_("Say what was found by whoever read a reply for names and threats."),
    "reply screen XKAL-03-2026-00001/R1",
    "reply screen XKAL-03-2026-00001/R1 --flag names_person",
)
def screen(
    run: Run,
    reply: Reply,
    flag: Annotated[list[str] | None, typer.Option(help=N_("Danger found; repeat it for several."))] = None,
    summary: Annotated[str, typer.Option(help=N_("A summary in codes."))] = "",
) -> None:
    """Screened."""
    from fieldcase.office.replies.registering import screen_reply

    with run.session() as session:
        made = screen_reply(session, _reply(session, reply), flag or (), summary=summary)
    run.says.document("reply-screen", {"id": made.id, "flags": made.protection_flags}, _("Screened."))


@GROUP.command("matrix", N_("What a reply says to each allegation that was put."), "reply matrix XKAL-03-2026-00001/R1")
def matrix(run: Run, reply: Reply) -> None:
    """The matrix of a reply as it stands."""
    from fieldcase.office.replies.matrix import reply_matrix

    with run.session() as session:
        found = reply_matrix(session, _reply(session, reply))
    _tell(run, found)


def _tell(run: Run, found: ReplyMatrix) -> None:
    rows = [
        (one.number, one.version, one.allegation[:8], ", ".join(one.row.row.position) if one.row else "")
        for one in found.lines
    ]
    heads = (_("No."), _("Version"), _("Allegation"), _("Position"))
    said = {
        "status": found.status,
        "outcome": found.outcome,
        "lines": found.lines,
        "findings": found.findings,
        "alerts": [one.text for one in found.alerts],
    }
    alerts = [one.text for one in found.alerts]
    run.says.document(
        "matrix",
        said,
        status_label("reply", found.status),
        *table(heads, rows),
        *alerts,
        *finding_lines(found.findings),
    )


@GROUP.command(
    "row",
    N_("Record what a reply says to one allegation, with its own words."),
    'reply row XKAL-03-2026-00001/R1 31c0aa --position denies_fact --quote "No such arrest took place."',
)
def row(
    run: Run,
    reply: Reply,
    allegation: Annotated[str, typer.Argument(metavar="ALLEGATION", help=N_("Id of the allegation."))],
    position: Annotated[list[str], typer.Option(help=N_("Position (reply_position); repeat it for several."))],
    quote: Annotated[str, typer.Option(help=N_("The State's words, letter by letter."))] = "",
    summary: Annotated[str, typer.Option(help=N_("Neutral summary for the report."))] = "",
    note: Annotated[str, typer.Option(help=N_("A note for the office, in codes."))] = "",
    version: Annotated[int, typer.Option(min=0, help=N_("Version that was put; the newest by default."))] = 0,
) -> None:
    """One row of the matrix."""
    from fieldcase.office.called import called
    from fieldcase.office.replies.matrix import Position, match_allegation

    said = Position(positions=tuple(position), quote=quote, neutral_summary=summary, officer_note=note)
    with run.session() as session:
        about = called(session, "allegation earlier_letter", allegation)
        made = match_allegation(session, _reply(session, reply), about, said, version=version)
    run.says.document("reply-row", {"id": made.id, "position": made.row.position}, _("Saved."))


@GROUP.command("review", N_("Accept a matrix that somebody else wrote."), "reply review XKAL-03-2026-00001/R1")
def review(run: Run, reply: Reply) -> None:
    """A second person accepts."""
    from fieldcase.office.replies.matrix import review_matrix

    with run.session() as session:
        found = review_matrix(session, _reply(session, reply))
    _tell(run, found)


@GROUP.command("close", N_("Close a reply whose matrix was reviewed."), "reply close XKAL-03-2026-00001/R1")
def close(run: Run, reply: Reply) -> None:
    """Closed."""
    from fieldcase.office.replies.matrix import close_reply

    with run.session() as session:
        made = close_reply(session, _reply(session, reply))
    run.says.document("reply-close", {"id": made.id}, _("Closed."))


@GROUP.command(
    "measure",
    N_("Record a measure of a State; on its word alone it is credible at most."),
    "reply measure XKAL-03-2026-00001 release completed --reply XKAL-03-2026-00001/R1 --date 2026-04-01",
)
def measure(
    run: Run,
    case: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))],
    kind: Annotated[str, typer.Argument(help=N_("Measure (state_measure)."))],
    stage: Annotated[str, typer.Argument(help=N_("announced, under_way, completed, stalled or reversed."))],
    reply: Annotated[str, typer.Option(help=N_("Reply in which it was told."))] = "",
    date: Annotated[str, typer.Option(help=N_("When (EDTF)."))] = "",
    state: Annotated[str, typer.Option(help=N_("State, where no reply told it."))] = "",
    description: Annotated[str, typer.Option(help=N_("In a few words, in codes."))] = "",
) -> None:
    """A measure of a State."""
    from fieldcase.office.called import case_called
    from fieldcase.office.replies.measures import Measure, record_measure

    learned = "reply" if reply else "public"
    said = Measure(kind=kind, stage=stage, date=date, by_state=state, learned_from=learned, description=description)
    with run.session() as session:
        told = _reply(session, reply) if reply else ""
        made = record_measure(session, case_called(session, case), said, reply=told)
    run.says.document("reply-measure", {"id": made.id, "kind": made.kind}, made.id)
