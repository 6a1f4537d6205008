"""The tabs of a case, in their order: the one table that a tab is added to. Alt+1 … 7 choose them.

Each is made when it is first shown, from what `Given` holds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from fieldcase.desktop.case.correspondence import Correspondence
from fieldcase.desktop.case.happened import Happened
from fieldcase.desktop.case.history import History
from fieldcase.desktop.case.people import People
from fieldcase.desktop.case.sections import Sections
from fieldcase.desktop.case.summary import Summary
from fieldcase.desktop.case.tab import CaseTab, Given
from fieldcase.desktop.case.verification import Verification
from fieldcase.desktop.files.view import Files
from fieldcase.model.words import N_


@dataclass(frozen=True)
class TabOfCase:
    """One tab: its name in the program, its words, the kinds of records that it shows, and how it is made."""

    name: str
    words: str
    kinds: tuple[str, ...]
    make: Callable[[Given], CaseTab]


def _lists(name: str, words: str, *kinds: str) -> TabOfCase:
    """A tab that lists the records of these kinds, from their declarations."""
    return TabOfCase(name, words, kinds, lambda given: Sections(given, kinds))


TABS: tuple[TabOfCase, ...] = (
    TabOfCase("summary", N_("Summary"), ("case",), Summary),
    TabOfCase(
        "people",
        N_("People & consent"),
        ("party", "involvement", "consent", "risk_assessment", "protection_action"),
        People,
    ),
    TabOfCase("happened", N_("What happened"), ("act", "cooperation_link", "law_or_measure", "follow_up"), Happened),
    TabOfCase(
        "verification", N_("Verification"), ("assessment", "decision", "allegation", "information"), Verification
    ),
    TabOfCase(
        "letters",
        N_("Letters & replies"),
        ("letter", "earlier_letter", "oral_approach", "state_reply", "matrix_row", "question_row", "state_measure"),
        Correspondence,
    ),
    TabOfCase("files", N_("Files"), ("evidence",), Files),
    TabOfCase("history", N_("History"), (), History),
)


def place_of(name: str) -> int:
    """The place of the tab with that name. A name that is not in the table is a bug and raises `KeyError`."""
    return {one.name: place for place, one in enumerate(TABS)}[name]


def place_of_kind(kind: str) -> int:
    """The place of the tab that shows records of that kind, else of the summary."""
    return next((place for place, one in enumerate(TABS) if kind in one.kinds), 0)
