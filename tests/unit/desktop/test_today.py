"""Today without a window: which lines are shown, how they are said, where their steps lead."""

from __future__ import annotations

from datetime import date

import pytest

from fieldcase.desktop.today.board import PARTS, SHOWN, Board
from fieldcase.desktop.today.lines import MANNERS, caption_parts, pill_of, sentence_said, step_words, way_of, where_of
from fieldcase.office import due
from fieldcase.office.dueitem import DueItem
from fieldcase.office.today import Group, Need
from tests.unit.desktop.samples import TODAY, wording

CASE, LETTER = "c" * 32, "e" * 32


def need(
    kind: str = "call", group: Group = Group.WEEK, *, about: str = "", day: date | None = None, **said: object
) -> Need:
    item = DueItem(kind=kind, sentence="Do it.", origin=str(said.pop("origin", "manual")), due=day, **said)  # type: ignore[arg-type]  # fields of a line
    return Need(item=item, group=group, about=about)


def test_a_question_for_a_name_leads_to_the_person_in_the_case() -> None:
    asked = need("show_name", case=CASE, records=("t" * 32, "1" * 32), about="task")
    assert way_of(asked) == ("case", CASE)
    assert where_of(asked) == {"tab": 1, "within": {"people": {"party": "1" * 32}}}
    assert where_of(need("call", case=CASE)) == {}


def test_a_line_about_a_record_leads_to_its_row_and_a_conflict_to_what_waits() -> None:
    risk = need("review_risk", case=CASE, records=("1" * 32,), about="risk_assessment")
    assert where_of(risk) == {"records": ["1" * 32]}
    apart = need("decide_conflict", case=CASE, records=("2" * 32,), about="act")
    assert where_of(apart) == {"records": ["2" * 32], "conflict": True}
    assert where_of(need("approve_letter", about="letter", case=CASE, records=(LETTER,))) == {}


def test_every_part_of_the_office_is_asked_and_has_a_name() -> None:
    assert set(PARTS) == set(due.PARTS)


def test_nothing_is_shown_before_everybody_answered() -> None:
    board = Board(asked=("tasks", "drafts"))
    board.take("tasks", [need()])
    assert (board.ready, board.said) == (False, "Looking…")
    board.take("drafts", [need("finish_draft", Group.OPEN)])
    assert (board.ready, board.said) == (True, "2 things need you")


def test_a_part_that_fails_is_named_and_leaves_the_others() -> None:
    board = Board(asked=("tasks", "risks"))
    board.take("tasks", [need()])
    board.fail("risks", "The view is being built.")
    assert board.ready
    assert board.trouble("risks") == "Not worked out: risks. The view is being built."
    assert len(board.group("week")) == 1
    board.again("risks")
    assert not board.ready


def test_what_has_more_than_a_week_is_not_counted() -> None:
    board = Board(asked=("tasks",))
    board.take("tasks", [need(group=Group.LATER), need()])
    assert board.count == 1


def test_overdue_lines_come_first_and_a_long_group_is_cut_until_asked_for() -> None:
    board = Board(asked=("tasks",))
    late = need(day=date(2026, 5, 1), overdue=True, case_no="KAL-03-2026-00099")
    board.take("tasks", [*(need(day=date(2026, 5, 6), case_no=f"KAL-03-2026-{n:05}") for n in range(SHOWN + 3)), late])
    assert board.group("week")[0] is late
    assert len(board.shown("week")) == SHOWN
    board.whole.add("week")
    assert len(board.shown("week")) == SHOWN + 4


@pytest.mark.parametrize(
    ("one", "way", "step"),
    [
        (need("approve_letter", about="letter", records=(LETTER,), case=CASE), ("letter", LETTER), "Read the letter"),
        (need("reply_overdue", about="earlier_letter", records=(LETTER,), case=CASE), ("case", CASE), "Open the case"),
        (need("decide_conflict", about="act", records=(LETTER,), case=CASE), ("case", CASE), "Decide"),
        (need("finish_draft", about="letter", records=(LETTER,), case=CASE), ("letter", LETTER), "Go on writing"),
        (need("match_reply", about="state_reply", records=(LETTER,), case=CASE), ("reply", LETTER), "Match the reply"),
        (need("no_receipt"), ("exchange", None), "See exchange"),
        (need("sign_roster"), ("settings", None), "Open settings"),
        (need("explain_number", about="letter", records=(LETTER,)), ("letters", "register"), "Open the register"),
        (need("call", about="case", records=(CASE,)), ("case", CASE), "Open the case"),
        (need("review_consent", about="consent", records=(LETTER,)), ("cases", None), "Go to the cases"),
    ],
)
def test_a_step_leads_to_its_record_and_says_so(one: Need, way: tuple[str, object], step: str) -> None:
    assert way_of(one) == way
    assert step_words(one) == step


def test_a_line_says_when_and_why() -> None:
    late = need("reply_overdue", day=date(2026, 4, 23), overdue=True, origin="tracker")
    assert caption_parts(late, wording(), TODAY) == ("was due 23 Apr 2026", "the clock of the letter asks")
    assert pill_of(late, TODAY) == ("clock-alert", "11 days late", "warn")
    waits = need("review_consent", since=date(2026, 4, 30), origin="7.3", party_code="P-7K3D9X")
    said = caption_parts(waits, wording(), TODAY)
    assert said == ("since 30 Apr 2026", "P-7K3D9X", "two people read an answer to be named")
    assert caption_parts(need(day=TODAY), wording(), TODAY) == ("due today",)


def test_days_in_a_sentence_are_said_in_the_persons_own_format() -> None:
    item = DueItem(kind="reply_overdue", sentence="No reply since 2026-04-13: consider a reminder.", origin="tracker")
    said = sentence_said(Need(item=item, group=Group.NOW), wording())
    assert said == "No reply since 13 Apr 2026: consider a reminder."


def test_what_is_dangerous_stays_red_when_it_is_late() -> None:
    high = need("accept_risk", day=date(2026, 5, 1), overdue=True)
    assert pill_of(high, TODAY) == ("triangle-alert", "High risk", "danger")


def test_every_manner_has_an_icon_that_ships() -> None:
    from fieldcase.office import resources

    for one in MANNERS.values():
        assert resources.read(f"icons/{one.icon}.svg")
