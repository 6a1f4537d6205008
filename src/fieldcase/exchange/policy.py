"""What each peer gets: a pure decision for one record from facts that the caller gives. No I/O, no clock.

A colleague gets the rooms that their vault holds, whole. Headquarters gets a case when every protected party of it
agreed to `share_hq` at CODED or more, identity values of the parties that agreed to NAMED, source rooms where that
was agreed; any other case is withheld whole, label too, and waits for consent. An urgent escalation (G3) goes under
codes. What a peer once got goes on: later labels always, and withdrawals, holds and higher risk with their values
(docs/formats/ledger.md, section 6, rules 4 and 5). The log room goes to nobody. Read next: `slices.py`, which cuts by
these decisions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from enum import IntEnum, StrEnum
from typing import Final

import msgspec

ALWAYS_WHOLE: Final = frozenset({"feed", "erasure", "confirm", "revocation", "adoption"})
"""The ledger's own law: it goes to everybody who gets the room, whatever it speaks of."""
WHOLE_OR_NOTHING: Final = frozenset({"transition", "deletion", "same"})
"""They go whole, with values, or without label; a label of theirs without value says nothing that could be checked.
"""


class Share(IntEnum):
    """Effective consent to `share_hq`, as a rank. Not asked, expired, withdrawn and refused are all NONE."""

    NONE = 0
    ANON = 1
    CODED = 2
    NAMED = 3


class Goes(StrEnum):
    """What of a record's entries goes: label and values, label alone, or the link alone."""

    WHOLE = "whole"
    LABEL = "label"
    NOTHING = "nothing"


class Profile(StrEnum):
    """Which policy a peer is under."""

    COLLEAGUE = "colleague"
    HEADQUARTERS = "headquarters"


class CaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What decides about a case: the share of every protected party today, and whether it is escalated (G3)."""

    parties: tuple[Share, ...]
    urgent: bool = False

    @property
    def agreed(self) -> bool:
        """Every protected party agreed. A case in which nobody is registered yet has nobody who agreed."""
        return bool(self.parties) and min(self.parties) >= Share.CODED


class RecordFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What decides about a record besides its cases.

    `kind` as in the ledger; `record` its id; `cases` the cases it belongs to (ids); `any_case`: it goes with any of
    them (a person), else only when all of them go (a letter about several). `party`: the share of the person it
    identifies, None when it identifies nobody. `restrictive`: consent, risk, holds, withdrawals. `about`: the records
    that a transition, deletion or same-as speaks of. `agreed`: the source agreed that this peer may know (source
    room). Ids are of any one type, compared only.
    """

    kind: str
    record: bytes
    cases: tuple[bytes, ...] = ()
    any_case: bool = False
    party: Share | None = None
    restrictive: bool = False
    about: tuple[bytes, ...] = ()
    agreed: bool = False


class PeerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What decides about the peer: its policy, the compartments it holds keys for, and the records (ids) of which it
    ever got a label.
    """

    profile: Profile
    compartments: frozenset[str]
    got: Collection[bytes] = frozenset()


def goes(compartment: str, facts: RecordFacts, cases: Mapping[bytes, CaseFacts], peer: PeerFacts) -> Goes:
    """What of this record, in the room of this compartment, goes to this peer."""
    if compartment == "log" or compartment not in peer.compartments:
        return Goes.NOTHING
    if peer.profile is Profile.COLLEAGUE or facts.kind in ALWAYS_WHOLE:
        return Goes.WHOLE
    if _allowed(compartment, facts, cases):
        return Goes.WHOLE
    return _owed(facts, peer)


def waiting_for_consent(cases: Mapping[bytes, CaseFacts]) -> tuple[bytes, ...]:
    """The cases that headquarters does not get yet, in the order given."""
    return tuple(case for case, facts in cases.items() if not (facts.agreed or facts.urgent))


def rooms_for(peer: PeerFacts, compartments: Iterable[str], *, source_agreed: bool = False) -> tuple[str, ...]:
    """The compartments of which anything at all goes to the peer: others go not even as links.

    Headquarters gets no sealed room, and a source room only where a source agreed (`source_agreed`).
    """
    closed = {"log"}
    if peer.profile is Profile.HEADQUARTERS:
        closed |= {"sealed"} | (set() if source_agreed else {"source"})
    return tuple(name for name in compartments if name in peer.compartments and name not in closed)


def _allowed(compartment: str, facts: RecordFacts, cases: Mapping[bytes, CaseFacts]) -> bool:
    """Whether headquarters gets the record by today's consents alone."""
    if compartment == "office":
        return True
    if compartment == "case":
        return _every(facts, lambda case: case.agreed or case.urgent, cases)
    if compartment == "identity":
        return facts.party is Share.NAMED and _every(facts, lambda case: case.agreed, cases)
    return compartment == "source" and facts.agreed


def _every(facts: RecordFacts, ready: Callable[[CaseFacts], bool], cases: Mapping[bytes, CaseFacts]) -> bool:
    """All the record's cases are ready, or any where that is enough; a record of no case, or of an unknown one, is
    not.
    """
    found = [ready(cases[case]) if case in cases else False for case in facts.cases]
    return bool(found) and (any(found) if facts.any_case else all(found))


def _owed(facts: RecordFacts, peer: PeerFacts) -> Goes:
    """What a peer that once got something is still owed, though consent no longer reaches."""
    own = facts.record in peer.got or any(record in peer.got for record in facts.about)
    if facts.kind in WHOLE_OR_NOTHING:
        return Goes.WHOLE if own else Goes.NOTHING
    if facts.restrictive and (own or any(case in peer.got for case in facts.cases)):
        return Goes.WHOLE
    return Goes.LABEL if own else Goes.NOTHING
