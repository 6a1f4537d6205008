"""At the desk, a letter of every kind: its page opens, its blocks have names, and its next step is its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from fieldcase.desktop.form.sheet import AskSheet, fill
from fieldcase.desktop.letter.going import STEPS
from fieldcase.desktop.letter.sheet import AgreeSheet, StaySheet
from fieldcase.desktop.letter.starting import StartLetter
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.parts.field import Field
from fieldcase.desktop.parts.several import Several
from fieldcase.desktop.remedies import Remedy
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import PROPOSALS, TO_SOURCES
from fieldcase.office.profiles.office import name_office
from tests.journeys.conftest import begun_morning
from tests.kinds_ground import every_kind
from tests.laptops import PASSPHRASES, Clock, founded, two_laptops
from tests.morning import Morning, open_letter

Drafted = tuple[Path, str, dict[str, str]]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """Laptop 03 with a letter of every kind."""
    place = tmp_path_factory.mktemp("kinds")
    with two_laptops(founded(tmp_path_factory.mktemp("founded")), place, Clock()) as (officer, head):
        found, letters = every_kind(officer, head)
    return place, found.matter.case.id, {kind: letter.id for kind, letter in letters.items()}


@pytest.fixture
def officer(
    qapp: QApplication, qtbot: QtBot, drafted: Drafted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    with begun_morning(qapp, qtbot, drafted[0], tmp_path, monkeypatch, vault="03", case=drafted[1], letter="") as begun:
        begun.unlock(PASSPHRASES["03"])
        yield begun


def shown(officer: Morning, drafted: Drafted, kind: str) -> LetterView:
    officer.letter = drafted[2][kind]
    return open_letter(officer)


@pytest.mark.parametrize("kind", SHAPES)
def test_its_page_opens_with_title_blocks_and_next_step(officer: Morning, drafted: Drafted, kind: str) -> None:
    page = shown(officer, drafted, kind)
    officer.settle(lambda: page.preview.pages > 0)
    assert page._page is not None
    titles = [block.title for block in page._page.blocks]
    assert not [title for title, block in zip(titles, page._page.blocks, strict=True) if title == block.block]
    officer.sees(page._wording.term("letter_kind", kind), *titles)
    assert page.step is not None
    step = "agree" if kind in TO_SOURCES else "submit"
    assert page.step.accessibleName() == STEPS[step][0]
    said = officer.labels()
    assert ("Internal cover" in said and "taken off at headquarters" in said) is (kind in PROPOSALS)
    assert ("headquarters has cleared it" in said) is (kind == "de_facto_letter")


def opened(page: LetterView, name: str) -> AskSheet:
    page._lay(page.more[name].sheet())
    assert isinstance(page.sheet, AskSheet)
    return page.sheet


def held(officer: Morning, page: LetterView) -> Letter:
    officer.settle(lambda: page._page is not None)
    assert page._page is not None
    return page._page.letter


def test_who_is_named_how_is_said_with_the_keyboard_alone(officer: Morning, drafted: Drafted) -> None:
    page = shown(officer, drafted, "note_verbale")
    sheet = opened(page, "naming")
    (party, field), *_others = sheet.asked.items()
    assert isinstance(field, Field)
    assert isinstance(field.editor, QComboBox)
    assert field.editor.hasFocus()
    assert "P-" in field.editor.accessibleName(), "codes, never names"
    officer.qtbot.keyClick(field.editor, Qt.Key.Key_Home)
    officer.qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    officer.qtbot.keyClick(field.editor, Qt.Key.Key_Down)
    officer.qtbot.keyClick(officer.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert held(officer, page).naming[party].level == "ANON"


def test_a_proposal_suggests_what_is_ticked_and_a_brief_is_for_the_session_that_is_typed(
    officer: Morning, drafted: Drafted
) -> None:
    page = shown(officer, drafted, "sp_urgent_draft")
    sheet = opened(page, "bodies")
    bodies = sheet.asked["bodies"]
    assert isinstance(bodies, Several)
    assert bodies.codes
    added = next(code for code in bodies.ticks if code not in bodies.codes)
    officer.settle()
    tick = bodies.ticks[added]
    officer.qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(10, tick.height() // 2))
    officer.qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    assert added in held(officer, page).bodies
    brief = shown(officer, drafted, "hrc_president_brief")
    sheet = opened(brief, "session")
    fill(sheet.asked["session"], "62nd session")
    brief.primary()
    assert held(officer, brief).council_session == "62nd session"
    assert "outcome" not in brief.more, "headquarters records it, once it has the brief"


def test_the_allegations_go_into_an_annex_and_back_and_the_whole_is_drafted_anew(
    officer: Morning, drafted: Drafted
) -> None:
    page = shown(officer, drafted, "note_verbale")
    for annexed in (True, False):
        sheet = opened(page, "annex")
        fill(sheet.asked["annexed"], annexed)
        page.primary()
        letter = held(officer, page)
        assert bool(letter.annexed) is annexed
        assert any(block.block == "annex" for block in letter.blocks.values()) is annexed
    sheet = opened(page, "redraft")
    page.primary()
    officer.sees("Tick that you know it.")
    fill(sheet.asked["sure"], True)
    page.primary()
    held(officer, page)
    assert "Drafted anew" in officer.window.toast.accessibleName()


def test_what_was_agreed_with_a_source_is_recorded_before_anything_else(officer: Morning, drafted: Drafted) -> None:
    page = shown(officer, drafted, "source_feedback")
    page._remedy(Remedy("edit_letter", field="agreed"))
    sheet = page.sheet
    assert isinstance(sheet, AgreeSheet)
    officer.sees("Feedback to a source or victim")
    sheet.offer()
    officer.sees("A letter is only written on a way that was agreed and is safe.")
    sheet.safe.setChecked(True)
    sheet.detail.editor.setCurrentIndex(1)  # type: ignore[union-attr]  # a list
    sheet.offer()
    officer.settle(lambda: page._page is not None and page._page.ahead.step == "submit")
    assert page._page is not None
    assert (page._page.letter.agreed.safe, page._page.letter.agreed.detail) == (True, "general")
    officer.sees("What was agreed")


def test_a_fact_that_moved_stands_at_its_block_with_two_ways_out(officer: Morning, drafted: Drafted) -> None:
    rename(officer, "the Presence in Kalindra")
    page = shown(officer, drafted, "note_verbale")
    officer.sees("name of the office", "“The Presence in Kalindra”")
    assert page._page is not None
    block = next(one.block for one in page._page.moved if one.weighs)
    page._remedy(Remedy("edit_letter", field=block))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Draft block “Opening formula” anew from the records"
    waiting = len([one for one in page._page.moved if one.weighs])
    page.blocks.anew.emit(block)
    officer.settle(lambda: page._page is not None and len([one for one in page._page.moved if one.weighs]) < waiting)
    stays = next(one.block for one in page._page.moved if one.weighs)
    page.blocks.stay.emit(stays)
    sheet = page.sheet
    assert isinstance(sheet, StaySheet)
    sheet.offer()
    officer.sees("Say why.")
    sheet.reason.editor.setText("The old name stands in the accreditation.")  # type: ignore[union-attr]  # one line
    page.primary()
    officer.sees("It stays: The old name stands in the accreditation.")


def test_a_letter_to_a_source_is_begun_by_choosing_whom(officer: Morning) -> None:
    officer.window.go("write_letter", officer.case)
    start = officer.window.screen_shown
    assert isinstance(start, StartLetter)
    officer.settle(lambda: bool(start.kinds))
    start.choose("source_acknowledgement")
    start.primary()
    officer.sees("Choose to whom it goes.")
    assert start._recipient is not None
    choice = start._recipient.editor
    assert isinstance(choice, QComboBox)
    assert [code for code in ("P-", "S-") if any(code in choice.itemText(at) for at in range(choice.count()))] == [
        "P-",
        "S-",
    ]
    choice.setCurrentIndex(choice.count() - 1)
    start.primary()
    officer.settle(lambda: isinstance(officer.window.screen_shown, LetterView))
    officer.sees("to a source")


def test_a_comment_on_a_law_is_begun_with_its_law(officer: Morning) -> None:
    officer.window.go("write_letter", officer.case)
    start = officer.window.screen_shown
    assert isinstance(start, StartLetter)
    officer.settle(lambda: bool(start.kinds))
    start.choose("law_comment")
    officer.sees("Law that it comments on")


def rename(officer: Morning, name: str) -> None:
    """The office's own name changes under the drafts."""
    officer.program.desk.run(lambda session: name_office(session, name={"en": name}))
    officer.settle()
