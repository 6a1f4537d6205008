"""The list of cases: one page of it, filtered, sorted, searched; codes only.

A page is one query on a narrow table with the status joined, and a handful of queries for everything else of its rows,
however many cases there are. Sealed cases show as a row and nothing more (G33), and in no list that was narrowed or
sorted by what stands in them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from fieldcase.model.refusal import UnknownField
from fieldcase.model.roles import Action
from fieldcase.model.rules.scales import RISK
from fieldcase.model.words import _
from fieldcase.office.cases.rows import CaseRow, complete
from fieldcase.office.cases.sight import MANY, own_intake, unsealed
from fieldcase.office.cases.waiting import waiting
from fieldcase.office.search import places, ranked_cases
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Among, Compare, Filter, ListQuery, Order, Page, Row

PLAIN = ("track", "subject_kind", "assigned_to", "reviewer", "old_number", "case_no")
FILTERS = ("status", "risk", "state", "received_from", "received_until", "reply", "act_type", *PLAIN)
"""What a list can be narrowed by; each is one value, or several separated by a space."""

ORDERS = {
    "received_at": "received_at",
    "case_no": "case_no",
    "title": "title_neutral",
    "status": "status:case",
    "track": "track",
}
"""What a list can be sorted by, besides `risk`, which goes by its scale and not by the alphabet."""

BEST = 300
"""So many cases are ranked for words that were searched; who finds more types another word."""


class CaseQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What the list shows: words to find (then best match first), filters by field, the order, which rows."""

    words: str = ""
    filters: Mapping[str, str] = {}
    order: str = "received_at"
    descending: bool = True
    offset: int = 0
    limit: int = 50


class CaseList(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of the list, and how many there are altogether."""

    rows: tuple[CaseRow, ...]
    total: int


def list_cases(session: Session, query: CaseQuery) -> CaseList:
    """One page of the list. Raises `NotYourRole`, `UnknownField` for a filter or an order that does not exist."""
    telling = bool(query.filters or query.words.strip()) or query.order not in ("received_at", "case_no")
    filters = (*own_intake(session), *_filters(session, query.filters), *(unsealed(session) if telling else ()))
    if query.words.strip():
        return _found(session, query, filters)
    if query.order == "risk":
        return _by_risk(session, query, filters)
    if query.order not in ORDERS:
        raise UnknownField(kind="case", field=query.order, known=", ".join((*ORDERS, "risk")))
    shut = _sealed_kind(session, query)
    offset = max(0, query.offset - len(shut))
    kept = shut[query.offset : query.offset + query.limit]
    order = (Order(ORDERS[query.order], query.descending),)
    page = _page(session, filters, order, query.limit - len(kept), offset)
    return CaseList(rows=(*kept, *complete(session, page.rows)), total=page.total + len(shut))


def count_cases(session: Session, said: Mapping[str, str]) -> int:
    """How many cases the list shows under filters, for who may see figures and no case. Raises `NotYourRole`."""
    session.require(Action.SEE_FIGURES)
    return session.vault.page(ListQuery(kind="case", filters=filters_of(session, said), limit=0)).total


def filters_of(session: Session, said: Mapping[str, str]) -> tuple[Filter, ...]:
    """The filters of a list that was narrowed, without cases that are sealed to the seat. Raises `UnknownField`."""
    return (*_filters(session, said), *unsealed(session))


def _filters(session: Session, said: Mapping[str, str]) -> tuple[Filter, ...]:
    out: list[Filter] = []
    for field, value in said.items():
        values = tuple(value.split())
        match field:
            case "status":
                out += _status(session, values)
            case "risk":
                out += _risk(values)
            case "state":
                out.append(_state(values))
            case "reply":
                out.append(_late(session))
            case "act_type":
                out.append(_acts(session, values))
            case "received_from":
                out.append(Filter("received_at", Compare.FROM, value))
            case "received_until":
                out.append(Filter("received_at", Compare.UNTIL, value))
            case _ if field in PLAIN:
                out.append(Filter(field, Compare.ANY, values))
            case _:
                raise UnknownField(kind="case", field=field, known=", ".join(FILTERS))
    return tuple(out)


def _status(session: Session, wanted: Sequence[str]) -> tuple[Filter, ...]:
    """A status as it is shown: a draft has no transition, and `awaiting_reply` is noticed, never written."""
    if "awaiting_reply" not in wanted and "action" not in wanted:
        return (Filter("status:case", Compare.ANY, _entered(wanted)),)
    waits = tuple({one.case for one in waiting(session)})
    if set(wanted) == {"awaiting_reply"}:
        return (Filter("status:case", Compare.IS, "action"), Filter("id", Compare.ANY, waits))
    if "awaiting_reply" in wanted and "action" in wanted:
        return (Filter("status:case", Compare.ANY, _entered(wanted)),)
    if "action" in wanted:
        return (Filter("status:case", Compare.ANY, _entered(wanted)), Filter("id", Compare.NOT, waits))
    among = Among("case", "id", (Filter("status:case", Compare.ANY, _entered(wanted)),))
    return (Filter("id", Compare.AMONG, among),)


def _late(session: Session) -> Filter:
    """Cases in which a State has not answered by the day it was given, whatever value is said."""
    return Filter("id", Compare.ANY, tuple({one.case for one in waiting(session) if one.due < session.today()}))


def _entered(wanted: Sequence[str]) -> tuple[str, ...]:
    codes = {"action" if code == "awaiting_reply" else code for code in wanted}
    return tuple(codes | ({""} if "draft" in codes else set()))


def _risk(levels: Sequence[str]) -> tuple[Filter, ...]:
    """The highest risk in the case is the one asked for (the first of them, where several are)."""
    return _highest(levels[0]) if levels else ()


def _highest(level: str) -> tuple[Filter, ...]:
    """Cases whose highest level of risk this is; an empty level means that none was assessed."""
    above = tuple(other for other, rank in RISK.items() if rank > RISK.get(level, 0))
    out = [Filter("id", Compare.NOT_AMONG, _risked(above))] if above else []
    return (*out, Filter("id", Compare.AMONG, _risked((level,)))) if level else tuple(out)


def _risked(levels: tuple[str, ...]) -> Among:
    return Among("risk_assessment", "case", (Filter("level", Compare.ANY, levels),))


def _acts(session: Session, kinds: Sequence[str]) -> Filter:
    """Cases with an act of one of these kinds, or of a kind below them."""
    vocabularies = session.vocabularies
    codes = tuple(
        code
        for code in vocabularies.codes("act_type")
        if any(vocabularies.under("act_type", code, kind) for kind in kinds)
    )
    return Filter("id", Compare.AMONG, Among("act", "case", (Filter("type", Compare.ANY, codes),)))


def _state(codes: tuple[str, ...]) -> Filter:
    """Cases in which one of these States is held responsible, by an act or a law."""
    acts = Among("act", "case", (Filter("responsible_state", Compare.ANY, codes),))
    laws = Among("law_or_measure", "case", (Filter("enacting_state", Compare.ANY, codes),))
    return Filter("id", Compare.AMONG, (acts, laws))


def _by_risk(session: Session, query: CaseQuery, filters: tuple[Filter, ...]) -> CaseList:
    """Sorted by the scale of risk: the rows of one level after those of the other, the newest of each first."""
    levels = sorted(RISK, key=lambda level: RISK[level], reverse=query.descending)
    newest = (Order("received_at", True),)
    rows: list[Row] = []
    skip = query.offset
    for level in levels:
        page = _page(session, (*filters, *_highest(level)), newest, query.limit - len(rows), skip)
        rows += page.rows
        if len(rows) >= query.limit:
            break
        skip = max(0, skip - page.total)
    total = session.vault.page(ListQuery(kind="case", filters=filters, limit=0)).total
    return CaseList(rows=complete(session, rows), total=total)


def _page(session: Session, filters: tuple[Filter, ...], order: tuple[Order, ...], limit: int, offset: int = 0) -> Page:
    """A page of the table of cases, each row with its status."""
    query = ListQuery(kind="case", filters=filters, order=order, limit=limit, offset=offset, statuses=("case",))
    return session.vault.page(query)


def _found(session: Session, query: CaseQuery, filters: tuple[Filter, ...]) -> CaseList:
    """The cases in which the words stand, best match first, as far as the filters let them through."""
    best = ranked_cases(session, query.words, BEST)
    among = Filter("id", Compare.ANY, best)
    page = _page(session, (*filters, among), (), BEST)
    rank = {case: at for at, case in enumerate(best)}
    rows = sorted(page.rows, key=lambda row: rank[row.id])[query.offset : query.offset + query.limit]
    lines = complete(session, rows)
    marked = (
        line if line.sealed else msgspec.structs.replace(line, hits=places(query.words, line.title)) for line in lines
    )
    return CaseList(rows=tuple(marked), total=page.total)


def _sealed_kind(session: Session, query: CaseQuery) -> tuple[CaseRow, ...]:
    """Cases kept whole in the sealed room, first in a list that asks for nothing special: their number alone."""
    if query.filters:
        return ()
    page = session.vault.page(ListQuery(kind="sealed_case", order=(Order("received_at", True),), limit=MANY))
    return tuple(
        CaseRow(id=row.id, case_no=row.columns["case_no"] or "", title=_("Sealed case"), sealed=True)
        for row in page.rows
    )
