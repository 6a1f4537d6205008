"""What letters are addressed and worded by: entered and confirmed by people, never made up, never loosened."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.refusal import BadValue, BlockedByRules
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.facts import deadline_of
from fieldcase.office.profiles.office import (
    add_holiday,
    change_setting,
    holidays,
    name_office,
    settled,
    take_out_holiday,
)
from fieldcase.office.profiles.states import confirm_name, profile_of, write_addressee, write_state
from fieldcase.office.profiles.texts import add_formula, add_mandate, supersede_mandate
from fieldcase.office.session import Session
from tests.letter_ground import NAMES, name_kalindra, ready


def block(letter: Letter, name: str) -> str:
    return letter.blocks[f"en-{name}"].text


def note(session: Session, case: str) -> Letter:
    return draft_letter(session, case, "note_verbale", Wanted(languages=("en",)))


def test_what_is_left_out_of_an_offices_names_stays(laptop: Session) -> None:
    name_kalindra(laptop)
    before = laptop.office_record
    named = name_office(laptop, place={"en": "Port Sarn"})
    assert (named.place["en"].text, named.place["fr"].text) == ("Port Sarn", "Vardin")
    assert named.name == before.name
    assert laptop.settings.accredited_to == ("XKA",)


def test_a_name_from_a_list_waits_until_somebody_confirms_it(laptop: Session) -> None:
    profile = write_state(laptop, "XKA", NAMES, confirmed=False)
    assert {name.confirmed_by for name in profile.names.values()} == {""}
    confirmed = confirm_name(laptop, "XKA", "en")
    assert confirmed.names["en"].confirmed_by == laptop.seat.id
    assert not confirmed.names["fr"].confirmed_by
    with pytest.raises(BadValue):
        confirm_name(laptop, "XKA", "es")
    assert profile_of(laptop, "XME") is None


def test_settings_are_changed_within_their_bounds(laptops: tuple[Session, Session]) -> None:
    officer, head = laptops
    change_setting(head, "remind_after_days", 10)
    assert head.settings.remind_after_days == 10
    with pytest.raises(BlockedByRules):
        change_setting(head, "suppression_n", 2)
    for name, value in (("nonsense", 1), ("remind_after_days", "soon")):
        with pytest.raises(BadValue):
            change_setting(head, name, value)
    assert officer.settings.remind_after_days == 7


def test_a_deadline_moves_past_the_offices_holidays(laptop: Session) -> None:
    name_kalindra(laptop)
    letter = note(laptop, ready(laptop).matter.case.id)
    day = date(2026, 3, 12)
    assert deadline_of(laptop, letter, day) == date(2026, 4, 13)
    add_holiday(laptop, "2026-04-13", "Founding day")
    assert deadline_of(laptop, letter, day) == date(2026, 4, 14)


def test_a_holiday_taken_out_again_is_a_working_day(laptop: Session) -> None:
    first = add_holiday(laptop, "2026-05-01", "Labour Day")
    assert add_holiday(laptop, "2026-05-01") == first, "entered twice, it is one day"
    add_holiday(laptop, "2026-03-20")
    assert [one.date for one in holidays(laptop)] == ["2026-03-20", "2026-05-01"]
    take_out_holiday(laptop, "2026-05-01")
    assert laptop.settings.calendar.holidays == frozenset({date(2026, 3, 20)})
    with pytest.raises(BadValue, match="no holiday"):
        take_out_holiday(laptop, "2026-05-01")


def test_the_clock_is_settled_by_the_head_key_by_key(laptops: tuple[Session, Session]) -> None:
    head = laptops[1]
    change_setting(head, "clock_start", "receipt")
    change_setting(head, "weekend", "fri sat")
    change_setting(head, "reply_days.note_verbale", 45)
    change_setting(head, "reply_days.letter_concern/urgent", 5)
    said = {one.name: (one.value, bool(one.at)) for one in settled(head)}
    assert said["clock_start"] == ("receipt", True)
    assert said["reply_days.letter_concern/urgent"] == (5, True)
    assert said["reply_days.reminder"] == (15, False)
    assert head.settings.calendar.weekend == frozenset({4, 5})
    assert head.settings.days_for_reply("note_verbale") == 45
    for name, value in (("reply_days", 3), ("reply_days.source_feedback", 3), ("clock_start.x", "receipt")):
        with pytest.raises(BadValue):
            change_setting(head, name, value)
    with pytest.raises(BlockedByRules, match="no such choice"):
        change_setting(head, "clock_start", "whenever")


def test_an_offices_own_formula_is_used_before_the_shipped_one_a_verified_one_before_any(laptop: Session) -> None:
    name_kalindra(laptop)
    case = ready(laptop).matter.case.id
    assert "presents its compliments" in block(note(laptop, case), "opening")
    add_formula(laptop, "opening", "foreign_ministry", "en", "{office_opens} greets {addressee}")
    greeting = note(laptop, case)
    assert " greets " in block(greeting, "opening")
    assert "N2" in {one.rule for one in check(laptop, greeting.id)}
    text = "{office_opens} salutes {addressee}"
    add_formula(
        laptop, "opening", "foreign_ministry", "en", text, verified_by="Protocol service", verified_on="2026-01-10"
    )
    salute = note(laptop, case)
    assert " salutes " in block(salute, "opening")
    assert "N2" not in {one.rule for one in check(laptop, salute.id)}


def test_only_mandates_in_force_are_cited_and_a_superseded_one_is_told(laptop: Session) -> None:
    name_kalindra(laptop)
    case = ready(laptop).matter.case.id
    old = add_mandate(laptop, "36/21", {"en": "An older resolution"}, "2017-09-29")
    cited = note(laptop, case)
    assert "36/21" in block(cited, "opening")
    supersede_mandate(laptop, old.id, "2023-10-12")
    assert {"N14", "G32"} <= {one.rule for one in check(laptop, cited.id)}
    assert "36/21" not in block(note(laptop, case), "opening")


def test_an_addressee_or_a_language_that_no_letter_knows_is_refused_with_those_that_it_does(laptop: Session) -> None:
    name_kalindra(laptop)
    with pytest.raises(BadValue, match="foreign_ministry"):
        write_addressee(laptop, "XKA", "secret_police", {"en": "the Police"}, {"en": "Vardin"})
    for write in (
        lambda: write_state(laptop, "XKA", {"de": NAMES["en"]}),
        lambda: write_addressee(laptop, "XKA", "minister", {"de": "der Minister"}, {"de": "Vardin"}),
    ):
        with pytest.raises(BadValue, match="not written in it"):
            write()
    held = profile_of(laptop, "XKA")
    assert held is not None
    assert (set(held.names), set(held.addressees)) == ({"en", "fr"}, {"foreign_ministry"})
