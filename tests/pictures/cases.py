"""Pictures of the list of cases."""

from __future__ import annotations

from fieldcase.desktop.cases.sheets import Columns
from fieldcase.desktop.cases.view import Cases
from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """The list with hits and ticks, a peek, the columns, nothing found."""
    camera.window.go("cases")
    camera.settle()
    shown = camera.window.screen_shown
    assert isinstance(shown, Cases)
    camera.window.top.search.setText("working group")
    camera.window._search("working group")
    camera.settle()
    shown._list.tick(0)
    shown._list.tick(1)
    camera.take("03-cases")
    shown._list.tick_nothing()
    shown._letter("p", 0)
    camera.take("03-cases-peek")
    shown.peek.hide_away()
    shown._arrange()
    sheet = camera.window.findChild(Columns)
    camera.take("03-cases-columns", sheet)
    if sheet is not None:
        sheet.reject()
    shown._add("status", "closed")
    camera.take("03-cases-nothing")
    shown._view(0)
    shown._remove("words")
    camera.settle()
