"""`fieldcase source`, `information` and `evidence`: who told it, what was said, files and their custody."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from fieldcase.cli.lines import fields
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _
from fieldcase.office.moments import instant

MEDIA_TYPE = re.compile(r"[a-z0-9.+-]+/[A-Za-z0-9.+-]+")
GROUP = Group("source", N_("Sources: recorded by whoever hears them, read back where their room is open."))
INFORMATION = Group("information", N_("Information: what was said, without traits of who said it."))
EVIDENCE = Group("evidence", N_("Evidence: files, sealed and hashed, with their custody."))
Case = Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))]
Supports = Annotated[
    list[str] | None,
    typer.Option(metavar="E1:A1", help=N_("Element and act it bears on; E2:A1:contradicts where it speaks against.")),
]


@GROUP.command(
    "add",
    N_("Record a source with how reliable it has proved. Keep the id that is printed."),
    'source add victim --group first-hand --grade R1 --reason "Known for years." --identity "The person herself"',
)
def add(
    run: Run,
    kind: Annotated[str, typer.Argument(help=N_("Kind of source (source_type)."))],
    group: Annotated[str, typer.Option(help=N_("A word for the origin: sources that repeat one count once."))],
    grade: Annotated[str, typer.Option(help=N_("Reliability (source_reliability)."))],
    reason: Annotated[str, typer.Option(help=N_("Why that grade."))],
    identity: Annotated[str, typer.Option(help=N_("Who it is; kept in the source room alone."))] = "",
    person: Annotated[str, typer.Option(help=N_("Code, where it is somebody recorded."))] = "",
    remarks: Annotated[str, typer.Option(help=N_("What must be minded."))] = "",
) -> None:
    """A new source."""
    from fieldcase.office.called import party_called
    from fieldcase.office.sources.sources import record_source

    with run.session() as session:
        is_party = party_called(session, person) if person else ""
        made = record_source(
            session,
            kind,
            group=group,
            grade=grade,
            reason=reason,
            identity=identity,
            is_party=is_party,
            remarks=remarks,
        )
    run.says.document("source-add", {"id": made.id, "code": made.code}, f"{made.code}  {made.id}")


@GROUP.command("see", N_("See who a source is. The look is logged."), 'source see S-4HT2KM --reason "To ask again."')
def see(
    run: Run,
    source: Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the source."))],
    reason: Annotated[str, typer.Option(help=N_("Why you need it."))] = "",
) -> None:
    """Who told the office."""
    from fieldcase.model.kinds.sources import SOURCE
    from fieldcase.office.called import called
    from fieldcase.office.sources.sources import see_source

    with run.session() as session:
        found = see_source(session, called(session, "source", source), reason)
    run.says.document("source", {"source": found}, *fields(SOURCE, found))


@INFORMATION.command(
    "add",
    N_("Record what was said, in codes, and what it bears on."),
    'information add XKAL-03-2026-00001 "P-7K3D9X was detained at the airport." --supports E2:A1 --credibility C2',
)
def add_information(
    run: Run,
    case: Case,
    content: Annotated[str, typer.Argument(help=N_("What was said, in codes."))],
    supports: Supports = None,
    source: Annotated[list[str] | None, typer.Option(help=N_("Id of a source; repeat it for several."))] = None,
    date: Annotated[str, typer.Option(help=N_("When it happened (EDTF)."))] = "",
    first_hand: Annotated[str, typer.Option(help=N_("yes, no or unknown."))] = "unknown",
    credibility: Annotated[str, typer.Option(help=N_("Credibility (information_credibility)."))] = "",
    why: Annotated[str, typer.Option(help=N_("Why that credible, in codes."))] = "",
    language: Annotated[str, typer.Option(help=N_("Language of the text."))] = "",
) -> None:
    """A new item of information."""
    from fieldcase.model.kinds.sources import Source
    from fieldcase.office.called import called, case_called
    from fieldcase.office.sources.information import bears_on, record_information

    with run.session() as session:
        inside = case_called(session, case)
        bearing = [bears_on(*_support(session, inside, one)) for one in supports or ()]
        told_by = [session.vault.get(Source, called(session, "source", one)) for one in source or ()]
        made = record_information(
            session,
            inside,
            content,
            supports=bearing,
            sources=told_by,
            event_date=date,
            first_hand=first_hand,
            credibility=credibility,
            credibility_reason=why,
            language=language,
        )
    run.says.document("information-add", {"id": made.id, "no": made.no}, made.no)


def _support(session, case: str, said: str) -> tuple[str, str, str]:  # type: ignore[no-untyped-def]  # a Session
    """`E2:A1` or `E2:A1:contradicts` as element, record id of the act, direction."""
    from fieldcase.office.called import called

    element, _colon, rest = said.partition(":")
    target, _colon, direction = rest.partition(":")
    if not element or not target:
        raise BadValue(field="supports", value=said[:40], why=_("it is not whole"), expected="E2:A1, E2:A1:contradicts")
    return element, called(session, "act law_or_measure", target, case=case), direction or "supports"


@EVIDENCE.command(
    "add",
    N_("Take a file in as evidence: sealed, hashed, with its custody. Its name goes to a closed room."),
    'evidence add XKAL-03-2026-00001 scan.pdf --kind document --title "Court order"',
)
def add_evidence(
    run: Run,
    case: Case,
    file: Annotated[Path, typer.Argument(help=N_("The file."))],
    kind: Annotated[str, typer.Option(help=N_("Kind of evidence (evidence_kind)."))],
    title: Annotated[str, typer.Option(help=N_("Title without names."))],
    media_type: Annotated[str, typer.Option(help=N_("Media type, such as application/pdf."))] = (
        "application/octet-stream"
    ),
    received: Annotated[str, typer.Option(help=N_("When it was received."))] = "",
    captured: Annotated[str, typer.Option(help=N_("When it was made (EDTF)."))] = "",
    harmless: Annotated[
        bool, typer.Option("--harmless", help=N_("Somebody looked: it reveals neither source nor person."))
    ] = False,
    supports: Supports = None,
) -> None:
    """A new piece of evidence."""
    import io

    from fieldcase.office.called import case_called
    from fieldcase.office.given import read_given
    from fieldcase.office.sources.evidence import Received, register_evidence
    from fieldcase.office.sources.information import bears_on

    data = read_given(file)
    if not MEDIA_TYPE.fullmatch(media_type):
        why, expected = _("it is no media type"), "application/pdf, image/jpeg, audio/mp4 …"
        raise BadValue(field="--media-type", value=media_type[:40], why=why, expected=expected)
    with run.session() as session:
        inside = case_called(session, case)
        said = Received(
            kind=kind,
            title=title,
            media_type=media_type,
            file_name=file.name,
            received_at=instant(session, received, "--received"),
            captured_at=captured,
            supports=tuple(bears_on(*_support(session, inside, one)) for one in supports or ()),
            reveals_source=not harmless,
            reveals_identity=not harmless,
        )
        made = register_evidence(session, inside, io.BytesIO(data), len(data), said)
    run.says.document("evidence-add", {"id": made.id, "ev_no": made.ev_no, "sha256": made.sha256}, made.ev_no)


@EVIDENCE.command(
    "open",
    N_("Write the original file out, after comparing its hash. The look is logged."),
    'evidence open XKAL-03-2026-00001/EV1 --out scan.pdf --reason "To read the order."',
)
def open_(
    run: Run,
    evidence: Annotated[str, typer.Argument(metavar="EVIDENCE", help=N_("CASE/NUMBER or id."))],
    out: Annotated[Path, typer.Option(help=N_("File to write; it lies open on your disk then."))],
    reason: Annotated[str, typer.Option(help=N_("Why you need it."))] = "",
) -> None:
    """The bytes of a piece of evidence."""
    import io

    from fieldcase.office.called import called
    from fieldcase.office.given import require_new, write_given
    from fieldcase.office.sources.evidence import open_evidence

    require_new(out)
    sink = io.BytesIO()
    with run.session() as session:
        found = open_evidence(session, called(session, "evidence", evidence), sink, reason)
    write_given(out, sink.getvalue())
    line = _("Written to {file}. It lies open there: delete it when you are done.").format(file=out)
    run.says.document("evidence-open", {"id": found.id, "sha256": found.sha256, "file": str(out)}, line)
