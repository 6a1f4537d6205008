"""The first steps of the day: an office of two laptops, what its letters need, and the register of the last weeks."""

from __future__ import annotations

import re

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.directory import StateProfile
from tests.day.day import INES_WORDS, SAMI_WORDS, Day
from tests.day.desks import Seat
from tests.day.hands import Hand

REGISTER = """\
Case no,Received,Date of incident,Where,Type of act,Perpetrator,Summary,Victim,Gender,Mechanism,Cooperation,\
Date of cooperation,Mode,Risk level
7,2026-03-06,2026-03-05,Vardin,arbitrary arrest,State agent,Detained at the airport after a statement.,Ilena Dovrak,\
woman,Human Rights Council,statement delivered,2026-03-02,in person,medium
8,2026-03-07,03/04/2026,Vardin,harrasment online,,Threatened on the telephone.,Tomas Arrel,man,,,,,
"""


def found_the_office(day: Day) -> None:
    """Sami founds a new office: its code, his name and roles, a passphrase, three sheets read back."""
    hand, sami = day.hand, day.sami
    sami.sit_down()
    hand.press("Begin: Found a new office")
    hand.write("Code of the office", "KAL")
    hand.press("Next")
    hand.write("Your name", "Sami Rahal")
    hand.tick("Head of presence: *", False)
    hand.tick("Custodian: *")
    hand.tick("Case officer: *")
    hand.press("Next")
    hand.write("New passphrase", SAMI_WORDS)
    hand.write("The same passphrase again", SAMI_WORDS)
    hand.press("Next")
    sheets = []
    for number in (1, 2, 3):
        hand.sees(f"Recovery sheet {number} of 3")
        sheets.append(dict(re.findall(r"^ ?(\d+)  (\w+)$", hand.text(), re.MULTILINE)))
        hand.tick("I have copied this sheet")
        hand.press("Next")
    hand.sees("Read words back from your sheets")
    assert not sami.folder.exists(), "nothing is on the disk before the sheets are confirmed"
    for number, position in re.findall(r"Sheet (\d), word (\d+)", hand.text()):
        hand.write(f"Sheet {number}, word {position}", sheets[int(number) - 1][position])
    hand.press("Make the office")
    hand.sees("The office is made", "this one holds the root key")
    hand.press("Open the office")
    sami.arrived()
    assert sami.knows(lambda session: (session.office, session.seat.name)) == ("KAL", "Sami Rahal")


def a_colleague_joins(day: Day) -> None:
    """Ines asks to join by a card; both read six words; Sami takes her laptop in as head and reviewer."""
    hand, sami = day.hand, day.sami
    day.ines = ines = Seat(day.application, hand, day.place / "02", INES_WORDS, day.clock)
    ines.sit_down()
    hand.press("Begin: Join an office")
    hand.write("Your name", "Ines Duarte")
    hand.tick("Case officer: *", False)
    hand.tick("Head of presence: *")
    hand.tick("Reviewer: *")
    hand.press("Next")
    hand.write("New passphrase", INES_WORDS)
    hand.write("The same passphrase again", INES_WORDS)
    hand.press("Make the request")
    hand.sees("This laptop waits for an office to take it in")
    with hand.giving(day.stick):
        hand.press("Save the request…")
    hand.sees("The request is in fieldcase-request.txt.")
    sami.sit_down()
    hand.shortcut("Ctrl+,", "Settings")
    pane(hand, "Colleagues and roles")
    with hand.giving(day.stick):
        hand.press("Save our card…")
    with hand.giving(day.stick / "fieldcase-request.txt"):
        hand.press("Open a card or request…")
    hand.sees("Ines Duarte asks to join, as")
    said = six_words(hand)
    ines.sit_down()
    with hand.giving(day.stick / "fieldcase-KAL-01.card"):
        hand.press("Open the office's card…")
    hand.sees("Read these six words")
    assert six_words(hand) == said
    sami.sit_down()
    hand.write("The six words that they read to you", said)
    with hand.giving(day.stick):
        hand.press("Take the laptop in…")
    hand.sees("The answer is written.")
    ines.sit_down()
    with hand.giving(next(day.stick.glob("fieldcase-answer-*.fcjoin"))):
        hand.press("Open the answer…")
    hand.write("The six words that your office reads to you", said)
    hand.press("Join the office")
    ines.arrived()


def import_the_register(day: Day) -> None:
    """The register of the last weeks comes in: file, columns, texts that nobody knew, preview, result."""
    hand, sami = day.hand, day.sami
    file = day.place / "register.csv"
    file.write_text(REGISTER, "utf-8")
    sami.sit_down()
    hand.shortcut("Ctrl+2", "Cases*")
    with hand.giving(file):
        hand.press("Import a spreadsheet")
        hand.press("Choose a file…")
    hand.sees("register.csv · stays on this laptop", "Date of incident")
    hand.press("Next")
    hand.press("Use Online harassment for “harrasment online”")
    hand.sees("Every text was understood.")
    hand.press("Next")
    hand.sees("Consent is not imported", "Choose one of the two readings.")
    hand.press("Month first: *")
    hand.press("Import 2 rows")
    hand.sees("2 of 2 rows came in, 0 were here already.")
    hand.press("Go to the cases")
    hand.sees("2 cases")
    cases = sami.knows(lambda session: session.vault.all(Case))
    day.learned["case"] = next(one.id for one in cases if one.old_number == "7")


def the_office_in_letters(day: Day) -> None:
    """How letters call the office, the State and its ministry."""
    hand, sami = day.hand, day.sami
    sami.sit_down()
    hand.shortcut("Ctrl+,", "Settings")
    pane(hand, "The office in letters")
    hand.write("Name of the office", "the Human Rights Office in Kalindra")
    hand.write("Place of letters", "Vardin")
    hand.write("Letterhead", "Human Rights Office\n12 Harbour Street, Vardin")
    hand.write("Accredited to", "XKA")
    hand.write("Time zone", "UTC")
    hand.press("Save")
    hand.sees("Nothing was changed yet.")
    pane(hand, "States and addressees")
    hand.write("Code of the State", "XKA")
    hand.write("Formal name", "the Republic of Kalindra")
    hand.write("Short name", "Kalindra")
    hand.write("The formal name after “of”", "of the Republic of Kalindra")
    hand.press("Save the names")
    hand.wait(lambda: sami.knows(lambda session: session.vault.all(StateProfile)), "the names of the State")
    hand.write("Addressee", "the Ministry of Foreign Affairs of the Republic of Kalindra")
    hand.write("Lines of the address", "Ministry of Foreign Affairs\nVardin")
    hand.press("Save the addressee")
    hand.wait(lambda: sami.knows(lambda session: session.vault.all(StateProfile)[0].addressees), "the addressee")


def pane(hand: Hand, words: str) -> None:
    """Go to a pane of the settings."""
    hand.pick("Settings", words)


def six_words(hand: Hand) -> str:
    """The six words that stand on the screen to be read out."""
    return next(line for line in hand.text().splitlines() if re.fullmatch(r"\w+(?: \w+){5}", line))
