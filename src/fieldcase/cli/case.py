"""`fieldcase case`: list, show, open and change cases, and take them from step to step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import Labels, choice, number, require_choice, require_status
from fieldcase.cli.labels import status as status_label
from fieldcase.cli.lines import table
from fieldcase.cli.namesakes import TheWords, WhoElse, Whose
from fieldcase.cli.run import Group, Run
from fieldcase.model.kinds import kind_named
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _, ngettext
from fieldcase.office.moments import instant

if TYPE_CHECKING:
    from fieldcase.model.kinds.cases import Case
    from fieldcase.office.cases.page import CasePage
    from fieldcase.office.session import Session

GROUP = Group("case", N_("Cases: list, show, open, change, and take from step to step."))
CaseName = Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case, ours or the old register's."))]
LINES: dict[str, Callable[[], str]] = {
    "blocked": lambda: _("Blocked"),
    "check": lambda: _("Check"),
    "waiting": lambda: _("Waiting"),
    "done": lambda: _("Done"),
    "not_needed": lambda: _("Not needed"),
}
"""The word before a line of the panel, by its state."""
TRACKS = ("normal", "urgent")
STEPS = ("triage", "open", "not_admitted", "under_verification", "action", "follow_up", "closed", "reopened")


@GROUP.command(
    "list",
    N_("List cases, newest first; with words only those in which they stand."),
    "case list",
    "case list detention --status open",
    "case list --json --limit 200",
)
def list_(
    run: Run,
    words: Annotated[list[str] | None, typer.Argument(metavar="WORDS", help=N_("Words to find."))] = None,
    status: Annotated[str, typer.Option(help=N_("Only cases that stand there."))] = "",
    track: Annotated[str, typer.Option(help=N_("normal or urgent."))] = "",
    order: Annotated[str, typer.Option(help=N_("received_at, case_no, title, status, track or risk."))] = "received_at",
    offset: Annotated[int, typer.Option(min=0, help=N_("Leave out so many."))] = 0,
    limit: Annotated[int, typer.Option(min=1, max=1000, help=N_("Show so many."))] = 50,
) -> None:
    """One page of the list of cases."""
    from fieldcase.office.cases.listing import ORDERS, CaseQuery, list_cases

    require_status("case", status, "--status")
    require_choice("--track", track, TRACKS)
    require_choice("--order", order, (*ORDERS, "risk"))
    filters = {name: said for name, said in (("status", status), ("track", track)) if said}
    query = CaseQuery(words=" ".join(words or ()), filters=filters, order=order, offset=offset, limit=limit)
    with run.session() as session:
        found = list_cases(session, query)
        labels = Labels.of(session)
    rows = [
        (
            one.case_no,
            status_label("case", one.status),
            labels.term("risk_level", one.risk),
            labels.day(one.received_at),
            one.title,
            one.next_step,
        )
        for one in found.rows
    ]
    heads = (_("Case"), _("Status"), _("Risk"), _("Received"), _("Working title"), _("Next"))
    shown = _("{shown} of {total} cases.").format(shown=len(rows), total=found.total)
    run.says.document("cases", {"cases": found.rows, "total": found.total}, *table(heads, rows), shown)


@GROUP.command(
    "show",
    N_("Show one case: people by code, what stands before a letter, every record."),
    "case show XKAL-03-2026-00001",
    "case show KAL-25/001 --json",
)
def show(run: Run, case: CaseName) -> None:
    """The page of one case."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.page import case_page

    with run.session() as session:
        page = case_page(session, case_called(session, case))
        labels = Labels.of(session)
    run.says.document("case", page, *_page(page, labels))


def _page(page: CasePage, labels: Labels) -> Iterator[str]:
    """A case for a person: what it is, who is in it, its letters and records by number, what stands before a letter."""
    row = page.row
    yield f"{row.case_no}  {row.title}"
    yield "  ".join(
        one for one in (status_label("case", row.status), choice(row.track), labels.term("risk_level", row.risk)) if one
    )
    yield "  ".join(f"{name} {labels.term('verification_level', one)}" for name, one in page.established.items())
    people = [
        (
            one.code,
            labels.terms("role_in_case", one.roles),
            labels.term("gender", one.gender),
            labels.term("risk_level", one.risk),
        )
        for one in page.parties
    ]
    letters = [
        (
            one.id[:8],
            labels.term("letter_kind", one.kind),
            one.state,
            status_label("letter", one.status),
            one.office_ref,
        )
        for one in page.letters
    ]
    records = [
        (kind, number(one), labels.about(kind_named(kind), one), one.id[:8])
        for kind, each in page.records.items()
        for one in each
    ]
    if people:
        yield from ("", *table((_("Person"), _("Roles"), _("Gender"), _("Risk")), people))
    if letters:
        yield from ("", *table((_("Letter"), _("Kind"), _("State"), _("Status"), _("Reference")), letters))
    yield from ("", *table((_("Record"), _("No."), _("What it is"), _("Id")), records), "")
    yield from (f"{LINES[one.state]()} [{one.rule}] {one.sentence} {one.remedy}".rstrip() for one in page.panel)


@GROUP.command(
    "new",
    N_("Open a case: it gets its number at once and for ever. Title and summary in codes, never names."),
    'case new "Dismissal after a statement" --received 2026-03-02 --channel person --subject persons',
    'case new "Detention at the airport" --urgent --summary "Detained on return from the Council."',
)
def new(
    run: Run,
    title: Annotated[str, typer.Argument(help=N_("Working title: no names, no villages."))],
    received: Annotated[str, typer.Option(help=N_("Day or instant on which we first heard of it."))] = "",
    channel: Annotated[str, typer.Option(help=N_("How it reached us (intake_channel)."))] = "",
    summary: Annotated[str, typer.Option(help=N_("The facts as alleged, in codes."))] = "",
    subject: Annotated[str, typer.Option(help=N_("persons, organisations, law_or_measure or mixed."))] = "",
    urgent: Annotated[bool, typer.Option("--urgent", help=N_("On the urgent track; nobody has to approve."))] = False,
    language: Annotated[str, typer.Option(help=N_("Language of the texts."))] = "",
) -> None:
    """A new case, as a draft."""
    from fieldcase.office.cases.opening import new_case
    from fieldcase.office.codes import require_language

    require_language("--language", language)
    with run.session() as session:
        made = new_case(
            session,
            title,
            received_at=instant(session, received, "--received"),
            channel=channel,
            summary=summary,
            subject=subject,
            urgent=urgent,
            language=language,
        )
    run.says.document("case-new", {"id": made.id, "case_no": made.case_no}, made.case_no)


@GROUP.command(
    "set",
    N_("Change fields of a case; only what is named changes."),
    "case set XKAL-03-2026-00001 received_channel=person subject_kind=persons",
    'case set XKAL-03-2026-00001 summary/en="Detained on return." track=urgent',
)
def set_(
    run: Run,
    case: CaseName,
    values: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE", help=N_("What to change."))],
) -> None:
    """Fields of a case, changed."""
    from fieldcase.cli.typed import typed
    from fieldcase.model.kinds.cases import CASE, Case
    from fieldcase.office.called import called, case_called
    from fieldcase.office.cases.sight import require_unsealed
    from fieldcase.office.records import change

    with run.session() as session:
        found = case_called(session, case)
        require_unsealed(session, found)
        held = session.vault.get(Case, found)
        said = typed(CASE, values, lambda kinds, name: called(session, kinds, name, case=found), held)
        change(session, "case", found, said)
    saved = _("Saved: {fields}").format(fields=", ".join(sorted(said)))
    run.says.document("case-set", {"id": found, "changed": sorted(said)}, saved)


@GROUP.command(
    "check",
    N_("Whom the texts of a case name, now and in earlier versions: the case room is codes only."),
    "case check XKAL-03-2026-00001",
    "case check XKAL-03-2026-00001 --words",
)
def check(
    run: Run,
    case: CaseName,
    words: Annotated[bool, typer.Option("--words", help=N_("Show the words found. The look is logged."))] = False,
) -> None:
    """Names in the texts of one case."""
    from fieldcase.cli.outcome import finding_lines
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.names import check_case, words_found

    with run.session() as session:
        found_in = case_called(session, case)
        findings = check_case(session, found_in)
        seen = words_found(session, found_in) if words else ()
    heads = (_("Record"), _("Field"), _("Code"), _("Words"))
    rows = [(f"{one.kind} {one.record[:8]}", one.field, one.code, one.words) for one in seen]
    lines = finding_lines(findings) or [_("No text of the case names anybody on record.")]
    content = {"findings": findings, **({"words": seen} if words else {})}
    run.says.document("case-check", content, *lines, *(table(heads, rows) if rows else ()))


@GROUP.command(
    "somebody-else",
    N_("Say that words in the texts of a case are somebody else's name. Only who did not write the text may."),
    'case somebody-else XKAL-03-2026-00001 P-7K3D9X Dovrak --reason "The minister of that name."',
)
def somebody_else(
    run: Run,
    case: CaseName,
    party: Whose,
    words: TheWords,
    reason: WhoElse,
) -> None:
    """A name that is somebody else's."""
    from fieldcase.office.called import case_called, party_called
    from fieldcase.office.cases.names import somebody_else as say

    with run.session() as session:
        made = say(session, case_called(session, case), party_called(session, party), words, reason)
    count = ngettext("Noted for {count} text.", "Noted for {count} texts.", len(made)).format(count=len(made))
    run.says.document("case-somebody-else", {"ids": [one.id for one in made]}, count)


@GROUP.command(
    "step",
    N_("Take a case to its next state. What the rules still want is told, one line each."),
    "case step XKAL-03-2026-00001 triage",
    'case step XKAL-03-2026-00001 reopened --reason "New information came in."',
)
def step(
    run: Run,
    case: CaseName,
    to: Annotated[str, typer.Argument(help=N_("triage, open, under_verification, action, follow_up, closed …"))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes; some steps need it."))] = "",
) -> None:
    """One step of a case's life."""
    from fieldcase.office.called import case_called

    with run.session() as session:
        found = case_called(session, case)
        act = _steps(reason).get(to)
        if act is None:
            raise BadValue(field="to", value=to[:40], why=_("no step leads there"), expected=", ".join(STEPS))
        done = act(session, found)
    line = _("{case} is now at: {status}.").format(case=done.case_no, status=status_label("case", to))
    run.says.document("case-step", {"id": found, "case_no": done.case_no, "status": to}, line)


def _steps(reason: str) -> dict[str, Callable[[Session, str], Case]]:
    from fieldcase.office.cases import merging, steps

    return {
        "triage": steps.triage,
        "open": steps.open_case,
        "not_admitted": lambda session, case: steps.not_admit(session, case, reason),
        "under_verification": steps.begin_verification,
        "action": steps.begin_action,
        "follow_up": steps.follow_up,
        "closed": steps.close_case,
        "reopened": lambda session, case: steps.reopen(session, case, reason),
        "merged": merging.merge,
    }


@GROUP.command(
    "propose",
    N_("Propose a step that takes two people: not_admitted, closed, reopened."),
    'case propose XKAL-03-2026-00001 closed --reason "Released, and safe since."',
)
def propose(
    run: Run,
    case: CaseName,
    to: Annotated[str, typer.Argument(help=N_("not_admitted, closed or reopened."))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))],
) -> None:
    """An officer's proposal."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.proposals import propose_step

    with run.session() as session:
        made = propose_step(session, case_called(session, case), to, reason)
    run.says.document("case-propose", {"id": made.id, "to": to}, _("Proposed. Somebody else decides."))


@GROUP.command(
    "merge",
    N_("Propose that a case is merged into another, which goes on. A reviewer does it: case step NUMBER merged."),
    'case merge XKAL-03-2026-00002 XKAL-03-2026-00001 --reason "The same detention, recorded twice."',
)
def merge(
    run: Run,
    case: CaseName,
    into: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the case that goes on."))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))],
) -> None:
    """An officer's proposal to merge."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.merging import propose_merge

    with run.session() as session:
        made = propose_merge(session, case_called(session, case), case_called(session, into), reason)
    run.says.document("case-merge", {"id": made.id}, _("Proposed. Somebody else decides."))


@GROUP.command(
    "link",
    N_("Say that two cases belong together: pattern, same_person or split. It stands on both."),
    "case link XKAL-03-2026-00002 XKAL-03-2026-00001 same_person",
)
def link(
    run: Run,
    case: CaseName,
    other: Annotated[str, typer.Argument(metavar="CASE", help=N_("Number of the other case."))],
    kind: Annotated[str, typer.Argument(help=N_("pattern, same_person or split."))],
) -> None:
    """Two cases that belong together."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.merging import link_cases

    with run.session() as session:
        link_cases(session, case_called(session, case), case_called(session, other), kind)
    run.says.document("case-link", {"kind": kind}, _("Saved."))


@GROUP.command("agree", N_("Agree, as a second reader, to what was proposed."), "case agree XKAL-03-2026-00001 closed")
def agree(
    run: Run,
    case: CaseName,
    to: Annotated[str, typer.Argument(help=N_("The step that was proposed."))],
    note: Annotated[str, typer.Option(help=N_("A word for the file, in codes."))] = "",
) -> None:
    """A second reader agrees."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.proposals import agree_step

    with run.session() as session:
        made = agree_step(session, case_called(session, case), to, note)
    run.says.document("case-agree", {"id": made.id, "to": to}, _("Agreed."))


@GROUP.command(
    "closure",
    N_("Write why a case is to be closed and what was told to the person, before closing is proposed."),
    'case closure XKAL-03-2026-00001 --reason resolved --told "P-7K3D9X was told by telephone."',
)
def closure(
    run: Run,
    case: CaseName,
    reason: Annotated[str, typer.Option(help=N_("Reason for closing (closure_reason)."))],
    told: Annotated[str, typer.Option(help=N_("What was told to the person, in codes."))],
) -> None:
    """The words of a closure."""
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.steps import record_closure

    with run.session() as session:
        done = record_closure(session, case_called(session, case), reason, told)
    run.says.document("case-closure", {"id": done.id}, _("Saved."))
