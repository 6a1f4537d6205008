"""The steps of the day in the case: what happened, the risk, what was told, her consent, the elements weighed."""

from __future__ import annotations

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.office.session import Session
from tests.day.day import Day
from tests.day.desks import Seat
from tests.day.hands import Hand


def the_case_is_opened(day: Day) -> None:
    """The case of the register is found, its title and summary written, and the risk to her assessed; then opened."""
    hand, sami = day.hand, day.sami
    sami.sit_down()
    hand.shortcut("Ctrl+2", "Cases*")
    hand.open("Cases", "Arbitrary arrest")
    hand.sees("Before a letter can go")
    hand.choose_from("What may be done with the case", "Edit the case…")
    hand.write("Working title", "Detention after a statement")
    hand.write("Summary · English", "Detained at the airport, three days after a statement.")
    hand.choose("Channel", "In person")
    hand.choose("Subject", "Persons")
    hand.press("Save")
    hand.sees("Detention after a statement", "Detained at the airport, three days")
    case = sami.knows(lambda session: session.vault.get(Case, day.learned["case"]))
    assert case.title_neutral == "Detention after a statement"


def what_happened_is_said_in_codes(day: Day) -> None:
    """The act and the link of the register get what the rules ask for."""
    hand, sami = day.hand, day.sami
    her_case(day, sami)
    hand.shortcut("Alt+3", "What happened")
    hand.press("Edit: *", at=1)
    hand.choose("Intimidation or reprisal", "Reprisal*")
    hand.choose("Answer", "Yes")
    hand.write("Country of the act", "XKA")
    hand.choose("Online", "No")
    hand.choose("Offline", "Yes")
    hand.write("Responsible State", "XKA")
    hand.choose("Committed or tolerated", "Commi*")
    hand.choose("Severity", "Serious")
    hand.choose_from("Choose: Victims", "P-*")
    hand.write("What happened · English", "Was detained at the airport by officers in uniform.")
    hand.press("Save")
    hand.press("Edit: *", at=0)
    hand.choose("Who cooperated", "P-*")
    hand.choose_from("Choose: Who is protected", "P-*")
    hand.choose_from("Choose: Category of protected person", "Seeks to cooperate*")
    hand.choose("Stage", "Has cooperated")
    hand.choose("How widely known", "Public")
    hand.write("Other explanations · English", "None was found.")
    hand.press("Save")
    hand.sees("Reprisal")


def her_risk_is_assessed(day: Day) -> None:
    """What may befall her while nothing is done; then the case goes into triage and is opened."""
    hand = day.hand
    her_case(day, day.sami)
    hand.shortcut("Alt+2", "People & consent*")
    hand.press("Assess a risk")
    hand.choose("Who is at risk", "P-*")
    hand.choose("Level of risk", "Medium")
    hand.write("Why · English", "She is held.")
    hand.write("Threat · English", "Ill-treatment.")
    hand.write("Likelihood, 1 to 4", "2")
    hand.write("Impact, 1 to 4", "3")
    hand.write("Risk if nothing is done · English", "It goes on unseen.")
    hand.press("Save")
    hand.choose_from("What may be done with the case", "Take it into triage")
    hand.sees("Triage")
    hand.choose_from("What may be done with the case", "Open the case")
    hand.sees("Open")


def what_was_told_and_her_consent(day: Day) -> None:
    """What a neighbour saw, with source and grades apart; her consent to be named in a letter to the State."""
    hand = day.hand
    her_case(day, day.sami)
    hand.shortcut("Alt+4", "Verification*")
    told(hand, "Two neighbours saw the car and the officers.", "Eyewitness", "street")
    told(hand, "Her lawyer read the order of arrest.", "Lawyer", "defence")
    hand.shortcut("Alt+2", "People & consent*")
    hand.press("Record an answer")
    hand.choose("Use", "Written communication to the State concerned")
    hand.choose("Level", "Named")
    hand.choose("Who consented", "The person")
    hand.choose("How", "In person, oral with note")
    hand.write("Language of the explanation", "en")
    hand.choose("Risks explained", "Yes")
    hand.press("Save")
    consents = day.sami.knows(lambda session: session.vault.all(Consent))
    assert [(one.answer.scope, one.answer.level) for one in consents if one.answer.level] == [("state_letter", "NAMED")]


def the_elements_are_assessed(day: Day) -> None:
    """Person, act and link are weighed apart; a second person is asked to read the act."""
    hand = day.hand
    her_case(day, day.sami)
    hand.choose_from("What may be done with the case", "Begin verification")
    hand.shortcut("Alt+4", "Verification*")
    for element, level, why in (
        ("E1", "Credible, not corroborated", "She spoke at the Council."),
        ("E2", "Corroborated in part", "Two saw it, apart from each other."),
        ("E3", "Credible, not corroborated", "It came within days."),
    ):
        hand.press(f"Assess, {element} *")
        hand.choose("Level of verification", level)
        hand.write("Reasoning · English", why)
        hand.press("Save")
        hand.sees("Four elements")
    hand.press("*, E2 Act, A1*")
    hand.sees("Two saw it")
    hand.press("Ask a second person")
    hand.press("Allegations and decisions")
    hand.press("Write an allegation")
    code = day.sami.knows(lambda session: her_code(session, day.learned["case"]))
    day.learned["code"] = code
    hand.write("Text · English", f"{{{code}}} is alleged to have been detained on 5 March 2026 at the airport.")
    hand.choose_from("Choose: Acts", "A1*")
    hand.choose_from("Choose: People in it", "P-*")
    hand.choose("How far they may be recognised", "Named")
    hand.press("Save")
    hand.sees("is alleged to have been detained")


def her_case(day: Day, seat: Seat) -> None:
    """Sit down and open her case from the list."""
    seat.sit_down()
    day.hand.shortcut("Ctrl+2", "Cases*")
    day.hand.open("Cases", "Detention after a statement")
    day.hand.sees("Before a letter can go")


def told(hand: Hand, words: str, source: str, origin: str) -> None:
    """Add what somebody told, graded apart from who told it."""
    hand.press("Add information")
    hand.write("What was said · English", words)
    hand.choose("Act, law or measure", "A1*")
    hand.choose_from("Choose: Which elements it bears on", "Protected*", "Act", "Link*")
    hand.choose("Does it support or contradict?", "Supports*")
    hand.write("Date of the event", "2026-03-05")
    hand.choose("First hand", "Yes")
    hand.choose("Credibility of the information", "Consistent and probable")
    hand.write("Why this credibility · English", "Detailed, and without contradiction.")
    hand.choose("Or a new source: its kind", source)
    hand.write("Origin of a new source", origin)
    hand.choose("Reliability of the source", "Usually reliable")
    hand.write("Why this reliability", "Known for years.")
    hand.press("Save")
    hand.sees(words)


def her_code(session: Session, case: str) -> str:
    """The code of the one person of the case."""
    return next(
        one.code
        for one in session.vault.all(Party)
        if one.id in {involved.party for involved in session.vault.all(Involvement, case=case)}
    )
