"""`fieldcase passphrase`: change what opens the vault. Neither the old one nor the new one is ever an argument."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fieldcase.cli.run import Group, Run
from fieldcase.model.words import N_, _

GROUP = Group()


@GROUP.command(
    "passphrase",
    N_("Change the passphrase: the new one opens the vault from then on, the old one no more."),
    "passphrase",
    "passphrase --passphrase-file old.txt --new-passphrase-file new.txt",
)
def passphrase(
    run: Run,
    new_passphrase_file: Annotated[
        Path | None, typer.Option(metavar="FILE", help=N_("File that holds the new one; asked for by default."))
    ] = None,
) -> None:
    """Another passphrase for this vault."""
    from fieldcase.office.passphrases import change_passphrase

    with run.session() as session:
        new = run.new_passphrase(new_passphrase_file)
        known = len(session.vault.notices)
        with run.progress() as tell:
            change_passphrase(session, new, lambda done, of: tell(_("Sealing the keys anew"), done / of if of else 1.0))
        for notice in session.vault.notices[known:]:
            run.note(" ".join((notice.sentence, notice.way_out)).strip())
        said = {"vault": str(run.folder), "changed": True}
    lines = [
        _("The passphrase is changed. The old one opens this vault no more."),
        _("Copies of the folder that were made before still open with the old one: keep or destroy them accordingly."),
    ]
    if run.passphrase_file is not None:
        lines.append(_("“{file}” still holds the old passphrase.").format(file=run.passphrase_file))
    run.says.document("passphrase", said, *lines)
