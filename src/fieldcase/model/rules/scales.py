"""The ordered scales that rules compare: consent, verification, risk. A test holds them equal to the vocabulary's
ranks.

They are code and not data on purpose: an edited vocabulary must not be able to loosen a rule.
"""

from __future__ import annotations

from collections.abc import Iterable

NONE, ANON, CODED, NAMED = "NONE", "ANON", "CODED", "NAMED"
NOT_ASKED = "NOT_ASKED"
"""No row: nobody asked. It is shown as such and treated as NONE."""

CONSENT: dict[str, int] = {NOT_ASKED: 0, NONE: 0, ANON: 1, CODED: 2, NAMED: 3}

VERIFICATION: dict[str, int] = {
    "contradicted": -1,
    "not_assessed": 0,
    "insufficient": 1,
    "credible": 2,
    "corroborated": 3,
    "reasonable_grounds": 4,
    "confirmed": 5,
}

RISK: dict[str, int] = {"": 0, "low": 1, "medium": 2, "high": 3, "imminent": 4}

ELEMENTS = ("E1", "E2", "E3", "E4")


def consent_rank(level: str) -> int:
    """The rank of a consent level; what is unknown counts as NONE."""
    return CONSENT.get(level, 0)


def lower_consent(levels: Iterable[str]) -> str:
    """The most restrictive of several levels, NONE for an unknown one and for no level at all.

    `NOT_ASKED` beside NONE gives NONE: a refusal that somebody spoke says more than silence.
    """
    known = [level if level in CONSENT else NONE for level in levels] or [NOT_ASKED]
    return min(known, key=lambda level: (CONSENT[level], level == NOT_ASKED))


def level_rank(level: str) -> int:
    """The rank of a verification level; what is unknown or empty counts as not assessed."""
    return VERIFICATION.get(level, 0)


def lower_level(levels: Iterable[str]) -> str:
    """The weakest of several verification levels; not assessed where there is none."""
    return min(
        (level if level in VERIFICATION else "not_assessed" for level in levels), key=level_rank, default="not_assessed"
    )


def risk_rank(level: str) -> int:
    """The rank of a risk level; an unknown word counts as imminent, for a risk is never read down."""
    return RISK.get(level, RISK["imminent"])
