"""The figures of the place Reports: what the list shows under the filter beside them, and nothing that is too small."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.refusal import NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office import figures
from fieldcase.office.cases.listing import CaseQuery, count_cases, list_cases
from fieldcase.office.figures import Chart, Period
from fieldcase.office.letters.book import answer_of, letter_book, within
from fieldcase.office.records import add
from fieldcase.office.session import Session
from tests.laptops import Clock, an_office

YEAR = Period(start=date(2025, 5, 1), end=date(2026, 4, 30))
CASES = (
    ("2025-05-01", "threats", "XKA", "woman", False),
    ("2025-12-31", "smear_campaign", "XKA", "man", True),
    ("2026-02-03", "death_threat", "XME", "man", False),
    ("2026-02-28", "smear_campaign", "XKA", "man", True),
    ("2026-03-01", "death_threat", "XKA", "man", False),
    ("2026-03-02", "death_threat", "XKA", "man", False),
    ("2026-03-03", "death_threat", "XKA", "man", False),
    ("2024-07-09", "threats", "XKA", "woman", False),
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    session = filled(tmp_path_factory.mktemp("figures"))
    yield session
    session.close()


def filled(folder: Path) -> Session:
    session = an_office(folder, Clock())
    for day, kind, state, gender, online in CASES:
        case = add(session, Case(title_neutral="A case", received_at=f"{day}T10:00:00Z", received_channel="remote"))
        party = add(session, Party(kind="person", gender=gender))
        add(session, Involvement(case=case.id, party=party.id, role="victim"))
        add(
            session,
            Act(
                case=case.id,
                type=(kind,),
                date=day,
                responsible_state=(state,),
                is_online=online,
                victims=(party.id,),
            ),
        )
    sent = EarlierLetter(case=case.id, kind="note_verbale", addressee_state="XKA", dispatched_at="2025-06-01")
    add(session, sent)
    late = EarlierLetter(
        case=case.id, kind="note_verbale", addressee_state="XKA", dispatched_at="2026-01-05", due_at="2026-02-04"
    )
    add(session, late)
    return session


def charts(session: Session, period: Period, state: str = "") -> list[Chart]:
    return [
        figures.by_month(session, period, state),
        figures.by_status(session, period, state),
        figures.by_act(session, period, state),
    ]


@pytest.mark.parametrize("period", [YEAR, Period(), Period(start=date(2024, 1, 1), end=date(2024, 12, 31))])
@pytest.mark.parametrize("state", ["", "XKA"])
def test_every_figure_of_cases_is_what_the_list_shows_under_its_filter(
    office: Session, period: Period, state: str
) -> None:
    bars = [bar for chart in charts(office, period, state) for bar in chart.bars]
    bars.append(figures.heads(office, period, state).cases)
    assert len(bars) > 2
    for bar in bars:
        shown = list_cases(office, CaseQuery(filters=bar.filters))
        assert len(shown.rows) == shown.total
        assert bar.count == shown.total if bar.count is not None else 0 < shown.total < 5


def test_first_and_last_day_of_a_period_are_in_it(office: Session) -> None:
    heads = figures.heads(office, YEAR)
    assert (heads.cases.count, heads.more) == (7, 6)
    months = {bar.code: bar.count for bar in figures.by_month(office, YEAR).bars}
    assert (len(months), sum(count or 0 for count in months.values())) == (11, 7)
    assert (months["2025-05"], months["2025-12"], months["2026-02"], months["2026-03"]) == (1, 1, 2, 3)


def test_cases_whose_acts_are_all_online_are_the_hatched_part(office: Session) -> None:
    parts = {bar.code: bar.part for bar in figures.by_month(office, YEAR).bars if bar.part}
    assert parts == {"2025-12": 1, "2026-02": 1}


def test_kinds_of_acts_are_gathered_and_small_ones_are_hidden(office: Session) -> None:
    bars = {bar.code: (bar.count, bar.shown) for bar in figures.by_act(office, YEAR).bars}
    assert bars == {"threats": (5, "5"), "reputational": (None, "<5")}


def test_a_small_number_of_persons_is_hidden_and_a_second_one_beside_it(office: Session) -> None:
    heads = figures.heads(office, YEAR)
    assert heads.persons == "7"
    assert heads.gender["woman"] == "<5"
    assert [shown for shown in heads.gender.values() if shown.isdecimal()] == ["0"]
    assert (heads.organisations, heads.acts, heads.online) == ("0", "7", "<5")


def test_figures_of_letters_are_what_the_book_shows(office: Session) -> None:
    chart = figures.replies(office, YEAR)
    assert {bar.code: bar.count for bar in chart.bars if bar.count} == {"overdue": 2}
    for bar in chart.bars:
        rows = [row for row in letter_book(office) if within(row, bar.filters["sent"])]
        assert bar.count == sum(1 for row in rows if answer_of(row) == bar.filters["answer"])


def test_the_report_that_is_being_written_comes_first(office: Session) -> None:
    first, second, *_years, everything = figures.periods(office)
    assert (first, second.start) == (YEAR, date(2024, 5, 1))
    assert everything.filters == {}


def test_an_analyst_gets_small_number_figures_without_the_cases(
    office: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Session, "roles", property(lambda _session: frozenset({Role.ANALYST})))
    months = figures.by_month(office, YEAR).bars
    assert {bar.shown for bar in months} <= {"0", "<5", "*"}
    assert figures.heads(office, YEAR).more is None
    assert figures.replies(office, YEAR).total == "0"
    reason = figures.reason_without_cases(office)
    assert reason is not None
    assert reason.sentence == "Your role sees figures, not the cases behind them."
    assert count_cases(office, YEAR.filters) == 7
    with pytest.raises(NotYourRole):
        list_cases(office, CaseQuery())


def test_an_intake_officer_sees_no_figures(office: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Session, "roles", property(lambda _session: frozenset({Role.INTAKE})))
    for ask in (figures.heads, figures.by_month, figures.by_status, figures.by_act, figures.replies):
        with pytest.raises(NotYourRole):
            ask(office, YEAR)
