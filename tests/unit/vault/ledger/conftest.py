"""The desks of `rooms.py` as a fixture."""

from tests.unit.vault.ledger.rooms import desks

__all__ = ["desks"]
