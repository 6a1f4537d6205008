"""What the rules say, as buttons and tabs; the kinds of letter; the table of keys."""

from __future__ import annotations

from msgspec import structs
from PySide6.QtGui import QKeySequence

from fieldcase.desktop.case.answers import ANSWERS
from fieldcase.desktop.case.tabs import TABS, place_of, place_of_kind
from fieldcase.desktop.frame.rail import PLACES
from fieldcase.desktop.keys import KEYS, Where, key
from fieldcase.desktop.letter.kinds import ABOUT
from fieldcase.desktop.remedies import REMEDIES, SHEETS, Remedy, rule_lines
from fieldcase.model.kinds import KINDS
from fieldcase.model.rules.panel import ACTIONS, Line, LineState
from tests.unit.desktop.samples import wording


def test_every_action_of_the_rules_has_a_button_and_a_tab() -> None:
    assert set(ACTIONS.values()) <= set(REMEDIES)
    assert set(SHEETS) <= set(REMEDIES)
    assert set(SHEETS.values()) <= set(ANSWERS)


def test_every_kind_of_letter_says_what_it_is_for() -> None:
    assert set(wording().terms("letter_kind")) == set(ABOUT)


def test_every_kind_that_a_tab_shows_is_known() -> None:
    listed = {kind for one in TABS for kind in one.kinds}
    assert listed <= set(KINDS)


def test_every_tab_of_a_case_has_its_key_and_its_place() -> None:
    assert [place_of(one.name) for one in TABS] == list(range(7))
    assert all(key(f"tab_{place}").keys == (f"Alt+{place}",) for place in range(1, len(TABS) + 1))
    assert TABS[place_of_kind("act")].name == "happened"
    assert place_of_kind("no such kind") == 0


def test_lines_say_each_thing_once_and_leave_out_what_is_not_needed() -> None:
    blocked = Line(
        state=LineState.BLOCKED,
        rule="G4",
        sentence="P-7K3D9X was not asked.",
        why="Checked at every step.",
        remedy="Record the answer of P-7K3D9X.",
        action="record_consent",
        party_code="P-7K3D9X",
    )
    done = Line(state=LineState.DONE, rule="G8", sentence="Nothing points at a source.", why="Sources never leave.")
    lines = rule_lines([blocked, blocked, done, Line(state=LineState.NOT_NEEDED, rule="G27", sentence="Not needed.")])
    assert [line.sentence for line in lines] == ["P-7K3D9X was not asked.", "Nothing points at a source."]
    assert lines[0].why == "Record the answer of P-7K3D9X."
    assert lines[0].remedy == "Record the answer"
    assert lines[0].action == Remedy("record_consent", "P-7K3D9X")
    assert lines[1].remedy == ""


def test_the_risk_of_acting_has_a_remedy_of_its_own() -> None:
    line = Line(
        state=LineState.BLOCKED, rule="3.10", sentence="Nobody assessed it.", action="assess_risk", field="of_action"
    )
    assert rule_lines([line])[0].action == Remedy("assess_acting", field="of_action")
    of_the_person = structs.replace(line, field="level")
    assert rule_lines([of_the_person])[0].action == Remedy("assess_risk", field="level")


def test_no_key_is_given_twice() -> None:
    for where in (Where.EVERYWHERE, Where.CASE, Where.FIELD):
        given = [keys for one in KEYS if one.where in (where, Where.EVERYWHERE) for keys in one.keys]
        assert len(given) == len(set(given))


def test_every_key_is_one_that_qt_knows() -> None:
    for one in KEYS:
        for keys in one.keys:
            assert QKeySequence(keys).toString(), keys


def test_every_place_of_the_rail_has_its_key() -> None:
    assert {place.name for place in PLACES} <= {one.name for one in KEYS}
    assert key("lock").keys == ("Ctrl+L",)
