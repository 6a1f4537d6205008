"""Every test of the window wears the same look, with the fonts that ship."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from fieldcase.desktop.theme import fonts
from fieldcase.desktop.theme.look import read_look, wear


@pytest.fixture(scope="session")
def shipped_fonts(qapp: QApplication) -> int:
    return fonts.load(fonts.FIRST + fonts.LATER)


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication, shipped_fonts: int) -> Iterator[None]:
    wear(qapp, read_look())
    yield
    wear(qapp, read_look())
