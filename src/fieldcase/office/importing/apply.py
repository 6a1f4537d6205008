"""Import a register: look at what it comes to, then take it in as a whole or not at all.

`preview` writes nothing. `import_file` writes everything in one transaction: cases as drafts or in triage, people under
codes, what was said about consent as proposals and remarks, old letters, and tasks for what a person has to compare. A
row that came in before comes in no more. Rows about personnel of the Organization stay out until they are sealed.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from typing import Any

import msgspec

from fieldcase.model.declare import Room
from fieldcase.model.kinds.imports import ImportBatch, ImportKey, Outcome
from fieldcase.model.refusal import Finding, Refusal
from fieldcase.model.roles import Action
from fieldcase.model.words import N_, _
from fieldcase.office import resources
from fieldcase.office.importing.drafting import draft_mapping, headers
from fieldcase.office.importing.known import At, Known, RowRef, grouped, import_keys, place_of
from fieldcase.office.importing.making import Maker
from fieldcase.office.importing.mapping import Mapping, read_mapping, write_mapping
from fieldcase.office.importing.plan import Alike, ImportPlan, RowPlan
from fieldcase.office.importing.proposing import propose
from fieldcase.office.importing.reading import read
from fieldcase.office.importing.settings import ImportSettings, settings_from
from fieldcase.office.importing.sheets import Book
from fieldcase.office.importing.taking import Taking
from fieldcase.office.records import write_new
from fieldcase.office.session import Session
from fieldcase.vault.writing import Writing

Progress = Callable[[str, float], None]
SEVERAL = "und"
"""The language of texts in a register that mixes several."""
OVERSIGHT = "refer_oversight"


class NothingRecognised(Refusal):
    """No column of the file was recognised, so there is no mapping to draft."""

    code = "FC-520"
    message = N_("No table of this file could be recognised.")
    remedy = N_("Write a mapping for it; docs/formats/mapping.md says how.")


class ImportStopped(Refusal):
    """The person stopped the import; nothing of it was kept."""

    code = "FC-521"
    message = N_("The import was stopped; nothing of it was kept.")
    remedy = N_("Start it again when you are ready.")


class NamesClosed(Refusal):
    """The identity room is closed to this seat, where a register's names and marks go."""

    code = "FC-522"
    message = N_("A register can be imported only where the names of people are open.")
    remedy = N_("Ask the custodian or a case officer to import it.")


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """Two or more rows that may be one incident or one person; a person decides. `score` runs from 0 to 1."""

    table: str | None
    rows: tuple[int, ...]
    keys: tuple[str, ...] = ()
    same: str = ""
    score: float = 1.0


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """What cases still lack before they leave the draft (G2), and how many of them."""

    field: str
    sentence: str
    remedy: str
    cases: int


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a register.

    `imported` counts the rows that nothing blocks and that came in now, `held` those among them that wait for their
    case, because its row is blocked. `skipped` came in before; `updates` did too, and say something else now: nothing
    of them is applied. `sealable` are kept out of the ordinary flow (G33), `sealed` were sealed now. `batch` undoes it
    all; it is empty when nothing came in. `drafts` says what the cases lack before triage.
    """

    batch: str
    rows: int
    imported: int
    problems: tuple[dict[str, Any], ...]
    duplicates: tuple[Pair, ...]
    cases: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    skipped: int = 0
    updates: tuple[RowRef, ...] = ()
    sealable: tuple[RowRef, ...] = ()
    held: tuple[RowRef, ...] = ()
    sealed: int = 0
    records: int = 0
    blocked: int = 0
    drafts: tuple[Lack, ...] = ()

    def __repr__(self) -> str:
        return f"Imported({self.imported} of {self.rows} rows, {len(self.problems)} problems)"


def preview(session: Session, data: bytes, *, file: str, mapping: bytes | None = None) -> ImportPlan:
    """What a register comes to; nothing is written. Without a mapping one is drafted from its headers.

    Raises `NotYourRole`, the refusals FC-500 to FC-514 of a file or mapping that cannot be read, `NothingRecognised`.
    """
    session.require(Action.IMPORT_REGISTER)
    key = next(iter(import_keys(session)), session.vault.surroundings.chance(32))
    settings = settings_of(session, key)
    book, mapped = open_register(session, data, file, mapping, settings)
    return propose(book, mapped, settings, file=file)


def drafted_mapping(session: Session, data: bytes, *, file: str) -> bytes:
    """A first mapping for a register, as a file that a person corrects."""
    session.require(Action.IMPORT_REGISTER)
    _book, mapped = open_register(session, data, file, None, settings_of(session, b""))
    return write_mapping(mapped)


def import_file(
    session: Session,
    data: bytes,
    *,
    file: str,
    mapping: bytes | None = None,
    seal: bool = False,
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> Imported:
    """Take a register in, as one transaction. `seal` puts rows about personnel of the Organization, with all that
    belongs to them, where only head and custodian read them (G33).

    Raises what `preview` raises, `NamesClosed`, `ImportStopped`, and refusals of the disk; nothing was written then.
    """
    session.require(Action.IMPORT_REGISTER)
    if Room.IDENTITY not in session.vault.rooms_open:
        raise NamesClosed
    keys = import_keys(session)
    settings = settings_of(session, keys[0] if keys else session.vault.surroundings.chance(32))
    _tell(progress, _("Reading the file"), 0.0)
    book, mapped = open_register(session, data, file, mapping, settings)
    plan = propose(book, mapped, settings, file=file)
    others = (propose(book, mapped, settings_of(session, key), file=file) for key in keys[1:])
    run = _Run(session, plan, Known(session, plan, others), settings, seal)
    digests = (hashlib.sha256(data).hexdigest(), hashlib.sha256(mapping or write_mapping(mapped)).hexdigest())
    return run.write(digests, _language(mapped, session), new_key=not keys, progress=progress, cancel=cancel)


class _Run:
    """One import: which rows come in, and writing them."""

    def __init__(self, session: Session, plan: ImportPlan, known: Known, settings: ImportSettings, seal: bool) -> None:
        self._session, self._plan, self._known, self._settings = session, plan, known, settings
        self._rows = [row for table in plan.tables for row in table.rows]
        sensitive = {(one.table, one.row) for one in plan.problems if one.kind == OVERSIGHT}
        self._sealable = [row for row in self._rows if place_of(row) in sensitive and not known.mark(place_of(row))]
        self._to_seal = self._sealable if seal else []
        self._notes = self._new_notes()

    def _new_notes(self) -> list[tuple[At, str, str]]:
        """Remark rows that were not kept before: place, text, mark."""
        found = []
        for table in self._plan.tables:
            for number, text in table.note_rows.items():
                mark = self._settings.fingerprint("note", table.table or "", text)
                if not self._known.seen(mark):
                    found.append(((table.table, number), text, mark))
        return found

    def write(
        self,
        digests: tuple[str, str],
        language: str,
        *,
        new_key: bool,
        progress: Progress | None,
        cancel: Callable[[], bool] | None,
    ) -> Imported:
        """Write the whole register, or nothing."""
        fresh = [row for row in self._rows if row.importable and self._is_new(row)]
        if not (fresh or self._to_seal or self._notes):
            return self._outcome("", None, fresh, (), {})
        session = self._session
        with session.vault.writing() as writing:
            batch = writing.new_id()
            maker = Maker(session.vocabularies, self._plan.state, language, session.language, self._settings.fields)
            taking = Taking(session, writing, self._plan, maker, self._known, batch)
            if new_key:
                write_new(session, writing, ImportKey(key=self._settings.key.hex()))
            step = _Step(len(fresh) + len(self._to_seal), progress, cancel)
            inside = self._seal(taking, step)
            held = self._take(taking, [row for row in fresh if place_of(row) not in inside], step)
            for at, text, mark in self._notes:
                taking.note(at, text)
                taking.mark_note(at, mark)
            lacks = taking.triage()
            self._compare(taking)
            for row in (*fresh, *self._to_seal):
                taking.mark(row)
            outcome = self._outcome(batch, taking, fresh, held, lacks)
            self._keep(writing, outcome, digests)
            _tell(progress, _("Saving"), 1.0)
            writing.commit()
        session.forget()
        return outcome

    def _is_new(self, row: RowPlan) -> bool:
        """Whether a row never came in, or waited for its case and needs to wait no more."""
        mark = self._known.mark(place_of(row))
        if mark is None:
            return True
        waits = row.parent_blocked and (row.parent_table, row.parent) not in {place_of(one) for one in self._to_seal}
        return not mark.records and not waits

    def _seal(self, taking: Taking, step: _Step) -> set[At]:
        """Seal rows with all that belongs to them; returns the places of those that do."""
        belonging = grouped(self._rows, lambda row: row.importable)
        inside: set[At] = set()
        for row in self._to_seal:
            step.next()
            children = belonging.get(place_of(row), [])
            taking.seal([row, *children])
            inside |= {place_of(child) for child in children}
        return inside

    def _take(self, taking: Taking, rows: list[RowPlan], step: _Step) -> list[RowPlan]:
        """Write the rows, cases first; returns those that wait for their case."""
        own = [row for row in rows if row.record == "Case" and row.parent is None]
        together = grouped(rows, lambda row: row.record == "Case" and row.importable)
        done: set[At] = set()
        for row in own:
            step.next()
            group = [row, *together.get(place_of(row), [])]
            taking.case(group)
            done |= {place_of(one) for one in group}
        held = []
        for row in rows:
            if place_of(row) in done:
                continue
            step.next()
            case = None if row.parent_blocked else taking.case_of(row)
            if case is None:
                held.append(row)
            else:
                taking.part(row, case)
        return held

    def _compare(self, taking: Taking) -> None:
        same = _("{one} and {other} have the same name in the old register. Are they one person?")
        alike = _("{one} and {other} have names that look alike in the old register. Are they one person?")
        taking.compare_persons(self._plan.same_spelling, same)
        taking.compare_persons(self._plan.look_alike, alike)
        taking.compare_cases(self._plan.incidents)

    def _keep(self, writing: Writing, outcome: Imported, digests: tuple[str, str]) -> None:
        kept = ImportBatch(
            id=outcome.batch,
            at=self._session.now(),
            file_sha256=digests[0],
            mapping_sha256=digests[1],
            file_name=self._plan.file,
            outcome=Outcome(
                rows=outcome.rows,
                imported=outcome.imported,
                problems=len(outcome.problems),
                duplicates=len(outcome.duplicates),
                records=outcome.records,
            ),
        )
        write_new(self._session, writing, kept)

    def _outcome(
        self,
        batch: str,
        taking: Taking | None,
        fresh: list[RowPlan],
        held: list[RowPlan] | tuple[()],
        lacks: dict[str, tuple[Finding, ...]],
    ) -> Imported:
        came = {place_of(row) for row in fresh}
        before = [row for row in self._rows if place_of(row) not in came and self._known.mark(place_of(row))]
        sealed = len(self._to_seal)
        return Imported(
            batch=batch,
            rows=self._plan.rows_total,
            imported=len(fresh),
            problems=self._plan.problem_lines(),
            duplicates=tuple(_pair(one) for one in self._plan.incidents),
            cases=tuple(dict.fromkeys(taking.cases.values())) if taking else (),
            parties=tuple(taking.parties.values()) if taking else (),
            skipped=len(before),
            updates=tuple(self._ref(row) for row in before if self._known.changed(place_of(row))),
            sealable=() if sealed else tuple(self._ref(row) for row in self._sealable),
            held=tuple(self._ref(row) for row in held),
            sealed=sealed,
            records=taking.records if taking else 0,
            blocked=sum(row.blocked for row in self._rows),
            drafts=_lacking(lacks),
        )

    def _ref(self, row: RowPlan) -> RowRef:
        cases = self._known.records(place_of(row), "case")
        return RowRef(table=row.table, row=row.row, kind=row.record, case=next(iter(cases), ""))


class _Step:
    """Counts rows, tells progress, and stops when nobody wants the import any more."""

    def __init__(self, total: int, progress: Progress | None, cancel: Callable[[], bool] | None) -> None:
        self._done, self._total, self._progress, self._cancel = 0, max(total, 1), progress, cancel

    def next(self) -> None:
        if self._cancel is not None and self._cancel():
            raise ImportStopped
        _tell(self._progress, _("Importing rows"), self._done / self._total)
        self._done += 1


def _tell(progress: Progress | None, sentence: str, part: float) -> None:
    if progress is not None:
        progress(sentence, min(part, 1.0))


def open_register(
    session: Session, data: bytes, file: str, mapping: bytes | None, settings: ImportSettings
) -> tuple[Book, Mapping]:
    """The decoded file, and its mapping: the one given, or a draft."""
    if mapping is not None:
        mapped = read_mapping(mapping)
        return read(data, encoding=mapped.encoding, delimiter=mapped.delimiter), mapped
    book = read(data)
    states = session.office_record.accredited_to
    known = headers(msgspec.json.decode(resources.read("import/headers.json")))
    mapped = draft_mapping(book, settings, known, state=states[0] if len(states) == 1 else "", file=file)
    if not mapped.tables:
        raise NothingRecognised
    return book, mapped


def settings_of(session: Session, key: bytes) -> ImportSettings:
    """Word lists, vocabularies and the office's settings, with this key for the marks of rows."""
    from fieldcase.model.dates import Hemisphere

    said = session.office_record.hemisphere
    hemisphere = Hemisphere(said) if said else None
    return settings_from(resources.read, key=key, today=session.today(), hemisphere=hemisphere)


def _language(mapped: Mapping, session: Session) -> str:
    languages = mapped.languages
    if not languages:
        return session.language
    return languages[0] if len(languages) == 1 else SEVERAL


def _pair(one: Alike) -> Pair:
    return Pair(table=one.table, rows=one.rows, keys=one.keys, same=one.same, score=one.score)


def _lacking(lacks: dict[str, tuple[Finding, ...]]) -> tuple[Lack, ...]:
    count = Counter(one.field for findings in lacks.values() for one in findings)
    first = {one.field: one for findings in lacks.values() for one in findings}
    return tuple(
        Lack(field=field, sentence=first[field].sentence, remedy=first[field].remedy, cases=number)
        for field, number in count.most_common()
    )
