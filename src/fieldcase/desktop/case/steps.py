"""The steps of a case that need a reason or a second person, and what is done to protect people: each on its sheet.

Protection never waits for a step, and no step for protection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

from fieldcase.desktop.case.answering import Answer
from fieldcase.model.declare import Field, LText, Record, Room, Type, Words, describe
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.risks import ProtectionAction
from fieldcase.model.kinds.values import BOOL3
from fieldcase.model.words import N_

if TYPE_CHECKING:
    from fieldcase.office.session import Session

REASON = Field(N_("Reason"), Type.LONG_TEXT, N_("Codes only: it stands in the history for ever."))


class Reasoned(Record, frozen=True, kw_only=True):
    """A step with its reason."""

    reason: Annotated[str, REASON] = ""


class Closing(Record, frozen=True, kw_only=True):
    """Why a case is to be closed, and what the person was told."""

    why: Annotated[str, Field(N_("Reason for closing"), Type.CODE, vocabulary="closure_reason", required=True)] = ""
    told: Annotated[
        LText,
        Field(N_("What was told to the person"), Type.LONG_TEXT, N_("In codes; say also if nothing could be told.")),
    ] = {}
    reason: Annotated[str, Field(N_("In words, for who decides"), Type.LONG_TEXT, N_("Codes only."))] = ""


class Merging(Record, frozen=True, kw_only=True):
    """Into which case another is merged, and why."""

    into: Annotated[
        str, Field(N_("Number of the case that goes on"), help=N_("XKAL-03-2026-00001, of this office."), required=True)
    ] = ""
    reason: Annotated[str, REASON] = ""


class Linking(Record, frozen=True, kw_only=True):
    """Another case that belongs together with this one."""

    other: Annotated[str, Field(N_("Number of the other case"), help=N_("XKAL-03-2026-00001."), required=True)] = ""
    kind: Annotated[
        str, Field(N_("Connection"), Type.CHOICE, choices=("pattern", "same_person", "split"), required=True)
    ] = "pattern"


class Noted(Record, frozen=True, kw_only=True):
    """A second reader agrees."""

    note: Annotated[str, Field(N_("A word for the file"), Type.LONG_TEXT, N_("Codes only; may stay empty."))] = ""


class Assignment(Record, frozen=True, kw_only=True):
    """Who works on a case, who reads it second, and what the old register called it."""

    assigned_to: Annotated[str, Field(N_("Officer"), Type.REF, refers="seat")] = ""
    reviewer: Annotated[
        str, Field(N_("Reviewer"), Type.REF, N_("Somebody else than the officer."), refers="reader")
    ] = ""
    old_number: Annotated[str, Field(N_("Old number"), help=N_("The number in a register that was kept before."))] = ""


class Protecting(Record, frozen=True, kw_only=True):
    """Something done so that people are safer."""

    kind: Annotated[
        str, Field(N_("Measure of protection"), Type.CODE, vocabulary="protection_action", required=True)
    ] = ""
    people: Annotated[tuple[str, ...], Field(N_("For whom"), Type.REF, refers="party", required=True)] = ()
    asked_for: Annotated[str, Field(N_("Asked for by the person"), Type.BOOL3, choices=BOOL3)] = "unknown"
    status: Annotated[
        str, Field(N_("Status"), Type.CHOICE, choices=("under_way", "proposed", "agreed", "declined"))
    ] = "under_way"
    discloses: Annotated[
        bool,
        Field(N_("Tells a partner who it is"), Type.BOOL, N_("Then consent or a vital interest is needed.")),
    ] = False
    level: Annotated[str, Field(N_("Level disclosed"), Type.CODE, vocabulary="consent_level")] = ""
    partner: Annotated[str, Field(N_("Partner"), room=Room.IDENTITY)] = ""
    place: Annotated[str, Field(N_("Place"), help=N_("Where somebody hides."), room=Room.IDENTITY)] = ""


class Ended(Record, frozen=True, kw_only=True):
    """How a protection action ended."""

    status: Annotated[str, Field(N_("Status"), Type.CHOICE, choices=("done", "failed", "declined"))] = "done"
    outcome: Annotated[LText, Field(N_("Outcome"), Type.LONG_TEXT, N_("Codes only."))] = {}


class Looked(Record, frozen=True, kw_only=True):
    """What somebody found who looked at a protection action afterwards."""

    finding: Annotated[str, Field(N_("What you found"), Type.LONG_TEXT, N_("Codes only."))] = ""


def _reasoned(step: str, propose: bool) -> Callable[[Session, str, Any], object]:
    def save(session: Session, case: str, said: Reasoned) -> object:
        from fieldcase.office.cases import proposals, steps

        if propose:
            return proposals.propose_step(session, case, step, said.reason)
        take = {"not_admitted": steps.not_admit, "reopened": steps.reopen}[step]
        return take(session, case, said.reason)

    return save


def _propose_closing(session: Session, case: str, said: Closing) -> object:
    from fieldcase.office.cases.proposals import propose_step
    from fieldcase.office.cases.steps import record_closure

    told = next(iter(said.told.items()), ("", Words()))
    record_closure(session, case, said.why, told[1].text, language=told[0])
    return propose_step(session, case, "closed", said.reason)


def _propose_merge(session: Session, case: str, said: Merging) -> object:
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.merging import propose_merge

    return propose_merge(session, case, case_called(session, said.into), said.reason)


def _merge(session: Session, case: str, _said: Noted) -> object:
    from fieldcase.office.cases.merging import merge

    return merge(session, case)


def _link(session: Session, case: str, said: Linking) -> object:
    from fieldcase.office.called import case_called
    from fieldcase.office.cases.merging import link_cases

    link_cases(session, case, case_called(session, said.other), said.kind)
    return None


def _close(session: Session, case: str, _said: Noted) -> object:
    from fieldcase.office.cases.steps import close_case

    return close_case(session, case)


def _agree(step: str) -> Callable[[Session, str, Any], object]:
    def save(session: Session, case: str, said: Noted) -> object:
        from fieldcase.office.cases.proposals import agree_step

        return agree_step(session, case, step, said.note)

    return save


def _assign(session: Session, case: str, said: Assignment) -> object:
    from fieldcase.office.records import change

    change(
        session,
        "case",
        case,
        {"assigned_to": said.assigned_to, "reviewer": said.reviewer, "old_number": said.old_number},
    )
    return None


def _protect(session: Session, case: str, said: Protecting) -> object:
    from fieldcase.office.risk.protecting import start_protection

    return start_protection(
        session,
        case,
        said.kind,
        said.people,
        asked_for=said.asked_for,
        status=said.status,
        discloses=said.discloses,
        level=said.level,
        partner=said.partner,
        place=said.place,
    )


def _finish(session: Session, _case: str, said: Ended) -> object:
    from fieldcase.office.risk.protecting import finish_protection

    outcome = {language: words.text for language, words in said.outcome.items()}
    return finish_protection(session, said.id, outcome, status=said.status)


def _look(session: Session, _case: str, said: Looked) -> object:
    from fieldcase.office.risk.protecting import review_protection

    return review_protection(session, said.id, said.finding)


def _sheet(
    record: type[Record], name: str, title: str, about: str, save: Callable[[Session, str, Any], object], **more: Any
) -> Answer:
    return Answer(
        describe(record, name, title, title, about), (), lambda _case, _party: record(), save, title=title, **more
    )


def _of_case(record: Record) -> Record:
    if not isinstance(record, Case):
        return record
    return Assignment(
        id=record.id, assigned_to=record.assigned_to, reviewer=record.reviewer, old_number=record.old_number
    )


def _same_id(sheet: type[Record]) -> Callable[[Record], Record]:
    return lambda record: sheet(id=record.id) if isinstance(record, ProtectionAction) else record


PROPOSED = N_("Proposed. Somebody else decides.")
DONE = N_("Done.")
STEPS: dict[str, Answer] = {
    "not_admit": _sheet(
        Reasoned,
        "not_admit",
        N_("Do not admit the case"),
        N_("The officer has proposed it. At high or imminent risk the head agrees as well."),
        _reasoned("not_admitted", False),
        verb=N_("Do not admit it"),
        done=DONE,
        danger=True,
        final=True,
    ),
    "reopen": _sheet(
        Reasoned,
        "reopen",
        N_("Reopen the case"),
        N_("Under the same number; the officer has proposed it, and something new is recorded."),
        _reasoned("reopened", False),
        verb=N_("Reopen it"),
        done=DONE,
        final=True,
    ),
    "propose_closed": _sheet(
        Closing,
        "propose_closed",
        N_("Propose closing"),
        N_("A reviewer reads it, the head closes. Nothing closes while anybody is in danger."),
        _propose_closing,
        verb=N_("Propose it"),
        done=PROPOSED,
    ),
    "propose_not_admitted": _sheet(
        Reasoned,
        "propose_not_admitted",
        N_("Propose not to admit the case"),
        N_("A reviewer decides. Protection elsewhere is offered first."),
        _reasoned("not_admitted", True),
        verb=N_("Propose it"),
        done=PROPOSED,
    ),
    "propose_reopened": _sheet(
        Reasoned,
        "propose_reopened",
        N_("Propose reopening"),
        N_("The head decides. Record what is new first."),
        _reasoned("reopened", True),
        verb=N_("Propose it"),
        done=PROPOSED,
    ),
    "propose_merged": _sheet(
        Merging,
        "propose_merged",
        N_("Propose merging with another case"),
        N_("Nothing moves: both numbers stay, this one leads to the other from then on. A reviewer decides."),
        _propose_merge,
        verb=N_("Propose it"),
        done=PROPOSED,
    ),
    "merge": _sheet(
        Noted,
        "merge",
        N_("Merge the case"),
        N_("Into the case that was proposed. Its number leads there from now on; what was sent stays where it is."),
        _merge,
        verb=N_("Merge it"),
        done=N_("Merged. Its number leads to the other case."),
        danger=True,
        final=True,
    ),
    "link": _sheet(
        Linking,
        "link",
        N_("Link with another case"),
        N_("It stands on both cases: a pattern, the same person, or one that was split off."),
        _link,
        verb=N_("Link them"),
    ),
    "close": _sheet(
        Noted,
        "close",
        N_("Close the case"),
        N_("Reporting follow-up goes on. It can be reopened under the same number."),
        _close,
        verb=N_("Close it"),
        done=N_("The case is closed."),
        danger=True,
        final=True,
    ),
    **{
        f"agree_{step}": _sheet(
            Noted,
            f"agree_{step}",
            title,
            N_("You read what the officer proposed, and agree to these very words."),
            _agree(step),
            final=True,
            verb=N_("Agree"),
            done=N_("Agreed."),
        )
        for step, title in (
            ("closed", N_("Agree to closing")),
            ("not_admitted", N_("Agree not to admit the case")),
            ("reopened", N_("Agree to reopening")),
        )
    },
    "assignment": _sheet(
        Assignment,
        "assignment",
        N_("Who works on this case"),
        N_("The officer has it on the list of today; the reviewer reads it second."),
        _assign,
        of=_of_case,
    ),
    "protect": _sheet(
        Protecting,
        "protect",
        N_("Start a protection action"),
        N_("Anybody starts it at once; nobody's approval is needed. Somebody else looks at it afterwards."),
        _protect,
        verb=N_("Start it"),
        done=N_("Protection is recorded."),
    ),
    "protect_finish": _sheet(
        Ended,
        "protect_finish",
        N_("How the protection action ended"),
        N_("What came of it, in codes."),
        _finish,
        of=_same_id(Ended),
    ),
    "protect_look": _sheet(
        Looked,
        "protect_look",
        N_("Look at a protection action afterwards"),
        N_("Within 48 hours, by somebody who did not start it."),
        _look,
        of=_same_id(Looked),
    ),
}
"""By name."""

MENU = {
    "not_admitted": ("propose_not_admitted", "agree_not_admitted", "not_admit"),
    "closed": ("propose_closed", "agree_closed", "close"),
    "reopened": ("propose_reopened", "agree_reopened", "reopen"),
    "merged": ("propose_merged", "", "merge"),
}
"""By the state that a step leads to: the sheets that propose it, agree to it, and take it."""
