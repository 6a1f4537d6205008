"""Where somebody came from: the way back (Alt+←), and the last records for the palette. Numbers and codes only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from fieldcase.desktop.frame.palette import RECENT, Target

LONGEST = 50
ICONS = {"case": "folder", "letter": "mail"}


@dataclass(frozen=True)
class Stop:
    """A place, what it was about, and where in it one was."""

    place: str
    about: object = None
    where: Mapping[str, Any] = field(default_factory=dict)


class Trail:
    """The stops of one sitting, the newest last; `recent` is remembered, the way back is not."""

    def __init__(self, kept: Mapping[str, Any]) -> None:
        self._stops: list[Stop] = []
        held = kept.get("recent")
        self.recent: list[Target] = [
            Target(str(one["words"]), str(one["place"]), str(one["about"]), ICONS.get(str(one["place"]), ""))
            for one in (held if isinstance(held, list) else ())
            if isinstance(one, dict) and {"words", "place", "about"} <= set(one) and one["place"] in ICONS
        ][:RECENT]

    def leave(self, stop: Stop, called: str) -> None:
        """Note where one leaves from; `called` is what the palette calls it, nothing for a place."""
        self._stops = [*self._stops[-LONGEST:], stop]
        if called and stop.place in ICONS and isinstance(stop.about, str):
            target = Target(called, stop.place, stop.about, ICONS[stop.place])
            others = [one for one in self.recent if one.about != stop.about]
            self.recent = [target, *others][:RECENT]

    def back(self) -> Stop:
        """The last stop; the day's beginning where there is none."""
        return self._stops.pop() if self._stops else Stop("today")

    @property
    def empty(self) -> bool:
        return not self._stops

    def kept(self) -> dict[str, Any]:
        """The last records as JSON values, to be remembered."""
        said = [{"words": one.words, "place": one.name, "about": one.about} for one in self.recent]
        return {"recent": said} if said else {}
