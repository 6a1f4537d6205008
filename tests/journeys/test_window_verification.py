"""What an officer verifies in the window: what was told, the four elements, and what follows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.elementsheet import ElementSheet
from fieldcase.desktop.case.verification import Verification
from fieldcase.desktop.parts.field import Field
from tests.morning import Morning
from tests.told_ground import told
from tests.unit.desktop.saying import nameless, too_small


def board(morning: Morning, *, filled: bool = True) -> Verification:
    """The tab, on the second act."""
    morning.unlock()
    if filled:
        morning.program.desk.run(lambda session: told(session, morning.case))
    page = morning.open_case()
    morning.window.do("tab_4")
    morning.settle(lambda: bool(tab_of(morning).cards))
    tab = tab_of(morning)
    tab._go(tab.board.targets[1].record, "")
    assert page.tab_shown is tab
    return tab


def tab_of(morning: Morning) -> Verification:
    tab = morning.page.tab_shown
    assert isinstance(tab, Verification)
    return tab


def sheet_of(morning: Morning) -> EditSheet:
    sheet = morning.page._sheet
    assert isinstance(sheet, EditSheet)
    return sheet


def editor(sheet: EditSheet, path: str) -> QWidget:
    field = sheet.form._edited[path].widget
    assert isinstance(field, Field)
    return field.editor


def test_four_elements_stand_side_by_side_and_the_weakest_has_the_focus(morning: Morning) -> None:
    tab = board(morning)
    assert [card.card.element for card in tab.cards] == ["E1", "E2", "E3", "E4"]
    morning.sees("Supports", "Contradicts", "Ministry: a customs matter.", "Floor for use outside")
    assert tab.problems()[0] is tab.cards[tab.shown.weakest].button
    assert "Weigh I6 in writing" in tab.cards[2].button.accessibleName()
    assert not nameless(tab)
    assert not too_small(tab)
    for name in ("Ilena", "Dovrak", "A sister"):
        assert name not in morning.labels()


def test_a_contradiction_is_weighed_by_keyboard_alone(morning: Morning) -> None:
    tab = board(morning)
    tab.cards[2].button.setFocus()
    morning.qtbot.keyClick(tab.cards[2].button, Qt.Key.Key_Space)
    sheet = sheet_of(morning)
    written = next(path for path in sheet.form._edited if path.startswith("finding.weighed"))
    field = editor(sheet, written)
    assert isinstance(field, QPlainTextEdit)
    morning.qtbot.keyClicks(field, "The ministry says so alone.")
    morning.window.do("primary")
    morning.settle(lambda: morning.page._sheet is None and bool(tab_of(morning).cards))
    assert tab_of(morning).shown.cards[2].weigh == ""


def test_what_was_told_is_added_with_its_source_and_graded_apart(morning: Morning) -> None:
    tab = board(morning, filled=False)
    tab.add.click()
    sheet = sheet_of(morning)
    sheet.form.take_up(
        {
            "content/en": "Two neighbours saw the car.",
            "elements": ("E2",),
            "credibility": "C2",
            "source_type": "eyewitness",
            "group": "street",
            "grade": "R2",
            "grade_why": "Known for years.",
            "identity": "Somebody of the street",
        }
    )
    morning.window.do("primary")
    morning.settle(lambda: morning.page._sheet is None and bool(tab_of(morning).cards))
    item = tab_of(morning).shown.cards[1].supports[0]
    assert (item.text, item.reliability, item.credibility) == ("Two neighbours saw the car.", "R2", "C2")
    tab_of(morning)._choose_view(1)
    morning.sees("Two neighbours saw the car.", "R2 · Usually reliable", "C2 · Consistent and probable")
    assert "Somebody of the street" not in morning.labels()


def test_who_a_source_is_asks_for_a_reason_and_is_hidden_again(morning: Morning) -> None:
    from fieldcase.desktop.case.sourcecard import SourceCard

    tab = board(morning)
    tab._choose_view(1)
    card = next(one for one in tab.findChildren(SourceCard) if one._line.group == "family")
    card.see.click()
    card.reason.setText("To ask her again.")
    morning.qtbot.keyClick(card.reason, Qt.Key.Key_Return)
    morning.sees("A sister")
    card.hide_it()
    assert "A sister" not in morning.labels()


def test_nothing_was_told_without_words(morning: Morning) -> None:
    tab = board(morning, filled=False)
    tab.add.click()
    sheet = sheet_of(morning)
    sheet.form.take_up({"elements": ("E2",), "source_type": "eyewitness", "group": "street", "grade": "R2"})
    morning.window.do("primary")
    morning.sees("nothing was said")
    assert morning.page._sheet is sheet


def test_who_wrote_an_assessment_reads_that_somebody_else_must(morning: Morning) -> None:
    tab = board(morning)
    tab._open(tab.shown, tab.shown.cards[1])
    sheet = morning.page._sheet
    assert isinstance(sheet, ElementSheet)
    morning.sees("You wrote this, so somebody else must read it.", "Two accounts agree.")


def test_a_tool_is_proposed_and_what_is_missing_is_said(morning: Morning) -> None:
    tab = board(morning)
    tab._choose_view(2)
    morning.sees("Nothing is decided yet. Propose a tool; the head decides.")
    from fieldcase.desktop.case.follows import Follows

    propose = next(
        one for one in tab.findChild(Follows).findChildren(QWidget) if one.accessibleName() == "Propose a tool"
    )
    propose.click()  # type: ignore[attr-defined]  # a Button
    sheet = sheet_of(morning)
    sheet.form.take_up({"tool": "monitor_only"})
    morning.window.do("primary")
    morning.sees("It is not said why.")
    sheet.form.take_up({"rationale/en": "Watch for a while.", "wishes/en": "She agrees.", "nothing/en": "Unseen."})
    morning.window.do("primary")
    morning.settle(lambda: morning.page._sheet is None)
    tab_of(morning)._choose_view(2)
    morning.sees("Monitoring", "Watch for a while.", "You wrote this, so somebody else decides it.")
