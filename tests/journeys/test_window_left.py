"""As it was left: after locking, the same place, the same row and the unsaved text are there again, and nothing of
it ever stood outside the vault."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, QStandardPaths

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.theme.look import look
from tests.morning import Morning, edit_title, title


@pytest.mark.security
def test_locked_while_typing_the_text_and_the_tab_are_there_again(morning: Morning) -> None:
    morning.unlock()
    morning.open_case()
    morning.window.do("tab_3")
    edit_title(morning, "Not saved yet")
    morning.again()
    morning.settle(lambda: isinstance(morning.window.screen_shown, CaseView) and morning.page._sheet is not None)
    morning.settle(lambda: title(morning.page).text() == "Not saved yet")
    assert morning.page.case_id == morning.case
    assert morning.page._tab == 2


def test_the_list_comes_back_with_its_question_and_its_row(morning: Morning) -> None:
    morning.unlock()
    morning.settle(lambda: morning.cases._list.rowCount() == 4)
    morning.cases.views.choose(4)
    morning.settle(lambda: morning.cases._list.rowCount() == 2)
    morning.cases.table.selectRow(1)
    chosen = morning.cases._list.case(1)
    morning.again()
    morning.settle(lambda: morning.cases._list.rowCount() == 2)
    morning.settle(lambda: morning.cases.table.currentIndex().row() == 1)
    assert morning.cases._list.case(1) == chosen


def test_colours_text_size_and_language_are_as_they_were(morning: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_LANG", "en")
    morning.unlock()
    morning.window.relook("dark", 125)
    morning.window.speak("fr")
    morning.settle(lambda: look().language == "fr")
    morning.window.resize(1024, 640)
    morning.again()
    assert (look().theme, look().text_size, look().language) == ("dark", 125, "fr")
    assert (morning.window.width(), morning.window.height()) == (1024, 640)
    morning.sees("dossier")
    morning.window.speak("en")
    morning.settle(lambda: look().language == "en")


@pytest.mark.security
def test_qt_writes_nothing_of_it_to_its_folders(
    morning: Morning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    morning.unlock()
    morning.open_case()
    morning.window.relook("dark", 100)
    morning.again()
    assert [path for path in home.rglob("*") if path.is_file()] == []
    assert QSettings().allKeys() == []
    assert QStandardPaths.writableLocation(QStandardPaths.StandardLocation.ConfigLocation) == str(home)
