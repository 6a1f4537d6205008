"""What the list and the page of cases say, as far as it follows from records alone."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.kinds.cases import Case
from fieldcase.office.cases.page import established, targets
from fieldcase.office.cases.rows import next_step
from fieldcase.office.cases.seen import in_codes
from fieldcase.office.cases.timeline import timeline
from fieldcase.office.cases.waiting import Waiting
from fieldcase.office.risk.assessing import proposed_level
from fieldcase.office.search import places
from fieldcase.office.texts import words
from tests.make import a_case, a_file, a_party, an_act
from tests.plain import text

DUE = Waiting(letter="1" * 32, case="2" * 32, due=date(2026, 4, 13))


def test_a_record_in_codes_has_nothing_of_a_closed_room() -> None:
    party = a_party(safe_channel="the lawyer", remarks="Ilena's sister")
    plain = in_codes(party)
    assert not plain.names
    assert not plain.safe_channel
    assert not plain.remarks
    assert not plain.residence_country
    assert (plain.id, plain.code, plain.gender) == (party.id, party.code, party.gender)
    case = a_case(as_received=text("Ilena Dovrak was taken."), remarks="from her aunt")
    assert in_codes(case) == msgspec.structs.replace(case, as_received={}, remarks="")


def test_a_record_without_closed_fields_stays_as_it_is() -> None:
    assert in_codes(Case(id="1" * 32)) == Case(id="1" * 32)


@pytest.mark.parametrize(
    ("status", "risk", "due", "said"),
    [
        ("draft", "", (), "Assess the risk"),
        ("draft", "low", (), "Take it into triage"),
        ("triage", "", (), "Assess the risk"),
        ("under_verification", "high", (), "Assess the four elements"),
        ("awaiting_reply", "high", (DUE,), "Reply due 13 April 2026"),
        ("closed", "low", (), ""),
    ],
)
def test_the_next_step_is_said_in_a_few_words(status: str, risk: str, due: tuple[Waiting, ...], said: str) -> None:
    assert next_step(status, risk, due, date(2026, 4, 13)) == said


def test_a_case_that_was_answered_is_followed_up() -> None:
    assert next_step("action", "low", (), date(2026, 4, 14)) == "Do what was decided"
    assert next_step("action", "low", (), date(2026, 4, 14), replied=True) == "Read the reply and follow up"
    assert next_step("awaiting_reply", "low", (DUE,), date(2026, 4, 13), replied=True) == "Reply due 13 April 2026"


def test_a_reply_is_overdue_from_the_day_after_it_was_due() -> None:
    assert next_step("awaiting_reply", "low", (DUE,), date(2026, 4, 14)) == "Reply overdue since 13 April 2026"


def test_the_timeline_has_a_mark_for_everything_dated_and_keeps_its_doubt() -> None:
    file = a_file(acts=(an_act(date="2025-03~"),))
    marks = timeline(file, "en", {})
    assert {mark.lane for mark in marks} >= {"cooperation", "acts", "risk"}
    act = next(mark for mark in marks if mark.of == "act")
    assert act.date == Edtf.parse("2025-03~")
    assert act.record == file.acts[0].id
    assert act.text.startswith(file.acts[0].act_no)


def test_the_timeline_names_nobody() -> None:
    said = " ".join(mark.text for mark in timeline(a_file(), "en", {}))
    assert "Dovrak" not in said
    assert "Ilena" not in said


def test_every_victim_of_every_act_is_a_target_of_its_own() -> None:
    file = a_file()
    assert {(target.record, target.party) for target in targets(file)} >= {
        (act.id, victim) for act in file.acts for victim in act.victims
    }
    assert set(established(file)) == {"E1", "E2", "E3", "E4"}


@pytest.mark.parametrize(
    ("typed", "spans"),
    [("detention", ((0, 9),)), ("DETENTION", ((0, 9),)), ("tention", ((2, 9),)), ("-detention", ()), ("zebra", ())],
)
def test_words_are_marked_where_they_stand_in_a_title(typed: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert places(typed, "Detention after a statement") == spans


@pytest.mark.parametrize(
    ("likelihood", "impact", "level"), [(1, 1, "low"), (2, 2, "medium"), (2, 4, "high"), (4, 4, "imminent")]
)
def test_the_matrix_proposes_a_level(likelihood: int, impact: int, level: str) -> None:
    assert proposed_level(likelihood, impact) == level


def test_a_text_is_kept_in_its_languages_and_empty_ones_are_left_out() -> None:
    assert set(words({"en": "Arrested.", "fr": " "}, "en")) == {"en"}
    assert words("  ", "en") == {}
    assert words("Arrested.", "en")["en"].original
