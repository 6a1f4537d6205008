"""At the desk of a second person: a letter that somebody else wrote is read again, and what is asked is answered."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit

from fieldcase.desktop.form.sheet import AskSheet, fill, said
from fieldcase.desktop.letter.reading import SecondReading
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.remedies import Remedy
from fieldcase.office.letters.drafting import Wanted, draft_letter
from fieldcase.office.letters.editing import edit_block, set_naming
from fieldcase.office.letters.steps import submit
from tests.journeys.conftest import Desk, sat_down
from tests.laptops import PASSPHRASES, Clock, carry, founded, two_laptops
from tests.letter_ground import name_kalindra, ready
from tests.morning import Morning, busy, drafts

NEAR = "Somebody called Ilenna Dovrakk is not spoken of here."


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Laptop 07 with a letter of laptop 03: a person under a code, and words that come near her name."""
    place = tmp_path_factory.mktemp("second")
    template = founded(tmp_path_factory.mktemp("founded"))
    with two_laptops(template, place, Clock()) as (officer, head):
        name_kalindra(officer)
        found = ready(officer)
        letter = draft_letter(officer, found.matter.case.id, "note_verbale", Wanted(languages=("en",)))
        set_naming(officer, letter.id, {found.matter.party.id: "CODED"})
        edit_block(officer, letter.id, "en", "concern", NEAR)
        submit(officer, letter.id)
        carry(officer, head)
    return place, found.matter.case.id, letter.id


@pytest.fixture
def reader(request: pytest.FixtureRequest, both: Desk) -> Iterator[Morning]:
    with sat_down(request, "07", both) as begun:
        yield begun


def read_again(reader: Morning) -> SecondReading:
    reader.window.go("letter", reader.letter)
    page = reader.window.screen_shown
    assert isinstance(page, LetterView)
    reader.settle(lambda: page._page is not None)
    page._remedy(Remedy("judge_names"))
    reader.sees("Second reading")
    return page.reading


def test_whether_somebody_could_be_recognised_is_answered_and_the_rule_is_met(reader: Morning) -> None:
    reading = read_again(reader)
    reader.settle(lambda: bool(reading.answers))
    choice, reason = next(iter(reading.answers.values()))
    put(choice, "no")
    put(reason, "Many were there that day.")
    reading.save.click()
    reader.sees("Nobody who is not named can be recognised.")


def test_words_that_come_near_a_name_are_said_to_be_somebody_elses(reader: Morning) -> None:
    reading = read_again(reader)
    reader.settle(lambda: bool(reading.names))
    assert "Nobody decided yet whether words that come near a name" not in reader.labels()
    _found, reason, decide = reading.names[0]
    decide.click()
    reader.sees("A written reason is needed.")
    put(reason, "A clerk of the ministry of that name.")
    decide.click()
    reader.sees("No words come near a name, or somebody decided.")


def put(field: Field, said: str) -> None:
    if isinstance(field.editor, QComboBox):
        field.editor.setCurrentIndex(field.editor.findData(said))
    else:
        assert isinstance(field.editor, QLineEdit)
        field.editor.setText(said)


def test_the_reader_gives_the_letter_back_and_the_comments_stand_above_the_text(reader: Morning) -> None:
    reader.window.go("letter", reader.letter)
    page = reader.window.screen_shown
    assert isinstance(page, LetterView)
    reader.settle(lambda: page._page is not None)
    page._lay(page.more["return"].sheet())
    page.primary()
    reader.sees("Say what is to be changed.")
    sheet = page.sheet
    assert isinstance(sheet, AskSheet)
    fill(sheet.asked["comments"], "Shorten the second allegation.")
    page.primary()
    reader.settle(lambda: page._page is not None and page._page.status == "returned")
    reader.sees("Given back:", "Shorten the second allegation.")
    assert "return" not in page.more


def test_what_is_typed_on_the_second_reading_is_there_after_a_lock(reader: Morning) -> None:
    reading = read_again(reader)
    reader.settle(lambda: bool(reading.answers and reading.names))
    (choice, why), (_found, somebody, _decide) = next(iter(reading.answers.values())), reading.names[0]
    put(choice, "unsure")
    put(why, "Many were there.")
    put(somebody, "A clerk.")
    page = unlocked(reader)
    reader.settle(lambda: hasattr(page, "reading") and bool(page.reading.names))
    (choice, why), (_found, somebody, _decide) = next(iter(page.reading.answers.values())), page.reading.names[0]
    reader.settle(lambda: (said(choice), said(why), said(somebody)) == ("unsure", "Many were there.", "A clerk."))
    with busy(reader):
        page.reading.save.click()
        assert not why.isEnabled()
    reader.sees("Nobody decided yet whether")
    assert [about.rpartition("/")[2] for about in drafts(reader)] == ["names"]


def test_a_sheet_of_a_letter_is_open_again_after_a_lock(reader: Morning) -> None:
    reader.window.go("letter", reader.letter)
    page = reader.window.screen_shown
    assert isinstance(page, LetterView)
    reader.settle(lambda: page._page is not None)
    page._open("sheet", "return")
    assert isinstance(page.sheet, AskSheet)
    fill(page.sheet.asked["comments"], "Shorten it.")
    again = unlocked(reader)
    reader.settle(lambda: again.sheet is not None)
    assert isinstance(again.sheet, AskSheet)
    field = again.sheet.asked["comments"]
    reader.settle(lambda: said(field) == "Shorten it.")


def unlocked(reader: Morning) -> LetterView:
    reader.again(PASSPHRASES["07"])
    page = reader.window.screen_shown
    assert isinstance(page, LetterView)
    return page
