"""The measurements themselves: they run on tiny vaults in every test run, so that `make bench` does not rot."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from fieldcase.vault.keys.slots import Cost
from fieldcase.vault.views.lists import ListQuery
from tests.bench import __main__ as bench
from tests.bench.engines import Engine
from tests.bench.files_of_cases import CaseFiles
from tests.bench.measure import Figure, in_turn, often
from tests.bench.stock import Stock, opened
from tests.bench.words import commonest

TINY = bench.Sizes(
    edited=20,
    read=(20, 30),
    bulk=2,
    edits=5,
    merged=48,
    letters=1,
    office_suite=False,
    cost=Cost(memory=64, passes=1, lanes=1),
)


def silent(_said: str) -> None:
    """Nobody watches."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("stock")


@pytest.fixture
def stock(folder: Path) -> Stock:
    return Stock(folder, (20, 30), silent)


QUICK = ("start",)
"""The group that is tried with every test; the others take ten seconds and more."""


@pytest.mark.parametrize(
    "group", [pytest.param(one, marks=() if one in QUICK else pytest.mark.slow) for one in bench.GROUPS]
)
def test_every_group_gives_figures_that_can_be_written_and_read(group: str, folder: Path) -> None:
    report = bench.measured(TINY, (group,), folder)
    assert report.figures
    for figure in report.figures:
        assert figure.group == group
        assert figure.value > 0
        assert figure.runs >= 5
        assert not figure.reference or (figure.than > 0 and figure.ratio > 0)
    assert msgspec.json.decode(msgspec.json.encode(report), type=bench.Report) == report
    assert len(bench.table(report).splitlines()) == len(report.figures) + 3


@pytest.mark.parametrize("engine", Engine)
def test_a_vault_shows_the_same_on_every_engine(stock: Stock, engine: Engine) -> None:
    with opened(stock.office(Engine.KEYED, 30)) as session:
        page, found = session.vault.page(ListQuery(kind="case")), session.vault.search(commonest(), limit=500)
    with opened(stock.office(engine, 30), engine) as session:
        assert session.vault.page(ListQuery(kind="case")) == page
        hits = session.vault.search(commonest(), limit=500).hits
        assert {hit.id for hit in hits} == {hit.id for hit in found.hits}
    assert page.total == 30
    assert len(found.hits) > 15


def test_only_the_vaults_own_engine_hides_what_it_holds(stock: Stock) -> None:
    def begins(engine: Engine) -> bytes:
        return (stock.office(engine, 20) / "03" / "ledger.db").read_bytes()[:16]

    assert begins(Engine.KEYED) != b"SQLite format 3\0"
    assert begins(Engine.UNKEYED) == begins(Engine.PLAIN) == b"SQLite format 3\0"


def test_case_files_follow_from_the_seed_and_hold_several_scripts() -> None:
    once = list(CaseFiles(3).records(60))
    assert list(CaseFiles(3).records(60)) == once
    assert list(CaseFiles(4).records(60)) != once
    text = msgspec.json.encode(once).decode()
    assert any("\u0600" <= sign <= "\u06ff" for sign in text)
    assert any("\u0400" <= sign <= "\u04ff" for sign in text)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in text)
    assert any(sign in text for sign in "éàñ")


def test_what_is_compared_runs_in_turn() -> None:
    ran: list[str] = []
    in_turn({"a": lambda: ran.append("a"), "b": lambda: ran.append("b")}, runs=3)
    often({"c": lambda number: ran.append(f"c{number}")}, 2)
    assert ran == ["a", "b", "a", "b", "a", "b", "c0", "c1"]


@pytest.mark.parametrize(
    ("changed", "aim", "met"),
    [
        ({}, "", None),
        ({"at_most": 5.0}, "≤ 5 ms", True),
        ({"at_most": 3.0}, "≤ 3 ms", False),
        ({"at_least": 3.0}, "≥ 3 ms", True),
        ({"ratio": 1.6, "ratio_at_most": 1.5}, "≤ 1.5 ×", False),
    ],
)
def test_an_aim_is_said_and_judged(changed: dict[str, float], aim: str, met: bool | None) -> None:
    figure = Figure(group="store", what="something", value=4.0, alone=2.0, unit="ms", **changed)  # type: ignore[arg-type]
    assert (figure.aim, figure.met) == (aim, met)
