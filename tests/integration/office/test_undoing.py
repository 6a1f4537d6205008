"""Undo of the last change: what was there before is there again, and what is a fact stays."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fieldcase.model.kinds.acts import Act
from fieldcase.office.allegations.writing import write_allegation
from fieldcase.office.cases.page import case_page
from fieldcase.office.cases.proposals import last_proposal, propose_step
from fieldcase.office.cases.sight import case_file
from fieldcase.office.consent.answering import Asked, record_consent, record_consents
from fieldcase.office.consent.matrix import matrix_of
from fieldcase.office.parties.recording import a_person, involve, record_party
from fieldcase.office.records import add, change
from fieldcase.office.risk.assessing import assess_risk
from fieldcase.office.session import Session
from fieldcase.office.undoing import last_written, put_back, traced, undoable
from fieldcase.office.verification.assessing import assess_element
from tests.laptops import Matter, a_matter

ASKED = Asked(method="in_person_oral", language="ar", risks_explained=True)

CHANGES: dict[str, Callable[[Session, Matter], object]] = {
    "a field": lambda s, m: change(s, "case", m.case.id, {"title_neutral": "Another title"}),
    "a new act": lambda s, m: add(s, Act(case=m.case.id, type=("threats",), act_class="reprisal", date="2026-03-09")),
    "a first answer": lambda s, m: record_consent(s, m.party.id, "public_statement", "CODED", ASKED),
    "another answer": lambda s, m: record_consent(s, m.party.id, "sg_report", "NAMED", ASKED),
    "several answers": lambda s, m: record_consents(s, m.party.id, {"sg_report": "NAMED", "share_hq": "ANON"}, ASKED),
    "a risk": lambda s, m: assess_risk(s, m.case.id, m.party.id, "high", reason="Two visits.", threat="Detention."),
    "an element": lambda s, m: assess_element(s, m.case.id, "E2", m.act.id, "credible", "Two accounts."),
    "an allegation": lambda s, m: write_allegation(s, m.case.id, {"en": "It is alleged."}, acts=[m.act.id]),
    "a role": lambda s, m: involve(s, m.case.id, m.party.id, "witness"),
    "somebody new": lambda s, m: record_party(s, a_person("Nuria Kesh"), case=m.case.id, role="witness"),
    "a proposal": lambda s, m: propose_step(s, m.case.id, "closed", "Nothing is under way."),
}


def told(session: Session, matter: Matter) -> object:
    page = case_page(session, matter.case.id)
    file = case_file(session, matter.case.id)
    levels = [(one.scope, one.now.level, one.now.why) for row in matrix_of(session, file).people for one in row.cells]
    kinds = ("act", "involvement", "allegation", "assessment", "risk_assessment")
    held = {kind: len(page.records.get(kind, ())) for kind in kinds}
    proposal = last_proposal(session, matter.case.id, "closed")
    return page.case, levels, held["act"], held["involvement"], held["allegation"], page.row.risk, proposal


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_is_undone_and_nothing_else(laptop: Session, what: str) -> None:
    matter = a_matter(laptop)
    record_consent(laptop, matter.party.id, "sg_report", "CODED", ASKED)
    before = told(laptop, matter)
    with traced(laptop) as written:
        CHANGES[what](laptop, matter)
    assert told(laptop, matter) != before or what == "an element"
    assert undoable(written)
    put_back(laptop, written)
    assert told(laptop, matter) == before


def test_what_was_written_elsewhere_is_not_traced_and_a_fact_is_not_undone(laptop: Session) -> None:
    matter = a_matter(laptop)
    with traced(laptop) as written:
        pass
    change(laptop, "case", matter.case.id, {"title_neutral": "Another title"})
    assert written == []
    assert not undoable(written)


@pytest.mark.security
@pytest.mark.parametrize("narrower", ["NONE", "ANON"])
def test_a_persons_no_is_never_undone(laptop: Session, narrower: str) -> None:
    matter = a_matter(laptop)
    record_consent(laptop, matter.party.id, "state_letter", "NAMED", ASKED)
    with traced(laptop) as written:
        record_consent(laptop, matter.party.id, "state_letter", narrower, ASKED)
    assert written
    assert not undoable(written)


def test_the_last_change_is_known_and_a_look_is_none(laptop: Session) -> None:
    matter = a_matter(laptop)
    before = last_written(laptop)
    laptop.vault.log("see_identity", [matter.party.id], "to call her")
    assert last_written(laptop) == before
    change(laptop, "case", matter.case.id, {"title_neutral": "Another title"})
    assert last_written(laptop) != before
