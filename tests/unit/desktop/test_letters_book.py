"""The place Letters without a window: views, filters, ticks, clocks in words, what screen readers hear."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from PySide6.QtCore import Qt

from fieldcase.desktop.letters.book import VIEWS, Book, clock_said
from fieldcase.desktop.letters.dispatches import DispatchList
from fieldcase.desktop.letters.list import LetterList, NumberList
from fieldcase.desktop.parts.table import CELL
from fieldcase.model.rules.numbering import Fate, Number
from fieldcase.model.rules.tracker import Clock, ClockState
from fieldcase.office.letters.book import BookRow, Stage
from fieldcase.office.letters.dispatching import Dispatched
from tests.unit.desktop.samples import TODAY, wording

LATE = Clock(state=ClockState.OVERDUE, due=date(2026, 4, 23), late=11)


def letter(
    number: int, stage: Stage = Stage.DRAFT, *, state: str = "XKA", clock: Clock | None = None, **said: object
) -> BookRow:
    values: dict[str, object] = {
        "id": f"{number:032x}",
        "case": "c" * 32,
        "case_no": f"KAL-03-2026-{number:05}",
        "kind": "note_verbale",
        "status": "dispatched" if clock else "draft",
        "stage": stage,
        "state": state,
        "languages": ("en",),
        "reference": f"KAL/NV/2026/{number:03}" if clock else "",
        "dispatched": date(2026, 2, 20) if clock else None,
        "clock": clock or Clock(state=ClockState.NOT_STARTED),
        **said,
    }
    return BookRow(**values)  # type: ignore[arg-type]  # fields of a row


def full_book() -> Book:
    book = Book()
    book.take(
        [
            letter(1),
            letter(2, Stage.OVERDUE, clock=LATE),
            letter(3, Stage.OVERDUE, clock=LATE, state="XME", mine=True),
            letter(4, Stage.OVER, status="cancelled", languages=("fr",)),
        ]
    )
    return book


def test_every_view_counts_what_it_shows() -> None:
    book = full_book()
    assert book.counts() == (4, 1, 0, 0, 2, 2, 0)
    for view in range(len(VIEWS)):
        assert len(book.shown(view)) == book.counts()[view]


def test_filters_narrow_every_view_and_offer_only_what_there_is() -> None:
    book = full_book()
    assert book.offered("state", wording()) == {"XKA": "Kalindra", "XME": "Merovia"}
    assert book.offered("language", wording()) == {"en": "English", "fr": "Français"}
    book.filters = {"state": "XME", "mine": "mine"}
    assert [row.case_no for row in book.shown()] == ["KAL-03-2026-00003"]
    book.filters = {"language": "fr"}
    assert book.counts()[0] == 1


def test_one_reminder_is_for_overdue_letters_to_one_state_and_else_says_why() -> None:
    book = full_book()
    assert book.why_no_reminder == "Choose letters first."
    book.ticks = {letter(1).id}
    assert book.why_no_reminder == "Choose overdue letters alone."
    book.ticks = {letter(2).id, letter(3).id}
    assert book.why_no_reminder == "Choose letters to one State."
    book.ticks = {letter(2).id}
    assert book.why_no_reminder == ""


def test_a_letter_that_is_gone_loses_its_tick() -> None:
    book = full_book()
    book.ticks = {letter(1).id, letter(2).id}
    book.take([letter(2, Stage.OVERDUE, clock=LATE)])
    assert book.ticks == {letter(2).id}


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        (LATE, "11 days late"),
        (Clock(state=ClockState.RUNNING, due=date(2026, 5, 9)), "due in 5 days"),
        (Clock(state=ClockState.SOON, due=TODAY), "due today"),
        (Clock(state=ClockState.ANSWERED, due=TODAY, late=1, stopped=TODAY), "answered 1 day late"),
        (Clock(state=ClockState.ANSWERED, due=TODAY, late=-3, stopped=TODAY), "answered in time"),
        (Clock(state=ClockState.NO_DEADLINE), "No reply asked"),
    ],
)
def test_a_clock_is_said_in_words(clock: Clock, words: str) -> None:
    assert clock_said(clock, TODAY) == words


def test_a_row_is_said_whole_with_its_tick() -> None:
    model = LetterList(full_book(), wording(), TODAY)
    model.show()
    model.tick(1)
    said = model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Selected, KAL/NV/2026/002, Note verbale, Kalindra, KAL-03-2026-00002")
    assert said.endswith("11 days late")
    assert model.data(model.index(1, 0), CELL).tick is True


def test_the_register_begins_with_what_needs_a_word() -> None:
    model = NumberList(wording())
    lost = Number(series="XKAL-03/2026", serial=1, reference="NV/1", fate=Fate.LOST, asks=True)
    given = Number(series="XKAL-03/2026", serial=2, reference="NV/2", fate=Fate.DISPATCHED, day="2026-03-12")
    model.show((lost, given))
    assert (model.asking, model.number(0)) == (1, lost)
    assert model.data(model.index(0, 1), CELL).icon == "triangle-alert"


def test_letters_are_sorted_by_a_column_and_what_says_nothing_stands_last() -> None:
    book = full_book()
    rows = book.shown()
    assert book.in_order(rows, wording()) == rows
    book.sort_by("sent")
    assert book.descending
    assert [row.id[-1] for row in book.in_order(rows, wording())] == ["2", "3", "1", "4"]
    book.sort_by("reference")
    assert [row.reference for row in book.in_order(rows, wording())][:2] == ["KAL/NV/2026/002", "KAL/NV/2026/003"]
    book.sort_by("reference")
    assert [row.reference for row in book.in_order(rows, wording())] == ["KAL/NV/2026/003", "KAL/NV/2026/002", "", ""]
    other = Book()
    other.take_order(book.kept())
    assert (other.order, other.descending) == ("reference", True)
    other.take_order({"order": "nothing that is sorted by"})
    assert other.order == "reference"


def test_the_log_of_dispatches_tells_copies_apart_the_newest_first() -> None:
    model = DispatchList(wording())
    left = Dispatched(
        letter="a" * 32,
        reference="KAL/NV/2026/001",
        kind="note_verbale",
        state="XKA",
        cases=("KAL-03-2026-00001",),
        day="2026-03-02",
        copy=False,
        to="Registry",
        method="by hand",
        proof="KAL-03-2026-00001/EV1",
        received="2026-03-04",
    )
    model.show([left, msgspec.structs.replace(left, copy=True, to="Permanent mission", received="")])
    assert model.cell(0, "kind").text.endswith("a copy")
    assert model.cell(0, "received").text == "–"
    assert "Registry" in model.said(1)
    assert "by hand" in model.said(1)
    assert model.dispatched(1) == left
    assert model.dispatched(2) is None
