"""What headquarters gets, record by record: the facts from which `exchange.policy` decides, read when they are asked
for.

A case goes when every protected party of it agreed to `share_hq` under code or by name; a name only with consent by
name. What belongs to no case, or to one that is not held here whole, does not go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from fieldcase.exchange.policy import CaseFacts, Goes, PeerFacts, RecordFacts, Share, goes, waiting_for_consent
from fieldcase.exchange.slices import Decide
from fieldcase.model.declare import Room
from fieldcase.model.kinds import KINDS
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.parties import Involvement
from fieldcase.model.machines import MACHINES
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.consent import effective
from fieldcase.office.casefile import gather
from fieldcase.office.session import Session
from fieldcase.vault.reading import NoSuchRecord
from fieldcase.vault.rooms import OpenRoom

SCOPE = "share_hq"
ESCALATION = "escalate_hq"
WITH_PARTY = frozenset({"party", "consent"})
"""Kinds in the identity room that tell of one party alone."""
WITH_CASE = frozenset({"case", "act", "evidence", "state_reply"})
"""Kinds in the identity room that may tell of anybody in their case."""


def escalated(file: CaseFile) -> bool:
    """Whether somebody decided to escalate the case (G3): headquarters then gets it under codes alone."""
    return any(one.kind == ESCALATION for one in file.decisions)


class HeadquartersShare:
    """The facts about one office's records, for one sending. Nothing is kept longer: consents change."""

    def __init__(self, session: Session, office: str) -> None:
        self._session = session
        self._office = office
        self._files: dict[str, CaseFile | None] = {}
        self._shares: dict[str, Share] = {}
        self._strangers: dict[str, bool] = {}
        self._last: tuple[tuple[str, str, bytes], RecordFacts] | None = None
        self.cases = _Cases(self)

    def decide(self, room: OpenRoom, peer: PeerFacts) -> Decide:
        """What of each record of a room goes to this peer."""

        def decided(kind: str, record: bytes) -> Goes:
            return goes(room.place.value, self._facts(room, kind, record), self.cases, peer)

        return decided

    def waiting(self) -> tuple[str, ...]:
        """The numbers of the cases that headquarters does not get yet."""
        every = {bytes.fromhex(case.id): case.case_no for case in self._session.vault.all(Case) if self._ours(case)}
        facts = {record: self.cases[record] for record in every}
        return tuple(every[record] for record in waiting_for_consent(facts))

    def knows_name(self, room: OpenRoom, kind: str, record: bytes, party: str) -> bool:
        """Whether headquarters may know this party by name in this record: consent by name, in a case of the record
        that goes (G3 goes under codes)."""
        if self._together((party,)) is not Share.NAMED:
            return False
        cases = set(self._facts(room, kind, record).cases)
        own = {bytes.fromhex(case) for case in self._by_party.get(party, ())}
        return any((facts := self.case_facts(case)) is not None and facts.agreed for case in cases & own)

    def everybody_named(self, room: OpenRoom, kind: str, record: bytes) -> bool:
        """Whether headquarters may know everybody in a record's cases by name."""
        cases = self._facts(room, kind, record).cases
        return self._identified("evidence", record.hex(), cases) is Share.NAMED

    def strangers(self, room: OpenRoom, kind: str, record: bytes) -> tuple[str, ...]:
        """The codes of those in a record's cases of whose identity nothing came here, though another laptop recorded
        them: who they are may be under way, so their names are not known here yet."""
        files = [file for case in self._facts(room, kind, record).cases if (file := self._file(case.hex()))]
        return tuple(sorted({file.code(one) for file in files for one in file.everybody if self._stranger(one)}))

    def case_numbers(self, room: OpenRoom, kind: str, record: bytes) -> tuple[str, ...]:
        """The numbers of the cases that a record belongs to, of those held here."""
        files = (self._file(case.hex()) for case in self._facts(room, kind, record).cases)
        return tuple(file.case.case_no for file in files if file)

    def _stranger(self, party: str) -> bool:
        if party not in self._strangers:
            vault = self._session.vault
            held = vault.rooms_holding("party", party)
            known = any(room.place is Room.IDENTITY for room in held)
            wrote = {seat for seats in vault.writers("party", party).values() for seat in seats} if not known else set()
            own = {seat.id for seat in self._session.roster.seats if seat.vault == vault.id}
            self._strangers[party] = not known and (not wrote or not wrote <= own)
        return self._strangers[party]

    # --- one case, one party

    def case_facts(self, case: bytes) -> CaseFacts | None:
        """The share of every protected party of a case; None when the case is not held here."""
        file = self._file(case.hex())
        if file is None:
            return None
        shares = tuple(self._share(file, party) for party in file.everybody if file.protected(party))
        return CaseFacts(parties=shares, urgent=escalated(file))

    def _share(self, file: CaseFile, party: str) -> Share:
        if party not in self._shares:
            found = effective(file, party, SCOPE, "", self._session.today())
            self._shares[party] = Share[found.level] if found.level in Share.__members__ else Share.NONE
        return self._shares[party]

    def _file(self, case: str) -> CaseFile | None:
        if case not in self._files:
            try:
                self._files[case] = gather(self._session, case, ever=True)
            except NoSuchRecord:
                self._files[case] = None
        return self._files[case]

    # --- one record

    def _facts(self, room: OpenRoom, kind: str, record: bytes) -> RecordFacts:
        """The facts of a record; those asked for last are kept, for its values are asked about next."""
        key = (room.name, kind, record)
        if self._last is None or self._last[0] != key:
            self._last = (key, self._facts_of(room, kind, record))
        return self._last[1]

    def _facts_of(self, room: OpenRoom, kind: str, record: bytes) -> RecordFacts:
        if kind in ("transition", "deletion", "same"):
            return self._facts_about(room, kind, record)
        if kind not in KINDS:
            return RecordFacts(kind=kind, record=record)
        cases = tuple(bytes.fromhex(case) for case in self._cases_of(kind, record.hex()))
        return RecordFacts(
            kind=kind,
            record=record,
            cases=cases,
            any_case=kind in WITH_PARTY,
            party=self._identified(kind, record.hex(), cases) if room.place is Room.IDENTITY else None,
            restrictive=bool(KINDS[kind].strictest),
        )

    def _facts_about(self, room: OpenRoom, kind: str, record: bytes) -> RecordFacts:
        """A step, a deletion, a same-as: it goes with what it speaks of."""
        about: list[tuple[str, bytes]] = []
        for head in room.ledger.state(kind, record).heads():
            said: Mapping[str, Any] = head.value if isinstance(head.value, dict) else {}
            if kind == "transition" and said.get("machine") in MACHINES:
                about.append((MACHINES[said["machine"]].kind, bytes.fromhex(said["record"])))
            elif kind == "same":
                about += [("party", bytes.fromhex(said["a"])), ("party", bytes.fromhex(said["b"]))]
        if kind == "deletion":
            about = list(room.ledger.kinds(record))
        cases = dict.fromkeys(
            bytes.fromhex(case) for of, one in about if of in KINDS for case in self._cases_of(of, one.hex())
        )
        parties = [one.hex() for of, one in about if of == "party"]
        return RecordFacts(
            kind=kind,
            record=record,
            cases=tuple(cases),
            any_case=all(of in WITH_PARTY for of, _one in about),
            party=self._together(parties) if room.place is Room.IDENTITY else None,
            about=tuple(one for _of, one in about),
        )

    def _cases_of(self, kind: str, record: str) -> tuple[str, ...]:
        vault = self._session.vault
        if kind == "case":
            return (record,)
        shown = vault.shown(kind, record)
        values = shown.values if shown else {}
        said = [values.get("case")] + [value.get("case") for value in values.values() if isinstance(value, dict)]
        said += [value for path, value in values.items() if path.startswith("case_nos/")]
        if cases := tuple(dict.fromkeys(case for case in said if case)):
            return cases
        return tuple(
            dict.fromkeys(case for party in self._parties_of(kind, record) for case in self._by_party.get(party, ()))
        )

    def _parties_of(self, kind: str, record: str) -> tuple[str, ...]:
        if kind == "party":
            return (record,)
        shown = self._session.vault.shown(kind, record)
        if shown is None:
            return ()
        if kind == "relation":
            return tuple(filter(None, (shown.values.get("from_party"), shown.values.get("to_party"))))
        answer = shown.values.get("answer") or shown.values.get("proposal") or {}
        return (answer["party"],) if kind == "consent" and answer.get("party") else ()

    @cached_property
    def _by_party(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for one in self._session.vault.all(Involvement):
            found[one.party] = (*found.get(one.party, ()), one.case)
        return found

    def _identified(self, kind: str, record: str, cases: Iterable[bytes]) -> Share | None:
        """Whom values in the identity room tell of: the lowest share of all of them; None tells that it never goes."""
        if kind in WITH_PARTY or kind == "relation":
            return self._together(self._parties_of(kind, record))
        if kind not in WITH_CASE:
            return None
        shares = [share for case in cases if (facts := self.case_facts(case)) for share in facts.parties]
        return min(shares, default=None)

    def _together(self, parties: Iterable[str]) -> Share | None:
        shares = []
        for party in parties:
            files = (self._file(case) for case in self._by_party.get(party, ()))
            file = next((one for one in files if one), None)
            shares.append(self._share(file, party) if file else Share.NONE)
        return min(shares, default=None)

    def _ours(self, case: Case) -> bool:
        room = self._session.vault.main_room("case", case.id)
        return room is not None and room.office == self._office


class _Cases(Mapping[bytes, CaseFacts]):
    """The facts about cases, each worked out when it is asked for."""

    def __init__(self, share: HeadquartersShare) -> None:
        self._share = share
        self._known: dict[bytes, CaseFacts | None] = {}

    def __getitem__(self, case: bytes) -> CaseFacts:
        if case not in self._known:
            self._known[case] = self._share.case_facts(case)
        found = self._known[case]
        if found is None:
            raise KeyError(case)
        return found

    def __contains__(self, case: object) -> bool:
        return isinstance(case, bytes) and self._get(case) is not None

    def _get(self, case: bytes) -> CaseFacts | None:
        try:
            return self[case]
        except KeyError:
            return None

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._known)

    def __len__(self) -> int:
        return len(self._known)
