"""`fieldcase person`: record who is concerned, by code from then on; see who a code is, with a reason."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from fieldcase.cli.lines import fields
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.words import N_, _

SCRIPT = re.compile(r"[A-Z][a-z]{3}")


class NameNeeded(Refusal):
    """Somebody is recorded without a name by oversight."""

    code = "FC-566"
    message = N_("No name is given.")
    remedy = N_("Give --name. Where the name is not known or must not be kept, say so: --unnamed.")


GROUP = Group("person", N_("People, groups and organisations: record them, and say what they are in a case."))
Party = Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the person, such as P-7K3D9X."))]


@GROUP.command(
    "add",
    N_("Record somebody; the code is printed. The name goes to the identity room."),
    'person add --name "Ilena Dovrak" --gender woman --case XKAL-03-2026-00001 --role victim',
    'person add --kind organisation --name "Kalindra Bar Watch"',
)
def add(
    run: Run,
    name: Annotated[str, typer.Option(help=N_("Full name, in the order the person gives it."))] = "",
    kind: Annotated[str, typer.Option(help=N_("person, group or organisation."))] = "person",
    gender: Annotated[str, typer.Option(help=N_("Ask; unknown is an answer."))] = "unknown",
    script: Annotated[str, typer.Option(help=N_("Script of the name, such as Latn or Arab."))] = "",
    country: Annotated[str, typer.Option(help=N_("State of residence, such as XKA."))] = "",
    wishes: Annotated[str, typer.Option(help=N_("What the person wants and does not want done, in codes."))] = "",
    case: Annotated[str, typer.Option(help=N_("The case in which the person is something."))] = "",
    role: Annotated[str, typer.Option(help=N_("What the person is in that case (role_in_case)."))] = "victim",
    unnamed: Annotated[bool, typer.Option("--unnamed", help=N_("The name is not known, or not kept."))] = False,
) -> None:
    """Somebody new, and in the same step what they are in a case."""
    import msgspec

    from fieldcase.office.called import case_called
    from fieldcase.office.codes import require_state
    from fieldcase.office.parties.recording import a_person, record_party

    if not name.strip() and not unnamed and kind != "group":
        raise NameNeeded
    if script and not SCRIPT.fullmatch(script):
        why, expected = _("it is no script's code"), "Latn, Arab, Cyrl, Hans …"
        raise BadValue(field="--script", value=script[:20], why=why, expected=expected)
    require_state("--country", country)
    with run.session() as session:
        said = a_person(name, script=script, gender=gender, wishes=wishes, language=session.language)
        said = msgspec.structs.replace(said, kind=kind, residence_country=country)
        inside = case_called(session, case) if case else ""
        made = record_party(session, said, case=inside, role=role)
    run.says.document("person-add", {"id": made.id, "code": made.code}, made.code)


@GROUP.command("see", N_("See who a code is. The look is logged."), 'person see P-7K3D9X --reason "To telephone her."')
def see(
    run: Run,
    person: Party,
    reason: Annotated[str, typer.Option(help=N_("Why you need it."))] = "",
) -> None:
    """Who somebody is."""
    from fieldcase.model.kinds.parties import PARTY
    from fieldcase.office.called import party_called
    from fieldcase.office.parties.identity import see_identity

    with run.session() as session:
        found = see_identity(session, party_called(session, person), reason)
    run.says.document("person", {"person": found}, *fields(PARTY, found))


@GROUP.command(
    "involve",
    N_("Say what somebody is in a case; one person may be several things."),
    "person involve P-7K3D9X XKAL-03-2026-00001 witness",
)
def involve(
    run: Run,
    person: Party,
    case: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case."))],
    role: Annotated[str, typer.Argument(help=N_("Role (role_in_case)."))],
    basis: Annotated[str, typer.Option(help=N_("Why thought to be involved, in codes."))] = "",
) -> None:
    """A role in a case."""
    from fieldcase.office.called import case_called, party_called
    from fieldcase.office.parties.recording import involve as put

    with run.session() as session:
        made = put(session, case_called(session, case), party_called(session, person), role, alleged_basis=basis)
    run.says.document("person-involve", {"id": made.id}, _("Saved."))


@GROUP.command(
    "same",
    N_("Say that two records are one person, or (--no) that they are not. Nothing is merged."),
    "person same P-7K3D9X P-22FW4B",
)
def same(
    run: Run,
    person: Party,
    other: Annotated[str, typer.Argument(metavar="CODE", help=N_("Code of the other record."))],
    no: Annotated[bool, typer.Option("--no", help=N_("They are two."))] = False,
) -> None:
    """One and the same, or not."""
    from fieldcase.office.called import party_called
    from fieldcase.office.parties.recording import same_party

    with run.session() as session:
        one, two = party_called(session, person), party_called(session, other)
        same_party(session, one, two, yes=not no)
    run.says.document("person-same", {"one": one, "other": two, "same": not no}, _("Saved."))


@GROUP.command(
    "ask",
    N_("Ask the custodian who somebody is, with the reason: it becomes a task. Codes only."),
    'person ask P-7K3D9X --case XKAL-03-2026-00001 --reason "The embassy asks whether it is one of its nationals."',
)
def ask(
    run: Run,
    person: Party,
    case: Annotated[str, typer.Option(help=N_("Number of the case."))],
    reason: Annotated[str, typer.Option(help=N_("Why you need the name; the custodian judges it."))],
) -> None:
    """A question to the custodian."""
    from fieldcase.office.called import case_called, party_called
    from fieldcase.office.parties.asking import ask_for_name

    with run.session() as session:
        made = ask_for_name(session, case_called(session, case), party_called(session, person), reason)
    run.says.document("person-ask", {"task": made.id}, _("The custodian is asked."))


@GROUP.command(
    "answer",
    N_("As custodian, answer who asked for a name: it was told, or (--keep) it is kept. The name is never written."),
    'person answer 5ab0c1d2 --note "Told by telephone."',
)
def answer(
    run: Run,
    task: Annotated[str, typer.Argument(metavar="TASK", help=N_("Id of the task, or its beginning (fieldcase due)."))],
    note: Annotated[str, typer.Option(help=N_("How it was told, or why it is kept, in codes."))],
    keep: Annotated[bool, typer.Option("--keep", help=N_("The name is not told."))] = False,
) -> None:
    """The custodian's answer."""
    from fieldcase.office.called import called
    from fieldcase.office.parties.asking import answer_asking

    with run.session() as session:
        made = answer_asking(session, called(session, "task", task), not keep, note)
    run.says.document("person-answer", {"task": made.id, "told": not keep}, _("Answered."))
