"""What somebody types while the office is busy: no answer that comes late takes it away, and nothing is told twice."""

from __future__ import annotations

from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.verification import Verification
from fieldcase.desktop.frame.goto import GoTo
from fieldcase.desktop.letter.blocks import BlockEditor
from fieldcase.model.kinds.acts import Act
from fieldcase.office.records import add
from tests.morning import Morning, busy, drafts, edit_title, open_letter, title


def test_a_sheet_that_is_open_stays_when_the_page_is_read_again(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    with busy(morning):
        page.refresh()
        edit_title_now(morning, "Detention and threats")
    assert title(morning.page).text() == "Detention and threats"
    assert page._sheet is not None
    page._sheet.offer()
    morning.settle(lambda: page._sheet is None)
    assert page._page is not None
    assert page._page.case.title_neutral == "Detention and threats"
    assert drafts(morning) == []


def edit_title_now(morning: Morning, words: str) -> None:
    morning.window.do("edit")
    title(morning.page).setText(words)


def test_a_page_that_is_left_before_its_save_was_answered_is_saved_and_no_fault(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    edit_title(morning, "Detention and threats")
    assert page._sheet is not None
    page._sheet.keep()
    with busy(morning):
        page._sheet.offer()
        morning.window.go("today")
        morning.window.do("goto")
        palette = morning.window.findChild(GoTo)
        assert palette is not None
        palette._ask("KAL-25")
        palette.reject()
    assert morning.bugs == []
    assert drafts(morning) == []
    assert morning.open_case()._page.case.title_neutral == "Detention and threats"  # type: ignore[union-attr]  # shown


def test_nothing_can_be_typed_into_what_is_being_saved_and_a_refusal_gives_it_back(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    edit_title(morning, "Detention and threats")
    line = title(page)
    line.setFocus()
    with busy(morning):
        assert page._sheet is not None
        page._sheet.offer()
        assert not line.isEnabled()
        morning.qtbot.keyClicks(line, "typed too late")
        assert line.text() == "Detention and threats"
    morning.settle(lambda: page._sheet is None)
    page._edit("consent", None, page._page.parties[0].id)  # type: ignore[union-attr]  # shown
    sheet = page._sheet
    assert isinstance(sheet, EditSheet)
    said = {"answer.scope": "state_letter", "answer.level": "NAMED", "answer.method": "in_person_oral"}
    sheet.form.take_up(said)
    sheet.offer()
    morning.settle()
    assert sheet.form.isEnabled()
    assert sheet.save.isEnabled()
    assert said.items() <= sheet.form.typed().items()


def test_a_block_that_is_typed_in_stays_when_another_one_was_saved(morning: Morning) -> None:
    letter = open_letter(morning)
    assert letter._page is not None
    first, second = [one.block for one in letter._page.blocks if not one.fixed and one.text][:2]
    letter._edit(first)
    one = letter.findChild(BlockEditor)
    assert one is not None
    with busy(morning):
        one.take_up({"text": "The first block, saved."})
        one.save.click()
        letter._edit(second)
        other = [each for each in letter.findChildren(BlockEditor) if each is not one][-1]
        other.take_up({"text": "The second block, not saved yet."})
    morning.settle(lambda: letter._page is not None)
    blocks = {each.block: each.source for each in letter._page.blocks}
    assert blocks[first] == "The first block, saved."
    assert blocks[second] != "The second block, not saved yet."
    morning.settle(lambda: "The second block, not saved yet." in [e.text for e in letter.findChildren(BlockEditor)])
    assert [about.rpartition("/")[2] for about in drafts(morning)] == [second]


def test_an_element_that_is_being_assessed_is_there_again_after_a_lock(morning: Morning) -> None:
    morning.unlock()
    act = Act(case=morning.case, type=("threats",), date="2026-03-09")
    morning.program.desk.run(lambda session: add(session, act))
    page = morning.open_case()
    morning.window.do("tab_4")
    morning.settle(lambda: bool(page.tab_shown.cards))  # type: ignore[attr-defined]  # Verification
    tab = page.tab_shown
    assert isinstance(tab, Verification)
    target, card = next((one, card) for one in tab.board.targets for card in one.cards if not card.assessment)
    tab._go(target.record, target.party)
    tab._asked("assess", card)
    sheet = page._sheet
    assert isinstance(sheet, EditSheet)
    path = next(one for one in sheet.form._edited if one.startswith("finding.gaps"))
    sheet.form._edited[path].put("Nobody has seen the order yet.")
    morning.again()
    morning.settle(lambda: morning.page._sheet is not None)
    again = morning.page._sheet
    assert isinstance(again, EditSheet)
    morning.settle(lambda: bool(again.form.typed()))
    assert again.form.typed()[path] == "Nobody has seen the order yet."
