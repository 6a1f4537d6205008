"""References of the office: contiguous per laptop and year, never given twice, none missing without a word (G1).

A series is an office, a laptop and a year. Whatever happened to a letter, its number stays in the register: dispatched,
cancelled with the reason, void because the text was changed elsewhere after it was signed. A number that no letter
accounts for is lost until a person says what happened. Of one number given twice (only a vault that was put back from
an older copy can do that) the letter that was signed first keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

import msgspec

from fieldcase.model.words import N_

SERIES = re.compile(r"(?P<office>[A-Z0-9]{1,12})-(?P<device>[A-Z0-9]{1,8})/(?P<year>[0-9]{4})")
LONGEST = 100_000
"""More numbers than a laptop gives in a year: a register is never drawn out further, whoever wrote what."""


class Fate(StrEnum):
    """What became of a number."""

    SIGNED = "signed"
    DISPATCHED = "dispatched"
    RECEIVED = "receipt_confirmed"
    CANCELLED = "cancelled"
    SUPERSEDED = "superseded"
    VOID = "void"
    SEALED = "sealed"
    NOT_HERE = "not_here"
    LOST = "lost"
    REMOVED = "removed"
    TWICE = "twice"
    FOREIGN = "foreign"


FATES: dict[Fate, str] = {
    Fate.SIGNED: N_("signed"),
    Fate.DISPATCHED: N_("dispatched"),
    Fate.RECEIVED: N_("receipt confirmed"),
    Fate.CANCELLED: N_("cancelled"),
    Fate.SUPERSEDED: N_("replaced"),
    Fate.VOID: N_("void: changed after it was signed"),
    Fate.SEALED: N_("in a sealed case"),
    Fate.NOT_HERE: N_("not received here"),
    Fate.LOST: N_("lost"),
    Fate.REMOVED: N_("record removed"),
    Fate.TWICE: N_("given twice"),
    Fate.FOREIGN: N_("not given by its laptop"),
}
UNACCOUNTED = frozenset({Fate.LOST, Fate.REMOVED, Fate.TWICE, Fate.FOREIGN})
"""Fates of which a person has to say what happened."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A number as a signature gave it. `at` is the instant, `day` the office's local day, `cases` are case numbers;
    `home` says that a seat of the laptop whose series it is wrote it.
    """

    series: str
    serial: int
    reference: str
    at: str
    day: str = ""
    letter: str = ""
    kind: str = ""
    state: str = ""
    cases: tuple[str, ...] = ()
    fate: Fate = Fate.SIGNED
    reason: str = ""
    home: bool = True


class Number(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the register. `reason`: why it was cancelled, or what a person said of it; `asks`: nobody said yet."""

    series: str
    serial: int
    reference: str
    fate: Fate
    day: str = ""
    letter: str = ""
    kind: str = ""
    state: str = ""
    cases: tuple[str, ...] = ()
    reason: str = ""
    asks: bool = False


def series_of(office: str, device: str, year: int) -> str:
    """The name of a series: `XKAL-07/2026`."""
    return f"{office}-{device}/{year}"


def parts_of(series: str) -> tuple[str, str, int] | None:
    """Office, laptop and year of a series; None for what is no series."""
    found = SERIES.fullmatch(series)
    return (found["office"], found["device"], int(found["year"])) if found else None


def reference_text(pattern: str, series: str, serial: int) -> str:
    """A number of a series as the office's pattern writes it; what is no series is written out as it is."""
    parts = parts_of(series)
    if parts is None:
        return f"{series}/{serial}"
    office, device, year = parts
    return pattern.format(office=office, device=device, serial=serial, year=year)


def next_serial(given: Iterable[int], told: Collection[int] = ()) -> int:
    """One more than the highest number that this laptop gave in the series, gaps never filled.

    `told` are numbers of which a person said what happened: those that follow on at once are gone too (letters that
    went out before the vault was put back). One told of far above says nothing: nobody can make a series jump.
    """
    serial = max(given, default=0) + 1
    while serial in told:
        serial += 1
    return serial


def register(
    series: str,
    given: Iterable[Given],
    told: Mapping[int, str],
    *,
    here: bool,
    pattern: str,
    ahead: Collection[int] = (),
) -> tuple[Number, ...]:
    """Every number of one series in order, none left out.

    `told` is what persons said, by number, `ahead` those of it that were said on the laptop itself; `here`: this
    laptop gives these numbers, or nobody does any more, so that a gap is a loss; else its entries may not have come
    yet. `pattern` is the office's, for numbers that are missing.
    """
    by_serial: dict[int, list[Given]] = {}
    strangers = []
    for one in given:
        if one.home and 0 < one.serial <= LONGEST:
            by_serial.setdefault(one.serial, []).append(one)
        else:
            strangers.append(one)
    end = next_serial(by_serial, ahead)
    lines: list[Number] = []
    for serial in range(1, end):
        holders = sorted(by_serial.get(serial, ()), key=lambda one: (one.at, one.letter))
        lines += [_line(one, one.fate if n == 0 else Fate.TWICE, told) for n, one in enumerate(holders)]
        if not holders:
            fate = Fate.LOST if here or serial in told else Fate.NOT_HERE
            missing = Given(series=series, serial=serial, reference=reference_text(pattern, series, serial), at="")
            lines.append(_line(missing, fate, told))
    foreign = (_line(one, Fate.FOREIGN, told) for one in strangers)
    return tuple(sorted((*lines, *foreign), key=lambda one: one.serial))


def _line(one: Given, fate: Fate, told: Mapping[int, str]) -> Number:
    said = told.get(one.serial, "") if fate in UNACCOUNTED else ""
    return Number(
        series=one.series,
        serial=one.serial,
        reference=one.reference,
        fate=fate,
        day=one.day,
        letter=one.letter,
        kind=one.kind,
        state=one.state,
        cases=one.cases,
        reason=said or one.reason,
        asks=fate in UNACCOUNTED and not said,
    )
