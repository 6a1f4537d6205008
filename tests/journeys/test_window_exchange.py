"""Exchange in the real window: sending by mouse, receiving by dropping, and the whole way by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from fieldcase.desktop.exchange import view
from fieldcase.desktop.exchange.view import Exchange
from fieldcase.office.exchange import receive, send
from fieldcase.office.exchange.cards import folder_route
from tests.journeys.conftest import begun_morning
from tests.laptops import PASSPHRASES, Clock, a_colleague, a_matter, an_office, carry, opened
from tests.morning import Morning
from tests.offices import BOTH
from tests.unit.desktop.saying import nameless, too_small


@pytest.fixture(scope="module")
def laptops(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two laptops of one office, of which 03 has something to send."""
    folder = tmp_path_factory.mktemp("laptops")
    first = an_office(folder, Clock())
    other = a_colleague(folder, first, Clock(), BOTH)
    carry(first, other)
    a_matter(first)
    a_matter(other, "Summons after testimony")
    for one in (first, other):
        one.close()
    return folder


@pytest.fixture
def desk(
    qapp: QApplication, qtbot: QtBot, laptops: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    with begun_morning(qapp, qtbot, laptops, tmp_path, monkeypatch, vault="03", case="", letter="") as begun:
        begun.program._clock = Clock()
        begun.unlock(PASSPHRASES["03"])
        (tmp_path / "stick").mkdir()
        monkeypatch.setattr(view, "chosen_folder", lambda _parent, _title: str(tmp_path / "stick"))
        yield begun


def hear(morning: Morning) -> None:
    """Let the window hear keys."""
    morning.window.activateWindow()
    morning.qtbot.waitUntil(morning.window.isActiveWindow)


def place(morning: Morning) -> Exchange:
    shown = morning.window.screen_shown
    assert isinstance(shown, Exchange)
    morning.settle(lambda: shown._overview is not None)
    return shown


def test_by_mouse_what_waits_is_looked_at_sent_and_waits_for_its_receipt(desk: Morning, tmp_path: Path) -> None:
    desk.window.go("exchange")
    shown = place(desk)
    assert shown._model.peers[0].waits > 0
    desk.qtbot.mouseClick(shown.send, Qt.MouseButton.LeftButton)
    sheet = shown._sheet
    assert sheet is not None
    desk.sees("XKAL-07", "Choose where the packages are written.")
    assert not sheet.go.isEnabled()
    assert list((tmp_path / "stick").rglob("*.fcpkg")) == []
    desk.qtbot.mouseClick(sheet.pick, Qt.MouseButton.LeftButton)
    assert sheet.go.isEnabled()
    desk.qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    desk.sees("Sent is not received")
    assert [one for one in (tmp_path / "stick").rglob("*") if one.is_file()]
    assert shown._model.peers[0].waits == 0
    assert shown._model.peers[0].sent
    assert "stick" in shown._model.cells(shown._model.peers[0])[1].text
    assert not nameless(desk.window)
    assert not too_small(desk.window)


def test_a_dropped_package_is_checked_and_taken_in_and_one_that_was_altered_is_put_aside(
    desk: Morning, tmp_path: Path
) -> None:
    other = opened(tmp_path / "laptop", "07", Clock())
    written = send.write_packages(other, tmp_path, to="XKAL-03", again=True).packages
    other.close()
    assert written
    files = [tmp_path / one.name for one in written]
    altered = tmp_path / "altered.fcpkg"
    changed = bytearray(files[0].read_bytes())
    changed[-1] ^= 1
    altered.write_bytes(changed)
    desk.window.go("exchange")
    shown = place(desk)
    drop(shown, *files)
    desk.sees("taken in")
    drop(shown, altered)
    desk.sees("1 put aside", "Ask the sender to send it again")
    assert len(shown.trays.remedies) == 1
    assert shown.problems() == shown.trays.remedies


def drop(shown: Exchange, *files: Path) -> None:
    said = QMimeData()
    said.setUrls([QUrl.fromLocalFile(str(one)) for one in files])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, said, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    shown.zone.dropEvent(event)


def test_by_keyboard_alone_it_is_sent_to_one_peer_and_read_back(desk: Morning, tmp_path: Path) -> None:
    hear(desk)
    desk.qtbot.keyClick(
        desk.window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    shown = place(desk)
    desk.settle(lambda: shown._sheet is not None)
    sheet = shown._sheet
    assert sheet is not None
    to = sheet.to.editor
    assert isinstance(to, QComboBox)
    desk.qtbot.keyClick(to, Qt.Key.Key_Down)
    assert sheet.peer == "XKAL-07"
    desk.qtbot.keyClick(sheet.pick, Qt.Key.Key_Space)
    hear(desk)
    desk.qtbot.keyClick(desk.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.sees("Sent is not received")
    other = opened(tmp_path / "laptop", "07", Clock())
    route = folder_route(other, tmp_path / "stick")
    receive.collect(other, route)
    send.send(other, route)
    other.close()
    desk.qtbot.keyClick(shown.read, Qt.Key.Key_Space)
    desk.settle(lambda: bool(shown._model.peers[0].receipt_at))
    assert not shown._model.peers[0].sent
    desk.sees("Nothing waits to be sent", "Last receipt today")


def test_escape_leaves_the_sheet_and_nothing_was_sent(desk: Morning, tmp_path: Path) -> None:
    desk.window.go("exchange")
    shown = place(desk)
    shown.ask_send("XKAL-07")
    sheet = shown._sheet
    assert sheet is not None
    hear(desk)
    sheet.begin()
    desk.qtbot.keyClick(sheet.pick, Qt.Key.Key_Escape)
    desk.settle(lambda: shown._sheet is None)
    assert not list((tmp_path / "stick").iterdir())
