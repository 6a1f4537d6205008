"""The training registers taken into a real vault: once, wholly, each word in its room."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.cases import Case, SealedCase
from fieldcase.model.kinds.consents import Consent
from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.imports import ImportBatch
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.parties import Involvement, Party
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.kinds.risks import RiskAssessment
from fieldcase.model.kinds.sources import Information, Source
from fieldcase.model.refusal import NotYourRole
from fieldcase.model.roles import Role
from fieldcase.office import resources
from fieldcase.office.cases.listing import CaseQuery, list_cases
from fieldcase.office.importing.apply import (
    Imported,
    ImportStopped,
    NothingRecognised,
    drafted_mapping,
    import_file,
    preview,
)
from fieldcase.office.importing.mapping import read_mapping
from fieldcase.office.importing.undo import (
    NoSuchImport,
    UndoneAlready,
    UndoNeedsKeys,
    WorkedOn,
    imports,
    undo,
)
from fieldcase.office.records import add, change
from fieldcase.office.session import Session
from tests.importing import decoded, plan_of
from tests.laptops import Clock, a_colleague, an_office, carry
from tests.registers import REGISTERS, bare, contacts, folded, name_words, pieces, rows, sources, take_in, values_of

FILES = decoded("training/expected.json")["files"]
KALINDRA = "kalindra-allegations.xlsx"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Session, dict[str, Imported]]]:
    """A laptop into which all three registers were taken."""
    session = an_office(tmp_path_factory.mktemp("filled"), Clock())
    yield session, {file: take_in(session, file) for file in REGISTERS}
    session.close()


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Session]:
    session = an_office(tmp_path, Clock())
    yield session
    session.close()


@pytest.mark.parametrize("file", REGISTERS)
def test_what_comes_in_is_what_is_expected(file: str, filled: tuple[Session, dict[str, Imported]]) -> None:
    imported, said = filled[1][file], FILES[file]
    assert imported.rows == said["rows_total"]
    assert imported.imported == said["importable"]
    assert len(imported.problems) == said["problems_total"]
    assert len(imported.duplicates) == len(said["duplicates"])
    assert imported.blocked == said["rows_total"] - said["importable"]


def test_every_row_has_its_records(filled: tuple[Session, dict[str, Imported]]) -> None:
    session, imported = filled
    assert len(session.vault.all(Case)) == sum(len(one.cases) for one in imported.values()) == 56 + 22 + 17
    assert len(session.vault.all(Party)) == sum(len(one.parties) for one in imported.values()) == 101 + 22 + 17
    assert len(session.vault.all(EarlierLetter)) == 38
    assert all(reply.to_letters for reply in session.vault.all(StateReply))
    assert len({case.case_no for case in session.vault.all(Case)}) == 95
    assert {one.party for one in session.vault.all(Involvement)} == {one.id for one in session.vault.all(Party)}


def test_cases_wait_for_a_summary_in_codes_and_a_first_risk(filled: tuple[Session, dict[str, Imported]]) -> None:
    session, imported = filled
    lacking = {one.field: one.cases for one in imported[KALINDRA].drafts}
    assert lacking == {"summary": 56, "risk_assessment": 56}
    assert not session.vault.all(RiskAssessment)
    case = session.vault.get(Case, imported[KALINDRA].cases[0])
    assert case.as_imported["risk"].said == "high"
    assert case.as_imported["verification"].said == "corroborated"
    assert session.vault.standing("case", case.id) is None


def test_no_consent_is_given_by_an_import(filled: tuple[Session, dict[str, Imported]]) -> None:
    session, _imported = filled
    consents = session.vault.all(Consent)
    assert consents
    assert all(not one.level for one in consents)
    assert any(one.proposal.proposed == "NAMED" for one in consents)
    assert any(one.remarks and not one.proposal.proposed for one in map(_whole(session), consents))


def _whole(session: Session):  # type: ignore[no-untyped-def]
    return lambda one: session.vault.get(Consent, one.id)


def test_where_everybody_reads_there_is_no_name_contact_or_story(
    filled: tuple[Session, dict[str, Imported]],
) -> None:
    session, _imported = filled
    shown = " | ".join(folded(value) for value in values_of(session, "case"))
    words = set(re.findall(r"[^\W\d_]{4,}", shown))
    terms = set(re.findall(r"[^\W\d_]{4,}", folded(json.dumps(decoded("vocabularies/vocab.json")))))
    for file, mapping in REGISTERS.items():
        plan = plan_of(file, mapping)
        assert not (name_words(plan) - terms) & words
        assert not [one for one in (*contacts(plan), *pieces(plan)) if folded(one) in shown]
        assert not [one for one in sources(plan) if len(one) > 8 and one in shown]


def test_who_told_the_office_stands_in_the_source_room_alone(filled: tuple[Session, dict[str, Imported]]) -> None:
    session, _imported = filled
    plan = plan_of(KALINDRA, REGISTERS[KALINDRA])
    taken = {one.values("Source.identity")[0] for one in rows(plan) if one.importable and one.values("Source.identity")}
    assert len(taken) > 30
    assert taken <= {one.identity for one in session.vault.all(Source)}
    identity = " | ".join(values_of(session, "identity"))
    assert not [one for one in taken if len(one) > 12 and one in identity]
    assert all(not item.reliability for item in session.vault.all(Information))


def test_nothing_of_a_row_is_dropped(filled: tuple[Session, dict[str, Imported]]) -> None:
    session, imported = filled
    kept = "\n".join(bare(value) for room in ("case", "identity", "source") for value in values_of(session, room))
    for file, mapping in REGISTERS.items():
        waiting = {(one.table, one.row) for one in imported[file].held}
        plan = plan_of(file, mapping)
        taken = [one for one in rows(plan) if one.importable and (one.table, one.row) not in waiting]
        cells = {value.said for row in taken for record in row.records for value in record.values}
        cells |= {said for row in taken for said in row.unmapped.values()}
        cells |= {said for table in plan.tables for said in table.note_rows.values()}
        assert not [cell for cell in cells if bare(cell) not in kept]


@pytest.mark.parametrize("file", REGISTERS)
def test_a_second_run_takes_in_nothing(file: str, filled: tuple[Session, dict[str, Imported]]) -> None:
    session, imported = filled
    before = session.vault.all(ImportBatch), len(session.vault.all(Case))
    again = take_in(session, file)
    assert (again.imported, again.records, again.batch, again.updates) == (0, 0, "", ())
    assert again.skipped == imported[file].imported
    assert (session.vault.all(ImportBatch), len(session.vault.all(Case))) == before


def test_a_changed_row_is_proposed_and_changes_nothing(laptop: Session) -> None:
    file = "kobo-export.csv"
    data, mapping = (resources.read(f"training/{name}") for name in (file, REGISTERS[file]))
    import_file(laptop, data, file=file, mapping=mapping)
    changed = data.replace(b"in July. They asked", b"in June. They asked")
    assert changed != data
    again = import_file(laptop, changed, file=file, mapping=mapping)
    assert [(one.row, bool(one.case)) for one in again.updates] == [(2, True)]
    assert again.imported == 0


def test_an_import_is_undone_and_its_rows_come_in_again(laptop: Session) -> None:
    first = take_in(laptop, KALINDRA)
    undone = undo(laptop, first.batch[:8])
    assert (undone.rows, undone.records) == (first.imported, first.records)
    for kind in (Case, Party, Act, EarlierLetter, Source, Task, Consent):
        assert not laptop.vault.all(kind)
    assert imports(laptop)[0].undone_at
    again = take_in(laptop, KALINDRA)
    assert again.imported == first.imported
    assert len(laptop.vault.all(Case)) == 56
    numbers = {laptop.vault.get(Case, one).case_no for one in again.cases}
    assert min(numbers) > f"XKAL-03-2026-{56:05}", "a number is never given twice"
    with pytest.raises(UndoneAlready):
        undo(laptop, first.batch)
    with pytest.raises(NoSuchImport):
        undo(laptop, "ffff")


def test_work_done_since_stands_in_the_way_of_undoing(laptop: Session) -> None:
    first = take_in(laptop, "santa-irene-denuncias.csv")
    one, two, three = (laptop.vault.get(Case, case) for case in first.cases[:3])
    change(laptop, "case", one.id, {"title_neutral": "Followed after a statement"})
    add(laptop, Act(case=two.id, type=("death_threat",)))
    laptop_party = first.parties[5]
    add(laptop, Involvement(case=three.id, party=laptop_party, role="witness"))
    with pytest.raises(WorkedOn) as refused:
        undo(laptop, first.batch)
    assert refused.value.facts == {"count": 4}
    assert len(laptop.vault.all(Case)) == 22
    assert not imports(laptop)[0].undone_at


def test_an_import_that_is_stopped_leaves_nothing(laptop: Session) -> None:
    seen: list[float] = []
    before = [values_of(laptop, room) for room in ("case", "identity", "source")]
    data, mapping = (resources.read(f"training/{name}") for name in (KALINDRA, REGISTERS[KALINDRA]))
    with pytest.raises(ImportStopped):
        import_file(
            laptop,
            data,
            file=KALINDRA,
            mapping=mapping,
            progress=lambda _sentence, part: seen.append(part),
            cancel=lambda: len(seen) > 150,
        )
    assert len(seen) == 151
    assert [values_of(laptop, room) for room in ("case", "identity", "source")] == before
    assert not laptop.vault.all(Case)
    assert take_in(laptop, KALINDRA).imported == 198


def test_a_failure_at_the_very_end_leaves_nothing(laptop: Session) -> None:
    def fail_when_saving(_sentence: str, part: float) -> None:
        if part == 1.0:
            raise OSError("the stick was pulled out")

    data, mapping = (resources.read(f"training/{name}") for name in ("kobo-export.csv", "mapping-kobo.json"))
    with pytest.raises(OSError, match="pulled out"):
        import_file(laptop, data, file="kobo-export.csv", mapping=mapping, progress=fail_when_saving)
    assert not laptop.vault.all(Case)
    assert not laptop.vault.all(ImportBatch)
    assert len(values_of(laptop, "case")) == 0


def test_a_row_about_our_own_personnel_stays_out_until_it_is_sealed(laptop: Session) -> None:
    first = take_in(laptop, KALINDRA)
    assert [(one.table, one.row, one.kind) for one in first.sealable] == [("Cases", 54, "Case")]
    assert ("People", 81) in {(one.table, one.row) for one in first.held}
    plan = plan_of(KALINDRA, REGISTERS[KALINDRA])
    row, person = plan.table("Cases").row(54), plan.table("People").row(81)
    assert row is not None
    assert person is not None
    secret = [folded(row.values("Case.summary")[0])[:40], folded(person.values("Person.names.family")[0])]
    ordinary = [folded(value) for room in ("case", "identity", "source") for value in values_of(laptop, room)]
    assert not [one for one in secret if any(one in value for value in ordinary)]

    sealed = take_in(laptop, KALINDRA, seal=True)
    assert (sealed.sealed, sealed.imported, sealed.sealable) == (1, 1, ())
    (case,) = laptop.vault.all(SealedCase)
    assert case.case_no > max(one.case_no for one in laptop.vault.all(Case))
    assert secret[1] in folded(case.persons)
    ordinary = [folded(value) for room in ("case", "identity", "source") for value in values_of(laptop, room)]
    assert not [one for one in secret if any(one in value for value in ordinary)]
    assert take_in(laptop, KALINDRA, seal=True).sealed == 0


def test_two_spellings_and_two_records_of_one_incident_wait_for_a_person(
    filled: tuple[Session, dict[str, Imported]],
) -> None:
    session, _imported = filled
    tasks = session.vault.all(Task)
    assert {one.kind for one in tasks} == {"compare_persons", "compare_cases"}
    assert all(len(one.target) == 2 and one.case for one in tasks)
    assert not any(len(session.vault.same_sets("party").members(one.id)) > 1 for one in session.vault.all(Party))
    assert {one.text for one in tasks if "XKAL-03-2026-" in one.text}


def test_a_look_writes_nothing_and_drafts_a_mapping(laptop: Session) -> None:
    data = resources.read(f"training/{KALINDRA}")
    plan = preview(laptop, data, file=KALINDRA)
    assert plan.rows_total > 150
    assert values_of(laptop, "identity") == []
    mapping = drafted_mapping(laptop, data, file=KALINDRA)
    assert read_mapping(mapping).tables
    assert import_file(laptop, data, file=KALINDRA).imported == plan.importable
    with pytest.raises(NothingRecognised):
        preview(laptop, b"a,b\n1,2\n", file="x.csv")


def test_columns_that_nobody_mapped_may_name_sources_and_stand_with_them(laptop: Session) -> None:
    data = b"Number;What happened;Who;Told by\nA-1;dismissal;Ilena Dovrak;her cousin Brasko Vell, by telephone\n"
    mapping = {
        "format": "fieldcase-mapping/1",
        "state": "XKA",
        "tables": [
            {
                "record": "Case",
                "key": {"column": "Number"},
                "columns": {"What happened": "Act.type", "Who": "Person.names.full"},
            }
        ],
    }
    imported = import_file(laptop, data, file="x.csv", mapping=json.dumps(mapping).encode())
    assert imported.imported == 1
    assert not [value for room in ("case", "identity") for value in values_of(laptop, room) if "Brasko" in value]
    assert [value for value in values_of(laptop, "source") if "Brasko" in value]


def test_a_name_in_the_column_of_numbers_stays_out_of_the_case_room(laptop: Session) -> None:
    data = b"File;What happened;Who\nDovrak Ilena 2;dismissal;Ilena Dovrak\n"
    columns = {"File": "Case.old_number", "What happened": "Act.type", "Who": "Person.names.full"}
    mapping = {
        "format": "fieldcase-mapping/1",
        "tables": [{"record": "Case", "key": {"column": "File"}, "columns": columns}],
    }
    import_file(laptop, data, file="x.csv", mapping=json.dumps(mapping).encode())
    assert not [value for value in values_of(laptop, "case") if "Dovrak" in value]
    (case,) = laptop.vault.all(Case)
    assert "Dovrak Ilena 2" in case.remarks


def test_who_may_not_import_is_told_so_and_another_laptop_knows_the_rows(laptop: Session, tmp_path: Path) -> None:
    other = a_colleague(tmp_path / "o", laptop, Clock(), (Role.CASE_OFFICER,), device="05", name="Tomas Erli")
    reader = a_colleague(tmp_path / "r", laptop, Clock(), (Role.REVIEWER,), device="06", name="Ada Korvin")
    carry(laptop, other)
    take_in(laptop, "kobo-export.csv")
    carry(laptop, other)
    again = take_in(other, "kobo-export.csv")
    assert (again.imported, again.skipped) == (0, 17)
    with pytest.raises(NotYourRole):
        take_in(reader, "kobo-export.csv")
    other.close()
    reader.close()


def test_an_intake_officer_sees_the_cases_that_came_in_by_them(laptop: Session, tmp_path: Path) -> None:
    intake = a_colleague(tmp_path / "i", laptop, Clock(), (Role.INTAKE,), device="08", name="Ruta Valen")
    take_in(intake, "santa-irene-denuncias.csv")
    assert list_cases(intake, CaseQuery()).total == 22
    intake.close()


def test_two_laptops_that_imported_apart_know_each_others_rows_afterwards(laptop: Session, tmp_path: Path) -> None:
    other = a_colleague(tmp_path / "o", laptop, Clock(), (Role.CASE_OFFICER,), device="05", name="Tomas Erli")
    ours, theirs = (take_in(one, "kobo-export.csv") for one in (laptop, other))
    assert (ours.imported, theirs.imported) == (17, 17)
    carry(laptop, other)
    for one in (laptop, other):
        again = take_in(one, "kobo-export.csv")
        assert (again.imported, again.skipped, again.updates) == (0, 17, ())
    with pytest.raises(UndoNeedsKeys):
        undo(other, theirs.batch)
    undo(laptop, theirs.batch)
    assert {one.id for one in laptop.vault.all(Case)} == set(ours.cases)
    other.close()
