"""`fieldcase template`: what letters are drafted from: the shipped templates, the office's own, and their versions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import Labels
from fieldcase.cli.lines import table
from fieldcase.cli.outcome import finding_lines
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.model.refusal import Finding
    from fieldcase.office.session import Session
    from fieldcase.office.templates.versions import Version

GROUP = Group("template", N_("Templates of letters: what ships and the office's own, checked, with all versions."))
Kind = Annotated[str, typer.Argument(metavar="KIND", help=N_("Kind of letter (letter_kind)."))]
Language = Annotated[str, typer.Argument(metavar="LANGUAGE", help=N_("Language of the template."))]
File = Annotated[Path, typer.Argument(metavar="FILE", help=N_("Text file named KIND.LANGUAGE.txt."))]


@GROUP.command(
    "list", N_("List templates: whose they are, since when, and which formulae nobody confirmed."), "template list"
)
def list_(run: Run) -> None:
    """Every template that letters can be drafted from."""
    from fieldcase.office.templates.versions import list_templates

    with run.session() as session:
        found = list_templates(session)
        labels = Labels.of(session)
    rows = [
        (
            one.kind,
            labels.term("letter_kind", one.kind),
            one.language,
            one.version,
            _("the office's") if one.own else _("shipped"),
            one.at[:10],
            one.by,
            ", ".join(one.unverified),
            _("two versions apart") if one.apart else "",
        )
        for one in found
    ]
    heads = (_("Code"), _("Kind"), _("Language"), _("Version"), _("Whose"), _("Since"), _("By"), _("Unconfirmed"), "")
    run.says.document("templates", {"templates": found}, *table(heads, rows))


@GROUP.command(
    "show",
    N_("Print a template: the one in force, an older version, or the one that a letter was drafted from."),
    "template show note_verbale en",
    "template show note_verbale en --version 0",
    "template show note_verbale en --letter 5ab0c1",
)
def show(
    run: Run,
    kind: Kind,
    language: Language,
    version: Annotated[int | None, typer.Option(min=0, help=N_("Number of the version."))] = None,
    letter: Annotated[str, typer.Option(help=N_("Id of a letter, or the beginning of it."))] = "",
) -> None:
    """The text, ready to be saved as a file."""
    with run.session() as session:
        found = _wanted(session, kind, language, version, letter)
    run.says.document("template", {"kind": kind, "language": language, "template": found}, found.text.rstrip("\n"))


def _wanted(session: Session, kind: str, language: str, number: int | None, letter: str) -> Version:
    from fieldcase.office.called import called
    from fieldcase.office.templates.versions import current, template_of_letter, version

    if letter:
        from fieldcase.office.letters.gathering import open_letter

        return template_of_letter(session, open_letter(session, called(session, "letter", letter)).letter, language)
    return current(session, kind, language) if number is None else version(session, kind, language, number)


@GROUP.command(
    "check",
    N_("Say everything that is wrong with a template, by line, and what to do; nothing is kept."),
    "template check note_verbale.en.txt",
)
def check(run: Run, file: File) -> None:
    """Every fault; status 1 when there is one."""
    from fieldcase.office.templates.keeping import check as look

    kind, language, text = _read(file)
    with run.session() as session:
        found = look(session, kind, language, text, file.name)
    _say(run, "template-check", found, _("Letters can be drafted from it."))


@GROUP.command(
    "save",
    N_("Make a checked template the office's own: letters are drafted from it from now on. For the head of presence."),
    "template save note_verbale.en.txt",
)
def save(run: Run, file: File) -> None:
    """A new version, or every fault and nothing kept."""
    from fieldcase.office.templates.keeping import TemplateFaulty, write_template

    kind, language, text = _read(file)
    with run.session() as session:
        try:
            made = write_template(session, kind, language, text, file.name)
        except TemplateFaulty as faulty:
            _say(run, "template-save", faulty.findings, "")
            return
    content = {"kind": kind, "language": language, "version": made.number, "sha256": made.sha256}
    run.says.document("template-save", content, _("Kept as version {number}.").format(number=made.number))


@GROUP.command("history", N_("List the versions of a template; 0 is what ships."), "template history note_verbale en")
def history(run: Run, kind: Kind, language: Language) -> None:
    """Who changed it, and when."""
    from fieldcase.office.templates.versions import current, versions

    with run.session() as session:
        found, now = versions(session, kind, language), current(session, kind, language)
    rows = [
        (
            one.number,
            one.at[:10],
            one.by,
            _("shipped") if one.shipped else _("the office's"),
            one.sha256[:12],
            _("in force") if one == now else "",
        )
        for one in found
    ]
    heads = (_("Version"), _("Since"), _("By"), _("Whose"), _("Hash"), "")
    run.says.document("template-history", {"versions": found, "in_force": now.number}, *table(heads, rows))


@GROUP.command(
    "back",
    N_("Make an older version the one in force; 0 goes back to what ships. For the head of presence."),
    "template back note_verbale en 0",
)
def back(
    run: Run,
    kind: Kind,
    language: Language,
    version: Annotated[int, typer.Argument(min=0, help=N_("Number of the version."))],
) -> None:
    """An older version again."""
    from fieldcase.office.templates.keeping import go_back

    with run.session() as session:
        made = go_back(session, kind, language, version)
    content = {"kind": kind, "language": language, "version": made.number, "shipped": made.shipped}
    run.says.document("template-back", content, _("Version {number} is in force.").format(number=version))


def _say(run: Run, format: str, found: tuple[Finding, ...], fine: str) -> None:
    run.says.document(format, {"ok": not found, "findings": found}, *(finding_lines(found) or [fine]))
    if found:
        raise typer.Exit(1)


def _read(file: Path) -> tuple[str, str, str]:
    """Kind and language by the file's name, and its text. Raises `BadValue`."""
    from fieldcase.office.given import read_given

    parts = file.name.split(".")
    if len(parts) != 3 or parts[2] != "txt":
        why, expected = _("its name does not say kind and language"), "note_verbale.en.txt"
        raise BadValue(field="file", value=file.name[:60], why=why, expected=expected)
    try:
        text = read_given(file).decode("utf-8-sig")
    except UnicodeDecodeError:
        why, expected = _("it is no text in UTF-8"), _("a file saved as UTF-8")
        raise BadValue(field="file", value=file.name[:60], why=why, expected=expected) from None
    return parts[0], parts[1], text
