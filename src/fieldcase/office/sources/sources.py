"""Sources: recorded by whoever hears them, read back and graded only where the source room is open (sections 3.7, 5).

Without its key this laptop adds and cannot read again. What the case room knows of a source is a grade and a letter
for its independence group, copied here by who holds the key.
"""

from __future__ import annotations

import string
from collections.abc import Iterable

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds.sources import (
    INFORMATION,
    OPEN_SOURCES,
    SOURCE,
    Information,
    InformationSource,
    Reliability,
    Source,
)
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.roles import Action, Reach
from fieldcase.model.words import N_, _
from fieldcase.office.looks import look
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.vault.writing import Writing


class SourceLine(msgspec.Struct, frozen=True, kw_only=True):
    """A source as one chooses it: its own code and grade, never who it is."""

    record: str
    code: str
    type: str
    group: str
    grade: str
    reason: str


class SourcesClosed(Refusal):
    """This laptop does not hold the key of the source room."""

    code = "FC-433"
    message = N_("Sources are closed on this laptop: they can be recorded here, not read or changed.")
    remedy = N_("Ask the custodian of your office.")


def record_source(
    session: Session,
    kind: str,
    *,
    group: str,
    grade: str,
    reason: str,
    identity: str = "",
    is_party: str = "",
    safe_channel: str = "",
    remarks: str = "",
) -> Source:
    """Record a source with its independence group and how reliable it has proved, which has no default (G12).

    `kind` is a term of `source_type`; sources that repeat one origin share `group`. Keep what is returned: without the
    key of the source room this laptop cannot read it back. Raises `NotYourRole`, `BadValue`.
    """
    session.require(Action.EDIT_SOURCE)
    if not group.strip():
        why = _("sources that repeat one origin count once")
        raise BadValue(field="independence_group", value=_("empty"), why=why, expected=_("a word for the origin"))
    source = Source(
        type=kind,
        independence_group=group.strip(),
        reliability=_graded(session, grade, reason),
        identity=identity,
        is_party=is_party,
        safe_channel=safe_channel,
        remarks=remarks,
    )
    with session.vault.writing() as writing:
        recorded = write_new(session, writing, source)
        writing.commit()
    return recorded


def grade_source(session: Session, source: str, grade: str, reason: str) -> Source:
    """Grade a source's reliability anew, with the reason; the copies beside its items follow. Credibility of what it
    said stays as it is (G12). Raises `NotYourRole`, `SourcesClosed`, `BadValue`."""
    session.require(Action.EDIT_SOURCE)
    _require_open(session)
    session.vault.get(Source, source)
    graded = msgspec.to_builtins(_graded(session, grade, reason))
    items = [link.information for link in session.vault.all(InformationSource) if link.source == source]
    with session.vault.writing() as writing:
        write_values(session, writing, SOURCE, source, {"reliability": graded})
        for item in session.vault.where(Information, "id", items):
            write_values(session, writing, INFORMATION, item.id, {"reliability": grade})
        writing.commit()
    return session.vault.get(Source, source)


def see_source(session: Session, source: str, reason: str) -> Source:
    """Who a source is: logged, with a reason; the custodian needs none. Raises `NotYourRole`, `SourcesClosed`."""
    reach = session.require(Action.READ_SOURCE)
    _require_open(session)
    if reach is not Reach.FULL and not reason.strip():
        raise BadValue(field="reason", value=_("empty"), why=_("the look is recorded"), expected=_("why you need it"))
    found = session.vault.get(Source, source)
    look(session, "see_source", [source], reason.strip())
    return found


def sources_listed(session: Session) -> tuple[SourceLine, ...]:
    """The sources that can be read here, in their own codes; none where the source room is closed on this laptop or
    this seat may not read it."""
    if Room.SOURCE not in session.vault.rooms_open or not session.may(Action.READ_SOURCE):
        return ()
    return tuple(
        SourceLine(
            record=one.id,
            code=one.code,
            type=one.type,
            group=one.independence_group,
            grade=one.reliability.grade,
            reason=one.reliability.reason,
        )
        for one in session.vault.all(Source)
    )


def sources_by_item(session: Session, case: str) -> dict[str, tuple[str, ...]]:
    """For each item of information of a case the sources (ids) that it came from; empty where `sources_listed` is."""
    if not sources_listed(session):
        return {}
    items = {one.id for one in session.vault.all(Information, case=case)}
    found: dict[str, tuple[str, ...]] = {}
    for link in session.vault.all(InformationSource):
        if link.information in items:
            found[link.information] = (*found.get(link.information, ()), link.source)
    return found


def sources_of(session: Session, item: str) -> tuple[Source, ...]:
    """The sources of an item of information or evidence; none where the source room is closed here."""
    if Room.SOURCE not in session.vault.rooms_open:
        return ()
    ids = [link.source for link in session.vault.all(InformationSource) if link.information == item]
    return session.vault.where(Source, "id", ids)


def link_sources(
    session: Session, writing: Writing, item: str, sources: Iterable[Source], mode: Iterable[str] = (), **more: str
) -> None:
    """Put into the transaction which sources an item came from; the bridge stands in the source room alone."""
    for source in sources:
        write_new(session, writing, InformationSource(information=item, source=source.id, mode=tuple(mode), **more))


def known_of(session: Session, case: str, sources: Iterable[Source]) -> dict[str, str]:
    """What the case room may know of the sources of a new item: the weakest grade, a letter for a common origin in
    this case, and the kind only where it points at nobody.

    Without the key nobody here can tell whether the origin was met before: the letter stays empty, and the item counts
    as independent of nothing.
    """
    each = tuple(sources)
    grades = [source.reliability.grade for source in each if source.reliability.grade]
    weakest = max(grades, default="", key=lambda grade: (grade == "R0", grade))
    groups = {source.independence_group for source in each}
    kinds = {source.type for source in each}
    said = {"reliability": weakest, "independence_group": "", "source_type": ""}
    if len(groups) == 1 and Room.SOURCE in session.vault.rooms_open:
        said["independence_group"] = _letter(session, case, groups.pop())
    if len(kinds) == 1 and kinds <= set(OPEN_SOURCES):
        said["source_type"] = kinds.pop()
    return said


def _letter(session: Session, case: str, group: str) -> str:
    """The letter of an origin inside a case: the one it has already, else the next."""
    items = {item.id: item.independence_group for item in session.vault.all(Information, case=case, hidden=True)}
    links = [link for link in session.vault.all(InformationSource) if link.information in items]
    known = {source.id: source.independence_group for source in session.vault.all(Source)}
    for link in links:
        if known.get(link.source) == group and items[link.information]:
            return items[link.information]
    used = set(items.values())
    letters = string.ascii_lowercase
    names: list[str] = [*letters, *(first + second for first in letters for second in letters)]
    return next((name for name in names if name not in used), "")


def _graded(session: Session, grade: str, reason: str) -> Reliability:
    if not reason.strip():
        raise BadValue(field="reliability", value=grade, why=_("it has no reason"), expected=_("a grade and why"))
    return Reliability(grade=grade, reason=reason.strip(), at=session.today().isoformat(), by=session.seat.id)


def _require_open(session: Session) -> None:
    if Room.SOURCE not in session.vault.rooms_open:
        raise SourcesClosed
