"""The tools on the page of a case, pressed: its menu, risks and protection, what was told, the panel of a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from fieldcase.desktop.case.people import People
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.risks import ProtectionAction, RiskAssessment
from fieldcase.model.kinds.sources import Information
from fieldcase.office.casefile import state_of
from fieldcase.office.risk.protecting import start_protection
from tests.day.hands import Hand, Keys, Mouse
from tests.journeys.conftest import Desk, sat_down
from tests.journeys.pressing import Person
from tests.laptops import Clock, carry, founded, two_laptops
from tests.letter_ground import name_kalindra, ready

pytestmark = [pytest.mark.slow, pytest.mark.qt_log_ignore("This plugin does not support", extend=True)]
Sits = Callable[..., Person]
HEAD = "What may be done with the case"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Laptops 03 and 07 with a case whose person is protected; on 03 it was all written."""
    place = tmp_path_factory.mktemp("case")
    with two_laptops(founded(tmp_path_factory.mktemp("founded")), place, Clock()) as (officer, head):
        name_kalindra(officer)
        found = ready(officer)
        case = found.matter.case.id
        start_protection(officer, case, "safety_advice", [found.matter.party.id])
        carry(officer, head)
    return place, case, ""


@pytest.fixture
def sits(request: pytest.FixtureRequest, office: Desk) -> Iterator[Sits]:
    with ExitStack() as stack:

        def sit(at: str, tab: str, hand: Hand | None = None) -> Person:
            morning = stack.enter_context(sat_down(request, at, office))
            person = Person(morning, hand)
            person.at("case", office[1])
            person.hand.sees("Detention after a statement")
            if tab:
                person.morning.window.do(tab)
                person.hand.settle()
            return person

        yield sit


def kept(person: Person, kind: type) -> list:  # type: ignore[type-arg]  # records of that kind
    return person.knows(lambda session: list(session.vault.all(kind)))


def test_a_risk_is_accepted_by_who_did_not_write_it_and_by_nobody_else(sits: Sits) -> None:
    head = sits("07", "tab_2")
    head.hand.press("Accept the assessment of P-*")
    head.hand.sees("You read it as somebody who did not write it.")
    head.hand.press("Accept it")
    head.told("Accepted. It falls when the assessment changes.")
    (risk,) = kept(head, RiskAssessment)
    assert head.knows(lambda session: state_of(session, "risk", risk.id)) == "accepted"


def test_the_writer_of_a_risk_is_told_why_another_accepts_it(sits: Sits) -> None:
    officer = sits("03", "tab_2")
    officer.hand.press("Accept the assessment of P-*")
    officer.hand.press("Accept it")
    officer.hand.wait(lambda: officer.morning.window.toast.accessibleName() != "")
    assert "Accepted" not in officer.morning.window.toast.accessibleName()


@pytest.mark.parametrize("way", [Mouse, Keys])
def test_a_protection_action_ends_with_what_came_of_it(sits: Sits, way: type[Hand]) -> None:
    officer = sits("03", "tab_2", way())
    officer.hand.press("How it ended: *")
    officer.hand.choose("Status", "Failed")
    officer.hand.write("Outcome*", "The plan was not kept.")
    officer.hand.press("Save")
    officer.hand.wait(lambda: kept(officer, ProtectionAction)[0].status == "failed")
    officer.hand.sees("The plan was not kept.")


def test_protection_is_looked_at_afterwards_by_somebody_else(sits: Sits) -> None:
    head = sits("07", "tab_2")
    head.hand.press("Look at it afterwards: *")
    head.hand.write("What you found*", "It was right.")
    head.hand.press("Save")
    head.hand.sees("It was right.")
    (one,) = kept(head, ProtectionAction)
    assert one.after_fact_review.finding == "It was right."


def test_what_was_told_is_graded_again_and_bears_on_more(sits: Sits) -> None:
    officer = sits("03", "tab_4")
    hand = officer.hand
    hand.press("Information and sources (1)")
    hand.press("Grade again, *")
    hand.choose("Credibility of the information", "Doubtful")
    hand.write("Why this credibility*", "Two others say otherwise.")
    hand.press("Save")
    hand.wait(lambda: kept(officer, Information)[0].credibility.level == "C4")
    had = len(kept(officer, Information)[0].supports)
    hand.press("Bears on more…, *")
    hand.choose("Act, law or measure", "*A1*")
    hand.choose_from("Choose: Which elements it bears on", "*ttribution*")
    hand.choose("Does it support or contradict?", "*ontradicts*")
    hand.press("Save")
    hand.wait(lambda: len(kept(officer, Information)[0].supports) >= had)
    assert ("E4", "contradicts") in {
        (one.element, one.direction) for one in kept(officer, Information)[0].supports.values()
    }


def test_the_head_of_the_case_puts_it_on_the_urgent_track_and_back(sits: Sits, office: Desk) -> None:
    officer = sits("03", "")
    hand = officer.hand

    def track() -> str:
        return officer.knows(lambda session: session.vault.get(Case, office[1]).track)

    hand.choose_from(HEAD, "Put on the urgent track")
    hand.wait(lambda: track() == "urgent")
    hand.sees("Urgent track")
    hand.choose_from(HEAD, "Back to the normal track")
    hand.wait(lambda: track() == "normal")


def test_a_case_is_given_to_somebody_and_proposed_for_closing(sits: Sits, office: Desk) -> None:
    officer = sits("03", "")
    hand = officer.hand
    hand.choose_from(HEAD, "Who works on this case…")
    hand.choose("Reviewer", "Ines Duarte*")
    hand.write("Old number", "KAL/2019/7")
    hand.press("Save")
    hand.wait(lambda: officer.knows(lambda session: session.vault.get(Case, office[1]).old_number) == "KAL/2019/7")
    offered = officer.menu(HEAD)
    assert len(offered) == len(set(offered)) + offered.count("") - bool(offered.count(""))
    line = next(one for one in offered if one.startswith("Propose"))
    hand.choose_from(HEAD, line)
    hand.press("Propose it")
    hand.sees("Reason")


def test_a_withdrawal_is_pressed_at_the_cell_and_counts_at_once(sits: Sits) -> None:
    officer = sits("03", "tab_2")
    hand = officer.hand
    tab = officer.morning.page.tab_shown
    assert isinstance(tab, People)
    assert tab.matrix is not None
    tab.matrix.go(tab.matrix.current[0], "state_letter")
    hand.press("Withdraw…")
    hand.write("How it was withdrawn*", "By telephone.")
    hand.press("Withdraw it")
    hand.wait(lambda: any(one.answer.withdrawn_at for one in kept(officer, Consent)))
    officer.told("Withdrawn. It counts from now on.")


def test_several_cells_are_filled_from_their_button(sits: Sits) -> None:
    officer = sits("03", "tab_2")
    hand, had = officer.hand, len(kept(officer, Consent))
    hand.press("Fill several cells…")
    hand.press("Record the answers")
    hand.sees("nothing would be recorded")
    assert len(kept(officer, Consent)) == had
    hand.choose_from("Choose: For these uses", "*pecial procedures*")
    hand.choose("Level", "Under a code*")
    hand.choose("How", "In person*")
    hand.write("Language of the explanation*", "en")
    hand.choose("Risks explained", "Yes")
    hand.press("Record the answers")
    officer.told("The answers are recorded.")
    assert len(kept(officer, Consent)) > had
