"""What the locked screen asks of the office: whether a vault is there, and to open it. Nothing is read before that.

The office is imported in the worker, so that the prompt is there before the libraries of the vault are.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fieldcase.desktop.desk import Desk, Job, Report
from fieldcase.desktop.standing import Standing, standing
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import ROLE_LABELS
from fieldcase.model.words import _

if TYPE_CHECKING:
    from fieldcase.office.session import Session

Clock = Callable[[], datetime]
WRONG_PASSPHRASE = "FC-110"  # noqa: S105  # the code of a refusal
NO_VAULT = "FC-150"


def unlock(
    desk: Desk,
    folder: Path,
    passphrase: str,
    clock: Clock | None,
    then: Callable[[Standing], object],
    failed: Callable[[Refusal], object],
    progress: Report,
) -> Job[Any]:
    """Open the vault in the worker; the window goes on drawing while the key is made."""

    def opening(report: Report) -> Session:
        from fieldcase.office.founding.places import outside_of
        from fieldcase.office.opening import now, open_vault

        return open_vault(folder, passphrase, clock=clock or now, outside=outside_of(folder), progress=report)

    return desk.open(opening, standing, then, failed=failed, progress=progress)


def warm_up(desk: Desk) -> Job[None]:
    """Import what opening needs while somebody types their passphrase."""

    def load(_session: object) -> None:
        import fieldcase.desktop.cases.view
        import fieldcase.desktop.frame.window
        import fieldcase.desktop.today.view
        import fieldcase.office.opening
        import fieldcase.office.today  # noqa: F401  # the import is the work

    return desk.run(load)


def trainable(place: Path) -> Path | None:
    """The folder of a vault in the training office that was made at a place; None where none was."""
    from fieldcase.office.founding.places import MARK

    if not (place / MARK).is_file():
        return None
    from fieldcase.office.demo.chairs import chairs

    return next((chair.folder for chair in chairs(place) if chair.folder.is_dir()), None)


def laptops(folder: Path) -> dict[str, str]:
    """Who sits at the laptops of the training office that a vault belongs to, by folder: “Ines Duarte, reviewer”."""
    from fieldcase.office.demo.chairs import chairs

    return {
        str(chair.folder): ", ".join((chair.name, *(_(ROLE_LABELS[role]) for role in chair.roles)))
        for chair in chairs(folder.absolute().parent)
        if chair.folder.is_dir()
    }
