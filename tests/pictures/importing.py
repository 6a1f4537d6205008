"""Pictures of the assistant that imports the training register."""

from __future__ import annotations

import os
import tempfile
from dataclasses import replace
from pathlib import Path

from fieldcase.desktop.importing.view import COLUMNS, PREVIEW, RESULT, VALUES, Import
from fieldcase.desktop.theme.look import look, wear
from fieldcase.office import resources
from tests.pictures.camera import Camera

FILE = "kalindra-allegations.xlsx"


def walk(camera: Camera) -> None:
    """Every step, the preview in other looks, the result at the end."""
    with tempfile.TemporaryDirectory() as place:
        register, mapping = Path(place) / FILE, Path(place) / "mapping.json"
        register.write_bytes(resources.read(f"training/{FILE}"))
        mapping.write_bytes(resources.read("training/mapping-kalindra.json"))
        shown = _assistant(camera)
        camera.take("10-import-file")
        shown.open(Path(place) / "none.xls")
        camera.take("10-import-unreadable")
        _to_preview(camera, shown, register)
        shown._go(COLUMNS)
        camera.take("10-import-columns")
        shown._go(VALUES)
        camera.take("10-import-values")
        shown._mapped(mapping.read_bytes())
        camera.settle()
        shown._go(PREVIEW)
        camera.take("10-import-preview")
        looks = (("dark", 100, "dark"), ("light", 200, "200"))
        for theme, size, name in looks:
            camera.window.relook(theme, size)
            _to_preview(camera, _assistant(camera), register)
            camera.take(f"10-import-preview-{name}")
        wear(camera.application, replace(look(), language="ar"))
        camera.window.relook("light", 100)
        _to_preview(camera, _assistant(camera), register)
        camera.take("10-import-preview-right-to-left")
        wear(camera.application, replace(look(), language=os.environ["FIELDCASE_LANG"]))
        camera.window.relook("light", 100)
        shown = _assistant(camera)
        _to_preview(camera, shown, register)
        shown.primary()
        camera.until(lambda: shown.pages.currentIndex() == RESULT)
        camera.take("10-import-result")
        shown.take_back()
        camera.settle()


def _assistant(camera: Camera) -> Import:
    camera.window.go("import")
    shown = camera.window.screen_shown
    assert isinstance(shown, Import)
    return shown


def _to_preview(camera: Camera, shown: Import, register: Path) -> None:
    shown.open(register)
    camera.until(lambda: shown.pages.currentIndex() == COLUMNS)
    camera.settle()
    shown._go(PREVIEW)
