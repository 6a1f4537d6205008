"""A register comes in through the real window, by mouse and by keyboard alone; bad files are refused in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from fieldcase.desktop.importing import view
from fieldcase.desktop.importing.view import COLUMNS, FILE, PREVIEW, RESULT, VALUES, Import
from tests.morning import Morning
from tests.unit.desktop.saying import nameless, too_small

SMALL = (
    "Case no,Date of incident,Type of act,Summary\n"
    "1,2025-03-04,harrasment online,Told\n2,03/04/2025,Travel ban,Told\n3,2025-05-01,,Told\n"
)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    file = tmp_path / "register.csv"
    file.write_text(SMALL, "utf-8")
    return file


@pytest.fixture
def shown(morning: Morning, small: Path, monkeypatch: pytest.MonkeyPatch) -> Import:
    monkeypatch.setattr(view, "chosen_file", lambda _parent, _title: str(small))
    morning.unlock()
    morning.window.go("import")
    screen = morning.window.screen_shown
    assert isinstance(screen, Import)
    return screen


def at(morning: Morning, shown: Import, step: int) -> None:
    morning.settle(lambda: shown.pages.currentIndex() == step and shown._job is None)


def test_by_mouse_a_register_comes_in_and_is_taken_back_as_one(morning: Morning, shown: Import) -> None:
    click = lambda button: morning.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)  # noqa: E731  # one short word
    click(shown.choose)
    at(morning, shown, COLUMNS)
    morning.sees("register.csv · stays on this laptop", "Type of act")
    assert not nameless(morning.window)
    assert not too_small(morning.window)
    click(shown.next)
    at(morning, shown, VALUES)
    before = len(shown.values.choices)
    shown.values.changed.emit("Act.type", "harrasment online", "threats")
    morning.settle(lambda: len(shown.values.choices) == before - 1 and shown._job is None)
    click(shown.next)
    at(morning, shown, PREVIEW)
    morning.sees("To settle", "1 left out", "Consent is not imported")
    assert shown.next.text().strip() == "Import 2 rows"
    click(shown.next)
    at(morning, shown, RESULT)
    morning.sees("2 of 3 rows came in, 0 were here already.", "1 row was left out.")
    morning.window.take_back()
    morning.sees("Undone: 2 rows")


def test_by_keyboard_alone_a_register_comes_in(morning: Morning, shown: Import) -> None:
    def press() -> None:
        morning.window.activateWindow()
        morning.qtbot.waitUntil(morning.window.isActiveWindow)
        morning.qtbot.keyClick(morning.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    for step in (COLUMNS, VALUES, PREVIEW, RESULT):
        press()
        at(morning, shown, step)
    morning.sees("2 of 3 rows came in")
    press()
    assert morning.window._place == "cases"


def test_the_same_columns_are_read_the_same_way_next_time_and_nothing_comes_in_twice(
    morning: Morning, shown: Import, small: Path
) -> None:
    shown.open(small)
    at(morning, shown, COLUMNS)
    shown._value("Act.type", "harrasment online", "threats")
    morning.settle(lambda: shown._job is None)
    shown._go(PREVIEW)
    shown.primary()
    at(morning, shown, RESULT)
    morning.window.go("import")
    again = morning.window.screen_shown
    assert isinstance(again, Import)
    again.open(small)
    at(morning, again, COLUMNS)
    assert not [one for one in again._told.values if "harrasment" in one.said]  # type: ignore[union-attr]  # looked at
    again._go(PREVIEW)
    assert not again.next.isEnabled()
    morning.sees("2 here already")


def test_a_stopped_import_wrote_nothing(morning: Morning, shown: Import, small: Path) -> None:
    shown.open(small)
    at(morning, shown, COLUMNS)
    shown._go(PREVIEW)
    shown.primary()
    shown.stop()
    morning.settle(lambda: shown._job is None)
    assert shown.pages.currentIndex() == PREVIEW
    shown.primary()
    at(morning, shown, RESULT)
    morning.sees("2 of 3 rows came in, 0 were here already.")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.csv", b"", "is empty"),
        ("old.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "Save as"),
        (
            "locked.xlsx",
            bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"),
            "protected by a password",
        ),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(40), "not a spreadsheet"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(
    morning: Morning, shown: Import, tmp_path: Path, name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    shown.open(tmp_path / name)
    morning.sees(said)
    assert shown.pages.currentIndex() == FILE
    assert shown._data == b""
