"""What is signed is what was approved: only the reference, the day and what counts from it are given at signature."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.letters import Letter, LetterStep
from fieldcase.model.refusal import BlockedByRules
from fieldcase.office.documents import document_resources
from fieldcase.office.letters.checking import check
from fieldcase.office.letters.steps import approve, sign, submit
from fieldcase.office.session import Session
from fieldcase.office.templates.keeping import write_template
from tests.laptops import Clock, carry
from tests.letter_ground import Both, drafted, ready, second_reading

SHIPPED = document_resources().template("note_verbale", "en")
BLAMES = "The Government is held responsible."
PENDING = r"Reference: \x7b=reference|to be given at signature\x7d"
ONCE_NUMBERED = SHIPPED.replace(
    "{{ labels.reference }}",
    "{{ labels.reference }}\n{% if labels.reference != '" + PENDING + "' %}\n" + BLAMES + "\n{% endif %}",
)
ON_THE_DAY = SHIPPED.replace(
    "{{ office.place }}, {{ day }}",
    "{{ office.place }}, {{ day }}{% if day == '14\\xa0March 2026' %}. " + BLAMES + "{% endif %}",
)


def written(officer: Session, head: Session, template: str) -> Letter:
    """A note drafted from a template that the office keeps, in review on both laptops."""
    found = ready(officer)
    carry(officer, head)
    write_template(head, "note_verbale", "en", template)
    carry(officer, head)
    letter = drafted(officer, found, "en")
    submit(officer, letter.id)
    carry(officer, head)
    second_reading(head, letter.id, found)
    return letter


def test_words_that_a_template_shows_only_beside_a_reference_are_told_before_it_is_approved(
    laptops: Both, officer: Session
) -> None:
    head = laptops[1]
    found = ready(officer)
    carry(officer, head)
    write_template(head, "note_verbale", "en", ONCE_NUMBERED)
    carry(officer, head)
    letter = drafted(officer, found, "en")
    told = [one for one in check(officer, letter.id) if one.rule == "10.2" and one.blocks]
    assert [one.field for one in told] == ["reference"]
    with pytest.raises(BlockedByRules, match="once the letter is signed"):
        submit(officer, letter.id)


def test_words_that_come_up_on_the_day_of_signature_keep_a_letter_from_being_signed(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    letter = written(officer, head, ON_THE_DAY)
    approve(head, letter.id)
    clock.days(2)
    with pytest.raises(BlockedByRules, match="once the letter is signed") as caught:
        sign(head, letter.id)
    assert {(one.rule, one.field) for one in caught.value.findings} == {("10.2", "date_place")}
    assert not [one for one in head.vault.all(LetterStep) if one.step == "signature"]
    clock.days(1)
    assert sign(head, letter.id).taken.office_ref


def test_reference_day_and_deadline_may_differ_from_what_was_approved(
    laptops: Both, officer: Session, clock: Clock
) -> None:
    head = laptops[1]
    letter = written(officer, head, SHIPPED)
    approve(head, letter.id)
    clock.days(3)
    assert sign(head, letter.id).taken.office_ref
