"""Letters in lists, and what their clocks ask for today (section 11). Nothing is ever sent by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import TypeVar

import msgspec

from fieldcase.model.declare import Record
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.directory import ExternalRef
from fieldcase.model.kinds.letters import EarlierLetter, Letter, LetterStep
from fieldcase.model.kinds.replies import MatrixRow, StateReply
from fieldcase.model.machines.letter import PROPOSALS
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.replies import FOLLOWING, clock_facts, reply_outcome
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.rules.tracker import Clock, ClockState, Outcome, clock, clock_tasks
from fieldcase.office.casefile import statuses
from fieldcase.office.cases.sight import MANY, sealed
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import Compare, Filter, ListQuery

R = TypeVar("R", bound=Record)
GONE = frozenset({"cancelled", "superseded"})


class LetterRow(msgspec.Struct, frozen=True, kw_only=True):
    """One letter in a list. `clock` says where its reply stands today, `outcome` what all replies amount to; None for a
    letter that has not left or asks for none."""

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
    outcome: Outcome | None = None


class DueLetter(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a letter's clock asks for: the task in words, and the letter and case it is about."""

    letter: str
    case: str
    case_no: str
    reference: str
    task: TaskDraft


def list_letters(
    session: Session, *, case_id: str = "", status: str = "", state: str = "", clocks: Collection[ClockState] = ()
) -> tuple[LetterRow, ...]:
    """The letters of a case (those that cover it among others too), or all that this seat may see; newest first. Only
    those of a status, to a State, or whose clocks stand so, where that is asked. Raises `NotYourRole`.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    file = register_of(session, case_id)
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
            outcome=reply_outcome(file, letter.id) if facts.dispatched and letter.kind != "reminder" else None,
        )
        wanted = (not status or row.status == status) and (not state or row.addressee_state == state)
        if wanted and (not clocks or row.clock.state in clocks):
            rows.append(row)
    return tuple(reversed(rows))


def letters_due(session: Session, *, case_id: str = "", only: Collection[str] | None = None) -> tuple[DueLetter, ...]:
    """What letters and replies ask for today: soon due, overdue, a receipt to ask for, a reminder to consider, a matrix
    to fill, the next tier, an extension to decide; earliest first. Letters of an old register count too.

    `only` are the ids of letters that are looked at, where a list has already said which.
    """
    if session.require(Action.READ_CASE) is Reach.OWN_INTAKE:
        return ()
    file = register_of(session, case_id, only)
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


def register_of(session: Session, case_id: str = "", only: Collection[str] | None = None) -> CaseFile:
    """Letters, their steps, replies and matrix rows of one case, of some letters or of all, as the tracker reads them;
    sealed cases left out. A letter, and a reply to it, may cover several cases."""
    vault = session.vault
    ids = sorted(only or ())
    if only is None and not case_id:
        letters, old, steps = vault.all(Letter), vault.all(EarlierLetter), vault.all(LetterStep)
        replies, rows = vault.all(StateReply), vault.all(MatrixRow)
    else:
        letters = vault.where(Letter, "case_nos", [case_id]) if case_id else _found(session, Letter, ids)
        old = vault.all(EarlierLetter, case=case_id) if case_id else _found(session, EarlierLetter, ids)
        letters = (*letters, *_reminding(session, letters))
        held = [one.id for one in (*letters, *old)]
        steps = vault.where(LetterStep, "letter", held)
        replies = vault.where(StateReply, "to_letters", held)
        rows = vault.where(MatrixRow, "reply", [one.id for one in replies])
    hidden = sealed(
        session, {case for one in letters for case in (one.case, *one.case_nos)} | {one.case for one in old}
    )
    letters = tuple(one for one in letters if hidden.isdisjoint((one.case, *one.case_nos)))
    return CaseFile(
        case=Case(id=case_id),
        letters=letters,
        earlier_letters=tuple(one for one in old if one.case not in hidden),
        steps=steps,
        replies=replies,
        rows=rows,
        external_refs=vault.all(ExternalRef),
        statuses=statuses(session, (*letters, *replies)),
        settings=session.settings,
        vocabularies=session.vocabularies,
    )


def _found(session: Session, record: type[R], ids: Iterable[str]) -> tuple[R, ...]:
    return tuple(one for found in ids if (one := session.vault.find(record, found)) is not None)


def _reminding(session: Session, letters: Iterable[Letter]) -> tuple[Letter, ...]:
    """What goes back to these letters and is not among them: it may be filed under another of its cases."""
    held = {one.id for one in letters}
    rows = session.vault.page(
        ListQuery(kind="letter", filters=(Filter("kind", Compare.ANY, ("reminder", *FOLLOWING)),), limit=MANY)
    )
    found = _found(session, Letter, [row.id for row in rows.rows if row.id not in held])
    return tuple(one for one in found if not held.isdisjoint(one.previous_letters))


def _numbers(session: Session, file: CaseFile) -> dict[str, str]:
    cases = {one.case for one in file.letters} | {one.case for one in file.earlier_letters}
    return {record: found.case_no for record in cases if (found := session.vault.find(Case, record))}


def reference_given(file: CaseFile, letter: Letter | EarlierLetter) -> str:
    """The office's reference of a letter; empty before it is signed."""
    if isinstance(letter, EarlierLetter):
        return letter.office_ref
    if letter.kind in PROPOSALS:
        answers = (step.taken.external_ref for step in file.steps if step.letter == letter.id)
        given = (one for answer in answers if (one := by_id(file.external_refs, answer)) and one.confirmed_by)
        return next((one.reference for one in given), "")
    return file.reference(letter.id)
