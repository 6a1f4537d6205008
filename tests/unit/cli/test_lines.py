"""Records as lines on a terminal."""

from __future__ import annotations

import pytest

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


ROWS = [("XKAL-03-2026-00001", "A working title that goes on and on", "Assess the four elements")]
HEADS = ("Case", "Working title", "Next")


def test_words_are_cut_to_a_narrow_terminal_and_codes_never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    lines = table(HEADS, ROWS)
    assert all(len(line) <= 50 for line in lines)
    assert lines[1] == "XKAL-03-2026-00001  A working tit…  Assess the fo…"


def test_what_fits_no_narrow_terminal_stands_on_two_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "32")
    assert table(HEADS, ROWS) == [
        "Case",
        "  Working title  Next",
        "XKAL-03-2026-00001",
        "  A working title that goes on",
        "  and on  Assess the four",
        "  elements",
    ]


def test_sentences_are_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [("G7", "A letter rests on consent that P-8XWPFB withdrew: change or cancel it.")]
    monkeypatch.setenv("COLUMNS", "60")
    assert table(("Rule", "What"), rows, sentences=True)[2:] == [
        "G7",
        "  A letter rests on consent that P-8XWPFB withdrew: change",
        "  or cancel it.",
    ]
    monkeypatch.setenv("COLUMNS", "100")
    assert len(table(("Rule", "What"), rows, sentences=True)) == 2


def test_into_a_pipe_nothing_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    assert table(HEADS, ROWS)[1].split("  ") == list(ROWS[0])
