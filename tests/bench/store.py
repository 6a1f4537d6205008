"""The store: writing many records, one durable edit, the first page of a list, the first results of a search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from fieldcase.model.declare import Record
from fieldcase.office.session import Session
from fieldcase.vault.views.lists import ListQuery
from tests.bench.engines import Engine, running_on
from tests.bench.files_of_cases import CaseFiles
from tests.bench.measure import RUNS, Figure, Taken, figure, in_turn, middle, often, timed
from tests.bench.stock import OFFICER, Stock, opened
from tests.bench.words import commonest
from tests.laptops import Clock, an_office

GROUP = "store"
SEARCH_AIMS = {50_000: 50.0, 200_000: 200.0}
LIST_AIMS = {50_000: 5.0}
"""Aims in ms by the number of cases."""


def measure(stock: Stock, edited: int, read: tuple[int, ...], bulk: int, edits: int) -> Iterator[Figure]:
    """Edits in a vault of `edited` cases, lists and searches in vaults of `read` cases, `bulk` cases written."""
    yield _bulk(bulk)
    yield from _edit(stock, edited, edits)
    for cases in read:
        yield from _first_looks(stock, cases)


def _bulk(cases: int) -> Figure:
    """Records of new cases, in one transaction: entries, heads, views, index, closed rooms."""
    with TemporaryDirectory() as folder, ExitStack() as stack:
        acts = {}
        for engine in (Engine.KEYED, Engine.PLAIN):
            with running_on(engine):
                session = an_office(Path(folder) / engine.name, Clock(), OFFICER)
            stack.callback(session.close)
            acts[engine.name] = _writing(session, cases)
        taken = in_turn(acts)
    count = len(list(CaseFiles(1).records(cases)))
    return figure(
        GROUP,
        "records written in one transaction",
        taken[Engine.KEYED.name],
        count=count,
        unit="records/s",
        than=taken[Engine.PLAIN.name],
        reference=Engine.PLAIN,
        note=f"{count} records a run",
    )


def _writing(session: Session, cases: int) -> Callable[[], None]:
    files = CaseFiles(1)
    runs: list[list[Record]] = [list(files.records(cases)) for _ in range(RUNS)]

    def write() -> None:
        with session.vault.writing() as writing:
            for record in runs.pop():
                writing.save(record)
            writing.commit()

    return write


def _edit(stock: Stock, cases: int, times: int) -> Iterator[Figure]:
    """Two fields of a case changed: entry, index and head, durable; the same work on the engine without its key."""
    with ExitStack() as stack:
        acts = {}
        for engine in Engine:
            session = stack.enter_context(opened(stack.enter_context(stock.copy(engine, cases)), engine))
            acts[engine.name] = _editing(session)
        taken = often(acts, times)
    for engine, aim in ((Engine.UNKEYED, 1.5), (Engine.PLAIN, 0.0)):
        yield figure(
            GROUP,
            f"one durable edit, {cases:,} cases",
            taken[Engine.KEYED.name],
            than=taken[engine.name],
            reference=engine,
            ratio_at_most=aim,
            runs=times,
        )


def _editing(session: Session) -> Callable[[int], None]:
    cases = [row.id for row in session.vault.page(ListQuery(kind="case", limit=200)).rows]

    def edit(number: int) -> None:
        with session.vault.writing() as writing:
            values = {
                "title_neutral": f"Detained after a statement, {number}",
                "track": ("normal", "urgent")[number % 2],
            }
            writing.set("case", cases[number % len(cases)], values)
            writing.commit()

    return edit


def _first_looks(stock: Stock, cases: int) -> Iterator[Figure]:
    """The first page and the first search, each on a vault just opened; and the search once more, warm."""
    times: dict[tuple[str, Engine], list[Taken]] = {}
    for _ in range(RUNS):
        for engine in (Engine.KEYED, Engine.PLAIN):
            with opened(stock.office(engine, cases), engine) as session:
                for what, look in LOOKS:
                    times.setdefault((what, engine), []).append(timed(partial(look, session)))
    for what, _look in LOOKS:
        yield figure(
            GROUP,
            f"{what}, {cases:,} cases",
            middle(times[what, Engine.KEYED]),
            than=middle(times[what, Engine.PLAIN]),
            reference=Engine.PLAIN,
            at_most=(SEARCH_AIMS if what.startswith(FIRST_HITS) else LIST_AIMS).get(cases, 0.0),
        )


def _list(session: Session) -> object:
    return session.vault.page(ListQuery(kind="case", limit=50))


def _search(session: Session) -> object:
    return session.vault.search(commonest(), limit=50)


FIRST_HITS = "first 50 ranked hits, commonest word"
LOOKS: tuple[tuple[str, Callable[[Session], object]], ...] = (
    ("first list page of 50, new connection", _list),
    (f"{FIRST_HITS}, new connection", _search),
    (f"{FIRST_HITS}, warm", _search),
)
