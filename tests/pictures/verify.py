"""Pictures of what is verified: the four elements, what was told, what follows, and the files of a case."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from fieldcase.desktop.case.verification import Verification
from fieldcase.desktop.case.view import CaseView
from fieldcase.desktop.files.view import Files
from fieldcase.desktop.files.viewing import ViewSheet
from fieldcase.desktop.files.writing import WriteSheet
from fieldcase.desktop.theme.look import look, wear
from tests.pictures.camera import SIZE, Camera
from tests.told_ground import a_pdf, evidence, told


def walk(camera: Camera) -> None:
    """The board of the second act in every look, then its sheets and the views beside it."""
    camera.program.desk.run(lambda session: told(session, camera.office.case))
    camera.settle()
    camera.window.resize(*SIZE)
    camera.window.go("case", camera.office.case)
    camera.settle()
    camera.window.do("tab_4")
    camera.settle()
    tab = _tab(camera)
    tab._go(tab.board.targets[1].record, "")
    camera.take("30-verification")
    for theme, size in (("dark", 100), ("light", 150), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"30-verification-{theme}-{size}")
    camera.window.relook("light", 100)
    wear(camera.application, replace(look(), language="ar"))
    camera.window.relook("light", 100)
    camera.take("30-verification-right-to-left")
    wear(camera.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
    camera.window.relook("light", 100)
    camera.settle()
    tab = _tab(camera)
    tab._open(tab.shown, tab.shown.cards[1])
    camera.take("31-element")
    _page(camera)._close_sheet()
    camera.settle()
    _tab(camera).cards[2].button.click()
    camera.take("32-assess")
    _page(camera)._close_sheet()
    camera.settle()
    for view, name in ((1, "33-told"), (2, "34-follows")):
        _tab(camera)._choose_view(view)
        camera.take(name)
    _tab(camera).add.click()
    camera.take("35-add-information")
    _page(camera)._close_sheet()
    camera.settle()
    _tab(camera)._choose_view(0)
    _files(camera)


def _files(camera: Camera) -> None:
    """The files, one looked at, one written out, one added."""
    case = camera.office.case
    camera.program.desk.run(lambda session: evidence(session, case, "Detention order", a_pdf(), "application/pdf"))
    camera.settle()
    _page(camera).refresh()
    camera.settle()
    camera.window.do("tab_6")
    camera.take("36-files")
    tab = _page(camera).tab_shown
    assert isinstance(tab, Files)
    view = ViewSheet(tab.given, tab._lines[-1])
    tab.sheet.emit(view)
    camera.take("37-look")
    view.reason.setText("To read the order.")
    view.offer()
    camera.until(lambda: hasattr(view, "sight"))
    camera.take("37-looked")
    view.leave()
    tab.sheet.emit(WriteSheet(tab.given, tab._lines[-1]))
    camera.take("38-write-out")
    tab.add_files((Path("order.pdf"),))
    camera.take("39-add-file")
    _page(camera)._close_sheet()
    camera.settle()
    camera.window.relook("light", 200)
    camera.take("36-files-light-200")
    camera.window.relook("light", 100)
    camera.settle()


def _page(camera: Camera) -> CaseView:
    shown = camera.window.screen_shown
    assert isinstance(shown, CaseView)
    return shown


def _tab(camera: Camera) -> Verification:
    tab = _page(camera).tab_shown
    assert isinstance(tab, Verification)
    return tab
