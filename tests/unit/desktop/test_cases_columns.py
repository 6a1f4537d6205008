"""Columns and views of the list: what was kept comes back, what is not known any more is left out."""

from __future__ import annotations

import json

import pytest

from fieldcase.desktop.cases.actions import Question
from fieldcase.desktop.cases.chips import order_said
from fieldcase.desktop.cases.columns import ALWAYS, NAMES, Layout
from fieldcase.desktop.cases.filters import FILTERED, Choices
from fieldcase.desktop.cases.views import LONGEST, MOST, Views, read_question
from fieldcase.office.cases.listing import FILTERS
from tests.unit.desktop.samples import TODAY, wording

ME, OTHER = "1" * 32, "2" * 32


def test_columns_come_back_as_they_were_left() -> None:
    wanted = Layout().toggled("officer").toggled("risk").moved("status", -1).widened("next", 220)
    again = Layout.of(json.loads(json.dumps(wanted.kept())))
    assert again == wanted
    assert "risk" not in again.shown
    assert again.shown.index("status") < again.shown.index("state")
    assert again.width("next") == 220


@pytest.mark.parametrize("name", ALWAYS)
def test_number_and_title_always_stay(name: str) -> None:
    assert name in Layout().toggled(name).shown
    assert name in Layout.of({"hidden": [name]}).shown


def test_the_boxes_stay_in_front() -> None:
    assert Layout().moved("tick", 1).order == NAMES
    assert Layout().moved("case_no", -1).order == NAMES
    assert Layout.of({"order": ["title", "tick"]}).order[0] == "tick"


def test_what_was_kept_by_another_edition_does_no_harm() -> None:
    odd = Layout.of(
        {"order": ["gone", "title", "title"], "hidden": "no", "widths": {"risk": 9000, "gone": 80, "next": "x"}}
    )
    assert sorted(odd.order) == sorted(NAMES)
    assert odd.order[1] == "title"
    assert (odd.hidden, dict(odd.widths)) == (frozenset(), {})


def test_a_view_is_kept_renamed_and_removed() -> None:
    views = Views(ME, {})
    first = len(views.views)
    question = Question("detention", {"state": "XKA"}, "title", False)
    at = views.save("  Kalindra  ", question, Layout().kept())
    views.rename(at, "Kalindra, detention")
    again = Views(ME, json.loads(json.dumps(views.kept())))
    assert [view.name for view in again.views[first:]] == ["Kalindra, detention"]
    assert again.views[at].question == question
    assert again.place_of(question) == at
    removed = again.remove(at)
    assert again.kept() == {}
    again.put_back(at, removed)
    assert again.views[at] == removed


def test_a_name_says_what_is_wrong_with_it() -> None:
    views = Views(ME, {})
    assert views.problem(" ") == "Give the view a name."
    assert views.problem("all CASES").startswith("There is a view of that name.")
    for number in range(MOST):
        assert views.problem(f"View {number}") == ""
        views.save(f"View {number}", Question(), {})
    assert "Remove one first" in views.problem("One more")


def test_the_program_has_its_own_views_and_none_of_them_can_be_lost() -> None:
    views = Views(ME, {"views": [{"name": "x" * 90, "question": {"order": "gone", "filters": {"gone": "1"}}}, 7]})
    assert [view.name for view in views.views if not view.own] == [
        "All cases",
        "Mine",
        "Second reading",
        "Overdue replies",
        "Urgent track",
    ]
    own = views.views[-1]
    assert (len(own.name), own.question) == (LONGEST, Question())
    assert views.place_of(Question(filters={"assigned_to": ME})) == 1
    assert views.place_of(Question("words", {"assigned_to": ME})) == 1
    assert views.place_of(Question(filters={"risk": "low"})) == -1


def test_a_question_is_read_whatever_was_kept() -> None:
    assert read_question({"filters": ["status"], "order": None}) == Question()


def test_every_filter_is_one_of_the_office_and_its_values_are_said() -> None:
    assert set(FILTERED) <= set(FILTERS)
    choices = Choices(wording(), ME, {ME: "Sami Rahal", OTHER: "Ines Duarte"}, TODAY)
    assert choices.of("received_until") == {}, "only a figure sets an end; it is said as a day"
    assert choices.said("received_until", "2024-03-01") == "1 Mar 2024"
    for field in set(FILTERED) - {"received_until"}:
        offered = choices.of(field)
        assert offered, field
        for value, words in offered.items():
            assert choices.said(field, value) == words
    assert choices.of("assigned_to") == {ME: "me", OTHER: "Ines Duarte"}
    assert choices.said("assigned_to", "3" * 32) == "a colleague"
    assert choices.said("received_from", "2024-03-01") == "since 1 Mar 2024"
    assert "closed" not in next(iter(choices.of("status"))).split()


def test_the_order_is_said() -> None:
    assert order_said(Question("x")) == "best match first"
    assert order_said(Question()) == "Received, newest first"
    assert order_said(Question(order="title", descending=False)) == "Title, in order"
