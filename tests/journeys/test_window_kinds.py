"""At the desk, a letter of every kind: its page opens, its blocks have names, and its next step is its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fieldcase.desktop.letter.going import STEPS
from fieldcase.desktop.letter.view import LetterView
from fieldcase.model.lettershapes import SHAPES
from fieldcase.model.machines.letter import PROPOSALS, TO_SOURCES
from tests.journeys.conftest import begun_morning
from tests.kinds_ground import every_kind
from tests.laptops import PASSPHRASES, Clock, founded, two_laptops
from tests.morning import Morning, open_letter

Drafted = tuple[Path, str, dict[str, str]]


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Drafted:
    """Laptop 03 with a letter of every kind."""
    place = tmp_path_factory.mktemp("kinds")
    with two_laptops(founded(tmp_path_factory.mktemp("founded")), place, Clock()) as (officer, head):
        found, letters = every_kind(officer, head)
    return place, found.matter.case.id, {kind: letter.id for kind, letter in letters.items()}


@pytest.fixture
def officer(
    qapp: QApplication, qtbot: QtBot, drafted: Drafted, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Morning]:
    with begun_morning(qapp, qtbot, drafted[0], tmp_path, monkeypatch, vault="03", case=drafted[1], letter="") as begun:
        begun.unlock(PASSPHRASES["03"])
        yield begun


def shown(officer: Morning, drafted: Drafted, kind: str) -> LetterView:
    officer.letter = drafted[2][kind]
    return open_letter(officer)


@pytest.mark.parametrize("kind", SHAPES)
def test_its_page_opens_with_title_blocks_and_next_step(officer: Morning, drafted: Drafted, kind: str) -> None:
    page = shown(officer, drafted, kind)
    officer.settle(lambda: page.preview.pages > 0)
    assert page._page is not None
    titles = [block.title for block in page._page.blocks]
    assert not [title for title, block in zip(titles, page._page.blocks, strict=True) if title == block.block]
    officer.sees(page._wording.term("letter_kind", kind), *titles)
    assert page.step is not None
    step = "agree" if kind in TO_SOURCES else "submit"
    assert page.step.accessibleName() == STEPS[step][0]
    said = officer.labels()
    assert ("Internal cover" in said and "taken off at headquarters" in said) is (kind in PROPOSALS)
    assert ("headquarters has cleared it" in said) is (kind == "de_facto_letter")
