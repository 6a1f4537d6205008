"""The list of cases, search, and what a seat does not see (domain reference, section 5; G33)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from fieldcase.model.kinds.cases import SealedCase
from fieldcase.model.kinds.letters import Letter, LetterStep, StepTaken
from fieldcase.model.kinds.office import LogEntry
from fieldcase.model.kinds.replies import StateReply
from fieldcase.model.refusal import BadValue, BlockedByRules, NotYourRole, UnknownField
from fieldcase.model.roles import Role
from fieldcase.office.cases.listing import CaseQuery, list_cases
from fieldcase.office.cases.opening import new_case
from fieldcase.office.cases.page import case_page
from fieldcase.office.cases.sealed import record_referral, see_sealed
from fieldcase.office.cases.sight import NotYourCase
from fieldcase.office.cases.steps import open_case, set_track, triage
from fieldcase.office.parties.identity import see_closed
from fieldcase.office.parties.recording import involve
from fieldcase.office.records import add, change
from fieldcase.office.risk.assessing import assess_risk
from fieldcase.office.search import search
from fieldcase.office.session import Session
from tests.laptops import Clock, Matter, a_colleague, a_matter, carry

Both = tuple[Session, Session]


def titles(session: Session, **asked: object) -> list[str]:
    found = list_cases(session, CaseQuery(**asked))  # type: ignore[arg-type]
    assert found.total >= len(found.rows)
    return [row.title for row in found.rows]


@pytest.fixture
def register(laptop: Session) -> Session:
    """Five cases: Anar in triage with high risk, Balor open and medium, Corin a draft and low, Dorva urgent, Eldin."""
    for title, risk in (("Anar", "high"), ("Balor", "medium"), ("Corin", "low")):
        matter = a_matter(laptop, f"{title} case", risk=risk)
        if title != "Corin":
            triage(laptop, matter.case.id)
        if title == "Balor":
            open_case(laptop, matter.case.id)
    set_track(laptop, new_case(laptop, "Dorva case").id, urgent=True)
    new_case(laptop, "Eldin case")
    return laptop


def test_the_newest_case_comes_first_and_pages_follow_one_another(register: Session) -> None:
    assert [title[0] for title in titles(register)] == list("EDCBA")
    assert [title[0] for title in titles(register, limit=2, offset=2)] == list("CB")
    assert list_cases(register, CaseQuery(limit=2)).total == 5


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"status": "triage"}, "A"),
        ({"status": "draft"}, "EDC"),
        ({"status": "draft open"}, "EDCB"),
        ({"risk": "high"}, "A"),
        ({"risk": "medium"}, "B"),
        ({"track": "urgent"}, "D"),
        ({"state": "XKA"}, "CBA"),
        ({"state": "XME"}, ""),
        ({"state": "XKA", "risk": "low"}, "C"),
        ({"received_from": "2026-03-13"}, ""),
        ({"received_until": "2026-03-12"}, "EDCBA"),
        ({"status": "awaiting_reply"}, ""),
    ],
)
def test_filters_narrow_the_list(register: Session, filters: dict[str, str], found: str) -> None:
    assert [title[0] for title in titles(register, filters=filters)] == list(found)


def test_risk_sorts_by_its_scale(register: Session) -> None:
    assert [title[0] for title in titles(register, order="risk")] == list("ABCED")
    assert [title[0] for title in titles(register, order="risk", descending=False)] == list("EDCBA")
    pages = [titles(register, order="risk", limit=2, offset=at) for at in (0, 2, 4)]
    assert [title[0] for page in pages for title in page] == list("ABCED")
    assert list_cases(register, CaseQuery(order="risk", limit=1)).total == 5


def test_columns_sort_and_unknown_ones_are_refused(register: Session) -> None:
    assert [title[0] for title in titles(register, order="title", descending=False)] == list("ABCDE")
    assert [title[0] for title in titles(register, order="case_no", descending=False)] == list("ABCDE")
    assert {title[0] for title in titles(register, order="status")} == set("ABCDE")
    with pytest.raises(UnknownField):
        titles(register, order="summary")
    with pytest.raises(UnknownField):
        titles(register, filters={"shoe_size": "43"})


def test_a_line_says_state_risk_and_what_comes_next(register: Session) -> None:
    rows = {row.title[0]: row for row in list_cases(register, CaseQuery()).rows}
    assert (rows["A"].status, rows["A"].risk, rows["A"].responsible_states) == ("triage", "high", ("XKA",))
    assert rows["A"].next_step == "Open it, or do not admit it"
    assert rows["E"].next_step == "Assess the risk"


def test_words_are_found_with_the_best_match_first_and_marked_in_the_title(register: Session) -> None:
    found = list_cases(register, CaseQuery(words="balor"))
    assert [row.title for row in found.rows] == ["Balor case"]
    assert found.rows[0].hits == ((0, 5),)
    assert titles(register, words="airport", filters={"risk": "high"}) == ["Anar case"]
    assert titles(register, words="nothingofthekind") == []


def a_sent_letter(session: Session, matter: Matter) -> Letter:
    """A note that left, with a reply due on 11 April, as the letters' use cases leave it."""
    with session.vault.writing() as writing:
        writing.transition("case", matter.case.id, "action")
        letter = Letter(case=matter.case.id, kind="note_verbale", addressee_state="XKA")
        letter_id = writing.save(letter)
        at = session.now()
        for step, due in (("signature", ""), ("dispatch", "2026-04-11")):
            taken = StepTaken(letter=letter_id, step=step, at=at, due_at=due)
            writing.save(LetterStep(case=matter.case.id, taken=taken))
        writing.transition("letter", letter_id, "dispatched")
        writing.commit()
    return session.vault.get(Letter, letter_id)


def test_a_case_awaits_a_reply_until_one_comes_that_stops_the_clock(laptop: Session, clock: Clock) -> None:
    matter = a_matter(laptop, "Anar case")
    letter = a_sent_letter(laptop, matter)
    row = list_cases(laptop, CaseQuery()).rows[0]
    assert (row.status, row.next_step) == ("awaiting_reply", "Reply due 11 April 2026")
    assert titles(laptop, filters={"status": "awaiting_reply"}) == ["Anar case"]
    assert titles(laptop, filters={"status": "action"}) == []
    assert case_page(laptop, matter.case.id).letters[0].answered is False
    clock.days(40)
    assert list_cases(laptop, CaseQuery()).rows[0].next_step == "Reply overdue since 11 April 2026"
    for kind, waits in (("acknowledgement", True), ("substantive", False)):
        reply = StateReply(
            case=matter.case.id, from_state="XKA", to_letters=(letter.id,), channel="direct", kind=(kind,),
            dated="2026-04", received_at=laptop.now(), language="en",
        )  # fmt: skip
        add(laptop, reply)
        assert (titles(laptop, filters={"status": "awaiting_reply"}) == ["Anar case"]) is waits
    assert titles(laptop, filters={"status": "action"}) == ["Anar case"]
    page = case_page(laptop, matter.case.id)
    assert page.letters[0].answered is True
    assert page.row.next_step == list_cases(laptop, CaseQuery()).rows[0].next_step == "Read the reply and follow up"
    assert {mark.kind for mark in page.timeline if mark.lane == "letters"} == {"letter", "due", "reply_late"}


# --- what a seat does not see


@pytest.fixture
def reader(laptops: Both, tmp_path: Path, clock: Clock) -> Iterator[Session]:
    """Laptop 09: a reviewer alone."""
    session = a_colleague(tmp_path, laptops[0], clock, (Role.REVIEWER,), device="09", name="Taro Kesh")
    yield session
    session.close()


@pytest.mark.security
def test_a_case_against_personnel_of_the_organization_is_a_number_to_others(laptops: Both, reader: Session) -> None:
    officer, head = laptops
    matter = a_matter(officer, "Detention by a convoy")
    change(officer, "act", matter.act.id, {"perpetrator_types/un_personnel": "un_personnel"})
    a_matter(officer, "Another case")
    carry(officer, head)
    carry(officer, reader)
    rows = {row.case_no: row for row in list_cases(reader, CaseQuery()).rows}
    sealed = rows[matter.case.case_no]
    assert (sealed.sealed, sealed.title, sealed.risk, sealed.status) == (True, "", "", "")
    assert not list_cases(head, CaseQuery()).rows[0].sealed
    assert case_page(head, matter.case.id).case.id == matter.case.id
    for use_case in (case_page, lambda session, case: see_closed(session, "case", case, "Reading")):
        with pytest.raises(BlockedByRules) as refused:
            use_case(reader, matter.case.id)
        assert refused.value.findings[0].rule == "G33"
    for words in ("convoy", "airport", matter.party.code):
        found = {hit.case or hit.id for hit in search(reader, words)}
        assert not {matter.case.id, matter.party.id} & found, words
    assert [hit.id for hit in search(head, matter.party.code)] == [matter.party.id]
    for telling in (
        {"words": "convoy"},
        {"filters": {"risk": "medium"}},
        {"filters": {"state": "XKA"}},
        {"order": "risk"},
    ):
        assert matter.case.id not in {row.id for row in list_cases(reader, CaseQuery(**telling)).rows}, telling


def test_cases_of_the_sealed_room_show_their_number_to_who_may_open_it(laptops: Both, reader: Session) -> None:
    officer, head = laptops
    add(officer, SealedCase(case_no="XKAL-03-2026-90001", received_at=officer.now(), persons="Ilena Dovrak"))
    a_matter(officer, "Anar case")
    carry(officer, head)
    carry(officer, reader)
    found = list_cases(head, CaseQuery())
    assert [(row.case_no, row.sealed) for row in found.rows][0] == ("XKAL-03-2026-90001", True)
    assert found.total == 2
    assert len(list_cases(head, CaseQuery(limit=1, offset=1)).rows) == 1
    assert "Dovrak" not in repr(found)
    assert list_cases(reader, CaseQuery()).total == 1


@pytest.mark.security
def test_a_sealed_case_is_read_with_a_reason_and_referred(laptops: Both, reader: Session) -> None:
    officer, head = laptops
    case = add(officer, SealedCase(case_no="XKAL-03-2026-90001", received_at=officer.now(), persons="Ilena Dovrak"))
    carry(officer, head)
    with pytest.raises(NotYourRole):
        see_sealed(reader, case.id, "Reading")
    with pytest.raises(BadValue):
        see_sealed(head, case.id, " ")
    assert see_sealed(head, case.id, "To refer it").persons == "Ilena Dovrak"
    looks = [one.look for one in head.vault.all(LogEntry) if one.look.action == "see_sealed"]
    assert [look.purpose for look in looks] == ["To refer it"]
    assert record_referral(head, case.id, "Internal oversight").referred_at
    with pytest.raises(BadValue):
        record_referral(head, case.id, "")
    with pytest.raises(NotYourRole):
        record_referral(reader, case.id, "Internal oversight")


def test_names_are_found_by_the_custodian_and_by_others_with_a_reason(laptops: Both) -> None:
    officer, head = laptops
    matter = a_matter(officer)
    carry(officer, head)
    assert [hit.code for hit in search(officer, "dovrak")] == [matter.party.code]
    assert [row.id for row in list_cases(officer, CaseQuery(words="dovrak")).rows] == [matter.case.id]
    assert search(head, "dovrak") == ()
    assert list_cases(head, CaseQuery(words="dovrak")).total == 0
    assert [hit.id for hit in search(head, "dovrak", reason="A call about her")] == [matter.party.id]
    search(head, "dovrak", reason="A call about her")
    looks = [one.look for one in head.vault.all(LogEntry) if one.look.action == "search"]
    assert [(look.records, look.purpose) for look in looks] == [((matter.party.id,), "A call about her")]


def test_a_hit_says_where_it_stands(laptop: Session) -> None:
    matter = a_matter(laptop)
    hit = search(laptop, "airport")[0]
    assert (hit.kind, hit.code, hit.case_no) == ("act", "A1", matter.case.case_no)
    assert [hit.text[a:b] for a, b in hit.spans] == ["airport"]


def test_who_receives_calls_sees_own_cases_until_triage(laptops: Both, tmp_path: Path, clock: Clock) -> None:
    officer, _head = laptops
    intake = a_colleague(tmp_path, officer, clock, (Role.INTAKE,), device="09", name="Amara Volen")
    try:
        a_matter(officer, "Not mine")
        carry(officer, intake)
        mine = a_matter(intake, "Mine")
        assert titles(intake) == ["Mine"]
        assert {hit.case for hit in search(intake, "airport")} == {mine.case.id}
        triage(intake, mine.case.id)
        carry(officer, intake)
        assert titles(intake) == ["Mine"]
        assert case_page(intake, mine.case.id).row.status == "triage"
        open_case(officer, mine.case.id)
        carry(officer, intake)
        assert titles(intake) == []
        with pytest.raises(NotYourCase):
            case_page(intake, mine.case.id)
    finally:
        intake.close()


def test_an_analyst_reads_no_case(laptops: Both, tmp_path: Path, clock: Clock) -> None:
    analyst = a_colleague(tmp_path, laptops[0], clock, (Role.ANALYST,), device="09", name="Taro Kesh")
    try:
        for use_case in (lambda: list_cases(analyst, CaseQuery()), lambda: search(analyst, "x")):
            with pytest.raises(NotYourRole):
                use_case()
    finally:
        analyst.close()


def test_the_highest_risk_of_a_case_is_the_one_that_counts(laptop: Session) -> None:
    matter = a_matter(laptop, "Anar case", risk="low")
    other = a_matter(laptop, "Balor case", risk="medium")
    involve(laptop, matter.case.id, other.party.id, "witness")
    assess_risk(laptop, matter.case.id, other.party.id, "imminent", reason="Threats.")
    assert titles(laptop, filters={"risk": "imminent"}) == ["Anar case"]
    assert titles(laptop, filters={"risk": "low"}) == []
