"""Found an office: its first vault, its root key and recovery sheets, its first roster.

No data is entered before the recovery sheets are confirmed: `confirm` is asked with them before anything is on the
disk. A training office has a code that begins with X and meets only fictional States (XAA–XZZ).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from fieldcase.exchange.peers import roster_record
from fieldcase.exchange.roster import RosterDocument, SignedRoster, with_signature, write_roster
from fieldcase.exchange.signed import require_shown_as_it_is
from fieldcase.model.declare import Room
from fieldcase.model.kinds.office import Founding, Office, OfficeSettings, SeatProfile
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role, Roster, Seat, VaultCard, may_hold
from fieldcase.model.words import N_
from fieldcase.office.law import RECOVERY, ROOT, Law
from fieldcase.office.opening import now, session_on, surroundings
from fieldcase.office.session import Clock, Session
from fieldcase.vault import disk
from fieldcase.vault.founding import create
from fieldcase.vault.keys.keyring import public_of
from fieldcase.vault.keys.recovery import Recovery, Sheet, make_recovery
from fieldcase.vault.keys.slots import Cost, Progress
from fieldcase.vault.own import OFFICE

CODE = re.compile(r"[A-Z0-9]{2,12}")
DEVICE = re.compile(r"[0-9]{2}")
SEALED_ROOT = "recovery.age"

Confirm = Callable[[tuple[Sheet, ...]], None]
"""Shown the recovery sheets, asks two words back; raises what refuses."""


class BadOfficeCode(Refusal):
    """The office's code does not have the right form."""

    code = "FC-403"
    message = N_("“{given}” cannot be the code of an office.")
    remedy = N_("Use 2 to 12 capital letters or digits; a training office's code begins with X, a real one's does not.")


class BadDeviceCode(Refusal):
    """A laptop's code does not have the right form."""

    code = "FC-404"
    message = N_("“{given}” cannot be the code of a laptop.")
    remedy = N_("Use two digits, such as 03.")


class NoRoles(Refusal):
    """A person without a role could do nothing."""

    code = "FC-405"
    message = N_("No role was given.")
    remedy = N_("Give one or more of: {roles}.")


class Drawn(msgspec.Struct, frozen=True, kw_only=True):
    """The root key's seed and its recovery sheets, in memory alone: drawn before anything is on the disk."""

    root: bytes
    recovery: Recovery

    def __repr__(self) -> str:
        """Only what is public."""
        return f"Drawn(recovery={self.recovery!r})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        """The same for consoles, which would print every field."""
        return [("recovery", self.recovery.recipient)]


def draw_keys() -> Drawn:
    """Draw an office's root key and its recovery sheets, to be shown and asked back before `found_office`."""
    root = surroundings().chance(32)
    return Drawn(root=root, recovery=make_recovery(root))


def require_codes(office: str, device: str, training: bool) -> None:
    """Whether an office and its first laptop can have these codes. Raises `BadOfficeCode`, `BadDeviceCode`."""
    if not CODE.fullmatch(office) or office.startswith("X") != training:
        raise BadOfficeCode(given=office)
    if not DEVICE.fullmatch(device):
        raise BadDeviceCode(given=device)


def found_office(
    folder: Path,
    passphrase: str,
    *,
    office: str,
    name: str,
    roles: tuple[Role, ...],
    confirm: Confirm,
    device: str = "01",
    training: bool = False,
    clock: Clock = now,
    outside: Path | None = None,
    cost: Cost | None = None,
    progress: Progress | None = None,
    language: str = "",
    drawn: Drawn | None = None,
) -> Session:
    """Make the first vault of a new office and open it. While the office is being founded its slot holds the root key.

    `drawn` are the keys whose sheets were shown already (`draw_keys`); they are drawn here where none are given.
    Raises `BadOfficeCode`, `BadDeviceCode`, `NoRoles`, `NameUnfit`, what `confirm` raises, and the refusals of a new
    vault.
    """
    require_codes(office, device, training)
    require_roles(roles)
    require_shown_as_it_is(name)
    around, law = surroundings(clock, outside), Law()
    keys = drawn or draw_keys()
    root, recovery = keys.root, keys.recovery
    confirm(recovery.sheets)
    vault = create(
        folder,
        passphrase,
        around,
        law,
        compartments=[room for room in Room if may_hold(roles, room)],
        training=training,
        device=device,
        root=root,
        cost=cost,
        progress=progress,
    )
    try:
        disk.write_new(folder / SEALED_ROOT, recovery.sealed_root)
        session = session_on(vault, law, clock, language)
        founding = Founding(
            code=office,
            training=training,
            root_key=public_of(root).hex(),
            recovery=recovery.recipient,
            founded_at=session.now(),
        )
        _write_first(session, founding, name, roles)
    except BaseException:
        vault.give_up()
        raise
    return session


def _write_first(session: Session, founding: Founding, name: str, roles: tuple[Role, ...]) -> None:
    """The first entries, and by which root key rosters are judged here: all of it or nothing."""
    vault = session.vault
    first = _first_roster(session, founding.code, name, roles)
    with vault.writing() as writing:
        vault.own.keep(OFFICE, founding.code)
        vault.own.keep(ROOT, founding.root_key)
        vault.own.keep(RECOVERY, founding.recovery)
        writing.save(Office(founding=founding))
        writing.save(OfficeSettings())
        writing.save(SeatProfile(id=vault.seat_id, name=name))
        writing.save(roster_record(first, founding.code))
        writing.commit()
    session.forget()


def require_roles(roles: tuple[Role, ...]) -> None:
    """Raise `NoRoles` when no role was given."""
    if not roles:
        raise NoRoles(roles=", ".join(role.value for role in Role))


def _first_roster(session: Session, office: str, name: str, roles: tuple[Role, ...]) -> SignedRoster:
    """The first roster: the founder alone, signed with the root key."""
    vault = session.vault
    seat = Seat(
        id=seat_record(vault.keys.public).hex(),
        key=vault.seat,
        name=name,
        roles=roles,
        vault=vault.id,
        person=vault.surroundings.chance(16).hex(),
    )
    card = VaultCard(
        id=vault.id,
        office=office,
        device=vault.device,
        recipients=sendable(vault.keys.recipients()),
        training=vault.training,
    )
    roster = Roster(number=1, office=office, seats=(seat,), vaults=(card,))
    document = write_roster(RosterDocument(made=session.now(), training=vault.training, roster=roster))
    root = vault.keys.root_signing
    assert root is not None
    public = root.public_key().public_bytes_raw().hex()
    return with_signature(document, public, vault.sign_as_root)


def sendable(recipients: dict[str, str]) -> dict[str, str]:
    """The recipients of the compartments in which packages come: the log never leaves the office."""
    return {name: text for name, text in recipients.items() if name != Room.LOG}
