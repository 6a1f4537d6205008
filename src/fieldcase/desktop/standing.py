"""What the window needs to know of the open vault, read once in the worker: who works here, when, in what words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fieldcase.desktop.wording import Wording

if TYPE_CHECKING:
    from fieldcase.office.session import Session


@dataclass(frozen=True)
class Standing:
    """Threads: made in the worker, read in the window."""

    who: str
    role: str
    office: str
    training: bool
    today: date
    wording: Wording
    hemisphere: str = ""


def standing(session: Session) -> Standing:
    """Read the facts of a session. Threads: the worker's."""
    from fieldcase.office.facts import facts_of

    facts = facts_of(session)
    wording = Wording(facts.vocabularies, facts.language, states=facts.states, zone=facts.time_zone)
    return Standing(
        who=facts.seat or facts.office,
        role=" · ".join(part for part in (wording.roles(facts.roles), facts.office) if part),
        office=facts.office,
        training=facts.training,
        today=facts.today,
        wording=wording,
        hemisphere=facts.hemisphere,
    )
