"""Rosters: who takes part in an office's rooms, which rosters count, and how several are read together.

Pure functions over rosters and the signatures on them (docs/formats/card.md, section 5): same set, any order, same
reading. The office's root key signs the first ones; later ones need a head and a custodian on two vaults. Revoking
wins. Signatures are checked here, each once; one that does not hold counts for nothing and is no reason to trust
less.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Final

import msgspec

from fieldcase.exchange import signed
from fieldcase.exchange.package import limits
from fieldcase.exchange.package.manifest import Armour, Hex16, Hex32, Instant, read_json, require_shallow
from fieldcase.exchange.package.opening import Standing
from fieldcase.exchange.package.refusals import PackageRefused
from fieldcase.exchange.package.seal import Sign
from fieldcase.exchange.signed import ROSTER
from fieldcase.model.declare import Room
from fieldcase.model.refusal import Refusal
from fieldcase.model.roles import Role, Roster, Seat, VaultCard, may_hold
from fieldcase.model.words import N_

FORMAT: Final = "fieldcase-roster/1"
MOST_VAULTS: Final = 500
MOST_SEATS: Final = 2000
ROSTER_MAKERS: Final = frozenset({Role.HEAD, Role.CUSTODIAN})
"""Who may ask to revoke a seat: anybody else could stop everybody's packages for good."""
_VAULT, _SEAT = re.compile(r"\A[0-9a-f]{32}\Z"), re.compile(r"\A[0-9a-f]{64}\Z")

Met = Mapping[str, Iterable[str]]
"""By vault id (32 hex), the seats (64 hex) that compared the six words with that vault by voice."""


class RosterUnreadable(Refusal):
    """Not a roster, or one that contradicts itself."""

    code = "FC-230"
    message = N_("This roster cannot be used: it is damaged, or not made as it must be.")
    remedy = N_("Ask the head of presence for the roster again.")


class NoRoster(Refusal):
    """No roster counts, so nobody is known."""

    code = "FC-231"
    message = N_("No roster of this office counts: its beginning is not signed by the office itself.")
    remedy = N_("Ask the office for a new answer to your request.")


class RosterDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A roster with what makes it count: the hashes of the rosters it follows, who met which vault by voice (vault
    id: seats), and the seats revoked up to here, a list that only grows.
    """

    format: str = FORMAT
    made: Instant
    training: bool
    after: Annotated[tuple[Hex32, ...], msgspec.Meta(max_length=16)] = ()
    met: dict[Hex16, tuple[Hex32, ...]] = {}
    revoked: tuple[Hex32, ...] = ()
    roster: Roster


class SignedRoster(msgspec.Struct, frozen=True, kw_only=True):
    """A roster as it travels and as it stands in the ledger: exact text, and signatures by public key (64 hex)."""

    line: str
    signatures: dict[Hex32, Armour] = {}

    @property
    def hash(self) -> str:
        """SHA-256 of the text, 64 hex: the name that labels and manifests use."""
        return hashlib.sha256(self.line.encode()).hexdigest()


def write_roster(document: RosterDocument) -> SignedRoster:
    """The roster as text, not signed by anybody yet."""
    return SignedRoster(line=msgspec.json.encode(document).decode())


def with_signature(roster: SignedRoster, key: str, sign: Sign) -> SignedRoster:
    """The roster with the signature of this key (64 hex), a seat's or the root's; `sign` signs with it."""
    armour = sign(ROSTER, roster.line.encode())
    return msgspec.structs.replace(roster, signatures={**roster.signatures, key: armour})


def read_roster(line: str) -> RosterDocument:
    """The roster that a text says. Raises `RosterUnreadable`; whether it counts is for `read_together`."""
    try:
        require_shallow(line.encode(), limits.STATEMENT_NESTING)
        document = read_json(line, RosterDocument)
    except PackageRefused as failure:
        raise RosterUnreadable(why="format") from failure
    if document.format != FORMAT or not _sound(document):
        raise RosterUnreadable(why="format")
    return document


def _sound(document: RosterDocument) -> bool:
    """Each vault and seat once, each seat on a vault that is listed, ids of the right form, names as one sees them, one
    kind of vault."""
    roster = document.roster
    vaults, seats = [card.id for card in roster.vaults], [seat.key for seat in roster.seats]
    return (
        len(set(vaults)) == len(vaults) <= MOST_VAULTS
        and len(set(seats)) == len(seats) <= MOST_SEATS
        and all(_VAULT.match(one) for one in vaults)
        and all(_SEAT.match(seat.key) and seat.vault in vaults for seat in roster.seats)
        and all(card.training == document.training for card in roster.vaults)
        and all(signed.shown_as_it_is(seat.name) for seat in roster.seats)
        and roster.number >= 1
    )


def two_persons(roster: Roster, keys: Iterable[str]) -> bool:
    """Whether among these seats (64 hex) are a head and a custodian, two persons on two vaults, by this roster."""
    seats = [seat for key in keys if (seat := roster.seat(key))]
    return any(
        roster.two_persons(head.key, other.key)
        for head in seats
        if Role.HEAD in head.roles
        for other in seats
        if Role.CUSTODIAN in other.roles
    )


def second_persons(roster: Roster, revoked: Iterable[str], met: Iterable[Met]) -> frozenset[str]:
    """The seats (64 hex) that count as a second person: a seat of another vault, not revoked, met their vault by
    voice.
    """
    gone = set(revoked)
    home = {seat.key: seat.vault for seat in roster.seats if seat.key not in gone}
    met_by: dict[str, set[str]] = {}
    for said in met:
        for vault, seats in said.items():
            met_by.setdefault(vault, set()).update(seats)
    return frozenset(
        key for key, vault in home.items() if any(home.get(other, vault) != vault for other in met_by.get(vault, ()))
    )


class Rosters(msgspec.Struct, frozen=True, kw_only=True):
    """What all rosters held say together. Seats and vaults are hexadecimal text.

    `counting` by hash; `heads` the hashes in force; `roster` the common reading of these, without revoked seats;
    `revoked`, `in_question` (revocation asked by a seat in force, not yet by two), `gone` (once listed, dropped);
    `second` the seats that count as a second person.
    """

    counting: dict[str, RosterDocument]
    heads: tuple[str, ...]
    roster: Roster
    revoked: frozenset[str]
    in_question: frozenset[str]
    gone: frozenset[str]
    second: frozenset[str]

    @property
    def head(self) -> str:
        """The hash under which new entries are written: the highest number in force, then the highest hash."""
        return max(self.heads, key=lambda one: (self.counting[one].roster.number, one))

    @property
    def founded(self) -> bool:
        """Whether any roster that counts ended the founding: the root key is to be wiped."""
        return any(document.roster.founded for document in self.counting.values())

    def standing(self, seat: str) -> Standing:
        """What is known of a seat: for whoever opens a package."""
        if seat in self.revoked or seat in self.gone:
            return Standing.REVOKED
        if self.roster.seat(seat) is None:
            return Standing.UNKNOWN
        return Standing.IN_QUESTION if seat in self.in_question else Standing.CURRENT

    def vault_of(self, seat: str) -> str:
        """The vault of a seat in force, "" for any other."""
        found = self.roster.seat(seat)
        return found.vault if found else ""

    def under(self, roster: str) -> Roster | None:
        """The roster of that hash, by which entries that name it are judged. None: it does not count here."""
        document = self.counting.get(roster)
        return document.roster if document else None

    def confirmed(self, one: str, other: str) -> bool:
        """Whether two seats are two persons who count for each other (G9, erasure, roster): both met by another
        vault.
        """
        return {one, other} <= self.second and self.roster.two_persons(one, other)


class _Judged(msgspec.Struct, frozen=True):
    """A roster with what is known of it: hash, valid seat signatures, whether the root key signed, all before it."""

    hash: str
    document: RosterDocument
    signers: frozenset[str]
    rooted: bool
    before: frozenset[str]


def read_together(documents: Iterable[SignedRoster], *, root: str, met: Met | None = None) -> Rosters:
    """All rosters of one office, read together.

    `root`: the office's public root key (64 hex). `met`: seats by vault id that say in entries of their own that they
    compared the six words, besides what rosters say. Raises `NoRoster` when none counts. Documents that cannot be
    read count for nothing.
    """
    known = _merged(documents)
    read = {name: document for name, one in sorted(known.items()) if (document := _readable(one.line))}
    signers = {name: frozenset(one.signatures) for name, one in known.items()}
    counting: dict[str, _Judged] = {}
    while True:
        new = {
            name: judged
            for name, document in read.items()
            if name not in counting and (judged := _judge(name, document, signers[name], counting, root, met or {}))
        }
        if not new:
            break
        counting |= new
    if not counting:
        raise NoRoster
    asked = [(document, signers[name]) for name, document in read.items() if name not in counting]
    return _reading(counting, asked, met or {})


def _merged(documents: Iterable[SignedRoster]) -> dict[str, SignedRoster]:
    """One document a hash, with the signatures that hold, of whichever copy they came with."""
    known: dict[str, SignedRoster] = {}
    for one in documents:
        have = known.get(one.hash)
        good = {key: armour for key, armour in one.signatures.items() if _holds(one.line, key, armour)}
        known[one.hash] = SignedRoster(line=one.line, signatures=good | (have.signatures if have else {}))
    return known


def _readable(line: str) -> RosterDocument | None:
    try:
        return read_roster(line)
    except RosterUnreadable:
        return None


def _judge(
    name: str,
    document: RosterDocument,
    signers: frozenset[str],
    counting: Mapping[str, _Judged],
    root: str,
    met: Met,
) -> _Judged | None:
    """The roster, if it counts beside those that count already; None while it does not."""
    parents = [counting[one] for one in document.after if one in counting]
    rooted = root in signers
    if not rooted:
        whole = parents and len(parents) == len(document.after)
        if not whole or document.roster.number != 1 + max(one.document.roster.number for one in parents):
            return None
    before = frozenset(document.after).union(*(parent.before for parent in parents))
    gone = {seat for one in before if one in counting for seat in counting[one].document.revoked}
    if rooted or any(_backed(parent.document, signers, gone, met) for parent in parents):
        return _Judged(name, document, signers, rooted, before)
    return None


def _backed(document: RosterDocument, signers: Iterable[str], revoked: set[str], met: Met) -> bool:
    """Two persons by this roster, each met by another vault, neither revoked."""
    second = second_persons(document.roster, revoked.union(document.revoked), (document.met, met))
    return two_persons(document.roster, second.intersection(signers))


def _holds(line: str, key: str, armour: str) -> bool:
    if not _SEAT.match(key):  # whoever writes in the office's room chooses it
        return False
    try:
        signed.require_signature(armour, ROSTER, line.encode(), bytes.fromhex(key))
    except signed.SignatureFalse:
        return False
    return True


def _reading(
    counting: Mapping[str, _Judged], asked: Iterable[tuple[RosterDocument, frozenset[str]]], met: Met
) -> Rosters:
    revoked = frozenset(seat for one in counting.values() for seat in one.document.revoked)
    followed = {name for one in counting.values() for name in one.before}
    heads = tuple(sorted(counting.keys() - followed))
    in_force = sorted((counting[one] for one in heads), key=lambda one: (-one.document.roster.number, one.hash))
    roster = _common(in_force, counting, revoked, met)
    current = {seat.key for seat in roster.seats}
    ever = {seat.key for one in counting.values() for seat in one.document.roster.seats}
    askers = {seat.key for seat in roster.seats if ROSTER_MAKERS.intersection(seat.roles)}
    questioned = {
        seat
        for document, signers in asked
        if any(not _taken_back(document, one, counting) for one in askers.intersection(signers))
        for seat in document.revoked
    }
    said = (one.document.met for one in in_force)
    return Rosters(
        counting={name: one.document for name, one in counting.items()},
        heads=heads,
        roster=roster,
        revoked=revoked,
        in_question=frozenset(questioned - revoked),
        gone=frozenset(ever - current - revoked),
        second=second_persons(roster, revoked, (*said, met)),
    )


def _taken_back(asked: RosterDocument, asker: str, counting: Mapping[str, _Judged]) -> bool:
    """Whether who asked to revoke signed a later roster that counts and keeps all of these seats.

    `asked` lists everybody revoked before too: of those nothing is asked.
    """
    return any(
        asker in one.signers
        and one.document.made > asked.made
        and all(one.document.roster.seat(seat) for seat in set(asked.revoked).difference(one.document.revoked))
        for one in counting.values()
        if not set(asked.revoked) <= set(one.document.revoked)
    )


def _common(in_force: Sequence[_Judged], counting: Mapping[str, _Judged], revoked: frozenset[str], met: Met) -> Roster:
    """The narrowest reading of the rosters in force, highest number first."""
    seats: dict[str, Seat] = {}
    vaults: dict[str, VaultCard] = {}
    trusted = [one for one in in_force if not _overruled(one, counting, met)]
    for one in trusted:
        vaults = {card.id: card for card in one.document.roster.vaults} | vaults
        for seat in one.document.roster.seats:
            narrowed = None if seat.key in revoked else _narrowed(seat, in_force, counting)
            if narrowed and seat.key not in seats:
                seats[seat.key] = narrowed
    homes = {seat.vault for seat in seats.values()}
    return Roster(
        number=in_force[0].document.roster.number,
        office=in_force[0].document.roster.office,
        seats=tuple(seats[key] for key in sorted(seats)),
        vaults=tuple(_for_roles(vaults[one], seats.values()) for one in sorted(vaults) if one in homes),
        previous=in_force[0].document.roster.previous,
    )


def _for_roles(card: VaultCard, seats: Iterable[Seat]) -> VaultCard:
    """The vault with the recipients of those compartments alone that its seats may open by the roles left to them."""
    roles = {role for seat in seats if seat.vault == card.id for role in seat.roles}
    open_to = {room.value for room in Room if may_hold(roles, room)}
    return msgspec.structs.replace(card, recipients={c: key for c, key in card.recipients.items() if c in open_to})


def _narrowed(seat: Seat, in_force: Iterable[_Judged], counting: Mapping[str, _Judged]) -> Seat | None:
    """The seat with the roles that every roster in force leaves it; None where one of them dropped it."""
    roles = set(seat.roles)
    for one in in_force:
        listed = one.document.roster.seat(seat.key)
        if listed:
            roles &= set(listed.roles)
        elif any(name in counting and counting[name].document.roster.seat(seat.key) for name in one.before):
            return None
    if not roles:
        return None
    return msgspec.structs.replace(seat, roles=tuple(role for role in seat.roles if role in roles))


def _overruled(one: _Judged, counting: Mapping[str, _Judged], met: Met) -> bool:
    """Whether a roster made apart revoked those who stand behind this one: then what it adds does not count."""
    if one.rooted:
        return False
    apart = {
        seat
        for other in counting.values()
        if one.hash not in other.before | {other.hash}
        for seat in other.document.revoked
    }
    parents = [counting[name].document for name in one.document.after if name in counting]
    return not any(_backed(parent, one.signers, apart, met) for parent in parents)
