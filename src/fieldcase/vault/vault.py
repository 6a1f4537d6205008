"""A vault: opened with a passphrase, read through `Reading`, written through `writing`, closed again.

Opening derives the key, opens every file that this seat reads, compares the heads noted outside the vault's folder
with its own (a vault that was put back opens new feeds and says so), and lets closed rooms and views catch up with
the ledger. The vault knows no roster: `Law` is handed in and asked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.office import LogEntry, Look
from fieldcase.model.ledger.entries import seat_record
from fieldcase.model.ledger.rules import FoldRules
from fieldcase.model.refusal import Refusal
from fieldcase.model.words import N_
from fieldcase.vault.copies import LOST, notices
from fieldcase.vault.drafts import Drafts
from fieldcase.vault.faults import Fault
from fieldcase.vault.files import LEDGER, SLOTS, VaultFiles, file_of
from fieldcase.vault.keys import slots, sshsig
from fieldcase.vault.keys.keyring import SeatKeys
from fieldcase.vault.lacking import Lacking
from fieldcase.vault.ledger import FeedWriter, SignedHead
from fieldcase.vault.ledger.heads import is_signed
from fieldcase.vault.mail import Mail
from fieldcase.vault.objects import Objects
from fieldcase.vault.outside import Compared, Outside, Point, Verdict, tag_of
from fieldcase.vault.own import LAST_ENTRY, OFFICE, Own
from fieldcase.vault.reading import Reading
from fieldcase.vault.rooms import Law, OpenRoom, Rooms
from fieldcase.vault.taking import Taking
from fieldcase.vault.views.lists import ListQuery, Page, page
from fieldcase.vault.views.search import Found, search
from fieldcase.vault.writing import Writing

Counting = Mapping[str, Collection[bytes]]
"""By office, the rosters (32 bytes) that count."""

JUDGED = "judged/"
"""Noted beside a room's views: the rosters by which its entries were judged last."""


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """What a vault is given from outside: the clock (UTC), seconds that only grow, chance, the rules of the fold, and
    the folder in which the heads are noted."""

    clock: Callable[[], datetime]
    ticks: Callable[[], float]
    chance: Callable[[int], bytes]
    rules: FoldRules
    outside: Path


class RoomClosed(Refusal):
    """The compartment is closed to this seat."""

    code = "FC-154"
    message = N_("This seat does not read “{room}”.")
    remedy = N_("Ask a person whose seat may open it.")


class FoundingOver(Refusal):
    """The root key is gone: two seats sign rosters now."""

    code = "FC-155"
    message = N_("The founding of this office is over; its root key lives in the recovery sheets alone.")
    remedy = N_("Let the head of presence and the custodian sign together.")


class Vault(Reading):
    """An opened vault. Threads: one, the one that opened it."""

    def __init__(self, files: VaultFiles, surroundings: Surroundings, law: Law) -> None:
        self.files = files
        self.surroundings = surroundings
        self.law = law
        self.own = Own(files.ledger)
        self.rooms = Rooms(files, surroundings.rules, law)
        self.writer = FeedWriter(files.keys.signing, surroundings.chance)
        self.objects = Objects(files.folder / "objects")
        self.drafts = Drafts(files.ledger, files.keys)
        self.mail = {name: Mail(connection) for name, connection in files.databases.items()}
        self.notices: list[Fault] = []
        self._looked: set[tuple[str, str]] = set()
        self._missed: set[bytes] = set()
        self._counting: dict[str, frozenset[bytes]] = {}
        self._settled: Counting | None = None
        self._judged: set[str] = set()
        self.outside = Outside(surroundings.outside, files.keys, surroundings.ticks)
        self.lacking = Lacking(files.ledger, self.own, self.holds_entry)

    @classmethod
    def open(
        cls,
        folder: Path,
        passphrase: str,
        surroundings: Surroundings,
        law: Law,
        *,
        progress: slots.Progress | None = None,
    ) -> Vault:
        """Open the vault in a folder. Raises `NoVault`, `VaultInUse`, `WrongPassphrase`, refusals of slots, database,
        disk.
        """
        files = VaultFiles.open(folder, passphrase, now=surroundings.clock(), progress=progress)
        try:
            while True:
                try:
                    vault = cls(files, surroundings, law)
                    vault._begin()
                    break
                except LOST as wrong:  # a copy that turns out damaged is begun anew, once
                    if not files.begin_anew(str(wrong.facts.get("file", "")), wrong):
                        raise
            vault.notices += notices(files.lost, files.closed)
            vault.objects.clear_drafts()
            vault._tell_tries()
        except BaseException:
            files.close()
            raise
        return vault

    def _begin(self) -> None:
        """Bring everything up to the ledger. What was judged before the rosters were known is forgotten, and judged
        anew once all is caught up.
        """
        self._compare_outside()
        counting = self.read_law(lambda _counting: self.rooms.forget())
        self.rooms.catch_up()
        self.rooms.show_stale()
        self.settle(counting)

    # --- what it is

    @property
    def folder(self) -> Path:
        """The vault's folder."""
        return self.files.folder

    @property
    def keys(self) -> SeatKeys:
        """The seat's keys: for what lies inside `vault`, and for founding."""
        return self.files.keys

    @property
    def id(self) -> str:
        """The vault's random id, 32 hex digits."""
        return self.keys.vault.hex()

    @property
    def seat(self) -> str:
        """The seat's public key, 64 hex digits."""
        return self.keys.public.hex()

    @property
    def seat_id(self) -> str:
        """The seat's record id, 32 hex digits."""
        return seat_record(self.keys.public).hex()

    @property
    def device(self) -> str:
        """The device code, as it stands in numbers; empty before the office answered a request to join."""
        return self.keys.device

    @property
    def training(self) -> bool:
        """Whether this is a training vault."""
        return self.keys.training

    @property
    def office(self) -> str:
        """The code of the office that the vault belongs to; empty before it was founded or joined."""
        return self.own.get(OFFICE)

    @property
    def rooms_open(self) -> frozenset[Room]:
        """The compartments that this seat reads."""
        return self.rooms.places

    def changes(self, place: Room) -> int:
        """A number that is another one after any write to the file of a compartment, for what is kept while it is open;
        0 where it is closed.
        """
        if place not in self.rooms_open:
            return 0
        return int(self.files.databases[file_of(place)].total_changes)

    # --- lists, search, chance

    def page(self, query: ListQuery) -> Page:
        """One page of a list, from the main file of its kind. Raises `UnknownField`."""
        files = self._files_of(KINDS[query.kind])
        return page(self.rooms.views[files[0]], query) if files else Page(rows=(), total=0)

    def search(self, typed: str, *, kinds: Iterable[str] | None = None, limit: int = 50, typing: bool = False) -> Found:
        """The best records for what was typed, in every room that this seat reads, best first."""
        among = frozenset(kinds) if kinds is not None else None
        views = self.rooms.views
        found = {file: search(one, typed, kinds=among, limit=limit, typing=typing) for file, one in views.items()}
        every = ((file, hit) for file, one in found.items() for hit in one.hits)
        hits = sorted((hit for file, hit in every if self.stands(hit.kind, hit.id, file)), key=lambda hit: -hit.score)
        return Found(hits=tuple(hits[:limit]), more=len(hits) > limit or any(one.more for one in found.values()))

    def choose(self, alphabet: str) -> str:
        """One character of the alphabet, each as likely as any other."""
        while True:
            (drawn,) = self.surroundings.chance(1)
            if drawn < 256 - 256 % len(alphabet):
                return alphabet[drawn % len(alphabet)]

    # --- writing

    def writing(self) -> Writing:
        """A transaction: `with vault.writing() as writing: …; writing.commit()`."""
        return Writing(self)

    def taking(self, room: str) -> Taking:
        """A transaction that takes in what others wrote in a room. Raises `RoomClosed`."""
        found = self.rooms.room(room)
        if found is None:
            raise RoomClosed(room=room)
        return Taking(self, found)

    def read_law(self, heed: Callable[[Counting], None]) -> Counting:
        """The rosters that count, by office, read until they say nothing new. The own office's say who may enrol a
        peer, and a peer's card under which root its office's are judged: after each reading `heed` what it said.
        """
        counting = self._settled
        while (now := self.law.read(self)) != counting:
            counting = now
            heed(now)
        return now

    def settle(self, counting: Counting) -> None:
        """These rosters count now, by office: judge anew what was written under those that came or went since.

        By which a room was judged last is noted beside its views, so that a program killed meanwhile goes on later.
        """
        self.rooms.forget_recipients()
        self._counting = {office: frozenset(rosters) for office, rosters in counting.items()}
        for room in list(self.rooms.open()):
            before = {bytes.fromhex(one) for one in (room.views.noted(f"{JUDGED}{room.name}") or "").split()}
            now = self._counting.get(room.office, frozenset())
            if before != now:
                with self.taking(room.name) as taking:
                    taking.rejudge(before ^ now)
                    self._note_judged(room)
        self._settled = counting

    def judged_as_now(self, room: OpenRoom) -> None:
        """A room's first entries, inside their transaction: they are judged by the rosters that count now."""
        if room.name not in self._judged:
            if room.views.noted(f"{JUDGED}{room.name}") is None:
                self._note_judged(room)
            self._judged.add(room.name)

    def _note_judged(self, room: OpenRoom) -> None:
        rosters = sorted(one.hex() for one in self._counting.get(room.office, ()))
        room.views.note(f"{JUDGED}{room.name}", " ".join(rosters))

    def sign(self, namespace: str, message: bytes) -> str:
        """Sign as the seat: an armoured SSH signature in the namespace."""
        return sshsig.sign(self.keys.signing, namespace, message)

    def sign_as_root(self, namespace: str, message: bytes) -> str:
        """Sign with the office's root key, while this seat founds the office. Raises `FoundingOver`."""
        if self.keys.root_signing is None:
            raise FoundingOver
        return sshsig.sign(self.keys.root_signing, namespace, message)

    def log(self, action: str, records: Iterable[str], purpose: str = "", *, once: bool = False) -> None:
        """Note in the office's log that somebody looked, exported, printed or approved; `once` a session and record."""
        wanted = [record for record in records if not once or (action, record) not in self._looked]
        if once and not wanted:
            return
        self._looked |= {(action, record) for record in wanted}
        look = Look(action=action, at=self.now_text(), records=tuple(wanted), purpose=purpose, count=len(wanted))
        with self.writing() as writing:
            writing.save(LogEntry(look=look))
            writing.commit()

    def now_text(self) -> str:
        """The time now as records keep it."""
        return self.surroundings.clock().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def last_entry_at(self) -> datetime | None:
        """The wall clock of the newest entry that this seat wrote here: a clock behind it is wrong (G25)."""
        said = self.own.get(LAST_ENTRY)
        return datetime.fromtimestamp(int(said) / 1000, UTC) if said else None

    # --- opening and closing

    def committed(self) -> None:
        """Entries were committed: note the heads outside, at most once a second."""
        self.outside.note(self._points)

    def close(self) -> None:
        """Note the last heads outside, write everything back, and let the folder go; more than once does no harm."""
        if LEDGER not in self.files.databases:
            return
        try:
            self.outside.note(self._points)
            self.outside.flush()
        finally:
            self.files.close()

    def give_up(self, *, alone: bool = False) -> None:
        """A set-up failed: leave nothing of the vault; where `alone`, only its own files go (see `withdraw`)."""
        if alone:
            self.files.require_alone()  # before the note is gone
        self.outside.forget()
        (self.files.withdraw if alone else self.files.give_up)()

    def reseal(self, keys: SeatKeys) -> None:
        """Put changed keys into the slot and open what they open: a device code came, roles were given."""
        self.files.reseal(keys)
        self.files.prepare()
        self.rooms = Rooms(self.files, self.surroundings.rules, self.law)
        self.mail = {name: Mail(connection) for name, connection in self.files.databases.items()}
        self.rooms.catch_up()

    def _points(self) -> list[Point]:
        """The signed head of every branch, from `ledger.db` alone: it holds those of closed rooms too."""
        rows = self.files.ledger.execute(
            "SELECT b.feed, h.seq, h.entry FROM head h JOIN branch b ON b.room = h.room AND b.number = h.branch"
        ).fetchall()
        return [Point(feed=feed, seq=seq, entry=entry) for feed, seq, entry in rows]

    def compared_outside(self) -> Compared:
        """What this computer noted of the vault last, against the vault."""
        return self.outside.compare(self._points(), self.holds_entry)

    def entries_in(self, room: str) -> int:
        """How many entries of a room are held in whole chains."""
        counted = "SELECT count(*) FROM entry e JOIN room r ON r.number = e.room WHERE r.name = ?"
        return int(self.files.ledger.execute(counted, (room,)).fetchone()[0])

    def _compare_outside(self) -> None:
        compared = self.compared_outside()
        if compared.fault is not None:
            self.notices.append(compared.fault)
        if not compared.fine:
            self.lacking.note(zip(compared.tags, compared.lost, strict=True))
            self._go_on_anew()

    def hold_against(self, heads: Iterable[SignedHead]) -> tuple[bytes, ...]:
        """Heads that peers hold: one that this seat signed and that is not here means that the vault was put back, and
        that its note outside was lost with it. Returns the entries (ids) of those.
        """
        own = {one.entry: tag_of(one.feed) for one in heads if one.seat == self.keys.public and is_signed(one)}
        missed = tuple(entry for entry in own if not self.holds_entry(entry))
        self.lacking.note((own[entry], entry) for entry in missed)
        fresh = not self._missed
        self._missed.update(missed)
        if missed and fresh:
            older = Compared(verdict=Verdict.OLDER, lost=missed).fault
            self.notices += [older] if older else []
            self._go_on_anew()
        return missed

    def _go_on_anew(self) -> None:
        """The vault was put back: write new feeds, and tell everybody anew what is held, so that they send the rest."""
        self.writer.new_life()
        self.mail[LEDGER].forget_receipts_to()

    def rewrap(self, passphrase: str, progress: slots.Progress | None = None) -> None:
        """Let another passphrase open this seat's slot, and the old one no more; logged. Raises as `slots.rewrap`.

        What the log cannot take is noted in `notices`: it keeps nobody from changing a passphrase.
        """
        self.files.rewrap(passphrase, progress)
        if self.office:
            try:
                self.log("changed_passphrase", ())
            except Refusal as refusal:
                self.notices.append(Fault.of(SLOTS, refusal))

    def holds_entry(self, entry: bytes) -> bool:
        """Whether an entry (32 bytes) is held in whatever room, read or not."""
        return self.files.ledger.execute("SELECT 1 FROM entry WHERE id = ?", (entry,)).fetchone() is not None

    def _tell_tries(self) -> None:
        """Failed tries since the last unlock go into the log, then they are forgotten. What the log cannot take waits
        for the next time: it keeps nobody out.
        """
        tries = self.files.opened.tries
        if tries and self.office:
            try:
                self.log("failed_unlock", (), purpose=f"{len(tries)}")
                slots.forget_tries(self.folder / SLOTS)
            except Refusal as refusal:
                self.notices.append(Fault.of(SLOTS, refusal))
