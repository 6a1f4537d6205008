"""One morning at the desk, in the real window on a real vault: unlock, find, open, edit, undo, lock."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.correspondence import Correspondence
from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.remedies import Remedy
from fieldcase.desktop.theme.look import look
from fieldcase.office.drafts import draft_of
from fieldcase.office.opening import open_vault
from tests.kalindra import PASSPHRASE
from tests.morning import TITLE, Morning, edit_title, title


def test_the_right_passphrase_opens_the_list_of_cases(morning: Morning) -> None:
    morning.unlock()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    assert morning.window.windowTitle() == "Fieldcase — training office"
    assert look().training
    assert "TRAINING" in " ".join(w.accessibleName() for w in morning.window.findChildren(QWidget))
    assert morning.labels().count("Ilena") == 0


def test_a_wrong_passphrase_opens_nothing_and_tells_nothing(morning: Morning) -> None:
    morning.unlock("not the passphrase")
    assert not isinstance(morning.program.window, Window)
    said = morning.program.unlock_screen.hint.text()
    assert said.startswith("That did not open it.")
    assert "XKAL" not in said


def test_a_vault_that_is_open_elsewhere_is_said_in_a_sentence(morning: Morning) -> None:
    other = open_vault(morning.folder, PASSPHRASE)
    try:
        morning.unlock()
        assert "open in another window" in morning.program.unlock_screen.hint.text()
    finally:
        other.close()
    morning.unlock()
    assert isinstance(morning.program.window, Window)


def test_words_typed_into_the_search_box_find_the_case_and_mark_it(morning: Morning) -> None:
    morning.unlock()
    morning.qtbot.keyClicks(morning.window.top.search, "detention")
    morning.settle(lambda: morning.cases._list.rowCount() == 1)
    row = morning.cases._list.case(0)
    assert row is not None
    assert [row.title[start:end] for start, end in row.hits] == ["Detention"]


def test_a_filter_narrows_the_list_and_can_be_taken_away(morning: Morning) -> None:
    morning.unlock()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    morning.cases.views.choose(4)
    morning.settle(lambda: morning.cases._list.rowCount() == 2)
    morning.cases._remove("track")
    morning.settle(lambda: morning.cases._list.rowCount() == 4)


def test_nothing_found_says_which_filter_to_remove(morning: Morning) -> None:
    morning.unlock()
    morning.cases._add("status", "closed")
    morning.sees("Nothing found")
    assert any("Remove the filter Status" in w.accessibleName() for w in morning.window.findChildren(QWidget))


def test_enter_opens_the_row_and_alt_left_comes_back_to_it(morning: Morning) -> None:
    morning.unlock()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    morning.cases.table.selectRow(2)
    chosen = morning.cases._list.case(2)
    assert chosen is not None
    morning.qtbot.keyClick(morning.cases.table, Qt.Key.Key_Return)
    morning.settle(lambda: morning.page._page is not None)
    assert morning.page.case_id == chosen.id
    morning.window.do("back")
    morning.settle(lambda: morning.cases.table.currentIndex().row() == 2)


def test_the_case_page_shows_what_is_recorded_and_what_the_rules_say(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.sees(TITLE, "Urgent track", "2 protection actions under way", "Before a letter can go", "In short")
    said = morning.labels()
    assert page.panel.remedies
    assert "A2 Arbitrary detention, 5 March 2026" in page.summary.timeline.accessibleDescription()
    assert "11 February 2026 to 20 February 2026, approximately" in page.summary.timeline.accessibleDescription()
    for name in ("Ilena", "Dovrak", "Tomas", "Arrel"):
        assert name not in said


def test_every_tab_shows_its_records(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    shown = (
        (2, ("P-",)),
        (3, ("A2",)),
        (4, ("Link with cooperation", "Floor for use outside")),
        (5, ("2026",)),
        (6, ("No file yet.",)),
        (7, ("Sami Rahal",)),
    )
    for place, words in shown:
        morning.window.do(f"tab_{place}")
        morning.sees(*words)
        assert page._tab == place - 1
    for place in range(1, 8):
        morning.window.do(f"tab_{place}")
        assert page.tab_shown is page.tab_at(place - 1)
    morning.window.do("tab_5")
    letters = page.tab_shown
    assert isinstance(letters, Correspondence)
    morning.settle(lambda: len(letters.opening) == 2)
    morning.sees("Note verbale", "From an old register")


def test_f8_walks_what_blocks_and_a_remedy_leads_to_its_tab(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)
    page.panel.remedies[-1].setFocus()
    morning.window.do("next_problem")
    assert QApplication.focusWidget() is page.panel.remedies[0]
    page.panel.asked.emit(Remedy("decide_tool"))
    assert page._tab == 3
    assert page._sheet is not None


def test_a_change_is_saved_shown_and_can_be_undone(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    edit_title(morning, "Detention after a submission")
    page.primary()
    morning.settle(lambda: "Detention after a submission\n" in morning.labels() + "\n" and page._sheet is None)
    assert morning.window.toast.isVisible()
    morning.sees("Saved ")
    morning.window.do("undo")
    morning.sees(TITLE)


def test_what_the_office_refuses_is_said_above_the_form_and_nothing_is_lost(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    morning.window.do("edit")
    assert page._sheet is not None
    page._sheet.saved.emit({"received_channel": "no such channel"})
    morning.sees("cannot be")
    assert page._sheet is not None


def test_what_is_typed_and_not_saved_is_there_again(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    edit_title(morning, "A title nobody saved")
    assert page._sheet is not None
    page._sheet.leave()
    morning.settle()
    morning.window.do("edit")
    morning.settle(lambda: title(page).text() == "A title nobody saved")
    morning.sees("Every word is kept")


def test_a_draft_about_one_person_is_not_shown_for_another(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    one, other = page._page.parties[0], page._page.parties[1]
    page._edit("consent", None, one.id)
    assert page._sheet is not None
    page._sheet.form._edited["answer.level"].put("NONE")
    page._sheet.leave()
    page._edit("consent", None, other.id)
    morning.settle()
    assert page._sheet is not None
    assert page._sheet.form.typed() == {}
    page._sheet.leave()
    page._edit("consent", None, one.id)
    morning.settle(lambda: page._sheet is not None and page._sheet.form.typed() == {"answer.level": "NONE"})


def test_another_text_size_keeps_the_place_and_what_is_typed(morning: Morning) -> None:
    morning.unlock()
    morning.open_case()
    edit_title(morning, "Half a title")
    morning.window.relook("dark", 200)
    morning.settle(lambda: morning.page._sheet is not None and title(morning.page).text() == "Half a title")
    assert look().text_size == 200


def test_another_text_size_keeps_a_half_recorded_answer(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    page.panel.remedies[0].click()
    assert page._sheet is not None
    page._sheet.form._edited["answer.level"].put("CODED")
    morning.window.relook("light", 150)

    def kept() -> bool:
        sheet = morning.page._sheet
        return sheet is not None and sheet.form._edited["answer.level"].value == "CODED"

    morning.settle(kept)


def test_a_date_said_in_words_is_kept_with_its_doubt(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    assert page._page is not None
    page._open_of_kind("act", page._page.records["act"][1])
    sheet = page._sheet
    assert sheet is not None
    line = sheet.form._edited["date"].widget.line  # type: ignore[attr-defined]  # a DateField
    line.clear()
    morning.qtbot.keyClicks(line, "about March 2025")
    sheet.offer()
    morning.settle(lambda: page._sheet is None)
    changed = page._page.records["act"][1]
    assert changed.date == "2025-03~"  # type: ignore[attr-defined]  # an Act


def test_a_new_case_gets_its_number_and_opens(morning: Morning) -> None:
    morning.unlock()
    morning.window.do("new_case")
    sheet = morning.window.screen_shown._sheet  # type: ignore[attr-defined]  # NewCase
    line = sheet.form._edited["title_neutral"].widget.editor
    assert isinstance(line, QLineEdit)
    assert len(sheet.form._edited) == 5, "a few fields open a case; the rest is said on its page"
    line.setText("Visa refused before a session")
    sheet.offer()
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView) and morning.page._page is not None)
    assert morning.page._page is not None
    assert morning.page._page.case.case_no.startswith("XKAL-03-2026-")


def test_a_case_is_taken_into_its_next_state_from_its_head(morning: Morning) -> None:
    morning.unlock()
    page = morning.open_case()
    page.head.step.emit("triage")
    morning.settle(lambda: page._page is not None and page._page.row.status == "triage")


def test_ctrl_l_locks_at_once_and_keeps_what_is_typed(morning: Morning) -> None:
    morning.unlock()
    morning.open_case()
    edit_title(morning, "Not saved yet")
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)
    morning.qtbot.keyClick(morning.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert morning.locked == ["locked"]
    assert not morning.window.isVisible()
    again = open_vault(morning.folder, PASSPHRASE)
    try:
        assert draft_of(again, f"case/{morning.case}") == {"title_neutral": "Not saved yet"}
    finally:
        again.close()


def test_nobody_at_the_desk_locks_by_itself(morning: Morning, qtbot: QtBot) -> None:
    morning.unlock()
    idle = morning.window._idle
    morning.sees("Locks in 10 min")
    for _second in range(10 * 60):
        idle._tick()
    assert morning.locked == ["locked"]


def test_a_touch_starts_the_count_anew(morning: Morning) -> None:
    morning.unlock()
    idle = morning.window._idle
    for _second in range(9 * 60):
        idle._tick()
    assert idle.minutes_left == 1
    idle.eventFilter(QObject(), QEvent(QEvent.Type.MouseButtonPress))
    assert idle.minutes_left == 10
    assert morning.locked == []


def test_every_choice_can_be_walked_by_keyboard_alone(morning: Morning) -> None:
    morning.unlock()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)
    seen: list[QWidget | None] = []
    for _step in range(4):
        morning.window.do("next_region")
        seen.append(QApplication.focusWidget())
    assert morning.window.rail.buttons["cases"] in seen
    assert morning.window.top.search in seen
    assert morning.cases.table in seen
