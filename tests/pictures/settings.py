"""Pictures of the settings, pane by pane."""

from __future__ import annotations

from fieldcase.desktop.settings.panes import PANES
from fieldcase.desktop.settings.view import Settings
from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """Each pane as it is when one comes to it."""
    camera.window.go("settings")
    shown = camera.window.screen_shown
    assert isinstance(shown, Settings)
    for name in PANES:
        shown.show_pane(name)
        camera.take(f"10-settings-{name}")
