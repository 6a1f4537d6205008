"""Which State letters of which cases wait for a reply, read from lists alone (sections 7.1 and 11)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import msgspec

from fieldcase.model.rules.saying import day_of
from fieldcase.model.rules.tracker import STOPS
from fieldcase.office.cases.sight import MANY
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A dispatched letter that nobody answered yet, and the local day on which its reply is due."""

    letter: str
    case: str
    due: date


def waiting(session: Session, cases: Collection[str] | None = None) -> tuple[Waiting, ...]:
    """Letters with a due date and no reply that stops their clock; of these cases, or of all."""
    among = () if cases is None else (Filter("case", Compare.ANY, tuple(cases)),)
    if cases is not None and not cases:
        return ()
    due: dict[str, Waiting] = {}
    steps = (Filter("step", Compare.ANY, ("dispatch", "receipt", "extension")), Filter("due_at", Compare.FILLED))
    for row in session.vault.page(ListQuery(kind="letter_step", filters=(*among, *steps), limit=MANY)).rows:
        day, letter = day_of(row.columns["due_at"]), row.columns["letter"]
        if day and letter and (letter not in due or day > due[letter].due):
            due[letter] = Waiting(letter=letter, case=row.case, due=day)
    if not due:
        return ()
    replies = session.vault.page(ListQuery(kind="state_reply", filters=among, limit=MANY)).rows
    answered = {
        letter for row in replies if not STOPS.isdisjoint(row.columns["kind"]) for letter in row.columns["to_letters"]
    }
    return tuple(one for one in due.values() if one.letter not in answered)
