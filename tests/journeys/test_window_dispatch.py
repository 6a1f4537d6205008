"""At the desk, a signed letter leaves: how, when, with which proof; then it was received."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from fieldcase.desktop.form.sheet import AskSheet, fill
from fieldcase.desktop.letter import more
from fieldcase.desktop.letter.sheet import ProofSheet
from fieldcase.desktop.letter.view import LetterView
from fieldcase.desktop.parts.field import Field
from tests.journeys.conftest import begun_morning
from tests.laptops import PASSPHRASES, Clock, carry, founded, two_laptops
from tests.letter_ground import bring_pages, name_kalindra, ready, signed
from tests.morning import Morning, open_letter


@pytest.fixture(scope="module")
def left(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
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
def officer(
    qapp: QApplication, qtbot: QtBot, left: tuple[Path, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    with begun_morning(qapp, qtbot, left[0], tmp_path, monkeypatch, vault="03", case=left[1], letter=left[2]) as begun:
        begun.unlock(PASSPHRASES["03"])
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
    monkeypatch.setattr(more, "chosen_folder", lambda _parent, title: asked.append(title) or str(tmp_path))
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
