"""`fieldcase init` and `fieldcase check`: found an office or ask to join one, and look through the whole vault."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldcase.model.roles import Role

GROUP = Group()
CLEAR = "\x1b[2J\x1b[3J\x1b[H"
"""Clears a terminal with what was scrolled away: recovery words are not left standing there."""


class SheetsNeedEyes(Refusal):
    """Recovery words are shown to a person once, and two of them asked back."""

    code = "FC-552"
    message = N_("The recovery words must be shown to a person and asked back.")
    remedy = N_("Found the office at a terminal; a training office may use --training --sheets-into DIR.")


class OfficeNeeded(Refusal):
    """An office is founded under a code."""

    code = "FC-553"
    message = N_("It is not said which office is founded.")
    remedy = N_("Give its code: --office KAL (training: XKAL); or ask to join one: --join.")


@GROUP.command(
    "init",
    N_("Make a vault: found an office, or ask to join one (--join)."),
    'init --office KAL --name "Ines Duarte" --role head --role custodian',
    'init --join --name "Sami Rahal" --role case_officer --out request.txt',
    'init --training --office XKAL --name "Ines Duarte" --role head --sheets-into sheets',
)
def init(
    run: Run,
    name: Annotated[str, typer.Option(help=N_("Your name, as colleagues know you."))],
    role: Annotated[list[str], typer.Option(help=N_("What you are in the office; repeat it for several."))],
    office: Annotated[str, typer.Option(help=N_("Code of the office that is founded."))] = "",
    device: Annotated[str, typer.Option(help=N_("Code of this laptop, two digits."))] = "01",
    join: Annotated[bool, typer.Option("--join", help=N_("Ask to join an office instead of founding one."))] = False,
    out: Annotated[Path | None, typer.Option(help=N_("File for the request to join."))] = None,
    training: Annotated[bool, typer.Option("--training", help=N_("A vault for exercises; for ever."))] = False,
    sheets_into: Annotated[Path | None, typer.Option(help=N_("Folder for a training office's sheets."))] = None,
) -> None:
    """Found an office or ask to join one."""
    from fieldcase.office.passphrases import require_strong

    roles = roles_named(role)
    passphrase = run.passphrase(new=True)
    if not training:
        require_strong(passphrase)
    if join:
        _ask_to_join(run, passphrase, name, roles, out, training)
    elif not office:
        raise OfficeNeeded
    else:
        _found(run, passphrase, office, name, roles, device, training, sheets_into)


def roles_named(said: list[str]) -> tuple[Role, ...]:
    """Roles by their codes, also separated by commas. Raises `BadValue`."""
    from fieldcase.model.refusal import BadValue
    from fieldcase.model.roles import Role

    words = [word.strip() for one in said for word in one.split(",") if word.strip()]
    for word in words:
        if word not in set(Role):
            known = ", ".join(one.value for one in Role)
            raise BadValue(field="role", value=word[:40], why=_("there is no such role"), expected=known)
    return tuple(Role(word) for word in words)


def _found(
    run: Run,
    passphrase: str,
    office: str,
    name: str,
    roles: tuple[Role, ...],
    device: str,
    training: bool,
    sheets_into: Path | None,
) -> None:
    from fieldcase.office.founding.found import found_office
    from fieldcase.office.founding.sheets import ask_back, write_sheets

    into = sheets_into if training else None
    if into is None and (run.says.json or not sys.stdin.isatty()):
        raise SheetsNeedEyes

    def confirm(sheets: tuple[Any, ...]) -> None:
        if into is not None:
            write_sheets(sheets, into)
            return
        for sheet in sheets:
            _show_sheet(sheet)
        ask_back(sheets, _ask_word)

    with run.progress() as tell:
        made = found_office(
            run.folder,
            passphrase,
            office=office,
            name=name,
            roles=roles,
            device=device,
            training=training,
            confirm=confirm,
            progress=_counted(tell),
            language=run.lang,
        )
    said = {"vault": str(run.folder), "office": made.office, "device": made.vault.device, "training": made.training}
    made.close()
    line = _("Office {office} is founded; this is laptop {device}.").format(office=office, device=device)
    run.says.document("init", said, line, _("Next: fieldcase peer card, to take a second laptop in."))


def _ask_to_join(
    run: Run, passphrase: str, name: str, roles: tuple[Role, ...], out: Path | None, training: bool
) -> None:
    from fieldcase.office.founding.join import ask_to_join
    from fieldcase.office.given import require_new, write_given

    if out is not None:
        require_new(out)
    with run.progress() as tell:
        made, request = ask_to_join(
            run.folder,
            passphrase,
            name=name,
            roles=roles,
            training=training,
            progress=_counted(tell),
            language=run.lang,
        )
    made.close()
    text = request.document.text
    if out is not None:
        write_given(out, text.encode())
    said = {"vault": str(run.folder), "request": str(out) if out else text}
    lines = [_("The request is in {file}.").format(file=out)] if out else [text]
    run.says.document(
        "init", said, *lines, _("Give it to your office. Its answer is read with: fieldcase peer accept.")
    )


def _counted(tell: Callable[[str, float], None]) -> Callable[[int, int], None]:
    return lambda done, of: tell(_("Making the vault"), done / of if of else 0.0)


def _show_sheet(sheet: Any) -> None:
    """One sheet on the terminal, to be copied by hand; it is shown this once."""
    head = _("Recovery sheet {number} of {of} (any {needed} bring the office back). Check value: {check}")
    typer.echo(head.format(number=sheet.number, of=sheet.of, needed=sheet.needed, check=sheet.check))
    for at in range(0, len(sheet.words), 6):
        typer.echo("  " + "  ".join(f"{n:2} {word}" for n, word in enumerate(sheet.words[at : at + 6], at + 1)))
    typer.prompt(_("Write it down, then press Enter"), default="", show_default=False, err=True)
    if sys.stdout.isatty():
        typer.echo(CLEAR, nl=False)


def _ask_word(sheet: int, position: int) -> str:
    question = _("Sheet {sheet}, word {position}").format(sheet=sheet, position=position)
    return str(typer.prompt(question, err=True))


@GROUP.command(
    "check",
    N_("Look through the whole vault: every page, chain, signature, hash, list and file."),
    "check",
    "check --digest --json",
    "check --rebuild",
)
def check(
    run: Run,
    digest: Annotated[bool, typer.Option("--digest", help=N_("Also what two vaults compare, room by room."))] = False,
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help=N_("First draw all lists and the search again from the ledger."))
    ] = False,
) -> None:
    """Check the vault; faults are told one by one, and end with status 1."""
    from fieldcase.office.checking import check_vault, rebuild_views

    with run.session() as session, run.progress() as tell:
        drawn = rebuild_views(session, tell) if rebuild else None
        found = check_vault(session, tell)
    faults = [{"where": one.where, "problem": one.sentence, "remedy": one.way_out} for one in found.faults]
    said: dict[str, Any] = {"ok": found.ok, "entries": found.entries, "files": found.files, "faults": faults}
    if digest:
        said["digests"] = {room: {"entries": one.entries, "state": one.state} for room, one in found.digests.items()}
    lines = [f"{one['where']}: {one['problem']} {one['remedy']}" for one in faults]
    if drawn is not None:
        said["drawn"] = drawn
        lines.insert(
            0,
            ngettext("{count} record was drawn again.", "{count} records were drawn again.", drawn).format(count=drawn),
        )
    if digest:
        lines += [f"{room}  {one['entries']}  {one['state']}" for room, one in said["digests"].items()]
    counted = ngettext("{count} fault was found.", "{count} faults were found.", len(faults)).format(count=len(faults))
    looked = _("Looked at {entries} entries and {files} files.").format(entries=found.entries, files=found.files)
    run.says.document("check", said, *lines, looked, _("All is in order.") if found.ok else counted)
    if not found.ok:
        raise typer.Exit(1)
