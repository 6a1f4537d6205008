"""An office that wrote to Kalindra, and the reply that came late, in French, in part: made once, copied by tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from fieldcase.office.replies.matrix import Position, match_allegation
from fieldcase.office.replies.measures import Measure, record_measure
from fieldcase.office.replies.registering import Came, register_reply
from fieldcase.office.replies.translating import Translated, add_translation
from tests.laptops import Clock, carry, founded, two_laptops
from tests.letter_ground import bring_pages, dispatched, name_kalindra, ready

FRENCH = "L’intéressée n’a fait l’objet d’aucune détention. Aucun objet n’a été saisi. Qui a informé le Bureau ?"
ENGLISH = "The person concerned has not been subject to any detention. No object was seized. Who informed the Office?"
SAID = "The Government stated that no detention took place."

ANSWERED = datetime(2026, 5, 4, 10, 4, tzinfo=UTC)
"""When the officer opens the laptop after the reply came."""


@dataclass(frozen=True)
class Replied:
    """Ids of the case, the letter that left, and its reply; empty where none was registered."""

    case: str
    letter: str
    reply: str


def written(folder: Path, *, replied: bool) -> Replied:
    """Laptops 03 (officer) and 07 (head, who reads again) of one office, with the letter that left on 03; with a reply
    that asks for a name, of which one of two points is answered."""
    clock = Clock()
    with two_laptops(founded(folder / "founded"), folder, clock) as (officer, head):
        name_kalindra(officer)
        letter = dispatched(officer, head, ready(officer), "en")
        reply = ""
        if replied:
            clock.days(43)
            came = Came(
                kinds=("substantive",), dated="2026-04-13", language="fr", to_letters=(letter.id,),
                authority="Ministry of Foreign Affairs", text=FRENCH, flags=("asks_identity",), screened=True,
            )  # fmt: skip
            reply = register_reply(officer, letter.case, came, file=b"%PDF-1.7\n(a scan)", file_name="reply.pdf").id
            add_translation(officer, reply, Translated(lang="en", by="the office", text=ENGLISH))
            first = next(iter(letter.allegations.values())).allegation
            answer = Position(
                positions=("denies_fact", "justifies_law"),
                quote="L’intéressée n’a fait l’objet d’aucune détention.",
                translation="The person concerned has not been subject to any detention.",
                page="2",
                neutral_summary=SAID,
                follow_up="Ask for the order of the check.",
            )
            match_allegation(officer, reply, first, answer)
            measure = Measure(kind="investigation_opened", stage="announced", date="2026-04")
            record_measure(officer, letter.case, measure, reply=reply)
        carry(officer, head)
        bring_pages(officer, head)
        return Replied(letter.case, letter.id, reply)
