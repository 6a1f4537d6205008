"""`fieldcase verify-case`: assess the four elements one by one, and let a second person read what is at stake."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.outcome import finding_lines
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.session import Session
    from fieldcase.office.verification.assessing import Assessed

GROUP = Group("verify-case", N_("Verification: four elements, each with its level; never one grade."))
Case = Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))]
Assessment = Annotated[str, typer.Argument(metavar="ASSESSMENT", help=N_("Id of the assessment."))]


@GROUP.command(
    "assess",
    N_("Assess an element (E1 to E4) of an act or law; E1 and E3 for one person where several are concerned."),
    'verify-case assess XKAL-03-2026-00001 E2 A1 corroborated --reasoning "Two sources, independent of each other."',
    'verify-case assess XKAL-03-2026-00001 E1 A1 corroborated --person P-7K3D9X --reasoning "On record."',
)
def assess(
    run: Run,
    case: Case,
    element: Annotated[str, typer.Argument(help=N_("E1, E2, E3 or E4."))],
    target: Annotated[str, typer.Argument(metavar="ACT", help=N_("Number of the act, law or measure: A1, L1."))],
    level: Annotated[str, typer.Argument(help=N_("Level (verification_level)."))],
    reasoning: Annotated[str, typer.Option(help=N_("Why that level, in codes."))],
    person: Annotated[str, typer.Option(help=N_("Code of the person, for E1 and E3."))] = "",
    weighed: Annotated[str, typer.Option(help=N_("How what speaks against it was weighed."))] = "",
    gaps: Annotated[str, typer.Option(help=N_("What is not known yet."))] = "",
    next_step: Annotated[str, typer.Option(help=N_("What would help."))] = "",
) -> None:
    """A level of one element, with its reasoning."""
    from fieldcase.office.called import called, case_called, party_called
    from fieldcase.office.verification.assessing import assess_element

    with run.session() as session:
        inside = case_called(session, case)
        found = assess_element(
            session,
            inside,
            element,
            called(session, "act law_or_measure", target, case=inside),
            level,
            reasoning,
            party=party_called(session, person) if person else "",
            weighed=weighed,
            gaps=gaps,
            next_step=next_step,
        )
    _tell(run, found)


def _tell(run: Run, found: Assessed) -> None:
    finding = found.assessment.finding
    said = {
        "id": found.assessment.id,
        "element": finding.element,
        "level": finding.level,
        "findings": found.findings,
    }
    line = f"{found.assessment.id[:8]}  {finding.element}  {finding.level}"
    run.says.document("assessment", said, line, *finding_lines(found.findings))


@GROUP.command("ask", N_("Ask a second person to read an assessment."), "verify-case ask 1f44c0")
def ask(run: Run, assessment: Assessment) -> None:
    """Into review."""
    from fieldcase.office.verification.reviewing import ask_review

    with run.session() as session:
        found = ask_review(session, _named(session, assessment))
    _tell(run, found)


def _named(session: Session, said: str) -> str:
    from fieldcase.office.called import called

    return called(session, "assessment", said)


@GROUP.command("review", N_("Accept an assessment that you did not write."), "verify-case review 1f44c0")
def review(run: Run, assessment: Assessment) -> None:
    """A second person accepts."""
    from fieldcase.office.verification.reviewing import accept_assessment

    with run.session() as session:
        found = accept_assessment(session, _named(session, assessment))
    _tell(run, found)


@GROUP.command(
    "return", N_("Give an assessment back with comments."), 'verify-case return 1f44c0 --comment "Weigh I3 as well."'
)
def return_(
    run: Run,
    assessment: Assessment,
    comment: Annotated[str, typer.Option(help=N_("What to look at again, in codes."))],
) -> None:
    """Back to its author."""
    from fieldcase.office.verification.reviewing import return_assessment

    with run.session() as session:
        found = return_assessment(session, _named(session, assessment), comment)
    _tell(run, found)


@GROUP.command("show", N_("What counts today, element by element."), "verify-case show XKAL-03-2026-00001")
def show(run: Run, case: Case) -> None:
    """The established levels of a case, and what keeps others from standing."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.records import records_of
    from fieldcase.office.verification.reviewing import established_levels, open_findings

    with run.session() as session:
        inside = case_called(session, case)
        levels = established_levels(session, inside)
        findings = open_findings(session, inside)
        names = {
            one.id: _number(one) for kind in ("act", "law_or_measure") for one in records_of(session, kind, inside)
        }
        codes = {one.id: _number(one) for one in records_of(session, "party")}
    rows = [
        (element, names.get(target, ""), codes.get(party, ""), level)
        for (element, target, party), level in levels.items()
    ]
    said = [dict(zip(("element", "target", "person", "level"), row, strict=True)) for row in rows]
    heads = (_("Element"), _("Act"), _("Person"), _("Level"))
    run.says.document(
        "verification", {"levels": said, "findings": findings}, *table(heads, rows), *finding_lines(findings)
    )


def _number(record: object) -> str:
    return str(next((said for name in ("act_no", "lom_no", "code") if (said := getattr(record, name, ""))), ""))
