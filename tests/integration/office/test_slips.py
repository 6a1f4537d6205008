"""What a tired person types and cannot mean: refused with the field and the way out, and nothing is written."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fieldcase.model.kinds.decisions import Allegation
from fieldcase.model.kinds.directory import StateName
from fieldcase.model.kinds.parties import Involvement
from fieldcase.model.refusal import BadValue
from fieldcase.office.allegations.writing import revise_allegation, write_allegation
from fieldcase.office.letters.extending import extend
from fieldcase.office.parties.recording import InvolvedAlready, involve
from fieldcase.office.profiles.office import NothingSaid, name_office
from fieldcase.office.profiles.states import write_state
from fieldcase.office.profiles.texts import add_mandate
from fieldcase.office.replies.measures import Measure, record_measure
from fieldcase.office.risk.assessing import assess_risk
from fieldcase.office.session import Session
from tests.laptops import a_matter
from tests.letter_ground import dispatched, name_kalindra, ready

Both = tuple[Session, Session]
KALINDRA = StateName(formal="the Republic of Kalindra", short="Kalindra", prepositional="of the Republic of Kalindra")


def test_more_time_is_a_later_day(laptops: Both) -> None:
    officer, head = laptops
    name_kalindra(officer)
    letter = dispatched(officer, head, ready(officer), "en")
    for day in (date(2020, 1, 1), officer.today(), officer.today() + timedelta(days=2)):
        with pytest.raises(BadValue, match="until"):
            extend(head, letter.id, day, "The ministry asked.")
    extend(head, letter.id, date(2026, 9, 1), "The ministry asked.")
    with pytest.raises(BadValue, match="2026-09-01"):
        extend(head, letter.id, date(2026, 8, 1), "The ministry asked again.")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"time_zone": "Nowhere/Here"}, "time_zone"),
        ({"accredited_to": ("ZZQ",)}, "accredited_to"),
        ({"name": {"zz": "the Presence"}}, "language"),
    ],
)
def test_an_office_is_named_with_zones_states_and_languages_that_there_are(
    laptop: Session, said: dict[str, object], field: str
) -> None:
    before = laptop.office_record
    with pytest.raises(BadValue, match=field):
        name_office(laptop, **said)  # type: ignore[arg-type]  # each is of the type of its option
    with pytest.raises(NothingSaid):
        name_office(laptop)
    assert laptop.office_record == before


def test_a_state_is_one_that_there_is_and_named_in_a_language(laptop: Session) -> None:
    with pytest.raises(BadValue, match="code"):
        write_state(laptop, "ZZQ", {"en": KALINDRA})
    with pytest.raises(BadValue, match="language"):
        write_state(laptop, "XKA", {"zz": KALINDRA})


def test_no_resolution_is_adopted_tomorrow(laptop: Session) -> None:
    tomorrow = (laptop.today() + timedelta(days=1)).isoformat()
    with pytest.raises(BadValue, match="date"):
        add_mandate(laptop, "A/HRC/RES/99/1", {"en": "Something"}, tomorrow)


@pytest.mark.parametrize(
    ("said", "field"),
    [({}, "by_state"), ({"by_state": "ZZQ"}, "by_state"), ({"by_state": "XKA", "date": "2030"}, "date")],
)
def test_a_measure_is_a_states_and_was_learned_of(laptop: Session, said: dict[str, str], field: str) -> None:
    matter = a_matter(laptop)
    measure = {"kind": "release", "stage": "completed", "learned_from": "public"}
    with pytest.raises(BadValue, match=field):
        record_measure(laptop, matter.case.id, Measure(**{**measure, **said}))  # type: ignore[arg-type]
    assert record_measure(laptop, matter.case.id, Measure(**{**measure, "by_state": "XKA"})).by_state == "XKA"  # type: ignore[arg-type]


def test_a_risk_is_looked_at_again_in_days_to_come(laptop: Session) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BadValue, match="review_due"):
        assess_risk(
            laptop, matter.case.id, matter.party.id, "high", reason="Threats.",
            review_due=laptop.today() - timedelta(days=1),
        )  # fmt: skip


def test_nobody_gets_one_role_twice(laptop: Session) -> None:
    matter = a_matter(laptop)
    involve(laptop, matter.case.id, matter.party.id, "witness")
    with pytest.raises(InvolvedAlready, match=matter.party.code):
        involve(laptop, matter.case.id, matter.party.id, "witness")
    roles = [one.role for one in laptop.vault.where(Involvement, "party", [matter.party.id])]
    assert sorted(roles) == sorted(set(roles))


def test_an_allegation_names_people_who_are_on_record(laptop: Session) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BadValue, match="P-ZZZZZZ"):
        write_allegation(laptop, matter.case.id, {"en": "{P-ZZZZZZ} was detained."}, acts=[matter.act.id])
    assert laptop.vault.all(Allegation, case=matter.case.id) == ()
    text = {"en": f"{{{matter.party.code}}} was detained."}
    made = write_allegation(laptop, matter.case.id, text, acts=[matter.act.id])
    with pytest.raises(BadValue, match="P-ZZZZZZ"):
        revise_allegation(laptop, made.id, text={"en": "{P-ZZZZZZ} was detained."})
    with pytest.raises(BadValue, match="language"):
        revise_allegation(laptop, made.id, text={"zz": "was detained."})
