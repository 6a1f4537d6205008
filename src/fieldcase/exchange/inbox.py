"""Receiving: each package wholly or not at all, once, in whatever order packages arrive.

A package is copied to the tray, judged, and applied in one transaction of the vault. It waits where that is all it
needs (a gap, a closed compartment, a newer format, a revocation not decided), is put aside with the reason where
anything is wrong, and is ignored where it was applied before. What waits is tried again after each package applied,
and whenever `try_again` is called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import BinaryIO, Final

import msgspec

from fieldcase.exchange.mailroom import Applying, HeldRoom, Receiver
from fieldcase.exchange.package import limits, opening
from fieldcase.exchange.package.lines import Line
from fieldcase.exchange.package.manifest import ZERO, Manifest
from fieldcase.exchange.package.refusals import (
    Fate,
    ForSomebodyElse,
    FromNobody,
    FromTheFuture,
    GapBefore,
    Malformed,
    PackageRefused,
    SeenBefore,
    TooLarge,
)
from fieldcase.exchange.receipts import read_receipt, receipts_of
from fieldcase.exchange.routes import route as layout
from fieldcase.exchange.routes.route import Listed, NotOnRoute, Route, RouteFailed, RouteFlooded, RouteReadOnly, mailbox
from fieldcase.exchange.slices import Reading
from fieldcase.exchange.tray import Tray
from fieldcase.model.ledger.entries import Entry, EntryFromTheFuture
from fieldcase.model.refusal import Refusal
from fieldcase.vault import disk
from fieldcase.vault.keys.sshsig import BadSignature
from fieldcase.vault.ledger import ForeignHead, OtherRoom, SignedHead, UnsignedEntries

OVERTAKEN: Final = timedelta(days=7)
"""A receipt older than the last by no more was overtaken on its way."""
Progress = Callable[[int, int], None]
"""Told how many packages of how many are done. To cancel, raise from it."""


class What(StrEnum):
    """What became of a package."""

    APPLIED = "applied"
    WAITS = "waits"
    ASIDE = "aside"
    IGNORED = "ignored"
    NOT_OURS = "not ours"
    UNREAD = "unread"


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one package: its name in the tray, the manifest where it could be read, the refusal where there
    was one. What could not even be fetched (`UNREAD`) has no name there. `known_all`: applied, and all of it was held
    before, so that our receipt did not reach its sender.
    """

    what: What
    name: str = ""
    manifest: Manifest | None = None
    refusal: Refusal | None = None
    known_all: bool = False

    @property
    def entries(self) -> int:
        """How many entries and fills were applied."""
        return self.manifest.lines if self.manifest and self.what is What.APPLIED else 0


class Inbox:
    """The way in. `now` gives the time as manifests write it.

    Threads: the one that owns the vault.
    """

    def __init__(self, vault: Receiver, tray: Tray, now: Callable[[], str]) -> None:
        self._vault, self._tray, self._now = vault, tray, now

    def receive(self, source: BinaryIO) -> tuple[Outcome, ...]:
        """Take one package, and then all that waited for it. The first outcome is its own.

        A package for somebody else leaves nothing behind. Raises refusals of the disk and the vault; the package then
        waits.
        """
        name = self._tray.take(source)
        first = self._try(name)
        return (first, *self.try_again(first)) if first.what is What.APPLIED else (first,)

    def try_again(self, after: Outcome | None = None) -> tuple[Outcome, ...]:
        """Try what waits until nothing more applies: after a package, after a compartment was opened, after an
        update.

        What nobody known had signed is tried too, when the office room brought something: a roster may have come.
        """
        if after is None or (after.manifest and after.manifest.compartment == "office"):
            for kept in self._tray.aside():
                if kept.reason.code == FromNobody.code:
                    self._tray.take_up(kept.name)
        done: list[Outcome] = []
        while True:
            applied = [
                outcome for kept in self._tray.waiting() if (outcome := self._try(kept.name)).what is not What.WAITS
            ]
            done += applied
            if not any(outcome.what is What.APPLIED for outcome in applied):
                return tuple(done)

    def collect(self, route: Route, progress: Progress | None = None) -> tuple[Outcome, ...]:
        """Fetch all that lies on a route for this vault. What is kept here or was applied is removed there; what was
        put aside stays. One that cannot be read, or is longer than any package, is told and keeps no other back.

        Raises refusals of the route as a whole; what was fetched before stays.
        """
        return tuple(outcome for outcomes in self.collecting(route, progress) for outcome in outcomes)

    def collecting(self, route: Route, progress: Progress | None = None) -> Iterator[tuple[Outcome, ...]]:
        """The same, package by package: in between nothing is under way, and the vault may be written."""
        listed = route.list(mailbox(self._vault.addressee.vault))
        for done, one in enumerate(listed):
            if progress:
                progress(done, len(listed))
            yield self._fetched(route, one)
        if progress:
            progress(len(listed), len(listed))
        if len(listed) >= layout.MOST_NAMES:
            yield (Outcome(what=What.UNREAD, refusal=RouteFlooded(limit=layout.MOST_NAMES)),)

    def _fetched(self, route: Route, one: Listed) -> tuple[Outcome, ...]:
        try:
            if one.length > limits.SEALED:
                raise TooLarge(what="package", limit=limits.SEALED)
            kept = self._tray.fetch(lambda into: route.get(one.name, into))
        except NotOnRoute:
            return ()
        except (TooLarge, RouteFailed, RouteReadOnly) as refusal:
            return (Outcome(what=What.UNREAD, refusal=refusal),)
        if self._tray.is_aside(kept):
            self._tray.remove(kept)
            return ()
        first = self._try(kept)
        if first.what is What.WAITS and self._tray.too_much_waits():
            self._tray.remove(kept)
        elif first.what in (What.APPLIED, What.IGNORED, What.WAITS):
            route.delete(one.name)
        return (first, *self.try_again(first)) if first.what is What.APPLIED else (first,)

    def _try(self, name: str) -> Outcome:
        manifest: Manifest | None = None
        known_all = False
        with disk.refusing(f"{name[:12]}.fcpkg"), self._tray.open(name) as source:
            try:
                opened = opening.first_pass(source, self._vault.addressee, self._vault.seats)
                manifest = opened.manifest
                known_all = self._apply(source, opened)
            except PackageRefused as refusal:
                outcome = Outcome(what=_what(refusal), name=name, manifest=manifest, refusal=refusal)
            else:
                outcome = Outcome(what=What.APPLIED, name=name, manifest=manifest, known_all=known_all)
        self._kept(outcome)
        return outcome

    def _kept(self, outcome: Outcome) -> None:
        """Leave the package where its outcome says; the file is closed by now."""
        if outcome.what is What.WAITS and outcome.refusal:
            self._tray.note(outcome.name, outcome.refusal, self._now())
        elif outcome.what is What.ASIDE and outcome.refusal:
            self._tray.put_aside(outcome.name, outcome.refusal, self._now())
        else:
            self._tray.remove(outcome.name)

    def _apply(self, source: BinaryIO, opened: opening.Opened) -> bool:
        """Apply a package that was judged good; whether there was something in it and all of that was held before."""
        manifest = opened.manifest
        if self._vault.mailroom.seen(manifest.id):
            raise SeenBefore
        room = self._vault.room(manifest.room)
        _require_starts(manifest, room)
        with self._vault.applying(manifest.room) as applying:
            body = _Body(manifest, room, applying)
            opening.second_pass(source, self._vault.addressee, opened, body.take)
            body.close()
            self._keep_receipts(manifest, applying)
            applying.mailroom.note_seen(manifest.id, manifest.sender.vault, manifest.room, self._now())
        return manifest.lines > 0 and not body.news

    def _keep_receipts(self, manifest: Manifest, applying: Applying) -> None:
        """The newest counts; one from the future was made by a clock that was wrong, and holds nothing up. One that is
        far too old was made by a clock that was wrong too, or was kept back on its way: it counts, for the laptop may
        have been put back. If it was not, it gets once what it has, and says anew that it does (`known_all`).
        """
        for receipt, document in receipts_of(manifest):
            have = applying.mailroom.receipt_from(receipt.vault, receipt.room)
            made = read_receipt(have).made if have else ""
            if made <= receipt.made or made > self._now() or _far_apart(receipt.made, made):
                applying.mailroom.keep_receipt_from(receipt.vault, receipt.room, document)


class _Body:
    """Lines become entries and go to the ledger, a slice at a time."""

    def __init__(self, manifest: Manifest, room: HeldRoom, applying: Applying) -> None:
        self._reading, self._room, self._applying = Reading(manifest), room, applying
        self._slice: list[Entry] = []
        self.news = False

    def take(self, batch: Sequence[Line]) -> None:
        """One batch of lines. Raises a `PackageRefused`."""
        try:
            arrived, fills = self._reading.take(batch)
        except EntryFromTheFuture as failure:
            raise FromTheFuture(needed=str(failure.facts.get("format")), known="1") from failure
        for part in arrived:
            self._slice += part.entries
            if part.head:
                self._hand_over(self._slice, part.head)
                self._slice = []
        if fills:
            self._fill(fills)

    def close(self) -> None:
        """The body was read. Raises `Malformed`."""
        self._reading.close()
        if self._slice:
            raise Malformed(where="slices")

    def _hand_over(self, entries: Sequence[Entry], *heads: SignedHead) -> None:
        try:
            self.news |= self._applying.apply(entries, heads)
        except (BadSignature, ForeignHead, OtherRoom, UnsignedEntries) as failure:
            raise Malformed(where="feed") from failure

    def _fill(self, fills: Sequence[Entry]) -> None:
        held = self._room.holds({entry.id for entry in fills})
        if len(held) < len({entry.id for entry in fills}):
            raise GapBefore(count=1)
        self._hand_over(fills)


def _far_apart(receipt: str, last: str) -> bool:
    """Whether a receipt is so much older (times as in manifests) than the last one that it was not overtaken by it."""
    return datetime.fromisoformat(last) - datetime.fromisoformat(receipt) > OVERTAKEN


def _require_starts(manifest: Manifest, room: HeldRoom) -> None:
    """Every slice begins where something is held. Raises `GapBefore`."""
    starts = {row.start for row in manifest.slices} - {ZERO}
    held = room.holds({bytes.fromhex(start) for start in starts})
    if lacking := len(starts) - len(held):
        raise GapBefore(count=lacking)


def _what(refusal: PackageRefused) -> What:
    if isinstance(refusal, ForSomebodyElse):
        return What.NOT_OURS
    match refusal.fate:
        case Fate.WAITS:
            return What.WAITS
        case Fate.IGNORED:
            return What.IGNORED
        case Fate.ASIDE:
            return What.ASIDE
