"""The declarations of all kinds keep the promises that everything derived from them relies on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.declare import Field, Kind, Part, Room, Shape, Type, assemble, flatten
from fieldcase.model.kinds import KINDS, UnknownKind, kind_named, kind_of, place_named
from fieldcase.model.kinds.choices import CHOICES, choice_label
from fieldcase.model.kinds.consents import Consent, ConsentAnswer, ConsentProposal
from fieldcase.model.kinds.decisions import Assessment, Finding
from fieldcase.model.kinds.evidence import Evidence
from fieldcase.model.kinds.letters import LetterStep, StepTaken
from fieldcase.model.kinds.page import records_page
from fieldcase.model.kinds.parties import Name, Party
from fieldcase.model.kinds.replies import MatrixRow, RowAnswer
from fieldcase.model.kinds.risks import RiskAssessment, RiskJudgement
from fieldcase.model.kinds.sources import OPEN_SOURCES
from fieldcase.model.machines import MACHINES
from fieldcase.model.refusal import UnknownField
from fieldcase.model.vocabulary import Vocabularies

ROOT = Path(__file__).parents[4]
VOCABULARIES = Vocabularies.read((ROOT / "resources" / "vocabularies" / "vocab.json").read_bytes())

LEDGER_KINDS = {"transition", "deletion", "same", "erasure", "confirm", "revocation", "adoption", "feed"}

WITH_USE_CASES = {
    *("case", "sealed_case", "party", "involvement", "relation", "cooperation_link", "act", "law_or_measure"),
    *("source", "information", "information_source", "evidence", "consent", "identifiability_answer"),
    *("risk_assessment", "protection_action", "assessment", "decision", "allegation", "letter", "letter_step"),
    *(
        "earlier_letter",
        "namesake",
        "recognition",
        "state_reply",
        "matrix_row",
        "question_row",
        "state_measure",
        "task",
        "comment",
        "number_note",
    ),
    *("office", "office_settings", "seat", "roster", "peer", "policy", "state_profile", "mandate_text", "formula"),
    *("import_batch", "row_seen", "import_key", "log_entry", "holiday"),
    *("outside_addressee", "letter_to_source"),
}
DECLARED_ONLY = {
    *("evidence_origin", "custody_event", "source_risk", "oral_approach", "follow_up", "reporting_cycle"),
    *("report_entry", "good_offices_note", "external_ref", "prevention_activity", "good_practice", "focal_point"),
    *("letter_template", "office_term"),
}
"""Kinds whose forms and use cases come later; they can be stored, merged and exchanged already."""

OF_A_CASE = {
    *(
        "involvement",
        "relation",
        "cooperation_link",
        "act",
        "law_or_measure",
        "information",
        "evidence",
        "custody_event",
    ),
    *("risk_assessment", "source_risk", "protection_action", "assessment", "decision", "allegation", "letter"),
    *(
        "letter_step",
        "oral_approach",
        "earlier_letter",
        "state_reply",
        "matrix_row",
        "question_row",
        "state_measure",
        "follow_up",
    ),
    *("task", "comment", "report_entry", "good_offices_note", "identifiability_answer", "external_ref"),
}


def fields() -> Iterator[tuple[Kind, Part, Part | None, Field]]:
    for kind in KINDS.values():
        for part in kind.parts:
            yield kind, part, None, part.field
            for inner in part.parts:
                yield kind, part, inner, inner.field


def test_each_kind_is_either_in_use_or_listed_as_only_declared() -> None:
    assert set(KINDS) == WITH_USE_CASES | DECLARED_ONLY
    assert not WITH_USE_CASES & DECLARED_ONLY
    assert not LEDGER_KINDS & set(KINDS)


def test_each_record_type_leads_to_its_kind() -> None:
    assert all(kind_of(kind.record) is kind for kind in KINDS.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_words_for_people_and_a_field_that_is_required(kind: Kind) -> None:
    assert kind.label
    assert kind.plural
    assert kind.help.endswith(".")
    assert kind.parts
    if kind.name not in ("office_settings",):
        assert any(part.field.required for part in kind.parts)


def test_every_field_of_a_record_is_declared() -> None:
    for kind in KINDS.values():
        assert [part.name for part in kind.parts] == [name for name in kind.record.__struct_fields__ if name != "id"]


def test_labels_are_said_and_helps_are_sentences() -> None:
    for kind, part, inner, field in fields():
        where = f"{kind.name}.{part.name}.{inner.name if inner else ''}"
        assert field.label, where
        assert not field.label.endswith("."), where
        assert not field.help or field.help.endswith((".", "?")), where


def test_each_type_says_what_it_needs_to_be_checked() -> None:
    for kind, part, inner, field in fields():
        where = f"{kind.name}.{part.name}.{inner.name if inner else ''}"
        assert (field.type is Type.CODE) == bool(field.vocabulary), where
        assert (field.type in (Type.CHOICE, Type.BOOL3)) == bool(field.choices), where
        assert field.vocabulary in ("", *VOCABULARIES.names), where
        assert set(field.refers.split()) <= set(KINDS), where
        shape = (inner or part).shape
        assert (shape in (Shape.GROUP, Shape.ELEMENTS)) == (field.type is Type.GROUP), where


def test_closed_choices_hold_no_term_that_only_a_vocabulary_may_have() -> None:
    for kind, part, _, field in fields():
        assert len(set(field.choices)) == len(field.choices), f"{kind.name}.{part.name}"


def test_columns_have_names_of_their_own_and_hold_one_value_or_a_set() -> None:
    for kind in KINDS.values():
        names = Counter(column.name for column in kind.columns)
        assert max(names.values(), default=1) == 1, kind.name
        for column in kind.columns:
            assert column.shape in (Shape.PLAIN, Shape.CODES), f"{kind.name}.{column.name}"
            assert column.room is column.field.room


def test_whatever_belongs_to_a_case_has_a_column_for_it() -> None:
    with_case = {kind.name for kind in KINDS.values() if any(c.name == "case" for c in kind.columns)}
    assert with_case == OF_A_CASE
    for name in with_case:
        column = next(c for c in KINDS[name].columns if c.name == "case")
        assert (column.field.type, column.field.refers) == (Type.REF, "case")


def test_natural_keys_and_levels_stand_in_one_group() -> None:
    keyed = {kind.name: (kind.decided, kind.key) for kind in KINDS.values() if kind.key}
    assert keyed == {
        "consent": ("answer", ("party", "scope", "recipient")),
        "identifiability_answer": ("judgement", ("party", "about", "text")),
        "risk_assessment": ("assessment", ("subject", "case")),
        "source_risk": ("assessment", ("subject", "case")),
        "assessment": ("finding", ("element", "target", "party")),
        "matrix_row": ("row", ("reply", "allegation", "version")),
        "question_row": ("answer", ("reply", "letter", "question")),
        "row_seen": ("seen", ("mark",)),
        "number_note": ("told", ("series", "serial")),
        "letter_template": ("own", ("office", "kind", "lang")),
    }
    for kind in KINDS.values():
        if kind.strictest:
            level = next(inner for inner in kind.part(kind.decided).parts if inner.name == kind.level)
            wanted = VOCABULARIES.codes(level.field.vocabulary) if level.field.vocabulary else level.field.choices
            assert set(kind.strictest) == set(wanted)


def test_a_companion_that_repeats_part_of_a_key_repeats_all_of_it() -> None:
    """The fold finds a value misplaced when it says a natural key that gives another record."""
    for kind in KINDS.values():
        for part in kind.parts:
            said = {inner.name for inner in part.parts} & set(kind.key)
            assert said in (set(), set(kind.key)), f"{kind.name}.{part.name}"


def test_levels_run_from_the_strictest_to_the_most_permissive() -> None:
    consent, risk = KINDS["consent"].strictest, KINDS["risk_assessment"].strictest
    assert [VOCABULARIES.rank("consent_level", code) for code in consent] == [0, 1, 2, 3]
    assert [VOCABULARIES.rank("risk_level", code) for code in risk] == [4, 3, 2, 1]


@pytest.mark.security
def test_the_source_room_shares_no_record_with_any_other_room() -> None:
    for kind in KINDS.values():
        if Room.SOURCE in kind.rooms or Room.SEALED in kind.rooms or Room.LOG in kind.rooms:
            assert len(kind.rooms) == 1, kind.name


@pytest.mark.security
def test_what_says_who_somebody_is_stands_in_the_identity_room() -> None:
    identity = {f"{k.name}.{p.name}" for k in KINDS.values() for p in k.parts if p.field.room is Room.IDENTITY}
    assert identity >= {
        *(
            f"party.{name}"
            for name in ("names", "date_of_birth", "id_documents", "contacts", "safe_channel", "address")
        ),
        *("party.identifiability_note", "party.nationalities", "party.residence_country", "party.remarks"),
        *("relation.from_party", "relation.to_party", "relation.kind", "act.place_detail", "act.latitude"),
        *("consent.given_by", "evidence.original_filename", "evidence.blob", "protection_action.place"),
        *("state_reply.text", "state_reply.original_file", "case.as_received", "case.remarks", "row_seen.seen"),
    }


@pytest.mark.security
def test_no_field_of_the_case_room_refers_to_a_source() -> None:
    for kind, part, inner, field in fields():
        if field.room in (Room.CASE, Room.IDENTITY):
            assert "source" not in field.refers.split(), f"{kind.name}.{part.name}.{inner.name if inner else ''}"


@pytest.mark.security
def test_evidence_reveals_until_somebody_has_checked() -> None:
    fresh = Evidence()
    assert fresh.reveals_source
    assert fresh.reveals_identity


def test_the_directory_lives_in_the_office_room() -> None:
    for name in ("state_profile", "mandate_text", "formula", "seat", "focal_point", "roster", "peer", "policy"):
        assert KINDS[name].rooms == (Room.OFFICE,)


def test_status_is_computed_and_never_written() -> None:
    for name in ("case", "letter"):
        assert KINDS[name].part("status").field.computed


def test_every_machine_runs_over_a_kind_that_exists() -> None:
    assert {machine.kind for machine in MACHINES.values()} - {""} <= set(KINDS)


def test_a_consent_taken_apart_into_its_rooms_comes_together_again() -> None:
    kind = KINDS["consent"]
    answer = ConsentAnswer(party="a" * 32, scope="state_letter", recipient="XKA", level="CODED", risks_explained=True)
    consent = Consent(
        id=kind.natural_id({"party": "a" * 32, "scope": "state_letter", "recipient": "XKA"}), answer=answer
    )
    values = flatten(kind, consent)
    assert set(values) == {"answer"}
    assert kind.natural_id(values["answer"]) == consent.id
    assert assemble(kind, consent.id, values) == consent
    assert (consent.party, consent.scope, consent.recipient, consent.level) == (
        "a" * 32,
        "state_letter",
        "XKA",
        "CODED",
    )


def test_an_open_recipient_counts_as_empty_in_the_key() -> None:
    kind = KINDS["consent"]
    said = flatten(kind, Consent(answer=ConsentAnswer(party="a" * 32, scope="sg_report", level="NONE")))["answer"]
    assert "recipient" not in said
    assert kind.natural_id(said) == kind.natural_id({**said, "recipient": ""})


def test_one_damaged_value_does_not_hide_the_rest() -> None:
    kind = KINDS["party"]
    names = {"names/1": {"full": "Ilena Dovrak"}, "names/2": {"full": ["damaged"]}}
    codes = {"profiles/journalist": "journalist", "profiles/x": {"damaged": True}}
    party = assemble(kind, "b" * 32, {"code": "P-7K3D9X", "no_messages": {"not": "a bool"}, "new": 1, **names, **codes})
    assert party == Party(
        id="b" * 32, code="P-7K3D9X", names={"1": Name(full="Ilena Dovrak")}, profiles=("journalist",)
    )


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ("Person.names.full", "party.names.full"),
        ("Organisation.legal_form", "party.legal_form"),
        ("Act.class", "act.act_class"),
        ("Act.severity", "act.severity.level"),
        ("LawOrMeasure.type", "law_or_measure.type"),
        ("RiskAssessment.level", "risk_assessment.assessment.level"),
        ("Consent.level", "consent.answer.level"),
        ("Info.credibility", "information.credibility.level"),
        ("Source.reliability", "source.reliability.grade"),
        ("case.old_number", "case.old_number"),
    ],
)
def test_a_mapping_may_name_fields_as_the_domain_reference_does(said: str, field: str) -> None:
    place = place_named(said)
    assert ".".join([place.kind.name, place.part.name, *([place.inner.name] if place.inner else [])]) == field


def test_an_unknown_kind_or_field_is_refused_with_those_that_exist() -> None:
    assert kind_named("CooperationLink") is KINDS["cooperation_link"]
    with pytest.raises(UnknownKind, match="cooperation_link"):
        kind_named("Nonsense")
    for wrong in ("Person.nickname", "Person.names.nickname", "Case.track.more", "Case"):
        with pytest.raises(UnknownField):
            place_named(wrong)


def test_the_page_of_records_says_what_is_declared() -> None:
    page = (ROOT / "docs" / "records.md").read_text(encoding="utf-8")
    assert page == records_page(KINDS.values()), "run: .venv/bin/python packaging/records_page.py"
    assert not re.search(r"\| +\| +\|.*\bNone\b", page)


def test_the_parts_of_a_decision_can_be_read_off_the_record() -> None:
    risk = RiskAssessment(assessment=RiskJudgement(subject="a", case="c", level="high", review_due="2025-03-19"))
    assert (risk.subject, risk.case, risk.level, risk.review_due) == ("a", "c", "high", "2025-03-19")
    found = Assessment(finding=Finding(element="E3", target="t", party="a", level="credible"))
    assert (found.element, found.target, found.party, found.level) == ("E3", "t", "a", "credible")
    row = MatrixRow(row=RowAnswer(reply="r", allegation="g", version=2, position=("denies_fact",)))
    assert (row.reply, row.allegation, row.version, row.position) == ("r", "g", 2, ("denies_fact",))
    step = LetterStep(taken=StepTaken(letter="l", step="signature"))
    assert (step.letter, step.step) == ("l", "signature")
    proposed = Consent(proposal=ConsentProposal(party="a", scope="state_letter", proposed="NAMED"))
    assert (proposed.party, proposed.level) == ("a", ""), "a proposal gives no level"


def test_every_choice_has_words_unless_it_is_a_symbol() -> None:
    symbols = re.compile(r"OP\d|Q\d+|pdf|docx")
    used = {choice for _, _, _, field in fields() for choice in field.choices}
    assert {choice for choice in used if not symbols.fullmatch(choice)} == set(CHOICES)
    assert choice_label("under_way") == "Under way"
    assert choice_label("Q1") == "Q1"


@pytest.mark.security
def test_the_case_room_knows_of_a_source_only_what_points_at_no_person() -> None:
    assert set(OPEN_SOURCES) < set(VOCABULARIES.codes("source_type"))
    assert not {"victim", "relative", "eyewitness", "lawyer", "un_staff", "anonymous"} & set(OPEN_SOURCES)
