"""The page of one case: everything that its tabs show, in codes, with what the rules say (G33 asks who may look)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import msgspec

from fieldcase.model.declare import Record
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.letters import AllegationInLetter, Letter
from fieldcase.model.kinds.values import Named
from fieldcase.model.machines.case import case_state
from fieldcase.model.rules import panel
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import Effective, effective
from fieldcase.model.rules.letters import LetterFile
from fieldcase.model.rules.panel import Line, before_letter
from fieldcase.model.rules.saying import day_of
from fieldcase.model.rules.scales import risk_rank
from fieldcase.model.rules.verification import Target, floor_of
from fieldcase.office.casefile import letter_file
from fieldcase.office.cases.conflicts import ConflictLine, conflicts_of
from fieldcase.office.cases.contents import contents
from fieldcase.office.cases.names import name_lines
from fieldcase.office.cases.rows import CaseRow, next_step
from fieldcase.office.cases.seen import in_codes
from fieldcase.office.cases.sight import case_file
from fieldcase.office.cases.timeline import Mark, timeline
from fieldcase.office.cases.waiting import Waiting, waiting
from fieldcase.office.session import Session

USES = (
    "share_hq",
    "special_procedures",
    "state_letter",
    "state_oral",
    "sg_report",
    "public_statement",
    "protection_partners",
)
"""The uses that the page shows for each person; `consent.matrix` shows all fifteen."""

BEFORE_ANY_LETTER = frozenset({"G33", "G4", "G11", "G12", "G13", "G18", "G27", "G29", "3.10"})
"""What can be said of a letter before anybody wrote one: these rules look at the case alone."""

STEP_AFTER = {"": panel.APPROVE, "draft": panel.APPROVE, "in_review": panel.APPROVE, "returned": panel.APPROVE}
STEP_AFTER |= {"approved": panel.SIGN, "signed": panel.DISPATCH}


class PartyLine(msgspec.Struct, frozen=True, kw_only=True):
    """A person, group or organisation of the case, by code: what it is here, its risk, what it agreed to.

    `consents` maps a use to what counts today for anyone of that use.
    """

    id: str
    code: str
    kind: str
    roles: tuple[str, ...] = ()
    protected: bool = True
    gender: str = ""
    risk: str = ""
    consents: dict[str, Effective] = {}


class LetterLine(msgspec.Struct, frozen=True, kw_only=True):
    """A letter of the case: its kind, to which State, where it stands, and what comes next. `due` is the day of the
    reply; `blocked` how many rules stop its next step."""

    id: str
    kind: str
    state: str = ""
    status: str = "draft"
    languages: tuple[str, ...] = ()
    office_ref: str = ""
    sent: date | None = None
    due: date | None = None
    answered: bool = False
    blocked: int = 0


class CasePage(msgspec.Struct, frozen=True, kw_only=True):
    """One case. `established` maps E1 to E4 to the weakest level over all acts and laws; `panel` says which texts name
    somebody, and what stands before a letter can go: the first letter not sent yet, else any; `records` holds every
    record by kind, in codes."""

    row: CaseRow
    case: Case
    parties: tuple[PartyLine, ...]
    timeline: tuple[Mark, ...]
    established: dict[str, str]
    panel: tuple[Line, ...]
    conflicts: tuple[ConflictLine, ...]
    letters: tuple[LetterLine, ...]
    records: dict[str, tuple[Record, ...]]


def case_page(session: Session, case_id: str) -> CasePage:
    """Everything on the page of one case, in codes. Raises `NotYourRole`, `NotYourCase`, `BlockedByRules` (G33),
    `NoSuchRecord`."""
    file = case_file(session, case_id)
    on = session.today()
    open_letters = waiting(session, [case_id])
    due = _due_days(file)
    records = contents(session, file)
    conflicts = conflicts_of(session, [(kind, one.id) for kind, each in records.items() for one in each], case_id)
    return CasePage(
        row=_row(file, open_letters, len(conflicts), on),
        case=in_codes(file.case),
        parties=_parties(file, on),
        timeline=timeline(file, session.language, due),
        established=established(file),
        panel=_panel(session, file, records),
        conflicts=conflicts,
        letters=_letters(session, file, due, {one.letter for one in open_letters}),
        records=records,
    )


def _panel(session: Session, file: CaseFile, records: Mapping[str, tuple[Record, ...]]) -> tuple[Line, ...]:
    """What the rules say, worst first: texts that name somebody, then what stands before a letter."""
    lines = (*name_lines(session, file, records), *before_a_letter(session, file))
    order = list(panel.LineState)
    return tuple(sorted(lines, key=lambda line: order.index(line.state)))


def established(file: CaseFile) -> dict[str, str]:
    """The weakest level of each element over every act, victim and law of the case; four values, never one."""
    floor = floor_of(file, targets(file))
    return {"E1": floor.e1, "E2": floor.e2, "E3": floor.e3, "E4": floor.e4}


def targets(file: CaseFile) -> tuple[Target, ...]:
    """Everything in the case that elements are assessed for: each act for each of its victims, each law."""
    found = [Target(act.id, victim) for act in file.acts for victim in act.victims or ("",)]
    return (*found, *(Target(law.id) for law in file.laws))


def before_a_letter(session: Session, file: CaseFile) -> tuple[Line, ...]:
    """What stands before a letter can go: before the next step of the first letter under way; while there is none,
    what the case itself would stop a note verbale with that puts all of it under codes."""
    for letter in file.letters:
        state = file.state("letter", letter.id)
        if state in STEP_AFTER:
            return before_letter(letter_file(session, letter.id, file), STEP_AFTER[state])
    letter, supposed = _supposed(file)
    lf = LetterFile(file=supposed, letter=letter, on=session.today(), seat=session.seat)
    return tuple(line for line in before_letter(lf, panel.APPROVE) if line.rule in BEFORE_ANY_LETTER)


def _supposed(file: CaseFile) -> tuple[Letter, CaseFile]:
    """A letter nobody wrote: to the State held responsible, about every act and law, with everybody under a code."""
    allegation = Allegation(
        id="0" * 31 + "1",
        case=file.case.id,
        alleg_no=1,
        version=1,
        acts=tuple(act.id for act in file.acts),
        laws=tuple(law.id for law in file.laws),
    )
    people = [party for party in dict.fromkeys(one.party for one in file.involvements) if file.protected(party)]
    states = file.responsible_states
    letter = Letter(
        id="0" * 31 + "2",
        case=file.case.id,
        kind="note_verbale",
        addressee_state=states[0] if states else "",
        concerned_as="responsible",
        naming={party: Named(party=party, level="CODED") for party in people},
        allegations={"1": _row_of(allegation)},
    )
    return letter, msgspec.structs.replace(file, allegations=(*file.allegations, allegation))


def _row_of(allegation: Allegation) -> AllegationInLetter:
    return AllegationInLetter(allegation=allegation.id, version=1, number=1)


def _row(file: CaseFile, due: tuple[Waiting, ...], conflicts: int, on: date) -> CaseRow:
    case = file.case
    status = case_state(file.state("case", case.id), letters_out=tuple(one.due for one in due))
    risk = max((risk.level for risk in file.risks), key=risk_rank, default="")
    return CaseRow(
        id=case.id,
        case_no=case.case_no,
        title=case.title_neutral,
        status=status,
        track=case.track,
        risk=risk,
        responsible_states=file.responsible_states,
        received_at=case.received_at,
        next_step=next_step(status, risk, due, on, replied=bool(file.replies)),
        conflicts=conflicts,
    )


def _parties(file: CaseFile, on: date) -> tuple[PartyLine, ...]:
    risks = {risk.subject: risk.level for risk in file.risks}
    shown = dict.fromkeys(
        [
            *(one.party for one in file.involvements),
            *(party for link in file.links for party in (link.cooperator, *link.victim)),
            *(party for act in file.acts for party in act.victims),
        ]
    )
    return tuple(
        PartyLine(
            id=party,
            code=file.code(party),
            kind=file.parties[party].kind if party in file.parties else "",
            roles=tuple(sorted(file.roles(party))),
            protected=file.protected(party),
            gender=file.parties[party].gender if party in file.parties else "",
            risk=risks.get(party, ""),
            consents={use: effective(file, party, use, "", on) for use in USES},
        )
        for party in shown
        if party
    )


def _letters(session: Session, file: CaseFile, due: Mapping[str, date], unanswered: set[str]) -> tuple[LetterLine, ...]:
    lines = []
    for letter in file.letters:
        steps = {step.step: step.taken for step in file.steps if step.letter == letter.id}
        state = file.state("letter", letter.id)
        step = STEP_AFTER.get(state, "")
        stopped = before_letter(letter_file(session, letter.id, file), step) if step else ()
        lines.append(
            LetterLine(
                id=letter.id,
                kind=letter.kind,
                state=letter.addressee_state,
                status=state or "draft",
                languages=letter.languages,
                office_ref=steps["signature"].office_ref if "signature" in steps else "",
                sent=day_of(steps["dispatch"].at) if "dispatch" in steps else None,
                due=due.get(letter.id),
                answered=letter.id in due and letter.id not in unanswered,
                blocked=sum(line.state is panel.LineState.BLOCKED for line in stopped),
            )
        )
    return tuple(lines)


def _due_days(file: CaseFile) -> dict[str, date]:
    """The day on which the reply to each dispatched letter is due, extensions included."""
    due: dict[str, date] = {}
    for step in file.steps:
        day = day_of(step.taken.due_at)
        if day and step.step in ("dispatch", "extension"):
            due[step.letter] = max(day, due.get(step.letter, day))
    return due
