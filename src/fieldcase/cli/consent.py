"""`fieldcase consent`: who agreed to what, for which use and whom; per person, never for others."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run, Together
from fieldcase.model.words import N_, _
from fieldcase.office.moments import instant

if TYPE_CHECKING:
    from fieldcase.model.kinds.consents import Consent
    from fieldcase.model.rules.consent import Effective
    from fieldcase.office.consent.answering import Asked
    from fieldcase.office.session import Session

GROUP = Group("consent", N_("Consent: per person, per use, per recipient. A machine never clears a name."))
Person = Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the person."))]
ConsentName = Annotated[str, typer.Argument(metavar="CONSENT", help=N_("Id of the consent, or CODE/USE."))]


class Conversation(Together, frozen=True, kw_only=True):
    """How somebody was asked, and what was said beside the level."""

    basis: Annotated[str, typer.Option(help=N_("Who consented (consent_basis)."))] = "self"
    method: Annotated[str, typer.Option(help=N_("How the person was asked (consent_method)."))] = ""
    explained_in: Annotated[str, typer.Option(help=N_("Language of the explanation."))] = ""
    risks_explained: Annotated[bool, typer.Option("--risks-explained", help=N_("The risks were explained."))] = False
    on: Annotated[str, typer.Option(help=N_("Day or instant of the answer."))] = ""
    until: Annotated[str, typer.Option(help=N_("Last day on which it counts."))] = ""
    interpreter: Annotated[bool, typer.Option("--interpreter", help=N_("Through an interpreter."))] = False
    given_by: Annotated[str, typer.Option(help=N_("Code of who answered, where it was not the person."))] = ""
    limits: Annotated[str, typer.Option(help=N_("Limits, in codes: “not before my hearing”."))] = ""

    def asked(self, session: Session) -> Asked:
        """The conversation as the use cases take it."""
        from fieldcase.office.called import party_called
        from fieldcase.office.consent.answering import Asked

        return Asked(
            basis=self.basis,
            method=self.method,
            language=self.explained_in,
            risks_explained=self.risks_explained,
            on=instant(session, self.on, "--on"),
            expires_on=self.until,
            interpreter=self.interpreter,
            given_by=party_called(session, self.given_by) if self.given_by else "",
        )


WHY: dict[str, str] = {
    "refused": N_("refused"),
    "withdrawn": N_("withdrawn"),
    "expired": N_("ended"),
    "life_event": N_("situation changed"),
    "not_yet": N_("not yet"),
    "risks_not_explained": N_("risks not explained"),
    "incomplete": N_("withheld in part"),
    "child_view": N_("child not heard"),
    "guardian": N_("no guardian's word"),
    "unreachable": N_("not covered"),
    "deceased": N_("died"),
    "organ": N_("no organ's word"),
    "head_review": N_("head has to review"),
    "no_such_party": N_("record is not here"),
}
"""Why something counts for less than was answered, in a word or two."""


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
            "",
            _counts(cell.now),
            cell.proposed,
            _("reviewed") if cell.reviewed else "",
            _("several answers") if cell.conflict else "",
            cell.consent[:8],
        )
        for person in matrix.people
        for cell in person.cells
        if cell.consent or cell.proposed
    ]
    rows += [
        (person.code, cell.scope, recipient, _counts(now), "", "", "", "")
        for person in matrix.people
        for cell in person.cells
        for recipient, now in cell.recipients
    ]
    heads = (_("Person"), _("Use"), _("Only for"), _("Counts"), _("Proposed"), _("Read"), _("To decide"), _("Id"))
    run.says.document("consents", matrix, *table(heads, sorted(rows)))


def _counts(now: Effective) -> str:
    """What counts today, and in a word why it is no more."""
    why = _(WHY[now.why]) if now.why in WHY else ""
    return f"{now.level} ({why})" if why else now.level


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
    how: Conversation,
    recipient: Annotated[str, typer.Option(help=N_("Only for this State or organisation."))] = "",
) -> None:
    """One answer of one person."""
    from fieldcase.office.called import party_called
    from fieldcase.office.consent.answering import record_consent

    with run.session() as session:
        asked, party = how.asked(session), party_called(session, person)
        made = record_consent(session, party, scope, level, asked, recipient=recipient, limits=how.limits)
        said, why = _made(session, made)
    line = _("{use}: {level}.").format(use=scope, level=made.level)
    run.says.document("consent-set", said, line, *why)


def _made(session: Session, made: Consent) -> tuple[dict[str, str], list[str]]:
    """An answer as it was recorded and as it counts today; lines where the two differ."""
    from fieldcase.office.consent.counting import what_counts

    now, why = what_counts(session, made)
    said = {"id": made.id, "scope": made.scope, "level": made.level, "counts": now.level, "why": now.why.value}
    return said, [_("Today it counts as {level}: {why}").format(level=now.level, why=why)] if why else []


@GROUP.command(
    "confirm",
    N_("Confirm what an import proposed, one by one, with the day on which the person was asked."),
    "consent confirm P-7K3D9X/state_letter --on 2025-02-01 --method in_person_oral --explained-in en --risks-explained",
)
def confirm(
    run: Run,
    consent: ConsentName,
    how: Conversation,
    level: Annotated[str, typer.Option(help=N_("A lower level than proposed."))] = "",
) -> None:
    """A proposal, confirmed by a person."""
    from fieldcase.office.consent.answering import confirm_proposal

    with run.session() as session:
        asked = how.asked(session)
        made = confirm_proposal(session, _consent(session, consent), asked, level=level, limits=how.limits)
        said, why = _made(session, made)
    run.says.document("consent-confirm", said, _("Confirmed: {level}.").format(level=made.level), *why)


def _consent(session: Session, said: str) -> str:
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
def review(run: Run, consent: ConsentName) -> None:
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
    uses = ", ".join(dict.fromkeys(one.scope for one in done.consents))
    line = _("Withdrawn: {uses}.").format(uses=uses)
    told = (f"{text} ({count})" if count > 1 else text for text, count in Counter(tasks).items())
    run.says.document("consent-withdraw", {"consents": answers, "tasks": tasks}, line, *told)
