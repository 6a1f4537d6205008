"""Pictures of Today and of Reports: as one comes to them, in other looks and sizes."""

from __future__ import annotations

import os
from dataclasses import replace

import msgspec

from fieldcase.desktop.theme.look import look, wear
from fieldcase.model.kinds.follow_up import Task
from fieldcase.office import drafts
from fieldcase.office.records import add
from fieldcase.office.session import Session
from tests.pictures.camera import SIZE, SMALL, Camera


def walk(camera: Camera) -> None:
    """With a draft left open, so that every group has something."""
    about = f"letter/{camera.office.letter}/opening/en"
    camera.program.desk.run(lambda session: drafts.keep_draft(session, about, {"text": "The Office"}))
    camera.program.desk.run(lambda session: _tasks(session, camera.office.case))
    camera.window.go("today")
    camera.take("02-today")
    camera.window.go("reports")
    camera.take("12-reports")
    camera.window.resize(*SMALL)
    for theme, size in (("dark", 100), ("light", 150), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"12-reports-{theme}-{size}")
    camera.window.relook("light", 100)
    camera.window.go("today")
    for theme, size in (("dark", 100), ("contrast", 100), ("light", 150), ("light", 200)):
        camera.window.relook(theme, size)
        camera.take(f"02-today-{theme}-{size}")
    camera.window.resize(*SIZE)
    wear(camera.application, replace(look(), language="ar"))
    camera.window.relook("light", 100)
    camera.take("02-today-right-to-left")
    camera.window.go("reports")
    camera.take("12-reports-right-to-left")
    camera.window.go("today")
    wear(camera.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
    camera.window.relook("light", 100)
    camera.program.desk.run(lambda session: drafts.keep_draft(session, about, {}))
    camera.settle()


def _tasks(session: Session, case: str) -> None:
    """What somebody wrote down to be done."""
    for due, words in (
        ("2026-05-06", "Call P-7K3D9X through the safe channel"),
        ("2026-05-08", "Ask the lawyer for the order of detention"),
        ("2026-06-02", "Look again whether the passport was given back"),
    ):
        task = Task(case=case, kind="call", due_at=due, assignee=session.seat.id, origin="manual", target=(case,))
        add(session, msgspec.structs.replace(task, text=words))
