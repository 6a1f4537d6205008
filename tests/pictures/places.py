"""Pictures of the other places."""

from __future__ import annotations

from tests.pictures.camera import Camera


def walk(camera: Camera) -> None:
    """Each place as it is when one comes to it."""
    for place in ("new_case", "keys"):
        camera.window.go(place)
        camera.take(f"09-{place}")
