"""What a State did or said it would do, recorded with the same care as a violation (3.16). A promise is no measure."""

from __future__ import annotations

import msgspec

from fieldcase.model.kinds.replies import STATE_MEASURE, MeasureStage, StateMeasure, StateReply
from fieldcase.model.refusal import BadValue, Finding, require
from fieldcase.model.roles import Action
from fieldcase.model.rules.saying import dated, found
from fieldcase.model.rules.scales import level_rank
from fieldcase.model.words import _
from fieldcase.office.cases.sight import require_unsealed
from fieldcase.office.codes import require_state
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.office.texts import words

ON_ITS_WORD = "credible"
OP5 = frozenset({"law_adopted", "policy_guidance"})


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


def record_measure(session: Session, case_id: str, measure: Measure, *, reply: str = "") -> StateMeasure:
    """Record a measure of a State in a case, learned from a reply or otherwise.

    On the State's word alone it is credible at most. Raises `NotYourRole`, `BadValue`, `BlockedByRules`.
    """
    session.require(Action.REGISTER_REPLY if reply else Action.EDIT_CASE)
    require_unsealed(session, case_id)
    require(word_alone(measure))
    told = session.vault.get(StateReply, reply) if reply else None
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
        reply=reply,
        op_ref=measure.op_refs or (("OP5",) if measure.kind in OP5 else ("OP6",)),
        evidence=measure.evidence,
        verified_level=measure.verified_level,
        description=words(measure.description, session.language),
    )
    with session.vault.writing() as writing:
        made = write_new(session, writing, record)
        writing.commit()
    return session.vault.get(StateMeasure, made.id)


def _require_sayable(session: Session, state: str, measure: Measure) -> None:
    """A measure is some State's, and was learned of: neither it nor its announcement lies certainly in days to come."""
    if not state:
        why, expected = _("a measure is taken by a State"), _("the State, or the reply that told of it")
        raise BadValue(field="by_state", value=_("empty"), why=why, expected=expected)
    require_state("by_state", state)
    when = dated(measure.date)
    if when and when.bounds[0] > session.today():
        why, expected = _("it is still to come"), _("the day on which it was announced or taken")
        raise BadValue(field="date", value=measure.date, why=why, expected=expected)


def add_stage(session: Session, measure_id: str, stage: str, date: str = "") -> StateMeasure:
    """Record what became of a measure; earlier stages stay. Raises `NotYourRole`, `BadValue`."""
    held = session.vault.get(StateMeasure, measure_id)
    require_unsealed(session, held.case)
    said = msgspec.to_builtins(MeasureStage(stage=stage, date=date))
    with session.vault.writing() as writing:
        write_values(session, writing, STATE_MEASURE, measure_id, {f"stage/{stage}": said})
        writing.commit()
    return session.vault.get(StateMeasure, measure_id)


def measures_of(session: Session, reply_id: str) -> tuple[StateMeasure, ...]:
    """The measures that a reply told of."""
    return session.vault.where(StateMeasure, "reply", [reply_id])


def word_alone(measure: Measure) -> tuple[Finding, ...]:
    """Section 3.16: what only the State's own word says is verified as credible at most."""
    if measure.learned_from != "reply" or measure.evidence:
        return ()
    if level_rank(measure.verified_level) <= level_rank(ON_ITS_WORD):
        return ()
    sentence = _("On the State's word alone a measure is credible at most.")
    return (found("3.16", sentence, _("Add evidence, or lower the level."), field="verified_level"),)
