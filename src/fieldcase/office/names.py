"""Who is on record, and whom the texts of a value name: kept in memory while the vault is open, gone with it.

Names lie in the identity room. Where that is closed to this seat nothing can be known here, and every answer is that
nothing was found; whoever lets something leave asks `can_check` first. Findings and refusals bear codes, never words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec

from fieldcase.documents.names import Hit, Ordinary, PersonOnRecord
from fieldcase.documents.near import Likenesses
from fieldcase.documents.onrecord import on_record
from fieldcase.documents.register import Register
from fieldcase.documents.tree import Level
from fieldcase.model.declare import Room, assemble
from fieldcase.model.freetext import FreeText, free_texts
from fieldcase.model.kinds.parties import PARTY, Party
from fieldcase.model.ledger.entries import SALT, BrokenEntry, text
from fieldcase.office.documents import common_words
from fieldcase.office.session import Session
from fieldcase.vault.files import file_of
from fieldcase.vault.held import HeldValue, grown, records_since
from fieldcase.vault.views.lists import Compare, Filter, ListQuery, page
from fieldcase.vault.views.shown import Mark

SHORTEST_WORD = 6
"""Letters of a single word that counts as a name by itself."""
MANY_CHANGED = 500
"""People changed since the register was folded, above which it is folded anew."""
AT_ONCE = 1000
"""So many people are read and folded in one go while nobody waits: about a tenth of a second."""
REMEMBERED = 300_000
"""Values of which it is remembered whom they name; then forgotten all at once."""
UNREADABLE = "?"


class OnRecord:
    """Everybody on record, by party: those who stood there when it was folded, and those changed since, apart."""

    def __init__(self, people: Mapping[str, PersonOnRecord], register: Register | None = None) -> None:
        self._people = dict(people)
        self._changed: dict[str, PersonOnRecord | None] = {}
        self._replaced: frozenset[str] = frozenset()
        self._likenesses: Likenesses | None = None
        self._fold(register)

    def __repr__(self) -> str:
        return f"OnRecord({len(self._people)} people, {len(self._changed)} changed)"

    def change(self, people: Mapping[str, PersonOnRecord | None]) -> None:
        """These parties (ids) are so now; None for one of whom nothing is known any more."""
        self._changed |= people
        if len(self._changed) > MANY_CHANGED:
            whole = {**self._people, **self._changed}
            self._people = {party: person for party, person in whole.items() if person is not None}
            self._changed = {}
            self._fold()
            return
        stale = {party for party in self._changed if party in self._people}
        self._replaced = frozenset(self._people[party].party for party in stale)
        rest = {party: person for party, person in self._people.items() if party not in stale}
        known = {party: person for party, person in self._changed.items() if person is not None}
        known |= {party: person for party, person in rest.items() if person.party in self._replaced}
        self._since = Register(known.values(), shortest_word=SHORTEST_WORD)
        self._codes = _by_code({**rest, **known})

    def among(self, texts: Iterable[str]) -> tuple[PersonOnRecord, ...]:
        """Those whom these texts may mean: nobody else can be found in them."""
        read = tuple(texts)
        found = tuple(one for one in self._register.among(read) if one.party not in self._replaced)
        return (*found, *self._since.among(read)) if self._changed else found

    def find(self, said: str) -> tuple[Hit, ...]:
        """Every hit in a text; in nothing of it is anybody named with leave."""
        found = self._register.find(said, but=self._replaced)
        return (*found, *self._since.find(said)) if self._changed else found

    def near(self, texts: Iterable[str], codes: Collection[str]) -> tuple[PersonOnRecord, ...]:
        """Those whom these texts nearly name, and those of these codes, who are looked for more widely.

        Everybody is folded for it at the first asking.
        """
        read = tuple(texts)
        if self._likenesses is None:
            self._likenesses = Likenesses(self._people.values())
        changed = [person for person in self._changed.values() if person is not None]
        nearly = [one for one in self._likenesses.among(read) if one.party not in self._replaced]
        nearly += Likenesses(changed).among(read) if changed else ()
        asked = [party for code in codes for party in self._codes.get(code, ())]
        own = [self._changed.get(party) or self._people.get(party) for party in asked]
        return tuple({one.party: one for one in (*nearly, *own) if one is not None}.values())

    def parties(self, code: str) -> tuple[str, ...]:
        """The parties (ids) of a code: one, unless two offices gave the same."""
        return self._codes.get(code, ())

    def _fold(self, register: Register | None = None) -> None:
        """Fold everybody; `register` where that was done already, of the same people."""
        if register is None:
            register = Register(self._people.values(), shortest_word=SHORTEST_WORD)
        self._register = register
        self._likenesses = None
        self._since = Register(())
        self._replaced = frozenset()
        self._codes = _by_code(self._people)


def _by_code(people: Mapping[str, PersonOnRecord]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for party, person in people.items():
        found[person.party] = (*found.get(person.party, ()), party)
    return found


class Hearsay(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody named in a text: the party and its code, the place in the value, the trait, where it stands in the text.

    `text` is SHA-256 of the whole text; `form` the words found, for whoever decides whether they are somebody else's.
    """

    party: str
    code: str
    place: str
    trait: str
    start: int
    end: int
    text: str
    form: str

    def __repr__(self) -> str:
        return f"Hearsay({self.code}, {self.place!r}, {self.trait})"


class Reader:
    """Reads values, and remembers of each whom it names. Made by `reader`; holds as long as nobody changes."""

    def __init__(self, people: OnRecord, session: Session) -> None:
        self._people, self._vocabularies = people, session.vocabularies
        self._read: dict[bytes, tuple[Hearsay, ...]] = {}

    def texts(self, kind: str, raw: bytes) -> tuple[str, tuple[FreeText, ...]]:
        """Path and texts of a value as the ledger holds it; bytes that say no path and value are a text whole."""
        try:
            path, value = text(raw)
        except BrokenEntry:
            return UNREADABLE, (FreeText(UNREADABLE, raw[SALT:].decode(errors="replace")),)
        return path, tuple(free_texts(kind, path, value, self._vocabularies))

    def named(self, kind: str, name: bytes, raw: bytes) -> tuple[Hearsay, ...]:
        """Whom a value names; `name` is its ref (34 bytes)."""
        found = self._read.get(name)
        if found is None:
            if len(self._read) >= REMEMBERED:
                self._read.clear()
            found = self._read[name] = self.named_in(self.texts(kind, raw)[1])
        return found

    def named_in(self, texts: Iterable[FreeText]) -> tuple[Hearsay, ...]:
        """Whom some texts name."""
        return tuple(one for said in texts for one in self._hits(said))

    def named_by(self, kind: str, path: str, value: Any) -> tuple[Hearsay, ...]:
        """Whom a value names that is to be written under a path."""
        return self.named_in(free_texts(kind, path, value, self._vocabularies))

    def _hits(self, said: FreeText) -> Iterator[Hearsay]:
        hits = self._people.find(said.text)
        if not hits:
            return
        digest = text_digest(said.text)
        for hit in hits:
            for party in self._people.parties(hit.party):
                yield Hearsay(
                    party=party,
                    code=hit.party,
                    place=said.place,
                    trait=hit.trait,
                    start=hit.start,
                    end=hit.end,
                    text=digest,
                    form=said.text[hit.start : hit.end],
                )


def named_here(session: Session, value: HeldValue) -> tuple[str, tuple[Hearsay, ...]]:
    """The path of a value as it was written, and whom its texts name."""
    reads = reader(session)
    found = reads.named(value.kind, value.ref, value.value)
    return (reads.texts(value.kind, value.value)[0] if found else "", found)


def text_digest(said: str) -> str:
    """SHA-256 of one text, by which a person's word on it is bound to it."""
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()


def can_check(session: Session) -> bool:
    """Whether this seat knows names at all."""
    return Room.IDENTITY in session.vault.rooms_open


class _Begun:
    """Everybody on record, read and folded some at a time. What is written meanwhile is read by `_Kept.bring_up`."""

    def __init__(self, session: Session) -> None:
        self.stamp, self.trust = grown(session.vault, Room.IDENTITY), _trust(session)
        self.people: dict[str, PersonOnRecord] = {}
        self.register = Register((), shortest_word=SHORTEST_WORD)
        everybody = ListQuery(kind="party", hidden=True, limit=1_000_000)
        rows = session.vault.page(everybody).rows if can_check(session) else ()
        self._left = [row.id for row in reversed(rows)]

    def go_on(self, session: Session, most: int) -> bool:
        """So many more; True when nobody is left."""
        some = [self._left.pop() for _one in range(min(most, len(self._left)))]
        found = {party: person for party in some if (person := _person(session, party)) is not None}
        self.people |= found
        self.register.add(found.values())
        return not self._left


class _Kept:
    """What is remembered of the identity room, and how far that had come."""

    def __init__(self, session: Session) -> None:
        begun = _begun(session)
        while not begun.go_on(session, AT_ONCE):
            pass
        self.people = OnRecord(begun.people, begun.register)
        self.reader = Reader(self.people, session)
        self.stamp, self.trust = begun.stamp, begun.trust
        session.let_go("names begun")

    def bring_up(self, session: Session) -> None:
        stamp, trust = grown(session.vault, Room.IDENTITY), _trust(session)
        if (stamp, trust) == (self.stamp, self.trust):
            return
        if trust == self.trust and stamp.lacking == self.stamp.lacking and stamp.filled == self.stamp.filled:
            changed = records_since(session.vault, Room.IDENTITY, self.stamp)
            parties = {one: _person(session, one) for one in changed if session.vault.rooms_holding("party", one)}
            if parties:
                self.people.change(parties)
        else:
            self.people = OnRecord(_everybody(session))
        self.reader = Reader(self.people, session)
        self.stamp, self.trust = stamp, trust


def register_of(session: Session) -> OnRecord:
    """Everybody in the identity room with all that could tell who they are, nobody cleared, deleted people too.

    Folded once; afterwards only those are read again of whom something was written.
    """
    return _kept(session).people


def reader(session: Session) -> Reader:
    """What reads values against the register as it stands."""
    return _kept(session).reader


def fold_more(session: Session) -> bool:
    """Fold some more of those on record, while nobody waits for them; True when everybody is folded.

    What first asks whom a text names finds them folded, or folds the rest.
    """
    if not can_check(session):
        return True
    if not session.holds("names"):
        if not _begun(session).go_on(session, AT_ONCE):
            return False
        _kept(session)
    return True


def _begun(session: Session) -> _Begun:
    return session.kept("names begun", "", lambda: _Begun(session))


def _kept(session: Session) -> _Kept:
    kept = session.kept("names", "", lambda: _Kept(session))
    kept.bring_up(session)
    return kept


def _trust(session: Session) -> object:
    """The rosters that count: by them it is judged whose word on a name counts."""
    return {office: frozenset(rosters.counting) for office, rosters in session.known.rosters.items()}


def _everybody(session: Session) -> dict[str, PersonOnRecord]:
    if not can_check(session):
        return {}
    ordinary = common_words(session.vocabularies)
    apart = _apart(session)
    people = {
        one.id: _known(session, one, ordinary, apart=one.id in apart) or _person(session, one.id)
        for one in session.vault.all(Party, hidden=True)
    }  # what is shown of somebody deleted leaves out closed rooms: they are read by themselves
    return {party: person for party, person in people.items() if person is not None}


def _person(session: Session, party: str) -> PersonOnRecord | None:
    shown = session.vault.shown("party", party)
    if shown is None:
        return None
    found = assemble(PARTY, party, dict(shown.values))
    assert isinstance(found, Party)
    apart = any(Mark.CONFLICT in marks for marks in shown.marks.values())
    return _known(session, found, common_words(session.vocabularies), apart=apart)


def _known(session: Session, party: Party, ordinary: Ordinary, *, apart: bool) -> PersonOnRecord | None:
    """What could tell who somebody is; every spelling where two people wrote apart. None where nothing could."""
    found = on_record(party, Level.NONE, in_letter=False, ordinary=ordinary)
    for other in _alternatives(session, party) if apart else ():
        more = on_record(other, Level.NONE, in_letter=False, ordinary=ordinary)
        found = msgspec.structs.replace(
            found,
            names=(*found.names, *more.names),
            aliases=(*found.aliases, *more.aliases),
            contacts=(*found.contacts, *more.contacts),
            numbers=(*found.numbers, *more.numbers),
        )
    return found if found.names or found.aliases or found.contacts or found.numbers else None


def _alternatives(session: Session, party: Party) -> Iterator[Party]:
    """The party once for each value that stands beside another."""
    shown = session.vault.shown("party", party.id)
    for path, marks in shown.marks.items() if shown else ():
        if path and Mark.CONFLICT in marks:
            for one in session.vault.alternatives("party", party.id, path):
                if not one.why:
                    found = assemble(PARTY, party.id, {"code": party.code, "kind": party.kind, path: one.value})
                    assert isinstance(found, Party)
                    yield found


def _apart(session: Session) -> frozenset[str]:
    """The parties of whose identity two people wrote apart."""
    views = session.vault.rooms.views.get(file_of(Room.IDENTITY))
    if views is None:
        return frozenset()
    marked = ListQuery(kind="party", filters=(Filter("", Compare.MARKED, Mark.CONFLICT),), limit=1_000_000)
    return frozenset(row.id for row in page(views, marked).rows)
