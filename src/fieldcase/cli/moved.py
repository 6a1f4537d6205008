"""`fieldcase letter moved`, `redraft`, `stands`: which facts of a draft moved since it was written, what follows them,
and what stays so.
"""

from __future__ import annotations

from typing import Annotated

import typer

from fieldcase.cli import letter
from fieldcase.cli.lines import table
from fieldcase.cli.run import Run
from fieldcase.model.refusal import BadValue
from fieldcase.model.words import N_, _

GROUP = letter.GROUP


@GROUP.command(
    "moved",
    N_("Show which facts of a letter moved since its blocks were drafted: before, now, and what the block says."),
    "letter moved 5ab0c1",
)
def moved(run: Run, letter_id: letter.Letter) -> None:
    """Facts that moved, in codes."""
    from fieldcase.office.called import called
    from fieldcase.office.letters.moved import facts_moved

    with run.session() as session:
        found = facts_moved(session, called(session, "letter", letter_id))
    words = {
        "changed": _("changed"),
        "gone": _("no longer on record"),
        "new": _("new"),
        "dropped": _("taken out by hand"),
        "follows": _("follows by itself"),
    }
    rows = [
        (one.language, one.block, one.what, words[one.move], one.before, one.now, one.says, one.reason) for one in found
    ]
    heads = (
        _("Language"),
        _("Block"),
        _("Fact"),
        "",
        _("As drafted"),
        _("Now"),
        _("The block says"),
        _("Stays because"),
    )
    lines = table(heads, rows, sentences=True) if rows else (_("No fact moved since the letter was drafted."),)
    run.says.document("letter-moved", {"moved": found}, *lines)


@GROUP.command(
    "redraft",
    N_("Draft one block of a letter anew from its template and the records, or the whole letter; words by hand go."),
    "letter redraft 5ab0c1 en allegations",
    "letter redraft 5ab0c1 --whole",
)
def redraft(
    run: Run,
    letter_id: letter.Letter,
    language: Annotated[str, typer.Argument(help=N_("Language of the block."))] = "",
    name: Annotated[str, typer.Argument(metavar="BLOCK", help=N_("Name of the block."))] = "",
    whole: Annotated[bool, typer.Option("--whole", help=N_("The whole letter, in all its languages."))] = False,
) -> None:
    """What the records say now."""
    from fieldcase.office.called import called
    from fieldcase.office.letters import editing

    if whole == bool(name):
        why, expected = _("it says neither or both"), _("a language and a block, or --whole")
        raise BadValue(field="block", value=name[:40], why=why, expected=expected)
    with run.session() as session:
        found = called(session, "letter", letter_id)
        made = editing.redraft(session, found) if whole else editing.redraft_block(session, found, language, name)
    run.says.document("letter-redraft", {"id": made.id, "block": name}, _("Drafted anew."))


@GROUP.command(
    "stands",
    N_("Say why a block stays as it is though facts of it moved; it holds until one moves again."),
    'letter stands 5ab0c1 en context --reason "The session is known by its old title."',
)
def stands(
    run: Run,
    letter_id: letter.Letter,
    language: Annotated[str, typer.Argument(help=N_("Language of the block."))],
    name: Annotated[str, typer.Argument(metavar="BLOCK", help=N_("Name of the block."))],
    reason: Annotated[str, typer.Option(help=N_("Why, in codes."))],
) -> None:
    """A block that stays."""
    from fieldcase.office.called import called
    from fieldcase.office.letters.editing import let_stand

    with run.session() as session:
        made = let_stand(session, called(session, "letter", letter_id), language, name, reason)
    run.says.document("letter-stands", {"id": made.id, "block": name}, _("Saved."))
