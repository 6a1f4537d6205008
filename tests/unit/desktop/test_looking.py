"""A foreign file is looked at by a process of its own, which gets no key, no place and no way out."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from fieldcase.desktop.files import viewer
from fieldcase.desktop.files.looking import COMMAND, Looking, picture_of
from tests.told_ground import a_pdf, png


class Seen:
    """What a helper told."""

    def __init__(self, qtbot: QtBot, command: tuple[str, ...] = COMMAND, patience: int = 20_000) -> None:
        self.parent = QObject()
        self.qtbot = qtbot
        self.told: list[tuple[str, int]] = []
        self.pages: list[tuple[int, QImage]] = []
        self.texts: list[str] = []
        self.failed = 0
        self.looking = Looking(self.parent, command, patience)
        self.looking.told.connect(lambda kind, pages, _cut: self.told.append((kind, pages)))
        self.looking.drawn.connect(lambda number, page: self.pages.append((number, page)))
        self.looking.read.connect(self.texts.append)
        self.looking.failed.connect(self._fail)

    def _fail(self) -> None:
        self.failed += 1

    def show(self, data: bytes, *, drawing: bool = False) -> Seen:
        self.looking.show_file(data, 400, drawing=drawing)
        self.qtbot.waitUntil(lambda: bool(self.failed or self.told), timeout=20_000)
        return self

    def until_drawn(self) -> QImage:
        self.qtbot.waitUntil(lambda: bool(self.failed or self.pages), timeout=20_000)
        return self.pages[-1][1]


def test_a_picture_comes_back_as_pixels_no_wider_than_asked(qtbot: QtBot) -> None:
    seen = Seen(qtbot).show(png(1600, 800))
    page = seen.until_drawn()
    assert (page.width(), page.height()) == (400, 200)
    assert page.pixelColor(10, 10).blue() == 160


def test_the_pages_of_a_pdf_are_drawn_one_by_one(qtbot: QtBot) -> None:
    seen = Seen(qtbot).show(a_pdf())
    assert seen.told == [("pdf", 2)]
    seen.looking.ask_page(1, 300)
    assert seen.until_drawn().width() == 300
    assert seen.pages[0][0] == 1
    seen.looking.stop()


def test_text_is_text_and_nothing_else(qtbot: QtBot) -> None:
    seen = Seen(qtbot).show(b"<b>She</b> was there.")
    qtbot.waitUntil(lambda: bool(seen.texts))
    assert seen.texts == ["<b>She</b> was there."]


def test_what_is_none_of_them_is_not_shown(qtbot: QtBot) -> None:
    assert Seen(qtbot).show(b"PK\x03\x04\x00\x00rest").told == [("", 0)]


@pytest.mark.security
@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\nrest", b"%PDF-1.7 nothing more", b"II*\x00\xff\xff\xff\xff"])
def test_a_broken_file_is_said_once_and_leaves_no_process(qtbot: QtBot, data: bytes) -> None:
    seen = Seen(qtbot).show(data)
    qtbot.waitUntil(lambda: bool(seen.failed))
    qtbot.waitUntil(lambda: seen.looking.process.processId() == 0)
    assert seen.failed == 1
    assert not seen.pages


@pytest.mark.security
def test_a_picture_that_would_fill_the_memory_is_refused(qtbot: QtBot) -> None:
    bomb = bytearray(png(4, 4))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    seen = Seen(qtbot).show(bytes(bomb))
    qtbot.waitUntil(lambda: bool(seen.failed))
    assert not seen.pages


@pytest.mark.security
def test_a_helper_that_takes_too_long_is_killed(qtbot: QtBot) -> None:
    slow = (sys.executable, "-I", "-c", "import sys\nsys.stdin.buffer.read()")
    seen = Seen(qtbot, slow, patience=200)
    seen.looking.show_file(b"x", 10)
    qtbot.waitUntil(lambda: bool(seen.failed))
    qtbot.waitUntil(lambda: seen.looking.process.processId() == 0)


@pytest.mark.security
def test_a_helper_that_answers_something_else_is_not_believed(qtbot: QtBot) -> None:
    liar = (sys.executable, "-I", "-c", "import sys\nsys.stdout.write('x' * 100)\nsys.stdout.flush()\nsys.stdin.read()")
    seen = Seen(qtbot, liar)
    seen.looking.show_file(b"x", 10)
    qtbot.waitUntil(lambda: bool(seen.failed))
    with pytest.raises(ValueError, match="no picture"):
        picture_of(b"\x00" * 12)


@pytest.mark.security
@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="needs /proc")
def test_the_helper_is_told_no_key_and_no_place_of_the_vault(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FIELDCASE_STATE", "/a/place/of/the/vault")
    seen = Seen(qtbot).show(a_pdf())
    process = Path(f"/proc/{seen.looking.process.processId()}")
    names = {line.partition(b"=")[0] for line in (process / "environ").read_bytes().split(b"\0") if line}
    assert names <= {b"PATH", b"LC_CTYPE"}
    assert b"vault" not in (process / "cmdline").read_bytes()
    opened = {os.readlink(one) for one in (process / "fd").iterdir()}
    assert [one for one in opened if one.startswith("/") and one != os.devnull] == []
    seen.looking.stop()


@pytest.mark.security
@pytest.mark.skipif(sys.platform == "win32", reason="the system knows no such limits")
def test_the_helper_may_open_neither_a_file_nor_a_connection() -> None:
    import subprocess

    code = (
        f"import sys\nsys.path.insert(0, {str(Path(viewer.__file__).parent)!r})\n"
        "import viewer, socket\nviewer._limit()\n"
        "tries = 0\n"
        "for deed in (lambda: open('/etc/hostname'), lambda: open('x', 'w'), socket.socket):\n"
        "    try:\n        deed()\n    except OSError:\n        tries += 1\n"
        "print(tries)"
    )
    said = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert said.stdout.strip() == "3"


XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" ' + XLINK + ' width="20" height="10">{}</svg>'


def test_a_drawing_is_drawn_where_one_is_asked_for_and_else_is_text(qtbot: QtBot) -> None:
    data = SVG.format('<rect width="20" height="10" fill="#0000ff"/>').encode()
    page = Seen(qtbot).show(data, drawing=True).until_drawn()
    assert (page.width(), page.height()) == (400, 200)
    assert page.pixelColor(200, 100).blue() == 255
    assert Seen(qtbot).show(data).told == [("text", 1)]


@pytest.mark.security
def test_a_drawing_that_refers_to_a_file_gets_nothing_of_it(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png(40, 20))
    place = (tmp_path / "secret.png").as_uri()
    for ref in (place, str(tmp_path / "secret.png")):
        data = SVG.format(f'<image width="20" height="10" xlink:href="{ref}"/>').encode()
        seen = Seen(qtbot).show(data, drawing=True)
        qtbot.waitUntil(lambda seen=seen: bool(seen.failed or seen.pages), timeout=20_000)
        assert seen.failed or seen.pages[-1][1].pixelColor(200, 100).alpha() == 0


@pytest.mark.security
def test_a_drawing_with_letters_harms_the_helper_alone(qtbot: QtBot) -> None:
    seen = Seen(qtbot).show(SVG.format('<text x="1" y="8">Kalindra</text>').encode(), drawing=True)
    qtbot.waitUntil(lambda: bool(seen.failed or seen.pages), timeout=20_000)
    assert seen.failed or seen.pages
