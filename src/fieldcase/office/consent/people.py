"""Who may appear where, for the page of a case: the matrix, which letters each answer stops (G4), whose names may be
seen here (section 5). In codes.
"""

from __future__ import annotations

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.roles import Action, Reach, reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective
from fieldcase.model.rules.naming import mentions, recipient_of, scopes_of
from fieldcase.model.rules.scales import consent_rank
from fieldcase.office.cases.sight import case_file
from fieldcase.office.consent.matrix import ConsentMatrix, matrix_of
from fieldcase.office.parties.asking import Ask, asks_of
from fieldcase.office.session import Session

NOT_SENT = frozenset({"", "draft", "in_review", "returned", "approved", "signed"})
"""The states of a letter that has not left."""


class Stopped(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that mentions somebody at a level which their answer for its use does not allow."""

    party: str
    scope: str
    letter: str
    kind: str
    level: str


class PeopleOfCase(msgspec.Struct, frozen=True, kw_only=True):
    """`names` says how this seat may see who a code is: `full`, `reasoned` (with a reason), or nothing where somebody
    else keeps the names; `corrects` whether it may change them. `asks` is what was asked of the custodian, and
    `answers` whether this seat answers it."""

    matrix: ConsentMatrix
    stopped: tuple[Stopped, ...] = ()
    names: str = ""
    corrects: bool = False
    asks: tuple[Ask, ...] = ()
    answers: bool = False


def people_of(session: Session, case: str) -> PeopleOfCase:
    """The people of a case by uses. Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33), `NoSuchRecord`."""
    file = case_file(session, case)
    return PeopleOfCase(
        matrix=matrix_of(session, file),
        stopped=_stopped(session, file),
        names=_names(session),
        corrects=session.may(Action.EDIT_IDENTITY) and Room.IDENTITY in session.vault.rooms_open,
        asks=asks_of(session, session.vault.all(Task, case=case)),
        answers=reach(session.roles, Action.RESOLVE_CODE) is Reach.FULL,
    )


def _stopped(session: Session, file: CaseFile) -> tuple[Stopped, ...]:
    found = []
    for letter in file.letters:
        if file.state("letter", letter.id) not in NOT_SENT:
            continue
        recipient = recipient_of(letter)
        for mention in mentions(file, letter):
            if not file.protected(mention.party):
                continue
            for scope in scopes_of(file, letter):
                counts = effective(file, mention.party, scope, recipient, session.today())
                if counts.rank < consent_rank(mention.level):
                    found.append(
                        Stopped(
                            party=mention.party, scope=scope, letter=letter.id, kind=letter.kind, level=mention.level
                        )
                    )
    return tuple(found)


def _names(session: Session) -> str:
    reached = reach(session.roles, Action.READ_IDENTITY)
    if reached is None or Room.IDENTITY not in session.vault.rooms_open:
        return ""
    return "full" if reached is Reach.FULL else "reasoned"
