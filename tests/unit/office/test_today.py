"""What Today shows beside the things to do: groups, what came since, what the next days bring."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fieldcase.model.kinds.follow_up import Task
from fieldcase.model.kinds.letters import EarlierLetter
from fieldcase.model.kinds.risks import RiskAssessment, RiskJudgement
from fieldcase.office import drafts
from fieldcase.office.cases.opening import new_case
from fieldcase.office.due import PARTS, needs_of, what_needs_me
from fieldcase.office.dueitem import DueItem
from fieldcase.office.records import add
from fieldcase.office.session import Session
from fieldcase.office.texts import words
from fieldcase.office.today import Group, counts, days_ahead, group_of, needs, report_clock, since_last
from tests.laptops import Clock, an_office, opened

TODAY = date(2026, 5, 4)


def item(kind: str = "task", due: date | None = None) -> DueItem:
    return DueItem(kind=kind, sentence="Do it.", origin="manual", due=due)


@pytest.mark.parametrize(
    ("one", "group"),
    [
        (item(due=TODAY - timedelta(days=1)), Group.NOW),
        (item(due=TODAY), Group.NOW),
        (item(due=TODAY + timedelta(days=7)), Group.WEEK),
        (item(due=TODAY + timedelta(days=8)), Group.LATER),
        (item(), Group.WEEK),
        (item("decide_conflict"), Group.NOW),
        (item("accept_risk", TODAY + timedelta(days=20)), Group.NOW),
        (item("finish_draft"), Group.OPEN),
        (item("no_receipt"), Group.OPEN),
    ],
)
def test_a_thing_to_do_stands_in_the_group_of_its_day(one: DueItem, group: Group) -> None:
    assert group_of(one, TODAY) is group


def a_case(session: Session) -> str:
    return new_case(session, "A visit", channel="remote").id


def test_all_parts_together_say_what_the_whole_says(session: Session) -> None:
    case = a_case(session)
    drafts.keep_draft(session, f"case/{case}", {"title_neutral": "Another"})
    add(
        session, Task(case=case, kind="call", due_at="2026-03-12", assignee=session.seat.id, origin="x", target=(case,))
    )
    apart = [one for part in PARTS for one in needs_of(session, part)]
    assert sorted(apart, key=repr) == sorted(what_needs_me(session), key=repr)
    assert {one.kind for one in apart} == {"call", "finish_draft"}


def test_a_draft_says_since_when_it_is_left_and_what_it_is_about(session: Session) -> None:
    case = a_case(session)
    drafts.keep_draft(session, f"case/{case}", {"title_neutral": "Another"})
    (left,) = needs(session, "drafts")
    assert (left.group, left.about, left.item.case) == (Group.OPEN, "case", case)
    assert left.item.since == session.today()
    assert "Another" not in left.item.sentence


def test_a_risk_whose_day_is_today_is_to_be_looked_at_now(session: Session) -> None:
    case, why, day = a_case(session), words("Two visits.", "en"), session.today().isoformat()
    judged = RiskJudgement(case=case, level="medium", reason=why, threat=why, review_due=day, assessed_at=session.now())
    add(session, RiskAssessment(assessment=judged))
    (due,) = needs(session, "risks")
    assert (due.group, due.item.overdue) == (Group.NOW, False)
    assert "today" in due.item.sentence


def test_an_old_letter_that_nobody_answered_needs_somebody(session: Session) -> None:
    case = a_case(session)
    old = EarlierLetter(
        case=case, kind="note_verbale", addressee_state="XKA", dispatched_at="2026-01-05", due_at="2026-02-04"
    )
    letter = add(session, old).id
    found = needs(session, "replies")
    assert {(one.about, one.item.records[0], one.group) for one in found} == {("earlier_letter", letter, Group.NOW)}
    assert counts(session)["letters"] == 1


def test_the_next_days_and_no_others_are_told(session: Session) -> None:
    why = words("Two visits.", "en")
    for days in (0, 1, 14, 15):
        case = a_case(session)
        day = (session.today() + timedelta(days=days)).isoformat()
        judged = RiskJudgement(
            case=case, level="low", reason=why, threat=why, review_due=day, assessed_at=session.now()
        )
        add(session, RiskAssessment(assessment=judged))
    assert [(one.day - session.today()).days for one in days_ahead(session)] == [1, 14]
    assert report_clock(session) is None


def test_what_came_since_last_time_is_counted_from_the_session_before(tmp_path: Path) -> None:
    clock = Clock()
    session = an_office(tmp_path, clock)
    assert since_last(session).at == ""
    a_case(session)
    assert since_last(session).cases == 0
    session.close()
    clock.days(1)
    again = opened(tmp_path, "03", clock)
    first = since_last(again)
    a_case(again)
    later = since_last(again)
    again.close()
    assert (first.at != "", first.cases, later.cases, later.at) == (True, 0, 1, first.at)
