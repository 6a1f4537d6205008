"""Slices: a feed's entries from one held already to a signed head, in order, nothing missing, nothing beside.

Only the chain is looked at here; the signature over the head is `vault.ledger.heads`' to check. A slice follows
`prev`, never seq: two branches have the same numbers (rule 16).
"""

from __future__ import annotations

from collections.abc import Iterable

from fieldcase.model.ledger.entries import ZERO, Entry
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_, _


class BrokenSlice(Refusal):
    """Entries that do not make a chain from start to head (section 5)."""

    code = "FC-082"
    message = N_("Entries of feed {feed} do not fit together: {why}.")
    remedy = N_("Nothing of it was applied. Ask the sender for it again.")


def in_order(entries: Iterable[Entry], start: bytes, head: bytes) -> list[Entry]:
    """The chain after `start` (the id of an entry that the reader holds, or 32 zeros) up to `head`, first entry first.

    Raises `BrokenSlice` for anything missing, beside it, twice, of another feed or with another number.
    """
    by_id: dict[bytes, Entry] = {}
    for entry in entries:
        if entry.id in by_id:
            raise _broken(entry, _("entry {seq} is there twice").format(seq=entry.link.seq))
        by_id[entry.id] = entry
    chain: list[Entry] = []
    at = head
    while at != start:
        found = by_id.pop(at, None)
        if found is None:
            raise BrokenSlice(feed=_feed(chain), why=_before(chain))
        if chain and (found.link.feed, found.link.seq + 1) != (chain[-1].link.feed, chain[-1].link.seq):
            raise _broken(found, _("entry {seq} has another number or feed").format(seq=found.link.seq))
        chain.append(found)
        at = found.link.prev
        if found.link.seq == 0:
            break
    if by_id:
        beside = min(by_id.values(), key=lambda entry: (entry.link.seq, entry.id))
        raise _broken(beside, _("entry {seq} is not in the chain").format(seq=beside.link.seq))
    if not chain or at != start or (start == ZERO) != (chain[-1].link.seq == 0):
        raise BrokenSlice(feed=_feed(chain), why=_("it does not begin where it says"))
    return chain[::-1]


def _broken(entry: Entry, why: str) -> BrokenSlice:
    return BrokenSlice(feed=entry.link.feed.hex()[:8], why=why)


def _feed(chain: list[Entry]) -> str:
    return chain[-1].link.feed.hex()[:8] if chain else "?"


def _before(chain: list[Entry]) -> str:
    if not chain:
        return _("its head is not among them")
    return _("the entry before {seq} is missing").format(seq=chain[-1].link.seq)
