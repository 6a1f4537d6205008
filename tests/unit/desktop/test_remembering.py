"""What the window remembers is kept once, through the desk, and read from what was held when the vault was opened."""

from __future__ import annotations

from fieldcase.desktop.desk import Desk
from fieldcase.desktop.remembering import Remembering


def test_the_same_values_again_cost_nothing() -> None:
    desk = Desk()
    memory = Remembering({"place": {"place": "cases"}})
    memory.keep(desk, "place", {"place": "cases"})
    assert not desk.busy
    assert memory.of("place") == {"place": "cases"}


def test_what_is_kept_is_there_at_once() -> None:
    desk = Desk()
    memory = Remembering()
    assert memory.of("look") == {}
    memory.keep(desk, "look", {"theme": "dark"})
    assert desk.busy
    assert memory.of("look") == {"theme": "dark"}
    assert desk.close()
