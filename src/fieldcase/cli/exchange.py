"""`fieldcase send`, `receive` and `sync`: sealed packages by a folder or memory stick, or as files to carry."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fieldcase.cli.lines import table
from fieldcase.cli.run import Group, Run
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from fieldcase.office.exchange.receive import Received
    from fieldcase.office.exchange.send import Dispatch

GROUP = Group()
Route = Annotated[Path | None, typer.Option(help=N_("Folder or memory stick by which packages go."))]


FEW = 5
"""So many cases are named in a line; a document names all."""


class WhichWay(Refusal):
    """Packages go by a folder, or into files."""

    code = "FC-559"
    message = N_("It is not said which way the packages go.")
    remedy = N_("Name a folder or memory stick with --route, or a folder for files with --out and --to; not both.")


class WhichPackage(Refusal):
    """One package is taken in, or all that lie on a route."""

    code = "FC-567"
    message = N_("It is not said what is to be taken in.")
    remedy = N_("Name one package (a file .fcpkg), or the folder or memory stick with --route; not both.")


class NotTaken(Refusal):
    """A package that was named could not be taken in."""

    code = "FC-560"
    message = N_("{reason}")
    remedy = N_("{remedy}")


@GROUP.command(
    "send",
    N_("Send what each peer lacks. What may not go to headquarters yet is withheld and told."),
    "send --route /media/stick",
    "send --to XHQ --out packages",
)
def send(
    run: Run,
    to: Annotated[str, typer.Option(help=N_("Only to this peer: XKAL-07."))] = "",
    route: Route = None,
    out: Annotated[Path | None, typer.Option(help=N_("Folder for the packages as files; --to names the peer."))] = None,
    again: Annotated[bool, typer.Option("--again", help=N_("Also what was sent and not confirmed."))] = False,
) -> None:
    """Packages, sealed for each peer."""
    from fieldcase.office.exchange.cards import folder_route
    from fieldcase.office.exchange.send import send as leave
    from fieldcase.office.exchange.send import write_packages
    from fieldcase.office.given import folder_given

    if (route is None) == (out is None) or (out is not None and not to):
        raise WhichWay
    with run.session() as session, run.progress() as tell:
        if out is not None:
            folder_given(out)
            done = write_packages(session, out, to=to, again=again)
        else:
            assert route is not None
            done = leave(session, folder_route(session, route), to=to, again=again, progress=tell)
    run.says.document("sent", done, *_sent(done))


def _sent(done: Dispatch) -> list[str]:
    rows = [(one.peer, one.room, one.bytes, one.entries, one.withheld) for one in done.packages]
    heads = (_("To"), _("Room"), _("Bytes"), _("Entries"), _("Withheld"))
    lines = table(heads, rows) if rows else [] if done.in_question else [_("Nobody lacks anything.")]
    if done.waiting:
        some = ", ".join(done.waiting[:FEW]) + (" …" if len(done.waiting) > FEW else "")
        sentence = ngettext(
            "{count} case waits for consent: {cases}", "{count} cases wait for consent: {cases}", len(done.waiting)
        )
        lines.append(sentence.format(count=len(done.waiting), cases=some))
    if done.in_question:
        sentence = _("Nothing goes to {peers}: taking them out was asked for, and no second person decided yet.")
        lines.append(sentence.format(peers=", ".join(done.in_question)))
    return [*lines, *_held_back(done), *done.files_lacking]


def _held_back(done: Dispatch) -> list[str]:
    """What stayed here because of a name, by case: record, field and code, or why it could not be checked."""
    if not done.held_back:
        return []
    why = {
        "": "",
        "unchecked": _("identities are closed here"),
        "unknown": _("nothing is held here of who it is"),
        "shows": _("a file that shows somebody could be found by it"),
    }
    rows = [(one.case, one.called, one.label, one.party, why[one.why]) for one in done.held_back]
    heads = (_("Case"), _("Record"), _("Field"), _("Names"), _("Why"))
    told = _("These texts stayed here, for they name somebody or could not be checked. Write the codes instead.")
    return [told, *table(heads, rows)]


@GROUP.command(
    "receive",
    N_("Take in a package, or all that lies on a route for this vault. Each is applied wholly or not at all."),
    "receive 3c1f….fcpkg",
    "receive --route /media/stick",
)
def receive(
    run: Run,
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=N_("One package."))] = None,
    route: Route = None,
) -> None:
    """Packages for this vault."""
    from fieldcase.office.exchange.cards import folder_route
    from fieldcase.office.exchange.receive import collect
    from fieldcase.office.exchange.receive import receive as take
    from fieldcase.office.given import read_given

    if (route is None) == (file is None):
        raise WhichPackage
    data = read_given(file) if file is not None else b""
    with run.session() as session, run.progress() as tell:
        if route is None:
            found = take(session, io.BytesIO(data))
        else:
            found = collect(session, folder_route(session, route), progress=_counted(tell))
    refused = next((one for one in found if one.what not in TAKEN), None)
    if file is not None and refused is not None:
        raise NotTaken(reason=refused.reason, remedy=refused.remedy)
    run.says.document("received", {"packages": found}, *_received(found))


TAKEN = ("applied", "ignored", "waits", "file")
"""What may become of a package without anything being wrong with it."""


def _counted(tell: Callable[[str, float], None]) -> Callable[[int, int], None]:
    return lambda done, of: tell(_("Taking packages in"), done / of if of else 1.0)


def _received(found: tuple[Received, ...]) -> list[str]:
    rows = [(one.what, one.room, one.entries, f"{one.reason} {one.remedy}".strip()) for one in found]
    heads = (_("What became of it"), _("Room"), _("Entries"), _("Why"))
    if not rows:
        return [_("There is nothing for this vault.")]
    count = ngettext("{count} package.", "{count} packages.", len(rows)).format(count=len(rows))
    return [*table(heads, rows, sentences=True), count]


@GROUP.command("sync", N_("Receive, then send, by one route."), "sync --route /media/stick")
def sync(
    run: Run,
    route: Annotated[Path, typer.Option(help=N_("Folder or memory stick by which packages go."))],
) -> None:
    """Both ways at once."""
    from fieldcase.office.exchange.cards import folder_route
    from fieldcase.office.exchange.receive import collect
    from fieldcase.office.exchange.send import send as leave

    with run.session() as session, run.progress() as tell:
        way = folder_route(session, route)
        found = collect(session, way, progress=_counted(tell))
        done = leave(session, way, progress=tell)
    run.says.document("synced", {"received": found, "sent": done}, *_received(found), *_sent(done))
