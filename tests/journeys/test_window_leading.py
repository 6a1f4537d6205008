"""Where the window leads: every remedy of a rules panel and every line of Today to the control that it speaks of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.form.sheet import AskSheet, fill
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.parts.rules import RulesPanel
from fieldcase.desktop.remedies import Remedy
from fieldcase.desktop.today.view import Today
from fieldcase.model.kinds.letters import Letter
from fieldcase.office.cases.page import case_page
from tests.morning import Morning, open_letter


def focused(morning: Morning) -> str:
    """The name of the control that the focus went to."""
    morning.settle(lambda: morning.window.focusWidget() is not None)
    at = morning.window.focusWidget()
    assert isinstance(at, QWidget)
    return at.accessibleName()


def test_every_remedy_of_the_case_leads_away_from_the_panel_to_what_it_asks_for(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    actions = [line.action for line in page._page.panel if line.state.value in ("blocked", "check")]  # type: ignore[union-attr]  # it is read
    assert {"record_consent", "assess_risk"} <= set(actions)
    for place in range(len(page.panel.remedies)):
        page = morning.open_case()
        button = page.panel.remedies[place]
        button.setFocus()
        morning.qtbot.keyClick(button, Qt.Key.Key_Space)
        morning.settle(lambda: not isinstance(morning.window.screen_shown, CaseView) or led(morning))
        assert morning.bugs == []


def led(morning: Morning) -> bool:
    """Whether a sheet is open, or the focus is in the tab and not in the panel."""
    at = morning.window.focusWidget()
    return morning.page._sheet is not None or (
        at is not None and morning.page.tab_shown.isAncestorOf(at) and not isinstance(at.parentWidget(), RulesPanel)
    )


def test_assess_it_opens_the_element_that_the_line_speaks_of(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    row = next(one for one in page._page.records["assessment"] if one.finding.element == "E2")  # type: ignore[attr-defined]  # Assessment
    page.panel.asked.emit(Remedy("assess_element", "", "E2", (row.id,)))
    morning.settle(lambda: page._sheet is not None)
    assert page._tab == 3
    sheet = page._sheet
    assert sheet is not None
    assert sheet.record.id == row.id  # type: ignore[attr-defined]  # the sheet of a record
    morning.sees("E2")


def test_words_that_name_somebody_open_their_record_at_that_field(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    act = page._page.records["act"][0]
    page.panel.asked.emit(Remedy("edit_record", "", "narrative", (act.id,)))
    assert page._tab == 2
    sheet = page._sheet
    assert sheet is not None
    at = morning.window.focusWidget()
    narrative = sheet.form._edited["narrative/en"].widget  # type: ignore[attr-defined]  # as above
    assert at is not None
    assert narrative is at or narrative.isAncestorOf(at)


def test_a_risk_of_today_leads_to_that_persons_risk(morning: Morning) -> None:
    morning.unlock()
    morning.settle(lambda: isinstance(morning.window.screen_shown, Today) and morning.window.screen_shown.board.ready)
    today = morning.window.screen_shown
    assert isinstance(today, Today)
    line = next(one for one in today.rows if one.need.item.kind == "review_risk")
    code = line.need.item.party_code
    morning.qtbot.mouseClick(line.step, Qt.MouseButton.LeftButton)
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView) and morning.page._page is not None)
    morning.settle(lambda: morning.window.focusWidget() is not None and focused(morning) == f"Assess again: {code}")
    assert morning.page._tab == 1


def test_a_letter_leads_to_the_case_for_what_the_case_does_and_keeps_what_is_its_own(morning: Morning) -> None:
    letter = open_letter(morning)
    assert letter._page is not None
    consent = next(line for line in letter._page.panel if line.field.startswith("consent/"))
    letter._remedy(Remedy("record_consent", consent.party_code, consent.field, consent.records))
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView) and morning.page._sheet is not None)
    sheet = morning.page._sheet
    assert sheet is not None
    assert sheet.form._edited["answer.scope"].value == "state_letter"  # type: ignore[attr-defined]  # the sheet of an answer
    morning.page.panel.asked.emit(Remedy("edit_letter", "", "concern", (morning.letter,)))
    morning.settle(lambda: isinstance(morning.window.screen_shown, LetterView))
    back = open_letter(morning)
    back._remedy(Remedy("ask_approver", "", "", (morning.letter,)))
    assert morning.window.focusWidget() in (back.step, back.other)


def test_how_somebody_appears_is_chosen_on_the_letter_and_the_whole_of_it_drafted_anew(morning: Morning) -> None:
    letter = open_letter(morning)
    assert letter._page is not None
    party = next(iter(letter._page.letter.naming.values())).party
    letter._remedy(Remedy("record_consent", "P-", "naming", (morning.letter,)))
    sheet = letter.sheet
    assert isinstance(sheet, AskSheet)
    fill(sheet.asked[party], "CODED")
    letter.primary()
    morning.settle(lambda: letter._page is not None)
    seen: list[object] = []
    morning.program.desk.run(lambda session: session.vault.get(Letter, morning.letter), seen.append)
    morning.settle(lambda: bool(seen))
    written = seen[0]
    assert isinstance(written, Letter)
    assert {row.party: row.level for row in written.naming.values()}[party] == "CODED"
    letter._lay(letter.more["redraft"].sheet())
    morning.sees("What was written by hand, in every language, is replaced.")
    assert isinstance(letter.sheet, AskSheet)
    fill(letter.sheet.asked["sure"], True)
    letter.primary()
    morning.settle(lambda: letter._page is not None)
    morning.settle(lambda: "Drafted anew" in morning.window.toast._words.text())


def test_the_page_of_the_case_names_no_remedy_that_has_no_words(morning: Morning) -> None:
    morning.unlock()
    seen: list[object] = []
    morning.program.desk.run(lambda session: case_page(session, morning.case), seen.append)
    morning.settle(lambda: bool(seen))
    assert "Show it" not in [button.text() for button in morning.open_case().panel.remedies]
