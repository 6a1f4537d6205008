"""Search over everything this seat may see: codes by themselves, names only where the identity room is open to it.

What was found in a closed room is a look at it: it is logged once per person, record and session. Who needs a reason
to see names gives it here, else nothing of the closed rooms is found (domain reference, section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.roles import Action, Reach, reach
from fieldcase.office.cases.sight import MANY, own_intake, sealed
from fieldcase.office.looks import look
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, Row
from fieldcase.vault.views.search import Hit, pattern, terms_of
from fieldcase.vault.views.texts import place_keeping

Span = tuple[int, int]
LOOKS = {Room.IDENTITY: Action.READ_IDENTITY, Room.SOURCE: Action.READ_SOURCE, Room.SEALED: Action.HANDLE_SEALED}
"""What a seat must be allowed before it finds anything in a closed room."""

OPEN = (Room.CASE, Room.OFFICE)


class SearchHit(msgspec.Struct, frozen=True, kw_only=True):
    """One record found: what it is, in which case, and the piece of text in which the words stand.

    `code` is what the record is called by (case number, code, number in the case); `spans` are places in `text`, in
    characters; `room` says from which compartment the text comes.
    """

    kind: str
    id: str
    case: str = ""
    case_no: str = ""
    code: str = ""
    field: str = ""
    text: str = ""
    spans: tuple[Span, ...] = ()
    room: Room = Room.CASE
    score: float = 0.0


CALLED = ("case_no", "code", "act_no", "lom_no", "no", "ev_no", "reply_no", "office_ref", "alleg_no")
"""The columns by which records are called, the first that a kind has."""


def search(session: Session, words: str, limit: int = 50, *, reason: str = "") -> tuple[SearchHit, ...]:
    """The best records for these words, in any script. Raises `NotYourRole` where no case may be read at all.

    `reason` is why names are looked for; only seats with full reach find names without one.
    """
    hits = _visible(session, words, limit, reason)
    called = _called(session, hits)
    numbers = _called(session, [Hit(kind="case", id=one.case, score=0) for one in hits if one.case])
    return tuple(
        SearchHit(
            kind=one.kind,
            id=one.id,
            case=one.case,
            case_no=numbers.get(("case", one.case), ""),
            code=called.get((one.kind, one.id), ""),
            field=one.snippet.field if one.snippet else "",
            text=one.snippet.text if one.snippet else "",
            spans=one.snippet.spans if one.snippet else (),
            room=room_of(one),
            score=one.score,
        )
        for one in hits
    )


def ranked_cases(session: Session, words: str, limit: int) -> tuple[str, ...]:
    """Ids of the cases in which these words stand anywhere, best first; people lead to the cases they are part of."""
    hits = _visible(session, words, limit, "")
    people = tuple(dict.fromkeys(one.id for one in hits if one.kind == "party"))
    cases_of: dict[str, list[str]] = {}
    if people:
        query = ListQuery(kind="involvement", filters=(Filter("party", Compare.ANY, people),), limit=MANY)
        for row in session.vault.page(query).rows:
            cases_of.setdefault(row.columns["party"], []).append(row.case)
    found: dict[str, None] = {}
    for one in hits:
        for case in cases_of.get(one.id, ()) if one.kind == "party" else (one.id if one.kind == "case" else one.case,):
            found[case] = None
    found.pop("", None)
    return tuple(found)


def places(words: str, text: str) -> tuple[Span, ...]:
    """Where in a text the words stand that were searched, in characters; whole words, else pieces of words."""
    folded = place_keeping(text)
    for whole in (True, False):
        each = [pattern(term, whole=whole) for term in terms_of(words) if not term.leaves_out]
        spans = sorted({found.span() for one in each for found in one.finditer(folded) if found.group()})
        if spans:
            return tuple(span for at, span in enumerate(spans) if not at or span[0] >= spans[at - 1][1])
    return ()


def room_of(hit: Hit) -> Room:
    """The compartment of the text in which a hit was found; the kind's first one where no text is shown."""
    kind = KINDS.get(hit.kind)
    if kind is None:
        return Room.CASE
    if hit.snippet is None:
        return kind.rooms[0]
    return kind.part(hit.snippet.field).field.room


def _visible(session: Session, words: str, limit: int, reason: str) -> tuple[Hit, ...]:
    """The hits that this seat may see, in their order; what stands in closed rooms is logged."""
    narrow = own_intake(session)
    hits = session.vault.search(words, limit=limit).hits
    hits = tuple(hit for hit in hits if _open(session, room_of(hit), reason))
    cases = tuple({case for hit in hits if (case := hit.id if hit.kind == "case" else hit.case)})
    shut = sealed(session, cases)
    if narrow and cases:
        own = ListQuery(kind="case", filters=(*narrow, Filter("id", Compare.ANY, cases)), limit=MANY)
        shut |= set(cases) - {row.id for row in session.vault.page(own).rows}
    shut |= _only_in_sealed(session, [hit.id for hit in hits if hit.kind == "party"])
    seen = tuple(hit for hit in hits if not shut & {hit.case, hit.id})
    closed = {hit.id for hit in seen if room_of(hit) not in OPEN}
    look(session, "search", sorted(closed), reason or "search")
    return seen


def _only_in_sealed(session: Session, parties: Sequence[str]) -> frozenset[str]:
    """Those of these people who stand in no case but sealed ones: that they exist is not to be learnt here (G33)."""
    if not parties or session.may(Action.HANDLE_SEALED):
        return frozenset()
    query = ListQuery(kind="involvement", filters=(Filter("party", Compare.ANY, tuple(parties)),), limit=MANY)
    rows = session.vault.page(query).rows
    shut = sealed(session, {row.case for row in rows})
    elsewhere = {row.columns["party"] for row in rows if row.case not in shut}
    return frozenset(row.columns["party"] for row in rows) - elsewhere


def _open(session: Session, room: Room, reason: str) -> bool:
    if room in OPEN:
        return True
    action = LOOKS.get(room)
    if action is None or room not in session.vault.rooms_open:
        return False
    how_far = reach(session.roles, action)
    return how_far is Reach.FULL or (how_far is Reach.REASONED and bool(reason.strip()))


def _called(session: Session, hits: Sequence[Hit]) -> dict[tuple[str, str], str]:
    """What the records of these hits are called by: one query a kind."""
    by_kind: dict[str, set[str]] = {}
    for hit in hits:
        by_kind.setdefault(hit.kind, set()).add(hit.id)
    out: dict[tuple[str, str], str] = {}
    for kind, ids in by_kind.items():
        query = ListQuery(kind=kind, filters=(Filter("id", Compare.ANY, tuple(ids)),), limit=len(ids))
        out |= {(kind, row.id): _name_of(row) for row in session.vault.page(query).rows}
    return out


def _name_of(row: Row) -> str:
    names: Iterable[object] = (row.columns.get(column) for column in CALLED)
    return next((str(name) for name in names if name), "")
