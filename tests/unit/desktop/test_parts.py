"""The parts of the window: what they show, how they are operated, what a screen reader says of them."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from fieldcase.desktop.dates import reading
from fieldcase.desktop.parts.arrange import column, plain, scrolling
from fieldcase.desktop.parts.banner import Banner
from fieldcase.desktop.parts.buttons import Button, IconButton
from fieldcase.desktop.parts.chip import Chip
from fieldcase.desktop.parts.datefield import DateField
from fieldcase.desktop.parts.empty import Empty
from fieldcase.desktop.parts.field import choice_field, line_field
from fieldcase.desktop.parts.focusring import FocusRing
from fieldcase.desktop.parts.label import Label, reference, unbroken
from fieldcase.desktop.parts.progress import Progress
from fieldcase.desktop.parts.rules import RuleLine, RulesPanel
from fieldcase.desktop.parts.tabs import Tabs
from fieldcase.desktop.parts.toast import Toast
from tests.unit.desktop.saying import name_of, nameless, too_small
from tests.unit.desktop.walking import pale

READ = reading(date(2026, 5, 4))


def test_text_from_a_record_is_never_markup(qtbot: QtBot) -> None:
    label = Label("<b>bold</b> <a href='x'>link</a>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert not label.openExternalLinks()


def test_a_button_says_its_words_and_is_blocked_while_busy(qtbot: QtBot) -> None:
    button = Button("Send & go", "primary", "send")
    qtbot.addWidget(button)
    assert name_of(button) == "Send & go"
    button.busy("Sending…")
    assert not button.isEnabled()
    button.ready()
    assert button.isEnabled()
    assert name_of(button) == "Send & go"


def test_an_icon_button_is_named_by_its_tooltip(qtbot: QtBot) -> None:
    button = IconButton("eye", "Show it", "Ctrl+E")
    qtbot.addWidget(button)
    assert name_of(button) == "Show it"
    assert "Ctrl+E" in button.toolTip()
    assert too_small(plain(column(button))) == []


def test_a_problem_takes_the_place_of_the_hint_until_somebody_types(qtbot: QtBot) -> None:
    field = line_field("Working title", "x", "No names.")
    qtbot.addWidget(field)
    field.refuse("There is a name in it. Take it out.")
    assert field.problem == "There is a name in it. Take it out."
    assert field.editor.accessibleDescription() == "There is a name in it. Take it out."
    qtbot.keyClicks(field.editor, "y")
    assert field.problem == ""
    assert field.editor.accessibleDescription() == "No names."


def test_a_field_is_named_by_its_label(qtbot: QtBot) -> None:
    field = choice_field("Track", {"normal": "Normal", "urgent": "Urgent"}, "urgent")
    qtbot.addWidget(field)
    assert name_of(field.editor) == "Track"
    editor = field.editor
    assert isinstance(editor, QComboBox)
    assert editor.currentData() == "urgent"


@pytest.mark.parametrize(
    ("typed", "stored", "read_back"),
    [
        ("about March 2025", "2025-03~", "about March 2025"),
        ("5 March 2026", "2026-03-05", "5 March 2026"),
        ("2025-03-12", "2025-03-12", "12 March 2025"),
    ],
)
def test_a_date_field_reads_back_what_it_understood(qtbot: QtBot, typed: str, stored: str, read_back: str) -> None:
    field = DateField("Date of the act", "", READ)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, typed)
    assert field.value == stored
    assert read_back in field.line.accessibleDescription()


def test_a_date_field_says_when_it_did_not_understand_and_keeps_the_words(qtbot: QtBot) -> None:
    field = DateField("Date of the act", "", READ)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "when the rains came")
    assert field.problem
    assert field.value == "when the rains came"


def test_a_date_that_nobody_touched_keeps_its_stored_form(qtbot: QtBot) -> None:
    field = DateField("Date of the act", "2026-02-11~/2026-02-20~", READ)
    qtbot.addWidget(field)
    assert field.value == "2026-02-11~/2026-02-20~"


def test_a_chip_is_removed_by_delete_and_edited_by_enter(qtbot: QtBot) -> None:
    chip = Chip("Status", "not closed")
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.clicked):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    assert name_of(chip) == "Status: not closed"


def test_a_click_on_the_cross_of_a_chip_removes_it(qtbot: QtBot) -> None:
    chip = Chip("Status", "not closed")
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    with qtbot.waitSignal(chip.removed), qtbot.assertNotEmitted(chip.clicked):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 14, chip.height() // 2))


LINES = (
    RuleLine("done", "Acts are described."),
    RuleLine("check", "The risk was assessed 7 days ago.", remedy="Review the risk", action="assess_risk"),
    RuleLine("blocked", "P-M4XA was not asked.", remedy="Record the answer", action="record_consent"),
    RuleLine("blocked", "P-9QHT was not asked.", remedy="Record the answer", action="record_consent"),
)


def test_the_panel_says_what_blocks_first_and_counts(qtbot: QtBot) -> None:
    panel = RulesPanel("Before a letter can go")
    qtbot.addWidget(panel)
    panel.show_lines(LINES)
    said = [label.text() for label in panel.findChildren(QLabel)]
    places = [said.index(unbroken(line.sentence)) for line in (LINES[2], LINES[3], LINES[1], LINES[0])]
    assert places == sorted(places)
    assert panel.accessibleName() == "Before a letter can go"
    assert panel.accessibleDescription() == "2 block, 1 to check, 1 done"


def test_no_two_remedies_of_a_panel_sound_the_same(qtbot: QtBot) -> None:
    panel = RulesPanel("Before a letter can go")
    qtbot.addWidget(panel)
    panel.show_lines(LINES)
    said = [(name_of(button), button.accessibleDescription()) for button in panel.remedies]
    assert len(set(said)) == len(said) == 3


def test_a_remedy_asks_for_its_action(qtbot: QtBot) -> None:
    panel = RulesPanel("Before a letter can go")
    qtbot.addWidget(panel)
    panel.show_lines(LINES)
    with qtbot.waitSignal(panel.asked) as asked:
        panel.remedies[0].click()
    assert asked.args == ["record_consent"]


def test_arrow_keys_move_between_tabs(qtbot: QtBot) -> None:
    tabs = Tabs(["Summary", "People", "Letters"], "Parts of the case")
    qtbot.addWidget(tabs)
    tabs.show()
    chosen: list[int] = []
    tabs.chosen.connect(chosen.append)
    tabs.tabs[0].setFocus()
    qtbot.keyClick(tabs.tabs[0], Qt.Key.Key_Right)
    qtbot.keyClick(tabs.tabs[1], Qt.Key.Key_Right)
    qtbot.keyClick(tabs.tabs[2], Qt.Key.Key_Right)
    assert chosen == [1, 2, 0]


def test_a_marked_tab_says_why(qtbot: QtBot) -> None:
    tabs = Tabs(["Summary", "People"], "Parts of the case")
    qtbot.addWidget(tabs)
    tabs.tabs[1].mark("blocked", "something blocks")
    assert name_of(tabs.tabs[1]) == "People, something blocks"


def test_undo_of_a_notice_happens_once(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    toast = Toast(over)
    undone: list[int] = []
    toast.say("Saved.", lambda: undone.append(1))
    toast.take_back()
    toast.take_back()
    assert undone == [1]
    assert name_of(toast) == "Saved."


def test_progress_tells_its_words_and_offers_to_stop(qtbot: QtBot) -> None:
    progress = Progress()
    qtbot.addWidget(progress)
    progress.report("Reading rows", 0.25)
    assert nameless(progress) == []
    with qtbot.waitSignal(progress.stopped):
        progress.findChild(Button).click()


def test_banners_and_empty_states_have_their_words_as_names(qtbot: QtBot) -> None:
    banner = Banner("zap", "2 actions under way", "warn", strong="Urgent track")
    empty = Empty("folder", "No cases yet", ("Record the first.",), (Button("New case", "primary"),))
    for part in (banner, empty):
        qtbot.addWidget(part)
    assert name_of(banner) == "Urgent track 2 actions under way"
    assert name_of(empty) == "No cases yet"


def test_the_ring_follows_the_focus_and_leaves_text_fields_alone(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, line = Button("Go"), QLineEdit()
    window.setLayout(column(button, line))
    ring = FocusRing(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    button.setFocus()
    qtbot.waitUntil(ring.isVisible)
    corner = button.mapTo(window, button.rect().topLeft())
    assert ring.geometry().topLeft() == corner - QPoint(4, 4)
    line.setFocus()
    qtbot.waitUntil(lambda: not ring.isVisible())


def test_wrapped_labels_do_not_make_a_scroll_area_taller_than_their_lines(qtbot: QtBot) -> None:
    words = "Somebody was asked and has not answered yet, which stops the letter until they do so."
    labels = [Label(words, wrap=True) for _number in range(20)]
    area = scrolling(plain(column(*labels, ..., gap=0)))
    qtbot.addWidget(area)
    area.resize(240, 300)
    area.show()
    qtbot.waitUntil(lambda: labels[-1].height() > 0)
    needed = sum(label.heightForWidth(label.width()) for label in labels)
    assert area.widget().height() <= needed * 1.05 + 20


def test_codes_of_people_are_not_broken_over_two_lines() -> None:
    assert unbroken("P-7K3D9X was not asked; Geneva-based") == "P-\u20607K3D9X was not asked; Geneva-based"


def test_references_keep_their_direction() -> None:
    assert reference("KAL-03") == "\u2066KAL-03\u2069"
    assert reference("") == ""


def test_ink_is_measured_against_its_ground_as_it_is_seen(qtbot: QtBot) -> None:
    shown = QWidget()
    qtbot.addWidget(shown)
    shown.setStyleSheet("QWidget { background: #ffffff; }")
    pale_label, clear = QLabel("Too pale to be read", shown), QLabel("Clear", shown)
    pale_label.setStyleSheet("color: #9a9a9a;")
    clear.setStyleSheet("color: #222222;")
    clear.move(0, 40)
    shown.resize(200, 80)
    shown.show()
    assert [said.split(":")[0] for said in pale(shown)] == ["'Too pale to be read'"]


def test_thousands_of_lines_do_not_stop_the_panel(qtbot: QtBot) -> None:
    panel = RulesPanel("Before a letter can go")
    qtbot.addWidget(panel)
    panel.show_lines(RuleLine("blocked", f"Person {number} was not asked.", remedy="Record") for number in range(2400))
    assert "2400 block" in panel.accessibleDescription()
    assert len(panel.remedies) == 30
    assert "and 2370 more" in [label.text() for label in panel.findChildren(QLabel)]
