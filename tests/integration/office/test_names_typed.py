"""A name typed where codes belong: nothing is lost, whoever types is told, and a second person may say who it is."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.kinds.namesakes import Namesake, TextReading
from fieldcase.model.refusal import BlockedByRules, Severity
from fieldcase.office import names as on_record
from fieldcase.office.cases import names
from fieldcase.office.cases.page import case_page
from fieldcase.office.consent.answering import Asked, record_consent
from fieldcase.office.names import text_digest
from fieldcase.office.parties.recording import record_party
from fieldcase.office.records import change
from fieldcase.office.session import Session
from fieldcase.office.telling import require_codes, told
from tests.laptops import a_matter, a_person, carry

pytestmark = pytest.mark.security

TYPED = "Ilena Dovrak was taken from her house."


def summary(text: str) -> dict[str, object]:
    return {"summary/en": {"text": text}}


def of_names(page: object) -> list[tuple[str, str, str]]:
    lines = page.panel  # type: ignore[attr-defined]
    return [(line.state.value, line.field, line.party_code) for line in lines if line.rule == "N16"]


def test_saving_succeeds_and_whoever_types_is_told_the_code_to_write(laptop: Session) -> None:
    matter = a_matter(laptop)
    assert told(laptop) == ()
    change(laptop, "case", matter.case.id, summary(TYPED))
    assert laptop.vault.get(Case, matter.case.id).summary["en"].text == TYPED
    (finding,) = told(laptop)
    assert (finding.rule, finding.field, finding.party_code) == ("N16", "summary/en", matter.party.code)
    assert matter.party.code in finding.remedy
    assert matter.case.case_no in finding.sentence
    assert "Dovrak" not in msgspec.json.encode(finding).decode()
    assert told(laptop) == ()


def test_a_name_in_a_new_record_and_a_contact_are_told(laptop: Session) -> None:
    matter = a_matter(laptop)
    change(laptop, "party", matter.party.id, {"contacts/1": {"kind": "telephone", "value": "+999 55 0101 22"}})
    told(laptop)
    change(laptop, "act", matter.act.id, {"narrative/fr": {"text": "Appelée au 55 010122."}})
    (finding,) = told(laptop)
    assert (finding.field, finding.party_code) == ("narrative/fr", matter.party.code)


def test_the_panel_says_what_stands_and_more_mildly_what_stood(laptop: Session) -> None:
    matter = a_matter(laptop)
    assert of_names(case_page(laptop, matter.case.id)) == []
    change(laptop, "case", matter.case.id, summary(TYPED))
    assert of_names(case_page(laptop, matter.case.id)) == [("blocked", "summary/en", matter.party.code)]
    change(laptop, "case", matter.case.id, summary(f"{matter.party.code} was taken."))
    assert of_names(case_page(laptop, matter.case.id)) == [("waiting", "summary/en", matter.party.code)]
    (finding,) = names.check_case(laptop, matter.case.id)
    assert finding.severity is Severity.NOTE


def test_a_name_that_is_registered_later_is_found_in_what_was_written_before(laptop: Session) -> None:
    matter = a_matter(laptop)
    change(laptop, "act", matter.act.id, {"narrative/en": {"text": "Tarek Vantar saw it."}})
    assert names.check_case(laptop, matter.case.id) == ()
    witness = record_party(laptop, a_person("Tarek Vantar"), case=matter.case.id, role="witness")
    assert [one.party_code for one in names.check_case(laptop, matter.case.id)] == [witness.code]
    change(laptop, "party", witness.id, {"names/1": {"full": "Tarek Orvan", "script": "Latn"}})
    assert names.check_case(laptop, matter.case.id) == ()


def test_a_family_name_that_many_bear_is_one_line_and_people_of_the_case_have_their_own(laptop: Session) -> None:
    matter = a_matter(laptop)
    bearers = [record_party(laptop, a_person(f"{given} Dovrak")) for given in ("Tarek", "Amara", "Jonas", "Sefa")]
    change(laptop, "case", matter.case.id, summary("Amara Dovrak was taken from her house."))
    own, together = sorted(names.check_case(laptop, matter.case.id), key=lambda one: one.party_code == "")
    assert own.party_code == matter.party.code
    assert (together.party_code, together.field, together.severity) == ("", "summary/en", Severity.ERROR)
    assert "any of 4 people on record" in together.sentence
    assert f": the text names any of 4 people on record, {bearers[1].code}," in together.sentence
    assert "Dovrak" not in msgspec.json.encode(together).decode()
    change(laptop, "case", matter.case.id, summary("Taken."))
    assert [(one.severity, one.party_code) for one in names.check_case(laptop, matter.case.id)] == [
        (Severity.NOTE, ""),
        (Severity.NOTE, matter.party.code),
    ]


def test_few_bearers_of_a_name_have_a_line_each(laptop: Session) -> None:
    matter = a_matter(laptop)
    bearers = [record_party(laptop, a_person(f"{given} Vantar")) for given in ("Tarek", "Amara", "Jonas")]
    change(laptop, "case", matter.case.id, summary("Vantar was seen."))
    found = names.check_case(laptop, matter.case.id)
    assert {one.party_code for one in found} == {one.code for one in bearers}


def test_names_folded_while_nobody_waits_are_those_that_are_found_at_once(
    laptop: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some at a time, with somebody deleted, and people written and renamed between two turns."""
    matter = a_matter(laptop)
    people = [record_party(laptop, a_person(f"{given} Vantar")) for given in ("Tarek", "Amara", "Jonas", "Sefa")]
    with laptop.vault.writing() as writing:
        writing.delete("party", people[3].id)
        writing.commit()
    monkeypatch.setattr(on_record, "AT_ONCE", 1)
    assert not on_record.fold_more(laptop)
    late = record_party(laptop, a_person("Mira Solvane"))
    for one in (matter.party, *people[:2]):
        change(laptop, "party", one.id, {"names/1": {"full": "Bogdan Kertesh", "script": "Latn"}})
    turns = 0
    while not on_record.fold_more(laptop):
        turns += 1
    assert turns >= 3
    found = on_record.register_of(laptop)
    everybody = {one.party for one in found.among(["Vantar", "Solvane", "Kertesh", "Dovrak"])}
    assert everybody == {one.code for one in (matter.party, late, *people)}
    assert {hit.party for hit in found.find("Jonas Vantar")} == {people[2].code, people[3].code}


def test_the_reason_of_a_step_is_refused_for_it_can_never_be_taken_out(laptop: Session) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BlockedByRules) as refused:
        require_codes(laptop, TYPED, matter.case.id)
    assert matter.party.code in str(refused.value)
    assert "Dovrak" not in str(refused.value)
    require_codes(laptop, f"{matter.party.code} asked for it.", matter.case.id)


def test_a_second_person_says_that_it_is_somebody_else(laptops: tuple[Session, Session]) -> None:
    first, second = laptops
    matter = a_matter(first)
    change(first, "act", matter.act.id, {"narrative/en": {"text": "Minister Dovrak ordered it. Call +999 55 0101 22."}})
    change(first, "party", matter.party.id, {"contacts/1": {"kind": "telephone", "value": "+999 55 0101 22"}})
    carry(first, second)
    said = (matter.case.id, matter.party.id, "Dovrak", "The minister of the interior has the same name.")
    with pytest.raises(BlockedByRules):
        names.somebody_else(first, *said)
    with pytest.raises(names.WhyElse):
        names.somebody_else(second, *said[:3], " ")
    with pytest.raises(names.NobodyNamed):
        names.somebody_else(second, matter.case.id, matter.party.id, "Vantar", "He is somebody else.")
    found = names.words_found(second, matter.case.id)
    assert {one.words for one in found} == {"Dovrak", "+999 55 0101 22"}
    made = names.somebody_else(second, *said)
    assert [one.reading.form for one in made] == ["Dovrak"]
    carry(first, second)
    for session in laptops:
        (finding,) = names.check_case(session, matter.case.id)
        assert "number" in finding.sentence
    change(first, "act", matter.act.id, {"narrative/en": {"text": "Minister Dovrak ordered it again."}})
    (finding, *_old) = names.check_case(first, matter.case.id)
    assert finding.severity is Severity.ERROR


def test_what_the_author_says_of_their_own_text_counts_for_nothing(laptop: Session) -> None:
    matter = a_matter(laptop)
    change(laptop, "case", matter.case.id, summary(TYPED))
    reading = TextReading(
        about=matter.case.id, kind="case", field="summary/en", text=text_digest(TYPED), party=matter.party.id,
        form="Ilena Dovrak", reason="Another one.",
    )  # fmt: skip
    with laptop.vault.writing() as writing:
        writing.save(Namesake(reading=reading))
        writing.commit()
    assert [one.party_code for one in names.check_case(laptop, matter.case.id)] == [matter.party.code]


def test_somebody_who_was_deleted_keeps_the_name(laptop: Session) -> None:
    matter = a_matter(laptop)
    change(laptop, "case", matter.case.id, summary(TYPED))
    with laptop.vault.writing() as writing:
        writing.delete("party", matter.party.id)
        writing.commit()
    assert [one.field for one in names.check_case(laptop, matter.case.id)] == ["summary/en"]


def test_a_consent_for_one_recipient_is_not_numbered_by_a_name_that_could_be_guessed(laptop: Session) -> None:
    """The id of a consent comes from party, use and recipient, and headquarters sees it where the text stays here."""
    matter = a_matter(laptop)
    asked = Asked(method="in_person_oral", language="en", risks_explained=True)
    how: dict[str, Any] = {"scope": "special_procedures", "level": "CODED", "asked": asked}
    with pytest.raises(BlockedByRules) as refused:
        record_consent(laptop, matter.party.id, recipient="Ilena Dovrak", **how)
    (finding,) = refused.value.findings
    assert (finding.rule, finding.field, finding.party_code) == ("N16", "recipient", matter.party.code)
    assert "Dovrak" not in finding.sentence + finding.remedy
    assert matter.party.code in finding.remedy
    record_consent(laptop, matter.party.id, recipient=matter.party.code, **how)
    record_consent(laptop, matter.party.id, recipient="Nharim Relief", **how)
    record_party(laptop, a_person("Nharim Relief"), case=matter.case.id)
    lower = {**how, "level": "NONE"}
    assert record_consent(laptop, matter.party.id, recipient="Nharim Relief", **lower).level == "NONE"
