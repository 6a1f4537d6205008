"""Case files for measurements: a case, its person, their part in it, an act, and what was said about it.

About five records and one name a case, and narratives of 60 to 260 words; everything follows from the seed, record ids
too, so that two vaults can be filled with the same.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from fieldcase.model.declare import LText, Record
from fieldcase.model.declare import Words as Said
from fieldcase.model.kinds.acts import Act, Severity
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Involvement, LifeStatus, Name, Party
from fieldcase.model.kinds.sources import Credibility, Information
from fieldcase.model.kinds.values import Known, Support
from tests.bench.words import Words

STATES = ("XKA", "XME", "XOR", "XSI")
SCRIPTS = {"en": "Latn", "fr": "Latn", "es": "Latn", "ar": "Arab", "ru": "Cyrl", "zh": "Hans"}
ACTS = ("arbitrary_arrest", "surveillance_physical", "threat_other", "travel_ban", "smear_campaign")
CHANNELS = ("person", "email", "telephone", "messaging_app")
DAY = date(2021, 1, 4)


class CaseFiles:
    """Records of one case after another, from number `first` on."""

    def __init__(self, seed: int, first: int = 1) -> None:
        self.chance = random.Random(seed)
        self.words = Words(self.chance)
        self.number = first - 1

    def records(self, cases: int) -> Iterator[Record]:
        """All records of so many cases, each case's own first."""
        for _ in range(cases):
            yield from self.next()

    def next(self) -> tuple[Record, ...]:
        """The records of one more case."""
        self.number += 1
        case, party = self._case(), self._party()
        act = self._act(case, party)
        part = Involvement(id=self._id(), case=case.id, party=party.id, role="victim", acts=(act.id,))
        return (case, party, act, part, self._information(case, act))

    def _id(self) -> str:
        return self.chance.randbytes(16).hex()

    def _day(self) -> date:
        return DAY + timedelta(days=self.number % 1900)

    def _said(self, low: int, high: int) -> LText:
        language = self.words.language()
        text = self.words.text(language, self.chance.randint(low, high))
        return {language: Said(text=text, original=True)}

    def _case(self) -> Case:
        return Case(
            id=self._id(),
            case_no=f"XKAL-03-{self._day().year}-{self.number:05}",
            title_neutral=self.words.text(self.words.language(), self.chance.randint(4, 9)),
            track=self.chance.choices(("normal", "urgent"), (9, 1))[0],
            received_at=f"{self._day().isoformat()}T{self.number % 24:02}:15:00Z",
            received_channel=self.chance.choice(CHANNELS),
            subject_kind="persons",
            summary=self._said(40, 120),
        )

    def _party(self) -> Party:
        language = self.words.language()
        names = {"1": Name(full=self.words.name(language), script=SCRIPTS[language], lang=language)}
        if SCRIPTS[language] != "Latn":
            names["2"] = Name(full=self.words.name("en"), script="Latn", lang="en")
        return Party(
            id=self._id(),
            code=f"P-{self.chance.randbytes(3).hex().upper()}",
            kind="person",
            gender=self.chance.choice(("woman", "man", "unknown")),
            names=names,
            residence_country=self.chance.choice(STATES),
            status={"1": LifeStatus(status="alive", since="2020")},
        )

    def _act(self, case: Case, party: Party) -> Act:
        state = self.chance.choice(STATES)
        return Act(
            id=self._id(),
            case=case.id,
            act_no="A1",
            type=(self.chance.choice(ACTS),),
            act_class="reprisal",
            date=(self._day() - timedelta(days=self.chance.randint(0, 40))).isoformat(),
            ongoing=Known(answer="unknown"),
            act_country=state,
            place_text=self.words.name("en"),
            is_online=False,
            is_offline=True,
            perpetrator_types=("state_agent",),
            responsible_state=(state,),
            attribution_mode="commission",
            severity=Severity(level="serious"),
            victims=(party.id,),
            narrative=self._said(60, 260),
        )

    def _information(self, case: Case, act: Act) -> Information:
        return Information(
            id=self._id(),
            case=case.id,
            no="I1",
            content=self._said(40, 150),
            received_at=case.received_at,
            event_date=act.date,
            first_hand=self.chance.choice(("yes", "no", "unknown")),
            credibility=Credibility(level=self.chance.choice(("1", "2", "3"))),
            supports={"1": Support(element="harm", target=act.id, direction="supports")},
        )
