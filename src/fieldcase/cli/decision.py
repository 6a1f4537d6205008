"""`fieldcase decision` and `fieldcase allegation`: decide what to do, and write what is put to the State."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from fieldcase.cli.risk import day
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _

GROUP = Group("decision", N_("Decisions: an officer proposes a tool, the head of presence decides."))
ALLEGATION = Group("allegation", N_("Allegations: the text that letters put to a State; persons as signs {P-7K3D9X}."))
Case = Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))]
Decision = Annotated[str, typer.Argument(metavar="DECISION", help=N_("Id of the decision."))]
Texts = Annotated[list[str], typer.Option(metavar="LANGUAGE:TEXT", help=N_("Its text; repeat it for each language."))]


def by_language(said: list[str], language: str = "en") -> dict[str, str]:
    """`fr:texte` as text by language; a text without a language is in the given one."""
    out = {}
    for one in said:
        code, colon, text = one.partition(":")
        known = colon and len(code) in (2, 3) and code.isalpha() and code.islower()
        out[code if known else language] = text if known else one
    return out


def pairs(said: list[str] | None, field: str) -> dict[str, str]:
    """`KEY=value` options. Raises `BadValue`."""
    out = {}
    for one in said or ():
        key, equals, value = one.partition("=")
        if not equals:
            raise BadValue(field=field, value=one[:40], why=_("it has no “=”"), expected="KEY=value")
        out[key.strip()] = value.strip()
    return out


@GROUP.command(
    "propose",
    N_("Propose a tool of the ladder. Doing nothing is always among the options."),
    'decision propose XKAL-03-2026-00001 note_verbale --rationale "She wants it." --wishes "Ask the State." '
    '--option no_action_do_no_harm="The detention goes on." --option note_verbale="The State must answer."',
)
def propose(
    run: Run,
    case: Case,
    tool: Annotated[str, typer.Argument(help=N_("Tool (response_tool)."))],
    rationale: Annotated[str, typer.Option(help=N_("Why, in codes."))],
    wishes: Annotated[str, typer.Option(help=N_("What the person wants, in codes."))],
    option: Annotated[
        list[str] | None, typer.Option(metavar="TOOL=WHY", help=N_("A tool considered; -TOOL=… speaks against it."))
    ] = None,
    skipped: Annotated[str, typer.Option(help=N_("Why lower tiers are skipped."))] = "",
    review_due: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help=N_("Next look."))] = None,
) -> None:
    """A proposal."""
    from fieldcase.office.called import case_called
    from fieldcase.office.decisions.deciding import Considered, propose_decision

    said = pairs(option, "option")
    options = {
        name.removeprefix("-"): Considered(
            pro="" if name.startswith("-") else said[name], contra=said[name] if name.startswith("-") else ""
        )
        for name in said
    }
    with run.session() as session:
        made = propose_decision(
            session,
            case_called(session, case),
            tool,
            rationale,
            options=options,
            wishes=wishes,
            skipped=skipped,
            review_due=day(review_due),
        )
    run.says.document("decision-propose", {"id": made.id, "tool": made.tool, "tier": made.tier}, made.id)


@GROUP.command(
    "decide", N_("Decide what somebody else proposed; a tool brings the case into action."), "decision decide 88aa01"
)
def decide(run: Run, decision: Decision) -> None:
    """The head decides."""
    from fieldcase.office.called import called
    from fieldcase.office.decisions.deciding import decide as take

    with run.session() as session:
        made = take(session, called(session, "decision", decision))
    run.says.document(
        "decision-decide", {"id": made.id, "tool": made.tool}, _("Decided: {tool}.").format(tool=made.tool)
    )


@GROUP.command("decline", N_("Decline a proposal, with the reason."), 'decision decline 88aa01 --reason "Too early."')
def decline(run: Run, decision: Decision, reason: Annotated[str, typer.Option(help=N_("Why, in codes."))]) -> None:
    """The head declines."""
    from fieldcase.office.called import called
    from fieldcase.office.decisions.deciding import decline as refuse

    with run.session() as session:
        made = refuse(session, called(session, "decision", decision), reason)
    run.says.document("decision-decline", {"id": made.id}, _("Declined."))


@ALLEGATION.command(
    "write",
    N_("Write the next allegation of a case, with the level at which each person is wanted in it."),
    'allegation write XKAL-03-2026-00001 --text "en:{P-7K3D9X} was detained after a statement." --act A1 '
    "--person P-7K3D9X=CODED",
)
def write(
    run: Run,
    case: Case,
    text: Texts,
    act: Annotated[list[str] | None, typer.Option(help=N_("Number of an act: A1; repeat it for several."))] = None,
    law: Annotated[list[str] | None, typer.Option(help=N_("Number of a law or measure: L1."))] = None,
    person: Annotated[list[str] | None, typer.Option(metavar="CODE=LEVEL", help=N_("NAMED, CODED or ANON."))] = None,
) -> None:
    """A new allegation."""
    from fieldcase.office.allegations.writing import write_allegation
    from fieldcase.office.called import called, case_called, party_called

    with run.session() as session:
        inside = case_called(session, case)
        made = write_allegation(
            session,
            inside,
            by_language(text, session.language),
            acts=[called(session, "act", one, case=inside) for one in act or ()],
            laws=[called(session, "law_or_measure", one, case=inside) for one in law or ()],
            persons={party_called(session, code): level for code, level in pairs(person, "person").items()},
        )
    said = {"id": made.id, "alleg_no": made.alleg_no, "version": made.version}
    run.says.document("allegation-write", said, f"{made.alleg_no}  {made.id}")


@ALLEGATION.command(
    "revise",
    N_("Change an allegation that was not put to a State yet; letters with it are drafts again."),
    'allegation revise 31c0aa --text "en:{P-7K3D9X} was detained on return."',
)
def revise(
    run: Run, allegation: Annotated[str, typer.Argument(metavar="ALLEGATION", help=N_("Id."))], text: Texts
) -> None:
    """Another text."""
    from fieldcase.office.allegations.writing import revise_allegation
    from fieldcase.office.called import called

    with run.session() as session:
        found = called(session, "allegation", allegation)
        made = revise_allegation(session, found, text=by_language(text, session.language))
    run.says.document("allegation-revise", {"id": made.id, "version": made.version}, _("Saved."))
