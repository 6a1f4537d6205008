"""What a roster would change, said in full: nobody signs what they were not shown.

Pure: compares a roster with what is in force now. Everything that a roster says is compared, field by field; a field
added to seats or vaults one day shows as such until it gets a sentence of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

import msgspec

from fieldcase.exchange.roster import RosterDocument, Rosters
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.roles import ROLE_LABELS, Delegate, Role, Seat, VaultCard
from fieldcase.model.words import N_, _
from fieldcase.office.rosters.making import met_so_far


class What(StrEnum):
    """One kind of change."""

    ADDED = "added"
    REMOVED = "removed"
    REVOKED = "revoked"
    ROLES = "roles"
    NAME = "name"
    VAULT = "vault"
    PERSON = "person"
    DELEGATE = "delegate"
    FIELD = "field"
    LAPTOP_ADDED = "laptop_added"
    LAPTOP_REMOVED = "laptop_removed"
    LAPTOP_KEYS = "laptop_keys"
    LAPTOP_FIELD = "laptop_field"
    MET = "met"


SENTENCES: dict[What, str] = {
    What.ADDED: N_("{who} is added, as {after}."),
    What.REMOVED: N_("{who} is taken out."),
    What.REVOKED: N_("{who} is revoked: what this seat writes from now on counts nowhere, and it never comes back."),
    What.ROLES: N_("{who} is {after} from now on, instead of {before}."),
    What.NAME: N_("{who} is called {after} from now on."),
    What.VAULT: N_("{who} moves to laptop {after}, from {before}."),
    What.PERSON: N_("{who} counts as another person than before."),
    What.DELEGATE: N_("{who} signs for the head of presence: {after} instead of {before}."),
    What.FIELD: N_("{who}: {field} becomes {after}, instead of {before}."),
    What.LAPTOP_ADDED: N_("Laptop {who} takes part and gets packages for: {after}."),
    What.LAPTOP_REMOVED: N_("Laptop {who} gets nothing more."),
    What.LAPTOP_KEYS: N_("Laptop {who} gets other keys: packages are sealed to {after} instead of {before}."),
    What.LAPTOP_FIELD: N_("Laptop {who}: {field} becomes {after}, instead of {before}."),
    What.MET: N_("Laptop {who} compared the six words by voice with {after}."),
}
SEAT_FIELDS = {
    "roles": What.ROLES,
    "name": What.NAME,
    "vault": What.VAULT,
    "person": What.PERSON,
    "delegate": What.DELEGATE,
}
NOTHING = "–"


class RosterChange(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a roster would change. `seat` is a public key (64 hex), `vault` a vault's id, as far as it is
    about one; `who` is how people call them, `before` and `after` are for people too.
    """

    what: What
    who: str
    seat: str = ""
    vault: str = ""
    field: str = ""
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """The change in words."""
        return _(SENTENCES[self.what]).format(
            who=self.who, field=self.field, before=_listed(self.before), after=_listed(self.after)
        )


def changes_of(rosters: Rosters, document: RosterDocument) -> tuple[RosterChange, ...]:
    """All that the roster would change of what is in force; nothing where it says the same. Revoked seats that it lists
    do not come back, and are none.
    """
    return tuple([*_seats(rosters, document), *_vaults(rosters, document), *_met(rosters, document)])


def called(seat: Seat, vaults: Iterable[VaultCard]) -> str:
    """A seat as people know it: name, office and laptop."""
    card = next((one for one in vaults if one.id == seat.vault), None)
    return f"{seat.name or seat.key[:8]} ({laptop(card) if card else seat.vault[:8]})"


def laptop(card: VaultCard) -> str:
    """A vault as people know it: office and laptop."""
    return f"{card.office}-{card.device}" if card.device else card.office


def _seats(rosters: Rosters, document: RosterDocument) -> Iterator[RosterChange]:
    before, after = rosters.roster, document.roster
    vaults = (*before.vaults, *after.vaults)
    revoked = rosters.revoked.union(document.revoked)
    for seat in after.seats:
        stood = before.seat(seat.key)
        if seat.key in revoked:
            continue
        if stood is None:
            yield _change(What.ADDED, called(seat, vaults), seat, after=_said("roles", seat.roles, vaults))
            stood = Seat(id=seat_record(bytes.fromhex(seat.key)).hex(), key=seat.key, vault=seat.vault)
            stood = msgspec.structs.replace(stood, roles=seat.roles, name=seat.name, person=seat.person)
        for field in Seat.__struct_fields__:
            was, now = getattr(stood, field), getattr(seat, field)
            if was != now:
                yield _change(
                    SEAT_FIELDS.get(field, What.FIELD), called(stood, vaults), seat, field=field,
                    before=_said(field, was, vaults), after=_said(field, now, vaults),
                )  # fmt: skip
    for seat in before.seats:
        if seat.key in revoked:
            yield _change(What.REVOKED, called(seat, vaults), seat)
        elif after.seat(seat.key) is None:
            yield _change(What.REMOVED, called(seat, vaults), seat)
    known = {seat.key for seat in before.seats}
    for key in sorted(set(document.revoked) - rosters.revoked - known):
        yield _change(What.REVOKED, key[:8], Seat(key=key))


def _change(what: What, who: str, seat: Seat, **said: Any) -> RosterChange:
    return RosterChange(what=what, who=who, seat=seat.key, vault=seat.vault, **said)


def _vaults(rosters: Rosters, document: RosterDocument) -> Iterator[RosterChange]:
    before = {card.id: card for card in rosters.roster.vaults}
    after = {card.id: card for card in document.roster.vaults}
    for one, card in after.items():
        stood = before.get(one)
        if stood is None:
            rooms = tuple(sorted(card.recipients))
            yield RosterChange(what=What.LAPTOP_ADDED, who=laptop(card), vault=one, after=rooms)
            continue
        for field in VaultCard.__struct_fields__:
            was, now = getattr(stood, field), getattr(card, field)
            if was != now:
                yield RosterChange(
                    what=What.LAPTOP_KEYS if field == "recipients" else What.LAPTOP_FIELD,
                    who=laptop(stood),
                    vault=one,
                    field=field,
                    before=_said(field, was, ()),
                    after=_said(field, now, ()),
                )
    for one in before.keys() - after.keys():
        yield RosterChange(what=What.LAPTOP_REMOVED, who=laptop(before[one]), vault=one)


def _met(rosters: Rosters, document: RosterDocument) -> Iterator[RosterChange]:
    """Who is said to have met whom by voice: it decides who counts as a second person."""
    before = met_so_far(rosters)
    vaults = (*rosters.roster.vaults, *document.roster.vaults)
    seats = {seat.key: seat for seat in (*document.roster.seats, *rosters.roster.seats)}
    for vault, said in document.met.items():
        new = [seat for seat in said if seat not in before.get(vault, ())]
        if new:
            card = next((one for one in vaults if one.id == vault), None)
            names = tuple(called(seats[one], vaults) if one in seats else one[:8] for one in new)
            yield RosterChange(what=What.MET, who=laptop(card) if card else vault[:8], vault=vault, after=names)


def _said(field: str, value: Any, vaults: Iterable[VaultCard]) -> tuple[str, ...]:
    """A value of a seat or vault for people: never less than what is compared."""
    if field == "roles":
        return tuple(_(ROLE_LABELS[Role(role)]) for role in value)
    if field == "vault":
        return (next((laptop(card) for card in vaults if card.id == value), value),)
    if isinstance(value, Delegate):
        return (f"{value.first or NOTHING} – {value.last or NOTHING}, {value.document or NOTHING}",)
    if isinstance(value, dict):
        return tuple(f"{name}: {said}" for name, said in sorted(value.items()))
    if isinstance(value, tuple):
        return tuple(str(one) for one in value)
    return (str(value),) if value not in (None, "") else ()


def _listed(said: Iterable[str]) -> str:
    return ", ".join(said) or NOTHING
