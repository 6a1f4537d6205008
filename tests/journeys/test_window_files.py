"""Files of a case in the window: dropped, sealed, looked at in a process of its own, written out on purpose."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QComboBox, QLineEdit

from fieldcase.desktop.files.adding import FileSheet
from fieldcase.desktop.files.custody import CustodySheet
from fieldcase.desktop.files.sealing import sealing_of
from fieldcase.desktop.files.several import SeveralSheet
from fieldcase.desktop.files.view import Files
from fieldcase.desktop.files.viewing import ViewSheet
from fieldcase.desktop.files.writing import WriteSheet
from fieldcase.desktop.form.sheet import fill as put
from fieldcase.desktop.parts.buttons import Button
from fieldcase.office.drafts import draft_of
from fieldcase.office.sources.files import files_of
from tests.morning import Morning
from tests.told_ground import evidence, png, spoil
from tests.unit.desktop.saying import nameless, too_small

SECRET = b"Ilena Dovrak was there, says the canary."


def tab_of(morning: Morning) -> Files:
    morning.window.do("tab_6")
    tab = morning.page.tab_shown
    assert isinstance(tab, Files)
    morning.settle(lambda: "Reading the files…" not in morning.labels())
    return tab


def opened(morning: Morning) -> Files:
    morning.unlock()
    morning.open_case()
    return tab_of(morning)


def drop(tab: Files, *paths: Path) -> None:
    carried = QMimeData()
    carried.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    no = Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, no))


def fill(sheet: FileSheet | SeveralSheet, title: str) -> None:
    kind = sheet.form._edited["kind"].widget.editor  # type: ignore[attr-defined]  # a Field
    words = sheet.form._edited["title"].widget.editor  # type: ignore[attr-defined]  # a Field
    assert isinstance(kind, QComboBox)
    assert isinstance(words, QLineEdit)
    kind.setCurrentIndex(kind.findData("document"))
    words.setText(title)
    sheet.form.take_up({"reveals_source": False})


@pytest.mark.security
def test_a_dropped_file_is_sealed_shown_from_memory_and_never_lies_open(morning: Morning, tmp_path: Path) -> None:
    given = tmp_path / "her own name.txt"
    given.write_bytes(SECRET)
    drop(opened(morning), given)
    sheet = morning.page._sheet
    assert isinstance(sheet, FileSheet)
    fill(sheet, "Note of a talk")
    morning.window.do("primary")
    morning.sees("EV1", "Note of a talk", "as received")
    given.unlink()
    tab = tab_of(morning)
    assert not nameless(tab)
    assert not too_small(tab)
    tab.shows[0].click()
    view = morning.page._sheet
    assert isinstance(view, ViewSheet)
    view.reason.setText("To read it.")
    morning.qtbot.keyClick(view.reason, Qt.Key.Key_Return)
    morning.settle(lambda: hasattr(view, "text"))
    assert view.text.toPlainText().encode() == SECRET
    held = [one for one in tmp_path.rglob("*") if one.is_file() and SECRET in one.read_bytes()]
    assert held == []
    assert "her own name" not in morning.window.windowTitle()
    view.harmless.click()
    morning.settle(lambda: morning.page._sheet is None)
    assert not tab_of(morning)._lines[0].evidence.reveals_identity


def test_a_picture_is_looked_at_and_a_distressing_one_is_blurred_first(morning: Morning) -> None:
    morning.unlock()
    morning.program.desk.run(lambda session: evidence(session, morning.case, "Photograph", png(), "image/png"))
    morning.open_case()
    tab = tab_of(morning)
    line = tab._lines[0]
    sheet = ViewSheet(tab.given, line)
    sheet._blurred = True
    tab.sheet.emit(sheet)
    sheet.reason.setText("To see it.")
    morning.window.do("primary")
    morning.settle(lambda: hasattr(sheet, "sight"))
    assert sheet.sight.picture.width() < 100
    sheet._unveil()
    assert sheet.sight.picture.width() == 320
    sheet.leave()
    morning.settle()
    assert sheet._looking is None


@pytest.mark.security
def test_a_file_whose_hash_differs_is_said_and_not_shown(morning: Morning) -> None:
    morning.unlock()
    made: list[str] = []
    desk = morning.program.desk
    desk.run(lambda session: evidence(session, morning.case, "Order", b"An order.", "text/plain"), made.append)
    morning.settle(lambda: bool(made))
    desk.run(lambda session: spoil(session, made[0]))
    morning.open_case()
    tab = tab_of(morning)
    sheet = ViewSheet(tab.given, tab._lines[0])
    tab.sheet.emit(sheet)
    sheet.reason.setText("To see it.")
    morning.window.do("primary")
    morning.sees("its hash differs")
    sheet.leave()
    morning.page.refresh()
    morning.settle()
    tab_of(morning)
    morning.sees("hash differs", "It is blocked.")
    assert tab_of(morning).shows == []


def test_writing_out_warns_asks_why_and_is_in_the_custody(morning: Morning, tmp_path: Path) -> None:
    morning.unlock()
    morning.program.desk.run(lambda session: evidence(session, morning.case, "Order", b"An order.", "text/plain"))
    morning.open_case()
    tab = tab_of(morning)
    sheet = WriteSheet(tab.given, tab._lines[0])
    tab.sheet.emit(sheet)
    morning.sees("Outside the vault nothing protects it")
    sheet.write_to(tmp_path)
    morning.sees("it lies open outside the vault afterwards")
    assert not (tmp_path / "EV1.txt").exists()
    sheet.reason.setText("For the translator.")
    sheet.write_to(tmp_path)
    morning.settle(lambda: (tmp_path / "EV1.txt").exists())
    assert (tmp_path / "EV1.txt").read_bytes() == b"An order."
    found: list[object] = []
    morning.program.desk.run(lambda session: files_of(session, morning.case), found.append)
    morning.settle(lambda: bool(found))
    events = [one.event for one in found[0][0].custody]  # type: ignore[index]  # lines
    assert events[-1] == "copied"


def test_a_file_that_is_gone_is_one_sentence_and_nothing_typed_is_lost(morning: Morning, tmp_path: Path) -> None:
    tab = opened(morning)
    tab.add_files((tmp_path / "gone.pdf",))
    sheet = morning.page._sheet
    assert isinstance(sheet, FileSheet)
    fill(sheet, "An order")
    morning.window.do("primary")
    morning.sees("“gone.pdf” cannot be read.")
    assert morning.page._sheet is sheet
    assert not sheet.progress.isVisible()


def test_what_was_done_with_a_file_is_recorded_in_its_custody_and_said_once(morning: Morning) -> None:
    morning.unlock()
    morning.program.desk.run(lambda session: evidence(session, morning.case, "A photograph", png(), "image/png"))
    morning.open_case()
    tab = tab_of(morning)
    did = next(one for one in tab.findChildren(Button) if one.accessibleName().startswith("Record what was done"))
    morning.qtbot.mouseClick(did, Qt.MouseButton.LeftButton)
    sheet = morning.page._sheet
    assert isinstance(sheet, CustodySheet)
    morning.window.do("primary")
    morning.sees("Say what was done, with whom, and who allowed it.")
    put(sheet.what, "returned")
    put(sheet.note, "To P-7K3D9X, the head agreed.")
    morning.window.do("primary")
    morning.settle(lambda: morning.page._sheet is None)
    held: list[object] = []
    morning.program.desk.run(lambda session: files_of(session, morning.case), held.append)
    morning.settle(lambda: bool(held))
    last = held[0][0].custody[-1]  # type: ignore[index]  # lines of files
    assert (last.event, last.note) == ("returned", "To P-7K3D9X, the head agreed.")


def several(morning: Morning, folder: Path) -> SeveralSheet:
    """Three files are dropped at once; the second of them cannot be read."""
    for name, content in (("front.txt", SECRET), ("gone.txt", b"x"), ("back.txt", b"The other side.")):
        (folder / name).write_bytes(content)
    tab = opened(morning)
    drop(tab, *(folder / name for name in ("front.txt", "gone.txt", "back.txt")))
    sheet = morning.page._sheet
    assert isinstance(sheet, SeveralSheet)
    (folder / "gone.txt").unlink()
    fill(sheet, "Scan of the order")
    put(sheet.titles[2], "Its other side")
    return sheet


@pytest.mark.security
def test_several_dropped_files_are_sealed_in_one_by_one_and_one_that_cannot_be_read_stops_none(
    morning: Morning, tmp_path: Path
) -> None:
    sheet = several(morning, tmp_path)
    assert not nameless(sheet)
    assert not too_small(sheet)
    morning.window.do("primary")
    tab = morning.page.tab_shown
    assert isinstance(tab, Files)
    assert tab.under_way.progress.isVisibleTo(morning.window)
    morning.sees(
        "2 files are sealed in. · 1 file not read",
        "front.txt: EV1 is sealed in.",
        "gone.txt: “gone.txt” cannot be read.",
        "back.txt: EV2 is sealed in.",
    )
    notice = morning.window.toast.accessibleName()
    assert "front" not in notice + morning.window.windowTitle()
    morning.settle(lambda: len(tab_of(morning)._lines) == 2)
    assert [one.evidence.title_neutral for one in tab_of(morning)._lines] == ["Scan of the order (1)", "Its other side"]
    tab_of(morning).under_way.read.click()
    assert "front.txt" not in morning.labels()


def test_what_was_said_of_several_files_is_there_again_until_all_are_sealed_in(
    morning: Morning, tmp_path: Path
) -> None:
    several(morning, tmp_path)
    morning.window.do("primary")
    morning.sees("1 file not read")
    (tmp_path / "gone.txt").write_bytes(b"Found again.")
    drop(tab_of(morning), tmp_path / "gone.txt", tmp_path / "front.txt")
    again = morning.page._sheet
    assert isinstance(again, SeveralSheet)
    morning.settle(lambda: again.form.typed().get("title") == "Scan of the order")
    morning.window.do("primary")
    morning.sees("2 files are sealed in.")
    held: list[dict[str, object]] = []
    morning.program.desk.run(lambda session: draft_of(session, f"brought/{morning.case}"), held.append)
    morning.settle(lambda: held == [{}])


def test_sealing_goes_on_elsewhere_and_what_waits_is_let_go_when_it_is_cancelled(
    morning: Morning, tmp_path: Path
) -> None:
    several(morning, tmp_path)
    morning.window.do("primary")
    morning.window.go("today")
    sealing_of(morning.program.desk).stop()
    assert not sealing_of(morning.program.desk).under_way
    morning.open_case()
    tab_of(morning)
    morning.sees("Stopped. What is sealed in stands in the list", "2 files were not looked at.")
    assert len(tab_of(morning)._lines) < 2
