"""What a vault wrote before it was put back and does not hold again yet: numbers given then may be out in the world.

Noted beside the ledger when the vault is compared with its note outside or with what peers hold; done with when the
entries came back, or when a person said what is to be said of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fieldcase.model.declare import Room
from fieldcase.vault.database import Connection, transaction
from fieldcase.vault.outside import tag_of
from fieldcase.vault.own import LACKED, Own


class Lacking:
    """The entries of case rooms that were here and are not. `holds` says whether an entry (32 bytes) is held."""

    def __init__(self, connection: Connection, own: Own, holds: Callable[[bytes], bool]) -> None:
        self._connection, self._own, self._holds = connection, own, holds

    def __bool__(self) -> bool:
        """Whether any of them has not come back."""
        return any(not self._holds(bytes.fromhex(one)) for one in self._own.get(LACKED).split())

    def note(self, lost: Iterable[tuple[bytes, bytes]]) -> None:
        """Note heads that are lacking, as (tag of the feed, entry). Feeds known to be of other rooms are left out:
        those of the log go to nobody, so they never come back.
        """
        other = {tag_of(feed) for feed, name in self._feeds() if not name.endswith(f"/{Room.CASE}")}
        lacked = [entry.hex() for tag, entry in lost if tag not in other]
        if lacked:
            self._keep(" ".join(dict.fromkeys([*self._own.get(LACKED).split(), *lacked])))

    def write_off(self) -> None:
        """A person said what is to be said of what does not come back: it is waited for no longer."""
        if self._own.get(LACKED):
            self._keep("")

    def _feeds(self) -> list[tuple[bytes, str]]:
        rows = self._connection.execute("SELECT b.feed, r.name FROM branch b JOIN room r ON r.number = b.room")
        return [(bytes(feed), str(name)) for feed, name in rows.fetchall()]

    def _keep(self, said: str) -> None:
        with transaction(self._connection):
            self._own.keep(LACKED, said)
