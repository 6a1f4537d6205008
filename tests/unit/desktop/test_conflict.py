"""Deciding between two values: the stricter one first, differences marked by more than colour."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from fieldcase.desktop.case.conflict import Conflicts, differences
from fieldcase.desktop.desk import Desk
from fieldcase.office.cases.conflicts import ConflictLine, Value
from tests.unit.desktop.samples import CASE_ID, wording
from tests.unit.desktop.saying import nameless

NAMES = {CASE_ID: "KAL-03-2026-00042"}

TRACK = ConflictLine(
    kind="case",
    record=CASE_ID,
    path="track",
    values=(
        Value(ref="a" * 68, value="normal", at=1_777_800_000_000, by="Sami Rahal", here=True),
        Value(ref="b" * 68, value="urgent", by="Rosa Lindqvist", counts=True),
    ),
)

HIDDEN = ConflictLine(kind="party", record="1" * 32, path="names/1", hidden=True)


@pytest.fixture
def conflicts(qtbot: QtBot) -> Iterator[Conflicts]:
    desk = Desk()
    shown = Conflicts(None, desk, [TRACK, HIDDEN], wording(), NAMES)
    qtbot.addWidget(shown)
    yield shown
    assert desk.close()


def test_the_stricter_value_is_chosen_and_the_button_names_it(conflicts: Conflicts) -> None:
    assert conflicts.keep.accessibleName() == "Keep “Urgent”"
    conflicts.ways[0].setChecked(True)
    assert conflicts.keep.accessibleName() == "Keep “Normal”"
    assert nameless(conflicts) == []


def test_values_of_a_closed_compartment_are_not_shown(conflicts: Conflicts) -> None:
    conflicts.choices[1].click()
    said = " ".join(label.text() for label in conflicts.findChildren(QLabel))
    assert "closed compartment" in said
    assert not conflicts.keep.isEnabled()


def test_differences_are_marked_by_more_than_colour(qtbot: QtBot) -> None:
    shown = differences("held at the airport", "held near the airport")
    qtbot.addWidget(shown)
    assert shown.accessibleDescription() == "only in the first: at; only in the second: near"
    html = shown.toHtml()
    assert "line-through" in html
    assert "underline" in html
