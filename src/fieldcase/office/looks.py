"""Looks at closed compartments: every one is in the log, once per person, record and session (security, store)."""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.office.session import Session


def look(session: Session, action: str, records: Iterable[str], purpose: str) -> None:
    """Log that these records of a closed compartment were looked at, those not logged in this session already.

    `purpose` is in the person's own words; ids only, never content.
    """
    if found := tuple(records):
        session.vault.log(action, found, purpose, once=True)
