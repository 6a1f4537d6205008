"""The last steps of the day: the note leaves, the State replies, and the fuller reply never comes."""

from __future__ import annotations

from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.replies import MatrixRow, StateReply
from tests.day.casework import her_case
from tests.day.day import Day
from tests.day.writing import her_letter, status_of_letter

REPLY = "The person concerned was never detained. A fuller reply follows."


def the_note_leaves(day: Day) -> None:
    """Sami records how it left, with the stamped copy as its proof."""
    hand, sami = day.hand, day.sami
    scan = day.place / "stamped.pdf"
    scan.write_bytes(b"%PDF-1.7 stamped by the registry")
    her_letter(day, sami)
    hand.press("Record dispatch")
    hand.write("How it left", "by hand")
    with hand.giving(scan):
        hand.press("Take a scan from a file…")
    hand.sees("Kept as evidence of the case: stamped.pdf")
    hand.press("Record dispatch")
    hand.sees("Record receipt")
    assert sami.knows(status_of_letter) == "dispatched"


def a_reply_is_registered_with_its_scan(day: Day) -> None:
    """A month later the ministry writes something; it is registered as it came."""
    hand, sami = day.hand, day.sami
    scan = day.place / "reply.pdf"
    scan.write_bytes(b"%PDF-1.7 (the scan of the reply)")
    day.clock.days(20)
    her_case(day, sami)
    hand.shortcut("Alt+5", "Letters & replies*")
    hand.press("Register a reply")
    with hand.giving(scan):
        hand.press("Choose a file…")
    hand.tick("Interim reply")
    hand.write("Date on it", "2026-03-30")
    hand.choose("Language", "English")
    hand.write("Its words", REPLY)
    hand.tick("I have read it for names and threats")
    hand.press("Register the reply")
    hand.sees("Allegation 1")
    (reply,) = sami.knows(lambda session: session.vault.all(StateReply))
    assert reply.kind == ("interim",)


def the_matrix_says_what_it_answers(day: Day) -> None:
    """Allegation by allegation: what the reply says to it, in its own words."""
    hand, sami = day.hand, day.sami
    sami.sit_down()
    hand.press("Say what it answers: Allegation 1")
    hand.tick("Denies the act")
    hand.write("Its own words", "The person concerned was never detained.")
    hand.write("Neutral summary", "The Government denied the detention.")
    hand.press("Save the answer")
    hand.sees("Denies the act", "“The person concerned was never detained.”")
    (answer,) = sami.knows(lambda session: session.vault.all(MatrixRow))
    assert "never detained" in str(answer)


def the_reply_is_overdue_and_a_reminder_is_written(day: Day) -> None:
    """Weeks go by. Today says that the reply is late; a reminder is drafted."""
    hand, sami = day.hand, day.sami
    sami.sit_down()
    hand.shortcut("Ctrl+L", "Lock")
    assert sami.locked
    day.clock.days(60)
    sami.unlock()
    hand.shortcut("Ctrl+1", "Today*")
    hand.sees("No reply since 13 Apr 2026: consider a reminder.", "48 days late")
    hand.press("Open the letter, *")
    hand.sees("Page as it will print")
    her_case(day, sami)
    hand.press("Write a letter")
    hand.press("Reminder")
    hand.press("Draft it")
    hand.sees("Reminder", "13 April 2026")
    letters = sami.knows(lambda session: [one.kind for one in session.vault.all(Letter)])
    assert sorted(letters) == ["note_verbale", "reminder"]
