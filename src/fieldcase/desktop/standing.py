"""What the window needs to know of the open vault, read once in the worker: who works here, when, in what words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from fieldcase.desktop.desk import Desk, Job
from fieldcase.desktop.remembering import Remembering
from fieldcase.desktop.wording import Wording
from fieldcase.office import resources

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
    language: str = "en"
    seat: str = ""
    colleagues: Mapping[str, str] = field(default_factory=dict)
    not_now: Mapping[str, str] = field(default_factory=dict)
    memory: Remembering = field(default_factory=Remembering)


def standing(session: Session, language: str = "") -> Standing:
    """Read the facts of a session, in this language or in the one that was last chosen here. Threads: the worker's."""
    from fieldcase.office.facts import facts_of
    from fieldcase.office.remembered import remembered

    memory = Remembering(remembered(session))
    spoken = language or memory.of("look").get("language")
    if spoken in resources.languages():
        session.language = spoken
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
        language=facts.language,
        seat=facts.seat_id,
        colleagues=facts.colleagues,
        not_now=facts.not_now,
        memory=memory,
    )


def speak_in(desk: Desk, language: str, then: Callable[[Standing], object]) -> Job[Standing]:
    """Let the office speak another language from now on, and read anew what the window needs to know."""

    def ask(session: Session) -> Standing:
        return standing(session, language)

    return desk.run(ask, then)
