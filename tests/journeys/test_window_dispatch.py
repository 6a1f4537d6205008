"""At the desk, a signed letter leaves: how, when, with which proof; then it was received."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

from fieldcase.desktop.form.sheet import AskSheet, fill
from fieldcase.desktop.letter import outside
from fieldcase.desktop.letter.sheet import ProofSheet
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.paper import printing
from fieldcase.desktop.paper.printing import Printers
from fieldcase.desktop.parts.field import Field
from fieldcase.model.kinds.office import LogEntry
from fieldcase.office.session import Session
from tests.journeys.conftest import Desk, sat_down
from tests.laptops import Clock, carry, founded, two_laptops
from tests.letter_ground import bring_pages, name_kalindra, ready, signed
from tests.morning import Morning, open_letter


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Laptop 03 with a letter that laptop 07 signed."""
    place = tmp_path_factory.mktemp("signed")
    with two_laptops(founded(tmp_path_factory.mktemp("founded")), place, Clock()) as (officer, head):
        name_kalindra(officer)
        found = ready(officer)
        letter = signed(officer, head, found, "en")
        carry(officer, head)
        bring_pages(head, officer)
    return place, found.matter.case.id, letter.id


@pytest.fixture
def officer(request: pytest.FixtureRequest, left: Desk) -> Iterator[Morning]:
    with sat_down(request, "03", left) as begun:
        yield begun


def sheet_of(page: LetterView) -> ProofSheet:
    page.primary()
    assert isinstance(page.sheet, ProofSheet)
    return page.sheet


def test_it_leaves_with_a_scan_as_its_proof_and_is_received_with_the_same(officer: Morning, tmp_path: Path) -> None:
    scan = tmp_path / "stamped.pdf"
    scan.write_bytes(b"stamped by the registry")
    page = open_letter(officer)
    sheet = sheet_of(page)
    assert QApplication.focusWidget() is sheet.method.editor
    sheet.offer()
    officer.sees("Say how it left.")
    put(sheet.method, "by hand")
    sheet.offer()
    officer.sees("The dispatch has no proof.")
    put(sheet.at, "yesterday")
    sheet.take(scan)
    sheet.offer()
    officer.sees("it is no day or time")
    put(sheet.at, "")
    sheet.offer()
    officer.settle(lambda: page._page is not None and page._page.status == "dispatched")
    receipt = sheet_of(page)
    proofs = receipt.proof.editor
    assert isinstance(proofs, QComboBox)
    officer.settle(lambda: proofs.count() > 1)
    assert proofs.count() == 2, "a refused step keeps its scan once"
    proofs.setCurrentIndex(1)
    receipt.offer()
    officer.settle(lambda: page._page is not None and page._page.status == "receipt_confirmed")
    assert page.step is None


def put(field: Field, text: str) -> None:
    assert isinstance(field.editor, QLineEdit)
    field.editor.setText(text)


def test_a_letter_is_saved_outside_only_by_who_knows_what_that_means(
    officer: Morning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(outside, "chosen_folder", lambda _parent, title: asked.append(title) or str(tmp_path))
    page = open_letter(officer)
    page._lay(page.more["save"].sheet())
    page.primary()
    officer.sees("Tick that you know it.")
    assert asked == []
    sheet = page.sheet
    assert isinstance(sheet, AskSheet)
    fill(sheet.asked["rendition"], "hq_coded")
    fill(sheet.asked["sure"], True)
    page.primary()
    officer.sees("Clear each point and try again.")
    assert list(tmp_path.glob("*.pdf")) == []
    fill(sheet.asked["rendition"], "state_full")
    page.primary()
    officer.settle(lambda: page._page is not None)
    (written,) = tmp_path.glob("*.pdf")
    assert written.read_bytes().startswith(b"%PDF-")
    assert written.name == "OHCHR-XKAL-07-001-2026.en.pdf"


class Printer:
    """A printer whose paper is a PDF in memory."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.paper = QBuffer()
        self.asked: list[tuple[str, int]] = []
        monkeypatch.setattr(printing, "printer_called", self._called)
        monkeypatch.setattr(outside, "printers_here", lambda: Printers(("Cellar", "Registry"), "Registry"))

    @property
    def pages(self) -> int:
        return bytes(self.paper.data().data()).count(b"/Type /Page\n")

    def _called(self, name: str, copies: int) -> QPdfWriter:
        self.asked.append((name, copies))
        self.paper.open(QIODevice.OpenModeFlag.WriteOnly)
        return QPdfWriter(self.paper)


def looks_at_the_log(officer: Morning) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def ask(session: Session) -> None:
        found.extend((one.look.action, one.look.purpose) for one in session.vault.all(LogEntry))

    officer.program.desk.run(ask)
    officer.settle()
    return found


def test_a_letter_is_printed_with_the_keyboard_alone(officer: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    printer = Printer(monkeypatch)
    page = open_letter(officer)
    officer.qtbot.keyClick(officer.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = page.sheet
    assert isinstance(sheet, outside.PrintSheet)
    officer.sees("The printer’s queue may keep a copy")
    officer.settle(lambda: sheet.values()["printer"] == "Registry")
    page.primary()
    officer.sees("Tick that you know it.")
    assert printer.asked == []
    tick = sheet.asked["sure"]
    tick.setFocus()
    officer.qtbot.keyClick(tick, Qt.Key.Key_Space)
    officer.qtbot.keyClick(officer.window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    officer.settle(lambda: page._page is not None)
    assert printer.asked == [("Registry", 1)]
    assert printer.pages >= 1
    assert ("print_letter", "state_full/en/pdf") in looks_at_the_log(officer)
    assert "went to the printer" in officer.window.toast.accessibleName()


def test_what_was_said_on_somebodys_behalf_is_printed_for_them_alone(
    officer: Morning, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Printer(monkeypatch)
    page = open_letter(officer)
    officer.window.do("print")
    sheet = page.sheet
    assert isinstance(sheet, outside.PrintSheet)
    officer.settle(lambda: sheet.values()["printer"] == "Registry")
    reader = sheet.asked["reader"]
    assert not reader.isVisible()
    fill(sheet.asked["rendition"], "for_source")
    assert reader.isVisible()
    fill(sheet.asked["sure"], True)
    officer.qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    officer.sees("Choose on whose behalf it was said.")
    assert isinstance(reader, Field)
    assert isinstance(reader.editor, QComboBox)
    reader.editor.setCurrentIndex(1)
    officer.qtbot.mouseClick(sheet.go, Qt.MouseButton.LeftButton)
    officer.sees("No safe channel to")
    assert printer.asked == [], "a person without a safe channel gets nothing"


def test_a_laptop_without_a_printer_says_so(officer: Morning, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "printers_here", Printers)
    page = open_letter(officer)
    officer.window.do("print")
    officer.sees("This laptop knows no printer.")
    assert page.sheet is not None
    assert not page.sheet.go.isEnabled()
