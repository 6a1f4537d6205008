"""Pictures of the list of cases."""

from __future__ import annotations

from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """The list, with hits."""
    camera.window.top.search.setText("working group")
    camera.window._search("working group")
    camera.take("03-cases")
    camera.window.top.search.clear()
    camera.window._search("")
    camera.settle()
