"""`fieldcase risk` and `fieldcase protect`: how much danger somebody is in, and what is done about it at once."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import typer

from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

GROUP = Group("risk", N_("Risk: assess it, assess what acting may bring, accept as a second person."))
PROTECT = Group("protect", N_("Protection: nobody has to approve it, and nothing stands in its way."))
Case = Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))]
Person = Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the person."))]
Scale = Annotated[int | None, typer.Option(min=1, max=4, help=N_("From 1 to 4."))]


def day(said: datetime | None) -> date | None:
    """The day of an option."""
    return said.date() if said else None


@GROUP.command(
    "assess",
    N_("Assess how much danger somebody is in. A first level needs a reason and nothing more."),
    'risk assess XKAL-03-2026-00001 P-7K3D9X high --reason "She is held."',
    'risk assess XKAL-03-2026-00001 P-7K3D9X medium --reason "Released." --likelihood 2 --impact 3',
)
def assess(
    run: Run,
    case: Case,
    person: Person,
    level: Annotated[str, typer.Argument(help=N_("low, medium, high or imminent."))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))],
    threat: Annotated[str, typer.Option(help=N_("What may happen, in codes."))] = "",
    likelihood: Scale = None,
    impact: Scale = None,
    of_inaction: Annotated[str, typer.Option(help=N_("What may happen if nothing is done."))] = "",
    mitigation: Annotated[str, typer.Option(help=N_("What makes it less."))] = "",
    review_due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=N_("Next look."))] = None,
) -> None:
    """A level with its reasoning."""
    from fieldcase.office.called import case_called, party_called
    from fieldcase.office.risk.assessing import assess_risk

    with run.session() as session:
        made = assess_risk(
            session,
            case_called(session, case),
            party_called(session, person),
            level,
            reason=reason,
            threat=threat,
            likelihood=likelihood,
            impact=impact,
            of_inaction=of_inaction,
            mitigation=mitigation,
            review_due=day(review_due),
        )
    line = _("Risk {level}; look again on {day}.").format(level=made.level, day=made.review_due)
    run.says.document("risk-assess", {"id": made.id, "level": made.level, "review_due": made.review_due}, line)


@GROUP.command(
    "acting",
    N_("Assess what using a tool may bring upon somebody; needed before it leaves the office."),
    'risk acting 5f0c21aa note_verbale low --reason "The case is public."',
)
def acting(
    run: Run,
    risk: Annotated[str, typer.Argument(metavar="RISK", help=N_("Id of the risk assessment."))],
    tool: Annotated[str, typer.Argument(help=N_("Tool (response_tool)."))],
    level: Annotated[str, typer.Argument(help=N_("low, medium, high or imminent."))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))],
) -> None:
    """The risk of acting."""
    from fieldcase.office.called import called
    from fieldcase.office.risk.assessing import assess_acting

    with run.session() as session:
        made = assess_acting(session, called(session, "risk_assessment", risk), tool, level, reason)
    run.says.document("risk-acting", {"id": made.id, "tool": tool, "level": level}, _("Saved."))


@GROUP.command("accept", N_("Accept an assessment that somebody else wrote."), "risk accept 5f0c21aa")
def accept(run: Run, risk: Annotated[str, typer.Argument(metavar="RISK", help=N_("Id of the assessment."))]) -> None:
    """A second person accepts."""
    from fieldcase.office.called import called
    from fieldcase.office.risk.assessing import accept_risk

    with run.session() as session:
        made = accept_risk(session, called(session, "risk_assessment", risk))
    run.says.document("risk-accept", {"id": made.id}, _("Accepted."))


@PROTECT.command(
    "start",
    N_("Start a protection action now, or record one as proposed."),
    "protect start XKAL-03-2026-00001 temporary_relocation --for P-7K3D9X",
)
def start(
    run: Run,
    case: Case,
    kind: Annotated[str, typer.Argument(help=N_("What is done (protection_action)."))],
    person: Annotated[list[str], typer.Option("--for", help=N_("For whom, by code; repeat it for several."))],
    asked_for: Annotated[str, typer.Option(help=N_("Did the person ask: yes, no or unknown."))] = "unknown",
    status: Annotated[str, typer.Option(help=N_("under_way, proposed, agreed, declined."))] = "under_way",
    partner: Annotated[str, typer.Option(help=N_("Who helps; kept in the identity room."))] = "",
    discloses: Annotated[bool, typer.Option("--discloses", help=N_("The partner learns who it is."))] = False,
    level: Annotated[str, typer.Option(help=N_("How far the partner may know (consent_level)."))] = "",
) -> None:
    """A protection action."""
    from fieldcase.office.called import case_called, party_called
    from fieldcase.office.risk.protecting import start_protection

    with run.session() as session:
        made = start_protection(
            session,
            case_called(session, case),
            kind,
            [party_called(session, one) for one in person],
            asked_for=asked_for,
            status=status,
            discloses=discloses,
            level=level,
            partner=partner,
        )
    run.says.document("protect-start", {"id": made.id, "status": made.status}, made.id)


@PROTECT.command(
    "finish", N_("Record how a protection action ended: done, failed or declined."), "protect finish 77ab01 done"
)
def finish(
    run: Run,
    action: Annotated[str, typer.Argument(metavar="ACTION", help=N_("Id of the action."))],
    status: Annotated[str, typer.Argument(help=N_("done, failed or declined."))],
    outcome: Annotated[str, typer.Option(help=N_("What came of it, in codes."))] = "",
) -> None:
    """The end of a protection action."""
    from fieldcase.office.called import called
    from fieldcase.office.risk.protecting import finish_protection

    with run.session() as session:
        made = finish_protection(session, called(session, "protection_action", action), outcome, status=status)
    run.says.document("protect-finish", {"id": made.id, "status": made.status}, _("Saved."))
