"""Pictures of one case: its tabs, its sizes and colours, and its sheet."""

from __future__ import annotations

import os
from dataclasses import replace

from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.theme.look import look, wear
from tests.pictures.camera import LOW, SIZE, SMALL, Camera


def walk(camera: Camera) -> None:
    """Every tab, then the summary in every size and look."""
    camera.window.go("case", camera.office.case)
    camera.take("04-case")
    for place, name in enumerate(("people", "happened", "verification", "letters", "files", "history"), 2):
        camera.window.do(f"tab_{place}")
        camera.take(f"05-case-{name}")
    _people(camera)
    camera.window.do("tab_1")
    camera.window.resize(*LOW)
    camera.take("04-case-low")
    camera.window.resize(*SMALL)
    camera.take("04-case-small")
    camera.window.resize(*SIZE)
    for theme, size in (("dark", 100), ("contrast", 100), ("light", 150), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"04-case-{theme}-{size}")
    camera.window.relook("light", 100)
    wear(camera.application, replace(look(), language="ar"))
    camera.window.relook("light", 100)
    camera.take("04-case-right-to-left")
    wear(camera.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
    camera.window.relook("light", 100)
    camera.settle()
    camera.window.do("edit")
    camera.take("06-edit")


def _people(camera: Camera) -> None:
    """The sheets of people, and the tab in every size and look."""
    page = camera.window.screen_shown
    assert isinstance(page, CaseView)
    camera.window.do("tab_2")
    camera.settle()
    for name in ("several", "withdrawal", "opening", "party"):
        page._open_of_kind(name, None)
        camera.take(f"05-people-{name}")
        page._close_sheet()
    for theme, size in (("dark", 100), ("contrast", 100), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"05-people-{theme}-{size}")
    camera.window.relook("light", 100)
