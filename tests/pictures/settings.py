"""Pictures of the settings, pane by pane."""

from __future__ import annotations

from fieldcase.desktop.settings.colleagues import ColleaguesPane
from fieldcase.desktop.settings.panes import PANES
from fieldcase.desktop.settings.view import Settings
from fieldcase.model.roles import Role
from fieldcase.office.exchange.meeting import CardSeen
from tests.pictures.camera import Camera

SEEN = CardSeen(
    text="",
    office="",
    device="",
    name="Ines Duarte",
    roles=(Role.REVIEWER, Role.HEAD),
    words=("harvest", "lantern", "oblong", "tundra", "violet", "cubicle"),
    asks=True,
    taken_in=False,
)


def walk(camera: Camera) -> None:
    """Each pane as it is when one comes to it."""
    camera.window.go("settings")
    shown = camera.window.screen_shown
    assert isinstance(shown, Settings)
    for name in PANES:
        shown.show_pane(name)
        camera.take(f"10-settings-{name}")
    shown.show_pane("colleagues")
    camera.settle()
    pane = shown.pane
    assert isinstance(pane, ColleaguesPane)
    pane._seen(SEEN)
    camera.take("10-settings-request")
