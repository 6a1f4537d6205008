"""Who may appear where, for the page of a case; asking for a name; taking out what was recorded by mistake; history."""

from __future__ import annotations

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.model.kinds.letters import Letter
from fieldcase.model.kinds.values import Named
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole
from fieldcase.office.cases.history import CLOSED, history_of_case
from fieldcase.office.cases.page import case_page
from fieldcase.office.cases.tasks import finish_task
from fieldcase.office.consent.answering import Asked, record_consent
from fieldcase.office.consent.people import people_of
from fieldcase.office.due import what_needs_me
from fieldcase.office.parties.asking import SHOW_NAME, TOLD, answer_asking, ask_for_name
from fieldcase.office.records import add, change
from fieldcase.office.removing import RestsOnIt, StaysHere, bring_back, remove
from fieldcase.office.session import Session
from tests.laptops import a_matter, carry

ASKED = Asked(method="in_person_oral", language="ar", risks_explained=True)


def test_a_draft_that_mentions_somebody_is_stopped_until_they_agree(laptop: Session) -> None:
    matter = a_matter(laptop)
    naming = {matter.party.id: Named(party=matter.party.id, level="CODED")}
    letter = add(
        laptop,
        Letter(
            case=matter.case.id, kind="note_verbale", addressee_state="XKA", concerned_as="responsible", naming=naming
        ),
    )
    [stopped] = people_of(laptop, matter.case.id).stopped
    assert (stopped.party, stopped.scope, stopped.letter) == (matter.party.id, "state_letter", letter.id)
    record_consent(laptop, matter.party.id, "state_letter", "CODED", ASKED)
    assert people_of(laptop, matter.case.id).stopped == ()


def test_names_are_seen_by_who_may_and_asked_for_by_the_others(laptops: tuple[Session, Session]) -> None:
    custodian, head = laptops
    matter = a_matter(custodian)
    carry(custodian, head)
    assert people_of(custodian, matter.case.id).names == "full"
    assert people_of(head, matter.case.id).names in ("", "reasoned")
    with pytest.raises(BadValue):
        ask_for_name(head, matter.case.id, matter.party.id, "  ")
    task = ask_for_name(head, matter.case.id, matter.party.id, "The embassy asks whether it is one of its nationals.")
    assert (task.kind, task.assignee_role, task.target) == (SHOW_NAME, "custodian", (matter.party.id,))
    assert matter.party.code in task.text


def test_the_custodian_answers_and_who_asked_finds_it_among_the_things_of_today(
    laptops: tuple[Session, Session],
) -> None:
    custodian, head = laptops
    matter = a_matter(custodian)
    carry(custodian, head)
    task = ask_for_name(head, matter.case.id, matter.party.id, "The embassy asks.")
    carry(custodian, head)
    [asked] = people_of(custodian, matter.case.id).asks
    assert (asked.by, asked.party, asked.mine, asked.answered_at) == ("Ines Duarte", matter.party.id, False, "")
    assert people_of(custodian, matter.case.id).answers
    with pytest.raises(NotYourRole):
        answer_asking(head, task.id, True, "By voice.")
    with pytest.raises(BadValue):
        answer_asking(custodian, task.id, True, " ")
    with pytest.raises(BlockedByRules):
        answer_asking(custodian, task.id, True, "It is Ilena Dovrak.")
    answer_asking(custodian, task.id, True, "By voice, in the office.")
    with pytest.raises(BadValue):
        answer_asking(custodian, task.id, False, "Twice.")
    carry(custodian, head)
    [answered] = people_of(head, matter.case.id).asks
    assert (answered.told, answered.note, answered.mine) == (True, "By voice, in the office.", True)
    [need] = [one for one in what_needs_me(head) if one.kind == TOLD]
    assert need.task == answered.reply
    finish_task(head, answered.reply, "Read.")
    assert people_of(head, matter.case.id).asks[0].reply == ""


def test_a_reason_that_names_somebody_is_refused(laptop: Session) -> None:
    matter = a_matter(laptop)
    with pytest.raises(BlockedByRules):
        ask_for_name(laptop, matter.case.id, matter.party.id, "Is it Ilena Dovrak?")


def test_what_was_recorded_by_mistake_is_taken_out_and_brought_back(laptop: Session) -> None:
    matter = a_matter(laptop)
    second = add(laptop, Act(case=matter.case.id, type=("threats",), act_class="reprisal", date="2026-03-09"))
    remove(laptop, "act", second.id)
    assert [one.id for one in case_page(laptop, matter.case.id).records["act"]] == [matter.act.id]
    bring_back(laptop, "act", second.id)
    assert len(case_page(laptop, matter.case.id).records["act"]) == 2


def test_what_something_rests_on_and_people_stay(laptop: Session) -> None:
    matter = a_matter(laptop)
    change(laptop, "involvement", _role(laptop, matter.case.id), {f"acts/{matter.act.id}": matter.act.id})
    with pytest.raises(RestsOnIt):
        remove(laptop, "act", matter.act.id)
    with pytest.raises(StaysHere):
        remove(laptop, "party", matter.party.id)


def _role(session: Session, case: str) -> str:
    return case_page(session, case).records["involvement"][0].id


def test_the_history_of_a_case_says_before_and_after_and_never_what_is_closed(laptop: Session) -> None:
    matter = a_matter(laptop, "Detention after a statement")
    change(laptop, "case", matter.case.id, {"title_neutral": "Detention at the airport"})
    written = history_of_case(laptop, matter.case.id)
    [changed] = [one for one in written if one.path == "title_neutral" and not one.first]
    assert (changed.before, changed.after) == ("Detention after a statement", "Detention at the airport")
    assert changed.by
    closed = [one for one in written if one.why == CLOSED]
    assert any(one.kind == "party" and one.path.startswith("names") for one in closed)
    assert all(one.before is None and one.after is None for one in closed)
    assert "Dovrak" not in repr(written)
