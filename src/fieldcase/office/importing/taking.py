"""Write the rows of a plan into one transaction, which the caller commits: cases first, then what belongs to them.

Each row that comes in leaves a mark in the identity room: a keyed hash by which it is known again, and the records made
of it. Sources are not named there; they carry the number of the import themselves, in the source room.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TypeVar

import msgspec

from fieldcase.model.declare import Record, Room, flatten
from fieldcase.model.kinds import kind_of
from fieldcase.model.kinds.acts import Act, LawOrMeasure
from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.consents import CONSENT, Consent
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.imports import ROW_SEEN, RowMark
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.kinds.sources import InformationSource, Source
from fieldcase.model.kinds.values import Imported
from fieldcase.model.lawful import lawful_step
from fieldcase.model.refusal import Finding
from fieldcase.model.roles import Action, Reach
from fieldcase.model.rules.casefile import CaseFile
from fieldcase.model.rules.intake import leave_draft
from fieldcase.model.words import _
from fieldcase.office import numbers
from fieldcase.office.importing.known import At, Known, mark_id, place_of
from fieldcase.office.importing.making import Maker, with_remarks
from fieldcase.office.importing.plan import Alike, ImportPlan, ProposedConsent, RowPlan
from fieldcase.office.records import write_new, write_values
from fieldcase.office.session import Session
from fieldcase.vault.writing import Writing

R = TypeVar("R", bound=Record)
OF_IMPORT = "import"
"""Element of a source's `as_imported` that holds the import it came with."""
OF_ROW = "row"
SOURCES = "source"
"""Stands among a row's records for its sources: that there are some, not which."""
DAYS_TO_COMPARE = 14


class Taking:
    """The records of one import. `records` counts them; `cases` and `parties` are ids by row."""

    def __init__(
        self, session: Session, writing: Writing, plan: ImportPlan, maker: Maker, known: Known, batch: str
    ) -> None:
        self._session, self._writing, self._maker, self._known = session, writing, maker, known
        self._batch = batch
        self.records = 0
        self.cases: dict[At, str] = {}
        self.parties: dict[At, str] = {}
        self._held: dict[str, Record] = {}
        self._of: dict[At, list[str]] = {}
        self._consents: dict[At, list[ProposedConsent]] = {}
        for one in plan.consents:
            self._consents.setdefault((one.table, one.row), []).append(one)

    # --- rows

    def case_of(self, row: RowPlan) -> str | None:
        """The case that a row belongs to; empty where it names none, None where its case is not here."""
        if row.parent is None:
            return ""
        at = (row.parent_table, row.parent)
        if at in self.cases:
            return self.cases[at]
        before = self._known.records(at, "case")
        return next((one for one in before if self._session.vault.find(Case, one)), None)

    def case(self, rows: Sequence[RowPlan]) -> None:
        """A row about a new case, with the rows that belong to the same case and add only their own cells."""
        first, *more = rows
        case = self._with_id(self._maker.case(first, more))
        if self._session.require(Action.READ_CASE) is Reach.OWN_INTAKE:  # who would not see it otherwise
            case = msgspec.structs.replace(case, assigned_to=self._session.seat.id)
        self.cases |= {place_of(row): case.id for row in rows}
        parts = {place_of(row): [*self._maker.of_case(row, case.id), *self._people(row, case.id)] for row in rows}
        made = [case, *(record for of_row in parts.values() for record in of_row)]
        left = {place_of(row): self._maker.left(row, made) for row in rows}
        lines = [line for of_row, _told in left.values() for line in of_row]
        self._write(first, with_remarks(case, lines))
        for row in rows:
            at = place_of(row)
            for record in parts[at]:
                self._write(row, record)
            self._told(row, case.id, self._maker.source(row, left[at][1]))

    def part(self, row: RowPlan, case: str) -> None:
        """A row about a person or a letter, of a case or of none."""
        of_case = (*self._maker.of_case(row, case), *self._people(row, case)) if case else self._alone(row)
        made = list(of_case)
        lines, told = self._maker.left(row, made)
        main = next((one for one in made if isinstance(one, Party | EarlierLetter)), None)
        if main is not None:
            made = [with_remarks(one, lines) if one is main else one for one in made]
            lines = []
        for record in made:
            self._write(row, record)
        source = self._maker.source(row, told)
        if lines:  # nothing of the row was understood: it may say anything, also who told it
            source = with_remarks(source or Source(), lines)
        self._told(row, case, source)

    def seal(self, rows: Sequence[RowPlan]) -> None:
        """A row about personnel of the Organization, with all that belongs to it: head and custodian alone (G33)."""
        sealed = self._with_id(self._maker.sealed(rows))
        if Room.SEALED in self._session.vault.rooms_open:
            sealed = msgspec.structs.replace(sealed, case_no=numbers.next_case_number(self._session))
        written = self._add(sealed)
        for row in rows:
            self._of.setdefault(place_of(row), []).append(f"sealed_case:{written.id}")

    def note(self, at: At, text: str) -> None:
        """A remark row between the records: it may say anything, so it stands with the sources."""
        said = {"cell1": Imported(said=text), OF_IMPORT: Imported(said=self._batch), OF_ROW: _row_said(at)}
        self._of.setdefault(at, []).append(SOURCES)
        self._add(Source(as_imported=said))

    def _people(self, row: RowPlan, case: str) -> Iterator[Record]:
        """What a row says of a person and of a letter of its case."""
        yield from self._person(row, case)
        letter = self._maker.letter(row, case)
        if letter is not None:
            letter = self._with_id(letter)
            yield letter
        reply = self._maker.reply(row, case, letter.id if letter else "")
        if reply is not None:
            reply = self._with_id(reply)
            yield reply
        yield from self._maker.measures(row, case, reply.id if reply else "")

    def _alone(self, row: RowPlan) -> Iterator[Record]:
        """The same for a row without a case: replies and measures belong to one, and stay in words."""
        yield from self._person(row, "")
        letter = self._maker.letter(row, "")
        if letter is not None:
            yield letter

    def _person(self, row: RowPlan, case: str) -> Iterator[Record]:
        party = self._maker.party(row)
        if party is None:
            return
        party = self._with_id(party)
        self.parties[place_of(row)] = party.id
        yield party
        yield from (
            one for one in self._maker.of_party(row, party.id, case) if case or not isinstance(one, Involvement)
        )
        yield from self._maker.consents(self._consents.get(place_of(row), ()), party.id, self._batch)

    def _told(self, row: RowPlan, case: str, source: Source | None) -> None:
        """Who told it, and the item of information that came from them: the bridge stands in the source room alone."""
        item = None
        if case and (row.proposed("Source") or row.proposed("Info")):
            item = self._write(row, self._maker.information(row, case))
        if source is None:
            return
        said = {**source.as_imported, OF_IMPORT: Imported(said=self._batch), OF_ROW: _row_said(place_of(row))}
        written = self._add(msgspec.structs.replace(source, as_imported=said))
        if item is not None:
            self._add(InformationSource(information=item.id, source=written.id))
        self._of.setdefault(place_of(row), []).append(SOURCES)

    # --- marks

    def mark(self, row: RowPlan) -> None:
        """Note that a row came in, and what was made of it; nothing where it waits for its case."""
        at = place_of(row)
        self._note_seen(row.identity, row.content, at)

    def mark_note(self, at: At, mark: str) -> None:
        """The same for a remark row."""
        self._note_seen(mark, mark, at)

    def _note_seen(self, mark: str, content: str, at: At) -> None:
        seen = RowMark(
            mark=mark,
            content=content,
            batch=self._batch,
            table=at[0] or "",
            row=at[1],
            records=tuple(dict.fromkeys(self._of.get(at, ()))),
        )
        write_values(self._session, self._writing, ROW_SEEN, mark_id(mark), {"seen": msgspec.to_builtins(seen)})

    # --- what waits for a person

    def compare_persons(self, alike: Iterable[Alike], sentence: str) -> None:
        """A task for each pair of rows that may be one person, of which one came in now. Nothing is merged."""
        for one, other, at in self._pairs(alike, self.parties, "party"):
            codes = [self._code(Party, each) for each in (one, other)]
            roles = (each for each in self._held.values() if isinstance(each, Involvement))
            case = next((each.case for each in roles if each.party == one), "")
            self._task("compare_persons", case, (one, other), sentence.format(one=codes[0], other=codes[1]), at)

    def compare_cases(self, alike: Iterable[Alike]) -> None:
        """A task for each pair of rows that may be one incident."""
        sentence = _("The old register may have one incident twice: cases {one} and {other}. Compare them.")
        for one, other, at in self._pairs(alike, self.cases, "case"):
            if one != other:
                numbers_of = [self._code(Case, each) for each in (one, other)]
                text = sentence.format(one=numbers_of[0], other=numbers_of[1])
                self._task("compare_cases", one, (one, other), text, at)

    def _pairs(self, alike: Iterable[Alike], now: dict[At, str], kind: str) -> Iterator[tuple[str, str, At]]:
        for group in alike:
            ats = [(group.table, row) for row in group.rows]
            found = {at: now.get(at) or next(iter(self._known.records(at, kind)), "") for at in ats}
            first = ats[0]
            for at in ats[1:]:
                if found[first] and found[at] and (first in now or at in now):
                    yield found[first], found[at], at if at in now else first

    def _task(self, kind: str, case: str, target: tuple[str, ...], text: str, at: At) -> None:
        due = self._session.today() + timedelta(days=DAYS_TO_COMPARE)
        task = Task(
            case=case,
            kind=kind,
            due_at=due.isoformat(),
            assignee_role="case_officer",
            origin="import",
            target=target,
            text=text,
        )
        self._of.setdefault(at, []).append(f"task:{self._add(task).id}")

    def triage(self) -> dict[str, tuple[Finding, ...]]:
        """Bring cases into triage where G2 is met already; return what each of the others lacks, by case."""
        lacks: dict[str, tuple[Finding, ...]] = {}
        may = lawful_step(self._session.roles, "case", "triage")
        for case in dict.fromkeys(self.cases.values()):
            findings = leave_draft(self._file(case))
            if findings or not may:
                lacks[case] = findings
            else:
                self._writing.transition("case", case, "triage")
        return lacks

    def _file(self, case: str) -> CaseFile:
        held = [one for one in self._held.values() if getattr(one, "case", "") == case]
        found = self._held[case]
        assert isinstance(found, Case)
        return CaseFile(
            case=found,
            involvements=tuple(one for one in held if isinstance(one, Involvement)),
            acts=tuple(one for one in held if isinstance(one, Act)),
            laws=tuple(one for one in held if isinstance(one, LawOrMeasure)),
            vocabularies=self._session.vocabularies,
        )

    # --- inside

    def _with_id(self, record: R) -> R:
        return msgspec.structs.replace(record, id=self._writing.new_id())

    def _write(self, row: RowPlan, record: R) -> R:
        written = self._add(record)
        self._of.setdefault(place_of(row), []).append(f"{kind_of(type(record)).name}:{written.id}")
        return written

    def _add(self, record: R) -> R:
        self.records += 1
        if isinstance(record, Consent):
            write_values(self._session, self._writing, CONSENT, record.id, flatten(CONSENT, record))
            return record
        written = write_new(self._session, self._writing, record)
        if isinstance(written, Case | Party | Involvement | Act | LawOrMeasure):
            self._held[written.id] = written
        return written

    def _code(self, of: type[Case] | type[Party], record: str) -> str:
        found = self._held.get(record) or self._session.vault.get(of, record)
        return found.case_no if isinstance(found, Case) else getattr(found, "code", "")


def _row_said(at: At) -> Imported:
    return Imported(said=str(at[1]), column=at[0] or "")
