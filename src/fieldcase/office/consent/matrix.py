"""Who may appear where: people of a case by uses, with what counts today and what would stop it (section 3.9)."""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.consents import Consent
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import Effective, effective
from fieldcase.office.cases.sight import case_file
from fieldcase.office.consent.answering import proposals
from fieldcase.office.session import Session
from fieldcase.vault.views.shown import Mark

SCOPES = "consent_scope"


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One person and one use: what counts today for anyone of that use, and for recipients answered for by name.

    `answered_on`, `basis` and `method` are those of the answer; `proposed` is what an import found and nobody
    confirmed; `conflict` says that several answers wait for somebody to decide.
    """

    scope: str
    now: Effective
    consent: str = ""
    answered_on: str = ""
    basis: str = ""
    method: str = ""
    proposed: str = ""
    reviewed: bool = False
    conflict: bool = False
    recipients: tuple[tuple[str, Effective], ...] = ()


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the matrix, by code."""

    party: str
    code: str
    roles: tuple[str, ...]
    protected: bool
    cells: tuple[Cell, ...]


class ConsentMatrix(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of people, columns of uses, in the vocabulary's order."""

    scopes: tuple[str, ...]
    people: tuple[Person, ...]


def consent_matrix(session: Session, case: str) -> ConsentMatrix:
    """The matrix of a case. Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33), `NoSuchRecord`."""
    return matrix_of(session, case_file(session, case))


def matrix_of(session: Session, file: CaseFile) -> ConsentMatrix:
    """The matrix of a case that is read already."""
    scopes = session.vocabularies.codes(SCOPES)
    people = dict.fromkeys(
        [
            *(one.party for one in file.involvements),
            *(party for link in file.links for party in (link.cooperator, *link.victim)),
            *(party for act in file.acts for party in act.victims),
        ]
    )
    waiting = {party: proposals(session, party, file.responsible_states) for party in people if party}
    return ConsentMatrix(
        scopes=scopes,
        people=tuple(
            Person(
                party=party,
                code=file.code(party),
                roles=tuple(sorted(file.roles(party))),
                protected=file.protected(party),
                cells=tuple(_cell(session, file, waiting[party], party, scope) for scope in scopes),
            )
            for party in people
            if party
        ),
    )


def _cell(session: Session, file: CaseFile, waiting: tuple[Consent, ...], party: str, scope: str) -> Cell:
    on = session.today()
    rows = [one for one in (*file.consents, *waiting) if one.party == party and one.scope == scope]
    general = next((one for one in rows if not one.recipient), None)
    named = [one for one in rows if one.recipient]
    answer = general.answer if general else Consent().answer
    return Cell(
        scope=scope,
        now=effective(file, party, scope, "", on),
        consent=general.id if general else "",
        answered_on=answer.obtained_at,
        basis=answer.basis,
        method=answer.method,
        proposed=next((one.proposal.proposed for one in rows if one.proposal.proposed and not one.answer.level), ""),
        reviewed=general is not None and file.state("consent", general.id) == "reviewed",
        conflict=any(_apart(session, one.id) for one in rows),
        recipients=tuple((one.recipient, effective(file, party, scope, one.recipient, on)) for one in named),
    )


def _apart(session: Session, consent: str) -> bool:
    shown = session.vault.shown("consent", consent)
    return shown is not None and Mark.CONFLICT in shown.marks.get("answer", ())
