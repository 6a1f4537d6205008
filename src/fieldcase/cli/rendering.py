"""`fieldcase letter render` and `letter formulae`: pages of a letter, specimens of all kinds, what nobody verified."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.labels import require_choice
from fieldcase.cli.letter import GROUP, letter_called
from fieldcase.cli.lines import table
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.words import N_, _

if TYPE_CHECKING:
    from fieldcase.office.letters.wordings import TemplateTold, TermsTold

RENDITIONS = ("state_full", "office_copy", "public_redacted", "hq_coded", "for_source")
FORMATS = ("pdf", "docx")


class NothingToRender(Refusal):
    """Neither a letter and its file were named, nor which specimens to write and where."""

    code = "FC-570"
    message = N_("It is not said what to write, and where.")
    remedy = N_("Give LETTER --out note.pdf, or --all-kinds --all-languages --into DIR for specimens.")


@GROUP.command(
    "render",
    N_(
        "Write a letter as PDF or DOCX. A draft says that it is one; a signed letter gives the signed bytes. With "
        "--all-kinds, specimens from training data: those of the office's own wording where a vault is named."
    ),
    "letter render 5ab0c1 --out note.pdf",
    "letter render 5ab0c1 --rendition public_redacted --language fr --out note.docx",
    "letter render 5ab0c1 --rendition hq_coded --out file.pdf",
    "letter render 5ab0c1 --rendition for_source --for P-7K3D9X --out said.pdf",
    "letter render 5ab0c1 --without-cover --out brief.pdf",
    "letter render --all-kinds --all-languages --into specimens",
    "letter render --all-kinds --language fr --into specimens --vault laptop-03",
)
def render(
    run: Run,
    letter: Annotated[str, typer.Argument(metavar="LETTER", help=N_("Id of the letter, or its beginning."))] = "",
    out: Annotated[Path | None, typer.Option(help=N_("File to write; its ending says the format."))] = None,
    rendition: Annotated[
        str, typer.Option(help=N_("state_full, office_copy, public_redacted, hq_coded or for_source."))
    ] = "state_full",
    reader: Annotated[
        str, typer.Option("--for", metavar="CODE", help=N_("On whose behalf it was said; with for_source."))
    ] = "",
    without_cover: Annotated[
        bool, typer.Option("--without-cover", help=N_("Of a proposal: without the internal cover."))
    ] = False,
    language: Annotated[str, typer.Option(help=N_("Language; the authentic one by default."))] = "",
    all_kinds: Annotated[bool, typer.Option("--all-kinds", help=N_("Specimens of every kind of letter."))] = False,
    all_languages: Annotated[bool, typer.Option("--all-languages", help=N_("Specimens in every language."))] = False,
    into: Annotated[Path | None, typer.Option(metavar="DIR", help=N_("Folder for specimens."))] = None,
) -> None:
    """One rendition as a file, or specimens."""
    if not letter:
        _specimens(run, all_kinds, "" if all_languages else language, all_languages, into)
        return
    if all_kinds or all_languages or into:
        why, expected = _("specimens are of no letter on record"), _("no letter beside --all-kinds")
        raise BadValue(field="letter", value=letter[:8], why=why, expected=expected)
    if out is None:
        raise NothingToRender
    _one(run, letter, out, rendition, reader, language, cover=not without_cover)


def _one(run: Run, letter: str, out: Path, rendition: str, reader: str, language: str, *, cover: bool) -> None:
    from fieldcase.model.kinds.letters import Letter as LetterRecord
    from fieldcase.office.called import party_called
    from fieldcase.office.given import require_new, write_given
    from fieldcase.office.letters.rendering import render as draw

    form = out.suffix.lower().removeprefix(".")
    if form not in FORMATS:
        raise BadValue(field="out", value=out.suffix[:12], why=_("letters have no such format"), expected=".pdf, .docx")
    require_choice("--rendition", rendition, RENDITIONS)
    require_new(out)
    with run.session() as session:
        found = letter_called(session, letter)
        wanted = language or session.vault.get(LetterRecord, found).authentic_lang
        who = party_called(session, reader) if reader else ""
        data = draw(session, found, rendition, wanted, form, reader=who, file_name=out.stem, cover=cover)
    write_given(out, data)
    said = {"file": str(out), "bytes": len(data), "rendition": rendition, "language": wanted}
    run.says.document("letter-render", said, _("Written to {file}.").format(file=out))


def _specimens(run: Run, all_kinds: bool, language: str, all_languages: bool, into: Path | None) -> None:
    from fieldcase.model.lettershapes import SHAPES
    from fieldcase.office.given import folder_given, require_new, write_given
    from fieldcase.office.letters.specimens import Wordings, specimen_languages, specimens, wordings_of

    if not all_kinds or into is None or not (language or all_languages):
        raise NothingToRender
    require_choice("--language", language, specimen_languages())
    languages = (language,) if language else specimen_languages()
    own = Wordings()
    if run.vault_named:
        with run.session() as session:
            own = wordings_of(session)
    folder_given(into)
    for kind in SHAPES:
        require_new(into / f"{kind}.{languages[0]}.pdf")
    files: list[dict[str, object]] = []
    missing: list[dict[str, str]] = []
    with run.progress() as tell:
        for one in specimens(languages=languages, own=own):
            if isinstance(one, tuple):
                missing.append({"kind": one[0], "language": one[1]})
                continue
            tell(_("Writing specimens"), len(files) / (len(SHAPES) * len(languages) * len(FORMATS)))
            for form in FORMATS:
                path = into / f"{one.name}.{form}"
                write_given(path, data := one.drawn(form))
                files.append(
                    {
                        "kind": one.kind,
                        "form": one.form,
                        "language": one.language,
                        "file": str(path),
                        "bytes": len(data),
                    }
                )
    lines = [_("{count} specimens written to {folder}.").format(count=len(files), folder=into)]
    lines += [_("No template: {kind}, {language}.").format(**one) for one in missing]
    run.says.document("letter-specimens", {"files": files, "missing": missing}, *lines)


@GROUP.command(
    "formulae",
    N_("List what letters open and close with, and whether anybody verified it; templates and terms likewise."),
    "letter formulae --language ar",
    "letter formulae --unverified",
)
def formulae(
    run: Run,
    language: Annotated[str, typer.Option(help=N_("Only this language."))] = "",
    unverified: Annotated[bool, typer.Option("--unverified", help=N_("Only what nobody has verified."))] = False,
) -> None:
    """Every formula that letters use, with who verified it."""
    from fieldcase.office.letters.wordings import formulae_told, templates_told, terms_told

    with run.session() as session:
        told = [one for one in formulae_told(session) if not language or one.language == language]
        texts = [one for one in templates_told(session) if not language or one.language == language]
        terms = [one for one in terms_told(session) if not language or one.language == language]
    if unverified:
        told = [one for one in told if not one.verified]
        texts, terms = [one for one in texts if not one.own], [one for one in terms if one.unreviewed or one.missing]
    rows = [
        (one.language, one.kind, one.addressee_kind, _standing(one.verified_by, one.verified_on), one.text)
        for one in told
    ]
    heads = (_("Language"), _("Formula"), _("Addressee"), _("Verified"), _("Text"))
    lines = [*table(heads, rows), "", *_templates(texts), "", *_terms(terms)]
    run.says.document("letter-formulae", {"formulae": told, "templates": texts, "terms": terms}, *lines)


def _standing(by: str, on: str) -> str:
    return " ".join(filter(None, (by, on))) or _("not verified")


def _templates(texts: list[TemplateTold]) -> list[str]:
    rows = [
        (one.language, one.kind, _("the office's own") if one.own else _("as shipped, not confirmed")) for one in texts
    ]
    return table((_("Language"), _("Kind"), _("Template")), rows)


def _terms(terms: list[TermsTold]) -> list[str]:
    heads = (_("Language"), _("Terms"), _("Not reviewed"), _("Only in English"))
    return table(heads, [(one.language, one.terms, one.unreviewed, one.missing) for one in terms])
