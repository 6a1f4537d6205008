"""Two cases that are one, and cases that belong together (section 7.1, G1)."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.cases import Case
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.office.called import case_called
from fieldcase.office.casefile import state_of
from fieldcase.office.cases.merging import link_cases, merge, propose_merge, related_of
from fieldcase.office.cases.opening import new_case
from fieldcase.office.records import change
from fieldcase.office.session import Session
from tests.laptops import a_matter, carry

Both = tuple[Session, Session]


def test_a_case_is_merged_by_two_and_its_number_leads_to_the_one_that_goes_on(laptops: Both) -> None:
    officer, reviewer = laptops
    first, second = a_matter(officer), a_matter(officer, title="The same detention")
    propose_merge(officer, second.case.id, first.case.id, "The same detention, recorded twice.")
    assert case_called(officer, second.case.case_no) == second.case.id, "a proposal changes nothing yet"
    with pytest.raises(NotYourRole):
        merge(officer, second.case.id)
    carry(officer, reviewer)
    merge(reviewer, second.case.id)
    carry(officer, reviewer)
    assert state_of(officer, "case", second.case.id) == "merged"
    assert case_called(officer, second.case.case_no) == first.case.id
    assert case_called(officer, second.case.id) == second.case.id, "it can still be read"
    held = officer.vault.get(Case, second.case.id)
    assert held.case_no == second.case.case_no
    [into] = related_of(officer, held)
    assert (into.case, into.number, into.kind) == (first.case.id, first.case.case_no, "merged_into")
    [here] = related_of(officer, officer.vault.get(Case, first.case.id))
    assert (here.case, here.kind) == (second.case.id, "merged_here")
    with pytest.raises(BlockedByRules):
        propose_merge(officer, first.case.id, second.case.id, "Back again.")


def test_the_reviewer_merges_into_the_case_that_was_proposed_and_no_other(laptops: Both) -> None:
    officer, reviewer = laptops
    first, second, third = (a_matter(officer, title=word) for word in ("One", "Two", "Three"))
    propose_merge(officer, second.case.id, first.case.id, "Twice.")
    change(officer, "case", second.case.id, {"merged_into": third.case.id})
    carry(officer, reviewer)
    with pytest.raises(BlockedByRules):
        merge(reviewer, second.case.id)


def test_a_case_is_merged_neither_into_itself_nor_without_a_reason(laptop: Session) -> None:
    matter, other = a_matter(laptop), new_case(laptop, "Another")
    for into, reason in ((matter.case.id, "Twice."), (other.id, " ")):
        with pytest.raises(BlockedByRules):
            propose_merge(laptop, matter.case.id, into, reason)


def test_cases_that_belong_together_say_so_on_both(laptop: Session) -> None:
    one, other = new_case(laptop, "One"), new_case(laptop, "Another")
    link_cases(laptop, one.id, other.id, "same_person")
    for case, linked in ((one, other), (other, one)):
        [related] = related_of(laptop, laptop.vault.get(Case, case.id))
        assert (related.case, related.number, related.kind) == (linked.id, linked.case_no, "same_person")
    for target, kind in ((one.id, "pattern"), (other.id, "merged"), (other.id, "")):
        with pytest.raises(BadValue):
            link_cases(laptop, one.id, target, kind)
