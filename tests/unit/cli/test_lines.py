"""Records as lines on a terminal."""

from __future__ import annotations

from fieldcase.cli.lines import fields, table
from fieldcase.model.declare import Words
from fieldcase.model.kinds.cases import CASE, Case


def test_columns_line_up_and_a_line_stays_a_line() -> None:
    assert table(("Case", "Title"), [("A-1", "Short"), ("A-22", "Over\ntwo lines"), ("", None)]) == [
        "Case  Title",
        "A-1   Short",
        "A-22  Over two lines",
        "",
    ]


def test_an_empty_list_is_said_in_words() -> None:
    assert table(("Case",), []) == ["There is nothing to list."]


def test_a_record_is_told_by_path_and_value() -> None:
    case = Case(id="ab", track="urgent", summary={"en": Words(text="Detained.", original=True)})
    assert list(fields(CASE, case)) == ["id: ab", "track: urgent", "summary/en: Detained."]
