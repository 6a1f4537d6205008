"""The next roster of the office: made from what is in force, signed once, kept in the office's own room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from fieldcase.exchange.peers import roster_record, signed_roster
from fieldcase.exchange.roster import RosterDocument, Rosters, SignedRoster, with_signature, write_roster
from fieldcase.model.declare import Room
from fieldcase.model.roles import Seat, VaultCard
from fieldcase.office.law import rosters_in
from fieldcase.office.session import Session


def next_roster(
    session: Session,
    *,
    seats: tuple[Seat, ...],
    vaults: tuple[VaultCard, ...],
    met: Mapping[str, Iterable[str]],
    revoked: Iterable[str] = (),
) -> RosterDocument:
    """The roster after those in force, with these seats and vaults.

    `met`: by vault id, the seats (64 hex) that compared the six words with it; `revoked`: seats taken out now, besides
    those that were before.
    """
    rosters = in_force(session)
    return RosterDocument(
        made=session.now(),
        training=session.training,
        after=rosters.heads,
        met={vault: tuple(said) for vault, said in met.items()},
        revoked=tuple(sorted(rosters.revoked.union(revoked))),
        roster=msgspec.structs.replace(
            rosters.roster,
            number=max(one.roster.number for one in rosters.counting.values()) + 1,
            seats=seats,
            vaults=vaults,
            previous=rosters.head,
        ),
    )


def in_force(session: Session) -> Rosters:
    """What the own office's rosters say together. A vault that belongs to an office has one."""
    rosters = session.law.rosters
    assert rosters is not None
    return rosters


def met_so_far(rosters: Rosters) -> dict[str, tuple[str, ...]]:
    """By vault id, the seats that met it, by every roster in force."""
    met: dict[str, tuple[str, ...]] = {}
    for head in rosters.heads:
        for vault, seats in rosters.counting[head].met.items():
            met[vault] = tuple(dict.fromkeys((*met.get(vault, ()), *seats)))
    return met


def signed_first(session: Session, document: RosterDocument) -> SignedRoster:
    """With the first signature: the root key's while the office is founded, else this seat's."""
    signed = write_roster(document)
    root = session.vault.keys.root_signing
    if root is not None:
        return with_signature(signed, root.public_key().public_bytes_raw().hex(), session.vault.sign_as_root)
    return with_signature(signed, session.vault.seat, session.vault.sign)


def keep_roster(session: Session, signed: SignedRoster) -> None:
    """Write the roster, and read the law anew."""
    with session.vault.writing() as writing:
        writing.save(roster_record(signed, session.office))
        writing.commit()
    session.forget()


def written_rosters(session: Session) -> list[SignedRoster]:
    """Every roster that was ever written in the office's own room, with each signature."""
    return [signed_roster(one) for one in rosters_in(session.vault, f"{session.office}/{Room.OFFICE}")]
