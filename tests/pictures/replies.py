"""Pictures of replies: registering one, the matrix in every look, its sheets, and the tab of letters and replies."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from fieldcase.desktop.reply.view import ReplyView
from fieldcase.desktop.theme.look import look, wear
from tests.kalindra import Kalindra
from tests.pictures.camera import LOW, SIZE, Camera
from tests.reply_ground import Replied, written


def office_of(folder: Path) -> tuple[Kalindra, Replied]:
    """Laptop 03 of an office to which Kalindra replied in part."""
    found = written(folder, replied=True)
    return Kalindra(found.case, found.letter), found


def replies(camera: Camera, found: Replied) -> None:
    """The tab, the matrix, its sheets, and the page on which a reply is registered."""
    camera.window.go("case", found.case)
    camera.settle()
    camera.window.do("tab_5")
    camera.take("20-correspondence")
    camera.window.go("register_reply", found.case)
    camera.take("21-register-a-reply")
    _matrix(camera, found)
    page = camera.window.screen_shown
    assert isinstance(page, ReplyView)
    page.cards[1].change.click()
    camera.take("23-answer")
    camera.window.go("reply", found.reply)
    camera.settle()
    page = camera.window.screen_shown
    assert isinstance(page, ReplyView)
    page._lay(page._sheets().translate())
    camera.take("24-translation")


def _matrix(camera: Camera, found: Replied) -> None:
    camera.window.go("reply", found.reply)
    camera.take("22-matrix")
    camera.window.resize(*LOW)
    camera.take("22-matrix-low")
    camera.window.resize(*SIZE)
    for theme, size in (("dark", 100), ("contrast", 100), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"22-matrix-{theme}-{size}")
    wear(camera.application, replace(look(), language="ar"))
    camera.window.relook("light", 100)
    camera.take("22-matrix-right-to-left")
    wear(camera.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
    camera.window.relook("light", 100)
    camera.settle()
