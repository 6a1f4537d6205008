"""What the settings say and keep, without an office behind them."""

from __future__ import annotations

import msgspec
import pytest

from fieldcase.desktop.settings.calendar import setting_words, shown, typable
from fieldcase.desktop.settings.panes import FIRST, PANES
from fieldcase.desktop.settings.people import removal_lines, waiting_lines
from fieldcase.model.roles import Role
from fieldcase.office.rosters.removing import Removal
from fieldcase.office.rosters.signing import Cut, Waiting


def test_every_pane_has_its_words_and_the_first_is_one_of_them() -> None:
    assert FIRST in PANES
    assert all(words and picture for picture, words, _make in PANES.values())


@pytest.mark.parametrize(
    ("value", "said"), [(True, "yes"), (False, "no"), (None, ""), (30, "30"), ("fri sat", "fri sat"), ((1, 2), "1 2")]
)
def test_a_setting_is_shown_as_it_is_typed(value: object, said: str) -> None:
    assert shown(value) == said


def test_a_table_of_settings_is_said_with_its_key() -> None:
    assert setting_words("matrix_days", "Days") == "Days"
    assert setting_words("reply_days.note_verbale", "Days") == "Days · note_verbale"
    assert typable(30)
    assert not typable(("XKA",))


def test_what_waits_for_a_signature_is_said_in_full() -> None:
    cut = Cut(room="XKAL/case", who="Oren Vask (XKAL-11)", seat="", entry="", stays=7, falls=2)
    waits = Waiting(
        code="c0de",
        roster="r",
        number=3,
        made="2026-03-12T09:00:00Z",
        proposed_by=("Ines Duarte",),
        cuts=(cut,),
        lacking=("XKAL/office",),
        apart=True,
    )
    lines = waiting_lines(waits)
    assert lines[0] == "Roster 3, proposed by Ines Duarte on 2026-03-12, would change this:"
    assert "Oren Vask (XKAL-11): in XKAL/case, 7 entries stay and 2 stop counting." in lines
    assert any("XKAL/office" in line for line in lines)
    assert waiting_lines(Waiting(code="c0de", cuts=(cut,)))[0].startswith("These revocations")


def test_taking_a_seat_out_says_what_it_does_and_what_it_does_not() -> None:
    plan = Removal(
        code="c0de",
        seat="s",
        who="Oren Vask (XKAL-11)",
        roles=(Role.CASE_OFFICER,),
        laptop="XKAL-11",
        last_on_vault=True,
        opens=("case", "identity"),
        entries=(),
        alone=(),
        at_once=False,
    )
    said = " ".join(removal_lines(plan))
    assert "case officer" in said
    assert "case, identity" in said
    assert "signs too" in said
    assert "signs too" not in " ".join(removal_lines(msgspec.structs.replace(plan, at_once=True)))
