"""What Today knows so far: the answers of the parts of the office as they come, and those that failed.

No widgets: the page is drawn from it. Lines are shown once every part has answered or failed, so that none moves under
the pointer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from fieldcase.model.words import N_, _, ngettext

if TYPE_CHECKING:
    from fieldcase.office.today import Need

GROUPS = (
    ("now", N_("Now"), N_("before anything else")),
    ("week", N_("This week"), ""),
    ("later", N_("Later"), ""),
    ("open", N_("Left open"), ""),
)
"""Group, heading, and what is added to it."""

PARTS = {
    "tasks": N_("tasks"),
    "risks": N_("risks"),
    "replies": N_("replies of States"),
    "readings": N_("second readings"),
    "steps": N_("decisions and steps"),
    "protection": N_("protection"),
    "conflicts": N_("conflicts"),
    "trust": N_("who takes part"),
    "numbers": N_("references"),
    "packages": N_("packages without a receipt"),
    "drafts": N_("drafts"),
}
"""The parts of the office that are asked, by what each is called."""

SHOWN = 8
"""So many lines of a group are shown before “Show more”."""


@dataclass
class Board:
    """Answers so far. Threads: the window's."""

    asked: Sequence[str] = tuple(PARTS)
    found: dict[str, tuple[Need, ...]] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def take(self, part: str, found: Iterable[Need]) -> None:
        """A part answered."""
        self.found[part] = tuple(found)
        self.failed.pop(part, None)

    def fail(self, part: str, why: str) -> None:
        """A part could not be worked out; `why` is the sentence that says so."""
        self.failed[part] = why

    def again(self, part: str) -> None:
        """A part is asked once more."""
        self.failed.pop(part, None)

    @property
    def ready(self) -> bool:
        """Whether every part has answered or failed."""
        return all(part in self.found or part in self.failed for part in self.asked)

    def group(self, name: str) -> tuple[Need, ...]:
        """The lines of a group, the most pressing first."""
        lines = [need for part in self.found.values() for need in part if need.group == name]
        return tuple(sorted(lines, key=_order))

    def shown(self, name: str) -> tuple[Need, ...]:
        """The lines of a group that are shown now."""
        lines = self.group(name)
        return lines if name in self.whole else lines[:SHOWN]

    @property
    def count(self) -> int:
        """How many things need this person: all but those that have more than a week."""
        return sum(len(self.group(name)) for name, _words, _more in GROUPS if name != "later")

    @property
    def said(self) -> str:
        """How many things need this person, in words."""
        if not self.ready:
            return _("Looking…")
        return ngettext("{count} thing needs you", "{count} things need you", self.count).format(count=self.count)

    def trouble(self, part: str) -> str:
        """What is said of a part that failed."""
        return _("Not worked out: {part}. {why}").format(part=_(PARTS[part]), why=self.failed[part])


def _order(need: Need) -> tuple[bool, bool, str, str, str]:
    item = need.item
    return (not item.overdue, item.due is None, str(item.due or item.since or ""), item.case_no, item.kind)
