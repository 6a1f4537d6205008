"""`fieldcase consent`: who agreed to what, for which use and whom; per person, never for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.consent.answering import Asked

GROUP = Group("consent", N_("Consent: per person, per use, per recipient. A machine never clears a name."))
Person = Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the person."))]
Consent = Annotated[str, typer.Argument(metavar="CONSENT", help=N_("Id of the consent, or CODE/USE."))]
Basis = Annotated[str, typer.Option(help=N_("Who consented (consent_basis)."))]
Method = Annotated[str, typer.Option(help=N_("How the person was asked (consent_method)."))]
Language = Annotated[str, typer.Option("--explained-in", help=N_("Language of the explanation."))]
Risks = Annotated[bool, typer.Option("--risks-explained", help=N_("The risks were explained."))]
On = Annotated[str, typer.Option(help=N_("Day or instant of the answer."))]
Interpreter = Annotated[bool, typer.Option("--interpreter", help=N_("Through an interpreter."))]
Until = Annotated[str, typer.Option(help=N_("Last day on which it counts."))]
GivenBy = Annotated[str, typer.Option(help=N_("Code of who answered, where it was not the person."))]
Limits = Annotated[str, typer.Option(help=N_("Limits, in codes: “not before my hearing”."))]


@GROUP.command("list", N_("Who may appear where: people by uses."), "consent list XKAL-03-2026-00001")
def list_(run: Run, case: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))]) -> None:
    """The matrix of a case."""
    from fieldcase.office.called import case_called
    from fieldcase.office.consent.matrix import consent_matrix

    with run.session() as session:
        matrix = consent_matrix(session, case_called(session, case))
    rows = [
        (
            person.code,
            cell.scope,
            cell.now.level,
            cell.proposed,
            _("reviewed") if cell.reviewed else "",
            _("several answers") if cell.conflict else "",
            cell.consent[:8],
        )
        for person in matrix.people
        for cell in person.cells
        if cell.consent or cell.proposed
    ]
    heads = (_("Person"), _("Use"), _("Counts"), _("Proposed"), _("Read"), _("To decide"), _("Id"))
    run.says.document("consents", matrix, *table(heads, rows))


@GROUP.command(
    "set",
    N_("Record what somebody answered for one use. NONE means: asked, and refused."),
    "consent set P-7K3D9X state_letter CODED --method in_person_oral --explained-in en --risks-explained",
    "consent set P-7K3D9X state_letter NAMED --method in_person_oral --explained-in fr --risks-explained",
)
def set_(
    run: Run,
    person: Person,
    scope: Annotated[str, typer.Argument(metavar="USE", help=N_("Use (consent_scope)."))],
    level: Annotated[str, typer.Argument(help=N_("NAMED, CODED, ANON or NONE."))],
    recipient: Annotated[str, typer.Option(help=N_("Only for this State or organisation."))] = "",
    basis: Basis = "self",
    method: Method = "",
    explained_in: Language = "",
    risks_explained: Risks = False,
    on: On = "",
    until: Until = "",
    interpreter: Interpreter = False,
    given_by: GivenBy = "",
    limits: Limits = "",
) -> None:
    """One answer of one person."""
    from fieldcase.office.called import party_called
    from fieldcase.office.consent.answering import record_consent

    with run.session() as session:
        giver = party_called(session, given_by) if given_by else ""
        asked = _asked(basis, method, explained_in, risks_explained, on, until, interpreter, giver)
        made = record_consent(
            session, party_called(session, person), scope, level, asked, recipient=recipient, limits=limits
        )
    line = _("{use}: {level}.").format(use=scope, level=made.level)
    run.says.document("consent-set", {"id": made.id, "scope": scope, "level": made.level}, line)


def _asked(
    basis: str, method: str, language: str, risks: bool, on: str, until: str, interpreter: bool, given_by: str
) -> Asked:
    from fieldcase.office.consent.answering import Asked

    return Asked(
        basis=basis,
        method=method,
        language=language,
        risks_explained=risks,
        on=on,
        expires_on=until,
        interpreter=interpreter,
        given_by=given_by,
    )


@GROUP.command(
    "confirm",
    N_("Confirm what an import proposed, one by one, with the day on which the person was asked."),
    "consent confirm P-7K3D9X/state_letter --on 2025-02-01 --method in_person_oral --explained-in en --risks-explained",
)
def confirm(
    run: Run,
    consent: Consent,
    level: Annotated[str, typer.Option(help=N_("A lower level than proposed."))] = "",
    basis: Basis = "self",
    method: Method = "",
    explained_in: Language = "",
    risks_explained: Risks = False,
    on: On = "",
    until: Until = "",
    interpreter: Interpreter = False,
    given_by: GivenBy = "",
    limits: Limits = "",
) -> None:
    """A proposal, confirmed by a person."""
    from fieldcase.office.called import party_called
    from fieldcase.office.consent.answering import confirm_proposal

    with run.session() as session:
        giver = party_called(session, given_by) if given_by else ""
        asked = _asked(basis, method, explained_in, risks_explained, on, until, interpreter, giver)
        made = confirm_proposal(session, _consent(session, consent), asked, level=level, limits=limits)
    run.says.document(
        "consent-confirm", {"id": made.id, "level": made.level}, _("Confirmed: {level}.").format(level=made.level)
    )


def _consent(session, said: str) -> str:  # type: ignore[no-untyped-def]  # a Session
    """A consent by its id, or by person and use."""
    from fieldcase.model.kinds.consents import CONSENT
    from fieldcase.office.called import called, party_called

    code, slash, scope = said.partition("/")
    if slash and scope:
        return CONSENT.natural_id({"party": party_called(session, code), "scope": scope, "recipient": ""})
    return called(session, "consent", said)


@GROUP.command(
    "review",
    N_("Confirm, as somebody who did not record it, that it says what was said."),
    "consent review P-7K3D9X/state_letter",
)
def review(run: Run, consent: Consent) -> None:
    """A second person reads a consent."""
    from fieldcase.office.consent.reviewing import review_consent

    with run.session() as session:
        made = review_consent(session, _consent(session, consent))
    run.says.document("consent-review", {"id": made.id, "level": made.level}, _("Reviewed."))


@GROUP.command(
    "withdraw",
    N_("Withdraw consent at once, for some uses or for all. Nobody has to approve."),
    'consent withdraw P-7K3D9X --how "By telephone." --scope state_letter',
    'consent withdraw P-7K3D9X --how "Told a colleague."',
)
def withdraw(
    run: Run,
    person: Person,
    how: Annotated[str, typer.Option(help=N_("How it was withdrawn, in codes."))],
    scope: Annotated[list[str] | None, typer.Option(help=N_("Only this use; repeat it for several."))] = None,
) -> None:
    """A withdrawal."""
    from fieldcase.office.called import party_called
    from fieldcase.office.consent.withdrawing import withdraw_consent

    with run.session() as session:
        done = withdraw_consent(session, party_called(session, person), how, scopes=scope or None)
    answers = [{"id": one.id, "scope": one.scope, "recipient": one.recipient} for one in done.consents]
    tasks = [one.text for one in done.tasks]
    run.says.document("consent-withdraw", {"consents": answers, "tasks": tasks}, _("Withdrawn."), *tasks)
