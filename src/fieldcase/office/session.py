"""An open vault with what the use cases need beside it: the clock, the vocabularies, the roster, the settings.

Made by `opening` and closed there. Every use case takes the session first and asks it three things: what day it is,
whether the seat's role allows the step, and the vault itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from fieldcase.exchange.peers import Known
from fieldcase.model import roles
from fieldcase.model.dates.deadlines import OfficeCalendar
from fieldcase.model.kinds.office import Holiday, OfficeSettings, OfficeTerm
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action, Reach, Role, Roster, Seat
from fieldcase.model.rules.settings import OfficeSettings as Settings
from fieldcase.model.rules.settings import settings_from
from fieldcase.model.vocabulary import Term, Vocabularies
from fieldcase.model.words import N_
from fieldcase.office.law import Law
from fieldcase.vault.vault import Vault

T = TypeVar("T")
Clock = Callable[[], datetime]
"""The time now, in UTC."""

WRITTEN = 5000
"""Values (kind, record, path) written in the rooms of codes that are remembered until somebody asks whom they name."""

ABOUT_PEOPLE = frozenset(
    {
        Action.CREATE_CASE,
        Action.EDIT_CASE,
        Action.EDIT_IDENTITY,
        Action.EDIT_SOURCE,
        Action.RECORD_CONSENT,
        Action.ASSESS_RISK,
        Action.START_PROTECTION,
        Action.DRAFT_LETTER,
        Action.REGISTER_REPLY,
        Action.IMPORT_REGISTER,
    }
)
"""What brings real people into a vault."""


class FoundingFirst(Refusal):
    """While one laptop holds the office's root key, whoever takes that laptop has the whole office."""

    code = "FC-411"
    message = N_("The founding of this office is not over, so nothing about real people can be written yet.")
    remedy = N_("Enrol a second laptop, so that head and custodian are on two, or try it out in a training office.")


class Session:
    """One person at work in one vault. Threads: one, the vault's."""

    def __init__(self, vault: Vault, law: Law, vocabularies: Vocabularies, clock: Clock, language: str = "en") -> None:
        self.vault = vault
        self.law = law
        self._shipped = vocabularies
        self.clock = clock
        self.language = language
        self.written: deque[tuple[str, str, str]] = deque(maxlen=WRITTEN)
        self.traced: list[Any] | None = None
        """What use cases write now, with what stood there before (`undoing.traced`); None where nobody asks."""
        self._kept: dict[str, tuple[object, Any]] = {}

    def kept(self, name: str, stamp: object, make: Callable[[], T]) -> T:
        """Something costly, made once and kept in memory while `stamp` stays the same; gone with the vault."""
        held = self._kept.get(name)
        if held is None or held[0] != stamp:
            held = self._kept[name] = (stamp, make())
        found: T = held[1]
        return found

    def holds(self, name: str) -> bool:
        """Whether something costly of that name is kept in memory."""
        return name in self._kept

    def let_go(self, name: str) -> None:
        """Keep it no longer."""
        self._kept.pop(name, None)

    # --- who and when

    @property
    def office(self) -> str:
        """The office's code (`XKAL`); empty before a request to join was answered."""
        return self.vault.office

    @property
    def training(self) -> bool:
        """Whether this is a training vault."""
        return self.vault.training

    @property
    def known(self) -> Known:
        """The seats and vaults known here: rosters and enrolled cards."""
        return self.law.known

    @property
    def roster(self) -> Roster:
        """The office's roster in force; an empty one while there is none."""
        return self.law.roster

    @property
    def seat(self) -> Seat:
        """This seat as the roster knows it."""
        return self.roster.seat(self.vault.seat) or Seat(key=self.vault.seat, vault=self.vault.id)

    @property
    def roles(self) -> frozenset[Role]:
        """The seat's roles today, a written delegation included."""
        return self.seat.roles_on(self.today().isoformat())

    def require(self, action: Action) -> Reach:
        """The reach of the seat's roles for the action. Raises `NotYourRole`, `FoundingFirst`."""
        if action in ABOUT_PEOPLE and not self.training and self.vault.keys.root is not None:
            raise FoundingFirst
        return roles.require(self.roles, action)

    def may(self, action: Action) -> bool:
        """Whether the seat's roles allow the action at all."""
        return roles.may(self.roles, action)

    def now(self) -> str:
        """The time now as records keep it: `2026-03-12T09:30:00Z`."""
        return self.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def today(self) -> date:
        """The office's local day: deadlines go by it (domain reference, section 11)."""
        return self.clock().astimezone(self.zone).date()

    # --- what the office settled

    @cached_property
    def zone(self) -> ZoneInfo:
        """The office's time zone; UTC where none is set."""
        name = self.office_record.time_zone
        try:
            return ZoneInfo(name or "UTC")
        except (ZoneInfoNotFoundError, ValueError, OSError):  # a name that is a folder, or too long for one
            return ZoneInfo("UTC")

    @cached_property
    def office_record(self) -> OfficeSettings:
        """How the office is called and writes."""
        held = (one for one in self.vault.all(OfficeSettings) if self.own("office_settings", one.id))
        first, *others = (*sorted(held, key=lambda one: one.id), OfficeSettings())
        return _together(first, others)

    def own(self, kind: str, record: str) -> bool:
        """Headquarters holds the settings and holidays of other offices too."""
        room = self.vault.main_room(kind, record)
        return room is not None and room.office == self.office

    @cached_property
    def vocabularies(self) -> Vocabularies:
        """The lists that ship, with the terms that this office added to open ones; retired ones keep their labels."""
        found, added = self._shipped, dict[str, dict[str, Term]]()
        for one in self.vault.all(OfficeTerm) if self.office else ():
            if self.own("office_term", one.id) and found.open(one.term.list):
                labels = {language: said.text for language, said in one.term.labels.items()}
                term = Term(code=one.term.code, labels=labels, reviewed=tuple(labels), retired=one.term.retired)
                added.setdefault(one.term.list, {}).setdefault(one.term.code, term)
        for name, terms in added.items():
            fit = [term for term in terms.values() if term.own and not found.has(name, term.code)]
            found = found.with_terms(name, fit)
        return found

    @cached_property
    def settings(self) -> Settings:
        """Every setting: the office's own value where it does not loosen a protection, else the default."""
        own = (one.date for one in self.vault.all(Holiday) if self.own("holiday", one.id))
        holidays = frozenset(day for said in own if (day := _day(said)))
        return settings_from(self.office_record, self.office, OfficeCalendar(holidays=holidays), self.zone)

    def forget(self) -> None:
        """Read settings and roster anew: entries arrived, or a use case changed them."""
        self._drop_settings()
        self.vault.read_law(self.vault.settle)

    def close(self) -> None:
        """Close the vault: everything is on the disk, the keys go with the process."""
        self._drop_settings()
        self._kept.clear()
        self.vault.close()

    def _drop_settings(self) -> None:
        for name in ("zone", "office_record", "settings", "vocabularies"):
            self.__dict__.pop(name, None)


def _together(first: OfficeSettings, others: Iterable[OfficeSettings]) -> OfficeSettings:
    """What two laptops settled apart before they met, as one: what only one of them says counts, of one setting what
    was said last."""
    settings = dict(first.settings)
    more: dict[str, Any] = {}
    for other in others:
        for name in other.__struct_fields__:
            mine, theirs = more.get(name, getattr(first, name)), getattr(other, name)
            if isinstance(theirs, dict):
                more[name] = {**theirs, **mine}
            elif theirs and not mine:
                more[name] = theirs
        settings |= {
            name: one for name, one in other.settings.items() if name not in settings or one.at > settings[name].at
        }
    return msgspec.structs.replace(first, **{**more, "settings": settings})


def _day(said: str) -> date | None:
    """A day as a colleague's program wrote it; None for what is no date."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
