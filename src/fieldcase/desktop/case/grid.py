"""What the cells of “who may appear where” say: word first, then when and how, and how many letters each stops.

A view model without widgets. “Not asked” is neither a refusal nor a yes; people stand here by their codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fieldcase.desktop.wording import Wording
from fieldcase.model.rules.consent import Effective, Why
from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.cases.page import PartyLine
    from fieldcase.office.consent.matrix import Cell
    from fieldcase.office.consent.people import PeopleOfCase, Stopped

SOON = 30
"""Days before its end from which an answer is said to end."""

USES = {
    "share_hq": N_("Share with\nheadquarters"),
    "special_procedures": N_("Special\nprocedures"),
    "state_letter": N_("Letter to\nthe State"),
    "state_oral": N_("Oral approach\nto the State"),
    "sg_report": N_("Report of\nthe SG"),
    "public_statement": N_("Public\nstatement"),
}
"""The uses that a case needs most, by code, in two lines each."""

LEVELS = {
    "NAMED": ("user-round-check", N_("Named"), "info"),
    "CODED": ("hash", N_("Under code"), "info"),
    "ANON": ("circle-user-round", N_("Anonymous"), "plain"),
}
REASONS = {
    Why.NOT_ASKED: ("circle-dashed", N_("Not asked"), "dashed"),
    Why.REFUSED: ("ban", N_("Refused"), "danger"),
    Why.WITHDRAWN: ("undo-2", N_("Withdrawn"), "danger"),
    Why.EXPIRED: ("clock-alert", N_("Expired"), "warn"),
    Why.LIFE_EVENT: ("triangle-alert", N_("Ask again"), "warn"),
    Why.NOT_YET: ("hourglass", N_("Not yet"), "warn"),
    Why.RISKS_NOT_EXPLAINED: ("triangle-alert", N_("Not explained"), "warn"),
    Why.INCOMPLETE: ("triangle-alert", N_("Not readable"), "warn"),
    Why.CHILD_VIEW: ("triangle-alert", N_("Child's view"), "warn"),
    Why.GUARDIAN: ("triangle-alert", N_("Guardian"), "warn"),
    Why.UNREACHABLE: ("triangle-alert", N_("Unreachable"), "warn"),
    Why.DECEASED: ("triangle-alert", N_("Deceased"), "warn"),
    Why.ORGAN: ("triangle-alert", N_("Ask its board"), "warn"),
    Why.HEAD_REVIEW: ("triangle-alert", N_("Head reviews"), "warn"),
    Why.NO_SUCH_PARTY: ("triangle-alert", N_("Not held here"), "warn"),
    Why.RECIPIENT: ("triangle-alert", N_("Others only"), "warn"),
}
"""Icon, word and look of a cell: by level where the consent is in force, else by why it is not."""


BASES = {
    "self": N_("self"),
    "guardian": N_("guardian"),
    "family_mandate": N_("family"),
    "representative": N_("representative"),
    "organisation_organ": N_("board"),
    "vital_interest": N_("vital interest"),
}
"""Who answered, in one or two words, where a cell has no room for more."""


@dataclass(frozen=True)
class Said:
    """One cell: icon, word and look (info, plain, dashed, warn, danger), the line below, and how many letters it
    stops."""

    icon: str
    word: str
    look: str
    below: str = ""
    stops: int = 0

    @property
    def second(self) -> str:
        """The second line: what it stops, else when and how."""
        return stops(self.stops) if self.stops else self.below

    @property
    def whole(self) -> str:
        """All of it, as a screen reader says it."""
        return ", ".join(part for part in (self.word, self.below, stops(self.stops) if self.stops else "") if part)


@dataclass(frozen=True)
class Person:
    """One row: the party by its code, and what it is in the case."""

    id: str
    code: str
    who: str
    kind: str = "person"


class Grid:
    """Persons by uses. Threads: the window's."""

    def __init__(
        self, parties: Sequence[PartyLine], wording: Wording, today: date, people: PeopleOfCase | None = None
    ) -> None:
        self._wording, self._today = wording, today
        self._parties = {one.id: one for one in parties}
        self.people = tuple(Person(one.id, one.code, _who(one, wording), one.kind) for one in parties)
        self._cells: dict[tuple[str, str], Cell] = {}
        self._stopped: tuple[Stopped, ...] = ()
        self.every_use: tuple[str, ...] = tuple(USES)
        if people is not None:
            self._cells = {(row.party, cell.scope): cell for row in people.matrix.people for cell in row.cells}
            self._stopped = people.stopped
            needed = dict.fromkeys([*USES, *(one.scope for one in people.stopped)])
            self.every_use = tuple(dict.fromkeys([*needed, *people.matrix.scopes]))

    @property
    def needed(self) -> tuple[str, ...]:
        """The uses that this case needs: the usual ones, and those under which its letters fall."""
        return tuple(dict.fromkeys([*USES, *(one.scope for one in self._stopped)]))

    def use(self, code: str) -> str:
        """The words of a use, in two lines where they are known to be long."""
        return _(USES[code]) if code in USES else self._wording.term("consent_scope", code)

    def cell(self, party: str, use: str) -> Cell | None:
        """What the office told of that person and use."""
        return self._cells.get((party, use))

    def stopped(self, party: str, use: str) -> tuple[Stopped, ...]:
        """The letters that the answer for that person and use stops."""
        return tuple(one for one in self._stopped if (one.party, one.scope) == (party, use))

    def said(self, party: str, use: str) -> Said:
        """What the cell says."""
        cell = self.cell(party, use)
        stopping = len(self.stopped(party, use))
        if cell is None:
            held = self._parties.get(party)
            counts = held.consents.get(use) if held else None
            return _with(counted(counts, self._wording, self._today), "", stopping)
        if cell.conflict:
            return Said("git-merge", _("Conflict"), "warn", _("two answers"), stopping)
        if cell.proposed and cell.now.why is Why.NOT_ASKED:
            level = _(LEVELS[cell.proposed][1]) if cell.proposed in LEVELS else ""
            return Said(*_said(REASONS[Why.NOT_ASKED]), _("register: {level}").format(level=level), stopping)
        return _with(counted(cell.now, self._wording, self._today), self._when_how(cell), stopping)

    def _when_how(self, cell: Cell) -> str:
        day = self._wording.near_day(cell.answered_on, self._today.year) if cell.answered_on else ""
        who = _(BASES[cell.basis]) if cell.basis in BASES else self._wording.term("consent_basis", cell.basis)
        return ", ".join(part for part in (day, who) if part)


def stops(count: int) -> str:
    """“stops 1 letter”."""
    return ngettext("stops {count} letter", "stops {count} letters", count).format(count=count)


def counted(counts: Effective | None, wording: Wording, today: date) -> Said:
    """What counts for a person and a use; an answer that ends soon says so."""
    if counts is None:
        return Said(*_said(REASONS[Why.NOT_ASKED]))
    in_force = counts.why is Why.IN_FORCE and counts.level in LEVELS
    if not in_force:
        return Said(*_said(REASONS.get(counts.why, REASONS[Why.REFUSED])))
    icon, word, look = _said(LEVELS[counts.level])
    if counts.until is not None and (counts.until - today).days <= SOON:
        ends = _("Ends {day}").format(day=wording.short_day(counts.until))
        return Said("clock-alert", ends, "warn", word)
    if counts.limited:
        return Said(icon, word, look, _("with limits"))
    if counts.until is not None:
        return Said(icon, word, look, _("until {month}").format(month=wording.month(counts.until)))
    return Said(icon, word, look)


def _with(said: Said, when_how: str, stopping: int) -> Said:
    """Limits are said before when and how: they have to be read."""
    below = said.below if said.look == "warn" or said.below == _("with limits") else when_how or said.below
    return Said(said.icon, said.word, said.look, below, stopping)


def _who(party: PartyLine, wording: Wording) -> str:
    roles = [wording.term("role_in_case", role) for role in party.roles]
    gender = wording.term("gender", party.gender) if party.gender else wording.choice(party.kind)
    return " · ".join(filter(None, (", ".join(roles), gender)))


def _said(look_of: tuple[str, str, str]) -> tuple[str, str, str]:
    icon, word, tone = look_of
    return icon, _(word), tone
