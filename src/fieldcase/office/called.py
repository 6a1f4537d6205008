"""Find a record by what people call it: a case's number, a person's code, an act's number in its case.

Nothing is shown of it here; whoever asks then asks a use case, which looks at role and reason.
"""

from __future__ import annotations

import re

from fieldcase.model.kinds import kind_named
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, Row

NAMES = (
    "case_no",
    "old_number",
    "code",
    "act_no",
    "lom_no",
    "no",
    "ev_no",
    "reply_no",
    "symbol",
    "alleg_no",
    "office_ref",
)
"""Columns by which people call records."""
IN_CASE = frozenset({"act_no", "lom_no", "no", "ev_no", "reply_no", "alleg_no"})
"""Those that are unique only inside a case: `XKAL-03-2026-00001/A2` names the case too."""
ID = re.compile(r"[0-9a-f]{6,32}")


class NoneCalled(Refusal):
    """Nothing here is called so."""

    code = "FC-442"
    message = N_("{kind}: nothing here is called “{said}”.")
    remedy = N_("List what there is: fieldcase record list {name}.")


class SeveralCalled(Refusal):
    """More than one record is called so."""

    code = "FC-443"
    message = N_("{kind}: {count} are called “{said}”.")
    remedy = N_("Give the number of the case before it (XKAL-03-2026-00001/A2), or more of the record's id.")


def case_called(session: Session, said: str) -> str:
    """The id of the case with this number, old number or id; the number of a merged case leads to the one that goes on
    (G1), its id to itself. Raises `NoneCalled`, `SeveralCalled`."""
    found = called(session, "case", said)
    return found if ID.fullmatch(said.strip()) else _going_on(session, found)


def _going_on(session: Session, case: str) -> str:
    seen: set[str] = set()
    while case not in seen:
        seen.add(case)
        merged = (Filter("id", Compare.IS, case), Filter("status:case", Compare.IS, "merged"))
        row = next(iter(_rows(session, "case", *merged)), None)
        case = str(row.columns["merged_into"] or case) if row is not None else case
    return case


def party_called(session: Session, said: str) -> str:
    """The id of the person, group or organisation with this code or id. Raises `NoneCalled`, `SeveralCalled`."""
    return called(session, "party", said)


def called(session: Session, kinds: str, said: str, *, case: str = "") -> str:
    """The id of the record of one of these kinds (separated by spaces) that is called so.

    `said` is a number or code, `CASE/NUMBER`, a record's id or the beginning of it (six digits or more). `case` is the
    id of the case in which numbers are looked for.
    """
    of_case, slash, number = said.strip().rpartition("/")
    names = [kind_named(name).name for name in kinds.split()]
    found: dict[str, None] = {}
    for name in names:
        found |= dict.fromkeys(_by_name(session, name, said.strip(), case))
    if not found and slash and any(_numbered(name) for name in names):
        inside = case_called(session, of_case)
        for name in names:
            found |= dict.fromkeys(_by_name(session, name, number, inside))
    if not found and ID.fullmatch(said.strip()):
        for name in names:
            found |= {row.id: None for row in _rows(session, name) if row.id.startswith(said.strip())}
    if len(found) == 1:
        return next(iter(found))
    labels = ", ".join(_(kind_named(name).label) for name in names)
    if found:
        raise SeveralCalled(kind=labels, count=len(found), said=_short(said))
    raise NoneCalled(kind=labels, said=_short(said), name=names[0])


def _numbered(kind: str) -> bool:
    """Whether records of this kind have numbers inside their case."""
    return not IN_CASE.isdisjoint(column.name for column in kind_named(kind).columns)


def _by_name(session: Session, kind: str, said: str, case: str) -> list[str]:
    if kind == "letter":
        signed = _rows(session, "letter_step", Filter("office_ref", Compare.IS, said))
        return list(dict.fromkeys(str(row.columns["letter"]) for row in signed))
    columns = {column.name for column in kind_named(kind).columns}
    out: list[str] = []
    for column in (name for name in NAMES if name in columns):
        within = (Filter("case", Compare.IS, case),) if case and column in IN_CASE else ()
        wanted = Filter(column, Compare.IS, said)
        out += [row.id for row in _rows(session, kind, wanted, *within)]
    return out


def _rows(session: Session, kind: str, *filters: Filter) -> tuple[Row, ...]:
    return session.vault.page(ListQuery(kind=kind, filters=filters, limit=100_000)).rows


def _short(said: str) -> str:
    """A number or code is repeated; anything longer may be a name and is not."""
    return said if len(said) <= 40 else "…"
