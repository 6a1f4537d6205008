"""Who sits at which laptop of a training office. Known before anything of a vault is loaded."""

from __future__ import annotations

from pathlib import Path

import msgspec

from fieldcase.model.roles import Role
from fieldcase.office.demo import cast


class Chair(msgspec.Struct, frozen=True, kw_only=True):
    """A laptop of the training office: its folder, and who sits there."""

    folder: Path
    name: str
    roles: tuple[Role, ...]


def chairs(into: Path) -> tuple[Chair, ...]:
    """The laptops of a training office made here."""
    players = (cast.OFFICER, cast.HEAD, cast.DESK)
    return tuple(Chair(folder=into / one.vault, name=one.name, roles=one.roles) for one in players)
