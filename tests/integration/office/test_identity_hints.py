"""Words by which somebody may be recognised: told to who writes, and shown to who answers whether they could be."""

from __future__ import annotations

from fieldcase.model.refusal import Severity
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.editing import edit_block
from fieldcase.office.letters.identifiability import identifiability_asked
from fieldcase.office.session import Session
from tests.laptops import carry
from tests.letter_ground import Both, drafted, ready


def test_hints_are_a_warning_to_the_writer_and_words_for_the_second_reader(laptops: Both, officer: Session) -> None:
    head = laptops[1]
    found = ready(officer, level="CODED")
    letter = drafted(officer, found, "en", "fr")
    code = found.matter.party.code
    assert [one.hints for one in identifiability_asked(officer, letter.id)] == [()]
    edit_block(officer, letter.id, "en", "concern", "{" + code + "} is the only woman lawyer of the island.")
    edit_block(officer, letter.id, "fr", "concern", "{" + code + "}, avocate du village, serait concernée.")
    told = [one for one in check(officer, letter.id) if "recognised" in one.sentence]
    assert {(one.severity, one.field, one.party_code) for one in told} == {(Severity.WARNING, "concern", code)}
    carry(officer, head)
    (asked,) = identifiability_asked(head, letter.id)
    assert len(asked.hints) == 2
    assert any("the only woman lawyer" in one for one in asked.hints)
    assert any("avocate" in one and "village" in one for one in asked.hints)


def test_a_person_named_with_leave_is_not_asked_about(officer: Session) -> None:
    found = ready(officer)
    letter = drafted(officer, found, "en")
    text = "{" + found.matter.party.code + "} is the only woman lawyer of the island."
    edit_block(officer, letter.id, "en", "concern", text)
    assert not [one for one in check(officer, letter.id) if "recognised" in one.sentence]
