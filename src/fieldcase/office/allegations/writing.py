"""Write an allegation: a number in the case for ever, a version that is frozen once it was transmitted (3.13).

Its text names people by signs ({P-7K3D9X}), resolved by consent when a letter is rendered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from fieldcase.model.declare import LText
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.letters import Letter, OralApproach
from fieldcase.model.kinds.parties import Party
from fieldcase.model.kinds.values import Named
from fieldcase.model.refusal import BadValue
from fieldcase.model.roles import Action
from fieldcase.model.words import _
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.editing import BACK_TO_DRAFT, back_to_draft
from fieldcase.office.letters.refusals import FrozenText
from fieldcase.office.numbers import next_allegation
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

SIGN = re.compile(r"\{(P-[0-9A-Z]+)\}")
OUT = frozenset({"signed", "dispatched", "receipt_confirmed", "submitted_hq", "hq_accepted", "hq_declined"})
"""Where a letter stands that carries its allegations for good, as they were."""


def write_allegation(
    session: Session,
    case_id: str,
    text: Mapping[str, str],
    *,
    acts: Iterable[str] = (),
    laws: Iterable[str] = (),
    persons: Mapping[str, str] | None = None,
) -> Allegation:
    """Write the next allegation of a case: its text by language, the acts or laws that it is about, and how far each
    party (record id: level) is wanted to be recognised.

    Raises `NotYourRole`, `BadValue`, `BlockedByRules` (G33), `NoSuchRecord`.
    """
    session.require(Action.DRAFT_LETTER)
    require_unsealed(session, case_id)
    session.vault.get(Case, case_id)
    said = words(text, session.language)
    if not said:
        expected = _("what is alleged, with codes only")
        raise BadValue(field="text", value=_("empty"), why=_("an allegation needs its text"), expected=expected)
    require_signs_of_people(session, said)
    record = Allegation(
        case=case_id,
        alleg_no=next_allegation(session, case_id),
        version=1,
        text=said,
        acts=tuple(acts),
        laws=tuple(laws),
        persons=_persons(persons or {}),
    )
    with session.vault.writing() as writing:
        made = write_new(session, writing, record)
        writing.commit()
    return session.vault.get(Allegation, made.id)


def require_signs_of_people(session: Session, text: LText) -> None:
    """Refuse signs of people whom nobody here is: a letter would have a hole. Raises `BadValue`."""
    signs = dict.fromkeys(code for one in text.values() for code in SIGN.findall(one.text))
    known = {one.code for one in session.vault.where(Party, "code", list(signs))} if signs else set()
    for code in signs:
        if code not in known:
            why, expected = _("it is nobody's code here"), _("the code of a person on record, as {P-7K3D9X}")
            raise BadValue(field="text", value=f"{{{code}}}", why=why, expected=expected)


def revise_allegation(
    session: Session,
    allegation_id: str,
    *,
    text: Mapping[str, str] | None = None,
    acts: Iterable[str] | None = None,
    laws: Iterable[str] | None = None,
    persons: Mapping[str, str] | None = None,
) -> Allegation:
    """Change an allegation that was not transmitted yet; what is left out stays. Letters that hold it and were
    submitted are drafts again. Raises `FrozenText` once a letter with it was signed, `NotYourRole`, `BadValue`.
    """
    session.require(Action.DRAFT_LETTER)
    held = session.vault.get(Allegation, allegation_id)
    require_unsealed(session, held.case)
    if frozen(session, held):
        raise FrozenText(version=held.version)
    return _write(session, held, _values(session, held, text, acts, laws, persons))


def new_version(
    session: Session,
    allegation_id: str,
    text: Mapping[str, str],
    *,
    acts: Iterable[str] | None = None,
    laws: Iterable[str] | None = None,
    persons: Mapping[str, str] | None = None,
) -> Allegation:
    """Write another text of an allegation under the next version; letters that left keep theirs, replies answer those.

    Languages that the new text leaves out are taken away: they said what the old version said. Raises `NotYourRole`,
    `BadValue`.
    """
    session.require(Action.DRAFT_LETTER)
    held = session.vault.get(Allegation, allegation_id)
    require_unsealed(session, held.case)
    values: dict[str, Any] = {f"text/{language}": None for language in held.text}
    values |= _values(session, held, text, acts, laws, persons)
    values["version"] = (held.version or 1) + 1
    return _write(session, held, values)


def frozen(session: Session, allegation: Allegation) -> bool:
    """Whether the present version was transmitted: in a letter that was signed, or put in a talk."""
    vault = session.vault
    for letter in _letters_with(session, allegation):
        rows = letter.allegations.values()
        holds = any(row.allegation == allegation.id and row.version == allegation.version for row in rows)
        if holds and state_of(session, "letter", letter.id) in OUT:
            return True
    return any(
        point.allegation == allegation.id and point.version == allegation.version
        for talk in vault.all(OralApproach, case=allegation.case)
        for point in talk.points.values()
    )


def _write(session: Session, held: Allegation, values: Mapping[str, Any]) -> Allegation:
    with session.vault.writing() as writing:
        write_values(session, writing, kind_of(Allegation), held.id, values)
        _letters_back(session, writing, held)
        writing.commit()
    return session.vault.get(Allegation, held.id)


def _letters_back(session: Session, writing: Writing, allegation: Allegation) -> None:
    for letter in _letters_with(session, allegation):
        status = state_of(session, "letter", letter.id)
        if status in BACK_TO_DRAFT:
            back_to_draft(writing, letter.id, status)


def _letters_with(session: Session, allegation: Allegation) -> list[Letter]:
    """The letters that hold an allegation, also those drafted in another case."""
    return [
        letter
        for letter in session.vault.where(Letter, "case_nos", [allegation.case])
        if any(row.allegation == allegation.id for row in letter.allegations.values())
    ]


def _values(
    session: Session,
    held: Allegation,
    text: Mapping[str, str] | None,
    acts: Iterable[str] | None,
    laws: Iterable[str] | None,
    persons: Mapping[str, str] | None,
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if text is not None:
        said = words(text, session.language)
        require_signs_of_people(session, said)
        values |= {f"text/{language}": msgspec.to_builtins(one) for language, one in said.items()}
    for field, old, new in (("acts", held.acts, acts), ("laws", held.laws, laws)):
        if new is not None:
            wanted = tuple(new)
            values |= {f"{field}/{record}": None for record in old if record not in wanted}
            values |= {f"{field}/{record}": record for record in wanted}
    if persons is not None:
        values |= {f"persons/{party}": None for party in held.persons if party not in persons}
        values |= {f"persons/{party}": msgspec.to_builtins(one) for party, one in _persons(persons).items()}
    return values


def _persons(levels: Mapping[str, str]) -> dict[str, Named]:
    """By party id: two laptops give the same element for the same person."""
    return {party: Named(party=party, level=level) for party, level in levels.items()}
