"""What a State did or said it would do: its stages by date, and how far its own word goes (section 3.16).

A promise is no measure: what was only announced counts as announced until somebody learns more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.kinds.replies import MeasureStage, StateMeasure
from fieldcase.model.refusal import Finding
from fieldcase.model.rules.saying import dated, found
from fieldcase.model.rules.scales import level_rank
from fieldcase.model.rules.settings import OfficeSettings
from fieldcase.model.rules.tasks import TaskDraft
from fieldcase.model.words import _

ON_ITS_WORD = "credible"
ANNOUNCING = frozenset({"announces_investigation", "announces_remedy"})
"""Positions of a reply that open a measure."""
OPEN = frozenset({"announced", "under_way"})
ORDER = ("announced", "under_way", "completed", "stalled", "reversed")
"""Stages as they follow each other where their dates do not say."""


def stages(measure: StateMeasure) -> tuple[MeasureStage, ...]:
    """The stages of a measure, the earliest first; of two on one day, or without one, in their usual order."""
    return tuple(sorted(measure.stage.values(), key=lambda one: (_begins(dated(one.date)), ORDER.index(one.stage))))


def stands(measure: StateMeasure) -> MeasureStage:
    """The stage at which a measure stands now."""
    held = stages(measure)
    undated = [one for one in held if not dated(one.date)]
    if len(undated) == len(held):
        return held[-1] if held else MeasureStage()
    return [one for one in held if dated(one.date)][-1]


def taken(measure: StateMeasure) -> MeasureStage | None:
    """The stage at which a measure was completed, unless it was taken back since; None for a promise."""
    now = stands(measure)
    if now.stage == "reversed":
        return None
    done = [one for one in stages(measure) if one.stage == "completed"]
    return done[-1] if done else None


def word_alone(learned_from: str, evidence: tuple[str, ...], level: str) -> tuple[Finding, ...]:
    """Section 3.16: what only the State's own word says is verified as credible at most."""
    if learned_from != "reply" or evidence or level_rank(level) <= level_rank(ON_ITS_WORD):
        return ()
    sentence = _("On the State's word alone a measure is credible at most.")
    return (found("3.16", sentence, _("Add evidence, or lower the level."), field="verified_level"),)


def measure_tasks(measures: Iterable[StateMeasure], settings: OfficeSettings, on: date) -> tuple[TaskDraft, ...]:
    """Section 11: a measure that was announced, or is under way, is asked about when nothing more was heard of it."""
    drafts = []
    for measure in measures:
        now = stands(measure)
        when = dated(now.date)
        if now.stage not in OPEN or when is None or when.latest is None:
            continue
        due = when.latest + timedelta(days=settings.measure_days)
        if on >= due:
            sentence = _("Nothing was heard of a measure since {day}: ask what became of it.").format(day=now.date)
            drafts.append(
                TaskDraft(origin="3.16", kind="ask_completion", sentence=sentence, due=due, targets=(measure.id,))
            )
    return tuple(drafts)


def _begins(when: Edtf | None) -> str:
    return when.bounds[0].isoformat() if when else ""
