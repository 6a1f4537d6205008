"""What a letter says of a State's reply and measures: dates, and the terms of the vocabulary, never its words."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.documents.facts import MeasureFacts, ReplyFacts
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.rules.casefile import CaseFile, by_id
from fieldcase.model.rules.measures import taken
from fieldcase.office.letters.refusals import NothingToAnswer


def replies_answered(file: CaseFile, letter: Letter) -> tuple[StateReply, ...]:
    """The replies that a letter answers, in its order. Raises `NothingToAnswer` where one is not of its cases."""
    found = tuple(reply for record in letter.replies_to if (reply := by_id(file.replies, record)))
    if len(found) != len(letter.replies_to):
        raise NothingToAnswer
    return found


def reply_facts(file: CaseFile, letter: Letter) -> Iterable[ReplyFacts]:
    """When each reply was dated and received, in the office's days. Raises `NothingToAnswer`."""
    for reply in replies_answered(file, letter):
        received = file.settings.local_day(reply.received_at)
        if received is None:
            raise NothingToAnswer
        yield ReplyFacts(dated=reply.dated, received=received)


def measure_facts(file: CaseFile, letter: Letter, language: str) -> Iterable[MeasureFacts]:
    """Measures of the State addressed that were completed and not taken back; where the letter answers replies, those
    that they tell of. What was only announced is no measure (section 10.5)."""
    for measure in file.measures:
        told = not letter.replies_to or measure.reply in letter.replies_to
        done = taken(measure)
        if told and done and measure.by_state == letter.addressee_state:
            yield MeasureFacts(
                text=file.vocabularies.short("state_measure", measure.kind, language),
                when=done.date,
                reviewed=file.vocabularies.reviewed("state_measure", measure.kind, language),
            )
