"""Typed, locked, unlocked: the text is there, wherever in the window it was typed; and gone once it is saved."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fieldcase.desktop.cases.sheets import ViewName
from fieldcase.desktop.files.adding import FileSheet
from fieldcase.desktop.files.custody import CustodySheet
from fieldcase.desktop.files.view import Files
from fieldcase.desktop.files.writing import WriteSheet
from fieldcase.desktop.form.sheet import fill, said
from fieldcase.desktop.letter.starting import StartLetter
from fieldcase.desktop.letters.sheets import ExplainSheet, LastNumberSheet
from fieldcase.desktop.letters.view import Letters
from fieldcase.desktop.today.done import Done
from tests.morning import Morning, busy, drafts
from tests.told_ground import evidence

WORDS = "They said it was seen."


def letters(morning: Morning) -> Letters:
    morning.window.go("letters")
    shown = morning.window.screen_shown
    assert isinstance(shown, Letters)
    morning.settle()
    return shown


def files(morning: Morning) -> Files:
    morning.open_case()
    morning.window.do("tab_6")
    tab = morning.page.tab_shown
    assert isinstance(tab, Files)
    morning.settle(lambda: bool(tab._lines))
    return tab


def type_into(morning: Morning, part: QWidget, words: str = WORDS) -> None:
    morning.qtbot.keyClicks(part, words)


def test_a_number_of_the_register_and_how_one_knows_it(morning: Morning) -> None:
    morning.unlock()
    letters(morning).deeds.last_number()
    sheet = morning.window.findChild(LastNumberSheet)
    assert sheet is not None
    type_into(morning, sheet.number.editor, "3")
    type_into(morning, sheet.reason.editor)
    morning.again()
    letters(morning).deeds.last_number()
    again = morning.window.findChild(LastNumberSheet)
    assert again is not None
    morning.settle(lambda: (said(again.number), said(again.reason)) == ("3", WORDS))
    with busy(morning):
        again.go.click()
        assert not again.reason.isEnabled()
    assert drafts(morning) == []
    explain = ExplainSheet(letters(morning), morning.program.desk, "XKAL-03-2026-0002")
    type_into(morning, explain.reason.editor)
    explain.reject()
    assert drafts(morning) == ["explaining/XKAL-03-2026-0002"]


def test_what_was_done_about_a_task_and_the_name_of_a_view(morning: Morning) -> None:
    morning.unlock()
    dialog = Done(morning.window, morning.program.desk, "t" * 32, "Call her.")
    type_into(morning, dialog.note)
    name = ViewName(morning.window, morning.program.desk, "Save this view", "", lambda _name: "")
    type_into(morning, name.edit, "Mine")
    morning.again()
    dialog = Done(morning.window, morning.program.desk, "t" * 32, "Call her.")
    name = ViewName(morning.window, morning.program.desk, "Save this view", "", lambda _name: "")
    morning.settle(lambda: (dialog.note.toPlainText(), name.edit.text()) == (WORDS, "Mine"))
    dialog.offer()
    assert not dialog.field.isEnabled()
    morning.settle()
    assert dialog.field.isEnabled()
    assert dialog.field.problem


def test_a_new_letter_with_its_kind(morning: Morning) -> None:
    morning.unlock()
    morning.window.go("write_letter", morning.case)
    page = start(morning)
    page.choose("comment_on_law") if "comment_on_law" in page.kinds else None
    kind = page._kind.kind
    fill(page.days, "45")
    page.urgent.setChecked(True)
    morning.again()
    again = start(morning)
    morning.settle(lambda: again.days.editor.text() == "45")  # type: ignore[union-attr]  # a line
    assert again.urgent.isChecked()
    assert again._kind.kind == kind


def start(morning: Morning) -> StartLetter:
    page = morning.window.screen_shown
    assert isinstance(page, StartLetter)
    morning.settle(lambda: bool(page.kinds))
    return page


def test_custody_with_its_event_and_why_a_file_leaves(morning: Morning) -> None:
    morning.unlock()
    morning.program.desk.run(lambda session: evidence(session, morning.case, "A scan", b"scan", "text/plain"))
    tab = files(morning)
    custody = CustodySheet(tab.given, tab._lines[0])
    morning.page._put_sheet(custody)
    fill(custody.what, "sealed")
    type_into(morning, custody.note.editor)
    out = WriteSheet(tab.given, tab._lines[0])
    morning.page._put_sheet(out)
    type_into(morning, out.reason)
    morning.again()
    morning.settle(lambda: isinstance(morning.page._sheet, WriteSheet))
    again = morning.page._sheet
    assert isinstance(again, WriteSheet)
    morning.settle(lambda: again.reason.text() == WORDS)
    tab = files(morning)
    custody = CustodySheet(tab.given, tab._lines[0])
    morning.page._put_sheet(custody)
    morning.settle(lambda: (said(custody.what), said(custody.note)) == ("sealed", WORDS))
    with busy(morning):
        custody.offer()
        assert not custody.note.isEnabled()
        assert not custody.what.isEnabled()
    assert f"custody/{tab._lines[0].evidence.id}" not in drafts(morning)


def test_nothing_is_typed_about_a_file_that_is_being_sealed(morning: Morning, tmp_path: Path) -> None:
    morning.unlock()
    given = tmp_path / "scan.txt"
    given.write_bytes(b"A scan.")
    morning.open_case()
    morning.window.do("tab_6")
    tab = morning.page.tab_shown
    assert isinstance(tab, Files)
    tab.add_files([given])
    sheet = morning.page._sheet
    assert isinstance(sheet, FileSheet)
    sheet.form.take_up({"kind": "document", "title": WORDS})
    with busy(morning):
        sheet.offer()
        assert not sheet.form.isEnabled()
        sheet._stop()
        assert sheet.form.isEnabled()
        sheet.offer()
    morning.settle(lambda: bool(tab._lines) or morning.page._sheet is None)
    assert drafts(morning) == []
