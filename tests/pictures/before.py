"""Pictures of what stands before the window: the first start, its ways step by step, and the locked screen."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from fieldcase.desktop.app import Program
from fieldcase.desktop.standing import Standing
from fieldcase.desktop.start.asking import OfficeStep, PassphraseStep, SheetStep, YouStep
from fieldcase.desktop.start.waiting import Waiting
from fieldcase.desktop.start.wizard import Wizard
from fieldcase.desktop.unlock.view import Unlock
from fieldcase.model.words import _
from fieldcase.office.founding.places import MARK
from tests.pictures.camera import Camera

WORDS = "harvest lantern oblong tundra violet cubicle"


def walk(camera: Camera) -> None:
    """The screens before the window."""
    program, usual = camera.program, camera.program.folder
    nowhere = camera.program.folder.parent / "nowhere" / "vault"
    program.folder = nowhere
    program.start()
    camera.take("01-first-start", program.window)
    _found(camera)
    _join(camera)
    program._begin("training")
    camera.take("01-training", program.window)
    _training_lock(camera, program)
    program.folder = usual
    program.start()
    screen = program.unlock_screen
    screen.passphrase.setText("x" * 23)
    screen._caps_lock(True)
    camera.take("02-unlock", program.window)
    screen._caps_lock(False)
    screen._help()
    camera.take("02-unlock-help", program.window)
    screen._help()
    for _number in range(4):
        screen.refuse(_("That did not open it."), wrong=True)
    camera.take("02-unlock-slower", program.window)
    program.start()


def _wizard(program: Program) -> Wizard:
    assert program.beginning is not None
    assert program.beginning.wizard is not None
    return program.beginning.wizard


def _on(camera: Camera) -> Wizard:
    wizard = _wizard(camera.program)
    wizard.onward()
    camera.settle()
    return _wizard(camera.program)


def _fill(step: object, words: str) -> None:
    editor = {OfficeStep: "code", YouStep: "name"}[type(step)]
    line = getattr(step, editor).editor
    assert isinstance(line, QLineEdit)
    line.setText(words)
    line.textEdited.emit(words)


def _found(camera: Camera) -> None:
    program = camera.program
    program._begin("found")
    _fill(_wizard(program).step, "KAL")
    camera.take("01-found-office", program.window)
    _fill(_on(camera).step, "Ines Duarte")
    camera.take("01-found-you", program.window)
    step = _on(camera).step
    assert isinstance(step, PassphraseStep)
    step.field._propose(WORDS)
    step.field._take_words()
    step.field.again.setText(WORDS)
    camera.settle()
    camera.take("01-found-passphrase", program.window)
    sheet = _on(camera).step
    assert isinstance(sheet, SheetStep)
    camera.take("01-found-sheet", program.window)
    for _number in range(3):
        sheet = _wizard(program).step
        assert isinstance(sheet, SheetStep)
        sheet.copied.setChecked(True)
        _on(camera)
    camera.take("01-found-words", program.window)
    wizard = _wizard(program)
    wizard.work("…")
    wizard.progress.report(_("Making the vault"), 0.4)
    camera.take("01-found-working", program.window)
    wizard.rest()
    assert program.beginning is not None
    program.beginning._made(_nobody(program))
    camera.take("01-found-done", program.window)


def _nobody(program: Program) -> Standing:
    from datetime import date

    from fieldcase.desktop.wording import Wording
    from fieldcase.office.opening import vocabularies

    return Standing(
        "Ines Duarte", "", "", False, date(2026, 3, 12), Wording(vocabularies(), "en", states={}, zone="UTC")
    )


def _join(camera: Camera) -> None:
    program = camera.program
    program._begin("join")
    _fill(_wizard(program).step, "Sami Rahal")
    camera.take("01-join-you", program.window)
    waiting = Waiting(program.desk, _nobody(program))
    program._present(waiting)
    waiting._saved("fieldcase-request.txt")
    waiting._card(tuple(WORDS.split()))
    waiting._answer_came(b"answer")
    camera.take("01-join-waiting", program.window)
    program.start()


def _training_lock(camera: Camera, program: Program) -> None:
    place = program.folder.parent / "training"
    for name in ("laptop-03", "laptop-07", "headquarters"):
        (place / name).mkdir(parents=True)
        (place / name / "slots").write_bytes(b"")
    (place / MARK).write_text("Training office")
    program._move(str(place / "laptop-03"))
    assert isinstance(program.unlock_screen, Unlock)
    camera.take("02-unlock-training", program.window)
