"""Every field of every kind that somebody may type into: for headquarters it goes without a name, whatever kind it is.

Written as an import or another program would, straight under the paths of the ledger; the packages are opened with the
keys of headquarters. A kind that is added later is tried as soon as it is declared.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from fieldcase.model.declare import Kind, Part, Room, Shape, Type
from fieldcase.model.kinds import KINDS
from fieldcase.model.lawful import BY_FIELD
from fieldcase.office.consent.answering import record_consent
from fieldcase.office.exchange import send
from fieldcase.office.exchange.withholding import TRUST
from tests.integration.exchange.test_names_any_text import looked
from tests.laptops import a_matter, put
from tests.offices import ASKED, Office

pytestmark = pytest.mark.security

TYPED = frozenset({Type.TEXT, Type.LONG_TEXT})
GOES = (Room.CASE, Room.OFFICE)
WENT = frozenset(
    {
        *(
            "letter",
            "letter_step",
            "letter_template",
            "number_note",
            "outside_addressee",
            "external_ref",
            "state_reply",
        ),
        *(
            "good_offices_note",
            "matrix_row",
            "question_row",
            "state_measure",
            "act",
            "cooperation_link",
            "evidence",
            "decision",
            "comment",
        ),
    }
)
"""Kinds of which this test would prove nothing if they did not go at all."""


def said(part: Part, text: str) -> Any:
    """A value of a part with this text wherever one may be typed, and nothing else; None where none may."""
    if part.shape is Shape.TEXTS:
        return {"text": text, "translator": text}
    if part.group is not None:
        inside = {inner.name: value for inner in part.parts if (value := whole(inner, text)) is not None}
        return inside or None
    return text if part.field.type in TYPED else None


def whole(part: Part, text: str) -> Any:
    """The same inside a group, where lists and texts stand whole."""
    value = said(part, text)
    if value is None or part.shape in (Shape.PLAIN, Shape.GROUP):
        return value
    return [value] if part.shape is Shape.CODES else {"en": value} if part.shape is Shape.TEXTS else {"1": value}


def values(kind: Kind, text: str) -> Iterator[tuple[str, Any]]:
    """Every path of a kind that goes out and takes a text, with that text; but for what headquarters alone writes."""
    for part in kind.parts:
        if (kind.name, part.name) in BY_FIELD or part.field.room not in GOES or part.field.computed:
            continue
        if (value := said(part, text)) is not None:
            element = {Shape.CODES: "/1", Shape.TEXTS: "/en", Shape.ELEMENTS: "/1"}.get(part.shape, "")
            yield part.name + element, value


def record(kind: Kind, refers: dict[str, str], text: str) -> dict[str, Any]:
    """A record of the case that says this text in all of its fields."""
    found = dict(values(kind, text))
    for part in kind.parts:
        if part.field.room in GOES and part.name in refers:
            found[part.name] = refers[part.name]
        elif part.field.room in GOES and part.shape is Shape.GROUP:
            inside = {one.name: refers[one.name] for one in part.parts if one.name in refers}
            found |= {part.name: {**found.get(part.name, {}), **inside}} if inside else {}
    return found


def test_no_text_of_any_field_names_anybody_to_headquarters(office: Office) -> None:
    office.round()
    first, matter = office.first, a_matter(office.first)
    record_consent(first, matter.party.id, "share_hq", "CODED", ASKED)
    office.round()
    refers = {"case": matter.case.id, "party": matter.party.id, "subject": matter.party.id, "step": "cancellation"}
    kinds = [kind for kind in KINDS.values() if kind.name not in TRUST and {*kind.rooms} & {*GOES}]
    for session in (first, office.second):  # each has rights that the other has not
        for kind in kinds:
            for text in ("Ilena Dovrak", f"Word of {kind.name}."):
                if written := record(kind, refers, text):
                    put(session, kind.name, written)
    told = []
    for session in (first, office.second):
        before = set(office.folder.rglob("*.fcpkg"))
        send.send(session, office.route)
        told += [str(one) for path in set(office.folder.rglob("*.fcpkg")) - before for one in looked(office, path)]
    assert not [one for one in told if "dovrak" in one.casefold()]
    went = {kind.name for kind in kinds if any(f"Word of {kind.name}." in one for one in told)}
    assert went >= WENT, sorted(WENT - went)
