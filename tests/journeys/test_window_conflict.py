"""Two laptops changed the same field: the window says so, shows both values, and a person decides."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.app import Program
from fieldcase.desktop.case.conflict import Conflicts
from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.frame.window import Window
from fieldcase.desktop.theme.look import read_look, wear
from fieldcase.desktop.today.view import Today
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.follow_up import Comment
from fieldcase.model.roles import Role
from fieldcase.office.records import change
from tests.laptops import PASSPHRASES, Clock, a_colleague, a_matter, an_office, carry, opened
from tests.unit.desktop.saying import nameless

OURS, THEIRS = "Detention at the airport", "Detention after a statement to the Council"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Laptop 03 after it took in what laptop 07 changed apart, and the case; copied for every test."""
    tmp_path, clock = tmp_path_factory.mktemp("office"), Clock()
    first = an_office(tmp_path, clock)
    second = a_colleague(tmp_path, first, clock, roles=(Role.CASE_OFFICER,))
    try:
        carry(first, second)
        case = a_matter(first).case.id
        carry(first, second)
        change(first, "case", case, {"title_neutral": OURS})
        change(second, "case", case, {"title_neutral": THEIRS})
        carry(first, second)
    finally:
        second.close()
        first.close()
    return tmp_path, case


@pytest.fixture
def merged(office: tuple[Path, str], tmp_path: Path) -> tuple[Path, str]:
    shutil.copytree(office[0], tmp_path / "office")
    return tmp_path / "office", office[1]


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, merged: tuple[Path, str], monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setenv("FIELDCASE_STATE", str(merged[0] / "outside-03"))
    made = Program(qapp, merged[0] / "03", lambda: None, Clock())
    made.start()
    made.unlock_screen.passphrase.setText(PASSPHRASES["03"])
    made.unlock_screen.unlock()
    qtbot.waitUntil(lambda: isinstance(made.window, Window) and not made.desk.busy, timeout=10_000)
    yield made
    assert made.desk.close()
    assert made.window is not None
    made.window.close()
    made.window.deleteLater()
    made.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    wear(qapp, read_look())


def test_a_conflict_is_shown_and_decided(program: Program, merged: tuple[Path, str], qtbot: QtBot) -> None:
    window = program.window
    assert isinstance(window, Window)

    def said() -> str:
        return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))

    window.go("case", merged[1])
    qtbot.waitUntil(lambda: "Two laptops changed 1 value of this case" in said(), timeout=10_000)
    page = window.screen_shown
    assert isinstance(page, CaseView)
    page._decide()
    shown = page.deciding
    assert isinstance(shown, Conflicts)
    theirs = next(at for at, way in enumerate(shown._fields[0].ways) if way.said == THEIRS)
    assert len(shown.ways) == 3
    shown.ways[theirs].setChecked(True)
    assert shown.keep.accessibleName().startswith("Keep “Detention after a statement")
    assert nameless(shown) == []
    shown.keep.click()
    qtbot.waitUntil(lambda: THEIRS in said() and "Two laptops changed" not in said(), timeout=10_000)
    assert program.desk.close()
    again = opened(merged[0], "03", Clock())
    try:
        assert again.vault.get(Case, merged[1]).title_neutral == THEIRS
    finally:
        again.close()


def test_the_list_says_that_a_conflict_waits(program: Program, qtbot: QtBot) -> None:
    window = program.window
    assert isinstance(window, Window)
    model = window._rooms._list()._list
    qtbot.waitUntil(lambda: model.rowCount() == 1 and model.case(0) is not None)
    row = model.case(0)
    assert row is not None
    assert row.conflicts == 1
    assert "Conflict to decide" in model.said(row)


def test_a_text_is_combined_from_both_by_keyboard(program: Program, merged: tuple[Path, str], qtbot: QtBot) -> None:
    window = program.window
    assert isinstance(window, Window)
    window.go("case", merged[1])
    page = window.screen_shown
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: page._page is not None and not program.desk.busy)
    page._decide()
    shown = page.deciding
    shown.ways[0].setFocus()
    qtbot.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not program.desk.busy)
    assert page._page is not None
    assert len(page._page.conflicts) == 1
    page._decide()
    again = page.deciding
    again.ways[2].setChecked(True)
    assert again.other is not None
    assert again.other.toPlainText()
    again.other.setPlainText("Detention at the airport after a statement")
    assert again.keep.accessibleName() == "Keep this text"
    again.keep.click()
    qtbot.waitUntil(lambda: page._page is not None and not page._page.conflicts, timeout=10_000)
    assert page._page.case.title_neutral == "Detention at the airport after a statement"


def test_today_leads_to_what_waits_to_be_decided_and_the_reason_is_kept(
    program: Program, merged: tuple[Path, str], qtbot: QtBot
) -> None:
    window = program.window
    assert isinstance(window, Window)
    window.go("today")
    today = window.screen_shown
    assert isinstance(today, Today)
    qtbot.waitUntil(lambda: today.board.ready and not program.desk.busy, timeout=10_000)
    line = next(one for one in today.rows if one.need.item.kind == "decide_conflict")
    qtbot.mouseClick(line.step, Qt.MouseButton.LeftButton)
    page = window.screen_shown
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: page.findChild(Conflicts) is not None or hasattr(page, "deciding"), timeout=10_000)
    shown = page.deciding
    assert isinstance(shown._why.editor, QPlainTextEdit)
    shown._why.editor.setPlainText("The head said so.")
    shown.ways[0].setChecked(True)
    qtbot.mouseClick(shown.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._page is not None and not page._page.conflicts, timeout=10_000)
    assert program.desk.close()
    again = opened(merged[0], "03", Clock())
    try:
        assert [(one.target, one.text) for one in again.vault.all(Comment)] == [(merged[1], "The head said so.")]
    finally:
        again.close()


def test_what_is_written_while_one_decides_is_there_after_a_lock(
    program: Program, merged: tuple[Path, str], qapp: QApplication, qtbot: QtBot
) -> None:
    shown = deciding(program, merged[1], qtbot)
    shown.ways[2].setChecked(True)
    assert shown.other is not None
    shown.other.setPlainText("Detention at the airport after a statement")
    qtbot.keyClicks(shown._why.editor, "Both are true.")
    assert isinstance(program.window, Window)
    program.window.lock()
    program.desk.close()
    again = Program(qapp, merged[0] / "03", lambda: None, Clock())
    again.start()
    again.unlock_screen.passphrase.setText(PASSPHRASES["03"])
    again.unlock_screen.unlock()
    qtbot.waitUntil(lambda: isinstance(again.window, Window) and not again.desk.busy, timeout=10_000)
    assert isinstance(again.window, Window)
    page = again.window.screen_shown
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: hasattr(page, "deciding") and not again.desk.busy, timeout=10_000)
    other, why = page.deciding.other, page.deciding._why.editor
    assert other is not None
    assert isinstance(why, QPlainTextEdit)
    qtbot.waitUntil(lambda: why.toPlainText() == "Both are true.", timeout=10_000)
    assert other.toPlainText() == "Detention at the airport after a statement"
    assert page.deciding.keep.accessibleName() == "Keep this text"
    page.deciding.keep.click()
    assert not why.isEnabled()
    qtbot.waitUntil(lambda: page._page is not None and not page._page.conflicts, timeout=10_000)
    left: list[list[str]] = []
    again.desk.run(lambda session: [one.about for one in session.vault.drafts.all()], left.append)
    qtbot.waitUntil(lambda: bool(left), timeout=10_000)
    assert [one for one in left[0] if one.startswith("deciding/")] == []
    assert again.desk.close()
    again.window.close()
    again.window.deleteLater()
    again.deleteLater()


def deciding(program: Program, case: str, qtbot: QtBot) -> Conflicts:
    assert isinstance(program.window, Window)
    program.window.go("case", case)
    page = program.window.screen_shown
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: page._page is not None and not program.desk.busy)
    page._decide()
    qtbot.waitUntil(lambda: not program.desk.busy)
    return page.deciding


@pytest.mark.security
def test_a_reason_that_names_somebody_is_not_taken_and_stays_to_be_corrected(
    program: Program, merged: tuple[Path, str], qtbot: QtBot
) -> None:
    shown = deciding(program, merged[1], qtbot)
    why = shown._why.editor
    assert isinstance(why, QPlainTextEdit)
    why.setPlainText("Ilena Dovrak said so.")
    shown.keep.click()
    qtbot.waitUntil(lambda: not program.desk.busy and why.isEnabled(), timeout=10_000)
    said = [label.text() for label in shown.findChildren(QLabel)]
    refused = next(one for one in said if "The reason names P-" in one)
    assert "Dovrak" not in refused
    assert why.toPlainText() == "Ilena Dovrak said so."
    code = refused.partition("The reason names ")[2].partition(";")[0]
    why.setPlainText(f"{code} said so.")
    shown.keep.click()
    assert isinstance(program.window, Window)
    page = program.window.screen_shown
    assert isinstance(page, CaseView)
    qtbot.waitUntil(lambda: page._page is not None and not page._page.conflicts, timeout=10_000)
