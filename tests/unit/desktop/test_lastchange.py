"""Ctrl+Z without a window: the last change or nothing, and it says which."""

from __future__ import annotations

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.frame.lastchange import LastChange
from tests.unit.desktop.waiting import until


def test_the_last_change_is_undone_only_where_nothing_was_changed_since() -> None:
    desk, said, undone = Desk(), [""], [""]
    marks = iter(("first", "first", "second", "third"))
    last = LastChange(desk, lambda words, kind="done": said.append(words), desk, lambda _session: next(marks))
    last.take_back()
    assert said[-1] == "Nothing to undo."
    last.note("Consent recorded.", lambda: undone.append("consent"))
    last.take_back()
    until(lambda: len(said) == 3)
    assert (said[-1], undone[-1], last.empty) == ("Undone: “Consent recorded.”", "consent", True)
    last.note("Saved: Act.", lambda: undone.append("act"))
    last.take_back()
    until(lambda: len(said) == 4)
    assert said[-1].startswith("The last change is not undone with one key.")
    assert undone[-1] == "consent"
    assert desk.close()
