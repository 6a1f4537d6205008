"""`fieldcase reply` on measures: what a State did or said it would do, what became of it, how far it goes."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from fieldcase.cli.labels import Labels, choice
from fieldcase.cli.lines import table
from fieldcase.cli.reply import GROUP, reply_called
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _

MeasureId = Annotated[str, typer.Argument(metavar="MEASURE", help=N_("Id of the measure, or the beginning of it."))]


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
    learned: Annotated[str, typer.Option(help=N_("Else learned from: source, public or un_entity."))] = "public",
    paragraph: Annotated[list[str] | None, typer.Option(help=N_("OP3, OP5, OP6, OP7 or OP8; repeat it."))] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(help=N_("Evidence of it: CASE/NUMBER or id; repeat it."))
    ] = None,
    level: Annotated[str, typer.Option(help=N_("How far it is verified (verification_level)."))] = "credible",
    description: Annotated[str, typer.Option(help=N_("In a few words, in codes."))] = "",
) -> None:
    """A measure of a State."""
    from fieldcase.office.called import called, case_called
    from fieldcase.office.replies.measures import Measure, record_measure

    said = Measure(
        kind=kind,
        stage=stage,
        date=date,
        by_state=state,
        learned_from="reply" if reply else learned,
        op_refs=tuple(paragraph or ()),
        verified_level=level,
        description=description,
    )
    with run.session() as session:
        said = msgspec.structs.replace(said, evidence=tuple(called(session, "evidence", one) for one in evidence or ()))
        told = reply_called(session, reply) if reply else ""
        made = record_measure(session, case_called(session, case), said, reply=told)
    run.says.document("reply-measure", {"id": made.id, "kind": made.kind}, made.id)


@GROUP.command(
    "stage",
    N_("Record what became of a measure; what was said before stays."),
    "reply stage 31c0aa completed --date 2026-05-02",
)
def stage(
    run: Run,
    measure: MeasureId,
    stage: Annotated[str, typer.Argument(help=N_("announced, under_way, completed, stalled or reversed."))],
    date: Annotated[str, typer.Option(help=N_("When (EDTF)."))] = "",
) -> None:
    """A later stage."""
    from fieldcase.office.called import called
    from fieldcase.office.replies.measures import add_stage

    with run.session() as session:
        made = add_stage(session, called(session, "state_measure", measure), stage, date)
    run.says.document("reply-stage", {"id": made.id, "stages": tuple(made.stage.values())}, _("Saved."))


@GROUP.command(
    "assess",
    N_("Say how far a measure is prompt, impartial, independent, effective, open to the victim, each with why."),
    'reply assess 31c0aa "prompt=no:Opened after nine months." "independent=unknown:Nobody knows who leads it."',
    'reply assess 31c0aa --victim "She was told of it by nobody."',
)
def assess(
    run: Run,
    measure: MeasureId,
    said: Annotated[
        list[str] | None, typer.Argument(metavar="QUALITY=ANSWER:WHY", help=N_("yes, partly, no or unknown, and why."))
    ] = None,
    victim: Annotated[str, typer.Option(help=N_("What the victim says of it, in codes."))] = "",
) -> None:
    """How far it goes."""
    from fieldcase.office.called import called
    from fieldcase.office.replies.measures import assess_measure

    qualities = {}
    for one in said or ():
        name, equals, rest = one.partition("=")
        answer, colon, reason = rest.partition(":")
        if not (equals and colon):
            why = _("it is not QUALITY=ANSWER:WHY")
            raise BadValue(field="quality", value=one[:40], why=why, expected="prompt=no:…")
        qualities[name.strip()] = (answer.strip(), reason.strip())
    with run.session() as session:
        made = assess_measure(session, called(session, "state_measure", measure), qualities, victim_view=victim)
    run.says.document("reply-assess", {"id": made.id}, _("Saved."))


@GROUP.command(
    "measures",
    N_("List measures of States and where each stands; a promise is no measure."),
    "reply measures --case XKAL-03-2026-00001",
)
def measures(
    run: Run,
    case: Annotated[str, typer.Option(help=N_("Only measures of this case."))] = "",
    state: Annotated[str, typer.Option(help=N_("Only measures of this State."))] = "",
) -> None:
    """Measures as they stand."""
    from fieldcase.office.called import case_called
    from fieldcase.office.replies.measures import list_measures

    with run.session() as session:
        only = case_called(session, case) if case else ""
        found = list_measures(session, case_id=only, state=state)
        labels = Labels.of(session)
    rows = [
        (
            one.id[:8],
            one.case_no,
            one.by_state,
            labels.term("state_measure", one.kind),
            choice(one.stage),
            one.date,
            ", ".join(one.op_ref),
            labels.term("verification_level", one.verified_level),
        )
        for one in found
    ]
    heads = (_("Id"), _("Case"), _("State"), _("Measure"), _("Stage"), _("Date"), _("Paragraphs"), _("Verified"))
    run.says.document("measures", {"measures": found}, *table(heads, rows))
