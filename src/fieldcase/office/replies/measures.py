"""What a State did or said it would do, recorded with the same care as a violation (3.16). A promise is no measure."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.replies import (
    LEARNED_FROM,
    MEASURE_SCOPES,
    MEASURE_STAGES,
    OP_REFS,
    STATE_MEASURE,
    MeasureStage,
    Quality,
    StateMeasure,
    StateReply,
)
from fieldcase.model.kinds.values import GRADED
from fieldcase.model.refusal import BadValue, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.measures import ON_ITS_WORD, stands, word_alone
from fieldcase.model.rules.saying import dated
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed, sealed
from fieldcase.office.codes import require_state
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.vault.writing import Writing

OP5 = frozenset({"law_adopted", "policy_guidance"})
OF_PARAGRAPHS = {"protection_provided": ("OP5",), "protection_mechanism": ("OP5",), "access_granted": ("OP7",)}
"""Paragraphs that measures of a kind answer where nobody says otherwise; most answer OP6."""
QUALITIES = ("prompt", "impartial", "independent", "effective", "accessible_to_victim")


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A measure as it was learned: `kind` of vocabulary `state_measure`; `stage` announced, under_way, completed,
    stalled or reversed, with its date in EDTF; `op_refs` the paragraphs that it answers (by default those of its kind).
    """

    kind: str
    stage: str
    date: str = ""
    by_state: str = ""
    scope: str = "case"
    learned_from: str = "reply"
    acts: tuple[str, ...] = ()
    op_refs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    verified_level: str = ON_ITS_WORD
    description: str = ""
    victim_view: str = ""


class MeasureRow(msgspec.Struct, frozen=True, kw_only=True):
    """A measure in a list: the stage at which it stands, and since when."""

    id: str
    case: str
    case_no: str
    by_state: str
    kind: str
    stage: str
    date: str
    op_ref: tuple[str, ...]
    verified_level: str
    reply: str


def record_measure(session: Session, case_id: str, measure: Measure, *, reply: str = "") -> StateMeasure:
    """Record a measure of a State in a case, learned from a reply or otherwise.

    On the State's word alone it is credible at most. Raises `NotYourRole`, `BadValue`, `BlockedByRules`.
    """
    session.require(Action.REGISTER_REPLY if reply else Action.EDIT_CASE)
    require_unsealed(session, case_id)
    told = session.vault.get(StateReply, reply) if reply else None
    with session.vault.writing() as writing:
        made = write_measure(session, writing, case_id, measure, told)
        writing.commit()
    return session.vault.get(StateMeasure, made.id)


def write_measure(
    session: Session, writing: Writing, case_id: str, measure: Measure, told: StateReply | None
) -> StateMeasure:
    """Write a measure within what is being written; asks as `record_measure` does. Raises `BadValue`,
    `BlockedByRules`."""
    require(word_alone(measure.learned_from, measure.evidence, measure.verified_level))
    state = measure.by_state or (told.from_state if told else "")
    _require_sayable(session, state, measure)
    record = StateMeasure(
        case=case_id,
        by_state=state,
        kind=measure.kind,
        stage={measure.stage: MeasureStage(stage=measure.stage, date=measure.date)},
        scope=measure.scope,
        acts=measure.acts,
        learned_from=measure.learned_from,
        reply=told.id if told else "",
        op_ref=measure.op_refs or _paragraphs(measure.kind),
        evidence=measure.evidence,
        verified_level=measure.verified_level,
        description=words(measure.description, session.language),
        victim_view=words(measure.victim_view, session.language),
    )
    return write_new(session, writing, record)


def add_stage(session: Session, measure_id: str, stage: str, date: str = "") -> StateMeasure:
    """Record what became of a measure; earlier stages stay, and one may come again on another date.

    Raises `NotYourRole`, `BadValue` for a stage that there is none of, or that is still to come.
    """
    held = session.vault.get(StateMeasure, measure_id)
    require_unsealed(session, held.case)
    _require_one_of("stage", stage, MEASURE_STAGES)
    _require_not_to_come(session, date)
    same = {key for key, one in held.stage.items() if one.stage == stage and one.date in ("", date)}
    key = next(iter(sorted(same)), stage if stage not in held.stage else _again(stage, date))
    said = msgspec.to_builtins(MeasureStage(stage=stage, date=date))
    with session.vault.writing() as writing:
        write_values(session, writing, STATE_MEASURE, measure_id, {f"stage/{key}": said})
        writing.commit()
    return session.vault.get(StateMeasure, measure_id)


def assess_measure(
    session: Session, measure_id: str, qualities: Mapping[str, tuple[str, str]], *, victim_view: str = ""
) -> StateMeasure:
    """Say how far a measure is prompt, impartial, independent, effective and open to the victim (OP6): each `yes`,
    `partly`, `no` or `unknown`, with the reason; and what the victim says of it.

    Raises `NotYourRole`, `BadValue` for another quality or answer, or one without its reason.
    """
    held = session.vault.get(StateMeasure, measure_id)
    require_unsealed(session, held.case)
    values: dict[str, object] = {}
    for name, (answer, reason) in qualities.items():
        _require_one_of("quality", name, QUALITIES)
        _require_one_of(name, answer, GRADED)
        if not reason.strip():
            why, expected = _("nobody can follow it without its reason"), _("why, in a few words")
            raise BadValue(field=name, value=_("empty"), why=why, expected=expected)
        values[name] = msgspec.to_builtins(Quality(answer=answer, reason=words(reason, session.language)))
    for language, text in words(victim_view, session.language).items():
        values[f"victim_view/{language}"] = msgspec.to_builtins(text)
    with session.vault.writing() as writing:
        write_values(session, writing, STATE_MEASURE, measure_id, values)
        writing.commit()
    return session.vault.get(StateMeasure, measure_id)


def measures_of(session: Session, reply_id: str) -> tuple[StateMeasure, ...]:
    """The measures that a reply told of."""
    return session.vault.where(StateMeasure, "reply", [reply_id])


def list_measures(session: Session, *, case_id: str = "", state: str = "") -> tuple[MeasureRow, ...]:
    """Measures of a case, of a State or of all, with the stage at which each stands. Raises `NotYourRole`."""
    session.require(Action.READ_REPLY)
    held = session.vault.all(StateMeasure, case=case_id)
    hidden = sealed(session, {one.case for one in held if one.case})
    rows = []
    for one in held:
        if one.case in hidden or (state and one.by_state != state):
            continue
        now, case = stands(one), session.vault.find(Case, one.case) if one.case else None
        rows.append(
            MeasureRow(
                id=one.id, case=one.case, case_no=case.case_no if case else "", by_state=one.by_state, kind=one.kind,
                stage=now.stage, date=now.date, op_ref=one.op_ref, verified_level=one.verified_level, reply=one.reply,
            )
        )  # fmt: skip
    return tuple(sorted(rows, key=lambda one: (one.case_no, one.date, one.kind, one.id)))


def _again(stage: str, date: str) -> str:
    """The element of a stage that came before on another date: the same on two laptops that learn of it apart."""
    return re.sub(r"[^A-Za-z0-9_.:-]", "_", f"{stage}-{date or 'undated'}")[:64]


def _paragraphs(kind: str) -> tuple[str, ...]:
    return ("OP5",) if kind in OP5 else OF_PARAGRAPHS.get(kind, ("OP6",))


def _require_sayable(session: Session, state: str, measure: Measure) -> None:
    """A measure is some State's, and was learned of: neither it nor its announcement lies certainly in days to come."""
    if not state:
        why, expected = _("a measure is taken by a State"), _("the State, or the reply that told of it")
        raise BadValue(field="by_state", value=_("empty"), why=why, expected=expected)
    require_state("by_state", state)
    _require_one_of("stage", measure.stage, MEASURE_STAGES)
    _require_one_of("scope", measure.scope, MEASURE_SCOPES)
    _require_one_of("learned_from", measure.learned_from, LEARNED_FROM)
    for one in measure.op_refs:
        _require_one_of("op_ref", one, OP_REFS)
    _require_not_to_come(session, measure.date)


def _require_not_to_come(session: Session, date: str) -> None:
    when = dated(date)
    if when and when.bounds[0] > session.today():
        why, expected = _("it is still to come"), _("the day on which it was announced or taken")
        raise BadValue(field="date", value=date, why=why, expected=expected)


def _require_one_of(field: str, said: str, known: tuple[str, ...]) -> None:
    if said not in known:
        why = _("it is not one of the choices")
        raise BadValue(field=field, value=said[:40] or _("empty"), why=why, expected=", ".join(known))
