"""Pictures of what stands before the window: the first start and the locked screen."""

from __future__ import annotations

from fieldcase.desktop.unlock.firststart import FirstStart
from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """The screens before the window."""
    first = FirstStart()
    camera.program._present(first)
    first.buttons["training"].click()
    camera.take("01-first-start", camera.program.window)
    camera.program.start()
    screen = camera.program.unlock_screen
    screen.passphrase.setText("x" * 23)
    screen._caps_lock(True)
    camera.take("02-unlock", camera.program.window)
    screen._caps_lock(False)
