"""People, consent and what happened at the window: by mouse and by keyboard, with names hidden unless opened."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from fieldcase.desktop.case.editing import EditSheet
from fieldcase.desktop.case.history import History
from fieldcase.desktop.case.historyof import HistoryOf
from fieldcase.desktop.case.people import People
from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.parts.question import Question
from fieldcase.desktop.today.rows import NeedRow
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.parties import Party
from fieldcase.model.rules.consent import Why
from fieldcase.office.records import add
from tests.morning import TITLE, Morning, title
from tests.unit.desktop.saying import name_of, nameless


def people(morning: Morning) -> tuple[CaseView, People]:
    """The tab of people, once the office has told of every cell."""
    morning.unlock()
    page = morning.open_case()
    morning.window.do("tab_2")
    morning.settle()
    tab = page.tab_shown
    assert isinstance(tab, People)
    assert tab._told is not None
    return page, tab


def filled(page: CaseView, **values: object) -> None:
    assert page._sheet is not None
    for path, value in values.items():
        page._sheet.form._edited[path].put(value)  # type: ignore[attr-defined]  # an EditSheet


def tab_now(page: CaseView) -> People:
    tab = page.tab_shown
    assert isinstance(tab, People)
    return tab


def test_the_cell_that_stops_a_letter_is_in_focus_and_says_so(morning: Morning) -> None:
    _page, tab = people(morning)
    assert tab.matrix is not None
    party, use = tab.matrix.current
    assert use == "state_letter"
    morning.sees("stops 1 letter", "Without an answer it cannot go out")
    assert tab._grid.said(party, use).stops == 1
    assert nameless(morning.window) == []


def test_several_answers_are_recorded_by_keyboard_and_the_method_is_asked_once(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party = tab.matrix.current[0]
    tab.matrix.go(party, "special_procedures")
    morning.qtbot.keyClick(tab.matrix.cells, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    tab._fill_several()
    filled(page, level="CODED", method="in_person_oral", explained_in_lang="ar", risks_explained=True)
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.settle(lambda: tab_now(page)._told is not None)
    grid = tab_now(page)._grid
    assert [grid.said(party, use).word for use in ("special_procedures", "state_letter")] == ["Under code"] * 2
    assert grid.said(party, "state_letter").below.endswith("self")


def test_a_withdrawal_counts_at_once(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.panel is not None
    party = next(one.party for one in tab._told.matrix.people if one.cells[0].consent)  # type: ignore[union-attr]
    tab.panel.deed.emit("withdrawal", party, "share_hq")
    filled(page, how="By telephone, through the lawyer.")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.settle(lambda: tab_now(page)._told is not None)
    cell = tab_now(page)._grid.cell(party, "share_hq")
    assert cell is not None
    assert cell.now.why is Why.WITHDRAWN


@pytest.mark.security
def test_a_name_is_shown_with_a_reason_and_hidden_at_once(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party = tab.matrix.current[0]
    assert "Ilena" not in morning.labels()
    tab._ask_name()
    filled(page, party=party, reason="Writing the follow-up letter")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.sees("is shown to you until", "Writing the follow-up letter")
    assert "Ilena Dovrak" in morning.labels()
    assert "Ilena" not in morning.window.windowTitle()
    assert "Ilena" not in (QApplication.clipboard().text() or "")
    assert "Ilena" not in morning.window.toast.accessibleName()
    page._shown.hide()
    assert "Ilena" not in morning.labels()
    morning.window.go("cases")
    morning.settle()
    assert "Ilena" not in morning.labels()


def test_somebody_new_gets_a_code_and_a_role_in_the_case(morning: Morning) -> None:
    page, tab = people(morning)
    before = {one.id for one in tab.given.page.parties}
    page._open_of_kind("party", None)
    filled(page, **{"role": "witness", "gender": "woman", "names/1.full": "Mira Sandoval"})
    page.primary()
    morning.settle(lambda: page._sheet is None)
    assert page._page is not None
    added = [one for one in page._page.parties if one.id not in before]
    assert [one.roles for one in added] == [("witness",)]
    assert added[0].code.startswith("P-")
    assert "Sandoval" not in morning.labels()
    party = next(one for one in page._page.records["party"] if one.id == added[0].id)
    assert isinstance(party, Party)
    assert party.names == {}


def test_an_act_is_taken_out_after_a_question_and_brought_back(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.window.do("tab_3")
    assert page._page is not None
    held = len(page._page.records["cooperation_link"])
    buttons = [one for one in page.tab_shown.findChildren(QPushButton) if "Take out" in name_of(one)]
    next(one for one in buttons if "Human Rights Council" in name_of(one)).click()
    question = next(one for one in morning.window.findChildren(QDialog) if isinstance(one, Question))
    question.yes.click()
    morning.settle(lambda: page._page is not None and len(page._page.records["cooperation_link"]) == held - 1)
    morning.window.do("undo")
    morning.settle(lambda: page._page is not None and len(page._page.records["cooperation_link"]) == held)


def test_a_change_is_undone_also_after_somebody_went_elsewhere(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.window.do("edit")
    filled(page, title_neutral="Detention at the border")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.window.go("cases")
    morning.settle()
    morning.window.do("undo")
    morning.settle()
    assert morning.open_case()._page.case.title_neutral == TITLE  # type: ignore[union-attr]  # it is opened


def toast(morning: Morning) -> str:
    return morning.window.toast.accessibleName()


def test_an_answer_is_undone_and_a_withdrawal_is_not_nor_what_came_before_it(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party, use = tab.matrix.current
    morning.qtbot.keyClick(tab.matrix.cells, Qt.Key.Key_Return)
    filled(page, **{"answer.level": "NAMED", "answer.method": "in_person_oral"})
    filled(page, **{"answer.explained_in_lang": "ar", "answer.risks_explained": True})
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.settle(lambda: tab_now(page)._told is not None)
    assert tab_now(page)._grid.said(party, use).word == "Named"
    morning.window.do("undo")
    morning.settle(lambda: toast(morning) == "Undone: “Consent recorded.”")
    morning.settle(lambda: tab_now(page)._told is not None)
    assert tab_now(page)._grid.said(party, use).word == "Not asked"
    page._open_of_kind("act", None)
    filled(page, **{"type": ("threats",), "date": "2026-03-09"})
    page.primary()
    morning.settle(lambda: page._sheet is None)
    tab_now(page)._deed("withdrawal", party, "share_hq")
    filled(page, how="By telephone.")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    held = len(page._page.records["act"])  # type: ignore[union-attr]  # it is opened
    morning.window.do("undo")
    morning.settle(lambda: toast(morning).startswith("The last change is not undone with one key."))
    page.refresh()
    morning.settle(lambda: tab_now(page)._told is not None)
    assert len(page._page.records["act"]) == held  # type: ignore[union-attr]
    cell = tab_now(page)._grid.cell(party, "share_hq")
    assert cell is not None
    assert cell.now.why is Why.WITHDRAWN


def test_the_history_says_before_and_after_of_one_record(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.window.do("edit")
    filled(page, title_neutral="Detention at the border")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.window.do("tab_7")
    morning.sees("after: Detention at the border", "before: Detention after a submission to the Working Group")
    tab = page.tab_shown
    assert isinstance(tab, History)
    tab.choice.setCurrentIndex(tab.choice.findData(morning.case))
    assert tab.where() == {"record": morning.case}
    assert "Ilena" not in morning.labels()


def test_the_menu_proposes_closing_and_puts_on_the_urgent_track(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    page.head.step.emit("normal")
    morning.settle(lambda: page._page is not None and page._page.case.track == "normal")
    morning.window.do("undo")
    morning.settle(lambda: page._page is not None and page._page.case.track == "urgent")
    page.head.step.emit("protect")
    assert page._sheet is not None
    page._close_sheet()
    page.head.step.emit("assignment")
    assert page._sheet is not None
    editor = page._sheet.findChild(QPlainTextEdit)
    assert editor is None


def opened_identity(page: CaseView, morning: Morning, party: str) -> EditSheet:
    """The name shown with a reason, then the sheet that corrects it, by its button."""
    page.tab_shown._deed("opening", party, "")  # type: ignore[attr-defined]  # People
    filled(page, reason="The family wrote.")
    page.primary()
    morning.settle(lambda: page._sheet is None and tab_now(page)._told is not None)
    press(morning, "Correct names…")
    assert isinstance(page._sheet, EditSheet)
    return page._sheet


def press(morning: Morning, words: str) -> None:
    """Click the button of the page that says so, once it stands there."""

    def found() -> list[QPushButton]:
        every = morning.page.findChildren(QPushButton)
        return [one for one in every if name_of(one) == words and one.isVisibleTo(morning.page)]

    morning.settle(lambda: bool(found()))
    found()[0].click()


@pytest.mark.security
def test_names_and_contacts_are_corrected_and_go_with_the_name(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party = tab.matrix.current[0]
    assert "Correct names" not in "".join(name_of(one) for one in page.findChildren(QPushButton))
    sheet = opened_identity(page, morning, party)
    filled(page, **{"names/1.family": "Dovrac", "names/2.full": "Ілена Доврак", "contacts/1.value": "00 000 17"})
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.sees("Ilena Dovrac", "Ілена Доврак", "00 000 17")
    morning.window.do("undo")
    morning.settle(lambda: page._sheet is None and page._shown.name(party) == "Ilena Dovrak")
    sheet = opened_identity(page, morning, party)
    filled(page, remarks="Do not call the sister.")
    page._shown.hide()
    assert page._sheet is None, "the sheet goes with the name"
    assert "Dovrak" not in morning.labels()
    sheet = opened_identity(page, morning, party)
    morning.settle(lambda: sheet.form.typed() == {"remarks": "Do not call the sister."})
    morning.again()
    morning.settle(lambda: morning.page._page is not None)
    assert morning.page._sheet is not None
    assert morning.page._sheet.where()["kind"] == "opening", "after a lock the reason is asked for again"
    assert "Dovrak" not in morning.labels()


def test_what_was_received_is_read_with_a_reason_and_written_on_the_page(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    press(morning, "What was received, word for word")
    filled(page, reason="Writing the summary")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.sees("As received · shown to you until", "Nothing is recorded.")
    press(morning, "What was received, word for word")
    filled(page, **{"as_received/en": "Ilena was taken by four men."})
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.sees("four men")
    page._shown.hide()
    assert "four men" not in morning.labels()


def test_the_custodian_answers_who_asked_for_a_name(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party = tab.matrix.current[0]
    tab._deed("asking", party, "")
    filled(page, reason="The embassy asks.")
    page.primary()
    morning.settle(lambda: page._sheet is None and tab_now(page)._told is not None)
    morning.sees("You asked the custodian on")
    morning.window.go("today")
    morning.settle()
    today = morning.window.screen_shown
    line = next(one for one in today.rows if one.need.item.kind == "show_name")  # type: ignore[attr-defined]  # Today
    assert line.step.text().strip() == "Answer"
    line.step.click()
    morning.settle(lambda: morning.page._page is not None and tab_now(morning.page)._told is not None)
    assert tab_now(morning.page)._at[0] == party
    press(morning, "Answer who asked…")
    filled(morning.page, told=True, note="By voice, in the office.")
    morning.page.primary()
    morning.settle(lambda: morning.page._sheet is None and tab_now(morning.page)._told is not None)
    morning.sees("The custodian told the name: By voice, in the office.")
    press(morning, "Read: take it off my list")
    morning.settle(lambda: tab_now(morning.page)._told is not None)
    assert tab_now(morning.page)._told.asks[0].reply == ""  # type: ignore[union-attr]


def history_said(morning: Morning, page: CaseView, *words: str) -> HistoryOf:
    """The history over the page, once it says these words."""
    shown = page.history
    morning.settle(lambda: all(one in said_in(shown) for one in words))
    assert nameless(shown) == []
    return shown


def said_in(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_h_tells_the_history_of_the_cell_and_of_a_record(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party = tab.matrix.current[0]
    tab.matrix.go(party, "share_hq")
    tab.matrix.cells.setFocus()
    morning.qtbot.keyClick(tab.matrix.cells, Qt.Key.Key_H)
    shown = history_said(morning, page, "History: P-", "Consent recorded", "Named")
    assert "Dovrak" not in said_in(shown) + shown.windowTitle()
    morning.qtbot.keyClick(shown, Qt.Key.Key_Escape)
    morning.window.do("tab_3")
    morning.settle()
    edit = next(one for one in page.tab_shown.findChildren(QPushButton) if name_of(one).startswith("Edit: "))
    edit.setFocus()
    morning.qtbot.keyClick(edit, Qt.Key.Key_H)
    shown = history_said(morning, page, "recorded")
    whole = next(one for one in shown.findChildren(QPushButton) if name_of(one) == "All of this record")
    whole.click()
    morning.settle(lambda: isinstance(page.tab_shown, History) and bool(page.tab_shown._entries))
    assert page.tab_shown.where()["record"]


def test_ctrl_h_tells_the_history_of_the_field_one_types_in(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.window.do("edit")
    filled(page, title_neutral="Detention at the border")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    morning.window.do("edit")
    line = title(page)
    line.setFocus()
    morning.qtbot.keyClick(line, Qt.Key.Key_H)
    assert line.text() == "hDetention at the border", "a letter is a letter where one types"
    morning.window.do("field_history")
    history_said(morning, page, "Working title", "before: " + TITLE, "after: Detention at the border")


@pytest.mark.security
def test_the_history_of_a_name_stands_there_while_the_name_is_shown(morning: Morning) -> None:
    page, tab = people(morning)
    assert tab.matrix is not None
    party = tab.matrix.current[0]
    sheet = opened_identity(page, morning, party)
    filled(page, **{"names/1.family": "Dovrac"})
    page.primary()
    morning.settle(lambda: page._sheet is None and tab_now(page)._told is not None)
    press(morning, "Correct names…")
    sheet = page._sheet
    assert isinstance(sheet, EditSheet)
    sheet.form.first().setFocus()  # type: ignore[union-attr]  # it has fields
    morning.window.do("field_history")
    shown = history_said(morning, page, "Ilena, Dovrak", "Ilena, Dovrac")
    assert "Ilena" not in shown.windowTitle()
    page._shown.hide()
    assert not shown.isVisible()


def test_a_task_is_said_to_be_done_on_today_and_that_is_undone(morning: Morning) -> None:
    morning.unlock()
    task = Task(
        case=morning.case,
        kind="call",
        due_at="2026-05-04",
        assignee_role="case_officer",
        origin="manual",
        target=(morning.case,),
        text="Call back.",
    )
    added: list[Task] = []
    morning.program.desk.run(lambda session: add(session, task), added.append)
    morning.settle(lambda: bool(added))
    morning.window.go("today")

    def lines() -> list[NeedRow]:
        return [one for one in morning.window.screen_shown.rows if one.need.item.task == added[0].id]  # type: ignore[attr-defined]  # Today

    morning.settle(lambda: bool(lines()))
    lines()[0].done.click()  # type: ignore[union-attr]  # a task
    asking = morning.window.screen_shown.asking  # type: ignore[attr-defined]  # Today
    asking.offer()
    morning.settle(lambda: bool(asking.field.problem))
    asking.note.setPlainText("Called; all is well.")
    asking.offer()
    morning.settle(lambda: not lines())
    morning.window.do("undo")
    morning.settle(lambda: bool(lines()))


def test_a_case_is_linked_proposed_for_merging_and_both_are_undone(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    found: list[Case] = []
    morning.program.desk.run(lambda session: session.vault.all(Case), found.extend)
    morning.settle(lambda: bool(found))
    other = next(one for one in found if one.id != morning.case)
    page.head.step.emit("link")
    filled(page, other=other.case_no, kind="same_person")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    words = f"Same person: \u2066{other.case_no}\u2069"
    morning.window.do("undo")
    morning.settle(lambda: page._page is not None and not page._given.opened.related)  # type: ignore[union-attr]
    page.head.step.emit("link")
    filled(page, other=other.case_no, kind="same_person")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    press(morning, words)
    morning.settle(lambda: morning.page.case_id == other.id and morning.page._page is not None)
    page = morning.open_case()
    page.head.step.emit("propose_merged")
    filled(page, into=other.case_no, reason="The same detention, recorded twice.")
    page.primary()
    morning.settle(lambda: page._sheet is None)
    assert page._given is not None
    assert other.case_no in page._given.opened.proposed["merged"]
    morning.window.do("undo")
    morning.settle(lambda: "merged" not in page._given.opened.proposed)  # type: ignore[union-attr]
