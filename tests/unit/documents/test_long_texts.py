"""A long text made to be slow is read as quickly as any other: whoever answers a letter may send one."""

from __future__ import annotations

import re
from collections.abc import Callable
from time import perf_counter

import pytest

from fieldcase.documents.lint import note_verbale
from fieldcase.documents.markup import _cells
from fieldcase.documents.pdf.shaping import breaks
from fieldcase.documents.typography import typeset
from fieldcase.office.replies.page import SIGN

pytestmark = pytest.mark.security

LONG = 100_000
"""Half of what a text may have at most."""


def found_in(pattern: re.Pattern[str]) -> Callable[[str], object]:
    return lambda text: sum(1 for _found in pattern.finditer(text))


@pytest.mark.parametrize(
    ("read", "piece", "end"),
    [
        *(
            (found_in(note_verbale._LEFT_OVER), piece, "")
            for piece in ("{", "[", "［", "【", "<a", "a-", "/a", "_", "P-")
        ),
        *((found_in(note_verbale._RESOLUTION), piece, "") for piece in ("резолюция ", "resolution ", "第 ")),
        (found_in(SIGN), "{date:", ""),
        (lambda text: list(_cells(text)), "a", "\\|"),
        (lambda text: list(_cells(text)), "{", "|"),
        (breaks, " ", ""),
        *((lambda text, code=code: typeset(text, code), " ", "") for code in ("en", "fr", "es", "ru", "ar")),
        (lambda text: typeset(text, "fr"), "« ", ""),
    ],
)
def test_no_text_of_one_piece_over_and_over_holds_the_program_up(
    read: Callable[[str], object], piece: str, end: str
) -> None:
    begun = perf_counter()
    read(piece * (LONG // len(piece)) + end)
    assert perf_counter() - begun < 5


def test_a_row_whose_last_border_stands_behind_a_backslash_keeps_its_words() -> None:
    assert list(_cells("| one | two \\|")) == [" one ", " two \\|"]
