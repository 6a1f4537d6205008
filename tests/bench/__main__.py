"""Measure: `python -m tests.bench --into build/bench.json [--large]`. Writes JSON, prints a table.

What is measured and why is told in docs/performance.md. Nothing fails here when an aim is missed: the table says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from fieldcase.vault.keys.slots import Cost
from tests.bench import ledger, letters, packages, starting, store, window
from tests.bench.measure import Figure
from tests.bench.stock import ROOT, Stock

GROUPS = ("store", "ledger", "package", "letters", "start", "window")


class Sizes(msgspec.Struct, frozen=True, kw_only=True):
    """How much is measured: cases in the vaults that are edited and merged, in those that are only read, and so on."""

    edited: int = 10_000
    read: tuple[int, ...] = (10_000, 50_000)
    bulk: int = 100
    edits: int = 200
    merged: int = 6000
    letters: int = 100
    office_suite: bool = True
    cost: Cost = Cost()
    minutes: float = 0.0


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of a run, and on what they were measured."""

    at: str
    python: str
    processors: int
    load: tuple[float, float, float]
    load_after: tuple[float, float, float]
    seconds: float
    figures: tuple[Figure, ...]


def main(arguments: list[str]) -> int:
    """Measure what was asked for; 0 when everything could be measured."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure fieldcase.")
    parser.add_argument("--into", type=Path, required=True, help="file for the figures as JSON")
    parser.add_argument("--large", action="store_true", help="the store alone, at 200,000 cases")
    parser.add_argument("--only", action="append", choices=GROUPS, help="measure only this (may be repeated)")
    parser.add_argument("--minutes", type=float, default=10.0, help="how long the memory of the window is watched")
    chosen = parser.parse_args(arguments)
    sizes = Sizes(read=(200_000,)) if chosen.large else Sizes(minutes=chosen.minutes)
    groups = chosen.only or (GROUPS[:1] if chosen.large else GROUPS)
    report = measured(sizes, groups, ROOT / "build" / "bench-data")
    chosen.into.write_bytes(msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n")
    print(table(report))
    return 0


def measured(sizes: Sizes, groups: tuple[str, ...] | list[str], folder: Path) -> Report:
    """Measure these groups; vaults are kept in the folder."""
    begin, load = time.perf_counter(), os.getloadavg()
    folder.mkdir(parents=True, exist_ok=True)
    stock = Stock(folder, (sizes.edited, *sizes.read), _tell)
    stock.forget_others()
    figures = []
    for figure in _figures(stock, sizes, groups):
        _tell(f"{figure.group}: {figure.what}: {figure.value:,.1f} {figure.unit}")
        figures.append(figure)
    return Report(
        at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        python=platform.python_version(),
        processors=os.cpu_count() or 1,
        load=load,
        load_after=os.getloadavg(),
        seconds=time.perf_counter() - begin,
        figures=tuple(figures),
    )


def _figures(stock: Stock, sizes: Sizes, groups: tuple[str, ...] | list[str]) -> Iterator[Figure]:
    for group in groups:
        match group:
            case "store":
                yield from store.measure(stock, sizes.edited, sizes.read, sizes.bulk, sizes.edits)
            case "ledger":
                yield from ledger.measure(stock, sizes.edited, sizes.merged, sizes.edits)
            case "package":
                yield from packages.measure(stock, sizes.edited)
            case "letters":
                yield from letters.measure(sizes.letters, office_suite=sizes.office_suite)
            case "start":
                yield from starting.measure(stock, max(sizes.read), sizes.cost)
            case "window":
                yield from window.measure(stock, max(sizes.read), sizes.minutes)


def table(report: Report) -> str:
    """The figures as a table of plain text."""
    rows: list[tuple[str, ...]] = [("", "what", "here", "processor", "", "reference", "ratio", "processor", "aim", "")]
    rows += [_row(figure) for figure in report.figures]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    load = f"{report.load[0]:.1f} before, {report.load_after[0]:.1f} after"
    foot = f"Python {report.python}, {report.processors} processors, load {load}; {report.seconds:.0f} s"
    return "\n".join([*lines, "", foot])


def _row(figure: Figure) -> tuple[str, ...]:
    digits = 0 if figure.value >= 1000 else 1 if figure.value >= 10 else 2
    here, alone, than = (f"{number:,.{digits}f}" for number in (figure.value, figure.alone, figure.than))
    ratio, ratio_alone = (f"{number:.2f} ×" if number else "" for number in (figure.ratio, figure.ratio_alone))
    compared = f"{than} ({figure.reference})" if figure.reference else ""
    met = {None: "", True: "met", False: "MISSED"}[figure.met]
    return (figure.group, figure.what, here, alone, figure.unit, compared, ratio, ratio_alone, figure.aim, met)


def _tell(said: str) -> None:
    print(f"  {said}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
