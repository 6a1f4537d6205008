"""One reminder for many letters to one State, over their cases: each cited by reference and day with the numbers that
are open, and nothing of what they said.

Consent and risk of everybody in each letter are asked anew before it is taken in; a letter that may not be recalled now
stays out, with the reason, and holds up none of the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from fieldcase.documents.facts import LetterKind
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import EarlierLetter, Letter
from fieldcase.model.refusal import BlockedByRules, Refusal
from fieldcase.model.roles import Action
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.panel import APPROVE, letter_findings
from fieldcase.model.rules.replies import clock_facts, reply_outcome
from fieldcase.model.rules.saying import dated
from fieldcase.model.rules.tracker import ClockState, Outcome, clock
from fieldcase.model.words import N_, _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.letters.drafting import MINISTRY, Wanted, draft_letter, draft_reminder
from fieldcase.office.letters.gathering import Opened, file_of_cases, letter_file
from fieldcase.office.letters.listing import GONE, reference_given, register_of
from fieldcase.office.letters.pending import reminder_of
from fieldcase.office.session import Session

First = Letter | EarlierLetter
ABOUT_PEOPLE = frozenset({"G4", "G29", "10.5", "3.10", "G33"})
"""Rules that keep one letter out of a reminder; what else there is to clear is cleared in the draft."""


class NothingOverdue(Refusal):
    """No letter to that State waits for a reply whose day has passed."""

    code = "FC-486"
    message = N_("No letter to {state} is overdue.")
    remedy = N_("See what is due: fieldcase letter list --state {state}.")


class NoneCanBeReminded(Refusal):
    """Every letter that was named has to stay out."""

    code = "FC-487"
    message = N_("None of these letters can be recalled now: {reasons}")
    remedy = N_("Clear what stands in their way, or choose other letters.")


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A letter that the reminder does not cite, and why."""

    letter: str
    reference: str
    case_no: str
    reasons: tuple[str, ...]


class Reminded(msgspec.Struct, frozen=True, kw_only=True):
    """The reminder drafted, the letters that it cites in their order, and those that stayed out."""

    letter: Letter
    cites: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


def overdue_letters(session: Session, state: str) -> tuple[str, ...]:
    """The letters to a State, old ones too, whose reply is overdue today; the oldest first. Raises `NothingOverdue`."""
    session.require(Action.DRAFT_LETTER)
    file, today = register_of(session), session.today()
    late = []
    firsts: Iterable[First] = (*file.letters, *file.earlier_letters)
    for one in firsts:
        if one.addressee_state != state or one.kind == LetterKind.REMINDER or file.state("letter", one.id) in GONE:
            continue
        facts = clock_facts(file, one)
        if clock(facts, session.settings, today).state is ClockState.OVERDUE:
            late.append((facts.dispatched or today, one.id))
    if not late:
        raise NothingOverdue(state=state)
    return tuple(record for _day, record in sorted(late))


def remind_of(
    session: Session,
    letters: Iterable[str],
    *,
    languages: tuple[str, ...] = (),
    progress: Callable[[str, float], None] | None = None,
) -> Reminded:
    """Draft one reminder of several letters to the same State and addressee (those of the first of them).

    `progress` is told how far it is and may stop the work by raising: nothing is written before the last of them was
    asked about. One letter alone is drafted as it is: its rules are asked before the next step, as those of every
    draft. Raises `NotYourRole`, `NoneCanBeReminded`, and as `draft_letter` does.
    """
    session.require(Action.DRAFT_LETTER)
    letters = tuple(dict.fromkeys(letters))
    if len(letters) == 1:
        return Reminded(letter=draft_reminder(session, letters[0], languages=languages), cites=letters)
    firsts = [found for record in letters if (found := _found(session, record))]
    fitting: list[tuple[str, First]] = []
    left: list[LeftOut] = []
    leading: First | None = None
    for done, one in enumerate(firsts):
        if progress is not None:
            progress(_("Asking about letters: {done} of {all}").format(done=done, all=len(firsts)), done / len(firsts))
        file, reasons = _asked(session, one)
        if leading is not None and _addressed(one) != _addressed(leading):
            reasons = (*reasons, _("It went to another State or addressee."))
        reference = reference_given(file, one) if file else ""
        if reasons:
            left.append(LeftOut(letter=one.id, reference=reference, case_no=_case_no(session, one), reasons=reasons))
            continue
        leading = leading or one
        sent = clock_facts(file, one).dispatched if file else None
        fitting.append((f"{sent or ''} {reference}", one))
    if not fitting:
        told = " ".join(dict.fromkeys(reason for one in left for reason in one.reasons))
        raise NoneCanBeReminded(reasons=told or _("they are not held here."))
    cited = [one for _order, one in sorted(fitting, key=lambda pair: (pair[0], pair[1].id))]
    cases = dict.fromkeys(case for one in cited for case in _cases(one))
    wanted = Wanted(languages=languages, previous=tuple(one.id for one in cited), other_cases=tuple(cases))
    made = draft_letter(session, cited[0].case, LetterKind.REMINDER, wanted)
    return Reminded(letter=made, cites=tuple(one.id for one in cited), left_out=tuple(left))


def _asked(session: Session, first: First) -> tuple[CaseFile | None, tuple[str, ...]]:
    """The file of a letter's cases, and what keeps the letter out of a reminder today."""
    cases = _cases(first)
    try:
        for case in cases:
            require_unsealed(session, case)
    except BlockedByRules as refusal:
        return None, tuple(one.sentence for one in refusal.findings)
    file = file_of_cases(session, cases)
    facts = clock_facts(file, first)
    sent = dated(first.dispatched_at) if isinstance(first, EarlierLetter) else None
    exact = sent is None or sent.exact
    if facts.dispatched is None or not reference_given(file, first) or not exact:
        return file, (_("It was not dispatched with a reference on a known day."),)
    if reminder_of(session, first.id):
        return file, (_("A reminder of it is on its way already."),)
    if _answered(file, first, session):
        return file, (_("It was answered: nothing in it is open."),)
    return file, _about_people(session, file, first)


def _answered(file: CaseFile, first: First, session: Session) -> bool:
    put = isinstance(first, EarlierLetter) or bool(first.allegations)
    if put:
        return reply_outcome(file, first.id) is Outcome.FULL
    return clock(clock_facts(file, first), session.settings, session.today()).state is ClockState.ANSWERED


def _about_people(session: Session, file: CaseFile, first: First) -> tuple[str, ...]:
    """What consent and risk of those in one letter say today to a reminder of it alone."""
    trial = Letter(
        case=first.case,
        case_nos=_cases(first),
        kind=LetterKind.REMINDER,
        addressee_state=first.addressee_state,
        addressee_kind=_addressed(first)[1],
        concerned_as=first.concerned_as if isinstance(first, Letter) else "responsible",
        previous_letters=(first.id,),
    )
    lf = letter_file(session, Opened(letter=trial, status="draft", file=file), (), ())
    stop = (one for one in letter_findings(lf, APPROVE) if one.blocks and one.rule in ABOUT_PEOPLE)
    return tuple(dict.fromkeys(one.sentence for one in stop))


def _found(session: Session, record: str) -> First | None:
    return session.vault.find(Letter, record) or session.vault.find(EarlierLetter, record)


def _cases(first: First) -> tuple[str, ...]:
    return tuple(dict.fromkeys((first.case, *(first.case_nos if isinstance(first, Letter) else ()))))


def _addressed(first: First) -> tuple[str, str]:
    return first.addressee_state, (first.addressee_kind if isinstance(first, Letter) else "") or MINISTRY


def _case_no(session: Session, first: First) -> str:
    case = session.vault.find(Case, first.case)
    return case.case_no if case else ""
