"""What is typed and not saved: kept two seconds after a key, found again, and never written over unread."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, Signal

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.drafting import Drafting, draft_of, keep_draft, together
from tests.unit.desktop.waiting import until

ABOUT = "case/1"


class Form(QObject):
    """Something in which a person types, without a window."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, Any] = {}

    def type(self, **said: Any) -> None:
        self.said |= said
        self.changed.emit()

    def typed(self) -> dict[str, Any]:
        return dict(self.said)

    def take_up(self, typed: Mapping[str, Any]) -> None:
        self.said |= typed


class Drafts:
    """The drafts of a seat, by what they are about, as its vault has them."""

    def __init__(self) -> None:
        self.held: dict[str, dict[str, Any]] = {}

    durable = True

    def keep(self, about: str, typed: dict[str, Any], *, at: datetime) -> None:
        self.held[about] = typed

    def get(self, about: str) -> Any:
        return SimpleNamespace(typed=self.held[about]) if about in self.held else None

    def wipe(self, about: str) -> None:
        self.held.pop(about, None)


@pytest.fixture
def drafts() -> Drafts:
    return Drafts()


@pytest.fixture
def desk(drafts: Drafts) -> Iterator[Desk]:
    made = Desk()
    session = SimpleNamespace(
        vault=SimpleNamespace(drafts=drafts), clock=lambda: datetime(2026, 5, 4, tzinfo=UTC), close=lambda: None
    )
    made.open(lambda _report: session, lambda _session: None, lambda _facts: None)
    until(lambda: not made.busy)
    yield made
    assert made.close()


def drafting(desk: Desk, form: Form) -> Drafting:
    return Drafting(desk, ABOUT, form, form)


def test_what_is_typed_is_kept_by_itself_within_two_seconds(desk: Desk, drafts: Drafts) -> None:
    form = Form()
    drafting(desk, form)
    form.type(summary="She was seen")
    until(lambda: drafts.held)
    assert drafts.held == {ABOUT: {"summary": "She was seen"}}


def test_what_was_typed_before_is_found_again(desk: Desk, drafts: Drafts) -> None:
    drafts.held[ABOUT] = {"summary": "She was seen"}
    form, found = Form(), []
    drafting(desk, form).found.connect(lambda: found.append(1))
    until(lambda: not desk.busy)
    assert form.said == {"summary": "She was seen"}
    assert found == [1]


def test_who_types_before_the_draft_was_read_loses_neither(desk: Desk, drafts: Drafts) -> None:
    drafts.held[ABOUT] = {"summary": "She was seen at the gate.", "place": "Orvane"}
    gate = threading.Event()
    desk.run(lambda _session: gate.wait(10))
    form = Form()
    kept = drafting(desk, form)
    form.type(summary="A car followed.")
    gate.set()
    until(lambda: not desk.busy)
    assert form.said == {"summary": "She was seen at the gate. A car followed.", "place": "Orvane"}
    kept.keep()
    until(lambda: not desk.busy)
    assert drafts.held[ABOUT] == form.said


def test_a_lock_before_the_draft_was_read_keeps_both(desk: Desk, drafts: Drafts) -> None:
    drafts.held[ABOUT] = {"summary": "She was seen at the gate."}
    gate = threading.Event()
    desk.run(lambda _session: gate.wait(10))
    form = Form()
    kept = drafting(desk, form)
    form.type(place="Orvane")
    kept.keep()
    gate.set()
    assert desk.close()
    assert drafts.held == {ABOUT: {"summary": "She was seen at the gate.", "place": "Orvane"}}


def test_what_was_saved_is_kept_no_more(desk: Desk, drafts: Drafts) -> None:
    form = Form()
    kept = drafting(desk, form)
    form.type(summary="She was seen")
    kept.keep()
    kept.forget()
    form.type(summary="typed after it was saved")
    kept.keep()
    until(lambda: not desk.busy)
    assert drafts.held == {}


def test_saving_forgets_the_draft_also_where_the_form_is_gone(desk: Desk, drafts: Drafts) -> None:
    form = Form()
    kept = drafting(desk, form)
    form.type(summary="She was seen")
    kept.keep()
    gone: list[object] = []
    kept.destroyed.connect(lambda: gone.append(1))
    form.deleteLater()
    until(lambda: gone)
    kept.forget()
    until(lambda: not desk.busy)
    assert drafts.held == {}


def test_nothing_typed_forgets_a_draft(desk: Desk, drafts: Drafts) -> None:
    found: list[dict[str, Any]] = []
    keep_draft(desk, ABOUT, {"a": 1})
    draft_of(desk, ABOUT, found.append)
    keep_draft(desk, ABOUT, {})
    draft_of(desk, ABOUT, found.append)
    until(lambda: len(found) == 2)
    assert found == [{"a": 1}, {}]
    assert drafts.held == {}


VALUES = st.one_of(st.text(), st.booleans(), st.lists(st.text(max_size=3), max_size=2))
TYPED = st.dictionaries(st.sampled_from(["summary", "place", "date"]), VALUES)


@given(before=TYPED, typed=TYPED)
def test_no_text_of_words_is_lost_when_two_are_put_together(before: dict[str, Any], typed: dict[str, Any]) -> None:
    both = together(before, typed)
    assert both.keys() == before.keys() | typed.keys()
    for name, value in typed.items():
        assert value == both[name] or (isinstance(value, str) and value in both[name])
    for name, value in before.items():
        if name not in typed or (isinstance(value, str) and " " in value.strip() and isinstance(typed[name], str)):
            assert value == both[name] or value in both[name]
