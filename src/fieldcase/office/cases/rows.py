"""One line of the list of cases, completed from narrow tables: a handful of queries for a whole page, none a case.

Carries codes only. A sealed case is its number and nothing else (G33).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.dates.shown import shown
from fieldcase.model.machines.case import case_state
from fieldcase.model.rules.scales import risk_rank
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import MANY, sealed
from fieldcase.office.cases.waiting import Waiting, waiting
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, Row
from fieldcase.vault.views.shown import Mark

Span = tuple[int, int]
BESIDE = (
    "act",
    "cooperation_link",
    "involvement",
    "law_or_measure",
    "information",
    "evidence",
    "risk_assessment",
    "protection_action",
    "assessment",
    "decision",
    "allegation",
    "letter",
    "state_reply",
    "matrix_row",
    "question_row",
)
"""Kinds of a case whose conflicts a line of the list tells of."""

NEXT = {
    "draft": N_("Take it into triage"),
    "triage": N_("Open it, or do not admit it"),
    "reopened": N_("Open it again"),
    "open": N_("Record who said what"),
    "under_verification": N_("Assess the four elements"),
    "action": N_("Do what was decided"),
    "follow_up": N_("Look for news"),
}
"""What comes next in each state, in a few words."""
AFTER_REPLY = N_("Read the reply and follow up")


class CaseRow(msgspec.Struct, frozen=True, kw_only=True):
    """One case in the list. `hits` are places in the title, in characters, where words that were searched stand;
    `conflicts` counts records with a field to decide; `late` says that a State has not answered in time; `sealed` that
    this seat may not open it."""

    id: str
    case_no: str
    title: str = ""
    status: str = ""
    track: str = ""
    risk: str = ""
    responsible_states: tuple[str, ...] = ()
    received_at: str = ""
    next_step: str = ""
    assigned_to: str = ""
    late: bool = False
    conflicts: int = 0
    sealed: bool = False
    hits: tuple[Span, ...] = ()


def complete(session: Session, rows: Sequence[Row]) -> tuple[CaseRow, ...]:
    """The lines of these rows of the case table, in their order."""
    ids = tuple(row.id for row in rows)
    if not ids:
        return ()
    closed = sealed(session, ids)
    risks = highest_risks(session, ids)
    states = responsible_states(session, ids)
    conflicts = _conflicts(session, rows)
    out = {row.id: row for row in rows if row.statuses.get("case") == "action"}
    due: dict[str, list[Waiting]] = {}
    for one in waiting(session, tuple(out)):
        due.setdefault(one.case, []).append(one)
    replied = {row.case for row in _of(session, "state_reply", tuple(out))}
    return tuple(
        CaseRow(id=row.id, case_no=row.columns["case_no"] or "", sealed=True)
        if row.id in closed
        else _line(
            row,
            risks.get(row.id, ""),
            states.get(row.id, ()),
            conflicts.get(row.id, 0),
            due.get(row.id, ()),
            session.today(),
            replied=row.id in replied,
        )
        for row in rows
    )


def highest_risks(session: Session, cases: Sequence[str]) -> dict[str, str]:
    """The highest level of risk in each of these cases; what cannot be read counts as the strictest."""
    found: dict[str, str] = {}
    for row in _of(session, "risk_assessment", cases):
        level = row.columns["level"] or ""
        if risk_rank(level) > risk_rank(found.get(row.case, "")):
            found[row.case] = level
    return found


def responsible_states(session: Session, cases: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The States held responsible in each of these cases, from its acts and laws."""
    found: dict[str, dict[str, None]] = {}
    for row in _of(session, "act", cases):
        found.setdefault(row.case, {}).update(dict.fromkeys(row.columns["responsible_state"]))
    for row in _of(session, "law_or_measure", cases):
        if state := row.columns["enacting_state"]:
            found.setdefault(row.case, {})[state] = None
    return {case: tuple(states) for case, states in found.items()}


def next_step(status: str, risk: str, due: Iterable[Waiting], today: date, *, replied: bool = False) -> str:
    """What comes next in a case, in a few words; nothing where the case is over. `replied`: a State answered."""
    first = min((one.due for one in due), default=None)
    if first is not None:
        said = _("Reply overdue since {day}") if today > first else _("Reply due {day}")
        return said.format(day=shown(Edtf.day(first)))
    if not risk and status in ("draft", "triage"):
        return _("Assess the risk")
    if replied and status == "action":
        return _(AFTER_REPLY)
    return _(NEXT[status]) if status in NEXT else ""


def _line(
    row: Row,
    risk: str,
    states: tuple[str, ...],
    conflicts: int,
    due: Sequence[Waiting],
    today: date,
    *,
    replied: bool,
) -> CaseRow:
    status = case_state(row.statuses.get("case", ""), letters_out=tuple(one.due for one in due))
    said = row.columns
    return CaseRow(
        id=row.id,
        case_no=said["case_no"] or "",
        title=said["title_neutral"] or "",
        status=status,
        track=said["track"] or "",
        risk=risk,
        responsible_states=states,
        received_at=said["received_at"] or "",
        next_step=next_step(status, risk, due, today, replied=replied),
        conflicts=conflicts,
        assigned_to=said["assigned_to"] or "",
        late=any(one.due < today for one in due),
    )


def _conflicts(session: Session, rows: Sequence[Row]) -> dict[str, int]:
    ids = tuple(row.id for row in rows)
    found = {row.id: 1 for row in rows if Mark.CONFLICT in row.marks}
    marked = Filter("", Compare.MARKED, Mark.CONFLICT)
    for kind in BESIDE:
        query = ListQuery(kind=kind, filters=(Filter("case", Compare.ANY, ids), marked), limit=MANY)
        for row in session.vault.page(query).rows:
            found[row.case] = found.get(row.case, 0) + 1
    return found


def _of(session: Session, kind: str, cases: Sequence[str]) -> tuple[Row, ...]:
    query = ListQuery(kind=kind, filters=(Filter("case", Compare.ANY, tuple(cases)),), limit=MANY)
    return session.vault.page(query).rows
