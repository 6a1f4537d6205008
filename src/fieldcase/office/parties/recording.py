"""Record people, groups and organisations, what they are in a case, and how they belong together.

A party gets a code that says nothing about it; who it is goes to the identity room under the same id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fieldcase.model.kinds.parties import Involvement, LifeStatus, Name, Party, Relation
from fieldcase.model.refusal import BadValue, Refusal
from fieldcase.model.roles import Action
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.records import add, write_new
from fieldcase.office.session import Session
from fieldcase.office.texts import words

ALWAYS_CONFIDENTIAL = frozenset({"host_of"})
"""Relations that are confidential whatever somebody ticks (section 3.3)."""


def record_party(
    session: Session,
    party: Party,
    *,
    case: str = "",
    role: str = "",
) -> Party:
    """Record a person, group or organisation, and in the same step what it is in a case.

    The code is given here. A person without a situation is recorded as “unknown”, gender is asked for and never
    guessed. Raises `NotYourRole`, `BadValue`, `BlockedByRules` (G33).
    """
    session.require(Action.EDIT_CASE)
    if case:
        require_unsealed(session, case)
    if not party.kind:
        raise BadValue(field="kind", value=_("empty"), why=_("it must be said"), expected="person, group, organisation")
    whole = party if party.status else msgspec.structs.replace(party, status={"1": LifeStatus(status="unknown")})
    with session.vault.writing() as writing:
        recorded = write_new(session, writing, whole)
        if case:
            write_new(session, writing, Involvement(case=case, party=recorded.id, role=role or "victim"))
        writing.commit()
    return session.vault.get(Party, recorded.id)


def a_person(name: str, *, script: str = "", language: str = "", gender: str = "unknown", wishes: str = "") -> Party:
    """A person by one full name, to be completed later: for quick entry."""
    names = {"1": Name(full=name.strip(), script=script, lang=language)} if name.strip() else {}
    return Party(kind="person", names=names, gender=gender, wishes=words(wishes, language or "en"))


class InvolvedAlready(Refusal):
    """Somebody is to be made what they are in the case already."""

    code = "FC-457"
    message = N_("{code} has this role in the case already.")
    remedy = N_("Change what is recorded of it (fieldcase record set involvement), or give another role.")


def involve(
    session: Session,
    case: str,
    party: str,
    role: str,
    *,
    acts: Iterable[str] = (),
    alleged_basis: str | Mapping[str, str] = "",
    official_detail: str = "",
    rank: str = "",
    state_organ: str = "",
    language: str = "",
) -> Involvement:
    """Say what a party is in a case; one party may be several things (section 3.3). Sources have no role here."""
    session.require(Action.EDIT_CASE)
    require_unsealed(session, case)
    code = session.vault.get(Party, party).code
    if any(one.case == case and one.role == role for one in session.vault.where(Involvement, "party", [party])):
        raise InvolvedAlready(code=code)
    basis = words(alleged_basis, language or session.language)
    return add(
        session,
        Involvement(
            case=case,
            party=party,
            role=role,
            acts=tuple(acts),
            alleged_basis=basis,
            official_detail=official_detail,
            rank=rank,
            state_organ=state_organ,
        ),
    )


def relate(
    session: Session, one: str, other: str, kind: str, *, confidential: bool = False, case: str = "", text: str = ""
) -> Relation:
    """Say how two parties belong together; it stands in the identity room whole. Who hosts somebody is always
    confidential (section 3.3)."""
    session.require(Action.EDIT_IDENTITY)
    for party in (one, other):
        session.vault.get(Party, party)
    if one == other:
        raise BadValue(
            field="to_party", value=_("the same"), why=_("nobody is related to themselves"), expected=_("somebody else")
        )
    relation = Relation(
        from_party=one,
        to_party=other,
        kind=kind,
        confidential=confidential or kind in ALWAYS_CONFIDENTIAL,
        case=case,
        text=text,
    )
    with session.vault.writing() as writing:
        recorded = write_new(session, writing, relation)
        writing.commit()
    return recorded


def same_party(session: Session, one: str, other: str, *, yes: bool = True) -> None:
    """Say that two records are one and the same party, or are not after all (fold, rule 14).

    Nothing is merged: consent is then the most restrictive of the set, until somebody decides for it. Both must be
    seen to be judged, so identities must be open here. Raises `NotYourRole`, `BadValue`.
    """
    session.require(Action.EDIT_IDENTITY)
    first, second = session.vault.get(Party, one), session.vault.get(Party, other)
    if one == other or first.kind != second.kind:
        why = _("a person is no group, and nobody is the same as themselves")
        raise BadValue(field="party", value=_("this pair"), why=why, expected=_("two records of one kind"))
    with session.vault.writing() as writing:
        writing.same("party", one, other, yes)
        writing.commit()
