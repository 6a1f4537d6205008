"""The table of cases asks only for the rows that are in sight."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from fieldcase.desktop.cases.list import PAGE, CaseList
from fieldcase.desktop.parts.table import Table
from tests.unit.desktop.samples import case_row as row
from tests.unit.desktop.samples import wording

TOTAL = 50_000


@pytest.fixture
def cases(qtbot: QtBot) -> CaseList:
    made = CaseList(wording())
    made.show(0, [row(number) for number in range(PAGE)], TOTAL)
    return made


def test_only_rows_in_sight_are_asked_for(cases: CaseList, qtbot: QtBot) -> None:
    table = Table("Cases")
    qtbot.addWidget(table)
    table.setModel(cases)
    wanted: list[int] = []
    cases.wanted.connect(wanted.append)
    table.resize(1000, 600)
    table.show()
    table.scrollTo(cases.index(20_010, 0))
    table.grab()
    assert wanted
    assert len(wanted) <= 2
