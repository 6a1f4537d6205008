"""Exchange in the real window: sending by mouse, receiving by dropping, and the whole way by keyboard alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.exchange import view
from fieldcase.desktop.exchange.routes import Way
from fieldcase.desktop.exchange.view import Exchange
from fieldcase.desktop.parts.buttons import Button
from fieldcase.desktop.settings import routes as routes_pane
from fieldcase.desktop.settings.routes import RoutesPane
from fieldcase.desktop.settings.view import Settings
from fieldcase.exchange.routes.folder import FolderRoute
from fieldcase.model.kinds.cases import Case
from fieldcase.office import drafts
from fieldcase.office.exchange import cards, receive, send
from fieldcase.office.exchange.cards import folder_route
from tests.journeys.conftest import begun_morning
from tests.laptops import PASSPHRASES, Clock, a_colleague, a_matter, an_office, carry, opened
from tests.morning import Morning
from tests.offices import BOTH
from tests.unit.desktop.saying import name_of, nameless, too_small


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


class SlowStick(FolderRoute):
    """A stick that takes what it is given byte by byte, for as long as the gate is shut."""

    gate = threading.Event()

    def put(self, name: str, source: BinaryIO) -> None:
        taken = Slowly(source, self.gate)
        super().put(name, taken)  # type: ignore[arg-type]  # it is only read


class Slowly:
    def __init__(self, source: BinaryIO, gate: threading.Event) -> None:
        self._source, self._gate = source, gate

    def read(self, _size: int) -> bytes:
        while not self._gate.wait(0.01):
            self._source.read(0)
        return self._source.read()


@pytest.fixture
def slow_stick(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    monkeypatch.setattr(SlowStick, "gate", threading.Event())
    monkeypatch.setattr(
        cards,
        "folder_route",
        lambda session, folder: SlowStick(folder, chance=session.vault.surroundings.chance),
    )
    yield SlowStick.gate
    SlowStick.gate.set()


def sending(desk: Morning, stick: Path) -> Exchange:
    """Everything is being sent, and the stick is slow."""
    desk.window.go("exchange")
    shown = place(desk)
    shown._send(Way("stick", str(stick)), "", False, False)
    assert shown.transfer.under_way
    return shown


def test_while_a_long_package_is_written_cases_are_opened_typed_in_and_saved(
    desk: Morning, tmp_path: Path, slow_stick: threading.Event
) -> None:
    shown = sending(desk, tmp_path / "stick")
    transfer = shown.transfer
    told: list[object] = []
    desk.program.desk.run(lambda session: session.vault.all(Case)[0].id, told.append)
    desk.qtbot.waitUntil(lambda: bool(told))
    case = str(told[0])
    desk.window.go("case", case)
    page = desk.window.screen_shown
    assert isinstance(page, CaseView)
    desk.qtbot.waitUntil(lambda: page._page is not None)
    page.command("edit")
    desk.qtbot.waitUntil(lambda: page._sheet is not None)
    began = time.monotonic()
    line = page._sheet.form._edited["title_neutral"].widget.editor  # type: ignore[union-attr, attr-defined]
    line.selectAll()
    desk.qtbot.keyClicks(line, "Typed while the stick is slow")
    kept: list[dict[str, object]] = []
    desk.qtbot.waitUntil(lambda: asked(desk, f"case/{case}", kept), timeout=5000)
    assert time.monotonic() - began < 2.2
    page.primary()
    desk.qtbot.waitUntil(lambda: page._sheet is None, timeout=5000)
    titles: list[str] = []
    desk.program.desk.run(lambda session: session.vault.get(Case, case).title_neutral, titles.append)
    desk.qtbot.waitUntil(lambda: titles == ["Typed while the stick is slow"])
    assert transfer.under_way
    desk.window.go("exchange")
    again = desk.window.screen_shown
    assert isinstance(again, Exchange)
    assert again._under_way.isVisibleTo(desk.window)
    desk.window.go("today")
    slow_stick.set()
    desk.settle(lambda: not transfer.under_way)
    desk.sees("Sent is not received")


def asked(desk: Morning, about: str, kept: list[dict[str, object]]) -> bool:
    """Ask the vault for a draft, in the midst of what it does."""
    desk.program.desk.run(lambda session: drafts.draft_of(session, about), kept.append)
    return any(one for one in kept)


def test_sending_is_cancelled_while_the_stick_is_slow_and_nothing_half_written_stays(
    desk: Morning, tmp_path: Path, slow_stick: threading.Event
) -> None:
    shown = sending(desk, tmp_path / "stick")
    desk.qtbot.waitUntil(lambda: any((tmp_path / "stick").rglob(".*.part")))
    assert shown._under_way.isVisibleTo(desk.window)
    assert not shown.send.isEnabled()
    desk.qtbot.mouseClick(shown.progress._stop, Qt.MouseButton.LeftButton)
    desk.sees("Stopped. What went or came whole stays")
    assert not [one for one in (tmp_path / "stick").rglob("*") if one.is_file()]
    assert shown.send.isEnabled()


def test_locking_in_the_midst_of_sending_ends_it_and_leaves_nothing_half_written(
    desk: Morning, tmp_path: Path, slow_stick: threading.Event
) -> None:
    sending(desk, tmp_path / "stick")
    desk.qtbot.waitUntil(lambda: any((tmp_path / "stick").rglob(".*.part")))
    began = time.monotonic()
    desk.window.lock()
    assert time.monotonic() - began < 3
    assert desk.locked == ["locked"]
    assert not [one for one in (tmp_path / "stick").rglob("*") if one.is_file()]


def test_several_dropped_files_are_taken_in_one_by_one_and_each_is_told_of(desk: Morning, tmp_path: Path) -> None:
    other = opened(tmp_path / "laptop", "07", Clock())
    written = send.write_packages(other, tmp_path, to="XKAL-03", again=True).packages
    other.close()
    (tmp_path / "list.txt").write_text("no package at all")
    (tmp_path / "empty.fcpkg").touch()
    desk.window.go("exchange")
    shown = place(desk)
    drop(shown, tmp_path / "list.txt", *(tmp_path / one.name for one in written))
    drop(shown, tmp_path / "empty.fcpkg")
    assert shown.transfer.under_way
    assert shown._under_way.isVisibleTo(desk.window)
    desk.settle(lambda: not shown.transfer.under_way)
    said = desk.labels()
    assert "list.txt: " in said
    assert "empty.fcpkg: “empty.fcpkg” is empty." in said
    assert all(f"{one.name}: 1 taken in" in said for one in written)
    assert "1 file not read" in said


def test_what_waits_of_several_files_is_let_go_when_it_is_cancelled(desk: Morning, tmp_path: Path) -> None:
    files = [tmp_path / f"{number}.fcpkg" for number in range(3)]
    for one in files:
        one.write_text("no package")
    desk.window.go("exchange")
    shown = place(desk)
    drop(shown, *files)
    shown.progress._stop.click()
    assert not shown.transfer.under_way
    desk.sees("Stopped. What went or came whole stays", "2 files were not looked at.")


def routes_of(desk: Morning) -> RoutesPane:
    desk.window.go("settings", "routes")
    shown = desk.window.screen_shown
    assert isinstance(shown, Settings)
    pane = shown.pane
    assert isinstance(pane, RoutesPane)
    desk.settle(lambda: bool(pane.adds))
    return pane


def button(pane: RoutesPane, said: str) -> Button:
    return next(one for one in pane.findChildren(Button) if name_of(one) == said and not one.isHidden())


def test_routes_are_added_tested_preferred_and_removed_and_sending_offers_them(
    desk: Morning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = routes_of(desk)
    desk.sees("XKAL-07", "No route yet: each time it is asked where to write.")
    monkeypatch.setitem(routes_pane.ASKS, "stick", lambda _parent, _title: str(tmp_path / "stick"))
    monkeypatch.setitem(routes_pane.ASKS, "folder", lambda _parent, _title: str(tmp_path / "not there"))
    desk.qtbot.mouseClick(button(pane, "Add: Memory stick…, XKAL-07"), Qt.MouseButton.LeftButton)
    desk.sees("It can be written and read.", "Preferred")
    assert list((tmp_path / "stick").iterdir()) == []
    add = button(pane, "Add: Shared folder…, XKAL-07")
    add.setFocus()
    desk.qtbot.keyClick(add, Qt.Key.Key_Space)
    desk.sees("“not there” is not there, or was pulled out.")
    assert nameless(pane) == []
    assert too_small(pane) == []
    vault = pane._peers[0].vault
    desk.qtbot.keyClick(button(pane, "Prefer, XKAL-07, not there"), Qt.Key.Key_Space)
    assert [one.called for one in pane.routes.of(vault)] == ["not there", "stick"]
    desk.settle()
    desk.window.do("undo")
    desk.settle(lambda: [one.called for one in pane.routes.of(vault)] == ["stick", "not there"])
    desk.window.go("exchange")
    shown = place(desk)
    assert [row[1].called for row in shown._model.rows if row[1]] == ["stick", "not there"]
    shown.list.table.selectRow(1)
    shown.command("open")
    sheet = shown._sheet
    assert sheet is not None
    assert sheet.chosen == Way("folder", str(tmp_path / "not there"))
    via = sheet.via.editor
    assert isinstance(via, QComboBox)
    desk.qtbot.keyClick(via, Qt.Key.Key_Up)
    assert sheet.chosen == Way("stick", str(tmp_path / "stick"))
    sheet.leave()
    pane = routes_of(desk)
    desk.qtbot.keyClick(button(pane, "Remove, XKAL-07, not there"), Qt.Key.Key_Space)
    assert [one.called for one in pane.routes.of(vault)] == ["stick"]
    desk.window.go("today")
    desk.settle()
    desk.window.do("undo")
    desk.settle()
    assert [one.called for one in routes_of(desk).routes.of(vault)] == ["stick", "not there"]
