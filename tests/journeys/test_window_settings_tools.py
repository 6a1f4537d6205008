"""The buttons of Settings that change what the whole office goes by, pressed: who works here, and its calendar."""

from __future__ import annotations

from pathlib import Path

import pytest

from fieldcase.desktop.settings.view import Settings
from fieldcase.model.kinds.office import OfficeSettings, OfficeTerm
from fieldcase.model.roles import Role
from fieldcase.office.exchange.enrol import end_founding
from fieldcase.office.exchange.meeting import seats
from fieldcase.office.rosters.removing import plan_removal, propose_removal
from fieldcase.office.rosters.signing import what_waits
from tests.day.hands import Keys
from tests.journeys.conftest import Desk, sat_down
from tests.journeys.pressing import Person
from tests.laptops import Clock, a_colleague, carry, founded, two_laptops
from tests.morning import Morning

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]


def office_of_three(place: Path, start: Path, *, proposed: bool) -> Desk:
    """Laptops 03 (custodian), 07 (head) and 11; where it is proposed, the head wants 11 taken out."""
    clock = Clock()
    with two_laptops(founded(start), place, clock) as (officer, head):
        third = a_colleague(place, officer, clock, (Role.INTAKE,), device="11", name="Tomas Wren")
        end_founding(officer)
        carry(officer, head)
        third.close()
        if proposed:
            propose_removal(head, "XKAL-11", plan_removal(head, "XKAL-11").code)
            carry(officer, head)
    return place, "", ""


def pane_of(person: Person, name: str) -> None:
    person.morning.window.do("settings")
    shown = person.morning.window.screen_shown
    assert isinstance(shown, Settings)
    shown.show_pane(name)
    person.hand.settle()


def names(person: Person) -> list[str]:
    return person.knows(lambda session: [one.called for one in seats(session)])


def test_a_seat_is_taken_out_after_a_question_says_what_that_means(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("three")
    desk = office_of_three(place, tmp_path_factory.mktemp("founded"), proposed=False)
    with sat_down(request, "07", desk) as morning:
        head = Person(morning)
        pane_of(head, "colleagues")
        head.hand.sees("Tomas Wren")
        head.hand.press("Take out Tomas Wren, laptop *")
        head.hand.sees("What this seat wrote so far stays and counts")
        head.hand.press("Propose it")
        head.hand.wait(lambda: head.morning.window.toast.accessibleName() != "")
        assert "XKAL-11" in names(head), "one signature is not enough"


def test_the_roster_is_signed_by_the_other_of_head_and_custodian(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = tmp_path_factory.mktemp("signing")
    desk = office_of_three(place, tmp_path_factory.mktemp("founded"), proposed=True)
    with sat_down(request, "03", desk) as morning:
        custodian = Person(morning, Keys())
        pane_of(custodian, "colleagues")
        custodian.hand.sees("Waits for your signature", "Tomas Wren")
        custodian.hand.press("Sign it")
        custodian.told("Signed.")
        assert "XKAL-11" not in names(custodian)
        assert custodian.knows(lambda session: what_waits(session)) == ()


def test_a_holiday_is_entered_refused_and_taken_out_and_a_setting_changed(morning: Morning) -> None:
    morning.unlock()
    person = Person(morning)
    hand = person.hand
    pane_of(person, "calendar")
    hand.sees("No holidays are entered")
    hand.write("Day", "Christmas")
    hand.press("Add the day")
    hand.sees("Christmas")
    hand.write("Day", "2026-12-25")
    hand.write("What day it is", "Christmas")
    hand.press("Add the day")
    person.told("The day is in the calendar.")
    hand.press("The office works on * after all")
    person.told("The office works on that day.")
    hand.sees("No holidays are entered")


def test_a_setting_is_changed_with_the_keyboard_and_undone(morning: Morning) -> None:
    morning.unlock()
    person = Person(morning, Keys())
    hand = person.hand
    pane_of(person, "calendar")
    hand.choose("What the office settles", "*note_verbale*")
    before = person.knows(lambda session: session.settings.days_for_reply("note_verbale", urgent=False))
    hand.write("Value", "soon")
    hand.press("Change the setting")
    hand.sees("soon")
    assert person.knows(lambda session: session.settings.days_for_reply("note_verbale", urgent=False)) == before
    hand.choose("What the office settles", "*note_verbale*")
    hand.write("Value", "45")
    hand.press("Change the setting")
    person.told("The setting counts from now on.")
    assert person.knows(lambda session: session.settings.days_for_reply("note_verbale", urgent=False)) == 45
    hand.press("Undo*")
    hand.wait(lambda: person.knows(lambda s: s.settings.days_for_reply("note_verbale", urgent=False)) == before)


def test_a_term_is_added_retired_and_offered_again(morning: Morning) -> None:
    morning.unlock()
    person = Person(morning)
    hand = person.hand
    pane_of(person, "words")
    hand.write("New term", "Deepfake video")
    hand.press("Add the term")
    hand.sees("Deepfake video")
    hand.press("Retire it*")
    hand.sees("Retired")
    hand.press("Offer it again*")
    hand.wait(lambda: hand.offers("Retire it*"))
    assert person.knows(lambda session: [one.term.retired for one in session.vault.all(OfficeTerm)]) == [False]


def test_the_letterhead_is_saved_and_undone_with_the_keyboard(morning: Morning) -> None:
    morning.unlock()
    person = Person(morning, Keys())
    hand = person.hand
    pane_of(person, "letterhead")

    def called() -> str:
        return person.knows(lambda session: next(one.name["en"].text for one in session.vault.all(OfficeSettings)))

    before = called()
    hand.write("Name of the office", "the Presence in Kalindra")
    hand.press("Save")
    hand.wait(lambda: called() == "the Presence in Kalindra")
    hand.press("Undo*")
    hand.wait(lambda: called() == before)
