"""Pictures of one case: its tabs, its sizes and colours, and its sheet."""

from __future__ import annotations

import os
from dataclasses import replace

from fieldcase.desktop.case.people import People
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
    camera.settle()
    camera.window.do("tab_1")
    camera.settle()
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
    _history(camera, page)
    _names(camera, page)
    for theme, size in (("dark", 100), ("contrast", 100), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"05-people-{theme}-{size}")
    camera.window.relook("light", 100)


def _history(camera: Camera, page: CaseView) -> None:
    """The history of a cell, over the page."""
    tab = page.tab_shown
    assert isinstance(tab, People)
    assert tab.matrix is not None
    tab.matrix.go(tab.matrix.current[0], "share_hq")
    tab.matrix.cells.setFocus()
    page.command("history")
    camera.settle()
    camera.take("05-people-cell-history", page.history)
    page.history.reject()


def _names(camera: Camera, page: CaseView) -> None:
    """A name that is shown, the sheet that corrects it, and a question to the custodian with its answer."""
    party = page._page.parties[0].id  # type: ignore[union-attr]  # it is opened
    for name, values in (("asking", {"reason": "The embassy asks."}), ("opening", {"reason": "The family wrote."})):
        page.tab_shown._deed(name, party, "")  # type: ignore[attr-defined]  # People
        page._sheet.form.take_up(values)  # type: ignore[union-attr]  # an EditSheet
        page.primary()
        camera.settle()
        camera.take(f"05-people-{name}-done")
    page.tab_shown._deed("identity", party, "")  # type: ignore[attr-defined]  # People
    camera.take("05-people-names")
    page._close_sheet()
    task = page.tab_shown._told.asks[0].task  # type: ignore[attr-defined]  # People
    page.tab_shown._deed("answering", party, task)  # type: ignore[attr-defined]  # People
    camera.take("05-people-answering")
    page._close_sheet()
    page._shown.hide()
