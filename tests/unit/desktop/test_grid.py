"""Who may appear where: what each cell says, what it stops, and how it is opened."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.desktop.case.grid import REASONS, Grid, counted
from fieldcase.model.rules.consent import Effective, Why
from fieldcase.office.cases.page import PartyLine
from fieldcase.office.consent.matrix import Cell, ConsentMatrix, Person
from fieldcase.office.consent.people import PeopleOfCase, Stopped
from tests.unit.desktop.samples import wording

TODAY = date(2026, 5, 4)

ONE, OTHER = "1" * 32, "2" * 32

NOT_ASKED = Effective(level="NONE", why=Why.NOT_ASKED)


def line(party: str = ONE, code: str = "P-7K3D9X", **consents: Effective) -> PartyLine:
    return PartyLine(id=party, code=code, kind="person", roles=("victim",), gender="woman", consents=consents)


def told(*cells: Cell, stopped: tuple[Stopped, ...] = ()) -> PeopleOfCase:
    row = Person(party=ONE, code="P-7K3D9X", roles=("victim",), protected=True, cells=cells)
    return PeopleOfCase(matrix=ConsentMatrix(scopes=tuple(one.scope for one in cells), people=(row,)), stopped=stopped)


@pytest.mark.parametrize(
    ("counts", "word", "look_of", "below"),
    [
        (None, "Not asked", "dashed", ""),
        (NOT_ASKED, "Not asked", "dashed", ""),
        (Effective(level="NAMED", until=date(2027, 5, 4)), "Named", "info", "until May 2027"),
        (Effective(level="CODED", until=date(2026, 5, 9)), "Ends 9 May 2026", "warn", "Under code"),
        (Effective(level="CODED", limited=True), "Under code", "info", "with limits"),
        (Effective(level="NONE", why=Why.REFUSED), "Refused", "danger", ""),
        (Effective(level="NONE", why=Why.WITHDRAWN), "Withdrawn", "danger", ""),
        (Effective(level="NONE", why=Why.EXPIRED, until=date(2026, 1, 1)), "Expired", "warn", ""),
    ],
)
def test_a_cell_says_what_counts_and_never_takes_silence_for_an_answer(
    counts: Effective | None, word: str, look_of: str, below: str
) -> None:
    said = counted(counts, wording(), TODAY)
    assert [said.word, said.look, said.below] == [word, look_of, below]
    assert said.icon


def test_every_reason_why_a_consent_does_not_count_has_its_word() -> None:
    assert set(Why) - set(REASONS) == {Why.IN_FORCE}


def test_when_and_by_whom_it_was_answered_stands_below_and_limits_before_that() -> None:
    answered = {"answered_on": "2026-03-12T12:00:00Z", "basis": "self"}
    cells = (
        Cell(scope="share_hq", now=Effective(level="NAMED"), **answered),  # type: ignore[arg-type]  # two plain fields
        Cell(scope="sg_report", now=Effective(level="NAMED", limited=True), **answered),  # type: ignore[arg-type]
    )
    grid = Grid([line()], wording(), TODAY, told(*cells))
    assert grid.said(ONE, "share_hq").second == "12 Mar, self"
    assert grid.said(ONE, "sg_report").second == "with limits"


def test_what_a_register_proposes_and_what_two_laptops_wrote_is_no_answer() -> None:
    cells = (
        Cell(scope="share_hq", now=NOT_ASKED, proposed="CODED"),
        Cell(scope="sg_report", now=Effective(level="NONE", why=Why.WITHDRAWN), conflict=True),
    )
    grid = Grid([line()], wording(), TODAY, told(*cells))
    assert grid.said(ONE, "share_hq").whole == "Not asked, register: Under code"
    assert grid.said(ONE, "sg_report").word == "Conflict"


def test_a_use_under_which_a_letter_falls_is_among_those_that_the_case_needs() -> None:
    stopped = (Stopped(party=ONE, scope="third_state", letter="9" * 32, kind="note_verbale", level="NAMED"),)
    grid = Grid([line()], wording(), TODAY, told(Cell(scope="third_state", now=NOT_ASKED), stopped=stopped))
    assert "third_state" in grid.needed
    assert grid.said(ONE, "third_state").second == "stops 1 letter"
