"""Prints how many branches of model, vault and exchange the tests took, and fails below the floor.

Run after pytest --cov: `python -m tests.coverage_floor --floor 95`. Files below the floor are listed with the lines
that a reader should look at.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
from pathlib import Path

import coverage

PACKAGES = ("model", "vault", "exchange")
ROOT = Path(__file__).parents[1]


def main() -> int:
    """Report and return the exit status: 1 when a package misses the floor."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--floor", type=float, default=0.0, help="least percentage of branches in each package")
    floor = arguments.parse_args().floor
    files = measured_files()
    missed = False
    print(f"\nBranches taken (floor {floor:.0f} %)")
    for package in PACKAGES:
        inside = {name: entry for name, entry in files.items() if f"fieldcase/{package}/" in name}
        share, counted = branches(inside)
        missed |= share < floor
        print(f"  {package:<10}{share:6.1f} % of {counted}")
    for name, entry in sorted(files.items()):
        share, _ = branches({name: entry})
        if share < floor:
            print(f"  {share:6.1f} %  {name}  {missing(entry)}")
    return int(missed)


def measured_files() -> dict[str, dict]:
    """What coverage measured, by path relative to the checkout."""
    measured = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    measured.load()
    (ROOT / "build").mkdir(exist_ok=True)
    report = ROOT / "build" / "coverage.json"
    silence, sys.stdout = sys.stdout, io.StringIO()
    try:
        measured.json_report(outfile=str(report))
    except coverage.exceptions.NoDataError:
        return {}
    finally:
        sys.stdout = silence
    return json.loads(report.read_text("utf-8"))["files"]


def branches(files: dict[str, dict]) -> tuple[float, int]:
    """Percentage of branches taken and how many there are; 100 where there is none to take."""
    total = sum(entry["summary"]["num_branches"] for entry in files.values())
    taken = sum(entry["summary"]["covered_branches"] for entry in files.values())
    return (100.0 * taken / total if total else 100.0), total


def missing(entry: dict) -> str:
    """The branches not taken, as `from->to` line numbers; only the first of many."""
    shown = [f"{start}->{end if end > 0 else 'exit'}" for start, end in entry["missing_branches"]]
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "")


if __name__ == "__main__":
    sys.exit(main())
