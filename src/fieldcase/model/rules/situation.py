"""A person's situation over time, as far as it decides whose consent counts: arrest, release, death, moving, turning
18.

Uncertain dates are read on the strict side: an event that may have come after a consent ends it.
"""

from __future__ import annotations

from datetime import date

from fieldcase.model.dates.edtf import Edtf
from fieldcase.model.kinds.parties import LifeStatus, Party
from fieldcase.model.rules.saying import dated, months_later

UNREACHABLE = frozenset({"detained", "disappeared"})
EXPECTED = {
    "family_deceased": frozenset({"deceased"}),
    "family_unreachable": UNREACHABLE,
    "vital_interest": UNREACHABLE,
}
"""The situations that are the ground of a basis: they do not end a consent that rests on them."""
ADULT_MONTHS = 18 * 12


def life_event(party: Party, basis: str, obtained: date, on: date) -> bool:
    """Section 3.9: did the person's situation change, or may it have changed, after the consent was obtained?

    Arrest, release, disappearance, death and going into exile end a consent; that nothing is known does not.
    """
    for life in party.status.values():
        if life.status in ("", "unknown") or life.status in EXPECTED.get(basis, frozenset()):
            continue
        since = _began(life)
        if since is not None and since.bounds[0] <= on and _latest_start(since) > obtained:
            return True
    return False


def is_dead(party: Party, on: date) -> bool:
    """G31: a death is recorded that is not certainly later than this day."""
    return any(life.status == "deceased" and _not_later(life, on) for life in party.status.values())


def is_unreachable(party: Party, on: date) -> bool:
    """G30: the last situation known on this day is detention or disappearance; of two that began together the one in
    which the person can be reached counts, and a person of whom nothing is recorded is not unreachable."""
    begun = [
        (_start(life), life.status not in UNREACHABLE, life.status)
        for life in party.status.values()
        if _not_later(life, on)
    ]
    known = [entry for entry in begun if entry[2] not in ("", "unknown")]
    return bool(known) and not max(known)[1]


def is_child(party: Party, on: date) -> bool:
    """G29: under 18 on this day, or possibly so; without a birth date the recorded age band or vulnerability
    decides."""
    if party.kind not in ("", "person"):
        return False
    born = dated(party.date_of_birth)
    if born is not None and born.latest is not None:
        return on < months_later(born.latest, ADULT_MONTHS)
    return party.age_band_at_act == "0_17" or "child" in party.vulnerabilities


def turned_adult(party: Party, obtained: date | None, on: date) -> bool:
    """Turning 18 ends what a guardian consented to: was or may the person have been a child then and may be none
    now."""
    born = dated(party.date_of_birth)
    if born is None or born.earliest is None or obtained is None:
        return False
    birthday = months_later(born.earliest, ADULT_MONTHS)
    return obtained < birthday <= on


def _began(life: LifeStatus) -> Edtf | None:
    return dated(life.since)


def _latest_start(since: Edtf) -> date:
    moment = since.start or since.end
    return moment.latest if moment else date.max


def _start(life: LifeStatus) -> date:
    since = _began(life)
    return since.bounds[0] if since else date.min


def _not_later(life: LifeStatus, on: date) -> bool:
    return _start(life) <= on
