"""Information: one thing that was said, in codes, graded by itself, with its source in another room (section 3.7)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fieldcase.model.declare import LText
from fieldcase.model.kinds.sources import INFORMATION, Credibility, Information, Source
from fieldcase.model.kinds.values import Support
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.sources.sources import known_of, link_sources
from fieldcase.office.texts import words

Text = str | Mapping[str, str]


def bears_on(element: str, target: str, direction: str = "supports", credibility: str = "") -> Support:
    """What an item says to one element of one act or law: `supports`, `contradicts` or `neutral`."""
    return Support(element=element, target=target, direction=direction, credibility=credibility)


def record_information(
    session: Session,
    case: str,
    content: Text,
    *,
    supports: Iterable[Support],
    sources: Iterable[Source] = (),
    event_date: str = "",
    first_hand: str = "unknown",
    credibility: str = "",
    credibility_reason: Text = "",
    received_at: str = "",
    mode: Iterable[str] = (),
    interpreter: str = "",
    channel: str = "",
    language: str = "",
) -> Information:
    """Record what was said, without any trait of who said it, and which sources it came from.

    `credibility` of the item has no default and does not follow from the source (G12); an item without it counts for
    no level yet. The link to the sources goes to the source room. Raises `NotYourRole`, `BadValue`, `BlockedByRules`.
    """
    session.require(Action.EDIT_CASE)
    require_unsealed(session, case)
    lang = language or session.language
    each = tuple(sources)
    said = require_said(session, content, lang)
    item = Information(
        case=case,
        content=said,
        received_at=received_at or session.now(),
        event_date=event_date,
        first_hand=first_hand,
        credibility=Credibility(level=credibility, reason=words(credibility_reason, lang)),
        supports=_numbered(supports),
        **known_of(session, case, each),
    )
    with session.vault.writing() as writing:
        recorded = write_new(session, writing, item)
        link_sources(session, writing, recorded.id, each, mode, interpreter=interpreter, received_channel=channel)
        writing.commit()
    return session.vault.get(Information, recorded.id)


def require_said(session: Session, content: Text, language: str = "") -> LText:
    """What was said, by language; asked before a source is recorded for it. Raises `BadValue` where it is empty."""
    said = words(content, language or session.language)
    if not said:
        raise BadValue(
            field="content", value=_("empty"), why=_("nothing was said"), expected=_("what was said, in codes")
        )
    return said


def grade_information(
    session: Session, item: str, credibility: str, reason: Text, *, language: str = ""
) -> Information:
    """Grade how credible an item is in itself; the source's reliability stays as it is (G12)."""
    session.require(Action.EDIT_CASE)
    require_unsealed(session, session.vault.get(Information, item).case)
    graded = Credibility(level=credibility, reason=words(reason, language or session.language))
    return _change(session, item, {"credibility": msgspec.to_builtins(graded)})


def add_support(session: Session, item: str, support: Support) -> Information:
    """Say that an item bears on one more element."""
    session.require(Action.EDIT_CASE)
    held = session.vault.get(Information, item)
    require_unsealed(session, held.case)
    key = f"{support.element}-{support.target}"
    return _change(session, item, {f"supports/{key}": msgspec.to_builtins(support)})


def _numbered(supports: Iterable[Support]) -> dict[str, Support]:
    return {f"{one.element}-{one.target}": one for one in supports}


def _change(session: Session, item: str, values: Mapping[str, object]) -> Information:
    with session.vault.writing() as writing:
        write_values(session, writing, INFORMATION, item, values)
        writing.commit()
    return session.vault.get(Information, item)
