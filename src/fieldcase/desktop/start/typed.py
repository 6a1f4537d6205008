"""What is typed on the way to a new vault, and what is still lacking: plain values, no widget and no passphrase.

Nothing of it is kept on the disk: a way that is left is forgotten with the window.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from fieldcase.model.roles import ROLE_LABELS, Role
from fieldcase.model.words import N_, _

FOUNDERS = (Role.HEAD, Role.CUSTODIAN, Role.CASE_OFFICER, Role.REVIEWER, Role.INTAKE, Role.HQ_DESK)
"""The roles that are offered to somebody who founds an office; an analyst alone could found nothing."""
JOINERS = tuple(Role)

WHAT_ROLES_DO = {
    Role.INTAKE: N_("takes allegations in"),
    Role.CASE_OFFICER: N_("keeps cases, writes and dispatches letters"),
    Role.REVIEWER: N_("reads what others wrote, and approves or returns it"),
    Role.HEAD: N_("signs letters, decides which tools are used"),
    Role.CUSTODIAN: N_("keeps names, sources and the recovery sheets"),
    Role.HQ_DESK: N_("receives, consolidates and reports at headquarters"),
    Role.ANALYST: N_("sees figures, no identities"),
}


def role_words(role: Role) -> str:
    """A role with what it does: “Head of presence: signs letters, …”."""
    name = _(ROLE_LABELS[role])
    return _("{role}: {does}").format(role=name[:1].upper() + name[1:], does=_(WHAT_ROLES_DO[role]))


@dataclass
class You:
    """Who sits at the laptop."""

    name: str = ""
    roles: tuple[Role, ...] = ()

    def lacking(self) -> str:
        """What is still to be said, in words; empty when nothing is."""
        if not self.name.strip():
            return _("Your name is lacking.")
        return "" if self.roles else _("Choose at least one role.")


@dataclass
class Founding:
    """A new office. `code` is what every number begins with."""

    code: str = ""
    title: str = ""
    device: str = "01"
    training: bool = False
    you: You = field(default_factory=lambda: You(roles=(Role.HEAD,)))

    def lacking(self) -> str:
        """What is still to be said of the office; what is wrong with it, the office says."""
        if not self.code.strip():
            return _("The code of the office is lacking.")
        return "" if self.device.strip() else _("The code of this laptop is lacking.")

    @property
    def own_words(self) -> tuple[str, ...]:
        """What somebody who knows the office would try as a passphrase."""
        return tuple(said for said in (self.code, self.title, self.you.name) if said.strip())


@dataclass
class Joining:
    """A laptop that asks an office to take it in."""

    training: bool = False
    you: You = field(default_factory=lambda: You(roles=(Role.CASE_OFFICER,)))

    @property
    def own_words(self) -> tuple[str, ...]:
        return (self.you.name,) if self.you.name.strip() else ()


MINUTE, HOUR, DAY, YEAR = 60.0, 3600.0, 86400.0, 31_557_600.0


def guessing_time(seconds: float) -> str:
    """How long a passphrase would be guessed, rounded down to words: an order of magnitude, no promise."""
    if seconds < MINUTE:
        return _("less than a minute")
    if seconds < HOUR:
        return _("minutes")
    if seconds < DAY:
        return _("hours")
    if seconds < 60 * DAY:
        return _("days")
    if seconds < YEAR:
        return _("months")
    if seconds < 100 * YEAR:
        return _("years")
    return _("centuries")
