"""What the settings say and keep, without an office behind them."""

from __future__ import annotations

import pytest

from fieldcase.desktop.settings.calendar import setting_words, shown, typable
from fieldcase.desktop.settings.panes import FIRST, PANES


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
