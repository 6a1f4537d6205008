"""Pictures of the place Letters: its list, its register, its sheets; on an office with a letter of every kind."""

from __future__ import annotations

from fieldcase.desktop.letters.book import LOG, REGISTER
from fieldcase.desktop.letters.view import Letters
from fieldcase.desktop.theme.look import look
from tests.pictures.camera import SIZE, SMALL, Camera


def walk(camera: Camera) -> None:
    """The list with ticks, the register, in other looks."""
    camera.window.go("letters")
    camera.settle()
    page(camera).letters.tick(0)
    page(camera).letters.tick(2)
    camera.take("10-letters")
    page(camera).letters.tick_nothing()
    page(camera).views.choose(REGISTER)
    camera.take("10-letters-register")
    page(camera).views.choose(LOG)
    camera.take("10-letters-log")
    page(camera).views.choose(0)
    page(camera).deeds.write(tuple(row.id for row in page(camera).book.rows))
    camera.take("10-letters-write", camera.application.activeModalWidget())
    sheet = camera.application.activeModalWidget()
    assert sheet is not None
    sheet.close()
    camera.window.resize(*SMALL)
    for theme, size in (("dark", 100), ("light", 150), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"10-letters-{theme}-{size}")
    camera.window.relook(look().theme, 100)
    camera.window.relook("light", 100)
    camera.window.resize(*SIZE)


def page(camera: Camera) -> Letters:
    shown = camera.window.screen_shown
    assert isinstance(shown, Letters)
    return shown
