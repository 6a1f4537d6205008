"""Where a step is taken on the page of a case, without a window: each remedy of the rules has a place of its own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from fieldcase.desktop.case.leading import ON_TAB, Way, way_led, way_of, way_to
from fieldcase.desktop.case.sheets import knows
from fieldcase.desktop.case.tabs import TABS, place_of
from fieldcase.desktop.remedies import (
    FILES,
    HAPPENED,
    HISTORY,
    LETTERS,
    PEOPLE,
    REMEDIES,
    SUMMARY,
    VERIFICATION,
    Remedy,
    of_letter,
    rule_lines,
    sheet_of,
)
from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.consents import Consent, ConsentAnswer
from fieldcase.model.kinds.cooperation import CooperationLink
from fieldcase.model.kinds.decisions import Allegation, Assessment, Decision, Finding
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.kinds.sources import Information
from fieldcase.model.rules.panel import ACTIONS, Line, LineState
from fieldcase.office.cases.page import CasePage

PARTY, ACT, E2, ITEM, CONSENT, LETTER, LINK, RISK, DECISION, ALLEGED = (f"{n:032x}" for n in range(1, 11))
CODE = "P-7K3D9X"


def a_page(letters: tuple[str, ...] = (LETTER,), conflicts: tuple[str, ...] = ()) -> CasePage:
    records = {
        "act": (Act(id=ACT),),
        "assessment": (Assessment(id=E2, finding=Finding(element="E2", target=ACT)),),
        "information": (Information(id=ITEM),),
        "consent": (Consent(id=CONSENT, answer=ConsentAnswer(party=PARTY, scope="state_letter")),),
        "cooperation_link": (CooperationLink(id=LINK),),
        "risk_assessment": (RiskAssessment(id=RISK),),
        "decision": (Decision(id=DECISION),),
        "allegation": (Allegation(id=ALLEGED),),
        "letter": tuple(Letter(id=one) for one in letters),
        "evidence": (Evidence(id="e" * 32),),
    }
    held = [SimpleNamespace(id=one) for one in letters]
    found = SimpleNamespace(
        parties=[SimpleNamespace(id=PARTY, code=CODE)],
        letters=held,
        records=records,
        conflicts=[SimpleNamespace(record=one) for one in conflicts],
    )
    return cast(CasePage, found)


def on_letter(remedy: Remedy) -> Way:
    said = {"action": remedy.action, "field": remedy.field, "party_code": remedy.party_code, "records": remedy.records}
    return Way(tab=LETTERS, to=("letter", LETTER, {"remedy": said}))


def assessed(element: str, party: str = "") -> Way:
    within = {"target": [ACT, party], "element": element, "view": 0, "assess": True}
    return Way(tab=VERIFICATION, within=within)


ASKED = Remedy("record_consent", CODE, "consent/state_letter", (LETTER,))
LIMITS = Remedy("record_consent", CODE, "", (CONSENT,))
NAMING = Remedy("record_consent", CODE, "naming", (LETTER,))
CELL = Way(tab=PEOPLE, within={"party": PARTY, "use": "state_letter"})
PLACES: tuple[tuple[Remedy, Way], ...] = (
    (ASKED, Way(tab=PEOPLE, sheet="answer", party=PARTY, use="state_letter")),
    (LIMITS, CELL),
    (NAMING, on_letter(NAMING)),
    (Remedy("review_consent", CODE, "", (LETTER, CONSENT)), CELL),
    (Remedy("assess_risk", CODE), Way(tab=PEOPLE, sheet="risk_assessment", party=PARTY)),
    (Remedy("assess_acting", CODE, "of_action"), Way(tab=PEOPLE, sheet="acting", party=PARTY)),
    (Remedy("assess_element", "", "E2", (E2,)), assessed("E2")),
    (Remedy("assess_element", CODE, "E3", (ACT,)), assessed("E3", PARTY)),
    (Remedy("assess_element", "", "acts", (ALLEGED,)), Way(tab=VERIFICATION, within={"view": 2}, record=ALLEGED)),
    (Remedy("grade_information", "", "level", (E2, ITEM)), Way(tab=VERIFICATION, within={"view": 1}, record=ITEM)),
    (Remedy("decide_tool", CODE), Way(tab=VERIFICATION, within={"view": 2}, sheet="proposed")),
    (Remedy("open_case", "", "mechanism", (LINK,)), Way(tab=HAPPENED, record=LINK)),
    (Remedy("edit_record", CODE, "narrative", (ACT,)), Way(tab=HAPPENED, sheet="act", record=ACT, at="narrative")),
    *((one, on_letter(one)) for one in (
        Remedy("edit_letter", "", "allegations", (LETTER,)), Remedy("check_text", "", "concern", (LETTER,)),
        Remedy("ask_approver"), Remedy("ask_head"), Remedy("confirm_reference"),
        Remedy("answer_identifiability", CODE), Remedy("judge_names", CODE),
    )),
)  # fmt: skip
"""What each remedy speaks of, and the very control that it leads to."""


def test_the_tabs_are_where_they_are_said_to_be() -> None:
    names = ("summary", "people", "happened", "verification", "letters", "files", "history")
    assert [place_of(one) for one in names] == [SUMMARY, PEOPLE, HAPPENED, VERIFICATION, LETTERS, FILES, HISTORY]
    assert len(TABS) == len(names)
    assert {place: one.kinds for place, one in enumerate(TABS) if place not in (SUMMARY, HISTORY)} == ON_TAB


@pytest.mark.parametrize(("remedy", "way"), PLACES, ids=[f"{one.action}-{one.field}" for one, _way in PLACES])
def test_a_remedy_leads_to_the_control_that_does_it(remedy: Remedy, way: Way) -> None:
    found = way_of(a_page(), remedy)
    assert found == way
    assert found != Way()
    assert not found.sheet or found.sheet == "answer" or knows(found.sheet)


def test_no_remedy_is_without_a_place_and_words() -> None:
    every = {*ACTIONS.values(), "edit_letter", "edit_record", "assess_acting"}
    assert every == {remedy.action for remedy, _way in PLACES}
    assert every == set(REMEDIES)


def test_without_a_letter_what_is_said_of_letters_leads_to_their_tab() -> None:
    assert way_of(a_page(letters=()), Remedy("edit_letter", "", "concerned_as")) == Way(tab=LETTERS)


def test_an_imminent_risk_is_assessed_anew_and_is_no_risk_of_acting() -> None:
    line = Line(state=LineState.BLOCKED, rule="3.10", sentence="Imminent.", action="assess_risk", party_code=CODE)
    acting = Line(
        state=LineState.BLOCKED, rule="3.10", sentence="Unweighed.", action="assess_risk", party_code=CODE,
        field="of_action",
    )  # fmt: skip
    asked = [cast(Any, one.action).action for one in rule_lines([line, acting])]
    assert asked == ["assess_risk", "assess_acting"]


def test_a_line_of_today_leads_to_the_row_it_speaks_of() -> None:
    page = a_page()
    assert way_led(page, {"records": ["f" * 32, RISK]}) == Way(tab=PEOPLE, record=RISK)
    assert way_led(page, {"records": [DECISION]}) == Way(tab=VERIFICATION, within={"view": 2}, record=DECISION)
    assert way_to(page, [E2]) == Way(tab=VERIFICATION, within={"target": [ACT, ""], "element": "E2", "view": 0})
    assert way_to(page, ["e" * 32]) == Way(tab=FILES, record="e" * 32)
    assert way_led(page, {"records": ["f" * 32]}) is None
    assert way_led(page, {}) is None


def test_a_conflict_is_asked_about_with_the_record_that_waits_first() -> None:
    led = {"records": [LINK], "conflict": True}
    assert way_led(a_page(conflicts=(ACT, LINK)), led) == Way(conflict=LINK)
    assert way_led(a_page(conflicts=(ACT,)), led) == Way(conflict=ACT)
    assert way_led(a_page(), led) is None


def test_what_a_letter_mends_itself_is_told_from_what_the_case_does() -> None:
    assert of_letter(NAMING, LETTER)
    assert sheet_of(NAMING) == "naming"
    assert sheet_of(Remedy("edit_letter", "", "allegations", (LETTER,))) == "redraft"
    assert not of_letter(ASKED, LETTER)
    assert not of_letter(LIMITS, LETTER)
    assert not sheet_of(Remedy("ask_approver"))
