"""The three training registers against `expected.json`: every row, problem, date, consent and pair."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import Any

import pytest

from fieldcase.office.importing.plan import ImportPlan, ProposedConsent
from fieldcase.office.importing.problems import KINDS
from fieldcase.office.importing.proposing import across
from tests.importing import decoded, plan_of, settings

EXPECTED: dict[str, Any] = decoded("training/expected.json")
FILES: dict[str, Any] = EXPECTED["files"]
TABLES = [(file, table) for file, said in FILES.items() for table in said["tables"]]
LEVELS = ("NONE", "ANON", "CODED", "NAMED")


@pytest.fixture(scope="module")
def plans() -> dict[str, ImportPlan]:
    return {file: plan_of(file, said["mapping"]) for file, said in FILES.items()}


def letters(column: int) -> str:
    return chr(ord("A") + column - 1)


@pytest.mark.parametrize("file", FILES)
def test_the_totals_of_a_file(file: str, plans: dict[str, ImportPlan]) -> None:
    plan, said = plans[file], FILES[file]
    assert plan.rows_total == said["rows_total"]
    assert plan.importable == said["importable"]
    assert plan.rows_with_problems == said["rows_with_problems"]
    assert len(plan.problems) == said["problems_total"]


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_records_remarks_and_blank_rows_of_a_table(file: str, name: str, plans: dict[str, ImportPlan]) -> None:
    table, said = plans[file].table(name or None), FILES[file]["tables"][name]
    assert len(table.rows) == said["rows_total"]
    assert table.importable == said["importable"]
    assert list(table.blocked_rows) == said["blocked_rows"]
    assert list(table.note_rows) == said["note_rows"]
    assert list(table.blank_rows) == said["blank_rows"]
    assert table.record == said["record"]
    assert (table.header_row, table.first_row) == (said["header_row"], said["first_row"])


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_every_problem_of_a_table_and_no_other(file: str, name: str, plans: dict[str, ImportPlan]) -> None:
    said = FILES[file]["tables"][name]
    problems = [one for one in plans[file].problems if one.table == (name or None)]
    found = Counter((one.row, one.column, one.kind) for one in problems)
    wanted = Counter((one["row"], one["column"], one["kind"]) for one in said["problems"])
    assert found == wanted
    assert Counter(one.kind for one in problems) == said["problems_by_kind"]
    assert len({one.row for one in problems}) == said["rows_with_problems"]
    assert len(problems) == said["problems_total"]


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_every_date_as_it_is_to_be_stored(file: str, name: str, plans: dict[str, ImportPlan]) -> None:
    read = {(one.row, one.column): one.understood for one in plans[file].dates if one.table == (name or None)}
    for said in FILES[file]["tables"][name]["dates"]:
        understood = read[(said["row"], said["column"])]
        stored = str(understood.edtf) if understood.edtf else None
        assert stored in [said["edtf"], *said.get("accept", [])], said
        assert understood.text == said["text"]
        if "accept" in said and len(said["accept"]) == 1 and understood.alternatives:
            assert {str(other) for other in understood.alternatives} <= {said["edtf"], *said["accept"]}


@pytest.mark.parametrize(("file", "name"), [one for one in TABLES if "consents" in FILES[one[0]]["tables"][one[1]]])
def test_no_consent_is_proposed_beyond_what_was_said(
    file: str, name: str, plans: dict[str, ImportPlan], record_property: pytest.RecordProperty
) -> None:
    said = FILES[file]["tables"][name]
    found = {
        one.row: one for one in plans[file].consents if one.table == (name or None) and one.scope == "state_letter"
    }
    assert set(found) == {one["row"] for one in said["consents"]}
    stricter = []
    for wanted in said["consents"]:
        proposed = found[wanted["row"]]
        got, most = LEVELS.index(proposed.level or "NONE"), LEVELS.index(wanted["state_letter"])
        assert got <= most, wanted
        if got < most:
            stricter.append(wanted["row"])
        assert_alone(proposed, wanted)
    record_property("stricter", stricter)
    assert stricter == []
    assert Counter(one.level or "NONE" for one in found.values()) == said["consent_counts"]


def assert_alone(proposed: ProposedConsent, wanted: dict[str, Any]) -> None:
    """What the row alone would give, where the same person's other rows decide."""
    if "note" in wanted:
        assert proposed.alone == wanted["note"].rsplit(" ", 1)[-1]
    nothing = {"not_asked", "unclear", "undecided", "deferred", "not_by_person", "refused_on_behalf"}
    if wanted["why"] in nothing:
        assert proposed.level == ""
    if wanted["why"] in {"refused", "refused_guardian", "withdrawn"}:
        assert proposed.level == "NONE"


@pytest.mark.parametrize("file", FILES)
def test_rows_that_may_be_one_incident(file: str, plans: dict[str, ImportPlan]) -> None:
    plan, said = plans[file], FILES[file]
    assert {one.rows for one in plan.incidents} == {tuple(one["rows"]) for one in said["duplicates"]}
    for wanted in said["duplicates"]:
        (pair,) = [one for one in plan.incidents if one.rows == tuple(wanted["rows"])]
        assert list(pair.keys) == wanted["keys"]
        assert pair.table == wanted["table"]
        assert (pair.same == "submission") == wanted.get("same_uuid", False)


def test_rows_of_one_person(plans: dict[str, ImportPlan]) -> None:
    said = FILES["kalindra-allegations.xlsx"]
    plan = plans["kalindra-allegations.xlsx"]
    assert {one.rows for one in plan.look_alike} == {tuple(one["rows"]) for one in said["same_person_other_spelling"]}
    wanted = {tuple(one["rows"]) for one in said["same_person_same_spelling"]}
    found = {one.rows for one in plan.same_spelling}
    assert wanted <= found
    level = {one.row: one.alone for one in plan.consents}
    for rows in found - wanted:  # the same spelling again, with the same answer: nothing to settle
        assert len({level[row] for row in rows}) == 1


def test_registers_of_one_country_that_tell_of_one_incident(plans: dict[str, ImportPlan]) -> None:
    found = set()
    for one, other in combinations(FILES, 2):
        for mine, theirs in across(plans[one], plans[other], settings()):
            found.add(frozenset({(one, mine.rows[0], mine.keys[0]), (other, theirs.rows[0], theirs.keys[0])}))
    wanted = {
        frozenset(zip(pair["files"], pair["rows"], pair["keys"], strict=True))
        for pair in EXPECTED["duplicates_across_files"]
    }
    assert found == wanted


@pytest.mark.parametrize("file", FILES)
def test_what_the_file_is_made_of(file: str, plans: dict[str, ImportPlan]) -> None:
    plan, said = plans[file], FILES[file].get("structure", {})
    hidden = {sheet: [letters(at) for at in columns] for sheet, columns in plan.hidden_columns.items()}
    assert hidden == said.get("hidden_columns", {})
    assert {sheet: list(rows) for sheet, rows in plan.hidden_rows.items()} == said.get("hidden_rows", {})
    assert plan.formula_cells == said.get("formula_cells", 0)
    for name in ("encoding", "delimiter", "newline", "cells_with_line_break"):
        if name in said:
            assert getattr(plan, name) == said[name]


@pytest.mark.parametrize("file", FILES)
def test_each_mapped_act_is_counted_once_a_row(file: str, plans: dict[str, ImportPlan]) -> None:
    assert plans[file].act_types == FILES[file]["act_types"]


def test_every_kind_of_problem_weighs_as_agreed() -> None:
    assert {kind: weight for kind, (weight, _sentence, _remedy) in KINDS.items()} == {
        kind: said["severity"] for kind, said in EXPECTED["kinds"].items()
    }


NAMES = ("Tessouri", "Halbrecq", "Valdelomar", "Houdaille", "Perpetua")


@pytest.mark.parametrize("file", FILES)
def test_what_a_plan_shows_of_itself_names_nobody(file: str, plans: dict[str, ImportPlan]) -> None:
    plan = plans[file]
    shown = [repr(plan), *map(repr, plan.tables), *map(repr, plan.consents), *map(repr, plan.dates)]
    shown += [repr(row) for table in plan.tables for row in table.rows] + [repr(settings())]
    shown += [one.sentence + one.remedy for one in plan.problems]
    text = " ".join(shown)
    for name in (*NAMES, "Tessamer", "Puerto Aurelia", "anjouma"):
        assert name not in text


def test_a_row_of_a_blocked_case_waits_for_it(plans: dict[str, ImportPlan]) -> None:
    people = plans["kalindra-allegations.xlsx"].table("People")
    sealed = people.row(81)
    assert sealed is not None
    assert (sealed.importable, sealed.parent, sealed.parent_blocked) == (True, 54, True)


def test_sources_stay_in_their_own_record(plans: dict[str, ImportPlan]) -> None:
    row = plans["kalindra-allegations.xlsx"].table("Cases").row(9)
    assert row is not None
    assert row.values("Source.identity") == ("neighbour",)
    others = [value.said for one in row.records if one.kind != "Source" for value in one.values]
    assert "neighbour" not in others
    assert row.unmapped == {}


def test_a_second_reading_knows_every_row_again(plans: dict[str, ImportPlan]) -> None:
    for file, said in FILES.items():
        rows = [row for table in plans[file].tables for row in table.rows]
        assert len({row.identity for row in rows}) == len(rows)
        plan_of.cache_clear()
        again = [row for table in plan_of(file, said["mapping"]).tables for row in table.rows]
        assert [(row.identity, row.content) for row in again] == [(row.identity, row.content) for row in rows]
