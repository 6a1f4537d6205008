"""What a letter goes back to, as plain data for its template: earlier letters, replies, measures of the State, and
what may be told to a source."""

from __future__ import annotations

import re
from typing import Any

from fieldcase.documents.dates import say, say_day
from fieldcase.documents.facts import EarlierLetterFacts, MeasureFacts, ReplyFacts, ToSource
from fieldcase.documents.forms import after_to
from fieldcase.documents.markup import Fact, Signs
from fieldcase.documents.resources import Words

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def told_to_source(told: ToSource, words: Words) -> dict[str, Any]:
    """What a letter to a source may tell of steps, as plain data for its template."""
    return {
        "with_letterhead": told.letterhead,
        "tells_steps": told.steps,
        "tells_dates": told.dates,
        "recipient": Signs("{" + told.recipient + "}") if told.recipient else False,
        "sent": tuple({"day": Fact(say_day(day, words), f"to_source.sent.{n}")} for n, day in enumerate(told.sent)),
        "answers": tuple(
            {"day": Fact(say_day(day, words), f"to_source.answers.{n}")} for n, day in enumerate(told.answers)
        ),
    }


def reply_data(reply: ReplyFacts, n: int, words: Words) -> dict[str, Any]:
    """A reply that a letter answers."""
    return {
        "dated": Fact(say(reply.dated, words), f"replies.{n}.dated") if reply.dated else False,
        "exact": bool(_DAY.fullmatch(reply.dated)),
        "received": Fact(say_day(reply.received, words), f"replies.{n}.received"),
    }


def measure_data(measure: MeasureFacts, n: int, words: Words) -> dict[str, Any]:
    """A measure of the State that was completed."""
    return {
        "text": Fact(measure.text, f"measures.{n}.text"),
        "date": Fact(say(measure.when, words), f"measures.{n}.date") if measure.when else False,
    }


def earlier_data(letter: EarlierLetterFacts, n: int, words: Words) -> dict[str, Any]:
    """A letter that was sent before, with what it still waits for."""
    count = words.outstanding
    numbers = [str(number) for number in letter.outstanding]
    said = (
        count.comma.join(numbers[:-1]) + (count.joined if len(numbers) > 1 else "") + (numbers[-1] if numbers else "")
    )
    several = len(numbers) > 1
    ref = f"previous.{n}"
    return {
        "title": Fact(letter.title, f"{ref}.title"),
        "title_to": Fact(after_to(letter.title, words.forms), f"{ref}.title"),
        "reference": Fact(letter.reference, f"{ref}.reference"),
        "sent": Fact(say_day(letter.sent, words), f"{ref}.sent"),
        "due": Fact(say_day(letter.due, words), f"{ref}.due") if letter.due else False,
        "replied_on": Fact(say_day(letter.replied_on, words), f"{ref}.replied_on") if letter.replied_on else False,
        "outstanding_text": Signs((count.many if several else count.one).format(numbers=said), f"{ref}.outstanding"),
        "outstanding_sentence": Signs(
            (count.sentence_many if several else count.sentence_one).format(numbers=said) if numbers else "",
            f"{ref}.outstanding",
        ),
    }
