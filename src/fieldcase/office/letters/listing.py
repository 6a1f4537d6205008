"""Letters in lists, and what their clocks ask for today (section 11). Nothing is ever sent by itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import EarlierLetter, Letter, LetterStep
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.replies import clock_facts
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.tracker import Clock, clock, clock_tasks
from fieldcase.office.casefile import statuses
from fieldcase.office.cases.sight import sealed
from fieldcase.office.session import Session

GONE = frozenset({"cancelled", "superseded"})


class LetterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One letter in a list. `clock` says where its reply stands today."""

    id: str
    case: str
    case_no: str
    kind: str
    status: str
    addressee_state: str
    languages: tuple[str, ...]
    reference: str
    dispatched: date | None
    clock: Clock


class DueLetter(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a letter's clock asks for: the task in words, and the letter and case it is about."""

    letter: str
    case: str
    case_no: str
    reference: str
    task: TaskDraft


def list_letters(session: Session, *, case_id: str = "", status: str = "") -> tuple[LetterRow, ...]:
    """The letters of a case, or all that this seat may see; newest first. Raises `NotYourRole`."""
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    file = _register(session, case_id)
    numbers = _numbers(session, file)
    rows = []
    for letter in file.letters:
        facts = clock_facts(file, letter)
        row = LetterRow(
            id=letter.id,
            case=letter.case,
            case_no=numbers.get(letter.case, ""),
            kind=letter.kind,
            status=file.state("letter", letter.id) or "draft",
            addressee_state=letter.addressee_state,
            languages=letter.languages,
            reference=reference_given(file, letter),
            dispatched=facts.dispatched,
            clock=clock(facts, session.settings, session.today()),
        )
        if not status or row.status == status:
            rows.append(row)
    return tuple(reversed(rows))


def letters_due(session: Session, *, case_id: str = "") -> tuple[DueLetter, ...]:
    """What letters and replies ask for today: soon due, overdue, a reminder to consider, a matrix to fill, the next
    tier, an extension to decide; earliest first. Letters of an old register count too."""
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    file = _register(session, case_id)
    numbers = _numbers(session, file)
    today, settings = session.today(), session.settings
    found = []
    letters: Iterable[Letter | EarlierLetter] = (*file.letters, *file.earlier_letters)
    for letter in letters:
        if file.state("letter", letter.id) in GONE:
            continue
        for task in clock_tasks(clock_facts(file, letter), settings, today):
            found.append(
                DueLetter(
                    letter=letter.id,
                    case=letter.case,
                    case_no=numbers.get(letter.case, ""),
                    reference=reference_given(file, letter),
                    task=task,
                )
            )
    return tuple(sorted(found, key=lambda one: (one.task.due or today, one.case_no, one.task.kind)))


def _register(session: Session, case_id: str) -> CaseFile:
    """Letters, their steps and replies of one case or of all, as the tracker reads them; sealed cases left out."""
    vault = session.vault
    letters = vault.all(Letter, case=case_id)
    old = vault.all(EarlierLetter, case=case_id)
    replies = vault.all(StateReply, case=case_id)
    hidden = sealed(session, {one.case for one in letters} | {one.case for one in old})
    letters = tuple(one for one in letters if one.case not in hidden)
    return CaseFile(
        case=Case(id=case_id),
        letters=letters,
        earlier_letters=tuple(one for one in old if one.case not in hidden),
        steps=vault.all(LetterStep, case=case_id),
        replies=replies,
        statuses=statuses(session, (*letters, *replies)),
        settings=session.settings,
        vocabularies=session.vocabularies,
    )


def _numbers(session: Session, file: CaseFile) -> dict[str, str]:
    cases = {one.case for one in file.letters} | {one.case for one in file.earlier_letters}
    return {record: found.case_no for record in cases if (found := session.vault.find(Case, record))}


def reference_given(file: CaseFile, letter: Letter | EarlierLetter) -> str:
    """The office's reference of a letter; empty before it is signed."""
    if isinstance(letter, EarlierLetter):
        return letter.office_ref
    own = (step.taken for step in file.steps if step.letter == letter.id and step.step == "signature")
    return next((taken.office_ref for taken in own if taken.office_ref), "")
