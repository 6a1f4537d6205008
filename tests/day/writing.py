"""The steps of the day with the letter: refused, mended, read by a second person, signed, saved, and its packages."""

from __future__ import annotations

from fieldcase.model.kinds.letters import Letter
from fieldcase.office.casefile import state_of
from fieldcase.office.session import Session
from tests.day.casework import her_case
from tests.day.day import Day
from tests.day.desks import Seat
from tests.letter_ground import pdf_text


def a_letter_is_drafted(day: Day) -> None:
    """A note verbale to the ministry; the rules say what stands in its way."""
    hand = day.hand
    her_case(day, day.sami)
    hand.press("Write a letter")
    hand.press("Draft it")
    hand.sees("Before it can go")


def the_rules_refuse_it_and_the_remedy_is_pressed(day: Day) -> None:
    """What blocks is said with its remedy; the remedy leads to the sheet, and then it blocks no more."""
    hand, sami = day.hand, day.sami
    her_letter(day, sami)
    hand.sees("2 things block", "Nobody has assessed what this letter may bring upon")
    hand.press("Assess the risk of acting")
    hand.choose("Who is at risk", "P-*")
    hand.choose("Tool", "Note verbale")
    hand.choose("Level of risk", "Low")
    hand.write("Why · English", "The family asked for it.")
    hand.press("Save")
    her_letter(day, sami)
    hand.sees("1 thing blocks", "You wrote part of this, so someone else must approve it.")
    hand.choose_from("More", "Keep the warnings, with a reason…")
    hand.write("Why they stay", "Her place is not known more exactly.")
    hand.press("Keep them")
    hand.press("Send for second reading")
    hand.sees("In review")
    assert sami.knows(status_of_letter) == "in_review"


def a_package_goes_to_the_second_reader(day: Day) -> None:
    """Everything that waits goes to the stick; Ines reads it there."""
    send(day, day.sami)
    receive(day, day.ines)
    assert day.ines.knows(status_of_letter) == "in_review"


def ines_reads_the_case_again(day: Day) -> None:
    """The second person accepts how the act was assessed."""
    hand = day.hand
    her_case(day, day.ines)
    hand.shortcut("Alt+4", "Verification*")
    hand.press("*, E2 Act, A1*")
    hand.sees("Two saw it, apart from each other.")
    hand.press("Accept it")
    hand.wait(lambda: not hand.offers("Accept it"), "her word")


def ines_approves_and_signs(day: Day) -> None:
    """She approves; the rules refuse her signature until she has reviewed the consent; then she signs."""
    hand, ines = day.hand, day.ines
    her_letter(day, ines)
    hand.press("Approve")
    hand.sees("No second person has reviewed the consent", "1 thing blocks")
    assert not hand.offers("Sign"), "the rules refuse"
    hand.press("Review the consent")
    hand.pick("Who may appear where", "Letter to the State: Named")
    hand.press("Read it as a second person")
    hand.sees("Does this consent say what the person said?")
    hand.press("It does")
    her_letter(day, ines)
    hand.press("Sign")
    hand.sees("Sign this letter?")
    hand.press("Sign")
    hand.sees("Signed")
    assert ines.knows(status_of_letter) == "signed"


def the_pdf_is_saved(day: Day) -> None:
    """The signed page is saved outside the vault by somebody who says that they know what that means."""
    hand = day.hand
    her_letter(day, day.ines)
    hand.choose_from("More", "Save as PDF or DOCX…")
    hand.tick("I know that the file is not protected outside fieldcase")
    outside = day.place / "outside"
    outside.mkdir(exist_ok=True)
    with hand.giving(outside):
        hand.press("Choose a folder and save")
    hand.wait(lambda: list(outside.glob("*.pdf")), "the PDF")
    (pdf,) = outside.glob("*.pdf")
    text = pdf_text(pdf.read_bytes())
    assert "Ilena Dovrak is alleged to have been detained on 5 March 2026" in text
    assert "the Human Rights Office in Kalindra presents its compliments" in text.replace("The Human", "the Human")


def the_package_comes_back_with_its_receipt(day: Day) -> None:
    """What Ines wrote goes to Sami, with the receipt of what he sent."""
    send(day, day.ines)
    receive(day, day.sami)
    day.hand.sees("Last receipt today")
    assert day.sami.knows(status_of_letter) == "signed"


def status_of_letter(session: Session) -> str:
    """Where the one letter stands."""
    (letter,) = session.vault.all(Letter)
    return state_of(session, "letter", letter.id)


def her_letter(day: Day, seat: Seat) -> None:
    """Sit down and open the letter from the list."""
    seat.sit_down()
    day.hand.shortcut("Ctrl+3", "Letters*")
    day.hand.open("Letters", "Note verbale")
    day.hand.sees("Page as it will print")


def send(day: Day, seat: Seat) -> None:
    """Write what waits onto the stick."""
    hand = day.hand
    seat.sit_down()
    hand.shortcut("Ctrl+5", "Exchange*")
    hand.press("Send what waits")
    with hand.giving(day.stick):
        hand.press("Choose a folder…")
    before = len(list(day.stick.rglob("*")))
    hand.press("Send")
    hand.wait(lambda: len(list(day.stick.rglob("*"))) > before, "the package on the stick")


def receive(day: Day, seat: Seat) -> None:
    """Read the stick."""
    hand = day.hand
    seat.sit_down()
    hand.shortcut("Ctrl+5", "Exchange*")
    with hand.giving(day.stick):
        hand.press("Read a folder or stick…")
    hand.settle()
