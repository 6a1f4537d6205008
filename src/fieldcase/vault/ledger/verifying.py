"""Every link, number, hash and signature of a room, read from the disk; one sentence for each fault.

Altered, dropped, reordered, duplicated, forked, replayed from another feed or room, cut off a head, unsigned: each is
named with feed and number. Links are read first and alone: the chain holds on them whatever is withheld or erased.
Says nothing about what was never here: heads kept outside and peers' receipts tell that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import cast

import msgspec

from fieldcase.model.ledger.entries import (
    FOUND_BY_KIND,
    NEVER_WITHHELD,
    ZERO,
    Birth,
    BrokenEntry,
    EntryFromTheFuture,
    Label,
    Link,
    read_entry,
    special,
)
from fieldcase.model.ledger.shelf import Branch
from fieldcase.model.words import N_, _
from fieldcase.vault.database import Connection
from fieldcase.vault.faults import Fault, Progress
from fieldcase.vault.keys.sshsig import BadSignature
from fieldcase.vault.ledger.heads import SignedHead, require_signed
from fieldcase.vault.ledger.shelf import read_branches, read_label, read_link, read_texts

STEP = 5000
BRING_BACK = N_("Headquarters, a colleague or a backup can bring back what is concerned.")
TELL = N_("Tell the person responsible for security.")


def room_faults(connection: Connection, room: str, number: int, progress: Progress) -> Iterator[Fault]:
    """All faults of an opened room: chains, then labels and values, then heads, then what waits."""
    ((links,),) = connection.execute("SELECT count(*) FROM entry WHERE room = ?", (number,)).fetchall()
    walk = ChainWalk(connection, number, {branch.number: branch for branch in read_branches(connection, number)})
    yield from walk.faults(lambda done: progress(done, 2 * links))
    yield from walk.head_faults()
    yield from _content_faults(connection, room, number, lambda done: progress(links + done, 2 * links))
    yield from _waiting_faults(connection, number)


class ChainWalk:
    """One reading of all links of a room, in the order in which they were kept: parents before children.

    They are read from their index (`entry_chain`). That it says what the rows say, `integrity_check` compares, and of
    opened rooms `_content_faults` too.
    """

    def __init__(self, connection: Connection, room: int, branches: dict[int, Branch]) -> None:
        self.connection, self.room, self.branches = connection, room, branches
        self.tips: dict[int, tuple[bytes, int]] = {}
        self.leaving = {(one.parent, one.parent_seq): ZERO for one in branches.values() if one.parent}

    def faults(self, tell: Callable[[int], None]) -> Iterator[Fault]:
        """What is wrong in chains."""
        rows = self.connection.execute(
            "SELECT id, branch, seq, link FROM entry WHERE room = ? ORDER BY n", (self.room,)
        )
        done = 0
        while batch := rows.fetchmany(STEP):
            yield from self._batch(batch)
            done += len(batch)
            tell(done)
        yield from self._end_faults()

    def _batch(self, rows: list[tuple[bytes, int, int, bytes]]) -> Iterator[Fault]:
        tips, leaving = self.tips, self.leaving
        for one, branch, seq, link in rows:
            try:
                said = read_link(link)
            except msgspec.DecodeError:
                said = None
            if said is None or sha256(link).digest() != one:
                yield self._fault(branch, seq, _("Entry {seq} of feed {feed} is not as it was written."))
                tips[branch] = (one, seq)
                continue
            tip = tips.get(branch)
            if tip is None or said.prev != tip[0] or said.seq != tip[1] + 1 or said.seq != seq:
                yield from self._misfit(branch, seq, said, tip)
            tips[branch] = (one, said.seq)
            if leaving and (branch, said.seq) in leaving:
                leaving[branch, said.seq] = one

    def _misfit(self, number: int, seq: int, said: Link, tip: tuple[bytes, int] | None) -> Iterator[Fault]:
        """An entry that does not follow the one before it in its branch, or opens one."""
        branch = self.branches.get(number)
        if branch is None:
            yield self._fault(number, seq, _("Entry {seq} of feed {feed} belongs to no feed that is known here."))
            return
        if said.feed != branch.feed:
            yield self._fault(number, seq, _("Entry {seq} of feed {feed} was taken from another feed."))
            return
        if said.seq != seq:
            yield self._fault(number, said.seq, _("Entry {seq} of feed {feed} has another number than its place."))
        before = tip or ((self.leaving.get((branch.parent, branch.parent_seq), ZERO)), branch.parent_seq)
        if said.seq > before[1] + 1:
            missing = _("Entries {first} to {last} of feed {feed} are missing.").format(
                first=before[1] + 1, last=said.seq - 1, feed=branch.feed.hex()[:8]
            )
            yield Fault(where=_where(branch.feed, said.seq), sentence=missing, way_out=_(BRING_BACK))
        elif said.seq <= before[1]:
            yield self._fault(number, said.seq, _("Entry {seq} of feed {feed} stands twice, or after a later one."))
        elif said.prev != before[0]:
            yield self._fault(number, said.seq, _("Entry {seq} of feed {feed} does not follow the entry before it."))

    def _end_faults(self) -> Iterator[Fault]:
        for number, branch in self.branches.items():
            one, seq = self.tips.get(number, (ZERO, branch.parent_seq))
            if (one, seq) != (branch.tip, branch.tip_seq):
                sentence = _("Feed {feed} ends at entry {seq}; it went to {tip} before.").format(
                    feed=branch.feed.hex()[:8], seq=seq, tip=branch.tip_seq
                )
                yield Fault(where=_where(branch.feed, seq), sentence=sentence, way_out=_(BRING_BACK))
            if branch.parent:
                sentence = _("Feed {feed} went two ways after entry {seq}. Both are kept and count.").format(
                    feed=branch.feed.hex()[:8], seq=branch.parent_seq
                )
                way_out = _("A copy of a vault went on by itself. Ask the seat's owner; nothing is lost.")
                yield Fault(where=_where(branch.feed, branch.parent_seq), sentence=sentence, way_out=way_out)

    def head_faults(self) -> Iterator[Fault]:
        """What is wrong in signatures; to be read after the chains."""
        rows = self.connection.execute(
            "SELECT branch, seq, entry, seat, signature FROM head WHERE room = ? AND branch > 0", (self.room,)
        ).fetchall()
        heads = {row[0]: row for row in rows}
        for number, branch in self.branches.items():
            row = heads.pop(number, None)
            if row is None:
                sentence = _("Feed {feed} stands under no signature.").format(feed=branch.feed.hex()[:8])
                yield Fault(where=_where(branch.feed, branch.tip_seq), sentence=sentence, way_out=_(TELL))
                continue
            head = SignedHead(feed=branch.feed, seq=row[1], entry=row[2], seat=row[3], signature=row[4])
            yield from self._head_faults(head, branch)
        for row in heads.values():
            yield Fault(
                where=_("head {entry}").format(entry=row[2].hex()[:12]),
                sentence=_("A signature stands over a feed that is not here."),
                way_out=_(BRING_BACK),
            )

    def _head_faults(self, head: SignedHead, branch: Branch) -> Iterator[Fault]:
        where, feed = _where(branch.feed, head.seq), branch.feed.hex()[:8]
        try:
            require_signed(head)
        except BadSignature:
            sentence = _("The signature over feed {feed} does not hold.").format(feed=feed)
            yield Fault(where=where, sentence=sentence, way_out=_(TELL))
            return
        if head.seat != branch.seat:
            sentence = _("Feed {feed} is signed by somebody whose feed it is not.").format(feed=feed)
            yield Fault(where=where, sentence=sentence, way_out=_(TELL))
        tip = self.tips.get(branch.number, (ZERO, -1))
        if head.entry == tip[0]:
            return
        if head.seq > tip[1]:
            sentence = _("Feed {feed} is cut off: it was signed up to entry {head}, and ends at {seq}.").format(
                feed=feed, head=head.seq, seq=tip[1]
            )
            yield Fault(where=where, sentence=sentence, way_out=_(BRING_BACK))
        else:
            sentence = _("Entries of feed {feed} from {seq} on stand under no signature.").format(
                feed=feed, seq=head.seq + 1
            )
            yield Fault(where=where, sentence=sentence, way_out=_(TELL))

    def _fault(self, number: int, seq: int, what: str) -> Fault:
        branch = self.branches.get(number)
        feed = branch.feed if branch else b""
        sentence = what.format(seq=seq, feed=feed.hex()[:8])
        return Fault(where=_where(feed, seq), sentence=sentence, way_out=_(BRING_BACK))


def _content_faults(connection: Connection, room: str, number: int, tell: Callable[[int], None]) -> Iterator[Fault]:
    rows = connection.execute(
        "SELECT e.id, e.seq, e.link, e.lacks, e.record, e.label, e.texts, b.feed, b.seat, s.kind FROM entry e"
        " LEFT JOIN branch b ON b.room = e.room AND b.number = e.branch LEFT JOIN special s ON s.n = e.n"
        " WHERE +e.room = ? ORDER BY e.n",
        (number,),
    )
    done = 0
    while batch := rows.fetchmany(STEP):
        for one, seq, link, lacks, record, label, texts, feed, seat, kind in batch:
            what = _wrong(link, lacks, record, label, texts, (room, seat, kind))
            if not what and sha256(link).digest() != one:  # the walk read the links from their index
                what = _("Entry {seq} of feed {feed} is not as it was written.")
            if what:
                sentence = what.format(seq=seq, feed=(feed or b"").hex()[:8])
                yield Fault(where=_where(feed or b"", seq), sentence=sentence, way_out=_(BRING_BACK))
        done += len(batch)
        tell(done)


def _waiting_faults(connection: Connection, number: int) -> Iterator[Fault]:
    rows = connection.execute("SELECT id, link, label, texts FROM waiting WHERE room = ?", (number,))
    for one, link, label, texts in rows:
        try:
            sound = read_entry(link, label, read_texts(texts)).id == one
        except (BrokenEntry, EntryFromTheFuture, msgspec.DecodeError):
            sound = False
        if not sound:
            yield Fault(
                where=_("entry {entry}").format(entry=one.hex()[:12]),
                sentence=_("An entry that waits for others is not as it was written."),
                way_out=_(BRING_BACK),
            )


def _wrong(
    link: bytes,
    lacks: int,
    record: bytes | None,
    label: bytes | None,
    texts: bytes | None,
    at: tuple[str, bytes, str | None],
) -> str:
    """The sentence for what is wrong with label and values, to be filled in; empty when nothing is."""
    try:
        said = read_link(link)
        if label is None or texts is None:
            return "" if lacks == 2 and said.seq else _("Entry {seq} of feed {feed} has lost its label.")
        told, values = read_label(label), read_texts(texts)
    except msgspec.DecodeError:
        return _("Entry {seq} of feed {feed} cannot be read.")
    if sha256(label).digest() != said.label_hash:
        return _("Entry {seq} of feed {feed} has another label than was written.")
    if len(values) != len(told.values) or record != told.record:
        return _("Entry {seq} of feed {feed} is kept under another record than it is about.")
    for value, (named, _replaced) in zip(values, told.values, strict=True):
        if value is None and not lacks:
            return _("Entry {seq} of feed {feed} has lost a value.")
        if value is not None and sha256(value).digest() != named:
            return _("Entry {seq} of feed {feed} has another value than was written.")
    if (told.kind if told.kind in FOUND_BY_KIND else None) != at[2]:
        return _("Entry {seq} of feed {feed} is not listed under its kind.")
    if told.kind in NEVER_WITHHELD:
        return _wrong_special(told, values, at)
    return ""


def _wrong_special(told: Label, values: tuple[bytes | None, ...], at: tuple[str, bytes, str | None]) -> str:
    try:
        value = special(told.kind, values)
    except (BrokenEntry, EntryFromTheFuture):
        return _("Entry {seq} of feed {feed} has lost a value that is never withheld.")
    if told.kind == "feed":
        birth = cast(Birth, value)
        if birth.room != at[0]:
            return _("Entry {seq} of feed {feed} opened a feed of another room.")
        if bytes.fromhex(birth.seat) != at[1]:
            return _("Entry {seq} of feed {feed} opened the feed of another seat.")
    return ""


def _where(feed: bytes, seq: int) -> str:
    return _("feed {feed}, entry {seq}").format(feed=feed.hex()[:8], seq=seq)
