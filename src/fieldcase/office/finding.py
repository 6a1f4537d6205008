"""What somebody may mean who types a few words to go somewhere: cases by number and title, people by their codes.

Names are never given, only codes and working titles; sealed cases are left out (G33).
"""

from __future__ import annotations

import msgspec

from fieldcase.office.cases.listing import CaseQuery, list_cases
from fieldcase.office.cases.rows import CaseRow
from fieldcase.office.cases.sight import MANY, sealed
from fieldcase.office.search import search
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery

PEOPLE = 3
"""So many people are offered; who finds more types more of the code."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person, group or organisation under its code, in one case."""

    id: str
    code: str
    case: str
    case_no: str


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """Cases best first, and people whose code or record has the words."""

    cases: tuple[CaseRow, ...] = ()
    people: tuple[Person, ...] = ()


def find(session: Session, words: str, at_most: int = 6) -> Found:
    """What these words may mean. Raises `NotYourRole` where no case may be read at all."""
    found = list_cases(session, CaseQuery(words=words, limit=at_most))
    rows = tuple(row for row in found.rows if not row.sealed)
    codes = {hit.id: hit.code for hit in search(session, words, 20) if hit.kind == "party" and hit.code}
    return Found(cases=rows, people=_people(session, dict(list(codes.items())[:PEOPLE])))


def _people(session: Session, codes: dict[str, str]) -> tuple[Person, ...]:
    """Each of these parties in the first of its cases that this seat may open."""
    if not codes:
        return ()
    query = ListQuery(kind="involvement", filters=(Filter("party", Compare.ANY, tuple(codes)),), limit=MANY)
    held = session.vault.page(query).rows
    shut = sealed(session, {row.case for row in held})
    case_of = {row.columns["party"]: row.case for row in reversed(held) if row.case not in shut}
    cases = ListQuery(kind="case", filters=(Filter("id", Compare.ANY, tuple(case_of.values())),), limit=MANY)
    numbers = {row.id: row.columns["case_no"] or "" for row in session.vault.page(cases).rows}
    return tuple(
        Person(id=party, code=code, case=case_of[party], case_no=numbers[case_of[party]])
        for party, code in codes.items()
        if case_of.get(party, "") in numbers
    )
