"""The second signature under a roster: shown first, in full, and given to exactly what was shown.

A roster that revokes a seat stands together with a revocation in each room, which says how far the seat's entries go on
counting. Both are shown and confirmed together; revocations that come later, with packages of other rooms, wait here
until they are confirmed too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from fieldcase.exchange.peers import roster_record
from fieldcase.exchange.roster import (
    RosterDocument,
    RosterUnreadable,
    SignedRoster,
    read_roster,
    with_signature,
)
from fieldcase.exchange.signed import ROSTER, SignatureFalse, require_signature
from fieldcase.model.declare import Room
from fieldcase.model.kinds.office import Peer
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Action, may
from fieldcase.model.words import N_, _
from fieldcase.office.rosters.changes import RosterChange, What, called, changes_of
from fieldcase.office.rosters.making import in_force, written_rosters
from fieldcase.office.rosters.rooms import rooms_to_cut
from fieldcase.office.session import Session
from fieldcase.vault.revoking import asked_in

CODE_LENGTH = 12


class NothingToSign(Refusal):
    """Nothing waits for this seat's signature."""

    code = "FC-423"
    message = N_("No roster waits for your signature.")
    remedy = N_("Receive what your colleague sent, then try again.")


class NotWhatWasShown(Refusal):
    """What waits is not what the person was shown."""

    code = "FC-426"
    message = N_("What waits for your signature is not what you were shown under “{given}”. Nothing was signed.")
    remedy = N_("Look at it again: fieldcase peer sign.")


class Cut(msgspec.Struct, frozen=True, kw_only=True):
    """What a revocation does in one room: how many entries of the seat go on counting, and how many do not."""

    room: str
    who: str
    seat: str
    entry: str
    stays: int
    falls: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """What waits for a signature, and what it would change.

    `code` stands for all of it, and for what is in force beside it: give it back to sign. `roster` is the name (64 hex)
    of a roster, empty where only revocations of seats already taken out wait for confirmation. `apart`: it does not
    follow everything in force, and would be read together with that. `lacking`: rooms from which the revocation has not
    come yet.
    """

    code: str
    roster: str = ""
    number: int = 0
    made: str = ""
    proposed_by: tuple[str, ...] = ()
    changes: tuple[RosterChange, ...] = ()
    cuts: tuple[Cut, ...] = ()
    lacking: tuple[str, ...] = ()
    apart: bool = False

    @property
    def pressing(self) -> tuple[str, ...]:
        """What of it presses, in sentences: each seat to be taken out, else that something waits."""
        gone = [one.who for one in self.changes if one.what is What.REVOKED] or [one.who for one in self.cuts]
        removal = _("{who} is to be taken out: your signature is lacking, and until then packages of this seat wait.")
        return tuple(removal.format(who=who) for who in dict.fromkeys(gone)) or (
            _("A change of who works here waits for your signature (peer sign)."),
        )


class _Asked(msgspec.Struct, frozen=True):
    """A roster that waits, with the signatures under it that hold."""

    signed: SignedRoster
    document: RosterDocument
    changes: tuple[RosterChange, ...]


def what_waits(session: Session) -> tuple[Waiting, ...]:
    """What this seat may sign, the newest first. Raises `NotYourRole`."""
    session.require(Action.CHANGE_ROSTER)
    if session.law.rosters is None:
        return ()
    asked, cuts = _asked(session), _cuts(session)
    stamp = [*in_force(session).heads, *sorted(asked), *sorted(one.entry for one in cuts)]
    found = [_waiting(session, one, cuts, stamp) for one in asked.values()]
    found.sort(key=lambda one: (one.number, one.made, one.roster), reverse=True)
    gone = {seat_record(bytes.fromhex(seat)).hex() for seat in in_force(session).revoked}
    late = tuple(one for one in cuts if one.seat in gone)
    if late:
        found.append(Waiting(code=_code("", stamp), cuts=late))
    return tuple(found)


def sign_roster(session: Session, code: str) -> Waiting:
    """Sign what was shown under `code`, and confirm the revocations shown with it. Returns what was signed.

    Raises `NothingToSign`, and `NotWhatWasShown` where another roster or revocation came meanwhile.
    """
    waits = what_waits(session)
    if not waits:
        raise NothingToSign
    chosen = next((one for one in waits if one.code == code.strip().lower()), None)
    if chosen is None:
        raise NotWhatWasShown(given=code)
    with session.vault.writing() as writing:
        if chosen.roster:
            vault = session.vault
            signed = with_signature(_asked(session)[chosen.roster].signed, vault.seat, vault.sign)
            writing.save(roster_record(signed, session.office))
        for room in dict.fromkeys(cut.room for cut in chosen.cuts):
            writing.confirm(room, [cut.entry for cut in chosen.cuts if cut.room == room])
        writing.commit()
    session.forget()
    close_cards(session)
    return chosen


def close_cards(session: Session) -> None:
    """Cards of vaults whose seat was revoked by two count no more: nobody is known by them. Those of this office
    alone; whom others enrolled is theirs to say.
    """
    revoked = in_force(session).revoked
    enrolled = session.vault.within(f"{session.office}/{Room.OFFICE}", Peer)
    cards = [one for one in enrolled if one.card.seat in revoked and not one.revoked_at]
    if cards:
        with session.vault.writing() as writing:
            for one in cards:
                writing.set("peer", one.id, {"revoked_at": session.now()})
            writing.commit()
        session.forget()


def _asked(session: Session) -> dict[str, _Asked]:
    """By name, the rosters that one more signature may let count: made after rosters that do, signed by a head or
    custodian in force, not by this seat, and saying something new.
    """
    rosters = in_force(session)
    merged: dict[str, SignedRoster] = {}
    for one in written_rosters(session):
        if one.hash not in rosters.counting:
            known = merged.get(one.hash, one)
            merged[one.hash] = SignedRoster(line=one.line, signatures=known.signatures | one.signatures)
    found = {}
    for name, signed in merged.items():
        document = _readable(signed)
        if document is None or not _follows(rosters.counting, document):
            continue
        good = SignedRoster(line=signed.line, signatures=dict(_good(signed)))
        proposers = [seat for key in good.signatures if (seat := rosters.roster.seat(key))]
        changes = changes_of(rosters, document)
        backed = any(may(seat.roles, Action.CHANGE_ROSTER) for seat in proposers)
        if backed and changes and session.vault.seat not in good.signatures:
            found[name] = _Asked(good, document, changes)
    return found


def _follows(counting: Mapping[str, RosterDocument], document: RosterDocument) -> bool:
    """Whether it can come to count at all (docs/formats/card.md, section 5)."""
    before = [counting[one].roster.number for one in document.after if one in counting]
    return 0 < len(before) == len(document.after) and document.roster.number == max(before) + 1


def _good(signed: SignedRoster) -> Iterator[tuple[str, str]]:
    """The signatures that hold."""
    for key, armour in signed.signatures.items():
        try:
            require_signature(armour, ROSTER, signed.line.encode(), bytes.fromhex(key))
        except (SignatureFalse, ValueError):  # anybody may have written it there
            continue
        yield key, armour


def _readable(signed: SignedRoster) -> RosterDocument | None:
    try:
        return read_roster(signed.line)
    except RosterUnreadable:
        return None


def _cuts(session: Session) -> tuple[Cut, ...]:
    """The revocations that wait for another's word than their author's: of each, what it does here."""
    roster = in_force(session).roster
    known = {seat.id: called(seat, roster.vaults) for seat in roster.seats}
    return tuple(
        Cut(
            room=room.name,
            who=known.get(one.seat, one.seat[:8]),
            seat=one.seat,
            entry=one.entry,
            stays=one.stays,
            falls=one.falls,
        )
        for room in rooms_to_cut(session)
        for one in asked_in(room)
        if one.by != session.vault.seat
    )


def _waiting(session: Session, asked: _Asked, cuts: Iterable[Cut], stamp: Iterable[str]) -> Waiting:
    rosters, document = in_force(session), asked.document
    roster = rosters.roster
    new = {seat_record(bytes.fromhex(seat)).hex() for seat in set(document.revoked) - rosters.revoked}
    mine = tuple(cut for cut in cuts if cut.seat in new)
    come = {(cut.room, cut.seat) for cut in mine}
    return Waiting(
        code=_code(asked.signed.hash, stamp),
        roster=asked.signed.hash,
        number=document.roster.number,
        made=document.made,
        proposed_by=tuple(called(one, roster.vaults) for key in asked.signed.signatures if (one := roster.seat(key))),
        changes=asked.changes,
        cuts=mine,
        lacking=tuple(room.name for room in rooms_to_cut(session) if any((room.name, one) not in come for one in new)),
        apart=set(document.after) != set(rosters.heads),
    )


def _code(roster: str, stamp: Iterable[str]) -> str:
    return hashlib.sha256("\n".join([roster, *stamp]).encode()).hexdigest()[:CODE_LENGTH]
