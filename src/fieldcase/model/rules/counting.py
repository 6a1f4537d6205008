"""Counting (section 4, I1, trap 15): persons, groups, organisations, cases and acts are separate counts, never added.

A case counts under each responsible State; countries of the act and of residence are tables of their own. A total over
States is counted anew from distinct parties: sums over rows would count somebody twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import msgspec

from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.links import un_nexus


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """Distinct ids, so that counts can be joined without counting anybody twice; use `len`."""

    cases: frozenset[str] = frozenset()
    persons: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    acts: frozenset[str] = frozenset()
    laws: frozenset[str] = frozenset()

    def joined(self, other: Counts) -> Counts:
        """Both together, each id once."""
        fields = self.__struct_fields__
        return Counts(**{name: getattr(self, name) | getattr(other, name) for name in fields})


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What one case contributes to the tables. `mass_low` and `mass_high` are persons not recorded one by one, kept
    apart."""

    counts: Counts
    states: tuple[str, ...]
    act_countries: frozenset[str]
    residences: frozenset[str]
    stages: frozenset[str]
    nexus: str
    mass_low: int = 0
    mass_high: int = 0


def facts(file: CaseFile) -> Facts:
    """The facts of one case: victims of its acts and those whom its links protect, each party of a same-as set once.

    Under I4 a person who gave up cooperating counts without any further harm (S41). Laws count as one measure with
    their number of people, not as invented records (trap 16).
    """
    parties = {victim for act in file.acts for victim in act.victims} | {v for link in file.links for v in link.victim}
    one_each = {min(file.members(party)) for party in parties}

    def of(kind: str) -> frozenset[str]:
        return frozenset(p for p in one_each if (record := file.parties.get(p)) and record.kind == kind)

    mass = file.case.mass_count
    low = (mass.low or 0) + sum(law.affected_count.low or 0 for law in file.laws)
    high = (mass.high or mass.low or 0) + sum(
        law.affected_count.high or law.affected_count.low or 0 for law in file.laws
    )
    return Facts(
        counts=Counts(
            cases=frozenset({file.case.id}),
            persons=of("person"),
            groups=of("group"),
            organisations=of("organisation"),
            acts=frozenset(act.id for act in file.acts),
            laws=frozenset(law.id for law in file.laws),
        ),
        states=file.responsible_states,
        act_countries=frozenset(act.act_country for act in file.acts if act.act_country),
        residences=frozenset(home for party in one_each if (home := file.residence(party))),
        stages=frozenset(link.stage for link in file.links if link.stage),
        nexus=un_nexus(file.links, file.vocabularies),
        mass_low=low,
        mass_high=high,
    )


def table(cases: Iterable[Facts], by: Callable[[Facts], Iterable[str]]) -> Mapping[str, Counts]:
    """Counts by any value of a case; a case with several values stands in several rows, one with none under ""."""
    rows: dict[str, Counts] = {}
    for case in cases:
        for value in tuple(by(case)) or ("",):
            rows[value] = rows.get(value, Counts()).joined(case.counts)
    return rows


def by_state(cases: Iterable[Facts]) -> Mapping[str, Counts]:
    """Cases under each responsible State; unattributed ones under ""."""
    return table(cases, lambda case: case.states)


def by_stage(cases: Iterable[Facts]) -> Mapping[str, Counts]:
    """I4: by stage of cooperation, self-censorship (`deterred`) included."""
    return table(cases, lambda case: case.stages)


def total(cases: Iterable[Facts]) -> Counts:
    """The total of distinct ids over all cases; never the sum of rows."""
    whole = Counts()
    for case in cases:
        whole = whole.joined(case.counts)
    return whole
